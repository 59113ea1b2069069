"""How often is too often or too seldom, and which sessions would collide."""

# mypy: disable-error-code="arg-type"

import warnings
from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue, Overlap, TooOften, TooSeldom
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Limits
from backroutine.schedule import EveryDays, Schedule, Slot
from backroutine.terms import Anchor, Weekday
from tests import oracle
from tests.examples import MINUTE, at, lasting, plan
from tests.strategies import lists, some, wall_times

DAY = timedelta(days=1)


def limited(id="minute", **limits):
    """The shortest routine, with limits of its own."""
    return evolve(MINUTE, id=id, limits=Limits(**limits))


TWICE = limited(per_day=2)
RHYTHM = Rhythm(
    wake="06:45",
    bed="22:30",
    drives=[Window("mon", "12:00", "13:00"), Window("2026-12-08", "12:00", "13:00")],
)
THREE_ON_SOME_DAYS = {
    "moments": ["after-waking", "before-drive", "before-bed"],
    "rhythm": RHYTHM,
}


# -- too often -------------------------------------------------------------------------


def test_as_many_sessions_as_allowed_are_fine():
    schedule = plan(
        routine=TWICE, moments=["after-waking", "before-bed"], rhythm=RHYTHM
    )
    assert len(schedule.between(at("2026-12-01 00:00"), at("2026-12-08 00:00"))) == 14


@pytest.mark.parametrize(
    ("parts", "days"),
    [
        ({}, "Mondays and 2026-12-08"),
        ({"days": "mon"}, "Mondays"),
        ({"days": "tue wed"}, "2026-12-08"),
        (
            {
                "rhythm": evolve(
                    RHYTHM, drives=[Window("mon tue sun", "12:00", "13:00")]
                )
            },
            "Mondays, Tuesdays and Sundays",
        ),
    ],
)
def test_more_are_refused_and_the_days_are_named(parts, days):
    with pytest.raises(TooOften) as refused:
        plan(routine=TWICE, **(THREE_ON_SOME_DAYS | parts))
    assert str(refused.value) == f"3 sessions on {days}; 'minute' allows 2 a day"


@pytest.mark.parametrize(
    "parts",
    [{"days": "tue", "until": "2026-12-07"}, {"skip": ["2026-12-08"], "days": "tue"}],
)
def test_days_outside_the_plan_are_not_counted(parts):
    moments = THREE_ON_SOME_DAYS["moments"]
    rhythm = evolve(
        RHYTHM, drives=[*RHYTHM.drives, Window("2026-12-01", "12:00", "12:30")]
    )
    with pytest.raises(TooOften, match="on 2026-12-01;"):
        plan(routine=TWICE, moments=moments, rhythm=rhythm, **parts)


def test_limits_given_stand_instead_of_the_routine_s():
    parts = {"routine": TWICE, "limits": Limits(per_day=3), **THREE_ON_SOME_DAYS}
    assert plan(**parts).limits == Limits(per_day=3)
    with pytest.raises(
        TooOften, match=r"3 sessions on .*; the limits given allow 1 a day"
    ):
        plan(**parts | {"limits": Limits(per_day=1), "days": "mon"})


def test_each_routine_counts_for_itself():
    morning, evening = limited("morning", per_day=1), limited("evening", per_day=1)
    both = {"06:45": morning, "22:30": evening}
    assert plan(moments=both).routines == (morning, evening)
    with pytest.raises(TooOften) as refused:
        plan(moments=both | {"12:30": evening}, days="sat")
    assert str(refused.value) == "2 sessions on Saturdays; 'evening' allows 1 a day"


@pytest.mark.parametrize("strict_first", [True, False])
def test_routines_of_one_id_count_together_and_the_strictest_holds(strict_first):
    """As a routine and a slice of it, on which a verb has set other limits."""
    strict, lax = limited(per_day=1), limited(per_day=5)
    one, other = (strict, lax) if strict_first else (lax, strict)
    with pytest.raises(TooOften, match=r"2 sessions .* 'minute' allows 1 a day"):
        plan(moments={"06:45": one, "22:30": other})


def test_a_session_after_midnight_counts_to_the_day_before():
    schedule = plan(
        routine=limited(per_day=2),
        moments=["after-waking", "before-bed"],
        rhythm=Rhythm(wake="06:45", bed={"weekdays": "00:30", "weekends": "23:30"}),
    )
    sunday = schedule.between(at("2026-12-06 00:00"), at("2026-12-07 12:00"))
    assert [f"{one.day:%a}" for one in sunday] == ["Sun", "Sun", "Mon"]


# -- too seldom ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"days": "mon wed"}, "2 sessions a week; 'minute' asks for at least 3"),
        (
            {"days": "daily", "every": 4},
            "1.75 sessions a week; 'minute' asks for at least 3",
        ),
        (
            {"days": EveryDays(3)},
            "2.33333 sessions a week; 'minute' asks for at least 3",
        ),
        (
            {"days": "mon", "limits": Limits(per_week=2)},
            "1 session a week; the limits given ask for at least 2",
        ),
    ],
)
def test_a_plan_with_too_few_sessions_warns(parts, text):
    with pytest.warns(TooSeldom) as warned:
        plan(routine=limited(per_week=3), moments=["06:45"], **parts)
    assert [str(one.message) for one in warned] == [text]


