"""Choose exercises from a catalog for a time, exactly and by a stated objective."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple, TypeVar

from .._checks import Term, each
from ..catalog import Catalog
from ..errors import CannotFit, Fault, InvalidValue, NothingSuits, ReferralNeeded
from ..exercise import Caution, Exercise
from ..routine import Item, Pace, Reason, Routine, item_time
from ..screen import Assessment, Finding
from ..terms import Action, Context, Demand, Equipment, Goal, Level, Position, Posture
from ..units import minutes as clock
from ._arguments import expect, time_limit
from ._choice import Candidate, best
from ._suit import hardness, in_progression

T = TypeVar("T", bound=Term)

_TICK = timedelta.resolution
_PACE = Pace()
_POSITIONS, _POSTURES = list(Position), list(Posture)


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
    """Choose exercises for a time: as many as fit even at their most repetitions.

    Of all choices, the one taken covers the most of the goals; of those it uses the
    fewest positions; of those it has the most exercises; of those it takes what comes
    first in a progression: the gentler level, then what serves more of the goals, then
    the order of the catalog. Nobody has to get up and down: what is done lying comes
    first, then kneeling, sitting and standing, in each position the gentlest first.

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
    expect("choose", catalog=(catalog, Catalog))
    if assessment is not None:
        expect("choose", assessment=(assessment, Assessment))
    limit = time_limit("choose", minutes, budget)
    wish = _wish(goals, avoid, equipment, level, assessment)
    left_out = {one.id: _why_not(one, wish) for one in catalog.exercises.values()}
    left = [one for one in catalog.exercises.values() if left_out[one.id] is None]
    if not left:
        raise NothingSuits(_nothing(catalog, wish))
    ranked = sorted(left, key=lambda one: (hardness(one), -len(wish.serves(one))))
    chosen = _chosen(ranked, wish, limit)
    reasons = _reasons(catalog, chosen, left_out, wish, limit)
    return Routine(
        items=tuple(map(Item, in_progression(chosen))),
        id="chosen",
        name="Chosen exercises",
        goals=wish.covered(chosen),
        cautions=_for_anyone(catalog),
        because=tuple(reasons),
    )


# -- what is wished for -------------------------------------------------------------


class _Wish(NamedTuple):
    """What the choice should come to."""

    goals: tuple[Goal, ...]
    avoid: frozenset[Demand]
    equipment: tuple[Equipment, ...] | None
    level: Level
    assessment: Assessment | None

    def serves(self, exercise: Exercise) -> list[Goal]:
        """Return the goals that an exercise serves."""
        return [goal for goal in self.goals if goal in exercise.goals]

    def covered(self, chosen: Iterable[Exercise]) -> tuple[Goal, ...]:
        """Return the goals that some of the exercises serve."""
        served = {goal for one in chosen for goal in one.goals}
        return tuple(goal for goal in self.goals if goal in served)

    def against(self, exercise: Exercise) -> tuple[Finding, ...]:
        """Return the findings that speak against an exercise."""
        found = self.assessment
        return found.against(exercise.demands) if found else ()


def _wish(
    goals: Iterable[Goal | str],
    avoid: Iterable[Demand | str],
    equipment: Iterable[Equipment | str] | None,
    level: Level | str,
    assessment: Assessment | None,
) -> _Wish:
    if assessment is not None and assessment.referral is not None:
        raise ReferralNeeded(assessment.referral)
    faults: list[Fault] = []
    wanted = _terms(Goal, "goals", goals, faults)
    avoided = _terms(Demand, "avoid", avoid, faults)
    at_hand = None
    if equipment is not None:
        at_hand = _terms(Equipment, "equipment", equipment, faults)
    hardest = _terms(Level, "level", (level,), faults, _without_index)
    if faults:
        raise InvalidValue("choose", tuple(faults))
    if assessment is not None and not wanted:
        wanted = assessment.wanted
    return _Wish(wanted, frozenset(avoided), at_hand, hardest[0], assessment)


def _terms(
    kind: type[T],
    name: str,
    values: Iterable[T | str],
    faults: list[Fault],
    shorten: Callable[[Fault], Fault] = lambda fault: fault,
) -> tuple[T, ...]:
    try:
        return tuple(dict.fromkeys(each(kind, values)))
    except InvalidValue as problem:
        faults += [shorten(fault).under(name) for fault in problem.faults]
        return ()


def _without_index(fault: Fault) -> Fault:
    return fault._replace(path="")


