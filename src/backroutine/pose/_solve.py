"""From a pose to where its joints are."""

from collections.abc import Iterator, Mapping
from math import acos, atan2, cos, degrees, hypot, radians, sin
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from ..errors import Fault
from ._terms import LIMBS, Point, Root, Shares, View

if TYPE_CHECKING:
    from ._pose import Limb, Pose

# Shares of the body's height, chosen so that the figure reads well; they lie near
# the usual tables of segment lengths, and are no measurement.
LENGTHS: Mapping[str, float] = MappingProxyType(
    {
        "trunk": 0.295,
        "neck": 0.055,
        "head_radius": 0.058,
        "upper_arm": 0.172,
        "forearm": 0.14,
        "hand": 0.055,
        "thigh": 0.24,
        "shank": 0.24,
        "foot": 0.11,
        "shoulder_width": 0.19,
        "hip_width": 0.13,
    }
)
_ARM = (LENGTHS["upper_arm"], LENGTHS["forearm"], LENGTHS["hand"])
_LEG = (LENGTHS["thigh"], LENGTHS["shank"], LENGTHS["foot"])
_WAIST = 0.35  # of the way from the hips to the shoulders
_NEARLY = 1e-6
SLACK = 0.0005  # what rounding may cost; less than any picture shows


class Chain(NamedTuple):
    """The joints of a limb.

    Attributes:
        root: The shoulder or the hip.
        middle: The elbow or the knee.
        end: The wrist or the ankle.
        tip: The tip of the hand or of the foot.
    """

    root: Point
    middle: Point
    end: Point
    tip: Point


class Skeleton(NamedTuple):
    """Where the joints of a pose are: to the right and up, in body heights.

    Attributes:
        hips: The middle of the hips.
        waist: Where the lower back bulges most.
        shoulders: The middle of the shoulders.
        neck: The top of the neck.
        head: The middle of the head.
        right_arm: The right arm.
        left_arm: The left arm.
        right_leg: The right leg.
        left_leg: The left leg.
        view: Where it is seen from.
        facing: Where the top of the head points, in degrees.
        turn: How far the chest is turned to the person's right, in degrees.
        behind: For each limb, in the order of `limbs`, whether it is drawn behind the
            trunk.
    """

    hips: Point
    waist: Point
    shoulders: Point
    neck: Point
    head: Point
    right_arm: Chain
    left_arm: Chain
    right_leg: Chain
    left_leg: Chain
    view: View
    facing: float
    turn: float
    behind: tuple[bool, ...]

    @property
    def limbs(self) -> tuple[Chain, Chain, Chain, Chain]:
        """Return the limbs: right arm, left arm, right leg, left leg."""
        return self.right_arm, self.left_arm, self.right_leg, self.left_leg

    @property
    def trunk(self) -> tuple[Point, ...]:
        """Return the joints from the hips to the head."""
        return self.hips, self.waist, self.shoulders, self.neck, self.head

    @property
    def points(self) -> tuple[Point, ...]:
        """Return all the joints."""
        return (*self.trunk, *(point for limb in self.limbs for point in limb))


class LimbDraft(NamedTuple):
    """What a limb says, not looked at yet; for what lasts no longer than a picture."""

    end: float
    upper: float | None
    lower: float | None
    at: Point | None
    bend: int
    seen: Shares
    behind: bool


class Draft(NamedTuple):
    """What a pose says, not looked at yet."""

    at: Point
    trunk: float
    neck: float
    head: float
    right_arm: LimbDraft
    left_arm: LimbDraft
    right_leg: LimbDraft
    left_leg: LimbDraft
    root: Root
    view: View
    lumbar: float
    turn: float
    chair: float | None
    wall: float | None


