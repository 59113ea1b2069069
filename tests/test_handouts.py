"""Handouts as pages: what they say, and that texts stay texts."""

import itertools
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.exercise import Caution
from backroutine.moment import Rhythm, Window
from backroutine.placement import Placement
from backroutine.render import Html, html
from backroutine.render._theme import COLOURS
from backroutine.render._words import item_name
from backroutine.routine import Item, Limits, Reason, Routine
from backroutine.schedule import EveryDays, Schedule
from backroutine.screen import PainScale
from backroutine.terms import VariationMode
from tests.examples import BRIDGE, bird_dog, bridge

SOURCES = Path(br.__file__).parents[1]
FIVE = br.routines["lower-back-five"]
SCREEN = br.screens["movement-check"]
PLAN = Schedule(
    FIVE,
    moments=["after-waking", "before-bed"],
    days="mon wed fri",
    rhythm=Rhythm(wake="06:45", bed="22:30"),
    tz="Europe/Oslo",
    start="2026-12-01",
)
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "ends": "</style></title><b>x</b>",
    "attribute": "\" onload='x' \"",
    "entities": "&lt;b&gt; &amp; &#60;",
    "comments": "]]> --> <!-- <![CDATA[",
    "templates": "{{ x }} {% x %} ${x}",
    "turned round": "\u202egnorts \u2066\u200f",
    "hebrew": "\u05e9\u05dc\u05d5\u05dd",
    "beyond": "\U0001f9d8 \u65e5\u672c",
    "long": "ab" * 5000,
}


class Page(HTMLParser):
    """What a reader makes of a page: its elements, and its texts without pictures."""

    EMPTY = ("meta", "link")
    UNREAD = ("style", "title", "svg", "script")

    def __init__(self, page):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[Any, ...]] = []
        self.sheet = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style" and "svg" not in self.open:
            self.sheet += data
        if self.open and not set(self.UNREAD) & set(self.open):
            self.texts.append(data)

    def after(self, text):
        """Return the texts after one, up to the next heading of a part."""
        rest = self.texts[self.texts.index(text) + 1 :]
        ends = {"Take care", "When to stop", "Exercises", "What to do"}
        ends |= {"Take care in some exercises", "Pain, from 0 to 10", "Sources"}
        return rest[: next((i for i, one in enumerate(rest) if one in ends), None)]


def read(value, **more):
    return Page(html(value, **more))


def facts(page):
    names = {"Time", "When", "From", "How often", "First seven days"}
    names |= {"You need", "Keep in mind"}
    pairs = zip(page.texts, page.texts[1:], strict=False)
    return {name: text for name, text in pairs if name in names}


# -- what it says ----------------------------------------------------------------------


def test_a_routine_says_how_long_how_often_and_what_to_do():
    page = read(Routine([BRIDGE, bird_dog()], name="Mine", limits=Limits(2, 3)))
    closing = (
        "This is no medical advice. If you are unsure, or something worries you, ask a"
        " doctor or a physical therapist."
    )
    assert page.texts == [
        "Mine",
        *("Time", "about 1 minute; slow and controlled, below fatigue"),
        *("How often", "at most twice a day, at least 3 times a week"),
        "Exercises",
        *("1. Bridge", "8 to 10 times; 1 s hold"),
        *("Lie on your back.", "Lift your hips.", "Lower your hips."),
        *("2. Bird dog", "8 to 10 times in all, 4 to 5 each side; 1 s hold"),
        *(step.text for step in (*bird_dog().setup, *bird_dog().cycle)),
        "Then the same on the other side, in turn.",
        closing,
    ]


def test_a_plan_says_when():
    assert facts(read(PLAN)) == {
        "Time": "about 5 minutes; slow and controlled, below fatigue",
        "When": "Mon, Wed, Fri: after waking (06:45), before bed (22:30)",
        "From": "Tue 2026-12-01; times in Europe/Oslo",
        "How often": "at most twice a day, at least 3 times a week",
        "First seven days": "Wed 2026-12-02, Fri 2026-12-04, Mon 2026-12-07:"
        " after waking 06:45, before bed 22:24",
        "Keep in mind": "Keep your core tight; Squeeze your glutes; Keep breathing",
    }


