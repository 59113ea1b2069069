"""Files that are written whole or not at all, wherever the system lets us."""

import os
from contextlib import suppress
from errno import EACCES, EBUSY, EPERM
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from .errors import InvalidValue, Problem

_MAY_NOT_BE_REPLACED = (EACCES, EBUSY, EPERM)  # another's, mounted


def write(text: str, path: str | PathLike[str], verb: str = "dump") -> None:
    """Write text to a file as UTF-8, its line ends as they are.

    What was there stays until all is written, and its owner and permissions pass on to
    what takes its place; a link is followed. What is more than a file of one name,
    such as a pipe, and what may be written but not replaced, is written straight.

    Args:
        text: The text.
        path: Where to.
        verb: What was called, for errors.

    Raises:
        InvalidValue: It is no path, or the text holds a lone surrogate.
        OSError: The system refused.
    """
    write_bytes(_bytes(text, verb), path, verb)


def write_bytes(data: bytes, path: str | PathLike[str], verb: str = "dump") -> None:
    """Write bytes to a file, in the way that `write` writes text.

    Raises:
        InvalidValue: It is no path.
        OSError: The system refused.
    """
    place = _path(path, verb)
    try:
        home = _home(place)
        if _has_more_to_it(place) or not _replaced(home, data):
            place.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(place)) from error


def _bytes(text: str, verb: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise _refused(verb, "text", "text without lone surrogates", text) from None


def _path(given: str | PathLike[str], verb: str) -> Path:
    with suppress(TypeError, ValueError):
        if given != "" and b"\0" not in os.fsencode(given):
            return Path(given)
    raise _refused(verb, "path", "the path of a file", given)


def _refused(verb: str, name: str, what: str, got: object) -> InvalidValue:
    fault = Problem.expected(what, got).faults[0]
    return InvalidValue(verb, (fault.under(name),))


def _home(place: Path) -> Path:
    """Return the file that a link leads to; the system says if it leads nowhere."""
    with suppress(FileNotFoundError):
        place.stat()
    return place.resolve() if place.is_symlink() else place


def _has_more_to_it(place: Path) -> bool:
    """Tell whether it is a pipe or the like, or has another name, too."""
    if place.parent.is_relative_to("/dev") or place.parent.is_relative_to("/proc"):
        return True  # links there lead to what is open, under whatever name
    return place.exists() and (not place.is_file() or place.stat().st_nlink > 1)


def _replaced(place: Path, data: bytes) -> bool:
    """Put a file in its place; tell whether the system lets us."""
    before = _status(place)
    try:
        file = _fresh_file(place.parent)
    except PermissionError:
        return False
    fresh = Path(file.name)
    try:
        with file:
            if before:
                _take_after(before, fresh)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a full disk may say so only now
        fresh.replace(place)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError) and error.errno in _MAY_NOT_BE_REPLACED:
            return False
        raise
    return True


def _status(place: Path) -> os.stat_result | None:
    """Return what a file is like; the system says if it may not be written."""
    if not place.exists():
        return None
    with place.open("ab") as file:
        return os.fstat(file.fileno())


def _fresh_file(folder: Path) -> BinaryIO:
    number = 0
    while True:
        try:
            return (folder / f".backroutine-{number}.tmp").open("xb")
        except FileExistsError:
            number += 1


def _take_after(before: os.stat_result, fresh: Path) -> None:
    # Few may give a file away, and some systems know no owners.
    with suppress(AttributeError, PermissionError):
        os.chown(fresh, before.st_uid, before.st_gid)
    fresh.chmod(before.st_mode & 0o777)
