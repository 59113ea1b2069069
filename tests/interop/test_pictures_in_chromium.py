"""Every figure, card and page in Chromium: that it opens, how it looks and moves."""

import re
from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from itertools import chain
from math import dist
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageOps
from pypdf import PdfReader

import backroutine as br
from backroutine.render import card, html, player, svg
from backroutine.render._theme import COLOURS, PAPER, TIMES
from tests.interop import screenshots
from tests.interop.bodies import Film, apart, drawn
from tests.interop.browser import even
from tests.test_cards import FIVE, PLAN, VALUES

POSITIONS = {one: number for number, one in enumerate(br.terms.Position)}
EXERCISES = sorted(br.exercises.values(), key=lambda one: POSITIONS[one.position])
TOES_UP = br.Item(br.exercises["bridge"], variation="toes-up", mode="follow")
PICTURES = {
    kind: [svg(one, kind) for one in [*EXERCISES, TOES_UP]]
    for kind in ("still", "strip", "animated")
} | {
    "of routines": [
        svg(one, kind) for one in br.routines.values() for kind in ("sheet", "bar")
    ],
    "of plans": [svg(PLAN, kind) for kind in ("week", "month")],
}
ALL = [picture for pictures in PICTURES.values() for picture in pictures]
SOME = [picture for pictures in PICTURES.values() for picture in pictures[-2:]]
KINDS = pytest.mark.parametrize("kind", PICTURES)
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
MORE: dict[str, Any] = {"screen": br.screens["movement-check"], "sources": br.sources}
HANDOUT = html(FIVE, **MORE)
PAGES = {
    **{f"handout of {name}": html(one, **MORE) for name, one in br.routines.items()},
    "handout of a plan": html(PLAN, **MORE),
    "handout of an exercise": html(br.exercises["bird-dog"]),
    "handout of an item": html(TOES_UP),
    "page of a catalog": html(br.load()),
    **{f"player of {name}": player(one) for name, one in br.routines.items()},
}
PLAYER = PAGES["player of lower-back-five"]
STARTING = "document.querySelector('#start').click()"
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
HOLD = """
(seconds) => document.getAnimations().forEach(one => {
  one.pause(); one.currentTime = seconds * 1000;
})
"""
SIZES = """
() => [...document.querySelectorAll('.br-figure')].map(one => {
  const box = one.getBoundingClientRect(); return [box.width, box.height];
})
"""


def page_of(*parts, css="", title="Pictures"):
    """Return a whole page, light or dark as its reader likes it."""
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
        f"<style>body{{margin:0}}{css}</style>"
        f"<main><h1>{title}</h1>{''.join(parts)}</main></html>"
    )


def named(picture):
    """Return what a picture is called and how large it is."""
    root = ET.fromstring(picture)
    title = root.findtext("{http://www.w3.org/2000/svg}title")
    return title, [float(root.attrib[name]) for name in ("width", "height")]


@pytest.fixture
def visit(browser, watch):
    """Return a way to a new page, on which nothing may go wrong and nothing load."""
    contexts = []

    def open_page(content=None, **options):
        given = {"viewport": {"width": 1400, "height": 1000}, "offline": True}
        contexts.append(browser.new_context(**(given | options)))
        page = watch.over(contexts[-1].new_page())
        if content is not None:
            page.set_content(content)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in watch.asked if not url.startswith("data:")] == []


# -- all of them open ------------------------------------------------------------------


@pytest.fixture
def open_file(browser, watch, tmp_path):
    """Return a way to open a file, which may ask for nothing but itself."""
    page = watch.over(browser.new_page(viewport={"width": 1400, "height": 1000}))
    watched = watch.asked

    def go(name, content):
        content.save(tmp_path / name)
        page.goto((tmp_path / name).as_uri())
        assert watched == [(tmp_path / name).as_uri()]
        watched.clear()
        return page

    yield go
    page.close()


@KINDS
def test_a_picture_is_a_file_of_its_own(open_file, kind):
    for number, picture in enumerate(PICTURES[kind]):
        page = open_file(f"{number}.svg", picture)
        title, size = named(picture)
        assert page.evaluate("document.documentElement.tagName") == "svg"
        assert page.title() == title
        assert page.evaluate(SIZES) == [size]


@KINDS
def test_many_pictures_share_a_page(visit, kind):
    pictures = PICTURES[kind]
    page = visit(page_of(*pictures))
    assert page.evaluate(SIZES) == [named(one)[1] for one in pictures]
    read = page.locator("main").aria_snapshot().replace("''", "'")
    assert re.findall('img "(.*?)"', read) == [named(one)[0] for one in pictures]


