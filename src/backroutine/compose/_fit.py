"""Cut a routine to a time, exactly and by a stated objective.

The search walks the exercises in order and keeps, for each set of covered goals,
number of exercises, last posture and number of repetitions, only the shortest way
there. First it finds the most goals and exercises that fit at the fewest
repetitions; then, among ways that reach as many, the most repetitions.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from itertools import accumulate
from math import inf
from operator import or_
from typing import NamedTuple

import attrs

from .._checks import duration
from ..errors import CannotFit, Fault, InvalidValue, Problem, quoted
from ..routine import Item, Pace, Reason, Routine, item_time
from ..terms import Counting, Goal, Posture
from ..units import Span
from ..units import minutes as clock

_TICK = timedelta.resolution


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
    of those it keeps the earlier exercises. What was done and why is in `because`.

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
    limit = _budget(routine, minutes, budget)
    if not routine:
        raise CannotFit("nothing to fit: the routine has no exercises")
    if routine.lasts("high") <= limit:
        text = f"all of it fits into {clock(limit)}."
        return routine.because_of(Reason("fit", "", text))
    choices = _best(_Search(routine, limit))
    if choices is None:
        raise CannotFit(_why_not(routine, limit))
    return _cut(routine, choices, limit)


def _budget(
    routine: Routine, minutes: float | None, budget: timedelta | str | None
) -> timedelta:
    if not isinstance(routine, Routine):
        raise InvalidValue("fit", Problem.expected("a routine", routine).faults)
    if (minutes is None) == (budget is None):
        text = "give the time as minutes or as a budget, one of the two"
        raise InvalidValue("fit", (Fault("", text),))
    if budget is not None:
        try:
            return duration(budget)
        except InvalidValue as problem:
            faults = tuple(one.under("budget") for one in problem.faults)
            raise InvalidValue("fit", faults) from None
    if type(minutes) not in (int, float) or not 0 <= (minutes or 0) < inf:
        text = f"expected a number of minutes, got {quoted(minutes)}"
        raise InvalidValue("fit", (Fault("minutes", text),))
    return timedelta(minutes=min(minutes or 0, 1e6))


# -- the search ----------------------------------------------------------------------


class _Option(NamedTuple):
    """One way to do an exercise: up to so many repetitions, for so long."""

    most: int
    played: int
    time: int


class _State(NamedTuple):
    """What matters of a beginning for how it may go on."""

    covered: int
    kept: int
    posture: int
    played: int


# The time a beginning takes, and its choices negated: of two ways the smaller is
# the better one, being shorter or keeping more of the earlier exercises.
_Way = tuple[int, tuple[int, ...]]

_START = _State(covered=0, kept=0, posture=0, played=0)
_POSTURES = (None, *Posture)


class _Search:
    """A routine's exercises with the ways to do each, in whole microseconds."""

    def __init__(self, routine: Routine, limit: timedelta) -> None:
        pace, items = routine.effective_pace, routine.items
        self.limit = limit // _TICK
        self.options = [tuple(_options(item, pace)) for item in items]
        self.postures = [_POSTURES.index(i.exercise.position.posture) for i in items]
        self.entries = [
            [
                pace.between(before, after or Posture.LYING) // _TICK
                for after in _POSTURES
            ]
            for before in _POSTURES
        ]
        bits = {goal: 1 << i for i, goal in enumerate(routine.goals)}
        self.goals = [sum(bits.get(goal, 0) for goal in _goals(i)) for i in items]
        shortest = min(map(min, self.entries))
        lows = [options[0].time + shortest for options in self.options]
        self.lows = [list(accumulate(sorted(lows[i:]))) for i in range(len(items) + 1)]
        self.rest = [reduce(or_, self.goals[i:], 0) for i in range(len(items) + 1)]

    def promise(self, index: int, state: _State, time: int) -> tuple[int, int]:
        """Return the most goals and exercises that a beginning may still come to."""
        more = bisect_right(self.lows[index], self.limit - time)
        return (state.covered | self.rest[index]).bit_count(), state.kept + more

    def steps(
        self, index: int, state: _State, time: int, ends: slice
    ) -> Iterator[tuple[_State, int, int]]:
        """Walk what may be done with one exercise: nothing, or one of its ways."""
        yield state, time, 0
        posture = self.postures[index]
        begin = time + self.entries[state.posture][posture]
        covered = state.covered | self.goals[index]
        for most, played, lasts in self.options[index][ends]:
            if begin + lasts <= self.limit:
                after = _State(covered, state.kept + 1, posture, state.played + played)
                yield after, begin + lasts, -most


