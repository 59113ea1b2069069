"""The linter: what each code finds, what it leaves alone, and what `check` prints."""

import json
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine import lint
from backroutine._command import World, main
from backroutine.catalog import Catalog
from backroutine.errors import InvalidValue
from backroutine.exercise import Caution, Dose, Exercise, Step, Variation
from backroutine.lint import Remark
from backroutine.routine import Item, Limits, Pace, Routine
from backroutine.screen import Advice, Finding, PainScale, Question, Screen, StopRule
from backroutine.source import Basis
from tests.examples import bird_dog, bridge, side_plank
from tests.strategies import catalogs, screens

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8")
STATED = Basis("", "stated", source="a-handout", locator="page 1")
OURS = Basis("", "editorial", reason="We think so.")


# -- sound things, to break one at a time ----------------------------------------------


def sound(id="bridge", **changes):
    """Both sides at once: 2 s up, 1 s there, 1 s down; 8 to 10 times."""
    parts = {"id": id, "name": id, "aliases": [], "variations": [], "basis": [STATED]}
    return bridge(**(parts | changes))


def in_turn(**changes):
    """Side after side, in turn; 8 to 10 times, both sides together."""
    return bird_dog(**({"basis": [STATED]} | changes))


def lasting(text="Lift your hips.", cue="Hips up", move="PT2S", hold="PT1S", **more):
    """A step of three seconds."""
    return Step(text, cue, move=move, hold=hold, **more)


def routine(*exercises, **parts):
    return Routine(exercises, **({"id": "mine", "basis": [OURS]} | parts))


def question(**parts):
    words = {"id": "bending", "text": "Does bending hurt?", "basis": [OURS]}
    return Question(**(words | parts))


def flag(**parts):
    words = {"id": "numb", "text": "Are you numb?", "sign": "numbness"}
    return question(**(words | {"level": "ask-first", "basis": [STATED]} | parts))


def finding(**parts):
    words = {"id": "bends", "text": "it hurts", "question": "bending", "grade": "C"}
    return Finding(**(words | {"basis": [OURS]} | parts))


def screen(**parts):
    usual = {"id": "check", "name": "Check", "questions": [question()]}
    return Screen(**(usual | {"basis": [OURS]} | parts))


def remarks(*entries, base=None):
    """Lint a catalog of these entries."""
    catalog = Catalog(
        [one for one in entries if isinstance(one, Exercise)],
        [one for one in entries if isinstance(one, Routine)],
        screens=[one for one in entries if isinstance(one, Screen)],
    )
    return lint.check(catalog, base)


def found(*entries, base=None):
    """The codes and places of the remarks, as text."""
    return [f"{one.code} {one.path}".strip() for one in remarks(*entries, base=base)]


@pytest.mark.parametrize(
    "entry",
    [
        sound(),
        in_turn(),
        routine(sound(), in_turn()),
        routine(),
        screen(),
        screen(questions=[flag()], advice=[Advice("ask-first", "Ask a doctor.")]),
    ],
    ids=["bridge", "bird-dog", "routine", "empty", "screen", "flag"],
)
def test_what_is_sound_has_no_remarks(entry):
    assert found(entry) == []


def test_the_bundled_content_is_clean():
    assert lint.check(br.load()) == ()


def test_the_example_pack_is_clean():
    clinic = br.load(ROOT / "docs" / "examples" / "clinic-pack")
    assert lint.check(clinic, br.load()) == ()


# -- the page: a section of each code, with an example that has it and one that has not


def sections():
    for part in PAGE.split("\n## ")[1:]:
        title, *_ = part.splitlines()
        code, _, words = title.partition(": ")
        yield code, words, re.findall(r"```json\n(.*?)```", part, re.DOTALL)


SECTIONS = list(sections())


