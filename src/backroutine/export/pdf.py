"""A handout as a PDF: what `render.html` says of the same value, for printers.

It is set by typst, which comes with the extra `pdf` and is loaded only when something
is written. Texts go to it as data, so that none of them can be a command.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from os import PathLike
from typing import Any, cast

# Whole first: another thread may be loading it, and half of it is of no use.
from .. import render as _render  # noqa: F401 - see above
from .._files import write_bytes
from ..errors import Fault, InvalidValue, MissingExtra, quoted
from ..render._handout_content import HandedOut, Handout, handout, routines_of
from ..render._theme import COLOURS
from ..routine import Routine
from ..schedule import Schedule
from ..screen import Screen
from ..source import Source
from ._pdf_template import TEMPLATE

__all__ = ["dump", "dumps", "losses"]

_PAPERS = {"a4": "a4", "letter": "us-letter"}
_INKS = {
    "ink": COLOURS["words"].light,
    "head": COLOURS["near"].light,
    "stop": COLOURS["arrow"].light,
}
_FEW = 5
# What typst's own font lacks: it cannot set that, and at worst it breaks down.
_LACKED = re.compile(
    "[^ -~\u00a0-\u02e4\u02ea-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u0490-\u04c4\u04d0-\u04f9\u05b0-\u05c3\u05d0-\u05ea\u05f0-\u05f4"
    "\u1e00-\u1e9b\u1e9e\u1ea0-\u1ef9\u2000-\u2027\u202a-\u2037\u2039-\u203e\u2044"
    "\u2060-\u2064\u2066-\u2069\u20ac\u2116\u2122\u2153-\u215e\u2190-\u2199\u2212"
    "\u221e\u2248\u2260\u2264\u2265\u25a0\u25a1\u25cb\u25cf]"
)
_INSTEAD = "\u25a1"


def dumps(
    value: HandedOut,
    *,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
    title: str | None = None,
    paper: str = "a4",
) -> bytes:
    """Return a handout of a value as a PDF.

    The same arguments give the same bytes, as long as typst is the same. The file is
    made for screen readers, too (PDF/UA-1). Its font holds Latin, Greek, Cyrillic and
    Hebrew letters; for others, print the page of `render.html`.

    Args:
        value: A routine, a schedule, an exercise or an item (an exercise with its
            variation).
        screen: A movement check, whose stop rules and pain scale are printed.
        sources: Sources by their ids, such as `backroutine.sources`; their titles
            and publishers are printed. Without it, their ids stand there.
        title: What stands above it all, such as somebody's name, with the name of the
            value beside it; the name alone unless given.
        paper: `"a4"` or `"letter"`.

    Raises:
        InvalidValue: An argument makes no sense.
        MissingExtra: The extra `pdf` is not installed.

    Examples:
        >>> import backroutine as br
        >>> br.export.pdf.dumps(br.routines["lower-back-five"], paper="letter")[:5]
        b'%PDF-'
    """
    content = handout("pdf", value, screen, sources, title)
    if not isinstance(paper, str) or paper not in _PAPERS:
        fault = Fault("paper", f'expected "a4" or "letter", got {quoted(paper)}')
        raise InvalidValue("pdf", (fault,))
    return _set(_LACKED.sub(_INSTEAD, _data(content)), _PAPERS[paper])


def dump(
    value: HandedOut,
    path: str | PathLike[str],
    *,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
    title: str | None = None,
    paper: str = "a4",
) -> None:
    """Write a handout of a value to a file, as a PDF.

    A file that is there already is replaced once all is written, and stays as it is
    when something goes wrong.

    Args:
        value: A routine, a schedule, an exercise or an item.
        path: Where to, such as `morning.pdf`.
        screen: As for `dumps`, like all that follow.
        sources: Sources by their ids.
        title: What stands above it all.
        paper: `"a4"` or `"letter"`.

    Raises:
        InvalidValue: An argument makes no sense.
        MissingExtra: The extra `pdf` is not installed.
        OSError: The system refuses to write there.
    """
    more: dict[str, Any] = {"screen": screen, "sources": sources, "title": title}
    write_bytes(dumps(value, paper=paper, **more), path)


def losses(
    value: HandedOut,
    *,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
    title: str | None = None,
) -> tuple[str, ...]:
    """Return what a handout cannot carry of a value, a sentence each.

    Args:
        value: A routine, a schedule, an exercise or an item.
        screen: As for `dumps`.
        sources: As for `dumps`.
        title: As for `dumps`.

    Raises:
        InvalidValue: An argument makes no sense.

    Examples:
        >>> import backroutine as br
        >>> print(br.export.pdf.losses(br.exercises["bridge"])[0])
        How long each movement takes is not carried.
    """
    content = handout("pdf", value, screen, sources, title)
    return (*_parts_lost(value, content), *_signs_lost(_data(content)))


# -- what typst is given ---------------------------------------------------------


def _data(content: Handout) -> str:
    """Return a handout as JSON."""
    whole = {**_plain(content), "lone": content.is_lone}
    return json.dumps(whole, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Return parts by their names, all the way down."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _set(content: str, paper: str) -> bytes:
    """Return what typst makes of it, with nothing that this machine alone has."""
    try:
        from typst import compile as compiled
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "typst":
            raise
        raise MissingExtra("writing a PDF", "pdf", "typst") from None
    made: object = compiled(
        TEMPLATE.encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"handout": content, "paper": paper, **_INKS},
        pdf_standards=["ua-1"],
    )
    return cast("bytes", made)


# -- what is lost ----------------------------------------------------------------


def _parts_lost(value: HandedOut, content: Handout) -> Iterator[str]:
    routines = routines_of(value)
    yield "How long each movement takes is not carried."
    yield "Goals, muscles, the level and links to other exercises are not carried."
    yield "What a fact rests on is carried only as a list of sources."
    yield from _lost_of_exercises(routines, content)
    if any(routine.purpose for routine in routines):
        yield "What a routine is for is not carried."
    if any(routine.because for routine in routines):
        yield "Why a routine is as it is is carried only where it asks for care."
    if isinstance(value, Schedule):
        yield "Of the sessions, only those of the first seven days are carried."


def _lost_of_exercises(
    routines: tuple[Routine, ...], content: Handout
) -> Iterator[str]:
    exercises = [item.exercise for item in chain.from_iterable(routines)]
    cards = chain.from_iterable(section.cards for section in content.sections)
    if any(one.variations for one in exercises):
        yield "Variations that were not chosen are not carried."
    for exercise, card in zip(exercises, cards, strict=True):
        if not card.figures:
            yield f"{quoted(exercise.name)} has no poses and is not drawn."


def _signs_lost(data: str) -> Iterator[str]:
    found = sorted({*_LACKED.findall(data)})
    if found:
        few = ", ".join(f"U+{ord(sign):04X}" for sign in found[:_FEW])
        more = f" and {len(found) - _FEW} more" if found[_FEW:] else ""
        yield f"The font lacks {few}{more}; a box stands for each."
