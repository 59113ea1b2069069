"""Questions asked in the terminal, one after the other."""

import sys
from collections.abc import Iterable

from ..errors import shown
from ..screen import Question, Screen
from ..terms import AnswerKind, ReferralLevel
from ._output import tell

_SKIPS = ("", "skip")
_YES_NO = {"y": True, "yes": True, "n": False, "no": False}
_HOW = (
    "Answer each question with y or n. An empty line leaves a question out, unless it "
    "asks about a warning sign."
)
_NEXT = "Now to what may suit you; an empty line leaves a question out."
_ONCE_MORE = (
    "This one is about a warning sign, and without an answer to it nobody can be given "
    "exercises. Please answer y or n."
)


class Interview:
    """Ask the questions of a screen, those about warning signs first."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.answers: dict[str, bool | str] = {}
        self._number = 0

    @property
    def place(self) -> str:
        """Return which question it is at."""
        return f"question {self._number} of {len(self.screen.questions)}"

    def hold(self) -> None:
        """Ask, but no more of somebody who should be seen first.

        Raises:
            EOFError: There is nobody to answer any more.
        """
        tell(self.screen.name, *(f"  - {one}" for one in self.screen.purpose))
        tell("", _HOW, "")
        self._ask(self.screen.red_flags)
        others = [one for one in self.screen.questions if not one.is_red_flag]
        if others and not self.screen.assess(self.answers).referral:
            tell("", _NEXT, "")
            self._ask(others)

    def _ask(self, questions: Iterable[Question]) -> None:
        for question in questions:
            self._number += 1
            answer = self._answer(question)
            if answer is None:
                continue
            self.answers[question.id] = answer
            if answer is True and question.level is ReferralLevel.EMERGENCY:
                break

    def _answer(self, question: Question) -> bool | str | None:
        """Return the answer, or None where the question is left out."""
        replies, insisted = _replies(question), not question.is_red_flag
        lead = self.place.removeprefix("question ")
        tell(f"[{lead}] {question.text} ({_choice(question)})")
        while (heard := _heard()) not in replies:
            if heard not in _SKIPS:
                tell(f"That is no answer to it: {shown(heard)}. {_please(question)}")
            elif insisted:
                return None
            else:
                tell(_ONCE_MORE)
                insisted = True
        return replies[heard]


def _replies(question: Question) -> dict[str, bool | str]:
    """Return what may be typed, and what it stands for."""
    if question.kind is AnswerKind.YES_NO:
        return dict(_YES_NO)
    numbers = {str(n): one for n, one in enumerate(question.options, 1)}
    return {**numbers, **{one.casefold(): one for one in question.options}}


def _choice(question: Question) -> str:
    options = (f"{n} {one}" for n, one in enumerate(question.options, 1))
    return ", ".join(options) or "y/n"


def _please(question: Question) -> str:
    if question.kind is AnswerKind.YES_NO:
        return "Please answer y or n."
    return f"Please answer by a number or a word of {_choice(question)}."


def _heard() -> str:
    """Return the next line, in the form that answers are compared in."""
    if sys.stdin is None:  # it was closed before we began
        raise EOFError
    if sys.stdin.isatty():
        print("> ", end="", file=sys.stderr, flush=True)
    try:
        line = sys.stdin.readline()
    except UnicodeError:
        return "?"
    if not line:
        raise EOFError
    return line.strip().casefold()
