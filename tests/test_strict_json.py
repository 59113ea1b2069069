"""What is refused in somebody's JSON, and the words in which it is."""

import re
import time
from typing import Any

import pytest

import backroutine as br
from backroutine import wire
from backroutine.catalog import Catalog, Shelf
from backroutine.errors import ContentError
from backroutine.exercise import Dose, Exercise, Step, Variation
from backroutine.moment import Moment, Rhythm, Window
from backroutine.pose import Limb
from backroutine.routine import Item, Limits, Routine
from backroutine.schedule import EveryDays, Schedule, Session
from backroutine.source import Basis, Claim, Source
from backroutine.terms import Position
from backroutine.timeline import Cue, Timeline
from backroutine.units import Estimate, Span
from tests.examples import BRIDGE, MORNING

CATALOG = Catalog([BRIDGE], [MORNING])
WHOLE = "expected a whole number, got"
DURATION = 'expected a duration such as "PT1S", got'
REPS = '"reps": {"low": 8, "high": 8}'
STEP = '"text": "Rest.", "cue": "Rest"'


def report(text: Any, cls: Any, **more: Any) -> str:
    """Read what must not be read, and return what is said about it."""
    with pytest.raises(ContentError) as caught:
        wire.loads(text, cls, **more)
    return str(caught.value)


def id_of(value: Any) -> str:
    """Name a value the same in every process: without addresses."""
    name = value.__name__ if isinstance(value, type) else str(value)
    return re.sub(r" at 0x\w+", "", name)[:50]


# -- one thing wrong ---------------------------------------------------------------

