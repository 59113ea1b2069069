"""The player's page: what is embedded is the timeline, and text stays text."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.exercise import Caution, Dose, Step
from backroutine.pose import LENGTHS, View, mirror, solve
from backroutine.render import player
from backroutine.render._pages import to_do
from backroutine.render._words import caution
from backroutine.routine import Item, Routine
from backroutine.terms import Context
from backroutine.timeline import Timeline
from backroutine.units import Reps
from tests.examples import SQUATTING, STANDING, bird_dog, bridge, side_plank
from tests.strategies import routines

MILLISECOND = timedelta(milliseconds=1)
UNITS = 300  # of a picture, for a body's height
VOID = {"meta", "link"}
TRICKS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\"'`onload=alert(1)",
    "&lt;b&gt; &amp;",
    "<img src=x onerror=alert(1)>",
    "\\u003c/script>",
    "${alert(1)}",
    "\u202eevil\u2066",
    "\u05e9\u05dc\u05d5\u05dd",
    "\U0001f9d8",
    "x" * 10_000,
]


class Page(HTMLParser):
    """A page as its elements, its text and what it embeds."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.words, self.embedded, self.open = [], [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, *(pair for pair in attrs if pair[0] != "d")))
        if tag not in VOID:
            self.open.append(dict(attrs) | {"tag": tag})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        if self.open and self.open[-1].get("id") == "routine":
            self.embedded += data
        elif not self.open or self.open[-1]["tag"] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self):
        return "\n".join(self.words)

    @property
    def data(self):
        return json.loads(self.embedded)


def data(routine, reps="middle"):
    return Page(player(routine, reps=reps)).data


def posed(exercise, *poses):
    """Return an exercise whose steps have poses."""
    cycle = [
        evolve(step, pose=pose)
        for step, pose in zip(exercise.cycle, poses, strict=True)
    ]
    return evolve(exercise, cycle=cycle, variations=[])


CHECK = br.screens["movement-check"]
BARE = Routine([bridge(), bird_dog()], name="Bare")
UP_AND_DOWN = posed(bridge(), SQUATTING, STANDING)


# -- what is embedded ------------------------------------------------------------------


def check(routine, reps):
    given, timeline = data(routine, reps), Timeline.of(routine, reps)
    for cue, told in zip(timeline, given["cues"], strict=True):
        assert told["start"] == cue.start / MILLISECOND
        assert told["length"] == cue.length / MILLISECOND
        assert told["kind"] == cue.kind
        assert told["text"] == cue.text
        assert told.get("rep") == cue.rep
        assert told.get("side") == cue.side
        assert told.get("item") == cue.item
    for item, told in zip(routine, given["items"], strict=True):
        assert item.exercise.name in told["name"]
        assert told["reps"] == item.played(reps)
    assert given["beat"] == 1000


@pytest.mark.parametrize("reps", get_args(Reps))
@pytest.mark.parametrize("name", br.routines)
def test_what_is_embedded_is_the_timeline(name, reps):
    check(br.routines[name], reps)


@given(routines(least=1), st.sampled_from(get_args(Reps)))
def test_any_routine_has_a_page(routine, reps):
    check(routine, reps)


def test_the_same_exercise_twice_counts_as_two():
    given = data(br.routines["wind-down"][:1] + br.routines["wind-down"][:1])
    starts = [cue.get("item") for cue in given["cues"] if not cue.get("rep")]
    assert [*dict.fromkeys(starts)] == [0, 1, None]


# -- the figure ------------------------------------------------------------------------


def samples(way):
    rows = [way["samples"][0]]
    for added in way["samples"][1:]:
        rows.append([old + new for old, new in zip(rows[-1], added, strict=True)])
    return rows


def head(row):
    """Return where the head is: the last four are its place, its turn and its nose."""
    return row[-4:-2]


def floors(page):
    """Return how far down the floor of each scene is; None where there is none."""
    scenes = re.findall(r'<g class="scene off">(.*?)</g>', page)
    found = [re.search(r'class="ground" d="M\d+ (\d+)L', scene) for scene in scenes]
    return [int(one[1]) if one else None for one in found]


@pytest.mark.parametrize("name", br.routines)
def test_each_movement_ends_in_its_pose(name):
    page = player(br.routines[name])
    told, low = Page(page).data, floors(page)
    for cue, one in zip(Timeline.of(br.routines[name]), told["cues"], strict=True):
        if cue.pose is None:
            continue
        shown = samples(told["ways"][one["way"]])
        end = shown[0] if one.get("swings") else shown[-1]
        x, y = solve(cue.pose).head
        if cue.pose.view is not View.TOP:
            assert abs(low[one["scene"]] - head(end)[1] - y * UNITS) <= 1
        left, _, width, _ = told["boxes"][one["box"]]
        assert left < head(end)[0] < left + width
        assert abs(x) < 3