def _goals(item: Item) -> set[Goal]:
    varied = item.exercise.variation(item.variation) if item.variation else None
    return {*item.exercise.goals, *(varied.goals if varied else ())}


def _options(item: Item, pace: Pace) -> Iterator[_Option]:
    """Walk the ends that a range may come down to, fewest repetitions first."""
    reps, two_sided = item.dose.reps, item.exercise.has_sides
    shared = two_sided and item.dose.counting is Counting.TOTAL
    ends: dict[int, int] = {}
    for most in range(reps.low, reps.high + 1):
        dose = attrs.evolve(item.dose, reps=Span(reps.low, most))
        played = dose.played("high", both_sides=two_sided)
        if (not shared or played <= most) and (played not in ends or most == reps.high):
            ends[played] = most
    for played, most in ends.items():
        time = item_time(item, played, pace) // _TICK
        yield _Option(most, played * item.dose.sets * len(item.blocks), time)


def _best(search: _Search) -> tuple[int, ...] | None:
    """Return the upper end chosen for each exercise, 0 where it is left out."""
    fewest = _ways(search, slice(1), (0, 1))
    if not fewest:
        return None
    goal = max(_reached(state) for state in fewest)
    ways = _ways(search, slice(None), goal)
    best = min(ways, key=lambda s: (*(-n for n in _reached(s)), -s.played, ways[s]))
    return tuple(-choice for choice in ways[best][1])


def _reached(state: _State) -> tuple[int, int]:
    return state.covered.bit_count(), state.kept


def _ways(search: _Search, ends: slice, goal: tuple[int, int]) -> dict[_State, _Way]:
    """Return the best way to each state that reaches the goal."""
    ways: dict[_State, _Way] = {_START: (0, ())}
    for index in range(len(search.options)):
        grown: dict[_State, _Way] = {}
        for state, (time, choices) in ways.items():
            for after, end, choice in search.steps(index, state, time, ends):
                if search.promise(index + 1, after, end) >= goal:
                    way = (end, (*choices, choice))
                    if after not in grown or way < grown[after]:
                        grown[after] = way
        ways = _worthwhile(grown)
    return ways


def _worthwhile(ways: dict[_State, _Way]) -> dict[_State, _Way]:
    """Drop the ways that take longer than another and play no more."""
    shortest: dict[tuple[int, int, int], int] = {}
    kept: dict[_State, _Way] = {}
    for state in sorted(ways, key=_most_played):
        time = ways[state][0]
        if time < shortest.get(state[:3], inf):
            shortest[state[:3]] = time
            kept[state] = ways[state]
    return kept


def _most_played(state: _State) -> int:
    return -state.played


# -- the result ----------------------------------------------------------------------


def _cut(routine: Routine, choices: tuple[int, ...], limit: timedelta) -> Routine:
    chosen = list(zip(routine, choices, strict=True))
    shorter = attrs.evolve(
        routine, items=[_shortened(item, most) for item, most in chosen if most]
    )
    reasons = [_reason(item, most, limit) for item, most in chosen]
    return shorter.because_of(_summary(routine, shorter, limit), *reasons)


def _shortened(item: Item, most: int) -> Item:
    reps = Span(item.dose.reps.low, most)
    return attrs.evolve(item, dose=attrs.evolve(item.dose, reps=reps))


def _summary(whole: Routine, cut: Routine, limit: timedelta) -> Reason:
    before, after = (
        {goal for item in one for goal in _goals(item)} for one in (whole, cut)
    )
    lost = [goal.value for goal in whole.goals if goal in before - after]
    text = f"{len(cut)} of {len(whole)} exercises fit into {clock(limit)}"
    goals = f"no longer aims at {', '.join(lost)}" if lost else "every goal is kept"
    return Reason("fit", "", f"{text}; {goals}.")


def _reason(item: Item, most: int, limit: timedelta) -> Reason:
    high, name = item.dose.reps.high, item.exercise.id
    if not most:
        return Reason("fit", name, f"left out to stay within {clock(limit)}.")
    if most < high:
        text = f"at most {most} repetitions instead of {high}."
        return Reason("fit", name, text)
    return Reason("fit", name, "kept as it is.")


def _why_not(routine: Routine, limit: timedelta) -> str:
    alone = {
        index: routine[index : index + 1].lasts("low") for index in range(len(routine))
    }
    shortest = min(alone, key=alone.__getitem__)
    name, needs = routine[shortest].exercise.id, clock(alone[shortest])
    text = f"nothing fits in {clock(limit)}; the shortest exercise here, {name!r}"
    return f"{text}, needs {needs}"
