"""Exercises and their parts: steps, doses, variations, cautions."""

# mypy: disable-error-code="arg-type, call-arg, union-attr"

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue
from backroutine.exercise import Caution, Dose, Exercise, Step, Variation
from backroutine.source import Basis
from backroutine.terms import Counting, Laterality, Side
from backroutine.units import Span
from tests.examples import BIRD_DOG, BRIDGE, SIDE_PLANK, TOES_UP, bird_dog, bridge
from tests.strategies import doses, exercises, spans, steps

SECOND = timedelta(seconds=1)


# -- steps -----------------------------------------------------------------------------


def test_a_step_lasts_as_long_as_its_move_and_its_hold():
    step = Step("Lift your hips.", "Hips up", move="PT2S", hold=SECOND)
    assert step.duration == 3 * SECOND
    assert Step("Breathe.", "Breathe").duration == timedelta(0)


@pytest.mark.parametrize(
    ("words", "mirrored"),
    [
        ("Reach with your left arm.", "Reach with your right arm."),
        ("Right arm, left leg", "Left arm, right leg"),
        ("LEFT leg", "Right leg"),
        ("Leftover, upright, right-hand", "Leftover, upright, left-hand"),
        ("Both hips", "Both hips"),
    ],
)
def test_the_mirror_of_a_step_says_the_other_side(words, mirrored):
    assert Step(words, "Go").mirrored().text == mirrored


@given(steps())
def test_a_step_mirrored_twice_is_itself(step):
    other = step.mirrored()
    assert other.mirrored() == step
    assert other.duration == step.duration
    assert (other.side is step.side) is (step.side is None)


@pytest.mark.parametrize(
    "parts",
    [
        {"text": ""},
        {"text": " "},
        {"text": "a\tb"},
        {"text": "a\u2028b"},
        {"text": 5},
        {"cue": ""},
        {"cue": "one two three four five six seven"},
        {"move": -SECOND},
        {"hold": "PT10M1S"},
        {"hold": "a second"},
        {"hold": 1},
        {"side": "both"},
    ],
)
def test_a_step_with_a_senseless_part_is_refused(parts):
    whole = {"text": "Lift.", "cue": "one two three four five six", "hold": "PT10M"}
    assert Step(**whole).side is None
    with pytest.raises(InvalidValue, match=next(iter(parts))):
        Step(**whole | parts)


# -- doses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "one_side", "both_sides"),
    [
        (Dose(Span(8, 10)), (8, 9, 10), (8, 8, 10)),
        (Dose(Span(7, 11)), (7, 9, 11), (8, 8, 10)),
        (Dose(Span(9, 10)), (9, 9, 10), (10, 10, 10)),
        (Dose(Span(7, 8)), (7, 7, 8), (8, 8, 8)),
        (Dose(10), (10, 10, 10), (10, 10, 10)),
        (Dose(Span(8, 11), counting="per-side"), (8, 9, 11), (16, 18, 22)),
        (Dose(1, counting="per-side"), (1, 1, 1), (2, 2, 2)),
    ],
)
def test_how_many_repetitions_are_played(dose, one_side, both_sides):
    ends = ("low", "middle", "high")
    assert tuple(dose.played(end, both_sides=False) for end in ends) == one_side
    assert tuple(dose.played(end, both_sides=True) for end in ends) == both_sides


@given(doses())
def test_both_sides_are_played_alike_and_within_the_range(dose):
    low, middle, high = (
        dose.played(end, both_sides=True) for end in ("low", "middle", "high")
    )
    assert low % 2 == middle % 2 == high % 2 == 0
    each = 1 if dose.counting is Counting.TOTAL else 2
    assert each * dose.reps.low <= low <= middle <= high <= each * dose.reps.high


@pytest.mark.parametrize(
    "parts",
    [
        {"reps": 0},
        {"reps": "8-10"},
        {"reps": (8, 10)},
        {"reps": True},
        {"sets": 0},
        {"sets": 21},
        {"sets": 1.0},
        {"rest": "PT11M"},
        {"counting": "both"},
    ],
)
def test_a_dose_with_a_senseless_part_is_refused(parts):
    with pytest.raises(InvalidValue):
        Dose(**{"reps": 8} | parts)


@given(spans(15), st.sampled_from(Laterality), st.sampled_from(Counting))
def test_a_dose_that_would_favour_one_side_is_refused(reps, laterality, counting):
    """Of one odd number, one side gets more."""
    unfair = (
        laterality is not Laterality.BILATERAL
        and counting is Counting.TOTAL
        and not any(number % 2 == 0 for number in range(reps.low, reps.high + 1))
    )
    parts = {"laterality": laterality, "dose": Dose(reps, counting=counting)}
    if not unfair:
        assert bird_dog(**parts).dose.reps == reps
        return
    with pytest.raises(InvalidValue, match="so one side would get more"):
        bird_dog(**parts)


# -- whole ones ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "with_sides"), [(BRIDGE, False), (BIRD_DOG, True), (SIDE_PLANK, True)]
)
def test_an_exercise_with_sides_plays_both(exercise, with_sides):
    assert exercise.has_sides is with_sides


