"""The pages of a movement check: what it asks, its rules, and what came of it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ..screen import (
    Advice,
    Answer,
    Assessment,
    Finding,
    PainScale,
    Question,
    Referral,
    Screen,
    StopRule,
)
from ..source import Basis
from ..terms import AnswerKind
from ..units import WORST_PAIN
from . import _words as words
from ._pages import Facts, List, Page, Point, bullets, details, grounds, page

# -- what is asked, and what follows -----------------------------------------------


@page.register(Screen)
def _screen(screen: Screen) -> Page:
    others = [one for one in screen.questions if not one.is_red_flag]
    parts = (
        bullets("Purpose", screen.purpose),
        List("Red flags", tuple(map(_question, screen.red_flags))),
        List("What to do at a red flag", tuple(map(_advice, screen.advice))),
        List("Questions", tuple(map(_question, others)), fold="when long"),
        List("Rules", tuple(map(_rule, screen.findings)), fold="always"),
        List("When to stop", tuple(map(_stop_rule, screen.stop_rules))),
        List("Pain, from 0 to 10", tuple(lights(screen.pain))),
        details(("Id", screen.id), *grounds(screen.basis, _bases(screen))),
    )
    return Page(screen.name, (_numbers(screen),), parts)


def _numbers(screen: Screen) -> str:
    """Say how much there is to answer, and how many rules judge it."""
    flags = words.count(len(screen.red_flags), "red flag")
    asked = words.count(len(screen.questions), "question")
    return f"{asked}, of which {flags}; {words.count(len(screen.findings), 'rule')}"


def _question(question: Question) -> Point:
    options = ", ".join(question.options)
    answer = f"One of: {options}" if question.kind is AnswerKind.CHOICE else "Yes or no"
    if question.level:
        answer = f"{answer}; yes is {words.term(question.level)}: {question.sign}"
    return Point(question.text, question.id, (answer, *_named("Sources", question)))


def _named(title: str, asked: Question) -> Iterator[str]:
    """Name the sources of a question, where it has any."""
    if asked.sources:
        yield f"{title}: {', '.join(asked.sources)}"


def _advice(advice: Advice) -> Point:
    return Point(advice.text, words.capital(words.term(advice.level)))


def _rule(finding: Finding) -> Point:
    """Say what is found, what follows from it, and what supports that."""
    follows = (
        ("Cautions for", words.term(finding.context or "")),
        ("Leave out", words.demands(finding.excludes)),
        ("Aim at", words.terms(finding.wants)),
        ("Exercises", ", ".join(finding.exercises)),
    )
    below = (f"{name}: {what}" for name, what in follows if what)
    support = words.support(finding.grade, finding.basis)
    return Point(_said(finding), finding.id, (*below, support))


def _said(finding: Finding) -> str:
    if finding.answer is True:
        return finding.text
    answer = "no" if finding.answer is False else finding.answer
    return f"{finding.text} ({finding.question}: {answer})"


def _stop_rule(rule: StopRule) -> Point:
    what = "The whole session" if rule.whole_session else "This exercise"
    return Point(rule.text, what, (words.support(rule.grade, rule.basis),))


def lights(pain: PainScale) -> Iterator[Point]:
    """Walk what each light means; where amber goes to the worst, none is red."""
    settled = f"it settles within {words.hours(pain.settles)}, or it counts as red"
    yield Point("go on", f"Green, {words.spread(0, pain.green)}")
    amber = words.spread(pain.green + 1, pain.amber)
    yield Point(f"make it smaller or do fewer; {settled}", f"Amber, {amber}")
    if pain.amber < WORST_PAIN:
        red = words.spread(pain.amber + 1, WORST_PAIN)
        yield Point("stop this exercise", f"Red, {red}")
    rise = words.count(pain.rise, "point")
    text = f"If you always have some pain: {rise} or more above it is no longer green."
    yield Point(text, below=(words.support(pain.grade, pain.basis),))


def _bases(screen: Screen) -> Iterator[Basis]:
    """Walk what the screen and all of its parts rest on."""
    return chain(screen.basis, *(part.basis for _, part in screen.parts()))


# -- what came of it ---------------------------------------------------------------


@page.register(Assessment)
def _assessment(assessment: Assessment) -> Page:
    first = assessment.referral
    signs = _signs(first) if first else ()
    answers = words.count(len(assessment.answers), "answer")
    found = words.count(len(assessment.findings), "finding")
    facts = (
        ("Screen", assessment.screen),
        ("Leave out", words.demands(assessment.excluded)),
        ("Aim at", words.terms(assessment.wanted)),
        ("Yes", _answered(assessment.answers, value=True)),
        ("No", _answered(assessment.answers, value=False)),
        ("Chosen", _chosen(assessment.answers)),
    )
    findings = List("What was found", tuple(map(_rule, assessment.findings)))
    lines = (f"{_soon(first)}: {first.advice}",) if first else ()
    parts: tuple[Facts | List, ...] = (*signs, findings, details(*facts))
    return Page("An assessment", (*lines, f"{answers}, {found}"), parts)


def _answered(answers: Iterable[Answer], *, value: bool) -> str:
    return ", ".join(one.question for one in answers if one.value is value)


def _chosen(answers: Iterable[Answer]) -> str:
    chosen = (one for one in answers if isinstance(one.value, str))
    return ", ".join(f"{one.question}: {one.value}" for one in chosen)


@page.register(Referral)
def _referral(referral: Referral) -> Page:
    return Page(_soon(referral), (referral.advice,), _signs(referral))


def _soon(referral: Referral) -> str:
    return words.capital(words.term(referral.level))


def _signs(referral: Referral) -> tuple[List, ...]:
    unanswered = (Point(one.text, one.id) for one in referral.unanswered)
    return (
        List("Signs", tuple(map(_sign, referral.questions))),
        List("Not answered, and so not cleared", tuple(unanswered)),
    )


def _sign(question: Question) -> Point:
    level = words.term(question.level or "")
    return Point(
        level, question.sign or question.id, tuple(_named("Sources", question))
    )
