"""A table of broken packs: what is done to a good one, and what must be said of it.

Each recipe gets the folder of a good pack, breaks it, and returns what to load
instead of the folder, if anything. A fault is the file within the pack, the path in
the file, and words that its problem holds; a file of `*` stands for any.
"""

import json
import os
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

PACK = {"schema": 1, "id": "clinic", "name": "Clinic"}
SOURCES = [
    {"id": "book", "title": "A book", "publisher": "A press", "kind": "journal"},
]
SIDE_PLANK: dict[str, Any] = {
    "id": "side-plank",
    "name": "Side plank",
    "position": "side-lying",
    "laterality": "unilateral",
    "directions": ["lateral-flexion"],
    "range": "none",
    "setup": [{"text": "Lie on your left side.", "cue": "On your left side"}],
    "cycle": [
        {"text": "Lift your hips.", "cue": "Hips up", "move": "PT2S", "hold": "PT5S"},
        {"text": "Lower your hips.", "cue": "Hips down", "move": "PT2S"},
    ],
    "dose": {"reps": {"low": 2, "high": 4}},
    "goals": ["endurance"],
    "variations": [
        {
            "id": "knees-bent",
            "name": "Knees bent",
            "cycle": [{"text": "Lift.", "cue": "Up", "move": "PT1S"}],
        }
    ],
    "basis": [
        {"about": "dose", "kind": "stated", "source": "book", "locator": "page 1"}
    ],
}
PLANK: dict[str, Any] = SIDE_PLANK | {
    "id": "plank",
    "name": "Plank",
    "position": "prone",
    "laterality": "bilateral",
    "variations": [],
    "harder": ["side-plank"],
}
EVENING = {
    "id": "evening",
    "name": "Evening",
    "items": [
        {"exercise": "plank"},
        {"exercise": "side-plank", "variation": "knees-bent"},
        {"exercise": "bridge"},
    ],
    "basis": [{"about": "items", "kind": "editorial", "reason": "A choice."}],
}
FILES: dict[str, Any] = {
    "pack.json": PACK,
    "sources.json": SOURCES,
    "exercises/plank.json": PLANK,
    "exercises/side-plank.json": SIDE_PLANK,
    "routines/evening.json": EVENING,
}
EX, RO = "exercises/side-plank.json", "routines/evening.json"
NAME = "clinic"


def write(folder: Path, files: dict[str, Any] | None = None) -> Path:
    """Write a pack: data as JSON, text and bytes as they are."""
    for name, data in (FILES if files is None else files).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            place.write_bytes(data)
        else:
            text = data if isinstance(data, str) else json.dumps(data)
            place.write_text(text, encoding="utf-8")
    return folder


class Broken(NamedTuple):
    """One broken pack."""

    name: str
    spoil: Callable[[Path], Any]
    faults: tuple[tuple[str, str, str], ...]


TABLE: list[Broken] = []


def entry(
    name: str, spoil: Callable[[Path], Any], *faults: tuple[str, str, str]
) -> None:
    """Put a broken pack into the table."""
    assert faults
    assert name not in {one.name for one in TABLE}
    TABLE.append(Broken(name, spoil, faults))


def _put(file: str, data: Any) -> Callable[[Path], None]:
    return lambda folder: void(write(folder, {file: data}))


def void(_: object) -> None:
    """Return nothing, so that the folder itself is loaded."""


