"""Quantities: a range of repetitions, an estimated length of time."""

from datetime import timedelta
from typing import Literal, final, get_args

import attrs

from ._checks import closed, duration, is_a, whole
from .errors import Problem

__all__ = ["Estimate", "Reps", "Span", "minutes"]

Reps = Literal["low", "middle", "high"]

MOST_REPS = 1000
WORST_PAIN = 10  # the worst one can think of; 0 is none
_NONE = timedelta(0)


def _not_below_low(span: "Span", _: object, high: int) -> None:
    if high < span.low <= MOST_REPS:
        raise Problem.saying(f"low ({span.low}) is above high ({high})")


@final
@closed
@attrs.frozen(repr=False)
class Span:
    """State a range of whole numbers, both ends included.

    Attributes:
        low: The least, at least 1.
        high: The most, at most 1000.

    Raises:
        InvalidValue: `low` is above `high`, or one is not such a number.

    Examples:
        >>> from backroutine import Span
        >>> 9 in Span(8, 10), str(Span(8, 10)), Span(8, 10).middle
        (True, '8-10', 9)
    """

    low: int = attrs.field(validator=whole(1, MOST_REPS))
    high: int = attrs.field(validator=[whole(1, MOST_REPS), _not_below_low])

    @property
    def middle(self) -> int:
        """Return the middle, rounded down."""
        return (self.low + self.high) // 2

    def __contains__(self, number: object) -> bool:
        """Tell whether a number lies in the range."""
        return type(number) is int and self.low <= number <= self.high

    def __str__(self) -> str:
        """Write `8-10`, or `8` where both ends are the same."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def which(reps: Reps) -> Reps:
    """Take the name of an end of a range, or of its middle.

    Raises:
        InvalidValue: It is none of `"low"`, `"middle"` and `"high"`.
    """
    if reps not in get_args(Reps):
        fault = Problem.expected('"low", "middle" or "high"', reps).faults[0]
        raise Problem(fault.under("reps"))
    return reps


def span(value: Span | int) -> Span:
    """Take a Span, or one number that is both ends."""
    return Span(value, value) if type(value) is int else value  # type: ignore[return-value]  # the field's validator refuses the rest


def _ascending(estimate: "Estimate", _: object, high: timedelta) -> None:
    if not _NONE <= estimate.low <= estimate.middle <= high:
        raise Problem.saying("low, middle and high are not in order from 0 up")


@final
@closed
@attrs.frozen(repr=False)
class Estimate:
    """State how long something takes, from the fewest repetitions to the most.

    Attributes:
        low: The time at the fewest repetitions.
        middle: The time at the middle of the range.
        high: The time at the most repetitions.

    Raises:
        InvalidValue: The three are not in ascending order.

    Examples:
        >>> from backroutine import Estimate
        >>> str(Estimate("PT4M35S", "PT4M47S", "PT5M35S"))
        '4:35 to 5:35'
    """

    low: timedelta = attrs.field(converter=duration, validator=is_a(timedelta))
    middle: timedelta = attrs.field(converter=duration, validator=is_a(timedelta))
    high: timedelta = attrs.field(converter=duration, validator=_ascending)

    def __add__(self, other: "Estimate") -> "Estimate":
        """Add two estimates end to end."""
        if not isinstance(other, Estimate):
            return NotImplemented
        return Estimate(
            self.low + other.low, self.middle + other.middle, self.high + other.high
        )

    def __str__(self) -> str:
        """Write `4:35 to 5:35`, or one time where all are the same."""
        low, high = minutes(self.low), minutes(self.high)
        return low if low == high else f"{low} to {high}"


def minutes(length: timedelta) -> str:
    """Write a length of time as minutes:seconds, or hours:minutes:seconds.

    Examples:
        >>> from datetime import timedelta
        >>> minutes(timedelta(seconds=275)), minutes(timedelta(hours=1, seconds=5))
        ('4:35', '1:00:05')
    """
    total = round(length.total_seconds())
    hours, rest = divmod(total, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"
