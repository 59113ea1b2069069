"""A plan as weekly series and single sessions: together exactly what is planned."""

from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.schedule import Series
from backroutine.terms import WEEK
from tests.strategies import schedules

FIVE = br.routines["lower-back-five"]
DAY = timedelta(days=1)
DAILY = "mon tue wed thu fri sat sun"


def plan(*moments, **more):
    more = {"days": "daily", "tz": "Europe/Oslo", "start": "2026-12-01"} | more
    return br.Schedule(FIVE, moments=moments, limits=br.Limits(), **more)


def starts(one, before):
    """Every start of a series or a session, by walking the days."""
    if isinstance(one, br.Session):
        return [one.start]
    end = min(one.last or before, before)
    day, found = one.start.date(), []
    monday = day - day.weekday() * DAY
    while day <= end.date() + DAY:
        start = datetime.combine(day, one.start.time(), one.start.tzinfo)
        weeks = (day - monday).days // 7
        if WEEK[day.weekday()] in one.weekdays and weeks % one.every == 0:
            found.append(start)
        day += DAY
    last = end.astimezone(UTC)
    return [
        start
        for start in found
        if start not in one.skip and start.astimezone(UTC) <= last
    ]


def expand(plan, before):
    """What its series and sessions stand for, as start, end, moment and routine."""
    found = [
        (
            start.astimezone(UTC),
            start.astimezone(UTC) + one.duration,
            one.moment,
            one.routine.id,
        )
        for one in chain(*plan.series())
        for start in starts(one, before)
    ]
    return sorted(one for one in found if one[0] < before)


def as_planned(plan, before):
    opens = datetime(1890, 1, 1, tzinfo=UTC)
    return sorted(
        (
            one.start.astimezone(UTC),
            one.end.astimezone(UTC),
            one.moment,
            one.routine.id,
        )
        for one in plan.between(opens, before)
    )


def in_brief(one):
    if isinstance(one, br.Session):
        return f"{one.start:%a %Y-%m-%d %H:%M}"
    until = f" until {one.last:%Y-%m-%d}" if one.last else ""
    without = "".join(f" without {skip:%Y-%m-%d}" for skip in one.skip)
    weeks = f" every {one.every} weeks" if one.every > 1 else ""
    at = f"{' '.join(one.weekdays)} {one.start:%H:%M}{weeks}"
    return f"{at} from {one.start:%Y-%m-%d}{until}{without}"


def briefly(plan):
    pieces = sorted(chain(*plan.series()), key=lambda one: one.start)
    return [in_brief(one) for one in pieces]


# -- examples ------------------------------------------------------------------------


def test_each_moment_is_one_series():
    rhythm = br.Rhythm(wake="06:45", bed="22:30")
    found = plan("after-waking", "before-bed", days="mon wed fri", rhythm=rhythm)
    assert briefly(found) == [
        "mon wed fri 06:45 from 2026-12-02",
        "mon wed fri 22:24 from 2026-12-02",
    ]


def test_each_wall_time_is_one_series():
    rhythm = br.Rhythm(wake={"weekdays": "06:45", "sat": "08:00", "sun": "08:00"})
    assert briefly(plan("after-waking", rhythm=rhythm)) == [
        "mon tue wed thu fri 06:45 from 2026-12-01",
        "sat sun 08:00 from 2026-12-05",
    ]


def test_an_end_is_the_last_session():
    assert briefly(plan("12:30", days="mon", until="2027-01-01")) == [
        "mon 12:30 from 2026-12-07 until 2026-12-28"
    ]
    assert briefly(plan("12:30", days="mon fri", count=3)) == [
        "mon fri 12:30 from 2026-12-04 until 2026-12-11"
    ]


def test_an_end_far_off_is_the_last_session_too():
    assert briefly(plan("12:30", days="mon", until="2090-01-01")) == [
        "mon 12:30 from 2026-12-07 until 2089-12-26"
    ]
    assert briefly(plan("12:30", days="mon", count=1000)) == [
        "mon 12:30 from 2026-12-07 until 2046-01-29"
    ]


def test_a_skipped_day_is_left_out_inside_a_series_and_cut_off_at_its_ends():
    skip = ["2026-12-01", "2026-12-05", "2026-12-17"]
    assert briefly(plan("12:30", until="2026-12-17", skip=skip)) == [
        f"{DAILY} 12:30 from 2026-12-02 until 2026-12-16 without 2026-12-05"
    ]


