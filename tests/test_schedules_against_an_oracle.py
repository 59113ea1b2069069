"""Law 6: what a schedule finds is what a slow walk day by day finds."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import import_module
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from backroutine.errors import InvalidValue, Overlap, TooOften
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Limits
from backroutine.schedule import EveryDays, Schedule, Session, Slot, _engine, _zones
from backroutine.terms import WEEK, Anchor, Gap, Weekday
from tests import oracle
from tests.examples import MINUTE, at, lasting, plan
from tests.strategies import ZONES, lists, some

DAY = timedelta(days=1)
SHORT = timedelta(minutes=1)


# -- zones by the pure Python reader of the standard library ---------------------------
# Its tables are private: `_trans_utc` holds each change as seconds from 1970, and
# `_tz_after` the rule for what comes after the last of them.


READER = import_module("zoneinfo._zoneinfo")


@lru_cache
def changes(key: str, last_year: int = 2037) -> list[datetime]:
    """The instants at which a zone's offset changes, from 1900 on."""
    zone = READER.ZoneInfo(key)
    seconds = list(zone._trans_utc)
    rule = zone._tz_after
    if hasattr(rule, "transitions"):
        since = datetime.fromtimestamp(seconds[-1], UTC).year if seconds else 1900
        for year in range(since, last_year + 1):
            start, end = rule.transitions(year)
            seconds += [start - rule.std.utcoff.total_seconds()]
            seconds += [end - rule.dst.utcoff.total_seconds()]
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    instants = sorted({epoch + timedelta(seconds=one) for one in seconds})
    return [
        one
        for one in instants
        if 1900 <= one.year <= last_year and len(set(around(one, key))) == 2
    ]


def around(change: datetime, key: str) -> tuple[timedelta, timedelta]:
    """The offsets just before and from a change on."""
    zone = ZoneInfo(key)
    before, after = (
        (change - timedelta(seconds=1)).astimezone(zone),
        change.astimezone(zone),
    )
    return before.utcoffset(), after.utcoffset()  # type: ignore[return-value]  # aware ones have offsets


def walls(change: datetime, key: str) -> tuple[datetime, datetime]:
    """What the clocks would have shown at a change, and what they show."""
    before, after = around(change, key)
    naive = change.replace(tzinfo=None)
    return naive + before, naive + after


# -- plans around a change of the clocks -----------------------------------------------


@st.composite
def places(draw):
    """A zone, a day in it, mostly one near a change, and wall times of interest."""
    key = draw(st.sampled_from(ZONES))
    near = [one for one in changes(key) if one.year >= 1940]
    if not near or draw(st.integers(0, 9)) == 9:
        day = draw(st.dates(date(1930, 1, 1), date(2400, 1, 1)))
        return key, day, [time(0), time(2, 30), time(23, 59)]
    change = draw(st.sampled_from(near))
    before, after = walls(change, key)
    minutes = [0, 1, -1, 15, -15, 30, 59, -60, 90]
    times = {
        (one + n * SHORT).time().replace(second=0)
        for one in (before, after)
        for n in minutes
    }
    return key, before.date(), sorted(times)


@st.composite
def plans(draw, *, counted=True):
    """A plan that starts near a change of the clocks, and that day."""
    key, day, times = draw(places())
    clock = st.sampled_from(times) | st.builds(
        time, st.integers(0, 23), st.sampled_from([0, 7, 30, 59])
    )
    weekly = some(Weekday, 1, 7)
    dated = st.integers(-2, 4).map(lambda n: day + n * DAY)
    window = st.builds(Window, weekly | dated, clock, clock)
    week = st.none() | clock | st.tuples(*[st.none() | clock] * 7)
    rhythm = Rhythm(
        draw(week), draw(week), draw(lists(window, most=2)), draw(lists(window, most=2))
    )
    anchors = [
        anchor
        for anchor, known in {
            Anchor.AFTER_WAKING: any(rhythm.wake),
            Anchor.BEFORE_BED: any(rhythm.bed),
            Anchor.BEFORE_WORKOUT: rhythm.workouts,
            Anchor.BEFORE_DRIVE: rhythm.drives,
            Anchor.AFTER_DRIVE: rhythm.drives,
        }.items()
        if known
    ]
    moment = clock.map(Moment)
    if anchors:
        offsets = st.sampled_from([0, 0, 1, 15, 60, 90, 720]).map(lambda n: n * SHORT)
        moment |= st.builds(Moment, st.sampled_from(anchors), offsets)
    routines = st.sampled_from([MINUTE, lasting(4), lasting(45)])
    slots = lists(st.builds(Slot, moment, st.none() | routines), 1, 4)
    ago = st.integers(0, 16) | st.integers(0, 500)
    start = day - draw(ago) * DAY
    days = draw(weekly | st.just(WEEK) | st.sampled_from([1, 2, 3, 9]).map(EveryDays))
    until = st.none() | st.integers(-2, 5).map(lambda n: max(start, day + n * DAY))
    try:
        made = Schedule(
            draw(routines),
            moments=draw(slots),
            days=days,
            rhythm=rhythm,
            tz=key,
            start=start,
            until=draw(until),
            count=draw(st.none() | st.integers(1, 40)) if counted else None,
            every=1
            if isinstance(days, EveryDays)
            else draw(st.sampled_from([1, 1, 2, 3])),
            skip=draw(lists(dated, most=2)),
            gap=draw(st.sampled_from(Gap)),
        )
    except (Overlap, InvalidValue) as refused:
        event(f"refused: {type(refused).__name__}")
        assume(False)
    event(f"zone: {key}")
    return made, day


