"""Cut a routine to a time, exactly and by a stated objective."""

from datetime import timedelta

import attrs

from ..errors import CannotFit
from ..routine import Item, Reason, Routine
from ..terms import Action
from ..units import Span
from ..units import minutes as clock
from ._arguments import expect, time_limit
from ._search import Search, best, goals_of


def fit(
    routine: Routine,
    minutes: float | None = None,
    *,
    budget: timedelta | str | None = None,
) -> Routine:
    """Cut a routine so that even its most repetitions fit into a time.

    Exercises may be left out, and the upper end of a range of repetitions may come
    down, never below its lower end; the order stays. Of all ways that fit, the one
    chosen covers the most of the routine's goals; of those it keeps the most
    exercises; of those it plays the most repetitions; of those it is the shortest;
    of those it gives the earlier exercises more. What was done and why is in `because`.

    Args:
        routine: The routine.
        minutes: The time in minutes.
        budget: The time as a timedelta or as ISO 8601 text; one of the two.

    Raises:
        CannotFit: Not even the shortest exercise fits.
        InvalidValue: Not exactly one time was given, or it is none.

    Examples:
        >>> import backroutine as br
        >>> three = br.compose.fit(br.routines["lower-back-five"], minutes=3)
        >>> str(three.duration.high)
        '0:02:56'
    """
    expect("fit", routine=(routine, Routine))
    limit = time_limit("fit", minutes, budget)
    if routine and routine.lasts("high") <= limit:
        text = f"all of it fits into {clock(limit)}."
        return routine.because_of(Reason("fit", "", text))
    choices = best(Search(routine, limit)) if routine else None
    if choices is None:
        raise CannotFit(_why_not(routine, limit))
    return _cut(routine, choices, limit)


# -- the result ----------------------------------------------------------------------


def _cut(routine: Routine, choices: tuple[int, ...], limit: timedelta) -> Routine:
    chosen = list(zip(routine, choices, strict=True))
    items = [_shortened(item, most) for item, most in chosen if most]
    reasons = [_reason(item, most, limit) for item, most in chosen]
    summary = _summary(routine, items, limit)
    because = (*routine.because, summary, *reasons)
    return attrs.evolve(routine, items=items, because=because)


def _shortened(item: Item, most: int) -> Item:
    if most == item.dose.reps.high:
        return item
    reps = Span(item.dose.reps.low, most)
    return attrs.evolve(item, dose=attrs.evolve(item.dose, reps=reps))


def _summary(whole: Routine, cut: list[Item], limit: timedelta) -> Reason:
    before, after = (
        {goal for item in one for goal in goals_of(item)} for one in (whole, cut)
    )
    lost = [goal.value for goal in whole.goals if goal in before - after]
    text = f"{len(cut)} of {len(whole)} exercises fit into {clock(limit)}"
    goals = f"no longer aims at {', '.join(lost)}" if lost else "every goal is kept"
    return Reason("fit", "", f"{text}; {goals}.")


def _reason(item: Item, most: int, limit: timedelta) -> Reason:
    high, name = item.dose.reps.high, item.exercise.id
    if not most:
        text = f"left out to stay within {clock(limit)}."
        return Reason("fit", name, text, Action.LEFT_OUT)
    if most < high:
        text = f"at most {most} repetitions instead of {high}."
        return Reason("fit", name, text, Action.CHANGED)
    return Reason("fit", name, "kept as it is.", Action.KEPT)


def _why_not(routine: Routine, limit: timedelta) -> str:
    if not routine:
        return "nothing to fit: the routine has no exercises"
    alone = {
        index: routine[index : index + 1].lasts("low") for index in range(len(routine))
    }
    shortest = min(alone, key=alone.__getitem__)
    name, needs = routine[shortest].exercise.id, clock(alone[shortest])
    text = f"nothing fits in {clock(limit)}; the shortest exercise here, {name!r}"
    return f"{text}, needs {needs}"
