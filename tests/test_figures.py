"""Pictures of movement: stills, film-strips, animations and sheets."""

import re
from datetime import timedelta
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.pose import solve, tween
from backroutine.render import Document, Html, Svg, svg
from backroutine.render._body import frame
from backroutine.render._figures import shots
from backroutine.render._markup import Markup, document, joined, tag
from backroutine.render._theme import COLOURS, PAPER
from tests.examples import BRIDGE, FACING, SQUATTING, STANDING, standing
from tests.strategies import poses

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#0; ]]>",
    "-->{}*/</style><style>*{display:none}",
    "\u202eright to left\u2066",
    "a" * 10_000,
    "many words " * 900 + ".",
]
BUNDLED = pytest.mark.parametrize("id", [*br.exercises])


def squat(**changes):
    """Down and up; the hips move."""
    down = br.Step("Bend your knees.", "Down", move="PT2S", hold="PT1S", pose=SQUATTING)
    up = br.Step("Stand tall.", "Up", move="PT2S", pose=STANDING)
    ready = br.Step("Stand tall.", "Stand tall", pose=STANDING)
    parts = {"id": "squat", "name": "Squat", "setup": [ready], "cycle": [down, up]}
    return attrs.evolve(BRIDGE, variations=[], **(parts | changes))


def parsed(picture):
    return ET.fromstring(picture)


def words(picture):
    """Return what is written in a picture, line by line."""
    lines = parsed(picture).iter(f"{NAMESPACE}text")
    return [line.text for line in lines]


def drawn(picture, kind):
    every = parsed(picture).iter()
    return [one for one in every if kind in one.get("class", "").split()]


def named(picture):
    root = parsed(picture)
    return root.findtext(f"{NAMESPACE}title"), root.findtext(f"{NAMESPACE}desc")


# -- a still ---------------------------------------------------------------------------


def test_a_still_says_what_it_shows():
    picture = svg(squat(), "still")
    assert isinstance(picture, Svg)
    assert named(picture) == ("Squat: Down", "Bend your knees.")
    assert parsed(picture).get("role") == "img"


def test_a_still_shows_the_step_that_is_farthest_from_the_start_unless_told():
    assert svg(squat(), "still") == svg(squat(), "still", step=0)
    assert named(svg(squat(), "still", step=1)) == ("Squat: Up", "Stand tall.")


def test_the_start_is_a_ghost_and_an_arrow_shows_the_movement():
    picture = svg(squat(), "still")
    assert (len(drawn(picture, "ghost")), len(drawn(picture, "arrow"))) == (1, 1)


def test_what_does_not_move_has_neither():
    step = br.Step("Stand.", "Stand", hold="PT1S", pose=STANDING)
    picture = svg(squat(cycle=[step]), "still")
    assert (len(drawn(picture, "ghost")), len(drawn(picture, "arrow"))) == (0, 0)


def tip_of_the_arrow(picture):
    """Return where the arrow ends: the middle of its barbs."""
    (arrow,) = drawn(picture, "arrow")
    barbs = arrow.get("d").split("M")[-1]
    x, y = barbs.split("L")[1].split()
    return float(x), float(y)


def test_the_arrow_ends_where_the_hips_end():
    ways = [shot.arrows for shot in shots(br.Item(squat()))]
    window = frame([STANDING, SQUATTING], [point for way in ways for point in way[0]])
    hips = window.place(solve(SQUATTING).hips)
    assert dist(tip_of_the_arrow(svg(squat(), "still")), hips) < 1.5  # it is rounded


def test_where_an_arm_and_a_leg_move_each_has_an_arrow():
    assert len(drawn(svg(br.exercises["bird-dog"], "still"), "arrow")) == 2


def test_a_small_movement_back_to_the_start_has_no_arrow():
    nod = br.Step("Nod.", "Nod", move="PT1S", pose=standing(head=70))
    given = squat(cycle=[nod, br.Step("Back.", "Back", move="PT1S", pose=STANDING)])
    assert len(drawn(svg(given, "still", step=0), "arrow")) == 1
    assert len(drawn(svg(given, "still", step=1), "arrow")) == 0


def test_what_goes_to_and_fro_has_no_arrow():
    assert not drawn(svg(br.exercises["walking"], "still"), "arrow")


