"""The whole of a routine: a sequence of items that can be measured and joined."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import reduce
from typing import Any, final, overload

import attrs

from .._checks import (
    all_are,
    closed,
    distinct,
    duration,
    is_a,
    lasting,
    line,
    lines,
    listed,
    slug,
    speakable,
)
from .._protocols import Shown
from ..errors import Fault, Problem, quoted
from ..exercise import Caution, Exercise, cautions
from ..moment import Moment, moments
from ..source import Basis, bases, why
from ..terms import (
    Goal,
    goals,
)
from ..units import Estimate, Reps, which
from ._item import Item
from ._pace import Limits, Pace, least
from ._reason import Reason
from ._times import item_time

_NONE = timedelta(0)
_YEAR = timedelta(days=366)
_USUAL = Pace()


def _items(values: Iterable[Item | Exercise]) -> tuple[Item, ...]:
    return tuple(
        Item(value) if isinstance(value, Exercise) else value
        for value in listed(values)
    )


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
            horizon=least(self.horizon, other.horizon),
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
