"""What a schedule does, by examples: days, moments, ends and the change of clocks."""

# mypy: disable-error-code="union-attr"

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from backroutine.errors import InvalidValue, NaiveDatetime
from backroutine.moment import Moment, Rhythm, Window
from backroutine.schedule import EveryDays, Schedule, Session, Slot
from backroutine.terms import WEEK, Weekday
from tests.examples import MINUTE, MORNING, at, lasting, month, plan, shown

DAY = timedelta(days=1)


def days(schedule, first="2026-12-01", last="2027-01-01"):
    """The days of a stretch of time on which there are sessions, as text."""
    found = schedule.between(at(f"{first} 00:00"), at(f"{last} 00:00"))
    return " ".join(f"{one.day:%a%d}" for one in found)


# -- the whole, once -------------------------------------------------------------------


def test_a_week_of_one_person():
    schedule = Schedule(
        MORNING,
        moments=["after-waking+PT15M", "before-bed", "before-workout", "after-drive"],
        days="daily",
        rhythm=Rhythm(
            wake={"weekdays": "06:45", "weekends": "08:30"},
            bed={"weekdays": "22:30", "weekends": "00:30"},
            workouts=[Window("tue", "18:00", "19:00")],
            drives=[Window("2026-12-05", "23:00", "02:15")],
        ),
        tz="Europe/Oslo",
        start="2026-12-01",
        until="2026-12-06",
        skip=["2026-12-03"],
    )
    assert [
        f"{one.start:%a %H:%M} to {one.end:%H:%M}, {one.moment}, for {one.day:%a}"
        for one in schedule.after(at("2026-11-01 00:00"))
    ] == [
        "Tue 07:00 to 07:02, 15 min after waking, for Tue",
        "Tue 17:58 to 18:00, before a workout, for Tue",
        "Tue 22:28 to 22:30, before bed, for Tue",
        "Wed 07:00 to 07:02, 15 min after waking, for Wed",
        "Wed 22:28 to 22:30, before bed, for Wed",
        "Fri 07:00 to 07:02, 15 min after waking, for Fri",
        "Fri 22:28 to 22:30, before bed, for Fri",
        "Sat 08:45 to 08:47, 15 min after waking, for Sat",
        "Sun 00:28 to 00:30, before bed, for Sat",
        "Sun 02:15 to 02:17, after a long drive, for Sat",
        "Sun 08:45 to 08:47, 15 min after waking, for Sun",
        "Mon 00:28 to 00:30, before bed, for Sun",
    ]


def test_a_session_says_all_about_itself():
    schedule = plan(routine=MORNING, moments=["after-waking"], rhythm=Rhythm("06:45"))
    oslo = ZoneInfo("Europe/Oslo")
    session = schedule.next(after=at("2026-12-01 00:00"))
    assert session == Session(
        start=datetime(2026, 12, 1, 6, 45, tzinfo=oslo),
        end=datetime(2026, 12, 1, 6, 47, tzinfo=oslo),
        moment=Moment("after-waking"),
        routine=MORNING,
        day=date(2026, 12, 1),
    )
    assert session.duration == timedelta(minutes=2)
    assert str(session) == "Tue 2026-12-01 06:45 to 06:47, after waking: Morning"


def test_a_session_names_what_is_not_clear_from_its_times():
    session = plan(routine=lasting(5), moments=["06:45"]).next(at("2026-12-01 00:00"))
    assert str(session) == "Tue 2026-12-01 06:45 to 06:50: hold-5"


# -- days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("mon wed fri", "Wed02 Fri04 Mon07 Wed09 Fri11 Mon14"),
        ("weekends", "Sat05 Sun06 Sat12 Sun13"),
        (["sun", Weekday.TUE], "Tue01 Sun06 Tue08 Sun13"),
        (EveryDays(3), "Tue01 Fri04 Mon07 Thu10 Sun13"),
        (EveryDays(9), "Tue01 Thu10"),
    ],
)
def test_days_follow_the_pattern(given, expected):
    assert days(plan(moments=["06:45"], days=given), last="2026-12-15") == expected


def test_weeks_count_from_the_one_that_the_start_is_in():
    """1 December is a Tuesday, so the Monday of its week is already over."""
    schedule = plan(moments=["06:45"], days="mon fri", every=2)
    assert days(schedule) == "Fri04 Mon14 Fri18 Mon28"


