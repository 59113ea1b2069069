"""A routine: exercises in order, each with its dose, and how long they take."""

from ._item import Block, Item
from ._pace import Limits, Pace
from ._reason import Reason
from ._routine import Routine
from ._times import item_time, other_side, switch_time

__all__ = [
    "Block",
    "Item",
    "Limits",
    "Pace",
    "Reason",
    "Routine",
    "item_time",
    "other_side",
    "switch_time",
]
