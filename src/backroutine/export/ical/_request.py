"""What is asked of a calendar, checked: all that is wrong is said at once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import final

import attrs

from ... import packs
from ..._checks import closed, duration, instant, is_a, lasting, line, whole
from ...catalog import Catalog
from ...errors import Fault, Problem
from ...placement import Placement
from ...routine import Routine
from ...schedule import Schedule, Series, Session
from ...source import Source

_EPOCH = date(1970, 1, 1)
_FOUR_WEEKS = timedelta(weeks=4)
_MOST_CHANGES = 2**31 - 1  # what a number of the format may be


def _stamp(value: datetime) -> datetime:
    return instant(value).replace(microsecond=0)


def _in_whole_seconds(_: object, __: object, alarm: timedelta | None) -> None:
    if alarm is not None and alarm.microseconds:
        raise Problem(Fault("alarm", "is not in whole seconds"))


def _start(piece: Series | Session) -> datetime:
    return piece.start


@final
@closed
@attrs.frozen(repr=False)
class Request:
    """Hold a plan and how it is wanted as a calendar."""

    plan: Schedule | Placement = attrs.field(validator=is_a(Schedule, Placement))
    stamp: datetime | None = attrs.field(
        default=None, converter=attrs.converters.optional(_stamp)
    )
    sequence: int = attrs.field(default=0, validator=whole(0, _MOST_CHANGES))
    alarm: timedelta | None = attrs.field(
        default=None,
        converter=attrs.converters.optional(duration),
        validator=[lasting(timedelta(0), _FOUR_WEEKS), _in_whole_seconds],
    )
    plan_id: str = attrs.field(default="", converter=line)
    catalog: Catalog | None = attrs.field(
        default=None, validator=is_a(Catalog, type(None))
    )

    @property
    def pieces(self) -> tuple[Series | Session, ...]:
        """Return the series and the sessions to write."""
        if isinstance(self.plan, Placement):
            return self.plan.sessions
        return tuple(sorted(chain(*self.plan.series()), key=_start))

    @property
    def routines(self) -> tuple[Routine, ...]:
        """Return the routines that are done, each once."""
        if isinstance(self.plan, Schedule):
            return self.plan.routines
        return tuple(dict.fromkeys(one.routine for one in self.plan.sessions))

    @property
    def stamped(self) -> datetime:
        """Return when it counts as written; the plan's first day unless given."""
        return self.stamp or datetime.combine(self._first_day, time(), UTC)

    @property
    def _first_day(self) -> date:
        if isinstance(self.plan, Schedule):
            return self.plan.start
        return min((one.day for one in self.plan.sessions), default=_EPOCH)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources by their ids."""
        return packs.sources if self.catalog is None else self.catalog.sources
