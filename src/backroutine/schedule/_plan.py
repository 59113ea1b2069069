"""From the parts of a schedule to the sessions of each day, checked beforehand.

What can be known without a date is known when a schedule is made: moments that
never come, sessions that overlap, days with too many sessions, weeks with too few.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from math import lcm
from operator import itemgetter
from typing import TYPE_CHECKING

from ..errors import Fault, Overlap, Problem, TooOften
from ..moment import Moment, Rhythm, since_midnight
from ..routine import Limits, Routine
from ..terms import WEEK, Anchor, Weekday
from ..units import minutes
from ._engine import DAY, REACH, Entry

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


def session_length(routine: Routine) -> timedelta:
    """Return the time to set aside: the most repetitions, in whole minutes."""
    return -(-routine.lasts("high") // _MINUTE) * _MINUTE


def weekly_entries(plan: "Schedule") -> tuple[Entries, ...]:
    """Return the sessions of each weekday, without those of dated events."""
    return tuple(_entries(plan, weekday) for weekday in WEEK)


def dated_entries(plan: "Schedule") -> dict[date, Entries]:
    """Return the sessions of each day of the plan that has a dated event."""
    return {day: _entries(plan, Weekday.of(day), day) for day in _dated_days(plan)}


def _dated_days(plan: "Schedule") -> list[date]:
    windows = plan.rhythm.workouts + plan.rhythm.drives
    days = {window.on for window in windows if isinstance(window.on, date)}
    return sorted(day for day in days if plan.includes(day))


def _entries(plan: "Schedule", weekday: Weekday, *dates: date) -> Entries:
    """Return the sessions of a day in order; of equal starts the first one named."""
    found: dict[timedelta, Entry] = {}
    for slot in plan.moments:
        routine = plan.routine_at(slot)
        for entry in entries_at(routine, slot.moment, plan.rhythm, weekday, *dates):
            found.setdefault(entry.start, entry)
    return tuple(found[start] for start in sorted(found))


def entries_at(
    routine: Routine, moment: Moment, rhythm: Rhythm, weekday: Weekday, *dates: date
) -> Iterator[Entry]:
    """Walk the sessions of a routine at a moment of a day."""
    length = session_length(routine)
    shift = _shift(moment, length)
    for anchor in _anchors(moment, rhythm, weekday, *dates):
        yield Entry(anchor, shift, length, moment, routine)


def _shift(moment: Moment, length: timedelta) -> timedelta:
    if isinstance(moment.at, Anchor) and moment.at.comes_before:
        return -moment.offset - length
    return moment.offset


def _anchors(
    moment: Moment, rhythm: Rhythm, weekday: Weekday, *dates: date
) -> Iterator[timedelta]:
    """Walk the ways from a day's midnight to a moment's events on that day."""
    at = moment.at
    if isinstance(at, time):
        yield since_midnight(at)
    elif at in (Anchor.AFTER_WAKING, Anchor.BEFORE_BED):
        yield from _of_the_night(at, rhythm, WEEK.index(weekday))
    else:
        windows = rhythm.workouts if at is Anchor.BEFORE_WORKOUT else rhythm.drives
        for window in windows:
            if window.is_on(weekday) or any(map(window.is_on, dates)):
                yield window.starts_at if at.comes_before else window.ends_at


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
    used = [weekday for weekday in WEEK if _used(plan, weekday)]
    _refuse_faults(plan, used, [*dated])
    days = [(_plural(weekday), week[WEEK.index(weekday)]) for weekday in used]
    days += [(day.isoformat(), entries) for day, entries in dated.items()]
    _refuse_too_often(plan, days)
    _refuse_overlaps(plan, week, used)
    _refuse_dated_overlaps(plan, week, dated)


def _plural(weekday: Weekday) -> str:
    return f"{_NAMES[WEEK.index(weekday)]}days"


def _used(plan: "Schedule", weekday: Weekday) -> bool:
    if isinstance(plan.days, tuple):
        return weekday in plan.days
    return plan.days.n % len(WEEK) != 0 or weekday is Weekday.of(plan.start)


def _refuse_faults(plan: "Schedule", used: list[Weekday], dated: list[date]) -> None:
    days: list[tuple[Weekday, tuple[date, ...]]] = [(one, ()) for one in used]
    days += [(Weekday.of(day), (day,)) for day in dated]
    faults = [
        Fault(f"moments[{i}]", f"{slot.moment.notation!r} {_MISSING[slot.moment.at]}")
        for i, slot in enumerate(plan.moments)
        if isinstance(slot.moment.at, Anchor)
        and not any(
            [*_anchors(slot.moment, plan.rhythm, weekday, *dates)]
            for weekday, dates in days
        )
    ]
    faults += [fault for routine in plan.routines for fault in wrong_length(routine)]
    if faults:
        raise Problem(*faults)


def wrong_length(routine: Routine) -> Iterator[Fault]:
    """Say that a routine takes no time, or too much of it for a session."""
    longest = routine.lasts("high")
    if not 0 * DAY < longest <= _LONGEST:
        text = f"{routine.id!r} takes {minutes(longest)}; a session takes more"
        yield Fault("routine", f"{text} than nothing and at most 12 hours")


def _refuse_too_often(plan: "Schedule", days: list[tuple[str, Entries]]) -> None:
    excesses = [
        (name, number, text)
        for name, entries in days
        for number, text in _excess(plan, entries)
    ]
    if excesses:
        _, number, text = excesses[0]
        names = [name for name, *rest in excesses if rest == [number, text]]
        when = "every day" if len(names) >= len(WEEK) else f"on {_and(names)}"
        raise TooOften(f"{number} sessions {when}; {text} a day")


def _excess(plan: "Schedule", entries: Entries) -> Iterator[tuple[int, str]]:
    """Walk the counts that are over a limit, each with the limit in words."""
    for name, s, number, limits in _counted(plan, entries):
        if limits.per_day is not None and number > limits.per_day:
            yield number, f"{name} allow{s} {limits.per_day}"


def _refuse_overlaps(
    plan: "Schedule", week: tuple[Entries, ...], used: list[Weekday]
) -> None:
    for weekday in used:
        _refuse_overlap(_plural(weekday), week[WEEK.index(weekday)])
    for weekday in used:
        today = WEEK.index(weekday)
        for gap in range(1, REACH + 1):
            if _both(plan, today, gap):
                later = week[(today + gap) % len(WEEK)]
                _refuse_overlap(_plural(weekday), week[today], later, gap)


def _both(plan: "Schedule", today: int, gap: int) -> bool:
    """Tell whether the plan holds both a weekday and one so many days later."""
    if not isinstance(plan.days, tuple):
        return gap % plan.days.n == 0
    same_week = today + gap < len(WEEK)
    return (same_week or plan.every == 1) and _used(plan, WEEK[(today + gap) % 7])


def _refuse_dated_overlaps(
    plan: "Schedule", week: tuple[Entries, ...], dated: dict[date, Entries]
) -> None:
    def on(day: date) -> Entries:
        usual = week[day.weekday()] if plan.includes(day) else ()
        return dated.get(day, usual)

    for day in dated:
        _refuse_overlap(day.isoformat(), on(day))
    for day in dated:
        for gap in range(1, REACH + 1):
            before, after = day - gap * DAY, day + gap * DAY
            _refuse_overlap(before.isoformat(), on(before), on(day), gap)
            _refuse_overlap(day.isoformat(), on(day), on(after), gap)


def _refuse_overlap(
    name: str, today: Entries, later: Entries = (), gap: int = 0
) -> None:
    """Refuse sessions that run into one another, `later` being `gap` days on."""
    sessions = [(entry.start, entry.end, entry) for entry in today]
    sessions += [(e.start + gap * DAY, e.end + gap * DAY, e) for e in later]
    sessions.sort(key=itemgetter(0))
    end, busy, one = -DAY, -DAY, None
    for begin, over, entry in sessions:
        if one is not None and busy < begin < end:
            text = f"sessions overlap on {name}: {one.moment} is not over until"
            text = f"{text} {_clock(end)}, {entry.moment} begins {_clock(begin)}"
            raise Overlap(text)
        if one is None or begin >= end:
            busy, end, one = begin, over, entry


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
    for name, s, number, limits in _counted(plan, usual):
        weekly = number / _weeks_in_a_round(plan)
        if limits.per_week is not None and weekly < limits.per_week:
            yield f"{name} ask{s} for", weekly, limits.per_week


def _counted(
    plan: "Schedule", entries: Iterable[Entry]
) -> Iterator[tuple[str, str, int, Limits]]:
    """Walk what sets limits, its verb's ending, and the sessions it counts."""
    entries = tuple(entries)
    if plan.limits is not None:
        yield "the limits given", "", len(entries), plan.limits
        return
    for name, limits in _limits(plan.routines).items():
        number = sum(name in entry.routine.parts for entry in entries)
        yield repr(name) if name else "the routine", "s", number, limits


def _limits(routines: Iterable[Routine]) -> dict[str, Limits]:
    """Return the limits by id; of routines that share one the stricter ones hold."""
    found: dict[str, Limits] = {}
    for routine in routines:
        if routine.limits is not None:
            for name in routine.parts:
                usual = found.get(name, routine.limits)
                found[name] = usual.stricter(routine.limits)
    return found


def _weeks_in_a_round(plan: "Schedule") -> int:
    if isinstance(plan.days, tuple):
        return plan.every
    return lcm(len(WEEK), plan.days.n) // len(WEEK)


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
