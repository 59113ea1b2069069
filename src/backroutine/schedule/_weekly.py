"""From a plan to the fewest weekly series, and single sessions where none fits.

A calendar repeats wall times by the week. What a plan does on most weeks is such a
series; what the clocks, a skipped date or a dated event make different is found by
holding the series against the sessions themselves, one by one.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from .._checks import LAST_DAY, as_instant
from ..terms import Weekday
from ._engine import DAY, REACH, Engine, Entry, Pattern, Planned
from ._series import Series
from ._session import Session, session_of
from ._zones import clock_changes

AHEAD = 3653 * DAY  # so long a plan without an end is held against its sessions


class _Kind(NamedTuple):
    """What the sessions of a series share.

    Moment and routine stand by their identity: to hash a routine for every day of
    some years would take most of the time.
    """

    moment: int
    routine: int
    start: timedelta
    length: timedelta


_Key: TypeAlias = tuple[_Kind, date]


class _Group(NamedTuple):
    """Sessions of a kind on some days of a pattern; they lie in the same weeks."""

    kind: _Kind
    entry: Entry
    pattern: Pattern

    def wall(self, day: date) -> datetime:
        """Return what the clock should show when the session of a day starts."""
        return datetime.combine(day, time()) + self.entry.start


def weekly(engine: Engine) -> tuple[list[Series], list[Session]]:
    """Return series and single sessions that together are all that is planned."""
    seen = _Seen(engine)
    found = [pair for group in _groups(seen) for pair in _series(group, seen)]
    taken = {key for _, keys in found for key in keys}
    series = sorted((one for one, _ in found), key=_start)
    return series, sorted(seen.sessions_but(taken), key=_start)


def _start(one: Series | Session) -> datetime:
    return as_instant(one.start)


# -- what is planned ---------------------------------------------------------------


class _Seen:
    """Hold the sessions of a plan, and tell on which days its clocks are in the way."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.zone = ZoneInfo(engine.key)
        self.ends = engine.last < LAST_DAY or engine.count is not None
        self.until = _horizon(engine, ends=self.ends)
        near = engine.first - REACH * DAY, self.until + REACH * DAY
        changes = clock_changes(*near, engine.key)
        self._near_changes = {day + i * DAY for day in changes for i in (-1, 0, 1)}
        self._missing = [
            day for day in self._near_changes if _is_missing(self.zone, day)
        ]
        self._planned = {(_kind(one.entry), one.day): one for one in self._all()}
        self._there = {key for key, one in self._planned.items() if self._fits(one)}

    def _all(self) -> Iterator[Planned]:
        end = datetime.combine(self.until, time(), UTC) + (REACH + 1) * DAY
        for run in self.engine.between(self.engine.opens, end):
            for start, (day, entry) in zip(run.starts, run.rest(), strict=True):
                if day <= self.until:
                    yield Planned(start, day, entry)

    def _fits(self, one: Planned) -> bool:
        wall = datetime.combine(one.day, time()) + one.entry.start
        in_place = one.start.replace(tzinfo=None) == wall
        return in_place and not self._is_disturbed(wall, one.entry.length)

    def _is_disturbed(self, wall: datetime, length: timedelta) -> bool:
        near = wall.date() in self._near_changes
        return near and _disturbs(self.zone, wall, length)

    def days(self, group: _Group) -> list[date]:
        """Return the days on which the group should have a session."""
        days = [*group.pattern.days(self.engine.first, self.until)]
        while days and self.at(group, days[-1]) >= self.engine.closes:
            days.pop()
        return days

    def next_day(self, group: _Group) -> Iterator[date]:
        """Walk to the first day after all these on which the group goes on."""
        if not self.ends:
            begin = self.until + DAY
            days = group.pattern.days(begin, begin + 2 * group.pattern.period * DAY)
            calm = (
                day
                for day in days
                if not _disturbs(self.zone, group.wall(day), group.entry.length)
            )
            yield from islice(calm, 1)

    def at(self, group: _Group, day: date) -> datetime:
        """Return when the group's session of a day should start."""
        return group.wall(day).replace(tzinfo=self.zone)

    def is_there(self, group: _Group, day: date) -> bool:
        """Tell whether the session is at its wall time, and no clock changes then."""
        return (group.kind, day) in self._there

    def is_broken(self, group: _Group, day: date) -> bool:
        """Tell whether clocks change at the session of a day, or have moved it.

        The end of a rule on the eve of a missing day would be that day's, too.
        """
        key, wall = (group.kind, day), group.wall(day)
        moved = key in self._planned and key not in self._there
        is_eve = self.misses_a_day(wall, wall + 2 * DAY)
        return moved or is_eve or self._is_disturbed(wall, group.entry.length)

    def may_begin(self, group: _Group, day: date) -> bool:
        """Tell whether the clocks skip the group's wall time nowhere before, that week.

        Some readers begin a rule with the Monday of its week, and would trip there.
        """
        wall = group.wall(day)
        week = (wall - n * DAY for n in range(1, wall.weekday() + 1))
        near = (one for one in week if one.date() in self._near_changes)
        return not any(_is_skipped(self.zone, one) for one in near)

    def misses_a_day(self, after: datetime, before: datetime) -> bool:
        """Tell whether the zone leaves out a whole day between two wall times."""
        return any(after.date() < day < before.date() for day in self._missing)

    def sessions_but(self, taken: set[_Key]) -> Iterator[Session]:
        """Walk the sessions that no series stands for."""
        for key, one in self._planned.items():
            if key not in taken:
                yield session_of(one.start, one.day, one.entry)


