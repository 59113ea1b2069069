"""Poses: what can be, where the joints are, and the other side."""

from itertools import pairwise
from math import dist, hypot
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.pose import LENGTHS, Limb, Pose, View, mirror, solve, tween
from tests.examples import FACING, SQUATTING, STANDING, standing
from tests.strategies import poses

NEAR = 0.0006  # of the height: what rounding may cost
ARM = ("upper_arm", "forearm", "hand")
LEG = ("thigh", "shank", "foot")
LIMBS = {"right_arm": ARM, "left_arm": ARM, "right_leg": LEG, "left_leg": LEG}
SIDE_AND_FRONT = st.sampled_from([View.SIDE, View.FRONT])


def lengths(pose: Pose) -> dict[Any, float]:
    """Return how long each part looks."""
    skeleton = solve(pose)
    found: dict[Any, float] = {
        "trunk": dist(skeleton.hips, skeleton.shoulders),
        "neck": dist(skeleton.shoulders, skeleton.neck),
        "head_radius": dist(skeleton.neck, skeleton.head),
    }
    for limb in LIMBS:
        root, middle, end, tip = getattr(skeleton, limb)
        parts = dist(root, middle), dist(middle, end), dist(end, tip)
        found |= {(limb, number): part for number, part in enumerate(parts)}
    return found


def expected(pose: Pose) -> dict[Any, float]:
    """Return how long each part should look: its length, times what is seen."""
    found: dict[Any, float] = {
        name: LENGTHS[name] for name in ("trunk", "neck", "head_radius")
    }
    for limb, names in LIMBS.items():
        shares = getattr(pose, limb).seen
        for number, (name, share) in enumerate(zip(names, shares, strict=True)):
            found[limb, number] = LENGTHS[name] * share
    return found


def lowest(pose):
    return min(y for _, y in solve(pose).points)


# -- where the joints are --------------------------------------------------------------


def test_somebody_upright_has_the_head_above_the_hips():
    skeleton = solve(standing(neck=90, head=90))
    assert skeleton.hips == (0, 0.51)
    assert skeleton.shoulders == pytest.approx((0, 0.51 + 0.295))
    assert skeleton.head == pytest.approx((0, 0.51 + 0.295 + 0.055 + 0.058))


def test_a_pose_may_hang_from_the_shoulders():
    skeleton = solve(standing(root="shoulders", at=(0, 0.805)))
    assert skeleton.hips == pytest.approx((0, 0.51))


def test_a_planted_foot_is_where_it_is_planted_and_its_knee_bends_forward():
    skeleton = solve(SQUATTING)
    assert skeleton.right_leg.end == (0, 0.035)
    assert skeleton.right_leg.middle[0] > 0


def test_a_knee_bends_to_the_other_side_where_that_is_asked_for():
    leg = Limb(0, at=(0, 0.035), bend=-1)
    assert solve(standing(right_leg=leg)).right_leg.middle[0] < 0


def test_the_lower_back_bulges_to_the_front_and_to_the_back():
    arched, rounded = (solve(standing(lumbar=bulge)).waist for bulge in (0.1, -0.1))
    assert arched == pytest.approx((0.0295, 0.51 + 0.35 * 0.295))
    assert rounded == pytest.approx((-0.0295, 0.51 + 0.35 * 0.295))


def test_from_the_front_the_right_side_is_on_the_left_of_the_picture():
    skeleton = solve(FACING)
    assert skeleton.right_arm.root[0] < 0 < skeleton.left_arm.root[0]
    assert skeleton.right_leg.root[0] < 0 < skeleton.left_leg.root[0]


def test_a_chest_that_is_turned_looks_narrower():
    widths = [
        dist(skeleton.right_arm.root, skeleton.left_arm.root)
        for skeleton in (solve(attrs.evolve(FACING, turn=turn)) for turn in (0, 60))
    ]
    assert widths == pytest.approx([0.19, 0.095])


def test_a_limb_may_be_so_planted_that_it_has_no_way_to_go():
    # The hand lies on its own shoulder, as near as the two bones let it.
    folded = Limb(0, at=(0, 0.805 + 0.032), bend=1)
    assert solve(standing(right_arm=folded)).right_arm.end == (0, 0.837)


