"""When in a day: moments, and the rhythm that says when those are for one person."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import TypeAlias, final

import attrs

from ._checks import (
    all_are,
    clock,
    closed,
    day,
    duration,
    each,
    iso_clock,
    iso_duration,
    lasting,
    listed,
    notation,
)
from .errors import Fault, Problem, alike, did_you_mean
from .terms import WEEK, Anchor, Weekday

__all__ = ["Moment", "Rhythm", "Window"]

_NONE = timedelta(0)
_HALF_DAY = timedelta(hours=12)
_NAMED_DAYS = {"daily": WEEK, "weekdays": WEEK[:5], "weekends": WEEK[5:]}

_EVENTS = {
    Anchor.AFTER_WAKING: "after waking",
    Anchor.BEFORE_BED: "before bed",
    Anchor.BEFORE_WORKOUT: "before a workout",
    Anchor.BEFORE_DRIVE: "before a long drive",
    Anchor.AFTER_DRIVE: "after a long drive",
}

Weekdays: TypeAlias = tuple[Weekday, ...]


def weekdays(value: str | Iterable[Weekday | str]) -> Weekdays:
    """Take `"mon wed fri"`, `"daily"`, `"weekdays"`, `"weekends"` or several days.

    Raises:
        Problem: A word names no weekday, or there is none at all.
    """
    if isinstance(value, str) and value in _NAMED_DAYS:
        return _NAMED_DAYS[value]
    words = value.split() if isinstance(value, str) else listed(value)
    wrong = [word for word in words if word not in WEEK]
    if wrong or not words:
        what = 'weekdays such as "mon wed fri"'
        known = [*_NAMED_DAYS, *(one.value for one in WEEK)]
        hint = did_you_mean(alike(wrong[0] if wrong else "", known))
        raise Problem.saying(Problem.expected(what, value).faults[0].problem + hint)
    found = {Weekday(word) for word in words}
    return tuple(one for one in WEEK if one in found)


def _when(value: Anchor | time | str) -> Anchor | time:
    if isinstance(value, str) and value[:1].isdigit():
        return clock(value)
    return clock(value) if isinstance(value, time) else Anchor(value)


def _not_on_a_clock_time(moment: "Moment", _: object, offset: timedelta) -> None:
    if offset and isinstance(moment.at, time):
        raise Problem(Fault("offset", "a clock time has none; give that time"))


@final
@closed
@attrs.frozen(repr=False)
class Moment:
    """Name when in a day a session is: an event of the day, or a clock time.

    Attributes:
        at: The event, or the wall time that stands for one.
        offset: How long after the event the session starts, or how long before
            it the session is over; up to twelve elapsed hours. A clock time has
            none.

    Raises:
        InvalidValue: There is no such event or time.

    Examples:
        >>> from backroutine import Moment
        >>> str(Moment("after-waking", "PT15M")), str(Moment("12:30"))
        ('15 min after waking', '12:30')
    """

    at: Anchor | time = attrs.field(converter=_when)
    offset: timedelta = attrs.field(
        default=_NONE,
        converter=duration,
        validator=[lasting(_NONE, _HALF_DAY), _not_on_a_clock_time],
    )

    @classmethod
    def parse(cls, words: str) -> "Moment":
        """Read `after-waking`, `after-waking+PT15M` or `12:30`.

        Raises:
            InvalidValue: The text is none of these.
        """
        if not isinstance(words, str):
            raise Problem.expected('a moment such as "after-waking"', words)
        at, plus, offset = words.partition("+")
        return cls(at, offset) if plus else cls(at)

    @property
    def notation(self) -> str:
        """Return the text that `parse` reads back."""
        at = iso_clock(self.at) if isinstance(self.at, time) else self.at.value
        return f"{at}+{iso_duration(self.offset)}" if self.offset else at

    def __str__(self) -> str:
        """Write `after waking`, `15 min after waking` or `12:30`."""
        if isinstance(self.at, time):
            return iso_clock(self.at)
        event = _EVENTS[self.at]
        if not self.offset:
            return event
        whole, seconds = divmod(int(self.offset.total_seconds()), 60)
        parts = (f"{whole} min" if whole else "", f"{seconds} s" if seconds else "")
        return " ".join(filter(None, (*parts, event)))


def moment(value: Moment | str | time) -> Moment:
    """Take a Moment, or its notation, or a wall time."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, str):
        return Moment.parse(value)
    return Moment(value)


def moments(values: Iterable[Moment | str | time]) -> tuple[Moment, ...]:
    """Take several moments."""
    return each(moment, values)


