"""Pipelines that differ from the two base ones by a few members of `tokenizer.json`.

A patch replaces top-level members; "model." members are replaced inside the model. The base of
"gpt2" is the two files of GPT-2 written as `tokenizer.json` (see gpt2_base).
"""

import json


def added(id_, content, **flags):
    token = {"id": id_, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": False}
    return token | flags


def bert_normalizer(**switches):
    return {"normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                           "strip_accents": None, "lowercase": True} | switches}


def byte_level(**switches):
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
            "use_regex": True} | switches


BERT_SPECIALS = [added(id_, text, special=True) for id_, text in
                 [(0, "[PAD]"), (100, "[UNK]"), (101, "[CLS]"), (102, "[SEP]"), (103, "[MASK]")]]
END = added(50256, "<|endoftext|>", special=True)
GPT2_PATTERN = ("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|"
                "\\s+(?!\\S)|\\s+")
ROBERTA = {
    "added_tokens": [END, added(50257, "<s>", special=True), added(50258, "<pad>", special=True),
                     added(50259, "</s>", special=True), added(50260, "<mask>", special=True, lstrip=True)],
    "post_processor": {"type": "RobertaProcessing", "cls": ["<s>", 50257], "sep": ["</s>", 50259],
                       "trim_offsets": True, "add_prefix_space": False},
}

BERT = {
    "cased": bert_normalizer(lowercase=False),
    "cased, accents stripped": bert_normalizer(lowercase=False, strip_accents=True),
    "lower case, accents kept": bert_normalizer(strip_accents=False),
    "not cleaned": bert_normalizer(clean_text=False),
    "ideographs not apart": bert_normalizer(handle_chinese_chars=False),
    "no normaliser": {"normalizer": None},
    "words of 5 characters": {"model.max_input_chars_per_word": 5},
    "added": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>")]},
    "added lstrip": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>", lstrip=True)]},
    "added rstrip": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>", rstrip=True)]},
    "added both": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>", lstrip=True, rstrip=True)]},
    "added single word": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>", single_word=True)]},
    "added normalized": {"added_tokens": BERT_SPECIALS + [added(30522, "<X>", normalized=True),
                                                          added(30523, "Éa", normalized=True)]},
    "added overlapping": {"added_tokens": BERT_SPECIALS + [
        added(30522, "a$b"), added(30523, "a$bcd"), added(30524, "$bcde"), added(30525, "cd ef"),
        added(2067, "back")]},
}

GPT2 = {
    "prefix space": {"pre_tokenizer": byte_level(add_prefix_space=True)},
    "no split": {"pre_tokenizer": byte_level(use_regex=False)},
    "whole pieces": {"model.ignore_merges": True},
    "split by pattern": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [
        {"type": "Split", "pattern": {"Regex": GPT2_PATTERN}, "behavior": "Isolated", "invert": False},
        byte_level(use_regex=False)]}},
    "trimmed": {"post_processor": byte_level(trim_offsets=True)},
    "added normalized": {"added_tokens": [END | {"normalized": True}, added(50257, "<X>", normalized=True),
                                          added(50258, "wor", normalized=True)]},
    "added strips": {"added_tokens": [END, added(50257, "<X>", lstrip=True), added(50258, "<Y>", rstrip=True),
                                      added(57, "Z", single_word=True)]},
    "prefix space, added": {"pre_tokenizer": byte_level(add_prefix_space=True),
                            "added_tokens": [END, added(50257, "<X>"), added(50258, "<Y>", rstrip=True)]},
    "RoBERTa": ROBERTA,
    "RoBERTa, prefix space": ROBERTA | {
        "pre_tokenizer": byte_level(add_prefix_space=True),
        "post_processor": ROBERTA["post_processor"] | {"add_prefix_space": True}},
    "prefix space, trimmed": {"pre_tokenizer": byte_level(add_prefix_space=True),
                              "post_processor": byte_level(add_prefix_space=True, trim_offsets=True)},
}

# Where the library's spans are known to be wrong: with a prefix space and trimming together it trims
# one space too few at the text's start and one byte too many after an added token.
FAULTY = ["RoBERTa, prefix space", "prefix space, trimmed"]

ADDED_TEXTS = [
    "a  <X>  b", "a<X>b", "a_<X>", "<X>", "<X><X>", " <X> <X> ", "a <X>", "<X> a", "a  <x>  b", "é<X>é", "1<X>",
    "-<X>-", "<X>.", "a\t<X>\nb", "a\u00A0<X>\u3000b", "<<X>>", "<X", "X>", "日<X>本", "éa", "Éa ÉA éA", "e\u0301a",
    "a$bcdef", "xa$bcde", "a$bcd ef", "$bcdef", "a$bc", "a$b cd ef", "a$a$bcd$bcde", "cd ef", "back", "backhand", "comeback",
    "<Y>  <X>", "<X>  <Y>", "a <Y> b", "Z", "aZ", "Z a Z", "Z_", "Z-Z", "hello wor world", "<mask>", "a <mask> b",
    "a  <mask>.", "<s>a</s>", " <mask>", "\n<mask>", "hello world", " hello", "  hello  ", "\nhello", "hello\n\n x ",
]


def apply(base, patch):
    made = dict(base)
    for key, value in patch.items():
        if key.startswith("model."):
            made["model"] = made["model"] | {key.removeprefix("model."): value}
        else:
            made[key] = value
    return made


def gpt2_base(vocabulary, merges):
    with open(vocabulary, encoding="utf-8") as file:
        pieces = json.load(file)
    with open(merges, encoding="utf-8") as file:
        lines = [line for line in file.read().split("\n") if line and not line.startswith("#version")]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [END], "normalizer": None,
        "pre_tokenizer": byte_level(), "post_processor": byte_level(trim_offsets=False),
        "decoder": byte_level(),
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                  "ignore_merges": False, "vocab": pieces, "merges": lines},
    }
