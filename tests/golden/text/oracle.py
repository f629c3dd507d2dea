"""Hugging Face's `tokenizers`, and `sentencepiece`, as oracles: ids and byte spans of the source.

    oracle.py bert TOKENIZER.JSON  < texts  > answers
    oracle.py gpt2 VOCAB.JSON MERGES.TXT  < texts  > answers
    oracle.py sentencepiece FILE.MODEL  < texts  > answers

A text is a line of hexadecimal bytes; its answer is a line of JSON: {"ids": […], "spans": [[…], …]}.
"""

import codecs
import json
import sys

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors


def bert(file):
    tokenizer = Tokenizer.from_file(file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def gpt2(vocabulary, merges):
    """As transformers builds GPT-2's tokenizer from its two files."""
    tokenizer = Tokenizer(models.BPE.from_file(vocabulary, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken("<|endoftext|>", normalized=False)])
    return tokenizer


def decode(data):
    """The text with U+FFFD for each maximal invalid part, and where each code point begins and ends
    in the bytes."""
    invalid = []

    def note(error):
        invalid.append((error.start, error.end))
        return "\uFFFD", error.end

    codecs.register_error("note", note)
    text = data.decode("utf-8", errors="note")
    begins, ends, at, broken = [], [], 0, iter(invalid + [(len(data) + 1, 0)])
    next_broken = next(broken)
    for code in text:
        if at == next_broken[0]:
            end = next_broken[1]
            next_broken = next(broken)
        else:
            end = at + len(code.encode("utf-8"))
        begins.append(at)
        ends.append(end)
        at = end
    return text, begins, ends


def byte_span(span, begins, ends):
    first, last = span
    if first >= last:
        place = begins[first] if first < len(begins) else (ends[-1] if ends else 0)
        return [place, place]
    return [begins[first], ends[last - 1]]


def encode(tokenizer, data):
    text, begins, ends = decode(data)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return {"ids": encoding.ids,
            "spans": [byte_span(span, begins, ends) for span in encoding.offsets]}


def encode_sentencepiece(processor, data):
    from sentencepiece import sentencepiece_pb2

    message = sentencepiece_pb2.SentencePieceText()
    message.ParseFromString(processor.encode(data, out_type="serialized_proto"))
    return {"ids": [piece.id for piece in message.pieces],
            "spans": [[piece.begin, piece.end] for piece in message.pieces]}


def sentencepiece(file):
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=file)


def main():
    kinds = {"bert": (bert, encode), "gpt2": (gpt2, encode),
             "sentencepiece": (sentencepiece, encode_sentencepiece)}
    make, answer = kinds[sys.argv[1]]
    tokenizer = make(*sys.argv[2:])
    for line in sys.stdin:
        print(json.dumps(answer(tokenizer, bytes.fromhex(line.strip()))), flush=False)


if __name__ == "__main__":
    main()
