"""`compose.place`: sessions find their place among everything else, by example."""

import warnings
from datetime import UTC, date, datetime, timedelta

import pytest

import backroutine as br
from backroutine.busy import Busy, Stretch
from backroutine.compose import place
from backroutine.errors import InvalidValue, TooOften, TooSeldom
from backroutine.moment import Moment, Rhythm, Window
from backroutine.placement import Placement
from backroutine.routine import Limits, Reason, Routine
from tests.examples import BRIDGE, MINUTE, at, lasting

OSLO = "Europe/Oslo"
WEEK = ("2026-11-30", "2026-12-06")  # from Monday to Sunday
RHYTHM = Rhythm(wake="06:45", bed="22:30")
FIVE = br.routines["lower-back-five"]


def routine(*, limits=None, moments=("after-waking", "before-bed"), of=MINUTE):
    return Routine(of.items, id="minute", limits=limits, moments=moments)


def placed(days=WEEK, rhythm=RHYTHM, *given, of=None, **more):
    what = routine() if of is None else of
    return place(what, days, rhythm, *given, **({"tz": OSLO} | more))


def shown(placement):
    return [f"{one.start:%a %H:%M}" for one in placement.sessions]


def taken(*texts, title=""):
    """Stretches from texts such as `2026-12-01 06:00/09:00`, in Oslo."""
    return Busy([
        Stretch(at(text[:16], OSLO), at(f"{text[:11]}{text[17:]}", OSLO), title)
        for text in texts
    ])  # fmt: skip


# -- where they are ------------------------------------------------------------------


def test_a_week_has_three_unless_the_routine_says_otherwise():
    assert shown(placed()) == ["Tue 06:45", "Thu 06:45", "Sat 06:45"]
    daily = routine(limits=Limits(per_week=7))
    assert len(placed(of=daily).sessions) == 7


def test_as_many_as_asked_for_and_never_more():
    assert shown(placed(per_week=1)) == ["Thu 06:45"]
    assert len(placed(per_week=6).sessions) == 6
    assert len(placed(per_week=9).sessions) == 9


def test_the_arguments_stand_in_the_order_of_people():
    by_place = place(routine(), WEEK, RHYTHM, Busy(), 2, 1, "P2D", tz=OSLO)
    by_name = placed(per_week=2, per_day=1, apart=timedelta(days=2))
    assert by_place == by_name


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (("2026-12-06", "2026-12-06"), 1),  # a Sunday
        (("2026-12-04", "2026-12-06"), 2),
        (("2026-12-06", "2026-12-07"), 2),  # and a Monday
        (("2026-11-30", "2026-12-13"), 6),
        ((date(2026, 12, 2), date(2026, 12, 9)), 5),
    ],
)
def test_a_week_cut_short_asks_for_its_share_rounded_up(days, asked):
    found = placed(days)
    assert (found.asked, len(found.sessions), found.missing) == (asked, asked, 0)


def test_what_is_busy_is_left_alone():
    mornings = taken("2026-12-01 06:45/06:46", "2026-12-03 06:40/07:00")
    found = shown(placed(WEEK, RHYTHM, mornings))
    assert found == ["Mon 06:45", "Wed 06:45", "Fri 06:45"]


def test_what_ends_or_begins_just_then_is_not_in_the_way():
    around = taken("2026-12-03 06:00/06:45", "2026-12-03 06:46/07:00")
    assert shown(placed(WEEK, RHYTHM, around, 1)) == ["Thu 06:45"]


def test_a_moment_that_comes_first_is_worth_more_than_an_even_spread():
    mornings = taken(*[f"2026-12-0{day} 06:00/09:00" for day in (2, 3, 4, 5)])
    found = shown(placed(WEEK, RHYTHM, mornings))
    assert found == ["Mon 06:45", "Tue 06:45", "Sun 06:45"]


def test_a_day_of_its_own_is_worth_more_than_the_moment():
    weekdays = Rhythm(wake={"mon tue": "06:45"}, bed="22:30")
    found = shown(placed(WEEK, weekdays, per_day=2, apart="PT1H"))
    assert found == ["Mon 06:45", "Tue 06:45", "Fri 22:29"]


def test_the_moments_may_be_others_in_another_order():
    found = placed(moments=["before-bed", "12:30"], per_week=8, per_day=2)
    assert [str(one.moment) for one in found.sessions].count("before bed") == 7
    assert found.sessions[0].start == at("2026-11-30 12:30", OSLO)


