"""Law 3: of all ways that fit, `fit` takes the best.

What is best is worked out here a second time, by trying every way there is.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from math import prod
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine.compose import fit
from backroutine.errors import CannotFit, InvalidValue
from backroutine.exercise import Dose, Step, Variation
from backroutine.routine import Item, Pace, Routine
from backroutine.terms import Goal, VariationMode
from backroutine.units import Span
from tests.examples import bridge

SECOND = timedelta(seconds=1)
SOME = list(Goal)[:4]
MOST_WAYS = 700


# -- routines that are small enough to try every way ---------------------------------


def seconds(most: int) -> st.SearchStrategy[timedelta]:
    """Few lengths, so that many ways are equally long; some of them odd."""
    odd = st.sampled_from([timedelta(microseconds=1), timedelta(milliseconds=1500)])
    return st.integers(0, most).map(lambda n: n * SECOND) | odd


paces = st.builds(Pace, prepare=seconds(5), shift=seconds(5), change=seconds(9))
goals = st.lists(st.sampled_from(SOME), min_size=1, max_size=2, unique=True)
modes = st.sampled_from(VariationMode)


@st.composite
def cycles(draw: st.DrawFn) -> list[Step]:
    whole, part = draw(st.integers(1, 4)), draw(st.sampled_from([0, 0, 0.25]))
    return [Step("Move.", "Move", move=(whole + part) * SECOND)]


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    low = draw(st.integers(1, 9))
    parts: dict[str, Any] = {
        "id": f"number-{number}",
        "position": draw(st.sampled_from(["supine", "prone", "quadruped", "seated"])),
        "laterality": draw(st.sampled_from(["bilateral", "unilateral", "alternating"])),
        "cycle": draw(cycles()),
        "goals": draw(goals),
        "variations": [
            Variation("other", "Other", cycle=draw(cycles()), goals=draw(goals))
        ],
    }
    dose = Dose(
        Span(low, low + draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4]))),
        sets=draw(st.sampled_from([1, 1, 2, 3])),
        rest=draw(seconds(3)),
        counting=draw(st.sampled_from(["total", "per-side"])),
    )
    try:
        exercise = bridge(**parts, dose=dose)
    except InvalidValue:  # no even number in the range
        exercise = bridge(**parts, dose=attrs.evolve(dose, counting="per-side"))
    if draw(st.booleans()):
        return Item(exercise)
    return Item(exercise, variation="other", mode=draw(modes))


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    size = draw(st.integers(1, 6))
    drawn = [draw(items(number)) for number in range(size)]
    while prod(len(list(ways(item))) for item in drawn) > MOST_WAYS:
        drawn.pop()
    return Routine(
        drawn,
        id="drawn",
        goals=draw(st.lists(st.sampled_from(SOME), unique=True)),
        pace=draw(st.none() | paces),
    )


@st.composite
def times(draw: st.DrawFn, routine: Routine) -> timedelta:
    """Times in which something happens: mostly from too little to just enough."""
    part = draw(st.integers(0, 100)) * routine.lasts("high") / 100
    return part + draw(st.sampled_from([0, 1, -1])) * timedelta.resolution


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Routine, timedelta]:
    routine = draw(routines())
    return routine, max(draw(times(routine)), timedelta(0))


# -- every way there is --------------------------------------------------------------


def ways(item: Item) -> Iterator[tuple[int, Item | None]]:
    """An item left out, and with every upper end that its dose may come down to."""
    yield 0, None
    yield item.dose.reps.high, item
    plays = {item.played("high")}
    for end in range(item.dose.reps.low, item.dose.reps.high):
        dose = attrs.evolve(item.dose, reps=Span(item.dose.reps.low, end))
        try:
            shorter = attrs.evolve(item, dose=dose)
        except InvalidValue:  # one side would get more than the other
            continue
        if shorter.played("high") not in plays:  # else it is the same in deed
            plays.add(shorter.played("high"))
            yield end, shorter


def worth(whole: Routine, part: Routine) -> tuple[int, int, int]:
    """Goals of the routine, exercises, repetitions: the more the better."""
    covered = {goal for item in part for goal in item.exercise.goals}
    for item in part:
        if item.variation:
            covered |= {*item.exercise.variations[0].goals}
    played = sum(i.played("high") * i.dose.sets * len(i.blocks) for i in part)
    return len(covered & {*whole.goals}), len(part), played


def best(routine: Routine, limit: timedelta) -> Routine | None:
    """Try every way; None where nothing fits."""
    found: list[tuple[Any, Routine]] = []
    for chosen in product(*(list(ways(item)) for item in routine)):
        held = [item for _, item in chosen if item]
        part = Routine(held, pace=routine.pace)
        lasts = part.lasts("high")
        if held and lasts <= limit:
            ends = tuple(end for end, _ in chosen)
            found.append(((worth(routine, part), -lasts, ends), part))
    if not found:
        return None
    items = max(found, key=lambda pair: pair[0])[1].items
    return attrs.evolve(routine, items=items)


def fitted(routine: Routine, limit: timedelta) -> Routine | None:
    try:
        return fit(routine, budget=limit)
    except CannotFit:
        return None


# -- the law -------------------------------------------------------------------------


@given(tasks())
def test_it_is_the_best_of_all_ways_and_raises_when_there_is_none(task):
    routine, limit = task
    assert fitted(routine, limit) == best(routine, limit)


@given(tasks())
def test_it_stays_within_the_time_the_ranges_and_the_order(task):
    routine, limit = task
    cut = fitted(routine, limit)
    if cut is None:
        return
    assert cut.lasts("high") <= limit
    left = iter(routine)
    for item in cut:
        of = next(one for one in left if one.exercise == item.exercise)
        assert item.dose.reps.low == of.dose.reps.low
        assert item.dose.reps.high <= of.dose.reps.high
        dose = attrs.evolve(item.dose, reps=of.dose.reps)
        assert attrs.evolve(item, dose=dose) == of
    assert attrs.evolve(cut, items=routine.items) == routine


@given(st.data())
def test_more_time_never_gives_less(data):
    routine = data.draw(routines())
    drawn = [data.draw(times(routine)) for _ in range(4)]
    cuts = [fitted(routine, limit) for limit in sorted(drawn) if limit >= 0 * SECOND]
    worths = [worth(routine, cut or Routine()) for cut in cuts]
    assert worths == sorted(worths)


@given(tasks())
def test_it_says_what_became_of_each_exercise(task):
    routine, limit = task
    cut = fitted(routine, limit)
    if cut is None or cut == routine:
        return
    first, *reasons = cut.because
    assert first.text.startswith(f"{len(cut)} of {len(routine)} exercises fit")
    said = {reason.about: reason.text for reason in reasons}
    assert [*said] == [item.exercise.id for item in routine]
    kept = {item.exercise.id: item for item in cut}
    for item in routine:
        text, now = said[item.exercise.id], kept.get(item.exercise.id)
        if now is None:
            assert text.startswith("left out to stay within ")
        elif now == item:
            assert text == "kept as it is."
        else:
            high = item.dose.reps.high
            assert text == (
                f"at most {now.dose.reps.high} repetitions instead of {high}."
            )


@given(tasks())
def test_it_is_steady(task):
    routine, limit = task
    cut = fitted(routine, limit)
    again = fitted(routine, limit)
    assert again == cut
    if cut is not None and again is not None:
        assert again.because == cut.because
        twice = fit(cut, budget=limit)
        assert twice == cut
        assert twice.because[-1].text.startswith("all of it fits into ")


@given(routines())
def test_the_shortest_exercise_alone_is_the_least_that_fits(routine):
    least = min(Routine([item], pace=routine.pace).lasts("low") for item in routine)
    assert len(fit(routine, budget=least)) >= 1
    with pytest.raises(CannotFit):
        fit(routine, budget=least - timedelta.resolution)
