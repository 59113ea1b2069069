"""JSON data to nouns and back, through cattrs, made strict.

By itself cattrs takes `"5"` for 5, `"no"` for True, `"abc"` for a list, and drops
what it does not know. Here every reader refuses what is not exactly right, and
when a value is refused, each of its parts is read once more by itself, so that all
faults come out together, each with its path.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from .._checks import Term, faults_of, named
from ..catalog import Catalog, Shelf
from ..errors import (
    BackroutineError,
    Fault,
    InvalidValue,
    Problem,
    Unknown,
    alike,
    did_you_mean,
    quoted,
)
from ..exercise import Exercise
from ..moment import Weekdays
from ..routine import Routine
from ..schedule import Days, EveryDays
from ..screen import Screen
from ..source import Source
from ._leaves import READERS, WRITERS, term_reader

# Hooks take no further argument, and calls in other threads must not see these.
known: ContextVar[Catalog | None] = ContextVar("known", default=None)
whole: ContextVar[object] = ContextVar("whole", default=None)

_Hook = Callable[[Any, Any], Any]
_ENTRIES: dict[str, type] = {
    "exercise": Exercise,
    "routine": Routine,
    "source": Source,
    "screen": Screen,
}


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


# -- reading -----------------------------------------------------------------------


def _list_hook(kind: Any, converter: Converter) -> _Hook:
    inner = get_args(kind)[0]
    hook = converter.get_structure_hook(inner)

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Problem.expected("a list", value)
        try:
            return tuple([hook(one, inner) for one in value])
        except InvalidValue:
            raise Problem(*_list_faults(value, inner, hook)) from None

    return read


def _list_faults(value: list[Any], inner: Any, hook: _Hook) -> list[Fault]:
    return [
        fault.under(f"[{index}]")
        for index, one in enumerate(value)
        for fault in _attempt(hook, one, inner)[1]
    ]


def _class_hook(cls: type, converter: Converter) -> _Hook:
    build: Any = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=False,
    )

    def read(value: Any, _: Any) -> Any:
        if type(value) is str and cls in (Exercise, Routine):
            return _looked_up(cls, value)
        if type(value) is not dict:
            raise Problem.expected(f"an object {_shape(cls)}", value)
        try:
            return build(value, cls)
        except (BackroutineError, KeyError, ForbiddenExtraKeysError):
            raise Problem(*_object_faults(value, cls, converter)) from None

    return read


_SHAPES = {
    "Slot": '{"moment": "after-waking"}',
    "Item": '{"exercise": "bridge"}',
    "Span": '{"low": 8, "high": 10}',
    "Dose": '{"reps": {"low": 8, "high": 10}}',
    "Window": '{"on": ["fri"], "start": "16:00", "end": "18:00"}',
    "Step": '{"text": "Lift your hips.", "cue": "Hips up", "move": "PT2S"}',
}


def _shape(cls: type) -> str:
    shape = _SHAPES.get(cls.__name__)
    return f"such as {shape}" if shape else f"that is {named(cls)}"


def _looked_up(cls: type, id: str) -> Any:
    catalog = known.get()
    if catalog is None:
        text = f"expected an object, got the id {quoted(id)}; give catalog= to find it"
        raise Problem.saying(text)
    shelf: Mapping[str, Any] = (
        catalog.exercises if cls is Exercise else catalog.routines
    )
    try:
        return shelf[id]
    except Unknown as unknown:
        raise Problem.saying(str(unknown)) from None


def _object_faults(value: Mapping[Any, Any], cls: Any, converter: Converter) -> Any:
    """Read each part by itself, and gather what is wrong with it."""
    fields = {str(f.name): f for f in attrs.fields(cls) if f.init}
    faults = [_unknown(name, cls, fields) for name in value if name not in fields]
    given: dict[str, Any] = {}
    broken: list[str] = []
    for name, field in fields.items():
        part: Any = None
        more: tuple[Fault, ...] = ()
        if name in value:
            hook = converter.get_structure_hook(field.type)
            part, more = _attempt(hook, value[name], field.type)
        elif field.default is attrs.NOTHING:
            more = (Fault("", "is missing"),)
        else:
            continue
        faults += [fault.under(name) for fault in more]
        if more:
            broken.append(name)
        else:
            given[name] = part
    # What is said of a part that could not be read, or of the whole, is said of its
    # default.
    unsure = ("", *broken) if broken else ()
    meaning = [one for one in faults_of(cls, given) if one.top not in unsure]
    if faults or meaning:
        return [*faults, *meaning]
    return _attempt(lambda parts, _: cls(**parts), given, cls)[1]


def _attempt(hook: _Hook, value: Any, kind: Any) -> tuple[Any, tuple[Fault, ...]]:
    try:
        return hook(value, kind), ()
    except InvalidValue as problem:
        return None, problem.faults
    except BackroutineError as error:
        return None, (Fault("", str(error)),)


def _unknown(name: Any, cls: type, fields: Mapping[str, Any]) -> Fault:
    hint = did_you_mean(alike(name, fields)) or f"; known are {', '.join(fields)}"
    return Fault(str(name)[:60] or '""', f"is no field of {cls.__name__}{hint}")


def _optional_hook(kind: Any, converter: Converter) -> _Hook:
    (inner,) = (one for one in get_args(kind) if one is not type(None))
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _is_optional(kind: Any) -> bool:
    inner = get_args(kind)
    return len(inner) == 2 and type(None) in inner  # noqa: PLR2004 - a type and None


def _days_hook(converter: Converter) -> _Hook:
    every = converter.get_structure_hook(EveryDays)

    def read(value: Any, _: Any) -> Weekdays | EveryDays:
        if isinstance(value, dict):
            days: EveryDays = every(value, EveryDays)
            return days
        weekdays: Weekdays = READERS[Weekdays](value)
        return weekdays

    return read


def _shelf_hook(_: Any, converter: Converter) -> _Hook:
    def read(value: Any, _: Any) -> Shelf[Any]:
        kind = value.get("kind") if type(value) is dict else None
        if type(kind) is not str or kind not in _ENTRIES:
            raise Problem.expected('an object with "kind" and "entries"', value)
        fields: dict[str, Any] = {"kind": None, "entries": None}
        strange = [
            _unknown(name, Shelf, fields) for name in value if name not in fields
        ]
        hook = converter.get_structure_hook(_ENTRIES[value["kind"]])
        entries = value.get("entries", [])
        if type(entries) is not list:
            raise Problem(
                Problem.expected("a list", entries).faults[0].under("entries")
            )
        found = [_attempt(hook, one, _ENTRIES[value["kind"]]) for one in entries]
        faults = [
            fault.under(f"entries[{index}]")
            for index, (_, faults) in enumerate(found)
            for fault in faults
        ]
        if strange or faults:
            raise Problem(*strange, *faults)
        return Shelf(value["kind"], tuple(entry for entry, _ in found))

    return read


# -- writing -----------------------------------------------------------------------


def _write_hook(cls: type, converter: Converter) -> Callable[[Any], Any]:
    write: Callable[[Any], Any] = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True
    )
    if cls not in (Exercise, Routine):
        return write

    def by_id(value: Any) -> Any:
        catalog = known.get()
        if catalog is not None and value is not whole.get():
            shelf: Mapping[str, Any] = (
                catalog.exercises if cls is Exercise else catalog.routines
            )
            if _is_the_same(shelf.get(value.id), value):
                return value.id
        return write(value)

    return by_id


def _write_shelf(_: Any, converter: Converter) -> Callable[[Any], Any]:
    def write(shelf: Shelf[Any]) -> dict[str, Any]:
        one = converter.get_unstructure_hook(_ENTRIES[shelf.kind])
        return {"kind": shelf.kind, "entries": [one(entry) for entry in shelf.entries]}

    return write


def _write_days(converter: Converter) -> Callable[[Any], Any]:
    every, names = converter.get_unstructure_hook(EveryDays), WRITERS[Weekdays]
    return lambda days: every(days) if isinstance(days, EveryDays) else names(days)


def _is_the_same(one: Any, other: Any) -> bool:
    """Tell whether nothing would be lost, not even reasons, which do not compare."""
    because = getattr(one, "because", ()) == getattr(other, "because", ())
    return bool(one == other and because)


def _write_list(kind: Any, converter: Converter) -> Callable[[Any], list[Any]]:
    write = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda values: [write(value) for value in values]


def is_noun(kind: Any) -> bool:
    """Tell whether a class is one of the nouns that JSON may describe."""
    cls = get_origin(kind) or kind
    ours = isinstance(cls, type) and cls.__module__.startswith("backroutine.")
    return ours and attrs.has(cls)


def _equals(wanted: Any) -> Callable[[Any], bool]:
    return lambda kind: bool(kind == wanted)


def _is_shelf(kind: Any) -> bool:
    return kind is Shelf or get_origin(kind) is Shelf


@cache
def converter() -> Converter:
    """Return the one converter; later hooks go before earlier ones."""
    made = Converter(detailed_validation=False)
    made.register_structure_hook_factory(attrs.has)(_class_hook)
    made.register_unstructure_hook_factory(attrs.has)(_write_hook)
    made.register_structure_hook_factory(_is_shelf)(_shelf_hook)
    made.register_unstructure_hook_factory(_is_shelf)(_write_shelf)
    made.register_structure_hook_factory(_is_list)(_list_hook)
    made.register_unstructure_hook_factory(_is_list)(_write_list)
    made.register_structure_hook(Term, lambda value, kind: term_reader(kind)(value))
    made.register_unstructure_hook(Term, lambda term: term.value)
    made.register_structure_hook_factory(_is_optional)(_optional_hook)
    made.register_structure_hook_factory(_equals(Days))(
        lambda _, converter: _days_hook(converter)
    )
    made.register_unstructure_hook_factory(_equals(Days))(
        lambda _, converter: _write_days(converter)
    )
    for kind, read in READERS.items():
        if isinstance(kind, type):
            made.register_structure_hook(kind, read)
        else:
            made.register_structure_hook_func(_equals(kind), read)
    for kind, write in WRITERS.items():
        made.register_unstructure_hook_func(_equals(kind), write)
    return made
