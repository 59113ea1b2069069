"""Values as pieces of HTML that say what text and Markdown say."""

import copy
import pickle
import re
from functools import cache
from typing import Any

import html5lib
import pytest

import backroutine as br
from backroutine import render
from backroutine.errors import InvalidValue
from tests.examples import BRIDGE, MORNING
from tests.shown import FIVE, FLAGGED, PLAN, REASON, SESSION, VALUES

CASES = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
BLOCKS = {"div", "p", "ol", "ul", "li", "dl", "dt", "dd", "tr", "th", "td", "summary"}
NASTY = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></title></svg><style>*{display:none}</style>",
    "&lt;b&gt; &amp; &#60; <!-- --> <![CDATA[ ]]> {{ 7 * 7 }} ${7} %s",
    "\N{RIGHT-TO-LEFT OVERRIDE}sdrawkcab \N{RIGHT-TO-LEFT ISOLATE} x <bdo dir=rtl>",
    "x" * 10_000,
)


@cache
def parsed(card: str) -> Any:
    """Return the elements of a card, which must be without a fault."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (whole,) = parser.parseFragment(card)
    return whole


def every(card: str, *names: str) -> list[Any]:
    return [one for one in parsed(card).iter() if one.tag in names]


def local(name: str) -> str:
    return name.rpartition("}")[2]


def said(whole: Any) -> list[str]:
    """Return the words that are seen, once each, but not those of pictures."""
    return "".join(_said(whole, folded=False)).split()


def _said(one: Any, *, folded: bool) -> Any:
    """Walk the text; a table that goes on says its head again."""
    name, more = local(one.tag), re.fullmatch(r"\d+ more", one.text or "")
    if name in {"style", "svg"} or more or (folded and name == "thead"):
        return
    yield " " * (name in BLOCKS) + (one.text or "")
    for part in one:
        yield from _said(part, folded=folded or name == "details")
        yield part.tail or ""
    yield " " * (name in BLOCKS)


def told(text: str) -> list[str]:
    """Return the words of a text without the marks of its lists."""
    lines = (re.sub(r"^ *(\d+\.|-) ", "", line) for line in text.splitlines())
    return " ".join(lines).split()


def around(text: str) -> br.Exercise:
    """Return an exercise that holds a text wherever there is room for any."""
    steps = [br.Step(text, "Go", move="PT1S", pose=VALUES["a pose"])]
    way = br.Variation("another", text, steps)
    return br.Exercise(
        "an-id", text, "supine", "bilateral", ["neutral"], "none", steps, steps,
        br.Dose(8), ["mobility"], variations=[way], aliases=[text], cues=["Go"],
        cautions=[br.Caution("anyone", text)], basis=[],
    )  # fmt: skip


def around_all(text: str) -> list[object]:
    """Return values of every kind that hold a text."""
    routine = br.Routine([around(text)], name=text.strip(" +"), purpose=[text])
    source = br.Source("an-id", text, text, "website", author=text, note=text)
    item = br.Item(around(text), variation="another")
    catalog = br.Catalog([around(text)], [], [source])
    return [around(text), item, routine, br.Timeline.of(routine), source, catalog]


# -- what it says ------------------------------------------------------------------


@CASES
def test_a_card_says_the_words_of_the_text_in_their_order(value):
    assert said(parsed(render.card(value))) == told(render.text(value))


@CASES
def test_a_card_is_html_without_a_fault_and_the_same_each_time(value):
    card = render.card(value)
    assert type(card) is render.Html
    assert parsed(card).get("class") == "br-card"
    assert render.card(copy.deepcopy(value)) == card


def test_there_is_no_card_of_anything_else():
    with pytest.raises(InvalidValue, match=r"expected an exercise, an item, a step"):
        render.card("bridge")


def test_short_answers_lists_and_tables_are_what_they_are_in_html():
    exercise = render.card(br.exercises["bridge"])
    assert [one.text for one in every(exercise, "dt")][:3] == ["Id", "Start", "Dose"]
    assert len(every(exercise, "ol")) == 2
    table = render.card(br.routines)
    assert {one.get("scope") for one in every(table, "th")} == {"col"}


def test_a_source_leads_to_its_own_page_and_nothing_else_does():
    (link,) = every(render.card(VALUES["a source"]), "a")
    assert link.get("href") == link.text == br.sources["lower-back-article"].url
    assert link.get("rel") == "noopener noreferrer"
    with pytest.raises(InvalidValue):
        br.Source("an-id", "A title", "A house", "website", url="javascript:alert(1)")
    unseen = br.Source("an-id", "https://a.test", "https://b.test", "website")
    assert not every(render.card(unseen), "a")


# -- pictures ----------------------------------------------------------------------


def pictures(value: object) -> list[str]:
    """Return the names of the pictures in a card."""
    drawn = (one for one in parsed(render.card(value)).iter() if one.get("role"))
    return [one[0].text for one in drawn if one.get("role") == "img"]


def test_an_exercise_begins_with_its_figure():
    assert pictures(br.exercises["bridge"]) == ["Bridge, step by step"]
    whole = parsed(render.card(br.exercises["bridge"]))
    assert [local(one.tag) for one in whole][:4] == ["style", "p", "div", "dl"]
    assert whole[2].get("class") == "figure"


def test_a_routine_has_its_time_and_a_still_of_each_exercise():
    bar, *stills = pictures(FIVE)
    assert bar == "Lower back five: 4:47"
    names = [item.exercise.name for item in FIVE]
    assert [one.partition(":")[0] for one in stills] == names
    assert pictures(SESSION) == [bar, *stills]


def test_a_plan_has_its_week_and_a_timeline_its_bar():
    assert len(pictures(PLAN)) == 1
    assert pictures(br.Timeline.of(FIVE)) == ["Lower back five: 4:47"]


def test_a_shelf_of_exercises_has_a_still_in_each_row():
    assert len(pictures(br.exercises)) == len(br.exercises)
    assert not pictures(br.sources)


def test_where_there_are_no_poses_there_is_no_picture():
    for value in (BRIDGE, br.Item(BRIDGE), BRIDGE.cycle[0], br.Shelf("exercise")):
        assert not pictures(value)
    assert len(pictures(MORNING)) == 1  # its time
    assert not pictures(br.Shelf("exercise", [BRIDGE]))


def test_only_big_pictures_bring_a_style_sheet_of_their_own():
    assert len(every(render.card(br.exercises), "style")) == 1


# -- what is folded ----------------------------------------------------------------


def folded(value: object) -> dict[str, list[str]]:
    """Return what one must ask for, by the words one asks with."""
    found = every(render.card(value), "details")
    return {one[0].text: said(one) for one in found}


def test_what_few_look_for_is_folded_away():
    assert [*folded(br.exercises["bridge"])] == ["Variations", "Details"]
    assert [*folded(VALUES["a screen"])] == ["10 more", "Rules", "Details"]


def test_a_long_table_shows_its_beginning():
    rest = f"{len(br.exercises) - 12} more"
    assert [*folded(br.exercises)] == [rest]
    assert len(every(render.card(br.exercises), "table")) == 2
    few = br.Shelf("exercise", br.exercises.entries[:16])
    assert not folded(few)


def test_a_long_list_shows_its_beginning_and_a_short_one_all():
    assert [*folded(VALUES["a placement"])] == ["8 more"]
    assert not folded(br.Placement([], 1, [REASON] * 16))


def test_no_caution_and_no_warning_is_folded_away():
    care = [br.Caution("anyone", f"Mind number {n}.") for n in range(40)]
    routine = br.Routine(FIVE.items, cautions=care)
    assert "Mind" not in {word for words in folded(routine).values() for word in words}
    screen = br.screens["movement-check"]
    hidden = " ".join(word for words in folded(screen).values() for word in words)
    shown: list[Any] = [*screen.red_flags, *screen.stop_rules, *screen.advice]
    assert not [one.text for one in shown if one.text in hidden]
    assert [*folded(FLAGGED.referral)] == []


# -- at home on anybody's page -----------------------------------------------------


@CASES
def test_a_card_runs_and_loads_nothing(value):
    card = render.card(value)
    for one in parsed(card).iter():
        assert local(one.tag) not in {"script", "img", "link", "iframe", "object"}
        assert not [name for name in one.keys() if name.startswith("on")]  # noqa: SIM118 - an element is no dict
        assert not {"id", "src", "xlink:href"} & {*one.keys()}
        assert one.tag == "a" or "href" not in one.keys()  # noqa: SIM118 - nor here
    styles = "".join(re.findall(r"<style>(.*?)</style>", card))
    assert not re.search(r"url\(|@import|expression|//", styles)


@CASES
def test_every_rule_is_about_what_is_ours(value):
    for css in re.findall(r"<style>(.*?)</style>", render.card(value)):
        heads = re.findall(r"([^{}]+)\{", css)
        selectors = [one for one in heads if not one.startswith("@media")]
        assert selectors
        for one in ",".join(selectors).split(","):
            assert re.match(r"\.br-(card|figure)\b", one), one
        assert css.count("{") == css.count("}")


@CASES
def test_what_scrolls_can_be_reached_by_keys_and_has_a_name(value):
    for one in parsed(render.card(value)).iter():
        if "scroll" in (one.get("class") or ""):
            assert (one.get("tabindex"), one.get("role")) == ("0", "group")
            assert one.get("aria-label")


# -- hostile text ------------------------------------------------------------------

ELEMENTS = {one.tag for text in "ab" for v in around_all(text) for one in
            parsed(render.card(v)).iter()}  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:12])
def test_hostile_text_stays_text(text):
    for value in around_all(text):
        card = render.card(value)
        assert {one.tag for one in parsed(card).iter()} <= ELEMENTS
        assert said(parsed(card)) == told(render.text(value))


def test_text_that_turns_direction_is_kept_to_its_own_place():
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}sdrawkcab"
    for value in around_all(turned):
        for one in parsed(render.card(value)).iter():
            if turned in (one.text or "") and not one.tag.startswith("{"):
                assert one.tag == "bdi" or one.get("dir") == "auto"


def test_what_has_no_place_in_html_is_left_out():
    exercise = br.Exercise(
        **{field: getattr(BRIDGE, field) for field in BRIDGE.__match_args__}
    )
    object.__setattr__(exercise, "name", "A\0b\x08c\ud800d\x85e")
    assert every(render.card(exercise), "p")[0].text == "Abcde"


# -- nothing else is changed --------------------------------------------------------


def test_a_card_is_kept_and_sent_like_text(tmp_path):
    card = render.card(FIVE)
    again = pickle.loads(pickle.dumps(card))
    assert (type(again), again) == (render.Html, card)
    card.save(tmp_path / "card.html")
    assert (tmp_path / "card.html").read_text(encoding="utf-8") == card
