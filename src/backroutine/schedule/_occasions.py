"""The sessions of one day, whatever any plan says of that day."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from .._checks import closed, is_a, near_day
from ..errors import InvalidValue, Problem
from ..moment import Moment, Rhythm, moment
from ..routine import Routine
from ..terms import Gap, Weekday
from ._engine import Planned, planned_on
from ._plan import entries_at, wrong_length
from ._session import Session, session_of
from ._zones import zone_key


def occasions(  # noqa: PLR0917 - in the order in which people say it
    routine: Routine,
    moment: Moment | str,
    rhythm: Rhythm,
    day: date | str,
    tz: str,
    gap: Gap | str = Gap.SHIFT,
) -> list[Session]:
    """Return the sessions that a routine could have at a moment of one day.

    They are those of a schedule of this moment and this day alone, except that they
    may overlap one another, as before two workouts that do. There are none where the
    rhythm has no such event that day.

    Args:
        routine: What is done.
        moment: When in the day.
        rhythm: When the moments are for this person.
        day: The day they count to, from 1900 to 2999.
        tz: The key of the time zone.
        gap: What becomes of a wall time that the zone skips.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> five, rhythm = br.routines["lower-back-five"], br.Rhythm(bed="00:30")
        >>> (night,) = br.schedule.occasions(
        ...     five, "before-bed", rhythm, "2026-12-01", "Europe/Oslo"
        ... )
        >>> print(night)
        Wed 2026-12-02 00:24 to 00:30, before bed: Lower back five
    """
    try:
        asked = _Asked(routine, moment, rhythm, day, tz, gap)
    except InvalidValue as error:
        raise InvalidValue("occasions", error.faults) from None
    return [*asked.sessions()]


def fitting(_: object, field: "attrs.Attribute[Any]", routine: Any) -> None:
    """Refuse what is no routine, or none that a session may hold."""
    is_a(Routine)(_, field, routine)
    wrong = [*wrong_length(routine)]
    if wrong:
        raise Problem(*wrong)


@closed
@attrs.frozen(repr=False)
class _Asked:
    """Hold the arguments, checked."""

    routine: Routine = attrs.field(validator=fitting)
    moment: Moment = attrs.field(converter=moment)
    rhythm: Rhythm = attrs.field(validator=is_a(Rhythm))
    day: date = attrs.field(converter=near_day)
    tz: str = attrs.field(converter=zone_key)
    gap: Gap = attrs.field(converter=Gap)

    def sessions(self) -> Iterator[Session]:
        """Walk the sessions."""
        zone = ZoneInfo(self.tz)
        return occasions_on(
            self.routine, self.moment, self.rhythm, self.day, zone, gap=self.gap
        )


def occasions_on(
    routine: Routine,
    moment: Moment,
    rhythm: Rhythm,
    day: date,
    zone: ZoneInfo,
    *,
    gap: Gap = Gap.SHIFT,
) -> Iterator[Session]:
    """Walk what `occasions` returns, with nothing left to check."""
    walk = entries_at(routine, moment, rhythm, Weekday.of(day), day)
    by_start = {entry.start: entry for entry in walk}
    entries = [by_start[start] for start in sorted(by_start)]
    found = sorted(planned_on(day, entries, zone, gap), key=lambda one: one.start)
    for one in _without_pushed(found):
        yield session_of(one.start.astimezone(zone), day, one.entry)


def _without_pushed(found: list[Planned]) -> Iterator[Planned]:
    """Leave out what a change of the clocks pushes into another session."""
    last: Planned | None = None
    for one in found:
        if last is None or one.start >= last.start + last.entry.length:
            last = one
        elif one.entry.start >= last.entry.end:
            continue
        yield one
