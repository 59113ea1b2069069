"""Stills and film-strips of an exercise."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import takewhile
from typing import NamedTuple

from ..errors import Fault, InvalidValue, quoted
from ..exercise import Step
from ..pose import Point, Pose, solve
from ..routine import Item
from . import _words as words
from ._arrow import arrow, arrows
from ._body import Frame, drawn, frame, ghost, surroundings
from ._markup import Markup, Svg, joined
from ._picture import caption, fitted, grid, picture
from ._swing import swings

_COLUMNS = 4
_CAPTION, _GAP, _EDGE = 56, 14, 6


class Shot(NamedTuple):
    """A step with its pose, and the pose that it starts from.

    Attributes:
        number: Which step of the repetition it is, from 0.
        step: The step.
        pose: Its pose.
        start: The pose before it, or its own where that is seen from elsewhere.
        back: Whether it leads back to where the repetition starts.
        stay: How long its pose stays: its hold, and the steps after it without a pose.
    """

    number: int
    step: Step
    pose: Pose
    start: Pose
    back: bool
    stay: timedelta

    @property
    def way(self) -> tuple[Pose, ...]:
        """Return the poses that the movement leads through, with both ends."""
        return self.start, *self.step.via, self.pose

    @property
    def swings(self) -> bool:
        """Tell whether a movement is so long that it goes to and fro, as in walking."""
        return swings(self.step.move)

    @property
    def arrows(self) -> tuple[tuple[Point, ...], ...]:
        """Return the points of its arrows; what goes to and fro has none."""
        return () if self.swings else arrows(self.way, back=self.back)


def shots(item: Item) -> tuple[Shot, ...]:
    """Return the steps of a repetition that have poses, with those that follow it."""
    found: list[Shot] = []
    number = 0
    for setup, cycle, _ in item.blocks:
        found += _shots(setup, cycle, number)
        number += len(cycle)
    return tuple(found)


def _shots(setup: Sequence[Step], cycle: Sequence[Step], first: int) -> Iterator[Shot]:
    ready = [step.pose for step in setup if step.pose]
    posed = [(place, step, step.pose) for place, step in enumerate(cycle) if step.pose]
    poses = [pose for _, _, pose in posed]
    starts = [*(ready or poses)[-1:], *poses]
    for (place, step, pose), start in zip(posed, starts, strict=False):
        seen = start if start.view is pose.view else pose
        stay = step.hold + _bare(cycle, place)
        yield Shot(first + place, step, pose, seen, pose == starts[0], stay)


def _bare(cycle: Sequence[Step], place: int) -> timedelta:
    """Return how long the steps without a pose take that follow one, round the end."""
    after = takewhile(lambda step: not step.pose, (*cycle[place + 1 :], *cycle[:place]))
    return sum((step.duration for step in after), timedelta())


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
    shown = {shot.number: shot for shot in found}
    if type(number) is not int or number not in shown:
        known = ", ".join(map(str, shown))
        text = f"expected a step that has a pose ({known}), got {quoted(number)}"
        raise InvalidValue("svg", (Fault("step", text),))
    return shown[number]


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
                fitted(f"{shot.number + 1}. {shot.step.cue}", width - 2 * _EDGE),
                width / 2,
                height + _GAP,
            ),
        )
        for shot in found
    ]
    size, placed = grid(cells, (width, height + _CAPTION), _COLUMNS)
    told = (f"{shot.number + 1}. {shot.step.text}" for shot in found)
    title = f"{words.item_name(item)}, step by step"
    return picture(size, title, " ".join(told), *placed)
