"""A week of a plan as a grid of days and hours."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from ..schedule import Schedule, Session
from ._days import DAY, MONTHS, WEEKDAYS, Day, brief, days_of, names_of, told
from ._lettering import heading, lettering, shortened, word, wrapped
from ._markup import Markup, Svg, tag
from ._pages import name_of
from ._picture import picture
from ._theme import TIMES, style_of_times

_LEFT, _COLUMN, _TOP, _EDGE = 48, 95, 66, 7
_RIGHT = _LEFT + 7 * _COLUMN
_HOUR, _MIDNIGHT = 60, 24 * 60
_SOME, _LAST = 4, 24  # the fewest hours that are drawn, and the end of the day
_WORTH = 90  # so many minutes of a day the words of a session about take
_TALL, _LOW, _HIGH = 400, 20, 44  # of all hours, and of one at least and at most
_EMPTY = 96
_TIME, _DETAIL, _LINE = 13, 11, 14
_STRIP, _GAP = 9, 3
_ROOM = _COLUMN - _STRIP - 8
_TOLD = 12  # so many sessions of a day are read out


class _Sketch(NamedTuple):
    """A session before it has a place: its minutes of the day, and its words."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def least(self) -> int:
        return _LINE * len(self.lines) + 6


class _Block(NamedTuple):
    """A session in the grid."""

    left: int
    top: int
    bottom: int
    lines: tuple[str, ...]


def week(plan: Schedule, on: date) -> Svg:
    """Return a picture of the seven days, from Monday on, of which `on` is one.

    Sessions stand where the clocks of the plan's zone show them to start. Each is
    high enough for its words; one too close to another moves away from it.
    """
    days = days_of(plan, on - on.weekday() * DAY, 7)
    names = names_of(plan)
    several = len(names) > 1
    sketches = [[_sketch(one, named=several) for one in day.sessions] for day in days]
    hours = _hours([sketch for day in sketches for sketch in day])
    hour = _hour_height(sketches, hours)
    height = hour * len(hours) or _EMPTY
    blocks = [
        block
        for number, day in enumerate(sketches)
        for block in _placed(day, _LEFT + number * _COLUMN, hours, hour)
    ]
    monday, name = f"{days[0]} {days[0].date.year}", ", ".join(names)
    return picture(
        (_RIGHT + _EDGE, _TOP + height + 14),
        f"{brief(name)}: week of {monday}",
        _about(days),
        *heading(f"Week of {monday}", name, _RIGHT + _EDGE),
        _grid(len(hours), height),
        *_heads(days, hours, hour),
        *(_drawn(blocks) if blocks else [_nothing()]),
        css=style_of_times(),
        name="br-week",
    )


def _about(days: Iterable[Day]) -> str:
    busy = [(str(day), map(_told, day.sessions)) for day in days if day.sessions]
    return told(busy, _TOLD) or "No sessions this week."


def _told(session: Session) -> str:
    return f"{session.start:%H:%M} {_cause(session)}".rstrip()


def _cause(session: Session) -> str:
    """Return the event of a session; of a clock time nothing is left to say."""
    return "" if isinstance(session.moment.at, time) else str(session.moment)


# -- what a session needs --------------------------------------------------------------


def _sketch(session: Session, *, named: bool) -> _Sketch:
    start = session.start.replace(tzinfo=None)
    end = max(start, session.end.replace(tzinfo=None))
    until = _minute(end) if end.date() == start.date() else _MIDNIGHT
    return _Sketch(_minute(start), until, tuple(_lines(session, named=named)))


def _minute(at: datetime) -> int:
    return at.hour * _HOUR + at.minute


def _lines(session: Session, *, named: bool) -> Iterator[str]:
    """Walk the start, the event, and the routine where there are several."""
    yield f"{session.start:%H:%M}"
    yield from wrapped(_cause(session), _ROOM, _DETAIL)
    if named:
        yield shortened(name_of(session.routine), _ROOM, _DETAIL)


