"""The words and the small shapes that poses are told in."""

from typing import TypeAlias

from .._checks import Term

Point: TypeAlias = tuple[float, float]
Shares: TypeAlias = tuple[float, float, float]


class View(Term):
    """Where a pose is seen from: the person's right, the front, or above."""

    SIDE = "side"
    FRONT = "front"
    TOP = "top"


class Root(Term):
    """The part of the trunk whose place is given; the rest follows from it."""

    HIPS = "hips"
    SHOULDERS = "shoulders"


# The limbs of a pose and of a skeleton, in the order in which they are listed.
LIMBS = ("right_arm", "left_arm", "right_leg", "left_leg")
