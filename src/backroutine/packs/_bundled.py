"""The bundled content, by the fast way in."""

import json
import os
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
    return _shelf("exercise", Exercise)


@cache
def routines() -> "Shelf[Routine]":
    """Return the routines that come with the library."""
    from ..routine import Routine

    return _shelf("routine", Routine)


@cache
def sources() -> Shelf[Source]:
    """Return the sources of what comes with the library."""
    listed = json.loads(_read("sources.json"))
    return Shelf("source", [build(Source, one, {}) for one in listed])


@cache
def screens() -> "Shelf[Screen]":
    """Return the screens that come with the library."""
    from ..screen import Screen

    return _shelf("screen", Screen)


def _shelf(kind: str, cls: type) -> Shelf[Any]:
    """Return a shelf of the files of a folder, each read when it is first touched."""
    folder = f"{kind}s"
    files = sorted(name for name in _list(folder) if name.endswith(".json"))

    def read(id: str) -> Any:
        known = {} if cls is Exercise else exercises()
        return build(cls, json.loads(_read(f"{folder}/{id}.json")), known)

    ids = [name.removesuffix(".json") for name in files]
    return Shelf._reading(kind, ids, read)  # noqa: SLF001 - nobody else's are trusted


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
