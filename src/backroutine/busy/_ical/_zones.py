"""The zones of one calendar: those that are known by name, and those it defines."""

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from icalendar import Component, Timezone
from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...errors import Fault, InvalidValue, Problem, quoted
from ...schedule import zone_key
from ._parts import listed, parsed
from ._rules import is_yearly
from ._text import Part

_MOST = 40
_OWN = "X-BACKROUTINE-ZONE"
_ZONE = re.compile(
    r"((?:DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)(?:\s*;[^:]*?)?;)\s*TZID\s*="
    r'\s*("[^"]*"|[^;:]*)',
    re.IGNORECASE,
)
_RULE = re.compile(r"RRULE[^:]*:(.*)", re.IGNORECASE)
_NAME = re.compile(r"TZID\b.*", re.IGNORECASE)


class Zones:
    """Know the zones of one calendar, whatever another one calls by the same name."""

    def __init__(self) -> None:
        self._own: dict[str, tzinfo] = {}

    def define(self, part: Part) -> None:
        """Learn what a calendar means by a name, unless everybody knows the name.

        What most calendars put around a name that is known changes nothing.

        Raises:
            InvalidValue: The definition is broken.
        """
        if not part.id:
            raise Problem.saying("has no TZID")
        if len(self._own) >= _MOST:
            raise Problem.saying(f"is a zone too many; a calendar may define {_MOST}")
        if not _known(part.id)[0]:
            self._own[part.id] = UTC  # so that a broken one is told of only once
            self._own[part.id] = _made(part)

    def renamed(self, line: str) -> str:
        """Return a line with the name of its zone as all know it.

        Raises:
            InvalidValue: There is no such zone.
        """
        found = _ZONE.match(line)
        name = found[2].strip('" ') if found else ""
        if not found or not name:
            return line
        if name in self._own:
            return f"{found[1]}{_OWN}={found[2]}{line[found.end() :]}"
        key, problem = _known(name)
        if not key:
            raise Problem.saying(problem)
        return f"{found[1]}TZID={key}{line[found.end() :]}"

    def attach(self, component: Component) -> None:
        """Give its times the zones that the calendar itself defines.

        Raises:
            InvalidValue: A time names a zone that is not there.
        """
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            for value in listed(component, name):
                self._attach(value, value.params)
        for name in ("RDATE", "EXDATE"):
            for values in listed(component, name):
                for value in values.dts:
                    self._attach(value, values.params)

    def _attach(self, value: Any, params: Any) -> None:
        name = params.get(_OWN)
        if name is not None:
            value.dt = _in(value.dt, self._own[name])
        elif params.get("TZID") and getattr(value.dt, "tzinfo", value) is None:
            raise Problem.saying(f"no time zone {quoted(params['TZID'])}")


def _in(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, tuple):
        return tuple(_in(one, zone) for one in value)
    return value.replace(tzinfo=zone) if isinstance(value, datetime) else value


@lru_cache(maxsize=1024)
def _known(name: str) -> tuple[str, str]:
    """Return the key of a zone, or what is wrong with its name."""
    parts = name.strip("/").split("/")
    for key in (
        name,
        WINDOWS_TO_OLSON.get(name, ""),
        *("/".join(parts[i:]) for i in range(min(len(parts), 9))),
    ):
        try:
            return zone_key(key), ""
        except InvalidValue:
            pass
    return "", _problem(name)


def _problem(name: str) -> str:
    try:
        return zone_key(name)
    except InvalidValue as error:
        return error.faults[0].problem


def _made(part: Part) -> tzinfo:
    """Make a zone of its definition, without a trace in the libraries."""
    wrong = [Fault("", text) for line in part.lines for text in _wrong(line)]
    if wrong:
        raise Problem(*wrong)
    nameless = parsed(line for line in part.lines if not _NAME.match(line))
    assert isinstance(nameless, Timezone)  # noqa: S101 - it begins as one
    nameless.add("TZID", "own")
    zone: tzinfo = nameless.to_tz(lookup_tzid=False)
    zone.utcoffset(datetime(2000, 1, 1))  # noqa: DTZ001 - does it work?
    return zone


def _wrong(line: str) -> list[str]:
    found = _RULE.fullmatch(line)
    rule = vRecur.from_ical(found[1]) if found else None
    if rule is None or is_yearly(rule):
        return []
    return [f"expected clocks that change once a year, got {quoted(line)}"]