def test_weeks_keep_their_step_over_a_year_of_53():
    schedule = plan(moments=["06:45"], days="sun", every=2, start="2026-12-20")
    assert days(schedule, last="2027-02-01") == "Sun20 Sun03 Sun17 Sun31"


def test_the_last_day_is_part_of_the_plan():
    schedule = plan(moments=["06:45", "12:30"], until="2026-12-02")
    assert days(schedule) == "Tue01 Tue01 Wed02 Wed02"


def test_a_count_counts_sessions_and_may_end_within_a_day():
    schedule = plan(moments=["06:45", "12:30"], count=3)
    assert days(schedule) == "Tue01 Tue01 Wed02"
    assert len(list(schedule.after(at("2026-01-01 00:00")))) == 3


def test_skipped_days_do_not_count():
    schedule = plan(moments=["06:45"], skip=["2026-12-02", "2026-12-01"], count=2)
    assert days(schedule) == "Thu03 Fri04"


def test_a_count_and_a_last_day_both_hold():
    assert days(plan(moments=["06:45"], count=9, until="2026-12-02")) == "Tue01 Wed02"
    assert days(plan(moments=["06:45"], count=1, until="2026-12-02")) == "Tue01"


def test_a_leap_day_comes_every_fourth_year_but_not_in_2100():
    schedule = plan(moments=["06:45"], start="2096-02-28", until="2104-03-01")
    leap = [
        one.year
        for one in schedule.starts(at("2096-01-01 00:00"), at("2105-01-01 00:00"))
        if (one.month, one.day) == (2, 29)
    ]
    assert leap == [2096, 2104]


@pytest.mark.parametrize(
    ("day", "included"),
    [
        ("2026-12-01", False),  # a Tuesday
        ("2026-12-02", True),
        ("2026-12-04", False),  # skipped
        ("2026-12-30", True),
        ("2026-11-30", False),  # before the start
        ("2027-01-01", False),  # after the end
    ],
)
def test_includes_tells_of_any_day_whether_it_is_in_the_plan(day, included):
    schedule = plan(
        moments=["06:45"],
        days="mon wed fri",
        until="2026-12-30",
        skip=["2026-12-04"],
    )
    assert schedule.includes(date.fromisoformat(day)) is included


# -- moments ---------------------------------------------------------------------------


def test_before_an_event_means_over_when_it_begins():
    schedule = plan(
        routine=lasting(5), moments=["before-bed+PT30M"], rhythm=Rhythm(bed="22:30")
    )
    session = schedule.next(at("2026-12-01 00:00"))
    assert f"{session.start:%H:%M}-{session.end:%H:%M}" == "21:55-22:00"


@pytest.mark.parametrize(
    ("wake", "bed", "expected"),
    [
        ("06:00", "00:30", "Wed 00:29 for Tue"),
        ("06:00", "05:59", "Wed 05:58 for Tue"),
        ("06:00", "06:00", "Tue 05:59 for Tue"),
        (None, "03:59", "Wed 03:58 for Tue"),
        (None, "04:00", "Tue 03:59 for Tue"),
        ("20:00", "09:00", "Wed 08:59 for Tue"),  # works at night
        ("00:00", "00:30", "Tue 00:29 for Tue"),  # up at midnight
    ],
)
def test_a_day_lasts_from_waking_to_waking(wake, bed, expected):
    schedule = plan(moments=["before-bed"], rhythm=Rhythm(wake, bed), days="tue")
    session = schedule.next(at("2026-12-01 00:00") - DAY)
    assert f"{session.start:%a %H:%M} for {session.day:%a}" == expected


def test_the_night_after_the_last_day_belongs_to_the_plan():
    parts = {"moments": ["before-bed"], "rhythm": Rhythm(bed="00:30")}
    schedule = plan(until="2026-12-02", **parts)
    assert month(schedule, 2026, 12) == [
        "Wed 2026-12-02 00:29+0100",
        "Thu 2026-12-03 00:29+0100",
    ]
    assert days(plan(skip=["2026-12-02"], until="2026-12-03", **parts)) == "Tue01 Thu03"


def test_days_without_the_event_have_no_session():
    rhythm = Rhythm(wake={"mon wed": "06:00", "sat": "09:00"})
    assert days(plan(moments=["after-waking"], rhythm=rhythm), last="2026-12-10") == (
        "Wed02 Sat05 Mon07 Wed09"
    )