def test_a_narrow_page_makes_them_smaller(visit):
    page = visit(page_of(*SOME), viewport={"width": 200, "height": 1000})
    for (width, height), picture in zip(page.evaluate(SIZES), SOME, strict=True):
        wide, high = named(picture)[1]
        assert width <= 200
        assert height == pytest.approx(high * width / wide, abs=0.1)


def test_cards_share_a_page(visit):
    page = visit(page_of(*map(card, VALUES.values())))
    cards = page.locator(".br-card")
    assert cards.count() == len(VALUES)
    for one in cards.all():
        title = one.locator(".title").first.inner_text()
        assert one.get_attribute("aria-label") == title
        assert one.bounding_box()["width"] > 600


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_a_file_of_its_own(open_file, name):
    page = open_file("page.html", PAGES[name])
    if name.startswith("player"):
        page.evaluate(STARTING)
        assert page.locator("#figure").is_visible()
        assert page.get_by_role("img").count() == 1
    else:
        page.evaluate(UNFOLD)
        pictures = page.get_by_role("img").all()
        assert len(pictures) == PAGES[name].count("<svg")
        assert all(one.bounding_box()["width"] > 50 for one in pictures)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


# -- they look as they did -------------------------------------------------------------

SMALL = "main{display:flex;flex-wrap:wrap;gap:6px}h1{display:none}body{margin:6px}"
HALF = SMALL + "svg{height:auto;width:auto;zoom:.5}"


@pytest.fixture
def look(visit, tmp_path):
    """Return a way to compare a page with the screenshot of it that is kept."""

    def compare(name, content, width, then="0", **options):
        size = {"width": width, "height": 600}
        page = visit(content, viewport=size, bypass_csp=True, **options)
        page.add_style_tag(content=even())
        page.evaluate("document.fonts.ready")
        page.evaluate(then)
        shot = screenshots.image(page.screenshot(full_page=True))
        screenshots.check(name, shot, tmp_path)

    return compare


@SCHEMES
def test_stills_look_as_they_did(look, scheme):
    css = f"{SMALL}svg{{width:150px}}"
    page = page_of(*PICTURES["still"], css=css)
    look(f"stills-{scheme}", page, 1254, color_scheme=scheme)


def test_strips_look_as_they_did(look):
    look("strips", page_of(*PICTURES["strip"], css=HALF), 1120)


def test_moving_figures_look_as_they_did(look):
    css = f"{SMALL}svg{{width:150px}}"
    page = page_of(*PICTURES["animated"], css=css)
    look("animated", page, 1254, f"({HOLD})(1.25)")


@SCHEMES
def test_pictures_of_time_look_as_they_did(look, scheme):
    pictures = PICTURES["of routines"] + PICTURES["of plans"]
    look(f"times-{scheme}", page_of(*pictures, css=HALF), 1000, color_scheme=scheme)


def test_cards_look_as_they_did(look):
    names = ("an exercise", "a routine", "a schedule", "exercises")
    look("cards", page_of(*(card(VALUES[name]) for name in names)), 700)


@SCHEMES
def test_a_handout_looks_as_it_did(look, scheme):
    look(f"handout-{scheme}", HANDOUT, 900, color_scheme=scheme)


def test_the_player_looks_as_it_did(look):
    look("player-start", PLAYER, 700)
    still = {"reduced_motion": "reduce"}
    look("player", PLAYER, 700, f"{STARTING};backroutine.speed = 0.001", **still)


def test_a_change_does_not_pass():
    kept = screenshots.kept("stills-light")
    assert screenshots.worst(kept, kept.copy()) is None
    first = (12, 12, 150, 100)
    for change in (ImageOps.mirror, lambda one: one.rotate(4, fillcolor="white")):
        other = kept.copy()
        other.paste(change(kept.crop(first)), first)
        x, y = screenshots.worst(kept, other)
        assert x <= 150
        assert y <= 100


def test_a_picture_of_another_size_does_not_pass(tmp_path, monkeypatch):
    monkeypatch.delenv("KEEP_PICTURES", raising=False)
    kept = screenshots.kept("cards")
    with pytest.raises(AssertionError, match=r"what is drawn now: .*cards\.png"):
        screenshots.check("cards", kept.crop((0, 0, 300, 300)), tmp_path)
    with pytest.raises(AssertionError, match=r"what differs: .*cards-difference\.png"):
        screenshots.check("cards", ImageOps.mirror(kept), tmp_path)
    assert len([*tmp_path.iterdir()]) == 2


