"""A timeline: every second of a routine as data, with no clock inside."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import accumulate, chain
from typing import NamedTuple, final, overload

import attrs

from ._checks import (
    Term,
    all_are,
    closed,
    duration,
    is_a,
    lasting,
    line,
    listed,
    whole,
)
from ._protocols import Shown
from .errors import Fault, OutOfRange, Problem
from .exercise import Exercise, Step, optional_side, poses
from .pose import Pose
from .routine import Block, Item, Pace, Routine, other_side, switch_time
from .terms import Laterality, Side
from .units import Reps, minutes, which

__all__ = ["Cue", "CueKind", "Timeline"]

_NONE = timedelta(0)
_DAY = timedelta(days=1)


class CueKind(Term):
    """What a cue is for."""

    PREPARE = "prepare"
    CHANGE_POSITION = "change-position"
    SET_UP = "set-up"
    MOVE = "move"
    HOLD = "hold"
    SWITCH_SIDE = "switch-side"
    REST = "rest"
    DONE = "done"


@final
@closed
@attrs.frozen(repr=False)
class Cue:
    """State what happens during one stretch of a routine.

    Attributes:
        start: When it begins, from the beginning of the routine.
        length: How long it lasts; only the last cue, `done`, lasts no time.
        kind: What it is for.
        text: At most a few words, for speaking.
        exercise: The id of the exercise; empty at the end.
        rep: Which repetition of the set it is, from 1; None outside of one.
        side: The side that moves; None where both do or neither.
        pose: How the body is placed at its end, where that is drawn.
        via: The poses that the movement leads through on the way there.
        item: The number of its item in the routine, from 0; None at the end.
    """

    start: timedelta = attrs.field(
        converter=duration, validator=lasting(_NONE, 366 * _DAY)
    )
    length: timedelta = attrs.field(converter=duration, validator=lasting(_NONE, _DAY))
    kind: CueKind = attrs.field(converter=CueKind)
    text: str = attrs.field(converter=line)
    exercise: str = attrs.field(default="", converter=line)
    rep: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(whole(1, 10**6))
    )
    side: Side | None = attrs.field(default=None, converter=optional_side)
    pose: Pose | None = attrs.field(default=None, validator=is_a(Pose, type(None)))
    via: tuple[Pose, ...] = attrs.field(
        default=(), converter=poses, validator=all_are(Pose)
    )
    item: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(whole(0, 10**6))
    )

    @property
    def end(self) -> timedelta:
        """Return when it is over, from the beginning of the routine."""
        return self.start + self.length

    def __str__(self) -> str:
        """Write when it begins and what is said."""
        return f"{minutes(self.start)} {self.text}"


def _cues(values: Iterable[Cue]) -> tuple[Cue, ...]:
    return listed(values)


def _without_a_gap(_: object, __: object, cues: tuple[Cue, ...]) -> None:
    end = _NONE
    for index, cue in enumerate(cues):
        if cue.start != end:
            text = f"starts at {cue.start}; the cue before it ends at {end}"
            raise Problem(Fault(f"cues[{index}].start", text))
        end = cue.end
    if not cues or cues[-1].kind is not CueKind.DONE or cues[-1].length:
        raise Problem(Fault("cues", 'do not end with a "done" that lasts no time'))


@final
@closed
@attrs.frozen(repr=False)
class Timeline(Shown, Sequence[Cue]):
    """Hold the cues of a routine, one after the other without a gap.

    Attributes:
        name: The routine's name.
        cues: The cues in order; the first starts at zero, the last is `done`.

    Raises:
        InvalidValue: The cues leave a gap, or do not end with `done`.

    Examples:
        >>> import backroutine as br
        >>> from datetime import timedelta
        >>> line = br.Timeline.of(br.routines["lower-back-five"], reps="low")
        >>> str(line.duration), str(line.at(timedelta(seconds=12)))
        ('0:04:35', '0:12 Hold')
    """

    name: str = attrs.field(converter=line)
    cues: tuple[Cue, ...] = attrs.field(
        converter=_cues, validator=[all_are(Cue), _without_a_gap]
    )
    _starts: list[timedelta] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_starts", [cue.start for cue in self.cues])

    @classmethod
    def of(cls, routine: Routine, reps: Reps = "middle") -> "Timeline":
        """Lay out a routine in time.

        Args:
            routine: The routine.
            reps: Whether to play the fewest repetitions of each range (`"low"`),
                its middle (`"middle"`) or the most (`"high"`).

        Raises:
            InvalidValue: `reps` is none of these, or `routine` no routine.
        """
        if not isinstance(routine, Routine):
            raise Problem(
                Problem.expected("a Routine", routine).faults[0].under("routine")
            )
        which(reps)
        beats = [beat for beat in _beats(routine, reps) if beat.length]
        starts = accumulate((beat.length for beat in beats), initial=_NONE)
        cues = [Cue(start, *beat) for start, beat in zip(starts, beats, strict=False)]
        end = cues[-1].end if cues else _NONE
        done = Cue(end, _NONE, CueKind.DONE, "Done")
        return cls(routine.name or routine.id, (*cues, done))

    @property
    def duration(self) -> timedelta:
        """Return how long the whole takes."""
        return self.cues[-1].start

    def at(self, offset: timedelta) -> Cue:
        """Return the cue at an offset from the beginning; from the end on, `done`.

        Raises:
            OutOfRange: The offset lies before the beginning.
            InvalidValue: The offset is no timedelta.
        """
        try:
            index = bisect_right(self._starts, offset) - 1
        except TypeError:
            raise Problem.expected("a timedelta", offset) from None
        if index < 0:
            raise OutOfRange(f"{offset} lies before the beginning")
        return self.cues[index]

    def __len__(self) -> int:
        """Return the number of cues."""
        return len(self.cues)

    def __iter__(self) -> Iterator[Cue]:
        """Walk the cues in order."""
        return iter(self.cues)

    @overload
    def __getitem__(self, index: int) -> Cue: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cue, ...]: ...
    def __getitem__(self, index: int | slice) -> Cue | tuple[Cue, ...]:
        """Return one cue, or several."""
        return self.cues[index]


# -- from a routine to its beats: cues that do not know yet when they start ----------


class _Beat(NamedTuple):
    length: timedelta
    kind: CueKind
    text: str
    exercise: str
    rep: int | None = None
    side: Side | None = None
    pose: Pose | None = None
    via: tuple[Pose, ...] = ()
    item: int | None = None


def _beats(routine: Routine, reps: Reps) -> Iterator[_Beat]:
    before, pace = None, routine.effective_pace
    for number, item in enumerate(routine):
        entry = _entry(item, before, pace)
        for beat in chain(entry, _blocks(item, item.played(reps), pace)):
            yield beat._replace(item=number)
        before = item.exercise


def _entry(item: Item, before: Exercise | None, pace: Pace) -> Iterator[_Beat]:
    """Share the time it costs to get there among the things to say on the way."""
    posture = item.exercise.position.posture
    last = before.position.posture if before else None
    kind = CueKind.CHANGE_POSITION
    if before is None:
        kind = CueKind.PREPARE
    elif last is posture:
        kind = CueKind.SET_UP
    setup = item.setup_after(before)
    cost = pace.between(last, posture)
    yield from _announced(item, item.exercise.name, kind, setup, cost)


def _announced(
    item: Item, name: str, kind: CueKind, setup: tuple[Step, ...], cost: timedelta
) -> Iterator[_Beat]:
    said: list[tuple[CueKind, str, Pose | None]] = [(kind, name, None)]
    said += [(CueKind.SET_UP, step.cue, step.pose) for step in setup]
    words = list(accumulate(len(text.split()) for _, text, _ in said))
    marks = [cost * count // words[-1] for count in words]
    for (what, text, pose), start, end in zip(
        said, [_NONE, *marks], marks, strict=False
    ):
        yield _Beat(end - start, what, text, item.exercise.id, pose=pose)


def _blocks(item: Item, played: int, pace: Pace) -> Iterator[_Beat]:
    for index, block in enumerate(item.blocks):
        if index:
            varied = item.exercise.variation(item.variation or "")
            name = varied.name if varied else ""
            yield from _switch(item, block, pace, back=True)
            yield from _announced(item, name, CueKind.SET_UP, block.setup, pace.shift)
        for number in range(item.dose.sets):
            if number:
                yield _Beat(item.dose.rest, CueKind.REST, "Rest", item.exercise.id)
                yield from _switch(item, block, pace, back=True)
            yield from _set(item, block, played, pace)


def _switch(
    item: Item, block: Block, pace: Pace, *, back: bool = False
) -> Iterator[_Beat]:
    """Change sides, and say what has to be set up anew; nothing where none changes."""
    cost = switch_time(item, block, pace)
    turned = other_side(block.whole)
    if back:
        turned = tuple(step.mirrored() for step in turned)
    if cost:
        kind = CueKind.SWITCH_SIDE
        yield from _announced(item, "Switch sides", kind, turned, cost)


def _set(item: Item, block: Block, played: int, pace: Pace) -> Iterator[_Beat]:
    """Play one set: sides in turn where they alternate, else one after the other."""
    cycle, mirror = block.cycle, tuple(step.mirrored() for step in block.cycle)
    one_by_one = item.exercise.laterality is Laterality.UNILATERAL
    for rep in range(1, played + 1):
        if one_by_one and rep == played // 2 + 1:
            yield from _switch(item, block, pace)
        other = 2 * rep > played if one_by_one else rep % 2 == 0
        steps = mirror if item.exercise.has_sides and other else cycle
        for step in steps:
            what = (item.exercise.id, rep, step.side, step.pose)
            yield _Beat(step.move, CueKind.MOVE, step.cue, *what, step.via)
            yield _Beat(step.hold, CueKind.HOLD, "Hold", *what)