def test_a_plan_with_ends_and_exceptions_says_them():
    plan = evolve(
        PLAN,
        moments=["12:30"],
        days=EveryDays(2),
        until="2026-12-31",
        count=9,
        skip=["2026-12-03"],
        limits=Limits(1),
    )
    assert facts(read(plan)) | {"Time": "", "Keep in mind": ""} == {
        "Time": "",
        "When": "every 2 days: 12:30",
        "From": "Tue 2026-12-01; until Thu 2026-12-31; 9 sessions;"
        " except 2026-12-03; times in Europe/Oslo",
        "How often": "at most once a day",
        "First seven days": "Tue 2026-12-01, Sat 2026-12-05, Mon 2026-12-07: 12:30",
        "Keep in mind": "",
    }


def test_days_with_other_times_stand_apart():
    workouts = [Window("tue", "18:00", "19:00"), Window("thu", "07:00", "08:00")]
    rhythm = Rhythm(workouts=workouts)
    limits = Limits(2)
    plan = evolve(
        PLAN, moments=["before-workout"], days="daily", rhythm=rhythm, limits=limits
    )
    assert facts(read(plan))["First seven days"] == (
        "Tue 2026-12-01: before a workout 17:54; Thu 2026-12-03: before a workout 06:54"
    )


def test_a_plan_without_sessions_shows_no_days():
    skip = ["2026-12-02"]
    plan = evolve(PLAN, days="wed", until="2026-12-05", skip=skip, limits=Limits(2))
    assert "First seven days" not in facts(read(plan))


def test_several_routines_of_a_plan_are_told_apart():
    short = Routine([BRIDGE], name="Short", limits=Limits(3))
    plan = evolve(PLAN, moments={"after-waking": FIVE, "before-bed": short})
    page = read(plan)
    assert page.texts[0] == "Lower back five, Short"
    assert "Time" not in page.texts
    assert "How often" not in page.texts
    assert page.after("Lower back five")[0].startswith("about 5 minutes; slow")
    assert page.after("Short")[:2] == [
        "about 1 minute; slow and controlled, below fatigue",
        "1. Bridge",
    ]
    assert facts(page)["First seven days"].endswith(
        "after waking 06:45 (Lower back five), before bed 22:29 (Short)"
    )


def test_an_exercise_stands_for_itself():
    page = read(br.exercises["bird-dog"])
    assert page.tags.count("h3") == 0
    assert page.texts[0] == "Bird dog"
    assert facts(page)["Keep in mind"] == "Hips level, abs tight; Reach long, not high"
    assert page.after("What to do")[0].startswith("8 to 10 times in all")
    assert page.texts == read(Item(br.exercises["bird-dog"])).texts


def test_an_item_does_its_variation_in_its_way():
    page = read(Item(BRIDGE, variation="toes-up", mode=VariationMode.FOLLOW))
    assert page.texts[0] == "Bridge, then Bridge, toes up"
    steps = page.after("What to do")[1:]
    assert steps[1:] == [
        "Lift your hips.",
        "Lower your hips.",
        "Lift your toes.",
        "Lift your hips higher.",
        page.texts[-1],
    ]


def test_each_exercise_says_where_it_starts():
    page = read(FIVE)
    starts = [one for one in page.texts if one.startswith("Start: ")]
    assert starts == [
        *["Start: lying on the back, knees bent"] * 2,
        "Start: lying on the back, hips and knees at right angles",
    ]
    at = page.texts.index("2. Knee tuck")
    assert page.texts[at + 2] == starts[0]


def test_who_is_led_to_the_start_is_not_told_it():
    assert not [one for one in read(BRIDGE).texts if one.startswith("Start: ")]


