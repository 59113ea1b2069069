"""A series: sessions of a plan that repeat by the week."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import final

import attrs

from .._checks import as_instant, closed, duration, each, is_a, lasting, real, whole
from ..errors import Fault, Problem
from ..moment import Moment, Weekdays, moment, weekdays
from ..routine import Routine
from ..terms import Weekday

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


def _optional_real(value: datetime | None) -> datetime | None:
    return None if value is None else real(value)


def _reals(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return each(real, values)


def _instants(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple(map(as_instant, values))


def _optional_instant(value: datetime | None) -> datetime | None:
    return None if value is None else as_instant(value)


def _not_before_it_starts(series: "Series", _: object, last: datetime | None) -> None:
    if last is not None and as_instant(last) < as_instant(series.start):
        raise Problem(Fault("last", "is before the start"))


def _on_one_of_its_days(series: "Series", _: object, days: Weekdays) -> None:
    if Weekday.of(series.start) not in days:
        text = f"{series.start:%Y-%m-%d} is on none of these weekdays"
        raise Problem(Fault("weekdays", text))


@final
@closed
@attrs.frozen(repr=False)
class Series:
    """State sessions that repeat by the week at one wall time.

    Attributes:
        start: When the first one starts, in the plan's zone.
        duration: How long each lasts.
        moment: The moment that causes them.
        routine: What is done.
        weekdays: The weekdays on which they start.
        every: Every how many weeks, counted from the week of `start`, which begins
            on Monday.
        last: When the last one starts; None where there is no end.
        skip: The starts that are left out in between.
    """

    start: datetime = attrs.field(converter=real, eq=as_instant)
    duration: timedelta = attrs.field(
        converter=duration, validator=lasting(_SECOND, _DAY)
    )
    moment: Moment = attrs.field(converter=moment)
    routine: Routine = attrs.field(validator=is_a(Routine))
    weekdays: Weekdays = attrs.field(converter=weekdays, validator=_on_one_of_its_days)
    every: int = attrs.field(default=1, validator=whole(1, 10_000))
    last: datetime | None = attrs.field(
        default=None,
        converter=_optional_real,
        validator=_not_before_it_starts,
        eq=_optional_instant,
    )
    skip: tuple[datetime, ...] = attrs.field(default=(), converter=_reals, eq=_instants)

    def __str__(self) -> str:
        """Write `mon wed fri 06:45 from 2026-12-02, after waking: Lower back five`."""
        weeks = f" every {self.every} weeks" if self.every > 1 else ""
        until = f" to {self.last:%Y-%m-%d}" if self.last else ""
        times = f"{self.start:%H:%M}{weeks} from {self.start:%Y-%m-%d}{until}"
        moment = "" if isinstance(self.moment.at, time) else f", {self.moment}"
        name = self.routine.name or self.routine.id
        return f"{' '.join(self.weekdays)} {times}{moment}: {name}"
