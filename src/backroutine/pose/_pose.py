"""A pose and its limbs, as data."""

from typing import Any, final

import attrs

from .._checks import closed, is_a, real_number
from .._protocols import Shown
from ..errors import Fault, Problem
from ._solve import Skeleton, faults, joints
from ._terms import Point, Root, Shares, View

_FAR = 10.0
_HALF, _FULL = 180.0, 360.0
_MOST_BULGE = 0.5


def _angle(value: float) -> float:
    """Take an angle in degrees, to a thousandth, above -180 and at most 180."""
    turned = round(real_number(value), 3) % _FULL
    return round(turned - _FULL if turned > _HALF else turned, 3) + 0.0


def _length(value: float) -> float:
    """Take a share of the body's height, to a ten-thousandth."""
    given = real_number(value)
    if abs(given) > _FAR:
        raise Problem.expected(f"a number from {-_FAR:g} to {_FAR:g}", value)
    return round(given, 4) + 0.0


def _bulge(value: float) -> float:
    """Take a share of the trunk's length, at most half of it to either side."""
    if abs(real_number(value)) > _MOST_BULGE:
        text = f"a number from -{_MOST_BULGE} to {_MOST_BULGE}"
        raise Problem.expected(text, value)
    return _length(value)


def _point(value: Point) -> Point:
    if not isinstance(value, tuple | list) or len(value) != 2:  # noqa: PLR2004
        raise Problem.expected("two numbers such as (0.2, 0.035)", value)
    x, y = value
    return _length(x), _length(y)


def _shares(value: Shares) -> Shares:
    what = "three numbers above 0 and at most 1, such as (0.5, 1, 1)"
    if not isinstance(value, tuple | list) or len(value) != 3:  # noqa: PLR2004
        raise Problem.expected(what, value)
    upper, lower, end = map(_length, value)
    if not min(upper, lower, end) > 0 or max(upper, lower, end) > 1:
        raise Problem.expected(what, value)
    return upper, lower, end


def _angle_or_none(value: float | None) -> float | None:
    return None if value is None else _angle(value)


def _length_or_none(value: float | None) -> float | None:
    return None if value is None else _length(value)


def _point_or_none(value: Point | None) -> Point | None:
    return None if value is None else _point(value)


def _one_way(limb: "Limb", _: object, at: Point | None) -> None:
    given = [one is not None for one in (limb.upper, limb.lower, at)]
    if given in ([True, True, False], [False, False, True]):
        return
    text = "give either upper and lower, or the point that it is planted at"
    raise Problem(Fault("", text))


