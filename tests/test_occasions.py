"""`occasions`: the sessions of one day, as a schedule of that day would have them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue, Overlap
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Limits, Routine
from backroutine.schedule import Schedule, Session, occasions
from backroutine.terms import Gap
from tests.examples import MINUTE, lasting
from tests.strategies import moments, rhythms, weekdays, zones

DAY = timedelta(days=1)
OSLO = "Europe/Oslo"
TUESDAY = "2026-12-01"
# Nights in which the clocks change, and a day that was not.
NIGHTS = [
    ("Europe/Oslo", date(2026, 3, 29)),
    ("Europe/Oslo", date(2026, 10, 25)),
    ("America/Nuuk", date(2026, 3, 28)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
]


def starts(found: list[Session]) -> list[str]:
    return [f"{one.start:%a %H:%M}" for one in found]


def at(moment, rhythm=None, day=TUESDAY, tz=OSLO, **more):
    return occasions(MINUTE, moment, rhythm or Rhythm(), day, tz, **more)


# -- by example ----------------------------------------------------------------------


def test_a_clock_time_comes_once_a_day():
    (session,) = at("12:30")
    assert str(session) == "Tue 2026-12-01 12:30 to 12:31: Minute"
    assert session.day == date(2026, 12, 1)


def test_a_bed_time_after_midnight_counts_to_the_day_before():
    (session,) = at("before-bed", Rhythm(bed="00:30"))
    assert f"{session.start:%a %H:%M}" == "Wed 00:29"
    assert session.day == date(2026, 12, 1)


def test_there_are_as_many_as_there_are_events():
    rhythm = Rhythm(
        drives=[
            Window("daily", "08:00", "09:00"),
            Window("2026-12-01", "17:00", "18:30"),
            Window("2026-12-02", "20:00", "21:00"),
        ]
    )
    assert starts(at("before-drive", rhythm)) == ["Tue 07:59", "Tue 16:59"]
    assert starts(at("after-drive+PT5M", rhythm)) == ["Tue 09:05", "Tue 18:35"]


def test_one_event_that_is_named_twice_is_one():
    twice = [Window("daily", "18:00", "19:00"), Window("tue", "18:00", "20:00")]
    assert starts(at("before-workout", Rhythm(workouts=twice))) == ["Tue 17:59"]


@pytest.mark.parametrize(
    "moment", ["after-waking", "before-bed", "before-workout", "after-drive"]
)
def test_there_are_none_where_the_rhythm_lacks_the_event(moment):
    assert at(moment) == []


def test_those_of_events_that_overlap_may_overlap():
    drives = [Window("daily", "08:00", "10:00"), Window("daily", "08:30", "10:03")]
    found = occasions(
        lasting(5), "after-drive", Rhythm(drives=drives), TUESDAY, "Europe/Oslo"
    )
    assert starts(found) == ["Tue 10:00", "Tue 10:03"]


@pytest.mark.parametrize(("gap", "found"), [("shift", ["Sun 03:30"]), (Gap.SKIP, [])])
def test_a_time_that_the_clocks_skip(gap, found):
    assert starts(at("02:30", day=date(2026, 3, 29), gap=gap)) == found


def test_what_the_clocks_push_together_is_one():
    drives = [Window("daily", "01:00", "02:30"), Window("daily", "02:00", "03:30")]
    found = at("after-drive", Rhythm(drives=drives), day="2026-03-29")
    assert starts(found) == ["Sun 03:30"]


def test_every_fault_of_the_arguments_is_told():
    with pytest.raises(InvalidValue) as refused:
        occasions(5, "noon", "early", "1899-12-31", "Oslo", "jump")  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == (
        "occasions: 6 problems\n"
        '  moment.at: expected an anchor, got "noon"; known are after-waking, '
        "before-bed, before-workout, before-drive, after-drive\n"
        "  day: expected a day from 1900-01-01 to 2999-12-31, got 1899-12-31\n"
        "  tz: no time zone 'Oslo'; did you mean 'Europe/Oslo' or 'Europe/Moscow' or "
        "'Europe/Sofia'?\n"
        '  gap: expected a gap, got "jump"; known are shift, skip\n'
        "  routine: expected a Routine, got 5\n"
        '  rhythm: expected a Rhythm, got "early"'
    )


def test_a_routine_that_takes_no_time_is_refused():
    with pytest.raises(InvalidValue) as refused:
        occasions(Routine(), "12:30", Rhythm(), TUESDAY, OSLO)
    assert str(refused.value) == (
        "occasions: routine: '' takes 0:00; a session takes more than nothing and at "
        "most 12 hours"
    )


# -- the law -------------------------------------------------------------------------


def of_a_schedule(routine, moment, rhythm, *, day, tz, gap):
    """Ask a schedule of this moment and this day alone."""
    plan = Schedule(
        routine, moments=[moment], rhythm=rhythm, tz=tz,
        start=day, until=day, gap=gap, limits=Limits(),
    )  # fmt: skip
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return plan.between(noon - 4 * DAY, noon + 4 * DAY)


def check(routine, moment, rhythm, *, day, tz, gap):
    found = occasions(routine, moment, rhythm, day, tz, gap)
    try:
        expected = of_a_schedule(routine, moment, rhythm, day=day, tz=tz, gap=gap)
    except Overlap:
        assume(False)
    except InvalidValue:  # it needs an event that the rhythm does not have
        expected = []
    assert found == expected
    assert [(one.moment, one.day) for one in found] == [
        (one.moment, one.day) for one in expected
    ]


routines = st.sampled_from([MINUTE, lasting(6), lasting(90)])
gaps = st.sampled_from(Gap)
dates = st.dates(date(1901, 1, 1), date(2099, 1, 1))


@given(routines, moments, rhythms, st.tuples(zones, dates), gaps)
def test_they_are_those_of_a_schedule_of_one_day(routine, moment, rhythm, when, gap):
    tz, day = when
    check(routine, moment, rhythm, day=day, tz=tz, gap=gap)


early = st.sampled_from(["01:55", "02:00", "02:30", "02:58", "03:01", "03:30", "00:10"])


@given(
    routines,
    st.sampled_from(["before-workout", "after-drive", "before-drive+PT10M"]),
    st.lists(st.builds(Window, weekdays, early, early), min_size=1, max_size=4),
    st.tuples(st.sampled_from(NIGHTS), st.integers(-1, 1)),
    gaps,
)
def test_also_in_nights_when_the_clocks_change(routine, at, some, when, gap):
    (tz, day), later = when
    rhythm = Rhythm(workouts=some, drives=some)
    check(routine, Moment.parse(at), rhythm, day=day + later * DAY, tz=tz, gap=gap)
