"""Law 2: routines join like sequences do, and are cut like them."""

# mypy: disable-error-code="union-attr"

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue
from backroutine.exercise import Caution, Dose
from backroutine.moment import Moment
from backroutine.routine import Item, Limits, Pace, Reason, Routine
from backroutine.source import Basis
from tests.examples import BIRD_DOG, BRIDGE, MORNING, SIDE_PLANK
from tests.strategies import limits, paces, routines, small_items

SHORT = timedelta(seconds=1)
joinable = routines(small_items)
ends = st.none() | st.integers(-5, 5)


# -- a sequence ------------------------------------------------------------------------


def test_a_routine_is_a_sequence_of_items():
    routine = Routine([BRIDGE, Item(BIRD_DOG, Dose(4)), BRIDGE])
    assert isinstance(routine, Sequence)
    assert len(routine) == 3
    assert [item.exercise.id for item in routine] == ["bridge", "bird-dog", "bridge"]
    assert routine[0] == routine[-1] == Item(BRIDGE)
    assert list(reversed(routine)) == list(routine)[::-1]
    assert (routine.index(Item(BRIDGE)), routine.count(Item(BRIDGE))) == (0, 2)
    with pytest.raises(IndexError):
        routine[3]
    assert not Routine()


@pytest.mark.parametrize("known", [BRIDGE, Item(BRIDGE), "bridge"])
def test_a_routine_holds_items_exercises_and_ids(known):
    assert known in MORNING


@pytest.mark.parametrize(
    "stranger", [SIDE_PLANK, Item(BRIDGE, Dose(4)), "Bridge", None, 0]
)
def test_and_nothing_else(stranger):
    assert stranger not in MORNING


@given(joinable, ends, ends, st.sampled_from([None, -1, 2]))
def test_a_slice_is_the_same_routine_with_the_items_of_the_slice(routine, a, b, step):
    cut = routine[a:b:step]
    assert cut.items == routine.items[a:b:step]
    assert (cut.id, cut.pace, cut.limits) == (routine.id, routine.pace, routine.limits)


@given(joinable, st.integers(-5, 5))
def test_two_slices_join_to_the_whole(routine, at):
    assert routine[:at] + routine[at:] == routine


# -- joining ---------------------------------------------------------------------------


@given(joinable, joinable, joinable)
def test_joining_is_associative(one, two, three):
    left, right = (one + two) + three, one + (two + three)
    assert left == right
    assert left.because == right.because == one.because + two.because + three.because


@given(joinable)
def test_the_empty_routine_joins_without_a_trace(routine):
    assert routine + Routine() == Routine() + routine == routine
    assert (routine + Routine()).because == routine.because


@given(joinable, joinable)
def test_joined_items_follow_one_another(one, other):
    assert (one + other).items == one.items + other.items


@given(joinable)
def test_a_routine_joined_to_itself_says_everything_once(routine):
    twice = routine + routine
    assert twice[: len(routine)] == routine


def test_what_joined_routines_say_is_joined():
    basis = Basis("limits", "editorial", reason="An example.")
    caution = Caution("anyone", "Stop if it hurts.")
    one = Routine(
        [BRIDGE],
        id="one",
        name="One",
        purpose=["Wake up."],
        goals=["mobility"],
        cues=["Breathe"],
        cautions=[caution],
        pace=Pace(prepare="PT20S", shift="PT1S", effort="to-fatigue"),
        limits=Limits(per_day=2, per_week=3),
        moments=["after-waking"],
        horizon="P14D",
        basis=[basis],
        because=[Reason("fit", "bridge", "was kept.")],
    )
    other = Routine(
        [BIRD_DOG],
        id="other",
        name="Other",
        purpose=["Calm down.", "Wake up."],
        goals=["mobility", "balance"],
        cues=["Breathe", "Slowly"],
        cautions=[caution],
        pace=Pace(prepare="PT5S", change="PT30S", tempo="brisk"),
        limits=Limits(per_day=1, per_week=5),
        moments=["before-bed", "after-waking"],
        horizon="P7D",
        basis=[basis],
        because=[Reason("fit", "", "was enough.")],
    )
    both = one + other
    assert both == Routine(
        [BRIDGE, BIRD_DOG],
        id="one+other",
        name="One + Other",
        purpose=["Wake up.", "Calm down."],
        goals=["mobility", "balance"],
        cues=["Breathe", "Slowly"],
        cautions=[caution],
        pace=Pace(prepare="PT20S", shift="PT5S", change="PT30S"),
        limits=Limits(per_day=1, per_week=5),
        moments=["after-waking", "before-bed"],
        horizon="P7D",
        basis=[basis],
    )
    assert both.pace.tempo == "slow-and-controlled"
    assert both.pace.effort == "below-fatigue"
    assert both.explain() == "fit: bridge was kept.\nfit: was enough."


@pytest.mark.parametrize("stranger", [[Item(BRIDGE)], BRIDGE, Item(BRIDGE), None, 0])
def test_only_routines_join(stranger):
    with pytest.raises(TypeError):
        MORNING + stranger
    with pytest.raises(TypeError):
        stranger + MORNING


