"""The answers to the template, one by one and all together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, final, overload

import attrs

from .._checks import all_are, closed, filled, line, listed
from .._protocols import Shown
from ..errors import Fault, InvalidValue, Problem, alike, did_you_mean
from ..source import Basis, bases
from ..terms import Reported

# What each item of the template asks, in the project's own words.
QUESTIONS = {
    "1": "What equipment is needed?",
    "2": "How is whoever prescribes or teaches it qualified?",
    "3": "Alone or in a group?",
    "4": "Supervised or not, and how is it taught?",
    "5": "How is keeping to it measured and told?",
    "6": "What keeps people motivated?",
    "7a": "What decides when it gets harder?",
    "7b": "How does it get harder?",
    "8": "How is each exercise done?",
    "9": "What is done at home?",
    "10": "What belongs to it besides exercise?",
    "11": "What harm came of it, and how often?",
    "12": "Where is it done?",
    "13": "How much, how often and for how long?",
    "14a": "The same for all, or tailored?",
    "14b": "How is it tailored to a person?",
    "15": "What decides where a person begins?",
    "16a": "How is it checked that all goes as planned?",
    "16b": "How far did all go as planned?",
}


def _a_number(_: object, field: "attrs.Attribute[Any]", number: str) -> None:
    if number not in QUESTIONS:
        raise Problem(Fault(field.name, _no_number(number)))


def _no_number(number: object) -> str:
    problem = Problem.expected('the number of an item such as "7a"', number)
    return problem.faults[0].problem + did_you_mean(alike(number, QUESTIONS))


def _is_so(item: "CertItem", _: object, missing: str) -> None:
    """Refuse a status that the value and what is missing do not bear out."""
    if item.status is not status_of(item.value, missing):
        needs = _NEEDS[item.status]
        raise Problem(Fault("status", f"is {item.status}, which needs {needs}"))


def status_of(value: str, missing: str) -> Reported:
    """Return the status that a value and what is missing come to."""
    if not value:
        return Reported.UNKNOWN
    return Reported.PARTIAL if missing else Reported.STATED


_NEEDS = {
    Reported.STATED: "a value and nothing missing",
    Reported.PARTIAL: "a value and what is missing",
    Reported.UNKNOWN: "no value",
}


@final
@closed
@attrs.frozen(repr=False)
class CertItem:
    """Answer one item of the template.

    Attributes:
        number: Its number in the template, such as `7a`.
        question: What it asks, in the project's own words.
        status: Whether the plan answers it whole, in part, or not.
        value: The answer; empty where it is unknown.
        basis: What the answer rests on, each about a path that begins with the id of
            an exercise, routine or source; empty where the plan or the log says it.
        missing: What would answer it whole; empty where nothing is missing.

    Raises:
        InvalidValue: A part makes no sense, or the status does not go with the value.
    """

    number: str = attrs.field(converter=line, validator=_a_number)
    question: str = attrs.field(converter=line, validator=filled)
    status: Reported = attrs.field(converter=Reported)
    value: str = attrs.field(default="", converter=line)
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )
    missing: str = attrs.field(default="", converter=line, validator=_is_so)

    def __str__(self) -> str:
        """Write the number, the question, the answer and what is missing."""
        return f"{self.number} {self.question} {self.answer}"

    @property
    def answer(self) -> str:
        """Return the value or `unknown`, and what is missing, as one text."""
        answer = self.value or Reported.UNKNOWN.value
        return f"{answer} (missing: {self.missing})" if self.missing else answer


def _items(values: Iterable[CertItem]) -> tuple[CertItem, ...]:
    return listed(values)


def _all_in_order(
    _: object, field: "attrs.Attribute[Any]", items: tuple[CertItem, ...]
) -> None:
    if tuple(item.number for item in items) != tuple(QUESTIONS):
        text = f"expected each of these once, in order: {', '.join(QUESTIONS)}"
        raise Problem(Fault(field.name, text))


@final
@closed
@attrs.frozen(repr=False)
class Cert(Shown, Sequence[CertItem]):
    """Hold the answers of a plan to all items of the template: a sequence of them.

    Attributes:
        plan: What the plan is called.
        items: The answers, in the order of the template.

    Raises:
        InvalidValue: An item is missing, is there twice, or is out of order.
    """

    plan: str = attrs.field(converter=line, validator=filled)
    items: tuple[CertItem, ...] = attrs.field(
        converter=_items, validator=[all_are(CertItem), _all_in_order]
    )

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.items)

    def __iter__(self) -> Iterator[CertItem]:
        """Walk the items in order."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> CertItem: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[CertItem, ...]: ...
    def __getitem__(self, index: int | slice) -> CertItem | tuple[CertItem, ...]:
        """Return the item at a place, or those of a slice; `item` goes by number."""
        return self.items[index]

    def item(self, number: str) -> CertItem:
        """Return the item of a number, such as `13` or `7a`.

        Raises:
            InvalidValue: The template has no such item.
        """
        for item in self.items:
            if item.number == number:
                return item
        raise InvalidValue("Cert", (Fault("", _no_number(number)),))
