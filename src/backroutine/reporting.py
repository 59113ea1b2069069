"""What a plan says of itself, by the Consensus on Exercise Reporting Template (CERT).

The template lists the 16 things that others must know to repeat an exercise program;
three of them have two halves. Its source is `cert-template`; the questions are here in
the project's own words. What the data does not say stays unknown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, NamedTuple, final, overload

import attrs

from ._checks import all_are, as_instant, closed, filled, is_a, line, listed
from ._protocols import Shown
from .catalog import Catalog
from .errors import Fault, InvalidValue, Problem, alike, did_you_mean
from .exercise import Exercise, bases
from .log import Adherence, Done, adherence
from .moment import Moment
from .routine import Item, Limits, Reason, Routine
from .schedule import EveryDays, Schedule
from .screen import Assessment
from .source import Basis, Claim, Source
from .terms import Anchor, BasisKind, Counting, Reported, Topic, Weekday

if TYPE_CHECKING:
    from .catalog import Shelf

__all__ = ["Cert", "CertItem", "cert"]

_QUESTIONS = {
    "1": "What equipment is needed?",
    "2": "How is the person who teaches it qualified?",
    "3": "Alone or in a group?",
    "4": "Supervised or not, and how is it taught?",
    "5": "How is it measured and told who keeps to it?",
    "6": "What keeps people motivated?",
    "7a": "What decides when it gets harder?",
    "7b": "How does it get harder?",
    "8": "How is each exercise done?",
    "9": "What is done at home?",
    "10": "What belongs to it besides exercise?",
    "11": "What harm came of it, and how often?",
    "12": "Where is it done?",
    "13": "How much, how often and for how long?",
    "14a": "The same for all, or tailored?",
    "14b": "How is it tailored to a person?",
    "15": "What decides where a person begins?",
    "16a": "How is it checked that all goes as planned?",
    "16b": "How far did all go as planned?",
}


# -- the nouns -------------------------------------------------------------------------


def _a_number(_: object, field: "attrs.Attribute[Any]", number: str) -> None:
    if number not in _QUESTIONS:
        problem = Problem.expected('the number of an item such as "7a"', number)
        text = problem.faults[0].problem + did_you_mean(alike(number, _QUESTIONS))
        raise Problem(Fault(field.name, text))


def _is_so(item: "CertItem", _: object, missing: str) -> None:
    """Refuse a status that the value and what is missing do not bear out."""
    if item.status is not _status(item.value, missing):
        needs = _NEEDS[item.status]
        raise Problem(Fault("status", f"is {item.status}, which needs {needs}"))


def _status(value: str, missing: str) -> Reported:
    if not value:
        return Reported.UNKNOWN
    return Reported.PARTIAL if missing else Reported.STATED


_NEEDS = {
    Reported.STATED: "a value and nothing missing",
    Reported.PARTIAL: "a value and what is missing",
    Reported.UNKNOWN: "no value",
}


@final
@closed
@attrs.frozen(repr=False)
class CertItem:
    """Answer one item of the template.

    Attributes:
        number: Its number in the template, such as `7a`.
        question: What it asks, in the project's own words.
        status: Whether the plan answers it whole, in part, or not.
        value: The answer; empty where it is unknown.
        basis: What the answer rests on, each about a path that begins with the id of
            an exercise, routine or source; empty where the plan or the log says it.
        missing: What would answer it whole; empty where nothing is missing.

    Raises:
        InvalidValue: A part makes no sense, or the status does not go with the value.
    """

    number: str = attrs.field(converter=line, validator=_a_number)
    question: str = attrs.field(converter=line, validator=filled)
    status: Reported = attrs.field(converter=Reported)
    value: str = attrs.field(default="", converter=line)
    basis: tuple[Basis, ...] = attrs.field(
        default=(), converter=bases, validator=all_are(Basis)
    )
    missing: str = attrs.field(default="", converter=line, validator=_is_so)

    def __str__(self) -> str:
        """Write the number, the question, the answer and what is missing."""
        return f"{self.number} {self.question} {self.answer}"

    @property
    def answer(self) -> str:
        """Return the value or `unknown`, and what is missing, as one text."""
        missing = f"missing: {self.missing}" if self.missing else ""
        return "; ".join(filter(None, (self.value or Reported.UNKNOWN.value, missing)))


def _items(values: Iterable[CertItem]) -> tuple[CertItem, ...]:
    return listed(values)


def _all_in_order(
    _: object, field: "attrs.Attribute[Any]", items: tuple[CertItem, ...]
) -> None:
    if tuple(item.number for item in items) != tuple(_QUESTIONS):
        text = f"expected each of these once, in order: {', '.join(_QUESTIONS)}"
        raise Problem(Fault(field.name, text))


@final
@closed
@attrs.frozen(repr=False)
class Cert(Shown, Sequence[CertItem]):
    """Hold the answers of a plan to all items of the template: a sequence of them.

    Attributes:
        plan: What the plan is called.
        items: The answers, in the order of the template.

    Raises:
        InvalidValue: An item is missing, is there twice, or is out of order.
    """

    plan: str = attrs.field(converter=line, validator=filled)
    items: tuple[CertItem, ...] = attrs.field(
        converter=_items, validator=[all_are(CertItem), _all_in_order]
    )

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.items)

    def __iter__(self) -> Iterator[CertItem]:
        """Walk the items in order."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> CertItem: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[CertItem, ...]: ...
    def __getitem__(self, index: int | slice) -> CertItem | tuple[CertItem, ...]:
        """Return the item at a place, or those of a slice; `item` goes by number."""
        return self.items[index]

    def item(self, number: str) -> CertItem:
        """Return the item of a number, such as `13` or `7a`.

        Raises:
            InvalidValue: The template has no such item.
        """
        for item in self.items:
            if item.number == number:
                return item
        problem = Problem.expected('the number of an item such as "7a"', number)
        text = problem.faults[0].problem + did_you_mean(alike(number, _QUESTIONS))
        raise InvalidValue("Cert", (Fault("", text),))