ONE_FAULT: list[tuple[type, str, str]] = [
    # Text is text, a number is a number, true is neither.
    (Span, '{"low": "5", "high": 10}', f'low: {WHOLE} "5"'),
    (Span, '{"low": 5.0, "high": 10}', f"low: {WHOLE} 5.0"),
    (Span, '{"low": 5e0, "high": 10}', f"low: {WHOLE} 5.0"),
    (Span, '{"low": [5], "high": 10}', f"low: {WHOLE} [5]"),
    (Span, '{"low": NaN, "high": 10}', f"low: {WHOLE} NaN"),
    (Span, '{"low": Infinity, "high": 10}', f"low: {WHOLE} Infinity"),
    (Span, '{"low": 1, "high": -Infinity}', f"high: {WHOLE} -Infinity"),
    (Span, '{"low": "no", "high": 10}', f'low: {WHOLE} "no"'),
    (Routine, '{"name": 5}', "name: expected text, got 5"),
    (Routine, '{"name": ["a"]}', "name: expected text, got ['a']"),
    (Moment, "12.5", "expected text, got 12.5"),
    # A list is a list, an object an object.
    (Routine, '{"purpose": "abc"}', 'purpose: expected a list, got "abc"'),
    (Routine, '{"goals": "mobility"}', 'goals: expected a list, got "mobility"'),
    (Routine, '{"goals": {}}', "goals: expected a list, got {}"),
    (Routine, "[]", "expected an object that is a Routine, got []"),
    (Routine, "5", "expected an object that is a Routine, got 5"),
    (
        Dose,
        '{"reps": 8}',
        'reps: expected an object such as {"low": 8, "high": 10}, got 8',
    ),
    (Shelf, "[]", 'expected an object with "kind" and "entries", got []'),
    (Shelf, "{}", 'expected an object with "kind" and "entries", got {}'),
    (
        Shelf,
        '{"kind": "source", "entries": {}}',
        "entries: expected a list, got {}",
    ),
    (
        Catalog,
        '{"exercises": {"kind": "routine", "entries": []}}',
        "exercises: expected a shelf of kind 'exercise', got 'routine'",
    ),
    # Poses: numbers, points and shares.
    (Limb, '{"end": "up", "at": [0, 0]}', 'end: expected a number, got "up"'),
    (
        Limb,
        '{"end": 0, "at": 5}',
        "at: expected a list of two numbers such as [0.2, 0.035], got 5",
    ),
    (
        Limb,
        '{"end": 0, "at": [0, 0], "seen": [1, 1]}',
        "seen: expected a list of three numbers such as [0.5, 1, 1], got [1, 1]",
    ),
    # Fields: none strange, none missing.
    (
        Step,
        f'{{{STEP}, "holds": "PT1S"}}',
        "holds: is no field of Step; did you mean 'hold'?",
    ),
    (
        Step,
        f'{{{STEP}, "xyz": 1}}',
        "xyz: is no field of Step; known are text, cue, move, hold, side, pose, via",
    ),
    (Step, '{"text": "Rest."}', "cue: is missing"),
    (Span, '{"low": 8}', "high: is missing"),
    (Schedule, '{"moments": ["12:30"], "tz": "UTC", "start": "2026-12-01"}', "*"),
    # Numbers in range.
    (
        Span,
        '{"low": 0, "high": 8}',
        "low: expected a whole number from 1 to 1000, got 0",
    ),
    (Span, '{"low": 12, "high": 8}', "low (12) is above high (8)"),
    (
        Dose,
        '{"reps": {"low": 12, "high": 8}}',
        "reps: low (12) is above high (8)",
    ),
    (
        EveryDays,
        '{"n": 367}',
        "n: expected a whole number from 1 to 366, got 367",
    ),
    (
        Limits,
        '{"per_day": 1, "per_week": 8}',
        "per_week: 8 a week is more than 1 a day allows",
    ),
    # Durations: ISO 8601, without years, months and weeks.
    (Dose, f'{{{REPS}, "rest": 30}}', f"rest: {DURATION} 30"),
    (Dose, f'{{{REPS}, "rest": "1 sec"}}', f'rest: {DURATION} "1 sec"'),
    (Dose, f'{{{REPS}, "rest": "pt1s"}}', f'rest: {DURATION} "pt1s"'),
    (Dose, f'{{{REPS}, "rest": "P1W"}}', f'rest: {DURATION} "P1W"'),
    (Dose, f'{{{REPS}, "rest": "P1M"}}', f'rest: {DURATION} "P1M"'),
    (Dose, f'{{{REPS}, "rest": "P"}}', f'rest: {DURATION} "P"'),
    (Dose, f'{{{REPS}, "rest": "PT"}}', f'rest: {DURATION} "PT"'),
    (Dose, f'{{{REPS}, "rest": "PT1.5M"}}', f'rest: {DURATION} "PT1.5M"'),
    (Dose, f'{{{REPS}, "rest": "PT1,5S"}}', f'rest: {DURATION} "PT1,5S"'),
    (Dose, f'{{{REPS}, "rest": "-PT1S"}}', f'rest: {DURATION} "-PT1S"'),
    (Dose, f'{{{REPS}, "rest": " PT1S"}}', f'rest: {DURATION} " PT1S"'),
    (Dose, f'{{{REPS}, "rest": "PT1S\\n"}}', f'rest: {DURATION} "PT1S\\n"'),
    (Dose, f'{{{REPS}, "rest": "PT٣S"}}', f'rest: {DURATION} "PT٣S"'),
    (
        Dose,
        f'{{{REPS}, "rest": "PT11M"}}',
        'rest: expected a duration from PT0S to PT10M, got "PT11M"',
    ),
    (
        Estimate,
        '{"low": "PT2S", "middle": "PT1S", "high": "PT3S"}',
        "low, middle and high are not in order from 0 up",
    ),
    # Words of the vocabulary.
    (
        Routine,
        '{"goals": ["strenght"]}',
        "goals[0]: expected a goal, got \"strenght\"; did you mean 'strength'?",
    ),
    (
        Step,
        f'{{{STEP}, "side": "Left"}}',
        "side: expected a side, got \"Left\"; did you mean 'left'?",
    ),
    (
        Step,
        f'{{{STEP}, "side": 1}}',
        "side: expected a side, got 1; known are left, right",
    ),
    (
        Basis,
        '{"about": "x", "kind": "guess"}',
        (
            'kind: expected a basis kind, got "guess"; '
            "known are stated, inferred, editorial"
        ),
    ),
    (
        Routine,
        '{"goals": ["mobility", "mobility"]}',
        "goals: 'mobility' is there twice",
    ),
    # Ids and text.
    (
        Variation,
        (
            '{"id": "Toes Up", "name": "x", "cycle": [{"text": "a", "cue": "a", '
            '"move": "PT1S"}]}'
        ),
        (
            "id: expected an id of lower-case words joined by hyphens, "
            'such as "bird-dog", got "Toes Up"'
        ),
    ),
    (Routine, '{"id": "a+a"}', "id: names a part twice: 'a+a'"),
    (Step, '{"text": "", "cue": "Rest"}', "text: is empty; fill it"),
    (Step, '{"text": " \\t ", "cue": "Rest"}', "*control characters"),
    (
        Step,
        '{"text": "a\\u0000b", "cue": "Rest"}',
        'text: expected text without control characters, got "a\\x00b"',
    ),
    (
        Step,
        '{"text": "a\\u2028b", "cue": "Rest"}',
        'text: expected text without control characters, got "a\\u2028b"',
    ),
    (
        Step,
        '{"text": "\\ud800", "cue": "Rest"}',
        'text: expected text without control characters, got "\\ud800"',
    ),
    (
        Step,
        '{"text": "Rest.", "cue": "one two three four five six seven"}',
        (
            "cue: expected a cue of one to six words, "
            'got "one two three four five six seven"'
        ),
    ),
    # Days, times and moments.
    (
        Window,
        '{"on": "mon", "start": "18:00", "end": "19:00"}',
        'on: expected a date such as "2026-12-01", got "mon"',
    ),
    (
        Window,
        '{"on": "2026-02-30", "start": "18:00", "end": "19:00"}',
        'on: expected a date such as "2026-12-01", got "2026-02-30"',
    ),
    (
        Window,
        '{"on": [], "start": "18:00", "end": "19:00"}',
        "on: expected each weekday once, and at least one, got []",
    ),
    (
        Window,
        '{"on": ["mon", "mon"], "start": "18:00", "end": "19:00"}',
        "on: expected each weekday once, and at least one, got ['mon', 'mon']",
    ),
    (
        Window,
        '{"on": ["mon"], "start": "18:00", "end": "24:00"}',
        'end: expected a wall time such as "06:45", got "24:00"',
    ),
    (
        Rhythm,
        '{"wake": "6:45"}',
        'wake: expected a wall time such as "06:45", got "6:45"',
    ),
    (
        Rhythm,
        '{"bed": {"monday": "22:30"}}',
        "bed.monday: expected a weekday, got \"monday\"; did you mean 'mon'?",
    ),
    (
        Moment,
        '"noon"',
        (
            'expected an anchor, got "noon"; known are after-waking, before-bed, '
            "before-workout, before-drive, after-drive"
        ),
    ),
    (Moment, '"25:00"', 'expected a wall time such as "06:45", got "25:00"'),
    (Moment, '"after-waking+15"', f'{DURATION} "15"'),
    (Moment, '"12:30+PT5M"', "a clock time has none; give that time"),
    (
        Routine,
        '{"horizon": "PT5M"}',
        'horizon: expected a duration from P1D to P366D, got "PT5M"',
    ),
    # What only makes sense together.
    (
        Timeline,
        '{"name": "x", "cues": []}',
        'cues: do not end with a "done" that lasts no time',
    ),
    (
        Timeline,
        (
            '{"name": "x", "cues": [{"start": "PT1S", "length": "PT0S", '
            '"kind": "done", "text": "Done"}]}'
        ),
        "cues[0].start: starts at 0:00:01; the cue before it ends at 0:00:00",
    ),
    (
        Source,
        (
            '{"id": "s", "title": "T", "publisher": "P", "kind": "journal", '
            '"claims": [{"topic": "exercise", "text": "x", "facts": "F001"}]}'
        ),
        'claims[0].facts: expected a list, got "F001"',
    ),
    # Ids that stand for exercises and routines.
    (
        Routine,
        '"morning"',
        "expected an object, got the id 'morning'; give catalog= to find it",
    ),
    (
        Routine,
        '{"items": [{"exercise": "bridge"}]}',
        (
            "items[0].exercise: expected an object, got the id 'bridge'; "
            "give catalog= to find it"
        ),
    ),
]


