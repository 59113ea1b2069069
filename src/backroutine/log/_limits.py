"""Entries of a log against limits: so many a week, at most so many a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ..routine import Limits
from ._adherence import Adherence
from ._done import Done
from ._marks import DONE, EXTRA, MISSED, Mark, monday, mondays, over, summed

_WEEK = 7


def against_limits(
    limits: Limits, entries: Iterable[Done], until: date, since: date | None
) -> Adherence:
    """Compare entries with what limits ask for, up to a day that is not over."""
    days = [entry.at.date() for entry in entries]
    first = min(days, default=until) if since is None else since
    days = [day for day in days if day >= first]
    marks = _marks(limits, Counter(days), first, until)
    return summed(marks, over(days, limits.per_day))


def _marks(
    limits: Limits, held: Counter[date], first: date, until: date
) -> Iterator[Mark]:
    """Walk the weeks; what a week misses is known at its end."""
    by_week: dict[date, list[int]] = defaultdict(list)
    for day, number in held.items():
        by_week[monday(day)].append(number)
    for start in mondays([first, *by_week, max(first, until)]):
        counted = sum(
            min(number, limits.per_day or number) for number in by_week[start]
        )
        asked = _asked(limits, start, first)
        done = min(counted, asked)
        is_over = (until - start).days >= _WEEK
        yield from [Mark(start, DONE)] * done
        yield from [Mark(start, MISSED)] * (asked - done if is_over else 0)
        yield from [Mark(start, EXTRA)] * (sum(by_week[start]) - done)


def _asked(limits: Limits, start: date, first: date) -> int:
    """Return what a week asks for: of a first one cut short its share, rounded up."""
    days_left = _WEEK - max(0, (first - start).days)
    return -(-(limits.per_week or 0) * days_left // _WEEK)
