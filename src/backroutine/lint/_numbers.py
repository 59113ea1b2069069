"""BR101: numbers in the texts of an exercise, beside its data."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ..exercise import Exercise, Step, Variation, cycle_time
from ..terms import Counting
from ._remark import Code, Remark, remark

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_VALUES = {word: value for value, word in enumerate(_WORDS, 1)}
_VALUES |= {"thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60}
_LONGEST_FIRST = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = rf"(?<![\w.,])(\d{{1,4}}(?:\.\d{{1,3}})?|{_LONGEST_FIRST})"
_AMOUNT = re.compile(
    rf"{_NUMBER}(?:\s?(?:-|–|to|or|and)\s?{_NUMBER})?[\s-]"
    r"(?:(?:slow|deep|full|calm|easy|more|whole) )*"
    r"(second|minute|time|rep|repetition|set|breath)s?\b"
    # How often in a day or a week, and when in a day, is not the exercise's to say.
    r"(?! (?:daily|weekly|ago|later|apart"
    r"|(?:a|per|each|every) (?:day|week|month|night|hour)"
    r"|(?:after|before) (?:waking|bed|you (?:wake|get up)|getting up|a meal)))",
    re.IGNORECASE,
)
_SECONDS = {"second": 1, "minute": 60}
_BREATH = (2, 10)  # a quick one and a very slow one, in seconds

_Said: TypeAlias = tuple[str, str, tuple[Step, ...]]


def numbers(exercise: Exercise) -> Iterator[Remark]:
    """Find numbers that differ from the times, repetitions and sets of the data."""
    for path, text, steps in _said(exercise):
        for found in _AMOUNT.finditer(text):
            low, high, unit = found.groups()
            ends = (_value(low), _value(high or low))
            if not _agrees(exercise, steps, unit.lower(), *ends):
                said = f"says {found[0]!r}, and the data does not; let them agree"
                yield remark(Code.BR101, exercise, path, said)


def _said(exercise: Exercise) -> Iterator[_Said]:
    """Walk the texts, each with the steps that it can be about."""
    yield from _in_block("", exercise)
    for index, one in enumerate(exercise.variations):
        yield from _in_block(f"variations[{index}].", one)
    for index, caution in enumerate(exercise.cautions):
        yield f"cautions[{index}].text", caution.text, exercise.cycle


def _in_block(prefix: str, block: Exercise | Variation) -> Iterator[_Said]:
    for index, step in enumerate(block.cycle):
        yield f"{prefix}cycle[{index}].text", step.text, (step,)
        yield f"{prefix}cycle[{index}].cue", step.cue, (step,)
    for index, step in enumerate(block.setup):
        yield f"{prefix}setup[{index}].text", step.text, (step, *block.cycle)
        yield f"{prefix}setup[{index}].cue", step.cue, (step, *block.cycle)
    for index, cue in enumerate(block.cues):
        yield f"{prefix}cues[{index}]", cue, block.cycle


def _value(text: str) -> float:
    return _VALUES.get(text.lower()) or float(text)


def _agrees(
    exercise: Exercise, steps: tuple[Step, ...], unit: str, low: float, high: float
) -> bool:
    dose = exercise.dose
    if unit in _SECONDS:
        scale = _SECONDS[unit]
        times = [*_times(steps), dose.rest.total_seconds()]
        return any(low * scale <= time <= high * scale for time in times)
    if unit == "set":
        return low <= dose.sets <= high
    repeated = _is_a_count(exercise, low) and _is_a_count(exercise, high)
    if unit == "breath":
        quick, slow = _BREATH
        times = _times(steps)
        return repeated or any(low * quick <= one <= high * slow for one in times)
    return repeated


def _times(steps: Iterable[Step]) -> list[float]:
    """Return the times that a text about these steps may name, in seconds."""
    steps = tuple(steps)
    each = [time for one in steps for time in (one.move, one.hold, one.duration)]
    return [time.total_seconds() for time in (*each, cycle_time(steps)) if time]


def _is_a_count(exercise: Exercise, number: float) -> bool:
    """Tell whether the dose has so many: of each side, or of both together."""
    reps, counts = exercise.dose.reps, [number]
    if exercise.has_sides:
        total = exercise.dose.counting is Counting.TOTAL
        counts.append(number * 2 if total else number / 2)
    return any(reps.low <= one <= reps.high for one in counts)
