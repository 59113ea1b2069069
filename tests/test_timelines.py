"""Law 1: cues leave no gap, start at zero and last as long as the routine."""

# mypy: disable-error-code="arg-type, call-arg, index, list-item"
# What is wrong is given on purpose.

from datetime import timedelta
from itertools import groupby, pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue, OutOfRange
from backroutine.exercise import Dose, Step, Variation
from backroutine.routine import Item, Pace, Routine
from backroutine.terms import Laterality, Side
from backroutine.timeline import Cue, CueKind, Timeline
from tests.examples import BIRD_DOG, BRIDGE, LIE, SIDE_PLANK, bird_dog, bridge
from tests.strategies import routines, timelines

SECOND = timedelta(seconds=1)
ZERO = timedelta(0)
any_reps = st.sampled_from(["low", "middle", "high"])


def script(*items, reps="low", **parts):
    """What is said and when, as text."""
    line = Timeline.of(Routine(items, **parts), reps)
    return [
        f"{cue.start / SECOND:g} {cue.kind}: {cue.text}"
        + (f" ({cue.rep})" if cue.rep else "")
        + (f" {cue.side}" if cue.side else "")
        for cue in line
    ]


# -- law 1 -----------------------------------------------------------------------------


@given(routines(), any_reps)
def test_cues_follow_one_another_from_zero_to_the_end(routine, reps):
    line = Timeline.of(routine, reps)
    assert line[0].start == ZERO
    assert all(one.end == other.start for one, other in pairwise(line))
    assert sum((cue.length for cue in line), ZERO) == routine.lasts(reps)
    assert line.duration == line[-1].start == routine.lasts(reps)
    assert [cue.kind for cue in line].index(CueKind.DONE) == len(line) - 1
    assert all(cue.length > ZERO for cue in line[:-1])


@given(routines(least=1), any_reps)
def test_both_sides_get_equal_time(routine, reps):
    for item in routine:
        if not item.exercise.has_sides:
            continue
        line = Timeline.of(Routine([item]), reps)
        left, right = (
            sum((cue.length for cue in line if cue.side is side), ZERO)
            for side in (Side.LEFT, Side.RIGHT)
        )
        assert left == right


@given(routines(least=1), any_reps)
def test_every_set_counts_its_repetitions_from_one(routine, reps):
    for item in routine:
        line = Timeline.of(Routine([item]), reps)
        told = [cue.rep for cue in line if cue.rep]
        once = [rep for i, rep in enumerate(told) if i == 0 or rep != told[i - 1]]
        sets = len(item.blocks) * item.dose.sets
        played = item.played(reps)
        if played > 1:
            assert once == [*range(1, played + 1)] * sets
        else:
            assert set(once) == {1}


@given(timelines, st.timedeltas(ZERO, timedelta(hours=1)))
def test_the_cue_at_any_time_is_the_one_that_runs_then(line, offset):
    cue = line.at(offset)
    if cue.kind is CueKind.DONE:
        assert offset >= line.duration
    else:
        assert cue.start <= offset < cue.end


# -- examples --------------------------------------------------------------------------


def test_a_set_is_played_step_by_step():
    assert script(Item(BRIDGE, Dose(2))) == [
        "0 prepare: Bridge",
        "2.5 set-up: On your back",
        "10 move: Hips up (1)",
        "12 hold: Hold (1)",
        "13 move: Hips down (1)",
        "14 move: Hips up (2)",
        "16 hold: Hold (2)",
        "17 move: Hips down (2)",
        "18 done: Done",
    ]


def test_sides_take_turns_and_the_other_is_said_mirrored():
    assert script(Item(BIRD_DOG, Dose(2)), pace=Pace(prepare="PT0S")) == [
        "0 move: Left arm, right leg (1) left",
        "2 hold: Hold (1) left",
        "3 move: Right arm, left leg (2) right",
        "5 hold: Hold (2) right",
        "6 done: Done",
    ]


