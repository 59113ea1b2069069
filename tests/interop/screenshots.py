"""Screenshots that are kept, and compared with what is drawn today.

`KEEP_PICTURES=1` writes them anew; look at them before they are committed.
"""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.interop.browser import PICTURES

# Halved, so that how an edge is smoothed does not count, a pixel differs by more than
# FAR in a colour; in each tile fewer than MOST may, so that a small change is found on
# a large page.
FAR, MOST, TILE = 48, 0.01, 100
_COLOURS = 256  # as many as a small file can hold


def image(png):
    return Image.open(BytesIO(png)).convert("RGB")


def kept(name):
    """Return the screenshot that is kept."""
    return Image.open(PICTURES / f"{name}.png").convert("RGB")


def check(name, new, folder):
    """Compare a picture with the one that is kept, or keep it where that is asked."""
    file = PICTURES / f"{name}.png"
    if os.environ.get("KEEP_PICTURES"):
        new.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    old, to = kept(name), written(new, folder, name)
    said = f"{file} is kept; what is drawn now: {to}"
    assert new.size == old.size, said
    found = worst(old, new)
    if found:
        apart = written(difference(old, new), folder, f"{name}-difference")
        raise AssertionError(f"{said}; what differs: {apart}; most around {found}")


def written(picture, folder: Path, name):
    to = folder / f"{name}.png"
    picture.save(to)
    return to


def difference(one, other):
    """Return a picture that is white where two of one size differ, half as large."""
    apart = ImageChops.difference(one.reduce(2), other.reduce(2))
    bands = [band.point(lambda value: 255 * (value > FAR)) for band in apart.split()]
    return ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])


def worst(one, other):
    """Return the corner of the tile that differs most; None where all are alike."""
    apart = difference(one, other)
    size = TILE // 2
    corners = [
        (x, y)
        for x in range(0, apart.width, size)
        for y in range(0, apart.height, size)
    ]
    share, (x, y) = max((_share(apart, x, y, size), (x, y)) for x, y in corners)
    return (2 * x, 2 * y) if share >= MOST else None


def _share(apart, x, y, size):
    return apart.crop((x, y, x + size, y + size)).histogram()[255] / size**2
