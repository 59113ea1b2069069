"""Every figure, card and page in Chromium: that it opens, how it looks and moves."""

import re
from base64 import b64encode
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageOps
from pypdf import PdfReader

import backroutine as br
from backroutine.render import card, html, player, svg
from backroutine.render._theme import COLOURS, PAPER, TIMES
from tests.interop import screenshots
from tests.interop.bodies import Film, apart, away, recorded
from tests.interop.browser import even
from tests.shown import FIVE, PLAN, VALUES

POSITIONS = {one: number for number, one in enumerate(br.terms.Position)}
EXERCISES = sorted(br.exercises.values(), key=lambda one: POSITIONS[one.position])
BRIDGE = br.exercises["bridge"]
TOES_UP = br.Item(BRIDGE, variation="toes-up")
BOTH = br.Item(BRIDGE, variation="toes-up", mode="follow")
FILMS = {
    **{one.id: Film(br.Item(one)) for one in EXERCISES},
    "toes-up": Film(TOES_UP),
    "bridge, then toes-up": Film(BOTH),
}
PICTURES = {
    kind: [svg(film.item, kind) for film in FILMS.values()]
    for kind in ("still", "strip", "animated")
} | {
    "of routines": [
        svg(one, kind) for one in br.routines.values() for kind in ("sheet", "bar")
    ],
    "of plans": [svg(PLAN, kind) for kind in ("week", "month")],
}
ALL = [picture for pictures in PICTURES.values() for picture in pictures]
SOME = [picture for pictures in PICTURES.values() for picture in pictures[-2:]]
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
SVG = "{http://www.w3.org/2000/svg}"
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
    """Return what a picture is called, how it is described and how large it is."""
    root = ET.fromstring(picture)
    title, about = (root.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    return title, about, [float(root.attrib[name]) for name in ("width", "height")]


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


def test_a_picture_is_a_file_of_its_own(open_file):
    for number, picture in enumerate(SOME):
        page = open_file(f"{number}.svg", picture)
        title, _, size = named(picture)
        assert page.evaluate("document.documentElement.tagName") == "svg"
        assert page.title() == title
        assert page.evaluate(SIZES) == [size]


IMAGES = """
(pictures) => Promise.all(pictures.map(async text => {
  const image = new Image();
  image.src = 'data:image/svg+xml,' + encodeURIComponent(text);
  await image.decode();
  return [image.naturalWidth, image.naturalHeight];
}))
"""


def test_each_picture_is_an_image(visit):
    sizes = visit(page_of()).evaluate(IMAGES, ALL)
    assert sizes == [named(one)[2] for one in ALL]


def test_many_pictures_share_a_page(visit):
    page = visit(page_of(*ALL))
    assert page.evaluate(SIZES) == [named(one)[2] for one in ALL]
    assert heard(page) == [named(one)[:2] for one in ALL]


def heard(page):
    """Return what a screen reader is told of a page's images: names, descriptions."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    images = [one for one in tree["nodes"] if one["role"]["value"] == "image"]
    return [
        tuple(one[what]["value"] for what in ("name", "description")) for one in images
    ]


def test_a_narrow_page_makes_them_smaller(visit):
    page = visit(page_of(*SOME), viewport={"width": 200, "height": 1000})
    for (width, height), picture in zip(page.evaluate(SIZES), SOME, strict=True):
        wide, high = named(picture)[2]
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
QUARTER = SMALL + "svg{height:auto;width:auto;zoom:.25}"


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


FIGURES = pytest.mark.parametrize("name", FILMS)


@pytest.fixture(scope="module")
def seen(browser):
    """Return how all that moves on one page was seen to move."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_content(page_of(*PICTURES["animated"]))
    page.evaluate(HOLD, 0)
    found = recorded(page, FILMS.values())
    context.close()
    return dict(zip(FILMS, found, strict=True))


@FIGURES
def test_a_figure_moves_as_the_poses_do(seen, name):
    bodies = seen[name].bodies
    off = [(apart(body, bodies[time]), time) for time, body in FILMS[name].bodies()]
    assert max(off)[0] < 2, "{:.2f} off at {:.3f} s".format(*max(off))


@FIGURES
def test_what_is_planted_does_not_slide(seen, name):
    film, bodies = FILMS[name], seen[name].bodies
    slid = [
        (away(spot, bodies[time]), time)
        for move in film.moves
        for spot in film.planted(move)
        for _, time in move.times()
    ]
    most = max(slid, default=(0, 0))
    assert most[0] < 1.5, "{:.2f} away at {:.3f} s".format(*most)


@FIGURES
def test_a_figure_does_not_jump(seen, name):
    bodies = seen[name].bodies
    for before, after in FILMS[name].joints():
        assert apart(bodies[before], bodies[after]) < 1, after


@FIGURES
def test_a_figure_keeps_the_pace_of_the_dose(seen, name):
    assert seen[name].seconds == {FILMS[name].seconds}


def test_walking_takes_a_second_for_each_step(seen):
    assert seen["walking"].seconds == {2}


def test_a_variation_has_pictures_of_its_own(seen):
    for kind in ("still", "strip", "animated"):
        assert lines(svg(TOES_UP, kind)) != lines(svg(BRIDGE, kind))
    plain, varied = seen["bridge"].bodies, seen["toes-up"].bodies
    assert all(apart(plain[time], varied[time]) > 10 for time in {*plain} & {*varied})


def lines(picture):
    return re.findall(r' (?:d|transform)="(.*?)"', picture)


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
    page = visit(page_of(*PICTURES["animated"], css=QUARTER))
    shots = []
    for time in (0.3, 1.5):
        page.evaluate(HOLD, time)
        shots.append(boxes(page))
    found = zip(FILMS, *shots, strict=True)
    assert [name for name, one, other in found if one == other] == []


def test_nothing_moves_where_that_is_not_wanted_or_on_paper(visit):
    page = visit(page_of(*PICTURES["animated"], css=QUARTER), color_scheme="light")
    moving = "document.getAnimations().length"
    assert page.evaluate(moving) > len(FILMS)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0
    still = boxes(page)
    page.emulate_media(reduced_motion="no-preference", media="print")
    assert page.evaluate(moving) == 0
    page.wait_for_timeout(300)
    assert boxes(page) == still


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
(looks) => looks.map(([where, what]) => [...new Set(
  [...document.querySelectorAll('.br-figure ' + where)].map(
    one => getComputedStyle(one)[what]))])
"""


def test_the_colours_are_those_of_the_theme(visit):
    page = visit(page_of(*ALL))
    page.evaluate(HOLD, 0)
    where = [(one, what) for one, (what, _) in LOOKS.items()]
    for scheme in ("light", "dark"):
        for media, look in (("screen", scheme), ("print", "light")):
            page.emulate_media(media=media, color_scheme=scheme)
            wanted = [[rgb(getattr(colour, look))] for _, colour in LOOKS.values()]
            assert page.evaluate(COMPUTED, where) == wanted, (scheme, media)


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


GROUNDS = [
    ("light", "screen", PAPER.light),
    ("dark", "screen", PAPER.dark),
    ("dark", "print", PAPER.light),
]


def test_cards_and_handouts_are_dark_on_dark_screens_alone(visit):
    for content, where in ((page_of(card(FIVE)), ".br-card"), (HANDOUT, "body")):
        page = visit(content)
        ground = f"getComputedStyle(document.querySelector('{where}')).backgroundColor"
        for scheme, media, colour in GROUNDS:
            page.emulate_media(media=media, color_scheme=scheme)
            assert page.evaluate(ground) == rgb(colour), (where, scheme, media)


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


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_grave(visit, axe, name):
    content, then = LOOKED_AT[name]
    page = visit(content)
    page.evaluate(then)
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(GRAVE) == [], scheme


def test_axe_would_find_something(visit, axe):
    page = visit(page_of('<p style="color:#999;background:#fff">Pale</p><img src="">'))
    page.evaluate(axe)
    found = {name for name, *_ in page.evaluate(GRAVE)}
    assert found == {"color-contrast", "image-alt"}


# -- printed ---------------------------------------------------------------------------


def test_the_five_are_one_page_of_paper(visit):
    page = visit(HANDOUT)
    for paper in ("A4", "Letter"):
        (sheet,) = PdfReader(BytesIO(page.pdf(format=paper))).pages
        said = "".join(sheet.extract_text().split())
        for text in (*(item.exercise.name for item in FIVE), "When to stop"):
            assert "".join(text.split()) in said
