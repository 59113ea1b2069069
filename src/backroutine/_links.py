"""The links between easier and harder exercises."""

from collections import deque
from collections.abc import Iterator, Mapping

from .exercise import Exercise


def is_harder(one: Exercise, other: Exercise) -> bool:
    """Tell whether one of the two names the first as the harder one."""
    return one.id in other.harder or other.id in one.easier


def circles(exercises: Mapping[str, Exercise]) -> Iterator[tuple[str, ...]]:
    """Walk the ways that lead from an exercise to harder ones and back to itself."""
    harder: dict[str, set[str]] = {id: set() for id in exercises}
    for exercise in exercises.values():
        harder[exercise.id] |= {id for id in exercise.harder if id in exercises}
        for easier in exercise.easier:
            if easier in exercises:
                harder[easier].add(exercise.id)
    _strip(harder)
    done: set[str] = set()
    for id in sorted(harder):
        way = _way_back(id, harder, done)
        done.add(id)
        if way:
            yield way


def _strip(harder: dict[str, set[str]]) -> None:
    """Drop, again and again, what leads nowhere; what is left goes in circles."""
    easier: dict[str, set[str]] = {id: set() for id in harder}
    for id, more in harder.items():
        for one in more:
            easier[one].add(id)
    ends = [id for id, more in harder.items() if not more]
    while ends:
        end = ends.pop()
        del harder[end]
        for id in easier[end]:
            harder[id].discard(end)
            if not harder[id]:
                ends.append(id)


def _way_back(
    start: str, harder: Mapping[str, set[str]], done: set[str]
) -> tuple[str, ...]:
    """Return the shortest way from an exercise to itself, past none that is done."""
    ways: deque[tuple[str, ...]] = deque([(start,)])
    seen: set[str] = set()
    while ways:
        way = ways.popleft()
        for id in sorted(harder[way[-1]] - seen - done):
            if id == start:
                return (*way, start)
            seen.add(id)
            ways.append((*way, id))
    return ()