def test_the_warning_points_at_whoever_made_the_plan():
    with pytest.warns(TooSeldom) as warned:
        Schedule(
            limited(per_week=3),
            moments=["06:45"],
            days="mon",
            tz="UTC",
            start="2026-12-01",
        )
    assert warned[0].filename == __file__


@pytest.mark.parametrize(
    "parts",
    [
        {"days": "mon wed fri"},
        {"days": EveryDays(2)},
        {"days": "tue", "moments": ["06:45", "12:30", "18:00"]},
        {"days": "mon", "limits": Limits()},
    ],
)
def test_enough_is_enough(parts):
    plan(routine=limited(per_week=3), **{"moments": ["06:45"]} | parts)


def test_a_plan_may_be_made_in_spite_of_a_warning_or_not_at_all():
    def make():
        return plan(routine=limited(per_week=3), moments=["06:45"], days="mon")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TooSeldom)
        assert make().next(at("2026-12-01 00:00")) is not None
    with pytest.raises(TooSeldom):
        make()


# -- overlaps --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {"moments": ["06:45", "06:49"]},
            (
                "sessions overlap on Mondays: 06:45 is not over until 06:50, "
                "06:49 begins 06:49"
            ),
        ),
        (
            {"moments": ["23:58", "00:01"], "days": "sat sun"},
            (
                "sessions overlap on Saturdays: 23:58 is not over until 00:03, "
                "00:01 begins 00:01"
            ),
        ),
        (
            {
                "moments": ["after-drive", "after-waking"],
                "rhythm": Rhythm(
                    "06:45", drives=[Window("2026-12-09", "22:00", "06:42")]
                ),
            },
            (
                "sessions overlap on 2026-12-09: after a long drive is not over until "
                "06:47, after waking begins 06:45"
            ),
        ),
        (
            {
                "moments": ["before-drive", "before-bed"],
                "rhythm": Rhythm(
                    bed="23:59", drives=[Window("2026-12-09", "00:01", "06:42")]
                ),
            },
            (
                "sessions overlap on 2026-12-08: before bed is not over until 23:59, "
                "before a long drive begins 23:56"
            ),
        ),
    ],
)
def test_sessions_that_run_into_one_another_are_refused(parts, text):
    with pytest.raises(Overlap) as refused:
        plan(routine=lasting(5), **parts)
    assert str(refused.value) == text


@pytest.mark.parametrize(
    "parts",
    [
        {"moments": ["06:45", "06:50"]},
        {"moments": ["23:58", "00:01"], "days": "sat mon"},
        {"moments": ["23:58", "00:01"], "days": "mon sun", "every": 2},
        {"moments": ["23:58", "00:01"], "days": EveryDays(2)},
    ],
)
def test_sessions_that_only_touch_or_never_meet_are_fine(parts):
    assert plan(routine=lasting(5), **parts).next(at("2026-12-01 00:00"))


@pytest.mark.parametrize("on", ["mon", "2026-12-07"])
def test_a_session_that_reaches_two_days_further_is_seen_too(on):
    """Driving until Tuesday, 22:59; twelve hours later begin three quarters of one."""
    with pytest.raises(Overlap, match="11:00"):
        plan(
            routine=lasting(45),
            moments=["after-drive+PT12H", "11:00"],
            days="mon wed",
            rhythm=Rhythm(drives=[Window(on, "23:00", "22:59")]),
        )


def unchecked(schedule, **changes):
    """A schedule's parts, changed, that nothing has looked at."""
    names = [field.alias for field in fields(Schedule) if field.init]
    return SimpleNamespace(
        **{name: getattr(schedule, name) for name in names} | changes
    )


@st.composite
def tight(draw):
    """The parts of a plan without a change of clocks, often with collisions."""
    windows = lists(
        st.builds(Window, some(Weekday, 1, 3), wall_times, wall_times), 1, 2
    )
    rhythm = Rhythm(draw(wall_times), draw(wall_times), draw(windows), draw(windows))
    offset = st.sampled_from([0, 0, 30, 720]).map(lambda n: timedelta(minutes=n))
    moment = wall_times.map(Moment) | st.builds(Moment, st.sampled_from(Anchor), offset)
    return {
        "routine": lasting(draw(st.sampled_from([1, 60, 160]))),
        "moments": draw(lists(moment, 1, 3)),
        "days": draw(some(Weekday, 1, 7) | st.sampled_from([1, 2, 3]).map(EveryDays)),
        "rhythm": rhythm,
        "tz": "UTC",
    }


@given(tight())
def test_what_is_refused_would_overlap_and_what_is_not_never_does(parts):
    """A moment that never comes is another matter."""
    try:
        made = plan(**parts)
    except InvalidValue:
        return
    except Overlap:
        made = None
    loose = plan(**parts | {"moments": ["12:30"]})
    moments = tuple(map(Slot, parts["moments"]))
    found = oracle.candidates(
        unchecked(loose, moments=moments), date(2026, 12, 1), date(2027, 2, 1)
    )
    collide = any(
        one.instant < other.instant < one.instant + one.length
        for one, other in pairwise(found)
    )
    assert collide is (made is None)
