"""What a handout says, before it is drawn as a page or a PDF.

All of it is plain text and items, so that both say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from ..errors import Fault, InvalidValue, quoted
from ..exercise import Exercise
from ..routine import Item, Routine
from ..schedule import Schedule, Session
from ..screen import Screen
from ..source import Basis, Source, sources_of
from ..units import Estimate
from . import _words as words
from ._figures import has_figure, shots, still, telling
from ._markup import Svg
from ._pages import name_of, to_do
from ._plans import cause_of, days_of, except_for, first_week, moment_of
from ._screens import lights

HANDED_OUT = (Routine, Schedule, Exercise, Item)
HandedOut: TypeAlias = Routine | Schedule | Exercise | Item

_CLOSING = (
    "This is no medical advice. If you are unsure, or something worries you, ask a"
    " doctor or a physical therapist."
)


class Card(NamedTuple):
    """An exercise as it is done.

    Attributes:
        item: What is done, to draw it.
        name: Its number and its name; empty where the title says it.
        dose: How often.
        steps: What to do, in order.
        care: When to take care.
    """

    item: Item
    name: str
    dose: str
    steps: tuple[str, ...]
    care: tuple[str, ...]


class Section(NamedTuple):
    """Exercises under a heading, and a line about them, which may be empty."""

    title: str
    line: str
    cards: tuple[Card, ...]


class Notes(NamedTuple):
    """A list under a heading; drawn only where it says something."""

    title: str
    texts: tuple[str, ...]


class Handout(NamedTuple):
    """All that a handout says.

    Attributes:
        title: What it is about.
        facts: Short answers, each with its name.
        sections: The exercises.
        notes: When to take care and when to stop.
        sources: What it rests on.
        closing: What it is not, and whom to ask.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Notes, ...]
    sources: Notes
    closing: str

    @property
    def is_lone(self) -> bool:
        """Tell whether it holds one exercise, which may be drawn larger."""
        return sum(len(one.cards) for one in self.sections) == 1


def handout(
    value: HandedOut,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Handout:
    """Return what the handout of a value says.

    Raises:
        InvalidValue: `screen` is no screen, or `sources` holds what is no source.
    """
    _check(screen, sources)
    routines = routines_of(value)
    shared = _shared_cautions(routines)
    notes = (_care(routines, shared), *(_stop(screen) if screen else ()))
    return Handout(
        title=_title(value),
        facts=tuple(row for row in _facts(value, routines) if row[1]),
        sections=tuple(_sections(value, routines, shared)),
        notes=tuple(one for one in notes if one.texts),
        sources=_sources(_bases(routines, screen), sources or {}),
        closing=_CLOSING,
    )


def figure(item: Item) -> Svg | None:
    """Return the picture of an exercise, where it has poses."""
    return still(item) if has_figure(item) else None


def alternative(item: Item) -> str:
    """Return the words that stand for the picture of an exercise."""
    step = telling(shots(item)).step
    return f"{item.exercise.name}: {step.cue}. {step.text}"


def _check(screen: object, sources: object) -> None:
    faults = []
    if not isinstance(screen, Screen | None):
        faults.append(Fault("screen", f"expected a Screen, got {quoted(screen)}"))
    if not isinstance(sources, Mapping | None):
        text = f"expected sources by their ids, got {quoted(sources)}"
        faults.append(Fault("sources", text))
    if faults:
        raise InvalidValue("handout", tuple(faults))


# -- what it is about ------------------------------------------------------------


def routines_of(value: HandedOut) -> tuple[Routine, ...]:
    """Return the routines of a value; an exercise is one by itself."""
    if isinstance(value, Schedule):
        return value.routines
    return (value if isinstance(value, Routine) else Routine((value,)),)


def _title(value: HandedOut) -> str:
    if isinstance(value, Exercise):
        return value.name
    if isinstance(value, Item):
        return words.item_name(value)
    return ", ".join(map(name_of, routines_of(value)))


def _facts(
    value: HandedOut, routines: tuple[Routine, ...]
) -> Iterator[tuple[str, str]]:
    items = tuple(chain.from_iterable(routines))
    if len(routines) == 1:
        yield "Time", _time(routines[0])
    if isinstance(value, Schedule):
        yield from _plan(value)
        yield "How often", _limits(value, routines)
        yield "First seven days", "; ".join(_first_days(value))
    else:
        yield "When", ", ".join(map(str, routines[0].moments))
        yield "How often", _limits(value, routines)
    yield "You need", words.terms(_each(item.exercise.equipment for item in items))
    yield "Keep in mind", "; ".join(_each(_reminders(value, routines)))


def _time(routine: Routine) -> str:
    pace = routine.effective_pace
    return f"{_about(routine.duration)}; {words.terms((pace.tempo, pace.effort))}"


def _about(time: Estimate) -> str:
    """Write `about 5 minutes`: more would look like a time of the day."""
    number = round(time.middle.total_seconds() / 60)
    return f"about {words.count(number, 'minute')}" if number else "under a minute"


def _limits(value: HandedOut, routines: tuple[Routine, ...]) -> str:
    own = value.limits if isinstance(value, Schedule) else None
    given = own or (routines[0].limits if len(routines) == 1 else None)
    return words.limits(given) if given else ""


def _reminders(
    value: HandedOut, routines: tuple[Routine, ...]
) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Exercise | Item):
        yield routines[0][0].exercise.cues
    yield from (one.cues for one in routines)