def test_an_arrow_does_not_lead_through_a_wall():
    leaning = standing(wall=-0.1, lumbar=-0.04)
    ready = br.Step("Stand.", "Stand", pose=standing(wall=-0.1, lumbar=0.05))
    step = br.Step("Press.", "Press", move="PT1S", pose=leaning)
    ((way,),) = (
        one.arrows for one in shots(br.Item(squat(setup=[ready], cycle=[step])))
    )
    assert min(x for x, _ in way) > -0.1


@pytest.mark.parametrize(("bulge", "downward"), [(0.1, False), (-0.1, True)])
def test_a_small_movement_has_its_arrow_beside_it(bulge, downward):
    """The lower back of somebody on the back lifts a little, and is pressed down."""
    flat: Any = br.exercises["pelvic-tilt"].setup[-1].pose
    moved = attrs.evolve(flat, at=(0, 0.09), lumbar=bulge)
    start = br.Step("Lie.", "Lie", pose=attrs.evolve(flat, at=(0, 0.09)))
    step = br.Step("Tilt.", "Tilt", move="PT1S", pose=moved)
    (arrow,) = drawn(svg(squat(setup=[start], cycle=[step]), "still"), "arrow")
    numbers = [float(one) for one in re.findall(r"-?\d+", arrow.get("d"))]
    (begin, end) = numbers[1], numbers[5]  # y of the first and of the last point
    assert (end > begin) is downward


def test_an_arrow_beside_the_head_leaves_the_face_free():
    step = br.Step("Nod.", "Nod", move="PT1S", pose=standing(head=70))
    picture = svg(squat(cycle=[step]), "still")
    (arrow,) = drawn(picture, "arrow")
    groups = parsed(picture).iter(f"{NAMESPACE}g")
    (head,) = (one for one in groups if one.get("transform"))
    middle = [float(one) for one in re.findall(r"[\d.]+", head.get("transform"))[:2]]
    points = re.findall(r"(-?\d+) (-?\d+)", arrow.get("d"))
    radius = br.pose.LENGTHS["head_radius"] * 300
    assert min(dist(middle, tuple(map(float, one))) for one in points) > radius


def test_from_above_an_arrow_may_point_anywhere():
    rolls = svg(br.exercises["knee-rolls"], "still")
    assert len(drawn(rolls, "arrow")) == 1
    assert not drawn(rolls, "ground")


def test_a_step_and_a_pose_are_drawn_by_themselves():
    step = squat().cycle[0]
    assert named(svg(step)) == ("Down", "Bend your knees.")
    assert named(svg(SQUATTING)) == ("A pose", "Seen from the side.")
    assert named(svg(FACING)) == ("A pose", "Seen from the front.")


def test_a_step_whose_start_is_seen_from_elsewhere_has_no_ghost():
    turned = br.Step("Turn.", "Turn", move="PT1S", pose=FACING)
    assert not drawn(svg(squat(cycle=[turned]), "still"), "ghost")
    mixed = squat(cycle=[turned, squat().cycle[0]])
    assert not drawn(svg(mixed, "still", step=1), "ghost")
    with pytest.raises(InvalidValue) as caught:
        svg(mixed, "animated")
    assert str(caught.value) == (
        "svg: kind: its poses are seen from the front and the side; draw a strip"
    )


def test_without_a_set_up_pose_the_last_step_is_the_start():
    ready = br.Step("Stand.", "Stand")
    assert drawn(svg(squat(setup=[ready]), "still"), "ghost")


def test_a_chair_and_a_wall_are_drawn():
    sitting = standing(chair=-0.3, wall=-0.5)
    assert len(drawn(svg(sitting), "thing")) == 2
    assert len(drawn(svg(sitting), "ground")) == 2
    assert len(drawn(svg(FACING), "thing")) == 2


# -- a film-strip and a sheet ----------------------------------------------------------


def test_a_strip_shows_every_step_with_its_cue():
    picture = svg(squat())
    assert picture == svg(squat(), "strip") == svg(br.Item(squat()))
    assert named(picture) == (
        "Squat, step by step",
        "1. Bend your knees. 2. Stand tall.",
    )
    assert words(picture) == ["1. Down", "2. Up"]
    assert len(drawn(picture, "ghost")) == 2


def test_many_steps_go_on_in_a_second_row():
    five = squat(cycle=squat().cycle[:1] * 5)
    one, two = (parsed(svg(given)) for given in (squat(), five))
    assert float(two.get("height")) == 2 * float(one.get("height"))
    assert float(two.get("width")) == 2 * float(one.get("width"))


