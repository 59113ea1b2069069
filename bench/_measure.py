"""How two things are compared: in turn, in one run, by the median of the ratios."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from time import perf_counter
from typing import Any, NamedTuple

Work = Callable[[], Any]

TURNS, BLOCK = 61, 0.005  # how many turns, and how long each is at least
PATIENCE = 4.0  # how long a comparison is about at most, unless more is asked for


class Line(NamedTuple):
    """One line of the table; times in seconds, and a ratio up to the bar is met."""

    job: str
    peer: str
    bar: float | None = None
    ours: float | None = None
    theirs: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.ours and self.theirs else None

    @property
    def verdict(self) -> str:
        if self.note or self.bar is None or self.ratio is None:
            return self.note
        return "met" if self.ratio <= self.bar else "missed"


def compare(job: str, peer: str, bar: float | None, ours: Work, theirs: Work) -> Line:
    """Run both in turn, and take the turn that has the median of the ratios."""
    return Line(job, peer, bar, *median(rounds(ours, theirs)))


def rounds(*works: Work, patience: float = PATIENCE) -> list[list[float]]:
    """Return the seconds that each takes, turn after turn, measured A B A B ...

    A busy machine is slow for all that is measured within a turn.
    """
    once = [seconds(work, 1) for work in works]  # the first turn also warms up
    loops = [
        1 if first > BLOCK else max(1, int(BLOCK / seconds(work, 1)))
        for work, first in zip(works, once, strict=True)
    ]
    turns = max(1, min(TURNS, int(patience / sum(once))))
    return [
        [seconds(work, n) for work, n in zip(works, loops, strict=True)]
        for _ in range(turns)
    ]


def median(pairs: Iterable[Sequence[float]]) -> Sequence[float]:
    """Return the pair of times whose ratio is the median one."""
    ranked = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return ranked[len(ranked) // 2]


def seconds(work: Work, loops: int) -> float:
    """Return the seconds that one call takes, as a mean of several in a row."""
    begin = perf_counter()
    for _ in range(loops):
        work()
    return (perf_counter() - begin) / loops


def process(code: str) -> Work:
    """Return work that is a whole Python process."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def has(module: str) -> bool:
    """Tell whether a peer is installed."""
    return find_spec(module) is not None


def absent(job: str, peer: str) -> Line:
    """Say that there is no peer to compare with."""
    return Line(job, peer, note="peer not installed")
