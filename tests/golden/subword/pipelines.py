"""The tokenizer files of the sub-word goldens, put together from the trained vocabularies."""

import base64
import json
import pathlib

from sentencepiece import sentencepiece_model_pb2 as model_pb2

HERE = pathlib.Path(__file__).parent
MARK = "\u2581"
CLIP_PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def model(name, **flags):
    """A trained SentencePiece model with its character map; flags of the normaliser replaced."""
    proto = model_pb2.ModelProto()
    proto.ParseFromString((HERE / f"{name}.model").read_bytes())
    proto.normalizer_spec.precompiled_charsmap = (HERE / "nmt_nfkc.bin").read_bytes()
    for key, value in flags.items():
        spec = proto.trainer_spec if key == "treat_whitespace_as_suffix" else proto.normalizer_spec
        setattr(spec, key, value)
    return proto


def added(id_, content, **flags):
    return {"id": id_, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True} | flags


def precompiled():
    charsmap = base64.b64encode((HERE / "nmt_nfkc.bin").read_bytes()).decode("ascii")
    return {"type": "Precompiled", "precompiled_charsmap": charsmap}


def metaspace(scheme="always", split=True):
    return {"type": "Metaspace", "replacement": MARK, "prepend_scheme": scheme, "split": split}


def sequence(kind, *steps):
    return {"type": "Sequence", kind: list(steps)}


def replace(pattern, content):
    return {"type": "Replace", "pattern": pattern, "content": content}


def file(model_, normalizer=None, pre_tokenizer=None, decoder=None, post_processor=None, added_tokens=()):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": list(added_tokens),
            "normalizer": normalizer, "pre_tokenizer": pre_tokenizer, "post_processor": post_processor,
            "decoder": decoder, "model": model_}


def bare(file_):
    """A file without what the trained vocabularies hold; the tests put it in again."""
    text = json.loads(json.dumps(file_))
    text["model"]["vocab"] = text["model"]["merges"] = None
    normalizer = text["normalizer"] or {}
    for step in normalizer.get("normalizers", [normalizer]):
        if "precompiled_charsmap" in step:
            step["precompiled_charsmap"] = None
    return text


def ending_template(token, id_):
    """A </s>, A </s> B </s>."""
    a, b = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    end = {"SpecialToken": {"id": token, "type_id": 0}}
    return {"type": "TemplateProcessing", "single": [a, end], "pair": [a, end, b, end],
            "special_tokens": {token: {"id": token, "ids": [id_], "tokens": [token]}}}


def unigram(name="unigram", sentinels=0, byte_fallback=False):
    """The pieces of a SentencePiece model as a Unigram model, with T5's sentinels behind them."""
    proto = model(name)
    pieces = [[piece.piece, piece.score] for piece in proto.pieces]
    pieces += [[f"<extra_id_{i}>", 0.0] for i in reversed(range(sentinels))]
    unknown = next(i for i, piece in enumerate(proto.pieces) if piece.type == piece.UNKNOWN)
    return {"type": "Unigram", "unk_id": unknown, "vocab": pieces, "byte_fallback": byte_fallback}


def t5():
    size = len(model("unigram").pieces)
    tokens = [added(i, piece) for i, piece in enumerate(("<pad>", "</s>", "<unk>"))]
    tokens += [added(size + 9 - i, f"<extra_id_{i}>") for i in range(10)]
    return file(unigram(sentinels=10), precompiled(),
                sequence("pretokenizers", {"type": "WhitespaceSplit"}, metaspace()), metaspace(),
                ending_template("</s>", 1), tokens)


def converted():
    """What transformers makes of a .model: spaces trimmed and joined before Metaspace."""
    return t5() | {"normalizer": sequence("normalizers", precompiled(),
                                          {"type": "Strip", "strip_left": False, "strip_right": True},
                                          replace({"Regex": " {2,}"}, MARK)),
                   "pre_tokenizer": metaspace()}


def albert():
    return t5() | {"normalizer": sequence("normalizers", replace({"String": "``"}, '"'),
                                          replace({"String": "''"}, '"'), {"type": "NFKD"},
                                          {"type": "StripAccents"}, {"type": "Lowercase"}, precompiled())}


def first_only():
    return t5() | {"pre_tokenizer": metaspace("first"), "decoder": metaspace("first")}


def never():
    return t5() | {"pre_tokenizer": metaspace("never"), "decoder": metaspace("never"),
                   "normalizer": {"type": "NFKC"}}


