"""The pictures of a handout: one of an exercise, or two where it moves both ways."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..pose import Pose, solve
from ..routine import Item
from . import _words as words
from ._figures import Shot, shots, still, telling
from ._markup import Svg

_ENOUGH = 0.25  # so much of the way there counts as a way of its own


class Figure(NamedTuple):
    """A picture, and the words that stand for it."""

    picture: Svg
    alternative: str


def figures(item: Item) -> tuple[Figure, ...]:
    """Return the pictures of an exercise; without poses it has none."""
    found = shots(item)
    told = _told(found) if found else ()
    return tuple(_figure(item, shot) for shot in told)


def _figure(item: Item, shot: Shot) -> Figure:
    told = f"{words.item_name(item)}: {shot.step.cue}. {shot.step.text}"
    return Figure(still(item, shot.number), told)


def _told(found: Sequence[Shot]) -> list[Shot]:
    """Return the most telling step, and with it the first that goes the other way."""
    most, start = telling(found), found[0].start
    other = [shot for shot in found if _goes_against(shot, most, start)]
    return sorted([most, *other[:1]], key=found.index)


def _goes_against(one: Shot, other: Shot, start: Pose) -> bool:
    """Tell whether a step ends beyond the start, as another one sees it."""
    way, seen = _way(start, one.pose), _way(start, other.pose)
    along = sum(a * b for a, b in zip(way, seen, strict=True))
    return along < -_ENOUGH * sum(a * a for a in seen)


def _way(start: Pose, end: Pose) -> list[float]:
    """Return how far each joint is from where it started, across and up."""
    flat = (chain.from_iterable(solve(pose).points) for pose in (start, end))
    return [after - before for before, after in zip(*flat, strict=True)]
