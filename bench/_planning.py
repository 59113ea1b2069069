"""Sessions: ten years of them, and the next one far ahead."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import backroutine as br

from ._measure import Line, absent, compare, has

OSLO = ZoneInfo("Europe/Oslo")
FIRST = datetime(2026, 12, 1, tzinfo=OSLO)
DECADE = FIRST, FIRST.replace(year=2036)
NEAR, FAR = FIRST.replace(year=2027), FIRST.replace(year=2076)
MONTH = timedelta(days=28)
PLAN = br.Schedule(
    br.routines["lower-back-five"],
    moments=["after-waking", "before-bed"],
    days="mon wed fri",
    rhythm=br.Rhythm(wake="06:45", bed="22:30"),
    tz="Europe/Oslo",
    start=FIRST.date(),
)


def lines() -> Iterator[Line]:
    decade = partial(PLAN.starts, *DECADE)
    starts = decade()
    first, step, numbers = starts[0], timedelta(hours=28), range(len(starts))
    job, soon = f"ten years, {len(starts):,} aware starts", "1 year ahead"

    def plain() -> list[datetime]:
        return [first + i * step for i in numbers]

    yield compare(job, "a list of start + i * delta", 2.2, decade, plain)
    far, near = partial(PLAN.next, after=FAR), partial(PLAN.next, after=NEAR)
    yield compare("next(), 50 years ahead", soon, 1.5, far, near)
    far_month = partial(PLAN.between, FAR, FAR + MONTH)
    near_month = partial(PLAN.between, NEAR, NEAR + MONTH)
    yield compare("28 days, 50 years ahead", soon, 1.5, far_month, near_month)

    peer = "dateutil, the same instants"
    if not has("dateutil"):
        yield absent("schedules", peer)
        return
    rules, after = _rules(starts[:2]), PLAN.next(after=FAR)
    between = partial(rules.between, *DECADE, inc=True)
    if between() != starts or after is None or rules.after(FAR) != after.start:
        raise AssertionError
    yield compare(job, peer, 0.1, decade, between)
    yield compare("next(), 50 years ahead", peer, 0.001, far, partial(rules.after, FAR))


def _rules(starts: list[datetime]):
    from dateutil.rrule import FR, MO, WE, WEEKLY, rrule, rruleset

    made = rruleset()
    for one in starts:
        made.rrule(rrule(WEEKLY, byweekday=(MO, WE, FR), dtstart=one))
    return made