@pytest.mark.parametrize(("cls", "text", "problem"), ONE_FAULT, ids=id_of)
def test_one_fault(cls: type, text: str, problem: str) -> None:
    said = report(text, cls)
    if problem.startswith("*"):  # said in more words than matter here
        assert said.startswith("content: ")
        assert problem[1:] in said
    else:
        assert said == f"content: {problem}"


def test_a_number_beyond_all_floats_is_no_number() -> None:
    said = report('{"low": 1e400, "high": 10}', Span)
    assert said.startswith(f"content: low: {WHOLE} ")


@pytest.mark.parametrize("text", ["true", "false", "null"])
def test_true_is_no_number_and_null_is_nothing_at_all(text: str) -> None:
    said = report(f'{{"low": {text}, "high": 10}}', Span)
    assert said.casefold() in {
        f"content: low: {WHOLE} {text}",
        f"content: low: {WHOLE} none",
    }


def test_four_thousand_digits_are_shown_in_a_few() -> None:
    said = report(f'{{"low": 1, "high": {"9" * 4000}}}', Span)
    assert said == (
        "content: high: expected a whole number from 1 to 1000, got " + "9" * 57 + "..."
    )


# -- text that is no JSON ----------------------------------------------------------

NOT_JSON: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "is no JSON at line 1 column 1: Expecting value"),
    "no bytes": (b"", "is no JSON at line 1 column 1: Expecting value"),
    "blanks": (" \n ", "is no JSON at line 2 column 2: Expecting value"),
    "cut off": ('{"low": 8,', "*is no JSON at line 1 column "),
    "cut off in a text": ('{"lo', "*Unterminated string"),
    "cut off in a list": ("[1, 2", "*is no JSON at line 1 column "),
    "two values": ("{} {}", "is no JSON at line 1 column 4: Extra data"),
    "a comma too many": ('{"low": 8,}', "*is no JSON at line 1 column "),
    "a comment": ("// hello\n{}", "is no JSON at line 1 column 1: Expecting value"),
    "single quotes": ("{'low': 8}", "*is no JSON at line 1 column 2"),
    "a raw line break": ('{"a": "b\nc"}', "*Invalid control character"),
    "a raw zero": ('{"a": "\0"}', "*Invalid control character"),
    "a zero in front": ('{"low": 08}', "*is no JSON at line 1 column 10"),
    "a byte order mark": (
        "\ufeff{}",
        "starts with a byte order mark; save it as UTF-8 without one",
    ),
    "a byte order mark in bytes": (
        b"\xef\xbb\xbf{}",
        "starts with a byte order mark; save it as UTF-8 without one",
    ),
    "UTF-16": (
        '{"low": 8}'.encode("utf-16"),
        "is not UTF-8 at byte 0; save it as UTF-8",
    ),
    "UTF-16 without a mark": (
        '{"low": 8}'.encode("utf-16-le"),
        "*is no JSON at line 1 column 2",
    ),
    "UTF-32": (
        '{"low": 8}'.encode("utf-32"),
        "is not UTF-8 at byte 0; save it as UTF-8",
    ),
    "Latin-1": (
        '{"name": "Größe"}'.encode("latin-1"),
        "is not UTF-8 at byte 12; save it as UTF-8",
    ),
    "half a pair as three bytes": (
        b'{"name": "\xed\xa0\x80"}',
        "is not UTF-8 at byte 10; save it as UTF-8",
    ),
    "a letter in too many bytes": (
        b'{"name": "\xc1\xa1"}',
        "is not UTF-8 at byte 10; save it as UTF-8",
    ),
    "cut off in a letter": (
        '{"name": "ö'.encode()[:-1],
        "is not UTF-8 at byte 10; save it as UTF-8",
    ),
    "a hundred thousand lists": (
        "[" * 100_000 + "]" * 100_000,
        "is nested too deeply; content needs a few levels",
    ),
    "a hundred thousand objects, cut off": (
        '{"a":' * 100_000,
        "is nested too deeply; content needs a few levels",
    ),
    "five thousand digits": (
        f'{{"low": {"9" * 5000}}}',
        "holds a number of thousands of digits",
    ),
    "nine million blanks": (" " * 9_000_000, "is larger than 8 MB; split it"),
    "nine million bytes": (b"[" * 9_000_000, "is larger than 8 MB; split it"),
    "eight million and one": (b" " * 8_000_001, "is larger than 8 MB; split it"),
}


