"""What exercises ask of a body: by where they are done, and by where the back goes."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.catalog import Shelf
from backroutine.errors import InvalidValue
from backroutine.terms import Demand, Direction, Position, RangeOfMotion
from tests.examples import BIRD_DOG, BRIDGE, SIDE_PLANK, bridge
from tests.strategies import exercises


def asked(**parts):
    """Return the demands of an exercise, in the order of the vocabulary."""
    found = bridge(**parts).demands
    return " ".join(one for one in Demand if one in found)


# -- where it is done ------------------------------------------------------------------


PLACES = {
    "supine": "floor lying-flat",
    "hook-lying": "floor lying-flat",
    "supine-90-90": "floor lying-flat",
    "prone": "floor lying-flat lying-prone",
    "side-lying": "floor",
    "quadruped": "floor kneeling weight-on-hands",
    "half-kneeling": "floor kneeling",
    "tall-kneeling": "floor kneeling",
    "seated": "",
    "standing": "standing",
    "standing-at-wall": "standing",
}


@pytest.mark.parametrize(("position", "expected"), PLACES.items(), ids=PLACES)
def test_a_position_asks_for_a_place_and_a_hold(position, expected):
    assert asked(position=position) == expected


def test_every_position_stands_in_the_table():
    assert list(PLACES) == list(Position)


# -- where the lower back goes ---------------------------------------------------------


MOVES = [
    ("neutral", "none", ""),
    ("neutral", "mid", ""),
    ("neutral", "end", ""),
    ("flexion", "none", ""),
    ("flexion", "mid", "flexion"),
    ("flexion", "end", "flexion end-range-flexion"),
    ("extension", "none", ""),
    ("extension", "mid", "extension"),
    ("extension", "end", "extension end-range-extension"),
    ("rotation", "none", ""),
    ("rotation", "mid", "rotation"),
    ("rotation", "end", "rotation end-range-rotation"),
    ("lateral-flexion", "none", ""),
    ("lateral-flexion", "mid", "lateral-flexion"),
    ("lateral-flexion", "end", "lateral-flexion end-range-lateral-flexion"),
]


@pytest.mark.parametrize(("direction", "reach", "expected"), MOVES)
def test_a_movement_asks_for_its_direction_and_its_end(direction, reach, expected):
    found = asked(position="seated", directions=[direction], range=reach)
    assert found == expected


def test_every_movement_stands_in_the_table():
    assert [(one, reach) for one, reach, _ in MOVES] == [
        (one, reach) for one in Direction for reach in RangeOfMotion
    ]


def test_several_directions_ask_for_all_of_theirs():
    both = ["flexion", "rotation"]
    assert asked(position="seated", directions=both, range="mid") == "flexion rotation"
    assert asked(position="prone", directions=both, range="end") == (
        "floor lying-flat lying-prone flexion rotation end-range-flexion "
        "end-range-rotation"
    )


# -- and beyond ------------------------------------------------------------------------


def test_what_neither_shows_is_said_by_the_exercise():
    assert asked(position="standing", further_demands=["balance"]) == "standing balance"
    # What is said twice is asked once.
    assert asked(position="standing", further_demands=["standing"]) == "standing"


@pytest.mark.parametrize(
    ("demands", "text"),
    [
        (
            ["balanse"],
            (
                'Exercise: further_demands[0]: expected a demand, got "balanse"; '
                "did you mean 'balance'?"
            ),
        ),
        (
            ["balance", "floor", "balance"],
            "Exercise: further_demands: 'balance' is there twice",
        ),
        ("balance", 'Exercise: further_demands: expected a list, got "balance"'),
    ],
)
def test_a_demand_that_is_none_is_refused(demands, text):
    with pytest.raises(InvalidValue) as refused:
        bridge(further_demands=demands)
    assert str(refused.value) == text


@given(exercises(), st.lists(st.sampled_from(Demand), unique=True))
def test_more_said_is_more_asked_and_nothing_less(exercise, more):
    plain = evolve(exercise, further_demands=())
    said = evolve(exercise, further_demands=more)
    assert said.demands == plain.demands | set(more)


@given(exercises())
def test_an_end_is_never_asked_for_without_the_way_there(exercise):
    plain = evolve(exercise, further_demands=())
    ends = [one for one in plain.demands if one.startswith("end-range-")]
    assert all(Demand(one.removeprefix("end-range-")) in plain.demands for one in ends)


@pytest.mark.parametrize(
    ("demand", "found"),
    [
        ("floor", "bridge bird-dog side-plank"),
        ("weight-on-hands", "bird-dog"),
        ("rotation", "bird-dog"),
        ("lying-flat", "bridge"),
        ("end-range-rotation", ""),
    ],
)
def test_exercises_are_filtered_by_what_they_ask_for(demand, found):
    shelf = Shelf("exercise", [BRIDGE, BIRD_DOG, SIDE_PLANK])
    assert " ".join(shelf.filter(demand=demand)) == found


def test_the_sources_of_an_exercise_are_those_of_its_movement_and_its_dose():
    assert br.exercises["bridge"].sources == ("lower-back-article",)
    cat_cow = br.exercises["cat-cow"]
    assert cat_cow.sources == ("va-five-movements",)
    assert "snook-1998" in {basis.source for basis in cat_cow.basis}  # a caution's


def test_what_asks_for_something_is_found_and_what_does_not():
    floor = set(br.exercises.filter(demand="floor"))
    assert floor
    assert set(br.exercises.filter(avoid="floor")) == set(br.exercises) - floor
