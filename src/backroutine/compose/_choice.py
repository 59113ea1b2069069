"""Find the best choice of exercises for a time.

Which positions are used decides what getting from one to the next costs, so sets of
positions are tried, the smallest first. Within one, a table from the last exercise to
the first holds the least time in which so many of the rest cover the goals still
needed; with it, exercises are taken from the first on wherever the rest still works
out. Nothing is guessed, so the choice found is the best by the stated objective.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

_NEVER = 1 << 62


class Candidate(NamedTuple):
    """An exercise in numbers; those that should rather be taken come first.

    Attributes:
        time: How long it takes, the way to it from one in its posture included.
        position: The number of its position.
        posture: The number of its posture.
        goals: The wanted goals that it serves, a bit each.
    """

    time: int
    position: int
    posture: int
    goals: int


class _Room(NamedTuple):
    """The candidates in some positions, and the time that is theirs."""

    places: tuple[int, ...]
    times: tuple[int, ...]
    goals: tuple[int, ...]
    limit: int

    @property
    def most(self) -> int:
        """Return how many of them fit at most, whatever they cover."""
        sums = accumulate(sorted(self.times))
        return sum(1 for one in sums if one <= self.limit)

    def covers(self, goals: int) -> bool:
        """Tell whether all of them together serve the goals."""
        for one in self.goals:
            goals &= ~one
        return not goals


def best(
    candidates: Sequence[Candidate], limit: int, turn: int
) -> tuple[int, ...] | None:
    """Return the places of the best choice, or None where nothing fits.

    It covers the most goals; of those it uses the fewest positions; of those it has
    the most exercises; of those it takes the candidates that come first.

    Args:
        candidates: What there is to choose from.
        limit: The time there is for the times of the chosen and their turns.
        turn: What each further posture costs besides.
    """
    reach = 0
    for one in candidates:
        reach |= one.goals
    positions = sorted({one.position for one in candidates})
    for number in range(reach.bit_count(), -1, -1):
        aims = list(_parts(reach, number))
        for size in range(1, max(number, 1) + 1):
            rooms = [
                _room(candidates, used, limit, turn)
                for used in combinations(positions, size)
            ]
            found = _best_of(rooms, aims)
            if found is not None:
                return found
            if size == 1:  # before many sets are tried: is there any use in it?
                aims = [aim for aim in aims if _may_fit(candidates, aim, limit)]
    return None


def _parts(goals: int, number: int) -> Iterator[int]:
    """Walk the sets of so many of the goals."""
    bits = [1 << place for place in range(goals.bit_length()) if goals >> place & 1]
    return map(sum, combinations(bits, number))


def _room(
    candidates: Sequence[Candidate], used: tuple[int, ...], limit: int, turn: int
) -> _Room:
    places = tuple(i for i, one in enumerate(candidates) if one.position in used)
    inside = [candidates[place] for place in places]
    turns = len({one.posture for one in inside}) - 1
    return _Room(
        places,
        tuple([one.time for one in inside]),
        tuple([one.goals for one in inside]),
        limit - turn * turns,
    )


def _may_fit(candidates: Sequence[Candidate], aim: int, limit: int) -> bool:
    """Tell whether the goals could be covered if all positions were one."""
    least = {aim: 0}
    for one in candidates:
        for need, time in tuple(least.items()):
            rest, later = need & ~one.goals, time + one.time
            if later < least.get(rest, limit + 1):
                least[rest] = later
    return 0 in least


def _best_of(rooms: list[_Room], aims: list[int]) -> tuple[int, ...] | None:
    """Return the best choice within one of the rooms that covers one of the aims."""
    found: tuple[int, ...] | None = None
    for room in sorted(rooms, key=lambda one: -one.most):
        if not room.most or (found and room.most < len(found)):
            break
        for aim in aims:
            if room.covers(aim):
                other = _within(room, aim)
                if other and (found is None or _order(other) < _order(found)):
                    found = other
    return found


def _order(choice: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(choice), choice


def _within(room: _Room, aim: int) -> tuple[int, ...] | None:
    """Return the places of the best choice in a room that covers an aim."""
    rows = _rows(room, aim)
    row = rows[0][aim]
    count = max((n for n, time in enumerate(row) if time <= room.limit), default=0)
    if not count:
        return None
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
    needs = {aim, 0}
    for goals in set(room.goals):
        needs |= {need & ~goals for need in needs}
    return sorted(needs)
