"""Draws the picture and the clip of the demo workspace. Needs Pillow and OpenCV for Python.

    python3 make_samples.py

Everything is drawn here, so that the samples are Vitrine's own: an apple on a table (apple.png) and an
evening on which the sun sets and the moon rises (evening.mp4, 48 frames at 12 a second).
"""

import math
import pathlib

import cv2
import numpy
from PIL import Image, ImageDraw

SIDE = 256
FINER = 4  # drawn larger and scaled down, for smooth edges
FOLDER = pathlib.Path(__file__).parent


def canvas(colour):
    picture = Image.new("RGB", (SIDE * FINER, SIDE * FINER), colour)
    return picture, ImageDraw.Draw(picture)


def finished(picture):
    return picture.resize((SIDE, SIDE), Image.LANCZOS)


def scaled(points):
    return [(x * FINER, y * FINER) for x, y in points]


def apple_outline(cx, cy, size):
    """Two bulges above, two smaller ones below, a dent for the stalk."""
    points = []
    for step in range(360):
        angle = math.radians(step)
        dent = 0.20 * math.exp(-((step - 270) / 26) ** 2) + 0.07 * math.exp(-((step - 90) / 22) ** 2)
        radius = size * (1 + 0.05 * math.cos(2 * angle) - dent)
        points.append((cx + radius * math.cos(angle), cy + radius * 0.97 * math.sin(angle)))
    return points


def apple():
    picture, draw = canvas("#dfe9ee")
    draw.rectangle([(0, 190 * FINER), (SIDE * FINER, SIDE * FINER)], fill="#b98d63")
    draw.rectangle([(0, 190 * FINER), (SIDE * FINER, 194 * FINER)], fill="#a0754d")
    draw.ellipse([(70 * FINER, 196 * FINER), (196 * FINER, 216 * FINER)], fill="#96693f")
    draw.polygon(scaled(apple_outline(130, 140, 66)), fill="#d8262f")
    draw.polygon(scaled(apple_outline(122, 134, 50)), fill="#e5373d")
    draw.line(scaled([(130, 92), (134, 74), (142, 62)]), fill="#6b4423", width=7 * FINER)
    leaf = [(140 + 36 * t, 74 - 16 * math.sin(math.pi * t) - 12 * t) for t in numpy.linspace(0, 1, 30)]
    leaf += [(140 + 36 * t, 74 + 10 * math.sin(math.pi * t) - 12 * t) for t in numpy.linspace(1, 0, 30)]
    draw.polygon(scaled(leaf), fill="#4f9a3a")
    draw.ellipse([(92 * FINER, 104 * FINER), (110 * FINER, 126 * FINER)], fill="#f58b86")
    return finished(picture)


def mixed(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def star(draw, cx, cy, inner, outer, rays, colour):
    points = []
    for step in range(2 * rays):
        angle = math.pi * step / rays
        radius = outer if step % 2 == 0 else inner
        points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    draw.polygon(scaled(points), fill=colour)


def disc(draw, cx, cy, radius, colour):
    draw.ellipse([((cx - radius) * FINER, (cy - radius) * FINER),
                  ((cx + radius) * FINER, (cy + radius) * FINER)], fill=colour)


def evening(time):
    """One frame; time 0 … 1: the sun sets, the moon rises."""
    night = min(1, max(0, 2.4 * time - 0.7))
    sky = mixed((178, 220, 244), (26, 34, 68), night)
    picture, draw = canvas(sky)
    if time < 0.5:
        height = 118 + 270 * time ** 1.6
        star(draw, 128, height, 62, 92, 12, (247, 148, 30))
        disc(draw, 128, height, 60, (253, 203, 46))
    else:
        height = 330 - 212 * min(1, 2.6 * (time - 0.5)) ** 0.7
        disc(draw, 128, height, 82, (250, 214, 92))
        disc(draw, 164, height - 26, 70, sky)
    hills = [(0, 232)] + [(x, 232 - 9 * math.sin(x / 38) - 5 * math.sin(x / 17)) for x in range(0, 257, 4)]
    draw.polygon(scaled(hills + [(256, 256), (0, 256)]), fill=mixed((98, 158, 84), (22, 44, 46), night))
    return finished(picture)


def main():
    apple().save(FOLDER / "apple.png", optimize=True)
    writer = cv2.VideoWriter(str(FOLDER / "evening.mp4"), cv2.VideoWriter_fourcc(*"mp4v"), 12,
                             (SIDE, SIDE))
    for frame in range(48):
        picture = numpy.asarray(evening(frame / 47))
        writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    writer.release()


if __name__ == "__main__":
    main()
