"""An exercise that moves, at its own pace, by style sheet alone.

Each line of the body is a chain of bones, each bone a group that turns within the one
before; key frames turn them as the tweened poses say. Where motion is not wanted, and
on paper, the picture stands still at its most telling step.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from hashlib import blake2s
from itertools import chain, pairwise
from math import atan2, degrees, hypot
from typing import NamedTuple, TypeAlias

from ..errors import Fault, InvalidValue
from ..pose import Point, Pose, Skeleton, View, along, mirror
from ..routine import Item
from . import _words as words
from ._body import (
    HALO,
    Frame,
    Line,
    face,
    first_over_the_head,
    frame,
    gaze,
    lines,
    pen,
    short,
    stroke,
    surroundings,
)
from ._figures import Shot, drawable, telling
from ._keyframes import EVEN, NAME, Keys, Sample, Values, css, eased, key
from ._markup import Markup, Svg, joined, tag
from ._picture import picture
from ._swing import BEAT

_SAMPLES = 6  # of a movement, to see how evenly a bone turns
_NONE, _LEAST = timedelta(0), timedelta(seconds=0.25)


class _Move(NamedTuple):
    """A movement from one pose to another, and the hold there.

    Attributes:
        way: Both poses.
        move: How long it takes.
        hold: How long the hold takes.
    """

    way: tuple[Pose, Pose]
    move: timedelta
    hold: timedelta


_Look: TypeAlias = tuple[str, float]


class _Film(NamedTuple):
    """What the bones need to know.

    Attributes:
        samples: The body at some times.
        still: Which of them is shown where nothing may move.
        window: The part of the world that is shown.
        keys: The key frames so far; the bones add theirs.
    """

    samples: Sequence[Sample]
    still: int
    window: Frame
    keys: Keys


def animated(item: Item) -> Svg:
    """Return a picture of an exercise that moves."""
    found = _seen_from_one_place(drawable(item))
    moves = _moves(item, found)
    samples = [*_samples(moves)]
    window = frame(chain.from_iterable(one.way for one in moves))
    film = _Film(samples, _arrival(samples, moves, telling(found)), window, {})
    scene = joined(surroundings(found[0].pose, window), _body(film))
    sheet = css(film.keys, _time(moves))
    name = f"br-{blake2s((scene + sheet).encode(), digest_size=5).hexdigest()}"
    return picture(
        window.size,
        f"{words.item_name(item)}, moving",
        " ".join(shot.step.text for shot in found),
        scene,
        css=sheet.replace(NAME, name),
        name=name,
    )


def _seen_from_one_place(found: Sequence[Shot]) -> Sequence[Shot]:
    views = dict.fromkeys(str(shot.pose.view) for shot in found)
    if len(views) > 1:
        text = f"its poses are seen from the {' and the '.join(views)}; draw a strip"
        raise InvalidValue("svg", (Fault("kind", text),))
    return found


# -- the movements, and the body at some times of them ---------------------------------


def _moves(item: Item, found: Sequence[Shot]) -> tuple[_Move, ...]:
    """Return one repetition, for each side where they take turns."""
    starts = [found[-1].pose, *(shot.pose for shot in found)]
    pairs = zip(found, starts, strict=False)
    one = [*chain.from_iterable(_moved_by(shot, start) for shot, start in pairs)]
    turns = "alternating" in item.exercise.laterality
    other = [
        move._replace(way=(mirror(move.way[0]), mirror(move.way[1])))
        for move in one
        if turns
    ]
    return (*one, *other)


def _moved_by(shot: Shot, start: Pose) -> Iterator[_Move]:
    """Walk the movements of a step; a long one goes to and fro, as in walking."""
    if shot.swings:
        other = mirror(shot.pose)
        yield _Move((other, shot.pose), BEAT, _NONE)
        yield _Move((shot.pose, other), BEAT, _NONE)
    else:
        # What moves in no time would be seen to jump; it takes a little of the hold.
        move = max(shot.step.move, _LEAST)
        stay = max(shot.stay - (move - shot.step.move), _NONE)
        yield from _legs((start, *shot.step.via, shot.pose), move, stay)


def _legs(way: Sequence[Pose], move: timedelta, stay: timedelta) -> Iterator[_Move]:
    """Walk a way through several poses: each leg takes the same time, by itself."""
    *legs, last = pairwise(way)
    part = move / (len(legs) + 1)
    yield from (_Move(leg, part, _NONE) for leg in legs)
    yield _Move(last, move - part * len(legs), stay)


def _time(moves: Iterable[_Move]) -> timedelta:
    return sum((one.move + one.hold for one in moves), _NONE)


def _samples(moves: Sequence[_Move]) -> Iterator[Sample]:
    """Walk the body through the movements; they start and end gently."""
    whole, time = _time(moves), _NONE
    shares = [step / _SAMPLES for step in range(_SAMPLES + 1)]
    for number, one in enumerate(moves):
        for share, body in zip(shares, _bodies(one, shares), strict=True):
            yield Sample((time + one.move * share) / whole, number, share, body)
        time += one.move + one.hold
    (rest,) = _bodies(moves[-1], [1])
    yield Sample(1.0, len(moves) - 1, 1.0, rest)


def _bodies(move: _Move, shares: Iterable[float]) -> Iterator[Skeleton]:
    return along(move.way, map(eased, shares))


def _arrival(samples: Sequence[Sample], moves: Sequence[_Move], shot: Shot) -> int:
    """Return the number of the sample at which a step's pose is reached."""
    move = next(number for number, one in enumerate(moves) if one.way[-1] == shot.pose)
    return next(
        index for index, one in enumerate(samples) if (one.move, one.share) == (move, 1)
    )


