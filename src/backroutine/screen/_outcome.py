"""What came of a screen: a referral, or findings to choose exercises by."""

from collections.abc import Iterable
from typing import final

import attrs

from .._checks import (
    all_are,
    closed,
    distinct,
    filled,
    is_a,
    line,
    listed,
    slug,
)
from .._protocols import Shown
from ..errors import Fault, Problem
from ..terms import Context, Demand, Goal, ReferralLevel, demands
from ._question import Answer, Question
from ._rules import Finding


def _questions(values: Iterable[Question]) -> tuple[Question, ...]:
    return listed(values)


def _answers(values: Iterable[Answer]) -> tuple[Answer, ...]:
    return listed(values)


def findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    """Take several findings."""
    return listed(values)


def _has_a_reason(
    referral: "Referral", _: object, unanswered: tuple[Question, ...]
) -> None:
    if not referral.questions and not unanswered:
        text = "is empty, and so is unanswered; say what is not cleared"
        raise Problem(Fault("questions", text))


@final
@closed
@attrs.frozen(repr=False)
class Referral(Shown):
    """Say that somebody should be seen before any exercise, how soon, and why.

    Attributes:
        level: How soon, by the most urgent of the questions.
        advice: What to do, in plain words.
        questions: The red flags that were answered with yes.
        unanswered: The red flags that were not answered, and so not cleared.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.
    """

    level: ReferralLevel = attrs.field(converter=ReferralLevel)
    advice: str = attrs.field(converter=line, validator=filled)
    questions: tuple[Question, ...] = attrs.field(
        default=(), converter=_questions, validator=all_are(Question)
    )
    unanswered: tuple[Question, ...] = attrs.field(
        default=(),
        converter=_questions,
        validator=[all_are(Question), _has_a_reason],
    )

    @property
    def why(self) -> str:
        """Return what is not cleared, in a few words: the most urgent of it."""
        if self.questions:
            signs = [repr(one.sign) for one in self._most_urgent]
            need = "need" if signs[1:] else "needs"
            return f"{' and '.join(signs)} {need} {_NEEDED[self.level]}"
        asked = ", ".join(repr(one.id) for one in self.unanswered)
        return f"warning signs are not cleared; answer {asked}"

    @property
    def _most_urgent(self) -> tuple[Question, ...]:
        urgent = tuple(one for one in self.questions if one.level is self.level)
        return urgent or self.questions


_NEEDED = {
    ReferralLevel.EMERGENCY: "medical care now",
    ReferralLevel.GET_CHECKED_NOW: "to be checked soon",
    ReferralLevel.ASK_FIRST: "a professional's word first",
    ReferralLevel.REVIEW: "another look by a professional",
}


@final
@closed
@attrs.frozen(repr=False)
class Assessment(Shown):
    """Hold what a screen found: a referral, or findings for the choice of exercises.

    Attributes:
        screen: The id of the screen.
        answers: The answers, in the order of the questions.
        findings: What they found, the best supported first.
        referral: Who should be seen first, or None where no red flag stands.
    """

    screen: str = attrs.field(validator=slug)
    answers: tuple[Answer, ...] = attrs.field(
        default=(), converter=_answers, validator=all_are(Answer)
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=findings, validator=[all_are(Finding), distinct]
    )
    referral: Referral | None = attrs.field(
        default=None, validator=is_a(Referral, type(None))
    )

    @property
    def excluded(self) -> frozenset[Demand]:
        """Return what no exercise may ask of this person."""
        return frozenset(one for found in self.findings for one in found.excludes)

    @property
    def contexts(self) -> frozenset[Context]:
        """Return the circumstances whose cautions hold."""
        return frozenset(one.context for one in self.findings if one.context)

    @property
    def wanted(self) -> tuple[Goal, ...]:
        """Return what the exercises should aim at, the best supported first."""
        return tuple(dict.fromkeys(goal for one in self.findings for goal in one.wants))

    def against(self, asked: Iterable[Demand | str]) -> tuple[Finding, ...]:
        """Return the findings that exclude any of what is asked.

        Raises:
            InvalidValue: That is no list of demands.
        """
        if not isinstance(asked, frozenset) or not all(
            isinstance(one, Demand) for one in asked
        ):
            asked = frozenset(demands(asked))
        return tuple(one for one in self.findings if asked.intersection(one.excludes))

    def explain(self) -> str:
        """Return what was found and what follows from it, as text."""
        return str(self)
