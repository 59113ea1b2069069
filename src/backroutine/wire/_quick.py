"""The fast way in for the bundled content, without cattrs.

It trusts the shape of the data, which is honest only because a test proves it
equal to the strict way on every bundled file; the classes check the meaning as
always.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from .._checks import Term
from ..exercise import Exercise
from ._leaves import READERS

Build = Callable[[Any], Any]


def build(cls: type, data: Any, known: Mapping[str, Exercise]) -> Any:
    """Build a noun from data of the right shape; `known` resolves exercise ids."""
    return _builder(cls)(data, known)


@cache
def _builder(kind: Any) -> Callable[[Any, Mapping[str, Exercise]], Any]:
    """Return a function that builds values of a type."""
    if kind in READERS:
        read = READERS[kind]
        return lambda value, _: read(value)
    if isinstance(kind, type) and issubclass(kind, Term):
        return lambda value, _: kind(value)
    if attrs.has(kind):
        return _object(kind)
    inner = _builder(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return lambda values, known: tuple([inner(one, known) for one in values])
    return inner  # what may be None is left out where it is


def _object(cls: Any) -> Callable[[Any, Mapping[str, Exercise]], Any]:
    parts = {f.name: _builder(f.type) for f in attrs.fields(cls) if f.init}

    def make(value: Any, known: Mapping[str, Exercise]) -> Any:
        if type(value) is str:
            return known[value]
        return cls(**{name: parts[name](one, known) for name, one in value.items()})

    return make
