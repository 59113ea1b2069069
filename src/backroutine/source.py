"""Where a fact comes from: the sources, and what each fact rests on."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, final

import attrs

from ._checks import all_are, closed, day, distinct, filled, line, lines, listed, slug
from ._protocols import Shown
from .errors import Fault, Problem
from .terms import BasisKind, SourceKind, Topic

__all__ = ["Basis", "Claim", "Source"]


_URL = r"https://[A-Za-z0-9.-]{1,253}(?:/[!#-;=?-Z_a-z~]{0,1000})?"


def _optional_day(value: date | str | None) -> date | None:
    return None if value is None else day(value)


@final
@closed
@attrs.frozen(repr=False)
class Claim:
    """Report what a source says, as its view and never as the library's.

    Attributes:
        topic: What the claim is about.
        text: The claim in the project's own words, attributed to the source.
        facts: The numbers of the source's facts that it reports.
        note: What else is known about it, such as evidence against it.
    """

    topic: Topic = attrs.field(converter=Topic)
    text: str = attrs.field(converter=line, validator=filled)
    facts: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    note: str = attrs.field(default="", converter=line)


def _of_the_web(_: object, field: "attrs.Attribute[Any]", url: str) -> None:
    if url and not re.fullmatch(_URL, url):
        problem = Problem.expected('an address such as "https://example.org/"', url)
        raise Problem(problem.faults[0].under(field.name))


def _claims(values: Iterable[Claim]) -> tuple[Claim, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class Source(Shown):
    """Name a publication that content rests on.

    Attributes:
        id: Its id, such as `lower-back-article`.
        title: Its title.
        publisher: Who published it.
        kind: What sort of publication it is.
        published: When, where that is known.
        author: Who speaks in it.
        author_role: That person's role.
        author_credentials: That person's qualification.
        reference: A DOI or another public reference.
        claims: What it says about backs in general, as its own view.
        note: What a reader should know about it.
        url: Where it can be read, beginning with `https://`.
    """

    id: str = attrs.field(validator=slug)
    title: str = attrs.field(converter=line, validator=filled)
    publisher: str = attrs.field(converter=line, validator=filled)
    kind: SourceKind = attrs.field(converter=SourceKind)
    published: date | None = attrs.field(default=None, converter=_optional_day)
    author: str = attrs.field(default="", converter=line)
    author_role: str = attrs.field(default="", converter=line)
    author_credentials: str = attrs.field(default="", converter=line)
    reference: str = attrs.field(default="", converter=line)
    claims: tuple[Claim, ...] = attrs.field(
        default=(), converter=_claims, validator=all_are(Claim)
    )
    note: str = attrs.field(default="", converter=line)
    url: str = attrs.field(default="", converter=line, validator=_of_the_web)


_NEEDED = {
    BasisKind.STATED: ("source", "locator"),
    BasisKind.INFERRED: ("source", "reason"),
    BasisKind.EDITORIAL: ("reason",),
}


def _grounded(basis: "Basis", _: object, _reason: str) -> None:
    missing = [name for name in _NEEDED[basis.kind] if not getattr(basis, name)]
    if missing:
        text = f"is empty; {basis.kind} needs it"
        raise Problem(*(Fault(name, text) for name in missing))


@final
@closed
@attrs.frozen(repr=False)
class Basis:
    """State what a fact of the content rests on.

    A basis covers the part of its noun that `about` names, and all below it, as
    far as no other basis is more exact: `cycle[0]` covers `cycle[0].text`.

    Attributes:
        about: The way to the fact within its noun, such as `dose.reps`.
        kind: Stated by a source, inferred from it, or an editor's decision.
        source: The id of the source; only an editorial basis may lack it.
        facts: The numbers of the source's facts, such as `F061`.
        locator: Where in the source it stands.
        reason: Why, where it is inferred or editorial.

    Raises:
        InvalidValue: A stated basis lacks its source or locator, or another one
            its reason.
    """

    about: str = attrs.field(converter=line)
    kind: BasisKind = attrs.field(converter=BasisKind)
    source: str = attrs.field(default="", converter=line)
    facts: tuple[str, ...] = attrs.field(
        default=(), converter=lines, validator=distinct
    )
    locator: str = attrs.field(default="", converter=line)
    reason: str = attrs.field(default="", converter=line, validator=_grounded)

    def covers(self, path: str) -> bool:
        """Tell whether a path is the one this basis is about, or below it."""
        return not self.about or lies_in(path, self.about)


def bases(values: Iterable[Basis]) -> tuple[Basis, ...]:
    """Take several bases."""
    return listed(values)


def sources_of(bases: Iterable[Basis]) -> tuple[str, ...]:
    """Return the ids of the sources that bases name, each once."""
    return tuple(dict.fromkeys(one.source for one in bases if one.source))


def lies_in(path: str, outer: str) -> bool:
    """Tell whether a path is another one or leads further into it."""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def why(bases: Iterable[Basis], path: str) -> tuple[Basis, ...]:
    """Return the most exact of the bases that cover a path, or those of its parts."""
    bases = tuple(bases)
    covering = [basis for basis in bases if basis.covers(path)]
    if not covering:
        return tuple(basis for basis in bases if lies_in(basis.about, path))
    exact = max((len(basis.about) for basis in covering), default=0)
    return tuple(basis for basis in covering if len(basis.about) == exact)
