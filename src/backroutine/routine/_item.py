"""One exercise of a routine, as it is done there."""

from typing import NamedTuple, final

import attrs

from .._checks import (
    closed,
    is_a,
)
from .._protocols import Shown
from ..errors import Fault, Problem, alike, did_you_mean, quoted
from ..exercise import Dose, Exercise, Step, fair
from ..terms import (
    Laterality,
    VariationMode,
)
from ..units import Reps


class Block(NamedTuple):
    """One thing that is done in an item.

    Attributes:
        setup: What is set up for it, once.
        cycle: One repetition.
        whole: All that is set up while it is done, from before, too.
    """

    setup: tuple[Step, ...]
    cycle: tuple[Step, ...]
    whole: tuple[Step, ...]


def _own_dose(item: "Item") -> Dose:
    return item.exercise.dose


def _fair_dose(item: "Item", _: object, dose: Dose) -> None:
    if isinstance(dose, Dose) and isinstance(item.exercise, Exercise):
        fair(item.exercise, dose)


def _one_of_its_own(item: "Item", _: object, id: str | None) -> None:
    if id is None or not isinstance(item.exercise, Exercise):
        return
    known = [one.id for one in item.exercise.variations]
    if id not in known:
        hint = did_you_mean(alike(id, known))
        text = f"{item.exercise.id!r} has no variation {quoted(id)}{hint}"
        raise Problem(Fault("variation", text))


def _with_a_variation(item: "Item", _: object, mode: VariationMode) -> None:
    if mode is VariationMode.FOLLOW and item.variation is None:
        raise Problem(Fault("mode", "follow needs a variation to follow with"))


@final
@closed
@attrs.frozen(repr=False)
class Item(Shown):
    """Put one exercise into a routine.

    Attributes:
        exercise: The exercise.
        dose: How often; the exercise's own dose unless given.
        variation: The id of one of its variations, or None.
        mode: Whether the variation replaces the plain set or follows it.

    Raises:
        InvalidValue: The exercise has no such variation, or the dose would give
            one side more than the other.
    """

    exercise: Exercise = attrs.field(validator=is_a(Exercise))
    dose: Dose = attrs.field(
        default=attrs.Factory(_own_dose, takes_self=True),
        validator=[is_a(Dose), _fair_dose],
    )
    variation: str | None = attrs.field(default=None, validator=_one_of_its_own)
    mode: VariationMode = attrs.field(
        default=VariationMode.REPLACE,
        converter=VariationMode,
        validator=_with_a_variation,
    )

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return what is done: one thing, or the plain one and what follows it."""
        setup, cycle = self.exercise.setup, self.exercise.cycle
        plain = Block(setup, cycle, setup)
        if self.variation is None:
            return (plain,)
        varied = self.exercise.variation(self.variation)
        assert varied is not None  # noqa: S101 - the validator saw to it
        whole = setup + varied.setup
        if self.mode is VariationMode.FOLLOW:
            return (plain, Block(varied.setup, varied.cycle, whole))
        return (Block(whole, varied.cycle, whole),)

    def setup_after(self, before: Exercise | None) -> tuple[Step, ...]:
        """Return the set-up without what the exercise before has left in place."""
        exercise, setup = self.exercise, self.blocks[0].setup
        if before is None or before.position.posture is not exercise.position.posture:
            return setup
        one_by_one = before.laterality is Laterality.UNILATERAL
        last = (step.mirrored() if one_by_one else step for step in before.setup)
        done = {step.cue for step in last}
        return tuple(step for step in setup if step.cue not in done)

    def played(self, reps: Reps) -> int:
        """Return the repetitions of a set, both sides together."""
        return self.dose.played(reps, both_sides=self.exercise.has_sides)
