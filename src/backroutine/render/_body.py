"""A body as lines: what a still draws once, and an animation moves."""

from collections.abc import Iterable, Iterator, Sequence
from math import radians, sin
from typing import NamedTuple

from ..pose import LENGTHS, Point, Pose, Skeleton, View, solve
from ._markup import Markup, joined, tag
from ._theme import COLOURS, PAPER

SCALE = 300  # how many units of a picture a body's height takes
_MARGIN = 0.075
_LEAST = (0.9, 0.45)
_LIMB, _TRUNK, _TORSO, _NECK = 0.032, 0.05, 0.13, 0.026
HALO = 0.016
_EYE = 0.018
_FAR = (0.024, 0.014)  # the far limbs are drawn a little off, so that both are seen
_SPINE = (0.2, 0.5, 0.8)
_SEAT, _BACK, _DEPTH = 0.25, 0.52, 0.25


class Line(NamedTuple):
    """A line of a body.

    Attributes:
        points: Its points, to the right and up, in body heights.
        width: How wide it is.
        kind: `near`, or `far` for what is on the far side or behind.
        halo: Whether paper shows around it, where it crosses what is behind.
    """

    points: tuple[Point, ...]
    width: float
    kind: str
    halo: bool = False


class Frame(NamedTuple):
    """The part of the world that a picture shows, in body heights."""

    left: float
    bottom: float
    width: float
    height: float

    def place(self, point: Point) -> Point:
        """Return where a point is in the picture, from its top left corner."""
        x = (point[0] - self.left) * SCALE
        y = (self.bottom + self.height - point[1]) * SCALE
        return x, y

    @property
    def size(self) -> tuple[int, int]:
        """Return the width and the height of the picture."""
        return round(self.width * SCALE), round(self.height * SCALE)


def frame(poses: Iterable[Pose], more: Iterable[Point] = ()) -> Frame:
    """Return a frame in which all the poses, and more points, have room."""
    listed = [*poses]
    points = [point for pose in listed for point in _extent(pose)]
    points += more
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if listed[0].view is not View.TOP:
        low = min(low, 0.0)
    width = max(right - left + 2 * _MARGIN, _LEAST[0])
    height = max(high - low + 2 * _MARGIN, _LEAST[1])
    level = listed[0].view is View.TOP
    bottom = (low + high - height) / 2 if level else low - _MARGIN
    return Frame((left + right - width) / 2, bottom, width, height)


def _extent(pose: Pose) -> Iterator[Point]:
    skeleton = solve(pose)
    yield from skeleton.points
    x, y = skeleton.head
    yield from (
        (x, y + LENGTHS["head_radius"]),
        (x - LENGTHS["head_radius"], y),
        (x + LENGTHS["head_radius"], y),
    )
    if pose.chair is not None:
        yield from ((pose.chair - _DEPTH / 2, 0.0), (pose.chair + _DEPTH, _BACK))
    if pose.wall is not None:
        yield pose.wall, 0.9


# -- the lines -----------------------------------------------------------------------


def lines(body: Skeleton, behind: Sequence[bool] | None = None) -> tuple[Line, ...]:
    """Return the lines of a body, in the order in which they are drawn.

    Which limbs, in the order of `body.limbs`, are behind the trunk, the body says
    unless it is given.
    """
    side = body.view is View.SIDE
    hidden = body.behind if behind is None else behind
    shift = _FAR if side else (0.0, 0.0)
    limbs = [
        _limb(chain, shift, far=index % 2 == 1 if side else hidden[index])
        for index, chain in enumerate(body.limbs)
    ]
    under = [
        line
        for line, is_behind in zip(limbs, hidden, strict=True)
        if is_behind or line.kind == "far"
    ]
    front = [line._replace(halo=True) for line in limbs if line not in under]
    return (*_far_first(under), *_trunk(body, side=side), *front[::-1])


def first_over_the_head(drawn: Sequence[Line]) -> int:
    """Return the number of the first line that is drawn over the head."""
    return len(drawn) - sum(line.halo for line in drawn)


def _far_first(behind: list[Line]) -> list[Line]:
    return sorted(behind, key=lambda line: line.kind != "far")


def _limb(chain: tuple[Point, ...], shift: Point, *, far: bool) -> Line:
    if not far:
        return Line(tuple(chain), _LIMB, "near")
    moved = tuple((x + shift[0], y + shift[1]) for x, y in chain)
    return Line(moved, _LIMB, "far")


def _trunk(skeleton: Skeleton, *, side: bool) -> Iterator[Line]:
    spine = _curve(skeleton.hips, skeleton.waist, skeleton.shoulders)
    yield Line((skeleton.shoulders, skeleton.neck), _NECK, "near")
    if side:
        yield Line(spine[:2], _TRUNK * 1.3, "near")
        yield Line(spine, _TRUNK, "near")
        return
    yield Line(spine[1:-1], _TORSO, "near")  # its round ends reach hips and shoulders
    yield Line((skeleton.right_arm.root, skeleton.left_arm.root), _TRUNK, "near")
    yield Line((skeleton.right_leg.root, skeleton.left_leg.root), _TRUNK, "near")


