"""A slow second opinion on schedules: day by day, from the words of the design.

Nothing of the engine is used. A wall time becomes an instant by going the other
way: of the instants around it, the one whose clock shows it. Zones are only ever
asked what their clocks show at an instant of UTC.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backroutine.moment import Moment, Window
from backroutine.routine import Routine
from backroutine.schedule import EveryDays, Schedule, Slot
from backroutine.terms import WEEK

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class Expected(NamedTuple):
    """What a session should be."""

    start: datetime
    end: datetime
    moment: Moment
    routine: Routine
    day: date


class _Candidate(NamedTuple):
    """A session of one day, before the clocks of other sessions are known."""

    instant: datetime
    nominal: datetime
    length: timedelta
    moment: Moment
    routine: Routine
    day: date


def sessions(
    plan: Schedule, before: datetime, since: date | None = None
) -> list[Expected]:
    """Every session of a plan that starts before an instant, in order.

    `since` spares the walk from the plan's start; a plan with a count needs it.
    """
    first = plan.start if since is None else max(plan.start, since)
    last = (before + 4 * DAY).date()
    kept: list[_Candidate] = []
    for one in candidates(plan, first, last):
        if not kept or one.instant >= kept[-1].instant + kept[-1].length:
            kept.append(one)
    zone = ZoneInfo(plan.tz)
    return [
        Expected(
            one.instant.astimezone(zone),
            (one.instant + one.length).astimezone(zone),
            one.moment,
            one.routine,
            one.day,
        )
        for one in kept[: plan.count]
        if one.instant < before
    ]


def _in_order(one: _Candidate) -> tuple[datetime, datetime]:
    """Of equal instants, the earlier on the clocks of a day without a change."""
    return one.instant, one.nominal


def candidates(plan: Schedule, first: date, last: date) -> list[_Candidate]:
    """Every session that a plan asks for on the days from first to last."""
    days = [first + n * DAY for n in range((last - first).days + 1)]
    found = [one for day in days if is_on(plan, day) for one in _of_day(plan, day)]
    return sorted(found, key=_in_order)


def is_on(plan: Schedule, day: date) -> bool:
    """Whether the plan has sessions on a day."""
    if day < plan.start or day in plan.skip or (plan.until and day > plan.until):
        return False
    if isinstance(plan.days, EveryDays):
        return (day - plan.start).days % plan.days.n == 0
    weeks = (_monday(day) - _monday(plan.start)).days // 7
    return WEEK[day.weekday()] in plan.days and weeks % plan.every == 0


def _monday(day: date) -> date:
    return date.fromisocalendar(*day.isocalendar()[:2], 1)


def _of_day(plan: Schedule, day: date) -> Iterator[_Candidate]:
    """Moments that fall together on a day without a change are one session."""
    seen: set[datetime] = set()
    for wall, away, length, slot in _events(plan, day):
        nominal = wall + away
        event = instant(wall, plan.tz, skip=plan.gap == "skip")
        if nominal not in seen and event is not None:
            routine = slot.routine or plan.routine
            yield _Candidate(event + away, nominal, length, slot.moment, routine, day)
        seen.add(nominal)


def _events(
    plan: Schedule, day: date
) -> Iterator[tuple[datetime, timedelta, timedelta, Slot]]:
    """Each event of a day with the way to its session's start, and that's length."""
    for slot in plan.moments:
        moment, routine = slot.moment, slot.routine or plan.routine
        length = MINUTE * ceil(routine.duration.high / MINUTE)
        away = moment.offset
        if isinstance(moment.at, str) and moment.at.startswith("before-"):
            away = -moment.offset - length
        for wall in _walls(plan, moment.at, day):
            yield wall, away, length, slot


def _walls(plan: Schedule, at: time | str, day: date) -> Iterator[datetime]:
    """The wall times of a moment's events on a day."""
    wake = plan.rhythm.wake[day.weekday()]
    bed = plan.rhythm.bed[day.weekday()]
    if isinstance(at, time):
        yield datetime.combine(day, at)
    elif at == "after-waking" and wake is not None:
        yield datetime.combine(day, wake)
    elif at == "before-bed" and bed is not None:
        after_midnight = bed < (time(4, 0) if wake is None else wake)
        yield datetime.combine(day + DAY if after_midnight else day, bed)
    elif at == "before-workout":
        yield from (begin for begin, _ in _on(plan.rhythm.workouts, day))
    elif at == "before-drive":
        yield from (begin for begin, _ in _on(plan.rhythm.drives, day))
    elif at == "after-drive":
        yield from (end for _, end in _on(plan.rhythm.drives, day))


def _on(windows: tuple[Window, ...], day: date) -> Iterator[tuple[datetime, datetime]]:
    for window in windows:
        on = window.on
        if on == day if isinstance(on, date) else WEEK[day.weekday()] in on:
            ends = day if window.end > window.start else day + DAY
            yield (
                datetime.combine(day, window.start),
                datetime.combine(ends, window.end),
            )


# -- from a wall time to an instant ----------------------------------------------------


def instant(wall: datetime, key: str, *, skip: bool = False) -> datetime | None:
    """Return the first instant whose clock shows a wall time.

    Where none does, the wall time moves forward by as much as the zone skips there,
    or there is no instant where it should be skipped.
    """
    found = _showing(wall, key)
    if found is not None or skip:
        return found
    for before, after in _changes(wall.date(), key):
        if before <= wall < after:
            return _showing(wall + (after - before), key)
    raise AssertionError(f"nothing skips {wall} in {key}")


def _showing(wall: datetime, key: str) -> datetime | None:
    zone = ZoneInfo(key)
    offsets = {offset for _, offset in _offsets(wall.date(), key)}
    candidates = sorted((wall - offset).replace(tzinfo=UTC) for offset in offsets)
    for one in candidates:
        if one.astimezone(zone).replace(tzinfo=None) == wall:
            return one
    return None


def _changes(day: date, key: str) -> list[tuple[datetime, datetime]]:
    """What the clocks would have shown at each change, and what they show then."""
    spans = _offsets(day, key)
    return [
        ((since + old).replace(tzinfo=None), (since + new).replace(tzinfo=None))
        for (_, old), (since, new) in pairwise(spans)
    ]


@lru_cache(maxsize=100_000)
def _offsets(day: date, key: str) -> list[tuple[datetime, timedelta]]:
    """The offsets around a day, each with the second from which it holds."""
    zone = ZoneInfo(key)
    noon = datetime.combine(day, time(12), UTC)
    found: list[tuple[datetime, timedelta]] = []
    for hours in range(-60, 61, 3):
        at = noon + hours * HOUR
        offset = at.astimezone(zone).utcoffset()
        assert offset is not None
        if not found:
            found.append((at, offset))
        elif offset != found[-1][1]:
            found.append((_since(at - 3 * HOUR, at, zone), offset))
    return found


def _since(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second after `low` that has the offset of `high`."""
    new = high.astimezone(zone).utcoffset()

    def has_new(seconds: int) -> bool:
        return (low + seconds * SECOND).astimezone(zone).utcoffset() == new

    span = range((high - low) // SECOND)
    return low + bisect_left(span, True, key=has_new) * SECOND
