"""What else a calendar holds: times that are taken, workouts and drives."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from itertools import accumulate
from operator import attrgetter
from typing import final

import attrs

from .._checks import all_are, as_instant, closed, instant, listed, one_line, real
from .._protocols import Shown
from ..errors import Fault, InvalidValue, MissingExtra, Problem
from ..moment import Window
from ..terms import Weekday

__all__ = ["Busy", "Stretch"]


_LIBRARIES = ("icalendar", "recurring_ical_events")
_PACKAGES = ("icalendar", "recurring-ical-events")


def _after_its_start(stretch: "Stretch", _: object, end: datetime) -> None:
    if as_instant(end) <= as_instant(stretch.start):
        raise Problem(Fault("end", "is not after the start"))


@final
@closed
@attrs.frozen(repr=False)
class Stretch:
    """State a time that is taken.

    Attributes:
        start: When it begins, in a named time zone or at a fixed offset.
        end: When it is over; a session may start then.
        title: What it is, on one line; control characters become spaces.

    Raises:
        InvalidValue: The end is not after the start, or a part makes no sense.

    Examples:
        >>> from datetime import datetime
        >>> from zoneinfo import ZoneInfo
        >>> from backroutine import Stretch
        >>> nine, ten = (
        ...     datetime(2026, 12, 1, hour, tzinfo=ZoneInfo("Europe/Oslo"))
        ...     for hour in (9, 10)
        ... )
        >>> print(Stretch(nine, ten, "Dentist"))
        Tue 2026-12-01 09:00 to 10:00: Dentist
    """

    start: datetime = attrs.field(converter=real, eq=as_instant)
    end: datetime = attrs.field(
        converter=real, validator=_after_its_start, eq=as_instant
    )
    title: str = attrs.field(default="", converter=one_line)

    def __str__(self) -> str:
        """Write when it is, and what."""
        same = self.start.date() == self.end.date()
        end = f"{self.end:%H:%M}" if same else _moment(self.end)
        title = f": {self.title}" if self.title else ""
        return f"{_moment(self.start)} to {end}{title}"


def _moment(value: datetime) -> str:
    return f"{Weekday.of(value).capitalize()} {value:%Y-%m-%d %H:%M}"


def _in_order(values: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Sort by start; what is no stretch is left for the validator to name."""
    found = listed(values)
    if any(type(one) is not Stretch for one in found):
        return found
    return tuple(sorted(found, key=lambda one: as_instant(one.start)))


def _windows(values: Iterable[Window]) -> tuple[Window, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class Busy(Shown):
    """Hold what is taken of somebody's time.

    Two of them join with `|`, as when a person has two calendars.

    Attributes:
        times: The times that are taken, in the order of their starts; they may
            overlap.
        workouts: The workouts among them, each on its date.
        drives: The long drives among them, each on its date.

    Raises:
        InvalidValue: A part is no stretch or no window.

    Examples:
        >>> from backroutine import Busy
        >>> text = '''BEGIN:VCALENDAR
        ... BEGIN:VEVENT
        ... UID:1
        ... DTSTART:20261201T180000
        ... DTEND:20261201T190000
        ... SUMMARY:Workout with Kari
        ... END:VEVENT
        ... END:VCALENDAR'''
        >>> busy = Busy.from_ical(text, "Europe/Oslo", ("2026-12-01", "2026-12-07"))
        >>> print(busy.times[0])
        Tue 2026-12-01 18:00 to 19:00: Workout with Kari
        >>> print(busy.workouts[0])
        2026-12-01 18:00 to 19:00
    """

    times: tuple[Stretch, ...] = attrs.field(
        default=(), converter=_in_order, validator=all_are(Stretch)
    )
    workouts: tuple[Window, ...] = attrs.field(
        default=(), converter=_windows, validator=all_are(Window)
    )
    drives: tuple[Window, ...] = attrs.field(
        default=(), converter=_windows, validator=all_are(Window)
    )
    _starts: list[datetime] = attrs.field(init=False, eq=False, repr=False)
    _latest: list[datetime] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        starts = [as_instant(one.start) for one in self.times]
        ends = [as_instant(one.end) for one in self.times]
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_latest", list(accumulate(ends, max)))

    def clashes(self, start: datetime, end: datetime) -> tuple[Stretch, ...]:
        """Return the times that overlap what is from `start` to before `end`.

        Raises:
            NaiveDatetime: `start` or `end` has no time zone.
            InvalidValue: `start` or `end` is no datetime.
        """
        begin, over = _instant("start", start), _instant("end", end)
        low, high = bisect_right(self._latest, begin), bisect_left(self._starts, over)
        return tuple(one for one in self.times[low:high] if one.end > begin)

    def __or__(self, other: "Busy") -> "Busy":
        """Join two; what is in both is there once."""
        if not isinstance(other, Busy):
            return NotImplemented
        parts = map(attrgetter("times", "workouts", "drives"), (self, other))
        return Busy(
            *(dict.fromkeys(one + two) for one, two in zip(*parts, strict=True))
        )

    @classmethod
    def from_ical(
        cls,
        text: str | bytes,
        zone: str,
        between: tuple[date | datetime | str, date | datetime | str],
        *,
        workouts: Iterable[str] | str = ("workout",),
        drives: Iterable[str] | str = ("drive",),
        all_day: bool = False,
        own: bool = False,
    ) -> "Busy":
        """Read what is taken from an iCalendar text.

        What repeats is followed, with all that was moved or cancelled. Not taken are
        events that are cancelled or that their calendar shows as free, events
        without a length, and sessions that this library wrote there itself, so that
        these can be placed anew. Published free and busy times count, too.

        An event is a workout or a drive when a category of it is one of the words
        or its title holds one, capitals aside. It is taken, too, even where the
        calendar shows it as free; it is no `Window` where it is all day or longer
        than a day.

        Args:
            text: The text of the calendar, or its UTF-8 bytes, at most 20 MB; it
                may hold several calendars.
            zone: The key of the zone that all is in; a time without one is in it.
            between: From when until before when. A date stands for the whole day
                and half a day around it, since bed may be after midnight.
            workouts: The words that make a workout of an event.
            drives: The words that make a drive of an event.
            all_day: Whether whole days are taken, too.
            own: Whether sessions that this library wrote are taken, too, such as
                those of a plan that stays.

        Raises:
            ContentError: The calendar is broken; every broken part is named.
            InvalidValue: An argument makes no sense; every fault is named.
            NaiveDatetime: An end of `between` has no time zone.
            MissingExtra: The extra `ical` is not installed.
        """
        try:
            from ._ical import read, task
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _LIBRARIES:
                raise
            raise MissingExtra("reading a calendar", "ical", *_PACKAGES) from None
        asked = task(
            zone=zone,
            between=between,
            workouts=workouts,
            drives=drives,
            all_day=all_day,
            own=own,
        )
        return cls(*read(text, asked))


def _instant(name: str, value: datetime) -> datetime:
    try:
        return instant(value)
    except InvalidValue as problem:
        faults = tuple(fault.under(name) for fault in problem.faults)
        raise InvalidValue("clashes", faults) from None
