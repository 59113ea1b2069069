"""A body as angles and planted points: what the pictures are drawn from.

A pose is a drawing aid and no measurement. Lengths are shares of the body's height,
angles are degrees counterclockwise from the right, and the floor lies at height 0.
"""

from ._pose import Limb, Pose, mirror, solve
from ._solve import LENGTHS, Chain, Skeleton
from ._terms import LIMBS, Point, Root, Shares, View
from ._tween import along, tween

__all__ = [
    "LENGTHS",
    "LIMBS",
    "Chain",
    "Limb",
    "Point",
    "Pose",
    "Root",
    "Shares",
    "Skeleton",
    "View",
    "along",
    "mirror",
    "solve",
    "tween",
]