# -- they move -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def moving(browser):
    """Return a page of all that moves."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_content(page_of(*PICTURES["animated"]))
    yield page
    context.close()


# Between four samples of a movement a planted limb that is almost straight bends too
# little, and times in tenths of a percent are coarse where a repetition takes a minute.
COARSE = {
    "heel-slide",
    "knee-rolls",
    "sit-to-stand",
    "figure-four",
    "hamstring-stretch",
}
SLIDES = {"knee-rolls", "sit-to-stand"}


def moves(*, failing=()):
    """Run a test for each figure that moves; it has to fail for those it names."""
    items = [*map(br.Item, EXERCISES), TOES_UP]
    names = [*(one.id for one in EXERCISES), "toes-up"]
    fails = pytest.mark.xfail(raises=AssertionError, reason="too few or coarse samples")
    cases = [
        pytest.param(number, item, id=name, marks=[fails] if name in failing else [])
        for number, (name, item) in enumerate(zip(names, items, strict=True))
    ]
    return pytest.mark.parametrize(("number", "item"), cases)


@moves(failing=COARSE)
def test_a_figure_moves_as_the_poses_do(moving, number, item):
    times, bodies = zip(*Film(item).bodies(), strict=True)
    found = drawn(moving, number, times)
    for time, one, other in zip(times, bodies, found, strict=True):
        assert apart(one, other) < 2, time


@moves(failing=SLIDES)
def test_what_is_planted_does_not_slide(moving, number, item):
    film = Film(item)
    for move, times in film.times():
        for body in drawn(moving, number, [time for _, time in times]):
            for spot in film.planted(move):
                assert min(dist(spot, point) for point in chain(*body)) < 1.5


@moves()
def test_a_figure_does_not_jump(moving, number, item):
    whole = sum((one.move + one.hold for one in Film(item).moves), timedelta())
    for time in Film(item).joints():
        before = (time or whole.total_seconds()) - 0.001
        assert apart(*drawn(moving, number, [before, time + 0.001])) < 1, time


@moves()
def test_a_figure_keeps_the_pace_of_the_dose(moving, number, item):
    took = (
        moving.locator(".br-figure")
        .nth(number)
        .evaluate(
            "one => one.getAnimations({subtree: true})"
            ".map(one => one.effect.getTiming().duration / 1000)"
        )
    )
    _, cycle, _ = item.blocks[0]
    each = sum((one.move + one.hold).total_seconds() for one in cycle)
    turns = 1 + ("alternating" in item.exercise.laterality)
    assert set(took) == {2.0 if item.exercise.id == "walking" else turns * each}


def boxes(page):
    """Return the pictures of a page's figures, each cut out of one screenshot."""
    shot = screenshots.image(page.screenshot(full_page=True, animations="allow"))
    found = page.evaluate(
        "[...document.querySelectorAll('.br-figure, img')].map(one => {"
        " const box = one.getBoundingClientRect();"
        " return [box.left, box.top, box.right, box.bottom]; })"
    )
    return [shot.crop(tuple(map(round, box))).tobytes() for box in found]


def test_every_figure_moves_on_its_own(visit):
    page = visit(page_of(*PICTURES["animated"], css=HALF))
    seen = []
    for time in (0, 0.7, 1.4, 2.1):
        page.evaluate(HOLD, time)
        seen.append(boxes(page))
    assert all(len(set(shots)) > 1 for shots in zip(*seen, strict=True))


@pytest.mark.parametrize(
    "options",
    [{"reduced_motion": "reduce"}, {"media": "print"}],
    ids=["reduced", "print"],
)
def test_nothing_moves_where_that_is_not_wanted_or_on_paper(visit, options):
    page = visit(page_of(*PICTURES["animated"], css=HALF))
    assert page.evaluate("document.getAnimations().length") > 37
    page.emulate_media(**options)
    assert page.evaluate("document.getAnimations().length") == 0
    one = boxes(page)
    page.wait_for_timeout(400)
    assert boxes(page) == one


def test_in_an_img_they_move_or_not_as_the_reader_wants(launch, visit):
    lively = ("bridge", "bird-dog", "mini-squat", "walking")
    pictures = [svg(br.exercises[id], "animated") for id in lively]
    content = page_of(*map(image_of, pictures))
    moving = visit(content)
    # Emulation does not reach into an image; how Chromium itself is set does.
    calm = launch("--force-prefers-reduced-motion").new_page(reduced_motion="null")
    calm.set_content(content)
    first, still = boxes(moving), boxes(calm)
    waiting = {*range(len(pictures))}
    for _ in range(20):
        moving.wait_for_timeout(300)
        both = zip(first, boxes(moving), strict=True)
        waiting -= {number for number, (one, other) in enumerate(both) if one != other}
        if not waiting:
            break
    assert waiting == set()
    assert boxes(calm) == still


