"""JSON to nouns and back: strict, canonical, all faults at once.

Nouns become objects with the names of their attributes; what is at its default is
left out. Vocabulary stands as its term (`"hook-lying"`), a duration as ISO 8601
(`"PT1S"`), a date as `"2026-12-01"`, a wall time as `"06:45"`, a moment as its
notation (`"after-waking"`), an instant with its offset and zone.
"""

import json
from typing import Any, TypeVar

from ..catalog import Catalog
from ..errors import ContentError, Fault, InvalidValue, quoted
from ._text import MOST_BYTES, parse

T = TypeVar("T")

__all__ = ["MOST_BYTES", "dumps", "loads", "parse", "structure", "unstructure"]


def loads(
    text: str | bytes, cls: type[T], *, catalog: Catalog | None = None, file: str = ""
) -> T:
    """Read a noun from JSON text.

    Args:
        text: The text, or its UTF-8 bytes, at most 8 MB.
        cls: The class that the text describes, such as `Routine`.
        catalog: Where to look up an exercise or a routine that stands as its id.
        file: The name that faults give to the text.

    Raises:
        ContentError: Something is wrong; every fault is named with its path.

    Examples:
        >>> import backroutine as br
        >>> br.wire.loads('{"low": 8, "high": 10}', br.Span)
        Span(low=8, high=10)
    """
    return structure(parse(text, file), cls, catalog=catalog, file=file)


def dumps(
    value: object, *, catalog: Catalog | None = None, indent: int | None = None
) -> str:
    """Write a noun as canonical JSON text: the same value gives the same text.

    Equal values give equal text, too, but for the reasons of a routine and the zone
    of an instant, which do not count when values are compared.

    Args:
        value: The noun.
        catalog: Exercises and routines within it that stand there are written as
            their ids.
        indent: How many spaces to indent by; None writes one line.

    Raises:
        ContentError: The value is no noun.

    Examples:
        >>> import backroutine as br
        >>> br.wire.dumps(br.Span(8, 10))
        '{"low": 8, "high": 10}'
    """
    data = unstructure(value, catalog=catalog)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)


def structure(
    data: object, cls: type[T], *, catalog: Catalog | None = None, file: str = ""
) -> T:
    """Make a noun from plain JSON data: dicts, lists, text, numbers.

    Args:
        data: The data, as `json.loads` gives it.
        cls: The class that the data describes.
        catalog: Where to look up an exercise or a routine that stands as its id.
        file: The name that faults give to the data.

    Raises:
        ContentError: Something is wrong; every fault is named with its path.
    """
    from ._converter import converter, known

    hook = converter().get_structure_hook(_noun(cls))
    token = known.set(catalog)
    try:
        made: T = hook(data, cls)
    except InvalidValue as problem:
        faults = (fault._replace(file=file) for fault in problem.faults)
        raise ContentError(tuple(faults)) from None
    finally:
        known.reset(token)
    return made


def unstructure(value: object, *, catalog: Catalog | None = None) -> Any:
    """Turn a noun into plain JSON data: dicts, lists, text, numbers.

    Args:
        value: The noun.
        catalog: Exercises and routines within it that stand there are written as
            their ids.

    Raises:
        ContentError: The value is no noun.
    """
    from ._converter import converter, known, whole

    hook = converter().get_unstructure_hook(_noun(type(value)))
    tokens = known.set(catalog), whole.set(value)
    try:
        return hook(value)
    finally:
        known.reset(tokens[0])
        whole.reset(tokens[1])


def _noun(cls: Any) -> Any:
    from ._converter import is_noun

    if not is_noun(cls):
        text = f"{quoted(cls)} is none of backroutine's classes"
        raise ContentError((Fault("", text),))
    return cls