def test_or_follow_one_another_and_who_has_to_turn_over_hears_it():
    dose = Dose(2, sets=2, rest="PT30S", counting="per-side")
    pace = Pace(prepare="PT0S", change="PT12S")
    assert script(Item(SIDE_PLANK, dose), pace=pace) == [
        "0 hold: Hold (1) left",
        "20 hold: Hold (2) left",
        "40 switch-side: Switch sides",
        "44 set-up: On your right side",
        "52 hold: Hold (3) right",
        "72 hold: Hold (4) right",
        "92 rest: Rest",
        "122 switch-side: Switch sides",
        "126 set-up: On your left side",
        "134 hold: Hold (1) left",
        "154 hold: Hold (2) left",
        "174 switch-side: Switch sides",
        "178 set-up: On your right side",
        "186 hold: Hold (3) right",
        "206 hold: Hold (4) right",
        "226 done: Done",
    ]


def test_who_need_not_turn_over_changes_sides_with_a_shift():
    plank = evolve(SIDE_PLANK, setup=[Step("Lie down.", "Down")])
    dose = Dose(1, counting="per-side")
    assert script(Item(plank, dose), pace=Pace(prepare="PT0S", change="PT12S")) == [
        "0 hold: Hold (1) left",
        "20 switch-side: Switch sides",
        "25 hold: Hold (2) right",
        "45 done: Done",
    ]


def test_after_the_other_side_one_is_told_to_turn_back():
    dose = Dose(1, counting="per-side")
    item = Item(SIDE_PLANK, dose)
    said = script(item, item, pace=Pace(prepare="PT0S", change="PT12S"))
    assert said[5].endswith("set-up: On your left side")


def test_a_variation_may_follow_the_plain_set():
    assert script(
        Item(BRIDGE, Dose(1), "toes-up", "follow"), pace=Pace(prepare="PT0S")
    ) == [
        "0 move: Hips up (1)",
        "2 hold: Hold (1)",
        "3 move: Hips down (1)",
        "4 set-up: Bridge, toes up",
        "7 set-up: Toes up",
        "9 move: Hips higher (1)",
        "12 hold: Hold (1)",
        "14 done: Done",
    ]


def test_or_stand_in_for_it():
    assert script(Item(BRIDGE, Dose(1), "toes-up")) == [
        "0 prepare: Bridge",
        "1.66667 set-up: On your back",
        "6.66667 set-up: Toes up",
        "10 move: Hips higher (1)",
        "13 hold: Hold (1)",
        "15 done: Done",
    ]


def test_getting_from_one_to_the_next_is_said():
    legs = Step("Stretch your legs.", "Legs long")
    same = bridge(id="same", name="Same", dose=Dose(1))
    lift = bridge(
        id="lift", name="Lift", position="supine", setup=[LIE, legs], dose=Dose(1)
    )
    kneel = bird_dog(id="kneel", name="Kneel", dose=Dose(2))
    told = script(Item(BRIDGE, Dose(1)), same, lift, kneel)
    assert [one for one in told if "move:" not in one and "hold:" not in one] == [
        "0 prepare: Bridge",
        "2.5 set-up: On your back",
        "14 set-up: Same",  # in position already
        "23 set-up: Lift",  # in another position of the same posture, on the back still
        "24.6667 set-up: Legs long",
        "32 change-position: Kneel",
        "34.5 set-up: On all fours",
        "48 done: Done",
    ]


@pytest.mark.parametrize(("reps", "number"), [("low", 8), ("middle", 9), ("high", 10)])
def test_the_repetitions_asked_for_are_played(reps, number):
    line = Timeline.of(Routine([BRIDGE]), reps=reps)
    assert max(cue.rep or 0 for cue in line) == number


def test_the_middle_is_played_unless_asked():
    assert Timeline.of(Routine([BRIDGE])) == Timeline.of(Routine([BRIDGE]), "middle")


def test_an_empty_routine_is_done_at_once():
    line = Timeline.of(Routine(name="Nothing"))
    assert [str(cue) for cue in line] == ["0:00 Done"]
    assert (line.name, line.duration) == ("Nothing", ZERO)


def test_a_timeline_goes_by_the_name_or_the_id():
    assert Timeline.of(Routine(id="a", name="A")).name == "A"
    assert Timeline.of(Routine(id="a")).name == "a"


def test_a_timeline_is_a_sequence_of_cues():
    line = Timeline.of(Routine([BRIDGE]))
    assert line[0] == line.cues[0]
    assert line[:2] == line.cues[:2]
    assert list(line) == list(line.cues)
    assert len(line) == len(line.cues)
    assert line[1] in line
    assert line.index(line[1]) == 1


