"""The player in Chromium, opened from a file as a person would."""

import shutil
from datetime import timedelta

import pytest
from playwright.sync_api import sync_playwright

import backroutine as br
from backroutine.exercise import Dose
from backroutine.render import player
from backroutine.routine import Item, Routine
from backroutine.timeline import Timeline
from tests.examples import bird_dog, bridge

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
SECOND = timedelta(seconds=1)
FIVE = br.routines["lower-back-five"]
SHORT = Routine(
    [Item(br.exercises["bridge"], Dose(2)), Item(br.exercises["bird-dog"], Dose(2))],
    name="A short one",
)
WORDS = """
window.spoken = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false, pending: false,
  speak(words) { spoken.push(words.text + " " + words.lang); this.speaking = true; },
  cancel() { spoken.push("(cancel)"); this.speaking = false; },
} });
"""
NO_WORDS = """
delete window.SpeechSynthesisUtterance;
Object.defineProperty(window, "speechSynthesis", { value: undefined });
"""
LOCK = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { async request(kind) {
  locks.push("+" + kind);
  return { async release() { locks.push("-"); } };
} } });
"""
NO_LOCK = 'Object.defineProperty(navigator, "wakeLock", { value: undefined });'
REFUSED = """
Object.defineProperty(navigator, "wakeLock", { value: {
  request() { return Promise.reject(new Error("not allowed")); },
} });
"""
HIDDEN = """
(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


@pytest.fixture(scope="module")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is missing; install the package chromium")
    with sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def wrong():
    """Return a list of all that went wrong on the pages of a test."""
    return []


@pytest.fixture
def asked():
    """Return a list of all the addresses that the pages of a test asked for."""
    return []


@pytest.fixture
def visit(browser, tmp_path, wrong, asked):
    """Return a way to open the player; nothing may go wrong there until the end."""
    contexts = []

    def open_page(routine=FIVE, query="", *, script="", still_clock=True, **options):
        file = tmp_path / "player.html"
        player(routine).save(file)
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(script)
        if still_clock:
            page.clock.install(time=0)
            page.clock.pause_at(1)
        page.goto(file.as_uri() + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
    assert {url.split("?")[0] for url in asked} == {(tmp_path / "player.html").as_uri()}


def told(page, name):
    return page.evaluate(f"backroutine.{name}")


def run(page, seconds):
    page.clock.run_for(round(seconds * 1000))


def started(page):
    """Start by keyboard alone, on the first thing that Tab reaches."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return page


def text(page, name):
    return page.locator(f"#{name}").inner_text()


def lines(page):
    """Return what is drawn of the body that is seen."""
    return page.evaluate(
        "[...document.querySelectorAll('.body:not(.off) path')].map(p =>"
        " p.getAttribute('d')).join()"
    )


# -- through a whole routine -----------------------------------------------------------


def test_by_keyboard_through_a_whole_routine(visit):
    page = visit(query="?speed=60", still_clock=False)
    assert told(page, "speed") == 60
    started(page)
    assert not told(page, "paused")
    page.locator("#ended").wait_for(timeout=30_000)
    assert told(page, "ended")
    assert told(page, "offset") == Timeline.of(FIVE).duration.total_seconds()
    assert page.locator("#ended").inner_text().startswith("Done\n\nThat was Lower back")
    assert page.evaluate("document.activeElement.id") == "end"
    assert page.locator("#player").is_hidden()
    page.keyboard.press("Home")
    assert not told(page, "ended")
    assert page.locator("#player").is_visible()


@pytest.mark.parametrize("name", [*br.routines])
def test_every_cue_is_shown_in_its_time(visit, name):
    page = started(visit(br.routines[name]))
    page.keyboard.press("Escape")
    timeline = Timeline.of(br.routines[name])
    for index, cue in enumerate(timeline[:-1]):
        assert told(page, "index") == index
        assert text(page, "cue") == cue.text
        assert text(page, "say") == cue.text
        assert text(page, "next") == timeline[index + 1].text
        assert page.get_by_role("img", name=cue.text).count() == 1
        page.keyboard.press("ArrowRight")
    assert told(page, "ended")


def test_the_clock_leads_and_not_the_frames(visit):
    page = started(visit())
    cues = Timeline.of(FIVE)
    for seconds in (0.5, 11.6, 60, 100):
        page.clock.fast_forward(round(seconds * 1000))
        run(page, 0.3)
        at = timedelta(seconds=told(page, "offset"))
        assert text(page, "cue") == cues.at(at).text
    assert abs(told(page, "offset") - 173.3) < 0.2


def test_it_catches_up_while_hidden(visit):
    page = started(visit())
    page.evaluate("window.requestAnimationFrame = () => 0")  # as in hidden tabs
    page.evaluate(HIDDEN, True)
    run(page, 120)
    assert text(page, "cue") == Timeline.of(FIVE).at(timedelta(minutes=2)).text
    page.evaluate(HIDDEN, False)
    run(page, 300)
    assert told(page, "ended")


# -- pause, back and skip --------------------------------------------------------------


@pytest.mark.parametrize("key", [" ", "Escape"])
def test_pause_holds_the_time(visit, key):
    page = started(visit())
    run(page, 13)
    page.keyboard.press(key)
    before, drawn = told(page, "offset"), lines(page)
    run(page, 600)
    assert told(page, "paused")
    assert told(page, "offset") == before
    assert lines(page) == drawn
    assert page.get_by_text("Paused").is_visible()
    page.keyboard.press(" ")
    run(page, 1)
    assert abs(told(page, "offset") - before - 1) < 0.02
    assert page.get_by_text("Paused").is_hidden()


def test_escape_never_goes_on(visit):
    page = started(visit())
    for _ in range(2):
        page.keyboard.press("Escape")
    assert told(page, "paused")


def test_back_is_to_the_beginning_and_then_to_the_one_before(visit):
    page = started(visit())
    cues = Timeline.of(FIVE)
    run(page, 7)
    assert told(page, "index") == 2
    page.keyboard.press("ArrowLeft")
    assert told(page, "index") == 2
    assert told(page, "offset") == cues[2].start.total_seconds()
    run(page, 0.9)
    page.keyboard.press("ArrowLeft")
    assert told(page, "index") == 1
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert [told(page, "index"), told(page, "offset")] == [0, 0]


def test_skip_and_whole_exercises(visit):
    page = started(visit())
    page.keyboard.press("ArrowRight")
    assert told(page, "index") == 1
    page.keyboard.press("Shift+ArrowRight")
    assert text(page, "cue") == text(page, "exercise") == "Knee tuck"
    assert text(page, "number") == "Exercise 2 of 5"
    run(page, 13)
    assert text(page, "about") == "2 of 8, left side"
    page.keyboard.press("Shift+ArrowLeft")
    assert text(page, "cue") == "Knee tuck"
    page.keyboard.press("Shift+ArrowLeft")
    assert text(page, "cue") == "Pelvic tilt"
    assert text(page, "about") == "Get ready"
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    assert told(page, "ended")
    for key in (" ", "ArrowRight", "Shift+ArrowRight", "Escape"):
        page.keyboard.press(key)
        assert told(page, "ended")
    page.keyboard.press("ArrowLeft")
    assert [told(page, "index"), told(page, "paused")] == [178, False]


def test_moving_while_paused_stays_paused(visit):
    page = started(visit())
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert [told(page, "index"), told(page, "paused")] == [2, True]
    page.keyboard.press("Home")
    assert [told(page, "index"), told(page, "paused")] == [0, False]


def test_a_key_that_is_held_down_pauses_once(visit):
    page = started(visit())
    page.locator("#skip").focus()
    page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.down(" ")
    assert told(page, "paused")


def test_keys_of_the_browser_are_left_alone(visit):
    page = started(visit())
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Control+m")
    assert told(page, "index") == 0
    assert page.locator("#voice").get_attribute("aria-pressed") == "true"


def test_space_presses_the_button_that_has_the_focus(visit):
    page = started(visit())
    page.locator("#skip").focus()
    page.keyboard.press(" ")
    assert [told(page, "index"), told(page, "paused")] == [1, False]


def test_nothing_moves_before_the_start(visit):
    page = visit()
    for key in ("Home", "ArrowRight", "Escape", "m"):
        page.keyboard.press(key)
    run(page, 60)
    assert told(page, "offset") == 0
    assert page.get_by_role("heading", name="Take care").is_visible()
    assert page.locator("#player").is_hidden()


@pytest.mark.parametrize("query", ["?speed=0", "?speed=-2", "?speed=x", "?speed=1e9"])
def test_a_speed_that_makes_no_sense_is_none(visit, query):
    assert told(visit(query=query), "speed") == 1


def test_the_speed_may_change_on_the_way(visit):
    page = started(visit())
    run(page, 10)
    page.evaluate("backroutine.speed = 10")
    run(page, 10)
    assert abs(told(page, "offset") - 110) < 1


# -- the figure ------------------------------------------------------------------------


def test_the_figure_moves_for_just_the_length_of_a_movement(visit):
    page = started(visit())
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    seen = [lines(page)]
    for _ in range(4):
        run(page, 0.45)
        seen.append(lines(page))
    assert len(set(seen)) == 5
    run(page, 0.3)  # the hold has begun
    held = lines(page)
    run(page, 0.8)
    assert lines(page) == held


def test_still_poses_where_motion_is_not_wanted(visit):
    page = started(visit(reduced_motion="reduce"))
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    seen = set()
    for _ in range(6):
        run(page, 0.45)
        seen.add(lines(page))
    assert text(page, "cue") == "Hold"
    assert len(seen) == 1
    run(page, 2)
    assert lines(page) not in seen


@pytest.mark.parametrize(("motion", "poses"), [("reduce", 1), ("no-preference", 8)])
def test_a_long_walk(visit, motion, poses):
    page = started(visit(Routine([br.exercises["walking"]]), reduced_motion=motion))
    page.keyboard.press("Escape")
    while text(page, "cue") != "Walk at a comfortable pace":
        page.keyboard.press("ArrowRight")
    assert text(page, "left") == "10:00"
    page.keyboard.press(" ")
    seen = []
    for _ in range(8):
        run(page, 0.23)
        seen.append(lines(page))
    assert len(set(seen)) == poses


def test_the_box_keeps_its_size(visit):
    page = started(
        visit(br.routines["chair-set"], viewport={"width": 320, "height": 568})
    )
    page.keyboard.press("Escape")
    boxes = set()
    while not told(page, "ended"):
        box = [page.locator(f"#{name}").bounding_box() for name in ("figure", "pause")]
        boxes.add(str(box))
        page.keyboard.press("ArrowRight")
    assert len(boxes) == 1


def test_without_poses_the_words_do(visit):
    page = started(visit(Routine([bridge(), bird_dog()])))
    run(page, 20)
    assert page.locator("#figure").count() == 0
    assert text(page, "cue")


def test_the_figure_goes_where_an_exercise_has_none(visit):
    page = started(visit(Routine([br.exercises["bridge"], bird_dog()])))
    assert page.locator("#figure").is_visible()
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("#figure").is_hidden()


# -- touch, small screens, access ------------------------------------------------------


def test_by_touch(visit):
    phone = {"width": 375, "height": 667}
    page = visit(SHORT, has_touch=True, is_mobile=True, viewport=phone, script=WORDS)
    page.get_by_role("button", name="Start").tap()
    for name, index in (("Skip", 1), ("Skip", 2), ("Back", 1), ("Next exercise", 11)):
        page.get_by_role("button", name=name).tap()
        assert told(page, "index") == index
    page.get_by_role("button", name="Pause").tap()
    assert told(page, "paused")
    page.get_by_role("button", name="Play").tap()
    assert not told(page, "paused")
    page.get_by_role("button", name="Voice").tap()
    assert page.locator("#voice").get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="Start over").tap()
    assert told(page, "index") == 0
    # After a touch the space bar pauses, and does not press that button again.
    page.keyboard.press(" ")
    assert told(page, "paused")


SIZES = [
    (320, 256),
    (320, 568),
    (375, 667),
    (568, 320),
    (667, 375),
    (800, 600),
    (820, 1180),
    (1280, 800),
    (1366, 768),
]


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen(visit, size):
    width, height = size
    page = visit(viewport={"width": width, "height": height})
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == width
    started(page)
    run(page, 11)
    assert page.evaluate(wide) == width
    if height > 300:  # else it is zoomed in so far that it has to scroll
        assert page.evaluate("document.documentElement.scrollHeight") == height
    for button in page.locator("#player button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    page.evaluate("backroutine.speed = 1000")
    run(page, 1)
    assert told(page, "ended")
    assert page.evaluate(wide) == width


def test_long_words_do_not_widen_it(visit):
    name = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 5
    page = visit(
        Routine([bridge(name=name)], name=name), viewport={"width": 320, "height": 568}
    )
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        started(page)


def test_landmarks_and_names(visit):
    page = started(visit())
    assert page.get_by_role("banner").count() == page.get_by_role("main").count() == 1
    assert page.get_by_role("region", name="Player").is_visible()
    assert page.get_by_role("heading", level=1).inner_text() == "Lower back five"
    names = [one.inner_text() for one in page.locator("#player button:visible").all()]
    assert names == ["Back", "Pause", "Skip", "Start over", "Next exercise", "Voice"]
    assert page.evaluate("document.activeElement.id") == "pause"
    assert page.get_by_role("status").count() == 1


def test_the_cue_is_announced_once_and_not_each_second(visit):
    page = started(visit())
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(say.textContent))"
        ".observe(say, { childList: true, characterData: true, subtree: true })"
    )
    run(page, 29.5)
    cues = [cue.text for cue in Timeline.of(FIVE)[1:] if cue.start < 30 * SECOND]
    assert page.evaluate("said") == cues


def test_the_focus_is_seen(visit):
    page = visit()
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(visit, scheme):
    page = visit(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_without_script_the_cues_are_listed(visit):
    page = visit(java_script_enabled=False, still_clock=False)
    words = page.locator("noscript").inner_text()
    assert [cue.text in words for cue in Timeline.of(FIVE)] == [True] * 180
    assert page.locator("#start").is_hidden()


def test_nothing_to_do(visit):
    page = visit(Routine(name="Rest"))
    assert "There is nothing to do" in page.locator("main").inner_text()


def test_a_strangers_text_stays_text(visit):
    words = "</script><img src=x onerror=alert(1)><b>&amp;\"'"
    page = started(visit(Routine([bridge(name=words)], name=words)))
    assert text(page, "cue") == text(page, "exercise") == words
    assert page.title() == words
    assert page.locator("img, b:visible").count() == 0


def test_the_page_can_ask_for_nothing(visit, wrong, asked):
    page = visit()
    page.evaluate(
        "() => new Promise(refused => {"
        " const picture = new Image(); picture.onerror = () => refused();"
        " picture.src = 'elsewhere.png'; })"
    )
    assert "Content Security Policy" in wrong.pop()
    assert asked.pop().endswith("elsewhere.png")


# -- the voice and the screen ----------------------------------------------------------


def test_what_is_spoken_are_the_cues(visit):
    page = started(visit(SHORT, script=WORDS))
    run(page, 80)
    assert told(page, "ended")
    spoken = [one for one in page.evaluate("spoken") if one != "(cancel)"]
    assert spoken == [f"{cue.text} en" for cue in Timeline.of(SHORT)]


def test_a_pause_is_silent_and_going_on_says_the_cue_again(visit):
    page = started(visit(SHORT, script=WORDS))
    run(page, 4)
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("spoken.at(-1)") == "(cancel)"
    before = page.evaluate("spoken.length")
    page.keyboard.press(" ")
    assert page.evaluate("spoken.length") == before + 1


@pytest.mark.parametrize("key", ["m", "M", "Shift+M"])
def test_mute(visit, key):
    page = started(visit(SHORT, script=WORDS))
    page.keyboard.press(key)
    run(page, 20)
    assert page.evaluate("spoken") == ["Bridge en", "(cancel)"]
    assert page.locator("#voice").get_attribute("aria-pressed") == "false"
    page.keyboard.press(key)
    run(page, 10)
    assert page.evaluate("spoken.length") > 2


def test_without_a_voice(visit):
    page = started(visit(SHORT, script=NO_WORDS))
    assert page.locator("#voice").is_hidden()
    page.keyboard.press("m")
    run(page, 80)
    assert told(page, "ended")


def test_the_screen_stays_on_while_it_plays(visit):
    page = started(visit(SHORT, script=LOCK))
    run(page, 1)
    assert page.evaluate("locks") == ["+screen"]
    page.keyboard.press(" ")
    run(page, 1)
    assert page.evaluate("locks") == ["+screen", "-"]
    page.keyboard.press(" ")
    run(page, 1)
    page.evaluate(HIDDEN, True)
    run(page, 1)
    page.evaluate(HIDDEN, False)
    run(page, 1)
    assert page.evaluate("locks") == ["+screen", "-"] * 2 + ["+screen"]
    run(page, 80)
    assert page.evaluate("locks") == ["+screen", "-"] * 3


@pytest.mark.parametrize("script", [NO_LOCK, REFUSED])
def test_without_a_wake_lock(visit, script):
    page = started(visit(SHORT, script=script))
    run(page, 80)
    assert told(page, "ended")
