"""A schedule: a routine at moments on days, for one person in one zone."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import lcm
from typing import TypeAlias, cast, final

import attrs

from .._checks import (
    LAST_DAY,
    all_are,
    closed,
    day,
    filled,
    instant,
    is_a,
    listed,
    near_day,
    whole,
)
from .._protocols import Shown
from ..errors import Fault, InvalidValue, Problem, TooSeldom
from ..moment import Moment, Rhythm, Weekdays, moment, weekdays
from ..routine import Limits, Routine
from ..terms import WEEK, Gap, Weekday
from ._engine import Engine, Pattern
from ._occasions import occasions
from ._plan import check, dated_entries, sessions_short, weekly_entries
from ._series import Series
from ._session import Session, sessions_of
from ._weekly import AHEAD, weekly
from ._zones import zone_key

__all__ = [
    "AHEAD",
    "EveryDays",
    "Schedule",
    "Series",
    "Session",
    "Slot",
    "occasions",
    "zone_key",
]

_DAY = timedelta(days=1)
_FIRST_LOOK = 8 * _DAY
_LONGEST_LOOK = 366 * _DAY


@final
@closed
@attrs.frozen(repr=False)
class EveryDays:
    """State that a plan comes round every so many days, from its start on.

    Attributes:
        n: Every how many days, 1 to 366.
    """

    n: int = attrs.field(validator=whole(1, 366))

    def __str__(self) -> str:
        """Write `every 2 days`."""
        return "every day" if self.n == 1 else f"every {self.n} days"


@final
@closed
@attrs.frozen(repr=False)
class Slot:
    """Put a moment into a plan, where wanted with a routine of its own.

    Attributes:
        moment: When in the day.
        routine: What is done then; None stands for the plan's routine.
    """

    moment: Moment = attrs.field(converter=moment)
    routine: Routine | None = attrs.field(
        default=None, validator=is_a(Routine, type(None))
    )


Days: TypeAlias = Weekdays | EveryDays
_Moments: TypeAlias = (
    Mapping[Moment | str, Routine] | Iterable[Slot | Moment | str | time]
)


def _slots(values: _Moments) -> tuple[Slot, ...]:
    if isinstance(values, Mapping):
        given = cast("Mapping[Moment | str, Routine]", values)
        return tuple(Slot(moment, routine) for moment, routine in given.items())
    return tuple(_slot(value) for value in listed(values))


def _slot(value: Slot | Moment | str | time) -> Slot:
    return value if isinstance(value, Slot) else Slot(value)


def _days(value: EveryDays | str | Iterable[Weekday | str]) -> Days:
    return value if isinstance(value, EveryDays) else weekdays(value)


def _dates(values: Iterable[date | str]) -> tuple[date, ...]:
    return tuple(sorted({day(value) for value in listed(values)}))


def _optional_day(value: date | str | None) -> date | None:
    return None if value is None else day(value)


def _not_before_start(plan: "Schedule", _: object, until: date | None) -> None:
    if until is not None and until < plan.start:
        raise Problem(Fault("until", f"{until} is before the start, {plan.start}"))


def _of_weeks(plan: "Schedule", _: object, every: int) -> None:
    if every != 1 and isinstance(plan.days, EveryDays):
        raise Problem(Fault("every", "counts weeks; EveryDays has its own number"))


@final
@closed
@attrs.frozen(repr=False)
class Schedule(Shown):
    """Plan a routine at moments on days, in one person's rhythm and zone.

    A moment is a wall time; an offset from it is elapsed time. A wall time that
    the zone skips moves forward by as much as the zone skips, or has no session
    where `gap` is `"skip"`; one that occurs twice is its first. Equal instants are
    one session, and so are sessions that a change of the clocks pushes into one
    another. A session before an event ends when the event begins.

    Attributes:
        routine: What is done.
        moments: When in the day; a mapping from moments to routines gives each
            moment its own.
        days: The weekdays, such as `"mon wed fri"` or `"daily"`, or `EveryDays(n)`.
        rhythm: When the moments are for this person.
        tz: The key of the time zone, such as `"Europe/Oslo"`.
        start: The first day, from 1900 to 2999.
        until: The last day, itself included; None for no end.
        count: At most this many sessions in all, 1 to 100,000; None for no limit.
        every: Every how many weeks, counted from the week of `start`.
        skip: Days without sessions.
        gap: What becomes of a wall time that the zone skips.
        limits: How often a day and a week; unless given, those of each routine.

    Raises:
        InvalidValue: A part makes no sense, or a moment never comes.
        TooOften: A day holds more sessions than the limits allow.
        Overlap: Two sessions would run at the same time.

    Warns:
        TooSeldom: A week holds fewer sessions than the limits ask for.

    Examples:
        >>> import backroutine as br
        >>> plan = br.Schedule(
        ...     br.routines["lower-back-five"],
        ...     moments=["after-waking"],
        ...     days="mon wed fri",
        ...     rhythm=br.Rhythm(wake="06:45"),
        ...     tz="Europe/Oslo",
        ...     start="2026-12-01",
        ... )
        >>> from datetime import UTC, datetime
        >>> print(plan.next(after=datetime(2026, 12, 1, tzinfo=UTC)))
        Wed 2026-12-02 06:45 to 06:51, after waking: Lower back five
    """

    routine: Routine = attrs.field(validator=is_a(Routine))
    moments: tuple[Slot, ...] = attrs.field(
        converter=_slots, validator=[all_are(Slot), filled], kw_only=True
    )
    days: Days = attrs.field(default=WEEK, converter=_days, kw_only=True)
    rhythm: Rhythm = attrs.field(factory=Rhythm, validator=is_a(Rhythm), kw_only=True)
    tz: str = attrs.field(converter=zone_key, kw_only=True)
    start: date = attrs.field(converter=near_day, kw_only=True)
    until: date | None = attrs.field(
        default=None,
        converter=_optional_day,
        validator=_not_before_start,
        kw_only=True,
    )
    count: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(whole(1, 100_000)),
        kw_only=True,
    )
    every: int = attrs.field(
        default=1, validator=[whole(1, 520), _of_weeks], kw_only=True
    )
    skip: tuple[date, ...] = attrs.field(default=(), converter=_dates, kw_only=True)
    gap: Gap = attrs.field(default=Gap.SHIFT, converter=Gap, kw_only=True)
    limits: Limits | None = attrs.field(
        default=None, validator=is_a(Limits, type(None)), kw_only=True
    )
    _engine: Engine = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        week = weekly_entries(self)
        dated = dated_entries(self)
        check(self, week, dated)
        engine = Engine(
            pattern=self._pattern(),
            week=week,
            dated=dated,
            skip=frozenset(self.skip),
            first=self.start,
            last=min(self.until or LAST_DAY, LAST_DAY),
            count=self.count,
            key=self.tz,
            gap=self.gap,
        )
        object.__setattr__(self, "_engine", engine)
        for name, number, least in sessions_short(self, week):
            sessions = "session" if number == 1 else "sessions"
            text = f"{number:g} {sessions} a week; {name} at least {least}"
            warnings.warn(TooSeldom(text), stacklevel=4)

    # -- sessions --------------------------------------------------------------

    def between(self, a: datetime, b: datetime) -> list[Session]:
        """Return the sessions that start from `a` on and before `b`, in order.

        Raises:
            NaiveDatetime: `a` or `b` has no time zone.
            InvalidValue: `a` or `b` is no datetime.
        """
        runs = self._engine.between(_instant(a), _instant(b))
        return [session for run in runs for session in sessions_of(run)]

    def starts(self, a: datetime, b: datetime) -> list[datetime]:
        """Return the starts alone of what `between` returns; the fast way to many.

        Raises:
            NaiveDatetime: `a` or `b` has no time zone.
            InvalidValue: `a` or `b` is no datetime.
        """
        runs = self._engine.between(_instant(a), _instant(b))
        return [start for run in runs for start in run.starts]

    def after(self, when: datetime) -> Iterator[Session]:
        """Walk the sessions that start after an instant.

        Raises:
            NaiveDatetime: `when` has no time zone.
            InvalidValue: `when` is no datetime.
        """
        return self._after(_instant(when))

    def next(self, after: datetime) -> Session | None:
        """Return the first session that starts after an instant, or None.

        Raises:
            NaiveDatetime: `after` has no time zone.
            InvalidValue: `after` is no datetime.
        """
        return next(self.after(after), None)

    def _after(self, when: datetime) -> Iterator[Session]:
        begin, size = max(when, self._engine.opens), _FIRST_LOOK
        while begin < self._engine.closes:
            end = begin + min(size, self._engine.closes - begin)
            for run in self._engine.between(begin, end):
                yield from (one for one in sessions_of(run) if one.start > when)
            begin, size = end, min(2 * size, _LONGEST_LOOK)

    def series(self) -> tuple[list[Series], list[Session]]:
        """Return the whole plan as weekly series, and the sessions that none holds.

        Together they are exactly the sessions of the plan. A series is broken off and
        begun anew around a wall time that its zone skips or repeats; such a session
        stands by itself, as do those around dated events. In a plan without an end
        this holds for `AHEAD`, ten years, from its start; after that, the last series
        go on as they are, whatever clocks, skipped days and dated events do.

        Examples:
            >>> import backroutine as br
            >>> plan = br.Schedule(
            ...     br.routines["lower-back-five"],
            ...     moments=["02:30"],
            ...     tz="Europe/Oslo",
            ...     start="2027-03-01",
            ...     until="2027-04-30",
            ... )
            >>> series, alone = plan.series()
            >>> [str(one.start.date()) for one in series]
            ['2027-03-01', '2027-03-29']
            >>> print(alone[0])
            Sun 2027-03-28 03:30 to 03:36: Lower back five
        """
        return weekly(self._engine)

    # -- days --------------------------------------------------------------------

    def includes(self, on: date | str) -> bool:
        """Tell whether a day is one of the plan's days, `count` left aside.

        Raises:
            InvalidValue: `on` is no date.
        """
        on = day(on)
        within = self.start <= on <= min(self.until or LAST_DAY, LAST_DAY)
        return within and on not in self.skip and self._pattern().on(on)

    @property
    def routines(self) -> tuple[Routine, ...]:
        """Return the routines that are done, each once, in the order of moments."""
        return tuple(dict.fromkeys(map(self.routine_at, self.moments)))

    def routine_at(self, slot: Slot) -> Routine:
        """Return what is done in a slot: its own routine, or the plan's."""
        return self.routine if slot.routine is None else slot.routine

    def _pattern(self) -> Pattern:
        if isinstance(self.days, EveryDays):
            period = lcm(7, self.days.n)
            return Pattern(self.start, period, tuple(range(0, period, self.days.n)))
        monday = self.start - self.start.weekday() * _DAY
        return Pattern(monday, 7 * self.every, tuple(map(WEEK.index, self.days)))


def _instant(value: datetime) -> datetime:
    try:
        return instant(value)
    except InvalidValue as problem:
        raise InvalidValue("Schedule", problem.faults) from None
