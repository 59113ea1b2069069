"""What was planned, done, missed and done besides, as a log and a plan tell it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from inspect import cleandoc
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from backroutine import render
from backroutine.errors import InvalidValue, NaiveDatetime
from backroutine.log import Adherence, Done, Week, adherence
from backroutine.moment import Rhythm
from backroutine.placement import Placement
from backroutine.routine import Limits
from backroutine.schedule import Schedule, Session
from tests.examples import MINUTE, at, lasting, plan
from tests.strategies import MINUTE as A_MINUTE
from tests.strategies import lists, wall_times, zones

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
OSLO = "Europe/Oslo"
MORNINGS = plan(moments=["06:45"])  # a minute each, daily from Tue 2026-12-01
TWICE = plan(
    moments=["after-waking", "before-bed"], rhythm=Rhythm(wake="06:45", bed="22:30")
)
OWL = plan(
    moments=["after-waking", "before-bed"], rhythm=Rhythm(wake="09:00", bed="00:30")
)
OTHER = evolve(MINUTE, id="other")


def done(text: str, *more: Any, zone: str = OSLO) -> Done:
    """An entry in Oslo, in December 2026: `done("02 06:47")`."""
    return Done(at(f"2026-12-{text}", zone), *more)


def counted(
    schedule: Schedule | Limits, log: list[Done], until: str, since: Any = None
) -> str:
    """Each week that has any as `planned=done+missed extra`."""
    found = adherence(schedule, log, at(f"2026-12-{until}", OSLO), since)
    return ", ".join(
        f"{week.planned}={week.done}+{week.missed} {week.extra}" for week in found.weeks
    )


# -- with a plan -------------------------------------------------------------------


def test_what_was_planned_is_done_or_missed() -> None:
    log = [done("01 06:45"), done("03 07:10")]
    found = adherence(MORNINGS, log, at("2026-12-05 00:00", OSLO))
    assert found == Adherence([Week("2026-11-30", done=2, missed=2, extra=0)], 0, 1)
    assert (found.planned, found.done, found.missed, found.extra) == (4, 2, 2, 0)
    assert found.rate == 0.5


def test_nothing_was_planned_yet() -> None:
    found = adherence(MORNINGS, [], at("2026-11-01 00:00"))
    assert found == Adherence()
    assert (found.rate, found.weeks_in_a_row, found.planned) == (None, 0, 0)


def test_each_week_is_there_once_anything_is() -> None:
    fortnightly = plan(moments=["06:45"], days="mon", every=2, limits=Limits())
    found = adherence(fortnightly, [done("14 08:00")], at("2026-12-31 00:00"))
    assert found.weeks == (
        Week("2026-12-14", 1, 0, 0),
        Week("2026-12-21", 0, 0, 0),
        Week("2026-12-28", 0, 1, 0),
    )
    assert (found.in_a_row, found.longest_in_a_row, found.weeks_in_a_row) == (0, 1, 0)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("02 00:00", True),  # midnight begins the day
        ("02 06:45", True),
        ("02 23:59", True),
        ("03 00:00", False),
        ("01 23:59", False),
    ],
)
def test_an_entry_stands_for_a_session_of_its_day(text: str, stands: bool) -> None:
    wednesdays = plan(moments=["06:45"], days="wed", limits=Limits())
    week = "1=1+0 0" if stands else "1=0+1 1"
    assert counted(wednesdays, [done(text)], "04 00:00") == week


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("02 00:00", True),
        ("02 23:00", True),
        ("03 00:29", True),  # 00:29 to 00:30 is the session
        ("03 04:29", True),
        ("03 04:30", False),
    ],
)
def test_bed_after_midnight_has_four_hours_more(text: str, stands: bool) -> None:
    wednesdays = plan(
        moments=["before-bed"],
        days="wed",
        rhythm=Rhythm(wake="09:00", bed="00:30"),
        limits=Limits(),
    )
    week = "1=1+0 0" if stands else "1=0+1 1"
    assert counted(wednesdays, [done(text)], "04 00:00") == week


def test_a_session_before_its_day_counts_from_its_start() -> None:
    early = plan(
        routine=lasting(30),
        moments=["before-bed"],
        days="wed",
        rhythm=Rhythm(wake="00:05", bed="00:10"),  # from 23:40 the day before
        limits=Limits(),
    )
    assert counted(early, [done("01 23:40")], "04 00:00") == "1=1+0 0"
    assert counted(early, [done("01 23:39")], "04 00:00") == "1=0+1 1"


def test_the_days_are_those_of_the_plan_s_zone() -> None:
    tokyo = done("02 07:30", zone="Asia/Tokyo")  # the evening before in Oslo
    assert counted(MORNINGS, [tokyo], "03 00:00") == "2=1+1 0"
    wednesdays = plan(moments=["06:45"], days="wed", limits=Limits())
    assert counted(wednesdays, [tokyo], "03 00:00") == "1=0+1 1"


def test_a_day_of_another_length_is_still_a_day() -> None:
    nights = plan(moments=["12:00"], start="2026-10-25", until="2026-10-25")
    for text, fold, extra in [
        ("2026-10-25 00:00", 0, 0),
        ("2026-10-25 02:30", 1, 0),
        ("2026-10-25 23:59", 0, 0),
        ("2026-10-26 00:00", 0, 1),
    ]:
        entry = Done(at(text, OSLO, fold))
        found = adherence(nights, [entry], at("2026-11-01 00:00"))
        assert (found.done, found.extra) == (1 - extra, extra)


def test_the_nearest_session_is_the_one_that_was_done() -> None:
    later = done("02 07:00"), done("02 15:00")
    found = adherence(TWICE, [done("02 22:29")], at("2026-12-03 12:00", OSLO))
    assert found.in_a_row == 1  # the evening of the 2nd, the last that is over
    found = adherence(TWICE, [later[0]], at("2026-12-03 12:00", OSLO))
    assert found.in_a_row == 0
    assert counted(TWICE, [*later], "03 12:00", "2026-12-02") == "2=2+0 0"


def test_during_a_session_nothing_is_nearer() -> None:
    long = plan(routine=lasting(60), moments=["08:00", "10:00"])
    log = [done("01 08:00"), done("01 09:00")]  # both within the first hour
    assert counted(long, log, "02 00:00") == "2=2+0 0"
    assert counted(long, [log[1]], "02 00:00") == "2=1+1 0"
    assert adherence(long, log[1:], at("2026-12-02 00:00", OSLO)).in_a_row == 0


def test_of_two_entries_during_a_session_the_earlier_is_it() -> None:
    two = plan(moments={"08:00": lasting(60), "10:00": OTHER})
    log = [done("01 08:10"), done("01 08:30", "hold-60")]
    found = adherence(two, log, at("2026-12-02 00:00", OSLO))
    assert (found.done, found.extra, found.in_a_row) == (1, 1, 0)


def test_equally_near_the_earlier_comes_first() -> None:
    two = plan(moments={"08:00": MINUTE, "10:01": OTHER})
    middle = done("01 09:01")
    found = adherence(two, [middle], at("2026-12-02 00:00", OSLO))
    assert (found.longest_in_a_row, found.in_a_row) == (
        1,
        0,
    )  # 08:00, and 10:01 was missed
    both = done("01 09:01", "minute+other"), done("01 09:01", "other")
    assert adherence(two, both, at("2026-12-02 00:00", OSLO)).done == 2
    one = plan(moments=["08:00"], limits=Limits())
    earlier, later = done("01 07:30"), done("01 08:31", "", "08:00")
    found = adherence(one, [later, earlier], at("2026-12-02 00:00", OSLO))
    assert (found.done, found.extra) == (1, 1)


def test_an_entry_may_name_its_routine() -> None:
    two = plan(moments={"08:00": MINUTE, "18:00": OTHER})
    for routine, week in [
        ("minute", "2=1+1 0"),
        ("other", "2=1+1 0"),
        ("minute+stretch", "2=1+1 0"),
        ("stretch", "2=0+2 1"),
    ]:
        assert counted(two, [done("01 08:00", routine)], "02 00:00") == week
    other = [done("01 08:00", "other")]
    assert adherence(two, other, at("2026-12-02 00:00", OSLO)).in_a_row == 1
    joined = plan(routine=MINUTE + OTHER, moments=["08:00"])
    assert counted(joined, [done("01 08:00", "other")], "02 00:00") == "1=1+0 0"


def test_an_entry_may_name_its_moment() -> None:
    log = [done("02 08:00", "", "before-bed")]
    found = adherence(TWICE, log, at("2026-12-03 02:30", OSLO), "2026-12-02")
    assert (found.done, found.missed, found.in_a_row) == (1, 1, 1)
    wrong = [done("02 08:00", "", "before-drive")]
    assert counted(TWICE, wrong, "03 02:30", "2026-12-02") == "2=0+2 1"


def test_one_session_is_done_once() -> None:
    log = [done("01 06:45"), done("01 07:00"), done("01 20:00")]
    assert counted(MORNINGS, log, "02 00:00") == "1=1+0 2"


def test_an_entry_written_twice_counts_once() -> None:
    first = done("01 07:45")
    again = Done(first.at.astimezone(UTC), note="Sent once more.")
    assert counted(MORNINGS, [first, again, first], "02 00:00") == "1=1+0 0"
    named = [done("01 06:45", "minute"), done("01 06:45")]
    assert counted(MORNINGS, named, "02 00:00") == "1=1+0 1"


def test_of_equal_entries_the_one_that_names_its_moment_holds() -> None:
    twice = [done("01 07:45"), done("01 07:45", "", "12:30")]
    for log in (twice, twice[::-1]):
        assert counted(MORNINGS, log, "02 00:00") == "1=0+1 1"


@pytest.mark.parametrize(
    ("until", "week"),
    [
        ("02 06:44", "1=1+0 0"),
        ("02 12:00", "1=1+0 0"),  # the day is not over
        ("03 00:00", "2=1+1 0"),
    ],
)
def test_a_session_is_missed_when_its_time_is_over(until: str, week: str) -> None:
    assert counted(MORNINGS, [done("01 07:00")], until) == week


def test_bed_after_midnight_is_missed_four_hours_later() -> None:
    log = [done("01 09:00"), done("02 09:05")]
    assert counted(OWL, log, "02 04:29", "2026-12-01") == "1=1+0 0"
    assert counted(OWL, log, "02 04:30", "2026-12-01") == "2=1+1 0"


def test_a_session_done_early_counts_before_it_was_due() -> None:
    log = [done("02 06:45"), done("02 19:00")]
    assert counted(TWICE, log, "02 19:01", "2026-12-02") == "2=2+0 0"


def test_what_the_log_says_of_later_does_not_count() -> None:
    log = [done("01 06:50"), done("02 06:50"), done("03 06:50")]
    assert counted(MORNINGS, log, "02 06:50") == "1=1+0 0"
    assert counted(MORNINGS, log, "02 06:51") == "2=2+0 0"


def test_days_before_the_start_do_not_count() -> None:
    log = [Done(at("2026-11-30 07:00", OSLO)), done("01 07:00")]
    assert counted(MORNINGS, log, "02 00:00") == "1=1+0 0"
    assert counted(MORNINGS, log, "02 00:00", "2026-01-01") == "1=1+0 0"
    assert counted(MORNINGS, log, "02 00:00", date(2026, 12, 2)) == ""


def test_since_cuts_between_the_days_of_sessions() -> None:
    log = [done("02 00:29"), done("02 09:00")]  # the first counts to the 1st
    assert counted(OWL, log, "02 12:00", "2026-12-02") == "1=1+0 0"
    assert counted(OWL, log, "02 12:00") == "3=2+1 0"


def test_what_goes_on_after_the_last_session_is_extra() -> None:
    short = plan(moments=["06:45"], until="2026-12-01")
    log = [done("01 06:45"), done("08 06:45")]
    assert counted(short, log, "31 00:00") == "1=1+0 0, 0=0+0 1"


def test_runs_are_counted_over_sessions_and_weeks() -> None:
    log = [done(f"{day:02d} 07:00") for day in (1, 2, 3, 5, 6, *range(7, 21), 21)]
    found = adherence(MORNINGS, log, at("2026-12-21 12:00", OSLO))
    assert (found.in_a_row, found.longest_in_a_row, found.missed) == (17, 17, 1)
    assert found.weeks_in_a_row == 3
    found = adherence(MORNINGS, log, at("2026-12-23 12:00", OSLO))
    assert (found.in_a_row, found.longest_in_a_row, found.missed) == (0, 17, 2)
    assert found.weeks_in_a_row == 0


def test_weeks_without_a_plan_are_passed_over() -> None:
    weeks = [
        Week("2026-11-30", 1, 1, 0),
        Week("2026-12-07", 2, 0, 0),
        Week("2026-12-14", 0, 0, 1),
        Week("2026-12-21", 2, 0, 0),
    ]
    assert Adherence(weeks).weeks_in_a_row == 2


# -- days with too many ------------------------------------------------------------


def too_many(schedule: Schedule | Limits, log: list[Done]) -> list[str]:
    found = adherence(schedule, log, at("2027-01-01 00:00", OSLO))
    return [day.isoformat() for day in found.too_many]


def test_a_day_over_the_plan_s_limits_is_named() -> None:
    once = plan(moments=["06:45"], limits=Limits(per_day=1))
    log = [done("02 06:45"), done("02 20:00"), done("01 06:45"), done("03 12:00")]
    assert too_many(once, log) == ["2026-12-02"]
    assert too_many(once, [*log, done("01 20:00", "stretch")]) == [
        "2026-12-01",
        "2026-12-02",
    ]
    assert too_many(plan(moments=["06:45"], limits=Limits()), log) == []


def test_a_day_is_that_of_the_session() -> None:
    once = evolve(OWL, moments=["before-bed"], limits=Limits(per_day=1))
    assert too_many(once, [done("03 00:29"), done("03 22:00")]) == []
    assert too_many(once, [done("03 00:29"), done("02 22:00")]) == ["2026-12-02"]


def test_without_limits_of_the_plan_those_of_each_routine_hold() -> None:
    one = evolve(MINUTE, limits=Limits(per_day=1))
    two = evolve(OTHER, limits=Limits(per_day=2))
    free = evolve(MINUTE, id="free")
    three = plan(moments={"06:00": one, "12:00": two, "18:00": free})
    log = [done(f"01 {hour}:00") for hour in ("06", "12", "18")]
    assert too_many(three, log) == []
    assert too_many(three, [*log, done("01 21:00", "free")]) == []
    assert too_many(three, [*log, done("01 21:00", "other")]) == []
    assert too_many(three, [*log, done("01 21:00", "other+minute")]) == ["2026-12-01"]
    assert too_many(three, [*log, done("01 21:00")]) == ["2026-12-01"]
    other = [done("01 21:00", "other"), done("01 21:05", "other")]
    assert too_many(three, [*log, *other]) == ["2026-12-01"]
    assert too_many(plan(moments=["06:45"]), log) == []


def test_of_a_joined_routine_only_what_was_done_counts() -> None:
    joined = evolve(MINUTE + OTHER, limits=Limits(per_day=1))
    once = plan(routine=joined, moments=["06:45"])
    log = [done("01 06:45", "other"), done("01 20:00", "minute")]
    assert too_many(once, log) == []
    assert too_many(once, [done("01 06:45"), log[1]]) == ["2026-12-01"]


# -- with sessions that were placed ------------------------------------------------


def test_what_was_placed_is_done_or_missed() -> None:
    morning, evening = TWICE.between(
        at("2026-12-01 00:00", OSLO), at("2026-12-02 00:00", OSLO)
    )
    log = [done("01 07:00"), done("02 07:00")]
    found = adherence(Placement([evening, morning]), log, at("2026-12-03 12:00", OSLO))
    assert found == Adherence([Week("2026-11-30", 1, 1, 1)], 0, 1)


def test_what_was_placed_keeps_the_limits_of_its_routines() -> None:
    routine = evolve(MINUTE, limits=Limits(per_day=1))
    (session,) = plan(routine=routine, moments=["06:45"], until="2026-12-01").between(
        at("2026-12-01 00:00", OSLO), at("2026-12-02 00:00", OSLO)
    )
    log = [done("01 07:00"), done("01 19:00")]
    found = adherence(Placement([session]), log, at("2026-12-03 12:00", OSLO))
    assert found.too_many == (date(2026, 12, 1),)


def test_where_nothing_was_placed_all_is_extra() -> None:
    found = adherence(Placement(), [done("01 07:00")], at("2026-12-03 12:00", OSLO))
    assert (found.planned, found.extra) == (0, 1)


# -- with limits -------------------------------------------------------------------


def test_so_many_a_week() -> None:
    log = [done(f"{day:02d} 07:00") for day in (7, 9, 11, 12, 14, 16)]
    found = adherence(Limits(per_week=3), log, at("2026-12-28 00:00", OSLO))
    assert found == Adherence(
        [
            Week("2026-12-07", 3, 0, 1),
            Week("2026-12-14", 2, 1, 0),
            Week("2026-12-21", 0, 3, 0),
        ],
        in_a_row=0,
        longest_in_a_row=5,
    )


def test_at_most_so_many_a_day() -> None:
    log = [done(f"07 {hour}:00") for hour in (10, 12, 14, 16)]
    found = adherence(Limits(2, 3), log, at("2026-12-14 00:00", OSLO))
    assert found.weeks == (Week("2026-12-07", 2, 1, 2),)
    assert found.too_many == (date(2026, 12, 7),)


def test_where_nothing_is_asked_all_is_extra() -> None:
    log = [done("07 10:00"), done("07 12:00"), done("22 12:00")]
    found = adherence(Limits(per_day=1), log, at("2026-12-28 00:00", OSLO))
    assert [week.extra for week in found.weeks] == [2, 0, 1]
    assert (found.rate, found.too_many) == (None, (date(2026, 12, 7),))


@pytest.mark.parametrize(
    ("first", "asked"),
    [(7, 3), (8, 3), (9, 3), (10, 2), (11, 2), (12, 1), (13, 1)],
)
def test_a_first_week_cut_short_asks_for_its_share(first: int, asked: int) -> None:
    goal = Limits(per_week=3)
    log = [done(f"{first:02d} 07:00")]
    assert counted(goal, log, "14 00:00") == f"{asked}=1+{asked - 1} 0"
    since = date(2026, 12, first)
    assert counted(goal, [], "14 00:00", since) == f"{asked}=0+{asked} 0"
    assert counted(goal, log, "21 00:00", "2026-12-07")[:7] == "3=1+2 0"


def test_what_was_done_before_since_does_not_count() -> None:
    log = [done("07 07:00"), done("09 07:00")]
    assert counted(Limits(1, 7), log, "14 00:00", "2026-12-08") == "6=1+5 0"
    assert counted(Limits(1, 7), log, "14 00:00", "2026-12-20") == ""


def test_a_week_that_is_not_over_misses_nothing() -> None:
    log = [done("07 07:00"), done("15 07:00")]
    goal = Limits(per_week=3)
    assert counted(goal, log, "13 23:59") == "1=1+0 0"
    assert counted(goal, log, "14 00:00") == "3=1+2 0"
    assert counted(goal, log, "20 23:59") == "3=1+2 0, 1=1+0 0"
    assert counted(goal, [], "14 00:00") == ""


def test_a_day_is_that_of_the_entry_s_own_zone() -> None:
    log = [done("13 23:00", zone="America/New_York")]  # Monday in Oslo
    log += [done("14 08:00", zone="Asia/Tokyo")]  # Monday there, at the same instant
    goal = Limits(per_day=1, per_week=1)
    found = adherence(goal, log, at("2026-12-14 12:00", "America/New_York"))
    assert found.weeks == (
        Week("2026-12-07", 1, 0, 0),
        Week("2026-12-14", 1, 0, 0),
    )
    assert found.too_many == ()


def test_an_entry_may_be_a_day_ahead_of_the_end() -> None:
    ahead = Done(at("2026-12-14 00:30", "Pacific/Kiritimati"))
    found = adherence(Limits(per_week=3), [ahead], at("2026-12-13 23:00"))
    assert found.weeks == (Week("2026-12-14", 1, 0, 0),)
    log = [done("07 12:00"), ahead]
    found = adherence(Limits(per_week=3), log, at("2026-12-13 23:00"))
    assert [week.done for week in found.weeks] == [1, 1]


# -- at the edges ------------------------------------------------------------------


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    first = Done(datetime(1, 1, 1, 1, tzinfo=UTC))
    last = Done(datetime(9999, 12, 31, 22, tzinfo=UTC))
    early = datetime.min.replace(tzinfo=timezone(12 * HOUR))
    late = datetime.max.replace(tzinfo=timezone(-12 * HOUR))
    west = plan(moments=["06:45"], tz="Pacific/Niue", count=3)
    east = plan(moments=["06:45"], tz="Pacific/Kiritimati", count=3)
    assert adherence(west, [first, last], NOON).extra == 0
    assert adherence(east, [first, last], late, date.max).extra == 1
    assert adherence(east, [first, last], early) == Adherence()
    goal = Limits(per_week=1)
    assert adherence(goal, [first], early) == Adherence()
    found = adherence(goal, [first], first.at + DAY, date.min)
    assert found.weeks == (Week("0001-01-01", 1, 0, 0),)
    found = adherence(goal, [first, last], late, date.max)
    assert found.weeks == (Week("9999-12-27", 1, 0, 0),)


def test_ten_years_are_counted_at_once() -> None:
    days = [datetime(2026, 12, 3, 7, tzinfo=UTC) + n * DAY for n in range(3650)]
    log = [Done(day) for day in days]
    found = adherence(MORNINGS, log, days[-1] + DAY)
    assert found.done == found.in_a_row == 3650
    assert found.missed == 2


# -- what is refused ---------------------------------------------------------------

NOON = at("2026-12-05 12:00")
NAIVE = datetime(2026, 12, 5, 12)
WRONG: Any = 5
TEXTS = {
    "adherence: plan: expected a Schedule or a Placement or a Limits, got 5": (
        5,
        [],
        NOON,
        None,
    ),
    "adherence: log: expected a list, got 5": (MORNINGS, 5, NOON, None),
    'adherence: log: expected a list, got "log"': (MORNINGS, "log", NOON, None),
    "adherence: log: expected a list, got b'log'": (MORNINGS, b"log", NOON, None),
    "adherence: 2 problems\n"
    "  log[1]: expected a Done, got 5\n"
    '  log[3]: expected a Done, got "x"': (
        MORNINGS,
        [done("01 06:45"), 5, done("01 06:45"), "x"],
        NOON,
        None,
    ),
    'adherence: until: expected a datetime with a time zone, got "now"': (
        MORNINGS,
        [],
        "now",
        None,
    ),
    'adherence: since: expected a date such as "2026-12-01", got "Monday"': (
        MORNINGS,
        [],
        NOON,
        "Monday",
    ),
    "adherence: 3 problems\n"
    '  since: expected a date such as "2026-12-01", got 5\n'
    "  plan: expected a Schedule or a Placement or a Limits, got None\n"
    "  log[0]: expected a Done, got None": (None, [None], NOON, 5),
}


@pytest.mark.parametrize(("text", "given_"), TEXTS.items(), ids=list(TEXTS))
def test_what_is_wrong_is_told_at_once(text: str, given_: Any) -> None:
    with pytest.raises(InvalidValue) as refused:
        adherence(*given_)
    assert str(refused.value) == text
    assert refused.value.noun == "adherence"


def test_an_end_without_a_zone_is_no_instant() -> None:
    with pytest.raises(NaiveDatetime) as refused:
        adherence(MORNINGS, [], NAIVE)
    with pytest.raises(NaiveDatetime, match="2026-12-05 12:00 has no time zone"):
        Done(NAIVE)
    text = "2026-12-05 12:00 has no time zone; give an aware datetime"
    assert str(refused.value) == text


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (
            lambda: Done(NOON, "a+B"),
            (
                "Done: routine: expected an id of lower-case words joined by hyphens, "
                'such as "bird-dog", got "B"'
            ),
        ),
        (
            lambda: Done(NOON, WRONG, "noon", "a\nb"),
            (
                "Done: 3 problems\n"
                "  routine: expected text, got 5\n"
                '  moment.at: expected an anchor, got "noon"; known are after-waking, '
                "before-bed, before-workout, before-drive, after-drive\n"
                '  note: expected text without control characters, got "a\\nb"'
            ),
        ),
        (
            lambda: Done(NOON, pain=11),
            "Done: pain: expected a whole number from 0 to 10, got 11",
        ),
        (
            lambda: Done(NOON, pain=-1),
            "Done: pain: expected a whole number from 0 to 10, got -1",
        ),
        (
            lambda: Done(NOON, pain=True),
            "Done: pain: expected a whole number from 0 to 10, got True",
        ),
        (
            lambda: Week("2026-12-01", 0, 0, 0),
            "Week: start: 2026-12-01 is a Tuesday; a week starts Monday",
        ),
        (
            lambda: Week("2026-11-30", 1, 2, -1),
            "Week: extra: expected a whole number from 0 to 1000000000, got -1",
        ),
        (
            lambda: Adherence([Week("2026-11-30", 0, 0, 0)] * 2),
            ("Adherence: weeks[1].start: 2026-11-30 is not the week after 2026-11-30"),
        ),
        (
            lambda: Adherence([WRONG]),
            "Adherence: weeks[0]: expected a Week, got 5",
        ),
        (
            lambda: Adherence([Week("2026-11-30", 1, 0, 0)], 2, 1),
            "Adherence: in_a_row: 2 is more than the most in a row, 1",
        ),
        (
            lambda: Adherence([Week("2026-11-30", 1, 0, 0)], 1, 2),
            "Adherence: longest_in_a_row: 2 is more than were done in all, 1",
        ),
        (
            lambda: Adherence(too_many=["2026-12-01", "x"]),
            ('Adherence: too_many[1]: expected a date such as "2026-12-01", got "x"'),
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(make: Any, text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()
    assert str(refused.value) == text


# -- how it is shown ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (done("02 06:47"), "Wed 2026-12-02 06:47"),
        (
            done("02 06:47", "a+b", "before-bed", "slowly"),
            "Wed 2026-12-02 06:47, before bed: a+b (slowly)",
        ),
        (done("02 12:41", "", "12:30"), "Wed 2026-12-02 12:41, for 12:30"),
        (
            Done(at("2026-12-02 06:47", OSLO), "a", note="slowly", pain=3),
            "Wed 2026-12-02 06:47: a, pain 3 of 10 (slowly)",
        ),
        (
            Done(at("2026-12-02 06:47", OSLO), pain=0),
            "Wed 2026-12-02 06:47, pain 0 of 10",
        ),
    ],
)
def test_an_entry_is_one_line(entry: Done, text: str) -> None:
    assert str(entry) == text


def test_days_with_too_many_are_kept_in_order() -> None:
    days: list[Any] = ["2026-12-03", date(2026, 12, 1), "2026-12-03"]
    assert Adherence(too_many=days).too_many == (date(2026, 12, 1), date(2026, 12, 3))


def test_a_page_has_a_row_for_each_week_and_one_for_all() -> None:
    log = [done(f"{day:02d} 07:00") for day in (1, 2, 3, 4, 5, 6, 8, 9)]
    log += [done("08 20:00"), done("08 21:00")]
    once = plan(moments=["06:45"], limits=Limits(per_day=1))
    found = adherence(once, log, at("2026-12-10 00:00", OSLO))
    assert render.text(found) == cleandoc("""
        Done and missed
        8 of 9 done, 1 missed, 2 extra

        Week from       Due  Done  Missed  Extra
        Mon 2026-11-30  6    6     0       0
        Mon 2026-12-07  3    2     1       2
        In all          9    8     1       2

        Sessions in a row        2 now, 6 at most
        Weeks in a row           0 without a miss
        Over the limit of a day  Tue 2026-12-08
    """)
    assert str(found) == render.text(found)
    assert found._repr_markdown_().startswith(
        cleandoc("""
        # Done and missed

        8 of 9 done, 1 missed, 2 extra

        | Week from | Due | Done | Missed | Extra |
        | --- | --- | --- | --- | --- |
        | Mon 2026-11-30 | 6 | 6 | 0 | 0 |
        """)
    )


def test_a_page_of_one_week_needs_no_sum() -> None:
    found = Adherence([Week("2026-11-30", 1, 0, 0)], 1, 1)
    assert render.text(found) == cleandoc("""
        Done and missed
        1 of 1 done, 0 missed

        Week from       Due  Done  Missed  Extra
        Mon 2026-11-30  1    1     0       0

        Sessions in a row  1 now, 1 at most
        Weeks in a row     1 without a miss
    """)


def test_a_page_without_a_plan_says_so() -> None:
    assert render.text(Adherence()) == "Done and missed\nnothing planned"
    found = Adherence([Week("2026-11-30", 0, 0, 3)])
    assert render.text(found) == cleandoc("""
        Done and missed
        nothing planned, 3 extra

        Week from       Due  Done  Missed  Extra
        Mon 2026-11-30  0    0     0       3
    """)


def test_a_page_keeps_what_is_long_ago_short() -> None:
    first = date(2026, 11, 30)
    weeks = [Week(first + 7 * n * DAY, 1, 1, n) for n in range(14)]
    days = [first + n * DAY for n in range(5)]
    told = render.text(Adherence(weeks, 0, 1, days)).splitlines()
    assert told[4].split("  ")[0] == "2 weeks before"
    assert told[4].split()[-4:] == ["4", "2", "2", "1"]
    assert told[5].startswith("Mon 2026-12-14")
    assert told[17].split() == ["In", "all", "28", "14", "14", "91"]
    assert told[-1].endswith(
        "  Wed 2026-12-02, Thu 2026-12-03, Fri 2026-12-04 and 2 before"
    )


# -- laws --------------------------------------------------------------------------

ROUTINES = (MINUTE, OTHER, MINUTE + OTHER)
START = date(2026, 10, 20)  # with a change of the clocks in many zones ahead


@st.composite
def plans(draw: st.DrawFn) -> Schedule:
    """Plans of a few weeks, of one or two routines, some with bed after midnight."""
    events = st.sampled_from(["after-waking", "before-bed+PT30M", "before-bed"])
    anchors = draw(lists(events, most=2, unique=True))
    times = draw(lists(wall_times, 0 if anchors else 1, 2, unique=True))
    rhythm = Rhythm(
        wake="07:00", bed=draw(st.sampled_from(["22:30", "00:30", "03:00"]))
    )
    found = [*anchors, *(f"{one:%H:%M}" for one in times)]
    try:
        return plan(
            moments={one: draw(st.sampled_from(ROUTINES)) for one in found},
            rhythm=rhythm,
            days=draw(some_days),
            tz=draw(zones),
            start=START,
            until=START + draw(st.integers(0, 21)) * DAY,
            limits=draw(st.sampled_from([Limits(), Limits(24)])),
        )
    except ValueError:  # they overlap
        assume(False)
        raise


some_days = st.sampled_from(["daily", "mon wed fri", "weekends", "tue"])
AROUND = datetime.combine(START, time(), UTC)
instants = st.integers(-2 * 24 * 60, 25 * 24 * 60).map(
    lambda minutes: AROUND + minutes * A_MINUTE
)
names = st.sampled_from(["", "", "minute", "other", "minute+other", "stretch"])


@st.composite
def logs(draw: st.DrawFn, schedule: Schedule) -> list[Done]:
    """Entries near sessions, and anywhere."""
    starts = schedule.starts(AROUND - 3 * DAY, AROUND + 30 * DAY) or [AROUND]
    near = st.builds(
        lambda start, minutes: start.astimezone(UTC) + minutes * A_MINUTE,
        st.sampled_from(starts),
        st.integers(-300, 300) | st.just(0),
    )
    zone = ZoneInfo(schedule.tz)
    moment = st.none() | st.sampled_from([slot.moment for slot in schedule.moments])
    entry = st.builds(
        lambda at, *more: Done(at.astimezone(zone), *more),
        near | instants,
        names,
        moment,
    )
    return draw(lists(entry, most=12))


cases = plans().flatmap(lambda one: st.tuples(st.just(one), logs(one), instants))


def instant(entry: Done) -> datetime:
    return entry.at.astimezone(UTC)


def distinct(log: list[Done]) -> list[Done]:
    """Each entry once; of equal ones the one that names its moment."""
    found: dict[Any, Done] = {}
    for one in log:
        key = instant(one), one.routine
        if key not in found or rank(one) < rank(found[key]):
            found[key] = one
    return [*found.values()]


def rank(entry: Done) -> tuple[bool, str, str]:
    notation = "" if entry.moment is None else entry.moment.notation
    return not notation, notation, entry.at.isoformat()


@cache
def slow_day(day: date, key: str) -> tuple[datetime, datetime]:
    """Find when the clocks of a zone show a date, by quarters of an hour."""
    zone = ZoneInfo(key)
    noon = datetime.combine(day, time(12), UTC)
    around = (noon + n * 15 * A_MINUTE for n in range(-200, 200))
    within = [one for one in around if one.astimezone(zone).date() == day]
    return within[0], within[-1] + 15 * A_MINUTE


def slow_stretch(session: Session, key: str) -> tuple[datetime, datetime]:
    first, last = slow_day(session.day, key)
    start, end = session.start.astimezone(UTC), session.end.astimezone(UTC)
    return min(first, start), max(last, end + 4 * HOUR)


def slow_count(
    schedule: Schedule, log: list[Done], until: datetime
) -> dict[date, Counter[str]]:
    """Count by weeks, pair by pair, in the words of the docstring."""
    sessions = schedule.between(AROUND - 9 * DAY, AROUND + 60 * DAY)
    stretches = {id(one): slow_stretch(one, schedule.tz) for one in sessions}
    open_ = [one for one in sessions if stretches[id(one)][0] < until]
    entries = [one for one in distinct(log) if instant(one) < until]
    found: list[tuple[date, str]] = []
    while pairs := [*slow_pairs(open_, entries, stretches)]:
        *_, session, entry = min(pairs, key=lambda pair: pair[:4])
        found.append((session.day, "done"))
        open_.remove(session)
        entries.remove(entry)
    found += [(one.day, "missed") for one in open_ if stretches[id(one)][1] <= until]
    zone = ZoneInfo(schedule.tz)
    days = [one.at.astimezone(zone).date() for one in entries]
    found += [(day, "extra") for day in days if day >= schedule.start]
    weeks: dict[date, Counter[str]] = {}
    for day, kind in found:
        monday = date.fromisocalendar(*day.isocalendar()[:2], 1)
        weeks.setdefault(monday, Counter())[kind] += 1
    return weeks


def slow_pairs(
    sessions: list[Session],
    entries: list[Done],
    stretches: dict[int, tuple[datetime, datetime]],
) -> Iterator[Any]:
    for session in sessions:
        opens, closes = stretches[id(session)]
        start, end = session.start.astimezone(UTC), session.end.astimezone(UTC)
        for entry in entries:
            at = instant(entry)
            ids = entry.routine.split("+")
            same = not entry.routine or any(one in ids for one in session.routine.parts)
            right = entry.moment is None or entry.moment == session.moment
            if opens <= at < closes and same and right:
                apart = start - at if at < start else max(at - end, 0 * HOUR)
                yield apart, start, at, entry.routine, session, entry


@given(cases)
def test_counting_pair_by_pair_gives_the_same(case: Any) -> None:
    schedule, log, until = case
    found = adherence(schedule, log, until)
    assert {
        week.start: Counter(done=week.done, missed=week.missed, extra=week.extra)
        for week in found.weeks
        if week.planned or week.extra
    } == slow_count(schedule, log, until)


@given(plans())
def test_sessions_noted_as_they_were_are_done(schedule: Schedule) -> None:
    sessions = schedule.between(AROUND - 9 * DAY, AROUND + 60 * DAY)
    log = [Done(one.end, one.routine.id, one.moment) for one in sessions]
    for entries in (log, [Done(one.start) for one in sessions]):
        found = adherence(schedule, entries, AROUND + 60 * DAY)
        assert (found.done, found.missed, found.extra) == (len(sessions), 0, 0)


@given(cases)
def test_every_entry_is_done_or_extra(case: Any) -> None:
    schedule, log, until = case
    first = datetime.combine(START, time(), ZoneInfo(schedule.tz)).astimezone(UTC)
    counting = [one for one in distinct(log) if first <= instant(one) < until]
    found = adherence(schedule, log, until)
    early = [one for one in distinct(log) if instant(one) < min(first, until)]
    assert found.planned == found.done + found.missed
    assert 0 <= found.done + found.extra - len(counting) <= len(early)
    assert found.in_a_row <= found.longest_in_a_row <= found.done
    assert found.missed or found.in_a_row == found.done
    assert found.weeks[:1] == () or found.weeks[0].planned + found.weeks[0].extra
    assert found.weeks[-1:] == () or found.weeks[-1].planned + found.weeks[-1].extra


@given(cases, st.randoms())
def test_neither_order_nor_doublets_matter(case: Any, random: Any) -> None:
    schedule, log, until = case
    found = adherence(schedule, log, until)
    other = [*log, *log[:2]]
    random.shuffle(other)
    other = [evolve(one, at=one.at.astimezone(UTC), note="again") for one in other]
    assert adherence(schedule, other, until) == found
    assert adherence(schedule, iter(other), until) == found


@given(cases, st.data())
def test_one_entry_more_is_never_a_miss_more(case: Any, data: st.DataObject) -> None:
    schedule, log, until = case
    more = data.draw(logs(schedule).filter(bool))[0]
    known = [(instant(one), one.routine) for one in log]
    assume((instant(more), more.routine) not in known)
    before = adherence(schedule, log, until)
    after = adherence(schedule, [*log, more], until)
    assert after.missed <= before.missed
    assert after.done >= before.done


@given(cases, instants)
def test_what_was_done_stays_done(case: Any, later: datetime) -> None:
    schedule, log, until = case
    until, later = min(until, later), max(until, later)
    before = adherence(schedule, log, until)
    after = {week.start: week for week in adherence(schedule, log, later).weeks}
    for week in before.weeks:
        if week.planned:
            assert after[week.start].done >= week.done
            assert after[week.start].planned >= week.planned


@given(cases, st.integers(-3, 25))
def test_since_only_cuts(case: Any, days: int) -> None:
    schedule, log, until = case
    since = START + days * DAY
    whole = {week.start: week for week in adherence(schedule, log, until).weeks}
    cut = adherence(schedule, log, until, since).weeks
    for week in cut:
        if week.start >= since:
            assert week == whole[week.start]
    filled = [one for one in whole.values() if one.planned + one.extra]
    later = [one for one in filled if one.start >= since]
    assert [
        one for one in cut if one.start >= since and one.planned + one.extra
    ] == later


# -- laws of limits ----------------------------------------------------------------

anywhere = st.builds(
    lambda at, zone: Done(at.astimezone(ZoneInfo(zone))), instants, zones
)
goals = st.builds(Limits, st.none() | st.integers(1, 3), st.none() | st.integers(1, 7))
firsts = st.none() | st.integers(-3, 25).map(lambda n: START + n * DAY)


def slow_weeks(
    goal: Limits, log: list[Done], until: datetime, since: date | None
) -> Iterator[tuple[date, int, int, int]]:
    """Walk day by day: planned, done and extra of each week."""
    days = sorted(one.at.date() for one in distinct(log) if instant(one) < until)
    first = since or (days[0] if days else until.date())
    days = [day for day in days if day >= first]
    day = first - first.weekday() * DAY
    while day <= max([until.date(), *days]):
        held = [days.count(day + n * DAY) for n in range(7)]
        ask = goal.per_week or 0
        share = 7 if first <= day else 7 - first.weekday()
        asked = next(n for n in range(8) if 7 * n >= ask * share)
        fair = 0
        for number in held:
            for nth in range(number):
                fair += goal.per_day is None or nth < goal.per_day
        done = min(fair, asked)
        over = day + 6 * DAY < until.date()
        yield day, asked if over else done, done, sum(held) - done
        day += 7 * DAY


@given(goals, lists(anywhere, most=12), instants, zones, firsts)
def test_counting_day_by_day_gives_the_same(
    goal: Limits, log: list[Done], until: datetime, zone: str, since: date | None
) -> None:
    until = until.astimezone(ZoneInfo(zone))
    found = adherence(goal, log, until, since)
    expected = [one for one in slow_weeks(goal, log, until, since) if any(one[1:])]
    assert [
        (week.start, week.planned, week.done, week.extra)
        for week in found.weeks
        if week.planned or week.extra
    ] == expected
    assert adherence(goal, log[::-1] + log, until, since) == found
    assert found.in_a_row <= found.longest_in_a_row <= found.done
    assert found.missed or found.in_a_row == found.done
    if since is not None and log:
        assert found.missed <= adherence(goal, log[1:], until, since).missed


@given(goals, lists(anywhere, most=12), instants)
def test_days_with_too_many_hold_more_than_the_limit(
    goal: Limits, log: list[Done], until: datetime
) -> None:
    found = adherence(goal, log, until)
    days = Counter(one.at.date() for one in distinct(log) if instant(one) < until)
    most = goal.per_day or len(log)
    assert list(found.too_many) == sorted(day for day, n in days.items() if n > most)
