"""The bundled content, by the fast way in."""

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..catalog import Catalog, Shelf
from ..exercise import Exercise
from ..source import Source
from ..wire._quick import build

if TYPE_CHECKING:
    from ..routine import Routine
    from ..screen import Screen

_ROOT = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


@cache
def bundled() -> Catalog:
    """Return the content that comes with the library."""
    return Catalog(exercises(), routines(), sources(), screens())


@cache
def exercises() -> Shelf[Exercise]:
    """Return the exercises that come with the library."""
    return Shelf("exercise", [build(Exercise, one, {}) for one in _each("exercises")])


@cache
def routines() -> "Shelf[Routine]":
    """Return the routines that come with the library."""
    from ..routine import Routine

    known = exercises()
    return Shelf("routine", [build(Routine, one, known) for one in _each("routines")])


@cache
def sources() -> Shelf[Source]:
    """Return the sources of what comes with the library."""
    listed = json.loads(_read("sources.json"))
    return Shelf("source", [build(Source, one, {}) for one in listed])


@cache
def screens() -> "Shelf[Screen]":
    """Return the screens that come with the library."""
    from ..screen import Screen

    return Shelf("screen", [build(Screen, one, {}) for one in _each("screens")])


def _each(folder: str) -> Iterator[Any]:
    for name in sorted(_list(folder)):
        if name.endswith(".json"):
            yield json.loads(_read(f"{folder}/{name}"))


def _list(folder: str) -> list[str]:
    if os.path.isdir(_ROOT):
        return os.listdir(os.path.join(_ROOT, folder))
    inner = _zipped().joinpath(folder)
    return [entry.name for entry in inner.iterdir()] if inner.is_dir() else []


def _read(name: str) -> str:
    if os.path.isdir(_ROOT):
        with open(os.path.join(_ROOT, name), encoding="utf-8") as file:
            return file.read()
    text: str = _zipped().joinpath(name).read_text(encoding="utf-8")
    return text


def _zipped() -> Any:
    from importlib_resources import files

    return files("backroutine") / "data"
