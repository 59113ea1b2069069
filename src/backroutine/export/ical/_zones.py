"""What a zone's clocks do, in the two ways that every calendar reads right.

Where a zone keeps to two changes a year, each is a yearly rule. It begins in 1970,
since some readers look no further back than its start. Where a zone does not, each
change stands by itself. No change is ever written as a list of dates, which some
readers cut off after the first.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SECOND = timedelta(seconds=1)
_EPOCH = 1970
_CYCLE = 28  # years, after which the weekdays of a calendar come again
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Observance(NamedTuple):
    """What the clocks of a zone show from an onset on.

    `onset` is the first one, on a clock that still shows the offset before; `rule`
    holds the parts of a yearly rule, and is empty where the onset comes once.
    """

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool
    rule: dict[str, Any]


class _Change(NamedTuple):
    """One change of the clocks, seen on a clock that still shows what was before."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def is_daylight(self) -> bool:
        """Tell whether it takes the clocks forward, but not over a whole day.

        Some readers refuse a summer of 24 hours.
        """
        return self.before < self.after < self.before + _DAY / 2


@lru_cache(maxsize=64)
def observances(key: str, first: int, last: int) -> tuple[Observance, ...]:
    """Return what a zone's clocks do from the first year to the last one.

    Where the zone then keeps to rules, they hold for later years, too.
    """
    zone = ZoneInfo(key)
    changes = [*_changes(zone, first - 1, last + 1, _DAY)]
    rules = _rules(_changes(zone, last + 2, last + 1 + _CYCLE, _WEEK))
    begin = _kept_since(rules, changes, first - 1, last + 1)
    single = [change for change in changes if change.onset.year < begin]
    if rules and not single:
        return tuple(_yearly(rule, min(first - 1, _EPOCH)) for rule in rules)
    yearly = [_yearly(rule, begin) for rule in rules]
    return (_opening(zone, first), *map(_once, single), *yearly)


# -- changes -----------------------------------------------------------------------


def _changes(
    zone: ZoneInfo, first: int, last: int, step: timedelta
) -> Iterator[_Change]:
    """Walk the changes of some years; two within one step may be missed."""
    end = datetime(last + 1, 1, 1, tzinfo=UTC) + _DAY
    here = datetime(first, 1, 1, tzinfo=UTC) - _DAY
    while here < end:
        there = here + step
        if _offset(here, zone) != _offset(there, zone):
            change = _change(here, there, zone)
            if first <= change.onset.year <= last:
                yield change
        here = there


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def _change(here: datetime, there: datetime, zone: ZoneInfo) -> _Change:
    """Close in on the change between two instants."""
    before = _offset(here, zone)
    while there - here > _SECOND:
        middle = here + (there - here) // _SECOND // 2 * _SECOND
        if _offset(middle, zone) == before:
            here = middle
        else:
            there = middle
    local = there.astimezone(zone)
    onset = (there + before).replace(tzinfo=None)
    return _Change(onset, before, _offset(there, zone), local.tzname() or "")


# -- rules -------------------------------------------------------------------------


class _Rule(NamedTuple):
    """A change that comes every year on a weekday within seven days of a month.

    `first` is the first of the seven days; -7 stands for the last seven.
    """

    change: _Change
    first: int

    @property
    def parts(self) -> dict[str, Any]:
        """Return the parts of a yearly rule."""
        onset = self.change.onset
        month = {"bymonth": onset.month}
        weekday = _WEEKDAYS[onset.weekday()]
        if self.first == -7:  # noqa: PLR2004 - see above
            return month | {"byday": f"-1{weekday}"}
        if self.first % 7 == 1:
            return month | {"byday": f"{self.first // 7 + 1}{weekday}"}
        days = [*range(self.first, self.first + 7)]
        return month | {"bymonthday": days, "byday": weekday}

    def onset(self, year: int) -> datetime:
        """Return when it comes in a year."""
        known = self.change.onset
        length = monthrange(year, known.month)[1]
        first = date(year, known.month, self.first % (length + 1))
        day = first + (known.weekday() - first.weekday()) % 7 * _DAY
        return datetime.combine(day, known.time())


def _rules(changes: Iterable[_Change]) -> list[_Rule]:
    """Return the two rules that all the changes keep to; none where they do not."""
    groups: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        onset = change.onset
        key = (onset.month, onset.weekday(), onset.time(), change.before, change.after)
        groups.setdefault(key, []).append(change)
    found = [rule for group in groups.values() if (rule := _rule(group))]
    return found if len(found) == len(groups) == 2 else []  # noqa: PLR2004 - to and fro


def _rule(group: list[_Change]) -> _Rule | None:
    days = {change.onset.day for change in group}
    if len(group) != _CYCLE or max(days) - min(days) != 6:  # noqa: PLR2004 - a week
        return None
    length = monthrange(group[0].onset.year, group[0].onset.month)[1]
    return _Rule(group[0], -7 if max(days) == length else min(days))


def _kept_since(
    rules: list[_Rule], changes: Iterable[_Change], first: int, last: int
) -> int:
    """Return the year from which on all changes keep to the rules, if there are any."""
    by_year: dict[int, set[tuple[datetime, timedelta]]] = {}
    for change in changes:
        by_year.setdefault(change.onset.year, set()).add((change.onset, change.after))
    year = last
    while rules and year >= first and by_year.get(year) == _by_rule(rules, year):
        year -= 1
    return year + 1


def _by_rule(rules: list[_Rule], year: int) -> set[tuple[datetime, timedelta]]:
    return {(rule.onset(year), rule.change.after) for rule in rules}


# -- observances -------------------------------------------------------------------


def _yearly(rule: _Rule, begin: int) -> Observance:
    return _once(rule.change)._replace(onset=rule.onset(begin), rule=rule.parts)


def _once(change: _Change) -> Observance:
    return Observance(*change, change.is_daylight, {})


def _opening(zone: ZoneInfo, first: int) -> Observance:
    """Return what held before the first change."""
    start = datetime(first - 1, 1, 1, tzinfo=zone)
    offset = start.utcoffset() or timedelta(0)
    onset = datetime(min(first - 1, _EPOCH), 1, 1)  # noqa: DTZ001 - on the zone's clock
    return _once(_Change(onset, offset, offset, start.tzname() or ""))
