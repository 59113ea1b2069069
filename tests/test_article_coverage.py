"""The bundled content says what the article says, and on what grounds."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import backroutine as br
from tests.facts import MUST, SHOULD

DATA = Path(br.__file__).parent / "data"
FIVE = ("pelvic-tilt", "knee-tuck", "bridge", "dead-bug", "bird-dog")
SIDED = ("knee-tuck", "dead-bug", "bird-dog")
ARTICLE = "lower-back-article"
SECOND = timedelta(seconds=1)


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


PACK = read("pack.json")
SOURCES = {source["id"]: source for source in read("sources.json")}
EXERCISES = {
    path.stem: read(f"exercises/{path.name}")
    for path in sorted((DATA / "exercises").glob("*.json"))
}
ROUTINES = {
    path.stem: read(f"routines/{path.name}")
    for path in sorted((DATA / "routines").glob("*.json"))
}
SCREENS = {
    path.stem: read(f"screens/{path.name}")
    for path in sorted((DATA / "screens").glob("*.json"))
}
NOUNS = {**EXERCISES, **ROUTINES}
BASES = [(name, basis) for name, noun in NOUNS.items() for basis in noun["basis"]]
ROUTINE = ROUTINES["lower-back-five"]


def within(value: Any) -> Iterator[dict[str, Any]]:
    """Walk the bases of a noun and of all of its parts."""
    if isinstance(value, dict):
        yield from value.get("basis", ())
        for inner in value.values():
            yield from within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from within(inner)


OF_SCREENS = [(name, basis) for name, data in SCREENS.items() for basis in within(data)]
NO_CONTENT = {"cert-template"}  # reports follow it; they are made by code


def noun(name: str) -> Any:
    return br.exercises[name] if name in EXERCISES else br.routines[name]


# -- (a) every must fact is named ----------------------------------------------------


def test_the_table_of_facts_is_whole():
    assert len(MUST) == 108
    assert sorted((*MUST, *SHOULD)) == [f"F{number:03}" for number in range(1, 139)]


NAMED = {
    fact
    for source in SOURCES.values()
    for claim in source.get("claims", ())
    for fact in claim["facts"]
} | {fact for _, basis in BASES for fact in basis.get("facts", ())}


@pytest.mark.parametrize("fact", MUST)
def test_each_must_fact_is_named_by_a_basis_or_a_claim(fact):
    assert fact in NAMED, MUST[fact]


def test_nothing_names_a_fact_that_does_not_exist():
    assert not NAMED - {*MUST, *SHOULD}


# -- (b) the values themselves -------------------------------------------------------
# Each row: the fact, the way to the value, the value. The file and the library agree.


def at(value: Any, path: str) -> Any:
    """Walk into JSON data or a noun by a path such as `cycle[0].hold`."""
    for key, index in re.findall(r"([a-z_]+)|\[(\d+)\]", path):
        if index:
            value = value[int(index)]
        else:
            value = value[key] if isinstance(value, dict) else getattr(value, key)
    return value


HOLDS = {
    "pelvic-tilt": "F060",
    "knee-tuck": "F069",
    "bridge": "F080",
    "dead-bug": "F092",
    "bird-dog": "F101",
}
REPS = {
    "pelvic-tilt": "F061",
    "knee-tuck": "F070",
    "bridge": "F081",
    "dead-bug": "F093",
    "bird-dog": "F102",
}
VALUES = [
    *(
        (fact, name, f"cycle[{i}].hold", "PT1S", SECOND)
        for name, fact in HOLDS.items()
        for i in (0, 1)
    ),
    *((fact, name, "dose.reps.low", 8, 8) for name, fact in REPS.items()),
    *((fact, name, "dose.reps.high", 10, 10) for name, fact in REPS.items()),
    ("F080", "bridge", "variations[0].cycle[0].hold", "PT1S", SECOND),
    ("F080", "bridge", "variations[0].cycle[1].hold", "PT1S", SECOND),
    ("F054", "pelvic-tilt", "name", "Pelvic tilt", "Pelvic tilt"),
    ("F062", "knee-tuck", "name", "Knee tuck", "Knee tuck"),
    ("F082", "bridge", "name", "Bridge", "Bridge"),
    ("F094", "dead-bug", "name", "Dead bug", "Dead bug"),
    ("F103", "bird-dog", "name", "Bird dog", "Bird dog"),
    ("F056", "pelvic-tilt", "position", "hook-lying", "hook-lying"),
    ("F064", "knee-tuck", "position", "hook-lying", "hook-lying"),
    ("F072", "bridge", "position", "hook-lying", "hook-lying"),
    ("F085", "dead-bug", "position", "supine-90-90", "supine-90-90"),
    ("F096", "bird-dog", "position", "quadruped", "quadruped"),
    ("F058", "pelvic-tilt", "laterality", "bilateral", "bilateral"),
    ("F067", "knee-tuck", "laterality", "alternating", "alternating"),
    ("F074", "bridge", "laterality", "bilateral", "bilateral"),
    *(
        (
            fact,
            name,
            "laterality",
            "contralateral-alternating",
            "contralateral-alternating",
        )
        for fact, name in (("F089", "dead-bug"), ("F099", "bird-dog"))
    ),
    *(
        (fact, name, f"cycle[{i}].side", "right", "right")
        for fact, name in (
            ("F137", "knee-tuck"),
            ("F087", "dead-bug"),
            ("F097", "bird-dog"),
        )
        for i in (0, 1)
    ),
    *(
        (fact, name, "trunk", "isometric", "isometric")
        for fact, name in (
            ("F048", "knee-tuck"),
            ("F048", "bridge"),
            ("F091", "dead-bug"),
            ("F100", "bird-dog"),
        )
    ),
    ("F048", "pelvic-tilt", "trunk", "dynamic", "dynamic"),
    ("F077", "bridge", "variations[0].id", "toes-up", "toes-up"),
    ("F078", "bridge", "variations[0].goals[0]", "activation", "activation"),
    ("F106", "lower-back-five", "limits.per_day", 2, 2),
    ("F107", "lower-back-five", "limits.per_week", 3, 3),
    ("F114", "lower-back-five", "horizon", "P14D", timedelta(days=14)),
    (
        "F040",
        "lower-back-five",
        "pace.tempo",
        "slow-and-controlled",
        "slow-and-controlled",
    ),
    ("F052", "lower-back-five", "pace.effort", "below-fatigue", "below-fatigue"),
    *(
        ("F113", "lower-back-five", f"pace.{part}", f"PT{seconds}S", seconds * SECOND)
        for part, seconds in (("prepare", 10), ("shift", 5), ("change", 10))
    ),
]


@pytest.mark.parametrize(("fact", "name", "path", "written", "value"), VALUES)
def test_values_of_the_article(fact, name, path, written, value):
    assert at(NOUNS[name], path) == written
    assert at(noun(name), path) == value


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("index", [0, 1])
def test_f051_each_movement_is_slow(name, index):
    assert at(EXERCISES[name], f"cycle[{index}].move") == "PT2S"
    assert at(br.exercises[name], f"cycle[{index}].move") == 2 * SECOND


@pytest.mark.parametrize("name", FIVE)
def test_a_repetition_is_two_movements(name):
    assert len(EXERCISES[name]["cycle"]) == len(br.exercises[name].cycle) == 2


def test_f049_the_order_of_the_five():
    assert [item["exercise"] for item in ROUTINE["items"]] == list(FIVE)
    assert [item.exercise.id for item in br.routines["lower-back-five"]] == list(FIVE)


@pytest.mark.parametrize(("easier", "harder"), list(pairwise(FIVE)))
def test_f049_the_progression(easier, harder):
    # The article's own order goes first; further links are the library's.
    assert EXERCISES[easier]["harder"][0] == harder
    assert EXERCISES[harder]["easier"][0] == easier
    assert br.exercises[easier].harder[0] == harder
    assert br.exercises[harder].easier[0] == easier


def test_f109_f111_f108_f112_the_moments():
    moments = ["after-waking", "before-bed", "before-workout"]
    moments += ["before-drive", "after-drive"]
    assert ROUTINE["moments"] == moments
    held = br.routines["lower-back-five"].moments
    assert [moment.notation for moment in held] == moments


def test_f113_about_five_minutes():
    duration = br.routines["lower-back-five"].duration
    assert (duration.low, duration.high) == (275 * SECOND, 335 * SECOND)


@pytest.mark.parametrize("name", FIVE)
def test_f119_no_equipment(name):
    assert "equipment" not in EXERCISES[name]
    assert br.exercises[name].equipment == ()


@pytest.mark.parametrize("name", FIVE)
def test_f129_the_number_counts_both_sides(name):
    assert EXERCISES[name]["dose"].get("counting", "total") == "total"
    assert br.exercises[name].dose.counting == "total"


@pytest.mark.parametrize("name", FIVE)
def test_f129_one_set_without_a_rest(name):
    dose = br.exercises[name].dose
    assert (dose.sets, dose.rest) == (1, timedelta(0))


def test_f131_the_abs_go_with_the_press():
    arch, press = EXERCISES["pelvic-tilt"]["cycle"]
    assert "arch" in arch["text"]
    assert "abs" not in arch["text"]
    assert "abs" in press["text"]
    assert "press" in press["text"]


def test_f133_the_variation_replaces_unless_asked():
    bridge = br.exercises["bridge"]
    assert br.Item(bridge, variation="toes-up").mode == "replace"


@pytest.mark.parametrize(
    ("fact", "goals"),
    [
        ("F010", {"relief", "prevention"}),
        ("F020", {"mobility"}),
        ("F029", {"blood-flow"}),
        ("F035", {"mobility", "strength"}),
        ("F036", {"motor-control"}),
        ("F037", {"activation"}),
        ("F041", {"blood-flow"}),
        ("F042", {"heart-rate"}),
        ("F043", {"body-temperature"}),
        ("F044", {"activation"}),
        ("F045", {"warm-up"}),
        ("F050", {"relief", "strength"}),
        ("F053", {"blood-flow", "mobility"}),
        ("F105", {"strength", "blood-flow"}),
    ],
)
def test_goals_of_the_routine(fact, goals):
    assert goals <= set(ROUTINE["goals"])
    assert goals <= set(br.routines["lower-back-five"].goals)


@pytest.mark.parametrize(
    ("fact", "name", "muscles"),
    [
        ("F057", "pelvic-tilt", {"abdominals"}),
        ("F066", "knee-tuck", {"abdominals", "hip-flexors"}),
        ("F068", "knee-tuck", {"abdominals", "pelvic-floor"}),
        ("F073", "bridge", {"glutes"}),
        ("F076", "bridge", {"abdominals", "pelvic-floor"}),
        ("F091", "dead-bug", {"abdominals"}),
        ("F100", "bird-dog", {"abdominals"}),
    ],
)
def test_muscles_that_the_article_names(fact, name, muscles):
    assert muscles <= set(EXERCISES[name]["muscles"])
    assert muscles <= set(br.exercises[name].muscles)


@pytest.mark.parametrize(
    ("facts", "name", "path", "words"),
    [
        ("F055", "pelvic-tilt", "setup[0].text", "lie back"),
        ("F056", "pelvic-tilt", "setup[1].text", "knees heels buttocks"),
        ("F058", "pelvic-tilt", "cycle[0].text", "pelvis lower back arches"),
        ("F057 F059", "pelvic-tilt", "cycle[1].text", "abs press lower back floor"),
        ("F063", "knee-tuck", "setup[0].text", "lie back"),
        ("F064", "knee-tuck", "setup[1].text", "knees heels buttocks"),
        ("F065 F066", "knee-tuck", "cycle[0].text", "knee chest abs front hip"),
        ("F067 F068", "knee-tuck", "cycle[1].text", "foot back pelvic floor abs"),
        ("F071", "bridge", "setup[0].text", "lie back"),
        ("F072", "bridge", "setup[1].text", "knees heels buttocks"),
        ("F073 F074 F075", "bridge", "cycle[0].text", "glutes hips upper back"),
        ("F076", "bridge", "cycle[1].text", "hips abs pelvic floor"),
        ("F077", "bridge", "variations[0].setup[0].text", "toes"),
        ("F079", "bridge", "variations[0].cycle[0].text", "through heels hips"),
        ("F083", "dead-bug", "setup[0].text", "lie back"),
        ("F084 F085", "dead-bug", "setup[1].text", "knee hips 90 degrees"),
        ("F086", "dead-bug", "setup[2].text", "arms straight up shoulders"),
        ("F091", "dead-bug", "setup[2].text", "press lower back floor"),
        ("F087 F088", "dead-bug", "cycle[0].text", "right leg left arm floor"),
        ("F090", "dead-bug", "cycle[0].text", "together"),
        ("F091", "dead-bug", "cycle[0].text", "abs lower back pressed down"),
        ("F091", "dead-bug", "cues[0]", "abs lower back down"),
        ("F095 F096", "bird-dog", "setup[0].text", "turn hands knees"),
        ("F097 F098", "bird-dog", "cycle[0].text", "right arm left leg straight"),
        ("F100", "bird-dog", "cycle[0].text", "hips level abs tight"),
        ("F100", "bird-dog", "cues[0]", "hips level abs tight"),
        ("F038", "lower-back-five", "cues[0]", "core tight"),
        ("F038", "lower-back-five", "cues[1]", "squeeze glutes"),
    ],
)
def test_words_that_carry_the_fact(facts, name, path, words):
    text = at(NOUNS[name], path)
    assert text == at(noun(name), path)
    assert set(words.split()) <= set(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.mark.parametrize(
    ("fact", "field", "value"),
    [
        ("F001", "published", "2019-10-30"),
        ("F002", "title", "How to Alleviate Lower Back Pain Through Exercise"),
        ("F003", "author_role", "personal trainer"),
        ("F004", "author_credentials", "master's degree in exercise physiology"),
        ("F003", "author", "James Mingle"),
        ("F003", "publisher", "Fitness Together"),
        ("F003", "kind", "trainer-interview"),
    ],
)
def test_the_source_of_it_all(fact, field, value):
    assert SOURCES[ARTICLE][field] == value
    held = getattr(br.sources[ARTICLE], field)
    assert held == (date.fromisoformat(value) if field == "published" else value)


@pytest.mark.parametrize("name", ["bridge", "dead-bug", "bird-dog"])
def test_f082_f094_f103_lost_headings_are_inferred(name):
    (basis,) = br.exercises[name].why("name")
    assert basis.kind == "inferred"


@pytest.mark.parametrize("source", [one for one in SOURCES.values() if "claims" in one])
def test_claims_are_told_as_the_view_of_their_source(source):
    for claim in source["claims"]:
        assert claim["text"].startswith(
            ("The article", "The trainer", "In the trainer")
        )


@pytest.mark.parametrize(
    "fact",
    ["F011", "F014", "F017", "F021", "F028", "F038", "F114", "F116", "F117", "F136"],
)
def test_what_evidence_does_not_bear_out_has_a_note(fact):
    (claim,) = (c for c in SOURCES[ARTICLE]["claims"] if fact in c["facts"])
    assert claim["note"]


# -- (c) law 9: every leaf has a basis ------------------------------------------------

# What is left to its default is a statement, too.
BY_DEFAULT = ("dose.counting", "dose.sets", "dose.rest", "level", "trunk", "equipment")


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """Walk all the ways to a plain value in JSON data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{index}]")
    else:
        yield path


