"""BR107 and BR108: what exercises say of each other, and what they are called."""

import re
from collections.abc import Iterator

from .._links import circles as ways_round
from ..catalog import Catalog
from ..exercise import Exercise
from ..terms import Level
from ._remark import Code, Remark, remark

_LEVELS = list(Level)
_BACK = {"easier": "harder", "harder": "easier"}


def links(own: Catalog, known: Catalog) -> Iterator[Remark]:
    """Find links that are not answered, and links along which the level turns."""
    for exercise in own.exercises.values():
        for path, back, id in _links(exercise):
            other = known.exercises.get(id)
            if other is None:
                continue
            if id in own.exercises and exercise.id not in getattr(other, back):
                text = f"{id!r} does not name {exercise.id!r} among its {back}"
                yield remark(Code.BR107, exercise, path, text)
            easy, hard = (other, exercise) if back == "harder" else (exercise, other)
            if _LEVELS.index(easy.level) > _LEVELS.index(hard.level):
                text = f"{easy.id!r} is {easy.level}, and {hard.id!r}, which is to be"
                text += f" harder, only {hard.level}"
                yield remark(Code.BR107, exercise, path, text)


def _links(exercise: Exercise) -> Iterator[tuple[str, str, str]]:
    """Walk the links: the place, the field that answers it, and where it leads."""
    for field, back in _BACK.items():
        for index, id in enumerate(getattr(exercise, field)):
            yield f"{field}[{index}]", back, id


def circles(own: Catalog, known: Catalog) -> Iterator[Remark]:
    """Find ways along the links from an exercise to itself."""
    for circle in ways_round(known.exercises):
        text = f"goes round in a circle: {' -> '.join(circle)}"
        for id in circle[:-1]:
            if id in own.exercises:
                yield remark(Code.BR107, own.exercises[id], "harder", text)


def shared_names(own: Catalog, known: Catalog) -> Iterator[Remark]:
    """Find names that somebody else has: earlier here, or in the base."""
    others = [one for id, one in known.exercises.items() if id not in own.exercises]
    holders: dict[str, str] = {}
    for exercise in others:
        for _, name in _names(exercise):
            holders.setdefault(_plain(name), exercise.id)
    for exercise in own.exercises.values():
        for path, name in _names(exercise):
            holder = holders.setdefault(_plain(name), exercise.id)
            if holder != exercise.id:
                text = f"{holder!r} is called {name!r}, too"
                yield remark(Code.BR108, exercise, path, text)


def _names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "name", exercise.name
    for index, alias in enumerate(exercise.aliases):
        yield f"aliases[{index}]", alias


def _plain(name: str) -> str:
    """Return a name as it sounds: without capitals, hyphens and the like."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold())) or name
