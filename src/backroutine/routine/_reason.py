"""Why a verb did something to a routine."""

from typing import Any, final

import attrs

from .._checks import (
    closed,
    distinct,
    filled,
    line,
    lines,
)
from ..errors import Fault, Problem
from ..terms import (
    Action,
    Grade,
)


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