def written(text):
    """Lint an example of the page, each file of which changes something sound."""
    changes = {Path(file): parts for file, parts in json.loads(text).items()}
    usual = {
        "exercises": lambda id: br.wire.unstructure(sound(id)),
        "routines": lambda id: {"id": id, "basis": [br.wire.unstructure(OURS)]},
        "screens": lambda id: br.wire.unstructure(screen(id=id)),
    }
    kinds = {"exercises": Exercise, "routines": Routine, "screens": Screen}
    entries: list = []
    for file, parts in changes.items():
        folder = file.parent.name
        data = usual[folder](file.stem) | parts
        known = Catalog([one for one in entries if isinstance(one, Exercise)])
        entries.append(br.wire.structure(data, kinds[folder], catalog=known))
    return remarks(*entries)


def test_the_page_has_a_section_with_an_anchor_for_each_code():
    assert {code: words for code, words, _ in SECTIONS} == dict(lint.CODES)
    for code in lint.Code:
        assert f"\n({code.lower()})=\n## {code}: " in PAGE


@pytest.mark.parametrize(
    ("code", "examples"),
    [(code, examples) for code, _, examples in SECTIONS],
    ids=[code for code, _, _ in SECTIONS],
)
def test_the_examples_of_the_page_are_bad_and_good(code, examples):
    bad, good = examples
    assert {one.code for one in written(bad)} == {code}
    assert written(good) == ()


def test_the_line_of_the_page_is_the_one_that_is_printed():
    (bad, _) = next(examples for code, _, examples in SECTIONS if code == "BR104")
    assert f"\n{written(bad)[0]}\n" in PAGE


# -- BR101: numbers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Hold for ten seconds.",
        "Hold for 10 seconds.",
        "Hold for 5 to 10 seconds.",
        "Hold for 1.5 seconds.",
        "A 10-second hold.",
        "Hold for one minute.",
        "Hold for four slow breaths.",
        "Do this 7 times.",
        "Do this five to ten times.",
        "Do this 8-12 times.",
        "Eleven repetitions are enough.",
        "Do 3 sets.",
    ],
)
@pytest.mark.parametrize("place", ["text", "cautions"])
def test_numbers_that_differ(text, place):
    words = {"text": text} if place == "text" else {}
    cautions = [Caution("anyone", text)] if place == "cautions" else []
    where = "cycle[0].text" if place == "text" else "cautions[0].text"
    assert found(sound(cycle=[lasting(**words)], cautions=cautions)) == [
        f"BR101 {where}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hold for one second.",
        "Hold for 1 to 5 seconds.",
        "Take 3 seconds for it.",
        "Take two seconds to lift.",
        "Hold for one breath.",
        "Do this eight to ten times.",
        "Do this 8–10 times, or 9 times.",
        "Do 10 slow repetitions in one set.",
        "Bend to 90 degrees.",
        "After 16 weeks ask first.",
        "Rest for two weeks.",
        "Do it 3 times a day, or 5 times every week.",
        "Begin 30 minutes after waking.",
        "Lift one leg at a time.",
    ],
)
def test_numbers_that_agree_or_are_about_something_else(text):
    assert found(sound(cycle=[lasting(text)])) == []


def test_a_step_is_compared_with_its_own_times_and_the_rest_with_all_of_them():
    steps = [lasting(), lasting("Hold for 5 seconds.", hold="PT5S")]
    assert found(sound(cycle=steps)) == []
    assert found(sound(cycle=[lasting("Hold for 5 seconds."), steps[1]])) == [
        "BR101 cycle[0].text"
    ]
    assert found(sound(cycle=steps, cues=["Hold for 5 seconds"])) == []
    assert found(sound(cycle=steps, cues=["Hold for 6 seconds"])) == ["BR101 cues[0]"]


def test_numbers_of_the_set_up_are_compared_too():
    lie = Step("Lie down and do it 5 times.", "Lie down, 5 times")
    assert found(sound(setup=[lie])) == ["BR101 setup[0].cue", "BR101 setup[0].text"]


def test_a_step_of_the_set_up_may_name_its_own_time():
    rest = Step("Lie down and rest for 20 seconds.", "Lie down", hold="PT20S")
    assert found(sound(setup=[rest])) == []
    assert found(sound(setup=[evolve(rest, hold="PT0S")])) == ["BR101 setup[0].text"]


