"""An exercise: its steps, its dose, its variations and what they rest on."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, final

import attrs

from ._checks import (
    all_are,
    closed,
    distinct,
    duration,
    filled,
    is_a,
    lasting,
    line,
    lines,
    listed,
    slug,
    speakable,
    whole,
)
from ._demands import of_movement, of_position
from ._protocols import Shown
from .errors import Fault, Problem
from .pose import Pose, mirror
from .source import Basis, bases, sources_of, why
from .terms import (
    BasisKind,
    Context,
    Contraction,
    Counting,
    Demand,
    Direction,
    Equipment,
    Goal,
    Laterality,
    Level,
    Muscle,
    Position,
    RangeOfMotion,
    Side,
    demands,
    directions,
    equipment,
    goals,
    muscles,
)
from .units import Reps, Span, span, which

__all__ = ["Caution", "Dose", "Exercise", "Step", "Variation"]

_NONE = timedelta(0)
_LONGEST = timedelta(minutes=10)
_SIDES = r"(?i)\b(left|right)\b"
_OTHER = {"left": "right", "right": "left"}


def optional_side(value: Side | str | None) -> Side | None:
    """Take a side, or None where both move or neither."""
    return None if value is None else Side(value)


def _mirrored(words: str) -> str:
    def swap(found: re.Match[str]) -> str:
        word = _OTHER[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return re.sub(_SIDES, swap, words)


def poses(values: Iterable[Pose]) -> tuple[Pose, ...]:
    """Take several poses."""
    return listed(values)


def _on_the_way(step: "Step", _: object, via: tuple[Pose, ...]) -> None:
    if via and step.pose is None:
        raise Problem(Fault("via", "leads to no pose; give the step one"))
    strange = [one.view for one in via if step.pose and one.view is not step.pose.view]
    if strange and step.pose:
        text = f"is seen from the {strange[0]}, and the pose from the {step.pose.view}"
        raise Problem(Fault("via", text))


@final
@closed
@attrs.frozen(repr=False)
class Step(Shown):
    """Describe one movement into a position, and the hold there.

    Attributes:
        text: One sentence in the imperative, for reading.
        cue: At most six words, for speaking.
        move: How long the movement takes, at most ten minutes.
        hold: How long the position is held, at most ten minutes.
        side: The side that moves, where it is only one.
        pose: How the body is placed at its end, for pictures.
        via: Poses that the movement leads through, where the straight way to its pose
            is not how it is done; all seen from where the pose is.
    """

    text: str = attrs.field(converter=line, validator=filled)
    cue: str = attrs.field(converter=line, validator=speakable)
    move: timedelta = attrs.field(
        default=_NONE, converter=duration, validator=lasting(_NONE, _LONGEST)
    )
    hold: timedelta = attrs.field(
        default=_NONE, converter=duration, validator=lasting(_NONE, _LONGEST)
    )
    side: Side | None = attrs.field(default=None, converter=optional_side)
    pose: Pose | None = attrs.field(default=None, validator=is_a(Pose, type(None)))
    via: tuple[Pose, ...] = attrs.field(
        default=(), converter=poses, validator=[all_are(Pose), _on_the_way]
    )

    @property
    def duration(self) -> timedelta:
        """Return the time of the movement and the hold together."""
        return self.move + self.hold

    @property
    def names_a_side(self) -> bool:
        """Tell whether its cue says left or right, and so changes with the side."""
        return re.search(_SIDES, self.cue) is not None

    def mirrored(self) -> "Step":
        """Return the same step for the other side, in words and in deed."""
        return attrs.evolve(
            self,
            text=_mirrored(self.text),
            cue=_mirrored(self.cue),
            side=self.side.other if self.side else None,
            pose=mirror(self.pose) if self.pose else None,
            via=tuple(map(mirror, self.via)),
        )


def _steps(values: Iterable[Step]) -> tuple[Step, ...]:
    return listed(values)


def cycle_time(cycle: Iterable[Step]) -> timedelta:
    """Return how long one repetition takes."""
    return sum((step.duration for step in cycle), _NONE)


def _takes_time(_: object, field: "attrs.Attribute[Any]", cycle: Any) -> None:
    if not cycle_time(cycle):
        raise Problem(Fault(field.name, "takes no time; give a move or a hold"))


@final
@closed
@attrs.frozen(repr=False)
class Dose:
    """State how often an exercise is repeated in one session.

    Attributes:
        reps: The range of repetitions in a set; a number stands for both ends.
        sets: How many sets, 1 to 20.
        rest: The pause between two sets, at most ten minutes.
        counting: Whether `reps` counts both sides together or each side.
    """

    reps: Span = attrs.field(converter=span, validator=is_a(Span))
    sets: int = attrs.field(default=1, validator=whole(1, 20))
    rest: timedelta = attrs.field(
        default=_NONE, converter=duration, validator=lasting(_NONE, _LONGEST)
    )
    counting: Counting = attrs.field(default=Counting.TOTAL, converter=Counting)

    def played(self, reps: Reps, *, both_sides: bool) -> int:
        """Return how many repetitions a set holds, both sides together.

        With two sides the number is even, so that both get the same: the low end
        is rounded up, the middle and the high end down.

        Args:
            reps: Which end of the range is meant, or its middle.
            both_sides: Whether the exercise has two sides.

        Raises:
            InvalidValue: `reps` is neither an end nor the middle.
        """
        number: int = getattr(self.reps, which(reps))
        if not both_sides:
            return number
        if self.counting is Counting.PER_SIDE:
            return 2 * number
        least = self.reps.low + self.reps.low % 2
        return least if reps == "low" else max(number - number % 2, least)


@final
@closed
@attrs.frozen(repr=False)
class Variation:
    """Describe another way to do an exercise, in the same position.

    Attributes:
        id: Its id within the exercise, such as `toes-up`.
        name: Its name.
        cycle: One repetition of it.
        setup: What is set up for it, after the exercise's own set-up.
        goals: What it adds.
        muscles: What it works in particular.
        cues: Short reminders, at most six words each.
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(converter=line, validator=filled)
    cycle: tuple[Step, ...] = attrs.field(
        converter=_steps, validator=[all_are(Step), filled, _takes_time]
    )
    setup: tuple[Step, ...] = attrs.field(
        default=(), converter=_steps, validator=all_are(Step)
    )
    goals: tuple[Goal, ...] = attrs.field(
        default=(), converter=goals, validator=distinct
    )
    muscles: tuple[Muscle, ...] = attrs.field(
        default=(), converter=muscles, validator=distinct
    )
    cues: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=speakable
    )


