"""Marks: every session that counts, one by one, before they are summed up."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ._adherence import Adherence, Week

DONE, MISSED, EXTRA = "done", "missed", "extra"


class Mark(NamedTuple):
    """One session.

    Attributes:
        day: A day of the week that it counts to.
        kind: Whether it was done, missed or extra.
    """

    day: date
    kind: str


def summed(marks: Iterable[Mark], too_many: Iterable[date]) -> Adherence:
    """Sum up marks, of which those of planned sessions are in their order."""
    marks = tuple(marks)
    by_week: dict[date, Counter[str]] = defaultdict(Counter)
    for day, kind in marks:
        by_week[monday(day)][kind] += 1
    weeks = tuple(_week(start, by_week[start]) for start in mondays(by_week))
    planned = [kind for _, kind in marks if kind != EXTRA]
    runs = [len([*run]) for kind, run in groupby(planned) if kind == DONE]
    in_a_row = runs[-1] if planned[-1:] == [DONE] else 0
    return Adherence(weeks, in_a_row, max(runs, default=0), tuple(too_many))


def _week(start: date, kinds: Counter[str]) -> Week:
    return Week(start, kinds[DONE], kinds[MISSED], kinds[EXTRA])


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def mondays(days: Iterable[date]) -> tuple[date, ...]:
    """Return the Monday of every week from that of the first day to the last's."""
    numbers = [monday(day).toordinal() for day in days]
    if not numbers:
        return ()
    return tuple(map(date.fromordinal, range(min(numbers), max(numbers) + 1, 7)))


def over(days: Iterable[date], most: int | None) -> set[date]:
    """Return the days that are there more often than allowed."""
    return {day for day, times in Counter(days).items() if most and times > most}
