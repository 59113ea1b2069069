"""The player in Chromium, opened from a file as a person would."""

from datetime import timedelta
from functools import cache

import pytest

import backroutine as br
from backroutine.exercise import Dose
from backroutine.render import player
from backroutine.render._words import caution
from backroutine.routine import Item, Routine
from backroutine.timeline import Timeline
from tests.examples import bird_dog, bridge

SECOND = timedelta(seconds=1)
FIVE = br.routines["lower-back-five"]
CHECK = br.screens["movement-check"]
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
def saved(tmp_path_factory):
    """Return a way to save the player of a routine, each once."""
    folder = tmp_path_factory.mktemp("players")

    @cache
    def save(routine, screen):
        file = folder / f"{save.cache_info().misses}.html"
        player(routine, screen=screen).save(file)
        return file.as_uri()

    return save


@pytest.fixture
def visit(browser, watch, saved):
    """Return a way to open the player; it may ask for nothing but itself."""
    contexts, visited = [], []

    def open_page(
        routine=FIVE, query="", *, screen=None, script="", still_clock=True, **options
    ):
        address = saved(routine, screen)
        visited.append(address + query)
        contexts.append(browser.new_context(**options))
        page = watch.over(contexts[-1].new_page())
        page.add_init_script(script)
        if still_clock:
            page.clock.install(time=0)
            page.clock.pause_at(1)
        page.goto(address + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.asked == visited


def told(page, name):
    return page.evaluate(f"backroutine.{name}")


def run(page, seconds):
    page.clock.run_for(round(seconds * 1000))


def to_the_end(page):
    page.evaluate("backroutine.speed = 1000")
    run(page, 1)
    assert told(page, "ended")


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
    page = visit(query="?speed=400", still_clock=False)
    assert told(page, "speed") == 400
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


def each_cue(page, seen):
    """Skip through all of it, and return what is seen at each cue."""
    page.keyboard.press("Escape")
    return page.evaluate(
        """(seen) => {
          const found = [], look = eval(seen);
          const key = { key: "ArrowRight", bubbles: true };
          while (!backroutine.ended) {
            found.push(look());
            document.body.dispatchEvent(new KeyboardEvent("keydown", key));
          }
          return found;
        }""",
        seen,
    )


@pytest.mark.parametrize("name", [*br.routines])
def test_every_cue_is_shown_in_its_time(visit, name):
    page = started(visit(br.routines[name]))
    seen = each_cue(
        page,
        "() => [backroutine.index, exercise.innerText, cue.innerText,"
        " say.textContent, next.innerText]",
    )
    assert page.locator("#figure[role=img][aria-labelledby=cue]").count() == 1
    timeline = Timeline.of(br.routines[name])
    names = [item.exercise.name for item in br.routines[name]]
    assert seen == [
        [index, names[cue.item or 0], cue.text, cue.text, timeline[index + 1].text]
        for index, cue in enumerate(timeline[:-1])
    ]


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
    assert page.locator("#about").text_content() == "Get ready"
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


def test_a_speed_that_makes_no_sense_is_none(visit):
    assert told(visit(query="?speed=x"), "speed") == 1
    page = visit()
    for speed in ("0", "-2", "NaN", "1e9"):
        page.evaluate(f"backroutine.speed = {speed}")
        assert told(page, "speed") == 1


def test_the_speed_may_change_on_the_way(visit):
    page = started(visit())
    run(page, 10)
    page.evaluate("backroutine.speed = 10")
    run(page, 10)
    assert abs(told(page, "offset") - 110) < 1


# -- care and rules --------------------------------------------------------------------


def test_the_start_is_in_sight_below_the_rules(visit):
    page = visit(screen=CHECK, viewport={"width": 900, "height": 1000})
    for rule in CHECK.stop_rules:
        assert page.get_by_text(rule.text).is_visible()
    box = page.locator("#start").bounding_box()
    assert box["y"] + box["height"] <= 1000


def test_an_exercise_begins_with_its_cautions(visit):
    page = started(visit(SHORT))
    for item in SHORT:
        texts = [*map(caution, item.exercise.cautions)]
        assert page.locator("#mind li").all_inner_texts() == texts
        assert page.locator("#left").is_hidden()
        page.keyboard.press("Escape")
        while page.locator("#mind").is_visible():
            assert not page.locator("#about").text_content().startswith("1 of")
            page.keyboard.press("ArrowRight")
        assert text(page, "about").startswith("1 of 2")
        assert page.locator("#left").is_visible()
        page.keyboard.press("Shift+ArrowRight")


def test_an_exercise_without_cautions_begins_without(visit):
    page = started(visit(Routine([bridge()])))
    assert page.locator("#mind").is_hidden()
    page.get_by_role("button", name="When to take care").click()
    assert "No cautions of its own." in page.get_by_role("dialog").inner_text()


def test_the_rules_are_a_button_away_and_wait(visit):
    page = started(visit(screen=CHECK))
    assert page.get_by_text("If something hurts or worries you, stop.").is_visible()
    run(page, 4)
    before = told(page, "offset")
    page.get_by_role("button", name="When to stop").click()
    box = page.get_by_role("dialog", name="When to stop")
    cautions = *FIVE.cautions, *FIVE[0].exercise.cautions
    rules = [rule.text for rule in CHECK.stop_rules]
    for one in (*rules, *map(caution, cautions)):
        assert one in box.inner_text()
    for key in ("ArrowRight", "Home", "m"):
        page.keyboard.press(key)
    run(page, 9)
    assert [told(page, "paused"), told(page, "offset")] == [True, before]
    page.get_by_role("button", name="Close").click()
    assert box.is_hidden()
    assert page.get_by_text("If something hurts or worries you, stop.").is_visible()
    page.keyboard.press(" ")
    assert not told(page, "paused")


def test_escape_closes_the_rules(visit):
    page = started(visit(screen=CHECK))
    page.locator("#why").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").is_hidden()
    assert told(page, "paused")
    assert page.evaluate("document.activeElement.id") == "why"


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
    boxes = each_cue(
        page,
        "() => ['figure', 'pause', 'why'].map(id => JSON.stringify("
        "document.getElementById(id).getBoundingClientRect()))",
    )
    assert all(box == boxes[0] for box in boxes)


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


SIZES = [(320, 256), (320, 568), (375, 667), (568, 320), (800, 600), (1366, 768)]


def check_sizes(page):
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        yield height


def test_it_fits_every_screen(visit):
    page = visit(screen=CHECK)
    assert len([*check_sizes(page)]) == len(SIZES)
    started(page)
    assert page.locator("#mind").is_visible()
    for height in check_sizes(page):
        if height > 300:  # else it is zoomed in so far that it has to scroll
            assert page.evaluate("document.documentElement.scrollHeight") == height
        for button in page.locator("#player button:visible").all():
            box = button.bounding_box()
            assert min(box["width"], box["height"]) >= 44
    to_the_end(page)
    assert len([*check_sizes(page)]) == len(SIZES)


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
    rules, *names = names
    assert rules == "When to take care"
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


def test_light_and_dark(visit):
    page = visit()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
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


def test_the_page_can_ask_for_nothing(visit, watch):
    page = visit()
    page.evaluate(
        "() => new Promise(refused => {"
        " const picture = new Image(); picture.onerror = () => refused();"
        " picture.src = 'elsewhere.png'; })"
    )
    assert "Content Security Policy" in watch.wrong.pop()
    assert watch.asked.pop().endswith("elsewhere.png")


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


def test_mute(visit):
    page = started(visit(SHORT, script=WORDS))
    for key in ("m", "M", "Shift+M"):
        page.keyboard.press(key)
    run(page, 20)
    assert page.evaluate("spoken") == ["Bridge en", "(cancel)"]
    assert page.locator("#voice").get_attribute("aria-pressed") == "false"
    page.keyboard.press("m")
    run(page, 10)
    assert page.evaluate("spoken.length") > 2


def test_without_a_voice(visit):
    page = started(visit(SHORT, script=NO_WORDS))
    assert page.locator("#voice").is_hidden()
    page.keyboard.press("m")
    to_the_end(page)


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
    to_the_end(page)
    assert page.evaluate("locks") == ["+screen", "-"] * 3


@pytest.mark.parametrize("script", [NO_LOCK, REFUSED])
def test_without_a_wake_lock(visit, script):
    to_the_end(started(visit(SHORT, script=script)))
