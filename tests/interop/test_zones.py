"""Other programs find the right time in every zone that a calendar of ours states."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from backroutine.errors import Problem
from backroutine.export import ical
from backroutine.routine import Limits
from backroutine.schedule import Schedule, zone_key
from tests.clocks import changes
from tests.examples import MINUTE
from tests.interop.programs import Walls

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
WEEK = timedelta(weeks=1)
NEAR = [timedelta(minutes=n) for n in (-181, -121, -61, -31, -1, 0, 30, 60, 120, 180)]


def known(key: str) -> bool:
    """Whether a plan may be in a zone."""
    try:
        return bool(zone_key(key))
    except Problem:
        return False


KEYS = sorted(filter(known, available_timezones() - {"UTC"}))


@cache
def calendar(key: str, until: date | None) -> str:
    """A plan in a zone."""
    plan = Schedule(
        MINUTE,
        moments=["12:00"],
        days="mon",
        tz=key,
        start=FIRST.date(),
        until=until,
        limits=Limits(),
    )
    return ical.dumps(plan)


@cache
def clear(key: str) -> dict[datetime, datetime]:
    """Wall times that a zone has once, and their instants: weekly, and near changes."""
    zone = ZoneInfo(key)
    instants = [FIRST + n * WEEK for n in range((LAST - FIRST) // WEEK)]
    instants += [change + near for change in changes(key, FIRST, LAST) for near in NEAR]
    shown = {one: one.astimezone(zone) for one in instants}
    return {
        local.replace(tzinfo=None): one
        for one, local in shown.items()
        if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset()
    }


@pytest.mark.parametrize("until", [date(2030, 12, 31), None], ids=["ends", "goes on"])
def test_every_zone_is_read_right(program, until):
    asked = [Walls(calendar(key, until), list(clear(key))) for key in KEYS]
    wrong = [
        (key, wall, told)
        for key, (_, walls), found in zip(
            KEYS, asked, program.instants(asked), strict=True
        )
        for wall, told in zip(walls, found, strict=True)
        if told != clear(key)[wall]
    ]
    assert wrong == []


def test_there_are_zones_with_and_without_changes():
    assert len(KEYS) > 500
    numbers = {len(changes(key, FIRST, LAST)) for key in KEYS}
    assert {0, 10} <= numbers