def stated(name: str) -> list[str]:
    content = {k: v for k, v in NOUNS[name].items() if k not in ("id", "basis")}
    defaults = BY_DEFAULT if name in EXERCISES else ()
    return sorted({*leaves(content), *defaults})


@pytest.mark.parametrize("name", NOUNS)
def test_each_leaf_has_a_basis(name):
    for path in stated(name):
        covering = [
            b
            for b in NOUNS[name]["basis"]
            if re.match(rf"{re.escape(b['about'])}(?:$|[.\[])", path)
        ]
        assert covering, path
        exact = max(len(basis["about"]) for basis in covering)
        written = [b["about"] for b in covering if len(b["about"]) == exact]
        assert [basis.about for basis in noun(name).why(path)] == written, path


@pytest.mark.parametrize("name", NOUNS)
def test_each_basis_is_about_something_that_exists(name):
    for basis in NOUNS[name]["basis"]:
        assert basis["about"]
        at(noun(name), basis["about"])


def test_each_basis_names_a_source_that_exists():
    for name, basis in (*BASES, *OF_SCREENS):
        assert "source" in basis or basis["kind"] == "editorial", name
        if "source" in basis:
            assert basis["source"] in SOURCES, name
            assert basis["source"] in br.sources


@pytest.mark.parametrize("name", NOUNS)
def test_a_stated_basis_of_the_article_names_its_facts(name):
    for basis in NOUNS[name]["basis"]:
        if basis["kind"] == "stated" and basis["source"] == ARTICLE:
            assert basis["facts"], basis