def test_what_is_needed_is_named_once():
    sit = br.exercises["sit-to-stand"]
    assert facts(read(Routine([sit, sit])))["You need"] == "chair"


def test_an_empty_routine_has_a_page_too():
    assert read(Routine()).texts[0] == "A routine"
    assert read(Routine()).tags.count("section") == 0


def test_what_is_short_is_under_a_minute():
    assert facts(read(Item(BRIDGE, br.Dose(2))))["Time"].startswith("under a minute; ")


def test_an_hour_is_told_in_minutes():
    long = Item(BRIDGE, br.Dose(50, sets=12, rest=timedelta(minutes=5)))
    assert facts(read(Routine([long])))["Time"].startswith("about 95 minutes; ")


# -- care ------------------------------------------------------------------------------

ALONE = Caution("anyone", "Mind your knees.")
SHARED = Caution("osteoporosis", "Go slowly.")
ROUTINE = Caution("anyone", "Stop when it hurts.")


def test_a_caution_of_several_exercises_is_said_once():
    exercises = [bridge(cautions=[ALONE, SHARED, ROUTINE]), bird_dog(cautions=[SHARED])]
    page = read(Routine(exercises, cautions=[ROUTINE]))
    assert page.texts.count("Mind your knees.") == 1
    assert "Mind your knees." in page.after("1. Bridge")
    assert page.after("Take care") == ["Stop when it hurts."]
    several = page.after("Take care in some exercises")
    assert several[0] == "Osteoporosis: Go slowly. (Bridge, Bird dog)"


def test_a_caution_of_the_routine_is_not_said_again_for_its_exercises():
    exercises = [bridge(cautions=[ROUTINE]), bird_dog(cautions=[ROUTINE])]
    page = read(Routine(exercises, cautions=[ROUTINE]))
    assert [one for one in page.texts if one.startswith("Stop when")] == [ROUTINE.text]


@pytest.mark.parametrize("value", [FIVE, PLAN, *br.routines.values()])
def test_no_caution_is_left_out(value):
    said = " ".join(read(value).texts)
    for routine in value.routines if isinstance(value, Schedule) else (value,):
        given = [one for item in routine for one in item.exercise.cautions]
        assert all(one.text in said for one in (*routine.cautions, *given))


def test_a_screen_says_when_to_stop():
    page = read(FIVE, screen=SCREEN)
    assert page.after("When to stop") == [rule.text for rule in SCREEN.stop_rules]
    assert page.after("Pain, from 0 to 10") == [
        "Green, 0 to 3: go on",
        (
            "Amber, 4 to 5: make it smaller or do fewer; it settles within 24 h, or it"
            " counts as red"
        ),
        "Red, 6 to 10: stop this exercise",
        "If you always have some pain: 2 points or more above it is no longer green.",
    ]
    assert [one.text for one in FIVE.cautions] == page.after("Take care")


def test_what_is_urgent_comes_before_the_exercises():
    page = read(PLAN, screen=SCREEN)
    heads = ["Take care", "When to stop", "Exercises", "Take care in some exercises"]
    heads += ["Pain, from 0 to 10"]
    assert sorted(heads, key=page.texts.index) == heads
    marked = [one for one in page.attributes if one[2] == "notes urgent"]
    assert len(marked) == 2
    assert page.texts.index(FIVE.cautions[0].text) < page.texts.index("Exercises")


FIRST = {one.id: False for one in SCREEN.red_flags}
ANSWERS = FIRST | {"bending-hurts": True, "hands-and-knees-trouble": True}
MINE = br.compose.personalize(FIVE, SCREEN.assess(ANSWERS), br.load())


def asked(*texts, about="bridge", sources=()):
    """Return the reasons of a verb that asks somebody to take care."""
    return [Reason("personalize", about, one, "kept", sources=sources) for one in texts]


