"""How long things take: repetitions, sets, and getting from one to the next."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue
from backroutine.exercise import Dose
from backroutine.routine import Item, Pace, Routine, item_time
from backroutine.terms import Posture
from backroutine.units import Span
from tests.examples import BIRD_DOG, BRIDGE, LIE, MORNING, SIDE_PLANK, bridge
from tests.strategies import items, routines, small_items

SECOND = timedelta(seconds=1)
QUIET = Pace(prepare="PT0S", shift="PT0S", change="PT0S")


def seconds(routine):
    return [routine.lasts(reps) / SECOND for reps in ("low", "middle", "high")]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], [0, 0, 0]),
        ([BRIDGE], [10 + 32, 10 + 36, 10 + 40]),
        ([Item(BRIDGE, Dose(5, sets=3, rest="PT20S"))], [10 + 3 * 20 + 2 * 20] * 3),
        # The variation instead of the plain set: 5 s a repetition.
        ([Item(BRIDGE, variation="toes-up")], [10 + 40, 10 + 45, 10 + 50]),
        # And after it, with a shift between the two.
        (
            [Item(BRIDGE, Dose(8), "toes-up", "follow")],
            [10 + 8 * 4 + 5 + 8 * 5] * 3,
        ),
        # The sides in turn: an even number of repetitions.
        ([BIRD_DOG], [10 + 24, 10 + 24, 10 + 30]),
        # One side after the other, twice: a shift between sides, a rest between sets.
        ([SIDE_PLANK], [10 + 2 * (20 + 10 + 20) + 30 + 10] * 3),
        # Lying, lying again, then on all fours.
        (
            [Item(BRIDGE, Dose(8)), Item(BRIDGE, Dose(9)), BIRD_DOG],
            [10 + 32 + 5 + 36 + 10 + 24] * 2 + [10 + 32 + 5 + 36 + 10 + 30],
        ),
    ],
)  # fmt: skip
def test_a_routine_takes_what_its_parts_take(items, expected):
    routine = Routine(items)
    assert seconds(routine) == expected
    low, middle, high = (one * SECOND for one in expected)
    duration = routine.duration
    assert (duration.low, duration.middle, duration.high) == (low, middle, high)


def test_a_pace_says_what_changes_cost():
    pace = Pace(prepare="PT1M", shift="PT7S", change="PT31S")
    routine = Routine([BRIDGE, BRIDGE, BIRD_DOG], pace=pace)
    plain = Routine(routine.items, pace=QUIET)
    assert routine.lasts("low") - plain.lasts("low") == (60 + 7 + 31) * SECOND
    assert routine.effective_pace is pace
    assert MORNING.effective_pace == Pace()


@pytest.mark.parametrize(
    ("before", "after", "cost"),
    [
        (None, "lying", 10),
        ("lying", "lying", 5),
        ("lying", "kneeling", 10),
        ("sitting", "standing", 10),
    ],
)
def test_the_usual_pace(before, after, cost):
    assert Pace().between(before and Posture(before), Posture(after)) == cost * SECOND


@pytest.mark.parametrize("name", ["prepare", "shift", "change"])
@pytest.mark.parametrize("value", [-SECOND, "PT10M1S", 5, "soon"])
def test_a_change_takes_at_most_ten_minutes(name, value):
    with pytest.raises(InvalidValue, match=name):
        Pace(**{name: value})


@given(routines(small_items))
def test_more_repetitions_never_take_less_time(routine):
    assert routine.lasts("low") <= routine.lasts("middle") <= routine.lasts("high")


@given(routines(small_items, least=1))
def test_a_routine_with_an_exercise_takes_time(routine):
    assert routine.lasts("low") > timedelta(0)


@given(items(), st.integers(1, 20))
def test_time_grows_evenly_with_repetitions(item, played):
    one, two, three = (item_time(item, n * played, QUIET) for n in (1, 2, 3))
    assert three - two == two - one


@given(routines(small_items), routines(small_items))
def test_joined_routines_save_a_start_and_pay_for_the_change(one, other):
    one, other = (evolve(each, pace=None) for each in (one, other))
    apart = one.lasts("high") + other.lasts("high")
    between = (one + other).lasts("high") - apart
    assert between in ({timedelta(0), -5 * SECOND} if one and other else {timedelta(0)})


def test_set_up_is_said_while_moving_there_and_takes_no_time_of_its_own():
    slow = evolve(LIE, hold="PT1M")
    assert Routine([bridge(setup=[LIE, slow])]).duration == Routine([BRIDGE]).duration


@pytest.mark.parametrize(("reps", "played"), [("low", 8), ("middle", 9), ("high", 10)])
def test_an_item_knows_how_many_repetitions_are_played(reps, played):
    assert Item(BRIDGE, Dose(Span(8, 10))).played(reps) == played


@pytest.mark.parametrize("reps", ["lowest", None, 8, ""])
def test_other_ends_of_a_range_are_refused(reps):
    with pytest.raises(InvalidValue, match='expected "low", "middle" or "high"'):
        MORNING.lasts(reps)