def test_the_workouts_and_drives_of_a_calendar_are_moments():
    found = placed(
        WEEK,
        Rhythm(drives=[Window("fri", "16:00", "18:00")]),
        Busy(
            workouts=[Window("2026-12-01", "18:00", "19:00")],
            drives=[Window("2026-12-06", "10:00", "12:00")],
        ),
        moments=["before-workout", "before-drive", "after-drive"],
        per_week=5,
        per_day=2,
        apart="PT1H",
    )
    assert shown(found) == [
        "Tue 17:59", "Fri 15:59", "Fri 18:00", "Sun 09:59", "Sun 12:00",
    ]  # fmt: skip


def test_a_session_before_a_drive_is_over_when_it_begins():
    drive = Busy(
        taken("2026-12-06 10:00/12:00").times,
        drives=[Window("2026-12-06", "10:00", "12:00")],
    )
    around = ["before-drive", "after-drive"]
    found = placed(WEEK, Rhythm(), drive, 2, 2, "PT1H", moments=around)
    assert shown(found) == ["Sun 09:59", "Sun 12:00"]


def test_they_stay_apart():
    whole_day = Rhythm(wake="06:45", bed="22:30")
    assert len(placed(WEEK, whole_day, Busy(), 14, 2, "PT8H").sessions) == 14
    apart = placed(WEEK, whole_day, Busy(), 14, 2, "PT16H")
    assert shown(apart)[:3] == ["Mon 06:45", "Tue 06:45", "Wed 06:45"]
    assert len(placed(apart="P3D", per_week=7).sessions) == 2


def test_a_bed_after_midnight_counts_to_the_day_before():
    found = placed(
        ("2026-12-06", "2026-12-06"), Rhythm(bed="00:30"), moments=["before-bed"]
    )
    assert shown(found) == ["Mon 00:29"]
    assert found.sessions[0].day == date(2026, 12, 6)


def test_of_ways_that_are_as_good_the_earliest_is_taken():
    assert shown(placed(("2026-12-01", "2026-12-02"), per_week=3)) == ["Tue 06:45"]


# -- limits --------------------------------------------------------------------------


def test_more_a_day_than_the_routine_allows_is_refused():
    with pytest.raises(TooOften) as refused:
        placed(of=FIVE, per_day=3)
    assert str(refused.value) == ("3 sessions a day; 'lower-back-five' allows 2 a day")
    nameless = Routine([BRIDGE], limits=Limits(per_day=1))
    with pytest.raises(TooOften, match="; the routine allows 1 a day"):
        placed(of=nameless, per_day=2, moments=["12:00"])


@pytest.mark.parametrize(("number", "text"), [(1, "1 session"), (2, "2 sessions")])
def test_fewer_a_week_than_the_routine_asks_for_is_noted(number, text):
    with pytest.warns(TooSeldom) as noted:
        placed(of=FIVE, per_week=number)
    assert str(noted[0].message) == (
        f"{text} a week; 'lower-back-five' asks for at least 3"
    )
    assert noted[0].filename == __file__


def test_a_week_that_is_too_much_for_its_days_is_refused():
    with pytest.raises(InvalidValue) as refused:
        placed(per_week=8, per_day=1)
    assert str(refused.value) == (
        "place: per_week: 8 a week is more than 1 a day allows"
    )
    limited = routine(limits=Limits(per_day=1, per_week=7))
    with pytest.raises(InvalidValue, match="8 a week is more than 1 a day allows"):
        placed(of=limited, per_week=8)


def test_what_the_routine_asks_for_gives_way_to_the_days():
    often = routine(limits=Limits(per_day=2, per_week=10))
    with pytest.warns(TooSeldom, match="7 sessions a week; 'minute' asks for"):
        assert placed(of=often, per_day=1).asked == 7


# -- reasons -------------------------------------------------------------------------


def test_all_found_a_place():
    assert placed().explain() == "place: 3 of 3 sessions found a place."
    assert placed(("2026-12-01", "2026-12-01")).explain() == (
        "place: 1 of 1 session found a place."
    )


def test_a_short_week_says_what_stood_in_the_way():
    meetings = taken(
        *[f"2026-12-0{day} 06:00/23:00" for day in (1, 2, 3)], title="Fair"
    )
    other = taken("2026-12-04 06:00/09:00", title="Bus")
    more = taken("2026-12-05 06:00/09:00", title="Train\u202e")
    found = placed(
        WEEK, RHYTHM, meetings | other | more | taken("2026-12-06 06:00/09:00"),
        per_week=7,
    )  # fmt: skip
    assert found.because == (
        Reason("place", "", "4 of 7 sessions found a place."),
        Reason(
            "place",
            "2026-11-30",
            "begins a week with 4 of 7 sessions; of 14 possible times 4 are used, 9 "
            "are taken by 'Fair', 'Bus' and others, 1 is on a day that is full.",
        ),
    )
    assert found.missing == 3


