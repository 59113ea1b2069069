"""A linter for packs: what is valid, and still not as it should be.

A pack with faults is refused when it is read. What is remarked on here can be read
and played, but somebody who follows it would stumble, or could not tell what it
rests on. Each remark has a code, and each code a section in the documentation.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..catalog import Catalog
from ..errors import Problem
from ._bases import bases_about_nothing, doses_without_a_source, missing_bases
from ._claims import claims
from ._links import circles, links, shared_names
from ._numbers import numbers
from ._positions import missing_ways_in
from ._remark import CODES, Code, Kind, Remark
from ._routines import early_bends, ups_and_downs
from ._screens import contradictions, flags_without_a_source
from ._sides import sides
from ._times import long_cues, long_texts

if TYPE_CHECKING:
    from ..exercise import Exercise
    from ..routine import Routine
    from ..screen import Screen

__all__ = ["CODES", "Code", "Kind", "Remark", "check"]

_OF_EXERCISES: tuple[Callable[["Exercise"], Iterator[Remark]], ...] = (
    numbers,
    sides,
    missing_ways_in,
    long_cues,
    long_texts,
    missing_bases,
    doses_without_a_source,
    claims,
    bases_about_nothing,
)
_OF_ROUTINES: tuple[Callable[["Routine"], Iterator[Remark]], ...] = (
    ups_and_downs,
    missing_bases,
    claims,
    early_bends,
    bases_about_nothing,
)
_OF_SCREENS: tuple[Callable[["Screen"], Iterator[Remark]], ...] = (
    missing_bases,
    claims,
    flags_without_a_source,
    bases_about_nothing,
)
_OF_CATALOGS: tuple[Callable[[Catalog, Catalog], Iterator[Remark]], ...] = (
    links,
    circles,
    shared_names,
    contradictions,
)


def check(catalog: Catalog, base: Catalog | None = None) -> tuple[Remark, ...]:
    """Return what there is to remark on in the content of a catalog.

    Args:
        catalog: What is checked, as `load` returns it.
        base: What it may refer to besides itself; nothing in it is remarked on.

    Returns:
        The remarks: exercises before routines before screens, each in the order of
        the catalog, then by the place in the entry, then by the code.

    Raises:
        InvalidValue: That is no catalog.

    Examples:
        >>> import backroutine as br
        >>> from backroutine import lint
        >>> lint.check(br.load())
        ()
    """
    base = Catalog() if base is None else base
    for one in (catalog, base):
        if not isinstance(one, Catalog):
            raise Problem.expected("a Catalog", one)
    places = _places(catalog)

    def place(one: Remark) -> tuple[int, list[str | int], str, str]:
        return places[one.kind, one.id], _in_order(one.path), one.code, one.text

    return tuple(sorted(set(_remarks(catalog, base | catalog)), key=place))


def _remarks(catalog: Catalog, known: Catalog) -> Iterator[Remark]:
    for exercise in catalog.exercises.values():
        for of_exercise in _OF_EXERCISES:
            yield from of_exercise(exercise)
    for routine in catalog.routines.values():
        for of_routine in _OF_ROUTINES:
            yield from of_routine(routine)
    for screen in catalog.screens.values():
        for of_screen in _OF_SCREENS:
            yield from of_screen(screen)
    for of_catalog in _OF_CATALOGS:
        yield from of_catalog(catalog, known)


def _places(catalog: Catalog) -> dict[tuple[str, str], int]:
    """Number all entries in their order."""
    shelves = (catalog.exercises, catalog.routines, catalog.screens)
    names = [(shelf.kind, id) for shelf in shelves for id in shelf]
    return {name: place for place, name in enumerate(names)}


def _in_order(path: str) -> list[str | int]:
    """Return what sorts `cycle[2]` before `cycle[10]`."""
    return [int(one) if one.isdecimal() else one for one in re.split(r"(\d+)", path)]