# -- what can be -----------------------------------------------------------------------

LEG_TOO_FAR = Limb(0, at=(0.3, 0.035))  # 0.5618 from the hip; a leg has 0.48


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"right_leg": LEG_TOO_FAR},
            (
                "Pose: right_leg.at: is out of reach by 0.0818 of the body's height; "
                "bring it nearer"
            ),
        ),
        (
            {"right_arm": Limb(0, at=(0, 0.8), bend=1)},
            (
                "Pose: right_arm.at: is out of reach by 0.0270 of the body's height; "
                "bring it nearer"
            ),
        ),
        (
            {"left_leg": Limb(-90, upper=-90, lower=-90)},
            (
                "Pose: left_leg: is under the floor by 0.0800 of the body's height; "
                "bring it up"
            ),
        ),
        (
            {"turn": 20},
            "Pose: turn: cannot be seen from the side; leave it out",
        ),
        (
            {"lumbar": 11},
            "Pose: lumbar: expected a number from -0.5 to 0.5, got 11",
        ),
        ({"at": (0, 0.5, 0)}, None),
        (
            {"wall": 11},
            "Pose: wall: expected a number from -10 to 10, got 11",
        ),
        ({"trunk": "up"}, 'Pose: trunk: expected a number, got "up"'),
        ({"trunk": True}, "Pose: trunk: expected a number, got True"),
        (
            {"trunk": float("nan")},
            "Pose: trunk: expected a number of ordinary size, got nan",
        ),
        ({"right_arm": None}, "Pose: right_arm: expected a Limb, got None"),
        (
            {"view": "back"},
            'Pose: view: expected a view, got "back"; known are side, front, top',
        ),
    ],
)
def test_what_cannot_be_is_refused(changes, said):
    with pytest.raises(InvalidValue) as caught:
        standing(**changes)
    expected = "Pose: at: expected two numbers such as (0.2, 0.035), got (0, 0.5, 0)"
    assert str(caught.value) == (said or expected)


def test_the_trunk_may_be_under_the_floor_too_and_all_is_told():
    flat = Limb(0, upper=0, lower=0)
    with pytest.raises(InvalidValue) as caught:
        Pose((0, -0.2), 0, 0, 0, flat, flat, flat, Limb(0, at=(0.6, 0)))
    paths = [fault.path for fault in caught.value.faults]
    assert paths == [
        "left_leg.at",
        "trunk",
        "right_arm",
        "left_arm",
        "right_leg",
        "left_leg",
    ]


def test_from_above_there_is_no_floor_to_be_under():
    arm = Limb(0, upper=-90, lower=-90)
    pose = Pose((0, -0.5), 180, 180, 180, arm, arm, arm, arm, view="top")
    assert lowest(pose) < 0


@pytest.mark.parametrize(
    "parts",
    [{}, {"upper": 1}, {"lower": 1}, {"upper": 1, "lower": 1, "at": (0, 0)},
     {"upper": 1, "at": (0, 0)}],
)  # fmt: skip
def test_a_limb_is_planted_or_has_both_angles(parts):
    with pytest.raises(InvalidValue) as caught:
        Limb(0, **parts)
    assert str(caught.value) == (
        "Limb: give either upper and lower, or the point that it is planted at"
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"bend": 0}, "Limb: bend: expected 1 or -1, got 0"),
        ({"bend": True}, "Limb: bend: expected 1 or -1, got True"),
        (
            {"seen": (1, 0, 1)},
            (
                "Limb: seen: expected three numbers above 0 and at most 1, such as "
                "(0.5, 1, 1), got (1, 0, 1)"
            ),
        ),
        (
            {"seen": (1, 1)},
            (
                "Limb: seen: expected three numbers above 0 and at most 1, such as "
                "(0.5, 1, 1), got (1, 1)"
            ),
        ),
        ({"behind": 1}, "Limb: behind: expected a bool, got 1"),
    ],
)
def test_a_limb_that_makes_no_sense(parts, said):
    with pytest.raises(InvalidValue) as caught:
        Limb(0, at=(0, 0), **parts)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("given", "kept"),
    [(180, 180), (-180, 180), (360, 0), (-90, -90), (270, -90), (-0.0, 0), (725, 5),
     (180.0001, 180), (-179.9999, 180), (-3.001, -3.001)],
)  # fmt: skip
def test_an_angle_is_kept_above_minus_180_and_at_most_180(given, kept):
    assert str(Limb(given, at=(0, 0)).end) == str(float(kept))


