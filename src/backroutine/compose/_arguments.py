"""What the verbs are given: checked, with all faults at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from math import inf
from typing import TypeVar

from .._checks import duration, named
from ..errors import Fault, InvalidValue, Problem, quoted

T = TypeVar("T")


def expect(verb: str, **given: tuple[object, type]) -> None:
    """Refuse arguments that are not of their classes.

    Raises:
        InvalidValue: One is not; every fault is named.
    """
    faults = wrong(**given)
    if faults:
        raise InvalidValue(verb, tuple(faults))


def wrong(**given: tuple[object, type]) -> list[Fault]:
    """Return the faults of arguments that are not of their classes."""
    return [
        fault.under(name)
        for name, (value, kind) in given.items()
        if not isinstance(value, kind)
        for fault in Problem.expected(_in_words(kind), value).faults
    ]


def number(name: str, value: object, least: int, most: int) -> tuple[Fault, ...]:
    """Return the fault of what is no whole number from least to most, if it is none."""
    if type(value) is int and least <= value <= most:
        return ()
    what = f"a whole number from {least} to {most}"
    return tuple(fault.under(name) for fault in Problem.expected(what, value).faults)


def told(faults: list[Fault], name: str, instead: T, take: Callable[[], T]) -> T:
    """Take an argument; what is wrong with it is told with the faults of the others."""
    try:
        return take()
    except InvalidValue as problem:
        faults += [fault.under(name) for fault in problem.faults]
        return instead


def _in_words(kind: type) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", named(kind)).lower()


def time_limit(
    verb: str, minutes: float | None, budget: timedelta | str | None
) -> timedelta:
    """Take a time as minutes or as a budget.

    Raises:
        InvalidValue: Not exactly one was given, or it is no time.
    """
    if (minutes is None) == (budget is None):
        text = "give the time as minutes or as a budget, one of the two"
        raise InvalidValue(verb, (Fault("", text),))
    if budget is not None:
        try:
            return max(duration(budget), timedelta(0))
        except InvalidValue as problem:
            faults = tuple(one.under("budget") for one in problem.faults)
            raise InvalidValue(verb, faults) from None
    if type(minutes) not in (int, float) or not 0 <= (minutes or 0) < inf:
        text = f"expected a number of minutes, got {quoted(minutes)}"
        raise InvalidValue(verb, (Fault("minutes", text),))
    return timedelta(minutes=min(minutes or 0, 1e6))