def test_a_window_over_midnight_ends_on_the_next_day():
    drive = Window("tue", "22:00", "01:30")
    schedule = plan(
        moments=["before-drive", "after-drive"], rhythm=Rhythm(drives=[drive]), count=2
    )
    assert month(schedule, 2026, 12) == [
        "Tue 2026-12-01 21:59+0100",
        "Wed 2026-12-02 01:30+0100",
    ]


def test_events_on_a_date_only_count_on_days_of_the_plan():
    workouts = [Window(f"2026-12-{day:02d}", "18:00", "19:00") for day in range(1, 9)]
    schedule = plan(
        moments=["before-workout"],
        rhythm=Rhythm(workouts=workouts),
        days="mon tue fri",
        skip=["2026-12-04"],
    )
    assert days(schedule) == "Tue01 Mon07 Tue08"
    assert schedule.next(at("2027-01-01 00:00")) is None


def test_weekly_and_dated_events_come_side_by_side():
    drives = [
        Window("tue", "07:00", "09:00"),
        Window("2026-12-08", "15:00", "17:00"),
        Window("2026-12-08", "07:00", "10:00"),  # begins like the weekly one
    ]
    schedule = plan(moments=["before-drive"], rhythm=Rhythm(drives=drives))
    assert month(schedule, 2026, 12)[:4] == [
        "Tue 2026-12-01 06:59+0100",
        "Tue 2026-12-08 06:59+0100",
        "Tue 2026-12-08 14:59+0100",
        "Tue 2026-12-15 06:59+0100",
    ]


def test_each_moment_may_have_a_routine_of_its_own():
    schedule = plan(moments={"06:45": lasting(5), Moment("12:30"): MINUTE})
    first, second = islice(schedule.after(at("2026-12-01 00:00")), 2)
    assert (first.routine.id, first.duration) == ("hold-5", timedelta(minutes=5))
    assert (second.routine.id, second.duration) == ("minute", timedelta(minutes=1))
    assert [one.id for one in schedule.routines] == ["hold-5", "minute"]


def test_a_moment_without_one_has_the_plan_s_routine():
    schedule = plan(moments=[Slot("06:45", lasting(5)), "12:30", time(18), "20:00"])
    assert [one.id for one in schedule.routines] == ["hold-5", "minute"]


@pytest.mark.parametrize("window", ["daily", "2026-12-01"])
@pytest.mark.parametrize("first", ["before-workout", "12:00"])
def test_of_moments_at_one_time_the_one_named_first_stays(first, window):
    schedule = plan(
        moments=sorted(["before-workout", "12:00"], key=lambda one: one != first),
        rhythm=Rhythm(workouts=[Window(window, "12:01", "13:00")]),
    )
    (session,) = schedule.between(at("2026-12-01 00:00"), at("2026-12-02 00:00"))
    assert session.moment == Moment(first)


def test_a_moment_that_another_covers_every_day_is_no_fault():
    schedule = plan(moments=["06:45", "after-waking"], rhythm=Rhythm(wake="06:45"))
    assert days(schedule, last="2026-12-03") == "Tue01 Wed02"


# -- what is asked ---------------------------------------------------------------------


def test_a_stretch_of_time_holds_its_beginning_but_not_its_end():
    schedule = plan(moments=["06:45"])
    first, second = at("2026-12-01 05:45"), at("2026-12-02 05:45")  # in UTC
    assert len(schedule.between(first, second)) == 1
    assert len(schedule.between(first, second + timedelta.resolution)) == 2
    assert schedule.between(second, first) == []


def test_next_is_strictly_later():
    schedule = plan(moments=["06:45"])
    first = schedule.next(at("2026-12-01 00:00"))
    assert schedule.next(first.start).start - first.start == DAY
    assert schedule.next(first.start - timedelta.resolution) == first


def test_after_the_end_there_is_nothing():
    schedule = plan(moments=["06:45"], until="2026-12-01")
    assert schedule.next(at("2026-12-01 06:45", "Europe/Oslo")) is None
    assert list(schedule.after(at("2026-12-01 12:00"))) == []


def test_a_plan_without_an_end_goes_on():
    walk = plan(moments=["06:45"], days="sat").after(at("2026-12-01 00:00"))
    assert [f"{one.day}" for one in islice(walk, 5200)][-1] == "2126-07-27"