# -- the verb --------------------------------------------------------------------------


def cert(
    plan: Schedule | Routine,
    *,
    catalog: Catalog | None = None,
    log: Iterable[Done] | None = None,
    assessment: Assessment | None = None,
) -> Cert:
    """Answer the items of the template for a plan, each as far as the data says it.

    Args:
        plan: A schedule, or a routine by itself, which says less.
        catalog: Where the sources of the plan are looked up; unless given, among the
            bundled ones.
        log: What was done; it counts up to its last entry, against the schedule or,
            for a routine, against its limits.
        assessment: What a screen found of the person whose plan it is.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> from backroutine.reporting import cert
        >>> report = cert(br.routines["lower-back-five"])
        >>> print(report.item("1"))
        1 What equipment is needed? nothing besides a floor
        >>> report.item("6").status, report.item("6").value
        (<Reported.UNKNOWN: 'unknown'>, '')
    """
    try:
        known = _Known(plan, catalog, log, assessment)
    except InvalidValue as error:
        raise InvalidValue("cert", error.faults) from None
    items = [_item(number, answer(known)) for number, answer in _ANSWERS.items()]
    return Cert(", ".join(map(_name, known.routines)), items)


class _Told(NamedTuple):
    """What is known of an item, what it rests on, and what is missing."""

    value: str = ""
    basis: Iterable[Basis] = ()
    missing: str = ""


def _item(number: str, told: _Told) -> CertItem:
    value, basis, missing = told
    status = _status(value, missing)
    once = dict.fromkeys(basis)
    return CertItem(number, _QUESTIONS[number], status, value, once, missing)


def _name(routine: Routine) -> str:
    return routine.name or routine.id or "A routine"


# -- what is known ---------------------------------------------------------------------


def _dones(values: Iterable[Done]) -> tuple[Done, ...]:
    return listed(values)


def _all_done(asked: object, field: "attrs.Attribute[Any]", log: Any) -> None:
    all_are(Done)(asked, field, log or ())