@pytest.mark.parametrize(("text", "problem"), NOT_JSON.values(), ids=NOT_JSON)
def test_text_that_is_no_json(text: str | bytes, problem: str) -> None:
    said = report(text, Span, file="mine.json")
    assert said.startswith("mine.json: ")
    if problem.startswith("*"):
        assert problem[1:] in said
    else:
        assert said == f"mine.json: {problem}"


@pytest.mark.parametrize(
    "text", [None, 5, ["{}"], {"low": 8}, bytearray(b"{}")], ids=id_of
)
def test_neither_text_nor_bytes(text: Any) -> None:
    assert report(text, Span).startswith("content: expected JSON text, got ")


def test_eight_million_bytes_are_not_too_many() -> None:
    text = '{"low": 8, "high": 10' + " " * (wire.MOST_BYTES - 22) + "}"
    assert len(text) == wire.MOST_BYTES
    assert wire.loads(text, Span) == Span(8, 10)


def test_every_depth_has_an_answer() -> None:
    # Just before Python gives up, the walk for repeated keys must not give up first.
    for depth in (*range(700, 1000, 7), 2000, 5000, 9000):
        text = '{"a": 1, "a": 2, "b": ' + "[" * depth + "]" * depth + "}"
        said = report(text, Span)
        assert "nested too deeply" in said or "is there twice" in said


