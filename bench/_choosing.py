"""The exact choice from a catalog, against CP-SAT with the same objective."""

from collections.abc import Iterator
from functools import partial
from random import Random

import attrs

import backroutine as br
from backroutine.terms import Goal, Level

from ._fitting import BARS, SECOND, catalogue
from ._measure import Line, absent, has, rounds

MINUTES = 10
USUAL = (3, 4)  # goals; the bars are meant for so many
GOALS = {5: USUAL, 20: USUAL, 60: (*USUAL, 6, 8, 10)}
LEVELS = list(Level)
SEEDS = range(3)
PATIENCE = 0.5  # seconds for each of the three rounds of a measurement


def catalog(size: int, number: int, seed: int) -> br.Catalog:
    """The exercises of a long routine, each with a level and one or two goals."""
    chance, goals = Random(f"{size}/{number}/{seed}"), list(Goal)[:number]
    return br.Catalog(
        attrs.evolve(
            item.exercise,
            level=chance.choice(LEVELS),
            goals=chance.sample(goals, chance.choice((1, 1, 2))),
        )
        for item in catalogue(size, seed)
    )


def ids(routine: br.Routine) -> list[str]:
    """The exercises of a choice, whatever their order."""
    return sorted(item.exercise.id for item in routine)


def cp_sat(held: br.Catalog, goals: list[Goal]) -> list[str]:
    """Find the best choice: goals, few postures, exercises, and what comes first."""
    from ortools.sat.python import cp_model

    model, pace = cp_model.CpModel(), br.Pace()
    taken, time = [], [pace.prepare // SECOND - pace.change // SECOND]
    carriers = {goal: [] for goal in goals}
    postures = {}
    ranked = sorted(
        held.exercises.values(),
        key=lambda one: (LEVELS.index(one.level), -len(set(goals) & set(one.goals))),
    )
    for one in ranked:
        take, posture = model.new_bool_var(""), one.position.posture
        alone = br.Routine([one]).lasts("high") - pace.prepare + pace.shift
        taken.append(take)
        time.append(alone // SECOND * take)
        for goal in one.goals:
            carriers[goal].append(take)
        if posture not in postures:
            postures[posture] = model.new_bool_var("")
        model.add_implication(take, postures[posture])
    time += [(pace.change - pace.shift) // SECOND * one for one in postures.values()]
    served = [model.new_bool_var("") for _ in carriers]
    for goal, options in zip(served, carriers.values(), strict=True):
        model.add_bool_or(*options, ~goal)
    model.add(sum(time) <= MINUTES * 60)
    posture = 1 + len(taken)
    prices = posture * (1 + len(postures)), -posture, 1
    parts = [sum(terms) for terms in (served, postures.values(), taken)]
    model.maximize(sum(p * part for p, part in zip(prices, parts, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise AssertionError
    for part in parts:
        model.add(part == int(solver.value(part)))
    model.clear_objective()
    values = [solver.value(one) for one in taken]
    for place, one in enumerate(taken):  # of equals, the one that has this one, too
        if not values[place]:
            model.add_assumption(one)
            if solver.solve(model) == cp_model.OPTIMAL:
                values = [solver.value(other) for other in taken]
            model.clear_assumptions()
        model.add(one == values[place])
    return sorted(one.id for one, value in zip(ranked, values, strict=True) if value)


def lines() -> Iterator[Line]:
    for size, numbers in GOALS.items():
        for number in numbers:
            yield from _lines(size, number)


def _lines(size: int, number: int) -> Iterator[Line]:
    job, usual = f"choose, {size} exercises, {number} goals", number in USUAL
    times = [_times(size, number, seed) for seed in SEEDS]
    ours, *theirs = (sum(column) / len(times) for column in zip(*times, strict=True))
    bar = BARS[size]
    if bar and usual:
        yield Line(job, f"{bar * 1000:g} ms", 1, ours, bar)
    if theirs:
        yield Line(job, "CP-SAT", 1 / 3 if usual else None, ours, *theirs)
    else:
        yield absent(job, "CP-SAT")


def _times(size: int, number: int, seed: int) -> list[float]:
    held, goals = catalog(size, number, seed), list(Goal)[:number]
    choose = partial(
        br.compose.choose, held, MINUTES, goals=goals, level=Level.ADVANCED
    )
    if not has("ortools"):
        return min(rounds(choose, patience=PATIENCE))
    solve = partial(cp_sat, held, goals)
    if solve() != ids(choose()):
        raise AssertionError
    before, turns, after = (
        rounds(*works, patience=PATIENCE)
        for works in ((choose,), (choose, solve), (choose,))
    )
    theirs = min(theirs for _, theirs in turns)
    return [min(ours for ours, *_ in before + turns + after), theirs]