def test_a_variation_is_found_by_its_id():
    assert BRIDGE.variation("toes-up") is TOES_UP
    assert BRIDGE.variation("toes-down") is None


def test_each_fact_of_an_exercise_has_its_reasons():
    stated = Basis("dose.reps", "stated", source="article", locator="line 12")
    exercise = bridge(basis=[*BRIDGE.basis, stated])
    assert exercise.why("dose.reps") == (stated,)
    assert exercise.why("dose.sets") == BRIDGE.basis
    assert exercise.why("name") == ()


def test_only_what_sets_it_apart_needs_saying():
    """All that is optional is empty or the plain case."""
    whole = bridge(muscles=[], aliases=[], variations=[], basis=[])
    assert (whole.trunk, whole.level, whole.equipment) == ("none", "entry", ())
    assert (whole.cues, whole.cautions, whole.easier, whole.harder) == ((), (), (), ())


@given(exercises())
def test_every_repetition_takes_time(exercise):
    assert sum((step.duration for step in exercise.cycle), timedelta(0)) > timedelta(0)


STILL = Step("Lie still.", "Still")


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"id": "Bird Dog"}, "id"),
        ({"id": "bird--dog"}, "id"),
        ({"id": None}, "id"),
        ({"name": ""}, "name"),
        ({"position": "upside-down"}, "position"),
        ({"laterality": None}, "laterality"),
        ({"directions": []}, "directions"),
        ({"directions": ["flexion", "flexion"]}, "directions"),
        ({"directions": ["flexion", "up"]}, "directions[1]"),
        ({"directions": "flexion"}, "directions"),
        ({"range": "full"}, "range"),
        ({"setup": []}, "setup"),
        ({"setup": ["Lie down."]}, "setup[0]"),
        ({"cycle": []}, "cycle"),
        ({"cycle": [STILL]}, "cycle"),
        ({"cycle": 5}, "cycle"),
        ({"dose": 8}, "dose"),
        ({"goals": []}, "goals"),
        ({"muscles": ["glutes", "glutes"]}, "muscles"),
        ({"trunk": "tense"}, "trunk"),
        ({"level": 1}, "level"),
        ({"equipment": ["rope"]}, "equipment[0]"),
        ({"cues": ["one two three four five six seven"]}, "cues"),
        ({"cues": ["Breathe", "Breathe"]}, "cues"),
        ({"variations": [TOES_UP, TOES_UP]}, "variations"),
        ({"variations": [STILL]}, "variations[0]"),
        ({"cautions": ["Take care."]}, "cautions[0]"),
        ({"easier": ["bridge"]}, "easier"),
        ({"harder": ["bridge"]}, "harder"),
        ({"easier": ["a", "a"]}, "easier"),
        ({"aliases": ["Hip lift", "Hip lift"]}, "aliases"),
        ({"aliases": ["Hip\nlift"]}, "aliases[0]"),
        ({"basis": ["I say so."]}, "basis[0]"),
    ],
)
def test_an_exercise_with_a_senseless_part_is_refused(parts, path):
    with pytest.raises(InvalidValue) as refused:
        bridge(**parts)
    assert [fault.path for fault in refused.value.faults] == [path]


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"id": "Toes up"}, "id: expected an id"),
        ({"name": ""}, "name: is empty"),
        ({"setup": [5]}, r"setup\[0\]: expected a Step"),
        ({"cycle": []}, "cycle: is empty"),
        ({"cycle": [STILL]}, "cycle: takes no time"),
        ({"goals": ["fun"]}, r"goals\[0\]: expected a goal"),
    ],
)
def test_a_variation_with_a_senseless_part_is_refused(parts, fault):
    plain = {"id": "toes-up", "name": "Toes up", "cycle": TOES_UP.cycle}
    assert Variation(**plain).setup == ()
    with pytest.raises(InvalidValue, match=fault):
        Variation(**plain | parts)


def test_a_caution_says_for_whom_and_what():
    caution = Caution("osteoporosis", "Stay in the middle of the range.")
    assert caution.context.value == "osteoporosis"
    with pytest.raises(InvalidValue):
        Caution("osteoporosis", "")
    with pytest.raises(InvalidValue):
        Caution("somebody", "Take care.")


@pytest.mark.parametrize("side", list(Side))
def test_steps_may_name_the_side_that_moves(side):
    assert Step("Lift.", "Lift", side=side.value).side is side
    assert Step("Lift.", "Lift", side=side).mirrored().side is side.other


def test_an_exercise_is_made_by_naming_its_parts():
    with pytest.raises(TypeError, match="missing"):
        Exercise("bridge", "Bridge")


def test_what_can_be_walked_only_once_is_not_blamed_for_another_fault():
    steps = (step for step in TOES_UP.cycle)
    with pytest.raises(InvalidValue) as refused:
        Variation("TOES UP", "Toes up", steps)
    assert [fault.path for fault in refused.value.faults] == ["id"]
