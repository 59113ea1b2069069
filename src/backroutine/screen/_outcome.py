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
from ..terms import Context, Demand, Goal, ReferralLevel
from ._question import Answer, Question
from ._rules import Finding


def _questions(values: Iterable[Question]) -> tuple[Question, ...]:
    return listed(values)


def _answers(values: Iterable[Answer]) -> tuple[Answer, ...]:
    return listed(values)


def findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    """Take several findings."""
    return listed(values)


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
    """

    level: ReferralLevel = attrs.field(converter=ReferralLevel)
    advice: str = attrs.field(converter=line, validator=filled)
    questions: tuple[Question, ...] = attrs.field(
        default=(), converter=_questions, validator=all_are(Question)
    )
    unanswered: tuple[Question, ...] = attrs.field(
        default=(), converter=_questions, validator=all_are(Question)
    )

    @property
    def why(self) -> str:
        """Return what is not cleared, in a few words."""
        if self.questions:
            signs = " and ".join(repr(one.sign) for one in self.questions)
            return f"{signs} {_NEEDS[self.level]}"
        asked = ", ".join(repr(one.id) for one in self.unanswered)
        return f"warning signs are not cleared; answer {asked}"


_NEEDS = {
    ReferralLevel.EMERGENCY: "needs medical care now",
    ReferralLevel.GET_CHECKED_NOW: "needs to be checked soon",
    ReferralLevel.ASK_FIRST: "needs a professional's word first",
    ReferralLevel.REVIEW: "needs another look by a professional",
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

    def against(self, asked: Iterable[Demand]) -> tuple[Finding, ...]:
        """Return the findings that exclude any of what is asked."""
        asked = frozenset(asked)
        return tuple(one for one in self.findings if asked.intersection(one.excludes))

    def explain(self) -> str:
        """Return what was found and what follows from it, as text."""
        return str(self)
