#!/usr/bin/env python3
"""Writes bert.json, gpt2.json, variants.json and pairs.json beside this script.

    make_goldens.py TOKENIZER.JSON VOCAB.JSON MERGES.TXT

TOKENIZER.JSON is all-MiniLM-L6-v2's, the other two are GPT-2's. Needs the version of `tokenizers`
named below and nothing else; the same inputs give the same bytes.
"""

import hashlib
import json
import pathlib
import sys

import tokenizers
from tokenizers import Tokenizer

import corpus
import oracle
import variants

VERSION = "0.23.3"
SEED = 20240601
HERE = pathlib.Path(__file__).parent

PAIRS = [
    ("hello world", "good bye"), ("", ""), ("a", ""), ("", "b"), ("one two three four five", "six"),
    ("one", "two three four five six seven"), ("one two three four", "five six seven eight"),
    ("naïve 日本語", "👍 e\u0301"), ("[SEP]", "[CLS] <|endoftext|>"), ("unaffable", "attention is all you need"),
]
LENGTHS = [None, 3, 4, 5, 6, 7, 8, 9, 12, 64]


def case_of(data):
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"hex": data.hex()}


def golden(tokenizer, data):
    return case_of(data) | oracle.encode(tokenizer, data)


def trimmed(data, span, white):
    """A byte span without the bytes of `white` at both ends."""
    begin, end = span
    piece = data[begin:end]
    return [end - len(piece.lstrip(white)), begin + len(piece.rstrip(white))] if piece.strip(white) else [end, end]


def honest_spans(untrimmed, tokens, data):
    """The spans that trimming by the source's own bytes gives. The library trims by the token's text
    and then takes a real space for the inserted one, or the inserted one for a real one."""
    alone = ["\u0120"]  # an inserted space that no letter followed covers nothing
    out = []
    for token, span in zip(tokens, oracle.encode(untrimmed, data)["spans"]):
        cut = trimmed(data, span, b" \t\n\r" if token.startswith("<") else b" ")
        if token in alone and data[span[0]:span[1]].strip(b" "):
            cut = [span[0], span[0]]
        out.append(cut)
    return out


def variant_cases(made, patch_trims):
    tokenizer = Tokenizer.from_str(json.dumps(made))
    if patch_trims:
        bare = dict(made)
        bare["post_processor"] = made["post_processor"] | {"trim_offsets": False}
        untrimmed = Tokenizer.from_str(json.dumps(bare))
    texts = [text.encode("utf-8") for text in variants.ADDED_TEXTS]
    texts += [data for data in corpus.edge_cases() if len(data) <= 60][::2] + corpus.random_cases(SEED + 1, 60)
    for data in texts:
        case = golden(tokenizer, data)
        if patch_trims:
            tokens = [tokenizer.id_to_token(id_) for id_ in case["ids"]]
            honest = honest_spans(untrimmed, tokens, data)
            if honest != case["spans"]:
                case["library_spans"] = case["spans"]
                case["spans"] = honest
        yield case


def make_variants(bases):
    for family, patches in (("bert", variants.BERT), ("gpt2", variants.GPT2)):
        for name, patch in patches.items():
            made = variants.apply(bases[family], patch)
            faulty = name in variants.FAULTY
            yield {"family": family, "name": name, "patch": patch,
                   "cases": list(variant_cases(made, faulty))}


def make_pairs(bases):
    chosen = [("bert", "base", {}), ("gpt2", "base", {}), ("gpt2", "RoBERTa", variants.ROBERTA),
              ("bert", "BertProcessing", {"post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 102],
                                                             "cls": ["[CLS]", 101]}})]
    for family, name, patch in chosen:
        tokenizer = Tokenizer.from_str(json.dumps(variants.apply(bases[family], patch)))
        cases = []
        for text, pair in PAIRS + [(text, None) for text, _ in PAIRS]:
            for length in LENGTHS:
                specials = tokenizer.num_special_tokens_to_add(pair is not None)
                if length is not None and length <= specials:
                    continue
                for add in (True, False):
                    tokenizer.no_truncation()
                    if length is not None:
                        tokenizer.enable_truncation(length)
                    encoding = tokenizer.encode(text, pair, add_special_tokens=add)
                    cases.append({"text": text, "pair": pair, "max_length": length, "add_special": add,
                                  "ids": encoding.ids, "types": encoding.type_ids,
                                  "special": encoding.special_tokens_mask,
                                  "segments": [-1 if s is None else s for s in encoding.sequence_ids]})
        yield {"family": family, "name": name, "patch": patch, "cases": cases}


def write(name, body):
    """One case a line, so that a change shows as lines."""
    parts = [json.dumps(entry, ensure_ascii=False) for entry in body.pop("entries")]
    head = json.dumps(body, ensure_ascii=False)[:-1]
    (HERE / name).write_text(head + ', "entries": [\n' + ",\n".join(parts) + "\n]}\n", encoding="utf-8")


def sha256(file):
    return hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()


def main():
    if tokenizers.__version__ != VERSION:
        sys.exit(f"tokenizers {VERSION} is needed, {tokenizers.__version__} is here")
    bert_file, vocabulary, merges = sys.argv[1:4]
    base = json.loads(pathlib.Path(bert_file).read_text(encoding="utf-8"))
    base["truncation"] = base["padding"] = None
    bases = {"bert": base, "gpt2": variants.gpt2_base(vocabulary, merges)}
    texts = corpus.edge_cases() + corpus.random_cases(SEED, 900)
    made = {"tokenizers": VERSION}
    bert = oracle.bert(bert_file)
    write("bert.json", made | {"sha256": [sha256(bert_file)],
                               "entries": [golden(bert, data) for data in texts]})
    gpt2 = oracle.gpt2(vocabulary, merges)
    write("gpt2.json", made | {"sha256": [sha256(vocabulary), sha256(merges)],
                               "entries": [golden(gpt2, data) for data in texts]})
    write("variants.json", made | {"entries": list(make_variants(bases))})
    write("pairs.json", made | {"entries": list(make_pairs(bases))})


if __name__ == "__main__":
    main()
