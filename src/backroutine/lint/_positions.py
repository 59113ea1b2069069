"""BR103 for exercises: the way into the position that the cycle starts from."""

import re
from collections.abc import Iterator

from ..exercise import Exercise
from ..terms import Posture
from ._remark import Code, Remark, remark

_WORDS = {
    Posture.LYING: r"lie|lying|lay|onto your (?:back|front|stomach|belly|\w+ side)",
    Posture.KNEELING: r"kneel\w*|hands and knees|all fours|on (?:one|both|your) knees?",
    Posture.SITTING: r"sit|sitting|seated",
    Posture.STANDING: r"stand|standing|on your feet",
}


def missing_ways_in(exercise: Exercise) -> Iterator[Remark]:
    """Find a set-up that never says how to get where the exercise takes place."""
    posture = exercise.position.posture
    words = " ".join(f"{step.text} {step.cue}" for step in exercise.setup)
    if not re.search(rf"\b(?:{_WORDS[posture]})\b", words, re.IGNORECASE):
        text = f"never says how to get into {posture}, where the exercise starts"
        yield remark(Code.BR103, exercise, "setup", text)