BREATHE = br.Step("Breathe.", "Breathe", hold="PT1S")


def test_steps_without_a_pose_are_left_out_and_the_others_keep_their_numbers():
    given = squat(cycle=[BREATHE, *squat().cycle])
    assert words(svg(given)) == ["2. Down", "3. Up"]
    assert named(svg(given, "still", step=1))[0] == "Squat: Down"
    with pytest.raises(InvalidValue) as caught:
        svg(given, "still", step=0)
    assert str(caught.value) == (
        "svg: step: expected a step that has a pose (1, 2), got 0"
    )


def test_a_long_cue_takes_two_lines_and_ends_with_an_ellipsis():
    long = "Slowlyslowly evenlyevenly steadilysteadily calmlycalmly down"
    step = attrs.evolve(squat().cycle[0], cue=long)
    first, last = words(svg(squat(cycle=[step])))
    assert first == "1. Slowlyslowly"
    assert last.startswith("evenlyevenly")
    assert last.endswith("…")


def test_a_word_that_is_too_long_keeps_its_beginning():
    step = attrs.evolve(squat().cycle[0], cue="Rückenlagenbeckenbodenstabilisation")
    number, line = words(svg(squat(cycle=[step])))
    assert number == "1."
    assert line.startswith("Rückenlagenbeckenboden")


def test_what_follows_in_an_item_is_drawn_too():
    follow = br.Item(br.exercises["bridge"], variation="toes-up", mode="follow")
    cues = [line for line in words(svg(follow)) if line[0].isdigit()]
    assert [line[:2] for line in cues] == ["1.", "2.", "3.", "4."]
    assert named(svg(follow))[0] == "Bridge, then Toes up, step by step"


def test_a_variation_is_drawn_as_an_item():
    bridge = br.exercises["bridge"]
    picture = svg(br.Item(bridge, variation="toes-up"))
    assert " ".join(words(picture)[:2]) == "1. Through the heels, hips up"
    assert named(picture)[0] == "Bridge: Toes up, step by step"


def test_a_sheet_shows_each_exercise_with_its_dose():
    routine = br.Routine([squat(), BRIDGE], id="mine", name="Mine")
    picture = svg(routine)
    assert words(picture) == [
        *("1. Squat", "8 to 10 times; 1 s hold"),
        *("2. Bridge", "8 to 10 times; 1 s hold"),
    ]
    assert len(drawn(picture, "arrow")) == 1
    title, about = named(picture)
    assert title == "Mine"
    assert about.startswith("2 exercises, ")
    assert about.endswith("2. Bridge: 8 to 10 times; 1 s hold.")


def test_an_empty_routine_has_an_empty_sheet():
    assert named(svg(br.Routine(name="Rest")))[0] == "Rest"
    assert words(svg(br.Routine(name="Rest"))) == []


# -- an animation ----------------------------------------------------------------------


def frames(picture):
    """Return the percents of each set of key frames."""
    style = parsed(picture).findtext(f"{NAMESPACE}style")
    found = re.findall(r"@keyframes (br-\w+-\d+)\{((?:[^{}]*\{[^{}]*\})*)\}", style)
    return {name: re.findall(r"([\d.]+)%", body) for name, body in found}


def test_an_animation_takes_the_time_of_one_repetition():
    style = parsed(svg(squat(), "animated")).findtext(f"{NAMESPACE}style")
    assert "animation:5s linear infinite" in style


def duration(picture):
    """Return how long a repetition takes, in seconds."""
    style = parsed(picture).findtext(f"{NAMESPACE}style")
    return float(re.findall(r"animation:([\d.]+)s", style)[0])


def test_the_time_of_steps_without_a_pose_is_spent_in_the_pose_before():
    down, up = squat().cycle
    for cycle in ([BREATHE, down, up], [down, BREATHE, up], [down, up, BREATHE]):
        assert duration(svg(squat(cycle=cycle), "animated")) == 6
    still = br.Step("Down.", "Down", pose=SQUATTING)
    assert duration(svg(squat(cycle=[still, BREATHE]), "animated")) == 1


def test_what_moves_in_no_time_takes_a_little_of_its_hold():
    steps = [
        br.Step("Down.", "Down", hold="PT5S", pose=SQUATTING),
        br.Step("Up.", "Up", hold="PT5S", pose=STANDING),
    ]
    picture = svg(squat(cycle=steps), "animated")
    assert duration(picture) == 10
    wanted = {"2.5", "50", "52.5", "100"}  # a quarter of ten seconds, twice
    assert any(wanted <= set(percents) for percents in frames(picture).values())


