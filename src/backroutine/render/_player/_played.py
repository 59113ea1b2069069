"""A routine as the player plays it."""

from datetime import timedelta
from typing import NamedTuple

from ...routine import Routine
from ...timeline import Timeline
from ...units import Reps


class Played(NamedTuple):
    """A routine in time.

    Attributes:
        routine: The routine.
        reps: Which end of the ranges of repetitions is played, or their middle.
        timeline: Its cues.
    """

    routine: Routine
    reps: Reps
    timeline: Timeline

    @classmethod
    def of(cls, routine: Routine, reps: Reps) -> "Played":
        """Lay out a routine in time."""
        return cls(routine, reps, Timeline.of(routine, reps))

    @property
    def lengths(self) -> list[timedelta]:
        """Return how long each exercise takes, with the way into its position."""
        found = [timedelta(0)] * len(self.routine)
        for cue in self.timeline:
            if cue.item is not None:
                found[cue.item] += cue.length
        return found