# -- the bones -------------------------------------------------------------------------


def _body(film: _Film) -> Markup:
    bodies = [one.body for one in film.samples]
    behind = [all(same) for same in zip(*(one.behind for one in bodies), strict=True)]
    drawn = [lines(body, behind) for body in bodies]
    parts = [_line(film, same) for same in zip(*drawn, strict=True)]
    parts.insert(first_over_the_head(drawn[0]), _head(film))
    return joined(*parts)


def _line(film: _Film, same: Sequence[Line]) -> Markup:
    """Return a line that moves, or one that stays where it is all the time."""
    first = same[0]
    if all(line.points == first.points for line in same):
        return stroke(first, film.window)
    ways = [[film.window.place(point) for point in line.points] for line in same]
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
        bone = _drawn(film, [bones[number].length for bones in spans])
        inner = _moved(film, places, turns, [joined(bone, one) for one in inner])
    drawn = zip(inner, looks, strict=True)
    return joined(*(tag("g", one, **pen(*look)) for one, look in drawn))


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
    if len({(round(x, 1), round(y, 1)) for x, y in places}) > 1:
        values = [(*place, turn) for place, turn in zip(places, turns, strict=True)]
        form = "translate({}px,{}px) rotate({}deg)"
        return _changing(film, form, values, parts)
    # What only turns, about a joint that stays, needs shorter key frames.
    x, y = map(short, places[0])
    turned = _changing(film, "rotate({}deg)", [(turn,) for turn in turns], parts)
    return [tag("g", one, transform=f"translate({x},{y})") for one in turned]


def _changing(
    film: _Film, form: str, values: Sequence[Values], parts: Iterable[Markup]
) -> list[Markup]:
    """Return each part in a group whose transform takes values one after the other."""
    still = form.replace("px", "").replace("deg", "")
    shown = still.format(*map(short, values[film.still]))
    name = key(film.samples, film.keys, "transform", form, values)
    return [tag("g", one, class_=name, transform=shown) for one in parts]


def _drawn(film: _Film, lengths: list[float]) -> Markup:
    """Return a bone; where its length changes, a dash of that length stands for it."""
    way = f"M0 0H{short(max(lengths))}"
    if max(lengths) - min(lengths) <= EVEN:
        return tag("path", d=way)
    values = [(length,) for length in lengths]
    name = key(film.samples, film.keys, "stroke-dasharray", "{}px 999px", values)
    dash = f"{short(lengths[film.still])} 999"
    return tag("path", d=way, class_=name, stroke_dasharray=dash)


def _head(film: _Film) -> Markup:
    bodies = [one.body for one in film.samples]
    circle, front = face(bodies[0].view)
    if bodies[0].view is not View.SIDE:
        looks = [(0.0, gaze(body)) for body in bodies]
        (front,) = _moved(film, looks, [0.0] * len(looks), [front])
    places = [film.window.place(body.head) for body in bodies]
    turns = _unwound([-body.facing for body in bodies])
    return joined(*_moved(film, places, turns, [joined(circle, front)]))
