"""Words in the pictures of time, shortened to the room there is.

Text in a picture neither wraps nor is measured for us, so its width is reckoned.
"""

from collections.abc import Iterator
from itertools import accumulate, takewhile
from unicodedata import east_asian_width

from ._markup import Markup, tag
from ._theme import COLOURS, TIMES

_NARROW, _CAPITAL, _WIDE = 0.55, 0.7, 1.0  # in em
_MARGIN = 16
_HEADING, _ASIDE = 16, 13


def lettering(
    *words: Markup,
    size: int,
    kind: str = "words",
    anchor: str | None = None,
    weight: int | None = None,
) -> Markup:
    """Return words that look alike, each of which is a `word`."""
    return tag(
        "g",
        *words,
        class_=kind,
        fill=(COLOURS | TIMES)[kind].light,
        font_family="system-ui,sans-serif",
        font_size=size,
        font_weight=weight,
        text_anchor=anchor,
    )


def word(text: str, x: float, y: float) -> Markup:
    """Return text that begins at a point, or lies as its group says."""
    return tag("text", text, x=x, y=y)


def heading(text: str, aside: str, width: int) -> tuple[Markup, Markup]:
    """Return the first line of a picture: at the left what it is, at the right more.

    Of the aside there is always as much as half of the line holds.
    """
    line = width - 2 * _MARGIN
    kept = shortened(aside, line / 2, _ASIDE)
    left = shortened(text, line - measured(kept, _ASIDE) - _MARGIN, _HEADING)
    more = shortened(aside, line - measured(left, _HEADING) - _MARGIN, _ASIDE)
    return (
        lettering(word(left, _MARGIN, 27), size=_HEADING, weight=600),
        lettering(
            word(more, width - _MARGIN, 27), size=_ASIDE, kind="quiet", anchor="end"
        ),
    )


def measured(text: str, size: float) -> float:
    """Return about how wide a text is."""
    return sum(_widths(text)) * size


def shortened(text: str, room: float, size: float) -> str:
    """Return a text, or as much of it as there is room for, and an ellipsis."""
    most = int(room / size / _NARROW)
    if len(text) <= most and measured(text, size) <= room:
        return text
    ends = accumulate(_widths(text[: max(most, 0)]))
    number = len([*takewhile(lambda end: (end + _WIDE) * size <= room, ends)])
    return f"{text[:number].rstrip()}…" if number else ""


def wrapped(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """Return a text as lines that there is room for; the last one is shortened."""
    line, left = "", text.split()
    while left and measured(f"{line} {left[0]}", size) <= room:
        line = f"{line} {left.pop(0)}".strip()
    if most == 1 or not left or not line:
        return [shortened(text, room, size)] if text else []
    return [line, *wrapped(" ".join(left), room, size, most - 1)]


def _widths(text: str) -> Iterator[float]:
    for one in text:
        if east_asian_width(one) in "WF":
            yield _WIDE
        else:
            yield _CAPITAL if one.isupper() else _NARROW
