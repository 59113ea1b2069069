"""Find the best way to cut a routine to a time.

The search walks the exercises in order and keeps, for each set of covered goals,
number of exercises, last posture and number of repetitions, only the shortest way
there. So that it need not keep many, repetitions, exercises and rare goals are given
prices, in time (a Lagrangian relaxation): what the rest of the routine is worth at
these prices, at most, tells which beginnings can no longer reach the target. The
target is the best conceivable number of repetitions and comes down until a way is
found; no way that reaches it is ever dropped, so the first one found is the best.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from ..routine import Item, Pace, Routine, item_time
from ..terms import Counting, Goal, Posture
from ..units import MOST_REPS

_TICK = timedelta.resolution


# -- the exercises, in numbers -------------------------------------------------------


class _Option(NamedTuple):
    """One way to do an exercise: up to so many repetitions, for so long."""

    most: int
    played: int
    time: int

    def worth(self, rep: int) -> int:
        """Return what it is worth at a price of a repetition, less its time."""
        return rep * self.played - self.time


_Options = list[tuple[_Option, ...]]


class Search:
    """A routine's exercises with the ways to do each, in whole microseconds."""

    def __init__(self, routine: Routine, limit: timedelta) -> None:
        pace, items = routine.effective_pace, routine.items
        self.limit = limit // _TICK
        self.options: _Options = [tuple(_options(item, pace)) for item in items]
        self.lows: _Options = [(ways[0]._replace(played=0),) for ways in self.options]
        # What it costs to get into a posture, by the posture before.
        self.postures = [_POSTURES.index(i.exercise.position.posture) for i in items]
        self.entries = [
            [
                pace.between(last, posture or Posture.LYING) // _TICK
                for last in _POSTURES
            ]
            for posture in _POSTURES
        ]
        # Roughly what it costs to get to each exercise, to guess prices by.
        around = zip([0, *self.postures], self.postures, strict=False)
        self.near = [self.entries[posture][last] for last, posture in around]
        bits = {goal: 1 << i for i, goal in enumerate(routine.goals)}
        self.goals = [sum(bits.get(goal, 0) for goal in goals_of(i)) for i in items]
        self.rest = list(accumulate(reversed(self.goals), or_, initial=0))[::-1]
        self.widest = max(goals.bit_count() for goals in self.goals)


_POSTURES = (None, *Posture)


def goals_of(item: Item) -> set[Goal]:
    """Return the goals of an exercise as it is done, its variation included."""
    varied = item.exercise.variation(item.variation) if item.variation else None
    return {*item.exercise.goals, *(varied.goals if varied else ())}


