"""How much work a recurrence rule is, told before anybody follows it.

Whoever follows a rule walks from its start to the time asked for, and takes a step
for each day, week or hour that it passes. A rule may be written so that this never
ends: one that comes every second, or one that never comes at all, such as every
30 February, which is looked for until the end of the calendar.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf, prod
from typing import Any

MOST_STEPS = 4_000_000

_Rule = Mapping[str, Sequence[Any]]

_YEAR = 365.25
_LAST_YEAR = 9999
_SURE_POSITION = 4  # every month has four of each weekday
_SURE_STRIDE = 4  # so many weeks lie within every month
_SURE_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = len(_SURE_DAYS)
_A_WEEK = range(7)
_SURE_FIRST_DAYS = (*range(1, 23), *range(-28, -6))

# Steps a year; to look through a month or a year is as much as a few small steps.
_STEPS = {
    "YEARLY": 30,
    "MONTHLY": 60,
    "WEEKLY": 160,
    "DAILY": 366,
    "HOURLY": 366 * 24,
    "MINUTELY": 366 * 24 * 60,
    "SECONDLY": 366 * 24 * 60 * 60,
}
_PLAIN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_COARSE = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_FINER = {
    "BYHOUR": _COARSE,
    "BYMINUTE": (*_COARSE, "HOURLY"),
    "BYSECOND": (*_COARSE, "HOURLY", "MINUTELY"),
}
_FIRST_AND_LAST = 2  # the round it starts with, and the one that is past the end


def steps(rule: _Rule, first: date, last: date) -> float:
    """Return the most steps it takes to follow a rule from its start to a day.

    Args:
        rule: The parts of the rule, each a list, such as `{"FREQ": ["DAILY"]}`.
        first: The day on which the rule starts.
        last: The day until which it is asked for.
    """
    frequency, every = str(_one(rule, "FREQ")), _one(rule, "INTERVAL", 1)
    if frequency not in _STEPS or every < 1:
        return inf
    looks = float(_STEPS[frequency] * max(1, len(rule.get("BYSETPOS", ()))))
    more = _FIRST_AND_LAST if frequency in _COARSE else _FIRST_AND_LAST / every
    years, times = _years(rule, first, last) / float(every) + more, _times(rule)
    if not comes_round(rule, first):
        for_ever = _LAST_YEAR - first.year + 1
        return looks / float(every) * for_ever + times * years
    most, count = (looks + times) * years, 2.0 * _one(rule, "COUNT", 0)
    return min(most, count) if count > 0 and not {*rule} - _PLAIN else most


def is_yearly(rule: _Rule) -> bool:
    """Tell whether a rule comes about once a year, as a change of the clocks does."""
    known = {*rule} <= _PLAIN | {"BYMONTH", "BYMONTHDAY", "BYDAY", *_FINER}
    yearly = _one(rule, "FREQ") == "YEARLY" and _one(rule, "INTERVAL", 1) == 1
    few = yearly and _times(rule) <= len(_A_WEEK)
    return known and few and comes_round(rule, date(2000, 1, 31))


def _one(rule: _Rule, name: str, default: Any = None) -> Any:
    return next(iter(rule.get(name, ())), default)


def _years(rule: _Rule, first: date, last: date) -> float:
    """Return how many years lie between the start and the end."""
    until = _one(rule, "UNTIL")
    end = min(last, date(until.year, until.month, until.day)) if until else last
    return max((end - first).days / _YEAR, 0)


def _times(rule: _Rule) -> float:
    """Return how often a year a rule comes at most, were it for every one."""
    frequency = str(_one(rule, "FREQ"))
    finer = prod(
        len(rule[name])
        for name, coarser in _FINER.items()
        if name in rule and frequency in coarser
    )
    return _days(rule) * finer


def _days(rule: _Rule) -> float:
    frequency, weekdays = str(_one(rule, "FREQ")), rule.get("BYDAY", ())
    if frequency not in ("YEARLY", "MONTHLY"):
        weekly = 54 * max(1, len(weekdays))
        return weekly if frequency == "WEEKLY" else _STEPS[frequency]
    if "BYYEARDAY" in rule or "BYWEEKNO" in rule:
        return _STEPS["DAILY"]
    days = rule.get("BYMONTHDAY", ())
    plain = frequency == "YEARLY" and not weekdays and not days
    months = len(rule.get("BYMONTH", ())) or (1 if plain else _MONTHS)
    found = sum(1 if _position(weekday) else 5 for weekday in weekdays)
    return months * max(1, found, len(days))


def _position(weekday: Any) -> int:
    """Return which one of its weekdays `2TU` is; 0 where it is every one."""
    digits = str(weekday)[:-2]
    return int(digits) if digits else 0


# -- does it come at all -----------------------------------------------------------


def comes_round(rule: _Rule, first: date) -> bool:
    """Tell whether a rule comes again within a few years for sure."""
    by = {*rule} - _PLAIN
    if not by:
        return True
    if not _months(rule, first):
        return False
    if _one(rule, "FREQ") not in ("YEARLY", "MONTHLY"):
        return _has_its_week(rule, by - {*_FINER})
    if "BYDAY" in by:
        return _has_its_weekday(rule, by - {*_FINER})
    return _has_its_day(rule, by - {*_FINER}, first)


def _has_its_week(rule: _Rule, by: set[str]) -> bool:
    """Tell whether what comes every so many weeks, days or hours meets its days."""
    if by - {"BYMONTH", "BYDAY"} or any(map(_position, rule.get("BYDAY", ()))):
        return False
    wide = _one(rule, "FREQ") == "WEEKLY" and "BYMONTH" not in by
    return wide or _one(rule, "INTERVAL", 1) <= _SURE_STRIDE


def _months(rule: _Rule, first: date) -> list[int]:
    """Return the months that a rule may mean and gets to; none where that is open."""
    monthly, every = _one(rule, "FREQ") == "MONTHLY", _one(rule, "INTERVAL", 1)
    if "BYMONTH" in rule:
        found = [] if monthly and every > 1 else rule["BYMONTH"]
        return [month for month in found if 1 <= month <= _MONTHS]
    return [first.month] if monthly and every % _MONTHS == 0 else [*range(1, 13)]


def _has_its_day(rule: _Rule, by: set[str], first: date) -> bool:
    """Tell whether some month has a day of that number."""
    if by - {"BYMONTH", "BYMONTHDAY"}:
        return False
    days = rule.get("BYMONTHDAY", (first.day,))
    longest = max(_SURE_DAYS[one - 1] for one in _months(rule, first))
    return any(0 < abs(day) <= longest for day in days)


def _has_its_weekday(rule: _Rule, by: set[str]) -> bool:
    """Tell whether every month has a weekday in that place."""
    positions = [_position(one) for one in rule["BYDAY"]]
    if by == {"BYMONTH", "BYMONTHDAY", "BYDAY"} and not any(positions):
        days = {*rule["BYMONTHDAY"]}
        return any(days >= {day + i for i in _A_WEEK} for day in _SURE_FIRST_DAYS)
    if by - {"BYMONTH", "BYDAY", "BYSETPOS"}:
        return False
    if "BYSETPOS" in rule:
        sure = any(0 < abs(one) <= _SURE_POSITION for one in rule["BYSETPOS"])
        return sure and not any(positions)
    return all(0 < abs(one) <= _SURE_POSITION for one in positions) or not any(
        positions
    )
