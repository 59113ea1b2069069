"""Of all choices that fit, `choose` takes the best: by trying all, and by CP-SAT.

What suits, how long it takes and what is best is worked out here a second time.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from backroutine.catalog import Catalog
from backroutine.compose import choose
from backroutine.errors import CannotFit, NothingSuits
from backroutine.exercise import Dose, Exercise, Step
from backroutine.routine import Pace, Routine
from backroutine.terms import Demand, Equipment, Goal, Level, Position
from backroutine.units import Span
from tests.examples import bridge

SECOND = timedelta(seconds=1)
LEVELS, POSITIONS = list(Level), list(Position)
GOALS = list(Goal)[:6]


class Wish(NamedTuple):
    """What a choice is asked for; the time aside."""

    goals: tuple[Goal, ...] = ()
    avoid: tuple[Demand, ...] = ()
    equipment: tuple[Equipment, ...] | None = None
    level: Level = Level.STANDARD

    def suits(self, one: Exercise) -> bool:
        return (
            not set(self.avoid) & one.demands
            and (self.equipment is None or set(one.equipment) <= set(self.equipment))
            and LEVELS.index(one.level) <= LEVELS.index(self.level)
            and (not self.goals or self.serves(one) > 0)
        )

    def serves(self, *exercises: Exercise) -> int:
        served = {goal for one in exercises for goal in one.goals}
        return len(served & set(self.goals))

    def ranked(self, catalog: Catalog) -> list[Exercise]:
        """What may be chosen; what should rather be taken comes first."""
        suits = [one for one in catalog.exercises.values() if self.suits(one)]
        return sorted(
            suits, key=lambda one: (LEVELS.index(one.level), -self.serves(one))
        )


def in_order(chosen: list[Exercise]) -> Routine:
    """From lying to standing, the gentlest first; none links to another here."""
    gentle = sorted(chosen, key=lambda one: LEVELS.index(one.level))
    order = sorted(gentle, key=lambda one: POSITIONS.index(one.position))
    return Routine(order)


def chosen(catalog: Catalog, limit: timedelta, wish: Wish) -> list[Exercise] | None:
    try:
        routine = choose(catalog, budget=limit, **wish._asdict())
    except (CannotFit, NothingSuits):
        return None
    return [item.exercise for item in routine]


# -- against all ways there are --------------------------------------------------------


def parts(subset: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.lists(subset, max_size=most, unique=True).map(tuple)


@st.composite
def exercises(draw: st.DrawFn, number: int) -> Exercise:
    """Few lengths, positions and goals, so that many choices are as good."""
    low = draw(st.integers(1, 4))
    per_side = draw(st.booleans())
    return bridge(
        id=f"number-{number}",
        position=draw(st.sampled_from(POSITIONS[::2])),
        laterality=draw(st.sampled_from(["bilateral", "unilateral", "alternating"])),
        cycle=[Step("Move.", "Move", move=draw(st.sampled_from(["PT3S", "PT4.5S"])))],
        dose=Dose(
            Span(low, low + draw(st.integers(1, 3))),
            sets=draw(st.sampled_from([1, 1, 2])),
            rest=draw(st.sampled_from(["PT0S", "PT7S"])),
            counting="per-side" if per_side else "total",
        ),
        goals=draw(
            st.lists(st.sampled_from(GOALS), min_size=1, max_size=2, unique=True)
        ),
        level=draw(st.sampled_from(LEVELS)),
        equipment=draw(parts(st.sampled_from(["chair", "wall"]), 1)),
        variations=[],
    )


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Catalog, timedelta, Wish]:
    """Small catalogs, wishes, and times from too little to more than enough."""
    size = draw(st.integers(1, 8))
    catalog = Catalog([draw(exercises(number)) for number in range(size)])
    whole = in_order(list(catalog.exercises.values())).lasts("high")
    limit = draw(st.integers(0, 100)) * whole / 100
    tick = draw(st.sampled_from([0, 0, 1, -1])) * timedelta.resolution
    wish = Wish(
        draw(parts(st.sampled_from(GOALS), 4)),
        draw(parts(st.sampled_from([Demand.KNEELING, Demand.STANDING]), 1)),
        draw(st.none() | parts(st.just(Equipment.CHAIR), 1)),
        draw(st.sampled_from(LEVELS[1:])),
    )
    return catalog, max(limit + tick, timedelta(0)), wish


def ways(ranked: list[Exercise], limit: timedelta) -> Iterator[tuple[int, ...]]:
    """Every choice that fits, as places in the rank."""
    for number in range(1, len(ranked) + 1):
        for places in combinations(range(len(ranked)), number):
            if in_order([ranked[place] for place in places]).lasts("high") <= limit:
                yield places


def by_trying_all(
    catalog: Catalog, limit: timedelta, wish: Wish
) -> list[Exercise] | None:
    ranked = wish.ranked(catalog)

    def worth(places: tuple[int, ...]) -> tuple[Any, ...]:
        some = [ranked[place] for place in places]
        postures = len({one.position.posture for one in some})
        return -wish.serves(*some), postures, -len(some), places

    best = min(ways(ranked, limit), key=worth, default=None)
    if best is None:
        return None
    return [item.exercise for item in in_order([ranked[place] for place in best])]


@given(tasks())
def test_it_is_the_best_of_all_choices_and_raises_when_there_is_none(task):
    assert chosen(*task) == by_trying_all(*task)


# -- against a solver ------------------------------------------------------------------


class Model:
    """The same choice for CP-SAT: one aim after the other, each then held on to."""

    def __init__(self, ranked: list[Exercise], limit: timedelta, wish: Wish) -> None:
        self.model, self.solver = cp_model.CpModel(), cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.random_seed = 1
        self.taken = [self.model.new_bool_var(one.id) for one in ranked]
        self.model.add_bool_or(self.taken)
        self.goals = [
            self.any_of([goal in one.goals for one in ranked]) for goal in wish.goals
        ]
        self.postures = [
            self.any_of([one.position.posture is posture for one in ranked])
            for posture in {one.position.posture: None for one in ranked}
        ]
        pace = Pace()
        shift, turn = pace.shift // SECOND, (pace.change - pace.shift) // SECOND
        first = pace.prepare // SECOND - shift - turn
        costs = [
            (Routine([one]).lasts("high") - pace.prepare) // SECOND + shift
            for one in ranked
        ]
        times = [cost * one for cost, one in zip(costs, self.taken, strict=True)]
        self.model.add(
            first + sum(times) + turn * sum(self.postures) <= limit // SECOND
        )

    def any_of(self, which: list[bool]) -> cp_model.IntVar:
        """Whether any of these is taken."""
        found = self.model.new_bool_var("")
        some = [x for x, one in zip(self.taken, which, strict=True) if one]
        self.model.add_max_equality(found, [*some, 0])
        return found

    def best(self) -> list[int] | None:
        """The places of the best choice."""
        aims = (sum(self.goals), -sum(self.postures), sum(self.taken))
        for aim in aims:
            self.model.maximize(aim)
            if self.solver.solve(self.model) == cp_model.INFEASIBLE:
                return None
            self.model.add(aim == round(self.solver.objective_value))
        self.model.clear_objective()
        values = [self.solver.value(one) for one in self.taken]
        for place, one in enumerate(self.taken):
            if not values[place]:  # else what was found takes it already
                values = self.taking(one) or values
            self.model.add(one == values[place])
        return [place for place, value in enumerate(values) if value]

    def taking(self, one: cp_model.IntVar) -> list[int] | None:
        """A choice as good as before that takes this one, too, if there is any."""
        self.model.add_assumption(one)
        status = self.solver.solve(self.model)
        self.model.clear_assumptions()
        assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        found = status == cp_model.OPTIMAL
        return [self.solver.value(x) for x in self.taken] if found else None


def by_cp_sat(catalog: Catalog, limit: timedelta, wish: Wish) -> list[Exercise] | None:
    ranked = wish.ranked(catalog)
    places = Model(ranked, limit, wish).best() if ranked else None
    if places is None:
        return None
    return [item.exercise for item in in_order([ranked[place] for place in places])]


def generated(size: int, seed: int) -> tuple[Catalog, timedelta, Wish]:
    """A catalog in which each position serves some of the goals, a time, a wish."""
    chance = Random(f"{size}/{seed}")
    *goals, other = chance.sample(list(Goal), chance.randint(3, 7))
    places = chance.sample(POSITIONS, chance.randint(2, len(POSITIONS)))
    usual = {place: chance.sample([*goals, other], 3) for place in places}
    held = []
    for number in range(size):
        move = timedelta(seconds=chance.randint(3, 7))
        dose = Dose(
            Span(*chance.choice([(8, 10), (5, 10), (10, 15)])),
            sets=chance.choice([1, 1, 2]),
            rest=chance.choice(["PT0S", "PT30S"]),
        )
        place = chance.choice(places)
        one = bridge(
            id=f"number-{number}",
            position=place,
            laterality=chance.choice(["bilateral", "alternating", "unilateral"]),
            cycle=[Step("Move.", "Move", move=move, hold=SECOND)],
            dose=dose,
            goals=chance.sample(usual[place], chance.choice([1, 1, 2])),
            level=chance.choice(LEVELS),
            variations=[],
        )
        held.append(one)
    wish = Wish(tuple(goals), level=chance.choice(LEVELS[1:]))
    return Catalog(held), timedelta(minutes=chance.randint(2, 20)), wish


@pytest.mark.parametrize(
    ("size", "seed"),
    [(size, seed) for size in (5, 20, 60) for seed in range(12)],
)
def test_it_is_what_a_solver_finds(size, seed):
    task = generated(size, seed)
    assert chosen(*task) == by_cp_sat(*task)
