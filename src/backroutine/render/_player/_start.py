"""The beginning of the player's page: what to know and to do before the start."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import attrs

from ...exercise import Dose, Exercise
from ...routine import Item
from ...screen import Screen
from ...terms import Counting
from ...units import Reps
from .. import _words
from .._markup import Markup, tag
from .._pages import to_do
from ._care import general, own_cautions
from ._played import Played

_KEYS = (
    ("Space", "pause and go on"),
    ("← and →", "back and skip; with Shift by a whole exercise"),
    ("Home", "start over"),
    ("Escape", "pause"),
    ("M", "voice off and on"),
)
_OWN = "Cautions of single exercises stand below, and are shown as each begins."


def start(played: Played, screen: Screen | None) -> Markup:
    """Return the beginning: what holds for all stands before the button."""
    time = _words.length(played.timeline.duration)
    many = _words.count(len(played.routine), "exercise")
    cares = [own_cautions(played.routine, item) for item in played.routine]
    return tag(
        "section",
        tag("p", f"{time}, {many}.", class_="time"),
        general(played.routine, screen),
        *([tag("p", _OWN, class_="time")] if any(cares) else []),
        tag("button", "Start", id="start", type="button", data_act="start", hidden=""),
        tag("h2", "Exercises"),
        tag("ol", *_exercises(played, cares), class_="exercises"),
        tag("h2", "Keys"),
        tag("dl", *_keys()),
        id="ready",
        aria_label="Before you start",
    )


def _exercises(played: Played, cares: Sequence[list[str]]) -> Iterator[Markup]:
    before: Exercise | None = None
    for item, length, care in zip(played.routine, played.lengths, cares, strict=True):
        amount = _amount(item, played.reps, length, care)
        steps = to_do(item, before)
        yield tag("li", _exercise(_words.item_name(item), amount, steps, care))
        before = item.exercise


def _exercise(
    name: str, amount: str, steps: Iterator[str], care: Sequence[str]
) -> Markup:
    """Return an exercise's name and amount; its steps and cautions are folded."""
    cautions = tag("ul", *(tag("li", text, dir="auto") for text in care))
    return tag(
        "details",
        tag("summary", tag("b", name, dir="auto"), tag("small", amount)),
        tag("ol", *(tag("li", text, dir="auto") for text in steps)),
        *([tag("p", "Take care"), cautions] if care else []),
    )


def _amount(item: Item, reps: Reps, length: timedelta, care: Sequence[str]) -> str:
    many = _words.dose(_exact(item, reps), both_sides=item.exercise.has_sides)
    cautions = _words.count(len(care), "caution") if care else ""
    return "; ".join(filter(None, (many, _words.length(length), cautions)))


def _exact(item: Item, reps: Reps) -> Dose:
    """Return an item's dose with the one number that is played, not a range."""
    per_side = item.exercise.has_sides and item.dose.counting is Counting.PER_SIDE
    return attrs.evolve(item.dose, reps=item.played(reps) // (2 if per_side else 1))


def _keys() -> Iterator[Markup]:
    for key, meaning in _KEYS:
        yield tag("div", tag("dt", tag("kbd", key)), tag("dd", meaning))
