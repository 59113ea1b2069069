"""A routine: exercises in order, each with its dose, and how long they take."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import reduce
from typing import Any, final, overload

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
from ._protocols import Shown
from .errors import Fault, Problem, alike, did_you_mean, quoted
from .exercise import Caution, Dose, Exercise, Step, bases, cautions, cycle_time, fair
from .moment import Moment, moments
from .source import Basis, why
from .terms import (
    Action,
    Effort,
    Goal,
    Grade,
    Laterality,
    Posture,
    Tempo,
    VariationMode,
    goals,
)
from .units import Estimate, Reps, which

__all__ = ["Item", "Limits", "Pace", "Reason", "Routine"]

_NONE = timedelta(0)
_MINUTE = timedelta(minutes=1)
_YEAR = timedelta(days=366)


def _own_dose(item: "Item") -> Dose:
    return item.exercise.dose


def _fair_dose(item: "Item", _: object, dose: Dose) -> None:
    if isinstance(dose, Dose) and isinstance(item.exercise, Exercise):
        fair(item.exercise, dose)


def _one_of_its_own(item: "Item", _: object, id: str | None) -> None:
    if id is None or not isinstance(item.exercise, Exercise):
        return
    known = [one.id for one in item.exercise.variations]
    if id not in known:
        hint = did_you_mean(alike(id, known))
        text = f"{item.exercise.id!r} has no variation {quoted(id)}{hint}"
        raise Problem(Fault("variation", text))


def _with_a_variation(item: "Item", _: object, mode: VariationMode) -> None:
    if mode is VariationMode.FOLLOW and item.variation is None:
        raise Problem(Fault("mode", "follow needs a variation to follow with"))


@final
@closed
@attrs.frozen(repr=False)
class Item:
    """Put one exercise into a routine.

    Attributes:
        exercise: The exercise.
        dose: How often; the exercise's own dose unless given.
        variation: The id of one of its variations, or None.
        mode: Whether the variation replaces the plain set or follows it.

    Raises:
        InvalidValue: The exercise has no such variation, or the dose would give
            one side more than the other.
    """

    exercise: Exercise = attrs.field(validator=is_a(Exercise))
    dose: Dose = attrs.field(
        default=attrs.Factory(_own_dose, takes_self=True),
        validator=[is_a(Dose), _fair_dose],
    )
    variation: str | None = attrs.field(default=None, validator=_one_of_its_own)
    mode: VariationMode = attrs.field(
        default=VariationMode.REPLACE,
        converter=VariationMode,
        validator=_with_a_variation,
    )

    @property
    def blocks(self) -> tuple[tuple[tuple[Step, ...], tuple[Step, ...]], ...]:
        """Return the set-up and the cycle of each thing that is done."""
        plain = (self.exercise.setup, self.exercise.cycle)
        if self.variation is None:
            return (plain,)
        varied = self.exercise.variation(self.variation)
        assert varied is not None  # noqa: S101 - the validator saw to it
        if self.mode is VariationMode.FOLLOW:
            return (plain, (varied.setup, varied.cycle))
        return ((plain[0] + varied.setup, varied.cycle),)

    def setup_after(self, before: Exercise | None) -> tuple[Step, ...]:
        """Return the set-up without what the exercise before has left in place."""
        exercise, setup = self.exercise, self.blocks[0][0]
        if before is None or before.position.posture is not exercise.position.posture:
            return setup
        one_by_one = before.laterality is Laterality.UNILATERAL
        last = (step.mirrored() if one_by_one else step for step in before.setup)
        done = {step.cue for step in last}
        return tuple(step for step in setup if step.cue not in done)

    def played(self, reps: Reps) -> int:
        """Return the repetitions of a set, both sides together."""
        return self.dose.played(reps, both_sides=self.exercise.has_sides)


def _items(values: Iterable[Item | Exercise]) -> tuple[Item, ...]:
    return tuple(
        Item(value) if isinstance(value, Exercise) else value
        for value in listed(values)
    )


@final
@closed
@attrs.frozen(repr=False)
class Pace:
    """State how fast a routine goes, and what it costs to get from one to the next.

    Attributes:
        tempo: How fast the movements are.
        effort: How hard it should feel.
        prepare: The time to get ready for the first exercise.
        shift: The time to the next exercise in the same posture, or to the other
            side.
        change: The time to the next exercise in another posture.
    """

    tempo: Tempo = attrs.field(default=Tempo.SLOW_AND_CONTROLLED, converter=Tempo)
    effort: Effort = attrs.field(default=Effort.BELOW_FATIGUE, converter=Effort)
    prepare: timedelta = attrs.field(
        default=timedelta(seconds=10),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )
    shift: timedelta = attrs.field(
        default=timedelta(seconds=5),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )
    change: timedelta = attrs.field(
        default=timedelta(seconds=10),
        converter=duration,
        validator=lasting(_NONE, 10 * _MINUTE),
    )

    def between(self, before: Posture | None, after: Posture) -> timedelta:
        """Return what it costs to get from one posture to the next."""
        if before is None:
            return self.prepare
        return self.shift if before is after else self.change

    def slower(self, other: "Pace") -> "Pace":
        """Return the pace that gives each thing the more time of the two."""
        return Pace(
            tempo=min(self.tempo, other.tempo, key=list(Tempo).index),
            effort=min(self.effort, other.effort, key=list(Effort).index),
            prepare=max(self.prepare, other.prepare),
            shift=max(self.shift, other.shift),
            change=max(self.change, other.change),
        )


_USUAL = Pace()


def _possible(limits: "Limits", _: object, per_week: int | None) -> None:
    if limits.per_day and per_week and per_week > 7 * limits.per_day:
        text = f"{per_week} a week is more than {limits.per_day} a day allows"
        raise Problem(Fault("per_week", text))


@final
@closed
@attrs.frozen(repr=False)
class Limits:
    """State how often a routine may and should be done.

    Attributes:
        per_day: At most this many sessions a day, 1 to 24; None for no limit.
        per_week: At least this many sessions a week, 1 to 168; None for none.

    Raises:
        InvalidValue: A number is out of range, or the week asks for more than its
            days allow.
    """

    per_day: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(whole(1, 24))
    )
    per_week: int | None = attrs.field(
        default=None, validator=[attrs.validators.optional(whole(1, 168)), _possible]
    )

    def stricter(self, other: "Limits") -> "Limits":
        """Return the limits that satisfy both."""
        per_day = _least(self.per_day, other.per_day)
        per_week = max(self.per_week or 0, other.per_week or 0) or None
        if per_day and per_week:
            per_week = min(per_week, 7 * per_day)
        return Limits(per_day, per_week)


def _least(one: Any, other: Any) -> Any:
    return min((value for value in (one, other) if value is not None), default=None)


def _named(_: object, field: "attrs.Attribute[Any]", ids: tuple[str, ...]) -> None:
    if not all(ids):
        raise Problem(Fault(field.name, "has an empty id; leave it out"))


def _optional_action(value: Action | str | None) -> Action | None:
    return None if value is None else Action(value)


def _optional_grade(value: Grade | str | None) -> Grade | None:
    return None if value is None else Grade(value)


@final
@closed
@attrs.frozen(repr=False)
class Reason:
    """Say what a verb did to a routine, and on what grounds.

    Attributes:
        verb: The verb that did it, such as `fit`.
        about: The id of the exercise it is about; empty for the whole routine.
        text: What was done and why, in one sentence.
        action: What became of the exercise; None for the whole routine.
        rule: The id of the rule that was followed, such as that of a finding.
        finding: What was found of the person.
        sources: The ids of the sources that the rule rests on.
        grade: What supports the rule.
    """

    verb: str = attrs.field(converter=line, validator=filled)
    about: str = attrs.field(converter=line)
    text: str = attrs.field(converter=line, validator=filled)
    action: Action | None = attrs.field(default=None, converter=_optional_action)
    rule: str = attrs.field(default="", converter=line)
    finding: str = attrs.field(default="", converter=line)
    sources: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=[distinct, _named]
    )
    grade: Grade | None = attrs.field(default=None, converter=_optional_grade)

    @property
    def grounds(self) -> str:
        """Return the finding, the rule, its grade and its sources, in one phrase."""
        grade = f"grade {self.grade}" if self.grade else ""
        rule = f"rule {self.rule}" if self.rule else ""
        parts = (self.finding, rule, grade, " and ".join(self.sources))
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Write `fit: bridge kept as it is.`, and the grounds in brackets."""
        about = f"{self.about} " if self.about else ""
        grounds = f" [{self.grounds}]" if self.grounds else ""
        return f"{self.verb}: {about}{self.text}{grounds}"


