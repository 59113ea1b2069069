"""From a value to a page: what is said and in which order, before it is drawn.

A page holds plain text throughout. `_text` and `_markdown` draw it; only they know
about columns, marks and escapes.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import chain
from typing import Any, NamedTuple

from ..catalog import Catalog, Shelf
from ..errors import Fault, InvalidValue, quoted
from ..exercise import Exercise, Step, Variation
from ..routine import Item, Routine
from ..screen import Screen
from ..source import Basis, Claim, Source
from ..terms import BasisKind
from ..timeline import Timeline
from ..units import minutes
from . import _words as words


class Facts(NamedTuple):
    """Short answers, each with its name; those without an answer are not drawn."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Point(NamedTuple):
    """One entry of a list.

    Attributes:
        text: What it says.
        name: What it is about, drawn before the text and with more weight.
        below: What belongs to it, a line each.
    """

    text: str
    name: str = ""
    below: tuple[str, ...] = ()


class List(NamedTuple):
    """A list under a heading; drawn only where it has points."""

    title: str
    points: tuple[Point, ...]
    numbered: bool = False


class Table(NamedTuple):
    """A table under a heading; drawn only where it has rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Page(NamedTuple):
    """A title, a few lines, and what follows."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Facts | List | Table, ...]


@singledispatch
def page(value: object) -> Page:
    """Return the page of a value.

    Raises:
        InvalidValue: There is no page for such a value.
    """
    known = "an exercise, a routine, a schedule, a session, a timeline, a catalog"
    known = f"{known}, a shelf, a source, an adherence, a placement, a busy"
    known = f"{known}, a screen, an assessment, a referral or a report"
    problem = f"expected {known}, got {quoted(value)}"
    raise InvalidValue("render", (Fault("", problem),))


def bullets(title: str, texts: Iterable[str]) -> List:
    """Return a list of texts."""
    return List(title, tuple(map(Point, texts)))


def _steps(title: str, steps: Iterable[Step]) -> List:
    return List(title, tuple(Point(step.text) for step in steps), numbered=True)


def grounds(
    bases: tuple[Basis, ...], every: Iterable[Basis]
) -> tuple[tuple[str, str], ...]:
    """Return what a value rests on, and every part of it, as facts."""
    return (
        ("Sources", words.sources(every)),
        ("Inferred", words.parts(bases, BasisKind.INFERRED)),
        ("Decided by editors", words.parts(bases, BasisKind.EDITORIAL)),
    )


# -- an exercise -----------------------------------------------------------------


@page.register(Exercise)
def _exercise(exercise: Exercise) -> Page:
    head = (
        ("Id", exercise.id),
        ("Start", words.position(exercise.position)),
        ("Dose", words.amount(Item(exercise))),
        ("Time", str(words.takes(exercise))),
        ("Goals", words.terms(exercise.goals)),
    )
    tail = (
        ("Muscles", words.terms(exercise.muscles)),
        ("Lower back", words.lower_back(exercise)),
        ("Asks for", words.demands(exercise.demands)),
        ("Level", words.term(exercise.level)),
        ("Equipment", words.terms(exercise.equipment)),
        ("Easier", ", ".join(exercise.easier)),
        ("Harder", ", ".join(exercise.harder)),
        ("Also called", ", ".join(exercise.aliases)),
    )
    parts = (
        Facts("", head),
        _steps("Set up", exercise.setup),
        _steps(words.movement(exercise), exercise.cycle),
        bullets("Keep in mind", exercise.cues),
        List("Variations", tuple(map(_variation, exercise.variations))),
        bullets("Take care", map(words.caution, exercise.cautions)),
        Facts("Details", tail + grounds(exercise.basis, exercise.basis)),
    )
    return Page(exercise.name, (), parts)


def _variation(variation: Variation) -> Point:
    steps = (step.text for step in variation.setup + variation.cycle)
    adds = words.terms(variation.goals + variation.muscles)
    cues = (f"Keep in mind: {'; '.join(variation.cues)}",) if variation.cues else ()
    return Point(adds, variation.name, (*steps, *cues))


# -- a routine -------------------------------------------------------------------


@page.register(Routine)
def _routine(routine: Routine) -> Page:
    return Page(name_of(routine), (measure(routine),), routine_parts(routine))


def name_of(routine: Routine) -> str:
    """Return what a routine is called."""
    return routine.name or routine.id or "A routine"


def measure(routine: Routine) -> str:
    number = words.count(len(routine), "exercise")
    pace = routine.effective_pace
    how = words.terms((pace.tempo, pace.effort))
    return f"{number}, {routine.duration}, {how}"


