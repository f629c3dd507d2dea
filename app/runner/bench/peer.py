#!/usr/bin/env python3
"""The peer of `vitrine-run bench`: the customary Python libraries do the same work.

    vitrine-run bench tokenize --peer "PYTHON app/runner/bench/peer.py"

Started as `peer.py tokenize TOKENIZER FILE`, `peer.py load FILE`, `peer.py train FOLDER THREADS RATE`
`peer.py perturb PICTURE KIND...`, the picture as raw RGB of 224 x 224, or `peer.py video
decord|OpenCV CLIP FRAMES THREADS`, or `peer.py model WORKLOAD sdpa|maps|generate FOLDER THREADS`. Answers each line on its
standard input with one line of JSON: `run` with the milliseconds of one run, by this process's own
clock; `result` with what was computed. Needs tokenizers, safetensors, torch with transformers,
imagecorruptions, decord or OpenCV.
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


class SentencePieceWork:
    """A `.model`. The timed runs leave out the spans, which this library gives only in messages."""

    def __init__(self, path, file):
        import sentencepiece

        self.processor = sentencepiece.SentencePieceProcessor(model_file=path)
        self.lines = open(file, "rb").read().decode().removesuffix("\n").split("\n")
        self.ids = []

    def run(self):
        self.ids = self.processor.encode(self.lines, num_threads=1)

    def result(self):
        from sentencepiece import sentencepiece_pb2

        lines = []
        for line, ids in zip(self.lines, self.ids):
            message = sentencepiece_pb2.SentencePieceText()
            message.ParseFromString(self.processor.encode(line.encode(), out_type="serialized_proto"))
            lines.append({"ids": ids, "spans": [at for piece in message.pieces
                                                for at in (piece.begin, piece.end)]})
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


class TrainWork:
    """The same update in eager PyTorch: AdamW, gradients clipped at norm 1."""

    def __init__(self, folder, threads, rate):
        import torch
        import transformers
        from safetensors.torch import load_file

        torch.set_num_threads(int(threads))
        self.torch = torch
        config = transformers.AutoConfig.from_pretrained(folder)
        for name in ("hidden_dropout_prob", "attention_probs_dropout_prob"):
            setattr(config, name, 0.0)
        kind = getattr(transformers, config.architectures[0])
        self.model = kind.from_pretrained(folder, config=config, attn_implementation="sdpa")
        self.model.train()
        self.batch = load_file(os.path.join(folder, "batch.safetensors"))
        decays = []
        others = []
        for name, parameter in self.model.named_parameters():
            decaying = parameter.dim() > 1 and "embeddings" not in name
            (decays if decaying else others).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [{"params": decays, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}],
            lr=float(rate))
        self.losses = []

    def run(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.model(**self.batch).loss
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.losses.append(loss.item())

    def result(self):
        return {"losses": self.losses}


class PerturbWork:
    NAMES = {"picture.jpeg": "jpeg_compression"}

    def __init__(self, file, *kinds):
        import numpy
        from imagecorruptions import corrupt

        self.corrupt = corrupt
        self.picture = numpy.fromfile(file, dtype=numpy.uint8).reshape(224, 224, 3)
        self.kinds = [self.NAMES.get(kind, kind.removeprefix("picture.")) for kind in kinds]
        self.last = None

    def run(self):
        for kind in self.kinds:
            for severity in range(1, 6):
                self.last = self.corrupt(self.picture, corruption_name=kind, severity=severity)

    def result(self):
        return {"mean": float(self.last.mean())}


class VideoWork:
    """Frames spread over a clip by numpy.linspace, opening included."""

    def __init__(self, library, file, frames, threads):
        import numpy

        self.numpy = numpy
        self.file = file
        self.frames = int(frames)
        self.threads = int(threads)
        self.run = {"decord": self.run_decord, "OpenCV": self.run_opencv}[library]
        self.pictures = []

    def numbers(self, total):
        return self.numpy.linspace(0, total - 1, self.frames).astype(int)

    def run_decord(self):
        import decord

        reader = decord.VideoReader(self.file, num_threads=self.threads)
        self.pictures = reader.get_batch(self.numbers(len(reader))).asnumpy()

    def run_opencv(self):
        import cv2

        cv2.setNumThreads(self.threads)
        clip = cv2.VideoCapture(self.file, cv2.CAP_FFMPEG,
                                [cv2.CAP_PROP_N_THREADS, self.threads])
        wanted = set(self.numbers(int(clip.get(cv2.CAP_PROP_FRAME_COUNT))).tolist())
        pictures = []
        for number in range(max(wanted) + 1):  # faster than its seeking
            clip.grab()
            if number in wanted:
                pictures.append(cv2.cvtColor(clip.retrieve()[1], cv2.COLOR_BGR2RGB))
        self.pictures = pictures

    def result(self):
        return {"frames": [self.means(picture) for picture in self.pictures]}

    def means(self, picture, columns=32, rows=24):
        height, width = picture.shape[:2]
        across = self.numpy.arange(width) * columns // width
        down = self.numpy.arange(height) * rows // height
        cells = (down[:, None] * columns + across[None, :]).ravel()
        sums = self.numpy.bincount(cells, picture.reshape(-1, 3).sum(1), columns * rows)
        counts = self.numpy.bincount(cells, minlength=columns * rows) * 3
        return (sums / self.numpy.maximum(counts, 1)).tolist()


def save_tensors(path, tensors, metadata=None):
    from safetensors.torch import save_file

    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path,
              metadata=metadata)


class ModelWork:
    """A model of a published size with random weights. Writes its folder with what came out of it;
    `maps` asks for all attention maps, as a program must that wants to show them."""

    def __init__(self, name, way, folder, threads):
        import torch
        import transformers

        torch.set_num_threads(int(threads))
        torch.manual_seed(1)
        self.torch = torch
        self.way = way
        self.hf = transformers
        self.model = self.made(name).eval()
        self.inputs = self.some_inputs(name)
        self.model.save_pretrained(folder)
        self.write(folder)

    def made(self, name):
        hf = self.hf
        family = name.split("-")[0]
        encoder = {"bert": (hf.BertConfig(), hf.BertModel),
                   "roberta": (hf.RobertaConfig(vocab_size=50265, max_position_embeddings=514,
                                                type_vocab_size=1, layer_norm_eps=1e-5),
                               hf.RobertaModel),
                   "distilbert": (hf.DistilBertConfig(), hf.DistilBertModel),
                   "albert": (hf.AlbertConfig(hidden_size=768, num_attention_heads=12,
                                              intermediate_size=3072), hf.AlbertModel),
                   "electra": (hf.ElectraConfig(embedding_size=768, hidden_size=768,
                                                num_attention_heads=12, intermediate_size=3072),
                               hf.ElectraModel),
                   "bart": (hf.BartConfig(d_model=768, encoder_layers=6, decoder_layers=6,
                                          encoder_attention_heads=12, decoder_attention_heads=12,
                                          encoder_ffn_dim=3072, decoder_ffn_dim=3072),
                            hf.BartModel),
                   "t5": (hf.T5Config(decoder_start_token_id=0), hf.T5ForConditionalGeneration if name == "t5-write"
                          else hf.T5Model),
                   "gpt2": (hf.GPT2Config(), hf.GPT2LMHeadModel if name == "gpt2-write"
                            else hf.GPT2Model),
                   "vit": (hf.ViTConfig(), hf.ViTForImageClassification),
                   "deit": (hf.DeiTConfig(), hf.DeiTForImageClassificationWithTeacher),
                   "clip": (hf.CLIPConfig(), hf.CLIPModel),
                   "blip": (hf.BlipConfig(), hf.BlipForImageTextRetrieval),
                   "timesformer": (hf.TimesformerConfig(), hf.TimesformerForVideoClassification)}
        config, kind = encoder[family]
        eager = self.way == "maps" or family in ("timesformer", "blip")  # what these two have
        attention = "eager" if eager else "sdpa"
        config._attn_implementation = attention
        model = kind._from_config(config) if hasattr(kind, "_from_config") else kind(config)
        return model

    def some_inputs(self, name):
        torch = self.torch
        family = name.split("-")[0]
        length = {"gpt2-1024": 1024, "gpt2-write": 128, "clip": 77, "blip": 32}.get(name, 512)
        ids = torch.randint(10, 30000, (1, length))
        if family == "clip":
            ids[0, -1] = 49407
        picture = {"vit": 224, "deit": 224, "clip": 224, "blip": 384}.get(family)
        if family == "timesformer":
            return {"pixel_values": torch.rand(1, 8, 3, 224, 224) * 2 - 1}
        if family in ("vit", "deit"):
            return {"pixel_values": torch.rand(1, 3, picture, picture) * 2 - 1}
        if picture:
            return {"input_ids": ids, "pixel_values": torch.rand(1, 3, picture, picture) * 2 - 1}
        if name in ("t5-512", "bart-512"):
            return {"input_ids": ids, "decoder_input_ids": torch.randint(10, 30000, (1, 32))}
        return {"input_ids": ids}

    def forward(self):
        options = {"output_attentions": True} if self.way == "maps" else {}
        if "decoder_input_ids" in self.inputs or self.model.config.model_type == "gpt2":
            options["use_cache"] = False
        with self.torch.inference_mode():
            return self.model(**self.inputs, **options)

    def writing_options(self):
        new = 64 if self.model.config.model_type == "gpt2" else 32
        return {"max_new_tokens": new, "do_sample": False, "num_beams": 1}

    def run(self):
        if self.way == "generate":
            with self.torch.inference_mode():
                self.last = self.model.generate(**self.inputs, **self.writing_options(),
                                                pad_token_id=0)
        else:
            self.last = self.forward()

    def write(self, folder):
        names = {"input_ids": "input.ids", "pixel_values": "input.pixels",
                 "decoder_input_ids": "input.decoder_ids"}
        tensors = {names[name]: tensor for name, tensor in self.inputs.items()}
        self.run()
        metadata = None
        if self.way == "generate":
            tensors["generated.ids"] = self.last
            options = {"max_new_tokens": self.writing_options()["max_new_tokens"]}
            metadata = {"generate": json.dumps(options)}
        else:
            tensors.update(self.outputs())
        save_tensors(os.path.join(folder, "expected.safetensors"), tensors, metadata)

    def outputs(self):
        out = self.last
        kind = self.model.config.model_type
        if kind in ("vit", "deit", "timesformer"):
            return {"logits.classify": out.logits}
        if kind == "clip":
            return {"logits.similarity": out.logits_per_image}
        if kind == "blip":
            return {"logits.match": out.itm_score}
        if kind in ("t5", "bart"):
            states = "final.decoder" if kind == "t5" else "hidden.decoder.6"
            return {states: out.last_hidden_state}
        if kind == "gpt2":
            return {"final.text": out.last_hidden_state}
        return {"hidden.text.%d" % self.model.config.num_hidden_layers: out.last_hidden_state}

    def result(self):
        return {"ready": True}


def main():
    kinds = {"tokenize": TokenizeWork, "load": LoadWork, "train": TrainWork, "perturb": PerturbWork,
             "video": VideoWork, "model": ModelWork}
    kind = kinds[sys.argv[1]]
    if kind is TokenizeWork and sys.argv[2].endswith(".model"):
        kind = SentencePieceWork
    work = kind(*sys.argv[2:])
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
