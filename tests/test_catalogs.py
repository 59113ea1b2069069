"""Catalogs: sets of exercises, routines, sources and screens to look up."""

# mypy: disable-error-code="arg-type, attr-defined, list-item, operator, type-var"

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine.catalog import Catalog, Shelf
from backroutine.errors import (
    InvalidValue,
    UnknownExercise,
    UnknownRoutine,
    UnknownScreen,
    UnknownSource,
)
from backroutine.moment import Moment
from backroutine.routine import Routine
from backroutine.source import Source
from tests.examples import BIRD_DOG, BRIDGE, CHECK, MORNING, SIDE_PLANK, bridge, check
from tests.strategies import by_id, catalogs, exercises, shelves

ARTICLE = Source("article", "Move your back", "A magazine", "journal")
EVENING = Routine([BRIDGE], id="evening", name="Evening", moments=["before-bed"])
EXERCISES = Shelf("exercise", [BRIDGE, BIRD_DOG, SIDE_PLANK])
ROUTINES = Shelf("routine", [MORNING, EVENING])
SOURCES = Shelf("source", [ARTICLE])
SCREENS = Shelf("screen", [CHECK])


# -- a mapping -------------------------------------------------------------------------


def test_a_shelf_is_a_mapping_from_ids():
    assert isinstance(EXERCISES, Mapping)
    assert EXERCISES["bridge"] is BRIDGE
    assert list(EXERCISES) == ["bridge", "bird-dog", "side-plank"]
    assert list(EXERCISES.values()) == [BRIDGE, BIRD_DOG, SIDE_PLANK]
    assert dict(EXERCISES.items())["bird-dog"] is BIRD_DOG
    assert (len(EXERCISES), len(Shelf("exercise"))) == (3, 0)
    assert "bridge" in EXERCISES
    assert (EXERCISES.get("plank"), EXERCISES.get("plank", 5)) == (None, 5)
    assert EXERCISES._ipython_key_completions_() == list(EXERCISES)


@given(shelves)
def test_whatever_stands_there_is_found_by_its_id(shelf):
    assert [shelf[name].id for name in shelf] == list(shelf.keys())
    assert tuple(shelf.values()) == shelf.entries


@pytest.mark.parametrize("stranger", ["Bridge", "", None, 0, BRIDGE, ["bridge"], {}])
def test_what_is_not_there_is_not_in_it(stranger):
    assert stranger not in EXERCISES
    assert EXERCISES.get(stranger) is None


@pytest.mark.parametrize(
    ("shelf", "error"),
    [
        (EXERCISES, UnknownExercise),
        (ROUTINES, UnknownRoutine),
        (SOURCES, UnknownSource),
        (SCREENS, UnknownScreen),
    ],
)
@pytest.mark.parametrize("name", ["brige", "", None, 0, ["bridge"]])
def test_asking_for_what_is_not_there_is_a_key_error_of_its_kind(shelf, error, name):
    with pytest.raises(error) as refused:
        shelf[name]
    assert isinstance(refused.value, KeyError)
    assert refused.value.name == name


# -- search ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", ["bridge"]),
        ("BRIDGE", ["bridge"]),
        ("brige", ["bridge"]),  # a typo
        ("hip lift", ["bridge"]),  # an alias
        ("bird-dog", ["bird-dog"]),
        ("dog bird", ["bird-dog"]),
        ("bi", ["bird-dog"]),
        ("glutes", ["bridge"]),  # a muscle
        ("side balance", []),  # each word has a match, but no exercise has both
        ("balance", ["bird-dog"]),
        ("xylophone", []),
        ("", []),
        (" -_! ", []),
    ],
)
def test_words_find_exercises(words, found):
    assert [one.id for one in EXERCISES.search(words)] == found


def test_a_name_counts_more_than_a_beginning_and_that_more_than_a_tag():
    tagged = bridge(id="a", name="A", aliases=[], goals=["balance"], muscles=[])
    begun = bridge(id="b", name="Balanced", aliases=[], muscles=[])
    named = bridge(id="c", name="Balance", aliases=[], muscles=[])
    other = bridge(id="d", name="D", aliases=[], muscles=[])
    shelf = Shelf("exercise", [other, tagged, begun, named])
    assert shelf.search("balance") == [named, begun, tagged]


def test_what_else_there_is_is_found_by_name_title_and_id():
    assert ROUTINES.search("mornin") == [MORNING]
    assert ROUTINES.search("mobility") == [MORNING]
    assert SOURCES.search("move") == SOURCES.search("article") == [ARTICLE]
    assert SCREENS.search("chek") == [CHECK]


@given(st.text() | st.none() | st.integers() | st.binary() | st.lists(st.text()))
def test_no_search_raises(words):
    found = EXERCISES.search(words)
    assert set(found) <= set(EXERCISES.values())
    assert ROUTINES.search(words) + SOURCES.search(words) is not None


@given(by_id(exercises()).filter(bool), st.data())
def test_everything_is_found_by_its_own_id(held, data):
    one = data.draw(st.sampled_from(held))
    assert one in Shelf("exercise", held).search(one.id)


