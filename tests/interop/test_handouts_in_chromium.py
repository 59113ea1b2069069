"""Handouts in Chromium: on paper, on a screen and on a phone."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

import backroutine as br
from tests.test_handouts import FIVE, PLAN, SCREEN, named

MORE: Any = {"screen": SCREEN, "sources": br.sources}
MANY = br.Routine(list(br.exercises.values()), name="Many")


@pytest.fixture
def page(browser, watch):
    """Return a page that may neither load nor complain about anything."""
    page = watch.over(browser.new_page())
    yield page
    page.close()
    assert watch.asked == []


@pytest.mark.parametrize("value", [FIVE, PLAN], ids=["routine", "plan"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_five_fit_a_page(page, value, paper):
    page.set_content(br.render.html(value, **MORE))
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    assert len(printed.pages) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("margin", ["0.4in", "0.5in"])
def test_the_five_fit_a_page_with_the_margins_of_a_browser(page, paper, margin):
    ours = "@page{margin:9mm 10mm}"
    text = str(br.render.html(FIVE, **MORE))
    assert ours in text
    page.set_content(text.replace(ours, ""))
    around = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    printed = PdfReader(BytesIO(page.pdf(format=paper, margin=around)))
    assert len(printed.pages) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_exercise_of_many_is_torn(page, paper):
    page.set_content(br.render.html(MANY))
    printed = PdfReader(BytesIO(page.pdf(format=paper))).pages
    pages = ["".join(one.extract_text().split()) for one in printed]
    assert len(pages) > 3
    for number, one in enumerate(br.exercises.values(), 1):
        name = "".join(f"{number}. {one.name}".split())
        last = "".join(one.cycle[-1].text.split())
        assert any(name in said and last in said for said in pages)


@pytest.mark.parametrize("value", [PLAN, MANY, named("ab" * 5000)], ids=["a", "b", "c"])
@pytest.mark.parametrize("width", [320, 380, 1200])
def test_nothing_is_wider_than_the_screen(page, value, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(br.render.html(value, screen=SCREEN))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_is_never_dark(page):
    page.emulate_media(color_scheme="dark", media="screen")
    page.set_content(br.render.html(FIVE))
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 29)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