def _sign(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    if type(value) is not int or value not in (-1, 1):
        raise Problem(Problem.expected("1 or -1", value).faults[0].under(field.name))


@final
@closed
@attrs.frozen(repr=False)
class Limb:
    """Place an arm or a leg, by its angles or by the point it is planted at.

    Attributes:
        end: Where the hand or the foot points, in degrees.
        upper: Where the upper arm or the thigh points, in degrees.
        lower: Where the forearm or the lower leg points, in degrees.
        at: Where the wrist or the ankle is planted, instead of both angles.
        bend: To which side of a planted limb its elbow or knee lies: 1 is
            counterclockwise of the way from its root to its end, -1 clockwise.
        seen: The foreshortening: how much is seen of the length of the upper part, of
            the lower part and of the hand or foot, where they point toward the viewer
            or away; shares above 0, at most 1.
        behind: Whether it is drawn behind the trunk.
    """

    end: float = attrs.field(converter=_angle)
    upper: float | None = attrs.field(default=None, converter=_angle_or_none)
    lower: float | None = attrs.field(default=None, converter=_angle_or_none)
    at: Point | None = attrs.field(
        default=None, converter=_point_or_none, validator=_one_way
    )
    bend: int = attrs.field(default=1, validator=_sign)
    seen: Shares = attrs.field(default=(1.0, 1.0, 1.0), converter=_shares)
    behind: bool = attrs.field(default=False, validator=is_a(bool))


def _no_turn_from_the_side(pose: "Pose", _: object, turn: float) -> None:
    if turn and pose.view is View.SIDE:
        raise Problem(Fault("turn", "cannot be seen from the side; leave it out"))


def _possible(pose: "Pose", _: object, __: Any) -> None:
    found = faults(pose, joints(pose))
    if found:
        raise Problem(*found)


@final
@closed
@attrs.frozen(repr=False)
class Pose(Shown):
    """Describe how a body is placed, for drawing.

    Seen from the side the person's right is near, so whoever stands or is on hands
    and knees faces right, and whoever lies on the back has the head on the left. Seen
    from above somebody lies on the back.

    Attributes:
        at: Where the hips, or the shoulders, are: to the right, and up.
        trunk: Where the shoulders lie from the hips, in degrees.
        neck: Where the neck points from the shoulders, in degrees.
        head: Where the top of the head points, in degrees.
        right_arm: The right arm.
        left_arm: The left arm.
        right_leg: The right leg.
        left_leg: The left leg.
        root: Whether `at` is the place of the hips or of the shoulders.
        view: Where it is seen from.
        lumbar: How far the lower back bulges, as a share of the trunk's length: to
            the front (an arch) or, below 0, to the back (rounded); in the other views
            to the person's right or, below 0, left. At most half of it.
        turn: How far the chest is turned to the person's right, in degrees; not seen
            from the side.
        chair: Where the back edge of a chair's seat is, if there is a chair; the
            middle of the seat, seen from the front.
        wall: Where a wall is, if there is one.

    Raises:
        InvalidValue: A part makes no sense, a planted point is out of reach, or
            something is under the floor; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> pose = br.exercises["bridge"].cycle[0].pose
        >>> pose.right_leg.at == pose.left_leg.at
        True
    """

    at: Point = attrs.field(converter=_point)
    trunk: float = attrs.field(converter=_angle)
    neck: float = attrs.field(converter=_angle)
    head: float = attrs.field(converter=_angle)
    right_arm: Limb = attrs.field(validator=is_a(Limb))
    left_arm: Limb = attrs.field(validator=is_a(Limb))
    right_leg: Limb = attrs.field(validator=is_a(Limb))
    left_leg: Limb = attrs.field(validator=is_a(Limb))
    root: Root = attrs.field(default=Root.HIPS, converter=Root)
    view: View = attrs.field(default=View.SIDE, converter=View)
    lumbar: float = attrs.field(default=0.0, converter=_bulge)
    turn: float = attrs.field(
        default=0.0, converter=_angle, validator=_no_turn_from_the_side
    )
    chair: float | None = attrs.field(default=None, converter=_length_or_none)
    wall: float | None = attrs.field(
        default=None, converter=_length_or_none, validator=_possible
    )


def solve(pose: Pose) -> Skeleton:
    """Return where the joints of a pose are.

    A planted limb bends in its middle by two-bone inverse kinematics, so that its end
    lies where it is planted.

    Args:
        pose: The pose.

    Raises:
        InvalidValue: It is no pose.

    Examples:
        >>> import backroutine as br
        >>> pose = br.exercises["bridge"].setup[-1].pose
        >>> br.pose.solve(pose).right_leg.end == pose.right_leg.at
        True
    """
    return joints(_a_pose(pose))


def mirror(pose: Pose) -> Pose:
    """Return the same pose with left and right exchanged.

    From the side the limbs change places; from the front the picture is turned over
    to the other hand, from above to the other side of the body that lies there.

    Args:
        pose: The pose.

    Raises:
        InvalidValue: It is no pose.

    Examples:
        >>> import backroutine as br
        >>> pose = br.exercises["bird-dog"].cycle[0].pose
        >>> br.pose.mirror(pose).left_arm == pose.right_arm
        True
    """
    return attrs.evolve(
        _a_pose(pose),
        right_arm=_flipped(pose.left_arm, pose.view),
        left_arm=_flipped(pose.right_arm, pose.view),
        right_leg=_flipped(pose.left_leg, pose.view),
        left_leg=_flipped(pose.right_leg, pose.view),
        **_trunk_across(pose),
    )


def _a_pose(value: Pose) -> Pose:
    if not isinstance(value, Pose):
        raise Problem.expected("a Pose", value)
    return value


def _trunk_across(pose: Pose) -> dict[str, Any]:
    """Return what of the trunk and its surroundings is elsewhere in a mirror."""
    if pose.view is View.SIDE:
        return {}
    return {
        "at": _across(pose.at, pose.view),
        "trunk": _around(pose.trunk, pose.view),
        "neck": _around(pose.neck, pose.view),
        "head": _around(pose.head, pose.view),
        "lumbar": -pose.lumbar,
        "turn": -pose.turn,
        "chair": _beyond(pose.chair, pose.view),
        "wall": _beyond(pose.wall, pose.view),
    }


def _flipped(limb: Limb, view: View) -> Limb:
    if view is View.SIDE:
        return limb
    return attrs.evolve(
        limb,
        end=_around(limb.end, view),
        upper=None if limb.upper is None else _around(limb.upper, view),
        lower=None if limb.lower is None else _around(limb.lower, view),
        at=None if limb.at is None else _across(limb.at, view),
        bend=-limb.bend,
    )


def _around(angle: float, view: View) -> float:
    return _HALF - angle if view is View.FRONT else -angle


def _across(point: Point, view: View) -> Point:
    x, y = point
    return (-x, y) if view is View.FRONT else (x, -y)


def _beyond(x: float | None, view: View) -> float | None:
    return -x if x is not None and view is View.FRONT else x
