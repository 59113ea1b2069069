"""What is asked of `place`, checked and filled in."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

import attrs

from .._checks import (
    closed,
    distinct,
    duration,
    each,
    filled,
    is_a,
    lasting,
    near_day,
    whole,
)
from ..busy import Busy
from ..errors import Fault, Problem
from ..moment import Moment, Rhythm, Window, moments
from ..routine import Limits, Routine
from ..schedule import zone_key
from ..schedule._occasions import fitting

_DAY = timedelta(days=1)
_MOST_DAYS = 3660
_USUAL_WEEK = 3
_MOST_MOMENTS = 24
_FAR = 14 * _DAY


class Week(NamedTuple):
    """A calendar week, or what of it lies in the stretch.

    Attributes:
        monday: The Monday it begins with.
        asked: How many sessions are asked for.
    """

    monday: date
    asked: int


def _two_days(value: Any) -> tuple[date, date]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004 - first, last
        raise Problem.expected("the first and the last day", value)
    first, last = each(near_day, tuple(value))
    return first, last


def _in_order(_: object, __: object, days: tuple[date, date]) -> None:
    first, last = days
    if last < first:
        raise Problem(Fault("days", f"{last} is before {first}"))
    if (last - first).days >= _MOST_DAYS:
        raise Problem(Fault("days", f"are more than {_MOST_DAYS}"))


def _possible(task: "Task", _: object, per_week: int | None) -> None:
    per_day = task.per_day or task.limits.per_day
    if type(per_week) is not int or type(per_day) is not int:
        return  # none, or refused by itself
    if per_week > 7 * per_day:
        text = f"{per_week} a week is more than {per_day} a day allows"
        raise Problem(Fault("per_week", text))


def _some(values: Any) -> tuple[Moment, ...] | None:
    return None if values is None else moments(values)


def _moments_of_its_own(task: "Task", field: Any, given: Any) -> None:
    if given is not None:
        filled(task, field, given)
        distinct(task, field, given)
        if len(given) > _MOST_MOMENTS:
            raise Problem(Fault("moments", f"are more than {_MOST_MOMENTS}"))
    elif not task.routine.moments:
        name = repr(task.routine.id) if task.routine.id else "the routine"
        raise Problem(Fault("moments", f"{name} names none that suit it; give some"))


@closed
@attrs.frozen(repr=False)
class Task:
    """Hold what is asked; None stands for what the routine says."""

    routine: Routine = attrs.field(validator=fitting)
    days: tuple[date, date] = attrs.field(converter=_two_days, validator=_in_order)
    rhythm: Rhythm = attrs.field(validator=is_a(Rhythm))
    busy: Busy = attrs.field(validator=is_a(Busy))
    per_week: int | None = attrs.field(
        validator=[attrs.validators.optional(whole(1, 168)), _possible]
    )
    per_day: int | None = attrs.field(validator=attrs.validators.optional(whole(1, 24)))
    apart: timedelta = attrs.field(
        converter=duration, validator=lasting(0 * _DAY, _FAR)
    )
    tz: str = attrs.field(converter=zone_key)
    moments: tuple[Moment, ...] | None = attrs.field(
        converter=_some, validator=_moments_of_its_own
    )

    @property
    def limits(self) -> Limits:
        """Return the limits of the routine."""
        return self.routine.limits or Limits()

    @property
    def a_week(self) -> int:
        """Return how many sessions a whole week asks for."""
        if self.per_week:
            return self.per_week
        per_day = self.per_day or self.limits.per_day
        usual = self.limits.per_week or _USUAL_WEEK
        return min(usual, 7 * per_day) if per_day else usual

    @property
    def a_day(self) -> int:
        """Return how many sessions a day may have."""
        return self.per_day or self.limits.per_day or -(-self.a_week // 7)

    @property
    def preferred(self) -> tuple[Moment, ...]:
        """Return the moments in the order of preference."""
        return self.routine.moments if self.moments is None else self.moments

    def walk(self) -> Iterator[date]:
        """Walk the days."""
        first, last = self.days
        return (first + i * _DAY for i in range((last - first).days + 1))

    def weeks(self) -> Iterator[Week]:
        """Walk the weeks, each with its share of sessions."""
        for monday, days in groupby(self.walk(), key=monday_of):
            yield Week(monday, -(-self.a_week * len([*days]) // 7))

    def rhythms(self) -> Iterator[tuple[date, Rhythm]]:
        """Walk the days, each with a rhythm that holds no window of another day."""
        workouts = _Windows(self.rhythm.workouts + self.busy.workouts)
        drives = _Windows(self.rhythm.drives + self.busy.drives)
        weekly = attrs.evolve(
            self.rhythm, workouts=workouts.weekly, drives=drives.weekly
        )
        for one in self.walk():
            dated = one in workouts.dated or one in drives.dated
            today = workouts.on(one), drives.on(one)
            yield one, Rhythm(weekly.wake, weekly.bed, *today) if dated else weekly


class _Windows:
    """Find the windows of a day without a look at those of all other days."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        self.weekly = tuple(one for one in windows if not isinstance(one.on, date))
        self.dated: dict[date, tuple[Window, ...]] = defaultdict(tuple)
        for one in windows:
            if isinstance(one.on, date):
                self.dated[one.on] += (one,)

    def on(self, day: date) -> tuple[Window, ...]:
        """Return the windows of a day, and those of every week."""
        return self.weekly + self.dated.get(day, ())


def monday_of(day: date) -> date:
    """Return the Monday that a day's week begins with."""
    return day - day.weekday() * _DAY
