"""Find the best choice of exercises for a time.

Which postures are used decides what getting from one to the next costs, so sets of
postures are tried, the smallest first: first only for the goals that can be covered
within each at all. Within those that cover the most, a table from the last exercise
to the first holds the least time in which so many of the rest cover the goals still
needed; with it, exercises are taken from the first on wherever the rest still works
out. Nothing is guessed, so the choice found is the best by the stated objective.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

_NEVER = 1 << 62


class Candidate(NamedTuple):
    """An exercise in numbers; those that should rather be taken come first.

    Attributes:
        time: How long it takes, the way to it from one in its posture included.
        posture: The number of its posture.
        goals: The wanted goals that it serves, a bit each.
    """

    time: int
    posture: int
    goals: int


def best(
    candidates: Sequence[Candidate], limit: int, turn: int
) -> tuple[int, ...] | None:
    """Return the places of the best choice, or None where nothing fits.

    It covers the most goals; of those it uses the fewest postures; of those it has
    the most exercises; of those it takes the candidates that come first.

    Args:
        candidates: What there is to choose from.
        limit: The time there is for the times of the chosen and their turns.
        turn: What each further posture costs besides.
    """
    found: tuple[int, ...] | None = None
    for room, aims in _promising(candidates, limit, turn):
        if found and room.most < len(found):
            break
        for aim in aims:
            other = _within(room, aim)
            if found is None or _order(other) < _order(found):
                found = other
    return found


def _order(choice: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(choice), choice


# -- which postures ---------------------------------------------------------------


# The least time for each set of goals covered.
_Covers = dict[int, int]


class _Set(NamedTuple):
    """Some postures in order, and what can be covered in them."""

    used: tuple[int, ...]
    covers: _Covers


_NOWHERE = _Set((), {0: 0})


def _promising(
    candidates: Sequence[Candidate], limit: int, turn: int
) -> "list[tuple[_Room, list[int]]]":
    """Return the sets of fewest postures that cover the most, and the goals each."""
    most = max(map(int.bit_count, _covers(candidates, limit, {0: 0})), default=0)
    inside: dict[int, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda one: one.posture):
        inside.setdefault(one.posture, []).append(one)
    sets, good, reached = [_NOWHERE], [], -1
    while sets and reached < most:
        sets = [more for one in sets for more in _wider(one, inside, limit, turn)]
        here = max(map(_widest, sets), default=-1)
        if here > reached:
            reached, good = here, [one for one in sets if _widest(one) == here]
    rooms = [
        (_room(candidates, one, limit, turn), _aims(one.covers, reached))
        for one in good
    ]
    return sorted(rooms, key=lambda room: -room[0].most)


def _wider(
    one: _Set, inside: dict[int, list[Candidate]], limit: int, turn: int
) -> Iterable[_Set]:
    """Walk the sets with one posture more, a later one, where anything fits."""
    turned = turn if one.used else 0
    before = {goals: time + turned for goals, time in one.covers.items()}
    for posture, candidates in inside.items():
        if not one.used or posture > one.used[-1]:
            covers = _covers(candidates, limit, before)
            if covers:
                yield _Set((*one.used, posture), covers)


def _covers(candidates: Iterable[Candidate], limit: int, before: _Covers) -> _Covers:
    """Return what at least one of some candidates covers, with what was before."""
    covers: _Covers = {}
    for one in candidates:
        for goals, time in (*covers.items(), *before.items()):
            both, later = goals | one.goals, time + one.time
            if later <= limit and later < covers.get(both, _NEVER):
                covers[both] = later
    return covers


def _widest(one: _Set) -> int:
    return max(map(int.bit_count, one.covers))


def _aims(covers: _Covers, number: int) -> list[int]:
    return [goals for goals in covers if goals.bit_count() == number]


# -- which exercises in them -------------------------------------------------------


class _Room(NamedTuple):
    """The candidates in some postures, and the time that is theirs."""

    places: tuple[int, ...]
    times: tuple[int, ...]
    goals: tuple[int, ...]
    limit: int
    most: int


def _room(
    candidates: Sequence[Candidate], postures: _Set, limit: int, turn: int
) -> _Room:
    places = [i for i, one in enumerate(candidates) if one.posture in postures.used]
    times = [candidates[place].time for place in places]
    left = limit - turn * (len(postures.used) - 1)
    most = sum(1 for one in accumulate(sorted(times)) if one <= left)
    goals = [candidates[place].goals for place in places]
    return _Room(tuple(places), tuple(times), tuple(goals), left, most)


def _within(room: _Room, aim: int) -> tuple[int, ...]:
    """Return the places of the best choice in a room, which can cover the aim."""
    rows = _rows(room, aim)
    count = max(n for n, time in enumerate(rows[0][aim]) if time <= room.limit)
    chosen, need, left = [], aim, room.limit
    for index, place in enumerate(room.places):
        time, rest = room.times[index], need & ~room.goals[index]
        if count and rows[index + 1][rest][count - 1] <= left - time:
            chosen.append(place)
            count, need, left = count - 1, rest, left - time
    return tuple(chosen)


_Row = dict[int, list[int]]


def _rows(room: _Room, aim: int) -> list[_Row]:
    """Return, for each place, the least time of so many from there on, by need."""
    most = room.most
    needs = _needs(room, aim)
    row: _Row = {need: [_NEVER] * (most + 1) for need in needs}
    row[0] = [0] + [_NEVER] * most
    rows = [row]
    for time, goals in zip(reversed(room.times), reversed(room.goals), strict=True):
        after, row = row, {}
        for need in needs:
            taken, left = after[need & ~goals], after[need]
            row[need] = (
                [left[0]]
                + [
                    without if without <= with_it + time else with_it + time  # noqa: FURB136 - the innermost loop; a call would double its time
                    for without, with_it in zip(left[1:], taken, strict=False)
                ]
            )
        rows.append(row)
    return rows[::-1]


def _needs(room: _Room, aim: int) -> list[int]:
    """Return what may still be needed of an aim, once some have been taken."""
    needs = {aim}
    for goals in set(room.goals):
        needs |= {need & ~goals for need in needs}
    return sorted(needs)