def test_a_movement_keeps_its_time_beside_a_very_long_hold():
    steps = [
        br.Step("Down.", "Down", move="PT1S", hold="PT10M", pose=SQUATTING),
        br.Step("Up.", "Up", move="PT1S", hold="PT10M", pose=STANDING),
    ]
    found = frames(svg(squat(cycle=steps), "animated")).values()
    assert any("0.083" in percents for percents in found)  # a second of twenty minutes


def test_sides_that_take_turns_are_both_shown():
    dog = br.exercises["bird-dog"]
    seconds = 2 * sum((one.duration for one in dog.cycle), timedelta()).total_seconds()
    style = parsed(svg(dog, "animated")).findtext(f"{NAMESPACE}style")
    assert f"animation:{seconds:g}s linear infinite" in style


def test_a_movement_of_many_minutes_swings_from_side_to_side():
    style = parsed(svg(br.exercises["walking"], "animated")).findtext(
        f"{NAMESPACE}style"
    )
    assert "animation:2s linear infinite" in style


def test_key_frames_begin_at_the_beginning_and_end_at_the_end():
    for percents in frames(svg(squat(), "animated")).values():
        numbers = [float(one) for one in percents]
        assert numbers == sorted(set(numbers))
        assert (numbers[0], numbers[-1]) == (0, 100)


def test_nothing_moves_where_that_is_not_wanted_and_on_paper():
    style = parsed(svg(squat(), "animated")).findtext(f"{NAMESPACE}style")
    name = parsed(svg(squat(), "animated")).get("class").split()[1]
    rest = f"{{.{name} .bone,.{name} .even{{animation:none}}}}"
    assert f"@media (prefers-reduced-motion:reduce){rest}" in style
    assert f"@media print{rest}" in style


def test_at_rest_it_shows_the_most_telling_step():
    pose = squat().cycle[0].pose
    window = frame([STANDING, SQUATTING])
    x, _ = window.place(solve(pose).head)
    heads = [one.get("transform") for one in parsed(svg(squat(), "animated")).iter("*")]
    wanted = f"translate({x:.1f}".removesuffix(".0")
    assert any(one and one.startswith(wanted) for one in heads)


def test_two_animations_on_one_page_do_not_share_names():
    slow = attrs.evolve(squat().cycle[0], hold="PT9S")
    one, two = (
        svg(squat(), "animated"),
        svg(squat(cycle=[slow, *squat().cycle[1:]]), "animated"),
    )
    assert frames(one)
    assert not set(frames(one)) & set(frames(two))


def test_a_bone_that_points_to_the_viewer_at_times_is_a_dash():
    near = attrs.evolve(FACING.right_arm, seen=(0.5, 1, 1))
    reach = attrs.evolve(FACING, right_arm=near)
    steps = [
        br.Step("Reach.", "Reach", move="PT1S", pose=reach),
        br.Step("Rest.", "Rest", move="PT1S", pose=FACING),
    ]
    style = parsed(svg(squat(cycle=steps), "animated")).findtext(f"{NAMESPACE}style")
    assert "stroke-dasharray:" in style


def test_without_a_movement_there_are_no_key_frames():
    step = br.Step("Stand.", "Stand", hold="PT1S", pose=STANDING)
    assert frames(svg(squat(cycle=[step]), "animated")) == {}


def places(picture, percent):
    """Return where each bone of a picture begins and ends at a time of it.

    This reads the key frames as a browser does: values between two frames lie on a
    straight line, and a group stands within the one around it.
    """
    style = parsed(picture).findtext(f"{NAMESPACE}style")
    found = re.findall(r"@keyframes br-\w+-(\d+)\{((?:[^{}]*\{[^{}]*\})*)\}", style)
    keys = {
        f"k{number}": [
            (
                float(at),
                [float(one) for one in re.findall(r"-?[\d.]+(?=px|deg)", value)],
            )
            for at, value in re.findall(r"([\d.]+)%\{transform:([^{}]*)\}", body)
        ]
        for number, body in found
    }

    def now(one):
        names = [name for name in one.get("class", "").split() if name in keys]
        text = one.get("transform", "")
        if not names or not keys[names[0]]:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        else:
            before = max(key for key in keys[names[0]] if key[0] <= percent)
            after = min(key for key in keys[names[0]] if key[0] >= percent)
            share = (percent - before[0]) / ((after[0] - before[0]) or 1)
            both = zip(before[1], after[1], strict=True)
            numbers = [start + (end - start) * share for start, end in both]
        kinds = re.findall(r"translate|rotate", text)
        shift = complex(*numbers[:2]) if "translate" in kinds else 0j
        angle = numbers[-1] if "rotate" in kinds else 0.0
        return shift, angle

    def walk(one, origin, turn):
        shift, angle = now(one)
        from cmath import exp, pi

        here, turned = origin + shift * turn, turn * exp(1j * angle * pi / 180)
        if one.tag.endswith("path") and re.fullmatch(r"M0 0H[\d.]+", one.get("d", "")):
            yield here, here + float(one.get("d")[5:]) * turned
        for child in one:
            yield from walk(child, here, turned)

    return [*walk(parsed(picture), 0j, 1 + 0j)]