def test_instants_may_be_given_in_any_zone():
    schedule = plan(moments=["06:45"])
    tokyo = datetime(2026, 12, 2, 14, 45, tzinfo=timezone(timedelta(hours=9)))
    found = schedule.next(tokyo - timedelta.resolution).start
    assert (found, found.tzinfo) == (tokyo, ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize("year", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-23, 0, 23])
def test_the_ends_of_time_may_be_asked_for(year, hours):
    edge = year.replace(tzinfo=timezone(timedelta(hours=hours)))
    schedule = plan(moments=["06:45"], count=3)
    before = edge.year == 1
    assert (schedule.next(edge) is not None) is before
    middle = at("2026-12-02 00:00")
    assert len(schedule.between(edge, middle)) == (1 if before else 0)
    assert len(schedule.starts(middle, edge)) == (0 if before else 2)


def test_the_last_day_there_is_can_be_reached():
    schedule = plan(moments=["23:59"])
    found = schedule.starts(at("2999-12-30 12:00"), at("9999-12-31 00:00"))
    assert shown(found) == ["Mon 2999-12-30 23:59+0100", "Tue 2999-12-31 23:59+0100"]


def test_far_away_dates_in_a_plan_do_no_harm():
    schedule = plan(
        moments=["06:45", "before-workout"],
        rhythm=Rhythm(
            workouts=[
                Window(day, "18:00", "19:00")
                for day in ("0001-01-01", "2026-12-01", "9999-12-31")
            ]
        ),
        skip=["0001-01-01", "9999-12-31"],
        until="9999-12-31",
        days=EveryDays(365),
    )
    assert days(schedule) == "Tue01 Tue01"


def test_an_event_on_the_last_day_of_the_calendar_is_refused_or_harmless():
    parts = {
        "moments": ["before-workout"],
        "rhythm": Rhythm(workouts=[Window("9999-12-31", "18:00", "19:00")]),
        "until": "9999-12-31",
    }
    try:
        schedule = plan(**parts)
    except InvalidValue:
        return
    assert schedule.next(at("2026-12-01 00:00")) is None


def test_a_machine_without_zones_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr("backroutine.schedule._zones.available_timezones", set)
    with pytest.raises(InvalidValue, match="no time zone data: pip install tzdata"):
        plan(moments=["06:45"], tz="Atlantis/Capital")


@pytest.mark.parametrize("ask", ["between", "starts"])
def test_naive_datetimes_are_refused_by(ask):
    with pytest.raises(NaiveDatetime, match="2026-12-01 06:45 has no time zone"):
        getattr(plan(moments=["06:45"]), ask)(
            datetime(2026, 12, 1, 6, 45), at("2027-01-01 00:00")
        )


@pytest.mark.parametrize("ask", ["after", "next"])
@pytest.mark.parametrize(
    "when", [datetime(2026, 12, 1), date(2026, 12, 1), "now", None]
)
def test_what_is_no_instant_is_refused_at_once_by(ask, when):
    with pytest.raises((NaiveDatetime, InvalidValue)):
        getattr(plan(moments=["06:45"]), ask)(when)


def test_a_date_of_a_subclass_is_a_date():
    """As in frozen test clocks, or pandas."""

    class Day(date):
        pass

    usual = plan(moments=["06:45"], until=date(2027, 1, 1), skip=[date(2026, 12, 2)])
    made = plan(
        moments=["06:45"],
        start=Day(2026, 12, 1),
        until=Day(2027, 1, 1),
        skip=[Day(2026, 12, 2)],
    )
    assert days(made) == days(usual)


# -- when clocks change ----------------------------------------------------------------

GAPS = [
    ("America/New_York", "2026-03-08", "02:30", "Sun 2026-03-08 03:30-0400"),
    ("Europe/London", "2026-03-29", "01:00", "Sun 2026-03-29 02:00+0100"),
    ("Europe/Dublin", "2026-03-29", "01:59", "Sun 2026-03-29 02:59+0100"),
    ("America/Havana", "2026-03-08", "00:30", "Sun 2026-03-08 01:30-0400"),
    ("Africa/Cairo", "2026-04-24", "00:00", "Fri 2026-04-24 01:00+0300"),
    ("Asia/Beirut", "2026-03-29", "00:15", "Sun 2026-03-29 01:15+0300"),
    ("America/Santiago", "2026-09-06", "00:00", "Sun 2026-09-06 01:00-0300"),
    ("America/Nuuk", "2026-03-28", "23:30", "Sun 2026-03-29 00:30-0100"),
    ("Atlantic/Azores", "2026-03-29", "00:10", "Sun 2026-03-29 01:10+0000"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "Sun 2026-10-04 02:45+1100"),
    ("Antarctica/Troll", "2026-03-29", "01:30", "Sun 2026-03-29 03:30+0200"),
    ("Pacific/Chatham", "2026-09-27", "02:50", "Sun 2026-09-27 03:50+1345"),
    ("Asia/Pyongyang", "2018-05-04", "23:45", "Sat 2018-05-05 00:15+0900"),
]


