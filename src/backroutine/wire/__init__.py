"""JSON to nouns and back: strict, canonical, all faults at once.

Nouns become objects with the names of their attributes; what is at its default is
left out. Vocabulary stands as its term (`"hook-lying"`), a duration as ISO 8601
(`"PT1S"`), a date as `"2026-12-01"`, a wall time as `"06:45"`, a moment as its
notation (`"after-waking"`), an instant with its offset and zone.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from .._checks import listed
from ..catalog import Catalog
from ..errors import ContentError, Fault, InvalidValue, quoted
from ._text import MOST_BYTES, parse

T = TypeVar("T")

__all__ = [
    "MOST_BYTES",
    "dumps",
    "dumps_lines",
    "loads",
    "loads_lines",
    "parse",
    "structure",
    "unstructure",
]


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


def loads_lines(
    text: str | bytes, cls: type[T], *, catalog: Catalog | None = None, file: str = ""
) -> tuple[tuple[T, ...], tuple[Fault, ...]]:
    r"""Read nouns from JSON lines, such as a log to which a line is added each time.

    A line that cannot be read is left out and costs no other. If a crash tore a line,
    and the next was written right behind it, that next one is read.
    Blank lines are passed over, and so are a byte order mark, carriage returns and
    the NUL bytes that a file system may leave after a crash.

    Args:
        text: The text, or its UTF-8 bytes, of any length; a line is at most 8 MB.
        cls: The class that each line describes, such as `Done`.
        catalog: Where to look up an exercise or a routine that stands as its id.
        file: The name that faults give to the text.

    Returns:
        The nouns, and a fault for all that was left out.

    Raises:
        ContentError: It is no text, or a line is too large.

    Examples:
        >>> import backroutine as br
        >>> days, faults = br.wire.loads_lines('{"n": 2}\n{"n": 3}\n{"n', br.EveryDays)
        >>> days
        (EveryDays(n=2), EveryDays(n=3))
        >>> faults[0].path
        'line 3'
    """
    from ._converter import converter, known
    from ._lines import read_lines

    hook = converter().get_structure_hook(_noun(cls))
    token = known.set(catalog)
    try:
        values: list[T]
        values, faults = read_lines(text, lambda data: hook(data, cls), file)
    finally:
        known.reset(token)
    return tuple(values), tuple(faults)


def dumps_lines(values: Iterable[object], *, catalog: Catalog | None = None) -> str:
    r"""Write nouns as JSON lines: the canonical JSON of each, and a newline.

    Args:
        values: The nouns; none give no text.
        catalog: Exercises and routines within them that stand there are written as
            their ids.

    Raises:
        ContentError: They are no list, or one of them is no noun.

    Examples:
        >>> import backroutine as br
        >>> br.wire.dumps_lines([br.EveryDays(2), br.EveryDays(3)])
        '{"n": 2}\n{"n": 3}\n'
    """
    try:
        nouns = listed(values)
    except InvalidValue as problem:
        raise ContentError(problem.faults) from None
    return "".join(f"{dumps(noun, catalog=catalog)}\n" for noun in nouns)


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
