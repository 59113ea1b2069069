"""Other exercises in the place of some: by what they ask, or by their links."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import backroutine as br
from backroutine.catalog import Catalog
from backroutine.errors import InvalidValue, NothingSuits
from backroutine.exercise import Dose
from backroutine.routine import Item, Reason, Routine
from backroutine.source import Basis
from backroutine.terms import Action, Demand, Level
from tests.examples import bird_dog, bridge
from tests.strategies import exercises, items, lists, routines, some

FIVE = br.routines["lower-back-five"]
CATALOG = br.load()


def ids(routine: Routine) -> list[str]:
    return [item.exercise.id for item in routine]


def lying(id: str, **parts: Any) -> Any:
    return bridge(id=id, variations=[], **parts)


def standing(id: str, **parts: Any) -> Any:
    return lying(id, position="standing", **parts)


def swapped(given: list[Any], others: list[Any], **asked: Any) -> Routine:
    return br.compose.swap(Routine(given), catalog=Catalog(others), **asked)


# -- by what they ask ------------------------------------------------------------------


def test_nobody_has_to_kneel():
    routine = br.compose.swap(FIVE, avoid={"kneeling"}, catalog=CATALOG)
    assert ids(routine)[:4] == ["pelvic-tilt", "knee-tuck", "bridge", "dead-bug"]
    assert "bird-dog" not in ids(routine)
    assert not any(Demand.KNEELING in one.exercise.demands for one in routine)


@pytest.mark.parametrize("avoided", [one.value for one in Demand])
def test_whatever_is_avoided_something_suits(avoided):
    for routine in br.routines.values():
        left = br.compose.swap(routine, avoid=[avoided], catalog=CATALOG)
        assert not any(avoided in one.exercise.demands for one in left)


def test_it_says_what_gave_way_to_what_and_why():
    parts = {"goals": ["strength", "balance"]}
    given = [lying("old", **parts), standing("stays")]
    routine = swapped(given, [standing("new", **parts)], avoid=["floor", "lying-flat"])
    assert routine == Routine([standing("stays"), standing("new", **parts)])
    assert routine.because == (
        Reason("swap", "stays", "kept: it asks for nothing that is to be avoided.",
               "kept"),
        Reason("swap", "old", "gives way to new: it asks for floor and lying-flat.",
               "left-out"),
        Reason("swap", "new", "stands in for old: strength and balance.", "added"),
    )  # fmt: skip


def test_what_nothing_can_stand_in_for_is_left_out():
    others = [lying("flat"), standing("hard", level="advanced"), bird_dog()]
    routine = swapped([lying("old"), standing("stays")], others, avoid=["floor"])
    assert ids(routine) == ["stays"]
    assert routine.because[1] == Reason(
        "swap",
        "old",
        "left out: it asks for floor, and nothing in the catalog can stand in for it.",
        "left-out",
    )


def test_two_do_not_share_a_stand_in():
    given = [lying("one"), lying("two"), lying("three")]
    others = [standing("first"), standing("second")]
    assert ids(swapped(given, others, avoid=["floor"])) == ["first", "second"]


def test_who_avoids_nothing_that_is_there_keeps_all():
    routine = swapped([lying("one")], [], avoid=["standing"])
    assert routine == Routine([lying("one")])


def test_what_the_routine_said_of_its_choice_goes_with_it():
    given = Routine(
        [lying("old")],
        purpose=["It does."],
        basis=[Basis("items", "stated", "book", locator="p. 1")],
    )
    others = Catalog([standing("new")])
    assert br.compose.swap(given, avoid=["standing"], catalog=others) == given
    routine = br.compose.swap(given, avoid=["floor"], catalog=others)
    assert (routine.purpose, routine.basis) == ((), ())


def test_when_nothing_is_left_it_says_what_to_do():
    with pytest.raises(NothingSuits) as caught:
        swapped([lying("one"), lying("two")], [], avoid=["lying-flat", "floor"])
    assert str(caught.value) == (
        "nothing is left of one, two without floor, lying-flat; "
        "give a catalog with exercises that do without, or avoid less"
    )
    with pytest.raises(NothingSuits, match="nothing is left of the empty routine with"):
        swapped([], [], avoid=["floor"])


# -- by their links --------------------------------------------------------------------

EASY, HARD = lying("easy", harder=["middle"]), standing("hard")
MIDDLE = lying("middle", easier=["gone", "easy"], harder=["hard"])


def test_one_exercise_becomes_easier_in_its_place():
    given = [Item(MIDDLE, Dose(3)), standing("stays"), MIDDLE]
    routine = swapped(given, [EASY, HARD], easier="middle")
    assert routine.items == (Item(EASY), Item(standing("stays")), Item(EASY))
    assert routine.because == (
        Reason("swap", "middle", "gives way to easy, as asked.", "left-out"),
        Reason("swap", "easy", "stands in for middle, which names it as easier.",
               "added"),
        Reason("swap", "stays", "kept as it is.", "kept"),
    )  # fmt: skip


def test_or_harder():
    assert ids(swapped([MIDDLE, EASY], [EASY, HARD], harder="middle")) == [
        "hard", "easy",
    ]  # fmt: skip


def test_the_links_of_the_bundled_exercises_lead_there_and_back():
    gentler = br.compose.swap(FIVE, easier="bird-dog", catalog=CATALOG)
    (new,) = set(ids(gentler)) - set(ids(FIVE))
    assert new in br.exercises["bird-dog"].easier
    assert "bird-dog" in br.exercises[new].harder


def test_an_exercise_without_links_says_where_else_to_look():
    with pytest.raises(NothingSuits) as caught:
        swapped([HARD], [EASY], harder="hard")
    assert str(caught.value) == (
        "'hard' names no harder exercise; look for one with avoid="
    )


def test_links_to_what_is_there_already_are_named():
    with pytest.raises(NothingSuits) as caught:
        swapped([MIDDLE, EASY], [EASY], easier="middle")
    assert str(caught.value) == (
        "'middle' names easy as easier, which the routine holds already; "
        "slice 'middle' out of it instead"
    )


def test_links_to_what_the_catalog_has_not_are_named():
    with pytest.raises(NothingSuits) as caught:
        swapped([MIDDLE], [HARD], easier="middle")
    assert str(caught.value) == (
        "'middle' names gone, easy as easier, and the catalog has none; "
        "give a catalog with more exercises"
    )


# -- what is refused -------------------------------------------------------------------


KNELING = "swap: avoid[1]: expected a demand, got \"kneling\"; did you mean 'kneeling'?"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "swap: give one of avoid, easier and harder"),
        ({"avoid": []}, "swap: give one of avoid, easier and harder"),
        ({"easier": "a", "harder": "a"}, "swap: give one of avoid, easier and harder"),
        ({"easier": "a", "avoid": ["floor"]},
         "swap: give one of avoid, easier and harder"),
        ({"avoid": "floor"}, 'swap: avoid: expected a list, got "floor"'),
        ({"avoid": ["floor", "kneling"]}, KNELING),
        ({"easier": "bridg"},
         "swap: easier: no 'bridg' in the routine; did you mean 'bridge'?"),
        ({"harder": "xyz"},
         "swap: harder: no 'xyz' in the routine; it holds bridge, squat"),
        ({"harder": 5}, "swap: harder: no 5 in the routine; it holds bridge, squat"),
    ],
    ids=range(9),
)  # fmt: skip
def test_what_makes_no_sense_is_refused(asked, said):
    with pytest.raises(InvalidValue) as caught:
        swapped([bridge(), standing("squat")], [], **asked)
    assert str(caught.value) == said


def test_an_empty_routine_holds_nothing_to_swap():
    with pytest.raises(InvalidValue) as caught:
        swapped([], [], easier="bridge")
    said = "swap: easier: no 'bridge' in the routine; it holds no exercises"
    assert str(caught.value) == said


def test_what_is_no_routine_and_no_catalog_is_refused():
    with pytest.raises(InvalidValue) as caught:
        br.compose.swap("five", catalog=[], avoid=["floor"])  # type: ignore[arg-type]  # wrong on purpose
    assert [fault.path for fault in caught.value.faults] == ["routine", "catalog"]


# -- laws ------------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> tuple[Routine, list[Any]]:
    """A routine, and exercises of which it may hold some."""
    pool = draw(lists(exercises(), 1, 6, unique_by=lambda one: one.id))
    return draw(routines(items(st.sampled_from(pool)), most=4)), pool


avoided = some(Demand, 1)
LEVELS = list(Level)


def without(case: tuple[Routine, list[Any]], avoid: list[Demand]) -> Routine:
    """What comes of a case; where nothing is left, there is nothing more to see."""
    routine, pool = case
    try:
        return br.compose.swap(routine, catalog=Catalog(pool), avoid=avoid)
    except NothingSuits:
        assert all(one.exercise.demands.intersection(avoid) for one in routine)
        assume(False)
        raise


@given(cases(), avoided)
def test_nothing_asks_for_what_is_avoided(case, avoid):
    for item in without(case, avoid):
        assert not item.exercise.demands.intersection(avoid)


@given(cases(), avoided)
def test_the_rest_stays_as_it_is_and_in_its_order(case, avoid):
    routine, _ = case
    rest = [one for one in routine if not one.exercise.demands.intersection(avoid)]
    before = {one.exercise for one in routine}
    out = without(case, avoid)
    assert [one for one in out if one.exercise in before] == rest


@given(cases(), avoided)
def test_what_stands_in_is_no_harder_and_shares_a_goal(case, avoid):
    routine, pool = case
    known = {one.id: one for one in [*pool, *(item.exercise for item in routine)]}
    because = without(case, avoid).because[len(routine.because) :]
    for gone, new in pairwise(because):
        if new.action is Action.ADDED:
            old, stand_in = known[gone.about], known[new.about]
            assert LEVELS.index(stand_in.level) <= LEVELS.index(old.level)
            assert set(stand_in.goals).intersection(old.goals)


@given(cases(), avoided)
def test_every_exercise_has_its_reason(case, avoid):
    routine, _ = case
    out = without(case, avoid)
    new = out.because[len(routine.because) :]
    here = [one.about for one in new if one.action is not Action.LEFT_OUT]
    gone = [one.about for one in new if one.action is Action.LEFT_OUT]
    assert sorted(here) == sorted(ids(out))
    assert sorted(gone) == sorted(
        one.exercise.id for one in routine if one.exercise.demands.intersection(avoid)
    )


@given(cases(), avoided)
def test_a_second_time_changes_nothing(case, avoid):
    once = without(case, avoid)
    assert without((once, case[1]), avoid) == once


@given(cases(), st.sampled_from(["easier", "harder"]))
def test_a_link_is_followed_in_place(case, link):
    routine, pool = case
    for old in {one.exercise for one in routine}:
        try:
            out = br.compose.swap(routine, catalog=Catalog(pool), **{link: old.id})
        except NothingSuits:
            continue
        assert len(out) == len(routine)
        for before, after in zip(routine, out, strict=True):
            named = getattr(old, link)
            assert after == before or after.exercise.id in named
            assert (after == before) is (before.exercise != old)


def test_all_faults_are_told_at_once():
    with pytest.raises(InvalidValue) as caught:
        br.compose.swap(1, catalog=2, avoid=["kneling"])  # type: ignore[arg-type]  # what is refused
    assert [fault.path for fault in caught.value.faults] == [
        "routine", "catalog", "avoid[0]",
    ]  # fmt: skip
