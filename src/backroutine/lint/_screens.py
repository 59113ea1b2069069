"""BR112: rules of a screen that contradict themselves, and flags without a source."""

from collections.abc import Iterator

from ..catalog import Catalog
from ..screen import Screen
from ._remark import Code, Remark, remark


def contradictions(own: Catalog, known: Catalog) -> Iterator[Remark]:
    """Find rules that suggest an exercise which they exclude."""
    for screen in own.screens.values():
        for path, demands, id in _suggested(screen):
            suggested = known.exercises.get(id)
            asked = suggested.demands.intersection(demands) if suggested else ()
            if asked:
                words = ", ".join(sorted(asked))
                text = f"{id!r} asks for {words}, which the rule excludes"
                yield remark(Code.BR112, screen, path, text)


def _suggested(screen: Screen) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for index, finding in enumerate(screen.findings):
        for place, id in enumerate(finding.exercises):
            yield f"findings[{index}].exercises[{place}]", finding.excludes, id


def flags_without_a_source(screen: Screen) -> Iterator[Remark]:
    """Find red flags that rest on nothing that can be looked up."""
    for index, question in enumerate(screen.questions):
        if question.is_red_flag and not question.sources:
            text = "is a red flag without a source; name one in its basis"
            yield remark(Code.BR112, screen, f"questions[{index}]", text)
