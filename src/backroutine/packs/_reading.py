"""From a pack's folder to a catalog, with all the faults of all its files."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, final

import attrs

from .. import wire
from .._checks import closed, filled, line, slug, whole
from .._links import circles
from ..catalog import Catalog
from ..errors import (
    ContentError,
    Fault,
    Problem,
    UnknownExercise,
    UnknownSource,
    alike,
    did_you_mean,
    quoted,
)
from ..exercise import Exercise
from ..routine import Routine
from ..screen import Screen
from ..source import Basis, Source
from ._folders import Folder

SCHEMA = 1
_FOLDERS = {"exercises": Exercise, "routines": Routine, "screens": Screen}
_FILES = ("pack.json", "sources.json")


@final
@closed
@attrs.frozen(repr=False)
class Pack:
    """State what a pack is.

    Attributes:
        schema: The version of the layout that it is written in.
        id: Its id.
        name: Its name.
        license: The licence of its content, as an SPDX expression.
        description: What it holds.
    """

    schema: int = attrs.field(validator=whole(SCHEMA, SCHEMA))
    id: str = attrs.field(validator=slug)
    name: str = attrs.field(converter=line, validator=filled)
    license: str = attrs.field(default="", converter=line)
    description: str = attrs.field(default="", converter=line)


_FAILED: Any = object()


class _Reader:
    """Read the files of one pack, and gather their faults on the way."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        top = self.attempt("", folder.entries)
        self.top = {} if top is _FAILED else {entry.name: entry for entry in top}

    def attempt(self, file: str, work: Callable[[], Any], place: str = "") -> Any:
        """Do some work on a file; keep its faults and go on."""
        try:
            return work()
        except (ContentError, Problem) as error:
            for fault in error.faults:
                self.blame(file, fault.under(place).path, fault.problem)
        return _FAILED

    def files(self, name: str) -> list[str]:
        """Return the names of the JSON files in a folder; blame what else is there."""
        if name not in self.top:
            return []
        entries = self.attempt(name, partial(self.folder.entries, name))
        found = []
        for entry in () if entries is _FAILED else entries:
            if _is_folder(entry) or not entry.name.endswith(".json"):
                text = "is no JSON file; only those belong here"
                self.blame(f"{name}/{entry.name}", "", text)
            else:
                found.append(entry.name)
        return found

    def data(self, *inner: str) -> Any:
        """Return the JSON data of a file; it has failed where it has a fault."""
        entry = self.folder.root.joinpath(*inner)
        return self.attempt(
            "/".join(inner), lambda: wire.parse(self.folder.read(entry))
        )

    @property
    def broken_exercises(self) -> Iterator[str]:
        """Walk the ids of the exercises whose files have faults."""
        for file in self.broken:
            if file.startswith("exercises/"):
                yield file.removeprefix("exercises/").removesuffix(".json")

    def blame(self, file: str, path: str, problem: str) -> None:
        """Keep one more fault."""
        self.broken.add(file)
        place = f"{self.folder.name}/{file}" if file else self.folder.name
        self.faults.append(Fault(path, problem, place))


def read_pack(folder: Folder, base: Catalog) -> Catalog:
    """Read a pack that may refer to the base.

    Raises:
        ContentError: Something is wrong; every fault of every file is named.
    """
    reader = _Reader(folder)
    _read_manifest(reader)
    _refuse_strangers(reader)
    sources = _read_sources(reader)
    exercises = _read_each(reader, "exercises", base)
    known = base | Catalog(exercises=exercises.values())
    routines = _read_each(reader, "routines", known)
    screens = _read_each(reader, "screens", known)
    own = Catalog(exercises.values(), routines.values(), sources, screens.values())
    _check_references(reader, own, base | own)
    if reader.faults:
        raise ContentError(tuple(reader.faults))
    return own


def _read_manifest(reader: _Reader) -> None:
    """Read pack.json first: a newer layout would make every other fault a riddle."""
    if "pack.json" not in reader.top:
        reader.blame("pack.json", "", "is missing; a pack says there what it is")
        return
    data = reader.data("pack.json")
    schema = data.get("schema") if isinstance(data, dict) else None
    if type(schema) is int and schema > SCHEMA:
        text = f"{schema} is newer than {SCHEMA}, the newest that this version reads"
        reader.blame("pack.json", "schema", f"{text}; upgrade backroutine")
        raise ContentError(tuple(reader.faults))
    if data is not _FAILED:
        reader.attempt("pack.json", lambda: wire.structure(data, Pack))


def _refuse_strangers(reader: _Reader) -> None:
    """Blame folders and JSON files that nothing would read."""
    known = (*_FOLDERS, *_FILES)
    for name, entry in reader.top.items():
        stray = _is_folder(entry) or name.endswith(".json")
        if stray and name not in known:
            hint = did_you_mean(alike(name, known))
            reader.blame(name, "", f"is nothing that a pack holds{hint}")


