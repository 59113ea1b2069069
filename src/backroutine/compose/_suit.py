"""Which exercise can stand in for another, and where it goes."""

import re
from collections.abc import Collection, Iterable, Iterator

import attrs

from .._links import is_harder
from ..catalog import Catalog
from ..exercise import Exercise
from ..routine import Item, Reason, Routine
from ..terms import Context, Demand, Level, Position, Posture
from ._rules import is_cautioned

_LEVELS = list(Level)
_POSITIONS = list(Position)
_POSTURES = list(Posture)
_CHANGED = ", changed"
_OF_CHOICE = r"(items|name|purpose|goals)\b"


def hardness(exercise: Exercise) -> int:
    """Return the level as a number."""
    return _LEVELS.index(exercise.level)


def stand_ins(
    exercise: Exercise,
    catalog: Catalog,
    avoid: Collection[Demand],
    used: Collection[str],
    contexts: Collection[Context] = (),
) -> list[Exercise]:
    """Return what may take an exercise's place, the best first.

    It asks nothing that is to be avoided, is no harder, is not used yet, and shares a
    goal. What needs care in one of the contexts goes last. Else what its links name
    goes first; then what shares the most goals, then the most muscles; then what stays
    nearest in position.
    """
    found = [
        one
        for one in catalog.exercises.values()
        if one.id not in used
        and one.id != exercise.id
        and not one.demands.intersection(avoid)
        and hardness(one) <= hardness(exercise)
        and set(one.goals).intersection(exercise.goals)
    ]
    return sorted(
        found, key=lambda one: (is_cautioned(one, contexts), *_distance(exercise, one))
    )


def _distance(exercise: Exercise, other: Exercise) -> tuple[int, ...]:
    return (
        other.id not in exercise.easier + exercise.harder,
        -len(set(other.goals).intersection(exercise.goals)),
        -len(set(other.muscles).intersection(exercise.muscles)),
        abs(_rank(other)[0] - _rank(exercise)[0]),
    )


def placed(items: tuple[Item, ...], new: Item) -> tuple[Item, ...]:
    """Return the items with one more, so that nobody gets up and down for it.

    It goes to those in its position, before the first that is harder, by its level or
    by their links; else to those in its posture; else where its posture comes in the
    order from lying to standing.
    """
    place = _place(items, new.exercise)
    return (*items[:place], new, *items[place:])


def with_items(
    routine: Routine, items: Iterable[Item], reasons: Iterable[Reason]
) -> Routine:
    """Return the routine with other items, and why.

    With an exercise that was not in it, its own words about its choice do not hold any
    more, nor goals that no exercise serves; and its name says that it was changed.
    """
    items, because = tuple(items), (*routine.because, *reasons)
    if {one.exercise for one in items} <= {one.exercise for one in routine}:
        return attrs.evolve(routine, items=items, because=because)
    served = {goal for one in items for goal in one.exercise.goals}
    return attrs.evolve(
        routine,
        items=items,
        name=_changed(routine.name),
        purpose=(),
        goals=[goal for goal in routine.goals if goal in served],
        basis=[one for one in routine.basis if not re.match(_OF_CHOICE, one.about)],
        because=because,
    )


def _changed(name: str) -> str:
    return f"{name.removesuffix(_CHANGED)}{_CHANGED}" if name else ""


def _place(items: tuple[Item, ...], new: Exercise) -> int:
    mates = [i for i, one in enumerate(items) if _mates(one.exercise, new)]
    harder = (i for i in mates if _comes_after(items[i].exercise, new))
    if mates:
        return next(harder, mates[-1] + 1)
    family = [i for i, one in enumerate(items) if _kin(one.exercise, new)]
    if family:
        return family[-1] + 1
    higher = (i for i, one in enumerate(items) if _rank(one.exercise) > _rank(new))
    return next(higher, len(items))


def _comes_after(one: Exercise, other: Exercise) -> bool:
    """Tell whether one is the harder of two, by its level or by their links."""
    return is_harder(one, other) or hardness(one) > hardness(other)


def _mates(one: Exercise, other: Exercise) -> bool:
    return one.position is other.position


def _kin(one: Exercise, other: Exercise) -> bool:
    return one.position.posture is other.position.posture


def _rank(exercise: Exercise) -> tuple[int, int]:
    position = exercise.position
    return _POSTURES.index(position.posture), _POSITIONS.index(position)


def in_progression(exercises: Collection[Exercise]) -> Iterator[Exercise]:
    """Walk exercises from lying to standing, in each position the gentlest first.

    What an exercise names as easier comes before it.
    """
    left = sorted(exercises, key=lambda one: (*_rank(one), hardness(one)))
    while left:
        mates = [one for one in left if _mates(one, left[0])]
        ready = (one for one in mates if not any(is_harder(one, o) for o in mates))
        first = next(ready, left[0])  # links that go round in a circle say nothing
        left.remove(first)
        yield first
