"""Calendars: a year's plan as a file, and a year of sessions placed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import attrs

import backroutine as br

from ._measure import Line, Work, absent, compare, has, rounds
from ._planning import FIRST, PLAN

YEAR = FIRST.date(), FIRST.date() + timedelta(days=364)


def lines() -> Iterator[Line]:
    peer = "icalendar, an event each"
    if has("icalendar"):
        plan = attrs.evolve(PLAN, until=YEAR[1])
        ours = partial(br.export.ical.dumps, plan)
        job = f"a year's file, {len(ours()):,} characters"
        yield Line(job, "5 ms", 1, best(ours), 0.005)
        yield compare(job, peer, None, ours, _each(plan))
    else:
        yield absent("calendar files", peer)
    for name, per_week in (("3", 3), ("14", 14)):
        place = partial(
            br.compose.place,
            PLAN.routine,
            YEAR,
            rhythm=PLAN.rhythm,
            tz=PLAN.tz,
            per_week=per_week,
        )
        job = f"a year placed, {name} a week"
        yield Line(job, "0.5 s", 1, best(place), 0.5)


def best(work: Work) -> float:
    """Return the least that one call took."""
    return min(turn[0] for turn in rounds(work))


def _each(plan: br.Schedule) -> Work:
    from icalendar import Calendar, Event

    end = FIRST + timedelta(days=365)

    def write() -> bytes:
        calendar = Calendar()
        for session in plan.between(FIRST, end):
            event = Event()
            event.add("uid", session.start.isoformat())
            event.add("dtstamp", datetime(2026, 12, 1, tzinfo=UTC))
            event.add("dtstart", session.start)
            event.add("dtend", session.end)
            event.add("summary", session.routine.name)
            calendar.add_component(event)
        return calendar.to_ical()

    return write
