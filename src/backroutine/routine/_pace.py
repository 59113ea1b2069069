"""How fast a routine goes, and how often it may and should be done."""

from datetime import timedelta
from typing import Any, final

import attrs

from .._checks import (
    closed,
    duration,
    lasting,
    whole,
)
from ..errors import Fault, Problem
from ..terms import (
    Effort,
    Posture,
    Tempo,
)

_NONE = timedelta(0)
_MINUTE = timedelta(minutes=1)


@final
@closed
@attrs.frozen(repr=False)
class Pace:
    """State how fast a routine goes, and what it costs to get from one to the next.

    Attributes:
        tempo: How fast the movements are.
        effort: How hard it should feel.
        prepare: The time to get ready for the first exercise.
        shift: The time to the next exercise in the same posture, or to the other
            side.
        change: The time to the next exercise in another posture.
    """

    tempo: Tempo = attrs.field(default=Tempo.SLOW_AND_CONTROLLED, converter=Tempo)
    effort: Effort = attrs.field(default=Effort.BELOW_FATIGUE, converter=Effort)
    prepare: timedelta = attrs.field(
        default=timedelta(seconds=10),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )
    shift: timedelta = attrs.field(
        default=timedelta(seconds=5),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )
    change: timedelta = attrs.field(
        default=timedelta(seconds=10),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )

    def between(self, before: Posture | None, after: Posture) -> timedelta:
        """Return what it costs to get from one posture to the next."""
        if before is None:
            return self.prepare
        return self.shift if before is after else self.change

    def slower(self, other: "Pace") -> "Pace":
        """Return the pace that gives each thing the more time of the two."""
        return Pace(
            tempo=min(self.tempo, other.tempo, key=list(Tempo).index),
            effort=min(self.effort, other.effort, key=list(Effort).index),
            prepare=max(self.prepare, other.prepare),
            shift=max(self.shift, other.shift),
            change=max(self.change, other.change),
        )


def _possible(limits: "Limits", _: object, per_week: int | None) -> None:
    if limits.per_day and per_week and per_week > 7 * limits.per_day:
        text = f"{per_week} a week is more than {limits.per_day} a day allows"
        raise Problem(Fault("per_week", text))


@final
@closed
@attrs.frozen(repr=False)
class Limits:
    """State how often a routine may and should be done.

    Attributes:
        per_day: At most this many sessions a day, 1 to 24; None for no limit.
        per_week: At least this many sessions a week, 1 to 168; None for none.

    Raises:
        InvalidValue: A number is out of range, or the week asks for more than its
            days allow.
    """

    per_day: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(whole(1, 24))
    )
    per_week: int | None = attrs.field(
        default=None, validator=[attrs.validators.optional(whole(1, 168)), _possible]
    )

    def stricter(self, other: "Limits") -> "Limits":
        """Return the limits that satisfy both."""
        per_day = least(self.per_day, other.per_day)
        per_week = max(self.per_week or 0, other.per_week or 0) or None
        if per_day and per_week:
            per_week = min(per_week, 7 * per_day)
        return Limits(per_day, per_week)


def least(one: Any, other: Any) -> Any:
    """Return the smaller of two, of which either may be None."""
    return min((value for value in (one, other) if value is not None), default=None)
