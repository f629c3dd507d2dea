#!/usr/bin/env python3
"""Writes unigram.json, clip.json, gpt.json, llama.json, sentencepiece-unigram.json and
sentencepiece-bpe.json beside this script, from the vocabularies that train.py made. Needs the versions of `tokenizers` and `sentencepiece` named below; the same inputs
give the same bytes.

Where the library's own spans are wrong a case has them as "library_spans" and the right ones as
"spans": Hugging Face's Precompiled loses count of characters that the map deletes, and its NFC, NFD
and their kin of marks that they put in another order. Texts with characters that Unicode has as
letters or numbers since 15.1 are left out: the library's pattern classes are newer than our tables.
"""

import json
import pathlib
import sys

import unicodedata

import sentencepiece
import tokenizers
from tokenizers import Regex, Tokenizer, normalizers

import pipelines

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "text"))
import corpus  # noqa: E402
import oracle  # noqa: E402

VERSIONS = {"tokenizers": "0.23.3", "sentencepiece": "0.2.3"}
SEED = 20261123
LONG = 200  # bytes; longer edge cases stand in the large families alone

EDGES = [
    "\u2581", "\u2581\u2581a", "a\u2581b", " \u2581 ", "a \u2581b", "<extra_id_0>", "a <extra_id_1> b", "<extra_id_9>.",
    "<ext<extra_id_0>ra_id_1>", "<extra_id_0><extra_id_1>", "<pad></s>", "<unk>", "x<unk>y", "<s>a</s>", "<ctl>", "<0x41>",
    "<0x0A>\n", "``quoted''", "'' '' ``", "the mask <mask> in", "<m <mask><m", "singing", "\u2581the the", "ing",
    "日本日本語", "A\u030A\u0301", "\u2047\u033A", "\u2122\x1eg", "\x01abc", "ab\x01c", "\u00ad soft\u00adhyphen",
    "a\u200b b", "\u3000a\u3000b", "a\u00a0b", "ﬁ ① Ⅻ ㍿", "\uFDFA", "ｱｲｳ ｶﾞ", "\u1E9B\u0323 ſ", "e\u0301e\u0301",
    "a  b   c", "  a", "a  ", "\n\na", "a\n", "\ta\t", ".......", "a" * 60, "." * 40, "the" * 20, "x y z " * 8, "🤖🤖", "a🤖b",
    "<|endoftext|>!", "!<|startoftext|>x", "<|ENDOFTEXT|>!", "\u1100\u1161\u11a8", "각", "Ǆ İ ẞ", "Foo bar foobar Ｆoo", "foo BAR bar_", "<|startoftext|>a photo<|endoftext|>",
    "<|STARTOFTEXT|> X", "a photo of a cat's 2 dogs!!", "it'S we'LL", "10 1a a1", "!'s", "''s", "don't", "\u2019s", "hello</w>",
    "</w>", "\uFFFD a", "naïve café", "ΑΣ ΣΑ", "x\u0345", "\u0F73 \u0F71\u0F72", "d\u0307\u0323", "\uFC5E x \uFC5E", "a \u0301b",
]


def newer_characters(folder=pathlib.Path("/usr/share/unicode")):
    """What the library takes for letters or numbers and Unicode 15.0 has not assigned."""
    assigned = set()
    for line in (folder / "DerivedAge.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, last = line.split(";")[0].strip().partition("..")
            assigned.update(range(int(first, 16), int(last or first, 16) + 1))
    classes = normalizers.Replace(Regex(r"[\p{L}\p{N}]"), "")
    return {chr(code) for code in range(0x110000)
            if code not in assigned and not 0xD800 <= code <= 0xDFFF and not classes.normalize_str(chr(code))}


NEWER = newer_characters()


def texts(count):
    """`count` random texts (0: only the short edge cases, every second)."""
    edges = [text.encode("utf-8") for text in EDGES]
    shared = corpus.edge_cases()
    if count == 0:
        return edges + [data for data in shared if len(data) <= 60][::2] + corpus.random_cases(SEED + 1, 60)
    return edges + [data for data in shared if len(data) <= LONG] + corpus.random_cases(SEED, count)


def source_of(data):
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"hex": data.hex()}


def flat(spans):
    return [place for span in spans for place in span]


def deleted_characters(file):
    """The characters that the file's character map turns into nothing."""
    if "precompiled" not in json.dumps(file["normalizer"]):
        return set()
    map_ = normalizers.Precompiled((HERE / "nmt_nfkc.bin").read_bytes())
    return {chr(code) for code in range(0x110000)
            if not 0xD800 <= code <= 0xDFFF and not map_.normalize_str(chr(code))}


def in_order(text, places):
    """The places of a text's characters with runs of marks in canonical order."""
    out = []
    for place in places:
        class_ = unicodedata.combining(text[place])
        at = len(out)
        while class_ and at and unicodedata.combining(text[out[at - 1]]) > class_:
            at -= 1
        out.insert(at, place)
    return out


