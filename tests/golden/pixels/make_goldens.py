#!/usr/bin/env python3
"""Makes the reference pictures of tests/core/pixels.

`resized.safetensors` holds what Pillow's Image.resize makes of a noise picture: "FILTER WxH wxh".
`prepared.safetensors` holds what transformers' image processors (Pillow back end) make of it before
numbers are scaled, as uint8 [h, w, 3]: "CASE WxH"; `prepared.json` holds each case's
preprocessor_config.json, the FNV-1a hash of the bytes of the scaled float32 [3, h, w] for every
picture, and the defaults of every processor at full size by hash alone.

The noise of a W×H picture is a formula that the test repeats: h = 73856093 x ^ 19349663 y ^
83492791 c, then the upper byte of 2654435761 h, all modulo 2^32.

Run:  python make_goldens.py [--out FOLDER]
Pinned: pillow 13.0, transformers 5.23 (the versions used are written into prepared.json).
Prints the largest difference to the files that were there before.
"""

import argparse
import json
import pathlib

import numpy as np
import PIL
import transformers
from PIL import Image
from safetensors.numpy import load_file, save_file
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.deit.image_processing_pil_deit import DeiTImageProcessorPil
from transformers.models.videomae.image_processing_pil_videomae import VideoMAEImageProcessorPil
from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

PROCESSORS = {
    "ViTImageProcessor": ViTImageProcessorPil,
    "DeiTImageProcessor": DeiTImageProcessorPil,
    "CLIPImageProcessor": CLIPImageProcessorPil,
    "BlipImageProcessor": BlipImageProcessorPil,
    "VideoMAEImageProcessor": VideoMAEImageProcessorPil,
}

FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}

# (width, height): one pixel, one line, one column, odd, tall, wide, smaller and larger than targets.
SIZES = [(1, 1), (1, 37), (41, 1), (2, 3), (5, 4), (17, 13), (24, 24), (31, 57), (64, 48), (33, 200),
         (301, 29), (127, 131), (640, 360), (513, 769)]

RESIZES = [((1, 1), (3, 2)), ((7, 5), (19, 23)), ((40, 30), (13, 30)), ((40, 30), (40, 11)),
           ((97, 89), (23, 21)), ((200, 3), (7, 30)), ((3, 200), (30, 7)), ((640, 480), (32, 24)),
           ((33, 33), (34, 32)), ((1000, 2), (5, 2))]

CASES = {
    "vit": {"image_processor_type": "ViTImageProcessor", "size": {"height": 24, "width": 24},
            "resample": 2},
    "vit-oblong": {"image_processor_type": "ViTFeatureExtractor", "size": [20, 31], "resample": 1},
    "vit-number": {"image_processor_type": "ViTImageProcessorFast", "size": 16, "resample": 0,
                   "image_mean": [0.1, 0.2, 0.3], "image_std": [0.7, 0.8, 0.9]},
    "vit-as-it-is": {"image_processor_type": "ViTImageProcessor", "do_resize": False,
                     "do_rescale": False, "do_normalize": False},
    "deit": {"image_processor_type": "DeiTImageProcessor", "size": {"height": 32, "width": 32},
             "crop_size": {"height": 25, "width": 24}, "resample": 3,
             "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]},
    "clip": {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 24},
             "crop_size": {"height": 24, "width": 24}},
    "clip-number": {"feature_extractor_type": "CLIPFeatureExtractor", "size": 19, "crop_size": 22},
    "blip": {"image_processor_type": "BlipImageProcessor", "size": {"height": 28, "width": 28}},
    "blip-unscaled": {"image_processor_type": "BlipImageProcessor",
                      "size": {"height": 9, "width": 9}, "do_rescale": False},
    "videomae": {"image_processor_type": "VideoMAEImageProcessor", "size": {"shortest_edge": 21},
                 "crop_size": {"height": 16, "width": 16}, "image_mean": [0.45, 0.45, 0.45],
                 "image_std": [0.225, 0.225, 0.225]},
}


def noise(width, height):
    x = np.arange(width, dtype=np.uint64)[None, :, None] * 73856093
    y = np.arange(height, dtype=np.uint64)[:, None, None] * 19349663
    c = np.arange(3, dtype=np.uint64)[None, None, :] * 83492791
    h = ((x ^ y ^ c) & 0xFFFFFFFF) * 2654435761 & 0xFFFFFFFF
    return Image.fromarray((h >> 24).astype(np.uint8))


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def processor_of(config):
    name = config.get("image_processor_type") or config["feature_extractor_type"]
    name = name.replace("FeatureExtractor", "ImageProcessor").removesuffix("Fast")
    arguments = {key: value for key, value in config.items() if not key.endswith("_type")}
    for key in ("size", "crop_size"):
        if isinstance(arguments.get(key), list):
            arguments[key] = tuple(arguments[key])
    return PROCESSORS[name](**arguments)


def run(processor, picture, **options):
    values = np.asarray(processor(picture, return_tensors="np", **options)["pixel_values"])
    return values.reshape(values.shape[-3:])


def save(tensors, file):
    if file.exists():
        old = load_file(file)
        shared = [name for name in tensors if name in old and old[name].shape == tensors[name].shape]
        largest = max((int(np.abs(tensors[name].astype(int) - old[name].astype(int)).max())
                       for name in shared), default=0)
        print(f"{file.name}: {len(shared)} of {len(tensors)} were there, largest difference {largest}")
    save_file(tensors, file)


def resized():
    tensors = {}
    for (width, height), size in RESIZES:
        for name, number in FILTERS.items():
            picture = noise(width, height).resize(size, resample=number)
            key = f"{name} {width}x{height} {size[0]}x{size[1]}"
            tensors[key] = np.ascontiguousarray(np.asarray(picture))
    return tensors


def prepared():
    tensors, cases = {}, {}
    for name, config in CASES.items():
        processor = processor_of(config)
        hashes = {}
        for width, height in SIZES:
            picture = noise(width, height)
            key = f"{width}x{height}"
            if name != "vit-as-it-is":
                raw = run(processor, picture, do_rescale=False, do_normalize=False)
                tensors[f"{name} {key}"] = np.ascontiguousarray(raw.transpose(1, 2, 0).astype(np.uint8))
            elif width * height > 5000:
                continue
            values = run(processor, picture).astype(np.float32)
            hashes[key] = fnv(np.ascontiguousarray(values).tobytes())
        cases[name] = {"config": config, "hashes": hashes}
    defaults = {}
    for name, kind in PROCESSORS.items():
        values = run(kind(), noise(513, 384)).astype(np.float32)
        defaults[name] = {"shape": list(values.shape),
                          "hash": fnv(np.ascontiguousarray(values).tobytes())}
    return tensors, {"versions": {"pillow": PIL.__version__, "transformers": transformers.__version__},
                     "cases": cases, "defaults": {"size": "513x384", "processors": defaults}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    out = parser.parse_args().out
    save(resized(), out / "resized.safetensors")
    tensors, index = prepared()
    save(tensors, out / "prepared.safetensors")
    (out / "prepared.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main()
