"""Entries of a log against sessions: which entry stands for which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .._checks import as_instant
from ..placement import Placement
from ..routine import Routine
from ..schedule import Schedule, Session
from ._adherence import Adherence
from ._done import Done
from ._marks import DONE, EXTRA, MISSED, Mark, over, summed

_DAY = timedelta(days=1)
_NONE = timedelta(0)
_GRACE = timedelta(hours=4)
_REACH = 4 * _DAY  # no session is further from the day it counts to
_LATEST = datetime(3001, 1, 1, tzinfo=UTC)  # no plan goes on for longer


class Plan(NamedTuple):
    """What entries are compared with.

    Attributes:
        sessions: In order, all whose day begins before the end; more do no harm.
        zone: Where the date of an entry without a session is looked up.
        start: The first day.
        most: How many entries a day may hold: those of a part of a routine or,
            for the part None, all; None stands for no limit.
    """

    sessions: Iterable[Session]
    zone: tzinfo
    start: date
    most: tuple[tuple[str | None, int | None], ...]


def planned(schedule: Schedule, until: datetime) -> Plan:
    """Return what a schedule plans up to an instant."""
    opening = datetime.combine(schedule.start, time(), UTC) - _REACH
    sessions = schedule.between(opening, min(until, _LATEST) + _REACH)
    return Plan(sessions, ZoneInfo(schedule.tz), schedule.start, (*_most(schedule),))


def placed(placement: Placement) -> Plan:
    """Return what was placed; a placement without sessions begins with time."""
    sessions = sorted(placement.sessions, key=lambda one: as_instant(one.start))
    zone = sessions[0].start.tzinfo if sessions else None
    start = min((session.day for session in sessions), default=date.min)
    routines = dict.fromkeys(session.routine for session in sessions)
    return Plan(sessions, zone or UTC, start, (*_most_of(routines),))


def _most(schedule: Schedule) -> Iterator[tuple[str | None, int | None]]:
    """Walk the limits of a day: the schedule's, or else those of its routines."""
    if schedule.limits is not None:
        yield None, schedule.limits.per_day
    else:
        yield from _most_of(schedule.routines)


def _most_of(routines: Iterable[Routine]) -> Iterator[tuple[str | None, int | None]]:
    for routine in routines:
        if routine.limits is not None:
            for part in routine.parts:
                yield part, routine.limits.per_day


def against_sessions(
    plan: Plan, entries: tuple[Done, ...], until: datetime, since: date | None
) -> Adherence:
    """Compare entries, each there once and in order, with sessions."""
    stretches = [_Stretch.of(session) for session in plan.sessions]
    stretches = [one for one in stretches if one.opens < until]
    entry_of = _matched(stretches, entries)
    others = set(entries).difference(entry_of.values())
    found = [*_planned(stretches, entry_of, until), *_extra(plan, others)]
    first = max(plan.start, since or plan.start)
    found = [one for one in found if one.mark.day >= first]
    return summed((one.mark for one in found), _too_many(plan, found))


class _Found(NamedTuple):
    """A mark, and the parts of routines done, among them None for all together."""

    mark: Mark
    parts: frozenset[str | None]


def _planned(
    stretches: list["_Stretch"], entry_of: Mapping[int, Done], until: datetime
) -> Iterator[_Found]:
    for index, (*_, closes, session) in enumerate(stretches):
        if index in entry_of:
            parts = entry_of[index].parts or session.routine.parts
            yield _Found(Mark(session.day, DONE), frozenset((None, *parts)))
        elif closes <= until:
            yield _Found(Mark(session.day, MISSED), frozenset())


def _extra(plan: Plan, entries: Iterable[Done]) -> Iterator[_Found]:
    every = [part for part, _ in plan.most]
    for entry in entries:
        parts = entry.parts or every
        yield _Found(
            Mark(_local(entry.at, plan.zone), EXTRA), frozenset((None, *parts))
        )


def _too_many(plan: Plan, found: list[_Found]) -> set[date]:
    """Return the days over a limit; those of one part of a routine, or of all."""
    return {
        day
        for part, most in plan.most
        for day in over((one.mark.day for one in found if part in one.parts), most)
    }


def _local(at: datetime, zone: tzinfo) -> date:
    try:
        return at.astimezone(zone).date()
    except OverflowError:  # a few hours from the ends of the calendar
        return at.date()


# -- which entry stands for which session ---------------------------------------------


class _Stretch(NamedTuple):
    """A session, and from when until when an entry may stand for it."""

    opens: datetime
    start: datetime
    end: datetime
    closes: datetime
    session: Session

    @classmethod
    def of(cls, session: Session) -> "_Stretch":
        start, end = as_instant(session.start), as_instant(session.end)
        dawn, dusk = (
            as_instant(datetime.combine(day, time(), session.start.tzinfo))
            for day in (session.day, session.day + _DAY)
        )
        return cls(min(dawn, start), start, end, max(dusk, end + _GRACE), session)

    def holds(self, entry: Done, at: datetime) -> bool:
        """Tell whether an entry may stand for the session."""
        moment, routine = self.session.moment, self.session.routine
        same = not entry.routine or not {*entry.parts}.isdisjoint(routine.parts)
        return (
            same and entry.moment in (None, moment) and self.opens <= at < self.closes
        )

    def apart(self, at: datetime) -> timedelta:
        """Return how long before or after the session an instant is."""
        return max(self.start - at, at - self.end, _NONE)


def _matched(
    stretches: list[_Stretch], entries: tuple[Done, ...]
) -> Mapping[int, Done]:
    """Return the entry that stands for each session, by the session's place."""
    found: dict[int, Done] = {}
    taken: set[int] = set()
    for _, session, entry in sorted(_pairs(stretches, entries)):
        if session not in found and entry not in taken:
            found[session] = entries[entry]
            taken.add(entry)
    return found


def _pairs(
    stretches: list[_Stretch], entries: tuple[Done, ...]
) -> Iterator[tuple[timedelta, int, int]]:
    """Walk what may belong together: how far apart, which session, which entry."""
    on: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(stretches):
        for day in range(one.opens.toordinal(), one.closes.toordinal() + 1):
            on[day].append(index)
    for number, entry in enumerate(entries):
        at = as_instant(entry.at)
        for index in on[at.toordinal()]:
            if stretches[index].holds(entry, at):
                yield stretches[index].apart(at), index, number
