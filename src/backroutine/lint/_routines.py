"""BR103 and BR111 for routines: the order of the exercises, and the time of day."""

from collections.abc import Iterator
from datetime import timedelta

from ..routine import Routine
from ..terms import Anchor, Demand, Posture
from ._remark import Code, Remark, remark

_EARLY = timedelta(hours=1)


def ups_and_downs(routine: Routine) -> Iterator[Remark]:
    """Find exercises for which somebody gets back to where they came from."""
    left: set[Posture] = set()
    before: Posture | None = None
    for index, item in enumerate(routine):
        posture = item.exercise.position.posture
        if before and before is not posture:
            left.add(before)
        if posture in left and posture is not before:
            text = f"goes back to {posture}; put it beside the others done there"
            yield remark(Code.BR103, routine, f"items[{index}]", text)
        before = posture


def early_bends(routine: Routine) -> Iterator[Remark]:
    """Find deep bends in what is done soon after waking, when backs take them ill."""
    early = any(
        one.at is Anchor.AFTER_WAKING and one.offset < _EARLY for one in routine.moments
    )
    for index, item in enumerate(routine) if early else ():
        if Demand.END_RANGE_FLEXION in item.exercise.demands:
            text = f"{item.exercise.id!r} bends the back to its end; in the first"
            text += " hour after waking leave it out (Snook 1998, snook-1998)"
            yield remark(Code.BR111, routine, f"items[{index}]", text)