# -- keys --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"low": 8, "low": 8, "high": 10}', 'the key "low" is there twice'),
        (
            '{"a": [{}, {"b": {"c": 1, "c": 1}}]}',
            'a[1].b: the key "c" is there twice',
        ),
        ('{"low": 8, "l\\u006fw": 9}', 'the key "low" is there twice'),
        ('{"": 1, "": 2}', 'the key "" is there twice'),
        ('[[{"x": {}, "x": {}}]]', '[0][0]: the key "x" is there twice'),
    ],
)
def test_a_key_that_is_there_twice(text: str, problem: str) -> None:
    assert report(text, Span) == f"content: {problem}"


def test_every_key_that_is_there_twice_or_more() -> None:
    text = '{"b": 1, "a": 1, "b": 2, "a": 3, "a": 4, "c": {"d": 1, "d": 1}}'
    assert report(text, Span, file="mine.json") == (
        "mine.json: 3 problems\n"
        '  the key "a" is there twice\n'
        '  the key "b" is there twice\n'
        '  c: the key "d" is there twice'
    )


def test_only_the_object_that_repeats_a_key_is_blamed() -> None:
    # Objects that a repeated key has pushed out are gone; their ids may come again.
    lost = ", ".join(['{"x": 1, "x": 2}'] * 200)
    kept = ", ".join(f'{{"y": {n}}}' for n in range(200))
    said = report(f'[{{"a": [{lost}], "a": 0}}, {kept}]', Span)
    assert said == 'content: [0]: the key "a" is there twice'


@pytest.mark.parametrize(
    "key", ["\\u001b[2J", "a\\nb: is fine", "\\ud800", "\\u202edne", "\\u0085"]
)
def test_a_strange_key_does_no_harm_where_the_fault_is_shown(key: str) -> None:
    for text in (
        f'{{"low": 8, "high": 10, "{key}": 1}}',
        f'{{"{key}": {{"a": 1, "a": 2}}}}',
    ):
        said = report(text, Span)
        assert all(line.isprintable() for line in said.split("\n")), said
        assert len(said.split("\n")) == 1
        said.encode()


def test_a_strange_file_name_does_no_harm() -> None:
    said = report("{}", Span, file="a\x1b[2J\nb\ud800.json")
    assert all(line.isprintable() for line in said.split("\n")), said


def test_the_empty_key_has_a_place() -> None:
    with pytest.raises(ContentError) as caught:
        wire.loads('{"low": 8, "high": 10, "": 1}', Span)
    (fault,) = caught.value.faults
    assert fault.path
    assert fault.problem == "is no field of Span; known are low, high"


def test_a_long_key_is_cut() -> None:
    said = report(f'{{"low": 8, "high": 10, "{"x" * 100_000}": 1}}', Span)
    assert len(said) < 200


@pytest.mark.parametrize("cls", [Routine, Exercise])
def test_a_long_id_is_cut(cls: type) -> None:
    text = f'"{"x" * 100_000}"'
    assert len(report(text, cls)) < 200
    assert len(report(text, cls, catalog=CATALOG)) < 200


def test_a_long_name_of_a_part_is_cut() -> None:
    item = f'{{"exercise": "bridge", "variation": "{"x" * 100_000}"}}'
    assert len(report(item, Item, catalog=CATALOG)) < 200
    assert len(report(f'{{"id": "{"x" * 100_000}+{"x" * 100_000}"}}', Routine)) < 200


# -- classes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "named"),
    [
        (int, "<class 'int'>"),
        (dict, "<class 'dict'>"),
        (Position, "<enum 'Position'>"),
        (ContentError, "<class 'backroutine.errors.ContentError'>"),
        (list[Span], "list[backroutine.units.Span]"),
        (Span | None, "backroutine.units.Span | None"),
        (None, "None"),
        ("Span", "'Span'"),
        (5, "5"),
        (Span(8, 10), "Span(low=8, high=10)"),
        (wire, "<module 'backroutine.wire' "),
    ],
    ids=id_of,
)
@pytest.mark.parametrize("read", [wire.loads, wire.structure])
def test_only_nouns_are_read(read: Any, cls: Any, named: str) -> None:
    with pytest.raises(ContentError) as caught:
        read("{}" if read is wire.loads else {}, cls)
    assert str(caught.value).startswith(f"content: {named}")
    assert str(caught.value).endswith(" is none of backroutine's classes")