@final
@closed
@attrs.frozen(repr=False, slots=False)
class _Known:
    """Hold the arguments, checked, and what they come to together."""

    plan: Schedule | Routine = attrs.field(validator=is_a(Schedule, Routine))
    catalog: Catalog | None = attrs.field(validator=is_a(Catalog, type(None)))
    log: tuple[Done, ...] | None = attrs.field(
        converter=attrs.converters.optional(_dones), validator=_all_done
    )
    assessment: Assessment | None = attrs.field(
        validator=is_a(Assessment, type(None))
    )

    @property
    def schedule(self) -> Schedule | None:
        return self.plan if isinstance(self.plan, Schedule) else None

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        return self.plan.routines if isinstance(self.plan, Schedule) else (self.plan,)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(dict.fromkeys(chain(*self.routines)))

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(dict.fromkeys(item.exercise for item in self.items))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources of what is done and how often, as far as they are there.

        What rests on no more than a caution is not who prescribes it.
        """
        ids = dict.fromkeys(chain(*map(_prescribers, self.exercises)))
        shelf = self._shelf()
        return tuple(shelf[one] for one in ids if one in shelf)

    def _shelf(self) -> "Shelf[Source]":
        if self.catalog is not None:
            return self.catalog.sources
        from .packs import sources

        return sources

    def claims(self, topic: Topic) -> Iterator[tuple[Claim, Basis]]:
        """Walk what the sources claim on a topic, each with where it stands."""
        for source in self.sources:
            for index, claim in enumerate(source.claims):
                if claim.topic is topic:
                    path = f"claims[{index}]"
                    about, stated = f"{source.id}.{path}", BasisKind.STATED
                    yield claim, Basis(about, stated, source.id, claim.facts, path)

    def reasons(self, verb: str) -> tuple[Reason, ...]:
        """Return the reasons that a verb left."""
        every = chain(*(routine.because for routine in self.routines))
        return tuple(reason for reason in every if reason.verb == verb)

    @property
    def asked(self) -> Schedule | Limits | None:
        """Return what says how many sessions are due."""
        return self.plan if isinstance(self.plan, Schedule) else self.plan.limits

    @cached_property
    def adherence(self) -> Adherence | None:
        """Return what the log comes to; None where nothing is to be compared."""
        if self.asked is None or not self.log:
            return None
        return adherence(self.asked, self.log, until=_just_after(self.log))


def _prescribers(exercise: Exercise) -> Iterator[str]:
    grounds = exercise.why("cycle") + exercise.why("dose")
    return (basis.source for basis in grounds if basis.source)


def _just_after(log: tuple[Done, ...]) -> datetime:
    """Return the instant at which the last entry counts, and nothing later."""
    last = _last(log)
    with suppress(OverflowError):  # at the very end of the calendar
        return (last.astimezone(UTC) + datetime.resolution).astimezone(last.tzinfo)
    return last


def _last(log: tuple[Done, ...]) -> datetime:
    return max(log, key=lambda one: as_instant(one.at)).at


def _grounds(noun: Exercise | Routine, *paths: str) -> Iterator[Basis]:
    """Walk what facts rest on, each about a path that begins with the noun's id."""
    for path in paths:
        for basis in noun.why(path):
            about = ".".join(filter(None, (noun.id, basis.about)))
            yield attrs.evolve(basis, about=about)


def _behind(reasons: Iterable[Reason]) -> Iterator[Basis]:
    """Walk what the reasons of a verb rest on."""
    for reason in reasons:
        kind = BasisKind.INFERRED if reason.sources else BasisKind.EDITORIAL
        for source in reason.sources or ("",):
            yield Basis(reason.about, kind, source, reason=reason.text)


def _ours(about: str, reason: str) -> Basis:
    return Basis(about, BasisKind.EDITORIAL, reason=reason)


def _names(exercises: Iterable[Exercise]) -> str:
    return ", ".join(exercise.name for exercise in exercises)


def _texts(reasons: Iterable[Reason]) -> str:
    return " ".join(f"{one.about} {one.text}".strip() for one in reasons)


def _plain(term: str) -> str:
    return term.replace("-", " ")