def _gone(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


# -- pack.json ---------------------------------------------------------------------

P = "pack.json"
entry("no pack.json", _gone(P), (P, "", "is missing"))
entry("an empty pack.json", _put(P, ""), (P, "", "is no JSON at line 1 column 1"))
entry("a cut-off pack.json", _put(P, '{"schema": 1, "id'), (P, "", "is no JSON"))
entry("a pack.json of null", _put(P, "null"), (P, "", ""))
for _data in ([PACK], "clinic", 5, True):
    entry(
        f"a pack.json of {_data!r:.12}",
        _put(P, json.dumps(_data)),
        (P, "", "expected an object that is a Pack, got"),
    )
for _schema, _said in (
    (0, "expected a whole number from 1 to 1, got 0"),
    (-1, "got -1"),
    ("1", 'expected a whole number, got "1"'),
    (1.0, "expected a whole number, got 1.0"),
    (True, "expected a whole number, got"),
    (None, "expected a whole number, got"),
    ([1], "expected a whole number, got [1]"),
):
    entry(
        f"a schema of {_schema!r}",
        _put(P, PACK | {"schema": _schema}),
        (P, "schema", _said),
    )
entry(
    "a newer schema, and nothing else that this version understands",
    lambda folder: void(
        write(
            folder,
            {P: {"schema": 2, "uuid": 5}, EX: "?", "screens/a.json": {}, RO: [1]},
        )
    ),
    (P, "schema", "2 is newer than 1"),
)
entry("no schema", _put(P, _without(PACK, "schema")), (P, "schema", "is missing"))
entry(
    "an unknown field of a pack",
    _put(P, PACK | {"licence": "MIT"}),
    (P, "licence", "is no field of Pack; did you mean 'license'?"),
)
for _id in (
    "My Clinic",
    "",
    "clinic\n",
    "-",
    "a--b",
    "clínic",
    "x" * 81,
    "../up",
    "a.b",
):
    entry(
        f"a pack id of {_id!r:.20}", _put(P, PACK | {"id": _id}), (P, "id", "an id of")
    )
entry("a pack id that is no text", _put(P, PACK | {"id": 5}), (P, "id", "text, got 5"))
entry("an empty name", _put(P, PACK | {"name": " "}), (P, "name", "is empty"))
entry(
    "a name with a control character",
    _put(P, PACK | {"name": "Cli\x1b[31mnic"}),
    (P, "name", "without control characters"),
)
entry(
    "two keys of one name in pack.json",
    _put(P, '{"schema": 1, "id": "a", "name": "A", "id": "b"}'),
    (P, "", 'the key "id" is there twice'),
)

# -- sources.json ------------------------------------------------------------------

S = "sources.json"
BOOK = SOURCES[0]
entry("sources that are an object", _put(S, {"book": BOOK}), (S, "", "expected a list"))
entry("sources that are null", _put(S, "null"), (S, "", ""))
entry("sources that are empty text", _put(S, ""), (S, "", "is no JSON"))
entry("a source twice", _put(S, [BOOK, BOOK]), (S, "[1].id", "'book' is there twice"))
entry(
    "a source that is an id", _put(S, [BOOK, "book"]), (S, "[1]", "expected an object")
)
entry(
    "a source without most of it",
    _put(S, [BOOK, {"id": "two", "kind": "blog"}]),
    (S, "[1].title", "is missing"),
    (S, "[1].publisher", "is missing"),
    (S, "[1].kind", 'expected a source kind, got "blog"'),
)
entry(
    "a claim of a wrong topic",
    _put(S, [BOOK | {"claims": [{"topic": "magic", "text": "x"}]}]),
    (S, "[0].claims[0].topic", 'expected a topic, got "magic"'),
)
entry(
    "no sources, so that a basis rests on nothing",
    _gone(S),
    (EX, "basis[0].source", "no source 'book'"),
    ("exercises/plank.json", "basis[0].source", "no source 'book'"),
)
entry(
    "a basis that rests on an unknown source",
    _put(EX, SIDE_PLANK | {"basis": [SIDE_PLANK["basis"][0] | {"source": "books"}]}),
    (EX, "basis[0].source", "no source 'books' in the catalog; did you mean 'book'?"),
)
entry(
    "a routine's basis that rests on an unknown source",
    _put(
        RO,
        EVENING
        | {"basis": [{"about": "", "kind": "inferred", "source": "x", "reason": "y"}]},
    ),
    (RO, "basis[0].source", "no source 'x' in the catalog"),
)
# What follows from another fault is no fault of its own.
entry(
    "a source that is broken and used",
    _put(S, [_without(BOOK, "title")]),
    (S, "[0].title", "is missing"),
)
entry("sources that are cut off and used", _put(S, "[{"), (S, "", "is no JSON"))

# -- exercises: each field missing, of a wrong type, without sense -----------------

for _field in (
    "id",
    "name",
    "position",
    "laterality",
    "directions",
    "range",
    "setup",
    "cycle",
    "dose",
    "goals",
):
    entry(
        f"an exercise without its {_field}",
        _put(EX, _without(SIDE_PLANK, _field)),
        (EX, _field, "is missing"),
    )
for _field in ("setup", "cycle", "goals", "directions"):
    entry(
        f"an exercise with no {_field}",
        _put(EX, SIDE_PLANK | {_field: []}),
        (EX, _field, "is empty; fill it"),
    )
WRONG: list[tuple[str, Any, str, str]] = [
    ("id", 5, "id", "text, got 5"),
    ("id", "Side-Plank", "id", "an id of lower-case words"),
    ("id", "../side-plank", "id", "an id of lower-case words"),
    ("id", "side-p\u0430nk", "id", "an id of lower-case words"),  # Cyrillic
    ("id", "<script>", "id", "an id of lower-case words"),
    ("id", "x" * 10_000, "id", "an id of lower-case words"),
    ("name", ["Plank"], "name", "expected text, got ['Plank']"),
    ("name", "", "name", "is empty; fill it"),
    ("name", "a\u202e\x9bb", "name", "without control characters"),
    ("name", "a\nb", "name", "without control characters"),
    ("position", "lying", "position", 'expected a position, got "lying"'),
    ("position", ["prone"], "position", "expected a position, got ['prone']"),
    ("laterality", True, "laterality", "expected a laterality, got"),
    ("laterality", "Unilateral", "laterality", "did you mean 'unilateral'"),
    ("directions", "neutral", "directions", 'expected a list, got "neutral"'),
    ("directions", ["up"], "directions[0]", 'expected a direction, got "up"'),
    ("range", "full", "range", 'expected a range of motion, got "full"'),
    ("setup", {"text": "x"}, "setup", "expected a list, got {"),
    (
        "setup",
        ["Lie down."],
        "setup[0]",
        'expected an object such as {"text": "Lift your hips.", "cue": "Hips up"',
    ),
    (
        "setup",
        [None],
        "setup[0]",
        'expected an object such as {"text": "Lift your hips.", "cue": "Hips up"',
    ),
    ("cycle", "slowly", "cycle", 'expected a list, got "slowly"'),
    ("cycle", [{"text": "a", "cue": "a"}], "cycle", "takes no time"),
    (
        "cycle",
        [{"text": "a", "cue": "one two three four five six seven", "move": "PT1S"}],
        "cycle[0].cue",
        "a cue of one to six words",
    ),
    (
        "cycle",
        [{"text": "a", "cue": "a", "move": "PT1S", "hold": "1 sec"}],
        "cycle[0].hold",
        'expected a duration such as "PT1S", got "1 sec"',
    ),
    (
        "cycle",
        [{"text": "a", "cue": "a", "move": "PT11M"}],
        "cycle[0].move",
        "expected a duration from PT0S to PT10M",
    ),
    (
        "cycle",
        [{"text": "a", "cue": "a", "move": "PT1S", "side": "both"}],
        "cycle[0].side",
        'expected a side, got "both"',
    ),
    (
        "cycle",
        [{"text": "a", "cue": "a", "move": "PT1S", "figure": {}}],
        "cycle[0].figure",
        "is no field of Step",
    ),
    (
        "dose",
        8,
        "dose",
        'expected an object such as {"reps": {"low": 8, "high": 10}}, got 8',
    ),
    ("dose", {}, "dose.reps", "is missing"),
    (
        "dose",
        {"reps": {"low": 12, "high": 8}},
        "dose.reps",
        "low (12) is above high (8)",
    ),
    ("dose", {"reps": {"low": 3, "high": 3}}, "dose.reps", "no even number lies in 3"),
    ("dose", {"reps": {"low": 0, "high": 8}}, "dose.reps.low", "from 1 to 1000, got 0"),
    ("dose", {"reps": {"low": 8, "high": 1001}}, "dose.reps.high", "from 1 to 1000"),
    ("dose", {"reps": {"low": 8}}, "dose.reps.high", "is missing"),
    (
        "dose",
        {"reps": {"low": 2, "high": 4}, "sets": 21},
        "dose.sets",
        "expected a whole number from 1 to 20, got 21",
    ),
    (
        "dose",
        {"reps": {"low": 2, "high": 4}, "rest": 30},
        "dose.rest",
        'expected a duration such as "PT1S", got 30',
    ),
    (
        "dose",
        {"reps": {"low": 2, "high": 4}, "counting": "per_side"},
        "dose.counting",
        "did you mean 'per-side'?",
    ),
    ("goals", "strength", "goals", 'expected a list, got "strength"'),
    ("goals", ["strength", "strength"], "goals", "'strength' is there twice"),
    ("muscles", ["glute"], "muscles[0]", "did you mean 'glutes'"),
    ("trunk", 1, "trunk", "expected a contraction, got 1"),
    ("level", "hard", "level", 'expected a level, got "hard"'),
    ("equipment", ["mat", 1], "equipment[1]", "expected an equipment, got 1"),
    ("cues", [""], "cues", "a cue of one to six words"),
    ("cues", ["a", "a"], "cues", "'a' is there twice"),
    ("cautions", [{"context": "anyone"}], "cautions[0].text", "is missing"),
    ("aliases", ["a", "a"], "aliases", "'a' is there twice"),
    ("aliases", [5], "aliases[0]", "expected text, got 5"),
    ("easier", ["side-plank"], "easier", "than itself"),
    ("harder", ["side-plank"], "harder", "than itself"),
    ("harder", ["brigde"], "harder[0]", "no exercise 'brigde' in the catalog; did you"),
    ("easier", ["plank", "x"], "easier[1]", "no exercise 'x' in the catalog"),
    ("basis", [{"about": "dose", "kind": "editorial"}], "basis[0].reason", "is empty"),
    ("basis", [{"about": "x", "kind": "guess"}], "basis[0].kind", 'got "guess"'),
    ("image", "https://example.org/a.png", "image", "is no field of Exercise"),
]
for _index, (_field, _wrong, _path, _said) in enumerate(WRONG):
    entry(
        f"{_index} an exercise whose {_field} is {json.dumps(_wrong):.30}",
        _put(EX, SIDE_PLANK | {_field: _wrong}),
        (EX, _path, _said),
    )
VARIED = SIDE_PLANK["variations"][0]
entry(
    "two variations of one id",
    _put(EX, SIDE_PLANK | {"variations": [VARIED, VARIED]}),
    (EX, "variations", "'knees-bent' is there twice"),
)
entry(
    "a variation without a cycle",
    _put(EX, SIDE_PLANK | {"variations": [_without(VARIED, "cycle")]}),
    (EX, "variations[0].cycle", ""),
)
entry(
    "an exercise that is only an id",
    _put(EX, '"bridge"'),
    (EX, "", "expected an object"),
)
entry("an exercise that is a list", _put(EX, [SIDE_PLANK]), (EX, "", "is a"))
entry("an exercise that is null", _put(EX, "null"), (EX, "", ""))
entry("a routine that is null", _put(RO, "null"), (RO, "", ""))

# -- exercises that lead in circles ------------------------------------------------

PL = "exercises/plank.json"
entry(
    "two exercises, each harder than the other",
    _put(EX, SIDE_PLANK | {"harder": ["plank"]}),
    (PL, "harder", "plank -> side-plank -> plank"),
)
entry(
    "an exercise both easier and harder than another",
    _put(EX, SIDE_PLANK | {"easier": ["bridge"], "harder": ["bridge"]}),
    (EX, "harder", "goes round in a circle"),
)
entry(
    "an exercise, first by name, that closes a circle of bundled ones",
    _put(
        "exercises/arch.json",
        PLANK | {"id": "arch", "harder": ["pelvic-tilt"], "easier": ["bird-dog"]},
    ),
    ("exercises/arch.json", "harder", "goes round in a circle"),
)
entry(
    "an exercise, last by name, that closes a circle of bundled ones",
    _put(
        "exercises/zig-zag.json",
        PLANK | {"id": "zig-zag", "harder": ["pelvic-tilt"], "easier": ["bird-dog"]},
    ),
    ("exercises/zig-zag.json", "harder", "goes round in a circle"),
)
entry(
    "three exercises in a circle",
    lambda folder: void(
        write(
            folder,
            {
                EX: SIDE_PLANK | {"harder": ["side-star"]},
                "exercises/side-star.json": PLANK
                | {"id": "side-star", "harder": ["plank"]},
            },
        )
    ),
    (PL, "harder", "plank -> side-plank -> side-star -> plank"),
)

# -- routines ----------------------------------------------------------------------


def _items(*items: Any) -> Callable[[Path], None]:
    return _put(RO, EVENING | {"items": list(items)})


entry(
    "a routine with an unknown exercise",
    _items({"exercise": "brige"}),
    (RO, "items[0].exercise", "did you mean 'bridge' or "),
)
entry(
    "a routine with an unknown variation",
    _items({"exercise": "bridge"}, {"exercise": "bridge", "variation": "toes-upp"}),
    (RO, "items[1].variation", "did you mean 'toes-up'?"),
)
entry(
    "a routine that follows with nothing",
    _items({"exercise": "bridge", "mode": "follow"}),
    (RO, "items[0].mode", "follow needs a variation"),
)
entry(
    "a routine with an unfair dose",
    _items({"exercise": "side-plank", "dose": {"reps": {"low": 5, "high": 5}}}),
    (RO, "items[0].dose.reps", "no even number lies in 5"),
)
entry("a routine of ids", _items("bridge"), (RO, "items[0]", "expected an object"))
entry("an item of nothing", _items({}), (RO, "items[0].exercise", "is missing"))
entry(
    "an item with an exercise of the wrong type",
    _items({"exercise": 5}),
    (RO, "items[0].exercise", "expected an object that is a"),
)
entry("a routine that is an id", _put(RO, '"evening"'), (RO, "", "expected an object"))
entry(
    "a routine with impossible limits",
    _put(RO, EVENING | {"limits": {"per_day": 1, "per_week": 8}}),
    (RO, "limits.per_week", "8 a week is more than 1 a day allows"),
)
entry(
    "a routine at a moment that is none",
    _put(RO, EVENING | {"moments": ["noon"]}),
    (RO, "moments[0]", 'expected an anchor, got "noon"'),
)
entry(
    "an exercise that is broken and used, and easier than another",
    lambda folder: void(write(folder, {EX: SIDE_PLANK | {"name": 5}, PL: PLANK})),
    (EX, "name", "expected text, got 5"),
)
entry(
    "an exercise under another name, and used under both",
    lambda folder: void(
        write(
            folder,
            {
                EX: SIDE_PLANK | {"id": "plank-on-side"},
                PL: PLANK | {"harder": ["plank-on-side"]},
            },
        )
    ),
    (EX, "id", "is 'plank-on-side', but the file is 'side-plank.json'"),
)
entry(
    "a routine under another name",
    _put(RO, EVENING | {"id": "morning"}),
    (RO, "id", "is 'morning', but the file is 'evening.json'"),
)
entry(
    "a routine without an id",
    _put(RO, _without(EVENING, "id")),
    (RO, "id", ""),
)
_NFC, _NFD = (unicodedata.normalize(form, "abends-früh") for form in ("NFC", "NFD"))
entry(
    "a routine whose name is composed in its file and not in its id",
    _put(f"routines/{_NFC}.json", EVENING | {"id": _NFD}),
    (f"routines/{_NFC}.json", "id", ""),
)
entry(
    "a routine whose id looks like another",
    _put("routines/\u0435vening.json", EVENING | {"id": "\u0435vening"}),  # Cyrillic
    ("routines/\u0435vening.json", "id", "an id of"),
)
entry(
    "a routine whose id is a way out",
    _put(RO, EVENING | {"id": "../evening"}),
    (RO, "id", ""),
)

# -- screens -----------------------------------------------------------------------

_STATED = {"about": "", "kind": "stated", "source": "book", "locator": "page 2"}
_UNKNOWN = _STATED | {"source": "bok"}
_MISSED = "no source 'bok' in the catalog; did you mean 'book'?"
SC = "screens/check.json"
QUESTION = {"id": "bending", "text": "Does bending hurt?", "basis": [_STATED]}
FLAG = {"id": "numb", "text": "Numb?", "sign": "numbness", "level": "emergency"}
RULE = {
    "id": "bends",
    "text": "bending hurts",
    "question": "bending",
    "grade": "A",
    "exercises": ["plank", "bridge"],
    "basis": [_STATED],
}
CHECK: dict[str, Any] = {
    "id": "check",
    "name": "Check",
    "questions": [FLAG, QUESTION],
    "findings": [RULE],
    "advice": [
        {"level": "emergency", "text": "Get help now."},
        {"level": "ask-first", "text": "Ask a professional."},
    ],
    "stop_rules": [{"text": "Stop when you feel dizzy.", "basis": [_STATED]}],
    "pain": {"basis": [_STATED]},
    "basis": [_STATED],
}


def _check(**changes: Any) -> Callable[[Path], None]:
    return _put(SC, CHECK | changes)


entry(
    "a screen whose finding has an unknown exercise",
    _check(findings=[RULE | {"exercises": ["plank", "brige"]}]),
    (SC, "findings[0].exercises[1]", "no exercise 'brige' in the catalog; did you"),
)
entry(
    "a screen whose exercise is broken",
    lambda folder: void(write(folder, {SC: CHECK, PL: PLANK | {"name": 5}})),
    (PL, "name", "expected text, got 5"),
)
_NESTED: dict[str, dict[str, Any]] = {
    "questions[1].basis[1]": {
        "questions": [FLAG, QUESTION | {"basis": [_STATED, _UNKNOWN]}]
    },
    "findings[0].basis[0]": {"findings": [RULE | {"basis": [_UNKNOWN]}]},
    "stop_rules[0].basis[0]": {
        "stop_rules": [{"text": "Stop when it hurts.", "basis": [_UNKNOWN]}]
    },
    "pain.basis[0]": {"pain": {"basis": [_UNKNOWN]}},
    "basis[0]": {"basis": [_UNKNOWN]},
}
for _path, _parts in _NESTED.items():
    entry(
        f"a screen with an unknown source at {_path}",
        _check(**_parts),
        (SC, f"{_path}.source", _MISSED),
    )
entry(
    "a screen with a finding of no question",
    _check(findings=[RULE | {"question": "bendin"}]),
    (SC, "findings[0].question", 'there is no question "bendin"; did you mean \'bend'),
)
entry(
    "a screen with a finding by an answer that is none",
    _check(findings=[RULE | {"answer": "yes"}]),
    (SC, "findings[0].answer", 'expected True or False, got "yes"'),
)
entry(
    "a screen with a finding by a number",
    _check(findings=[RULE | {"answer": 1}]),
    (SC, "findings[0].answer", "expected true, false or text, got 1"),
)
entry(
    "a screen that says nothing to those who are referred",
    _check(advice=[]),
    (SC, "advice", "says nothing for emergency, ask-first; say what to do"),
)
entry(
    "a screen with several faults in its parts",
    _check(
        questions=[_without(FLAG, "sign"), QUESTION | {"kind": "number"}],
        pain={"green": 7, "amber": 6},
        stop_rules=[{"text": "Stop.", "whole_session": "yes"}],
    ),
    (SC, "questions[0].sign", "is empty; a red flag says what a yes means"),
    (SC, "questions[1].kind", 'expected an answer kind, got "number"'),
    (SC, "pain.amber", "is not above green, which is 7"),
    (SC, "stop_rules[0].whole_session", 'expected true or false, got "yes"'),
)
entry(
    "a screen under another name",
    _check(id="screen"),
    (SC, "id", "is 'screen', but the file is 'check.json'"),
)
entry("a screen that is an id", _put(SC, '"check"'), (SC, "", "expected an object"))
entry("a screen that is a list", _put(SC, [CHECK]), (SC, "", "that is a Screen"))

# -- text that is no JSON ----------------------------------------------------------

_GOOD = json.dumps(SIDE_PLANK)
_UMLAUT = json.dumps(SIDE_PLANK | {"name": "Stütz"}, ensure_ascii=False)
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "is empty": ("", "is no JSON at line 1 column 1: Expecting value"),
    "is cut off": (_GOOD[:-20], "is no JSON at line 1 column"),
    "has a byte order mark": ("\ufeff" + _GOOD, "starts with a byte order mark"),
    "is UTF-16": (_GOOD.encode("utf-16"), "is not UTF-8 at byte 0; save it as UTF-8"),
    "is Latin-1": (_UMLAUT.encode("latin-1"), "is not UTF-8 at byte"),
    "holds half a pair in bytes": (
        _GOOD.encode().replace(b"Side plank", b"\xed\xa0\x80"),
        "is not UTF-8 at byte",
    ),
    "is nested a hundred thousand times": ("[" * 100_000, "is nested too deeply"),
    "holds five thousand digits": (
        f"[{'1' * 5000}]",
        "a number of thousands of digits",
    ),
    "is nine megabytes": (" " * 9_000_000, "is larger than 8 MB; split it"),
    "holds a raw control character": (_GOOD.replace("Side p", "\x01"), "is no JSON"),
    "is Python": (repr(SIDE_PLANK), "is no JSON at line 1 column 2"),
    "is two values": (_GOOD * 2, "Extra data"),
    "is a zip": (b"PK\x03\x04" + bytes(30), "is no JSON at line 1 column 1"),
    "is binary": (bytes(range(256)), "is not UTF-8 at byte 128"),
}
for _name, (_text, _said) in TEXTS.items():
    entry(f"an exercise that {_name}", _put(EX, _text), (EX, "", _said))
