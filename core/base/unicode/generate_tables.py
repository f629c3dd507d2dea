#!/usr/bin/env python3
"""Writes the Unicode tables of core/base/unicode (properties) and core/text/unicode (mappings) from
the Unicode Character Database 15.0.

    generate_tables.py [FOLDER OF THE DATABASE] [ROOT OF THE OUTPUT]

The folder defaults to /usr/share/unicode (Debian: unicode-data). Only the standard library is used;
running it again on the same database gives the same bytes.
"""

import pathlib
import sys

CATEGORIES = ("Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po "
              "Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co").split()
BREAKS = ("Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark "
          "L V T LV LVT").split()

# Bits of a property record; properties.h reads them.
BREAK_SHIFT, CLASS_SHIFT = 5, 9
PICTOGRAPHIC, WHITE, WORD, MARK8, PUNCTUATION8, FORMAT8, DECOMPOSES, LOWERS, MARK9 = (
    1 << bit for bit in range(17, 26))

BLOCK = 128
LIMIT = 0x110000


def rows(file):
    """The fields of every data line of a UCD file, comments removed."""
    for line in file.read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def span(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def members(file, wanted):
    found = set()
    for fields in rows(file):
        if fields[1] == wanted:
            found.update(span(fields[0]))
    return found


class Database:
    def __init__(self, folder):
        self.category = ["Cn"] * LIMIT
        self.combining = [0] * LIMIT
        self.canonical = {}
        self.compatible = {}
        self.lower = {}
        self.read_characters(folder / "UnicodeData.txt")
        self.white = members(folder / "PropList.txt", "White_Space")
        joiners = members(folder / "PropList.txt", "Join_Control")
        alphabetic = members(folder / "DerivedCoreProperties.txt", "Alphabetic")
        self.word = alphabetic | joiners | {
            c for c in range(LIMIT) if self.category[c] in ("Mn", "Mc", "Me", "Nd", "Pc")}
        self.excluded = members(folder / "DerivedNormalizationProps.txt",
                                "Full_Composition_Exclusion")
        self.pictographic = members(folder / "emoji/emoji-data.txt", "Extended_Pictographic")
        self.breaks = {}
        for fields in rows(folder / "auxiliary/GraphemeBreakProperty.txt"):
            for c in span(fields[0]):
                self.breaks[c] = fields[1]
        # The only unconditional one-to-many lower-casing.
        for fields in rows(folder / "SpecialCasing.txt"):
            if len(fields) == 5 and fields[1] and " " in fields[1]:
                self.lower[int(fields[0], 16)] = [int(x, 16) for x in fields[1].split()]
        self.read_compatibility(folder / "DerivedAge.txt")

    def read_characters(self, file):
        first = None
        for fields in rows(file):
            code = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                first = code
                continue
            for c in range(code if first is None else first, code + 1):
                self.category[c] = fields[2]
                self.combining[c] = int(fields[3])
            first = None
            if fields[5]:
                tagged = fields[5].startswith("<")
                parts = fields[5].split()[1:] if tagged else fields[5].split()
                (self.compatible if tagged else self.canonical)[code] = [int(x, 16) for x in parts]
            if fields[13]:
                self.lower[code] = [int(fields[13], 16)]

    def read_compatibility(self, file):
        """The classes of Unicode 8.0 that Hugging Face's BERT rules use, and the marks and the
        compatibility mappings of Unicode 9.0 that its StripAccents and NFKD use."""
        old, newer = set(), set()
        for fields in rows(file):
            age = tuple(map(int, fields[1].split(".")))
            if age <= (8, 0):
                old.update(span(fields[0]))
            if age > (9, 0):
                newer.update(span(fields[0]))
        of = lambda letters: {c for c in old if self.category[c].startswith(letters)}
        self.mark8 = (of("Mn") - {0x1885, 0x1886, 0xA9BD, 0x111C9}) | {0x1734}
        self.punctuation8 = of("P") | {0x166D, 0x111C9}
        self.format8 = of("Cf")
        marks = {c for c in range(LIMIT) if self.category[c].startswith("M")}
        self.mark9 = (marks - newer - {0x111C9}) | {0x1CF2, 0x1CF3}
        self.compatible = {c: x for c, x in self.compatible.items() if c not in newer}

    def decompose(self, code):
        if code not in self.canonical:
            return [code]
        return [x for part in self.canonical[code] for x in self.decompose(part)]

    def decompose_compatible(self, code):
        parts = self.compatible.get(code) or self.canonical.get(code)
        return [x for part in parts for x in self.decompose_compatible(part)] if parts else [code]

    def record(self, c):
        value = CATEGORIES.index(self.category[c])
        value |= BREAKS.index(self.breaks.get(c, "Other")) << BREAK_SHIFT
        value |= self.combining[c] << CLASS_SHIFT
        for bit, group in ((PICTOGRAPHIC, self.pictographic), (WHITE, self.white),
                           (WORD, self.word), (MARK8, self.mark8),
                           (PUNCTUATION8, self.punctuation8), (FORMAT8, self.format8),
                           (DECOMPOSES, self.canonical), (LOWERS, self.lower),
                           (MARK9, self.mark9)):
            if c in group:
                value |= bit
        return value


def array(kind, name, values, digits):
    out = [f"const {kind} {name}[{len(values)}] = {{"]
    per_line = 96 // (digits + 4)
    for i in range(0, len(values), per_line):
        out.append("    " + " ".join(f"0x{v:0{digits}x}," for v in values[i:i + per_line]))
    out.append("};\n")
    return "\n".join(out)


def two_stage(values):
    blocks, index = {}, []
    for start in range(0, LIMIT, BLOCK):
        block = tuple(values[start:start + BLOCK])
        index.append(blocks.setdefault(block, len(blocks)))
    return index, [v for block in blocks for v in block]


NOTE = "// Written by generate_tables.py from the Unicode Character Database 15.0. Do not edit.\n"


def source(header, namespace, arrays):
    return (NOTE + f'#include "{header}"\n\nnamespace {namespace} {{\n\n' + "\n".join(arrays)
            + f"\n}} // namespace {namespace}\n")


def header(namespace, lines):
    return (NOTE + f"#pragma once\n\n#include <cstdint>\n\nnamespace {namespace} {{\n\n"
            + "\n".join(lines) + f"\n\n}} // namespace {namespace}\n")


def write_properties(database, folder):
    numbers, records = {}, []
    per_character = []
    for c in range(LIMIT):
        record = database.record(c)
        if record not in numbers:
            numbers[record] = len(records)
            records.append(record)
        per_character.append(numbers[record])
    index, blocks = two_stage(per_character)
    namespace = "vitrine::unicode::tables"
    (folder / "propertytables.cpp").write_text(source(
        "core/base/unicode/propertytables.h", namespace,
        [array("std::uint16_t", "kBlockOf", index, 3),
         array("std::uint8_t", "kRecordOf", blocks, 2),
         array("std::uint32_t", "kRecords", records, 8)]), encoding="utf-8")
    (folder / "propertytables.h").write_text(header(namespace, [
        f"constexpr int kBlockSize = {BLOCK};",
        "",
        f"extern const std::uint16_t kBlockOf[{len(index)}];",
        f"extern const std::uint8_t kRecordOf[{len(blocks)}];",
        f"extern const std::uint32_t kRecords[{len(records)}];"]), encoding="utf-8")


def mapping(values):
    """Sorted keys, where each key's code points begin in a pool, and the pool."""
    keys, begins, pool = sorted(values), [], []
    for key in keys:
        begins.append(len(pool))
        pool.extend(values[key])
    return keys, begins + [len(pool)], pool


def write_mappings(database, folder):
    full = {c: database.decompose(c) for c in database.canonical}
    keys, begins, pool = mapping(full)
    pairs = sorted((parts[0], parts[1], c) for c, parts in database.canonical.items()
                   if len(parts) == 2 and c not in database.excluded)
    lower, lower_begins, lower_pool = mapping(database.lower)
    whole = {c: database.decompose_compatible(c)
             for c in set(database.canonical) | set(database.compatible)}
    other, other_begins, other_pool = mapping(
        {c: parts for c, parts in whole.items() if parts != database.decompose(c)})
    namespace = "vitrine::text::tables"
    (folder / "mappingtables.cpp").write_text(source(
        "core/text/unicode/mappingtables.h", namespace,
        [array("std::uint32_t", "kDecomposed", keys, 5),
         array("std::uint16_t", "kDecompositionBegin", begins, 4),
         array("std::uint32_t", "kDecompositions", pool, 5),
         array("std::uint32_t", "kCompatible", other, 5),
         array("std::uint16_t", "kCompatibleBegin", other_begins, 4),
         array("std::uint32_t", "kCompatibles", other_pool, 5),
         array("std::uint32_t", "kComposed", [x for pair in pairs for x in pair], 5),
         array("std::uint32_t", "kLowered", lower, 5),
         array("std::uint16_t", "kLowerBegin", lower_begins, 4),
         array("std::uint32_t", "kLowers", lower_pool, 5)]), encoding="utf-8")
    (folder / "mappingtables.h").write_text(header(namespace, [
        f"constexpr int kDecomposedCount = {len(keys)};",
        f"constexpr int kCompatibleCount = {len(other)};",
        f"constexpr int kComposedCount = {len(pairs)};",
        f"constexpr int kLoweredCount = {len(lower)};",
        "",
        f"extern const std::uint32_t kDecomposed[{len(keys)}];",
        f"extern const std::uint16_t kDecompositionBegin[{len(keys) + 1}];",
        f"extern const std::uint32_t kDecompositions[{len(pool)}];",
        f"extern const std::uint32_t kCompatible[{len(other)}];",
        f"extern const std::uint16_t kCompatibleBegin[{len(other) + 1}];",
        f"extern const std::uint32_t kCompatibles[{len(other_pool)}];",
        f"extern const std::uint32_t kComposed[{3 * len(pairs)}]; ///< first, second, composition",
        f"extern const std::uint32_t kLowered[{len(lower)}];",
        f"extern const std::uint16_t kLowerBegin[{len(lower) + 1}];",
        f"extern const std::uint32_t kLowers[{len(lower_pool)}];"]), encoding="utf-8")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    root = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parents[3]
    database = Database(folder)
    write_properties(database, root / "core/base/unicode")
    write_mappings(database, root / "core/text/unicode")


if __name__ == "__main__":
    main()
