"""What a routine has to suit: the person, and what the routine itself asks for."""

from datetime import timedelta
from typing import NamedTuple

import attrs

from ..catalog import Catalog
from ..exercise import Exercise
from ..routine import Item, Routine
from ..screen import Assessment, Finding
from ..terms import Anchor, Demand, Level
from ._suit import hardness

Ids = tuple[str, ...]

_GENTLE = list(Level).index(Level.STANDARD)


class Person(NamedTuple):
    """What is known of a person, beside the routine and the catalog.

    Attributes:
        routine: The routine as it was given.
        assessment: What was found.
        catalog: Where other exercises come from.
        every: The exercises of the catalog and of the routine, by their ids.
        wanted: The findings, each with the ids of what it asks for.
        without: What nothing new in this routine may ask for.
        limit: How long it may take.
    """

    routine: Routine
    assessment: Assessment
    catalog: Catalog
    every: dict[str, Exercise]
    wanted: tuple[tuple[Finding, Ids], ...]
    without: frozenset[Demand]
    limit: timedelta

    @property
    def avoid(self) -> frozenset[Demand]:
        """Return what nothing new may ask for, for the person and for the routine."""
        return self.assessment.excluded | self.without

    def against(self, exercise: Exercise) -> tuple[Finding, ...]:
        """Return the findings that exclude an exercise."""
        return self.assessment.against(exercise.demands)

    def is_served_by(self, item: Item) -> bool:
        """Tell whether some finding asks for what an item holds."""
        return any(item.exercise.id in ids for _, ids in self.wanted)

    def has_time_for(self, items: tuple[Item, ...]) -> bool:
        """Tell whether items fit into the time with their fewest repetitions."""
        return attrs.evolve(self.routine, items=items).lasts("low") <= self.limit


def person_of(routine: Routine, assessment: Assessment, catalog: Catalog) -> Person:
    """Gather what a routine has to suit."""
    own = {item.exercise.id: item.exercise for item in routine}
    every = {
        **catalog.exercises,
        **{id: own[id] for id in own if id not in catalog.exercises},
    }
    may = [one for one in every.values() if not assessment.against(one.demands)]
    return Person(
        routine=routine,
        assessment=assessment,
        catalog=catalog,
        every=every,
        wanted=tuple((one, _wanted(one, may)) for one in assessment.findings),
        without=_without(routine),
        limit=routine.lasts("high"),
    )


def _wanted(finding: Finding, may: list[Exercise]) -> Ids:
    """Return the ids of what a finding asks for and this person may do.

    Where there is none of those that the finding names, or it names none, what aims
    at the same will do.
    """
    ids = {one.id for one in may}
    named = tuple(id for id in finding.exercises if id in ids)
    return named or tuple(
        one.id
        for one in may
        if set(finding.wants).intersection(one.goals) and hardness(one) <= _GENTLE
    )


def _without(routine: Routine) -> frozenset[Demand]:
    """Return what nothing new may ask for.

    It is the floor where the routine does without, and a deep bend after waking.
    """
    asked = [item.exercise.demands for item in routine]
    upright = asked and not any(Demand.FLOOR in one for one in asked)
    early = any(one.at is Anchor.AFTER_WAKING for one in routine.moments)
    return frozenset(
        ([Demand.FLOOR] if upright else [])
        + ([Demand.END_RANGE_FLEXION] if early else [])
    )