def _is_folder(entry: Any) -> bool:
    try:
        return bool(entry.is_dir())
    except OSError:  # whatever it is, reading it will tell
        return False


def _read_sources(reader: _Reader) -> list[Source]:
    file = "sources.json"
    data = reader.data(file) if file in reader.top else []
    if data is not _FAILED and not isinstance(data, list):
        reader.blame(file, "", f"expected a list, got {quoted(data)}")
        return []
    found: dict[str, Source] = {}
    for index, one in enumerate([] if data is _FAILED else data):
        read = partial(wire.structure, one, Source)
        source = reader.attempt(file, read, f"[{index}]")
        if source is _FAILED:
            continue
        if source.id in found:
            text = f"{source.id!r} is there twice"
            reader.blame(file, f"[{index}].id", text)
        found[source.id] = source
    return list(found.values())


def _read_each(reader: _Reader, folder: str, known: Catalog) -> dict[str, Any]:
    """Return the entries of a folder by id, those that are broken left out."""
    found: dict[str, Any] = {}
    for name in reader.files(folder):
        file, stem = f"{folder}/{name}", name.removesuffix(".json")
        entry = _read_one(reader, folder, name, known)
        if entry is _FAILED:
            continue
        if entry.id != stem:
            text = f"is {entry.id!r}, but the file is {name!r}; let them agree"
            reader.blame(file, "id", text)
        found[entry.id] = entry
    return found


def _read_one(reader: _Reader, folder: str, name: str, known: Catalog) -> Any:
    data = reader.data(folder, name)
    file = f"{folder}/{name}"
    if isinstance(data, str):
        reader.blame(file, "", f"expected an object, got {quoted(data)}")
        return _FAILED
    if data is _FAILED:
        return _FAILED
    faults = len(reader.faults)
    entry = reader.attempt(
        file, lambda: wire.structure(data, _FOLDERS[folder], catalog=known)
    )
    _forgive(reader, faults)
    return entry


def _forgive(reader: _Reader, first: int) -> None:
    """Drop what only says that an exercise is missing whose own file is broken."""
    said = {f"no exercise {quoted(id)}" for id in reader.broken_exercises}
    reader.faults[first:] = [
        fault
        for fault in reader.faults[first:]
        if fault.problem.partition(" in the catalog")[0] not in said
    ]


# -- what only shows when everything is read ---------------------------------------


def _check_references(reader: _Reader, own: Catalog, everything: Catalog) -> None:
    for folder in _FOLDERS:
        for entry in getattr(own, folder).values():
            file = f"{folder}/{entry.id}.json"
            for path, text in _dangling(entry, everything, reader.broken):
                reader.blame(file, path, text)
    for circle in circles(everything.exercises):
        ours = [id for id in circle if id in own.exercises]
        if ours:
            text = f"goes round in a circle: {' -> '.join(circle)}"
            reader.blame(f"exercises/{ours[0]}.json", "harder", text)


def _dangling(
    entry: Exercise | Routine | Screen, everything: Catalog, broken: set[str]
) -> Iterator[tuple[str, str]]:
    """Walk the ids in an entry that lead nowhere: the path, and what to say.

    What a broken file would have held is not missed as well.
    """
    exercises, sources = everything.exercises, everything.sources
    for path, id in _links(entry):
        if id not in exercises and f"exercises/{id}.json" not in broken:
            yield path, str(UnknownExercise(id, exercises))
    for path, basis in _bases(entry):
        missing = basis.source and basis.source not in sources
        if missing and "sources.json" not in broken:
            yield f"{path}.source", str(UnknownSource(basis.source, sources))


def _links(entry: Exercise | Routine | Screen) -> Iterator[tuple[str, str]]:
    """Walk the ids of other exercises in an entry, with their paths."""
    if isinstance(entry, Exercise):
        for field in ("easier", "harder"):
            for index, id in enumerate(getattr(entry, field)):
                yield f"{field}[{index}]", id
    if isinstance(entry, Screen):
        for index, finding in enumerate(entry.findings):
            for place, id in enumerate(finding.exercises):
                yield f"findings[{index}].exercises[{place}]", id


def _bases(entry: Exercise | Routine | Screen) -> Iterator[tuple[str, Basis]]:
    """Walk all bases in an entry, with their paths."""
    holders = [("", entry.basis)]
    if isinstance(entry, Screen):
        holders += [(f"{place}.", part.basis) for place, part in entry.parts()]
    for place, bases in holders:
        for index, basis in enumerate(bases):
            yield f"{place}basis[{index}]", basis
