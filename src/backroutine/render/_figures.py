"""Stills and film-strips of an exercise."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import NamedTuple

from ..errors import Fault, InvalidValue
from ..exercise import Step
from ..pose import Point, Pose, solve
from ..routine import Item
from . import _words as words
from ._arrow import arrow, arrows
from ._body import Frame, drawn, frame, ghost, surroundings
from ._markup import Markup, Svg, joined
from ._picture import caption, fitted, grid, picture

_COLUMNS = 4
_CAPTION, _GAP, _EDGE = 56, 14, 6
_LONG = timedelta(minutes=1)


class Shot(NamedTuple):
    """A step with its pose, and the pose that it starts from.

    Attributes:
        step: The step.
        pose: Its pose.
        start: The pose before it, or its own where that is seen from elsewhere.
        back: Whether it leads back to where the repetition starts.
    """

    step: Step
    pose: Pose
    start: Pose
    back: bool

    @property
    def way(self) -> tuple[Pose, ...]:
        """Return the poses that the movement leads through, with both ends."""
        return self.start, *self.step.via, self.pose

    @property
    def swings(self) -> bool:
        """Tell whether a movement is so long that it goes to and fro, as in walking."""
        return self.step.move > _LONG

    @property
    def arrows(self) -> tuple[tuple[Point, ...], ...]:
        """Return the points of its arrows; what goes to and fro has none."""
        return () if self.swings else arrows(self.way, back=self.back)


def shots(item: Item) -> tuple[Shot, ...]:
    """Return the steps of a repetition that have poses, with those that follow it."""
    return tuple(chain.from_iterable(_shots(*block[:2]) for block in item.blocks))


def _shots(setup: Sequence[Step], cycle: Sequence[Step]) -> Iterator[Shot]:
    ready = [step.pose for step in setup if step.pose]
    posed = [(step, step.pose) for step in cycle if step.pose]
    poses = [pose for _, pose in posed]
    starts = [*(ready or poses)[-1:], *poses]
    for (step, pose), start in zip(posed, starts, strict=False):
        seen = start if start.view is pose.view else pose
        yield Shot(step, pose, seen, back=pose == starts[0])


def telling(found: Sequence[Shot]) -> Shot:
    """Return the shot farthest from the start; of equals the first."""
    origin = solve(found[0].start).points

    def far(shot: Shot) -> float:
        points = zip(origin, solve(shot.pose).points, strict=True)
        return round(sum(abs(a - c) + abs(b - e) for (a, b), (c, e) in points), 3)

    return max(found, key=far)


def has_figure(item: Item) -> bool:
    """Tell whether there is anything to draw."""
    return bool(shots(item))


def still(item: Item, number: int | None = None) -> Svg:
    """Return a picture of one step, its start as a ghost, with an arrow."""
    found = drawable(item)
    shot = telling(found) if number is None else _numbered(found, number)
    window = window_of(found)
    title = f"{words.item_name(item)}: {shot.step.cue}"
    return picture(window.size, title, shot.step.text, scene(shot, window))


def small(item: Item) -> Svg:
    """Return a still for a page that describes it, and has a style sheet for it."""
    found = drawable(item)
    shot, window = telling(found), window_of(found)
    title = f"{words.item_name(item)}: {shot.step.cue}"
    return picture(window.size, title, "", scene(shot, window), css=None)


def drawable(item: Item) -> tuple[Shot, ...]:
    """Return the steps that can be drawn, at least one."""
    found = shots(item)
    if not found:
        text = f"{item.exercise.id!r} has no poses; give its steps some to draw it"
        raise InvalidValue("svg", (Fault("", text),))
    return found


def _numbered(found: Sequence[Shot], number: int) -> Shot:
    if type(number) is not int or not 0 <= number < len(found):
        text = f"expected a step from 0 to {len(found) - 1}, got {number!r}"
        raise InvalidValue("svg", (Fault("step", text),))
    return found[number]


def of_pose(pose: Pose, title: str, about: str) -> Svg:
    """Return a picture of one pose."""
    window = frame([pose])
    return picture(
        window.size,
        title,
        about,
        joined(surroundings(pose, window), drawn(pose, window)),
    )


def window_of(found: Sequence[Shot]) -> Frame:
    """Return a frame for all the steps, so that all are drawn at one scale."""
    points = [point for shot in found for way in shot.arrows for point in way]
    return frame((pose for shot in found for pose in shot.way), points)


def scene(shot: Shot, window: Frame) -> Markup:
    """Return a step as SVG: the surroundings, the ghost, the body, the arrows."""
    parts = [surroundings(shot.pose, window)]
    if shot.start != shot.pose:
        parts.append(ghost(shot.start, window))
    parts.append(drawn(shot.pose, window))
    return joined(*parts, *(arrow(way, window) for way in shot.arrows))


def strip(item: Item) -> Svg:
    """Return a picture of all the steps of one repetition, side by side."""
    found = drawable(item)
    window = window_of(found)
    width, height = window.size
    cells = [
        joined(
            scene(shot, window),
            caption(
                fitted(f"{number}. {shot.step.cue}", width - 2 * _EDGE),
                width / 2,
                height + _GAP,
            ),
        )
        for number, shot in enumerate(found, 1)
    ]
    size, placed = grid(cells, (width, height + _CAPTION), _COLUMNS)
    told = (f"{number}. {shot.step.text}" for number, shot in enumerate(found, 1))
    title = f"{words.item_name(item)}, step by step"
    return picture(size, title, " ".join(told), *placed)
