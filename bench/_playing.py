"""Timelines, against the least that Python can do with as many tuples."""

from collections.abc import Iterator
from datetime import timedelta

import attrs

import backroutine as br

from ._measure import Line, compare, rounds

FIVE = br.routines["lower-back-five"]
LINE = br.Timeline.of(FIVE)
READY = [attrs.astuple(cue, recurse=False) for cue in LINE]
PEER = f"copying {len(READY)} ready tuples"
SOMEWHERE = timedelta(seconds=95)


def copied() -> list[tuple[object, ...]]:
    return [(*cue,) for cue in READY]


def laid_out() -> list[br.Cue]:
    return list(br.Timeline.of(FIVE))


def lines() -> Iterator[Line]:
    yield compare("walk a timeline", PEER, 3, lambda: list(LINE), copied)
    yield compare("lay out and walk a timeline", PEER, 3, laid_out, copied)
    at = min(rounds(lambda: LINE.at(SOMEWHERE)))
    yield Line("the cue at a second", "0.5 us", 1, *at, 0.5e-6)
