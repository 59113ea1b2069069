"""What is asked of a calendar: which zone, from when until when, which words."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

import attrs

from ..._checks import closed, each, instant, is_a, near_day
from ...errors import Fault, InvalidValue, Problem
from ...schedule import zone_key

_DAY = timedelta(days=1)

Edge = date | datetime


def task(**parts: Any) -> "Task":
    """Check what is asked.

    Raises:
        InvalidValue: Something of it makes no sense; every fault is named.
    """
    try:
        return Task(**parts)
    except InvalidValue as error:
        raise InvalidValue("from_ical", error.faults) from None


def _edge(value: Any) -> Edge:
    if not isinstance(value, datetime):
        return near_day(value)
    near_day(value.date())
    return instant(value)


def _edges(value: Any) -> tuple[Edge, Edge]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004 - from, until
        raise Problem.expected("two dates or datetimes", value)
    first, last = each(_edge, value)
    return first, last


def _in_order(task: "Task", _: object, edges: tuple[Edge, Edge]) -> None:
    dates = [one for one in edges if not isinstance(one, datetime)]
    if dates != sorted(dates) or task.start >= task.end:
        raise Problem(Fault("between", "ends before it begins"))


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Problem.expected('a word such as "workout"', value)
    return folded(value)


def _words(values: Iterable[str] | str) -> tuple[str, ...]:
    return each(_word, values.split(",") if isinstance(values, str) else values)


@closed
@attrs.frozen(repr=False)
class Task:
    """Hold what is asked, checked.

    Attributes:
        key: The key of the zone that all is in.
        between: From when until when, a date or an instant each.
        workouts: The words of workouts, folded.
        drives: The words of drives, folded.
        all_day: Whether whole days count.
        own: Whether sessions that this library wrote count.
    """

    key: str = attrs.field(alias="zone", converter=zone_key)
    between: tuple[Edge, Edge] = attrs.field(converter=_edges, validator=_in_order)
    workouts: tuple[str, ...] = attrs.field(converter=_words)
    drives: tuple[str, ...] = attrs.field(converter=_words)
    all_day: bool = attrs.field(validator=is_a(bool))
    own: bool = attrs.field(validator=is_a(bool))

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone."""
        return ZoneInfo(self.key)

    @property
    def start(self) -> datetime:
        """Return from when, in UTC; with a date, half a day before it begins."""
        first = self.between[0]
        if isinstance(first, datetime):
            return first
        return midnight(first, self.zone) - _DAY / 2

    @property
    def end(self) -> datetime:
        """Return before when, in UTC; with a date, half a day after it ends."""
        last = self.between[1]
        if isinstance(last, datetime):
            return last
        return midnight(last + _DAY, self.zone) + _DAY / 2


def midnight(value: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins, in UTC."""
    return datetime.combine(value, time(), zone).astimezone(UTC)


# -- words in texts ----------------------------------------------------------------


def folded(text: str) -> str:
    """Return a text such that capitals and ways to write an accent do not matter."""
    return normalize("NFC", normalize("NFC", text).casefold()).strip()


def holds(text: str, word: str) -> bool:
    """Tell whether a folded text holds a folded word as a whole word."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