def test_the_rest_between_sets_is_a_time():
    dose = Dose(8, sets=2, rest="PT30S")
    told = [Caution("anyone", "Rest for 30 seconds between the 2 sets.")]
    assert found(sound(dose=dose, cautions=told)) == []


def test_a_variation_has_numbers_of_its_own():
    long = Variation(
        "long",
        "Long",
        [lasting("Hold for 5 seconds.", hold="PT5S")],
        cues=["5 seconds"],
    )
    assert found(sound(variations=[long])) == []
    short = evolve(long, cycle=[lasting()])
    assert found(sound(variations=[short])) == ["BR101 variations[0].cues[0]"]


@pytest.mark.parametrize(
    ("counting", "times"), [("total", "4 times"), ("per-side", "20 times")]
)
def test_a_number_may_be_that_of_one_side_or_of_both(counting, times):
    told = [Caution("anyone", f"Do it {times}.")]
    dose = Dose(br.Span(8, 10), counting=counting)
    assert found(in_turn(dose=dose, cautions=told)) == []
    assert found(sound(dose=dose, cautions=told)) == ["BR101 cautions[0].text"]


# -- BR102: sides ----------------------------------------------------------------------


RIGHT = lasting("Lift your right leg.", "Right leg up", side="right")
BACK = lasting("Lower the leg.", "Leg down", side="right")
LEFT = lasting("Lift your left leg.", "Left leg up", side="left")


@pytest.mark.parametrize(
    ("cycle", "codes"),
    [
        ([RIGHT, BACK], []),
        ([RIGHT, lasting(), BACK], ["BR102 cycle[2]"]),
        ([lasting(), RIGHT], []),
        ([RIGHT, LEFT], []),
        ([RIGHT, evolve(BACK, side="left")], ["BR102 cycle[1]"]),
        ([BACK], ["BR102 cycle[0]"]),
        ([evolve(LEFT, side="right")], ["BR102 cycle[0]"]),
        ([lasting()], ["BR102 cycle"]),
        (
            [evolve(RIGHT, text="Bend your right leg to a right angle.")],
            ["BR102 cycle[0]"],
        ),
    ],
    ids=[
        "then-back",
        "in-between",
        "after",
        "both",
        "other-back",
        "unsaid",
        "other",
        "none",
        "angle",
    ],
)
def test_sides_of_an_exercise_with_two(cycle, codes):
    assert found(in_turn(cycle=cycle)) == codes


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        (RIGHT, ["BR102 cycle[0]"]),
        (evolve(RIGHT, side=None), ["BR102 cycle[0]"]),
        (lasting(side="left"), ["BR102 cycle[0]"]),
        (lasting("Bend both knees to a right angle."), []),
    ],
    ids=["side", "word", "field", "angle"],
)
def test_sides_of_an_exercise_with_none(step, codes):
    assert found(sound(cycle=[step])) == codes


def test_a_variation_has_sides_as_well():
    other = Variation("other", "Other", [lasting()])
    assert found(in_turn(variations=[other])) == ["BR102 variations[0].cycle"]


# -- BR103: positions ------------------------------------------------------------------

WAYS = {
    "supine": ("Lie on your back.", "On your back"),
    "prone": ("Roll onto your front.", "On your front"),
    "side-lying": ("Roll onto your right side.", "On your right side"),
    "quadruped": ("Come onto hands and knees.", "Hands and knees"),
    "half-kneeling": ("Kneel down.", "Down"),
    "seated": ("Sit tall.", "Tall"),
    "standing": ("Stand tall.", "Tall"),
    "standing-at-wall": ("Go to a wall.", "Stand at the wall"),
}


@pytest.mark.parametrize("position", WAYS)
def test_the_set_up_says_how_to_get_there(position):
    step = Step(*WAYS[position])
    assert found(sound(position=position, setup=[step])) == []


