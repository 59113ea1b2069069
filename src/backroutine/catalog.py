"""A catalog: an immutable set of exercises, routines, sources and screens."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, final

import attrs

from ._checks import Validator, all_are, closed, distinct, listed
from ._protocols import Shown
from .errors import (
    Fault,
    InvalidValue,
    Problem,
    Unknown,
    UnknownExercise,
    UnknownRoutine,
    UnknownScreen,
    UnknownSource,
    alike,
    did_you_mean,
    quoted,
)
from .exercise import Exercise
from .source import Source
from .terms import (
    Demand,
    Direction,
    Equipment,
    Goal,
    Laterality,
    Level,
    Muscle,
    Position,
    Posture,
    SourceKind,
)

__all__ = ["Catalog", "Shelf"]

if TYPE_CHECKING:
    from .routine import Routine
    from .screen import Screen

T = TypeVar("T", Exercise, "Routine", Source, "Screen")

_UNKNOWN: dict[str, type[Unknown]] = {
    "exercise": UnknownExercise,
    "routine": UnknownRoutine,
    "source": UnknownSource,
    "screen": UnknownScreen,
}
_WORD = r"[^\W_]+"
_CLOSE = 0.75
_LONGEST = 100


def _class_of(kind: str) -> type:
    """Return the class of what stands on a shelf; some only when they come."""
    if kind == "routine":
        from .routine import Routine

        return Routine
    if kind == "screen":
        from .screen import Screen

        return Screen
    return Exercise if kind == "exercise" else Source


class _Unread(Mapping[str, T]):
    """Map ids to entries, each of which is read when it is first looked up."""

    def __init__(self, ids: Iterable[str], read: Callable[[str], T]) -> None:
        self._read: Callable[[str], T] = read
        self._found: dict[str, T | None] = dict.fromkeys(ids)

    def __getitem__(self, id: str) -> T:
        found = self._found[id]
        if found is None:
            # Two threads that read it at once get equal ones.
            found = self._found[id] = self._read(id)
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _of_one_kind(
    shelf: "Shelf[Any]", field: "attrs.Attribute[Any]", values: tuple[Any, ...]
) -> None:
    if not isinstance(shelf.kind, str) or shelf.kind not in _UNKNOWN:
        text = f"expected one of {', '.join(_UNKNOWN)}, got {quoted(shelf.kind)}"
        raise Problem(Fault("kind", text))
    all_are(_class_of(shelf.kind))(shelf, field, values)


def _entries(values: Iterable[T]) -> tuple[T, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class Shelf(Shown, Mapping[str, T], Generic[T]):
    """Map ids to entries of one kind, in a steady order.

    Attributes:
        kind: What stands here: `exercise`, `routine`, `source` or `screen`.
        entries: The entries in order.

    Raises:
        InvalidValue: Two entries have the same id.

    Examples:
        >>> import backroutine as br
        >>> br.exercises["bridge"].name, "plank" in br.exercises
        ('Bridge', False)
        >>> br.exercises.search("glute brige")[0].id
        'bridge'
        >>> list(br.exercises.filter(position="half-kneeling"))
        ['hip-flexor-stretch']
    """

    kind: str
    entries: tuple[T, ...] = attrs.field(
        default=(), converter=_entries, validator=[_of_one_kind, distinct]
    )
    _index: Mapping[str, T] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", {one.id: one for one in self.entries})

    @classmethod
    def _reading(
        cls, kind: str, ids: Iterable[str], read: Callable[[str], T]
    ) -> "Shelf[T]":
        """Return a shelf that reads each entry when it is first touched."""
        shelf = cls.__new__(cls)
        object.__setattr__(shelf, "kind", kind)
        object.__setattr__(shelf, "_index", _Unread(ids, read))
        return shelf

    def __reduce__(self) -> tuple[Any, ...]:
        """Go elsewhere with everything read."""
        return Shelf, (self.kind, self.entries)

    def __getattr__(self, name: str) -> Any:
        """Read the entries that were not read yet; nothing else can be missing."""
        if name != "entries":
            text = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(text)
        entries = tuple(self._index.values())
        object.__setattr__(self, "entries", entries)
        return entries

    def __getitem__(self, id: str) -> T:
        """Return the entry of an id.

        Raises:
            UnknownExercise: There is none; for the others, likewise
                `UnknownRoutine`, `UnknownSource` and `UnknownScreen`. All are
                `KeyError`.
        """
        try:
            return self._index[id]
        except (KeyError, TypeError):
            raise _UNKNOWN[self.kind](id, self._index) from None

    def __iter__(self) -> Iterator[str]:
        """Walk the ids in order."""
        return iter(self._index)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._index)

    def __contains__(self, id: object) -> bool:
        """Tell whether there is an entry of this id."""
        return isinstance(id, str) and id in self._index

    def __or__(self, other: "Shelf[T]") -> "Shelf[T]":
        """Put two shelves together; of two entries with one id, the right one stays."""
        if not isinstance(other, Shelf) or other.kind != self.kind:
            return NotImplemented
        together = {**self._index, **other._index}
        return Shelf(self.kind, tuple(together.values()))

    def search(self, words: str) -> list[T]:
        """Return the entries that match words, best first; typos are forgiven.

        Names, ids and aliases count most, then goals, muscles, cues, the position
        and the level. Nothing raises:
        what matches nothing gives an empty list.
        """
        asked = _words(words[:_LONGEST]) if isinstance(words, str) else []
        scores = {one.id: _score(asked, one) for one in self.entries}
        found = [one for one in self.entries if scores[one.id] > 0]
        return sorted(found, key=lambda one: -scores[one.id])

    def filter(self, **facets: object) -> "Shelf[T]":
        """Return the entries that have every facet asked for.

        Exercises have the facets position, posture, laterality, direction, goal,
        muscle, equipment, level, demand and, for what does not ask for it, avoid;
        routines goal, moment and exercise; sources kind; screens none.

        Raises:
            InvalidValue: There is no such facet, or no such value of it.
        """
        known = _FACETS[self.kind]
        faults: list[Fault] = []
        wanted: list[tuple[Callable[[Any], Iterable[object]], object]] = []
        for name, value in facets.items():
            try:
                convert, get = _facet(name, known)
                wanted.append((get, convert(value)))
            except InvalidValue as problem:
                faults += [fault.under(name) for fault in problem.faults]
        if faults:
            raise InvalidValue("filter", tuple(faults))
        return Shelf(
            self.kind,
            tuple(
                one for one in self.entries if all(v in get(one) for get, v in wanted)
            ),
        )

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._index)


_Facet = tuple[Callable[[Any], object], Callable[[Any], Iterable[object]]]


def _moment(value: Any) -> object:
    from .moment import moment

    return moment(value)


def _exercise_id(value: object) -> object:
    if not isinstance(value, (Exercise, str)):
        raise Problem.expected("an exercise or its id", value)
    return value.id if isinstance(value, Exercise) else value


_FACETS: dict[str, dict[str, _Facet]] = {
    "exercise": {
        "position": (Position, lambda one: (one.position,)),
        "posture": (Posture, lambda one: (one.position.posture,)),
        "laterality": (Laterality, lambda one: (one.laterality,)),
        "direction": (Direction, lambda one: one.directions),
        "goal": (Goal, lambda one: one.goals),
        "muscle": (Muscle, lambda one: one.muscles),
        "equipment": (Equipment, lambda one: one.equipment),
        "level": (Level, lambda one: (one.level,)),
        "demand": (Demand, lambda one: one.demands),
        "avoid": (Demand, lambda one: frozenset(Demand) - one.demands),
    },
    "routine": {
        "goal": (Goal, lambda one: one.goals),
        "moment": (_moment, lambda one: one.moments),
        "exercise": (_exercise_id, lambda one: [item.exercise.id for item in one]),
    },
    "source": {"kind": (SourceKind, lambda one: (one.kind,))},
    "screen": {},
}


def _facet(name: str, known: Mapping[str, _Facet]) -> _Facet:
    if name in known:
        return known[name]
    listed = ", ".join(known)
    there = f"known are {listed}" if listed else "there are none for these"
    hint = did_you_mean(alike(name, known)) or f"; {there}"
    raise Problem.saying(f"is no facet{hint}")


def _words(text: str) -> list[str]:
    return re.findall(_WORD, text.casefold())


def _score(asked: list[str], entry: "Exercise | Routine | Source | Screen") -> float:
    """Add up how well each word matches; nothing unless all do."""
    names = _words(" ".join([entry.id, _name(entry), *getattr(entry, "aliases", ())]))
    tags = _words(" ".join(_tags(entry)))
    scores = [_word_score(word, names, tags) for word in asked]
    return sum(scores) if all(scores) else 0


def _tags(entry: Any) -> Iterator[str]:
    for part in ("goals", "muscles", "cues"):
        yield from getattr(entry, part, ())
    if isinstance(entry, Exercise):
        yield from (entry.position, entry.position.posture, entry.level)


def _name(entry: "Exercise | Routine | Source | Screen") -> str:
    return entry.title if isinstance(entry, Source) else entry.name


def _word_score(word: str, names: list[str], tags: list[str]) -> float:
    if word in names:
        return 4
    if any(name.startswith(word) for name in names):
        return 3
    if any(tag.startswith(word) for tag in tags):
        return 2
    from difflib import SequenceMatcher

    close = max((SequenceMatcher(None, word, one).ratio() for one in names), default=0)
    return close if close >= _CLOSE else 0


def _exercises(values: Iterable[Exercise] | Shelf[Exercise]) -> Shelf[Exercise]:
    return values if isinstance(values, Shelf) else Shelf("exercise", listed(values))


def _routines(
    values: "Iterable[Routine] | Shelf[Routine]",
) -> "Shelf[Routine]":
    return values if isinstance(values, Shelf) else Shelf("routine", listed(values))


def _sources(values: Iterable[Source] | Shelf[Source]) -> Shelf[Source]:
    return values if isinstance(values, Shelf) else Shelf("source", listed(values))


def _screens(values: "Iterable[Screen] | Shelf[Screen]") -> "Shelf[Screen]":
    return values if isinstance(values, Shelf) else Shelf("screen", listed(values))


def _of_kind(kind: str) -> Validator:
    def check(_: object, field: "attrs.Attribute[Any]", shelf: Shelf[Any]) -> None:
        if shelf.kind != kind:
            text = f"expected a shelf of kind {kind!r}, got {shelf.kind!r}"
            raise Problem(Fault(field.name, text))

    return check


@final
@closed
@attrs.frozen(repr=False)
class Catalog(Shown):
    """Hold exercises, routines, sources and screens that belong together.

    Catalogs combine with `|`: of two entries with one id, the right one stays.

    Attributes:
        exercises: The exercises by id.
        routines: The routines by id.
        sources: The sources by id.
        screens: The screens by id.

    Examples:
        >>> import backroutine as br
        >>> mine = br.Catalog(exercises=[br.exercises["bridge"]])
        >>> len(br.load() | mine) == len(br.load())
        True
    """

    exercises: Shelf[Exercise] = attrs.field(
        default=(), converter=_exercises, validator=_of_kind("exercise")
    )
    routines: Shelf["Routine"] = attrs.field(
        default=(), converter=_routines, validator=_of_kind("routine")
    )
    sources: Shelf[Source] = attrs.field(
        default=(), converter=_sources, validator=_of_kind("source")
    )
    screens: Shelf["Screen"] = attrs.field(
        default=(), converter=_screens, validator=_of_kind("screen")
    )

    def __or__(self, other: "Catalog") -> "Catalog":
        """Put two together; of two entries with one id, the right one stays."""
        if not isinstance(other, Catalog):
            return NotImplemented
        return Catalog(
            self.exercises | other.exercises,
            self.routines | other.routines,
            self.sources | other.sources,
            self.screens | other.screens,
        )

    def __len__(self) -> int:
        """Return the number of entries of all kinds."""
        inner = len(self.exercises) + len(self.routines)
        return inner + len(self.sources) + len(self.screens)
