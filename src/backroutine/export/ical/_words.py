"""What an entry in a calendar says about a session."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import time

from ...moment import Moment
from ...routine import Item, Routine
from ...source import Source


def title(routine: Routine) -> str:
    """Return the line that a calendar shows."""
    return routine.name or routine.id or "Exercises"


def description(routine: Routine, moment: Moment, source: Source | None) -> str:
    """Return the steps in short, and what to keep in mind."""
    parts = (
        [_headline(routine, moment)],
        [f"{number}. {_item(item)}" for number, item in enumerate(routine, 1)],
        [f"Keep in mind: {'; '.join(routine.cues)}."] if routine.cues else [],
        [caution.text for caution in routine.cautions],
        [f"Source: {source.title}, {source.publisher}"] if source else [],
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def _headline(routine: Routine, moment: Moment) -> str:
    when = "" if isinstance(moment.at, time) else f"{str(moment).capitalize()}. "
    number = len(routine)
    exercises = "1 exercise" if number == 1 else f"{number} exercises"
    return f"{when}{exercises}, {routine.duration}"


def _item(item: Item) -> str:
    cues = "; ".join(step.cue for block in item.blocks for step in block.cycle)
    return f"{item.exercise.name}{_variation(item)}, {_times(item)}: {cues}"


def _variation(item: Item) -> str:
    varied = item.exercise.variation(item.variation) if item.variation else None
    return f" ({varied.name})" if varied else ""


def _times(item: Item) -> str:
    low, high = item.played("low"), item.played("high")
    times = f"{low} times" if low == high else f"{low} to {high} times"
    sets = f"{item.dose.sets} sets of {times}" if item.dose.sets > 1 else times
    return f"{sets}, both sides together" if item.exercise.has_sides else sets


def main_source(routine: Routine, sources: Mapping[str, Source]) -> Source | None:
    """Return the source that most of a routine's exercises rest on, if it is known."""
    return next((sources[id] for id in source_ids(routine) if id in sources), None)


def source_ids(routine: Routine) -> Iterator[str]:
    """Walk the ids of the sources that a routine rests on.

    First come those of most of its exercises, then those of most of its facts.
    """
    moves = Counter(id for item in routine for id in item.exercise.sources)
    bases = [*routine.basis, *(one for item in routine for one in item.exercise.basis)]
    facts = Counter(basis.source for basis in bases if basis.source)
    ranked = (id for counted in (moves, facts) for id, _ in counted.most_common())
    return iter(dict.fromkeys(ranked))
