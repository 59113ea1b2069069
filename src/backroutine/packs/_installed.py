"""Packs that installed packages offer through their entry points."""

import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points

from importlib_resources import files

from ..catalog import Catalog
from ..errors import BrokenPack, ContentError, UnknownPack, quoted
from ._bundled import bundled
from ._folders import Folder, refuse
from ._reading import read_pack

GROUP = "backroutine.packs"


def offers() -> dict[str, EntryPoint]:
    """Return the entry points by name; of two with one name, the first found."""
    found: dict[str, EntryPoint] = {}
    for offer in entry_points(group=GROUP):
        found.setdefault(offer.name, offer)
    return found


def one_pack(name: str) -> Catalog:
    """Read the pack of a name.

    Raises:
        UnknownPack: There is none.
        ContentError: It is broken.
    """
    found = offers()
    if name not in found:
        raise UnknownPack(name, found)
    return _read(found[name])


def every_pack() -> Iterator[Catalog]:
    """Read every pack, and warn of those that are broken."""
    for name, offer in sorted(offers().items()):
        try:
            yield _read(offer)
        except ContentError as error:
            owner = offer.dist.name if offer.dist else "an unknown package"
            text = f"the pack {name!r} of {owner} was left out: {error}"
            warnings.warn(BrokenPack(text), stacklevel=3)


def _read(offer: EntryPoint) -> Catalog:
    try:
        inner = offer.attr.split(".") if offer.attr else ()
        root = files(offer.module).joinpath(*inner)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a stranger's package may do anything
        text = f"its package {offer.module!r} cannot be imported: {quoted(error)}"
        refuse(offer.name, text)
    return read_pack(Folder(offer.name, root), bundled())