@pytest.mark.parametrize("position", WAYS)
def test_a_set_up_that_does_not_is_remarked_on(position):
    step = Step("Put your hands on your belly.", "Hands on your belly")
    assert found(sound(position=position, setup=[step])) == ["BR103 setup"]


def test_a_routine_that_goes_back_is_remarked_on():
    lying, kneeling = sound(), in_turn()
    assert found(routine(lying, lying, kneeling, kneeling)) == []
    assert found(routine(lying, kneeling, lying, lying)) == ["BR103 items[2]"]
    assert found(routine(lying, kneeling, lying, kneeling)) == [
        "BR103 items[2]",
        "BR103 items[3]",
    ]


# -- BR104 and BR105: times ------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "codes"),
    [
        ("Hips up", []),
        ("Hips up high", []),
        ("Hips up high now", ["BR104 cycle[0].cue"]),
    ],
)
def test_a_cue_has_three_words_a_second(cue, codes):
    assert found(sound(cycle=[lasting(cue=cue, move="PT0S", hold="PT1S")])) == codes


def test_cues_of_variations_are_said_as_well():
    quick = Variation("quick", "Quick", [lasting(cue="Up", move="PT0.2S", hold="PT0S")])
    (told,) = remarks(sound(variations=[quick]))
    assert str(told) == (
        "exercises/bridge.json: variations[0].cycle[0].cue: BR104 "
        "1 word cannot be said in 0.2 s; shorten it"
    )


def words(number):
    return " ".join(["up"] * number)


@pytest.mark.parametrize(
    ("number", "dose", "codes"),
    [
        (24, Dose(1), []),
        (25, Dose(1), ["BR105 cycle[0].text"]),
        (28, Dose(br.Span(2, 9)), []),
        (29, Dose(br.Span(2, 9)), ["BR105 cycle[0].text"]),
        (32, Dose(1, sets=3), []),
        (33, Dose(1, sets=3), ["BR105 cycle[0].text"]),
    ],
)
def test_a_text_has_four_words_a_second_and_the_pause_before(number, dose, codes):
    step = lasting(words(number), move="PT1S", hold="PT0S")
    assert found(sound(cycle=[step], dose=dose)) == codes


def test_both_sides_give_time_to_read():
    step = lasting(words(28), "Left", "PT1S", "PT0S", side="left")
    assert found(in_turn(cycle=[step], dose=Dose(1, counting="per-side"))) == []


def test_a_text_of_a_set_up_has_thirty_words():
    lie = Step(f"Lie {words(29)}", "Lie")
    assert found(sound(setup=[lie])) == []
    assert found(sound(setup=[evolve(lie, text=f"Lie {words(30)}")])) == [
        "BR105 setup[0].text"
    ]


# -- BR106, BR109, BR113: bases --------------------------------------------------------


def about(*paths):
    return [evolve(STATED, about=path) for path in paths]


ALL_BUT_CYCLE = (
    *("name", "position", "laterality", "directions", "range", "setup", "dose"),
    *("goals", "muscles", "trunk", "level", "equipment"),
)


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["cycle"], []),
        (["cycle[0]", "cycle[1]"], []),
        (["cycle[0]", "cycle[1].text"], ["cycle[1].cue", "cycle[1].move"]),
        (["cycle[0]"], ["cycle[1]"]),
        ([], ["cycle"]),
    ],
    ids=["whole", "each", "in-part", "one", "none"],
)
def test_what_no_basis_covers(paths, codes):
    exercise = sound(basis=about(*ALL_BUT_CYCLE, *paths))
    assert found(exercise) == [f"BR106 {path}" for path in codes]


def test_nothing_covered_is_one_remark():
    assert found(sound(basis=[])) == ["BR106", "BR109 dose.reps"]
    (told, _) = remarks(sound(basis=[]))
    assert str(told) == (
        "exercises/bridge.json: BR106 no basis covers it; say what it rests on"
    )


@pytest.mark.parametrize("path", ["level", "trunk", "equipment"])
def test_these_defaults_of_an_exercise_say_something(path):
    paths = [one for one in (*ALL_BUT_CYCLE, "cycle") if one != path]
    assert found(sound(basis=about(*paths))) == [f"BR106 {path}"]


