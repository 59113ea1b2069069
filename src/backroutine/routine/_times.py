"""How long an item takes, and what it costs to change sides."""

from datetime import timedelta

from ..exercise import Step, cycle_time
from ..terms import Laterality
from ._item import Block, Item
from ._pace import Pace

_NONE = timedelta(0)


def item_time(item: Item, played: int, pace: Pace) -> timedelta:
    """Return how long an item takes once its position is reached."""
    dose, blocks = item.dose, item.blocks
    total = pace.shift * (len(blocks) - 1)
    if item.exercise.laterality is Laterality.UNILATERAL:
        # Twice in each set, as it begins and in its middle, but for the very first.
        each = [switch_time(item, block, pace) for block in blocks]
        total += 2 * dose.sets * sum(each, _NONE) - each[0]
    for block in blocks:
        total += dose.sets * played * cycle_time(block.cycle)
        total += (dose.sets - 1) * dose.rest
    return total


def switch_time(item: Item, block: Block, pace: Pace) -> timedelta:
    """Return what it costs to change sides: more where one has to turn over."""
    if item.exercise.laterality is not Laterality.UNILATERAL:
        return _NONE
    turns = any(step.names_a_side for step in block.whole)
    return pace.change if turns else pace.shift


def other_side(setup: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of a set-up that are different for the other side, mirrored."""
    return tuple(step.mirrored() for step in setup if step.names_a_side)