# -- law 8 -----------------------------------------------------------------------------


@given(poses())
def test_a_mirror_of_a_mirror_is_the_pose(pose):
    assert mirror(mirror(pose)) == pose


@given(poses())
def test_a_mirror_exchanges_the_sides_and_keeps_every_length(pose):
    one, other = lengths(pose), lengths(mirror(pose))
    swapped = {
        (("left" if name[0][0] == "r" else "right") + name[0][name[0].index("_"):],
         name[1]) if isinstance(name, tuple) else name: value
        for name, value in one.items()
    }  # fmt: skip
    assert other == pytest.approx(swapped, abs=NEAR)


@given(poses())
def test_limbs_have_their_lengths(pose):
    assert lengths(pose) == pytest.approx(expected(pose), abs=NEAR)


SHARES = st.floats(0, 1)


@st.composite
def two_poses(draw: st.DrawFn) -> tuple[Pose, Pose]:
    views = st.just(draw(st.sampled_from(View)))
    return draw(poses(views)), draw(poses(views))


@given(two_poses())
def test_a_way_leads_from_the_first_pose_to_the_last(two: Any) -> None:
    assert tween(two[0], two[1], 0) == two[0]
    assert tween(two[0], two[1], 1) == two[1]


@given(two_poses(), SHARES)
def test_limbs_keep_their_lengths_on_the_way(two: Any, share: float) -> None:
    pose = tween(two[0], two[1], share)
    assert lengths(pose) == pytest.approx(expected(pose), abs=NEAR)
    for name in LIMBS:
        first, last = (getattr(one, name).seen for one in two)
        if first == last:
            assert getattr(pose, name).seen == first


@given(two_poses(), SHARES)
def test_nothing_goes_under_the_floor_on_the_way(two: Any, share: float) -> None:
    pose = tween(two[0], two[1], share)
    assert pose.view is View.TOP or lowest(pose) >= -NEAR


@st.composite
def squats(draw: st.DrawFn) -> tuple[Pose, Pose]:
    """Two poses on the same feet; the hips go straight from one to the other."""
    places = st.tuples(st.floats(-0.15, 0.15), st.floats(0.35, 0.45))
    start, end = (
        standing(at=draw(places), trunk=draw(st.floats(60, 120))) for _ in range(2)
    )
    return start, end


@given(squats(), SHARES)
def test_planted_feet_do_not_slide(two: Any, share: float) -> None:
    skeleton = solve(tween(two[0], two[1], share))
    for leg in (skeleton.right_leg, skeleton.left_leg):
        assert hypot(leg.end[0], leg.end[1] - 0.035) <= NEAR


@given(two_poses(), SHARES)
def test_what_stays_planted_is_where_it_is_planted(two: Any, share: float) -> None:
    pose = tween(two[0], two[1], share)
    for name in LIMBS:
        first, last = (getattr(one, name) for one in two)
        planted = getattr(pose, name).at
        if planted and first.at == last.at:
            assert planted == first.at
            assert dist(getattr(solve(pose), name).end, planted) <= NEAR


def test_a_foot_that_is_set_down_elsewhere_goes_there_evenly():
    stepped = standing(right_leg=Limb(0, at=(0.05, 0.035)))
    assert tween(STANDING, stepped, 0.5).right_leg.at == (0.025, 0.035)


def test_the_shorter_way_round_is_taken():
    up, down = (standing(head=angle) for angle in (170, -170))
    assert tween(up, down, 0.5).head == 180