def test_before_the_beginning_there_is_no_cue():
    line = Timeline.of(Routine([BRIDGE]))
    with pytest.raises(OutOfRange):
        line.at(-timedelta.resolution)
    assert line.at(timedelta(days=999)).kind is CueKind.DONE


@pytest.mark.parametrize("offset", [5, "PT5S", None])
def test_a_time_in_it_is_a_duration(offset):
    """Seconds and ISO text are easily given by mistake; the error is ours to word."""
    line = Timeline.of(Routine([BRIDGE]))
    with pytest.raises(InvalidValue, match="expected a "):
        line.at(offset)


# -- built by hand ---------------------------------------------------------------------

DONE = Cue(2 * SECOND, ZERO, CueKind.DONE, "Done")
MOVE = Cue(ZERO, 2 * SECOND, CueKind.MOVE, "Up", "bridge", 1, Side.LEFT)


def test_a_timeline_may_be_built_from_cues():
    line = Timeline("Mine", [MOVE, DONE])
    assert line.duration == 2 * SECOND
    assert str(line.at(SECOND)) == "0:00 Up"


@pytest.mark.parametrize(
    "cues",
    [
        [],
        [MOVE],
        [DONE, MOVE],
        [evolve(MOVE, start=SECOND), DONE],
        [evolve(MOVE, length=SECOND), DONE],
        [evolve(MOVE, length=3 * SECOND), DONE],
        [MOVE, evolve(DONE, length=SECOND)],
        [MOVE, "done"],
        MOVE,
    ],
)
def test_cues_that_leave_a_gap_or_do_not_end_are_refused(cues):
    with pytest.raises(InvalidValue, match=r"^Timeline: cues"):
        Timeline("Mine", cues)


@pytest.mark.parametrize(
    "parts",
    [
        {"start": -SECOND},
        {"start": 0},
        {"length": -SECOND},
        {"length": "soon"},
        {"kind": "jump"},
        {"text": 5},
        {"rep": 0},
        {"side": "both"},
        {"item": -1},
        {"item": True},
    ],
)
def test_a_cue_with_a_senseless_part_is_refused(parts):
    whole = {"start": ZERO, "length": SECOND, "kind": CueKind.MOVE, "text": "Up"}
    assert Cue(**whole).end == SECOND
    with pytest.raises(InvalidValue, match=next(iter(parts))):
        Cue(**whole | parts)


def test_each_cue_names_its_item():
    line = Timeline.of(Routine([BRIDGE, BRIDGE, bird_dog()]), reps="low")
    assert [item for item, _ in groupby(line, lambda cue: cue.item)] == [0, 1, 2, None]


@given(routines(least=1), any_reps)
def test_the_cues_of_an_item_are_of_its_exercise(routine, reps):
    for cue in Timeline.of(routine, reps)[:-1]:
        assert routine[cue.item].exercise.id == cue.exercise


@pytest.mark.parametrize("laterality", Laterality)
def test_a_step_of_both_sides_names_none(laterality):
    both = [Step("Lift.", "Lift", hold="PT1S")]
    exercise = bridge(laterality=laterality, cycle=both, dose=Dose(2), variations=[])
    assert {cue.side for cue in Timeline.of(Routine([exercise]))} == {None}


def test_a_variation_that_follows_begins_on_the_first_side_again():
    toes = Variation("toes", "Toes", SIDE_PLANK.cycle, setup=[Step("Toes.", "Toes")])
    plank = evolve(SIDE_PLANK, variations=[toes])
    item = Item(plank, Dose(1, counting="per-side"), "toes", "follow")
    pace = Pace(prepare="PT0S", change="PT12S")
    said = script(item, pace=pace)
    assert [text.split(": ")[1] for text in said] == [
        "Hold (1) left",
        *("Switch sides", "On your right side", "Hold (2) right"),
        *("Switch sides", "On your left side", "Toes", "Toes", "Hold (1) left"),
        *("Switch sides", "On your right side", "Hold (2) right"),
        "Done",
    ]
    routine = Routine([item], pace=pace)
    assert Timeline.of(routine, reps="low").duration == routine.lasts("low")
