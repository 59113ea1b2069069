"""The arithmetic of a schedule: which sessions lie between two instants.

A plan repeats in cycles of whole days. Far from a change of the clocks, from a
skipped date and from a dated event, a cycle is the same every time, and its
starts are plain sums of a first midnight and ready offsets. All other days are
worked out one by one. Either way the cost depends on how much is asked for and
never on how far away it is.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .._checks import LAST_DAY
from ..moment import Moment
from ..routine import Routine
from ..terms import Gap
from ._zones import clock_changes, instant

DAY = timedelta(days=1)
REACH = 3  # a session lies within so many days of the day it counts to
_NEAR = REACH * DAY
_LEAD = 14 * DAY  # far enough back that what collides is seen from its beginning
_STRIDE = 1000 * DAY  # so many days are counted through at a time


class Entry(NamedTuple):
    """One session of a day, before any date or zone is known.

    `anchor` leads from the day's midnight to the event on the clock, `shift` from
    the event to the start in elapsed time.
    """

    anchor: timedelta
    shift: timedelta
    length: timedelta
    moment: Moment
    routine: Routine

    @property
    def start(self) -> timedelta:
        """Return the way from midnight to the start where no clock changes."""
        return self.anchor + self.shift

    @property
    def end(self) -> timedelta:
        """Return the way from midnight to the end where no clock changes."""
        return self.start + self.length


class Planned(NamedTuple):
    """One session with its date, while it is still being weighed against others."""

    start: datetime
    day: date
    entry: Entry


class Run(NamedTuple):
    """Starts in order, and a way to walk the day and the entry behind each."""

    starts: list[datetime]
    rest: Callable[[], Iterable[tuple[date, Entry]]]


class Pattern(NamedTuple):
    """The days of a plan: `active` offsets in cycles of `period` days from `epoch`."""

    epoch: date
    period: int
    active: tuple[int, ...]

    def on(self, day: date) -> bool:
        """Tell whether a day belongs to the pattern."""
        return (day - self.epoch).days % self.period in self.active

    def days(self, first: date, last: date) -> Iterator[date]:
        """Walk the pattern's days from first to last."""
        base = self.epoch + (first - self.epoch).days // self.period * self.period * DAY
        while base <= last:
            for offset in self.active:
                day = base + offset * DAY
                if first <= day <= last:
                    yield day
            base += self.period * DAY


