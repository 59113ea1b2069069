"""JSON lines: a record a line, some of which a crash may have torn.

A line that is whole is read in one go. Any other is searched for the records that
stand in it whole, and the rest of it is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from json import JSONDecodeError, JSONDecoder
from typing import Any, TypeVar

from ..errors import ContentError, Fault, InvalidValue, Problem, shown
from ._text import MOST_BYTES, TOO_DEEP, TOO_LARGE, TOO_LONG, Constant

T = TypeVar("T")
Read = Callable[[Any], T]

_BLANK = " \t\r\0\ufeff"  # NUL is what some file systems leave after a crash
_STRAY = re.compile("[\udc80-\udcff]")
_STAND_IN = "\x1a"  # as a control character it makes any JSON that holds it invalid
_OPENING = re.compile(r'\{(?=\s*")')
_ENDING = re.compile(rf"[{_BLANK}]*(?:\{{|$)")
_PATIENCE = 64  # so many times a line's length is looked at, and no more


def read_lines(
    text: str | bytes, read: Read[T], file: str
) -> tuple[list[T], list[Fault]]:
    """Read each line by itself; return what was read, and what is wrong.

    Raises:
        ContentError: The text is none, or a line of it is too large.
    """
    values: list[T] = []
    faults: list[Fault] = []
    for number, line in enumerate(_lines(text, file), 1):
        if not line:
            continue
        try:
            values.append(_whole(line, read))
        except JSONDecodeError as error:
            found, broken = _rescued(line, read, error)
            values += found
            faults += [_placed(fault, number, file) for fault in broken]
        except InvalidValue as problem:
            faults += [_placed(fault, number, file) for fault in problem.faults]
    return values, faults


def _placed(fault: Fault, line: int, file: str) -> Fault:
    return fault.under(f"line {line}")._replace(file=file)


# -- from text to lines ------------------------------------------------------------


def _lines(text: str | bytes, file: str) -> list[str]:
    if not isinstance(text, (str, bytes)):
        fault = Problem.expected("lines of JSON", text).faults[0]
        raise ContentError((fault._replace(file=file),))
    decoded = text if isinstance(text, str) else _decoded(text)
    lines = [line.strip(_BLANK) for line in decoded.split("\n")]
    large = [n for n, line in enumerate(lines, 1) if len(line) > MOST_BYTES]
    if large:
        fault = Fault("", TOO_LARGE)
        raise ContentError(tuple(_placed(fault, number, file) for number in large))
    return lines


def _decoded(text: bytes) -> str:
    """Decode UTF-8; what is none spoils the record that holds it, and no other."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return _STRAY.sub(_STAND_IN, text.decode("utf-8", "surrogateescape"))


# -- from a line to records --------------------------------------------------------


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs) - Counter(found.keys())
        told = [Fault("", f"the key {shown(key)} is there twice") for key in twice]
        raise Problem(*told)
    return found


_DECODER = JSONDecoder(object_pairs_hook=_each_once, parse_constant=Constant)


def _whole(line: str, read: Read[T]) -> T:
    try:
        return read(_DECODER.decode(line))
    except (JSONDecodeError, InvalidValue):
        raise
    except RecursionError:
        raise Problem.saying(TOO_DEEP) from None
    except ValueError:
        raise Problem.saying(TOO_LONG) from None


def _rescued(
    line: str, read: Read[T], error: JSONDecodeError
) -> tuple[list[T], list[Fault]]:
    """Return the records that stand whole in a broken line, and what is left of it."""
    values: list[T] = []
    left: list[str] = []
    place = 0
    for start, end, value in _records(line, read):
        values.append(value)
        left.append(line[place:start])
        place = end
    if not values:
        text = f"is no JSON at column {error.colno}: {error.msg}"
        what = "is torn" if line.startswith("{") else text
        return [], [Fault("", f"{what}; left out {_told(line)}")]
    torn = [part for text in (*left, line[place:]) if (part := text.strip(_BLANK))]
    return values, [Fault("", f"is torn; left out {_told(part)}") for part in torn]


def _told(text: str) -> str:
    return shown(text.replace(_STAND_IN, "\ufffd"))


def _records(line: str, read: Read[T]) -> Iterator[tuple[int, int, T]]:
    """Walk the records of a line: from where to where, and what.

    An object behind something torn may be a part of that, unless it ends the line or
    another one begins right behind it.
    """
    place = behind = 0
    patience = _PATIENCE * len(line)
    while patience > 0 and (opening := _OPENING.search(line, place)):
        start = opening.start()
        try:
            data, place = _DECODER.raw_decode(line, start)
        except (ValueError, RecursionError) as error:
            patience -= getattr(error, "pos", len(line))
            place = start + 1
            continue
        if start == behind or _ENDING.match(line, place):
            with suppress(InvalidValue):
                yield start, place, read(data)
                behind = place
