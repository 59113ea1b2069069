"""What a log comes to, week by week."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import final

import attrs

from .._checks import all_are, closed, day, each, listed, whole
from .._protocols import Shown
from ..errors import Fault, Problem

_MOST = 1_000_000_000
_WEEK = timedelta(weeks=1)


def _a_monday(_: object, __: object, start: date) -> None:
    if start.weekday():
        raise Problem(Fault("start", f"{start} is a {start:%A}; a week starts Monday"))


@final
@closed
@attrs.frozen(repr=False)
class Week:
    """Count the sessions of one week, from Monday to Sunday.

    Attributes:
        start: Its Monday.
        done: How many of those planned or asked for were done.
        missed: How many of those were not.
        extra: How many were done besides.

    Raises:
        InvalidValue: It starts on another day, or a number is none.
    """

    start: date = attrs.field(converter=day, validator=_a_monday)
    done: int = attrs.field(validator=whole(0, _MOST))
    missed: int = attrs.field(validator=whole(0, _MOST))
    extra: int = attrs.field(validator=whole(0, _MOST))

    @property
    def planned(self) -> int:
        """Return how many were planned or asked for."""
        return self.done + self.missed


def _weeks(values: Iterable[Week]) -> tuple[Week, ...]:
    return listed(values)


def _one_after_another(_: object, __: object, weeks: tuple[Week, ...]) -> None:
    for index, (before, week) in enumerate(pairwise(weeks), 1):
        if week.start - before.start != _WEEK:
            text = f"{week.start} is not the week after {before.start}"
            raise Problem(Fault(f"weeks[{index}].start", text))


def _not_over_the_longest(total: "Adherence", _: object, in_a_row: int) -> None:
    if in_a_row > total.longest_in_a_row:
        text = f"{in_a_row} is more than the most in a row, {total.longest_in_a_row}"
        raise Problem(Fault("in_a_row", text))


def _not_over_all_done(total: "Adherence", _: object, longest: int) -> None:
    if longest > total.done:
        text = f"{longest} is more than were done in all, {total.done}"
        raise Problem(Fault("longest_in_a_row", text))


def _dates(values: Iterable[date | str]) -> tuple[date, ...]:
    return tuple(sorted(set(each(day, values))))


@final
@closed
@attrs.frozen(repr=False)
class Adherence(Shown):
    """State how a log compares with a plan, or with what limits ask for.

    Attributes:
        weeks: Every week from the first that holds anything to the last.
        in_a_row: How many sessions were done since the last that was missed.
        longest_in_a_row: The most sessions done in a row.
        too_many: The days that hold more sessions than the limits allow.

    Raises:
        InvalidValue: The weeks do not follow one another, or the numbers do not
            add up.
    """

    weeks: tuple[Week, ...] = attrs.field(
        default=(), converter=_weeks, validator=[all_are(Week), _one_after_another]
    )
    in_a_row: int = attrs.field(
        default=0, validator=[whole(0, _MOST), _not_over_the_longest]
    )
    longest_in_a_row: int = attrs.field(
        default=0, validator=[whole(0, _MOST), _not_over_all_done]
    )
    too_many: tuple[date, ...] = attrs.field(default=(), converter=_dates)

    @property
    def planned(self) -> int:
        """Return how many sessions were planned or asked for."""
        return sum(week.planned for week in self.weeks)

    @property
    def done(self) -> int:
        """Return how many of those were done."""
        return sum(week.done for week in self.weeks)

    @property
    def missed(self) -> int:
        """Return how many of those were not."""
        return sum(week.missed for week in self.weeks)

    @property
    def extra(self) -> int:
        """Return how many were done besides."""
        return sum(week.extra for week in self.weeks)

    @property
    def rate(self) -> float | None:
        """Return the share that was done, 0 to 1; None where nothing was planned."""
        return self.done / self.planned if self.planned else None

    @property
    def weeks_in_a_row(self) -> int:
        """Return the number of weeks without a miss, back from the last.

        The last week may still be going on. Weeks in which nothing was planned are
        passed over.
        """
        planned = (week for week in reversed(self.weeks) if week.planned)
        return sum(1 for _ in takewhile(lambda week: not week.missed, planned))