class Engine:
    """Find the planned sessions of a stretch of time."""

    __slots__ = (
        "_deltas",
        "_final",
        "_steady",
        "count",
        "cycle",
        "dated",
        "first",
        "gap",
        "key",
        "last",
        "pattern",
        "skip",
        "week",
    )

    def __init__(
        self,
        *,
        pattern: Pattern,
        week: tuple[tuple[Entry, ...], ...],
        dated: dict[date, tuple[Entry, ...]],
        skip: frozenset[date],
        first: date,
        last: date,
        count: int | None,
        key: str,
        gap: Gap,
    ) -> None:
        self.pattern, self.week, self.dated, self.skip = pattern, week, dated, skip
        self.first, self.last, self.count = first, last, count
        self.key, self.gap = key, gap
        self._final: datetime | None = None
        self.cycle = cycle = [
            (offset, entry)
            for offset in pattern.active
            for entry in week[(pattern.epoch + offset * DAY).weekday()]
        ]
        self._deltas = [offset * DAY + entry.start for offset, entry in cycle]
        if not cycle:
            self.first, self.last = min(dated), max(dated)
        everyday = [entry for _, entry in cycle]
        everyday += [entry for entries in dated.values() for entry in entries]
        self._steady = all(
            entry.start >= 0 * DAY and entry.end <= DAY for entry in everyday
        )

    # -- what is asked -----------------------------------------------------------

    def between(self, a: datetime, b: datetime) -> list[Run]:
        """Return runs of sessions that start from a on and before b."""
        end = self._end()
        return self._between(a, b if end is None else min(b, end))

    def _between(self, a: datetime, b: datetime) -> list[Run]:
        if a >= b:
            return []
        runs = self._runs(_local(a) - _LEAD, _local(b) + _NEAR)
        return [cut for run in runs if (cut := _cut(run, a, b)).starts]

    @property
    def opens(self) -> datetime:
        """Return an instant before the first session."""
        return datetime.combine(self.first - _LEAD, time(), UTC)

    @property
    def closes(self) -> datetime:
        """Return an instant after the last session."""
        return self._end() or self._last_possible

    @property
    def _last_possible(self) -> datetime:
        return datetime.combine(self.last + _LEAD, time(), UTC)

    def _end(self) -> datetime | None:
        """Return the instant after the last session that `count` allows."""
        if self.count is not None and self._final is None:
            self._final = self._after_session(self.count)
        return self._final

    def _after_session(self, number: int) -> datetime:
        begin, stop = self.opens, self._last_possible
        while begin < stop:
            end = min(begin + _STRIDE, stop)
            starts = [
                start for run in self._between(begin, end) for start in run.starts
            ]
            if number <= len(starts):
                return starts[number - 1].astimezone(UTC) + timedelta.resolution
            number -= len(starts)
            begin = end
        return stop

    # -- how it is found ------------------------------------------------------------

    def _runs(self, first: date, last: date) -> Iterator[Run]:
        """Walk cycles from first to last, plain ones by sums, others by the day."""
        first, last = max(first, self.first), min(last, self.last)
        if first > last:
            return
        period = self.pattern.period * DAY
        base = self.pattern.epoch + (first - self.pattern.epoch) // period * period
        odd = self._odd_cycles(base, last, period)
        while base <= last:
            until = base
            if base in odd or not self._steady:
                while until <= last and (until in odd or not self._steady):
                    until += period
                yield self._careful(max(base, first), min(until - DAY, last))
            else:
                while until <= last and until not in odd:
                    until += period
                yield self._plain(base, (until - base) // period)
            base = until

    def _odd_cycles(self, base: date, last: date, period: timedelta) -> set[date]:
        """Return the cycles that a change, a skip, an event or an end touches."""
        end = base + ((last - base) // period + 1) * period - DAY
        odd_days = [day for day in (*self.skip, *self.dated) if base <= day <= end]
        for change in clock_changes(base - _NEAR, end + _NEAR, self.key):
            odd_days += [change + i * DAY for i in range(-REACH, REACH + 1)]
        if base < self.first:
            odd_days.append(base)
        if end > self.last:
            odd_days.append(end)
        return {base + (day - base) // period * period for day in odd_days}

    def _plain(self, base: date, cycles: int) -> Run:
        midnight = datetime.combine(base, time(), ZoneInfo(self.key))
        period = self.pattern.period * DAY
        bases = [midnight + i * period for i in range(cycles)]
        deltas = self._deltas

        def rest() -> Iterator[tuple[date, Entry]]:
            for i in range(cycles):
                for offset, entry in self.cycle:
                    yield base + i * period + offset * DAY, entry

        return Run([one + delta for one in bases for delta in deltas], rest)

    def _careful(self, first: date, last: date) -> Run:
        """Work out each day by itself, and keep the first of sessions that collide."""
        zone = ZoneInfo(self.key)
        found = sorted(
            (
                planned
                for day in self.pattern.days(first, last)
                if day not in self.skip
                for planned in self._day(day, zone)
            ),
            key=_start,
        )
        kept: list[Planned] = []
        for planned in found:
            if not kept or planned.start >= kept[-1].start + kept[-1].entry.length:
                kept.append(planned)
        starts = [planned.start.astimezone(zone) for planned in kept]
        return Run(starts, lambda: [(planned.day, planned.entry) for planned in kept])

    def _day(self, day: date, zone: ZoneInfo) -> Iterator[Planned]:
        entries = self.dated.get(day, self.week[day.weekday()])
        return planned_on(day, entries, zone, self.gap)


def planned_on(
    day: date, entries: Iterable[Entry], zone: ZoneInfo, gap: Gap
) -> Iterator[Planned]:
    """Walk the sessions of a day with their instants, each by itself."""
    midnight = datetime.combine(day, time())
    for entry in entries:
        event = instant(midnight + entry.anchor, zone, gap)
        if event is not None:
            yield Planned(event + entry.shift, day, entry)


def _start(planned: Planned) -> datetime:
    return planned.start


def _local(moment: datetime) -> date:
    """Return a day no zone is more than a day away from."""
    return min(max(moment.date(), date.min + 2 * _LEAD), LAST_DAY)


def _cut(run: Run, a: datetime, b: datetime) -> Run:
    low, high = bisect_left(run.starts, a), bisect_left(run.starts, b)
    return Run(run.starts[low:high], lambda: list(run.rest())[low:high])