def test_movements_go_on_where_the_last_ended():
    told = data(br.routines["lower-back-five"])
    ways = [told["ways"][cue["way"]] for cue in told["cues"][:-1]]
    jumps = [
        number
        for number, (one, other) in enumerate(pairwise(ways), 1)
        if head(samples(one)[-1]) != head(samples(other)[0])
    ]
    # Only from lying to hands and knees: nobody flies or rolls through the air.
    assert [told["cues"][jump]["kind"] for jump in jumps] == ["change-position"]


def test_a_hold_stays_still_and_a_movement_moves():
    told = data(Routine([UP_AND_DOWN]))
    ways: dict[str, set[int]] = {"move": set(), "hold": set()}
    for cue in told["cues"]:
        steps = len(told["ways"][cue.get("way", 0)]["samples"])
        ways.get(cue["kind"], set()).add(steps)
    assert ways == {"move": {9}, "hold": {1}}
    assert len(told["ways"]) == 4  # shared by all repetitions


def test_limbs_keep_their_lengths_on_the_way():
    told = data(br.routines["lower-back-five"])
    thigh = (LENGTHS["thigh"] * UNITS, LENGTHS["shank"] * UNITS)
    for way in told["ways"]:
        counts = told["shapes"][way["shape"]]
        leg = 2 * sum(counts[:-1])  # the right leg or arm is drawn last
        for row in samples(way):
            (ax, ay), (bx, by), (cx, cy), _ = zip(
                row[leg : leg + 8 : 2], row[leg + 1 : leg + 8 : 2], strict=True
            )
            upper = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
            lower = ((cx - bx) ** 2 + (cy - by) ** 2) ** 0.5
            arm = (LENGTHS["upper_arm"] * UNITS, LENGTHS["forearm"] * UNITS)
            best = min(
                abs(upper - one) + abs(lower - other) for one, other in (thigh, arm)
            )
            assert best < 3


def test_what_has_no_pose_shows_none():
    page = player(BARE)
    assert "<svg" not in page.split('id="player"')[1].split('class="saying"')[0]
    assert not any("way" in cue for cue in Page(page).data["cues"])


def test_a_figure_waits_in_its_first_pose_and_goes_where_there_is_none():
    told = data(Routine([bird_dog(), UP_AND_DOWN, bird_dog(id="b")]))
    shown = [[cue.get("item"), "way" in cue] for cue in told["cues"]]
    assert [pair for pair in shown if pair[0] == 1]
    assert all(has == (item == 1) for item, has in shown)
    first = next(cue for cue in told["cues"] if "way" in cue)
    assert len(told["ways"][first["way"]]["samples"]) == 1


def test_a_very_long_movement_swings():
    told = data(Routine([br.exercises["walking"]]))
    walk = next(cue for cue in told["cues"] if cue["kind"] == "move")
    assert walk["swings"]
    pose = br.exercises["walking"].cycle[0].pose
    assert pose is not None
    assert mirror(pose) != pose
    rows = samples(told["ways"][walk["way"]])
    assert rows[0] != rows[-1]
    assert head(rows[0]) == head(rows[-1])


def test_the_longest_movement_that_does_not_swing():
    steady = evolve(UP_AND_DOWN.cycle[0], move="PT1M")
    told = data(Routine([evolve(UP_AND_DOWN, cycle=[steady])]))
    assert not any("swings" in cue for cue in told["cues"])


# -- the page --------------------------------------------------------------------------


@pytest.mark.parametrize("name", br.routines)
def test_five_minutes_are_a_small_page(name):
    assert len(player(br.routines[name], screen=CHECK).encode()) < 110_000


