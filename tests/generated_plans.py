"""Plans of many kinds around the changes of many clocks, the same in every run."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from backroutine import packs
from backroutine.errors import InvalidValue, Overlap, TooOften
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Limits
from backroutine.schedule import EveryDays, Schedule
from backroutine.terms import WEEK, Anchor, Gap
from tests.clocks import changes, offset
from tests.examples import MINUTE, lasting

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
NUMBER = 60 if os.environ.get("FAST") else 300
ODD = (1940,)  # without an end on one weekday and time twice, in different weeks

# Zones, and years in which their clocks do what others do not.
PLACES: dict[str, Sequence[int]] = {
    "Africa/Cairo": (2026,),  # at midnight
    "Africa/Casablanca": (2024, 2026),  # around each Ramadan
    "Africa/El_Aaiun": (2025,),
    "Africa/Juba": (2021,),  # another standard time
    "America/Asuncion": (2024,),  # at midnight, and then no more
    "America/Caracas": (2016,),  # half an hour
    "America/Havana": (2026,),  # at midnight
    "America/New_York": (1955, 2026, 2027),
    "America/Nuuk": (2026,),  # on a Saturday evening
    "America/Santiago": (2026,),  # at midnight, in the south
    "America/Sao_Paulo": (2018,),  # at midnight, in the south
    "America/St_Johns": (2026,),  # half an hour off
    "Antarctica/Troll": (2026,),  # two hours
    "Asia/Almaty": (2024,),  # another standard time
    "Asia/Amman": (2022,),  # summer for good
    "Asia/Beirut": (2026,),  # at midnight
    "Asia/Kathmandu": (2026,),  # no change, and a quarter of an hour
    "Asia/Pyongyang": (2015, 2018),  # half an hour, once each way
    "Asia/Tehran": (2021,),  # at midnight, by a calendar of its own
    "Atlantic/Azores": (2026,),  # at midnight
    "Australia/Lord_Howe": (2026,),  # half an hour
    "Etc/GMT+12": (2026,),  # behind, whatever its name says
    "Europe/Dublin": (2026,),  # winter is the exception
    "Europe/London": (1968, 2026),  # and summer for three years
    "Europe/Moscow": (2011, 2014),  # another standard time
    "Europe/Oslo": (2026, 2045),
    "Europe/Volgograd": (2018, 2020),  # another standard time
    "Pacific/Apia": (2011,),  # a day is missing
    "Pacific/Chatham": (2026,),  # from a quarter to to a quarter to
    "Pacific/Fakaofo": (2011,),
    "Pacific/Kiritimati": (1994,),
    "Pacific/Kwajalein": (1993,),
    "UTC": (2026,),
}


class Planned(NamedTuple):
    """A plan, and from when on and until when to look at it."""

    plan: Schedule
    begin: datetime
    end: datetime

    @property
    def sessions(self) -> list[tuple[datetime, datetime]]:
        """The start and the end of each session, in UTC."""
        found = self.plan.between(self.begin, self.end)
        return [(one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in found]


class Change(NamedTuple):
    """What the clocks would have shown when they changed, and what they showed."""

    before: datetime
    after: datetime

    @property
    def is_gap(self) -> bool:
        """Whether wall times are skipped."""
        return self.before < self.after


def clock_changes(key: str, year: int) -> list[Change]:
    """The changes of a zone's clocks in a year."""
    zone = ZoneInfo(key)
    instants = changes(
        key, datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    )
    return [
        Change(
            (one + offset(one - SECOND, zone)).replace(tzinfo=None),
            (one + offset(one, zone)).replace(tzinfo=None),
        )
        for one in instants
    ]


# -- a plan in the way of every change -------------------------------------------------


def _plan(**parts: Any) -> Schedule:
    usual: dict[str, Any] = {"routine": MINUTE, "limits": Limits()}
    return Schedule(**usual | parts)


def pitfalls() -> Iterator[tuple[str, Planned]]:
    """Daily plans whose wall times the clocks skip, show twice, or nearly do."""
    for key, years in PLACES.items():
        for change in (one for year in years for one in clock_changes(key, year)):
            for gap in Gap if change.is_gap else [Gap.SHIFT]:
                yield f"{key} {change.before} {gap}", _around(key, change, gap)


def _around(key: str, change: Change, gap: Gap) -> Planned:
    edges = sorted({change.before, change.after, change.before - DAY / 2})
    middle = change.before + (change.after - change.before) / 2
    soon = change.before - timedelta(minutes=2)
    times = {one.time().replace(second=0) for one in (*edges, middle, soon)}
    first = change.before.date() - 20 * DAY
    plan = _plan(
        moments=sorted(times), tz=key, start=first, until=first + 50 * DAY, gap=gap
    )
    return _looked_at(plan)


