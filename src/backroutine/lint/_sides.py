"""BR102: left and right, in the data and in the words."""

import re
from collections.abc import Iterator

from ..exercise import Exercise, Step
from ._remark import Code, Remark, remark

_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_NO_SIDE = re.compile(r"\bright(?=[ -](?:angles?|away|after|before)\b)", re.IGNORECASE)


def sides(exercise: Exercise) -> Iterator[Remark]:
    """Find sides that are missing, unsaid, or there where no side is."""
    for path, cycle in _cycles(exercise):
        look = _unsaid if exercise.has_sides else _needless
        for place, text in look(cycle):
            yield remark(Code.BR102, exercise, path + place, text)


def _cycles(exercise: Exercise) -> Iterator[tuple[str, tuple[Step, ...]]]:
    yield "cycle", exercise.cycle
    for index, one in enumerate(exercise.variations):
        yield f"variations[{index}].cycle", one.cycle


def _unsaid(cycle: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    """Look for a step that begins with a side and does not say which."""
    if all(step.side is None for step in cycle):
        yield "", "no step has a side, and the exercise has two"
    before = None
    for index, step in enumerate(cycle):
        if step.side and step.side is not before and step.side not in _said(step):
            yield f"[{index}]", f"the side is {step.side}, and no word says so"
        if _NO_SIDE.search(f"{step.text} {step.cue}"):
            text = "says 'right' for no side; the mirrored step would say 'left'"
            yield f"[{index}]", text
        before = step.side


def _needless(cycle: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    for index, step in enumerate(cycle):
        if step.side or _said(step):
            text = "has a side, and the exercise is bilateral"
            yield f"[{index}]", text


def _said(step: Step) -> set[str]:
    words = f"{step.text} {step.cue}"
    return {side.lower() for side in _SIDE.findall(_NO_SIDE.sub("", words))}