# -- what and by whom ------------------------------------------------------------------


def _equipment(known: _Known) -> _Told:
    told = [one for one in known.exercises if one.equipment or one.why("equipment")]
    silent = [one for one in known.exercises if one not in told]
    grounds = chain(*(_grounds(one, "equipment") for one in told))
    if not told:
        return _Told(missing="what each exercise needs, or that it needs nothing")
    missing = f"what is needed for {_names(silent)}" if silent else ""
    return _Told(_needed(told) or "nothing besides a floor", grounds, missing)


def _needed(exercises: list[Exercise]) -> str:
    things = dict.fromkeys(chain(*(one.equipment for one in exercises)))
    needing = (
        (thing, [one for one in exercises if thing in one.equipment])
        for thing in things
    )
    return "; ".join(f"{thing} for {_names(ones)}" for thing, ones in needing)


def _qualification(known: _Known) -> _Told:
    told = [one for one in known.sources if one.author_role or one.author_credentials]
    if not told:
        return _Told(missing="the role and the qualification of the sources' authors")
    qualified = {one.id for one in told if one.author_credentials}
    silent = [one for one in known.exercises if not qualified & {*_prescribers(one)}]
    missing = f"the qualification of who prescribes {_names(silent)}" if silent else ""
    grounds = (
        Basis(f"{one.id}.author", BasisKind.STATED, one.id, locator="on its author")
        for one in told
    )
    return _Told("; ".join(map(_author, told)), grounds, missing)


def _author(source: Source) -> str:
    parts = (source.author, source.author_role, source.author_credentials)
    return ", ".join(filter(None, parts))


def _grouping(known: _Known) -> _Told:
    if known.schedule is None:
        return _Told(missing="whether it is done alone or in a group")
    reason = "A schedule follows the day of one person."
    value = "alone, as far as the plan follows one person's day"
    return _Told(value, [_ours("rhythm", reason)], "whether others take part")


def _delivery(known: _Known) -> _Told:
    if not known.exercises:
        return _Told(missing="how it is taught, and whether anybody supervises it")
    reason = "Each step has a text to read and a cue to hear."
    value = "by written steps and short spoken cues"
    return _Told(value, [_ours("steps", reason)], "whether anybody supervises it")


def _exercises(known: _Known) -> _Told:
    if not known.items:
        return _Told(missing="the exercises")
    every = (_grounds(one, "setup", "cycle") for one in known.exercises)
    names = ", ".join(dict.fromkeys(map(_called, known.items)))
    return _Told(f"by its written steps, for each of {names}", chain(*every))


def _called(item: Item) -> str:
    varied = item.exercise.variation(item.variation or "")
    return f"{item.exercise.name} ({varied.name})" if varied else item.exercise.name


def _besides(known: _Known) -> _Told:
    found = [*known.claims(Topic.MEDICINE)]
    if not found:
        return _Told(missing="what belongs to it besides exercise, such as advice")
    value = " ".join(_reported(claim) for claim, _ in found)
    missing = "whether anything else belongs to it"
    return _Told(value, (basis for _, basis in found), missing)


def _reported(claim: Claim) -> str:
    return f"{claim.text} {claim.note}".strip()


def _no_motivation(_: _Known) -> _Told:
    return _Told(missing="what keeps people motivated, for which a plan has no place")


def _no_harm(_: _Known) -> _Told:
    return _Told(missing="the kind and number of harms, for which a log has no place")


# -- where, when and how much ----------------------------------------------------------

_HOME = (Anchor.AFTER_WAKING, Anchor.BEFORE_BED)
_PLACES = {
    Anchor.AFTER_WAKING: "at home",
    Anchor.BEFORE_BED: "at home",
    Anchor.BEFORE_WORKOUT: "where the workout is",
    Anchor.BEFORE_DRIVE: "where the drive begins",
    Anchor.AFTER_DRIVE: "where the drive ends",
}
_AT_HOME = _ours("moments", "Waking and going to bed are taken to be at home.")