def week_around(day: date) -> tuple[datetime, datetime]:
    """From a week before a day's noon to a week after it."""
    noon = datetime.combine(day, time(12), UTC)
    return noon - 7 * DAY, noon + 7 * DAY


def parts(session: Session | oracle.Expected):
    """What counts about a session, with its start and end as instants."""
    return (
        session.start.astimezone(UTC),
        session.end.astimezone(UTC),
        session.moment,
        session.routine.id,
        session.day,
    )


def clock(start: datetime):
    """What a start's clock shows; two that compare equal may differ in it."""
    return start.replace(tzinfo=None), start.fold, start.tzinfo


def told(schedule: Schedule, a: datetime, b: datetime) -> list[oracle.Expected]:
    """What the oracle says of a stretch of time."""
    since = None if schedule.count else a.date() - 6 * DAY
    return [one for one in oracle.sessions(schedule, b, since) if one.start >= a]


@given(plans())
@settings(max_examples=4 * settings().max_examples)
def test_between_finds_what_the_oracle_finds(planned):
    schedule, day = planned
    a, b = week_around(day)
    expected = told(schedule, a, b)
    event(f"sessions: {min(len(expected), 3)}")
    assert list(map(parts, schedule.between(a, b))) == list(map(parts, expected))
    starts = schedule.starts(a, b)
    assert list(map(clock, starts)) == [clock(one.start) for one in expected]


@given(plans(), st.data())
def test_a_stretch_is_the_sum_of_its_parts_wherever_it_is_cut(planned, data):
    schedule, day = planned
    a, c = week_around(day)
    whole = schedule.between(a, c)
    edges = [one.start + n * timedelta.resolution for one in whole for n in (-1, 0, 1)]
    cut = data.draw(st.sampled_from([a, c, a + 5 * DAY, *edges]))
    assert schedule.between(a, cut) + schedule.between(cut, c) == whole
    assert schedule.between(c, a) == schedule.between(cut, cut) == []


@given(plans(), st.data())
def test_next_is_the_first_of_after_which_is_what_starts_later(planned, data):
    schedule, day = planned
    a, b = week_around(day)
    whole = schedule.between(a, b)
    when = data.draw(st.sampled_from([a, *(one.start for one in whole)]))
    later = [one for one in whole if one.start > when]
    assert list(islice(schedule.after(when), len(later))) == later
    assert schedule.next(when) == next(schedule.after(when), None)
    if later:
        assert schedule.next(when) == later[0]


@given(plans())
def test_sessions_come_in_order_and_never_run_into_one_another(planned):
    schedule, day = planned
    found = schedule.between(*week_around(day))
    for one, other in pairwise(found):
        assert one.end.astimezone(UTC) <= other.start.astimezone(UTC)


@given(plans(), st.integers(1, 4))
def test_no_day_holds_more_sessions_than_the_limit(planned, most):
    schedule, day = planned
    try:
        limited = evolve(schedule, limits=Limits(per_day=most))
    except TooOften:
        return
    held = Counter(one.day for one in limited.between(*week_around(day)))
    assert max(held.values(), default=0) <= most


@given(plans())
def test_only_times_that_clocks_show_are_given(planned):
    schedule, day = planned
    zone = ZoneInfo(schedule.tz)
    for one in schedule.between(*week_around(day)):
        for shown in (one.start, one.end):
            assert shown.tzinfo is zone
            assert clock(shown.astimezone(UTC).astimezone(zone)) == clock(shown)


