"""A month of a plan as a calendar page."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..schedule import Schedule
from . import _words as words
from ._days import MONTHS, WEEKDAYS, Day, brief, days_of, names_of, told
from ._lettering import heading, lettering, word
from ._markup import Markup, Svg, tag
from ._picture import picture
from ._theme import TIMES, style_of_times

_LEFT, _TOP, _COLUMN, _ROW = 10, 66, 100, 68
_WIDTH = 2 * _LEFT + 7 * _COLUMN
_MOST = 3  # sessions of a day that are drawn
_CHIP, _HIGH = 44, 17
_ROUNDED = "h38q3 0 3 3v11q0 3-3 3h-38q-3 0-3-3v-11q0-3 3-3z"  # a chip, clockwise
_INSET = 5
_SIZE, _SMALL = 13, 12


class _Cell(NamedTuple):
    """A day on the page, from its upper left corner."""

    day: Day
    x: int
    y: int

    def spot(self, number: int) -> tuple[int, int]:
        """Return the corner of a chip: two beside each other, two below."""
        row, column = divmod(number, 2)
        return self.x + _INSET + column * (_CHIP + 2), self.y + 24 + row * (_HIGH + 3)


def month(plan: Schedule, on: date) -> Svg:
    """Return a picture of the month of which `on` is a day.

    Of each day it shows the first sessions by the clocks of the plan's zone, and how
    many more there are.
    """
    first = on.replace(day=1)
    days = days_of(plan, first, monthrange(on.year, on.month)[1])
    cells = [_cell(day, first.weekday()) for day in days]
    rows = (first.weekday() + len(days) + 6) // 7
    names, number = ", ".join(names_of(plan)), _number(days)
    title = f"{MONTHS[on.month - 1]} {on.year}"
    return picture(
        (_WIDTH, _TOP + rows * _ROW + _LEFT),
        f"{brief(names)}: {title}",
        _about(days),
        *heading(title, f"{number}: {names}", _WIDTH),
        _grid(rows),
        *_heads(cells),
        *_chips(cells),
        css=style_of_times(),
        name="br-month",
    )


def _about(days: Sequence[Day]) -> str:
    busy = [
        (
            f"{WEEKDAYS[day.date.weekday()]} {day.date.day}",
            [f"{session.start:%H:%M}" for session in day.sessions],
        )
        for day in days
        if day.sessions
    ]
    return f"{_number(days)}. {told(busy, _MOST)}".rstrip()


def _number(days: Sequence[Day]) -> str:
    number = sum(len(day.sessions) for day in days)
    return words.count(number, "session") if number else "No sessions this month"


def _cell(day: Day, before: int) -> _Cell:
    row, column = divmod(day.date.day - 1 + before, 7)
    return _Cell(day, _LEFT + column * _COLUMN, _TOP + row * _ROW)


def _grid(rows: int) -> Markup:
    across = [f"M{_LEFT} {_TOP + n * _ROW}h{7 * _COLUMN}" for n in range(rows + 1)]
    down = [f"M{_LEFT + n * _COLUMN} {_TOP}v{rows * _ROW}" for n in range(8)]
    return tag(
        "path",
        class_="edge",
        d="".join((*across, *down)),
        stroke=TIMES["edge"].light,
        stroke_width=0.5,
    )


def _heads(cells: Sequence[_Cell]) -> Iterator[Markup]:
    """Walk the names of the weekdays, and the numbers of the days."""
    names = [
        word(name[:3], _LEFT + _COLUMN // 2 + number * _COLUMN, _TOP - 9)
        for number, name in enumerate(WEEKDAYS)
    ]
    numbers = [
        word(str(cell.day.date.day), cell.x + _INSET, cell.y + 17) for cell in cells
    ]
    yield lettering(*names, size=_SIZE, kind="quiet", anchor="middle")
    yield lettering(*numbers, size=_SIZE, weight=600)


def _chips(cells: Sequence[_Cell]) -> Iterator[Markup]:
    """Walk the boxes of all sessions, their times, and how many more there are."""
    shown = [
        (cell.spot(number), f"{session.start:%H:%M}")
        for cell in cells
        for number, session in enumerate(cell.day.sessions[:_MOST])
    ]
    yield tag(
        "path",
        class_="pale edge",
        d="".join(f"M{x + 3} {y}{_ROUNDED}" for (x, y), _ in shown),
        fill=TIMES["pale"].light,
        stroke=TIMES["edge"].light,
    )
    times = [word(text, x + _CHIP // 2, y + 13) for (x, y), text in shown]
    more = [
        word(f"+{len(cell.day.sessions) - _MOST}", x + _CHIP // 2, y + 13)
        for cell in cells
        if len(cell.day.sessions) > _MOST
        for x, y in [cell.spot(_MOST)]
    ]
    yield lettering(*times, *more, size=_SMALL, anchor="middle")