def _horizon(engine: Engine, *, ends: bool) -> date:
    """Return the last day to look at: the plan's, or one well ahead."""
    if ends:
        return min(engine.last, engine.closes.date() + REACH * DAY)
    return min(engine.first + AHEAD, engine.last)


def _disturbs(zone: ZoneInfo, wall: datetime, length: timedelta) -> bool:
    """Tell whether a wall time is skipped or comes twice, or a clock changes soon."""
    start = wall.replace(tzinfo=zone)
    end = (start.astimezone(UTC) + length).astimezone(zone)
    walls = (start, start.replace(fold=1), end, end.replace(fold=1 - end.fold))
    return len({one.utcoffset() for one in walls}) > 1


def _is_skipped(zone: ZoneInfo, wall: datetime) -> bool:
    """Tell whether a clock never shows a wall time."""
    shown = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return shown.replace(tzinfo=None) != wall


def _is_missing(zone: ZoneInfo, day: date) -> bool:
    """Tell whether a zone leaves out a whole day."""
    return _is_skipped(zone, datetime.combine(day, time(12)))


def _kind(entry: Entry) -> _Kind:
    return _Kind(id(entry.moment), id(entry.routine), entry.start, entry.length)


# -- what repeats ------------------------------------------------------------------


def _groups(seen: _Seen) -> Iterator[_Group]:
    """Walk the kinds of a cycle, and of each the days that lie in the same weeks."""
    pattern = seen.engine.pattern
    days: dict[tuple[_Kind, int], list[int]] = defaultdict(list)
    entries: dict[_Kind, Entry] = {}
    for offset, entry in seen.engine.cycle:
        kind = _kind(entry)
        entries[kind] = entry
        if _is_usual(_Group(kind, entry, pattern._replace(active=(offset,))), seen):
            days[kind, _week(pattern, offset + entry.start // DAY)].append(offset)
    for (kind, _), offsets in days.items():
        yield _Group(kind, entries[kind], pattern._replace(active=tuple(offsets)))


def _is_usual(group: _Group, seen: _Seen) -> bool:
    """Tell whether a session is there more often than not, skipped days aside."""
    days = [day for day in seen.days(group) if day not in seen.engine.skip]
    return 2 * sum(seen.is_there(group, day) for day in days) > len(days)


def _week(pattern: Pattern, offset: int) -> int:
    """Return which of the calendar's weeks in a cycle a day lies in."""
    return (pattern.epoch.weekday() + offset) // 7 % (pattern.period // 7)


def _series(group: _Group, seen: _Seen) -> Iterator[tuple[Series, list[_Key]]]:
    """Walk a group's series, each with the sessions that it stands for."""
    coming = [*seen.next_day(group)]
    for run in _unbroken(group, seen, seen.days(group) + coming):
        there = [day for day in run if seen.is_there(group, day) or day in coming]
        if there:
            away = set(run).difference(there)
            skip = [day for day in sorted(away) if there[0] < day < there[-1]]
            last = None if there[-1] in coming else there[-1]
            keys = [(group.kind, day) for day in there]
            yield _as_series(group, seen, there[0], last, skip), keys


def _unbroken(group: _Group, seen: _Seen, days: list[date]) -> Iterator[list[date]]:
    """Walk the runs of days between those on which the clocks are in the way."""
    run: list[date] = []
    for day in days:
        if run and seen.misses_a_day(group.wall(run[-1]), group.wall(day)):
            yield run
            run = []
        if seen.is_broken(group, day):
            yield run
            run = []
        elif run or seen.may_begin(group, day):
            run.append(day)
    yield run


def _as_series(
    group: _Group, seen: _Seen, first: date, last: date | None, skip: list[date]
) -> Series:
    pattern = group.pattern
    days = (pattern.epoch + offset * DAY for offset in pattern.active)
    return Series(
        start=seen.at(group, first),
        duration=group.entry.length,
        moment=group.entry.moment,
        routine=group.entry.routine,
        weekdays=[Weekday.of(group.wall(day)) for day in days],
        every=pattern.period // 7,
        last=None if last is None else seen.at(group, last),
        skip=[seen.at(group, day) for day in skip],
    )
