"""What a handout says, before it is drawn as a page or a PDF.

All of it is plain text and pictures, so that both say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias, TypeGuard

from ..errors import Fault, InvalidValue, quoted
from ..exercise import Caution, Exercise
from ..routine import Item, Reason, Routine
from ..schedule import Schedule, Session
from ..screen import Screen
from ..source import Source
from ..units import Estimate
from . import _words as words
from ._handout_figures import Figure, figures
from ._handout_sources import check_given, of_routine, of_stopping, titles
from ._pages import name_of, to_do
from ._plans import cause_of, days_of, except_for, first_week, moment_of
from ._screens import lights

HandedOut: TypeAlias = Routine | Schedule | Exercise | Item
_HANDED_OUT = (Routine, Schedule, Exercise, Item)

_CLOSING = (
    "This is no medical advice. If you are unsure, or something worries you, ask a"
    " doctor or a physical therapist."
)
_WITH_CARE = "with care: "  # so begins what a verb asks of one person


class Card(NamedTuple):
    """An exercise as it is done.

    Attributes:
        name: Its number and its name; empty where the title says it.
        dose: How often.
        start: Where it starts; empty where the steps lead there.
        figures: Its pictures, where it has poses.
        steps: What to do, in order.
        care: When to take care; what is meant for this person comes first.
    """

    name: str
    dose: str
    start: str
    figures: tuple[Figure, ...]
    steps: tuple[str, ...]
    care: tuple[str, ...]


class Section(NamedTuple):
    """Exercises under a heading, and a line about them, which may be empty."""

    title: str
    line: str
    cards: tuple[Card, ...]


class Notes(NamedTuple):
    """A list under a heading; drawn only where it says something.

    Attributes:
        title: The heading.
        texts: What it says.
        urgent: Whether it is read before the exercises, and marked.
    """

    title: str
    texts: tuple[str, ...]
    urgent: bool = False


class Handout(NamedTuple):
    """All that a handout says.

    Attributes:
        title: What it is about, or whom it is for.
        about: What it is about, where the title does not say it.
        facts: Short answers, each with its name.
        sections: The exercises.
        notes: When to take care and when to stop; what is urgent comes first.
        sources: What it rests on.
        closing: What it is not, and whom to ask.
    """

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Notes, ...]
    sources: Notes
    closing: str

    @property
    def is_lone(self) -> bool:
        """Tell whether it holds one exercise, which may be drawn larger."""
        return sum(len(one.cards) for one in self.sections) == 1


def is_handed_out(value: object) -> TypeGuard[HandedOut]:
    """Tell whether there is a handout of a value."""
    return isinstance(value, _HANDED_OUT)


def handout(
    verb: str,
    value: HandedOut,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
    title: str | None = None,
) -> Handout:
    """Return what the handout of a value says; errors name the verb it is for.

    Raises:
        InvalidValue: There is no handout of the value, or an argument makes no sense.
    """
    if not is_handed_out(value):
        raise InvalidValue(verb, (_not_handed_out(value),))
    check_given(verb, screen, sources, title)
    routines = routines_of(value)
    named = _name(value)
    ids = chain(_ids(routines), of_stopping(screen) if screen else ())
    return Handout(
        title=title or named,
        about=named if title else "",
        facts=tuple(row for row in _facts(value, routines) if row[1]),
        sections=tuple(_sections(value, routines)),
        notes=tuple(one for one in _notes(routines, screen) if one.texts),
        sources=Notes("Sources", tuple(titles(verb, ids, sources or {}))),
        closing=_CLOSING,
    )


def _not_handed_out(value: object) -> Fault:
    known = "expected a routine, a schedule, an exercise or an item"
    hint = "to print anything else, use `backroutine.render.html`"
    return Fault("", f"{known}, got {quoted(value)}; {hint}")


def _ids(routines: tuple[Routine, ...]) -> Iterator[str]:
    """Walk the sources of routines, and of what they ask one person."""
    for routine in routines:
        yield from of_routine(routine)
        held = {item.exercise.id for item in routine}
        cares = (one for one in _cares(routine) if one.about in held)
        yield from chain.from_iterable(one.sources for one in cares)


# -- what it is about ------------------------------------------------------------


def routines_of(value: HandedOut) -> tuple[Routine, ...]:
    """Return the routines of a value; an exercise is one by itself."""
    if isinstance(value, Schedule):
        return value.routines
    return (value if isinstance(value, Routine) else Routine((value,)),)


def _name(value: HandedOut) -> str:
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


def _sections(value: HandedOut, routines: tuple[Routine, ...]) -> Iterator[Section]:
    several = len(routines) > 1
    shared = _shared_cautions(routines)
    for routine in filter(None, routines):
        title = name_of(routine) if several else "Exercises"
        cards = tuple(_cards(routine, shared))
        if isinstance(value, Exercise | Item):
            title, cards = "What to do", (cards[0]._replace(name=""),)
        yield Section(title, _time(routine) if several else "", cards)


def _cards(routine: Routine, shared: Mapping[str, object]) -> Iterator[Card]:
    before: Exercise | None = None
    for number, item in enumerate(routine, 1):
        own = dict.fromkeys(map(words.caution, _own_cautions(routine, item.exercise)))
        more = (one for one in own if one not in shared)
        yield Card(
            name=f"{number}. {words.item_name(item)}",
            dose=words.capital(words.amount(item)),
            start=_start(item, before),
            figures=figures(item),
            steps=tuple(to_do(item, before)),
            care=(*_with_care(routine, item.exercise), *more),
        )
        before = item.exercise


def _start(item: Item, before: Exercise | None) -> str:
    """Say where an exercise starts, unless all steps that lead there are said."""
    if item.setup_after(before) == item.blocks[0].setup:
        return ""
    return f"Start: {words.place(item.exercise.position)}"


# -- care ------------------------------------------------------------------------


def _cares(routine: Routine) -> Iterator[Reason]:
    """Walk what the verbs that made a routine ask one person to take care of."""
    return (one for one in routine.because if one.text.startswith(_WITH_CARE))


def _with_care(routine: Routine, exercise: Exercise) -> tuple[str, ...]:
    """Return what somebody is asked to take care of in an exercise, each once."""
    told = (one.text for one in _cares(routine) if one.about == exercise.id)
    return tuple(map(words.capital, dict.fromkeys(told)))


def _own_cautions(routine: Routine, exercise: Exercise) -> Iterator[Caution]:
    """Walk the cautions of an exercise that are not said otherwise."""
    asked = _with_care(routine, exercise)
    for one in exercise.cautions:
        said = words.capital(f"{_WITH_CARE}{one.text}") in asked
        if not said and one not in routine.cautions:
            yield one


def _shared_cautions(routines: tuple[Routine, ...]) -> dict[str, tuple[str, ...]]:
    """Return what several exercises say in the same words, with their names."""
    found: dict[str, dict[str, None]] = {}
    for routine in routines:
        for exercise in (item.exercise for item in routine):
            for one in _own_cautions(routine, exercise):
                found.setdefault(words.caution(one), {})[exercise.name] = None
    return {text: tuple(names) for text, names in found.items() if len(names) > 1}


def _notes(routines: tuple[Routine, ...], screen: Screen | None) -> Iterator[Notes]:
    own = chain.from_iterable(routine.cautions for routine in routines)
    said = tuple(dict.fromkeys(map(words.caution, own)))
    yield Notes("Take care", said, urgent=True)
    if screen:
        rules = tuple(rule.text for rule in screen.stop_rules)
        yield Notes("When to stop", rules, urgent=True)
    shared = _shared_cautions(routines).items()
    more = (f"{text} ({', '.join(names)})" for text, names in shared)
    yield Notes("Take care in some exercises", tuple(more))
    if screen:
        yield Notes("Pain, from 0 to 10", tuple(_scale(screen)))


def _scale(screen: Screen) -> Iterator[str]:
    for one in lights(screen.pain):
        yield f"{one.name}: {one.text}" if one.name else one.text