@pytest.mark.parametrize(("zone", "day", "wall", "expected"), GAPS)
def test_a_time_that_clocks_skip_moves_by_as_much_as_they_skip(
    zone, day, wall, expected
):
    around = date.fromisoformat(day)
    schedule = plan(moments=[wall], tz=zone, start=around - DAY, until=around + DAY)
    starts = shown(schedule.starts(at("1900-01-01 00:00"), at("2100-01-01 00:00")))
    assert starts[1] == expected
    assert [wall in one for one in starts] == [True, False, True]


@pytest.mark.parametrize(("zone", "day", "wall", "_"), GAPS)
def test_or_it_is_left_out_where_that_is_asked_for(zone, day, wall, _):
    gone = date.fromisoformat(day)
    schedule = plan(
        moments=[wall], tz=zone, start=gone - DAY, until=gone + DAY, gap="skip"
    )
    found = schedule.between(at("1900-01-01 00:00"), at("2100-01-01 00:00"))
    assert [one.day for one in found] == [gone - DAY, gone + DAY]


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected"),
    [
        ("America/New_York", "2026-11-01", "01:30", "Sun 2026-11-01 01:30-0400"),
        ("Europe/London", "2026-10-25", "01:00", "Sun 2026-10-25 01:00+0100"),
        ("Europe/Dublin", "2026-10-25", "01:59", "Sun 2026-10-25 01:59+0100"),
        ("America/Havana", "2026-11-01", "00:30", "Sun 2026-11-01 00:30-0400"),
        ("Africa/Cairo", "2026-10-29", "23:30", "Thu 2026-10-29 23:30+0300"),
        ("Africa/Casablanca", "2026-02-15", "02:30", "Sun 2026-02-15 02:30+0100"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "Sun 2026-04-05 01:45+1100"),
        ("Antarctica/Troll", "2026-10-25", "02:59", "Sun 2026-10-25 02:59+0200"),
        ("Europe/Moscow", "2014-10-26", "01:30", "Sun 2014-10-26 01:30+0400"),
        ("Asia/Pyongyang", "2015-08-14", "23:45", "Fri 2015-08-14 23:45+0900"),
        ("Pacific/Kiritimati", "1995-01-01", "06:45", "Sun 1995-01-01 06:45+1400"),
        ("Asia/Kathmandu", "2026-11-01", "02:30", "Sun 2026-11-01 02:30+0545"),
    ],
)
@pytest.mark.parametrize("gap", ["shift", "skip"])
def test_a_time_that_comes_twice_is_its_first(zone, day, wall, expected, gap):
    schedule = plan(moments=[wall], tz=zone, start=day, until=day, gap=gap)
    starts = schedule.starts(at("1900-01-01 00:00"), at("2100-01-01 00:00"))
    assert shown(starts) == [expected]


def test_offsets_are_elapsed_time_on_the_night_clocks_change():
    """An hour after 01:30 is 03:30 in spring and 01:30, the second, in autumn."""
    schedule = plan(
        moments=["after-waking+PT1H"],
        rhythm=Rhythm(wake="01:30"),
        tz="America/New_York",
        start="2026-01-01",
        days="sun",
    )
    assert "Sun 2026-03-08 03:30-0400" in month(schedule, 2026, 3)
    assert "Sun 2026-11-01 01:30-0500" in month(schedule, 2026, 11)
    (autumn,) = schedule.between(at("2026-11-01 00:00"), at("2026-11-01 12:00"))
    assert (autumn.start.fold, autumn.end.fold) == (1, 1)


def test_a_session_before_an_event_ends_with_it_on_that_night_too():
    schedule = plan(
        routine=lasting(45),
        moments=["before-bed"],
        rhythm=Rhythm(bed={"sat": "02:30"}),
        tz="America/New_York",
        start="2026-03-07",
        until="2026-03-07",
    )
    (session,) = schedule.after(at("2026-01-01 00:00"))
    assert f"{session.start:%H:%M%z} {session.end:%H:%M%z}" == "01:45-0500 03:30-0400"


