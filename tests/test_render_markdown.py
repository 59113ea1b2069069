"""Values as Markdown, read back by an independent Markdown engine."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from inspect import cleandoc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import backroutine as br
from backroutine import render
from backroutine.timeline import Cue, CueKind

ENGINE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKS = [
    "<script>alert(1)</script>",
    "<!-- x",
    "<a@b.org>",
    "<https://example.org>",
    "[x](javascript:alert(1))",
    "[x]: https://example.org",
    "![x](https://example.org/x.png)",
    "www.example.org",
    "a | b",
    "|---|",
    "\\|",
    "\\",
    "\\\\",
    "\\#",
    "`x`",
    "```",
    "~~~",
    "~~x~~",
    "# x",
    "x #",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "1) x",
    "> x",
    "---",
    "===",
    "***",
    "**x**",
    "_x_",
    "__x__",
    "&lt;b&gt;",
    "&#35;",
    "$x$",
    "    x",
    "x  ",
    "\u00a0x\u3000",
    "[ ] x",
    "[^1]",
    "{#x}",
    ": x",
    ":x:",
]


class Reading(HTMLParser):
    """Keep what a browser would show, and the elements it would show it in."""

    def __init__(self, markdown):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(ENGINE.render(markdown))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(attrs)))

    def handle_comment(self, data):
        self.elements.append(("comment", data))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


def values(words, cue):
    """Return a value of every kind, with a stranger's text wherever one may stand."""
    step = br.Step(words, cue, "PT1S", "PT1S")
    caution = br.Caution("osteoporosis", words)
    basis = br.Basis(words, "inferred", words, reason=words)
    exercise = br.Exercise(
        "an-exercise",
        words,
        "supine",
        "alternating",
        ["flexion"],
        "mid",
        [step],
        [step],
        br.Dose(2),
        ["mobility"],
        cues=[cue],
        variations=[br.Variation("v", words, [step], [step], cues=[cue])],
        cautions=[caution],
        easier=[words],
        harder=[words],
        aliases=[words],
        basis=[basis],
    )
    routine = br.Routine(
        [br.Item(exercise, variation="v", mode="follow")],
        "r",
        name=words.replace(" + ", "+").strip("+ ") or "x",
        purpose=[words],
        cues=[cue],
        cautions=[caution],
        basis=[basis],
        because=[br.Reason(words, words, words)],
    )
    claim = br.Claim("causes", words, note=words)
    source = br.Source(
        "s", words, words, "charity", None, words, words, words, words, [claim], words
    )
    options = f"{words}?", f"{words}."
    screen = br.Screen(
        "check",
        words,
        [
            br.Question("flag", words, words, level="ask-first", basis=[basis]),
            br.Question("left", words, words, level="ask-first"),
            br.Question("choice", words, kind="choice", options=options),
        ],
        [
            br.Finding(
                "found", words, "choice", "D", answer=options[0], exercises=[words]
            )
        ],
        [br.Advice("ask-first", words)],
        [br.StopRule(words, basis=[basis])],
        purpose=[words],
        basis=[basis],
    )
    start = datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
    session = br.Session(
        start, start + timedelta(minutes=1), br.Moment("12:30"), routine, start.date()
    )
    zero = timedelta(0)
    return {
        "exercise": exercise,
        "routine": routine,
        "session": session,
        "schedule": br.Schedule(
            routine, moments=["12:30"], tz="UTC", start=start.date()
        ),
        "timeline": br.Timeline(words, [Cue(zero, zero, CueKind.DONE, words)]),
        "catalog": br.Catalog([exercise], [routine], [source]),
        "source": source,
        "screen": screen,
        "assessment": screen.assess({"flag": True, "choice": options[0]}),
        "referral": screen.assess({}).referral,
    }


def texts():
    """Return a strategy for a stranger's lines: ordinary, odd and hostile ones."""
    line = st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
    )
    joined = st.lists(st.sampled_from(TRICKS) | line, min_size=1, max_size=3)
    return joined.map("".join).filter(str.strip)


def check(words):
    """See that text is shown as it is, and makes no element of its own."""
    cue = " ".join(words.split()[:6])
    hostile, tame = values(words, cue), values("x", "x")
    for kind, value in hostile.items():
        read = Reading(render.markdown(value))
        assert read.elements == Reading(render.markdown(tame[kind])).elements
        assert words in read.text or kind == "schedule"
        assert cue in read.text or kind != "exercise"


@pytest.mark.parametrize("words", TRICKS)
def test_no_known_trick_works(words):
    check(words)


@given(texts())
def test_a_strangers_text_stays_text(words):
    check(words)


def test_ordinary_text_is_left_readable():
    note = "Lower slowly, 1.5 s (or more); e.g. at 4:35 - don't rush: 8-10, 50 %!"
    source = br.Source("s", "Title", "Somebody", "charity", note=note)
    assert note.replace("e.g", "e\\.g") in render.markdown(source)


def test_the_bundled_content_needs_hardly_any_escape():
    every = [*br.exercises.values(), *br.routines.values(), *br.screens.values()]
    assert not any("\\" in render.markdown(value) for value in every)


def test_an_exercise_is_a_title_facts_and_lists():
    told = render.markdown(br.exercises["bridge"])
    assert told.startswith("# Bridge\n\n- **Id:** bridge\n- **Start:** lying on the ")
    assert "\n## Movement\n\n1. " in told
    assert "\n- **Toes up**: " in told
    assert told.endswith("\n")


def test_a_routine_numbers_its_exercises_and_lists_their_steps():
    step = br.Step("Up.", "Up", "PT1S")
    parts = ("supine", "bilateral", ["flexion"], "mid", [step], [step], br.Dose(1))
    up = [br.Exercise(f"e{i}", f"E{i}", *parts, ["mobility"]) for i in range(10)]
    told = render.markdown(br.Routine(up, name="Ten"))
    assert "\n1. **E0**: once\n   - Up.\n" in told
    assert "\n10. **E9**: once\n    - Up.\n" in told
    tags = [tag for tag, _ in Reading(told).elements]
    assert tags.count("ol") == 1
    assert tags.count("ul") == 10


def test_a_variation_that_adds_nothing_new_is_its_name_and_steps():
    step = br.Step("Up.", "Up", "PT1S")
    plain = br.Variation("v", "Toes up", cycle=[step])
    one = br.Exercise(
        "x", "X", "supine", "bilateral", ["flexion"], "mid", [step], [step],
        br.Dose(1), ["mobility"], variations=[plain],
    )  # fmt: skip
    assert "\n- **Toes up**\n  - Up.\n" in render.markdown(one)


def test_a_table_is_a_table():
    shelf = br.Catalog([br.exercises["bird-dog"], br.exercises["bridge"]]).exercises
    told = render.markdown(shelf)
    assert told.startswith(
        cleandoc("""
        # 2 exercises

        | Id | Name | Position | Time |
        | --- | --- | --- | --- |
        | bird-dog | Bird dog | quadruped | 0:48 to 1:00 |
        """)
    )
    tags = [tag for tag, _ in Reading(told).elements]
    assert tags.count("tr") == 1 + len(shelf)


def test_an_empty_shelf_has_no_table():
    assert render.markdown(br.Catalog().routines) == "# 0 routines\n"


def test_notebooks_show_the_same_markdown():
    five = br.routines["lower-back-five"]
    assert five._repr_markdown_() == render.markdown(five)
