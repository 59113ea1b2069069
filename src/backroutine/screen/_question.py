"""What is asked of a person, and what answers it."""

from typing import Any, final

import attrs

from .._checks import (
    all_are,
    closed,
    distinct,
    filled,
    line,
    lines,
    slug,
)
from ..errors import Fault, Problem, shown
from ..source import Basis, bases, sources_of
from ..terms import AnswerKind, ReferralLevel

Reply = bool | str


def reply(value: Reply) -> Reply:
    """Take True, False, or the text of an option."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise Problem.expected("True, False or text", value)
    return line(value)


def _level(value: ReferralLevel | str | None) -> ReferralLevel | None:
    return None if value is None else ReferralLevel(value)


def _fits_its_kind(
    question: "Question", field: "attrs.Attribute[Any]", options: tuple[str, ...]
) -> None:
    if question.kind is AnswerKind.YES_NO and options:
        raise Problem(Fault(field.name, "belong to a question of the kind choice"))
    if question.kind is AnswerKind.CHOICE and len(options) < 2:  # noqa: PLR2004
        raise Problem(Fault(field.name, "are fewer than two; give what to choose from"))
    # Who is asked may answer with the number of an option, or leave the line empty.
    faults = [
        Fault(f"{field.name}[{index}]", "is empty or a number; say it in words")
        for index, one in enumerate(options)
        if not one.strip() or one.strip().isdecimal()
    ]
    if len({one.strip().casefold() for one in options}) < len(options):
        faults.append(Fault(field.name, "differ only in capitals; say them apart"))
    if faults:
        raise Problem(*faults)


def _can_be_referred(question: "Question", _: object, level: Any) -> None:
    if level is None:
        return
    faults = []
    if question.kind is not AnswerKind.YES_NO:
        text = "needs a question of the kind yes-no: yes is what is referred"
        faults.append(Fault("level", text))
    if not question.sign.strip():
        faults.append(Fault("sign", "is empty; a red flag says what a yes means"))
    if faults:
        raise Problem(*faults)


@final
@closed
@attrs.frozen(repr=False)
class Question:
    """Ask one thing of the person.

    Attributes:
        id: Its id, such as `bending-hurts`.
        text: The question in plain words.
        sign: What a yes says, in a few words; a red flag needs it.
        kind: Whether it is answered by yes or no, which are True and False, or by
            one of its options.
        options: What there is to choose from.
        level: For a red flag: how soon somebody who says yes should be seen.
        basis: What it rests on.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.
    """

    id: str = attrs.field(validator=slug)
    text: str = attrs.field(converter=line, validator=filled)
    sign: str = attrs.field(default="", converter=line)
    kind: AnswerKind = attrs.field(default=AnswerKind.YES_NO, converter=AnswerKind)
    options: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=[distinct, _fits_its_kind]
    )
    level: ReferralLevel | None = attrs.field(
        default=None, converter=_level, validator=_can_be_referred
    )
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )

    @property
    def is_red_flag(self) -> bool:
        """Tell whether yes means that somebody should be seen first."""
        return self.level is not None

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that it rests on."""
        return sources_of(self.basis)

    def check(self, answer: object) -> None:
        """Refuse what does not answer it.

        Raises:
            InvalidValue: It is not True or False, or not one of the options.
        """
        if self.kind is AnswerKind.YES_NO:
            if not isinstance(answer, bool):
                raise Problem.expected("True or False", answer)
        elif not isinstance(answer, str) or answer not in self.options:
            options = ", ".join(map(shown, self.options))
            raise Problem.expected(f"one of {options}", answer)


@final
@closed
@attrs.frozen(repr=False)
class Answer:
    """Hold the answer to one question.

    Attributes:
        question: The id of the question.
        value: True for yes, False for no, or the option chosen.
    """

    question: str = attrs.field(validator=slug)
    value: Reply = attrs.field(converter=reply)