def _variations(values: Iterable[Variation]) -> tuple[Variation, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class Caution:
    """Say when to take care, and how.

    Attributes:
        context: For whom or when it holds.
        text: What to do, in one plain sentence.
    """

    context: Context = attrs.field(converter=Context)
    text: str = attrs.field(converter=line, validator=filled)


def cautions(values: Iterable[Caution]) -> tuple[Caution, ...]:
    """Take several cautions."""
    return listed(values)


def _not_itself(exercise: "Exercise", _: object, harder: tuple[str, ...]) -> None:
    if exercise.id in exercise.easier + harder:
        field = "harder" if exercise.id in harder else "easier"
        raise Problem(Fault(field, f"{exercise.id!r} is {field} than itself"))


def fair(exercise: "Exercise", dose: Dose) -> None:
    """Refuse a dose that would give one side more than the other."""
    shared = exercise.has_sides and dose.counting is Counting.TOTAL
    if shared and dose.played("low", both_sides=True) > dose.reps.high:
        text = f"no even number lies in {dose.reps}, so one side would get more"
        raise Problem(Fault("dose.reps", f"{text}; widen it or count per side"))


def _fair_dose(exercise: "Exercise", _: object, dose: Dose) -> None:
    fair(exercise, dose)


@final
@closed
@attrs.frozen(repr=False)
class Exercise(Shown):
    """Describe one exercise whole: how to do it, how often, and on what grounds.

    Only one side of an exercise with two sides is written down; the other is its
    mirror.

    Attributes:
        id: Its id, such as `bird-dog`.
        name: Its name.
        position: The position it starts from.
        laterality: How the repetitions are shared between the sides.
        directions: Where the lower back moves.
        range: How far the lower back moves.
        setup: The steps into the starting position, done once.
        cycle: One repetition.
        dose: How often, unless a routine says otherwise.
        goals: What it aims at.
        muscles: What it works.
        trunk: How the trunk's muscles work.
        level: How demanding it is.
        equipment: What it needs besides a floor.
        cues: Short reminders, at most six words each.
        variations: Other ways to do it.
        cautions: When to take care.
        easier: Ids of exercises that ask for less.
        harder: Ids of exercises that ask for more.
        aliases: Other names.
        further_demands: What it asks of a body beyond what its position and the
            movement of the lower back show, such as balance.
        basis: What each fact rests on.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> br.exercises["bridge"].position
        <Position.HOOK_LYING: 'hook-lying'>
        >>> print(*sorted(br.exercises["bridge"].demands))
        extension floor lying-flat
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(converter=line, validator=filled)
    position: Position = attrs.field(converter=Position)
    laterality: Laterality = attrs.field(converter=Laterality)
    directions: tuple[Direction, ...] = attrs.field(
        converter=directions, validator=[distinct, filled]
    )
    range: RangeOfMotion = attrs.field(converter=RangeOfMotion)
    setup: tuple[Step, ...] = attrs.field(
        converter=_steps, validator=[all_are(Step), filled]
    )
    cycle: tuple[Step, ...] = attrs.field(
        converter=_steps, validator=[all_are(Step), filled, _takes_time]
    )
    dose: Dose = attrs.field(validator=[is_a(Dose), _fair_dose])
    goals: tuple[Goal, ...] = attrs.field(converter=goals, validator=[distinct, filled])
    muscles: tuple[Muscle, ...] = attrs.field(
        default=(), converter=muscles, validator=distinct
    )
    trunk: Contraction = attrs.field(default=Contraction.NONE, converter=Contraction)
    level: Level = attrs.field(default=Level.ENTRY, converter=Level)
    equipment: tuple[Equipment, ...] = attrs.field(
        default=(), converter=equipment, validator=distinct
    )
    cues: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=[speakable, distinct]
    )
    variations: tuple[Variation, ...] = attrs.field(
        default=(), converter=_variations, validator=[all_are(Variation), distinct]
    )
    cautions: tuple[Caution, ...] = attrs.field(
        default=(), converter=cautions, validator=all_are(Caution)
    )
    easier: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    harder: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=[distinct, _not_itself]
    )
    aliases: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    further_demands: tuple[Demand, ...] = attrs.field(
        default=(), converter=demands, validator=distinct
    )
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )

    @property
    def demands(self) -> frozenset[Demand]:
        """Return all that it asks of a body: the place, the weight, the movement."""
        moves = (of_movement(one, self.range) for one in self.directions)
        where = of_position(self.position)
        return frozenset(self.further_demands).union(where, *moves)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that its movement and its dose rest on.

        Who is only named for a caution does not prescribe it, and what an editor
        decided is nobody else's.
        """
        found = self.why("cycle") + self.why("dose")
        return sources_of(one for one in found if one.kind is not BasisKind.EDITORIAL)

    @property
    def has_sides(self) -> bool:
        """Tell whether the two sides take turns or follow one another."""
        return self.laterality is not Laterality.BILATERAL

    def variation(self, id: str) -> Variation | None:
        """Return the variation of this id, or None."""
        return next((one for one in self.variations if one.id == id), None)

    def why(self, path: str) -> tuple[Basis, ...]:
        """Return what a fact rests on, by its path, such as `dose.reps`."""
        return why(self.basis, path)
