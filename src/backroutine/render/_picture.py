"""What every picture has: its paper, its words for a screen reader, its captions."""

from collections.abc import Sequence

from ._lettering import lettering, word, wrapped
from ._markup import Markup, Svg, tag
from ._theme import PAPER, style

_LETTER, _LINE = 17, 20


def picture(
    size: tuple[int, int],
    title: str,
    about: str,
    *inside: Markup,
    css: str | None = "",
    name: str = "",
) -> Svg:
    """Return a whole picture, with what a screen reader reads of it.

    It has its own style sheet, to which the given one is added, unless that is None.
    """
    width, height = size
    paper = tag(
        "rect", class_="paper", width=width, height=height, rx=8, fill=PAPER.light
    )
    return Svg(
        tag(
            "svg",
            tag("title", title),
            *([tag("desc", about)] if about else []),
            *([] if css is None else [style(css)]),
            paper,
            tag(
                "g",
                *inside,
                fill="none",
                stroke_linecap="round",
                stroke_linejoin="round",
            ),
            xmlns="http://www.w3.org/2000/svg",
            class_=f"br-figure {name}".strip(),
            role="img",
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
            style="max-width:100%;height:auto",
        )
    )


def grid(
    cells: Sequence[Markup], size: tuple[int, int], columns: int
) -> tuple[tuple[int, int], list[Markup]]:
    """Place cells of one size in rows; return the size of all, and the cells."""
    width, height = size
    across = min(len(cells), columns)
    placed = [
        tag("g", cell, transform=f"translate({column * width} {row * height})")
        for index, cell in enumerate(cells)
        for row, column in [divmod(index, columns)]
    ]
    return (width * across, height * -(-len(cells) // columns)), placed


def caption(lines: Sequence[str], x: float, y: float) -> Markup:
    """Return lines of words below a point."""
    words = [
        word(line, round(x), round(y) + _LINE * number)
        for number, line in enumerate(lines)
    ]
    return lettering(*words, size=_LETTER, anchor="middle")


def fitted(text: str, room: float, most: int = 2) -> list[str]:
    """Return a text as lines of a caption that there is room for."""
    return wrapped(text, room, _LETTER, most)
