"""Choose exercises from a catalog for a time, exactly and by a stated objective."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from .. import terms
from ..catalog import Catalog
from ..errors import CannotFit, InvalidValue, NothingSuits, ReferralNeeded
from ..exercise import Caution, Exercise
from ..routine import Item, Pace, Reason, Routine, item_time
from ..screen import Assessment, Finding
from ..terms import Action, Context, Demand, Equipment, Goal, Level, Posture
from ..units import minutes as clock
from ._arguments import time_limit, told, wrong
from ._choice import Candidate, best
from ._rules import by_rule, with_care
from ._suit import hardness, in_progression

_TICK = timedelta.resolution
_PACE = Pace()
_POSTURES, _LEVELS = list(Posture), list(Level)
_NOTHING_FOUND = Assessment("none")


def choose(
    catalog: Catalog,
    minutes: float | None = None,
    *,
    budget: timedelta | str | None = None,
    goals: Iterable[Goal | str] = (),
    avoid: Iterable[Demand | str] = (),
    equipment: Iterable[Equipment | str] | None = None,
    level: Level | str = Level.STANDARD,
    assessment: Assessment | None = None,
) -> Routine:
    """Choose exercises for a time and for goals, with as little getting up as can be.

    Of all choices that fit even at their most repetitions, the one taken covers the
    most of the goals; of those it uses the fewest postures; of those it has the most
    exercises; of those it takes what comes first in a progression: the gentler level,
    then what serves more of the goals, then the order of the catalog. So it may be
    shorter than the time: nobody gets up for an exercise that no goal needs. What is
    done lying comes first, then kneeling, sitting and standing, in each position the
    gentlest first, unless an exercise names one of the others as easier. What was
    chosen, what was left out and why is in `because`.

    Args:
        catalog: What there is to choose from.
        minutes: The time in minutes.
        budget: The time as a timedelta or as ISO 8601 text; one of the two.
        goals: What the exercises should aim at; only such are chosen. Unless given,
            what the assessment wants, or else anything.
        avoid: What no exercise may ask for, such as `kneeling` or `floor`.
        equipment: What is at hand; None stands for whatever is needed.
        level: How hard an exercise may be at most.
        assessment: What a movement check found; what it excludes is avoided.

    Raises:
        ReferralNeeded: The person of the assessment should be seen first.
        NothingSuits: Nothing in the catalog is left to choose from.
        CannotFit: Not even the shortest exercise fits.
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> seated = br.compose.choose(
        ...     br.load(), minutes=5, goals=["mobility", "strength"], avoid=["floor"]
        ... )
        >>> seated.duration.high <= timedelta(minutes=5)
        True
    """
    found = _NOTHING_FOUND if assessment is None else assessment
    faults = wrong(catalog=(catalog, Catalog), assessment=(found, Assessment))
    wish = _Wish(
        limit=told(faults, "", _TICK, lambda: time_limit("choose", minutes, budget)),
        goals=told(faults, "goals", (), lambda: terms.goals(goals)),
        avoid=told(faults, "avoid", (), lambda: terms.demands(avoid)),
        equipment=told(faults, "equipment", (), lambda: _at_hand(equipment)),
        level=told(faults, "level", Level.ENTRY, lambda: Level(level)),
        found=found,
    )
    if faults:
        raise InvalidValue("choose", tuple(faults))
    if found.referral is not None:
        raise ReferralNeeded(found.referral)
    return _best(catalog, wish.settled())


def _at_hand(equipment: Iterable[Equipment | str] | None) -> tuple[Equipment, ...]:
    return tuple(Equipment) if equipment is None else terms.equipment(equipment)


# -- what is wished for -------------------------------------------------------------


class _Wish(NamedTuple):
    """What the choice should come to."""

    limit: timedelta
    goals: tuple[Goal, ...]
    avoid: tuple[Demand, ...]
    equipment: tuple[Equipment, ...]
    level: Level
    found: Assessment

    def settled(self) -> "_Wish":
        """Return it with each goal once: those asked for, or else those wanted."""
        goals = tuple(dict.fromkeys(self.goals)) or self.found.wanted
        return self._replace(goals=goals)

    def serves(self, exercise: Exercise) -> list[Goal]:
        """Return the goals that an exercise serves."""
        return [goal for goal in self.goals if goal in exercise.goals]

    def covered(self, chosen: Iterable[Exercise]) -> list[Goal]:
        """Return the goals that some of the exercises serve."""
        served = {goal for one in chosen for goal in one.goals}
        return [goal for goal in self.goals if goal in served]


# -- the routine ----------------------------------------------------------------------


def _best(catalog: Catalog, wish: _Wish) -> Routine:
    left_out = {one.id: _why_not(one, wish) for one in catalog.exercises.values()}
    left = [one for one in catalog.exercises.values() if left_out[one.id] is None]
    if not left:
        raise NothingSuits(_nothing(catalog, wish))
    ranked = sorted(left, key=lambda one: (hardness(one), -len(wish.serves(one))))
    chosen = list(in_progression(_chosen(ranked, wish)))
    return Routine(
        items=chosen,
        id="chosen",
        name="Chosen exercises",
        goals=wish.covered(chosen),
        cautions=_for_anyone(catalog),
        because=tuple(_reasons(catalog, chosen, left_out, wish)),
    )


def _for_anyone(catalog: Catalog) -> tuple[Caution, ...]:
    """Return the cautions for anyone that the catalog's routines give."""
    routines = catalog.routines.values()
    return tuple(
        dict.fromkeys(
            caution
            for routine in routines
            for caution in routine.cautions
            if caution.context is Context.ANYONE
        )
    )


