"""A plan as iCalendar: a file that calendars import, subscribe to or are sent.

What repeats by the week is one event with a rule; what the clocks, or dated events,
make different is an event of its own. The libraries that read and write calendars
come with the extra `ical`, and are loaded only when something is written.
"""

from datetime import datetime, timedelta
from os import PathLike
from typing import Any

from ..._files import write
from ...catalog import Catalog
from ...errors import InvalidValue, MissingExtra
from ...placement import Placement
from ...schedule import Schedule
from ._losses import lost
from ._request import Request

__all__ = ["dump", "dumps", "losses"]


def dumps(
    plan: Schedule | Placement,
    *,
    stamp: datetime | None = None,
    sequence: int = 0,
    alarm: timedelta | str | None = None,
    plan_id: str = "",
    catalog: Catalog | None = None,
) -> str:
    """Return a calendar that holds a plan.

    The same arguments give the same text. Events keep their names (UIDs) when doses,
    days or the rhythm change, so that a calendar that reads the text again updates
    them: a name is made of the routine, the moment and, of a session that stands
    alone, its day.

    Args:
        plan: The plan, or sessions that were placed.
        stamp: When the calendar was written (DTSTAMP); unless given, the day on
            which the plan starts.
        sequence: How often the plan was changed since it was first written, from 0;
            some calendars take an update only when it has grown.
        alarm: How long before each session an alarm sounds, up to four weeks; None
            for no alarm.
        plan_id: What tells plans of one routine in one calendar apart.
        catalog: Where the sources of the routine are found; the bundled one unless
            given.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.
        MissingExtra: The extra `ical` is not installed.

    Examples:
        >>> import backroutine as br
        >>> plan = br.Schedule(
        ...     br.routines["lower-back-five"],
        ...     moments=["after-waking"],
        ...     days="mon wed fri",
        ...     rhythm=br.Rhythm(wake="06:45"),
        ...     tz="Europe/Oslo",
        ...     start="2026-12-01",
        ... )
        >>> for row in br.export.ical.dumps(plan).splitlines():
        ...     if row.startswith(("DTSTART;", "RRULE:FREQ=WEEKLY")):
        ...         print(row)
        DTSTART;TZID=Europe/Oslo:20261202T064500
        RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR
    """
    request = _request(
        plan=plan,
        stamp=stamp,
        sequence=sequence,
        alarm=alarm,
        plan_id=plan_id,
        catalog=catalog,
    )
    try:
        from ._calendar import calendar_text
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "icalendar":
            raise
        raise MissingExtra("writing a calendar", "ical", "icalendar") from None
    return calendar_text(request)


def dump(
    plan: Schedule | Placement,
    path: str | PathLike[str],
    *,
    stamp: datetime | None = None,
    sequence: int = 0,
    alarm: timedelta | str | None = None,
    plan_id: str = "",
    catalog: Catalog | None = None,
) -> None:
    """Write a calendar that holds a plan to a file.

    A file that is there already is replaced once all is written, and stays as it is
    when something goes wrong.

    Args:
        plan: The plan, or sessions that were placed.
        path: Where to; by custom the name ends in `.ics`.
        stamp: As for `dumps`, like all that follow.
        sequence: How often the plan was changed.
        alarm: How long before each session an alarm sounds.
        plan_id: What tells plans of one routine apart.
        catalog: Where the sources of the routine are found.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.
        MissingExtra: The extra `ical` is not installed.
        OSError: The system refuses to write there.
    """
    written = dumps(
        plan,
        stamp=stamp,
        sequence=sequence,
        alarm=alarm,
        plan_id=plan_id,
        catalog=catalog,
    )
    write(written, path)


def losses(
    plan: Schedule | Placement, *, catalog: Catalog | None = None
) -> tuple[str, ...]:
    """Return what a calendar cannot carry of a plan, a sentence each.

    Args:
        plan: The plan, or sessions that were placed.
        catalog: Where the sources of the routine are found; the bundled one unless
            given.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> five = br.routines["lower-back-five"]
        >>> plan = br.Schedule(five, moments=["07:00"], tz="UTC", start="2026-12-01")
        >>> print(br.export.ical.losses(plan)[-1])
        After ten years from the start, series go on without exceptions.
    """
    return tuple(lost(_request(plan=plan, catalog=catalog)))


def _request(**parts: Any) -> Request:
    try:
        return Request(**parts)
    except InvalidValue as error:
        raise InvalidValue("ical", error.faults) from None
