"""A routine in real time: a line that is redrawn, or a line per cue."""

import sys
from argparse import Namespace
from datetime import timedelta

from ..exercise import Exercise
from ..routine import Routine
from ..timeline import Cue, Timeline
from ..units import minutes
from ._machine import World
from ._output import INTERRUPTED, OK, say, width

_SECONDS_PER_FRAME = 0.2
_BAR_WIDTH = 20


def play(found: Exercise | Routine, args: Namespace, world: World) -> int:
    """Play a routine, or an exercise alone; return the exit code."""
    player = _Player(timeline(found, args), args.speed, world)
    try:
        player.play()
    except KeyboardInterrupt:
        say("", f"Stopped at {minutes(player.position)}.")
        return INTERRUPTED
    return OK


def timeline(found: Exercise | Routine, args: Namespace) -> Timeline:
    """Return a routine, or an exercise alone, as a timeline."""
    if isinstance(found, Exercise):
        found = Routine((found,), name=found.name)
    return Timeline.of(found, reps=args.reps)


class _Player:
    """Walk a timeline in real time."""

    def __init__(self, timeline: Timeline, speed: float, world: World) -> None:
        self.timeline, self.speed, self.world = timeline, speed, world
        self.redraws = sys.stdout.isatty()
        self.begin = world.ticks()

    @property
    def position(self) -> timedelta:
        """Return how much of the routine is done."""
        elapsed = (self.world.ticks() - self.begin) * self.speed
        return min(timedelta(seconds=elapsed), self.timeline.duration)

    def play(self) -> None:
        """Show each cue in its time."""
        for cue in self.timeline:
            self._draw(cue)
            while (left := cue.end - self.position) > timedelta(0):
                wait = left.total_seconds() / self.speed
                self.world.sleep(
                    min(wait, _SECONDS_PER_FRAME) if self.redraws else wait
                )
                if self.redraws:
                    self._draw(cue)
        say("" if self.redraws else f"That was {self.timeline.name}.")

    def _draw(self, cue: Cue) -> None:
        line = self._frame(cue) if self.redraws else _line(cue)
        print(line, end="" if self.redraws else "\n", flush=True)

    def _frame(self, cue: Cue) -> str:
        total = self.timeline.duration
        done = int(_BAR_WIDTH * (self.position / total)) if total else _BAR_WIDTH
        bar = "#" * done + "." * (_BAR_WIDTH - done)
        times = f"{minutes(self.position)} / {minutes(total)}"
        rep = f"  ({cue.exercise} {cue.rep})" if cue.rep else ""
        room = width() - 1
        return "\r" + f"{times}  [{bar}]  {cue.text}{rep}"[:room].ljust(room)


def _line(cue: Cue) -> str:
    return f"{minutes(cue.start):>5}  {cue.text}"
