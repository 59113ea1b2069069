"""Reading files from a folder or a zip that somebody else has made."""

import os
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from importlib_resources.abc import Traversable

from ..errors import ContentError, Fault, Problem, quoted
from ..wire import MOST_BYTES

MOST_FILES = 10_000
MOST_ZIPPED = 100_000_000


class Folder(NamedTuple):
    """A pack's folder; `home` is its real path, which no link may leave."""

    name: str
    root: Any
    home: Path | None = None

    def entries(self, *inner: str) -> Iterator[Traversable]:
        """Walk the entries of a folder within, hidden ones left out, in order.

        Raises:
            Problem: It is no folder, cannot be read or holds too much.
        """
        place = self.root.joinpath(*inner) if inner else self.root
        try:
            found = [one for one in place.iterdir() if not _is_hidden(one.name)]
        except (OSError, ValueError) as error:
            raise Problem.saying(f"is no folder to read: {_reason(error)}") from None
        if len(found) > MOST_FILES:
            raise Problem.saying(f"holds more than {MOST_FILES} files")
        return iter(sorted(found, key=_name))

    def read(self, entry: Traversable) -> bytes:
        """Return the bytes of a regular file of a sane size.

        Raises:
            Problem: It is none, or it cannot be read.
        """
        if isinstance(entry, Path) and self.home is not None:
            _refuse_oddities(entry, self.home)
        try:
            with entry.open("rb") as file:
                data: bytes = file.read(MOST_BYTES + 1)
        except Exception as error:  # noqa: BLE001 - an archive may break in any way
            raise Problem.saying(f"cannot be read: {_reason(error)}") from None
        return data


def _is_hidden(name: str) -> bool:
    """Tell what systems and Python leave behind from what people put there."""
    return name.startswith(".") or (name[:2] == "__" and not name.endswith(".json"))


def _name(entry: Traversable) -> str:
    return entry.name


def folder_at(path: str | PathLike[str]) -> Folder:
    """Return the folder at a path, which may lead into a zip file.

    Raises:
        ContentError: There is none.
    """
    if path == "":
        refuse('""', "is no path")
    try:
        place = Path(os.fspath(path))
        outer = next((one for one in (place, *place.parents) if one.is_file()), None)
        if outer is None and place.is_dir():
            return Folder(place.name or str(place), place, place.resolve())
    except (TypeError, ValueError, OSError, RuntimeError) as error:
        refuse(quoted(path), f"is no path: {_reason(error)}")
    if outer is None:
        refuse(str(path), "is not there; give a folder or a zip file")
    return _in_zip(place, outer)


def _in_zip(place: Path, outer: Path) -> Folder:
    inner = place.relative_to(outer).as_posix()
    try:
        with outer.open("rb") as file:  # at most so much; what is cut off is no zip
            archive = zipfile.ZipFile(BytesIO(file.read(MOST_ZIPPED)))
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        refuse(str(outer), f"is neither a folder nor a zip file: {_reason(error)}")
    archive.filename = str(outer)  # for the words of zipfile's own errors
    listed = archive.namelist()
    twice = sorted(name for name, times in Counter(listed).items() if times > 1)[:5]
    away = [name for name in listed if name.startswith("/") or ".." in name.split("/")]
    if twice or away:
        faults = [Fault("", f"the zip holds {quoted(name)} twice") for name in twice]
        faults += [
            Fault("", f"{quoted(name)} leads out of the zip") for name in away[:5]
        ]
        raise ContentError(tuple(one._replace(file=str(outer)) for one in faults))
    root = zipfile.Path(archive, "" if inner == "." else f"{inner}/")
    if inner != "." and not (root.is_dir() and root.exists()):
        refuse(str(place), "is not there in the zip file")
    return Folder(place.name, root if inner != "." else _only_folder(root))


def _only_folder(root: zipfile.Path) -> zipfile.Path:
    """Step into the folder that was zipped, where it is all that the zip holds."""
    entries = [entry for entry in root.iterdir() if not _is_hidden(entry.name)]
    alone = len(entries) == 1 and entries[0].is_dir()
    return entries[0] if alone and (entries[0] / "pack.json").exists() else root


def _refuse_oddities(entry: Path, home: Path) -> None:
    try:
        real = entry.resolve(strict=True)
        kind = real.stat()
    except (OSError, RuntimeError) as error:
        raise Problem.saying(f"cannot be read: {_reason(error)}") from None
    if home not in real.parents:
        raise Problem.saying("leads out of the folder; copy the file into the pack")
    if not stat.S_ISREG(kind.st_mode):
        raise Problem.saying("is no regular file")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def refuse(file: str, problem: str) -> NoReturn:
    """Refuse a file with one fault."""
    raise ContentError((Fault("", problem, file),))
