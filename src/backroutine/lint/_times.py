"""BR104 and BR105: what is said and read, beside the time there is for it."""

from collections.abc import Iterator
from datetime import timedelta

from ..exercise import Exercise, Step
from ..routine import Pace
from ..units import minutes
from ._remark import Code, Remark, remark

_SPOKEN, _READ = 3, 4  # words a second
_MOST_WORDS = 30  # of a text that sets up, for which there is no time of its own
_PAUSE = Pace().shift  # before it begins


def long_cues(exercise: Exercise) -> Iterator[Remark]:
    """Find cues that are still being said when their step is over."""
    for path, step in _steps(exercise, "cycle"):
        if _words(step.cue) > _SPOKEN * step.duration.total_seconds():
            text = f"{_count(step.cue)} cannot be said in {_seconds(step.duration)}"
            yield remark(Code.BR104, exercise, f"{path}.cue", f"{text}; shorten it")


def long_texts(exercise: Exercise) -> Iterator[Remark]:
    """Find texts that nobody has read by the time that their step is over for good."""
    dose = exercise.dose
    times = dose.played("low", both_sides=exercise.has_sides) * dose.sets
    for path, step in _steps(exercise, "cycle"):
        lasts = times * step.duration
        if _words(step.text) > _READ * (lasts + _PAUSE).total_seconds():
            text = f"{_count(step.text)} cannot be read in the {minutes(lasts)}"
            text += " that it lasts and the pause before; shorten it"
            yield remark(Code.BR105, exercise, f"{path}.text", text)
    for path, step in _steps(exercise, "setup"):
        if _words(step.text) > _MOST_WORDS:
            text = f"{_count(step.text)} are many for a step of a set-up; say it in"
            text += f" {_MOST_WORDS} at most, or in two steps"
            yield remark(Code.BR105, exercise, f"{path}.text", text)


def _steps(exercise: Exercise, part: str) -> Iterator[tuple[str, Step]]:
    blocks = [("", exercise.setup, exercise.cycle)]
    for index, one in enumerate(exercise.variations):
        blocks.append((f"variations[{index}].", one.setup, one.cycle))
    for prefix, setup, cycle in blocks:
        for index, step in enumerate(setup if part == "setup" else cycle):
            yield f"{prefix}{part}[{index}]", step


def _words(text: str) -> int:
    return len(text.split())


def _count(text: str) -> str:
    number = _words(text)
    return "1 word" if number == 1 else f"{number} words"


def _seconds(length: timedelta) -> str:
    return f"{length.total_seconds():g} s"