def unsplit_bytes():
    return file(unigram("unigram-bytes", byte_fallback=True),
                sequence("normalizers", precompiled(), {"type": "Strip", "strip_left": True, "strip_right": True}),
                metaspace(split=False), metaspace(split=False))


def normalized_added():
    size = len(t5()["model"]["vocab"])
    tokens = t5()["added_tokens"] + [added(size, "Ｆoo", normalized=True, special=False),
                                     added(size + 1, "bar", normalized=True, special=False, single_word=True)]
    return converted() | {"added_tokens": tokens}


# Which trained vocabulary a pipeline stands on, if not that of its golden's name.
VOCABULARIES = {"unsplit, byte fallback": "unigram-bytes"}

UNIGRAM = {"T5": t5, "converted": converted, "ALBERT": albert, "first": first_only, "never, NFKC": never,
           "unsplit, byte fallback": unsplit_bytes, "added normalized": normalized_added}


def bpe(name, **switches):
    pieces = json.loads((HERE / f"{name}-vocab.json").read_text(encoding="utf-8"))
    merges = (HERE / f"{name}-merges.txt").read_text(encoding="utf-8").split("\n")[1:-1]
    return {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
            "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
            "vocab": pieces, "merges": merges} | switches


def clip(specials_in_pattern=True, use_regex=True):
    """As transformers builds it."""
    model_ = bpe("clip", unk_token="<|endoftext|>", continuing_subword_prefix="", end_of_word_suffix="</w>")
    start, end = (model_["vocab"][token] for token in ("<|startoftext|>", "<|endoftext|>"))
    pattern = (r"<\|startoftext\|>|<\|endoftext\|>|" if specials_in_pattern else "") + CLIP_PATTERN
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
                  "use_regex": use_regex}
    return file(model_, sequence("normalizers", {"type": "NFC"}, replace({"Regex": r"\s+"}, " "),
                                 {"type": "Lowercase"}),
                sequence("pretokenizers", {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Removed",
                                           "invert": True}, byte_level),
                byte_level,
                {"type": "RobertaProcessing", "sep": ["<|endoftext|>", end], "cls": ["<|startoftext|>", start],
                 "trim_offsets": False, "add_prefix_space": False},
                [added(start, "<|startoftext|>", normalized=True), added(end, "<|endoftext|>")])


def gpt(**normalizer):
    """As transformers builds it."""
    model_ = bpe("gpt", unk_token="<unk>", continuing_subword_prefix="", end_of_word_suffix="</w>")
    bert = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True} | normalizer
    return file(model_, bert, {"type": "BertPreTokenizer"}, {"type": "BPEDecoder", "suffix": "</w>"}, None,
                [added(0, "<unk>")])


def llama():
    model_ = bpe("llama", unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    decoder = sequence("decoders", replace({"String": MARK}, " "), {"type": "ByteFallback"}, {"type": "Fuse"},
                       {"type": "Strip", "content": " ", "start": 1, "stop": 0})
    return file(model_, sequence("normalizers", {"type": "Prepend", "prepend": MARK},
                                 replace({"String": " "}, MARK)), None, decoder, None,
                [added(0, "<unk>"), added(1, "<s>"), added(2, "</s>")])


def llama_metaspace():
    return llama() | {"normalizer": None, "pre_tokenizer": metaspace("first", split=False)}


def llama_unknown():
    """Without byte fallback unknown characters are fused."""
    made = llama()
    return made | {"model": made["model"] | {"byte_fallback": False}}


CLIP = {"CLIP": clip, "pattern without specials": lambda: clip(False), "one split": lambda: clip(True, False)}
GPT = {"GPT": gpt, "cased": lambda: gpt(lowercase=False)}
LLAMA = {"Llama": llama, "Metaspace": llama_metaspace, "unknown fused": llama_unknown}

# SentencePiece models and what a golden turns in them.
SENTENCEPIECE_UNIGRAM = {
    "unigram": ("unigram", {}), "bytes": ("unigram-bytes", {}), "no prefix": ("unigram", {"add_dummy_prefix": False}),
    "spaces kept": ("unigram-bytes", {"remove_extra_whitespaces": False}),
    "no map": ("unigram", {"precompiled_charsmap": b""}),
    "suffix": ("unigram", {"treat_whitespace_as_suffix": True}),
}
SENTENCEPIECE_BPE = {
    "bpe": ("bpe", {}), "spaces kept": ("bpe", {"remove_extra_whitespaces": False, "add_dummy_prefix": False}),
    "spaces as they are": ("bpe", {"escape_whitespaces": False}),
}