def test_what_one_person_should_take_care_of_stands_below_its_exercise():
    page = read(MINE, screen=SCREEN)
    at = page.texts.index("2. Knee tuck")
    card = page.texts[at : page.texts.index("3. Bridge")]
    assert card[-3:-1] == [
        "With care: flexion only as far as it is comfortable.",
        (
            "With care: If bending forward hurts or sends pain down a leg, lift the"
            " knee less or leave this exercise out."
        ),
    ]
    assert len([one for one in card if "bending forward hurts" in one]) == 1


@pytest.mark.parametrize("finding", SCREEN.findings, ids=lambda one: one.id)
def test_no_care_for_a_person_is_lost(finding):
    answers = FIRST | {finding.question: finding.answer}
    routine = br.compose.personalize(FIVE, SCREEN.assess(answers), br.load())
    texts = read(routine).texts
    heads = [f"{at}. {one.exercise.name}" for at, one in enumerate(routine, 1)]
    starts = [*map(texts.index, heads), len(texts)]
    cards = [texts[a:b] for a, b in itertools.pairwise(starts)]
    said = dict(zip((one.exercise.id for one in routine), cards, strict=True))
    for one in routine.because:
        if one.about in said and one.text.startswith("with care: "):
            assert f"W{one.text[1:]}" in said[one.about]


def test_care_for_a_person_is_said_once():
    because = asked("with care: Mind your knees.", "with care: Mind your knees.")
    because += asked("with care: Go slowly.", about="walking")
    because += asked("kept: it suits what was found.")
    exercises = [bridge(cautions=[ALONE]), bird_dog(cautions=[ALONE])]
    page = read(Routine(exercises, because=because))
    assert [one for one in page.texts if "Mind your knees." in one] == [
        "With care: Mind your knees.",
        "Mind your knees.",
    ]
    assert "Take care in some exercises" not in page.texts
    assert not [one for one in page.texts if "Go slowly" in one or "suits" in one]


def test_what_care_for_a_person_rests_on_is_named():
    because = asked("with care: Go on.", sources=["nhs-back-pain"])
    because += asked("with care: Go on.", about="walking", sources=["csep-par-q"])
    assert read(Routine([BRIDGE], because=because)).after("Sources")[0] == (
        "nhs-back-pain"
    )
    assert "csep-par-q" not in read(Routine([BRIDGE], because=because)).texts


def test_without_a_screen_nothing_is_added():
    assert "When to stop" not in read(FIVE).texts


def test_a_screen_without_stop_rules_has_a_pain_scale():
    page = read(FIVE, screen=evolve(SCREEN, stop_rules=(), pain=PainScale(2, 4)))
    assert "When to stop" not in page.texts
    assert page.after("Pain, from 0 to 10")[0] == "Green, 0 to 2: go on"


# -- sources ---------------------------------------------------------------------------


def test_sources_are_named_by_their_ids():
    assert read(FIVE).after("Sources")[:2] == ["lower-back-article", "nhs-back-pain"]


def test_sources_that_are_given_are_named_by_title_and_publisher():
    some = {"nhs-back-pain": br.sources["nhs-back-pain"]}
    shown = read(FIVE, sources=some).after("Sources")
    assert shown[:2] == ["lower-back-article", "Back pain, NHS (United Kingdom)"]


def test_what_a_screen_rests_on_is_named_too():
    assert "csep-par-q" not in read(FIVE).texts
    assert "csep-par-q" in read(FIVE, screen=SCREEN).texts


def test_what_rests_on_nothing_names_no_sources():
    assert "Sources" not in read(Routine([BRIDGE])).texts


# -- how it is made --------------------------------------------------------------------

PAGES: dict[str, tuple[object, Any]] = {
    "routine": (FIVE, {}),
    "plan": (PLAN, {"screen": SCREEN, "sources": br.sources}),
    "exercise": (br.exercises["clam"], {}),
    "exercises": (br.exercises, {}),
    "screen": (SCREEN, {}),
    "session": (PLAN.next(datetime(2026, 12, 1, tzinfo=UTC)), {}),
}