def right_spans(tokenizer, data, deleted, orders, ids):
    """The spans that the library gives to the text without the deleted characters and, if the pipeline
    orders marks, with marks in order; back in the text. Nothing where that text has other tokens."""
    text, begins, ends = oracle.decode(data)
    kept = [i for i, character in enumerate(text) if character not in deleted]
    if orders:
        kept = in_order(text, kept)
    encoding = tokenizer.encode("".join(text[i] for i in kept), add_special_tokens=False)
    if encoding.ids != ids:
        return None
    return [[min(begins[i] for i in kept[first:last]), max(ends[i] for i in kept[first:last])] if first < last
            else [0, 0] for first, last in encoding.offsets]


def library_cases(tokenizer, deleted, orders, inputs):
    for data in inputs:
        found = oracle.encode(tokenizer, data)
        spans = found["spans"]
        case = source_of(data) | {"ids": found["ids"], "spans": flat(spans)}
        text = oracle.decode(data)[0]
        unclear = deleted & set(text) or (orders and in_order(text, range(len(text))) != [*range(len(text))])
        right = right_spans(tokenizer, data, deleted, orders, case["ids"]) if unclear else spans
        if right is None or NEWER & set(text):
            continue  # no second opinion
        if right != spans:
            case |= {"library_spans": flat(spans), "spans": flat(right)}
        yield case


def library_golden(vocabulary, files, large):
    for name, make in files.items():
        file = make()
        tokenizer = Tokenizer.from_str(json.dumps(file))
        deleted = deleted_characters(file)
        orders = any(f'"{form}"' in json.dumps(file["normalizer"]) for form in ("NFC", "NFD", "NFKC", "NFKD"))
        # With "first" the library takes what follows a deleted first character for the text's start.
        inputs = [data for data in texts(large.get(name, 0))
                  if name != "first" or oracle.decode(data)[0][:1] not in deleted]
        yield {"name": name, "vocabulary": pipelines.VOCABULARIES.get(name, vocabulary),
               "file": pipelines.bare(file), "cases": list(library_cases(tokenizer, deleted, orders, inputs))}


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def fields(data):
    """The fields of a protobuf message of varints and byte strings."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        value, at = varint(data, at)
        if key & 7 == 2:
            value, at = data[at:at + value], at + value
        yield key >> 3, value


def sentencepiece_case(processor, data):
    """Ids and byte spans, from the serialised answer: other forms count in characters. The decoded text
    where it differs."""
    pieces = [dict(fields(value)) for number, value in
              fields(processor.encode(data, out_type="serialized_proto")) if number == 2]
    case = source_of(data) | {"ids": [piece.get(2, 0) for piece in pieces],
                              "spans": flat([piece.get(4, 0), piece.get(5, 0)] for piece in pieces)}
    decoded = processor.decode(case["ids"])
    return case if decoded == case.get("text") else case | {"decoded": decoded}


def sentencepiece_golden(models, large):
    for name, (file, flags) in models.items():
        model = pipelines.model(file, **flags).SerializeToString()
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        told = {key: "" if value == b"" else value for key, value in flags.items()}
        yield {"name": name, "vocabulary": file, "flags": told,
               "cases": [sentencepiece_case(processor, data) for data in texts(large.get(name, 0))]}


def write(name, entries):
    """One case a line, so that a change shows as lines."""
    parts = []
    for entry in entries:
        cases = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in entry.pop("cases"))
        parts.append(json.dumps(entry, ensure_ascii=False)[:-1] + ', "cases": [\n' + cases + "\n]}")
    head = json.dumps({**VERSIONS})[:-1]
    (HERE / name).write_text(head + ', "entries": [\n' + ",\n".join(parts) + "\n]}\n", encoding="utf-8")


def main():
    found = {"tokenizers": tokenizers.__version__, "sentencepiece": sentencepiece.__version__}
    if found != VERSIONS:
        sys.exit(f"{VERSIONS} are needed, {found} are here")
    write("unigram.json", library_golden("unigram", pipelines.UNIGRAM, {"T5": 800}))
    write("clip.json", library_golden("clip", pipelines.CLIP, {"CLIP": 900}))
    write("gpt.json", library_golden("gpt", pipelines.GPT, {"GPT": 900}))
    write("llama.json", library_golden("llama", pipelines.LLAMA, {"Llama": 800}))
    write("sentencepiece-unigram.json", sentencepiece_golden(pipelines.SENTENCEPIECE_UNIGRAM, {"unigram": 800}))
    write("sentencepiece-bpe.json", sentencepiece_golden(pipelines.SENTENCEPIECE_BPE, {"bpe": 800}))


if __name__ == "__main__":
    main()
