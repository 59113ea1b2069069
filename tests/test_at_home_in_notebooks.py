"""Values in notebooks, terminals and templates that know nothing of them."""

import copy
import io
import pickle
from datetime import timedelta
from typing import Any

import django.utils.html as django_html
import jinja2
import marimo._output.formatting as marimo_formatting
import pytest
from django.template import Context, Engine
from IPython.core.completer import match_dict_keys
from IPython.core.formatters import DisplayFormatter
from rich.console import Console
from rich.panel import Panel
from rich.pretty import pretty_repr

import backroutine as br
from backroutine import render
from tests.examples import BRIDGE, CHECK
from tests.shown import VALUES

CASES = pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
BRACKETS = br.Step("Press [bold]hard[/bold] :smile: [/] \\[x].", "[red]Press[/red]")


# -- notebooks ---------------------------------------------------------------------


@CASES
def test_jupyter_is_given_the_card_the_markdown_and_the_plain_text(value):
    kinds, _ = DisplayFormatter().format(value)
    assert {*kinds} == {"text/html", "text/markdown", "text/plain"}
    assert kinds["text/html"] == render.card(value)
    assert kinds["text/markdown"] == render.markdown(value)


def test_jupyter_is_given_a_card_of_a_card():
    kinds, _ = DisplayFormatter().format(render.card(BRIDGE))
    assert kinds["text/html"] == render.card(BRIDGE)


@CASES
def test_marimo_shows_the_card(value):
    shown = marimo_formatting.try_format(value)
    assert (shown.mimetype, shown.data) == ("text/html", render.card(value))
    assert shown.traceback is None


def test_keys_are_completed_and_nothing_is_read_for_it():
    catalog = br.load()
    shelf = catalog.exercises
    assert shelf._ipython_key_completions_() == list(shelf)
    keys: list[Any] = [*shelf._ipython_key_completions_()]
    _, _, found = match_dict_keys(keys, "'bri", " '")
    assert [*found] == ["bridge"]
    assert {"exercises", "routines", "screens", "sources"} <= {*dir(catalog)}


# -- terminals ---------------------------------------------------------------------


def printed(value: object, width: int = 2000) -> str:
    console = Console(file=io.StringIO(), record=True, width=width)
    console.print(value)
    return console.export_text()


@CASES
def test_rich_prints_the_plain_text(value):
    lines = [line.rstrip() for line in render.text(value).splitlines()]
    assert printed(value).splitlines() == lines


def test_what_is_markup_to_rich_stays_text():
    assert "Press [bold]hard[/bold] :smile: [/] \\[x]." in printed(BRACKETS)
    assert printed(BRACKETS).startswith("[red]Press[/red]\n")
    assert "[red]" in printed(Panel(BRACKETS))


def test_rich_keeps_all_words_in_a_narrow_terminal():
    words = printed(br.exercises["bridge"], width=30).split()
    assert words == render.text(br.exercises["bridge"]).split()


def test_rich_lays_out_the_constructor_call():
    dose: Any = br.Dose(8, sets=2, rest="PT30S", counting="per-side")
    assert [*dose.__rich_repr__()] == [
        ("reps", br.Span(8, 8)),
        ("sets", 2),
        ("rest", "PT30S"),
        ("counting", "per-side"),
    ]
    laid_out = pretty_repr(dose, max_width=10_000)
    assert laid_out == repr(dose)
    assert pretty_repr(br.Dose(8)) == "Dose(reps=Span(low=8, high=8))"


@pytest.mark.parametrize(
    "value",
    [BRIDGE, br.Item(BRIDGE, variation="toes-up"), CHECK, br.EveryDays(2), BRACKETS],
    ids=lambda value: type(value).__name__,
)
def test_the_parts_for_rich_make_the_value_again(value):
    parts = dict(value.__rich_repr__())
    assert type(value)(**parts) == value


def test_a_person_s_week_is_laid_out_as_it_is_kept():
    rhythm: Any = br.Rhythm(wake="06:45")
    parts = dict(rhythm.__rich_repr__())
    assert parts["wake"] == ("06:45",) * 7


# -- templates ---------------------------------------------------------------------


@CASES
def test_a_template_of_jinja_shows_the_card(value):
    template = jinja2.Environment(autoescape=True).from_string("<p>{{ value }}</p>")
    assert template.render(value=value) == f"<p>{render.card(value)}</p>"


@CASES
def test_django_escapes_no_card(value):
    assert django_html.conditional_escape(value) == render.card(value)
    filled = django_html.format_html("<p>{}</p>", value)
    assert filled == f"<p>{render.card(value)}</p>"


def test_a_template_of_django_shows_a_card_and_of_a_value_the_text():
    """Django turns all that is no text into text before it looks any further."""
    template = Engine().from_string("{{ card }}|{{ value }}")
    context = Context({"card": render.card(BRACKETS), "value": BRACKETS})
    card, text = template.render(context).split("|")
    assert card == render.card(BRACKETS)
    assert text == django_html.escape(str(BRACKETS))


def test_a_picture_in_a_template_is_not_escaped():
    picture = render.svg(br.exercises["bridge"])
    template = jinja2.Environment(autoescape=True).from_string("{{ picture }}")
    assert template.render(picture=picture) == picture


# -- nothing else is changed -------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [BRIDGE, br.Item(BRIDGE), BRIDGE.cycle[0], VALUES["a session"], VALUES["a pose"]],
    ids=lambda value: type(value).__name__,
)
def test_a_shown_value_is_still_frozen_slotted_and_equal_to_its_copies(value):
    assert not hasattr(value, "__dict__")
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert again == value
        assert hash(again) == hash(value)
        assert again._repr_html_() == value._repr_html_()


def test_what_has_words_of_its_own_keeps_them():
    session = VALUES["a session"]
    assert str(session).startswith("Wed 2026-12-02 06:45 to 06:51, after waking")
    assert str(BRACKETS) == render.text(BRACKETS)


def test_an_item_says_what_is_done_there():
    item = br.Item(BRIDGE, br.Dose(6), variation="toes-up", mode="follow")
    lines = render.text(item).splitlines()
    assert lines[0] == "Bridge, then Bridge, toes up"
    assert "Dose      6 times; 1 s to 2 s holds" in lines
    assert lines.count("Movement") == 2


def test_a_step_and_a_pose_say_what_they_hold():
    step = br.Step("Lift.", "Up", timedelta(seconds=2), "PT1S", side="left")
    expected = "Up\nLift.\n\nMove  2 s\nHold  1 s\nSide  left"
    assert render.text(step) == expected
    assert render.text(VALUES["a pose"]) == "A pose\nSeen from the side."
