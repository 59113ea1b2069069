"""The exact fit, against CP-SAT with the same objective."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from random import Random

import backroutine as br
from backroutine.routine import item_time
from backroutine.terms import Goal, Posture

from ._measure import Line, absent, has, rounds

GOALS = list(Goal)[:6]
POSITIONS = (
    ("hook-lying", "supine", "supine-90-90", "prone", "side-lying"),
    ("quadruped", "half-kneeling"),
    ("seated",),
    ("standing",),
)
SPANS = ((8, 10), (8, 10), (5, 10), (10, 15))
SECOND = timedelta(seconds=1)
PARTS = (0.25, 0.5, 0.75)  # of the time that all of it takes
PATIENCE = 2.0  # seconds after which CP-SAT is stopped, to its advantage
BARS = {5: None, 20: 0.001, 60: 0.005}


def catalogue(size: int, seed: int = 1) -> br.Routine:
    """A long routine that looks like real ones: runs of a posture, few paces."""
    chance, kind, held = Random(f"{size}/{seed}"), 0, []
    for number in range(size):
        if chance.random() < 0.2:
            kind = chance.randrange(len(POSITIONS))
        move = timedelta(seconds=chance.randint(3, 7))
        dose = br.Dose(
            br.Span(*chance.choice(SPANS)),
            sets=chance.choice((1, 1, 2)),
            rest=chance.choice(("PT0S", "PT30S")),
        )
        one = br.Exercise(
            id=f"number-{number}",
            name=f"Number {number}",
            position=chance.choice(POSITIONS[kind]),
            laterality=chance.choice(("bilateral", "alternating", "unilateral")),
            directions=["neutral"],
            range="none",
            setup=[br.Step("Get there.", "There")],
            cycle=[br.Step("Move.", "Move", move=move, hold=SECOND)],
            dose=dose,
            goals=chance.sample(GOALS, chance.choice((1, 1, 2))),
        )
        held.append(one)
    return br.Routine(held, goals=GOALS)


def worth(routine: br.Routine) -> tuple[int, int, int, int]:
    """What fit makes as good as it can: goals, exercises, repetitions, shortness."""
    goals = {goal for item in routine for goal in item.exercise.goals}
    played = sum(item.played("high") * item.dose.sets for item in routine)
    return len(goals), len(routine), played, -(routine.lasts("high") // SECOND)


def cp_sat(routine: br.Routine, budget: timedelta) -> tuple[int, ...] | None:
    """Find the worth of the best fit; None where there was not enough time.

    Which of several ways that are worth the same is taken stays open.
    """
    from ortools.sat.python import cp_model

    model, pace, limit = cp_model.CpModel(), routine.effective_pace, budget // SECOND
    carriers, taken, played, time = {goal: [] for goal in GOALS}, [], [], []
    before = {last: model.new_constant(last is None) for last in (None, *Posture)}
    for item in routine:
        posture, low = item.exercise.position.posture, item.played("low")
        sets, each = item.dose.sets, 1 + item.exercise.has_sides
        take = model.new_bool_var("")
        more = model.new_int_var(0, (item.played("high") - low) // each, "")
        model.add(more == 0).only_enforce_if(~take)
        least, next_ = (item_time(item, n, pace) // SECOND for n in (low, low + each))
        taken.append(take)
        played += [low * sets * take, each * sets * more]
        time += [least * take, (next_ - least) * more]
        for goal in item.exercise.goals:
            carriers[goal].append(take)
        after = {last: model.new_bool_var("") for last in before}
        for last, was in before.items():
            comes = model.new_bool_var("")
            model.add_bool_or(comes, ~take, ~was)
            time.append(pace.between(last, posture) // SECOND * comes)
            model.add(after[last] == (last is posture)).only_enforce_if(take)
            model.add(after[last] == was).only_enforce_if(~take)
        before = after
    goals = [model.new_bool_var("") for _ in carriers]
    for goal, options in zip(goals, carriers.values(), strict=True):
        model.add_bool_or(*options, ~goal)
    model.add(sum(time) <= limit)
    rep = limit + 1
    exercise = rep * (1 + sum(i.played("high") * i.dose.sets for i in routine))
    prices = exercise * (1 + len(routine)), exercise, rep, -1
    parts = [sum(terms) for terms in (goals, taken, played, time)]
    model.maximize(sum(p * part for p, part in zip(prices, parts, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = PATIENCE
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    *most, lasts = (int(solver.value(part)) for part in parts)
    return *most, -lasts


def lines() -> Iterator[Line]:
    for size, bar in BARS.items():
        routine, job = catalogue(size), f"exact fit, {size} exercises"
        whole = routine.lasts("high") // SECOND
        budgets = [int(part * whole) * SECOND for part in PARTS]
        times = [_times(routine, budget) for budget in budgets]
        ours, *theirs = (
            sum(column) / len(times) for column in zip(*times, strict=True)
        )
        if bar:
            yield Line(job, f"{bar * 1000:g} ms", 1, ours, bar)
        if theirs:
            yield Line(job, "CP-SAT, within 2 s", 1 / 3, ours, *theirs)
        else:
            yield absent(job, "CP-SAT")


def _times(routine: br.Routine, budget: timedelta) -> list[float]:
    fit = partial(br.compose.fit, routine, budget=budget)
    if not has("ortools"):
        return min(rounds(fit))
    solve = partial(cp_sat, routine, budget)
    if solve() not in (None, worth(fit())):
        raise AssertionError
    before, turns, after = rounds(fit), rounds(fit, solve, patience=2), rounds(fit)
    theirs = min(theirs for _, theirs in turns)
    return [min(ours for ours, *_ in before + turns + after), theirs]
