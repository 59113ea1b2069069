"""A routine as the player plays it."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

from ...routine import Routine, item_time
from ...timeline import Timeline
from ...units import Reps


class Played(NamedTuple):
    """A routine in time, and which cue belongs to which exercise.

    Attributes:
        routine: The routine.
        reps: Which end of the ranges of repetitions is played, or their middle.
        timeline: Its cues.
        starts: When each exercise starts; the last is the end of all.
    """

    routine: Routine
    reps: Reps
    timeline: Timeline
    starts: list[timedelta]

    @classmethod
    def of(cls, routine: Routine, reps: Reps) -> "Played":
        """Lay out a routine in time."""
        timeline = Timeline.of(routine, reps)
        starts = accumulate(_lengths(routine, reps), initial=timedelta(0))
        return cls(routine, reps, timeline, [*starts])

    @property
    def numbers(self) -> list[int]:
        """Return the number of each cue's exercise; the end comes after the last."""
        return [bisect_right(self.starts, cue.start) - 1 for cue in self.timeline]

    @property
    def lengths(self) -> list[timedelta]:
        """Return how long each exercise takes."""
        return [end - start for start, end in pairwise(self.starts)]


def _lengths(routine: Routine, reps: Reps) -> Iterator[timedelta]:
    """Walk how long each exercise takes, with the way into its position."""
    pace, before = routine.effective_pace, None
    for item in routine:
        posture = item.exercise.position.posture
        way = pace.between(before, posture)
        yield way + item_time(item, item.played(reps), pace)
        before = posture
