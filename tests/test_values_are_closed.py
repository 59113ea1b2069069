"""What every noun is: frozen, hashable, slotted, final, copied and sent anywhere."""

import copy
import datetime as dt
import pickle
import subprocess
import sys
import zoneinfo
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backroutine import _protocols
from backroutine.errors import (
    ContentError,
    Fault,
    InvalidValue,
    UnknownExercise,
)
from backroutine.moment import Rhythm
from tests.examples import BRIDGE, MORNING, at, plan
from tests.strategies import NOUNS

KINDS = pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
EXAMPLES = min(settings().max_examples, 15)
# What `repr` may name: the nouns, and the two modules of its aware datetimes.
NAMES = {kind.__name__: kind for kind in NOUNS} | {
    "datetime": dt,
    "zoneinfo": zoneinfo,
}


def each(kind):
    """Draw values of one noun."""
    return lambda test: settings(max_examples=EXAMPLES)(given(NOUNS[kind])(test))()


@KINDS
def test_repr_is_the_constructor_call(kind):
    @each(kind)
    def check(value):
        again = eval(repr(value), dict(NAMES))
        assert again == value
        assert repr(again) == repr(value)


@KINDS
def test_copies_and_pickles_are_equal_and_hash_alike(kind):
    @each(kind)
    def check(value):
        copies = [copy.copy(value), copy.deepcopy(value), attrs.evolve(value)]
        copies += [
            pickle.loads(pickle.dumps(value, protocol))
            for protocol in (
                4,
                5,
            )  # older ones forget which of two equal times is meant
        ]
        for again in copies:
            assert type(again) is kind
            assert (again, hash(again), repr(again)) == (
                value,
                hash(value),
                repr(value),
            )


@KINDS
def test_nothing_can_be_set_added_or_deleted(kind):
    @each(kind)
    def check(value):
        for name in (*(field.name for field in attrs.fields(kind)), "more"):
            with pytest.raises(AttributeError):
                setattr(value, name, None)
            with pytest.raises(AttributeError):
                delattr(value, name)
        assert not hasattr(value, "__dict__")


@KINDS
def test_a_noun_has_no_subclasses(kind):
    with pytest.raises(TypeError, match="closed: hold one in a field instead"):
        type("More", (kind,), {})


@KINDS
def test_a_noun_is_not_equal_to_what_is_something_else(kind):
    @each(kind)
    def check(value):
        fields = [field for field in attrs.fields(kind) if field.eq]
        assert value != tuple(getattr(value, field.name) for field in fields)
        assert value not in (None, str(value.__class__), 0)
        assert len({value, copy.copy(value)}) == 1


@KINDS
def test_fields_hold_nothing_that_can_change(kind):
    mutable = (list, dict, set, bytearray)

    @each(kind)
    def check(value):
        for field in attrs.fields(kind):
            if field.eq:
                assert not isinstance(getattr(value, field.name), mutable)


def test_values_and_what_they_find_are_the_same_in_another_process(tmp_path):
    """A pickle is read by a fresh interpreter, which answers with one of its own."""
    schedule = plan(
        routine=MORNING,
        moments=["after-waking", "before-bed"],
        rhythm=Rhythm("06:45", "00:30"),
        tz="America/New_York",
        count=900,
    )
    week = (at("2027-11-05 00:00"), at("2027-11-12 00:00"))
    question, answer = tmp_path / "question", tmp_path / "answer"
    question.write_bytes(pickle.dumps((schedule, week)))
    program = (
        "import pickle, sys; from pathlib import Path\n"
        "schedule, week = pickle.loads(Path(sys.argv[1]).read_bytes())\n"
        "told = schedule, schedule.between(*week), hash(schedule.start)\n"
        "Path(sys.argv[2]).write_bytes(pickle.dumps(told))\n"
    )
    subprocess.run([sys.executable, "-c", program, question, answer], check=True)
    again, found, _ = pickle.loads(answer.read_bytes())
    assert again == schedule
    assert hash(again) == hash(schedule)
    assert found == schedule.between(*week)
    assert [one.start.fold for one in found] == [
        one.start.fold for one in schedule.between(*week)
    ]


def test_many_threads_may_ask_one_schedule_first():
    """The end that a count sets is worked out on first use."""
    when = at("2027-01-01 00:00")
    expected = plan(moments=["06:45"], count=3000).next(when)
    for _ in range(5):
        schedule, ready = plan(moments=["06:45"], count=3000), Barrier(8)

        def ask(schedule=schedule, ready=ready):
            ready.wait()
            return schedule.next(when), len(
                schedule.between(when, at("2100-01-01 00:00"))
            )

        with ThreadPoolExecutor(8) as pool:
            told = {one.result() for one in [pool.submit(ask) for _ in range(8)]}
        assert told == {(expected, 3000 - 31)}


@pytest.mark.parametrize(
    "error",
    [
        InvalidValue("Span", (Fault("low", "is wrong"),)),
        ContentError(
            (Fault("a", "is wrong", "a.json"), Fault("", "is empty", "b.json"))
        ),
        UnknownExercise("brige", ["bridge", "bird-dog"]),
        UnknownExercise(["bridge"], ["bridge"]),
    ],
)
def test_errors_are_sent_to_other_processes_whole(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (
        type(error),
        str(error),
        vars(error),
    )


@pytest.mark.parametrize(
    ("show", "how"),
    [(str, "text"), (lambda value: value._repr_markdown_(), "markdown")],
)
def test_a_shown_value_asks_render_for_its_picture(monkeypatch, show, how):
    class Render:
        @staticmethod
        def text(value):
            return f"text of {value.id}"

        @staticmethod
        def markdown(value):
            return f"markdown of {value.id}"

    asked: list[str] = []

    def load(name):
        asked.append(name)
        return Render

    monkeypatch.setattr(_protocols, "import_module", load)
    assert show(BRIDGE) == f"{how} of bridge"
    assert asked == ["backroutine.render"]


@given(st.data())
def test_values_sort_into_sets_and_keys_of_every_kind(data):
    several = st.lists(st.sampled_from(list(NOUNS)), min_size=2, max_size=4)
    kinds = data.draw(several.map(dict.fromkeys).map(list))
    values = [data.draw(NOUNS[kind]) for kind in kinds]
    found = {value: type(value) for value in values}
    assert [found[value] for value in values] == kinds