def test_where_the_way_leads_under_the_floor_the_body_is_lifted():
    def lying(angle):
        arm, flat = Limb(0, upper=angle, lower=angle), Limb(0, upper=0, lower=0)
        return Pose((0, 0), 0, 0, 0, arm, flat, flat, Limb(0, at=(0.48, 0)))

    over = tween(lying(0), lying(180), 0.5)
    assert (over.at, over.right_arm.upper) == ((0, 0), 90)
    under = tween(lying(0), lying(-179.95), 0.5)
    assert under.at[1] == pytest.approx(0.312, abs=NEAR)
    assert lowest(under) == pytest.approx(0, abs=NEAR)
    assert under.left_leg.at is None


def test_from_above_nothing_is_lifted_where_a_planted_foot_is_let_go():
    def lying(angle: float) -> Pose:
        flat, foot = Limb(0, upper=0, lower=0), Limb(0, at=(-0.3, 0))
        limbs = (flat, flat, foot, flat)
        return Pose((0, 0), angle, 0, 0, *limbs, root="shoulders", view="top")

    way = tween(lying(90), lying(-90), 0.5)  # the hips swing round, away from the foot
    assert (way.at, way.trunk, way.right_leg.at) == ((0, 0), 180, None)


def test_who_starts_from_the_hips_and_ends_at_the_shoulders_goes_on_from_the_hips():
    end = standing(root="shoulders", at=(0.05, 0.8))
    assert tween(STANDING, end, 0.5).at == pytest.approx((0.025, 0.5075), abs=NEAR)


@pytest.mark.parametrize(
    ("end", "share", "said"),
    [
        (FACING, 0.5, "end: is seen from the front, and the start from the side"),
        (STANDING, 1.5, "share: expected a number from 0 to 1, got 1.5"),
        (STANDING, True, "share: expected a number from 0 to 1, got True"),
        (STANDING, float("nan"), "share: expected a number from 0 to 1, got nan"),
        ("up", 0.5, 'end: expected a Pose, got "up"'),
    ],
)
def test_what_has_no_way_between_is_refused(end, share, said):
    with pytest.raises(InvalidValue) as caught:
        tween(STANDING, end, share)
    assert str(caught.value) == said


# -- the bundled content ---------------------------------------------------------------

BUNDLED = pytest.mark.parametrize("id", [*br.exercises])


def ways(exercise: Any) -> Any:
    """Walk each repetition as it is played: into it, round, and for the other side."""
    for varied in (None, *(one.id for one in exercise.variations)):
        block = br.Item(exercise, variation=varied).blocks[0]
        cycle = [pose for step in block.cycle for pose in (*step.via, step.pose)]
        poses = [block.setup[-1].pose, *cycle, cycle[0]]
        yield poses
        if exercise.has_sides:
            yield [mirror(pose) for pose in poses if pose]


@BUNDLED
def test_each_step_of_every_bundled_exercise_has_a_pose(id):
    exercise = br.exercises[id]
    varied = [step for one in exercise.variations for step in (*one.setup, *one.cycle)]
    assert all(step.pose for step in (*exercise.setup, *exercise.cycle, *varied))


@BUNDLED
def test_a_bundled_exercise_is_seen_from_one_place(id):
    views = {pose.view for way in ways(br.exercises[id]) for pose in way}
    assert len(views) == 1


@BUNDLED
def test_nothing_planted_slides_and_nothing_is_lifted_in_a_bundled_exercise(id):
    for way in ways(br.exercises[id]):
        for start, end in pairwise(way):
            both = [
                name
                for name in LIMBS
                if getattr(start, name).at
                and getattr(start, name).at == getattr(end, name).at
                and getattr(start, name).bend == getattr(end, name).bend
            ]
            for step in range(21):
                pose = tween(start, end, step / 20)
                assert pose.view is View.TOP or lowest(pose) >= -NEAR
                for name in both:
                    tip = getattr(solve(pose), name).end
                    assert dist(tip, getattr(start, name).at) <= NEAR


def test_a_limb_that_ends_where_it_begins_can_be_mirrored():
    foot = Limb(90, at=(-0.065, 0.4))  # planted at the right hip
    pose = attrs.evolve(FACING, at=(0, 0.4), right_leg=foot, left_leg=Limb(0, 0, 0))
    assert mirror(mirror(pose)) == pose


