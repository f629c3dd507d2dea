#!/usr/bin/env python3
"""Writes characters.json beside this script: the letters that CharBERT's character channel gets.

    make_characters.py TOKENIZER.JSON

TOKENIZER.JSON is all-MiniLM-L6-v2's, as for bert.json. Needs the version of `tokenizers` named below.
The rules are written down here a second time, from the description, over the library's tokens.
"""

import json
import pathlib
import sys

import tokenizers
from tokenizers import Tokenizer

VERSION = "0.23.3"
HERE = pathlib.Path(__file__).parent
# The shape of the published dictionary: a space first, a newline entry as two empty lines, <unk> last.
DICTIONARY = [" ", *"etainorshldcumfpgwybkvxzjq", "", "", *"0123456789.,!?'-#", "é", "日", "ETA", "<unk>"]
TEXTS = [
    ("backhand", None), ("bachand thnik", None), ("", None), ("a", None), ("# ## c# f#", None), ("the [MASK] is", None),
    ("日本語 naïve", None), ("vote♡♡ x", None), ("one", "two words"), ("unaffable ♡♡", "♡ love ♡"),
    ("internationalisation electroencephalographically antidisestablishmentarianism", None),
    ("supercalifragilisticexpialidocious", "pneumonoultramicroscopicsilicovolcanoconiosis"), ("[SEP] [UNK]", None),
    ("e\u0301 é \ud55c", None), ("don't!", "12,5"),
]


def letters(token, source, special):
    if token == "[UNK]":
        return source
    if special or token in ("[CLS]", "[SEP]", "[MASK]", "[PAD]"):
        return ""
    return token.strip("#") or token


def expected(tokenizer, text, pair, masked, room):
    encoding = tokenizer.encode(text, pair)
    ids = {line: number for number, line in enumerate(DICTIONARY)}
    out, starts, ends = [], [], []
    for place, (token, span, segment, special) in enumerate(zip(
            encoding.tokens, encoding.offsets, encoding.sequence_ids, encoding.special_tokens_mask)):
        source = (pair if segment == 1 else text)[span[0]:span[1]]
        shown = "" if place in masked else letters(token, source, special)
        numbers = [ids.get(letter, ids["<unk>"]) for letter in shown] or [0]
        starts.append(len(out))
        out += numbers
        ends.append(len(out) - 1)
        out.append(0)
    total = room * len(encoding.tokens)
    out = (out + [0] * total)[:total]
    return {"characters": out, "starts": [min(at, total - 1) for at in starts],
            "ends": [min(at, total - 1) for at in ends]}


def main():
    if tokenizers.__version__ != VERSION:
        sys.exit(f"tokenizers {VERSION} is needed, {tokenizers.__version__} is here")
    tokenizer = Tokenizer.from_file(sys.argv[1])
    tokenizer.no_truncation()
    tokenizer.no_padding()
    entries = []
    for text, pair in TEXTS:
        for masked in ([], [1], [2, 3]):
            for room in (6, 2):
                entries.append({"text": text, "pair": pair, "masked": masked, "room": room,
                                **expected(tokenizer, text, pair, masked, room)})
    body = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    head = json.dumps({"tokenizers": VERSION, "dictionary": "\n".join(DICTIONARY) + "\n"}, ensure_ascii=False)[:-1]
    (HERE / "characters.json").write_text(head + ', "entries": [\n' + body + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