def test_it_names_what_takes_the_most():
    busy = taken("2026-12-06 06:00/09:00", title="Bus")
    found = placed(("2026-12-06", "2026-12-06"), Rhythm(wake="06:45"), busy)
    assert found.because[-1].text == (
        "begins a week with 0 of 1 session; of 1 possible time 1 is taken by 'Bus'."
    )
    two = busy | taken("2026-12-06 06:00/09:00", title="Ferry")
    found = placed(("2026-12-06", "2026-12-06"), Rhythm(wake="06:45"), two)
    assert found.because[-1].text.endswith("taken by 'Bus' and 'Ferry'.")
    nameless = taken("2026-12-06 06:00/09:00")
    found = placed(("2026-12-06", "2026-12-06"), Rhythm(wake="06:45"), nameless)
    assert found.because[-1].text.endswith("1 is taken.")


def test_another_session_may_be_what_is_in_the_way():
    found = placed(apart="P3D", per_week=3)
    assert found.because[-1].text == (
        "begins a week with 2 of 3 sessions; of 14 possible times 2 are used, 2 are "
        "on a day that is full, 10 are too near another session."
    )


def test_a_moment_that_never_comes_is_named_once():
    moments = ["after-waking", "before-bed", "before-workout", "before-drive"]
    moments += ["after-drive+PT5M", "12:00"]
    found = placed(WEEK, Rhythm(), moments=moments)
    assert [one.text for one in found.because] == [
        "3 of 3 sessions found a place.",
        "'after-waking' never comes: the rhythm does not say when waking is.",
        "'before-bed' never comes: the rhythm does not say when bed is.",
        "'before-workout' never comes: no workout is known on these days.",
        "'before-drive' never comes: no drive is known on these days.",
        "'after-drive+PT5M' never comes: no drive is known on these days.",
    ]


def test_a_moment_that_falls_on_another_one_is_there_all_the_same():
    found = placed(moments=["after-waking", "06:45", "before-bed"])
    assert found == placed(moments=["after-waking", "before-bed"])
    assert found.explain() == "place: 3 of 3 sessions found a place."


def test_a_week_in_which_no_moment_comes():
    found = placed(WEEK, Rhythm())
    assert found.sessions == ()
    assert found.because[-1].text == (
        "begins a week with 0 of 3 sessions; no moment comes in it."
    )


# -- what is asked -------------------------------------------------------------------


def test_every_fault_of_the_arguments_is_told():
    with pytest.raises(InvalidValue) as refused:
        place(
            5,  # type: ignore[arg-type]  # wrong on purpose
            ("2026-12-02", "2026-12-01"),
            5,  # type: ignore[arg-type]  # wrong on purpose
            5,  # type: ignore[arg-type]  # wrong on purpose
            0,
            25,
            "P15D",
            tz="Olso",
            moments=["noon"],
        )
    assert str(refused.value) == (
        "place: 9 problems\n"
        "  tz: no time zone 'Olso'; did you mean 'Europe/Oslo' or 'Europe/Moscow' or "
        "'Europe/Lisbon'?\n"
        '  moments[0].at: expected an anchor, got "noon"; known are after-waking, '
        "before-bed, before-workout, before-drive, after-drive\n"
        "  routine: expected a Routine, got 5\n"
        "  days: 2026-12-01 is before 2026-12-02\n"
        "  rhythm: expected a Rhythm, got 5\n"
        "  busy: expected a Busy, got 5\n"
        "  per_week: expected a whole number from 1 to 168, got 0\n"
        "  per_day: expected a whole number from 1 to 24, got 25\n"
        '  apart: expected a duration from PT0S to P14D, got "P15D"'
    )