@pytest.mark.parametrize("share", [0.125, 0.25, 0.5, 0.75, 1])
def test_the_key_frames_lead_through_the_poses_of_the_tween(share):
    picture = svg(squat(), "animated")  # 2 s down, 1 s there, 2 s up
    window = frame([STANDING, SQUATTING])
    found = places(picture, share * 40)
    eased = share * share * (3 - 2 * share)
    skeleton = solve(tween(STANDING, SQUATTING, eased))
    for limb in (skeleton.right_arm, skeleton.right_leg):
        for start, end in pairwise(limb):
            wanted = [complex(*window.place(point)) for point in (start, end)]
            gaps = [max(abs(a - wanted[0]), abs(b - wanted[1])) for a, b in found]
            assert min(gaps) < 2  # of 300 units that the body is high


# -- all of them -----------------------------------------------------------------------

KINDS = ["still", "strip", "animated"]


@BUNDLED
@pytest.mark.parametrize(("kind", "most"), [("still", 6000), ("animated", 20_000)])
def test_a_picture_is_small(id, kind, most):
    assert len(svg(br.exercises[id], kind).encode()) < most


@pytest.mark.parametrize("kind", KINDS)
@BUNDLED
def test_a_picture_holds_nothing_that_could_clash_or_load(id, kind):
    picture = svg(br.exercises[id], kind)
    root = parsed(picture)
    assert not [one for one in root.iter() if one.get("id")]
    names = {one.tag.removeprefix(NAMESPACE) for one in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "g", "path", "circle",
                     "text", "tspan"}  # fmt: skip
    assert "url(" not in picture
    assert re.findall(r"https?:", picture) == ["http:"]  # the namespace
    style = root.findtext(f"{NAMESPACE}style")
    rules = re.sub(r"@keyframes br-\w+-\d+\{(?:[^{}]*\{[^{}]*\})*\}", "", style)
    for selector in re.findall(r"(?:^|[{}])([^{}@]+)\{", rules):
        assert selector.startswith(".br-")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_value_gives_the_same_bytes(kind):
    again = br.wire.loads(br.wire.dumps(squat()), br.Exercise)
    assert svg(squat(), kind) == svg(again, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text, kind):
    step = attrs.evolve(squat().cycle[0], text=text)
    given = squat(name=text, cycle=[step])
    picture = svg(given, kind)
    plain = svg(squat(cycle=squat().cycle[:1]), kind)
    shape = [one.tag for one in parsed(plain).iter()]
    assert [one.tag for one in parsed(picture).iter()] == shape
    title, about = named(picture)
    assert title.startswith(text)
    assert text.strip() in about
    sheet = svg(br.Routine([given], name=text))
    assert named(sheet)[0] == text
    assert max(map(len, words(sheet))) < 60


@given(poses(), st.booleans())
def test_any_pose_can_be_drawn(pose, flipped):
    picture = svg(br.pose.mirror(pose) if flipped else pose)
    assert parsed(picture).get("viewBox")


def brightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours by the formula of WCAG 2."""
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", COLOURS)
def test_colours_stand_out_from_the_paper(name):
    least = 7 if name == "words" else 3
    assert contrast(COLOURS[name].light, PAPER.light) >= least
    assert contrast(COLOURS[name].dark, PAPER.dark) >= least


# -- the door --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "arguments", "said"),
    [
        (
            "bridge",
            {},
            (
                "svg: expected an exercise, an item, a step, a pose, a routine, "
                "a timeline or a schedule, got 'bridge'"
            ),
        ),
        (
            squat(),
            {"kind": "week"},
            'svg: kind: expected "strip" or "still" or "animated", got \'week\'',
        ),
        (
            squat(),
            {"step": 0},
            "svg: step: makes no sense for the kind strip; leave it out",
        ),
        (
            squat(),
            {"kind": "still", "on": "2026-12-01"},
            "svg: on: makes no sense for the kind still; leave it out",
        ),
        (
            squat(),
            {"kind": "still", "step": 2},
            "svg: step: expected a step that has a pose (0, 1), got 2",
        ),
        (
            squat(),
            {"kind": "still", "step": True},
            "svg: step: expected a step that has a pose (0, 1), got True",
        ),
        (BRIDGE, {}, "svg: 'bridge' has no poses; give its steps some to draw it"),
        (
            br.Step("Breathe.", "Breathe"),
            {},
            "svg: 'Breathe' has no pose; give it one to draw it",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(value, arguments, said):
    with pytest.raises(InvalidValue) as caught:
        svg(value, **arguments)
    assert str(caught.value) == said


def test_the_day_of_a_week_is_a_date():
    plan = br.Schedule(
        br.Routine([squat()], name="Mine"), moments=["12:30"], start="2026-12-01",
        tz="Europe/Oslo",
    )  # fmt: skip
    assert svg(plan) == svg(plan, "week", on="2026-12-03")
    assert svg(plan, "month") == svg(plan, "month", on="2026-12-31")
    with pytest.raises(InvalidValue, match=r'^svg: on: expected a date such as "2026-'):
        svg(plan, on="tomorrow")


# -- marked-up text --------------------------------------------------------------------


def test_a_picture_is_text_that_shows_itself(tmp_path: Path):
    picture = svg(STANDING)
    shown = picture._repr_svg_(), picture._repr_html_(), picture.__html__()
    assert shown == (str(picture),) * 3
    assert {type(one) for one in shown} == {str}
    picture.save(tmp_path / "tall.svg")
    assert (tmp_path / "tall.svg").read_text(encoding="utf-8") == picture


def test_a_path_that_is_none_is_refused():
    with pytest.raises(InvalidValue, match=r"^save: path: expected the path of a file"):
        svg(STANDING).save("")


def test_what_is_not_markup_is_escaped():
    inner = tag("b", "<i>&\"'")
    assert inner == "<b>&lt;i&gt;&amp;&quot;&#x27;</b>"
    assert joined("<", inner) == f"&lt;{inner}"
    assert tag("a", inner, class_='"', data_x=1, no=None) == (
        f'<a class="&quot;" data-x="1">{inner}</a>'
    )


@given(st.text())
def test_any_text_is_text_in_xml(text):
    root = ET.fromstring(tag("t", text, title=text))
    kept = re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text
    )
    normal = kept.replace("\r\n", "\n").replace("\r", "\n")
    assert (root.text or "") == normal
    assert root.get("title") == re.sub("[\n\t]", " ", normal)


def test_a_document_is_whole_and_has_its_title_and_its_style():
    page = document("A <b>", ".x{color:red}", tag("main", "text"))
    assert isinstance(page, Document)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset')
    assert "<title>A &lt;b&gt;</title><style>.x{color:red}</style>" in page
    policy = "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    assert policy in page
    assert "script-src" not in page
    assert page.endswith("<body><main>text</main></body></html>\n")
    scripted = document("A", "", Markup(), script="1 < 2")
    assert scripted.endswith("<body><script>1 < 2</script></body></html>\n")


def test_a_notebook_shows_a_whole_page_in_a_frame_without_script():
    page = document('A "<b>"', "body{margin:0}", tag("p", "text"), script="alert(1)")
    frame = page._repr_html_()
    (shown,) = ET.fromstring(f"<div>{frame}</div>")
    assert (shown.tag, shown.get("sandbox")) == ("iframe", "")
    assert shown.get("title") == 'A "<b>"'
    assert shown.get("srcdoc") == re.sub("[\n]", " ", page)
    assert page.__html__() == frame
    assert issubclass(Document, Html)


def test_the_picture_of_the_readme_is_what_the_library_draws():
    kept = Path(__file__).parents[1] / "docs" / "images" / "lower-back-five.svg"
    drawn_now = svg(br.routines["lower-back-five"])
    assert kept.read_text(encoding="utf-8") == drawn_now, "save it anew"