def _on(value: date | str | Iterable[Weekday | str]) -> Weekdays | date:
    if isinstance(value, date) or (isinstance(value, str) and value[:1].isdigit()):
        return day(value)
    return weekdays(value)


@final
@closed
@attrs.frozen(repr=False)
class Window:
    """State when a workout or a drive begins and ends.

    Attributes:
        on: The weekdays it is on every week, or the one date.
        start: The wall time at which it begins.
        end: The wall time at which it ends; one at or before `start` is on the
            next day.

    Raises:
        InvalidValue: A part is no weekday, date or wall time.

    Examples:
        >>> from backroutine import Window
        >>> str(Window("tue thu", "18:00", "19:00"))
        'tue thu 18:00 to 19:00'
    """

    on: Weekdays | date = attrs.field(converter=_on)
    start: time = attrs.field(converter=clock)
    end: time = attrs.field(converter=clock)

    @property
    def starts_at(self) -> timedelta:
        """Return how long after its day's midnight it begins."""
        return since_midnight(self.start)

    @property
    def ends_at(self) -> timedelta:
        """Return how long after its day's midnight it ends."""
        day_later = timedelta(days=1 if self.end <= self.start else 0)
        return since_midnight(self.end) + day_later

    def is_on(self, on: Weekday | date) -> bool:
        """Tell whether it is on a weekday every week, or on the one date."""
        if isinstance(self.on, date) or isinstance(on, date):
            return self.on == on
        return on in self.on

    def __str__(self) -> str:
        """Write the days and the times."""
        on = self.on.isoformat() if isinstance(self.on, date) else " ".join(self.on)
        return f"{on} {iso_clock(self.start)} to {iso_clock(self.end)}"


def since_midnight(at: time) -> timedelta:
    """Return how long after midnight a wall time is."""
    return timedelta(hours=at.hour, minutes=at.minute)


def _windows(values: Iterable[Window]) -> tuple[Window, ...]:
    return listed(values)


Times: TypeAlias = tuple[time | None, ...]
_GivenTimes: TypeAlias = time | str | Mapping[str, time | str] | Times | None


def times(value: _GivenTimes) -> Times:
    """Take one wall time for every day, or a mapping from weekdays to wall times.

    Raises:
        Problem: A weekday or a time is none, or a day is named twice.
    """
    if value is None:
        return (None,) * 7
    if isinstance(value, Mapping):
        return _times_of_days(value)
    if isinstance(value, tuple) and len(value) == len(WEEK):
        return tuple(None if one is None else clock(one) for one in value)
    if isinstance(value, (str, time)):
        return (clock(value),) * 7
    raise Problem.expected('a wall time such as "06:45"', value)


def _shortest(value: Times) -> str:
    """Write a time that is the same every day only once."""
    return notation(value[0] if len(set(value)) == 1 else value)


def _times_of_days(value: Mapping[str, time | str]) -> Times:
    found: dict[Weekday, time] = {}
    for days, at in value.items():
        for one in weekdays(days):
            if one in found:
                raise Problem.saying(f"{one.value!r} is there twice")
            found[one] = clock(at)
    return tuple(found.get(one) for one in WEEK)


@final
@closed
@attrs.frozen(repr=False)
class Rhythm:
    """State when one person wakes, goes to bed, works out and drives.

    A person's day runs from waking to waking. A bed time earlier than that day's
    waking (than 04:00 where waking is not given) is on the next calendar day and
    still counts to the day before it.

    Attributes:
        wake: The wall time of waking from Monday to Sunday, None where not given.
            One time stands for every day; a mapping such as
            `{"weekdays": "06:45", "sat": "08:00"}` gives each day its own.
        bed: The wall time of going to bed, likewise.
        workouts: When workouts are, weekly or on a date.
        drives: When long drives are, weekly or on a date.

    Raises:
        InvalidValue: A part is no wall time, weekday or window.

    Examples:
        >>> from backroutine import Rhythm
        >>> rhythm = Rhythm(
        ...     wake={"weekdays": "06:45", "weekends": "08:00"}, bed="22:30"
        ... )
        >>> rhythm.wake[0].isoformat("minutes"), rhythm.wake[6].isoformat("minutes")
        ('06:45', '08:00')
    """

    wake: Times = attrs.field(default=None, converter=times, repr=_shortest)
    bed: Times = attrs.field(default=None, converter=times, repr=_shortest)
    workouts: tuple[Window, ...] = attrs.field(
        default=(), converter=_windows, validator=all_are(Window)
    )
    drives: tuple[Window, ...] = attrs.field(
        default=(), converter=_windows, validator=all_are(Window)
    )