@pytest.mark.parametrize(("value", "more"), PAGES.values(), ids=PAGES)
def test_a_page_is_whole_and_loads_nothing(value, more):
    text = html(value, **more)
    page = Page(text)
    assert isinstance(text, Html)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert "script" not in page.tags
    assert "url(" not in page.sheet
    assert "@import" not in page.sheet
    assert not {"src", "srcset", "data", "action"} & {one[1] for one in page.attributes}
    assert not [one for one in page.attributes if one[1].startswith("on")]


@pytest.mark.parametrize(("value", "more"), PAGES.values(), ids=PAGES)
def test_headings_go_down_one_by_one(value, more):
    levels = [
        int(tag[1]) for tag in read(value, **more).tags if tag in ("h1", "h2", "h3")
    ]
    steps = itertools.pairwise(levels)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in steps)


def test_exercises_with_poses_have_figures():
    page = read(Routine([br.exercises["bridge"], BRIDGE]))
    assert page.tags.count("svg") == page.tags.count("desc") == 1


def test_what_moves_both_ways_has_two_figures():
    pages = {one.id: read(one) for one in br.exercises.values()}
    drawn = {id: page.tags.count("svg") for id, page in pages.items()}
    twice = {id for id, number in drawn.items() if number == 2}
    assert twice == {"pelvic-tilt", "cat-cow"}
    assert set(drawn.values()) == {1, 2}


def test_a_figure_is_named_after_its_variation():
    item = Item(br.exercises["bridge"], variation="toes-up", mode=VariationMode.FOLLOW)
    assert f"<title>{item_name(item)}: " in html(item)


def test_the_colours_are_those_of_the_pictures():
    sheet = read(FIVE).sheet
    for name in ("words", "near", "arrow"):
        assert COLOURS[name].light in sheet
        assert COLOURS[name].dark in sheet


# -- its title -------------------------------------------------------------------------


def test_a_title_has_the_name_of_the_routine_beside_it():
    page = html(FIVE, title="Ann Miller")
    assert read(FIVE, title="Ann Miller").texts[:2] == ["Ann Miller", "Lower back five"]
    assert "<title>Ann Miller</title>" in page
    assert Page(page).tags.count("h1") == 1


def test_a_card_has_a_title_too():
    assert read(br.sources, title="Ours").texts[:2] == [
        "Ours",
        read(br.sources).texts[0],
    ]


TITLES: dict[str, Any] = {
    "empty": ("", 'some words, got ""'),
    "blank": (" ", 'some words, got " "'),
    "a number": (5, "text, got 5"),
    "a list": (["Ann"], "text, got ['Ann']"),
    "a sign of no text": ("A\0", 'text without control characters, got "A\\x00"'),
}


