"""Law 10: whatever comes in, a noun comes out or one `ContentError` that says where."""

import copy
import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backroutine as br
from backroutine import wire
from backroutine.catalog import Catalog
from backroutine.errors import ContentError
from backroutine.exercise import Exercise
from backroutine.moment import Rhythm, Window
from backroutine.routine import Item, Routine
from backroutine.schedule import Schedule, Slot
from backroutine.source import Source
from backroutine.timeline import Timeline
from tests.examples import CHECK, plan
from tests.strategies import NOUNS

# A plan of mutated days may well be a plan of too few.
pytestmark = pytest.mark.filterwarnings("ignore::backroutine.errors.TooSeldom")

ALL = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
# A third, a fifth and a tenth as hard as the profile says: there are many of each.
MANY, SOME, FEW = (
    settings(max_examples=max(1, settings().max_examples // share))
    for share in (3, 5, 10)
)
FIVE = br.routines["lower-back-five"]
TWO = FIVE[2:4]
DRIVER = Rhythm(
    wake={"weekdays": "06:45", "weekends": "08:00"},
    bed="23:30",
    workouts=[Window("tue thu", "18:00", "19:00")],
    drives=[Window("2026-12-24", "09:00", "15:00")],
)
REAL: dict[str, Any] = {
    "exercise": br.exercises["bridge"],
    "routine": TWO,
    "source": br.sources["lower-back-article"],
    "schedule": plan(
        routine=FIVE[:1],
        moments=["after-waking+PT15M", Slot("before-bed", FIVE[1:2])],
        days="mon wed fri",
        rhythm=DRIVER,
        until="2027-12-01",
        skip=["2026-12-25"],
    ),
    "timeline": Timeline.of(FIVE[:1], "low"),
    "screen": CHECK,
    "assessment": CHECK.assess({"numb": True, "bending": True, "hands": "a lot"}),
    "catalog": Catalog([br.exercises["bird-dog"]], [FIVE[:1]]),
}


# -- the law -----------------------------------------------------------------------


def well_said(error: ContentError) -> ContentError:
    """Return an error that says at least something of each fault."""
    assert error.faults
    assert all(fault.problem.strip() for fault in error.faults)
    assert all(fault.file == "" for fault in error.faults)
    assert str(error).encode()
    return error


def read(data: Any, noun: type, **more: Any) -> Any:
    """Read data; return the noun or the error, and let nothing else pass."""
    try:
        made: Any = wire.structure(data, noun, **more)
    except ContentError as error:
        return well_said(error)
    assert type(made) is noun
    assert wire.loads(wire.dumps(made), noun) == made
    return made


# -- anything at all ---------------------------------------------------------------

WORDS = sorted(
    {str(field.alias) for noun in NOUNS for field in attrs.fields(noun)}
    | {"bridge", "mon", "source", "routine", "done", "PT1S", "P1D", "06:45", "12:30"}
    | {"after-waking", "2026-12-01", "Europe/Oslo", "left", "total", "flexion"}
)
keys = st.sampled_from(WORDS) | st.text(st.characters(), max_size=5)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-2, 12)
    | st.integers()
    | st.floats()
    | keys
    | st.sampled_from(
        ["\ud800", "\x00", "P999999DT999999H", "9999-12-31", "²", "24:00"]
    )
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def objects(draw: st.DrawFn, noun: type) -> dict[str, Any]:
    """Objects with the fields of a noun, which hold anything."""
    names = [str(field.name) for field in attrs.fields(noun) if field.init]
    some = draw(st.lists(st.sampled_from(names), unique=True))
    return {name: draw(values) for name in some}


@ALL
@SOME
@given(data=st.data())
def test_any_data(noun: type, data: st.DataObject) -> None:
    read(data.draw(values | objects(noun)), noun)
    read(data.draw(values | objects(noun)), noun, catalog=br.load())


@given(
    st.sampled_from(list(NOUNS)),
    st.text(st.characters(), max_size=20)
    | st.text('{}[]":,0129eE+-.ntf\\u\n', max_size=20)
    | st.binary(max_size=20)
    | values.map(json.dumps)
    | values.map(json.dumps).map(str.encode)
    | values.map(json.dumps).map(lambda text: text.encode("utf-16"))
    | values.map(json.dumps).map(lambda text: text[:-1]),
)
def test_any_text(noun: type, text: str | bytes) -> None:
    try:
        data = wire.parse(text)
    except ContentError as error:
        well_said(error)
        with pytest.raises(ContentError):
            wire.loads(text, noun)
    else:
        read(data, noun)


@given(values, st.sampled_from([None, int, str, list, Any, Source | None, "Span", 5]))
def test_any_class(data: Any, cls: Any) -> None:
    with pytest.raises(ContentError):
        wire.structure(data, cls)


# -- real data with something wrong in it ------------------------------------------


class Place(NamedTuple):
    """A place in JSON data: the steps to it, and the same in the words of a fault."""

    steps: tuple[str | int, ...]

    @property
    def path(self) -> str:
        shown = ""
        for step in self.steps:
            shown += f"[{step}]" if isinstance(step, int) else f".{step}"
        return shown.removeprefix(".")

    def within(self, data: Any) -> Any:
        for step in self.steps:
            data = data[step]
        return data


def places(data: Any, *steps: str | int) -> Iterator[Place]:
    """Walk every place in JSON data, the whole first."""
    yield Place(steps)
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, *steps, key)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, *steps, index)


def replaced(data: Any, place: Place, value: Any) -> Any:
    """Return data with another value in one place."""
    if not place.steps:
        return value
    data = copy.deepcopy(data)
    Place(place.steps[:-1]).within(data)[place.steps[-1]] = value
    return data