def test_every_few_weeks_and_every_few_days():
    assert briefly(plan("12:30", days="mon fri", every=2)) == [
        "mon fri 12:30 every 2 weeks from 2026-12-04"
    ]
    assert briefly(plan("12:30", days=br.EveryDays(2))) == [
        "tue thu sat 12:30 every 2 weeks from 2026-12-01",
        "mon wed fri sun 12:30 every 2 weeks from 2026-12-07",
    ]


def test_a_bed_time_after_midnight_is_on_the_next_weekday():
    rhythm = br.Rhythm(bed="00:30")
    found = plan("before-bed", days="sun mon", rhythm=rhythm, until="2026-12-14")
    assert briefly(found) == ["mon tue 00:24 from 2026-12-07 until 2026-12-15"]


def test_a_series_is_split_around_a_time_that_is_skipped_or_comes_twice():
    assert briefly(plan("02:30", until="2027-12-01")) == [
        "mon tue wed thu fri sat sun 02:30 from 2026-12-01 until 2027-03-27",
        "Sun 2027-03-28 03:30",
        "mon tue wed thu fri sat sun 02:30 from 2027-03-29 until 2027-10-30",
        "Sun 2027-10-31 02:30",
        "mon tue wed thu fri sat sun 02:30 from 2027-11-01 until 2027-12-01",
    ]


def test_a_skipped_time_without_a_session_splits_too():
    assert briefly(plan("02:30", until="2027-06-01", gap="skip")) == [
        "mon tue wed thu fri sat sun 02:30 from 2026-12-01 until 2027-03-27",
        "mon tue wed thu fri sat sun 02:30 from 2027-03-29 until 2027-06-01",
    ]


def test_a_session_that_elapsed_time_moves_stands_by_itself():
    rhythm = br.Rhythm(wake="01:00")
    found = plan("after-waking+PT3H", rhythm=rhythm, days="sun", until="2027-04-10")
    assert briefly(found) == [
        "sun 04:00 from 2026-12-06 until 2027-03-21",
        "Sun 2027-03-28 05:00",
        "sun 04:00 from 2027-04-04 until 2027-04-04",
    ]


def test_dated_events_stand_by_themselves():
    drives = [
        br.Window("fri", "16:00", "19:00"),
        br.Window("2026-12-22", "09:00", "15:00"),
    ]
    found = plan("before-drive", rhythm=br.Rhythm(drives=drives), until="2026-12-31")
    assert briefly(found) == [
        "fri 15:54 from 2026-12-04 until 2026-12-25",
        "Tue 2026-12-22 08:54",
    ]


def test_a_plan_of_dated_events_alone_has_no_series():
    drives = [br.Window("2026-12-22", "09:00", "15:00")]
    assert briefly(plan("before-drive", rhythm=br.Rhythm(drives=drives))) == [
        "Tue 2026-12-22 08:54"
    ]


def test_a_session_that_always_gives_way_is_in_no_series():
    drives = [br.Window("daily", "22:00", "00:30")]
    found = plan("after-drive", "00:30", rhythm=br.Rhythm(drives=drives), count=9)
    assert briefly(found) == [
        "Tue 2026-12-01 00:30",
        "mon tue wed thu fri sat sun 00:30 from 2026-12-02 until 2026-12-09",
    ]