def test_these_defaults_of_a_dose_say_something():
    paths = [one for one in (*ALL_BUT_CYCLE, "cycle") if one != "dose"]
    assert found(sound(basis=about(*paths, "dose.reps"))) == [
        "BR106 dose.counting",
        "BR106 dose.rest",
        "BR106 dose.sets",
    ]


def test_routines_need_bases():
    mine = routine(
        Item(sound(), Dose(3)), name="Mine", limits=Limits(2), pace=Pace(), basis=[]
    )
    assert found(mine) == ["BR106"]
    named = evolve(mine, basis=[evolve(OURS, about="name")])
    assert found(named) == ["BR106 items", "BR106 limits", "BR106 pace"]
    exercise = [*named.basis, evolve(OURS, about="items[0].exercise")]
    pace = [*exercise, evolve(OURS, about="pace.tempo")]
    assert found(evolve(named, basis=pace)) == ["BR106 items[0].dose", "BR106 limits"]


def test_each_part_of_a_screen_needs_a_basis_of_its_own():
    bare = screen(
        questions=[question(basis=[])],
        findings=[finding(basis=[evolve(OURS, about="text")])],
        stop_rules=[StopRule("Stop if it hurts.")],
        pain=PainScale(green=2),
    )
    assert found(bare) == [
        "BR106 findings[0].grade",
        "BR106 findings[0].question",
        "BR106 pain",
        "BR106 questions[0]",
        "BR106 stop_rules[0]",
    ]


def test_the_usual_pain_scale_needs_no_basis():
    assert found(screen(pain=PainScale())) == []


@pytest.mark.parametrize(
    ("basis", "codes"),
    [
        ([STATED], []),
        ([OURS, *about("dose")], []),
        ([OURS, *about("dose.reps")], []),
        ([OURS, *about("dose.reps.low"), *about("dose.reps.high")], []),
        ([OURS, *about("dose.reps.low")], ["BR109 dose.reps"]),
        ([OURS, Basis("dose", "inferred", source="a-handout", reason="So.")], []),
        ([OURS, *about("dose.sets")], ["BR109 dose.reps"]),
        ([OURS, *about("cycle")], ["BR109 dose.reps"]),
        ([evolve(OURS, source="a-handout")], ["BR109 dose.reps"]),
    ],
    ids=[
        "all",
        "dose",
        "reps",
        "ends",
        "low",
        "inferred",
        "sets",
        "cycle",
        "editorial",
    ],
)
def test_a_dose_names_its_source(basis, codes):
    assert found(sound(basis=basis)) == codes


@pytest.mark.parametrize(
    "path", ["cycle[2]", "cycles", "cycle[0].poses", "dose.reps.middle", "basis"]
)
def test_a_basis_about_nothing(path):
    exercise = sound(basis=[STATED, *about(path)])
    assert found(exercise) == ["BR113 basis[1].about"]


@pytest.mark.parametrize("path", ["", "cycle[1].side", "equipment", "dose.reps.low"])
def test_a_basis_about_something(path):
    assert found(sound(basis=[STATED, *about(path)])) == []


def test_bases_within_screens_are_about_what_holds_them():
    lost = evolve(OURS, about="words")
    assert found(screen(questions=[question(basis=[OURS, lost])])) == [
        "BR113 questions[0].basis[1].about"
    ]
    assert found(screen(basis=[OURS, lost])) == ["BR113 basis[1].about"]
    assert found(routine(basis=[OURS, lost])) == ["BR113 basis[1].about"]


# -- BR107 and BR108: links and names --------------------------------------------------


def test_links_answer_each_other():
    one, two = sound("one", harder=["two"]), sound("two", easier=["one"])
    assert found(one, two) == []
    assert found(one, evolve(two, easier=[])) == ["BR107 harder[0]"]
    assert found(evolve(one, harder=[]), two) == ["BR107 easier[0]"]


