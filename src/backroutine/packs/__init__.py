"""Where a catalog comes from: the bundled content, a folder or zip, a package.

A pack is a folder of JSON without code::

    pack.json          what it is, and the version of its layout
    sources.json       a list of sources
    exercises/*.json   an exercise each, named after its id
    routines/*.json    a routine each, named after its id
    screens/*.json     a screen each, named after its id

Nothing is read before it is asked for.
"""

from os import PathLike
from typing import TYPE_CHECKING

from ..catalog import Catalog
from . import _bundled
from ._bundled import bundled

if TYPE_CHECKING:
    from ..catalog import Shelf
    from ..exercise import Exercise
    from ..routine import Routine
    from ..screen import Screen
    from ..source import Source

    exercises: Shelf[Exercise]
    routines: Shelf[Routine]
    screens: Shelf[Screen]
    sources: Shelf[Source]

__all__ = [
    "exercises",
    "installed",
    "load",
    "names",
    "routines",
    "screens",
    "sources",
]


def load(
    path: str | PathLike[str] | None = None, *, catalog: Catalog | None = None
) -> Catalog:
    """Read a pack: the bundled one, or that of a folder, of a zip or within a zip.

    A routine of the pack may use exercises of the pack itself and of `catalog` by
    their ids.

    Args:
        path: The folder, the zip file of one, or a folder within a zip file such as
            `packs.zip/clinic`; None stands for the bundled content.
        catalog: What the pack may refer to; unless given, the bundled content.

    Returns:
        What the pack itself holds; put catalogs together with `|`.

    Raises:
        ContentError: Something is wrong; every fault of every file is named.

    Examples:
        >>> import backroutine as br
        >>> "bridge" in br.load().exercises
        True
    """
    if path is None:
        return bundled()
    from ._folders import folder_at
    from ._reading import read_pack

    return read_pack(folder_at(path), bundled() if catalog is None else catalog)


def names() -> tuple[str, ...]:
    """Return the names of the packs that installed packages offer."""
    from ._installed import offers

    return tuple(sorted(offers()))


def installed(*names: str) -> Catalog:
    """Read packs that installed packages offer, and put them together.

    A package offers a pack through the entry point group `backroutine.packs`; the
    entry point names the package that holds the pack's files. Its code is
    imported, so ask only for packages you trust.

    Args:
        names: Which; unless given, all in the order of their names. Then one that
            is broken is left out with a warning.

    Raises:
        UnknownPack: No package offers a pack of that name.
        ContentError: A pack asked for by its name is broken.

    Warns:
        BrokenPack: A pack is broken and was left out.
    """
    from ._installed import every_pack, one_pack

    found = [one_pack(name) for name in names] if names else every_pack()
    together = Catalog()
    for catalog in found:
        together |= catalog
    return together


def __getattr__(name: str) -> object:
    if name in ("exercises", "routines", "screens", "sources"):
        return getattr(_bundled, name)()
    text = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(text)