def test_series_without_an_end_go_on_after_the_years_that_were_looked_at():
    *_, last = plan("02:30").series()[0]
    assert last.start == datetime(2036, 10, 27, 2, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert last.last is None


def test_a_plan_with_an_end_is_whole_however_far_off_that_is():
    sundays = plan("02:30", days="sun", gap="skip", count=900)
    before = datetime(2050, 1, 1, tzinfo=UTC)
    found = expand(sundays, before)
    assert len(found) == 900
    assert found == as_planned(sundays, before)


SAMOA = [
    f"{DAILY} 12:30 from 2011-12-05 until 2011-12-28",
    "Thu 2011-12-29 12:30",
    "Sat 2011-12-31 12:30",
    "Sun 2012-01-01 12:30",
    f"{DAILY} 12:30 from 2012-01-02 until 2012-01-31",
]
IRAN = [
    f"{DAILY} 00:30 from 2021-03-01 until 2021-03-21",
    "Mon 2021-03-22 01:30",
    "Tue 2021-03-23 00:30",
    "Wed 2021-03-24 00:30",
    "Thu 2021-03-25 00:30",
    "Fri 2021-03-26 00:30",
    "Sat 2021-03-27 00:30",
    "Sun 2021-03-28 00:30",
    f"{DAILY} 00:30 from 2021-03-29 until 2021-05-31",
]


def test_a_series_ends_well_before_a_day_that_is_missing():
    samoa = plan("12:30", tz="Pacific/Apia", start="2011-12-05", until="2012-01-31")
    assert briefly(samoa) == SAMOA
    before = datetime(2012, 2, 1, tzinfo=UTC)
    assert expand(samoa, before) == as_planned(samoa, before)


def test_no_series_goes_on_over_a_day_that_is_missing():
    mondays = plan(
        "12:30", days="mon", tz="Pacific/Apia", start="2011-12-05", until="2012-01-31"
    )
    assert briefly(mondays) == [
        "mon 12:30 from 2011-12-05 until 2011-12-26",
        "mon 12:30 from 2012-01-02 until 2012-01-30",
    ]


def test_no_series_begins_in_a_week_in_which_its_time_was_skipped():
    iran = plan("00:30", tz="Asia/Tehran", start="2021-03-01", until="2021-05-31")
    assert briefly(iran) == IRAN
    before = datetime(2021, 5, 1, tzinfo=UTC)
    assert expand(iran, before) == as_planned(iran, before)


def test_what_lies_far_ahead_is_not_looked_for():
    nightly, once = (br.Window(on, "22:00", "23:00") for on in ("daily", "2999-12-30"))
    rhythm = br.Rhythm(drives=[nightly, once])
    far = plan("before-drive", rhythm=rhythm, skip=["2999-12-29", "9999-12-31"])
    assert briefly(far) == [f"{DAILY} 21:54 from 2026-12-01"]


# -- the law ---------------------------------------------------------------------------


@given(schedules())
def test_together_they_are_the_sessions_of_the_plan(plan):
    before = datetime.combine(plan.start + 800 * DAY, time(), UTC)
    assert expand(plan, before) == as_planned(plan, before)


@given(schedules(), st.integers(1, 60))
def test_a_time_of_the_night_is_no_exception(plan, minute):
    at = f"{minute // 20 + 1:02d}:{minute % 60:02d}"
    plan = br.Schedule(
        plan.routine,
        moments=[at],
        days=plan.days,
        every=plan.every,
        skip=plan.skip,
        tz=plan.tz,
        start=plan.start,
        gap=plan.gap,
        limits=br.Limits(),
    )
    before = datetime.combine(plan.start + 500 * DAY, time(), UTC)
    assert expand(plan, before) == as_planned(plan, before)


@given(schedules())
def test_a_series_begins_ends_and_pauses_on_times_of_its_own(plan):
    before = datetime.combine(plan.start + 400 * DAY, time(), UTC)
    for one in plan.series()[0]:
        there = starts(one, before)
        assert not there or there[0] == one.start
        assert not set(one.skip) & {one.start, one.last}
        assert all(one.start < skip for skip in one.skip)
        assert one.last is None or one.last >= before or one.last in there


# -- the noun -----------------------------------------------------------------------


def series(**changes):
    start = datetime(2026, 12, 1, 6, 45, tzinfo=ZoneInfo("Europe/Oslo"))
    parts: dict[str, Any] = {
        "start": start,
        "duration": timedelta(minutes=6),
        "moment": "06:45",
        "routine": FIVE,
        "weekdays": "tue",
    }
    return Series(**parts | changes)


def test_a_series_is_a_value():
    assert series() == series()
    assert hash(series()) == hash(series())
    assert br.wire.loads(br.wire.dumps(series()), Series) == series()
    last = datetime(2026, 12, 15, 5, 45, tzinfo=UTC)
    ended = series(last=last, skip=[last - 7 * DAY])
    assert br.wire.loads(br.wire.dumps(ended), Series) == ended != series()


def test_a_series_in_words():
    assert str(series()) == "tue 06:45 from 2026-12-01: Lower back five"
    ended = series(
        moment="after-waking", every=2, last=datetime(2026, 12, 15, 5, 45, tzinfo=UTC)
    )
    assert str(ended) == (
        "tue 06:45 every 2 weeks from 2026-12-01 to 2026-12-15, after waking: "
        "Lower back five"
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"weekdays": "mon"},
            "Series: weekdays: 2026-12-01 is on none of these weekdays",
        ),
        (
            {"last": datetime(2026, 11, 30, tzinfo=UTC)},
            "Series: last: is before the start",
        ),
        (
            {"every": 0},
            "Series: every: expected a whole number from 1 to 10000, got 0",
        ),
        (
            {"duration": "PT0S"},
            'Series: duration: expected a duration from PT1S to P1D, got "PT0S"',
        ),
    ],
)
def test_a_series_that_makes_no_sense_is_refused(changes, problem):
    with pytest.raises(InvalidValue) as refused:
        series(**changes)
    assert str(refused.value) == problem
