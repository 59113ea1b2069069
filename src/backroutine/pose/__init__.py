"""A body as angles and planted points: what the pictures are drawn from.

A pose is a drawing aid and no measurement. Lengths are shares of the body's height,
angles are degrees counterclockwise from the right, and the floor lies at height 0.
"""

from ._pose import Limb, Pose, Root, View, mirror
from ._solve import LENGTHS, Chain, Point, Shares, Skeleton, solve
from ._tween import tween

__all__ = [
    "LENGTHS",
    "Chain",
    "Limb",
    "Point",
    "Pose",
    "Root",
    "Shares",
    "Skeleton",
    "View",
    "mirror",
    "solve",
    "tween",
]