def routine_parts(routine: Routine) -> tuple[Facts | List, ...]:
    facts = (
        ("Id", routine.id),
        ("Goals", words.terms(routine.goals)),
        ("How often", words.limits(routine.limits) if routine.limits else ""),
        ("When", ", ".join(map(str, routine.moments))),
        ("Look back", words.horizon(routine.horizon) if routine.horizon else ""),
    )
    bases = (item.exercise.basis for item in routine)
    every = chain(routine.basis, *bases)
    return (
        bullets("Purpose", routine.purpose),
        List("Exercises", tuple(_points(routine)), numbered=True),
        bullets("Keep in mind", routine.cues),
        bullets("Take care", _cautions(routine)),
        bullets("Why it is like this", map(str, routine.because)),
        Facts("Details", facts + grounds(routine.basis, every)),
    )


def _points(routine: Routine) -> Iterator[Point]:
    before: Exercise | None = None
    for item in routine:
        steps = tuple(_to_do(item, before))
        yield Point(words.amount(item), words.item_name(item), steps)
        before = item.exercise


def _to_do(item: Item, before: Exercise | None) -> Iterator[str]:
    """Walk what to do; who is in its position already need not get there."""
    for index, block in enumerate(item.blocks):
        needed = block.setup if index else item.setup_after(before)
        yield from (step.text for step in needed + block.cycle)
        if item.exercise.has_sides:
            yield words.other_side(item.exercise)


def _cautions(routine: Routine) -> Iterator[str]:
    """Walk the cautions of all, then those of single exercises with their names."""
    yield from map(words.caution, routine.cautions)
    found: dict[str, dict[str, None]] = {}
    for item in routine:
        for one in item.exercise.cautions:
            if one not in routine.cautions:
                found.setdefault(words.caution(one), {})[item.exercise.name] = None
    for text, names in found.items():
        yield f"{text} ({', '.join(names)})"


# -- a timeline ------------------------------------------------------------------


@page.register(Timeline)
def _timeline(timeline: Timeline) -> Page:
    rows = tuple((minutes(cue.start), cue.text) for cue in timeline)
    number = words.count(len(timeline), "cue")
    line = f"{number}, {minutes(timeline.duration)}"
    return Page(timeline.name or "A timeline", (line,), (Table("", _CUES, rows),))


_CUES = ("Time", "Cue")


# -- a catalog, its shelves and its sources --------------------------------------


@page.register(Catalog)
def _catalog(catalog: Catalog) -> Page:
    shelves: list[Shelf[Any]] = [catalog.exercises, catalog.routines, catalog.sources]
    shelves += [catalog.screens]
    lines = (", ".join(words.count(len(one), one.kind) for one in shelves),)
    parts = tuple(_table(one, f"{one.kind}s".capitalize()) for one in shelves)
    return Page("A catalog", lines, parts)


@page.register(Shelf)
def _shelf(shelf: Shelf[Any]) -> Page:
    title = words.count(len(shelf), shelf.kind)
    return Page(title, (), (_table(shelf, ""),))


def _table(shelf: Shelf[Any], title: str) -> Table:
    rows = tuple(map(_ROWS[shelf.kind], shelf.entries))
    return Table(title, _HEADS[shelf.kind], rows)


def _exercise_row(one: Exercise) -> tuple[str, ...]:
    return one.id, one.name, one.position.value, str(words.takes(one))


def _routine_row(one: Routine) -> tuple[str, ...]:
    return one.id, one.name, str(len(one)), str(one.duration)


def _source_row(one: Source) -> tuple[str, ...]:
    return one.id, one.publisher, _published(one), one.title


def _screen_row(one: Screen) -> tuple[str, ...]:
    asked = len(one.questions), len(one.red_flags), len(one.findings)
    return one.id, one.name, *map(str, asked)


_HEADS = {
    "exercise": ("Id", "Name", "Position", "Time"),
    "routine": ("Id", "Name", "Exercises", "Time"),
    "source": ("Id", "Publisher", "Published", "Title"),
    "screen": ("Id", "Name", "Questions", "Red flags", "Findings"),
}
_ROWS: dict[str, Any] = {
    "exercise": _exercise_row,
    "routine": _routine_row,
    "source": _source_row,
    "screen": _screen_row,
}


@page.register(Source)
def _source(source: Source) -> Page:
    parts = (source.author, source.author_role, source.author_credentials)
    facts = (
        ("Id", source.id),
        ("Publisher", source.publisher),
        ("Published", _published(source)),
        ("Kind", words.term(source.kind)),
        ("Author", ", ".join(filter(None, parts))),
        ("Reference", source.reference),
        ("Address", source.url),
        ("Note", source.note),
    )
    claims = tuple(map(_claim, source.claims))
    return Page(source.title, (), (Facts("", facts), List(_ITS_VIEW, claims)))


_ITS_VIEW = "What it says, as its own view"


def _claim(claim: Claim) -> Point:
    below = (claim.note,) if claim.note else ()
    return Point(claim.text, words.capital(words.term(claim.topic)), below)


def _published(source: Source) -> str:
    return source.published.isoformat() if source.published else ""