def test_links_to_a_base_need_no_answer_and_links_to_nothing_are_not_ours():
    mine = sound("mine", easier=["bridge"], harder=["none"])
    assert found(mine, base=Catalog([sound()])) == []


def test_the_level_does_not_go_down_along_the_links():
    one = sound("one", harder=["two"], level="standard")
    two = sound("two", easier=["one"])
    assert found(one, two) == ["BR107 harder[0]", "BR107 easier[0]"]
    assert found(one, evolve(two, level="advanced")) == []
    told = remarks(two, base=Catalog([one]))
    assert [remark.text for remark in told] == [
        "'one' is standard, and 'two', which is to be harder, only entry"
    ]


def test_links_do_not_go_round_in_a_circle():
    one = sound("one", harder=["two"], easier=["two"])
    two = sound("two", harder=["one"], easier=["one"])
    assert [str(remark) for remark in remarks(one, two)] == [
        ("exercises/one.json: harder: BR107 goes round in a circle: one -> two -> one"),
        ("exercises/two.json: harder: BR107 goes round in a circle: one -> two -> one"),
    ]


def test_a_circle_through_the_base_is_told_where_it_is_ours():
    base = Catalog([sound("one", harder=["two"]), sound("two", easier=["one"])])
    mine = sound("mine", easier=["two"], harder=["one"])
    (told,) = remarks(mine, base=base)
    assert (told.id, told.path, told.code) == ("mine", "harder", "BR107")
    assert found(sound("other"), base=base | Catalog([mine])) == []


@pytest.mark.parametrize(
    ("name", "aliases", "codes"),
    [
        ("Long bridge", ["Lift"], []),
        ("HIP LIFT", [], ["BR108 name"]),
        ("Long bridge", ["Lift", "hip-lift"], ["BR108 aliases[1]"]),
        ("Bridge", ["Hip lift"], ["BR108 aliases[0]", "BR108 name"]),
    ],
)
@pytest.mark.parametrize("in_base", [False, True], ids=["beside", "in-base"])
def test_names_that_two_share(name, aliases, codes, in_base):
    first = sound(aliases=["Hip lift"])
    second = sound("long", name=name, aliases=aliases)
    if in_base:
        assert found(second, base=Catalog([first])) == codes
    else:
        assert found(first, second) == codes


def test_what_replaces_an_exercise_of_the_base_may_have_its_name():
    assert found(sound(aliases=["Hip lift"]), base=Catalog([sound()])) == []


def test_names_without_letters_are_told_apart():
    assert found(sound("one", name="+"), sound("two", name="-")) == []


# -- BR110: claims ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("This cures your back.", "says 'cures': no exercise cures"),
        ("Curing backs.", "says 'Curing': no exercise cures"),
        ("It heals.", "says 'heals': no exercise heals"),
        ("Guaranteed to help.", "says 'Guaranteed': nothing is guaranteed"),
        ("It diagnoses pain.", "says 'diagnoses': that is for a professional"),
        ("It predicts pain.", "says 'predicts': nothing is predicted"),
        ("It prevents pain.", "says 'prevents': it may help to prevent"),
        ("It will prevent pain.", "says 'will prevent': it may help to prevent"),
        ("It will relieve pain.", "says 'will relieve': it may ease"),
        (
            "Safe for everyone.",
            "says 'Safe for everyone': nothing is safe for everyone",
        ),
        ("It is risk-free.", "says 'risk-free': all has some risk"),
        ("This clears you.", "says 'clears you': a check clears nobody"),
        ("An FMS exercise.", "says 'FMS': that is somebody else's test"),
        (
            "Do it instead of your painkillers.",
            "says 'instead of your painkillers': medicine is for the doctor",
        ),
        ("It is not hard. It cures.", "says 'cures': no exercise cures"),
    ],
)
def test_claims(claim, said):
    told = remarks(sound(cautions=[Caution("anyone", claim)]))
    assert [(one.code, one.path, one.text) for one in told] == [
        ("BR110", "cautions[0].text", said)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It may help to prevent pain, and it may ease it.",
        "Wait until the wound has healed.",
        "Ask first if osteoporosis was diagnosed.",
        "It gives no diagnosis and predicts nothing.",
        "It clears you of nothing.",
        "Don't stop taking your tablets.",
        "Your doctor has cleared it.",
        "Set your feet down securely.",
    ],
)
def test_what_claims_nothing(text):
    assert found(sound(cautions=[Caution("anyone", text)])) == []


