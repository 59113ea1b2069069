"""The whole of a movement check, and how its answers are judged."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, final

import attrs

from .._checks import (
    all_are,
    closed,
    distinct,
    filled,
    is_a,
    line,
    lines,
    listed,
    slug,
)
from .._protocols import Shown
from ..errors import Fault, InvalidValue, Problem, alike, did_you_mean, shown
from ..source import Basis, bases
from ..terms import ReferralLevel
from ._outcome import Assessment, Referral, findings
from ._question import Answer, Question, Reply
from ._rules import Advice, Finding, PainScale, StopRule

_LEVELS = list(ReferralLevel)
_HINTS = 20  # as many may need; each costs a look at all that is known
_LONGEST = 60


def _questions(values: Iterable[Question]) -> tuple[Question, ...]:
    return listed(values)


def _advice(values: Iterable[Advice]) -> tuple[Advice, ...]:
    return listed(values)


def _stop_rules(values: Iterable[StopRule]) -> tuple[StopRule, ...]:
    return listed(values)


def _refers_to_questions(
    screen: "Screen", field: "attrs.Attribute[Any]", findings: tuple[Finding, ...]
) -> None:
    faults: list[Fault] = []
    known = {one.id: one for one in screen.questions}
    for index, finding in enumerate(findings):
        path = f"{field.name}[{index}]"
        if finding.question not in known:
            near = alike(finding.question, known) if len(faults) < _HINTS else ()
            hint = did_you_mean(near)
            text = f"there is no question {shown(finding.question)}{hint}"
            faults.append(Fault(f"{path}.question", text))
            continue
        try:
            known[finding.question].check(finding.answer)
        except InvalidValue as problem:
            faults += [fault.under(f"{path}.answer") for fault in problem.faults]
    if faults:
        raise Problem(*faults)


def _advises_at_each_level(
    screen: "Screen", field: "attrs.Attribute[Any]", advice: tuple[Advice, ...]
) -> None:
    asked = {one.level for one in screen.questions if one.level}
    # What is not answered is to be asked about first.
    needed = asked | ({ReferralLevel.ASK_FIRST} if asked else set())
    missing = [
        one for one in _LEVELS if one in needed - {said.level for said in advice}
    ]
    if missing:
        text = f"says nothing for {', '.join(missing)}; say what to do"
        raise Problem(Fault(field.name, text))


def _one_a_level(
    _: object, field: "attrs.Attribute[Any]", advice: tuple[Advice, ...]
) -> None:
    levels = [one.level for one in advice]
    twice = [one for one in _LEVELS if levels.count(one) > 1]
    if twice:
        raise Problem(Fault(field.name, f"is there twice for {', '.join(twice)}"))


@final
@closed
@attrs.frozen(repr=False)
class Screen(Shown):
    """Hold a movement check: its questions, its rules, and when to stop.

    Attributes:
        id: Its id, such as `movement-check`.
        name: Its name.
        questions: What is asked, the red flags first.
        findings: What answers mean: the table of rules.
        advice: What to do at each level of urgency.
        stop_rules: When to stop.
        pain: The pain traffic light.
        purpose: What it is for and what it is not, a sentence each.
        basis: What the rest of it rests on.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> screen = br.screens["movement-check"]
        >>> calm = {one.id: False for one in screen.red_flags}
        >>> assessment = screen.assess(calm | {"bending-hurts": True})
        >>> assessment.referral, [found.id for found in assessment.findings]
        (None, ['bending-hurts'])
    """

    id: str = attrs.field(validator=slug)
    name: str = attrs.field(converter=line, validator=filled)
    questions: tuple[Question, ...] = attrs.field(
        converter=_questions, validator=[all_are(Question), filled, distinct]
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(),
        converter=findings,
        validator=[all_are(Finding), distinct, _refers_to_questions],
    )
    advice: tuple[Advice, ...] = attrs.field(
        default=(),
        converter=_advice,
        validator=[all_are(Advice), _one_a_level, _advises_at_each_level],
    )
    stop_rules: tuple[StopRule, ...] = attrs.field(
        default=(), converter=_stop_rules, validator=all_are(StopRule)
    )
    pain: PainScale = attrs.field(factory=PainScale, validator=is_a(PainScale))
    purpose: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )

    @property
    def red_flags(self) -> tuple[Question, ...]:
        """Return the questions that may lead to a referral."""
        return tuple(one for one in self.questions if one.is_red_flag)

    def parts(self) -> Iterator[tuple[str, Question | Finding | StopRule | PainScale]]:
        """Walk the parts that have a basis of their own, each with its path."""
        for field in ("questions", "findings", "stop_rules"):
            for index, part in enumerate(getattr(self, field)):
                yield f"{field}[{index}]", part
        yield "pain", self.pain

    def question(self, id: str) -> Question | None:
        """Return the question of this id, or None."""
        return next((one for one in self.questions if one.id == id), None)

    def finding(self, id: str) -> Finding | None:
        """Return the finding of this id, which `Reason.rule` names, or None."""
        return next((one for one in self.findings if one.id == id), None)

    def assess(self, answers: Mapping[str, Reply]) -> Assessment:
        """Return what answers find.

        A red flag that is not answered is not cleared: it gives a referral, too.
        Other questions may be left out.

        Args:
            answers: Answers by the id of their question: True or False, or the
                option chosen.

        Raises:
            InvalidValue: There is no such question, or that is no answer to it; every
                fault is named.
        """
        given = self._checked(answers)
        found = [one for one in self.findings if _holds(one, given)]
        return Assessment(
            screen=self.id,
            answers=[Answer(id, value) for id, value in given.items()],
            findings=sorted(found, key=lambda one: one.grade),
            referral=self._referral(given),
        )

    def _checked(self, answers: Mapping[str, Reply]) -> dict[str, Reply]:
        """Return the answers in the order of the questions."""
        if not isinstance(answers, Mapping):
            raise InvalidValue(
                "assess", Problem.expected("answers by question", answers).faults
            )
        known = {one.id: one for one in self.questions}
        faults: list[Fault] = []
        for id, answer in answers.items():
            try:
                _known(id, known, hint=len(faults) < _HINTS).check(answer)
            except InvalidValue as problem:
                faults += [fault.under(_place(id)) for fault in problem.faults]
        if faults:
            raise InvalidValue("assess", tuple(faults))
        return {id: answers[id] for id in known if id in answers}

    def _referral(self, given: Mapping[str, Reply]) -> Referral | None:
        yes = [one for one in self.red_flags if given.get(one.id) is True]
        unanswered = [one for one in self.red_flags if one.id not in given]
        if not yes and not unanswered:
            return None
        levels = [one.level for one in yes if one.level] or [ReferralLevel.ASK_FIRST]
        level = min(levels, key=_LEVELS.index)
        (advice,) = (one.text for one in self.advice if one.level is level)
        return Referral(level, advice, yes, unanswered)


def _known(id: object, known: Mapping[str, Question], *, hint: bool) -> Question:
    if isinstance(id, str) and id in known:
        return known[id]
    near = did_you_mean(alike(id, known) if hint else ())
    raise Problem.saying(f"there is no such question{near}")


def _place(id: object) -> str:
    """Return where a fault is; not every key can be the id of a question."""
    return id[:_LONGEST] if isinstance(id, str) and id else shown(id)


def _holds(finding: Finding, given: Mapping[str, Reply]) -> bool:
    return finding.question in given and given[finding.question] == finding.answer