class Mine:
    """A class of somebody else, with attributes that look like an attrs class."""

    __attrs_attrs__ = ()


def test_a_class_of_somebody_else_is_not_read() -> None:
    assert report("{}", Mine).endswith("is none of backroutine's classes")


# -- several at once ---------------------------------------------------------------


def test_all_faults_of_a_text_come_out_together() -> None:
    text = """{
      "id": "Side Plank", "name": 5, "position": "side lying",
      "laterality": "unilateral", "directions": [], "range": "none",
      "setup": [{"text": "Lie down."}],
      "cycle": [
        {"text": "Up.", "cue": "Up", "move": "PT2S"},
        {"text": "Down.", "cue": "Down", "hold": "1 sec", "holds": 1}
      ],
      "dose": {"reps": {"low": 12, "high": 8}, "sets": true, "counting": "sides"},
      "goals": ["strength", "streth", 5], "level": "easy",
      "easyer": ["bridge"]
    }"""
    with pytest.raises(ContentError) as caught:
        wire.loads(text, Exercise, file="mypack/exercises/side-plank.json")
    found = {fault.path: fault.problem for fault in caught.value.faults}
    assert {fault.file for fault in caught.value.faults} == {
        "mypack/exercises/side-plank.json"
    }
    assert len(found) == len(caught.value.faults)
    assert found["easyer"] == "is no field of Exercise; did you mean 'easier'?"
    assert found["dose.reps"] == "low (12) is above high (8)"
    assert set(found) == {
        "id",
        "name",
        "position",
        "directions",
        "setup[0].cue",
        "cycle[1].hold",
        "cycle[1].holds",
        "dose.reps",
        "dose.sets",
        "dose.counting",
        "goals[1]",
        "goals[2]",
        "level",
        "easyer",
    }


def test_the_report_of_several_faults_has_a_line_for_each() -> None:
    text = '{"cycle": [], "dose": {"reps": {"low": 12, "high": 8}}, "setup": "none"}'
    said = report(text, Exercise, file="mypack/exercises/side-plank.json")
    first, *lines = said.split("\n")
    assert first == f"mypack/exercises/side-plank.json: {len(lines)} problems"
    assert all(line.startswith("  ") for line in lines)
    assert "  dose.reps: low (12) is above high (8)" in lines
    assert '  setup: expected a list, got "none"' in lines
    assert "  cycle: is empty; fill it" in lines
    assert "  name: is missing" in lines


def test_an_item_without_its_exercise_says_so() -> None:
    assert report("{}", Item) == "content: exercise: is missing"
    said = report('{"exercise": 5, "mode": "folow", "sets": 2}', Item)
    assert said == (
        "content: 3 problems\n"
        "  sets: is no field of Item; known are exercise, dose, variation, mode\n"
        "  exercise: expected an object that is an Exercise, got 5\n"
        "  mode: expected a variation mode, got \"folow\"; did you mean 'follow'?"
    ).replace("a Exercise", "an Exercise" if "an Exercise" in said else "a Exercise")


@pytest.mark.parametrize("kind", ["[]", "{}", "5", "null", '"exercises"', "[[]]"])
def test_a_shelf_of_no_kind(kind: str) -> None:
    said = report(f'{{"kind": {kind}, "entries": []}}', Shelf)
    assert "kind" in said


def test_a_shelf_has_no_other_fields() -> None:
    text = '{"kind": "source", "entries": [], "entrys": [1]}'
    said = report(text, Shelf)
    assert said == "content: entrys: is no field of Shelf; did you mean 'entries'?"


def test_a_shelf_names_each_faulty_entry() -> None:
    entries = '{"id": "s", "title": "T", "publisher": "P", "kind": "journal"}'
    text = f'{{"kind": "source", "entries": [{entries}, 5, {entries}]}}'
    said = report(text, Shelf)
    assert said == ("content: entries[1]: expected an object that is a Source, got 5")
    text = f'{{"kind": "source", "entries": [{entries}, {entries}]}}'
    assert report(text, Shelf) == "content: entries: 's' is there twice"