def image_of(picture):
    data = b64encode(picture.encode()).decode()
    return f'<img alt="" src="data:image/svg+xml;base64,{data}">'


# -- dark, and on paper ----------------------------------------------------------------

STROKED = ("near", "far", "ghost", "arrow", "ground", "thing")
LOOKS = {
    **{f".{name}:not(.full)": ("stroke", COLOURS[name]) for name in STROKED},
    ".near.full": ("fill", COLOURS["near"]),
    ".words": ("fill", COLOURS["words"]),
    ".paper": ("fill", PAPER),
    ".halo": ("stroke", PAPER),
    **{f".{name}": ("fill", TIMES[name]) for name in ("strong", "pale", "quiet")},
    ".edge": ("stroke", TIMES["edge"]),
}
COMPUTED = """
([where, what]) => [...document.querySelectorAll('.br-figure ' + where)].map(
  one => getComputedStyle(one)[what])
"""


@pytest.mark.parametrize(
    ("scheme", "media", "look"),
    [
        ("light", "screen", "light"),
        ("dark", "screen", "dark"),
        ("light", "print", "light"),
        ("dark", "print", "light"),
    ],
)
def test_the_colours_are_those_of_the_theme(visit, scheme, media, look):
    page = visit(page_of(*ALL), color_scheme=scheme)
    page.emulate_media(media=media, color_scheme=scheme)
    for where, (what, colour) in LOOKS.items():
        wanted = rgb(getattr(colour, look))
        assert {*page.evaluate(COMPUTED, [where, what])} == {wanted}, where


def rgb(colour):
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgb({red}, {green}, {blue})"


def test_paper_takes_the_light_look(visit):
    page = visit(page_of(*SOME, css="body{background:white}"), color_scheme="light")
    page.evaluate(HOLD, 0)
    page.emulate_media(media="print", color_scheme="light")
    light = boxes(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert boxes(page) == light


@pytest.mark.parametrize(
    ("scheme", "media", "ground"),
    [
        ("light", "screen", PAPER.light),
        ("dark", "screen", PAPER.dark),
        ("dark", "print", PAPER.light),
    ],
)
def test_cards_and_handouts_are_dark_on_dark_screens_alone(
    visit, scheme, media, ground
):
    options = {"color_scheme": scheme}
    for content, where in ((page_of(card(FIVE)), ".br-card"), (HANDOUT, "body")):
        page = visit(content, **options)
        page.emulate_media(media=media, **options)
        found = f"getComputedStyle(document.querySelector('{where}')).backgroundColor"
        assert page.evaluate(found) == rgb(ground)


# -- for everybody ---------------------------------------------------------------------

GRAVE = """
async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => [one.id, ...one.nodes.map(node => node.html.slice(0, 200)
    + ' ' + node.any.map(any => any.message).join())])
"""
LOOKED_AT = {
    "figures": (page_of(*SOME), "0"),
    "cards": (page_of(*map(card, VALUES.values())), UNFOLD),
    "a handout": (HANDOUT, "0"),
    "a handout of a plan": (PAGES["handout of a plan"], "0"),
    "a page of a catalog": (PAGES["page of a catalog"], "0"),
    "the player before the start": (PLAYER, "0"),
    "the player": (PLAYER, STARTING),
}


@SCHEMES
@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_grave(visit, axe, name, scheme):
    content, then = LOOKED_AT[name]
    page = visit(content, color_scheme=scheme)
    page.evaluate(then)
    page.evaluate(axe)
    assert page.evaluate(GRAVE) == []


def test_axe_would_find_something(visit, axe):
    page = visit(page_of('<p style="color:#999;background:#fff">Pale</p><img src="">'))
    page.evaluate(axe)
    found = {name for name, *_ in page.evaluate(GRAVE)}
    assert found == {"color-contrast", "image-alt"}


# -- printed ---------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_five_are_one_page_of_paper(visit, paper):
    printed = PdfReader(BytesIO(visit(HANDOUT).pdf(format=paper)))
    (sheet,) = printed.pages
    said = "".join(sheet.extract_text().split())
    for text in (*(item.exercise.name for item in FIVE), "When to stop"):
        assert "".join(text.split()) in said