def test_claims_are_found_in_all_texts():
    step = Step("Lie down, it heals.", "It heals, lie down")
    assert found(sound(setup=[step])) == ["BR110 setup[0].cue", "BR110 setup[0].text"]
    assert found(routine(purpose=["It heals."])) == ["BR110 purpose[0]"]
    assert found(screen(name="FMS")) == ["BR110 name"]
    asked = question(kind="choice", options=["cure", "pain"])
    assert found(screen(questions=[asked])) == ["BR110 questions[0].options[0]"]


def test_ids_and_bases_claim_nothing():
    said = evolve(OURS, reason="The source says that it cures.")
    assert found(routine(sound("cure", name="Lift"), id="heal", basis=[said])) == []


# -- BR111 and BR112: mornings and screens ---------------------------------------------

DEEP = sound("deep", directions=["flexion"], range="end")


@pytest.mark.parametrize(
    ("moments", "codes"),
    [
        (["after-waking"], ["BR111 items[1]"]),
        (["before-bed", "after-waking+PT59M"], ["BR111 items[1]"]),
        (["after-waking+PT1H"], []),
        (["before-bed", "06:45"], []),
        ([], []),
    ],
)
def test_deep_bends_after_waking(moments, codes):
    assert found(routine(sound(), DEEP, moments=moments)) == codes


def test_other_movements_after_waking():
    mid = evolve(DEEP, range="mid")
    arch = evolve(DEEP, directions=["extension"])
    assert found(routine(mid, arch, moments=["after-waking"])) == []


def test_a_rule_that_suggests_what_it_excludes():
    wrong = finding(excludes=["floor", "flexion"], exercises=["none", "deep"])
    told = remarks(screen(findings=[wrong]), base=Catalog([DEEP]))
    assert [str(one) for one in told] == [
        (
            "screens/check.json: findings[0].exercises[1]: BR112 "
            "'deep' asks for flexion, floor, which the rule excludes"
        )
    ]
    right = evolve(wrong, excludes=["standing"])
    assert found(screen(findings=[right]), base=Catalog([DEEP])) == []


def test_a_red_flag_names_a_source():
    asked = {"advice": [Advice("ask-first", "Ask a doctor.")]}
    assert found(screen(questions=[flag()], **asked)) == []
    assert found(screen(questions=[flag(basis=[OURS])], **asked)) == [
        "BR112 questions[0]"
    ]


# -- the whole -------------------------------------------------------------------------


def test_remarks_come_in_order():
    steps = [lasting(cue="Hips up high now", move="PT1S", hold="PT0S")] * 11
    bad = sound("b", cycle=steps, setup=[Step("It heals.", "It heals")])
    told = remarks(
        screen(name="FMS"), routine(purpose=["It heals."]), bad, sound("a", name="FMS")
    )
    assert [f"{one.file}: {one.path}: {one.code}" for one in told] == [
        *(f"exercises/b.json: cycle[{index}].cue: BR104" for index in range(11)),
        "exercises/b.json: setup: BR103",
        "exercises/b.json: setup[0].cue: BR110",
        "exercises/b.json: setup[0].text: BR110",
        "exercises/a.json: name: BR110",
        "routines/mine.json: purpose[0]: BR110",
        "screens/check.json: name: BR110",
    ]


def test_the_base_is_not_remarked_on():
    assert found(sound(), base=Catalog([in_turn(basis=[]), side_plank()])) == []


def test_an_entry_may_be_its_own_base():
    catalog = Catalog([sound(basis=[])])
    assert lint.check(catalog, catalog) == lint.check(catalog)


