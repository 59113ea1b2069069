"""The arrow of a movement: along the way of a joint that moves the most."""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import TypeAlias

from ..pose import LENGTHS, Point, Pose, Skeleton, View, solve
from ..pose._tween import drafts
from ._body import Frame, d
from ._markup import Markup, tag
from ._theme import COLOURS

_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_LEAST, _STILL = 0.1, 0.006
_GAP, _SHAFT = 0.045, 0.1
_STAYS, _ABOUT, _NEARLY = 0.2, 0.75, 0.97  # shares of the longest way
_Way: TypeAlias = tuple[Point, ...]
_BARB = 0.035


def arrow(start: Pose, end: Pose, window: Frame) -> Markup:
    """Return an arrow for the way between two poses; nothing where nothing moves."""
    points = way(start, end)
    if not points:
        return Markup()
    return tag(
        "path",
        class_="arrow",
        d=_smooth(points, window) + _barbs(points, window),
        stroke=COLOURS["arrow"].light,
        stroke_width=5,
    )


def way(start: Pose, end: Pose) -> _Way:
    """Return the points that the arrow goes through; none where nothing moves."""
    bodies = [solve(body) for body in drafts(start, end, _SHARES)]
    ways = list(zip(*map(_joints, bodies), strict=True))
    most = max(map(_length, ways))
    if most < _STILL:
        return ()
    chosen = _telling(ways, most)
    gap = _GAP + LENGTHS["head"] * (chosen[-1] == bodies[-1].head)
    return chosen if _length(chosen) > _LEAST else _beside(chosen, end, gap)


def _joints(skeleton: Skeleton) -> _Way:
    """Return the joints that an arrow may follow, the hips first."""
    arms = (skeleton.right_arm.end, skeleton.left_arm.end)
    legs = (skeleton.right_leg.end, skeleton.left_leg.end)
    knees = (skeleton.right_leg.middle, skeleton.left_leg.middle)
    return (skeleton.hips, *knees, *legs, *arms, skeleton.head, skeleton.waist)


def _telling(ways: Sequence[_Way], most: float) -> _Way:
    """Return the way that tells the most, of those about as long as the longest.

    Where the hips stay it is a limb's, of a bent leg the knee's. Where they move, so
    does all of the body: then it is that of feet that leave the floor, or the hips'.
    """
    hips, *others = ways
    if _length(hips) < _STAYS * most:
        return next(one for one in others if _length(one) >= _NEARLY * most)
    knees, legs, rest = others[:2], others[2:4], others[4:]
    order = [*legs, hips, *knees, *rest]
    return next(one for one in order if _length(one) >= _ABOUT * most)


def _length(way: _Way) -> float:
    (ax, ay), (bx, by) = way[0], way[-1]
    straight = hypot(bx - ax, by - ay)
    return max(straight, *(hypot(x - ax, y - ay) for x, y in way))


def _beside(way: _Way, end: Pose, gap: float) -> _Way:
    """Return a longer way next to a short one, where the body does not hide it."""
    (ax, ay), (bx, by) = way[0], way[-1]
    turn = atan2(by - ay, bx - ax)
    if sin(turn) < 0 and end.view is not View.TOP:  # it comes from above
        far = [gap + _SHAFT, gap + _SHAFT / 2, gap]
        return tuple((bx - cos(turn) * one, by - sin(turn) * one) for one in far)
    far = [gap, gap + _SHAFT / 2, gap + _SHAFT]
    return tuple((bx + cos(turn) * one, by + sin(turn) * one) for one in far)


def _smooth(points: _Way, window: Frame) -> str:
    """Return a curve through the first, the middle and the last point."""
    (ax, ay), (mx, my), (bx, by) = points[0], points[len(points) // 2], points[-1]
    control = 2 * mx - (ax + bx) / 2, 2 * my - (ay + by) / 2
    first, bent, last = (d([one], window)[1:] for one in ((ax, ay), control, (bx, by)))
    return f"M{first}Q{bent} {last}"


def _barbs(points: _Way, window: Frame) -> str:
    (ax, ay), (bx, by) = points[-2], points[-1]
    back = degrees(atan2(ay - by, ax - bx))
    ends = [radians(back + turn) for turn in (32, -32)]
    one, other = ((bx + _BARB * cos(end), by + _BARB * sin(end)) for end in ends)
    return d((one, (bx, by), other), window)
