"""What is known of a plan, before it is asked anything."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, final

import attrs

from .._checks import all_are, as_instant, closed, is_a, listed
from ..catalog import Catalog
from ..exercise import Exercise
from ..log import Adherence, Done, adherence
from ..routine import Item, Limits, Reason, Routine
from ..schedule import Schedule
from ..screen import Assessment, Finding
from ..source import Basis, Claim, Source
from ..terms import BasisKind, Topic

if TYPE_CHECKING:
    from ..catalog import Shelf


class Told(NamedTuple):
    """Answer an item: a value, what it rests on, and what is missing."""

    value: str = ""
    basis: Iterable[Basis] = ()
    missing: str = ""


def _dones(values: Iterable[Done]) -> tuple[Done, ...]:
    return listed(values)


def _all_done(known: object, field: "attrs.Attribute[Any]", log: Any) -> None:
    all_are(Done)(known, field, log or ())


@final
@closed
@attrs.frozen(repr=False)
class Known:
    """Hold the arguments, checked, and what they come to together."""

    plan: Schedule | Routine = attrs.field(validator=is_a(Schedule, Routine))
    catalog: Catalog | None = attrs.field(validator=is_a(Catalog, type(None)))
    log: tuple[Done, ...] | None = attrs.field(
        converter=attrs.converters.optional(_dones), validator=_all_done
    )
    assessment: Assessment | None = attrs.field(validator=is_a(Assessment, type(None)))

    # -- what is planned ---------------------------------------------------------

    @property
    def schedule(self) -> Schedule | None:
        """Return the plan where it is a schedule."""
        return self.plan if isinstance(self.plan, Schedule) else None

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """Return the routines that are done."""
        return self.plan.routines if isinstance(self.plan, Schedule) else (self.plan,)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return what the routines hold, each once."""
        return tuple(dict.fromkeys(chain(*self.routines)))

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Return the exercises, each once."""
        return tuple(dict.fromkeys(item.exercise for item in self.items))

    def reasons(self, verb: str) -> tuple[Reason, ...]:
        """Return the reasons that a verb left."""
        every = chain(*(routine.because for routine in self.routines))
        return tuple(reason for reason in every if reason.verb == verb)

    # -- who says so -------------------------------------------------------------

    @cached_property
    def prescribers(self) -> tuple[Source, ...]:
        """Return the sources of the single exercises."""
        return self._found(chain(*(one.sources for one in self.exercises)))

    @cached_property
    def origins(self) -> tuple[Source, ...]:
        """Return the sources that put the exercises together."""
        bases = chain(*(routine.why("items") for routine in self.routines))
        return self._found(_sources(bases))

    def _found(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources of these ids, as far as they are there, each once."""
        shelf = self._shelf()
        return tuple(shelf[one] for one in dict.fromkeys(ids) if one in shelf)

    def _shelf(self) -> "Shelf[Source]":
        if self.catalog is not None:
            return self.catalog.sources
        from ..packs import sources

        return sources

    def claims(self, topic: Topic) -> Iterator[tuple[Claim, Basis]]:
        """Walk what the origins claim on a topic, each with where it stands."""
        for source in self.origins:
            for index, claim in enumerate(source.claims):
                if claim.topic is topic:
                    path = f"claims[{index}]"
                    about, stated = f"{source.id}.{path}", BasisKind.STATED
                    yield claim, Basis(about, stated, source.id, claim.facts, path)

    # -- what was done -----------------------------------------------------------

    @property
    def due(self) -> Schedule | Limits | None:
        """Return what says how many sessions are due."""
        if isinstance(self.plan, Schedule):
            return self.plan
        limits = self.plan.limits
        return limits if limits is not None and limits.per_week else None

    @cached_property
    def adherence(self) -> Adherence | None:
        """Return what the log comes to; None where nothing is due by its last entry."""
        if self.due is None or not self.log:
            return None
        total = adherence(self.due, self.log, until=_just_after(self.last))
        return total if total.planned else None

    @property
    def last(self) -> datetime:
        """Return the time of the last entry in a log that has any."""
        return max(self.log or (), key=lambda one: as_instant(one.at)).at


def _just_after(last: datetime) -> datetime:
    """Return the first instant up to which an entry counts."""
    with suppress(OverflowError):  # at the very end of the calendar
        return (last.astimezone(UTC) + datetime.resolution).astimezone(last.tzinfo)
    return last


def _sources(bases: Iterable[Basis]) -> Iterator[str]:
    """Walk the ids of the sources that say it; an editor's decision is nobody's."""
    editorial = BasisKind.EDITORIAL
    return (basis.source for basis in bases if basis.kind is not editorial)


# -- what answers rest on --------------------------------------------------------------


def grounds(noun: Exercise | Routine, *paths: str) -> Iterator[Basis]:
    """Walk what facts rest on, each by a path that begins with the noun's id."""
    for path in paths:
        yield from _under(noun.id, noun.why(path))


def findings(found: Iterable[Finding]) -> Iterator[Basis]:
    """Walk what findings rest on, likewise."""
    for finding in found:
        yield from _under(finding.id, finding.basis)


def _under(id: str, bases: Iterable[Basis]) -> Iterator[Basis]:
    for basis in bases:
        about = ".".join(filter(None, (id, basis.about)))
        yield attrs.evolve(basis, about=about)


def behind(reasons: Iterable[Reason]) -> Iterator[Basis]:
    """Walk what the reasons of a verb rest on."""
    for reason in reasons:
        kind = BasisKind.INFERRED if reason.sources else BasisKind.EDITORIAL
        for source in reason.sources or ("",):
            yield Basis(reason.about, kind, source, reason=reason.text)


def ours(about: str, reason: str) -> Basis:
    """Return a basis for what is taken for granted here."""
    return Basis(about, BasisKind.EDITORIAL, reason=reason)