entry(
    "an exercise with a key twice, far inside",
    _put(EX, _GOOD.replace('"low": 2', '"low": 1, "low": 2')),
    (EX, "dose.reps", 'the key "low" is there twice'),
)
for _number in ("NaN", "Infinity", "-Infinity", "1e400", "-1E999", "2.0", "9" * 4000):
    entry(
        f"an exercise with a number of {_number:.10}",
        _put(EX, _GOOD.replace('"low": 2', f'"low": {_number}')),
        (EX, "dose.reps.low", "a whole number"),
    )
entry(
    "an exercise with half a character",
    _put(EX, _GOOD.replace("Side plank", "\\ud800")),
    (EX, "name", "without control characters"),
)

# -- files and folders -------------------------------------------------------------


def _fifo(file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        os.mkfifo(folder / file)

    return spoil


def _link(file: str, target: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        outside = folder.parent / "outside"
        write(outside, {"side-plank.json": SIDE_PLANK})
        place = folder / file
        if place.is_dir():
            for one in place.iterdir():
                one.unlink()
            place.rmdir()
        place.unlink(missing_ok=True)
        place.symlink_to(target.format(outside=outside))

    return spoil


def _sparse(folder: Path) -> None:
    with (folder / EX).open("wb") as file:
        file.truncate(200_000_000)


def _folder_in_its_place(file: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        (folder / file).mkdir()

    return spoil


def _file_in_its_place(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for one in (folder / name).iterdir():
            one.unlink()
        (folder / name).rmdir()
        (folder / name).write_text("{}")

    return spoil


ONLY_JSON = "is no JSON file; only those belong here"
STRANGE = "is nothing that a pack holds"
entry(
    "a text among the exercises",
    _put("exercises/readme.txt", "hello"),
    ("exercises/readme.txt", "", ONLY_JSON),
)
entry(
    "a copy among the exercises",
    _put("exercises/plank.json~", "{}"),
    ("exercises/plank.json~", "", ONLY_JSON),
)
entry(
    "an exercise in capitals",
    _put("exercises/ARCH.JSON", "{}"),
    ("exercises/ARCH.JSON", "", ONLY_JSON),
)
entry(
    "a folder among the exercises",
    _put("exercises/more/plank.json", PLANK),
    ("exercises/more", "", ONLY_JSON),
)
entry(
    "a folder that is called like an exercise",
    _folder_in_its_place("exercises/arch.json"),
    ("exercises/arch.json", "", "is no"),
)
entry(
    "a folder called pack.json", _folder_in_its_place(P), (P, "", "is no regular file")
)
entry(
    "a stray file",
    _put("source.json", SOURCES),
    ("source.json", "", f"{STRANGE}; did you mean 'sources.json'"),
)
entry(
    "a stray folder",
    _put("exercise/plank.json", PLANK),
    ("exercise", "", f"{STRANGE}; did you mean 'exercises'"),
)
entry(
    "a stray folder in capitals",
    _put("Exercises/plank.json", PLANK),
    ("Exercises", "", f"{STRANGE}; did you mean 'exercises'"),
)
entry("another stray file", _put("xyz.json", 5), ("xyz.json", "", STRANGE))
entry(
    "a file name that plays tricks",
    _put("exercises/a\x1b[2J\nb: fine.json", PLANK | {"id": "a"}),
    ("exercises/a\x1b[2J\nb: fine.json", "id", "is 'a', but the file is"),
)
entry("routines that are a file", _file_in_its_place("routines"), ("routines", "", ""))
entry("a link to nowhere for a folder", _link("routines", "no"), ("routines", "", ""))
entry(
    "a link to itself for a folder", _link("routines", "routines"), ("routines", "", "")
)
OUT = "leads out of the folder; copy the file into the pack"
entry("a link out", _link(EX, "{outside}/side-plank.json"), (EX, "", OUT))
entry("a link out, in steps", _link(EX, "../../outside/side-plank.json"), (EX, "", OUT))
entry(
    "a link out for a folder",
    _link("routines", "{outside}"),
    ("routines/side-plank.json", "", OUT),
)
entry("a link to a device", _link(EX, "/dev/zero"), (EX, "", OUT))
entry("a link to nowhere", _link(EX, "nowhere.json"), (EX, "", "cannot be read: "))
entry("a link to itself", _link(EX, "side-plank.json"), (EX, "", "cannot be read: "))
entry("a pipe", _fifo(EX), (EX, "", "is no regular file"))
entry("a pipe for pack.json", _fifo(P), (P, "", "is no regular file"))
entry("a pipe for sources.json", _fifo(S), (S, "", "is no regular file"))
entry(
    "two hundred sparse megabytes", _sparse, (EX, "", "is larger than 8 MB; split it")
)

# -- zips --------------------------------------------------------------------------

Entries = list[tuple[str | zipfile.ZipInfo, str | bytes]]


def zipped(place: Path, entries: Entries, how: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip file with these entries, however strange."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        with zipfile.ZipFile(place, "w", how) as archive:
            for name, data in entries:
                archive.writestr(name, data)
    return place


def packed(inside: str = "") -> Entries:
    """Return the entries of the good pack."""
    return [(f"{inside}{name}", json.dumps(data)) for name, data in FILES.items()]


def _zip(
    change: Callable[[Entries], Entries] = list, inside: str = ""
) -> Callable[[Path], Any]:
    def spoil(folder: Path) -> Path:
        made = zipped(folder.parent / "clinic", change(packed()))
        return made / inside if inside else made

    # The good folder makes room, so that the zip has its name in what is said.
    return lambda folder: spoil(folder.rename(folder.parent / "good"))


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], Any]:
    def spoil(folder: Path) -> Path:
        made: Path = _zip()(folder)
        made.write_bytes(change(made.read_bytes()))
        return made

    return spoil


def _instead(name: str, data: str | bytes) -> Callable[[Entries], Entries]:
    return lambda entries: [*(one for one in entries if one[0] != name), (name, data)]


def _flagged(data: bytes) -> bytes:
    """Mark every entry as encrypted, in both of its headers."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = found.find(mark)
        while start >= 0:
            found[start + at] |= 1
            start = found.find(mark, start + 4)
    return bytes(found)


def _scrambled(data: bytes) -> bytes:
    """Spoil what the first entry is compressed to."""
    at = data.find(b"pack.json") + len(b"pack.json")
    return data[:at] + bytes([255]) * 20 + data[at + 20 :]


entry(
    "a zip that leads up",
    _zip(lambda entries: [*entries, ("../up.json", "{}")]),
    ("*", "", "'../up.json' leads out of the zip"),
)
entry(
    "a zip that leads up from within",
    _zip(lambda entries: [*entries, ("exercises/../../up.json", "{}")]),
    ("*", "", "leads out of the zip"),
)
entry(
    "a zip that leads to the root",
    _zip(lambda entries: [*entries, ("/etc/x.json", "{}")]),
    ("*", "", "'/etc/x.json' leads out of the zip"),
)
entry(
    "a zip with a name twice",
    _zip(lambda entries: [*entries, ("pack.json", "{}")]),
    ("*", "", "the zip holds 'pack.json' twice"),
)
entry(
    "a zip with all that at once",
    _zip(lambda entries: [*entries, entries[0], ("../a", ""), ("/b", "")]),
    ("*", "", "the zip holds 'pack.json' twice"),
    ("*", "", "'../a' leads out of the zip"),
    ("*", "", "'/b' leads out of the zip"),
)
entry(
    "a zip with an empty step in a name",
    _zip(lambda entries: [*entries, ("exercises//arch.json", json.dumps(PLANK))]),
    ("*", "", ""),
)
entry(
    "a zip with encrypted entries",
    _bytes(_flagged),
    (P, "", "cannot be read: "),
    (S, "", "cannot be read: "),
    (EX, "", "cannot be read: "),
    (PL, "", "cannot be read: "),
    (RO, "", "cannot be read: "),
)
entry("a zip with a scrambled entry", _bytes(_scrambled), (P, "", "cannot be read: "))
entry(
    "a zip that is cut off",
    _bytes(lambda data: data[: len(data) // 2]),
    ("*", "", "is neither a folder nor a zip file"),
)
entry(
    "a zip that is none",
    _bytes(lambda _: b"PK\x05\x06hello"),
    ("*", "", "is neither a folder nor a zip file"),
)
entry(
    "an empty file", _bytes(lambda _: b""), ("*", "", "is neither a folder nor a zip")
)
entry("an empty zip", _zip(lambda _: []), (P, "", "is missing"))
entry(
    "a zip with a bomb",
    _zip(_instead(EX, b"[" + b" " * 100_000_000)),
    (EX, "", "is larger than 8 MB; split it"),
)
entry(
    "a folder that the zip lacks",
    _zip(inside="inner"),
    ("*", "", "is not there in the zip"),
)
entry(
    "a folder within a file of the zip",
    _zip(inside="pack.json"),
    ("*", "", "is not there in the zip"),
)
entry(
    "a zip in which exercises are a file",
    _zip(
        lambda entries: [
            *(one for one in entries if "/" not in str(one[0])),
            ("exercises", "{}"),
        ]
    ),
    ("exercises", "", ""),
)
entry(
    "a zip in which an exercise is broken",
    _zip(_instead(EX, json.dumps(SIDE_PLANK | {"goals": []}))),
    (EX, "goals", "is empty; fill it"),
)

# -- paths -------------------------------------------------------------------------


def _a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _a_loop(folder: Path) -> Path:
    (folder / "loop").symlink_to("loop")
    return folder / "loop"


def _here(folder: Path) -> str:
    """Go there, where a path that says nothing would find the good pack."""
    os.chdir(folder)
    return ""


class NoPath:
    """Something that fails to say what its path is."""

    def __fspath__(self) -> str:
        raise ValueError("it has none")


PATHS: dict[str, Callable[[Path], Any]] = {
    "a file that is no pack": lambda folder: folder / P,
    "a path to nowhere": lambda folder: folder / "nowhere",
    "a path below a file": lambda folder: folder / P / "inner",
    "a pipe for a path": _a_pipe,
    "a device": lambda _: "/dev/null",
    "an endless device": lambda _: "/dev/zero",
    "the empty path": _here,
    "a path with a zero": lambda folder: f"{folder}\0",
    "a path of half a character": lambda folder: f"{folder}\ud800",
    "a path of 5,000 letters": lambda _: "x" * 5000,
    "a path of bytes": os.fsencode,
    "a number": lambda _: 0,
    "no": lambda _: False,
    "a list": lambda folder: [folder],
    "an object": lambda _: object(),
    "a class": lambda _: Path,
    "something that has no path": lambda _: NoPath(),
    "a link to itself for a path": _a_loop,
}
for _what, _recipe in PATHS.items():
    entry(_what, _recipe, ("*", "", ""))