@given(plans(), st.integers(1, 300))
def test_a_plan_that_began_whole_cycles_earlier_finds_the_same(planned, cycles):
    schedule, day = planned
    assume(schedule.count is None)
    weekly = schedule.days if isinstance(schedule.days, tuple) else None
    period = 7 * schedule.every if weekly else schedule.days.n
    early = schedule.start - cycles * period * DAY
    assume(early.year >= 1900)
    a, b = week_around(day)
    a = max(a, datetime.combine(schedule.start + 3 * DAY, time(), UTC))
    assume(a < b)
    assert evolve(schedule, start=early).between(a, b) == schedule.between(a, b)


# -- seeking is arithmetic -------------------------------------------------------------


@pytest.fixture
def work(monkeypatch):
    """Count what costs time: midnights looked at, days worked out, cycles summed up."""
    done: Counter[str] = Counter()
    for where, name in [
        (_zones, "_midnight_offsets"),
        (_engine.Engine, "_day"),
        (_engine.Engine, "_plain"),
    ]:
        real = getattr(where, name)

        def counted(*given, real=real, name=name):
            done[name] += 1
            done["cycles"] += given[2] if name == "_plain" else 0
            return real(*given)

        monkeypatch.setattr(where, name, counted)
    return done


PATTERNS = {
    "daily": {},
    "mon wed fri": {"days": "mon wed fri"},
    "every 3 weeks": {"days": "tue", "every": 3},
    "every 5 days": {"days": EveryDays(5)},
    "after midnight": {"moments": ["before-bed"]},
}


@pytest.mark.parametrize("parts", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("ask", ["next", "between"])
def test_the_work_does_not_grow_with_the_distance(parts, ask, work):
    schedule = plan(
        **{"moments": ["06:45"], "rhythm": Rhythm(bed="00:30"), "start": "2001-01-01"}
        | parts
    )
    spent = []
    for cycles in (5, 174, 3131):  # 50 years and 900 years, always in summer
        _zones._changes_in_month.cache_clear()
        work.clear()
        when = at("2001-01-15 12:00") + cycles * 105 * DAY
        if ask == "next":
            assert schedule.next(when)
        else:
            assert schedule.between(when, when + 28 * DAY)
        spent.append(work.total())
    assert max(spent[1:]) <= 1.5 * spent[0]


def test_the_end_that_a_count_sets_is_worked_out_once(work):
    schedule = plan(moments=["06:45"], count=5000)
    schedule.next(at("2027-01-01 12:00"))
    _zones._changes_in_month.cache_clear()
    work.clear()
    schedule.next(at("2036-01-01 12:00"))
    assert work.total() < 1000


@pytest.mark.parametrize("count", [2001, 2002, 2003, 4004])
def test_a_count_is_kept_where_days_reach_into_one_another(count):
    """A bed time after midnight comes later than the next day's first session."""
    schedule = plan(
        tz="UTC",
        moments=["before-bed", "00:10"],
        rhythm=Rhythm(wake="06:00", bed="00:30"),
        count=count,
    )
    found = schedule.starts(at("2026-12-01 00:00"), at("2036-12-01 00:00"))
    assert len(found) == count


# -- what is known of zones ------------------------------------------------------------


def touched(key: str) -> set[date]:
    """The days on which clocks change, and the days before those."""
    found: set[date] = set()
    for change in changes(key):
        before, after = sorted(walls(change, key))
        days = (after.date() - before.date()).days
        found |= {before.date() + n * DAY for n in range(-1, days + 1)}
    return found


def alike_zones() -> list[str]:
    """One name of each zone that differs from the others."""
    return sorted({tuple(changes(key)): key for key in available_timezones()}.values())


def test_a_change_of_the_clocks_is_never_overlooked_in_any_zone():
    """A change at midnight may be seen on either of its two days."""
    missed = []
    for key in alike_zones():
        for change in changes(key):
            days = {one.date() for one in walls(change, key)}
            if not days & set(_zones.clock_changes(min(days), max(days), key)):
                missed.append((key, change.isoformat()))
    assert missed == []


@pytest.mark.parametrize("key", ["Africa/Casablanca", "Europe/London", "Pacific/Apia"])
def test_days_without_a_change_are_left_alone(key):
    found = _zones.clock_changes(date(1900, 1, 1), date(2037, 12, 31), key)
    assert set(found) <= touched(key)
    assert len(found) >= len(changes(key)) > 0