def _options(item: Item, pace: Pace) -> Iterator[_Option]:
    """Walk the ends that a range may come down to, fewest repetitions first."""
    reps, number = item.dose.reps, item.dose.sets * len(item.blocks)
    fixed = item_time(item, 0, pace)
    each = item_time(item, 1, pace) - fixed
    ends = {_played(item, most): most for most in range(reps.high, reps.low - 1, -1)}
    ends[_played(item, reps.high)] = reps.high
    for played, most in reversed(ends.items()):
        if played:
            yield _Option(most, played * number, (fixed + played * each) // _TICK)


def _played(item: Item, most: int) -> int:
    """Return the repetitions of a set that may have so many; 0 where it may not."""
    if not item.exercise.has_sides:
        return most
    if item.dose.counting is Counting.PER_SIDE:
        return 2 * most
    even = most - most % 2
    return even if even >= item.dose.reps.low else 0


# -- bounds: what may still become of a beginning --------------------------------------


class _Target(NamedTuple):
    """What a cut must come to: goals, exercises and repetitions."""

    goals: int
    exercises: int
    played: int = 0


class _Bound(NamedTuple):
    """Prices, and the most that the rest of a routine is worth at them.

    A cut is worth its repetitions, exercises and goals at these prices, in
    microseconds, less the time it takes. `prospects` holds the most that any choice
    from an exercise on is worth, by the posture before. So what a target is worth
    tells the least time it takes: whatever the prices are, this is never too much,
    and with good ones it is seldom much too little.
    """

    rep: int
    exercise: int
    goals: dict[int, int]
    prospects: list[list[int]]

    def least_time(self, target: _Target) -> int:
        """Return a time that no cut which reaches the target stays under."""
        worth = self.rep * target.played + self.exercise * target.exercises
        return worth + sum(self.goals.values()) - self.prospects[0][0]


def _bound(search: Search, options: _Options, rep: int, target: _Target) -> _Bound:
    """Price exercises and goals so that as many as wanted are worth their time."""
    values = _values(search, options, rep)
    ranked = sorted(values, reverse=True)
    last, *more = ranked[target.exercises - 1 : target.exercises + 1]
    margin = (last + more[0]) // 2 if more else last - search.limit
    goals: dict[int, int] = {}
    extra = [0] * len(values)
    if target.goals == search.rest[0].bit_count():
        for goal in (1 << i for i in range(search.rest[0].bit_length())):
            carriers = [i for i, one in enumerate(search.goals) if one & goal]
            best = max((values[i] + extra[i] for i in carriers), default=last)
            if best < last:
                goals[goal] = last - best
                for i in carriers:
                    extra[i] += last - best
    prices = [value - margin for value in extra]
    return _Bound(rep, -margin, goals, _prospects(search, options, rep, prices))


def _values(search: Search, options: _Options, rep: int) -> list[int]:
    """Return roughly what each exercise is worth at a price of a repetition."""
    return [
        max(ways[0].worth(rep), ways[-1].worth(rep)) - near
        for ways, near in zip(options, search.near, strict=True)
    ]


def _prospects(
    search: Search, options: _Options, rep: int, prices: list[int]
) -> list[list[int]]:
    """Return the most that the exercises from each one on are worth, last to first."""
    worth = [0] * len(_POSTURES)
    rows = [worth]
    for ways, posture, price in zip(
        reversed(options), reversed(search.postures), reversed(prices), strict=True
    ):
        done = max(ways[0].worth(rep), ways[-1].worth(rep)) + price + worth[posture]
        worth = [
            max(left, done - entry)
            for left, entry in zip(worth, search.entries[posture], strict=True)
        ]
        rows.append(worth)
    return rows[::-1]


def _rep_price(search: Search, count: int) -> int:
    """Return the price at which the best so many exercises just fill the time."""
    ends = [
        (ways[0].played, ways[0].time + near, ways[-1].played, ways[-1].time + near)
        for ways, near in zip(search.options, search.near, strict=True)
    ]

    def best(rep: int) -> tuple[int, int]:
        worths = [
            max((rep * few - short, few), (rep * many - long, many))
            for few, short, many, long in ends
        ]
        ranked = sorted(worths, reverse=True)[:count]
        played = sum([played for _, played in ranked])
        return played, rep * played - sum([worth for worth, _ in ranked])

    (few, short), (many, long) = best(0), best(search.limit)
    if few == many or long <= search.limit:
        return search.limit
    while True:
        price = max((long - short) // (many - few), 1)
        played, lasts = best(price)
        if played in (few, many):
            return price
        if lasts <= search.limit:
            few, short = played, lasts
        else:
            many, long = played, lasts


# -- the search ----------------------------------------------------------------------


# What matters of a beginning: goals covered, exercises, last posture, repetitions.
_State = tuple[int, int, int, int]
# Its time, and the ends chosen, negated, as the digits of one number: of two ways the
# smaller is the better one, being shorter or keeping more of the earlier exercises.
_Way = tuple[int, int]
_DIGIT = MOST_REPS.bit_length()


def best(search: Search) -> tuple[int, ...] | None:
    """Return the upper end chosen for each exercise, 0 where it is left out."""
    most = _most_exercises(search)
    for goals in range(search.rest[0].bit_count(), -1, -1):
        for count in range(most, 0, -1):
            if count * search.widest >= goals:
                found = _most_repetitions(search, _Target(goals, count))
                if found is not None:
                    return found
    return None


def _most_exercises(search: Search) -> int:
    """Return a number of exercises that no cut goes above."""
    times = sorted(-value for value in _values(search, search.lows, 0))
    fit = sum(time <= search.limit for time in accumulate(times))
    price = times[min(fit, len(times) - 1)]
    worth = _prospects(search, search.lows, 0, [price] * len(times))[0][0]
    return min((worth + search.limit) // price, len(times))


def _most_repetitions(search: Search, target: _Target) -> tuple[int, ...] | None:
    """Return the best ends of so many exercises with so many goals, if any fit."""
    short = _bound(search, search.lows, 0, target)
    if short.least_time(target) > search.limit:
        return None
    rep = _rep_price(search, target.exercises)
    dear = _bound(search, search.options, rep, target)
    played, step, sure = (search.limit - dear.least_time(target)) // rep, 1, False
    while True:
        aim = target._replace(played=played)
        if not sure and dear.least_time(aim) <= short.least_time(aim):
            if _reached(search, search.lows, short, short, target) is None:
                return None
            sure = True
        found = _reached(search, search.options, dear, short, aim)
        if found and -found[0] >= played:
            places = reversed(range(0, _DIGIT * len(search.options), _DIGIT))
            return tuple(-found[2] >> place & (1 << _DIGIT) - 1 for place in places)
        played, step = (-found[0], step) if found else (played - step, 2 * step)


def _reached(
    search: Search, options: _Options, dear: _Bound, short: _Bound, target: _Target
) -> tuple[int, int, int] | None:
    """Return the best way found, as repetitions negated, time and ends.

    No way that reaches the target is missed.
    """
    walk = _Walk(search, dear, short, target)
    ways: dict[_State, _Way] = {(0, 0, 0, 0): (0, 0)}
    for index, exercise in enumerate(options):
        ways = walk.step(index, exercise, ways)
    return min(
        (
            (-played, time, ends)
            for (_, number, _, played), (time, ends) in ways.items()
            if number == target.exercises and time <= search.limit
        ),
        default=None,
    )


class _Walk:
    """Walk the exercises, and drop each beginning that is already too late."""

    def __init__(
        self, search: Search, dear: _Bound, short: _Bound, target: _Target
    ) -> None:
        self.search, self.dear, self.short, self.target = search, dear, short, target
        self.owing: dict[int, tuple[int, int, int]] = {}

    def owes(self, covered: int) -> tuple[int, int, int]:
        """Return what missing goals are worth, by either price, and whom they need."""
        one, other = (
            sum(price for goal, price in bound.goals.items() if not goal & covered)
            for bound in (self.dear, self.short)
        )
        missing = max(self.target.goals - covered.bit_count(), 0)
        need = -(-missing // max(self.search.widest, 1))
        self.owing[covered] = owed = one, other, need
        return owed

    def deadlines(self, bound: _Bound, index: int) -> list[int]:
        """Return by when to be through with nothing yet, by posture."""
        price = bound.rep * self.target.played + bound.exercise * self.target.exercises
        return [self.search.limit - price + worth for worth in bound.prospects[index]]

    def step(  # noqa: C901 - the innermost loop; calls would double its time
        self, index: int, exercise: tuple[_Option, ...], ways: dict[_State, _Way]
    ) -> dict[_State, _Way]:
        """Go on from each beginning without the exercise, and with it in each way."""
        search, owing, (goals, count, _) = self.search, self.owing, self.target
        rep, bonus, toll = self.dear.rep, self.dear.exercise, self.short.exercise
        posture, adds, rest = (
            search.postures[index],
            search.goals[index],
            search.rest[index + 1],
        )
        entries = search.entries[posture]
        late, last = (
            self.deadlines(self.dear, index + 1),
            self.deadlines(self.short, index + 1),
        )
        late_here, last_here = late[posture], last[posture]
        grown: dict[_State, _Way] = {}
        known = grown.get
        for state, (time, ends) in ways.items():
            covered, number, before, played = state
            ends <<= _DIGIT  # noqa: PLW2901 - one digit more, for this exercise
            owed, due, need = owing.get(covered) or self.owes(covered)
            if (
                time <= late[before] + rep * played + bonus * number - owed
                and time <= last[before] + toll * number - due
                and not (
                    need
                    and (number + need > count or (covered | rest).bit_count() < goals)
                )
            ):
                way = time, ends
                old = known(state)
                if old is None or way < old:
                    grown[state] = way
            if number == count:
                continue
            number += 1
            if covered | adds != covered:
                covered |= adds
                owed, due, need = owing.get(covered) or self.owes(covered)
            if need and (number + need > count or (covered | rest).bit_count() < goals):
                continue
            begin = time + entries[before]
            end = last_here + toll * number - due
            by = late_here + bonus * number + rep * played - owed
            for most, more, lasts in exercise:
                done = begin + lasts
                if done > end:
                    break
                if done <= by + rep * more:
                    after = covered, number, posture, played + more
                    way = done, ends - most
                    old = known(after)
                    if old is None or way < old:
                        grown[after] = way
        return grown