DAYS = {
    "days: expected the first and the last day, got 5": 5,
    "days: expected the first and the last day, got ('2026-12-01',)": ("2026-12-01",),
    'days[1]: expected a date such as "2026-12-01", got 5': ("2026-12-01", 5),
    "days: are more than 3660": ("2026-12-01", "2036-12-09"),
    "2 problems\n"
    "  days[0]: expected a day from 1900-01-01 to 2999-12-31, got 1899-12-31\n"
    "  days[1]: expected a day from 1900-01-01 to 2999-12-31, got 3000-01-01": (
        "1899-12-31", "3000-01-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("problem", "days"), DAYS.items())
def test_days_make_sense(problem, days):
    with pytest.raises(InvalidValue) as refused:
        placed(days)
    assert str(refused.value) == f"place: {problem}"


@pytest.mark.parametrize(
    ("apart", "problem"),
    [
        ("4h", 'expected a duration such as "PT1S", got "4h"'),
        (timedelta(-1), 'expected a duration from PT0S to P14D, got "-P1D"'),
    ],
)
def test_apart_is_a_time(apart, problem):
    with pytest.raises(InvalidValue) as refused:
        placed(apart=apart)
    assert str(refused.value) == f"place: apart: {problem}"


def test_it_needs_moments():
    for given, problem in (
        ({"of": routine(moments=())}, "'minute' names none that suit it; give some"),
        ({"of": Routine([BRIDGE])}, "the routine names none that suit it; give some"),
        ({"moments": []}, "is empty; fill it"),
        ({"moments": ["12:00", "12:00"]}, "'12:00' is there twice"),
        ({"moments": "12:00"}, 'expected a list, got "12:00"'),
    ):
        with pytest.raises(InvalidValue) as refused:
            placed(**given)
        assert str(refused.value) == f"place: moments: {problem}"


def test_a_routine_without_exercises_has_no_place():
    with pytest.raises(InvalidValue, match="routine: '' takes 0:00; a session takes"):
        placed(of=Routine(moments=["12:00"]))


# -- the noun ------------------------------------------------------------------------


def test_reasons_do_not_count_when_placements_are_compared():
    found = placed()
    assert found == Placement(found.sessions, 3)
    assert found != Placement(found.sessions, 4)
    assert Placement().explain() == ""
    assert Placement(found.sessions, 2).missing == 0


def test_it_shows_its_sessions_and_its_reasons():
    assert str(placed(per_week=2)) == (
        "minute\n"
        "2 of 2 sessions\n"
        "\n"
        "Day             Time            Moment\n"
        "Tue 2026-12-01  06:45 to 06:46  after waking\n"
        "Fri 2026-12-04  06:45 to 06:46  after waking\n"
        "\n"
        "Why it is like this\n"
        "  - place: 2 of 2 sessions found a place."
    )
    assert str(Placement(asked=1)) == "A placement\n0 of 1 session"


def test_it_names_the_routines_where_there_are_several():
    one = placed(("2026-12-01", "2026-12-01")).sessions
    two = placed(
        ("2026-12-02", "2026-12-02"), of=lasting(5), moments=["12:00"]
    ).sessions
    told = str(Placement(one + two, 2)).splitlines()
    assert told[0] == "minute, hold-5"
    assert told[3:] == [
        "Day             Time            Moment        Routine",
        "Tue 2026-12-01  06:45 to 06:46  after waking  minute",
        "Wed 2026-12-02  12:00 to 12:05                hold-5",
    ]


def test_it_refuses_what_is_no_session():
    with pytest.raises(InvalidValue) as refused:
        Placement([5], -1, 6)  # type: ignore[arg-type, list-item]  # wrong on purpose
    assert str(refused.value) == (
        "Placement: 3 problems\n"
        "  because: expected a list, got 6\n"
        "  sessions[0]: expected a Session, got 5\n"
        "  asked: expected a whole number from 0 to 100000, got -1"
    )


# -- a year --------------------------------------------------------------------------


def test_a_year_of_sessions_finds_its_place_in_a_full_calendar():
    minutes = timedelta(minutes=1)
    begin = datetime(2026, 11, 30, tzinfo=UTC)
    starts = [begin + n * 127 * minutes for n in range(4000)]
    busy = Busy([Stretch(start, start + 60 * minutes) for start in starts])
    rhythm = Rhythm(
        wake="06:45",
        bed="22:30",
        workouts=[Window("tue thu", "18:00", "19:00")],
        drives=[Window("fri", "16:00", "18:00")],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TooSeldom)
        found = place(FIVE, ("2026-11-30", "2027-11-29"), rhythm, busy, tz=OSLO)
    assert len(found.sessions) > 100
    assert {one.moment for one in found.sessions} <= set(FIVE.moments)
    assert Moment("after-waking") in FIVE.moments


def test_numbers_that_are_none_are_refused_in_our_words():
    with pytest.raises(InvalidValue) as refused:
        place(FIVE, WEEK, Rhythm(wake="06:45"), Busy(), 3, timedelta.max, tz=OSLO)  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value).startswith("place: per_day: expected a whole number")


def test_there_are_at_most_24_moments():
    many = [f"{n // 2:02d}:{n % 2 * 30:02d}" for n in range(25)]
    with pytest.raises(InvalidValue) as refused:
        place(FIVE, WEEK, Rhythm(), tz=OSLO, moments=many)
    assert str(refused.value) == "place: moments: are more than 24"