def _moments(known: _Known) -> tuple[Moment, ...]:
    """Return the moments that are planned or, without a plan, those that suit."""
    if known.schedule is not None:
        return tuple(dict.fromkeys(slot.moment for slot in known.schedule.moments))
    return tuple(dict.fromkeys(chain(*(one.moments for one in known.routines))))


def _of_moments(known: _Known, moments: Iterable[Moment]) -> Iterator[Basis]:
    """Walk what it rests on that moments suit, and what is taken for granted."""
    anchors = {moment.at for moment in moments}
    for routine in known.routines:
        for index, moment in enumerate(routine.moments):
            if moment.at in anchors:
                yield from _grounds(routine, f"moments[{index}]")
    if not anchors.isdisjoint(_HOME):
        yield _AT_HOME


def _at_home(known: _Known) -> _Told:
    moments = _moments(known)
    home = [one for one in moments if one.at in _HOME]
    grounds = _of_moments(known, home)
    if known.schedule is None:
        missing = "on which days it is done, and when"
        suits = f"it suits {_listed(home)}" if home else ""
        return _Told(suits, grounds, missing)
    days = _days(known.schedule)
    if home:
        return _Told(f"all of it {_listed(home)}, {days}", grounds)
    return _Told(f"{_listed(moments)}, {days}", missing="whether that is at home")


def _place(known: _Known) -> _Told:
    moments = _moments(known)
    placed = [one for one in moments if one.at in _PLACES]
    elsewhere = [one for one in moments if one not in placed]
    value = "; ".join(f"{_PLACES[one.at]} {one}" for one in placed)  # type: ignore[index]  # a clock time is none of these
    missing = f"where one is at {_listed(elsewhere)}" if elsewhere else ""
    if known.schedule is None:
        missing = "which of the moments that suit it are used" if placed else "where"
    return _Told(value, _of_moments(known, placed), missing)


def _listed(moments: Iterable[Moment]) -> str:
    return ", ".join(map(str, moments))


def _days(schedule: Schedule) -> str:
    if isinstance(schedule.days, EveryDays):
        return str(schedule.days)
    days = " ".join(schedule.days)
    return days if schedule.every == 1 else f"{days} every {schedule.every} weeks"


def _dose(known: _Known) -> _Told:
    if not known.items:
        return _Told(missing="the dose of each exercise, how often and for how long")
    often, long = _how_often(known), _how_long(known)
    parts = (*map(_amount, known.routines), often, long)
    missing = ("" if often else "how often", "" if long else "for how many weeks")
    grounds = chain(
        *(_grounds(one, "dose") for one in known.exercises),
        *(_grounds(one, "pace", "limits", "horizon") for one in known.routines),
    )
    return _Told(
        "; ".join(filter(None, parts)), grounds, ", ".join(filter(None, missing))
    )


def _amount(routine: Routine) -> str:
    pace = routine.effective_pace
    done = ", ".join(f"{_called(item)} {_reps(item)}" for item in routine)
    how = f"{_plain(pace.tempo)}, {_plain(pace.effort)}"
    return f"{done}; {how}, {routine.duration} min a session"


def _reps(item: Item) -> str:
    sets = f"{item.dose.sets} x {item.dose.reps}"
    if not item.exercise.has_sides:
        return sets
    return f"{sets} {'a' if item.dose.counting is Counting.PER_SIDE else 'for both'} side{'' if item.dose.counting is Counting.PER_SIDE else 's'}"


def _how_often(known: _Known) -> str:
    if known.schedule is not None:
        return f"{_listed(_moments(known))}, {_days(known.schedule)}"
    limits = [one.limits for one in known.routines if one.limits]
    return ", ".join(f"{one.per_week} times a week or more" for one in limits if one.per_week)


def _how_long(known: _Known) -> str:
    schedule = known.schedule
    if schedule is not None and schedule.until is not None:
        return f"from {schedule.start} to {schedule.until}"
    if schedule is not None and schedule.count is not None:
        return f"{schedule.count} sessions from {schedule.start}"
    horizons = [one.horizon.days for one in known.routines if one.horizon]
    return f"looked back on after {min(horizons)} days" if horizons else ""
