"""Days as the pictures of plans need them: their names, and what is on them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from ..schedule import Schedule, Session
from ._pages import name_of

DAY = timedelta(days=1)
_NEAR = 2 * DAY  # no zone is further from UTC
_LETTERS = 80
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


class Day(NamedTuple):
    """A day of the calendar, and the sessions that start on it by its zone's clocks."""

    date: date
    sessions: tuple[Session, ...]

    def __str__(self) -> str:
        """Write `Monday 30 November`."""
        month = MONTHS[self.date.month - 1]
        return f"{WEEKDAYS[self.date.weekday()]} {self.date.day} {month}"


def days_of(plan: Schedule, first: date, number: int) -> list[Day]:
    """Return so many days from the first one on.

    Around a midnight that the clocks skip or repeat only a session's own clock
    tells its day, so more is asked for than is kept.
    """
    opening = datetime.combine(first, time(), UTC)
    found = plan.between(opening - _NEAR, opening + number * DAY + _NEAR)
    on: dict[date, list[Session]] = {first + i * DAY: [] for i in range(number)}
    for session in found:
        on.get(session.start.date(), []).append(session)
    return [Day(day, tuple(sessions)) for day, sessions in on.items()]


def names_of(plan: Schedule) -> list[str]:
    """Return what a plan's routines are called."""
    return [name_of(routine) for routine in plan.routines]


def brief(text: str) -> str:
    """Return a name that may be read out: not one of a thousand letters."""
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"


def told(days: Iterable[tuple[str, Iterable[str]]], most: int) -> str:
    """Say what is on days, each by its name; of many sessions so many."""
    return " ".join(f"{name}: {_few([*on], most)}." for name, on in days)


def _few(texts: list[str], most: int) -> str:
    if len(texts) <= most:
        return ", ".join(texts)
    return f"{', '.join(texts[:most])} and {len(texts) - most} more"
