"""A calendar of events, written by the icalendar library.

Of the many ways to write a thing, only those are used that every program reads
alike: weekly rules with an end in UTC, exceptions with their zone, real starts.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vRecur,
)

from ..._checks import FIRST_DAY, LAST_DAY
from ...errors import InvalidValue
from ...routine import Routine
from ...schedule import AHEAD, Series, Session, zone_key
from ._names import uids
from ._request import Request
from ._words import description, main_source, title
from ._zones import Observance, observances

_DAY = timedelta(days=1)
_CATEGORY = "Back care"


def calendar_text(request: Request) -> str:
    """Return the text of a calendar."""
    pieces = request.pieces
    calendar = Calendar()
    calendar.add("prodid", "-//backroutine//backroutine//EN")
    calendar.add("version", "2.0")
    for key in sorted({_zone_key(piece.start) for piece in pieces} - {""}):
        calendar.add_component(_zone(key, pieces))
    for piece, uid in zip(pieces, uids(pieces, request.plan_id), strict=True):
        calendar.add_component(_event(piece, uid, request))
    written: str = calendar.to_ical().decode("utf-8")
    return written


# -- zones -------------------------------------------------------------------------


def _zone_key(start: datetime) -> str:
    """Return the zone that an instant is written in, or nothing for UTC."""
    key: str = getattr(start.tzinfo, "key", None) or ""
    try:
        known = FIRST_DAY <= start.date() <= LAST_DAY and zone_key(key) == key
    except InvalidValue:
        known = False
    return key if known and key != "UTC" else ""


def _zone(key: str, pieces: tuple[Series | Session, ...]) -> Timezone:
    years = [start.year for piece in pieces for start in _first_and_last(piece)]
    zone = Timezone()
    zone.add("tzid", key)
    for observance in observances(key, min(years), max(years)):
        zone.add_component(_observance(observance))
    return zone


def _first_and_last(piece: Series | Session) -> tuple[datetime, datetime]:
    """Return the first and the last start for which the zone has to be right."""
    if isinstance(piece, Session):
        return piece.start, piece.start
    return piece.start, piece.last or piece.start + AHEAD


def _observance(one: Observance) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if one.is_daylight else TimezoneStandard()
    made.add("dtstart", one.onset)
    made.add("tzoffsetfrom", one.before)
    made.add("tzoffsetto", one.after)
    made.add("tzname", one.name)
    if one.rule:
        made.add("rrule", vRecur({"freq": "YEARLY", **one.rule}))
    return made


# -- events ------------------------------------------------------------------------


def _event(piece: Series | Session, uid: str, request: Request) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", request.stamped)
    event.add("sequence", request.sequence)
    _add_times(event, piece)
    _add_words(event, piece, request)
    if request.alarm is not None:
        event.add_component(_alarm(request.alarm, piece.routine))
    return event


def _add_times(event: Event, piece: Series | Session) -> None:
    start = piece.start.astimezone(UTC)
    key = _zone_key(piece.start) if _may_be_local(piece) else ""
    _add_time(event, "dtstart", start, key)
    _add_time(event, "dtend", start + piece.duration, key)
    if isinstance(piece, Series) and piece.last != piece.start:
        event.add("rrule", _rule(piece))
        if piece.skip:
            walls = [skip.replace(tzinfo=None) for skip in piece.skip]
            event.add("exdate", walls, {"TZID": key} if key else {})


def _add_time(event: Event, name: str, instant: datetime, key: str) -> None:
    """Add a time; icalendar itself takes some zones for UTC that once were not."""
    if key:
        wall = instant.astimezone(ZoneInfo(key)).replace(tzinfo=None)
        event.add(name, wall, {"TZID": key})
    else:
        event.add(name, instant)


def _may_be_local(piece: Series | Session) -> bool:
    """Tell whether a wall time will do; near a change of the clocks, UTC is safer."""
    if isinstance(piece, Series):
        return True
    if not _zone_key(piece.start):
        return False
    start = piece.start.astimezone(UTC)
    near = (start + n * _DAY for n in (-2, -1, 0, 1, 2))
    return len({one.astimezone(piece.start.tzinfo).utcoffset() for one in near}) == 1


def _rule(series: Series) -> vRecur:
    rule = vRecur(freq="WEEKLY", byday=[day[:2].upper() for day in series.weekdays])
    if series.every > 1:
        rule |= {"interval": series.every, "wkst": "MO"}
    if series.last is not None:
        rule["until"] = series.last.astimezone(UTC)
    return rule


def _add_words(event: Event, piece: Series | Session, request: Request) -> None:
    source = main_source(piece.routine, request.sources)
    event.add("summary", title(piece.routine))
    event.add("description", description(piece.routine, piece.moment, source))
    event.add("categories", [_CATEGORY])
    if source and source.url:
        event.add("url", source.url)


def _alarm(before: timedelta, routine: Routine) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title(routine))
    alarm.add("trigger", -before)
    return alarm