def test_a_folded_leg_that_rounding_bends_under_the_floor_is_let_go():
    def kneeling(x: float, y: float, ankle: float) -> Pose:
        arm = Limb(0, upper=60, lower=60)
        leg = Limb(180, at=(0, ankle), bend=-1)
        return Pose((x, y), 90, 90, 90, arm, arm, leg, leg)

    start, end = kneeling(-0.007, 0.0716, 0.0425), kneeling(-0.0101, 0.0897, 0.0589)
    assert lowest(tween(start, end, 0.5)) >= -NEAR


@pytest.mark.parametrize("ask", [solve, mirror])
@pytest.mark.parametrize("value", [None, "up", br.exercises["bridge"].cycle[0]])
def test_what_is_no_pose_has_no_joints_and_no_mirror(ask, value):
    with pytest.raises(InvalidValue, match=r"^expected a Pose, got "):
        ask(value)


def test_a_way_through_several_poses_gives_each_leg_the_same_share():
    low = standing(at=(-0.05, 0.45), trunk=80)
    bodies = [*br.pose.along([STANDING, low, SQUATTING], [0, 0.25, 0.5, 1])]
    half = solve(tween(STANDING, low, 0.5))
    assert bodies[0] == solve(STANDING)
    assert bodies[1].hips == pytest.approx(half.hips, abs=NEAR)
    assert bodies[2] == solve(low)
    assert bodies[3] == solve(SQUATTING)


@pytest.mark.parametrize(
    ("way", "shares", "said"),
    [
        ([], [0], "way: expected two poses or more, got 0"),
        ([STANDING], [0], "way: expected two poses or more, got 1"),
        (
            [STANDING, FACING],
            [0],
            "way[1]: is seen from the front, and the start from the side",
        ),
        ([STANDING, None], [0], "way[1]: expected a Pose, got None"),
        (
            [STANDING, SQUATTING],
            [0, 2],
            "share: expected a number from 0 to 1, got 2",
        ),
    ],
)
def test_what_is_no_way_is_refused_at_once(way, shares, said):
    with pytest.raises(InvalidValue) as caught:
        br.pose.along(way, shares)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"via": [STANDING]}, "Step: via: leads to no pose; give the step one"),
        (
            {"via": [FACING], "pose": STANDING},
            "Step: via: is seen from the front, and the pose from the side",
        ),
        ({"via": ["up"], "pose": STANDING}, None),
    ],
)
def test_a_way_that_makes_no_sense_is_refused(parts, said):
    with pytest.raises(InvalidValue) as caught:
        br.Step("Squat.", "Squat", move="PT2S", **parts)
    assert str(caught.value) == (said or 'Step: via[0]: expected a Pose, got "up"')


def test_the_way_of_a_step_is_mirrored_with_it_and_told_by_its_cue():
    step = br.Step("Turn.", "Turn", move="PT2S", pose=FACING, via=[FACING])
    assert step.mirrored().via == (mirror(FACING),)
    exercise = attrs.evolve(br.exercises["bridge"], cycle=[step], variations=[])
    cues = [cue for cue in br.Timeline.of(br.Routine([exercise])) if cue.rep == 1]
    assert [(cue.kind.value, cue.via) for cue in cues] == [("move", (FACING,))]


def test_a_step_for_the_other_side_has_the_mirrored_pose():
    step: Any = br.exercises["bird-dog"].cycle[0]
    assert step.mirrored().pose == mirror(step.pose)
    assert br.Step("Breathe.", "Breathe").mirrored().pose is None


def test_a_cue_shows_the_pose_of_its_step():
    bridge = br.exercises["bridge"]
    line = br.Timeline.of(br.Routine([bridge]))
    poses = {cue.text: cue.pose for cue in line if cue.rep in (None, 1)}
    assert poses["Bridge"] is None
    assert poses[bridge.setup[0].cue] == bridge.setup[0].pose
    assert poses[bridge.cycle[0].cue] == bridge.cycle[0].pose
    assert poses["Hold"] == bridge.cycle[1].pose


def test_a_cue_for_the_other_side_shows_the_mirrored_pose():
    dog = br.exercises["bird-dog"]
    first: Any = dog.cycle[0]
    line = br.Timeline.of(br.Routine([dog]))
    other = next(cue for cue in line if cue.rep == 2)
    assert other.pose == mirror(first.pose)