def test_names_that_would_join_in_two_ways_are_refused_or_join_in_one():
    names = ("a +", "b", "+ b")
    try:
        one, two, three = (Routine(name=name) for name in names)
    except InvalidValue:
        return
    assert (one + two) + three == one + (two + three)


@given(limits(), limits())
def test_the_stricter_limits_satisfy_both(one, other):
    both = one.stricter(other)
    assert both == other.stricter(one)
    for single in (one, other):
        assert both.stricter(single) == both
        if single.per_day is not None:
            assert both.per_day <= single.per_day
    asked = [single.per_week for single in (one, other) if single.per_week]
    if asked:
        most = 7 * (both.per_day or 24)
        assert both.per_week == min(max(asked), most)


@given(paces, paces)
def test_the_slower_pace_gives_the_more_time(one, other):
    both = one.slower(other)
    assert both == other.slower(one)
    assert both.shift == max(one.shift, other.shift)
    assert both.slower(one) == both


# -- what does not count, and what is refused ------------------------------------------


def test_reasons_do_not_count_when_routines_are_compared():
    plain = Routine([BRIDGE])
    reasoned = Routine([BRIDGE], because=[Reason("fit", "bridge", "fits.")])
    assert plain == reasoned
    assert hash(plain) == hash(reasoned)
    assert plain.explain() == "As its source gives it: nothing was changed."
    assert reasoned.explain() == "fit: bridge fits."


def test_each_fact_of_a_routine_has_its_reasons():
    basis = Basis("limits", "editorial", reason="An example.")
    routine = Routine([BRIDGE], limits=Limits(2, 3), basis=[basis])
    assert routine.why("limits.per_day") == (basis,)
    assert routine.why("pace") == ()


def test_an_item_takes_the_exercise_s_dose_unless_it_has_its_own():
    assert Item(BRIDGE).dose == BRIDGE.dose
    assert Item(BRIDGE, Dose(4)).dose == Dose(4)
    assert Routine([BRIDGE]) == Routine([Item(BRIDGE)])


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"exercise": "bridge"}, "exercise"),
        ({"exercise": None, "variation": "toes-up"}, "exercise"),
        ({"dose": 8}, "dose"),
        ({"exercise": BIRD_DOG, "dose": Dose(3)}, "dose.reps"),
        ({"variation": "toes-down"}, "variation"),
        ({"variation": TypeError}, "variation"),
        ({"mode": "follow"}, "mode"),
        ({"mode": "after"}, "mode"),
    ],
)
def test_an_item_with_a_senseless_part_is_refused(parts, path):
    with pytest.raises(InvalidValue) as refused:
        Item(**{"exercise": BRIDGE} | parts)
    assert path in [fault.path for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"items": ["bridge"]}, "items[0]"),
        ({"items": BRIDGE}, "items"),
        ({"id": "a+a"}, "id"),
        ({"id": "a+"}, "id"),
        ({"id": 5}, "id"),
        ({"name": "A + A"}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"purpose": "Wake up."}, "purpose"),
        ({"purpose": ["Wake up.", "Wake up."]}, "purpose"),
        ({"goals": ["fun"]}, "goals[0]"),
        ({"cues": ["one two three four five six seven"]}, "cues"),
        ({"cautions": ["Take care."]}, "cautions[0]"),
        ({"pace": "slow"}, "pace"),
        ({"limits": 2}, "limits"),
        ({"moments": "after-waking"}, "moments"),
        ({"moments": ["after-waking", "after-waking"]}, "moments"),
        ({"moments": ["after-wakin"]}, "moments[0].at"),
        ({"horizon": "PT23H"}, "horizon"),
        ({"horizon": "P367D"}, "horizon"),
        ({"basis": ["I say so."]}, "basis[0]"),
        ({"because": ["I say so."]}, "because[0]"),
    ],
)
def test_a_routine_with_a_senseless_part_is_refused(parts, path):
    with pytest.raises(InvalidValue) as refused:
        Routine(**parts)
    assert [fault.path for fault in refused.value.faults] == [path]


@pytest.mark.parametrize(
    ("per_day", "per_week"),
    [(0, None), (25, None), (None, 0), (None, 169), (1, 8), (2.0, 3), (True, 3)],
)
def test_limits_that_no_week_can_keep_are_refused(per_day, per_week):
    with pytest.raises(InvalidValue):
        Limits(per_day, per_week)


@pytest.mark.parametrize("parts", [{"verb": ""}, {"text": " "}, {"about": None}])
def test_a_reason_says_who_did_what(parts):
    with pytest.raises(InvalidValue):
        Reason(**{"verb": "fit", "about": "", "text": "was enough."} | parts)


def test_moments_that_suit_a_routine_are_read_from_text():
    routine = Routine(moments=["after-waking+PT15M", "12:30"])
    assert routine.moments == (Moment("after-waking", 900 * SHORT), Moment("12:30"))
