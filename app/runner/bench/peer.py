#!/usr/bin/env python3
"""The peer of `vitrine-run bench tokenize` and `load`: Hugging Face's own libraries.

    vitrine-run bench tokenize --peer "PYTHON app/runner/bench/peer.py"

Started as `peer.py tokenize TOKENIZER FILE` or `peer.py load FILE`. Answers each line on its
standard input with one line of JSON: `run` with the milliseconds of one run, by this process's own
clock; `result` with what was computed. Needs tokenizers or safetensors.
"""

import json
import os
import sys
import time


def open_tokenizer(path):
    from tokenizers import ByteLevelBPETokenizer, Tokenizer

    whole = path if os.path.isfile(path) else os.path.join(path, "tokenizer.json")
    if os.path.exists(whole):
        tokenizer = Tokenizer.from_file(whole)
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer
    return ByteLevelBPETokenizer(
        os.path.join(path, "vocab.json"), os.path.join(path, "merges.txt"),
        add_prefix_space=False, trim_offsets=False)


def byte_offsets(line):
    """Where each character of a line begins in its UTF-8 bytes."""
    offsets = [0]
    for character in line:
        offsets.append(offsets[-1] + len(character.encode()))
    return offsets


class TokenizeWork:
    def __init__(self, path, file):
        self.tokenizer = open_tokenizer(path)
        text = open(file, "rb").read().decode()
        self.lines = text.split("\n")
        if self.lines[-1] == "":
            self.lines.pop()
        self.encodings = []

    def run(self):
        self.encodings = self.tokenizer.encode_batch(self.lines, add_special_tokens=False)

    def result(self):
        lines = []
        for line, encoding in zip(self.lines, self.encodings):
            offsets = byte_offsets(line)
            spans = [offsets[place] for pair in encoding.offsets for place in pair]
            lines.append({"ids": encoding.ids, "spans": spans})
        return {"lines": lines}


class LoadWork:
    def __init__(self, file):
        self.file = file
        self.count = 0

    def run(self):
        from safetensors import safe_open

        with safe_open(self.file, framework="numpy") as opened:
            self.count = len(opened.keys())

    def result(self):
        return {"tensors": self.count}


def main():
    kinds = {"tokenize": TokenizeWork, "load": LoadWork}
    work = kinds[sys.argv[1]](*sys.argv[2:])
    for request in sys.stdin:
        if request.strip() == "run":
            begin = time.perf_counter()
            work.run()
            answer = {"ms": (time.perf_counter() - begin) * 1e3}
        else:
            answer = work.result()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
