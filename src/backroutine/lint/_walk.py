"""Walking all that an entry says, with the way to each part."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs

from ..exercise import Exercise
from ..routine import Routine
from ..screen import Screen

Entry: TypeAlias = Exercise | Routine | Screen
Keep: TypeAlias = Callable[[Any, "attrs.Attribute[Any]"], bool]

_NO_CONTENT = ("basis", "because")
_NAMES = ("id", "easier", "harder", "exercises", "question", "answer", "variation")


def _every(_: object, __: object) -> bool:
    return True


def parts(value: Any, path: str, keep: Keep = _every) -> Iterator[tuple[str, Any]]:
    """Walk what lies directly within a value; an item's exercise is whole."""
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield f"{path}[{index}]", one
    elif attrs.has(type(value)) and not (path and isinstance(value, Exercise)):
        for field in attrs.fields(type(value)):
            if field.name not in _NO_CONTENT and keep(value, field):
                name = f"{path}.{field.name}" if path else field.name
                yield name, getattr(value, field.name)


def nodes(value: Any, path: str = "", keep: Keep = _every) -> Iterator[tuple[str, Any]]:
    """Walk a value and all that lies within it."""
    yield path, value
    for inner, one in parts(value, path, keep):
        yield from nodes(one, inner, keep)


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Walk all that is written for people, without the bases."""
    for path, value in nodes(entry):
        if type(value) is str and _field(path) not in _NAMES:
            yield path, value


def _field(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]