def _curve(hips: Point, waist: Point, shoulders: Point) -> tuple[Point, ...]:
    """Return points of the curve through all three, the waist two fifths of the way."""
    (ax, ay), (bx, by), (cx, cy) = hips, waist, shoulders
    control = (bx - 0.36 * ax - 0.16 * cx) / 0.48, (by - 0.36 * ay - 0.16 * cy) / 0.48
    inner = (
        (_bow(ax, control[0], cx, share), _bow(ay, control[1], cy, share))
        for share in _SPINE
    )
    return (hips, *inner, shoulders)


def _bow(first: float, control: float, last: float, t: float) -> float:
    """Return a coordinate of a quadratic curve at a share of its way."""
    return (1 - t) ** 2 * first + 2 * t * (1 - t) * control + t**2 * last


# -- drawn ---------------------------------------------------------------------------


def drawn(pose: Pose, window: Frame) -> Markup:
    """Return a body as SVG."""
    body = solve(pose)
    found = lines(body)
    parts = [stroke(line, window) for line in found]
    parts.insert(first_over_the_head(found), head(body, window))
    return joined(*parts)


def stroke(line: Line, window: Frame) -> Markup:
    """Return a line as SVG, with its halo."""
    way = path_data(line.points, window)
    body = path(way, line.kind, line.width)
    return joined(path(way, "halo", line.width + HALO), body) if line.halo else body


def path(way: str, kind: str, width: float) -> Markup:
    """Return a path in the colour of its kind; the width is in body heights."""
    return tag("path", d=way, **pen(kind, width))


def pen(kind: str, width: float) -> dict[str, str]:
    """Return the attributes of what is drawn in the colour of a kind."""
    colour = PAPER.light if kind == "halo" else COLOURS[kind].light
    return {"class_": kind, "stroke": colour, "stroke_width": short(width * SCALE)}


def head(body: Skeleton, window: Frame) -> Markup:
    """Return a head, with a nose or eyes that show where it looks."""
    x, y = map(short, window.place(body.head))
    circle, front = face(body.view)
    if body.view is not View.SIDE:
        front = tag("g", front, transform=f"translate(0 {short(gaze(body))})")
    turn = short(-body.facing)
    return tag("g", circle, front, transform=f"translate({x} {y}) rotate({turn})")


def face(view: View) -> tuple[Markup, Markup]:
    """Return a head and its eyes or nose, its middle at 0 and its top to the right."""
    radius = LENGTHS["head_radius"] * SCALE
    colour = COLOURS["near"].light
    dark = {"class_": "near full", "fill": colour, "stroke": "none"}
    circle = tag("circle", r=short(radius), **dark)
    if view is not View.SIDE:
        up, apart = (short(radius * share) for share in (0.2, 0.36))
        return circle, path(f"M{up} -{apart}h0M{up} {apart}h0", "halo", _EYE)
    wide, low, tip = (short(radius * share) for share in (0.42, 0.8, 1.38))
    return circle, tag("path", d=f"M{wide} {low}L0 {tip}L-{wide} {low}Z", **dark)


def gaze(body: Skeleton) -> float:
    """Return how far the eyes are off the middle of the head, in picture units."""
    return -0.6 * LENGTHS["head_radius"] * sin(radians(body.turn)) * SCALE


def ghost(pose: Pose, window: Frame) -> Markup:
    """Return a body as a thin outline of where it was."""
    body = solve(pose)
    way = "".join(path_data(line.points, window) for line in lines(body))
    x, y = map(short, window.place(body.head))
    circle = tag("circle", cx=x, cy=y, r=short(LENGTHS["head_radius"] * SCALE))
    return tag(
        "g",
        tag("path", d=way),
        circle,
        class_="ghost",
        stroke=COLOURS["ghost"].light,
        stroke_width=2,
    )


def surroundings(pose: Pose, window: Frame) -> Markup:
    """Return the floor, a wall and a chair."""
    parts = []
    if pose.view is not View.TOP:
        ends = (window.left + 0.02, 0.0), (window.left + window.width - 0.02, 0.0)
        parts.append(_thing(ends, window, "ground"))
    if pose.wall is not None:
        parts.append(
            _thing(
                ((pose.wall, 0.0), (pose.wall, window.bottom + window.height - 0.03)),
                window,
                "ground",
            )
        )
    if pose.chair is not None:
        parts += [_thing(way, window, "thing") for way in _chair(pose.chair, pose.view)]
    return joined(*parts)


def _thing(points: tuple[Point, ...], window: Frame, kind: str) -> Markup:
    return tag(
        "path",
        class_=kind,
        d=path_data(points, window),
        stroke=COLOURS[kind].light,
        stroke_width=4,
    )


def _chair(x: float, view: View) -> Iterator[tuple[Point, ...]]:
    if view is View.SIDE:
        yield (x, 0.0), (x, _BACK)
        yield (x, _SEAT), (x + _DEPTH, _SEAT), (x + _DEPTH, 0.0)
        return
    half = _DEPTH / 2
    yield (x - half, 0.0), (x - half, _BACK), (x + half, _BACK), (x + half, 0.0)
    yield (x - half, _SEAT), (x + half, _SEAT)


def path_data(points: Iterable[Point], window: Frame) -> str:
    """Return the data of a path through points."""
    places = (window.place(point) for point in points)
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in places)


def short(value: float) -> str:
    """Write a number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