# -- ids ---------------------------------------------------------------------------


def test_an_unknown_id_has_suggestions() -> None:
    said = report('{"items": [{"exercise": "brige"}]}', Routine, catalog=CATALOG)
    assert said == (
        "content: items[0].exercise: no exercise 'brige' in the catalog; "
        "did you mean 'bridge'?"
    )
    said = report('"evening"', Routine, catalog=CATALOG)
    assert said == "content: no routine 'evening' in the catalog"
    said = report('"mornig"', Routine, catalog=CATALOG)
    assert said.endswith("; did you mean 'morning'?")


def test_an_unknown_variation_has_suggestions() -> None:
    text = '{"exercise": "bridge", "variation": "toes-upp"}'
    assert report(text, Item, catalog=CATALOG) == (
        "content: variation: 'bridge' has no variation 'toes-upp'; "
        "did you mean 'toes-up'?"
    )


def test_an_id_stands_only_for_exercises_and_routines() -> None:
    said = report('{"items": ["bridge"]}', Routine, catalog=CATALOG)
    assert said.startswith('content: items[0]: expected an object such as {"exercise"')


# -- instants ----------------------------------------------------------------------

INSTANT = '"2026-12-01T06:45:00+01:00[Europe/Oslo]"'
SHAPE = 'expected a time such as "2026-12-01T06:45:00+01:00[Europe/Oslo]", got'


def session(start: str) -> str:
    return (
        f'{{"start": {start}, "end": {INSTANT}, "moment": "12:30", "routine": {{}}, '
        '"day": "2026-12-01"}'
    )


def test_the_instant_that_all_others_are_compared_with_is_read() -> None:
    assert wire.loads(session(INSTANT), Session).start.isoformat() == (
        "2026-12-01T06:45:00+01:00"
    )


@pytest.mark.parametrize(
    "start",
    [
        "5",
        "null",
        '"2026-12-01"',
        '"2026-12-01T06:45:00"',
        '"2026-12-01T06:45:00[Europe/Oslo]"',
        '"2026-12-01 06:45:00+01:00[Europe/Oslo]"',
        '"2026-12-01T06:45+01:00[Europe/Oslo]"',
        '"2026-12-01T06:45:00Z[Europe/Oslo]"',
        '"2026-12-01T06:45:00+01:00[Europe/Oslo]\\n"',
        '"2026-12-01T06:45:00+01:00[../../etc/passwd]"',
        '"2026-12-01T06:45:00+01:00[]"',
        '"٢026-12-01T06:45:00+01:00[Europe/Oslo]"',
    ],
)
def test_an_instant_in_another_notation(start: str) -> None:
    assert report(session(start), Session).startswith(f"content: start: {SHAPE} ")


@pytest.mark.parametrize(
    "when",
    [
        "2026-12-01T06:45:00+01:00[Europe/Olso]",
        "2026-12-01T06:45:00+01:00[Europe]",
        "2026-12-01T06:45:00+01:00[/etc/localtime]",
        "2026-12-01T06:45:00+00:00[localtime]",
        "2026-12-01T06:45:00+00:00[Factory]",
        "2026-12-01T06:45:00+00:00[__init__/x]",
        "2026-12-01T06:45:00+00:00[Europe/__init__/x]",
        "2026-12-01T06:45:00+00:00[__pycache__]",
        "2026-12-01T06:45:00+00:00[zones]",
        "2026-12-01T06:45:00+00:00[a//b]",
        f"2026-12-01T06:45:00+00:00[{'x' * 80}]",
        "2026-02-30T06:45:00+01:00[Europe/Oslo]",
        "2026-12-01T24:00:00+01:00[Europe/Oslo]",
        "2026-12-01T06:60:00+01:00[Europe/Oslo]",
        "2026-12-01T06:45:00+24:00[Europe/Oslo]",
        "0001-01-01T00:00:00+23:59[Europe/Oslo]",
        "9999-12-31T23:59:59-23:59[Europe/Oslo]",
    ],
)
def test_an_instant_that_is_none(when: str) -> None:
    said = report(session(f'"{when}"'), Session)
    assert said.startswith("content: start: ")
    assert "time zone" in said