def _each(several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return all the texts, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(several)))


# -- when ------------------------------------------------------------------------


def _plan(plan: Schedule) -> Iterator[tuple[str, str]]:
    moments = ", ".join(moment_of(slot.moment, plan.rhythm) for slot in plan.moments)
    bounds = (
        words.day(plan.start),
        plan.until and f"until {words.day(plan.until)}",
        plan.count and words.count(plan.count, "session"),
        except_for(plan) if plan.skip else None,
        f"times in {plan.tz}",
    )
    yield "When", f"{days_of(plan)}: {moments}"
    yield "From", "; ".join(one for one in bounds if one)


def _first_days(plan: Schedule) -> Iterator[str]:
    """Walk the days with sessions; days of the same times stand together."""
    found: dict[str, list[str]] = {}
    for day, sessions in groupby(first_week(plan), lambda one: one.start.date()):
        times = ", ".join(_at(one, plan) for one in sessions)
        found.setdefault(times, []).append(words.day(day))
    for times, days in found.items():
        yield f"{', '.join(days)}: {times}"


def _at(session: Session, plan: Schedule) -> str:
    """Write when a session is, and what is done where that is not the same."""
    routine = f"({name_of(session.routine)})" if len(plan.routines) > 1 else ""
    parts = (cause_of(session.moment), f"{session.start:%H:%M}", routine)
    return " ".join(filter(None, parts))


# -- the exercises ---------------------------------------------------------------


def _sections(
    value: HandedOut, routines: tuple[Routine, ...], shared: Mapping[str, object]
) -> Iterator[Section]:
    several = len(routines) > 1
    for routine in filter(None, routines):
        title = name_of(routine) if several else "Exercises"
        cards = tuple(_cards(routine, shared))
        if isinstance(value, Exercise | Item):
            title, cards = "What to do", (cards[0]._replace(name=""),)
        yield Section(title, _time(routine) if several else "", cards)


def _cards(routine: Routine, shared: Mapping[str, object]) -> Iterator[Card]:
    before: Exercise | None = None
    for number, item in enumerate(routine, 1):
        own = (one for one in item.exercise.cautions if one not in routine.cautions)
        care = dict.fromkeys(map(words.caution, own))
        yield Card(
            item=item,
            name=f"{number}. {words.item_name(item)}",
            dose=words.capital(words.amount(item)),
            steps=tuple(to_do(item, before)),
            care=tuple(one for one in care if one not in shared),
        )
        before = item.exercise


# -- care ------------------------------------------------------------------------


def _shared_cautions(routines: tuple[Routine, ...]) -> dict[str, tuple[str, ...]]:
    """Return what several exercises say in the same words, with their names."""
    found: dict[str, dict[str, None]] = {}
    for exercise in (item.exercise for routine in routines for item in routine):
        for one in exercise.cautions:
            found.setdefault(words.caution(one), {})[exercise.name] = None
    return {text: tuple(names) for text, names in found.items() if len(names) > 1}


def _care(
    routines: tuple[Routine, ...], shared: Mapping[str, tuple[str, ...]]
) -> Notes:
    own = dict.fromkeys(
        words.caution(one) for routine in routines for one in routine.cautions
    )
    more = (
        f"{text} ({', '.join(names)})"
        for text, names in shared.items()
        if text not in own
    )
    return Notes("Take care", (*own, *more))


def _stop(screen: Screen) -> tuple[Notes, Notes]:
    rules = tuple(rule.text for rule in screen.stop_rules)
    points = tuple(lights(screen.pain))
    scale = (f"{one.name}: {one.text}" if one.name else one.text for one in points)
    return Notes("When to stop", rules), Notes("Pain, from 0 to 10", tuple(scale))


# -- sources ---------------------------------------------------------------------


def _bases(routines: tuple[Routine, ...], screen: Screen | None) -> Iterator[Basis]:
    for routine in routines:
        yield from routine.basis
        yield from chain.from_iterable(item.exercise.basis for item in routine)
    if screen:
        yield from chain.from_iterable(rule.basis for rule in screen.stop_rules)
        yield from screen.pain.basis


def _sources(bases: Iterable[Basis], known: Mapping[str, Source]) -> Notes:
    return Notes("Sources", tuple(_source(id, known) for id in sources_of(bases)))


def _source(id: str, known: Mapping[str, Source]) -> str:
    """Write the title and the publisher of a source, or its id."""
    if id not in known:
        return id
    found = known[id]
    if not isinstance(found, Source):
        fault = Fault(f"sources[{id!r}]", f"expected a Source, got {quoted(found)}")
        raise InvalidValue("handout", (fault,))
    return f"{found.title}, {found.publisher}"
