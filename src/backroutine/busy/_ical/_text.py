"""From the text of a calendar to its parts, before any of them is understood.

A text is refused as a whole only where it is no calendar; where one part of it is
broken, that part can be named.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from ...errors import ContentError, Fault, InvalidValue, Problem, quoted, shown

MOST_BYTES = 20_000_000
CALENDAR, EVENT, FREE_BUSY, ZONE = "VCALENDAR", "VEVENT", "VFREEBUSY", "VTIMEZONE"
_KEPT = (EVENT, FREE_BUSY, ZONE)

_FOLD = r"(?:\r\n|\r|\n)[ \t]"
_LINE_END = re.compile(r"\r\n|\r|\n")
_EDGE = re.compile(r"(BEGIN|END)\s*:\s*([\w-]+)\s*", re.ASCII | re.IGNORECASE)
_NAME = re.compile(r"(?:UID|TZID)\s*(?:;[^:]*)?:(.*)", re.IGNORECASE)
_SCALE = re.compile(r"CALSCALE\s*(?:;[^:]*)?:(.*)", re.IGNORECASE)


class Part(NamedTuple):
    """An event, a list of free and busy times, or the definition of a zone.

    Attributes:
        kind: Such as `VEVENT`.
        number: Which of its kind it is, from 1.
        lines: Its lines, without those of inner parts that are of no use here.
    """

    kind: str
    number: int
    lines: list[str]

    @property
    def id(self) -> str:
        """Return its UID, or the name of the zone; empty where there is none."""
        found = (_NAME.fullmatch(line) for line in self.lines)
        name = next((match[1].strip() for match in found if match), "")
        return name.replace("\\,", ",").replace("\\;", ";")

    @property
    def is_change(self) -> bool:
        """Tell whether it changes one of the times that an event comes round."""
        return any(line.upper().startswith("RECURRENCE-ID") for line in self.lines)

    @property
    def path(self) -> str:
        """Return what an error calls it."""
        return f"{self.kind} {quoted(self.id) if self.id else self.number}"


def calendars(text: str | bytes) -> list[list[Part]]:
    """Return the parts of each calendar in a text.

    Raises:
        InvalidValue: It is no text at all.
        ContentError: It is no calendar.
    """
    scan = _Scan()
    for line in _lines(_decoded(text)):
        scan.take(line)
    if scan.stack:
        _refuse(f"is cut short: END:{scan.stack[-1]} is missing")
    if not scan.found:
        _refuse("is empty; a calendar begins with BEGIN:VCALENDAR")
    return scan.found


def _decoded(text: str | bytes) -> str:
    if not isinstance(text, (str, bytes)):
        fault = Problem.expected("the text of a calendar", text).faults[0]
        raise InvalidValue("from_ical", (fault.under("text"),))
    if len(text) > MOST_BYTES:
        _refuse(f"is larger than {MOST_BYTES // 1_000_000} MB; split it")
    if isinstance(text, bytes):
        try:  # a line may be folded in the middle of a character
            text = re.sub(_FOLD.encode(), b"", text).decode("utf-8")
        except UnicodeDecodeError:
            _refuse("is not UTF-8; save it as UTF-8")
    return re.sub(_FOLD, "", text).removeprefix("\ufeff")


def _lines(text: str) -> Iterator[str]:
    return (line for line in _LINE_END.split(text) if line.strip())


class _Scan:
    """Walk the lines, and keep those that are of use with the part they are in."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.found: list[list[Part]] = []
        self._numbers: Counter[str] = Counter()

    def take(self, line: str) -> None:
        """Take the next line."""
        edge = _EDGE.fullmatch(line)
        if edge and edge[1].upper() == "BEGIN":
            self._begin(edge[2].upper())
        if not self.stack:
            _refuse(f"expected BEGIN:VCALENDAR, got {shown(line)}")
        self._hold(line)
        if edge and edge[1].upper() == "END":
            self._end(edge[2].upper())

    def _begin(self, name: str) -> None:
        if self.stack and (
            name == CALENDAR or (name == EVENT and self.stack != [CALENDAR])
        ):
            inner = self.stack[-1]
            _refuse(f"{name} begins within {inner}; END:{inner} is missing")
        if not self.stack and name == CALENDAR:
            self.found.append([])
        if self.stack or name == CALENDAR:
            self.stack.append(name)
        if self.stack == [CALENDAR, name] and name in _KEPT:
            self._numbers[name] += 1
            self.found[-1].append(Part(name, self._numbers[name], []))

    def _hold(self, line: str) -> None:
        scale = _SCALE.fullmatch(line) if self.stack == [CALENDAR] else None
        if scale and scale[1].strip().upper() != "GREGORIAN":
            _refuse(f"expected the Gregorian calendar, got {shown(scale[1])}")
        if self._is_of_use():
            self.found[-1][-1].lines.append(line)

    def _is_of_use(self) -> bool:
        match self.stack:
            case [_, kind]:
                return kind in _KEPT
            case [_, kind, "STANDARD" | "DAYLIGHT"]:
                return kind == ZONE
        return False

    def _end(self, name: str) -> None:
        if self.stack.pop() != name:
            _refuse(f"END:{name} stands where something else ends")


def _refuse(problem: str) -> NoReturn:
    raise ContentError((Fault("", problem),)) from None
