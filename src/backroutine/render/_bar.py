"""A timeline as one bar: what is done when, and for how long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from ..timeline import Cue, CueKind, Timeline
from ..units import minutes
from ._days import brief
from ._lettering import heading, lettering, measured, shortened, word
from ._markup import Markup, Svg, tag
from ._picture import picture
from ._theme import TIMES, style_of_times

_WIDTH, _LEFT, _LENGTH = 720, 16, 688
_TOP, _HEIGHT = 62, 34
_BELOW, _AXIS = _TOP + _HEIGHT, 32
_NAME, _NUMBER, _LEGEND = 13, 11, 13
_GAP, _MARGIN = 8, 6
_LEAST = 12  # letters of a name that still tell what it is
_COLUMNS, _COLUMN, _APART = 3, 216, 20
_ROW, _MOST = 20, 60
_MOVING = (CueKind.MOVE, CueKind.HOLD)
_READY = (CueKind.PREPARE, CueKind.CHANGE_POSITION, CueKind.SET_UP)
_TICKS = 8
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_STEPS = (
    *(n * _SECOND for n in (1, 2, 5, 10, 15, 30)),
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 7, 14, 30, 61)),
)

_Place = Callable[[timedelta], int]


class _Part(NamedTuple):
    """An exercise in a timeline: all of its cues."""

    name: str
    cues: tuple[Cue, ...]

    @property
    def start(self) -> timedelta:
        return self.cues[0].start

    @property
    def end(self) -> timedelta:
        return self.cues[-1].end

    def __str__(self) -> str:
        times = f"{minutes(self.start)} to {minutes(self.end)}"
        return f"{brief(self.name)}, {times}"


class _Entry(NamedTuple):
    """A line of the legend."""

    number: str
    name: str
    length: str


def bar(timeline: Timeline) -> Svg:
    """Return a picture of a whole timeline, a segment for each exercise.

    What moves or holds is strong, getting there and resting is pale. Edges lie on
    whole units of the picture; what is narrower than one of them is not drawn.
    """
    parts = [*_parts(timeline)]
    place = _places(timeline.duration)
    names = _names(parts, place)
    entries = [] if names else _entries(parts)
    rows = -(-len(entries) // _COLUMNS)
    name, length = timeline.name or "A routine", minutes(timeline.duration)
    return picture(
        (_WIDTH, _BELOW + _AXIS + _ROW * rows + (_MARGIN if rows else 0)),
        f"{brief(name)}: {length}",
        _about(parts),
        *heading(name, length, _WIDTH),
        *(_segment(part, place) for part in parts),
        _edges(parts, place),
        names or lettering(*_numbers(parts, place), size=_NUMBER, anchor="middle"),
        *(_axis(timeline.duration, place) if parts else [_nothing()]),
        *(_legend(entries, rows) if rows else []),
        css=style_of_times(),
        name="br-bar",
    )


def _parts(timeline: Timeline) -> Iterator[_Part]:
    of_one = groupby(timeline[:-1], key=lambda cue: (cue.item, cue.exercise))
    for (_, exercise), found in of_one:
        cues = tuple(found)
        said = cues[0].kind in _READY
        yield _Part(cues[0].text if said else exercise.replace("-", " "), cues)


def _about(parts: Sequence[_Part]) -> str:
    told = "; ".join(map(str, parts[:_MOST]))
    return f"{told}{_more(parts)}." if told else "No exercises."


def _more(parts: Sequence[_Part]) -> str:
    return f" and {len(parts) - _MOST} more" if len(parts) > _MOST else ""


def _places(whole: timedelta) -> _Place:
    """Return what tells where in the picture a time is."""
    all_of_it = whole or _SECOND
    return lambda at: _LEFT + round(at / all_of_it * _LENGTH)


# -- the bar itself --------------------------------------------------------------------


def _segment(part: _Part, place: _Place) -> Markup:
    """Return all the time of an exercise, and on it the time that it is done."""
    start, end = place(part.start), place(part.end)
    if start == end:
        return Markup()
    done = [_block("strong", *run) for run in _runs(part.cues, place)]
    return tag("g", tag("title", str(part)), _block("pale", start, end), *done)


def _block(kind: str, start: int, end: int) -> Markup:
    return tag(
        "rect",
        class_=kind,
        fill=TIMES[kind].light,
        x=start,
        y=_TOP,
        width=end - start,
        height=_HEIGHT,
    )


def _runs(cues: Iterable[Cue], place: _Place) -> Iterator[tuple[int, int]]:
    """Walk the stretches of a picture in which one moves or holds without a break."""
    start = end = 0
    for cue in cues:
        if cue.kind in _MOVING:
            begin = place(cue.start)
            if begin > end:
                if start < end:
                    yield start, end
                start = begin
            end = place(cue.end)
    if start < end:
        yield start, end


def _edges(parts: Iterable[_Part], place: _Place) -> Markup:
    """Return the outline of the bar, and where one exercise follows another."""
    inner = sorted({place(part.start) for part in parts} - {_LEFT, _LEFT + _LENGTH})
    lines = "".join(f"M{x} {_TOP}v{_HEIGHT}" for x in inner)
    return tag(
        "path",
        class_="edge",
        d=f"M{_LEFT} {_TOP}h{_LENGTH}v{_HEIGHT}h-{_LENGTH}z{lines}",
        stroke=TIMES["edge"].light,
        stroke_width=1.5,
    )


def _nothing() -> Markup:
    middle = word("No exercises", _WIDTH // 2, _TOP + _HEIGHT // 2 + 5)
    return lettering(middle, size=_NAME, anchor="middle")


# -- names, numbers and times ----------------------------------------------------------


def _names(parts: Iterable[_Part], place: _Place) -> Markup:
    """Return the names above the exercises, or nothing where one has no room."""
    words = []
    for part in parts:
        start, end = place(part.start), place(part.end)
        name = shortened(part.name, end - start - _GAP, _NAME)
        if len(name) < min(len(part.name), _LEAST):
            return Markup()
        words.append(word(name, start, _TOP - 8))
    return lettering(*words, size=_NAME) if words else Markup()


def _numbers(parts: Iterable[_Part], place: _Place) -> Iterator[Markup]:
    """Walk the numbers of the exercises, without those that would touch another."""
    free = 0.0
    for number, part in enumerate(parts, 1):
        middle = (place(part.start) + place(part.end)) / 2
        half = measured(str(number), _NUMBER) / 2
        if middle - half >= free:
            yield word(str(number), middle, _TOP - 7)
            free = middle + half + 2


def _entries(parts: Sequence[_Part]) -> list[_Entry]:
    """Return what the numbers stand for: number, name, length."""
    lengths = [minutes(part.end - part.start) for part in parts[:_MOST]]
    named = enumerate(zip(parts, lengths, strict=False), 1)
    found = [_Entry(str(number), part.name, length) for number, (part, length) in named]
    if len(parts) > _MOST:
        rest = minutes(parts[-1].end - parts[_MOST].start)
        found.append(_Entry("", _more(parts).strip(), rest))
    return found


def _legend(entries: Sequence[_Entry], rows: int) -> Iterator[Markup]:
    """Walk the columns below the bar, all of one kind of words after the other."""
    numbers, names, lengths = [], [], []
    for index, entry in enumerate(entries):
        x = _LEFT + index // rows * (_COLUMN + _APART)
        y = _BELOW + _AXIS + index % rows * _ROW + 12
        room = _COLUMN - 25 - measured(entry.length, _LEGEND) - _GAP
        numbers.append(word(entry.number, x + 18, y))
        names.append(word(shortened(entry.name, room, _LEGEND), x + 25, y))
        lengths.append(word(entry.length, x + _COLUMN, y))
    yield lettering(*numbers, size=_LEGEND, kind="quiet", anchor="end")
    yield lettering(*names, size=_LEGEND)
    yield lettering(*lengths, size=_LEGEND, kind="quiet", anchor="end")


def _axis(whole: timedelta, place: _Place) -> Iterator[Markup]:
    """Walk the ticks below the bar and their times."""
    step = next(one for one in _STEPS if whole <= _TICKS * one)
    times = [number * step for number in range(whole // step + 1)]
    yield tag(
        "path",
        class_="edge",
        d="".join(f"M{place(at)} {_BELOW}v6" for at in times),
        stroke=TIMES["edge"].light,
    )
    words = [word(text, x, _BELOW + 20) for text, x in _labels(times, place)]
    yield lettering(*words, size=_NUMBER, kind="quiet", anchor="middle")


def _labels(times: Iterable[timedelta], place: _Place) -> Iterator[tuple[str, float]]:
    """Walk the times with their places, moved into the picture at its ends."""
    for at in times:
        text = minutes(at)
        half = measured(text, _NUMBER) / 2 + 2
        yield text, round(min(max(place(at), half), _WIDTH - half), 1)