@pytest.mark.parametrize(("title", "told"), TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("value", [FIVE, br.sources], ids=["handout", "card"])
def test_what_is_no_title_is_refused(value, title, told):
    with pytest.raises(InvalidValue) as refused:
        html(value, title=title)
    assert str(refused.value) == f"html: title: expected {told}"


# -- the sources of a card -------------------------------------------------------------

SEEN = SCREEN.assess(ANSWERS | {"saddle-numbness": True})
SESSION: Any = PLAN.next(datetime(2026, 12, 1, tzinfo=UTC))
NAMING: dict[str, Any] = {
    "a referral": (SEEN.referral, "nhs-back-pain"),
    "an assessment": (SEEN, "nhs-back-pain"),
    "an assessment's findings": (SCREEN.assess(ANSWERS), "long-2004"),
    "a screen": (SCREEN, "csep-par-q"),
    "a session": (SESSION, "lower-back-article"),
    "a session of one's own": (evolve(SESSION, routine=MINE), "long-2004"),
    "a placement": (
        Placement(asked=0, because=asked("kept.", sources=["nhs-back-pain"])),
        "nhs-back-pain",
    ),
    "a report": (br.reporting.cert(PLAN), "lower-back-article"),
}


@pytest.mark.parametrize(("value", "id"), NAMING.values(), ids=NAMING)
def test_what_names_sources_says_their_titles(value, id):
    page = read(value, sources=br.sources)
    found = br.sources[id]
    said = page.texts[: len(page.texts) - page.texts[::-1].index("Sources")]
    assert f"{id}: {found.title}, {found.publisher}" in page.texts[len(said) :]
    assert all(one.split(": ")[0] in "".join(said) for one in page.texts[len(said) :])


def test_sources_that_are_not_known_keep_their_ids():
    assert "footer" not in read(SEEN.referral, sources={}).tags
    assert "footer" not in read(SEEN.referral).tags


def test_what_names_none_has_none():
    asleep = SCREEN.assess({})
    assert "footer" not in read(asleep.referral, sources=br.sources).tags


def test_anything_else_shows_its_card():
    page = html(br.sources)
    assert "<title>" in page
    assert str(br.render.card(br.sources)) in page


@pytest.mark.parametrize("value", [None, "five", 5, object()])
def test_what_has_no_page_is_refused(value):
    with pytest.raises(InvalidValue, match="expected an exercise"):
        html(value)


WRONG: Any = {"screen": "movement-check", "sources": ["nhs-back-pain"]}
NO_SOURCE: Any = {"nhs-back-pain": "NHS"}


def test_what_is_no_screen_or_source_is_refused():
    with pytest.raises(InvalidValue) as refused:
        html(FIVE, **WRONG)
    assert str(refused.value) == (
        "html: 2 problems\n"
        "  screen: expected a Screen, got 'movement-check'\n"
        "  sources: expected sources by their ids, got ['nhs-back-pain']"
    )
    with pytest.raises(InvalidValue) as refused:
        html(FIVE, sources=NO_SOURCE)
    text = "html: sources['nhs-back-pain']: expected a Source, got 'NHS'"
    assert str(refused.value) == text


def test_what_only_a_handout_uses_is_refused_elsewhere():
    with pytest.raises(InvalidValue) as refused:
        html(br.exercises, screen=SCREEN, sources=br.sources)
    assert str(refused.value) == (
        "html: 2 problems\n"
        "  screen: makes sense only for a handout; leave it out\n"
        "  sources: makes sense only for what names its sources; leave it out"
    )


def named(text):
    """Return a routine that says a text wherever it can."""
    step = br.Step(text, "Up", move="PT1S")
    parts: Any = {
        "setup": [step],
        "cycle": [step],
        "cautions": [Caution("anyone", text)],
    }
    exercise = evolve(BRIDGE, name=text, **parts)
    other = evolve(exercise, id="other", name=f"{text} 2")
    cautions = [Caution("anyone", f"{text} 3")]
    because = asked(f"with care: {text}", about=other.id)
    return Routine([exercise, other], name=text, cautions=cautions, because=because)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_text(text):
    page, plain = (read(named(one), title=one) for one in (text, "plain"))
    assert page.tags == plain.tags
    assert len(page.attributes) == len(plain.attributes)
    assert page.texts == [one.replace("plain", text) for one in plain.texts]


def test_texts_run_their_own_way():
    page = read(named("\u05e9\u05dc\u05d5\u05dd"))
    own = {
        tag for tag, name, value in page.attributes if (name, value) == ("dir", "auto")
    }
    assert own >= {"h1", "h2", "h3", "p", "li", "dd"}


def test_the_same_value_gives_the_same_page_elsewhere():
    program = (
        "import backroutine as br; print(br.render.html(br.routines['lower-back-five'],"
        " screen=br.screens['movement-check'], sources=br.sources), end='')"
    )
    here = html(FIVE, screen=SCREEN, sources=br.sources)
    environment = {"PYTHONPATH": str(SOURCES), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env=environment | {"PYTHONIOENCODING": "utf-8"},
    )
    assert (
        done.stdout.decode()
        == str(here)
        == str(html(FIVE, screen=SCREEN, sources=br.sources))
    )