@pytest.mark.parametrize(
    ("when", "zone"),
    [
        ("2026-12-01T06:45:00+02:00[Europe/Oslo]", "Europe/Oslo"),
        ("2026-07-01T06:45:00+01:00[Europe/Oslo]", "Europe/Oslo"),
        ("2026-03-29T02:30:00+01:00[Europe/Oslo]", "Europe/Oslo"),  # never was
        ("2026-12-01T06:45:00+00:01[UTC]", "UTC"),
    ],
)
def test_an_offset_that_the_zone_does_not_have(when: str, zone: str) -> None:
    assert report(session(f'"{when}"'), Session) == (
        f'content: start: expected the offset of {zone} at that time, got "{when}"'
    )


# -- schedules: their own checks are faults of the text, too -----------------------

PLAN = {
    "routine": wire.unstructure(br.routines["lower-back-five"]),
    "moments": [{"moment": "12:30"}],
    "tz": "Europe/Oslo",
    "start": "2026-12-01",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"moments": [{"moment": f"0{n}:00"} for n in range(6, 9)]},
            "'lower-back-five' allows 2 a day",
        ),
        (
            {"moments": [{"moment": "06:00"}, {"moment": "06:01"}]},
            "06:00 is not over until 06:06",
        ),
        ({"moments": []}, "moments: is empty; fill it"),
        ({"moments": [{"moment": "before-bed"}]}, "moments[0]: 'before-bed' needs"),
        ({"tz": "Europe/Olso"}, "tz: no time zone 'Europe/Olso'; did you mean"),
        ({"tz": "__init__/x"}, "tz: no time zone '__init__/x'"),
        ({"tz": "America"}, "tz: no time zone 'America'"),
        ({"tz": "x" * 5000}, "tz: no time zone 'xxxxx"),
        ({"start": "0001-01-01"}, "start: expected a day from 1900-01-01"),
        ({"start": "9999-12-31"}, "start: expected a day from 1900-01-01"),
        ({"until": "2026-11-30"}, "until: 2026-11-30 is before the start"),
        ({"days": []}, "days: expected each weekday once, and at least one, got []"),
        ({"days": "daily"}, "days: expected a list of weekdays"),
        ({"days": {"n": 0}}, "days.n: expected a whole number from 1 to 366, got 0"),
        ({"days": {"n": 2}, "every": 2}, "every: counts weeks"),
        ({"days": ["mon", ["tue"]]}, "days[1]: expected a weekday, got ['tue']"),
        ({"skip": ["2026-12-24", 5]}, "skip[1]: expected a date such as"),
        ({"count": 0}, "count: expected a whole number from 1 to 100000, got 0"),
        ({"_engine": 1}, "is no field of Schedule"),
        ({"engine": 1}, "engine: is no field of Schedule"),
    ],
    ids=id_of,
)
def test_a_schedule_that_cannot_be(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ContentError) as caught:
        wire.structure(PLAN | change, Schedule, file="plan.json")
    (fault,) = caught.value.faults
    assert said in str(fault)
    assert fault.file == "plan.json"


def test_keys_that_are_no_text_are_refused() -> None:
    with pytest.raises(ContentError) as caught:
        wire.structure({"low": 8, "high": 10, 1: 2, None: 3, (): 4}, Span)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("cls", "data", "path"),
    [
        (Span, {"low": 8.0, "high": 10}, "low"),
        (Routine, {"goals": ("mobility",)}, "goals"),
        (Routine, {"goals": {"mobility"}}, "goals"),
        (Routine, {"name": b"x"}, "name"),
        (Routine, {"items": iter([])}, "items"),
        (Step, {"text": "a", "cue": "a", "hold": 5.0}, "hold"),
        (Claim, {"topic": "exercise", "text": object()}, "text"),
        (Cue, {"start": 0, "length": 0, "kind": "done", "text": "x"}, "start"),
    ],
    ids=id_of,
)
def test_data_that_json_does_not_have_is_refused(
    cls: Any, data: Any, path: str
) -> None:
    with pytest.raises(ContentError) as caught:
        wire.structure(data, cls)
    assert caught.value.faults[0].path == path


# -- no text makes it slow ---------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{" + ",".join(f'"{n % 10_000}":1' for n in range(20_000)) + "}",
        '{"facts": [' + ",".join(f'"{n % 10_000}"' for n in range(20_000)) + "]}",
    ],
    ids=["keys", "entries"],
)
def test_many_repetitions_do_not_take_for_ever(text: str) -> None:
    # A twentieth of a second in one pass, many seconds if each is compared with all.
    began = time.perf_counter()
    assert report(text, Basis)
    assert time.perf_counter() - began < 2
