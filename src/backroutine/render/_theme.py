"""The colours of the pictures, light and dark.

Attributes hold the light ones, so that programs without style sheets draw them, too;
a style sheet of each picture turns them dark on dark screens, never on paper.
"""

from typing import NamedTuple

from ._markup import Markup, tag


class Colour(NamedTuple):
    """A colour on light paper, and what stands for it on dark."""

    light: str
    dark: str


# Each has a contrast of at least 3 to its paper, the words one of at least 7.
PAPER = Colour("#ffffff", "#14181d")
COLOURS = {
    "near": Colour("#12355b", "#d3e5f7"),
    "far": Colour("#6685a8", "#6d8cae"),
    "ghost": Colour("#8593a3", "#6b7885"),
    "arrow": Colour("#b8400a", "#ff9a57"),
    "ground": Colour("#7d858f", "#7f8994"),
    "thing": Colour("#8a6d4b", "#b3936c"),
    "words": Colour("#1c2733", "#e6edf3"),
}
# What the pictures of time add: on pale, words have at least 5 and an edge 3.
TIMES = {
    "strong": Colour("#12355b", "#d3e5f7"),
    "pale": Colour("#e6edf5", "#202a36"),
    "edge": Colour("#6480a1", "#6482a2"),
    "quiet": Colour("#56626e", "#a3afbb"),
}
_DRAWN = ("near", "far", "ghost", "arrow", "ground", "thing")


def style(more: str = "") -> Markup:
    """Return the style sheet of a picture; all its rules are about that picture."""
    rules = [f".br-figure .paper{{fill:{PAPER.dark}}}"]
    rules += [f".br-figure .halo{{stroke:{PAPER.dark}}}"]
    rules += [f".br-figure .{name}{{stroke:{COLOURS[name].dark}}}" for name in _DRAWN]
    rules += [
        f".br-figure .{name}.full{{fill:{COLOURS[name].dark}}}" for name in _DRAWN
    ]
    rules += [f".br-figure .words{{fill:{COLOURS['words'].dark}}}"]
    return tag("style", Markup(_when_dark(rules) + more))


def style_of_times() -> str:
    """Return what a picture of time adds to its style sheet."""
    fills = [
        f".br-figure .{name}{{fill:{TIMES[name].dark}}}"
        for name in ("strong", "pale", "quiet")
    ]
    strokes = [
        f".br-figure .{name}{{stroke:{colour.dark}}}"
        for name, colour in (("edge", TIMES["edge"]), ("mark", TIMES["strong"]))
    ]
    return _when_dark(fills + strokes)


def _when_dark(rules: list[str]) -> str:
    return f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}"
