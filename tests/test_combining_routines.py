"""Putting routines together: with `combine` and with `+`."""

import operator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.compose import combine
from backroutine.errors import InvalidValue
from backroutine.exercise import Caution
from backroutine.routine import Item, Limits, Pace, Reason, Routine
from backroutine.source import Basis
from tests.examples import BIRD_DOG, BRIDGE, MORNING, SIDE_PLANK
from tests.strategies import routines

ITEMS = [Item(BRIDGE), Item(BRIDGE, variation="toes-up"), Item(BIRD_DOG)]
few = routines(st.sampled_from(ITEMS), most=2)
EVENING = Routine([SIDE_PLANK], id="evening", name="Evening")


# -- laws ----------------------------------------------------------------------------


@given(few, few, few)
def test_it_does_not_matter_what_is_put_together_first(a, b, c):
    together = combine(a, b, c)
    assert combine(combine(a, b), c) == together
    assert combine(a, combine(b, c)) == together
    assert (a + b) + c == a + (b + c) == together


@given(few)
def test_the_empty_routine_changes_nothing(a):
    empty = Routine()
    assert combine(a, empty) == combine(empty, a) == combine(a) == a
    assert a + empty == empty + a == a


@given(few, few)
def test_the_items_stand_one_after_the_other(a, b):
    together = combine(a, b)
    assert [*together] == [*a, *b]
    assert together[: len(a)].items == a.items
    assert together[len(a) :].items == b.items


@given(few, st.integers(-4, 4))
def test_a_routine_cut_in_two_and_put_together_is_the_same(a, at):
    assert combine(a[:at], a[at:]) == a[:at] + a[at:] == a


@given(few, few)
def test_values_go_in_and_stay_as_they_are(a, b):
    before = hash(a), hash(b), a.because, b.because
    together = combine(a, b)
    assert (hash(a), hash(b), a.because, b.because) == before
    assert hash(together) == hash(a + b)


# -- what the whole says of itself ---------------------------------------------------


def test_names_stand_side_by_side():
    both = combine(MORNING, EVENING)
    assert (both.id, both.name) == ("morning+evening", "Morning + Evening")
    assert combine(both, MORNING).name == "Morning + Evening"


def test_lists_are_put_together_each_thing_once():
    care = Caution("anyone", "Stop when it hurts.")
    basis = Basis("pace", "editorial", reason="An example.")
    one = Routine(
        [BRIDGE],
        purpose=["Wake up."],
        goals=["mobility", "strength"],
        cues=["Keep breathing"],
        cautions=[care],
        moments=["after-waking"],
        basis=[basis],
    )
    other = Routine(
        [BIRD_DOG],
        purpose=["Wake up.", "Stand tall."],
        goals=["strength", "balance"],
        cues=["Go slowly", "Keep breathing"],
        cautions=[care],
        moments=["before-bed", "after-waking"],
        basis=[basis],
    )
    assert combine(one, other) == Routine(
        [BRIDGE, BIRD_DOG],
        purpose=["Wake up.", "Stand tall."],
        goals=["mobility", "strength", "balance"],
        cues=["Keep breathing", "Go slowly"],
        cautions=[care],
        moments=["after-waking", "before-bed"],
        basis=[basis],
    )


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (None, None, None),
        (Limits(2, 3), None, Limits(2, 3)),
        (Limits(2, 3), Limits(1, 5), Limits(1, 5)),
        (Limits(None, 3), Limits(2), Limits(2, 3)),
        (Limits(1), Limits(None, 14), Limits(1, 7)),  # more a week than days allow
        (Limits(), Limits(), Limits()),
    ],
)
def test_of_limits_the_strictest_hold(one, other, both):
    a, b = Routine([BRIDGE], limits=one), Routine([BIRD_DOG], limits=other)
    assert combine(a, b).limits == combine(b, a).limits == both


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (None, None, None),
        (Pace(prepare="PT1S"), None, Pace()),
        (
            Pace("brisk", "to-fatigue", prepare="PT1S", shift="PT9S", change="PT2S"),
            Pace("brisk", "below-fatigue", prepare="PT3S", shift="PT0S", change="PT8S"),
            Pace("brisk", "below-fatigue", prepare="PT3S", shift="PT9S", change="PT8S"),
        ),
        (Pace("brisk"), Pace("slow-and-controlled"), Pace("slow-and-controlled")),
    ],
)
def test_of_paces_the_slower_holds_for_each_thing(one, other, both):
    a, b = Routine([BRIDGE], pace=one), Routine([BIRD_DOG], pace=other)
    assert combine(a, b).pace == combine(b, a).pace == both


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [(None, None, None), ("P14D", None, "P14D"), ("P14D", "P7D", "P7D")],
)
def test_one_looks_back_at_the_earlier_time(one, other, both):
    a, b = Routine([BRIDGE], horizon=one), Routine([BIRD_DOG], horizon=other)
    assert combine(a, b) == combine(b[:0], a, b)
    assert combine(a, b).horizon == Routine(horizon=both).horizon


def test_getting_from_one_to_the_other_is_no_longer_getting_ready():
    both = combine(MORNING, MORNING)
    saved = MORNING.effective_pace.prepare - MORNING.effective_pace.change
    assert both.lasts("low") == 2 * MORNING.lasts("low") - saved
    alone = combine(Routine([BRIDGE]), Routine([BRIDGE]))
    assert 2 * MORNING[:1].lasts("low") - alone.lasts("low") == timedelta(seconds=5)


# -- reasons and errors --------------------------------------------------------------


def test_it_says_what_was_joined_in_which_order():
    joined = combine(MORNING, Routine([BRIDGE]), Routine([BRIDGE], id="third"))
    text = "joined in this order: Morning, a nameless routine, third."
    assert joined.because == (Reason("combine", "", text),)
    assert joined.explain() == f"combine: {text}"


def test_earlier_reasons_are_kept():
    one = MORNING.because_of(Reason("fit", "", "one."))
    other = EVENING.because_of(Reason("fit", "", "two."))
    assert [r.text for r in combine(one, other).because[:2]] == ["one.", "two."]


def test_where_nothing_was_joined_nothing_is_said():
    assert combine() == Routine()
    assert combine().because == combine(MORNING).because == ()


def test_whatever_is_no_routine_is_named():
    with pytest.raises(InvalidValue) as caught:
        combine("morning", MORNING, [BRIDGE])  # type: ignore[arg-type]  # wrong on purpose
    first, one, two = str(caught.value).splitlines()
    assert first == "combine: 2 problems"
    assert one == '  [0]: expected a routine, got "morning"'
    assert two.startswith("  [2]: expected a routine, got [Exercise(")


def test_plus_knows_only_routines():
    with pytest.raises(TypeError):
        operator.add(MORNING, [BRIDGE])


def test_the_bundled_five_combine_with_themselves():
    five = br.routines["lower-back-five"]
    twice = combine(five, five)
    assert (len(twice), twice.id, twice.limits) == (10, five.id, five.limits)
