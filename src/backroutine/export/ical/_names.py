"""Names of events that stay the same while doses, days and the rhythm change."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TypeAlias
from uuid import UUID, uuid5

from ...schedule import Series, Session
from ...terms import WEEK

_OURS = UUID("b0f9a3d4-5a52-4c44-9a8f-3d1c8a1a3f5e")
_Line: TypeAlias = tuple[str, str, int, time]


def uids(pieces: Iterable[Series | Session], plan_id: str) -> Iterator[str]:
    """Walk the names of events.

    A session is named by its day. A series is named by its place among those of its
    moment, in the order of their weekdays; where it is broken off, by the month in
    which that is, so that the breaks before it do not count.
    """
    pieces = tuple(pieces)
    lines = _lines(pieces)
    seen: Counter[str] = Counter()
    for piece in pieces:
        name = "\n".join((plan_id, *_of(piece), _which(piece, lines)))
        yield f"{uuid5(_OURS, f'{name}/{seen[name]}')}@backroutine"
        seen[name] += 1


def _of(piece: Series | Session) -> tuple[str, str]:
    return piece.routine.id or piece.routine.name, piece.moment.notation


def _lines(pieces: Iterable[Series | Session]) -> dict[_Line, datetime]:
    """Return the lines that series stand in, each with the start of its last one."""
    found: dict[_Line, datetime] = {}
    for piece in pieces:
        if isinstance(piece, Series):
            line = _line(piece)
            found[line] = max(piece.start, found.get(line, piece.start))
    return found


def _line(series: Series) -> _Line:
    weekday = WEEK.index(series.weekdays[0])
    return (*_of(series), weekday, series.start.time())


def _which(piece: Series | Session, lines: dict[_Line, datetime]) -> str:
    if isinstance(piece, Session):
        return piece.day.isoformat()
    line = _line(piece)
    place = sorted(one for one in lines if one[:2] == line[:2]).index(line)
    if piece.last is None or piece.start == lines[line]:
        return f"{place}/on"
    return f"{place}/{piece.last:%Y-%m}"
