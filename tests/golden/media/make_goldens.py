#!/usr/bin/env python3
"""Makes the small picture files of tests/core/media and what Pillow reads from them.

`expected.safetensors` holds for each file the upright RGB picture, uint8 [h, w, 3]: turned by
ImageOps.exif_transpose, transparency over white as transformers 5 does it (alpha_composite on
white), 16 bits scaled by 1/257. `expected.json` lists size as stored, frames and orientation.

Run:  python make_goldens.py [--out FOLDER]
Pinned: pillow 13.0 (the version used is written into expected.json).
"""

import argparse
import json
import pathlib

import numpy as np
import PIL
from PIL import Image, ImageOps
from safetensors.numpy import save_file

WIDTH, HEIGHT = 23, 14


def waves(channels):
    """A smooth picture without symmetry, so that every turn shows."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [127 + 120 * np.sin(x / (5 + 2 * c) + y / (3 + c) + c) for c in range(channels)]
    return np.stack(planes, -1).round().astype(np.uint8)


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def files(out):
    rgb = Image.fromarray(waves(3))
    rgba = Image.fromarray(waves(4), "RGBA")
    grey = Image.fromarray(waves(1)[:, :, 0])
    deep = Image.fromarray(waves(1)[:, :, 0].astype(np.uint16) * 257 + 91)
    palette = rgb.quantize(16)
    see_through = palette.copy()
    see_through.info["transparency"] = 3
    rgb.save(out / "rgb.png")
    rgba.save(out / "alpha.png")
    grey.save(out / "grey.png")
    Image.merge("LA", (grey, rgba.getchannel("A"))).save(out / "grey-alpha.png")
    deep.save(out / "deep.png")
    palette.save(out / "palette.png")
    see_through.save(out / "palette-alpha.png", transparency=3)
    grey.point(lambda v: 255 if v > 127 else 0).convert("1").save(out / "two.png")
    rgb.save(out / "turned.png", exif=exif(6))
    for orientation in range(1, 9):
        rgb.save(out / f"turned-{orientation}.jpg", quality=95, exif=exif(orientation))
    grey.save(out / "grey.jpg", quality=90)
    rgb.save(out / "progressive.jpg", quality=80, progressive=True)
    rgb.save(out / "lossless.webp", lossless=True)
    rgba.save(out / "alpha.webp", lossless=True, exact=True)
    rgb.save(out / "turned.webp", lossless=True, exif=exif(8))
    rgb.save(out / "lossy.webp", quality=90)
    rgb.save(out / "rgb.bmp")
    palette.save(out / "palette.bmp")
    rgb.save(out / "rgb.tiff")
    rgb.save(out / "packed.tiff", compression="tiff_lzw")
    rgb.save(out / "turned.tiff", tiffinfo={0x0112: 3})
    rgb.save(out / "side.tiff", tiffinfo={0x0112: 6})
    rgb.save(out / "pages.tiff", save_all=True, append_images=[rgb.rotate(180), rgb])
    rgb.save(out / "rgb.ppm")
    grey.save(out / "grey.pgm")
    palette.save(out / "still.gif")
    palette.save(out / "moving.gif", save_all=True, duration=[40, 100, 60],
                 append_images=[rgb.rotate(180).quantize(16), rgb.transpose(0).quantize(16)])


def upright(image):
    image.seek(0) if getattr(image, "n_frames", 1) > 1 else None
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image).astype(np.float64) / 257).round().astype(np.uint8))
    image = ImageOps.exif_transpose(image)
    if "A" in image.getbands() or image.info.get("transparency") is not None:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    return np.ascontiguousarray(np.asarray(image.convert("RGB")))


def stored_sides(path, image):
    """Pillow tells TIFF sizes as they are once upright."""
    turned = path.suffix == ".tiff" and image.getexif().get(0x0112, 1) >= 5
    return (WIDTH, HEIGHT) if turned else image.size


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    out = parser.parse_args().out
    files(out)
    tensors, index = {}, {}
    for path in sorted(out.iterdir()):
        if path.suffix in (".py", ".json", ".safetensors"):
            continue
        image = Image.open(path)
        sides = stored_sides(path, image)
        index[path.name] = {"width": sides[0], "height": sides[1],
                            "frames": getattr(image, "n_frames", 1),
                            "orientation": image.getexif().get(0x0112, 1)}
        tensors[path.name] = upright(image)
    for number, frame in enumerate(PIL.ImageSequence.Iterator(Image.open(out / "moving.gif"))):
        tensors[f"moving.gif {number}"] = np.ascontiguousarray(np.asarray(frame.convert("RGB")))
    save_file(tensors, out / "expected.safetensors")
    text = {"versions": {"pillow": PIL.__version__}, "files": index}
    (out / "expected.json").write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    import PIL.ImageSequence
    main()
