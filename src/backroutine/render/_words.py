"""The words for quantities, terms and days that every rendering shares."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from ..exercise import Caution, Dose, Exercise, Step
from ..routine import Item, Limits, Routine, item_time
from ..source import Basis
from ..terms import (
    WEEK,
    BasisKind,
    Context,
    Demand,
    Goal,
    Grade,
    Laterality,
    Position,
    RangeOfMotion,
    VariationMode,
    Weekday,
)
from ..units import Estimate, Reps

_BELOW = re.compile(r"[.\[]")
_HOUR = timedelta(hours=1)
_WEEK = timedelta(weeks=1)

_POSITIONS = {
    Position.SUPINE: "lying on the back",
    Position.HOOK_LYING: "lying on the back, knees bent",
    Position.SUPINE_90_90: "lying on the back, hips and knees at right angles",
    Position.PRONE: "lying face down",
    Position.SIDE_LYING: "lying on one side",
    Position.QUADRUPED: "on hands and knees",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.TALL_KNEELING: "kneeling upright",
    Position.SEATED: "sitting",
    Position.STANDING: "standing",
    Position.STANDING_AT_WALL: "standing at a wall",
}
_GRADES = {
    Grade.A: "a trial or a guideline",
    Grade.B: "observation",
    Grade.C: "convention or expert opinion",
    Grade.D: "the article alone, or an editor",
}
_PARTS = {
    "": "all of it",
    "cycle": "movement",
    "setup": "set-up",
    "further_demands": "further demands",
}
# What somebody feels while exercising; an `If` says then what it is about.
_FELT = {
    Context.BENDING_HURTS,
    Context.ARCHING_HURTS,
    Context.TWISTING_HURTS,
    Context.LEG_SYMPTOMS,
    Context.WRIST_OR_KNEE_PAIN,
    Context.SHOULDER_PAIN,
    Context.UNSTEADY,
}
_HYPHENATED = {Goal.WARM_UP.value}
_MOVEMENTS = {
    Laterality.BILATERAL: "Movement",
    Laterality.UNILATERAL: "Movement, one side and then the other",
    Laterality.ALTERNATING: "Movement, sides in turn",
    Laterality.CONTRALATERAL_ALTERNATING: "Movement, sides in turn",
}


# -- numbers -------------------------------------------------------------------


def count(number: int, one: str) -> str:
    """Write `1 exercise`, `5 exercises`."""
    return f"{number} {one if number == 1 else f'{one}s'}"


def often(number: int) -> str:
    """Write `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def spread(low: object, high: object) -> str:
    """Write `8 to 10`, or `8` where both ends are the same."""
    return str(low) if low == high else f"{low} to {high}"


def length(time: timedelta) -> str:
    """Write `1 s`, `1.5 s`, `1 min 30 s`."""
    minutes, seconds = divmod(time.total_seconds(), 60)
    parts = [f"{minutes:g} min"] if minutes else []
    if seconds or not minutes:
        parts.append(f"{seconds:g} s")
    return " ".join(parts)


def hours(time: timedelta) -> str:
    """Write `24 h`, `1 h 30 min`."""
    whole, rest = divmod(time, _HOUR)
    return f"{whole} h {length(rest)}" if rest else f"{whole} h"


def horizon(time: timedelta) -> str:
    """Write `after 2 weeks`, `after 10 days`."""
    weeks, rest = divmod(time, _WEEK)
    return f"after {count(time.days, 'day') if rest else count(weeks, 'week')}"


# -- how often -------------------------------------------------------------------


def dose(given: Dose, *, both_sides: bool) -> str:
    """Write how often, such as `8 to 10 times in all, 4 to 5 each side`."""
    low = given.played("low", both_sides=both_sides)
    high = given.played("high", both_sides=both_sides)
    done = _sided(given, low, high) if both_sides else _times(low, high)
    if given.sets == 1:
        return done
    rest = f", {length(given.rest)} rest in between" if given.rest else ""
    return f"{done}; {given.sets} sets{rest}"


def _sided(given: Dose, low: int, high: int) -> str:
    if given.counting == "per-side":
        return f"{_times(low // 2, high // 2)} each side"
    return f"{_times(low, high)} in all, {spread(low // 2, high // 2)} each side"


def _times(low: int, high: int) -> str:
    return often(low) if low == high else f"{low} to {high} times"


def holds(steps: Iterable[Step]) -> str:
    """Write how long positions are held, such as `1 s holds`; empty if never."""
    held = [step.hold for step in steps if step.hold]
    if not held:
        return ""
    times = spread(length(min(held)), length(max(held)))
    return f"{times} {'hold' if len(held) == 1 else 'holds'}"


def amount(item: Item) -> str:
    """Write how often and with which holds an item is done."""
    steps = [step for block in item.blocks for step in block.cycle]
    often_enough = dose(item.dose, both_sides=item.exercise.has_sides)
    return "; ".join(filter(None, (often_enough, holds(steps))))


def limits(given: Limits) -> str:
    """Write `at most twice a day, at least 3 times a week`."""
    most = f"at most {often(given.per_day)} a day" if given.per_day else ""
    least = f"at least {often(given.per_week)} a week" if given.per_week else ""
    return ", ".join(filter(None, (most, least)))


def takes(exercise: Exercise | Item) -> Estimate:
    """Return how long an exercise lasts by itself, once its position is reached."""
    alone = Routine((exercise,))

    def lasts(reps: Reps) -> timedelta:
        return item_time(alone[0], alone[0].played(reps), alone.effective_pace)

    return Estimate(lasts("low"), lasts("middle"), lasts("high"))


# -- terms -----------------------------------------------------------------------


def term(value: str) -> str:
    """Write a term of the vocabulary as words."""
    return value if value in _HYPHENATED else value.replace("-", " ")


def terms(values: Iterable[str]) -> str:
    """Write several terms, with commas."""
    return ", ".join(map(term, values))


def capital(text: str) -> str:
    """Begin with a capital letter, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def place(value: Position) -> str:
    """Write a position in plain words."""
    return _POSITIONS[value]


def position(value: Position) -> str:
    """Write a position in plain words, and the term of the field."""
    words = place(value)
    return words if words == value.value else f"{words} ({value})"


def lower_back(exercise: Exercise) -> str:
    """Write where and how far the lower back moves."""
    where = " and ".join(map(term, exercise.directions))
    if exercise.range is RangeOfMotion.NONE:
        return where
    return f"{where}, {exercise.range} range"


def demands(values: Iterable[Demand]) -> str:
    """Name demands in the order of the vocabulary."""
    asked = frozenset(values)
    return terms(one for one in Demand if one in asked)


def movement(exercise: Exercise) -> str:
    """Return the heading of the steps that are repeated."""
    return _MOVEMENTS[exercise.laterality]


def other_side(exercise: Exercise) -> str:
    """Say what becomes of the side that the steps do not describe."""
    in_turn = "" if exercise.laterality is Laterality.UNILATERAL else ", in turn"
    return f"Then the same on the other side{in_turn}."


def item_name(item: Item) -> str:
    """Return the name of an item's exercise, with its variation."""
    varied = item.exercise.variation(item.variation or "")
    if varied is None:
        return item.exercise.name
    joint = ", then" if item.mode is VariationMode.FOLLOW else ":"
    return f"{item.exercise.name}{joint} {varied.name}"


def caution(given: Caution) -> str:
    """Write for whom and how to take care, each once."""
    if given.context is Context.ANYONE or _tells_for_whom(given):
        return given.text
    return f"{capital(term(given.context))}: {given.text}"


def _tells_for_whom(given: Caution) -> bool:
    """Tell whether a text opens with its context, such as `If arching hurts, `."""
    opening, comma, _ = given.text.casefold().partition(",")
    if given.context in _FELT and opening.startswith("if "):
        return True
    return bool(comma) and {*term(given.context).split()} <= {*opening.split()}


# -- days ------------------------------------------------------------------------


def day(value: date) -> str:
    """Write `Tue 2026-12-01`."""
    return f"{Weekday.of(value).capitalize()} {value.isoformat()}"


def weekdays(values: tuple[Weekday, ...]) -> str:
    """Write `Mon, Wed, Fri`, or `every day`."""
    return "every day" if values == WEEK else ", ".join(map(str.capitalize, values))


# -- grounds ---------------------------------------------------------------------


def sources(bases: Iterable[Basis]) -> str:
    """Name the sources that bases rest on."""
    return ", ".join(dict.fromkeys(basis.source for basis in bases if basis.source))


def support(grade: Grade, bases: Iterable[Basis]) -> str:
    """Write `Grade A, a trial or a guideline: a-source, another`."""
    told = f"Grade {grade}, {_GRADES[grade]}"
    named = sources(bases)
    return f"{told}: {named}" if named else told


def parts(bases: Iterable[Basis], kind: BasisKind) -> str:
    """Name what rests, wholly or in part, on a basis of a kind."""
    found = (basis.about for basis in bases if basis.kind is kind)
    names = dict.fromkeys(_BELOW.split(about, 1)[0] for about in found)
    return ", ".join(_PARTS.get(name, name) for name in names)