# -- who is left ----------------------------------------------------------------------


def _why_not(exercise: Exercise, wish: _Wish) -> Reason | None:
    """Return why an exercise is not to be chosen, or None."""
    demands = exercise.demands
    for finding in wish.found.against(demands):
        asked = sorted(demands.intersection(finding.excludes))
        text = f"left out: it asks for {' and '.join(asked)}."
        return _reason(exercise, text, Action.LEFT_OUT, finding)
    for text in _objections(exercise, demands, wish):
        return _reason(exercise, f"left out: {text}.", Action.LEFT_OUT)
    return None


def _objections(
    exercise: Exercise, demands: frozenset[Demand], wish: _Wish
) -> Iterator[str]:
    asked = sorted(demands.intersection(wish.avoid))
    if asked:
        yield f"it asks for {' and '.join(asked)}"
    missing = [one for one in exercise.equipment if one not in wish.equipment]
    if missing:
        yield f"it needs a {' and a '.join(missing)}"
    if hardness(exercise) > _LEVELS.index(wish.level):
        yield f"its level is {exercise.level}"
    if wish.goals and not wish.serves(exercise):
        yield "it serves none of the goals"


def _nothing(catalog: Catalog, wish: _Wish) -> str:
    text = f"none of {len(catalog.exercises)} exercises"
    text += f" up to the level {wish.level} suits"
    if wish.goals:
        text += f" the goals {', '.join(wish.goals)}"
    without = wish.found.excluded.union(wish.avoid)
    if without:
        text += f" without {', '.join(sorted(without))}"
    if len(wish.equipment) < len(Equipment):
        text += f" with {', '.join(wish.equipment) or 'nothing'} at hand"
    return f"{text}; ask for less, or give another catalog"


# -- the choice -----------------------------------------------------------------------


def _chosen(ranked: list[Exercise], wish: _Wish) -> list[Exercise]:
    lasts = [item_time(item, item.played("high"), _PACE) for item in map(Item, ranked)]
    candidates = [
        Candidate(
            time=(time + _PACE.shift) // _TICK,
            posture=_POSTURES.index(one.position.posture),
            goals=sum(1 << wish.goals.index(goal) for goal in wish.serves(one)),
        )
        for one, time in zip(ranked, lasts, strict=True)
    ]
    room, turn = wish.limit - _PACE.prepare + _PACE.shift, _PACE.change - _PACE.shift
    places = best(candidates, room // _TICK, turn // _TICK)
    if places is None:
        needs, id = min(zip(lasts, [one.id for one in ranked], strict=True))
        text = f"nothing fits in {clock(wish.limit)}; the shortest exercise here, "
        raise CannotFit(f"{text}{id!r}, needs {clock(needs + _PACE.prepare)}")
    return [ranked[place] for place in places]


# -- why ------------------------------------------------------------------------------


def _reasons(
    catalog: Catalog,
    chosen: list[Exercise],
    left_out: dict[str, Reason | None],
    wish: _Wish,
) -> Iterator[Reason]:
    yield Reason("choose", "", _summary(chosen, wish))
    for one in chosen:
        goals = wish.serves(one)
        text = f"chosen for {' and '.join(goals or one.goals)}, {one.position}."
        wanted = (f for f in wish.found.findings if set(f.wants).intersection(goals))
        yield _reason(one, text, Action.ADDED, next(wanted, None))
        yield from with_care("choose", one, Action.ADDED, wish.found)
    ids = {one.id for one in chosen}
    for one in catalog.exercises.values():
        if one.id not in ids:
            text = _beaten(one, chosen)
            yield left_out[one.id] or _reason(one, text, Action.LEFT_OUT)


def _beaten(exercise: Exercise, chosen: list[Exercise]) -> str:
    posture = exercise.position.posture
    if posture not in _postures(chosen):
        return f"left out: no goal needs {posture} besides."
    return "left out: what was chosen covers or holds more, or is gentler."


def _postures(chosen: list[Exercise]) -> list[Posture]:
    used = {one.position.posture for one in chosen}
    return [posture for posture in _POSTURES if posture in used]


def _reason(
    exercise: Exercise, text: str, action: Action, finding: Finding | None = None
) -> Reason:
    return by_rule("choose", exercise.id, text, action, finding)


def _summary(chosen: list[Exercise], wish: _Wish) -> str:
    where = " and ".join(_postures(chosen))
    number = "one exercise" if len(chosen) == 1 else f"{len(chosen)} exercises"
    verb = "fits" if len(chosen) == 1 else "fit"
    text = f"{number}, {where}, {verb} into {clock(wish.limit)}"
    if not wish.goals:
        return f"{text}; no goals were asked for."
    covered = wish.covered(chosen)
    missing = [goal for goal in wish.goals if goal not in covered]
    if missing:
        return f"{text}; nothing for {', '.join(missing)} fits."
    return f"{text}; every goal is covered."
