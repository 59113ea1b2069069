"""How long an item takes, and what it costs to change sides."""

from datetime import timedelta

from ..exercise import Step, cycle_time
from ..terms import (
    Laterality,
)
from ._item import Item
from ._pace import Pace

_NONE = timedelta(0)


def item_time(item: Item, played: int, pace: Pace) -> timedelta:
    """Return how long an item takes once its position is reached."""
    dose = item.dose
    blocks = item.blocks
    total = pace.shift * (len(blocks) - 1)
    switches = item.exercise.laterality is Laterality.UNILATERAL
    for index, (setup, cycle) in enumerate(blocks):
        total += dose.sets * played * cycle_time(cycle)
        total += (dose.sets - 1) * dose.rest
        if switches:
            # Back to the first side before each set but the very first, too.
            number = 2 * dose.sets - (0 if index else 1)
            total += number * switch_time(item, whole_setup(item, setup), pace)
    return total


def whole_setup(item: Item, setup: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the set-up that a block rests on: what follows keeps the plain one."""
    plain = item.exercise.setup
    return setup if setup[: len(plain)] == plain else plain + setup


def switch_time(item: Item, setup: tuple[Step, ...], pace: Pace) -> timedelta:
    """Return what it costs to change sides: more where one has to turn over."""
    if item.exercise.laterality is not Laterality.UNILATERAL:
        return _NONE
    turns = any(step.names_a_side for step in setup)
    return pace.change if turns else pace.shift


def other_side(setup: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of a set-up that are different for the other side, mirrored."""
    return tuple(step.mirrored() for step in setup if step.names_a_side)