def _hours(sketches: Sequence[_Sketch]) -> range:
    """Return the hours around all sessions, none where there is no session."""
    if not sketches:
        return range(0)
    ends = [max(one.end, one.start + _WORTH) for one in sketches]
    first = min(one.start for one in sketches) // _HOUR
    last = min(max(first + _SOME, -(-max(ends) // _HOUR)), _LAST)
    return range(min(first, last - _SOME), last)


def _hour_height(days: Iterable[Sequence[_Sketch]], hours: range) -> int:
    """Return how high an hour is, so that the fullest day has room for its words."""
    if not hours:
        return 0
    usual = max(_LOW, min(_HIGH, _TALL // len(hours)))
    fullest = max(sum(one.least + _GAP for one in day) for day in days)
    return max(usual, -(-fullest // len(hours)))


# -- where sessions are placed ---------------------------------------------------------


def _placed(
    day: Sequence[_Sketch], left: int, hours: range, hour: int
) -> Iterator[_Block]:
    """Walk the blocks of a day: at their times, as long, and none on another."""

    def height(minute: int) -> int:
        return round((minute / _HOUR - hours.start) * hour)

    limit = hour * len(hours)
    tops = _tops([height(one.start) for one in day], [one.least for one in day], limit)
    ends = pairwise([*tops, limit + _GAP])
    for one, (top, following) in zip(day, ends, strict=True):
        bottom = min(max(top + one.least, height(one.end)), following - _GAP)
        yield _Block(left, _TOP + top, _TOP + bottom, one.lines)


def _tops(wanted: Sequence[int], heights: Sequence[int], limit: int) -> list[int]:
    """Move what is too close together down, then what is too low up again."""
    tops: list[int] = []
    free = 0
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height + _GAP
    end = limit
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], end - heights[index])
        end = tops[index] - _GAP
    return tops


# -- what is drawn ---------------------------------------------------------------------


def _grid(hours: int, height: int) -> Markup:
    """Return the lines around all, between the days and between the hours."""
    frame = f"M{_LEFT} {_TOP}h{7 * _COLUMN}v{height}h-{7 * _COLUMN}z"
    days = range(1, 7 if hours else 0)
    columns = [f"M{_LEFT + n * _COLUMN} {_TOP}v{height}" for n in days]
    rows = [
        f"M{_LEFT} {_TOP + n * height // hours}h{7 * _COLUMN}" for n in range(1, hours)
    ]
    return tag(
        "path",
        class_="edge",
        d="".join((frame, *columns, *rows)),
        stroke=TIMES["edge"].light,
        stroke_width=0.5,
    )


def _heads(days: Sequence[Day], hours: range, hour: int) -> Iterator[Markup]:
    """Walk the names of the days, and the hours at the left."""
    middle = _LEFT + _COLUMN // 2
    names = [
        word(_short(day.date), middle + number * _COLUMN, _TOP - 9)
        for number, day in enumerate(days)
    ]
    clock = [
        word(f"{one:02d}:00", _LEFT - 6, _TOP + number * hour + 4)
        for number, one in enumerate(hours)
    ]
    yield lettering(*names, size=_TIME, anchor="middle")
    yield lettering(*clock, size=_DETAIL, kind="quiet", anchor="end")


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def _drawn(blocks: Sequence[_Block]) -> Iterator[Markup]:
    """Walk all boxes, then all that is on them: fewer words say how they look."""
    yield tag(
        "g",
        *map(_box, blocks),
        class_="pale edge",
        fill=TIMES["pale"].light,
        stroke=TIMES["edge"].light,
    )
    strips = [
        f"M{one.left + 5} {one.top + 4}v{one.bottom - one.top - 8}" for one in blocks
    ]
    yield tag(
        "path",
        class_="mark",
        d="".join(strips),
        stroke=TIMES["strong"].light,
        stroke_width=4,
    )
    times = [word(one.lines[0], one.left + _STRIP + 3, one.top + 15) for one in blocks]
    yield lettering(*times, size=_TIME, weight=600)
    details = [detail for one in blocks for detail in _details(one)]
    yield lettering(*details, size=_DETAIL)


def _box(block: _Block) -> Markup:
    return tag(
        "rect",
        x=block.left + 2,
        y=block.top,
        width=_COLUMN - 4,
        height=block.bottom - block.top,
        rx=3,
    )


def _details(block: _Block) -> Iterator[Markup]:
    for number, line in enumerate(block.lines[1:], 2):
        yield word(line, block.left + _STRIP + 3, block.top + number * _LINE)


def _nothing() -> Markup:
    middle = (_LEFT + _RIGHT) // 2
    words = word("No sessions this week", middle, _TOP + _EMPTY // 2 + 5)
    return lettering(words, size=_TIME, anchor="middle")