def joints(pose: "Pose | Draft") -> Skeleton:
    """Return where the joints are of what a pose says."""
    trunk = LENGTHS["trunk"]
    if pose.root is Root.HIPS:
        hips, shoulders = pose.at, _onward(pose.at, trunk, pose.trunk)
    else:
        hips, shoulders = _onward(pose.at, -trunk, pose.trunk), pose.at
    neck = _onward(shoulders, LENGTHS["neck"], pose.neck)
    side = pose.view is View.SIDE
    bulge = _onward((0.0, 0.0), pose.lumbar * trunk, pose.trunk + (-90 if side else 90))
    waist = _onward(hips, trunk * _WAIST, pose.trunk)
    right_shoulder = left_shoulder = shoulders
    right_hip = left_hip = hips
    if not side:
        width = LENGTHS["shoulder_width"] / 2 * cos(radians(pose.turn))
        right_shoulder = _onward(shoulders, width, pose.trunk + 90)
        left_shoulder = _onward(shoulders, -width, pose.trunk + 90)
        right_hip = _onward(hips, LENGTHS["hip_width"] / 2, pose.trunk + 90)
        left_hip = _onward(hips, -LENGTHS["hip_width"] / 2, pose.trunk + 90)
    return Skeleton(
        hips,
        (waist[0] + bulge[0], waist[1] + bulge[1]),
        shoulders,
        neck,
        _onward(neck, LENGTHS["head_radius"], pose.head),
        _chain(pose.right_arm, right_shoulder, _ARM),
        _chain(pose.left_arm, left_shoulder, _ARM),
        _chain(pose.right_leg, right_hip, _LEG),
        _chain(pose.left_leg, left_hip, _LEG),
        pose.view,
        pose.head,
        pose.turn,
        tuple([getattr(pose, name).behind for name in LIMBS]),
    )


def _onward(start: Point, length: float, angle: float) -> Point:
    turn = radians(angle)
    return start[0] + length * cos(turn), start[1] + length * sin(turn)


def _chain(
    limb: "Limb | LimbDraft", root: Point, bones: tuple[float, float, float]
) -> Chain:
    seen = limb.seen
    upper, lower, tip = bones[0] * seen[0], bones[1] * seen[1], bones[2] * seen[2]
    if limb.at is None:
        middle = _onward(root, upper, cast("float", limb.upper))
        end = _onward(middle, lower, cast("float", limb.lower))
    else:
        middle = _onward(root, upper, _bent(root, limb.at, limb.bend, upper, lower))
        end = _toward(middle, limb.at, lower)
    return Chain(root, middle, end, _onward(end, tip, limb.end))


def _bent(root: Point, at: Point, bend: int, upper: float, lower: float) -> float:
    """Return the angle of the upper bone of a planted limb: the law of cosines."""
    dx, dy = at[0] - root[0], at[1] - root[1]
    if hypot(dx, dy) < _NEARLY:
        dx, dy = 0.0, _NEARLY  # it ends where it begins; up is alike for both sides
    far = min(max(hypot(dx, dy), abs(upper - lower)), upper + lower)
    share = (upper**2 + far**2 - lower**2) / (2 * upper * far)
    return degrees(atan2(dy, dx) + bend * acos(max(-1.0, min(1.0, share))))


def _toward(start: Point, goal: Point, length: float) -> Point:
    """Return the point at a length from start; the goal itself where it is there."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    far = hypot(dx, dy)
    if abs(far - length) < _NEARLY:
        return goal
    return start[0] + dx / far * length, start[1] + dy / far * length


def angles(chain: Chain) -> tuple[float, float]:
    """Return where the upper and the lower part of a limb point, in degrees."""
    return _way(chain.root, chain.middle), _way(chain.middle, chain.end)


def _way(start: Point, goal: Point) -> float:
    return degrees(atan2(goal[1] - start[1], goal[0] - start[0]))


def lowest(skeleton: Skeleton) -> float:
    """Return the height of the lowest joint; from above everything is level."""
    if skeleton.view is View.TOP:
        return 0.0
    return min(y for _, y in skeleton.points)


# -- what cannot be --------------------------------------------------------------------


def faults(
    pose: "Pose | Draft", skeleton: Skeleton, slack: float = SLACK
) -> tuple[Fault, ...]:
    """Return what is out of reach, and what is under the floor, by more than slack."""
    reach = _out_of_reach(pose, skeleton, slack)
    if skeleton.view is View.TOP:
        return tuple(reach)
    return (*reach, *_under_the_floor(skeleton, slack))


def _out_of_reach(
    pose: "Pose | Draft", skeleton: Skeleton, slack: float
) -> Iterator[Fault]:
    for name, chain in zip(LIMBS, skeleton.limbs, strict=True):
        at = getattr(pose, name).at
        gap = hypot(at[0] - chain.end[0], at[1] - chain.end[1]) if at else 0.0
        if gap > slack:
            text = f"is out of reach by {gap:.4f} of the body's height; bring it nearer"
            yield Fault(f"{name}.at", text)


def _under_the_floor(skeleton: Skeleton, slack: float) -> Iterator[Fault]:
    trunk = ("trunk", skeleton.trunk)
    for name, points in (trunk, *zip(LIMBS, skeleton.limbs, strict=True)):
        low = -min(y for _, y in points)
        if low > slack:
            text = f"is under the floor by {low:.4f} of the body's height; bring it up"
            yield Fault(name, text)