def test_times_that_a_gap_makes_equal_are_one_session():
    schedule = plan(
        moments=["02:30", "03:30"],
        tz="America/New_York",
        start="2026-03-08",
        until="2026-03-08",
    )
    (session,) = schedule.after(at("2026-01-01 00:00"))
    assert f"{session.start:%H:%M} {session.moment}" == "03:30 02:30"


def test_of_sessions_that_a_gap_pushes_into_one_another_the_earlier_stays():
    schedule = plan(
        routine=lasting(45),
        moments=["01:45", "02:30", "03:15"],
        tz="America/New_York",
        start="2026-03-07",
        until="2026-03-08",
    )
    assert month(schedule, 2026, 3) == [
        "Sat 2026-03-07 01:45-0500",
        "Sat 2026-03-07 02:30-0500",
        "Sat 2026-03-07 03:15-0500",
        "Sun 2026-03-08 01:45-0500",  # until 03:30
        "Sun 2026-03-08 03:30-0400",  # what was 02:30; 03:15 is lost
    ]


@pytest.mark.parametrize(
    ("zone", "lost"),
    [("Pacific/Apia", "2011-12-30"), ("Pacific/Kiritimati", "1994-12-31")],
)
def test_a_day_that_a_zone_leaves_out_is_one_with_the_next(zone, lost):
    gone = date.fromisoformat(lost)
    parts = {"moments": ["06:45"], "tz": zone, "start": gone - DAY, "until": gone + DAY}
    schedule = plan(**parts)
    starts = schedule.starts(at("1990-01-01 00:00"), at("2020-01-01 00:00"))
    assert [one.date() for one in starts] == [gone - DAY, gone + DAY]
    skipping = plan(**parts, gap="skip").after(at("1990-01-01 00:00"))
    assert [one.day for one in skipping] == [gone - DAY, gone + DAY]


def test_every_day_in_a_year_has_one_session_whatever_clocks_do():
    schedule = plan(moments=["02:30"], tz="Africa/Casablanca", start="2026-01-01")
    found = schedule.between(at("2026-01-01 12:00"), at("2027-01-01 12:00"))
    assert [one.day for one in found] == [
        date(2026, 1, 2) + n * DAY for n in range(365)
    ]
    assert {one.start.date() for one in found} == {one.day for one in found}


# -- what may be written, and what it becomes ------------------------------------------


def test_what_is_written_short_is_kept_whole():
    schedule = plan(
        moments=["06:45"],
        days="weekends",
        tz=ZoneInfo("Europe/Oslo"),
        skip=["2026-12-05", date(2026, 12, 1), "2026-12-05"],
    )
    assert schedule.moments == (Slot(Moment(time(6, 45)), None),)
    assert schedule.days == (Weekday.SAT, Weekday.SUN)
    assert schedule.tz == "Europe/Oslo"
    assert schedule.start == date(2026, 12, 1)
    assert schedule.skip == (date(2026, 12, 1), date(2026, 12, 5))
    assert plan(moments=["06:45"]).days == WEEK


@pytest.mark.parametrize(
    ("n", "text"), [(1, "every day"), (2, "every 2 days"), (366, "every 366 days")]
)
def test_every_so_many_days_in_words(n, text):
    assert str(EveryDays(n)) == text


def test_a_session_measures_elapsed_time():
    session = Session(
        at("2026-03-08 01:45", "America/New_York"),
        at("2026-03-08 03:15", "America/New_York"),
        Moment("01:45"),
        MINUTE,
        date(2026, 3, 8),
    )
    assert session.duration == timedelta(minutes=30)
    assert session.end.astimezone(UTC) == at("2026-03-08 07:15")


def test_sessions_at_the_first_and_the_second_of_a_time_that_comes_twice_differ():
    one, other = (
        Session(
            at("2026-11-01 01:30", "America/New_York", fold),
            at("2026-11-01 01:35", "America/New_York", fold),
            Moment("01:30"),
            MINUTE,
            date(2026, 11, 1),
        )
        for fold in (0, 1)
    )
    assert one != other


def test_a_session_lies_within_the_calendar():
    edge = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
    with pytest.raises(InvalidValue, match="start: expected a datetime within the"):
        Session(edge, at("2026-12-01 06:45"), "06:45", MORNING, date(2026, 12, 1))
