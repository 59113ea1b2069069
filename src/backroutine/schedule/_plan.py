"""From the parts of a schedule to the sessions of each day, checked beforehand.

What can be known without a date is known when a schedule is made: moments that
never come, sessions that overlap, days with too many sessions, weeks with too few.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from math import lcm
from typing import TYPE_CHECKING

from ..errors import Fault, Overlap, Problem, TooOften
from ..moment import Moment, Rhythm, since_midnight
from ..routine import Limits, Routine
from ..terms import WEEK, Anchor, Weekday
from ..units import minutes
from ._engine import DAY, Entry

if TYPE_CHECKING:
    from . import Schedule

_MINUTE = timedelta(minutes=1)
_DAWN = time(4)
_LONGEST = timedelta(hours=12)
_NAMES = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_MISSING = {
    Anchor.AFTER_WAKING: 'needs the time of waking, as in Rhythm(wake="06:45")',
    Anchor.BEFORE_BED: 'needs the time of going to bed, as in Rhythm(bed="22:30")',
    Anchor.BEFORE_WORKOUT: "needs a workout on the plan's days in Rhythm(workouts=...)",
    Anchor.BEFORE_DRIVE: "needs a drive on the plan's days in Rhythm(drives=...)",
    Anchor.AFTER_DRIVE: "needs a drive on the plan's days in Rhythm(drives=...)",
}

Entries = tuple[Entry, ...]
On = Weekday | date


def session_length(routine: Routine) -> timedelta:
    """Return the time to set aside: the most repetitions, in whole minutes."""
    return -(-routine.lasts("high") // _MINUTE) * _MINUTE


def weekly_entries(plan: "Schedule") -> tuple[Entries, ...]:
    """Return the sessions of each weekday, without those of dated events."""
    return tuple(_entries(plan, weekday) for weekday in WEEK)


def dated_entries(plan: "Schedule", week: tuple[Entries, ...]) -> dict[date, Entries]:
    """Return what dated events add to the sessions of their days."""
    windows = plan.rhythm.workouts + plan.rhythm.drives
    days = {window.on for window in windows if isinstance(window.on, date)}
    added: dict[date, Entries] = {}
    for day in sorted(days):
        usual = {entry.start for entry in week[day.weekday()]}
        extra = tuple(one for one in _entries(plan, day) if one.start not in usual)
        if extra and plan.includes(day):
            added[day] = extra
    return added


def _entries(plan: "Schedule", on: On) -> Entries:
    """Return the sessions of a day in order, equal starts only once."""
    found: dict[timedelta, Entry] = {}
    for slot in plan.moments:
        routine = slot.routine or plan.routine
        length = session_length(routine)
        for anchor in _anchors(slot.moment, plan.rhythm, on):
            shift = _shift(slot.moment, length)
            entry = Entry(anchor, shift, length, slot.moment, routine)
            found.setdefault(entry.start, entry)
    return tuple(found[start] for start in sorted(found))


def _shift(moment: Moment, length: timedelta) -> timedelta:
    if isinstance(moment.at, Anchor) and moment.at.comes_before:
        return -moment.offset - length
    return moment.offset


def _anchors(moment: Moment, rhythm: Rhythm, on: On) -> Iterator[timedelta]:
    """Walk the ways from a day's midnight to a moment's events on that day."""
    at = moment.at
    if isinstance(at, time):
        if isinstance(on, Weekday):
            yield since_midnight(at)
    elif at in (Anchor.AFTER_WAKING, Anchor.BEFORE_BED):
        if isinstance(on, Weekday):
            yield from _of_the_night(at, rhythm, WEEK.index(on))
    else:
        windows = rhythm.workouts if at is Anchor.BEFORE_WORKOUT else rhythm.drives
        for window in windows:
            if window.is_on(on):
                leaving = at.comes_before
                yield window.starts_at if leaving else window.ends_at


def _of_the_night(at: Anchor, rhythm: Rhythm, weekday: int) -> Iterator[timedelta]:
    wake, bed = rhythm.wake[weekday], rhythm.bed[weekday]
    if at is Anchor.AFTER_WAKING:
        if wake is not None:
            yield since_midnight(wake)
    elif bed is not None:
        yield since_midnight(bed) + (DAY if bed < (wake or _DAWN) else 0 * DAY)


# -- what can be known beforehand ------------------------------------------------------


def check(
    plan: "Schedule", week: tuple[Entries, ...], dated: dict[date, Entries]
) -> None:
    """Refuse a plan that cannot work.

    Raises:
        Problem: A moment never comes, or a routine is too long for a session.
        TooOften: A day holds more sessions than the limits allow.
        Overlap: Two sessions would run at the same time.
    """
    usual = {weekday: week[i] for i, weekday in enumerate(WEEK) if _used(plan, weekday)}
    _refuse_faults(plan, [*usual.values(), *dated.values()])
    days = [(f"{_NAMES[WEEK.index(one)]}days", got) for one, got in usual.items()]
    days += [
        (day.isoformat(), week[day.weekday()] + more) for day, more in dated.items()
    ]
    _refuse_too_often(plan.limits, days)
    _refuse_overlaps(plan, week, dated, days)


def _used(plan: "Schedule", weekday: Weekday) -> bool:
    if isinstance(plan.days, tuple):
        return weekday in plan.days
    return plan.days.n % len(WEEK) != 0 or weekday is Weekday.of(plan.start)


def _refuse_faults(plan: "Schedule", days: list[Entries]) -> None:
    come = {entry.moment for entries in days for entry in entries}
    faults = [
        Fault(f"moments[{i}]", f"{slot.moment.notation!r} {_MISSING[slot.moment.at]}")
        for i, slot in enumerate(plan.moments)
        if slot.moment not in come and isinstance(slot.moment.at, Anchor)
    ]
    for routine in plan.routines:
        longest = routine.lasts("high")
        if not 0 * DAY < longest <= _LONGEST:
            text = f"{routine.id!r} takes {minutes(longest)}; a session takes more"
            faults.append(Fault("routine", f"{text} than nothing and at most 12 hours"))
    if faults:
        raise Problem(*faults)


def _refuse_too_often(given: Limits | None, days: list[tuple[str, Entries]]) -> None:
    excesses = [
        (name, number, text)
        for name, entries in days
        for number, text in _excess(given, entries)
    ]
    if excesses:
        _, number, text = excesses[0]
        names = [name for name, *rest in excesses if rest == [number, text]]
        raise TooOften(f"{number} sessions on {_and(names)}; {text} a day")


def _excess(given: Limits | None, entries: Entries) -> Iterator[tuple[int, str]]:
    """Walk the counts that are over a limit, each with the limit in words."""
    if given is not None:
        if given.per_day is not None and len(entries) > given.per_day:
            yield len(entries), f"the limits given allow {given.per_day}"
        return
    for name, (number, routine) in _by_routine(entries).items():
        most = routine.limits.per_day if routine.limits else None
        if most is not None and number > most:
            yield number, f"{name!r} allows {most}"


def _by_routine(entries: Iterable[Entry]) -> dict[str, tuple[int, Routine]]:
    counts = Counter(entry.routine.id for entry in entries)
    return {e.routine.id: (counts[e.routine.id], e.routine) for e in entries}


def _refuse_overlaps(
    plan: "Schedule",
    week: tuple[Entries, ...],
    dated: dict[date, Entries],
    days: list[tuple[str, Entries]],
) -> None:
    for name, entries in days:
        _refuse_overlap(name, entries)
    for i, weekday in enumerate(WEEK):
        tomorrow = WEEK[(i + 1) % 7]
        if _in_a_row(plan, weekday, tomorrow):
            name = f"{_NAMES[i]}days"
            _refuse_overlap(name, week[i], week[(i + 1) % 7])
    for day in dated:
        for first in (day - DAY, day):
            if plan.includes(first) and plan.includes(first + DAY):
                both = [
                    week[one.weekday()] + dated.get(one, ())
                    for one in (first, first + DAY)
                ]
                _refuse_overlap(first.isoformat(), *both)


def _in_a_row(plan: "Schedule", today: Weekday, tomorrow: Weekday) -> bool:
    if not isinstance(plan.days, tuple):
        return plan.days.n == 1
    same_week = tomorrow is not WEEK[0] or plan.every == 1
    return same_week and today in plan.days and tomorrow in plan.days


def _refuse_overlap(name: str, today: Entries, tomorrow: Entries = ()) -> None:
    sessions = [(one.start, one.end, one) for one in today]
    sessions += [(one.start + DAY, one.end + DAY, one) for one in tomorrow]
    sessions.sort(key=lambda session: session[:2])
    for (start, end, one), (later, _, other) in pairwise(sessions):
        if start < later < end:
            text = f"sessions overlap on {name}: {one.moment} is not over until"
            raise Overlap(
                f"{text} {_clock(end)}, {other.moment} begins {_clock(later)}"
            )


def _clock(since_midnight: timedelta) -> str:
    total = since_midnight // _MINUTE % (24 * 60)
    return f"{total // 60:02d}:{total % 60:02d}"


def sessions_short(
    plan: "Schedule", week: tuple[Entries, ...]
) -> Iterator[tuple[str, float, int]]:
    """Walk routines planned too seldom: name, sessions a week, least allowed."""
    usual = [
        entry
        for i, weekday in enumerate(WEEK)
        if _used(plan, weekday)
        for entry in week[i]
    ]
    for name, number, limits in _counted(plan, usual):
        weekly = number / _weeks_in_a_round(plan)
        if limits.per_week is not None and weekly < limits.per_week:
            yield name, weekly, limits.per_week


def _counted(plan: "Schedule", usual: list[Entry]) -> Iterator[tuple[str, int, Limits]]:
    """Walk what has limits, each with its number of sessions in a round of weeks."""
    if plan.limits is not None:
        yield "the limits given", len(usual), plan.limits
        return
    for routine in plan.routines:
        if routine.limits is not None:
            number = sum(entry.routine.id == routine.id for entry in usual)
            yield repr(routine.id), number, routine.limits


def _weeks_in_a_round(plan: "Schedule") -> int:
    if isinstance(plan.days, tuple):
        return plan.every
    return lcm(len(WEEK), plan.days.n) // len(WEEK)


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
