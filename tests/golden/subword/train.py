#!/usr/bin/env python3
"""Trains the small vocabularies of the sub-word goldens and writes them beside this script.

    train.py WORDNET_FOLDER

WORDNET_FOLDER is Debian's /usr/share/wordnet. Needs the version of `sentencepiece` named below; the
same inputs give the same bytes. The character map nmt_nfkc is kept once, apart from the models.
"""

import collections
import io
import json
import pathlib
import sys

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as model_pb2

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "text"))
import corpus  # noqa: E402

VERSION = "0.2.3"
SENTENCES = 6000


def sentences(folder):
    """Glosses of WordNet, and the scripts of the edge cases often enough to become pieces."""
    glosses = []
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if " | " in line:
                glosses.append(line.split(" | ", 1)[1].strip())
    step = len(glosses) // SENTENCES
    edges = [edge for edge in corpus.EDGES if 0 < len(edge) < 60 and "\0" not in edge]
    return glosses[::step][:SENTENCES] + edges * 12 + corpus.WORDS * 6


def train(lines, **options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=model, num_threads=1, character_coverage=0.999,
        shuffle_input_sentence=False, hard_vocab_limit=False, minloglevel=2, **options)
    proto = model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return proto


def write_models(lines):
    unigram = train(lines, model_type="unigram", vocab_size=1600, pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    charsmap = unigram.normalizer_spec.precompiled_charsmap
    (HERE / "nmt_nfkc.bin").write_bytes(charsmap)
    bpe = train(lines, model_type="bpe", vocab_size=1400, byte_fallback=True,
                user_defined_symbols=["<mask>", "<m", "ing", "\u2581the"], control_symbols=["<ctl>"])
    bytes_ = train(lines, model_type="unigram", vocab_size=1400, byte_fallback=True,
                   user_defined_symbols=["<mask>", "ing", "日本"], control_symbols=["<ctl>"])
    for name, proto in (("unigram", unigram), ("bpe", bpe), ("unigram-bytes", bytes_)):
        assert proto.normalizer_spec.precompiled_charsmap == charsmap
        proto.normalizer_spec.ClearField("precompiled_charsmap")
        proto.ClearField("denormalizer_spec")
        (HERE / f"{name}.model").write_bytes(proto.SerializeToString())


def merges_of(words, count):
    """Byte-pair encoding of words, which are tuples of symbols with their counts."""
    words = {tuple(word): times for word, times in words.items()}
    merges = []
    while len(merges) < count:
        pairs = collections.Counter()
        for word, times in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += times
        best = min(pairs.items(), key=lambda item: (-item[1], item[0]))[0]
        merges.append(best)
        joined = {}
        for word, times in words.items():
            out, i = [], 0
            while i < len(word):
                if word[i:i + 2] == best:
                    out.append(word[i] + word[i + 1])
                    i += 2
                else:
                    out.append(word[i])
                    i += 1
            joined[tuple(out)] = joined.get(tuple(out), 0) + times
        words = joined
    return merges


def byte_letters():
    """GPT-2's visible characters, by byte."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in kept]
    return {byte: chr(byte) for byte in kept} | {byte: chr(256 + i) for i, byte in enumerate(others)}


def write_bpe(name, vocabulary, merges):
    ids = {piece: id_ for id_, piece in enumerate(vocabulary)}
    (HERE / f"{name}-vocab.json").write_text(json.dumps(ids, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2"] + [" ".join(pair) for pair in merges]
    (HERE / f"{name}-merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_clip(lines):
    letters = byte_letters()
    counts = collections.Counter(word for line in lines for word in line.lower().split())
    words = {}
    for word, times in counts.items():
        spelt = [letters[byte] for byte in word.encode("utf-8")]
        words[(*spelt[:-1], spelt[-1] + "</w>")] = times
    merges = merges_of(words, 700)
    alphabet = list(letters.values())
    vocabulary = (alphabet + [letter + "</w>" for letter in alphabet] +
                  list(dict.fromkeys("".join(pair) for pair in merges)) + ["<|startoftext|>", "<|endoftext|>"])
    write_bpe("clip", vocabulary, merges)


def write_gpt(lines):
    counts = collections.Counter(word for line in lines for word in line.lower().split())
    words = {(*word[:-1], word[-1] + "</w>"): times for word, times in counts.items()}
    merges = merges_of(words, 700)
    letters = sorted({symbol for word in words for symbol in word})
    vocabulary = ["<unk>"] + letters + list(dict.fromkeys("".join(pair) for pair in merges))
    write_bpe("gpt", vocabulary, merges)


def write_llama(lines):
    counts = collections.Counter("\u2581" + word for line in lines for word in line.split())
    words = {tuple(word): times for word, times in counts.items()}
    merges = [("\u2581", "\u2581"), ("\u2581\u2581", "\u2581\u2581")] + merges_of(words, 700)
    letters = [letter for letter, times in collections.Counter(
        symbol for word, times in words.items() for symbol in word for _ in range(min(times, 9))).items() if times > 2]
    known = {symbol for pair in merges for symbol in pair} | set(letters)
    vocabulary = (["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] +
                  sorted(symbol for symbol in known if len(symbol) == 1) +
                  list(dict.fromkeys("".join(pair) for pair in merges)))
    write_bpe("llama", vocabulary, merges)


def main():
    if sentencepiece.__version__ != VERSION:
        sys.exit(f"sentencepiece {VERSION} is needed, {sentencepiece.__version__} is here")
    lines = sentences(pathlib.Path(sys.argv[1]))
    write_models(lines)
    write_clip(lines)
    write_gpt(lines)
    write_llama(lines)


if __name__ == "__main__":
    main()
