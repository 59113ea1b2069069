"""Say of each week that stayed short what stood in the way, and of how much."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..busy import Busy, Stretch
from ..errors import quoted
from ..moment import Moment
from ..routine import Reason
from ..schedule import Session
from ..terms import Anchor
from ._place_task import Task, Week, monday_of

_NAMED = 2
_NEVER = {
    Anchor.AFTER_WAKING: "the rhythm does not say when waking is",
    Anchor.BEFORE_BED: "the rhythm does not say when bed is",
    Anchor.BEFORE_WORKOUT: "no workout is known on these days",
    Anchor.BEFORE_DRIVE: "no drive is known on these days",
    Anchor.AFTER_DRIVE: "no drive is known on these days",
}


class Times(NamedTuple):
    """The times at which there might have been a session.

    Attributes:
        free: Those that nothing busy overlaps.
        taken: The others.
        chosen: Those of the free ones that became sessions.
    """

    free: list[Session]
    taken: list[Session]
    chosen: list[Session]


def reasons(task: Task, times: Times, met: Container[Moment]) -> Iterator[Reason]:
    """Walk the reasons: all in all, then moments that never come, then short weeks."""
    weeks = [*task.weeks()]
    asked = sum(week.asked for week in weeks)
    yield _reason(f"{_of(times, asked)} found a place.")
    for moment in task.preferred:
        if isinstance(moment.at, Anchor) and moment not in met:
            yield _reason(f"{moment.notation!r} never comes: {_NEVER[moment.at]}.")
    by_week = _by_week(times)
    for week in weeks:
        if len(by_week[week.monday].chosen) < week.asked:
            text = _short(task, week, by_week[week.monday])
            yield _reason(text, week.monday.isoformat())


def _of(times: Times, asked: int) -> str:
    return f"{len(times.chosen)} of {asked} session{'' if asked == 1 else 's'}"


def _reason(text: str, about: str = "") -> Reason:
    return Reason("place", about, text)


def _by_week(times: Times) -> dict[date, Times]:
    found: dict[date, Times] = defaultdict(lambda: Times([], [], []))
    for name in Times._fields:
        for session in getattr(times, name):
            getattr(found[monday_of(session.day)], name).append(session)
    return found


def _short(task: Task, week: Week, times: Times) -> str:
    """Say what became of each possible time of a week."""
    number = len(times.free) + len(times.taken)
    text = f"begins a week with {_of(times, week.asked)}"
    if not number:
        return f"{text}; no moment comes in it."
    full, near = _in_the_way(task, times)
    parts = (
        (len(times.chosen), "used"),
        (len(times.taken), f"taken{_titles(task.busy, times.taken)}"),
        (full, "on a day that is full"),
        (near, "too near another session"),
    )
    told = ", ".join(f"{count} {_are(count)} {what}" for count, what in parts if count)
    return f"{text}; of {number} possible {'time' if number == 1 else 'times'} {told}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _in_the_way(task: Task, times: Times) -> tuple[int, int]:
    """Count the times that lie on full days, and those too near another session."""
    days = Counter(one.day for one in times.chosen)
    left = [one for one in times.free if one not in times.chosen]
    full = sum(days[one.day] >= task.a_day for one in left)
    return full, len(left) - full


def _titles(busy: Busy, sessions: Iterable[Session]) -> str:
    """Name what takes the most of the times; what has no name is not told."""
    names = Counter(
        title
        for session in sessions
        for title in _named(busy.clashes(session.start, session.end))
    )
    if not names:
        return ""
    first = [quoted(name) for name, _ in names.most_common(_NAMED)]
    more = ["others"] if len(names) > _NAMED else []
    *most, last = first + more
    return f" by {', '.join(most)} and {last}" if most else f" by {last}"


def _named(stretches: Iterable[Stretch]) -> Iterator[str]:
    return filter(None, dict.fromkeys(one.title for one in stretches))
