"""What answers mean, and when to stop: rules, each with what supports it."""

from datetime import timedelta
from typing import final

import attrs

from .._checks import (
    all_are,
    closed,
    distinct,
    duration,
    filled,
    is_a,
    lasting,
    line,
    lines,
    slug,
    whole,
)
from ..errors import Fault, InvalidValue, Problem
from ..source import Basis, bases, sources_of
from ..terms import (
    Context,
    Demand,
    Goal,
    Grade,
    PainLight,
    ReferralLevel,
    demands,
    goals,
)
from ..units import WORST_PAIN
from ._question import Reply, reply


def _context(value: Context | str | None) -> Context | None:
    return None if value is None else Context(value)


@final
@closed
@attrs.frozen(repr=False)
class Finding:
    """Say what an answer means for the choice of exercises: one rule of the table.

    An excluded end of a range leaves the middle of that range, with care.

    Attributes:
        id: Its id, such as `bending-hurts`.
        text: What was found, in words that go on after "you say that".
        question: The id of the question that finds it.
        answer: The answer that finds it.
        context: The circumstance whose cautions then hold.
        excludes: What no exercise may ask of this person.
        wants: What the exercises should aim at.
        exercises: The ids of the exercises that suit, the most suitable first.
        grade: What supports the rule.
        basis: What it rests on.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.
    """

    id: str = attrs.field(validator=slug)
    text: str = attrs.field(converter=line, validator=filled)
    question: str = attrs.field(validator=slug)
    grade: Grade = attrs.field(converter=Grade)
    answer: Reply = attrs.field(default=True, converter=reply)
    context: Context | None = attrs.field(default=None, converter=_context)
    excludes: tuple[Demand, ...] = attrs.field(
        default=(), converter=demands, validator=distinct
    )
    wants: tuple[Goal, ...] = attrs.field(
        default=(), converter=goals, validator=distinct
    )
    exercises: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that it rests on."""
        return sources_of(self.basis)


@final
@closed
@attrs.frozen(repr=False)
class Advice:
    """Say what to do at a level of urgency.

    Attributes:
        level: How soon somebody should be seen.
        text: What to do, in plain words.
    """

    level: ReferralLevel = attrs.field(converter=ReferralLevel)
    text: str = attrs.field(converter=line, validator=filled)


@final
@closed
@attrs.frozen(repr=False)
class StopRule:
    """Say when to stop.

    Attributes:
        text: When to stop and what to do then, in plain words.
        whole_session: Whether it ends the whole session, or only the exercise.
        grade: What supports it.
        basis: What it rests on.
    """

    text: str = attrs.field(converter=line, validator=filled)
    whole_session: bool = attrs.field(default=False, validator=is_a(bool))
    grade: Grade = attrs.field(default=Grade.C, converter=Grade)
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )


def _above_green(scale: "PainScale", _: object, amber: int) -> None:
    if scale.green in range(WORST_PAIN + 1) and amber <= scale.green:
        raise Problem(Fault("amber", f"is not above green, which is {scale.green}"))


@final
@closed
@attrs.frozen(repr=False)
class PainScale:
    """Hold the pain traffic light: a convention among clinics, and no guideline's.

    Pain is a number from 0, none, to 10, the worst one can think of.

    Attributes:
        green: Up to this pain, go on; only here do exercises grow.
        amber: Up to this pain, make it smaller or do fewer; above it, stop.
        settles: An amber pain should be back to usual within this time; it is said to
            people, and who asks counts one that is not as red.
        rise: With a usual pain, so much above it, or more, is never green.
        grade: What supports it.
        basis: What it rests on.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.

    Examples:
        >>> from backroutine import PainScale
        >>> [PainScale().light(pain).value for pain in (3, 4, 6)]
        ['green', 'amber', 'red']
    """

    green: int = attrs.field(default=3, validator=whole(0, WORST_PAIN))
    amber: int = attrs.field(default=5, validator=[whole(0, WORST_PAIN), _above_green])
    settles: timedelta = attrs.field(
        default=timedelta(hours=24),
        converter=duration,
        validator=lasting(timedelta(hours=1), timedelta(days=7)),
    )
    rise: int = attrs.field(default=2, validator=whole(1, WORST_PAIN))
    grade: Grade = attrs.field(default=Grade.C, converter=Grade)
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that it rests on."""
        return sources_of(self.basis)

    def light(self, pain: int, usual: int = 0) -> PainLight:
        """Return what a pain means, beside the usual pain of that person.

        Args:
            pain: The worst pain during an exercise and the day after, 0 to 10.
            usual: The pain before, 0 to 10; 0 where there was none.

        Raises:
            InvalidValue: A number is not from 0 to 10.
        """
        faults = [
            fault.under(name)
            for name, value in (("pain", pain), ("usual", usual))
            for fault in _not_a_pain(value)
        ]
        if faults:
            raise InvalidValue("light", tuple(faults))
        if pain > self.amber:
            return PainLight.RED
        risen = pain - usual >= self.rise and usual > 0
        return PainLight.AMBER if pain > self.green or risen else PainLight.GREEN


def _not_a_pain(value: object) -> tuple[Fault, ...]:
    if type(value) is int and 0 <= value <= WORST_PAIN:
        return ()
    return Problem.expected(f"a whole number from 0 to {WORST_PAIN}", value).faults
