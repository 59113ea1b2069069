"""A session: one time that a routine is done."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import final

import attrs

from .._checks import as_instant, closed, day, is_a, real
from .._protocols import Shown
from ..errors import Fault, Problem
from ..moment import Moment, moment
from ..routine import Routine
from ..terms import Weekday
from ._engine import Entry, Run


def _not_before_its_start(session: "Session", _: object, end: datetime) -> None:
    if as_instant(end) < as_instant(session.start):
        raise Problem(Fault("end", "is before the start"))


@final
@closed
@attrs.frozen(repr=False)
class Session(Shown):
    """State one session of a plan.

    Attributes:
        start: When it starts, in the plan's zone.
        end: When it is over, with time for the most repetitions in whole minutes.
        moment: The moment that caused it.
        routine: What is done.
        day: The day it counts to; a bed time after midnight counts to the day
            before.
    """

    start: datetime = attrs.field(converter=real, eq=as_instant)
    end: datetime = attrs.field(
        converter=real, validator=_not_before_its_start, eq=as_instant
    )
    moment: Moment = attrs.field(converter=moment)
    routine: Routine = attrs.field(validator=is_a(Routine))
    day: date = attrs.field(converter=day)

    @property
    def duration(self) -> timedelta:
        """Return the elapsed time from start to end."""
        return as_instant(self.end) - as_instant(self.start)

    def __str__(self) -> str:
        """Write `Tue 2026-12-01 06:45 to 06:51, after waking: Lower back five`."""
        weekday = Weekday.of(self.start).capitalize()
        times = f"{weekday} {self.start:%Y-%m-%d %H:%M} to {self.end:%H:%M}"
        moment = "" if isinstance(self.moment.at, time) else f", {self.moment}"
        return f"{times}{moment}: {self.routine.name or self.routine.id}"


def session_of(start: datetime, on: date, entry: Entry) -> Session:
    """Return the session of an entry that starts at an instant."""
    end = (as_instant(start) + entry.length).astimezone(start.tzinfo)
    return Session(start, end, entry.moment, entry.routine, on)


def sessions_of(run: Run) -> Iterator[Session]:
    """Walk the sessions of a run."""
    for start, (on, entry) in zip(run.starts, run.rest(), strict=True):
        yield session_of(start, on, entry)
