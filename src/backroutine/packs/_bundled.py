"""The bundled content, by the fast way in."""

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..catalog import Catalog
from ..exercise import Exercise
from ..routine import Routine
from ..source import Source
from ..wire._quick import build

_ROOT = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


@cache
def bundled() -> Catalog:
    """Return the content that comes with the library."""
    exercises = [build(Exercise, data, {}) for data in _objects("exercises")]
    known = {exercise.id: exercise for exercise in exercises}
    return Catalog(
        exercises=exercises,
        routines=[build(Routine, data, known) for data in _objects("routines")],
        sources=[build(Source, one, {}) for one in json.loads(_read("sources.json"))],
    )


def _objects(folder: str) -> Iterator[Any]:
    for name in sorted(_list(folder)):
        if name.endswith(".json"):
            yield json.loads(_read(f"{folder}/{name}"))


def _list(folder: str) -> list[str]:
    if os.path.isdir(_ROOT):
        return os.listdir(os.path.join(_ROOT, folder))
    return [entry.name for entry in _zipped().joinpath(folder).iterdir()]


def _read(name: str) -> str:
    if os.path.isdir(_ROOT):
        with open(os.path.join(_ROOT, name), encoding="utf-8") as file:
            return file.read()
    text: str = _zipped().joinpath(name).read_text(encoding="utf-8")
    return text


def _zipped() -> Any:
    from importlib_resources import files

    return files("backroutine") / "data"
