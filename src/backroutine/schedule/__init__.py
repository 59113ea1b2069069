"""A schedule: a routine at moments on days, for one person in one zone."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import lcm
from typing import TypeAlias, cast, final

import attrs

from .._checks import all_are, closed, day, filled, is_a, listed, whole
from .._protocols import Shown
from ..errors import Fault, InvalidValue, NaiveDatetime, Problem, TooSeldom
from ..moment import Moment, Rhythm, Weekdays, moment, weekdays
from ..routine import Limits, Routine
from ..terms import WEEK, Gap, Weekday
from ._engine import LAST_DAY, Engine, Pattern, Run
from ._plan import check, dated_entries, sessions_short, weekly_entries
from ._zones import zone_key

__all__ = ["EveryDays", "Schedule", "Session", "Slot", "zone_key"]

_FIRST_DAY = date(1900, 1, 1)
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


def _as_instant(value: datetime) -> datetime:
    """Tell the first and the second of a wall time that occurs twice apart."""
    return value.astimezone(UTC)


def _not_before_its_start(session: "Session", _: object, end: datetime) -> None:
    if end.astimezone(UTC) < session.start.astimezone(UTC):
        raise Problem(Fault("end", "is before the start"))


def _real(value: datetime) -> datetime:
    """Take a datetime in a zone with a name or an offset; one skipped moves on."""
    zone = value.tzinfo if isinstance(value, datetime) else None
    if not isinstance(zone, timezone) and getattr(zone, "key", None) is None:
        raise Problem.expected("a datetime in a named time zone", value)
    try:
        return value.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise Problem.expected("a datetime within the calendar", value) from None


@final
@closed
@attrs.frozen(repr=False)
class Session:
    """State one session of a plan.

    Attributes:
        start: When it starts, in the plan's zone.
        end: When it is over, with time for the most repetitions in whole minutes.
        moment: The moment that caused it.
        routine: What is done.
        day: The day it counts to; a bed time after midnight counts to the day
            before.
    """

    start: datetime = attrs.field(converter=_real, eq=_as_instant)
    end: datetime = attrs.field(
        converter=_real, validator=_not_before_its_start, eq=_as_instant
    )
    moment: Moment = attrs.field(converter=moment)
    routine: Routine = attrs.field(validator=is_a(Routine))
    day: date = attrs.field(converter=day)

    @property
    def duration(self) -> timedelta:
        """Return the elapsed time from start to end."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)

    def __str__(self) -> str:
        """Write `Tue 2026-12-01 06:45 to 06:51, after waking: Lower back five`."""
        weekday = Weekday.of(self.start).capitalize()
        times = f"{weekday} {self.start:%Y-%m-%d %H:%M} to {self.end:%H:%M}"
        moment = "" if isinstance(self.moment.at, time) else f", {self.moment}"
        return f"{times}{moment}: {self.routine.name or self.routine.id}"


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


def _in_our_time(_: object, __: object, start: date) -> None:
    if not _FIRST_DAY <= start <= LAST_DAY:
        text = f"expected a day from {_FIRST_DAY} to {LAST_DAY}, got {start}"
        raise Problem(Fault("start", text))


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
    start: date = attrs.field(converter=day, validator=_in_our_time, kw_only=True)
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
        return [session for run in runs for session in _sessions(run)]

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
                yield from (one for one in _sessions(run) if one.start > when)
            begin, size = end, min(2 * size, _LONGEST_LOOK)

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


def _sessions(run: Run) -> Iterator[Session]:
    for start, (on, entry) in zip(run.starts, run.rest(), strict=True):
        end = (start.astimezone(UTC) + entry.length).astimezone(start.tzinfo)
        yield Session(start, end, entry.moment, entry.routine, on)


def _instant(value: datetime) -> datetime:
    """Take an aware datetime as an instant, in UTC."""
    if not isinstance(value, datetime):
        fault = Problem.expected("a datetime with a time zone", value).faults[0]
        raise InvalidValue("Schedule", (fault,))
    if value.utcoffset() is None:
        text = f"{value:%Y-%m-%d %H:%M} has no time zone; give an aware datetime"
        raise NaiveDatetime(text)
    try:
        return value.astimezone(UTC)
    except OverflowError:  # a few hours from the ends of the calendar
        return value.replace(tzinfo=UTC)
