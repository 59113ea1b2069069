"""All the exercises of a routine at a glance."""

from ..routine import Item, Routine
from . import _words as words
from ._figures import has_figure, scene, shots, telling, window_of
from ._markup import Markup, Svg, joined, tag
from ._pages import measure, name_of
from ._picture import caption, fitted, grid, picture

_CELL = (360, 252)
_ROOM = (330, 180)
_COLUMNS = 3
_EMPTY = (360, 60)


def sheet(routine: Routine) -> Svg:
    """Return a picture of a routine: the most telling step of each exercise."""
    cells = [_cell(number, item) for number, item in enumerate(routine, 1)]
    size, placed = grid(cells, _CELL, _COLUMNS) if cells else (_EMPTY, [])
    told = [f"{number}. {_named(item)}." for number, item in enumerate(routine, 1)]
    about = " ".join((measure(routine) + ".", *told))
    return picture(size, name_of(routine), about, *placed)


def _named(item: Item) -> str:
    return f"{words.item_name(item)}: {words.amount(item)}"


def _cell(number: int, item: Item) -> Markup:
    name = fitted(f"{number}. {words.item_name(item)}", _ROOM[0], 1)
    below = [*name, *fitted(words.amount(item), _ROOM[0])]
    said = caption(below, _CELL[0] / 2, _ROOM[1] + 20)
    return joined(_figure(item), said) if has_figure(item) else said


def _figure(item: Item) -> Markup:
    """Return the most telling step, as large as there is room for it."""
    found = shots(item)
    window = window_of(found)
    width, height = window.size
    return tag(
        "svg",
        scene(telling(found), window),
        x=(_CELL[0] - _ROOM[0]) // 2,
        y=4,
        width=_ROOM[0],
        height=_ROOM[1],
        viewBox=f"0 0 {width} {height}",
        preserveAspectRatio="xMidYMax meet",
    )