@given(catalogs, st.lists(screens(), max_size=1))
def test_no_catalog_is_too_odd(catalog, more):
    whole = evolve(catalog, screens=more)
    told = lint.check(whole, br.load())
    assert told == lint.check(whole, br.load())
    shelves = {"exercise": whole.exercises, "routine": whole.routines}
    shelves["screen"] = whole.screens
    for remark in told:
        assert remark.id in shelves[remark.kind]
        assert remark.code in lint.CODES


@pytest.mark.parametrize("stranger", [0, "pack", {}])
def test_only_catalogs_are_checked(stranger):
    with pytest.raises(InvalidValue, match="expected a Catalog, got "):
        lint.check(stranger)
    with pytest.raises(InvalidValue, match="expected a Catalog, got "):
        lint.check(Catalog(), stranger)


def test_a_remark_is_a_value_like_any_other():
    told = Remark("BR104", "exercise", "bridge", "cycle[0].cue", "too long")
    assert repr(told) == (
        "Remark(code='BR104', kind='exercise', id='bridge', path='cycle[0].cue', "
        "text='too long')"
    )
    assert br.wire.structure(br.wire.unstructure(told), Remark) == told
    assert str(evolve(told, path="")) == "exercises/bridge.json: BR104 too long"
    with pytest.raises(InvalidValue, match="3 problems"):
        Remark("BR999", "source", "bridge", "", "")


# -- the command -----------------------------------------------------------------------


@pytest.fixture
def run(capsys):
    """Return a function that runs the command."""

    def run(*arguments):
        code: object
        try:
            code = main(arguments, World())
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def pack(tmp_path):
    """Return a pack with two remarks: a cue too long, and a name of the bridge's."""
    rise = sound("rise", name="Bridge", cycle=[lasting(cue="Hips up", move="PT0.1S")])
    rise = evolve(rise, cycle=[evolve(rise.cycle[0], hold="PT0S")])
    source = br.Source("a-handout", "A handout", "A clinic", "hospital")
    (tmp_path / "exercises").mkdir()
    files = {
        "pack.json": '{"schema": 1, "id": "mine", "name": "Mine"}',
        "sources.json": json.dumps([br.wire.unstructure(source)]),
        "exercises/rise.json": br.wire.dumps(rise),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path)


LINES = [
    (
        "exercises/rise.json: cycle[0].cue: BR104 2 words cannot be said in 0.1 s; "
        "shorten it"
    ),
    "exercises/rise.json: name: BR108 'bridge' is called 'Bridge', too",
]


def test_check_prints_the_remarks_one_a_line(run, pack):
    assert run("check", pack) == (1, "".join(f"{line}\n" for line in LINES), "")


def test_check_leaves_out_what_it_is_told_to(run, pack):
    assert run("check", pack, "--ignore", "BR104") == (1, f"{LINES[1]}\n", "")
    all_of_them = ("--ignore", "BR104", "--ignore", "BR108")
    code, out, err = run("check", pack, *all_of_them)
    assert (code, err) == (0, "")
    assert out.startswith("ok: 1 exercise, ")


def test_check_refuses_codes_that_do_not_exist(run, pack):
    code, out, err = run("check", pack, "--ignore", "BR999")
    assert (code, out) == (2, "")
    assert '--ignore: expected a code, got "BR999"; known are BR101, ' in err


def test_check_gives_the_remarks_as_json(run, pack):
    code, out, err = run("check", pack, "--json", "--ignore", "BR108")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "ok": False,
        "faults": [],
        "remarks": [
            {
                "code": "BR104",
                "kind": "exercise",
                "id": "rise",
                "path": "cycle[0].cue",
                "text": "2 words cannot be said in 0.1 s; shorten it",
            }
        ],
    }


def test_faults_come_before_remarks(run, pack):
    Path(pack, "sources.json").unlink()
    code, out, err = run("check", pack)
    assert (code, out) == (1, "")
    assert "no source 'a-handout' in the catalog" in err