# -- who is left ----------------------------------------------------------------------


def _why_not(exercise: Exercise, wish: _Wish) -> Reason | None:
    """Return why an exercise is not to be chosen, or None."""
    for finding in wish.against(exercise):
        asked = exercise.demands.intersection(finding.excludes)
        return _by_finding(exercise, asked, finding)
    for text in _objections(exercise, wish):
        return Reason("choose", exercise.id, f"left out: {text}.", Action.LEFT_OUT)
    return None


def _by_finding(
    exercise: Exercise, asked: Iterable[Demand], finding: Finding
) -> Reason:
    return Reason(
        verb="choose",
        about=exercise.id,
        text=f"left out: it asks for {' and '.join(sorted(asked))}.",
        action=Action.LEFT_OUT,
        rule=finding.id,
        finding=finding.text,
        sources=finding.sources,
        grade=finding.grade,
    )


def _objections(exercise: Exercise, wish: _Wish) -> Iterator[str]:
    asked = sorted(exercise.demands & wish.avoid)
    if asked:
        yield f"it asks for {' and '.join(asked)}"
    if wish.equipment is not None:
        missing = [one for one in exercise.equipment if one not in wish.equipment]
        if missing:
            yield f"it needs a {' and a '.join(missing)}"
    if hardness(exercise) > list(Level).index(wish.level):
        yield f"its level is {exercise.level}"
    if wish.goals and not wish.serves(exercise):
        yield "it serves none of the goals"


def _nothing(catalog: Catalog, wish: _Wish) -> str:
    number = len(catalog.exercises)
    asked = ", ".join(sorted(wish.avoid))
    goals = ", ".join(wish.goals)
    text = f"none of {number} exercises suits"
    text += f" the goals {goals}" if goals else ""
    text += f" without {asked}" if asked else ""
    return f"{text}; avoid less, ask for other goals, or give another catalog"


# -- the choice -----------------------------------------------------------------------


def _chosen(ranked: list[Exercise], wish: _Wish, limit: timedelta) -> list[Exercise]:
    items = [Item(one) for one in ranked]
    lasts = [item_time(one, one.played("high"), _PACE) for one in items]
    turn = _PACE.change - _PACE.shift
    candidates = [
        Candidate(
            time=(time + _PACE.shift) // _TICK,
            position=_POSITIONS.index(one.position),
            posture=_POSTURES.index(one.position.posture),
            goals=sum(1 << wish.goals.index(goal) for goal in wish.serves(one)),
        )
        for one, time in zip(ranked, lasts, strict=True)
    ]
    room = limit - _PACE.prepare + _PACE.shift
    places = best(candidates, room // _TICK, turn // _TICK)
    if places is None:
        needs, id = min(zip(lasts, [one.id for one in ranked], strict=True))
        text = f"nothing fits in {clock(limit)}; the shortest exercise here, {id!r}"
        raise CannotFit(f"{text}, needs {clock(needs + _PACE.prepare)}")
    return [ranked[place] for place in places]


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


# -- why ------------------------------------------------------------------------------


def _reasons(
    catalog: Catalog,
    chosen: list[Exercise],
    left_out: dict[str, Reason | None],
    wish: _Wish,
    limit: timedelta,
) -> Iterator[Reason]:
    yield Reason("choose", "", _summary(chosen, wish, limit))
    for one in in_progression(chosen):
        goals = " and ".join(wish.serves(one) or one.goals)
        text = f"chosen for {goals}, {one.position}."
        yield Reason("choose", one.id, text, Action.ADDED)
    for one in catalog.exercises.values():
        reason = left_out[one.id]
        if reason is not None:
            yield reason
        elif one not in chosen:
            text = "left out: the choice without it is the better one."
            yield Reason("choose", one.id, text, Action.LEFT_OUT)


def _summary(chosen: list[Exercise], wish: _Wish, limit: timedelta) -> str:
    positions = len({one.position for one in chosen})
    where = "one position" if positions == 1 else f"{positions} positions"
    number = "one exercise" if len(chosen) == 1 else f"{len(chosen)} exercises"
    text = f"{number} in {where} fit into {clock(limit)}"
    if not wish.goals:
        return f"{text}; no goals were asked for."
    covered = wish.covered(chosen)
    missing = [goal for goal in wish.goals if goal not in covered]
    if missing:
        return f"{text}; nothing for {', '.join(missing)} fits."
    return f"{text}; every goal is covered."
