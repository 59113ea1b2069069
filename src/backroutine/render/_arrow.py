"""The arrow of a movement: along the way of a joint that moves the most."""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import TypeAlias

from ..pose import LENGTHS, Point, Pose, Skeleton, View, along
from ._body import Frame, path_data
from ._markup import Markup, tag
from ._theme import COLOURS

_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_LEAST, _STILL = 0.1, 0.006
_GAP, _SHAFT, _BARB = 0.045, 0.1, 0.035
_STAYS, _ABOUT, _NEARLY = 0.2, 0.6, 0.97  # shares of the longest way
_TOO = 0.5  # of the longest way, for another arrow
_Way: TypeAlias = tuple[Point, ...]


def arrow(way: _Way, window: Frame) -> Markup:
    """Return an arrow through some points."""
    return tag(
        "path",
        class_="arrow",
        d=_smooth(way, window) + _barbs(way, window),
        stroke=COLOURS["arrow"].light,
        stroke_width=5,
    )


def arrows(poses: Sequence[Pose], *, back: bool) -> tuple[_Way, ...]:
    """Return the points that the arrows of a movement go through.

    There is one for an arm and one for a leg where both go far while the hips stay,
    none where nothing moves, and none for a small movement back to the start: beside
    the body it would seem to lead on.
    """
    bodies = [*along(poses, _SHARES)]
    hips, *ways = zip(*map(_joints, bodies), strict=True)
    most = max(map(_length, (hips, *ways)))
    if most < _STILL or (back and most < _LEAST):
        return ()
    chosen = _telling(hips, ways, most)
    if most < _LEAST:
        (small,) = chosen[:1]
        gap = _GAP + LENGTHS["head_radius"] * (small[-1] == bodies[-1].head)
        return (_beside(small, poses[-1], gap),)
    return chosen


def _joints(body: Skeleton) -> _Way:
    """Return the joints that an arrow may follow, the hips first."""
    arms = (body.right_arm.end, body.left_arm.end)
    legs = (body.right_leg.end, body.left_leg.end)
    knees = (body.right_leg.middle, body.left_leg.middle)
    return (body.hips, *knees, *legs, *arms, body.head, body.waist)


def _telling(hips: _Way, ways: Sequence[_Way], most: float) -> tuple[_Way, ...]:
    """Return the ways that tell the most, of those about as long as the longest.

    Where the hips stay it is a limb's, of a bent leg the knee's. Where they move, so
    does all of the body: then it is that of feet that leave the floor, or the hips'.
    """
    knees, legs, arms, rest = ways[:2], ways[2:4], ways[4:6], ways[6:]
    if _length(hips) >= _STAYS * most:
        order = [*legs, hips, *knees, *arms, *rest]
        return (next(one for one in order if _length(one) >= _ABOUT * most),)
    first = next(one for one in ways if _length(one) >= _NEARLY * most)
    others = arms if first in (*knees, *legs) else legs if first in arms else []
    too = [one for one in others if _length(one) >= max(_TOO * most, _LEAST)]
    return (first, *too[:1])


def _length(way: _Way) -> float:
    (ax, ay), (bx, by) = way[0], way[-1]
    straight = hypot(bx - ax, by - ay)
    return max(straight, *(hypot(x - ax, y - ay) for x, y in way))


def _beside(way: _Way, end: Pose, gap: float) -> _Way:
    """Return a longer way next to a short one, where the body does not hide it."""
    (ax, ay), (bx, by) = way[0], way[-1]
    turn = atan2(by - ay, bx - ax)
    above = sin(turn) < 0 and end.view is not View.TOP
    if above or end.wall is not None:  # it comes from above, or does not go through
        far = [gap + _SHAFT, gap + _SHAFT / 2, gap]
        return tuple((bx - cos(turn) * one, by - sin(turn) * one) for one in far)
    far = [gap, gap + _SHAFT / 2, gap + _SHAFT]
    return tuple((bx + cos(turn) * one, by + sin(turn) * one) for one in far)


def _smooth(points: _Way, window: Frame) -> str:
    """Return a curve through the first, the middle and the last point."""
    (ax, ay), (mx, my), (bx, by) = points[0], points[len(points) // 2], points[-1]
    control = 2 * mx - (ax + bx) / 2, 2 * my - (ay + by) / 2
    first, bent, last = (
        path_data([one], window)[1:] for one in ((ax, ay), control, (bx, by))
    )
    return f"M{first}Q{bent} {last}"


def _barbs(points: _Way, window: Frame) -> str:
    (ax, ay), (bx, by) = points[-2], points[-1]
    back = degrees(atan2(ay - by, ax - bx))
    ends = [radians(back + turn) for turn in (32, -32)]
    one, other = ((bx + _BARB * cos(end), by + _BARB * sin(end)) for end in ends)
    return path_data((one, (bx, by), other), window)