@pytest.mark.parametrize("source", [one for one in SOURCES if one not in NO_CONTENT])
def test_each_source_is_used(source):
    assert source in {basis.get("source") for _, basis in [*BASES, *OF_SCREENS]}


def test_the_library_reads_what_the_files_say():
    assert PACK["license"] == "CC-BY-4.0"
    assert sorted(br.exercises) == sorted(EXERCISES)
    assert {*FIVE} <= {*EXERCISES}
    assert sorted(br.routines) == sorted(ROUTINES)
    assert sorted(br.screens) == sorted(SCREENS)
    assert sorted(br.sources) == sorted(SOURCES)
    for name, data in EXERCISES.items():
        assert data["id"] == name
        assert br.wire.unstructure(br.exercises[name]) == data


# -- (d) the texts ---------------------------------------------------------------------

VERBS = (
    *("Bend", "Bring", "Come", "Draw", "Lay", "Let", "Lie", "Lift", "Lower", "Place"),
    *("Push", "Raise", "Rest", "Roll", "Slide", "Slowly", "Take", "With"),
    *("Reach", "Return", "Sit", "Squeeze", "Stand", "Tighten", "Tilt", "Turn", "Walk"),
)


def steps(value: Any) -> Iterator[dict[str, Any]]:
    """Walk all steps in JSON data: what has a text and a cue."""
    if isinstance(value, dict):
        if {"text", "cue"} <= value.keys():
            yield value
        for inner in value.values():
            yield from steps(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from steps(inner)


STEPS = [(name, step) for name, data in EXERCISES.items() for step in steps(data)]
CUES = [
    *((name, step["cue"]) for name, step in STEPS),
    *((name, cue) for name, data in NOUNS.items() for cue in data.get("cues", ())),
    *(("bridge", cue) for cue in EXERCISES["bridge"]["variations"][0]["cues"]),
]


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_each_step_is_one_sentence_that_says_what_to_do(name, step):
    assert step["text"].split()[0] in VERBS
    assert re.fullmatch(r"[^.!?;:]+\.", step["text"])


@pytest.mark.parametrize(("name", "cue"), CUES)
def test_each_cue_can_be_spoken_in_passing(name, cue):
    assert 1 <= len(cue.split()) <= 6
    assert cue[0].isupper()
    assert cue[-1].isalpha()


@pytest.mark.parametrize(
    ("name", "text"),
    [(n, c["text"]) for n, d in NOUNS.items() for c in d.get("cautions", ())],
)
def test_each_caution_is_one_plain_sentence(name, text):
    assert re.fullmatch(r"[^.!?]+\.", text)


@pytest.mark.parametrize("name", FIVE)
def test_left_and_right_are_only_ever_sides(name):
    exercise = br.exercises[name]
    for step in exercise.cycle:
        mirrored = step.mirrored()
        assert (mirrored.text != step.text) is (name in SIDED)
        assert mirrored.mirrored() == step
    for step in exercise.setup:
        assert step.mirrored().text == step.text
