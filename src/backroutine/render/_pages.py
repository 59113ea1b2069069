"""From a value to a page: what is said and in which order, before it is drawn.

A page holds plain text throughout. `_text`, `_markdown` and `_cards` draw it; only
they know about columns, marks and escapes. What has a picture is named beside its
text, and only a card draws it.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias

from ..catalog import Catalog, Shelf
from ..errors import Fault, InvalidValue, quoted
from ..exercise import Exercise, Step, Variation
from ..pose import Pose
from ..routine import Block, Item, Reason, Routine
from ..schedule import Schedule
from ..screen import Screen
from ..source import Basis, Claim, Source
from ..terms import BasisKind
from ..timeline import Timeline
from ..units import minutes
from . import _words as words

# Which part of it a card folds away; nothing that somebody must not miss.
Fold: TypeAlias = Literal["never", "when long", "always"]
Shows: TypeAlias = Item | Step | Pose | Routine | Timeline | Schedule | None


class Link(str):
    """Hold the address of a page, which a card leads to."""

    __slots__ = ()


class Facts(NamedTuple):
    """Short answers, each with its name; those without an answer are not drawn."""

    title: str
    rows: tuple[tuple[str, str], ...]
    fold: Fold = "never"


class Point(NamedTuple):
    """One entry of a list.

    Attributes:
        text: What it says.
        name: What it is about, drawn before the text and with more weight.
        below: What belongs to it, a line each.
        shows: What a small picture of it shows.
    """

    text: str
    name: str = ""
    below: tuple[str, ...] = ()
    shows: Item | None = None


class List(NamedTuple):
    """A list under a heading; drawn only where it has points."""

    title: str
    points: tuple[Point, ...]
    numbered: bool = False
    fold: Fold = "never"


class Table(NamedTuple):
    """A table under a heading; drawn only where it has rows.

    What small pictures of its rows show is either given for every row or for none.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shows: tuple[Item, ...] = ()


class Page(NamedTuple):
    """A title, a few lines, and what follows; where there is one, with a picture."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Facts | List | Table, ...]
    shows: Shows = None


@singledispatch
def page(value: object) -> Page:
    """Return the page of a value.

    Raises:
        InvalidValue: There is no page for such a value.
    """
    known = "an exercise, an item, a step, a pose, a routine, a schedule, a session"
    known = f"{known}, a timeline, a catalog, a shelf, a source, an adherence"
    known = f"{known}, a placement, a busy, a screen, an assessment, a referral"
    known = f"{known} or a report"
    problem = f"expected {known}, got {quoted(value)}"
    raise InvalidValue("render", (Fault("", problem),))


def bullets(title: str, texts: Iterable[str], fold: Fold = "never") -> List:
    """Return a list of texts."""
    return List(title, tuple(map(Point, texts)), fold=fold)


def details(*rows: tuple[str, str]) -> Facts:
    """Return what only some look for."""
    return Facts("Details", rows, fold="always")


def reasons(because: Iterable[Reason]) -> List:
    """Return what verbs said of what they did."""
    return bullets("Why it is like this", map(str, because), fold="when long")


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
        List("Variations", _variations(exercise), fold="always"),
        bullets("Take care", map(words.caution, exercise.cautions)),
        details(*tail, *grounds(exercise.basis, exercise.basis)),
    )
    return Page(exercise.name, (), parts, Item(exercise))


def _variations(exercise: Exercise) -> tuple[Point, ...]:
    return tuple(map(_variation, exercise.variations))


def _variation(variation: Variation) -> Point:
    steps = (step.text for step in variation.setup + variation.cycle)
    adds = words.terms(variation.goals + variation.muscles)
    cues = (f"Keep in mind: {'; '.join(variation.cues)}",) if variation.cues else ()
    return Point(adds, variation.name, (*steps, *cues))


# -- an exercise as it is done, and the parts of it -------------------------------


@page.register(Item)
def _item(item: Item) -> Page:
    exercise = item.exercise
    varied = exercise.variation(item.variation or "")
    cues = exercise.cues + (varied.cues if varied else ())
    facts = (
        ("Exercise", exercise.id),
        ("Start", words.position(exercise.position)),
        ("Dose", words.amount(item)),
        ("Time", str(words.takes(item))),
    )
    parts: tuple[Facts | List, ...] = (
        Facts("", facts),
        *chain.from_iterable(_block(exercise, block) for block in item.blocks),
        bullets("Keep in mind", dict.fromkeys(cues)),
        bullets("Take care", map(words.caution, exercise.cautions)),
    )
    return Page(words.item_name(item), (), parts, item)


def _block(exercise: Exercise, block: Block) -> tuple[List, ...]:
    movement = words.movement(exercise)
    return _steps("Set up", block.setup), _steps(movement, block.cycle)


@page.register(Step)
def _step(step: Step) -> Page:
    facts = (
        ("Move", words.length(step.move) if step.move else ""),
        ("Hold", words.length(step.hold) if step.hold else ""),
        ("Side", step.side or ""),
    )
    return Page(step.cue, (step.text,), (Facts("", facts),), step)


@page.register(Pose)
def _pose(pose: Pose) -> Page:
    return Page("A pose", (f"Seen from the {pose.view}.",), (), pose)


# -- a routine -------------------------------------------------------------------


@page.register(Routine)
def _routine(routine: Routine) -> Page:
    parts = routine_parts(routine)
    return Page(name_of(routine), (measure(routine),), parts, routine)


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
        reasons(routine.because),
        details(*facts, *grounds(routine.basis, every)),
    )


def _points(routine: Routine) -> Iterator[Point]:
    before: Exercise | None = None
    for item in routine:
        steps = tuple(to_do(item, before))
        yield Point(words.amount(item), words.item_name(item), steps, item)
        before = item.exercise


def to_do(item: Item, before: Exercise | None) -> Iterator[str]:
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
    table = Table("", _CUES, rows)
    return Page(timeline.name or "A timeline", (line,), (table,), timeline)


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
    shows = tuple(map(Item, shelf.entries)) if shelf.kind == "exercise" else ()
    return Table(title, _HEADS[shelf.kind], rows, shows)


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
        ("Address", Link(source.url)),
        ("Note", source.note),
    )
    claims = tuple(map(_claim, source.claims))
    views = List(_ITS_VIEW, claims, fold="when long")
    return Page(source.title, (), (Facts("", facts), views))


_ITS_VIEW = "What it says, as its own view"


def _claim(claim: Claim) -> Point:
    below = (claim.note,) if claim.note else ()
    return Point(claim.text, words.capital(words.term(claim.topic)), below)


def _published(source: Source) -> str:
    return source.published.isoformat() if source.published else ""
