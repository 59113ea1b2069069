"""From JSON text to plain data, with nothing let through that JSON forbids."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from ..errors import ContentError, Fault, shown

MOST_BYTES = 8_000_000
TOO_LARGE = f"is larger than {MOST_BYTES // 1_000_000} MB; split it"
TOO_DEEP = "is nested too deeply; content needs a few levels"
TOO_LONG = "holds a number of thousands of digits"
_DEEP = 100


class Constant:
    """Stand for NaN or Infinity, which Python reads and JSON does not have."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def parse(text: str | bytes, file: str = "") -> Any:
    """Read JSON text: UTF-8, every key once, of a sane size and depth.

    NaN and Infinity come out as something that no noun accepts, so that whoever
    reads on can name them together with all other faults.

    Raises:
        ContentError: It is not such text.
    """
    decoded = _decoded(text, file)
    twice: dict[int, tuple[object, list[str]]] = {}

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(key for key, _ in pairs)
            keys = sorted(key for key, number in times.items() if number > 1)
            twice[id(found)] = found, keys  # kept, so that the id stays its own
        return found

    try:
        data = json.loads(decoded, object_pairs_hook=collect, parse_constant=Constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        _refuse(file, f"is no JSON at {where}: {error.msg}")
    except RecursionError:
        _refuse(file, TOO_DEEP)
    except ValueError:
        _refuse(file, TOO_LONG)
    if twice:
        faults = _repeated(data, "", twice)
        raise ContentError(tuple(fault._replace(file=file) for fault in faults))
    return data


def _decoded(text: str | bytes, file: str) -> str:
    if not isinstance(text, (str, bytes)):
        _refuse(file, f"expected JSON text, got {shown(text)}")
    if len(text) > MOST_BYTES:
        _refuse(file, TOO_LARGE)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            _refuse(file, f"is not UTF-8 at byte {error.start}; save it as UTF-8")
    if text.startswith("\ufeff"):
        _refuse(file, "starts with a byte order mark; save it as UTF-8 without one")
    return text


def _refuse(file: str, problem: str) -> NoReturn:
    raise ContentError((Fault("", problem, file),)) from None


def _repeated(
    data: Any, path: str, twice: Mapping[int, tuple[object, list[str]]], depth: int = 0
) -> Iterator[Fault]:
    """Walk the objects that hold a key more than once."""
    if depth > _DEEP:
        yield Fault("", TOO_DEEP)
    elif isinstance(data, dict):
        for key in twice.get(id(data), ((), ()))[1]:
            yield Fault(path, f"the key {shown(key)} is there twice")
        for key, value in data.items():
            inner = f"{path}.{key}" if path else key
            yield from _repeated(value, inner, twice, depth + 1)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _repeated(value, f"{path}[{index}]", twice, depth + 1)
