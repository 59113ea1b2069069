"""Cutting a routine to a time: what people see, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest

import backroutine as br
from backroutine.errors import CannotFit, InvalidValue
from backroutine.exercise import Dose, Step
from backroutine.routine import Item, Pace, Reason, Routine
from backroutine.units import Span
from tests.examples import BIRD_DOG, BRIDGE, MORNING, SIDE_PLANK, bird_dog, bridge

FIVE = br.routines["lower-back-five"]


def ids(routine: Routine) -> list[str]:
    return [item.exercise.id for item in routine]


def highs(routine: Routine) -> list[int]:
    return [item.dose.reps.high for item in routine]


def same(name: str, seconds: int = 4, **changes: Any) -> Item:
    """A bridge under another name, one repetition in so many seconds."""
    cycle = [Step("Lift.", "Lift", move=timedelta(seconds=seconds))]
    return Item(bridge(id=name, cycle=cycle, variations=[], **changes))


# -- the article's five --------------------------------------------------------------


def test_three_of_the_five_fit_into_three_minutes():
    cut = br.compose.fit(FIVE, minutes=3)
    assert ids(cut) == ["pelvic-tilt", "knee-tuck", "bridge"]
    assert highs(cut) == [10, 8, 8]
    assert cut.duration.high == timedelta(minutes=2, seconds=56)


def test_it_says_what_it_kept_shortened_and_left_out():
    assert br.compose.fit(FIVE, minutes=3).explain() == (
        "fit: 3 of 5 exercises fit into 3:00; every goal is kept.\n"
        "fit: pelvic-tilt kept as it is.\n"
        "fit: knee-tuck at most 8 repetitions instead of 10.\n"
        "fit: bridge at most 8 repetitions instead of 10.\n"
        "fit: dead-bug left out to stay within 3:00.\n"
        "fit: bird-dog left out to stay within 3:00."
    )


def test_it_says_which_goals_are_lost():
    both = Routine([BRIDGE, BIRD_DOG], goals=["strength", "stability", "balance"])
    cut = br.compose.fit(both, minutes=1)
    assert ids(cut) == ["bird-dog"]
    assert cut.because[0] == Reason(
        "fit", "", "1 of 2 exercises fit into 1:00; no longer aims at strength."
    )


def test_a_routine_that_fits_already_stays_as_it_is():
    whole = br.compose.fit(FIVE, budget=FIVE.duration.high)
    assert whole == FIVE
    assert whole.explain() == "fit: all of it fits into 5:35."


def test_a_moment_less_and_something_comes_down():
    cut = br.compose.fit(FIVE, budget=FIVE.duration.high - timedelta.resolution)
    assert len(cut) == 5
    assert sum(highs(FIVE)) - sum(highs(cut)) > 0


def test_the_routine_keeps_what_it_says_of_itself_and_its_earlier_reasons():
    before = FIVE.because_of(Reason("swap", "bridge", "an example."))
    cut = br.compose.fit(before, minutes=3)
    assert cut == Routine(
        **{name: getattr(FIVE, name) for name in ("id", "name", "purpose", "goals")},
        **{name: getattr(FIVE, name) for name in ("cues", "cautions", "pace")},
        **{name: getattr(FIVE, name) for name in ("limits", "moments", "horizon")},
        basis=FIVE.basis,
        items=cut.items,
    )
    assert cut.because[:1] == before.because


@pytest.mark.parametrize(
    "time", [{"minutes": 3}, {"minutes": 3.0}, {"budget": "PT3M"}, {"budget": "PT180S"}]
)
def test_the_time_may_be_given_in_several_ways(time):
    same_time = br.compose.fit(FIVE, budget=timedelta(minutes=3))
    assert br.compose.fit(FIVE, **time).because == same_time.because


def test_any_number_of_minutes_will_do():
    assert br.compose.fit(FIVE, minutes=1e300) == FIVE


# -- what is best, one rule after the other ------------------------------------------


def test_goals_come_before_the_number_of_exercises():
    strong = [same("one"), same("two")]
    supple = same("long", 8, goals=["mobility", "balance"])
    three = Routine([*strong, supple], goals=["strength", "mobility", "balance"])
    assert ids(br.compose.fit(three, budget="PT1M30S")) == ["long"]
    without_goals = Routine([*strong, supple])
    assert ids(br.compose.fit(without_goals, budget="PT1M30S")) == ["one", "two"]


def test_a_variation_brings_its_goals():
    toes = bridge().variations[0]
    varied = bridge(
        variations=[br.Variation("v", "V", cycle=toes.cycle, goals=["balance"])]
    )
    two = Routine([bridge(id="plain"), Item(varied, variation="v")], goals=["balance"])
    assert ids(br.compose.fit(two, minutes=1)) == ["bridge"]


def test_the_number_of_exercises_comes_before_repetitions():
    many = same("many", 2, dose=Dose(Span(30, 40)))
    two = Routine([many, same("one"), same("two")])
    assert ids(br.compose.fit(two, budget="PT1M25S")) == ["one", "two"]


def test_repetitions_come_before_a_short_time():
    two = Routine([same("quick", 2, dose=Dose(9)), same("slow", 4, dose=Dose(10))])
    assert ids(br.compose.fit(two, minutes=1)) == ["slow"]


def test_of_equal_ways_the_shorter_is_taken():
    two = Routine([same("slow", 4, dose=Dose(8)), same("quick", 2, dose=Dose(8))])
    assert ids(br.compose.fit(two, budget="PT45S")) == ["quick"]


def test_of_equal_exercises_the_earlier_stay():
    three = Routine([same("one"), same("two"), same("three")])
    assert ids(br.compose.fit(three, budget=three[:2].lasts("low"))) == ["one", "two"]


def test_of_equal_exercises_the_earlier_has_the_more_repetitions():
    two = Routine([same("one"), same("two")])
    budget = two.lasts("low") + timedelta(seconds=3 * 4)
    assert highs(br.compose.fit(two, budget=budget)) == [10, 9]


# -- what one repetition is ----------------------------------------------------------


def test_sides_that_take_turns_come_down_in_twos():
    one = Routine([bird_dog(dose=Dose(Span(7, 13)))])
    budgets = [one.lasts("high") - timedelta(seconds=s) for s in (1, 6, 7, 12)]
    assert [highs(br.compose.fit(one, budget=b)) for b in budgets] == [
        [10], [10], [8], [8],
    ]  # fmt: skip


def test_a_range_that_only_seems_longer_is_kept_as_it_is():
    # Of 8 to 9 repetitions in turn, 8 are played.
    one = Routine([bird_dog(dose=Dose(Span(8, 9))), BRIDGE])
    cut = br.compose.fit(one, budget=one.lasts("high") - timedelta(seconds=1))
    assert highs(cut) == [9, 9]


def test_counted_per_side_both_sides_come_down():
    one = Routine([bird_dog(dose=Dose(Span(4, 6), counting="per-side"))])
    cut = br.compose.fit(one, budget=one.lasts("high") - timedelta(seconds=1))
    assert (highs(cut), cut[0].played("high")) == ([5], 10)


def test_sets_count_each_time():
    twice = same("twice", 4, dose=Dose(Span(6, 8), sets=2))
    once = same("once", 4, dose=Dose(Span(6, 8)))
    two = Routine([once, twice])
    budget = two.lasts("low") + timedelta(seconds=2 * 4)
    assert highs(br.compose.fit(two, budget=budget)) == [8, 6]


def test_a_variation_that_follows_is_played_as_often():
    follows = Item(BRIDGE, variation="toes-up", mode="follow")
    one = Routine([follows])
    cut = br.compose.fit(one, budget=one.lasts("high") - timedelta(seconds=9))
    assert cut == Routine([Item(BRIDGE, Dose(Span(8, 9)), "toes-up", "follow")])


def test_getting_from_one_posture_to_another_counts():
    between = same("knees", 1, position="quadruped", dose=Dose(1))
    pace = Pace(prepare="PT0S", shift="PT0S", change="PT1M")
    three = Routine([same("one"), between, same("two")], pace=pace)
    assert ids(br.compose.fit(three, budget="PT1M30S")) == ["one", "two"]


def test_an_exercise_that_stands_there_twice_may_be_left_out_once():
    twice = Routine([BRIDGE, SIDE_PLANK, BRIDGE])
    cut = br.compose.fit(twice, minutes=2)
    assert ids(cut) == ["bridge", "bridge"]


# -- what is refused -----------------------------------------------------------------


def test_when_not_even_the_shortest_fits_it_says_what_that_one_needs():
    with pytest.raises(CannotFit) as caught:
        br.compose.fit(MORNING, budget="PT33S")
    text = "nothing fits in 0:33; the shortest exercise here, 'bird-dog', needs 0:34"
    assert str(caught.value) == text
    assert isinstance(caught.value, ValueError)


def test_an_empty_routine_has_nothing_to_fit():
    with pytest.raises(CannotFit) as caught:
        br.compose.fit(Routine(), minutes=3)
    assert str(caught.value) == "nothing to fit: the routine has no exercises"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "fit: give the time as minutes or as a budget, one of the two"),
        (
            {"minutes": 1, "budget": "PT1M"},
            "fit: give the time as minutes or as a budget, one of the two",
        ),
        ({"minutes": "3"}, "fit: minutes: expected a number of minutes, got '3'"),
        ({"minutes": True}, "fit: minutes: expected a number of minutes, got True"),
        ({"minutes": -1}, "fit: minutes: expected a number of minutes, got -1"),
        (
            {"minutes": float("nan")},
            "fit: minutes: expected a number of minutes, got nan",
        ),
        (
            {"minutes": float("inf")},
            "fit: minutes: expected a number of minutes, got inf",
        ),
        (
            {"budget": "3 min"},
            'fit: budget: expected a duration such as "PT1S", got "3 min"',
        ),
        ({"budget": 3}, 'fit: budget: expected a duration such as "PT1S", got 3'),
    ],
)
def test_a_time_that_is_none_is_refused(arguments, said):
    with pytest.raises(InvalidValue) as caught:
        br.compose.fit(FIVE, **arguments)
    assert str(caught.value) == said


def test_what_is_no_routine_is_refused():
    with pytest.raises(InvalidValue) as caught:
        br.compose.fit("lower-back-five", minutes=3)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value) == (
        'fit: routine: expected a routine, got "lower-back-five"'
    )
