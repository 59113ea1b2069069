"""An exercise that moves, at its own pace, by style sheet alone.

Each line of the body is a chain of bones, each bone a group that turns within the one
before; key frames turn them as the tweened poses say. Where motion is not wanted, and
on paper, the picture stands still at its most telling step.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from hashlib import blake2s
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import NamedTuple, TypeAlias

from ..errors import Fault, InvalidValue
from ..pose import Point, Pose, Skeleton, mirror, solve
from ..pose._solve import LIMBS, Draft
from ..pose._tween import drafts
from ..routine import Item
from ._body import (
    HALO,
    Frame,
    Line,
    face,
    frame,
    gaze,
    lines,
    over,
    path,
    short,
    stroke,
    surroundings,
)
from ._figures import Shot, drawable, picture, telling
from ._markup import Markup, Svg, joined, tag

_SAMPLES = 4  # of a movement; between them the bones turn evenly
_LONG = timedelta(minutes=1)
_SWING = timedelta(seconds=1)
_NONE = timedelta(0)


class _Move(NamedTuple):
    """A movement from one pose to another, and the hold there."""

    start: Pose
    end: Pose
    move: timedelta
    hold: timedelta


class _Body(NamedTuple):
    """A body on its way, and where its joints are."""

    says: Draft
    joints: Skeleton


class _Sample(NamedTuple):
    """The body at a time: a share of the whole."""

    time: float
    body: _Body


_Look: TypeAlias = tuple[str, float]
# The values that one property of an element takes, sample by sample, and its class.
_Keys: TypeAlias = dict[tuple[str, tuple[str, ...]], str]


def animated(item: Item) -> Svg:
    """Return a picture of an exercise that moves."""
    found = _seen_from_one_place(drawable(item))
    moves = _moves(item, found)
    samples = [*_samples(moves)]
    window = frame([pose for one in moves for pose in (one.start, one.end)])
    film = _Film(samples, _arrival(moves, telling(found).pose), window, {})
    scene = joined(surroundings(found[0].pose, window), _body(film))
    name = (
        f"br-{blake2s((scene + repr(film.keys)).encode(), digest_size=5).hexdigest()}"
    )
    return picture(
        window.size,
        f"{item.exercise.name}, moving",
        " ".join(shot.step.text for shot in found),
        scene,
        css=_css(name, film, _time(moves)),
        name=name,
    )


def _seen_from_one_place(found: Sequence[Shot]) -> Sequence[Shot]:
    views = dict.fromkeys(str(shot.pose.view) for shot in found)
    if len(views) > 1:
        text = f"its poses are seen from the {' and the '.join(views)}; draw a strip"
        raise InvalidValue("svg", (Fault("kind", text),))
    return found


class _Film(NamedTuple):
    """What the bones need to know.

    Attributes:
        samples: The body at some times.
        still: Which of them is shown where nothing may move.
        window: The part of the world that is shown.
        keys: The key frames so far; the bones add theirs.
    """

    samples: Sequence[_Sample]
    still: int
    window: Frame
    keys: _Keys


# -- the movements, and the body at some times of them ---------------------------------


def _moves(item: Item, found: Sequence[Shot]) -> tuple[_Move, ...]:
    """Return one repetition, for each side where they take turns."""
    if len(found) == 1 and found[0].step.move > _LONG:  # to and fro, as in walking
        pose = found[0].pose
        ways = ((mirror(pose), pose), (pose, mirror(pose)))
        return tuple(_Move(*way, _SWING, _NONE) for way in ways)
    turns = "alternating" in item.exercise.laterality
    starts = [found[-1].pose, *(shot.pose for shot in found)]
    one = tuple(
        _Move(start, pose, step.move, step.hold)
        for (step, pose, _), start in zip(found, starts, strict=False)
    )
    other = (
        move._replace(start=mirror(move.start), end=mirror(move.end)) for move in one
    )
    return (*one, *other) if turns else one


def _time(moves: Sequence[_Move]) -> timedelta:
    return sum((one.move + one.hold for one in moves), _NONE)


def _samples(moves: Sequence[_Move]) -> Iterator[_Sample]:
    """Walk the body through the movements; they start and end gently."""
    whole, time = _time(moves), _NONE
    yield _Sample(0.0, *_bodies(moves[0], [0]))
    for one in moves:
        shares = [step / _SAMPLES for step in range(1, _SAMPLES + 1)]
        found = _bodies(one, [share * share * (3 - 2 * share) for share in shares])
        for share, body in zip(shares, found, strict=True):
            yield _Sample((time + one.move * share) / whole, body)
        time += one.move + one.hold
        if one.hold:
            yield _Sample(time / whole, found[-1])


def _bodies(move: _Move, shares: Iterable[float]) -> list[_Body]:
    found = drafts(move.start, move.end, shares)
    return [_Body(body, solve(body)) for body in found]


def _arrival(moves: Sequence[_Move], pose: Pose) -> int:
    """Return the number of the sample at which a pose is reached."""
    before = moves[: [one.end for one in moves].index(pose)]
    return _SAMPLES * (len(before) + 1) + sum(bool(one.hold) for one in before)


# -- the bones -------------------------------------------------------------------------


def _body(film: _Film) -> Markup:
    bodies = [one.body for one in film.samples]
    behind = [all(getattr(body.says, name).behind for body in bodies) for name in LIMBS]
    drawn = [lines(body.says, body.joints, behind) for body in bodies]
    parts = [_line(film, same) for same in zip(*drawn, strict=True)]
    parts.insert(over(drawn[0]), _head(film))
    return joined(*parts)


def _line(film: _Film, same: Sequence[Line]) -> Markup:
    """Return a line that moves, or one that stays where it is all the time."""
    first = same[0]
    ways = [[film.window.place(point) for point in line.points] for line in same]
    if all(way == ways[0] for way in ways):
        return stroke(first, film.window)
    halo = [("halo", first.width + HALO)] if first.halo else []
    return _bones(film, ways, [*halo, (first.kind, first.width)])


def _bones(film: _Film, ways: list[list[Point]], looks: Sequence[_Look]) -> Markup:
    """Return bones, the last innermost: each in a group that turns about its joint.

    They are drawn once for each look, a kind and a width, one over the other.
    """
    inner = [Markup() for _ in looks]
    spans = [[_bone(*pair) for pair in pairwise(way)] for way in ways]
    for number in reversed(range(len(spans[0]))):
        both = zip(ways, spans, strict=True)
        places = [_joint(way, bones, number) for way, bones in both]
        turns = _unwound([_turn(bones, number) for bones in spans])
        found = _drawn(film, [bones[number].length for bones in spans], looks)
        inner = _moved(film, places, turns, map(joined, found, inner))
    return joined(*inner)


class _Bone(NamedTuple):
    length: float
    angle: float


def _bone(start: Point, end: Point) -> _Bone:
    dx, dy = end[0] - start[0], end[1] - start[1]
    return _Bone(hypot(dx, dy), degrees(atan2(dy, dx)))


def _joint(way: list[Point], bones: list[_Bone], number: int) -> Point:
    """Return where a bone begins, as seen from the one before."""
    return (bones[number - 1].length, 0.0) if number else way[0]


def _turn(bones: list[_Bone], number: int) -> float:
    """Return how far a bone is turned from the one before."""
    return bones[number].angle - (bones[number - 1].angle if number else 0.0)


def _unwound(turns: list[float]) -> list[float]:
    """Return the same angles, none more than half a turn from the one before."""
    found = turns[:1]
    for turn in turns[1:]:
        found.append(found[-1] + (turn - found[-1] + 180) % 360 - 180)
    return found


def _moved(
    film: _Film, places: list[Point], turns: list[float], parts: Iterable[Markup]
) -> list[Markup]:
    """Return each part in a group that goes to its places and turns there."""
    shown = [short(turn) for turn in turns]
    spots = [f"{short(x)},{short(y)}" for x, y in places]
    if len(set(spots)) > 1:
        both = zip(places, shown, strict=True)
        goes = [f"translate({_px(x)},{_px(y)}) rotate({z}deg)" for (x, y), z in both]
        return _changing(film, goes, parts)
    # What only turns, about a joint that stays, needs shorter key frames.
    turned = _changing(film, [f"rotate({turn}deg)" for turn in shown], parts)
    return [tag("g", one, transform=f"translate({spots[0]})") for one in turned]


def _changing(
    film: _Film, values: Sequence[str], parts: Iterable[Markup]
) -> list[Markup]:
    """Return each part in a group whose transform takes values one after the other."""
    still = values[film.still].replace("px", "").replace("deg", "")
    name = _key(film, "transform", values)
    return [tag("g", one, class_=name, transform=still) for one in parts]


def _drawn(film: _Film, lengths: list[float], looks: Sequence[_Look]) -> list[Markup]:
    """Return a bone; where its length changes, a dash of that length stands for it."""
    shown = [short(length) for length in lengths]
    way = f"M0 0H{short(max(lengths))}"
    name = dash = None
    if len(set(shown)) > 1:
        name = _key(film, "stroke-dasharray", [f"{one}px 999px" for one in shown])
        dash = f"{shown[film.still]} 999"
    return [path(way, kind, width, name=name, dash=dash) for kind, width in looks]


def _head(film: _Film) -> Markup:
    bodies = [one.body.says for one in film.samples]
    places = [film.window.place(one.body.joints.head) for one in film.samples]
    circle, front = face(bodies[film.still])
    if bodies[0].view != "side":
        looks = [(0.0, gaze(body)) for body in bodies]
        (front,) = _moved(film, looks, [0.0] * len(looks), [front])
    turns = _unwound([-body.head for body in bodies])
    return joined(*_moved(film, places, turns, [joined(circle, front)]))


# -- the style sheet -------------------------------------------------------------------


def _key(film: _Film, name: str, values: Sequence[str]) -> str | None:
    """Return the classes of what changes like that; None where nothing changes."""
    if len(set(values)) == 1:
        return None
    number = film.keys.setdefault((name, tuple(values)), str(len(film.keys)))
    return f"bone k{number}"


def _css(name: str, film: _Film, time: timedelta) -> str:
    """Return the key frames, and that nothing moves where that is not wanted."""
    rules = [f".{name} .bone{{animation:{time.total_seconds():g}s linear infinite}}"]
    for (changed, values), number in film.keys.items():
        frames = "".join(
            f"{short(film.samples[index].time * 100)}%{{{changed}:{values[index]}}}"
            for index in _needed(values)
        )
        rules.append(f".{name} .k{number}{{animation-name:{name}-{number}}}")
        rules.append(f"@keyframes {name}-{number}{{{frames}}}")
    still = f"{{.{name} .bone{{animation:none}}}}"
    rules.append(f"@media (prefers-reduced-motion:reduce){still}@media print{still}")
    return "".join(rules)


def _needed(values: Sequence[str]) -> Iterator[int]:
    """Walk the places of the values that do not stand between two like them."""
    last = len(values) - 1
    for index, value in enumerate(values):
        if index in (0, last) or not values[index - 1] == value == values[index + 1]:
            yield index


def _px(value: float) -> str:
    return f"{short(value)}px"