# -- filter ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({}, "bridge bird-dog side-plank"),
        ({"position": "quadruped"}, "bird-dog"),
        ({"posture": "lying"}, "bridge side-plank"),
        ({"laterality": "unilateral"}, "side-plank"),
        ({"direction": "neutral"}, "bridge bird-dog"),
        ({"direction": "neutral", "goal": "balance"}, "bird-dog"),
        ({"muscle": "glutes"}, "bridge"),
        ({"equipment": "mat"}, ""),
        ({"level": "entry"}, "bridge bird-dog side-plank"),
        ({"goal": "balance", "muscle": "glutes"}, ""),
    ],
)
def test_exercises_are_filtered_by_what_they_are(facets, found):
    shelf = EXERCISES.filter(**facets)
    assert isinstance(shelf, Shelf)
    assert " ".join(shelf) == found


@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({"goal": "mobility"}, "morning"),
        ({"moment": "before-bed"}, "evening"),
        ({"moment": Moment("before-bed")}, "evening"),
        ({"exercise": "bridge"}, "morning evening"),
        ({"exercise": BIRD_DOG}, "morning"),
        ({"exercise": "plank"}, ""),
    ],
)
def test_routines_are_filtered_by_what_they_hold(facets, found):
    assert " ".join(ROUTINES.filter(**facets)) == found


def test_sources_are_filtered_by_kind():
    assert SOURCES.filter(kind="journal") == SOURCES
    assert not SOURCES.filter(kind="charity")


@pytest.mark.parametrize(
    ("facets", "text"),
    [
        (
            {"positon": "supine"},
            "filter: positon: is no facet; did you mean 'position'?",
        ),
        (
            {"colour": "red"},
            (
                "filter: colour: is no facet; known are position, posture, laterality, "
                "direction, goal, muscle, equipment, level, demand"
            ),
        ),
        (
            {"position": "supin", "goal": 5},
            (
                "filter: 2 problems\n"
                '  position: expected a position, got "supin"; '
                "did you mean 'supine'?\n"
                "  goal: expected a goal, got 5; known are "
            ),
        ),
    ],
)
def test_a_facet_that_is_not_known_is_refused(facets, text):
    with pytest.raises(InvalidValue) as refused:
        EXERCISES.filter(**facets)
    assert str(refused.value).startswith(text)


def test_a_moment_that_is_none_is_refused_under_its_facet():
    with pytest.raises(InvalidValue) as refused:
        ROUTINES.filter(moment="bedtime", when="now")
    assert [fault.path for fault in refused.value.faults] == ["moment.at", "when"]


# -- together --------------------------------------------------------------------------


def test_catalogs_combine_and_the_right_one_stays():
    mine = bridge(name="My bridge")
    other = check(name="My check")
    both = Catalog([BRIDGE, BIRD_DOG], [MORNING], screens=[CHECK])
    both |= Catalog([mine], sources=[ARTICLE], screens=[other])
    assert list(both.exercises.values()) == [mine, BIRD_DOG]
    assert (both.routines["morning"], both.sources["article"]) == (MORNING, ARTICLE)
    assert list(both.screens.values()) == [other]
    assert len(both) == 5


@given(catalogs, catalogs, catalogs)
def test_combining_is_associative_and_an_empty_catalog_leaves_no_trace(one, two, three):
    assert (one | two) | three == one | (two | three)
    assert one | Catalog() == Catalog() | one == one | one == one


@pytest.mark.parametrize("stranger", [{}, None, [BRIDGE], Catalog(), ROUTINES])
def test_shelves_of_different_kinds_do_not_combine(stranger):
    with pytest.raises(TypeError):
        EXERCISES | stranger
    with pytest.raises(TypeError):
        Catalog() | EXERCISES


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: Shelf("plank"), "kind"),
        (lambda: Shelf(["exercise"]), "kind"),
        (lambda: Shelf("exercise", [BRIDGE, bridge(name="Other")]), "entries"),
        (lambda: Shelf("exercise", [MORNING]), "entries[0]"),
        (lambda: Shelf("exercise", ["bridge"]), "entries[0]"),
        (lambda: Shelf("exercise", "bridge"), "entries"),
        (lambda: Catalog(exercises=ROUTINES), "exercises"),
        (lambda: Catalog(routines=[MORNING, MORNING]), "routines.entries"),
        (lambda: Catalog(sources=[BRIDGE]), "sources.entries[0]"),
        (lambda: Catalog(sources=5), "sources"),
        (lambda: Catalog(screens=SOURCES), "screens"),
        (lambda: Catalog(screens=[BRIDGE]), "screens.entries[0]"),
    ],
)
def test_what_does_not_belong_there_is_refused(make, path):
    with pytest.raises(InvalidValue) as refused:
        make()
    assert [fault.path for fault in refused.value.faults] == [path]


def test_a_catalog_takes_shelves_or_what_stands_on_them():
    assert Catalog(EXERCISES, ROUTINES, SOURCES, SCREENS) == Catalog(
        EXERCISES.values(), list(ROUTINES.values()), (ARTICLE,), iter([CHECK])
    )


@pytest.mark.parametrize("exercise", [None, 42, []])
def test_a_routine_is_looked_for_by_an_exercise_or_its_id(exercise):
    with pytest.raises(InvalidValue, match="exercise: expected an exercise or its id"):
        ROUTINES.filter(exercise=exercise)
