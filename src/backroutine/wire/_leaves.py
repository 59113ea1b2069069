"""How the small values stand in JSON: one reader and one writer for each type.

Readers are strict: text is text, a number is a number, and `true` is neither.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Any, cast

from .._checks import (
    Term,
    clock,
    day,
    duration,
    each,
    iso_clock,
    iso_duration,
    real_number,
)
from ..errors import InvalidValue, Problem
from ..moment import Moment, Times, Weekdays
from ..pose import Point, Shares
from ..terms import WEEK, Weekday

_INSTANT = (
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)(Z(?!\[)|[+-]\d\d:\d\d(?::\d\d)?)"
    r"(?:\[([A-Za-z0-9_+/-]{1,80})\])?"
)


def _text(value: object, _: object = None) -> str:
    if type(value) is not str:
        raise Problem.expected("text", value)
    return value


def _number(value: object, _: object = None) -> int:
    if type(value) is not int:
        raise Problem.expected("a whole number", value)
    return value


def _real(value: object, _: object = None) -> float:
    if type(value) not in (int, float):
        raise Problem.expected("a number", value)
    return real_number(cast("float", value))


def _point(value: object, _: object = None) -> Point:
    if type(value) is not list or len(value) != 2:  # noqa: PLR2004 - right, and up
        raise Problem.expected("a list of two numbers such as [0.2, 0.035]", value)
    x, y = each(_real, value)
    return x, y


def _shares(value: object, _: object = None) -> Shares:
    if type(value) is not list or len(value) != 3:  # noqa: PLR2004 - three parts
        raise Problem.expected("a list of three numbers such as [0.5, 1, 1]", value)
    upper, lower, end = each(_real, value)
    return upper, lower, end


def _short(value: float) -> float:
    """Write a number without a fraction as a whole number."""
    return int(value) if value.is_integer() else value


def _numbers(values: Point | Shares) -> list[float]:
    return [_short(number) for number in values]


def _moment(value: object, _: object = None) -> Moment:
    try:
        return Moment.parse(_text(value))
    except InvalidValue as error:
        raise Problem(*(fault._replace(path="") for fault in error.faults)) from None


def _instant(value: object, _: object = None) -> datetime:
    found = re.fullmatch(_INSTANT, value, re.ASCII) if isinstance(value, str) else None
    if found is None:
        what = 'a time such as "2026-12-01T06:45:00+01:00[Europe/Oslo]"'
        raise Problem.expected(what, value)
    try:
        given = datetime.fromisoformat(found[1] + found[2])
        local = given.astimezone(_zone(found[3])) if found[3] else given
    except (ValueError, OverflowError):
        raise Problem.expected("a real time in a known time zone", value) from None
    if local.utcoffset() != given.utcoffset():
        raise Problem.expected(f"the offset of {found[3]} at that time", value)
    return local


def _zone(key: Any) -> tzinfo:
    from zoneinfo import ZoneInfo

    from ..schedule import zone_key

    return ZoneInfo(zone_key(key))


def _iso_instant(value: datetime) -> str:
    """Write an instant, with its zone where that can be read back."""
    key = getattr(value.tzinfo, "key", None)
    try:
        here = value.astimezone(_zone(key)).utcoffset()
    except (InvalidValue, OverflowError):
        return value.isoformat()
    known = here == value.utcoffset()
    return f"{value.isoformat()}[{key}]" if known else value.isoformat()


def _times(value: object, _: object = None) -> Times:
    if isinstance(value, dict):
        return _times_by_day(value)
    return (clock(_text(value)),) * len(WEEK)


def _times_by_day(value: dict[str, object]) -> Times:
    faults = []
    found: dict[Weekday, time] = {}
    for name, at in value.items():
        try:
            found[Weekday(name)] = clock(_text(at))
        except InvalidValue as problem:
            faults += [fault.under(name) for fault in problem.faults]
    if faults:
        raise Problem(*faults)
    return tuple(found.get(one) for one in WEEK)


def _iso_times(value: Times) -> str | dict[str, str]:
    if value[0] is not None and len(set(value)) == 1:
        return iso_clock(value[0])
    return {
        one.value: iso_clock(at)
        for one, at in zip(WEEK, value, strict=True)
        if at is not None
    }


def _on(value: object, _: object = None) -> Weekdays | date:
    return _weekdays(value) if isinstance(value, list) else day(_text(value))


def _weekdays(value: object, _: object = None) -> Weekdays:
    if not isinstance(value, list):
        raise Problem.expected('a list of weekdays such as ["mon", "fri"]', value)
    faults = []
    for index, one in enumerate(value):
        try:
            Weekday(one)
        except InvalidValue as problem:
            faults += [fault.under(f"[{index}]") for fault in problem.faults]
    if faults:
        raise Problem(*faults)
    if len(set(value)) < len(value) or not value:
        raise Problem.expected("each weekday once, and at least one", value)
    return tuple(one for one in WEEK if one in value)


def _iso_on(value: Weekdays | date) -> Any:
    return value.isoformat() if isinstance(value, date) else _names(value)


def _names(value: Weekdays) -> list[str]:
    return [one.value for one in value]


def _read_duration(value: object, _: object = None) -> timedelta:
    return duration(value)  # type: ignore[arg-type]  # it refuses what is neither


def _read_day(value: object, _: object = None) -> date:
    if type(value) is not str:
        raise Problem.expected('a date such as "2026-12-01"', value)
    return day(value)


def _read_clock(value: object, _: object = None) -> time:
    return clock(_text(value))


def _truth(value: object, _: object = None) -> bool:
    if not isinstance(value, bool):
        raise Problem.expected("true or false", value)
    return value


def _reply(value: object, _: object = None) -> bool | str:
    if not isinstance(value, bool | str):
        raise Problem.expected("true, false or text", value)
    return value


Read = Callable[..., Any]
Write = Callable[[Any], Any]

READERS: dict[Any, Read] = {
    str: _text,
    int: _number,
    float: _real,
    Point: _point,
    Shares: _shares,
    timedelta: _read_duration,
    date: _read_day,
    time: _read_clock,
    datetime: _instant,
    Moment: _moment,
    Times: _times,
    Weekdays: _weekdays,
    Weekdays | date: _on,
    bool: _truth,
    bool | str: _reply,
}
WRITERS: dict[Any, Write] = {
    float: _short,
    Point: _numbers,
    Shares: _numbers,
    timedelta: iso_duration,
    date: date.isoformat,
    time: iso_clock,
    datetime: _iso_instant,
    Moment: lambda moment: moment.notation,
    Times: _iso_times,
    Weekdays: _names,
    Weekdays | date: _iso_on,
}


@cache
def term_reader(kind: type[Term]) -> Read:
    """Return the reader of a vocabulary."""
    members = {member.value: member for member in kind}

    def read(value: object, _: object = None) -> Term:
        member = members.get(value) if type(value) is str else None
        return member or kind._missing_(value)

    return read