def _reasons(values: Iterable[Reason]) -> tuple[Reason, ...]:
    return listed(values)


def _joined_once(_: object, field: "attrs.Attribute[Any]", value: str) -> None:
    parts = value.split(_JOINTS[field.name])
    if len(set(parts)) < len(parts):
        raise Problem(Fault(field.name, f"names a part twice: {quoted(value)}"))
    if value.strip(" +") != value:
        text = f"begins or ends with a space or a plus sign: {quoted(value)}"
        raise Problem(Fault(field.name, text))


def _slugs(routine: object, field: "attrs.Attribute[Any]", value: str) -> None:
    for part in value.split(_JOINTS["id"]) if value else ():
        slug(routine, field, part)


_JOINTS = {"id": "+", "name": " + "}


def _optional_duration(value: timedelta | str | None) -> timedelta | None:
    return None if value is None else duration(value)


@final
@closed
@attrs.frozen(repr=False)
class Routine(Shown, Sequence[Item]):
    """Hold exercises in order, with their doses: a sequence of items.

    Routines join with `+`, and a slice of a routine is a routine. What joined
    routines say of themselves is joined, too: names and goals are put together,
    of limits and paces the more careful holds.

    Attributes:
        items: The exercises in order; a bare Exercise stands for itself at its own
            dose.
        id: Its id, such as `lower-back-five`; joined ids stand side by side with a
            plus sign between them.
        name: Its name.
        purpose: What it is for, a sentence each.
        goals: What it aims at.
        cues: Short reminders for all of it, at most six words each.
        cautions: When to take care.
        pace: How fast it goes; None stands for the usual `Pace()`.
        limits: How often it may and should be done.
        moments: The moments that suit it.
        horizon: After how long to look back at how it went.
        basis: What each fact of it rests on.
        because: The reasons left by the verbs that made it; they do not count when
            routines are compared.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> five = br.routines["lower-back-five"]
        >>> len(five), str(five.duration), five[:2] + five[2:] == five
        (5, '4:35 to 5:35', True)
    """

    items: tuple[Item, ...] = attrs.field(
        default=(), converter=_items, validator=all_are(Item)
    )
    id: str = attrs.field(default="", converter=line, validator=[_joined_once, _slugs])
    name: str = attrs.field(default="", converter=line, validator=_joined_once)
    purpose: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    goals: tuple[Goal, ...] = attrs.field(
        default=(), converter=goals, validator=distinct
    )
    cues: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=[speakable, distinct]
    )
    cautions: tuple[Caution, ...] = attrs.field(
        default=(), converter=cautions, validator=[all_are(Caution), distinct]
    )
    pace: Pace | None = attrs.field(default=None, validator=is_a(Pace, type(None)))
    limits: Limits | None = attrs.field(
        default=None, validator=is_a(Limits, type(None))
    )
    moments: tuple[Moment, ...] = attrs.field(
        default=(), converter=moments, validator=distinct
    )
    horizon: timedelta | None = attrs.field(
        default=None,
        converter=_optional_duration,
        validator=lasting(timedelta(days=1), _YEAR),
    )
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=[all_are(Basis), distinct]
    )
    because: tuple[Reason, ...] = attrs.field(
        default=(), converter=_reasons, validator=all_are(Reason), eq=False
    )

    # -- a sequence ------------------------------------------------------------

    def __len__(self) -> int:
        """Return the number of exercises."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        """Walk the items in order."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> "Routine": ...
    def __getitem__(self, index: int | slice) -> "Item | Routine":
        """Return one item, or the routine of a slice."""
        if isinstance(index, slice):
            return attrs.evolve(self, items=self.items[index])
        return self.items[index]

    def __contains__(self, value: object) -> bool:
        """Tell whether it holds an item, an exercise or the exercise of an id."""
        return any(
            value in (item, item.exercise, item.exercise.id) for item in self.items
        )

    def __add__(self, other: "Routine") -> "Routine":
        """Join two routines end to end."""
        if not isinstance(other, Routine):
            return NotImplemented
        return Routine(
            items=self.items + other.items,
            id=_joined(self.id, other.id, _JOINTS["id"]),
            name=_joined(self.name, other.name, _JOINTS["name"]),
            purpose=_union(self.purpose, other.purpose),
            goals=_union(self.goals, other.goals),
            cues=_union(self.cues, other.cues),
            cautions=_union(self.cautions, other.cautions),
            pace=_joined_pace(self, other),
            limits=_merged(self.limits, other.limits, Limits.stricter),
            moments=_union(self.moments, other.moments),
            horizon=_least(self.horizon, other.horizon),
            basis=_union(self.basis, other.basis),
            because=self.because + other.because,
        )

    # -- time --------------------------------------------------------------------

    @property
    def duration(self) -> Estimate:
        """Return how long it takes from the fewest repetitions to the most."""
        return Estimate(self.lasts("low"), self.lasts("middle"), self.lasts("high"))

    def lasts(self, reps: Reps) -> timedelta:
        """Return how long it takes at the fewest, middle or most repetitions.

        Raises:
            InvalidValue: `reps` is neither `"low"`, `"middle"` nor `"high"`.
        """
        which(reps)
        total = _NONE
        before = None
        for item in self.items:
            posture = item.exercise.position.posture
            total += self.effective_pace.between(before, posture)
            total += item_time(item, item.played(reps), self.effective_pace)
            before = posture
        return total

    @property
    def effective_pace(self) -> Pace:
        """Return the pace that holds: its own, or the usual one."""
        return self.pace or _USUAL

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the ids of the routines that were joined into it, or its own."""
        return tuple(self.id.split(_JOINTS["id"]))

    # -- reasons -------------------------------------------------------------------

    def why(self, path: str) -> tuple[Basis, ...]:
        """Return what a fact rests on, by its path, such as `limits.per_day`."""
        return why(self.basis, path)

    def because_of(self, *reasons: Reason) -> "Routine":
        """Return the same routine with more reasons."""
        return attrs.evolve(self, because=self.because + reasons)

    def explain(self) -> str:
        """Return the reasons left by the verbs that made it, one a line."""
        reasons = "\n".join(map(str, self.because))
        return reasons or "As its source gives it: nothing was changed."


def item_time(item: Item, played: int, pace: Pace) -> timedelta:
    """Return how long an item takes once its position is reached."""
    dose = item.dose
    blocks = item.blocks
    total = pace.shift * (len(blocks) - 1)
    for setup, cycle in blocks:
        total += dose.sets * played * cycle_time(cycle)
        total += (dose.sets - 1) * dose.rest
        total += (2 * dose.sets - 1) * switch_time(item, setup, pace)
    return total


def switch_time(item: Item, setup: tuple[Step, ...], pace: Pace) -> timedelta:
    """Return what it costs to change sides: more where one has to turn over."""
    if item.exercise.laterality is not Laterality.UNILATERAL:
        return _NONE
    turns = any(step.names_a_side for step in setup)
    return pace.change if turns else pace.shift


def other_side(setup: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of a set-up that are different for the other side, mirrored."""
    return tuple(step.mirrored() for step in setup if step.names_a_side)


def _joined_pace(one: Routine, other: Routine) -> Pace | None:
    """Return the slower pace; None, the usual one, only where both leave it open."""
    if one.pace is None and other.pace is None:
        return None
    paces = [each.effective_pace for each in (one, other) if each.items or each.pace]
    return reduce(Pace.slower, paces)


def _union(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(one + other))


def _merged(one: Any, other: Any, merge: Any) -> Any:
    if one is None or other is None:
        return one if other is None else other
    return merge(one, other)


def _joined(one: str, other: str, joint: str) -> str:
    parts = [part for text in (one, other) if text for part in text.split(joint)]
    return joint.join(dict.fromkeys(parts))
