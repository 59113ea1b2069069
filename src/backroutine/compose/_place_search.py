"""The best places for sessions, exactly, by walking the days once.

A state holds all that still matters of what was taken so far: the day of the last
session, how many are on this day and in this week, and the starts that later ones may
still be too near to. Of all ways into a state only the best is kept, since whatever
may follow is the same for all of them; and a state is given up where another one,
free to do the same from then on, is ahead of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple, TypeAlias


class Option(NamedTuple):
    """A time at which there might be a session.

    Attributes:
        day: The number of the day it counts to.
        start: When it starts, as a number.
        place: The place of its moment in the order of preference, from 0.
        week: The number of its week.
    """

    day: int
    start: int
    place: int
    week: int


class Rules(NamedTuple):
    """What the sessions keep to.

    Attributes:
        first: The number of the first day.
        last: The number of the last day.
        per_day: The most sessions on a day.
        per_week: The most sessions in each week.
        reach: The least from the start of one session to the start of the next.
    """

    first: int
    last: int
    per_day: int
    per_week: Mapping[int, int]
    reach: int


# Fewer is better throughout: sessions and days are counted below zero.
_Cost: TypeAlias = tuple[int, int, int, int]
_Live: TypeAlias = tuple[int, ...]


class _State(NamedTuple):
    """What still matters of what was taken."""

    last: int
    on_day: int
    in_week: int
    live: _Live


class _Way(NamedTuple):
    """What was taken: what it costs, and the numbers of the options, latest first."""

    cost: _Cost
    taken: "_Taken | None"


class _Taken(NamedTuple):
    option: int
    before: "_Taken | None"


_States: TypeAlias = dict[_State, _Way]


def best(options: Sequence[Option], rules: Rules) -> list[int]:
    """Return the numbers of the options that together are best, in order.

    Args:
        options: The options, sorted; no two have the same day and start.
        rules: What the sessions keep to.
    """
    states: _States = {_State(rules.first - 1, 0, 0, ()): _Way((0, 0, 0, 0), None)}
    soonest = _soonest(options)
    before: Option | None = None
    for number, option in enumerate(options):
        if before is None or option.day != before.day:
            new_week = before is None or option.week != before.week
            near = soonest[number] - rules.reach
            states = _next_day(states, near, new_week=new_week)
            _give_up(states, _room(options, number, rules), rules.per_week[option.week])
        near = soonest[number + 1] - rules.reach
        states = _with_option(states, number, option, near, rules)
        before = option
    return _unfolded(_finished(states, rules).taken)


def _soonest(options: Sequence[Option]) -> list[float]:
    """Return for each number the earliest start from there on."""
    found = [inf]
    for option in reversed(options):
        found.append(min(found[-1], option.start))
    return found[::-1]


# -- from one option to the next -----------------------------------------------------


def _with_option(
    states: _States, number: int, option: Option, near: float, rules: Rules
) -> _States:
    """Return the states after an option, left or taken."""
    found = dict(states)
    most = rules.per_week[option.week]
    for state, way in states.items():
        if state.in_week == most or state.on_day == rules.per_day:
            continue
        if any(abs(option.start - start) < rules.reach for start in state.live):
            continue
        live = tuple(one for one in (*state.live, option.start) if one > near)
        then = _State(option.day, state.on_day + 1, state.in_week + 1, live)
        _keep(found, then, _taking(way, state, number, option))
    return found


def _taking(way: _Way, state: _State, number: int, option: Option) -> _Way:
    sessions, days, places, squares = way.cost
    gap = option.day - state.last
    cost = (
        sessions - 1,
        days - (state.on_day == 0),
        places + option.place,
        squares + gap * gap,
    )
    return _Way(cost, _Taken(number, way.taken))


def _keep(states: _States, state: _State, way: _Way) -> None:
    known = states.get(state)
    if known is None or _is_better(way, known):
        states[state] = way


def _is_better(one: _Way, other: _Way) -> bool:
    if one.cost != other.cost:
        return one.cost < other.cost
    return _is_earlier(one.taken, other.taken)


def _is_earlier(one: _Taken | None, other: _Taken | None) -> bool:
    """Compare as many options taken, from the first; they begin alike."""
    earlier = False
    while one is not other and one is not None and other is not None:
        if one.option != other.option:
            earlier = one.option < other.option
        one, other = one.before, other.before
    return earlier


def _next_day(states: _States, near: float, *, new_week: bool) -> _States:
    """Return the states of a new day: what is over and far away is forgotten."""
    found: _States = {}
    for state, way in states.items():
        in_week = 0 if new_week else state.in_week
        live = tuple(start for start in state.live if start > near)
        _keep(found, _State(state.last, 0, in_week, live), way)
    return found


# -- what is given up ----------------------------------------------------------------


def _room(options: Sequence[Option], number: int, rules: Rules) -> int:
    """Return how many sessions the rest of a week could take at most."""
    counts: dict[int, int] = {}
    for option in _of_week(options, number):
        counts[option.day] = counts.get(option.day, 0) + 1
    return sum(min(count, rules.per_day) for count in counts.values())


def _of_week(options: Sequence[Option], number: int) -> Iterator[Option]:
    week = options[number].week
    while number < len(options) and options[number].week == week:
        yield options[number]
        number += 1


def _give_up(states: _States, room: int, per_week: int) -> None:
    """Drop states for which another one, free to do the same, is ahead for sure.

    What is too near to one that was taken costs that other state two sessions at
    most; a week that is fuller than this one's may cost it more.
    """
    bars: list[tuple[float, ...]] = [(inf,)] * (per_week + 1)
    for state, way in states.items():
        loose = state.in_week + room <= per_week
        held = 0 if loose else state.in_week
        bar = (way.cost[0] + 2 * len(state.live), inf) if state.live else way.cost[:3]
        bars[held] = min(bars[held], bar)
    for fuller in range(1, per_week + 1):
        bars[fuller] = min(bars[fuller], bars[fuller - 1])
    behind = [
        state for state, way in states.items() if way.cost[:3] > bars[state.in_week]
    ]
    for state in behind:
        del states[state]


# -- at the end ----------------------------------------------------------------------


def _finished(states: _States, rules: Rules) -> _Way:
    """Return the best way, now that the gap to the end is known, too."""
    ends: _States = {}
    for state, way in states.items():
        gap = rules.last + 1 - state.last
        *cost, squares = way.cost
        whole = _Way((cost[0], cost[1], cost[2], squares + gap * gap), way.taken)
        _keep(ends, _State(0, 0, 0, ()), whole)
    (found,) = ends.values()
    return found


def _unfolded(taken: _Taken | None) -> list[int]:
    found = []
    while taken is not None:
        found.append(taken.option)
        taken = taken.before
    return found[::-1]
