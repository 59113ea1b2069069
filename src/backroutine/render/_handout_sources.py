"""What a page rests on, by title and publisher, and whether it was given as such."""

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from itertools import chain
from typing import Any

from .._checks import line
from ..errors import Fault, InvalidValue, Problem, quoted
from ..placement import Placement
from ..reporting import Cert
from ..routine import Reason, Routine
from ..schedule import Session
from ..screen import Assessment, Finding, Question, Referral, Screen
from ..source import Source, sources_of


def check_given(verb: str, screen: object, sources: object, title: object) -> None:
    """Check what a page is given besides its value.

    Raises:
        InvalidValue: Something of it makes no sense.
    """
    faults = []
    if not isinstance(screen, Screen | None):
        faults.append(Fault("screen", f"expected a Screen, got {quoted(screen)}"))
    if not isinstance(sources, Mapping | None):
        text = f"expected sources by their ids, got {quoted(sources)}"
        faults.append(Fault("sources", text))
    faults += [fault.under("title") for fault in _faults_of_title(title)]
    if faults:
        raise InvalidValue(verb, tuple(faults))


def _faults_of_title(title: Any) -> tuple[Fault, ...]:
    try:
        is_said = title is None or line(title).strip()
    except Problem as problem:
        return problem.faults
    return () if is_said else Problem.expected("some words", title).faults


def titles(verb: str, ids: Iterable[str], known: Mapping[str, Source]) -> Iterator[str]:
    """Walk the titles and publishers of sources, each once; ids where not known."""
    for id in dict.fromkeys(ids):
        yield _title(verb, known[id], id) if id in known else id


def _title(verb: str, found: object, id: str) -> str:
    if not isinstance(found, Source):
        fault = Fault(f"sources[{id!r}]", f"expected a Source, got {quoted(found)}")
        raise InvalidValue(verb, (fault,))
    return f"{found.title}, {found.publisher}"


# -- the ids that a value names --------------------------------------------------


def of_routine(routine: Routine) -> Iterator[str]:
    """Walk what a routine and its exercises rest on."""
    yield from sources_of(routine.basis)
    for item in routine:
        yield from sources_of(item.exercise.basis)


def of_stopping(screen: Screen) -> Iterator[str]:
    """Walk what the stop rules and the pain scale of a screen rest on."""
    for rule in screen.stop_rules:
        yield from sources_of(rule.basis)
    yield from screen.pain.sources


@singledispatch
def of_card(_: object) -> Iterator[str] | None:
    """Walk the sources that the card of a value names; None where it never does."""
    return None


@of_card.register(Screen)
def _of_screen(screen: Screen) -> Iterator[str]:
    parts = (sources_of(part.basis) for _, part in screen.parts())
    return chain(sources_of(screen.basis), *parts)


@of_card.register(Assessment)
def _of_assessment(assessment: Assessment) -> Iterator[str]:
    first = assessment.referral
    found = _of_all(assessment.findings)
    return chain(_of_all(first.questions), found) if first else found


@of_card.register(Referral)
def _of_referral(referral: Referral) -> Iterator[str]:
    return _of_all(referral.questions)


@of_card.register(Session)
def _of_session(session: Session) -> Iterator[str]:
    return chain(of_routine(session.routine), _of_all(session.routine.because))


@of_card.register(Placement)
def _of_placement(placed: Placement) -> Iterator[str]:
    return _of_all(placed.because)


@of_card.register(Cert)
def _of_cert(report: Cert) -> Iterator[str]:
    return chain.from_iterable(sources_of(item.basis) for item in report)


def _of_all(several: Iterable[Question | Finding | Reason]) -> Iterator[str]:
    return chain.from_iterable(one.sources for one in several)