def removed(data: Any, place: Place) -> Any:
    """Return data without what is in one place."""
    data = copy.deepcopy(data)
    del Place(place.steps[:-1]).within(data)[place.steps[-1]]
    return data


@st.composite
def mutations(draw: st.DrawFn, data: Any) -> Any:
    """Change real data in one to three places, in any way there is."""
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(places(data))))
        what = draw(st.sampled_from(["replace", "remove", "insert", "twice", "move"]))
        inside = place.within(data)
        if what == "remove" and place.steps:
            data = removed(data, place)
        elif what == "insert" and isinstance(inside, dict):
            data = replaced(data, place, inside | {draw(keys): draw(values)})
        elif what == "insert" and isinstance(inside, list):
            data = replaced(data, place, [*inside, draw(values)])
        elif what == "twice" and isinstance(inside, list):
            data = replaced(data, place, inside * 2)
        elif what == "move":
            other = draw(st.sampled_from(list(places(data))))
            data = replaced(data, place, copy.deepcopy(other.within(data)))
        else:
            data = replaced(data, place, draw(values))
    return data


@pytest.mark.parametrize("value", REAL.values(), ids=REAL)
@MANY
@given(data=st.data())
def test_real_data_with_changes(value: Any, data: st.DataObject) -> None:
    noun = type(value)
    catalog = data.draw(st.sampled_from([None, br.load()]))
    changed = data.draw(mutations(wire.unstructure(value, catalog=None)))
    read(changed, noun, catalog=catalog)


@ALL
@FEW
@given(data=st.data())
def test_any_noun_with_changes(noun: type, data: st.DataObject) -> None:
    changed = data.draw(mutations(wire.unstructure(data.draw(NOUNS[noun]))))
    read(changed, noun)


# -- a planted fault is named at its place, and nothing else is --------------------

NEVER_RIGHT = [2.5, math.inf, {"zzz": 1}, [[]], [2.5]]


def is_at(path: str, place: Place) -> bool:
    """Tell whether a fault's path is that of a place, or leads further in."""
    inner = path.removeprefix(place.path)
    return not place.path or (inner != path and inner[:1] in ("", ".", "["))


@pytest.mark.parametrize("value", REAL.values(), ids=REAL)
@MANY
@given(data=st.data())
def test_a_wrong_value_is_named_where_it_is(value: Any, data: st.DataObject) -> None:
    plain = wire.unstructure(value)
    place = data.draw(st.sampled_from(list(places(plain))))
    is_number = isinstance(place.within(plain), int | float)
    wrong = data.draw(st.sampled_from(NEVER_RIGHT[is_number:]))
    error = read(replaced(plain, place, wrong), type(value))
    assert isinstance(error, ContentError), f"{wrong} at {place.path} was let through"
    assert [fault for fault in error.faults if not is_at(fault.path, place)] == []


@pytest.mark.parametrize("value", REAL.values(), ids=REAL)
@SOME
@given(data=st.data())
def test_a_strange_field_is_named_where_it_is(value: Any, data: st.DataObject) -> None:
    plain = wire.unstructure(value)
    inner = [one for one in places(plain) if isinstance(one.within(plain), dict)]
    place = data.draw(st.sampled_from(inner))
    odd = replaced(plain, place, place.within(plain) | {"zzz": 1})
    error = read(odd, type(value))
    assert isinstance(error, ContentError), f"a zzz in {place.path} was let through"
    (fault,) = error.faults
    assert fault.path == Place((*place.steps, "zzz")).path


@pytest.mark.parametrize("value", REAL.values(), ids=REAL)
@MANY
@given(data=st.data())
def test_what_is_missing_is_named_where_it_should_be(
    value: Any, data: st.DataObject
) -> None:
    plain = wire.unstructure(value)
    inner = [one for one in places(plain) if one.steps and type(one.steps[-1]) is str]
    place = data.draw(st.sampled_from(inner))
    outcome = read(removed(plain, place), type(value))
    if isinstance(outcome, ContentError):
        said = {(fault.path, fault.problem) for fault in outcome.faults}
        assert (place.path, "is missing") in said or len(said) == 1


@pytest.mark.parametrize("count", [2, 5])
@MANY
@given(data=st.data())
def test_many_planted_faults_are_all_named(count: int, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from([br.exercises["bird-dog"], TWO]))
    plain = wire.unstructure(value)
    ends = [
        one for one in places(plain) if not isinstance(one.within(plain), dict | list)
    ]
    chosen = data.draw(
        st.lists(st.sampled_from(ends), min_size=count, max_size=count, unique=True)
    )
    for place in chosen:
        plain = replaced(plain, place, [2.5])  # wrong for whatever stands there
    error = read(plain, type(value))
    assert isinstance(error, ContentError)
    assert sorted(fault.path for fault in error.faults) == sorted(
        place.path for place in chosen
    )


@given(st.sampled_from([Exercise, Routine, Item]), keys)
def test_any_id(noun: type, name: str) -> None:
    outcome = read(name, noun, catalog=br.load())
    assert isinstance(outcome, ContentError) or outcome.id == name


@given(data=st.data())
def test_any_days_rhythm_and_zone(data: st.DataObject) -> None:
    plain = wire.unstructure(REAL["schedule"])
    for name in ("days", "rhythm", "tz", "start", "until", "skip", "every", "limits"):
        if data.draw(st.booleans()):
            plain[name] = data.draw(values | st.just(plain.get(name)))
    read(plain, Schedule)