def _looked_at(plan: Schedule, days: int = 300) -> Planned:
    begin = datetime.combine(plan.start, time(), UTC) - 2 * DAY
    return Planned(plan, begin, begin + days * DAY)


# -- plans of many kinds ---------------------------------------------------------------


def generated() -> Iterator[tuple[str, Planned]]:
    """Plans that are different in everything, each known by its number."""
    for number in (*range(NUMBER), *ODD):
        yield f"plan {number}", _looked_at(generate(number))


def generate(number: int) -> Schedule:
    """Return the first plan of a row of tries that is one."""
    key = list(PLACES)[number % len(PLACES)]
    for attempt in count():
        try:
            return _drawn(Random(f"{number}/{attempt}"), key)
        except (InvalidValue, Overlap, TooOften):
            pass
    raise AssertionError


def _drawn(draw: Random, key: str) -> Schedule:
    year = draw.choice(PLACES[key])
    noon = Change(*[datetime(year, draw.randint(1, 12), draw.randint(1, 28), 12)] * 2)
    change = draw.choice(clock_changes(key, year) or [noon])
    near = change.before.date()
    start = near - draw.choice([0, 1, 3, 10, 60, 100]) * DAY
    return _plan(
        routine=draw.choice(_routines()),
        moments=[_moment(draw, change) for _ in range(draw.randint(1, 3))],
        **_days(draw),
        rhythm=_rhythm(draw, change),
        tz=key,
        start=start,
        **_end(draw, start),
        skip=[near + draw.randint(-9, 30) * DAY for _ in range(draw.choice([0, 0, 4]))],
        gap=draw.choice([*Gap]),
    )


def _days(draw: Random) -> dict[str, Any]:
    kind = draw.choice(["every day", "weekdays", "every few days"])
    if kind == "every few days":
        return {"days": EveryDays(draw.choice([1, 2, 3, 7, 10]))}
    days = WEEK if kind == "every day" else _weekdays(draw)
    return {"days": days, "every": draw.choice([1, 1, 2, 3])}


def _end(draw: Random, start: date) -> dict[str, Any]:
    """An end, mostly; some readers expand what has none up to 2037."""
    kind = draw.choice([*["until", "count"] * 4, "never"])
    if kind == "never" and start.year > 2017:
        return {}
    if kind == "until":
        return {"until": start + draw.randint(20, 500) * DAY}
    return {"count": draw.randint(1, 200)}


@cache
def _routines() -> list[Any]:
    return [MINUTE, lasting(4), lasting(45), packs.routines["lower-back-five"]]


def _weekdays(draw: Random) -> list[str]:
    return [day.value for day in WEEK if draw.random() < 0.4] or ["sun"]


def _clock(draw: Random, change: Change) -> time:
    """A wall time, often one near a change."""
    if draw.random() < 0.4:
        return time(draw.randint(0, 23), draw.choice([0, 7, 30, 59]))
    edge = draw.choice(change)
    minutes = draw.choice([0, 0, 1, -1, 15, -15, 30, 59, -60, 90])
    return (edge + timedelta(minutes=minutes)).time().replace(second=0)


def _moment(draw: Random, change: Change) -> Moment:
    if draw.random() < 0.3:
        return Moment(_clock(draw, change))
    minutes = draw.choice([0, 0, 0, 1, 15, 30, 90, 720])
    return Moment(draw.choice([*Anchor]), timedelta(minutes=minutes))


def _rhythm(draw: Random, change: Change) -> Rhythm:
    windows = [
        [_window(draw, change) for _ in range(draw.randint(1, 2))] for _ in range(2)
    ]
    return Rhythm(_week(draw, change), _week(draw, change), *windows)


def _week(draw: Random, change: Change) -> tuple[time, ...]:
    usual, other = _clock(draw, change), _clock(draw, change)
    if draw.random() < 0.5:
        return (usual,) * 7
    return (usual,) * 5 + (other,) * 2


def _window(draw: Random, change: Change) -> Window:
    near: date = change.before.date() + draw.randint(-2, 5) * DAY
    start = _clock(draw, change)
    end = time((start.hour + draw.randint(1, 5)) % 24, start.minute)
    on: Any = draw.choice([near, _weekdays(draw)])
    return Window(on, start, end)


PLANS: dict[str, Planned] = dict([*pitfalls(), *generated()])