def test_the_same_bytes_each_time():
    said = "import backroutine as br; page = br.render.player(br.routines['wind-down'])"
    runs = [
        subprocess.run(
            [sys.executable, "-c", f"{said}; print(ascii(page))"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert ascii(player(br.routines["wind-down"])) == runs[0].decode().strip()


@pytest.mark.parametrize("routine", [*br.routines.values(), BARE, Routine()])
def test_nothing_is_loaded_from_elsewhere(routine):
    page = player(routine)
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert ("; script-src 'unsafe-inline'\">" in page) is bool(routine)
    assert page.index(policy) < page.index("<title") < page.index("<style")
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["data:,"]
    for loads in ("http:", "https:", "url(", "@import", "fetch(", "innerHTML", "eval("):
        assert loads not in page


def test_text_for_browsers_without_script():
    five = br.routines["lower-back-five"]
    listed = player(five).split("<noscript>")[1].split("</noscript>")[0]
    cues = re.findall("<li>(.*?) <bdi>(.*?)</bdi></li>", listed)
    assert cues == [tuple(str(cue).split(" ", 1)) for cue in Timeline.of(five)]


def before_and_after_the_start(page):
    return Page(page).text.split("\nStart\n")


@pytest.mark.parametrize("name", br.routines)
def test_what_holds_for_all_stands_before_the_start(name):
    routine = br.routines[name]
    before, after = before_and_after_the_start(player(routine, screen=CHECK))
    told = [one.text for one in routine.cautions]
    for text in told + [rule.text for rule in CHECK.stop_rules]:
        assert before.count(f"\n{text}") == 1
        assert text not in after
    scale = [line for line in before.splitlines() if line.startswith("Amber, 4 to 5: ")]
    assert len(scale) == 1


@pytest.mark.parametrize("name", br.routines)
def test_the_cautions_of_an_exercise_stand_with_its_steps_and_are_told(name):
    routine = br.routines[name]
    page = player(routine)
    before, after = before_and_after_the_start(page)
    folded = page.split("<details>")[1:]
    told = Page(page).data["items"]
    for item, own, told_of in zip(routine, folded, told, strict=True):
        texts = [caution(one) for one in item.exercise.cautions]
        assert told_of["care"] == texts
        assert all(escape(text) in own for text in texts)
        assert not any(text in before for text in texts)
    assert ("Cautions of single exercises" in before) is ("Take care" in after)


def test_a_caution_of_all_is_said_once():
    care = Caution(Context.ANYONE, "Go slowly.")
    routine = Routine([bridge(cautions=[care]), bird_dog()], cautions=[care])
    page = Page(player(routine))
    assert page.text.count("Go slowly.") == 1
    assert "Go slowly.\nStart" in page.text
    assert [one["care"] for one in page.data["items"]] == [[], []]


def test_no_cautions_no_heading():
    assert "Take care" not in player(BARE)
    assert "Cautions of single exercises" not in player(BARE)


def test_with_a_movement_check_it_says_when_to_stop():
    assert "When to stop" not in player(BARE)
    page = player(BARE, screen=CHECK)
    assert page.count(">When to stop</button>") == page.count(">When to stop</h2>") == 1
    bare = evolve(CHECK, stop_rules=[])
    assert ">When to stop</h2>" not in player(BARE, screen=bare)


def test_the_steps_are_those_that_are_to_do():
    routine = br.routines["lower-back-five"]
    folded = player(routine).split("<details>")[1:]
    before = None
    for item, shown in zip(routine, folded, strict=True):
        listed = shown.split("<ol>")[1].split("</ol>")[0]
        steps = re.findall('<li dir="auto">(.*?)</li>', listed)
        assert [*map(unescape, steps)] == [*to_do(item, before)]
        before = item.exercise


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (bridge(), "9 times"),
        (bird_dog(), "8 times in all, 4 each side"),
        (Item(bird_dog(), Dose(5, counting="per-side")), "5 times each side"),
        (Item(side_plank(), Dose(2, sets=3)), "twice in all, 1 each side; 3 sets"),
    ],
)
def test_the_list_tells_the_number_that_is_played(item, said):
    assert f"\n{said}; " in Page(player(Routine([item]))).text


def test_an_empty_routine_has_nothing_to_do():
    page = player(Routine(name="Rest"))
    assert Page(page).words[-2:] == [
        "There is nothing to do: this routine has no exercises.", "\n",
    ]  # fmt: skip
    assert "<script" not in page


def test_without_a_name():
    assert '<h1 dir="auto">A routine</h1>' in player(Routine([bridge()]))
    assert "That was \nyour routine" in Page(player(Routine([bridge()]))).text


@pytest.mark.parametrize(
    ("wrong", "reps", "text"),
    [
        ("five", "low", 'routine: expected a Routine, got "five"'),
        (None, "low", "routine: expected a Routine, got None"),
        (BARE, "most", 'reps: expected "low", "middle" or "high", got "most"'),
        (Routine(), 3, 'reps: expected "low", "middle" or "high", got 3'),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, reps, text):
    with pytest.raises(InvalidValue) as caught:
        player(wrong, reps=reps)
    assert str(caught.value) == text


@pytest.mark.parametrize("screen", ["movement-check", br.screens, 5])
@pytest.mark.parametrize("routine", [BARE, Routine()])
def test_a_screen_is_a_screen(routine, screen):
    text = "^player: screen: expected a Screen, got "
    with pytest.raises(InvalidValue, match=text):
        player(routine, screen=screen)


# -- text stays text -------------------------------------------------------------------


def named(words):
    """Return a routine that says the same everywhere."""
    cue = " ".join(words.split()[:6])
    step = Step(words, cue, move="PT1S", hold="PT1S", pose=STANDING)
    care = Caution(Context.ANYONE, words)
    one = bridge(name=words, setup=[step], cycle=[step], cautions=[care], variations=[])
    return Routine([one], name=words)


@pytest.mark.parametrize("words", TRICKS)
def test_no_known_trick_works(words):
    page, tame = Page(player(named(words))), Page(player(named("x")))
    assert page.elements == tame.elements
    assert page.data["items"][0]["name"] == words
    assert {cue["text"] for cue in page.data["cues"]} <= {
        words, " ".join(words.split()[:6]), "Hold", "Done",
    }  # fmt: skip
    assert words in page.text


def test_the_embedded_json_holds_no_sign_of_markup():
    assert not set("<>&\u2028\u2029") & set(Page(player(named("<&>"))).embedded)
