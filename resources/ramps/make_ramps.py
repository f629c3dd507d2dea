#!/usr/bin/env python3
"""Writes the colour tables beside this script: 256 rows of "red,green,blue" in 0 … 255.

iris     computed here, in OKLCH (Ottosson 2020): L = .99 − .76 x, C = .006 + .118 sin(π (.92 x)^.95),
         h = 262 + 46 x for x in 0 … 1
viridis  matplotlib's table (S. van der Walt, N. Smith), CC0
vik,     F. Crameri's Scientific colour maps through the cmcrameri package, MIT; each half resampled
berlin   so that both ends have the L* of the end nearer to the middle

Needs numpy, matplotlib, cmcrameri. Run: python3 make_ramps.py
"""

import pathlib

import cmcrameri.cm as crameri
import matplotlib
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ENTRIES = 256


def srgb_from_linear(linear):
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def linear_from_srgb(value):
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lightness(rgb):
    """CIE L* (D65) of sRGB rows in 0 … 1."""
    luminance = linear_from_srgb(rgb) @ np.array([0.2126, 0.7152, 0.0722])
    return np.where(luminance > 216 / 24389, 116 * np.cbrt(luminance) - 16, luminance * 24389 / 27)


def iris():
    x = np.linspace(0, 1, ENTRIES)
    level = 0.99 - 0.76 * x
    chroma = 0.006 + 0.118 * np.sin(np.pi * (0.92 * x) ** 0.95)
    hue = np.radians(262 + 46 * x)
    a, b = chroma * np.cos(hue), chroma * np.sin(hue)
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = np.stack([
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ], axis=1)
    return srgb_from_linear(linear)


def sampled(table, position):
    """Rows of a table at positions in 0 … 1, linearly between entries."""
    index = np.linspace(0, 1, len(table))
    return np.stack([np.interp(position, index, table[:, c]) for c in range(3)], axis=1)


def position_of_lightness(table, begin, target):
    """The place between `begin` (an end) and the middle where L* first is `target`."""
    places = np.linspace(begin, 0.5, 20001)
    levels = lightness(sampled(table, places))
    rising = levels[-1] > levels[0]
    return places[np.argmax(levels >= target if rising else levels <= target)]


def with_equal_ends(table):
    ends = lightness(table[[0, -1]])
    middle = lightness(sampled(table, np.array([0.5])))[0]
    target = ends[np.argmin(np.abs(ends - middle))]
    low = position_of_lightness(table, 0.0, target)
    high = position_of_lightness(table, 1.0, target)
    x = np.linspace(-1, 1, ENTRIES)
    return sampled(table, np.where(x < 0, 0.5 + x * (0.5 - low), 0.5 + x * (high - 0.5)))


def write(name, table):
    rows = np.rint(np.clip(table, 0, 1) * 255).astype(int)
    text = "red,green,blue\n" + "".join("%d,%d,%d\n" % tuple(row) for row in rows)
    (HERE / (name + ".csv")).write_text(text, encoding="ascii")
    levels = lightness(rows / 255)
    print("%-8s L* %.1f … %.1f … %.1f" % (name, levels[0], levels[ENTRIES // 2], levels[-1]))


if __name__ == "__main__":
    write("iris", iris())
    write("viridis", np.array(matplotlib.colormaps["viridis"].colors))
    write("vik", with_equal_ends(np.array(crameri.vik.colors)))
    write("berlin", with_equal_ends(np.array(crameri.berlin.colors)))
