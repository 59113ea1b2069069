"""The pages of reports: what a plan says of itself, item by item."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..reporting import Cert, CertItem
from ..source import Basis
from ..terms import BasisKind, Reported
from . import _words as words
from ._pages import Page, Table, page

_TEMPLATE = "After the Consensus on Exercise Reporting Template (cert-template)"
_HEAD = ("Item", "Told", "Question", "Answer")
_RESTS = {
    BasisKind.STATED: "stated by",
    BasisKind.INFERRED: "inferred from",
    BasisKind.EDITORIAL: "decided by editors",
}


@page.register(Cert)
def _cert(report: Cert) -> Page:
    lines = (_TEMPLATE, _counts(report))
    return Page(report.plan, lines, (Table("", _HEAD, tuple(map(_row, report))),))


def _counts(report: Cert) -> str:
    told = Counter(item.status for item in report)
    return ", ".join(f"{told[status]} {status}" for status in Reported)


def _row(item: CertItem) -> tuple[str, ...]:
    rests = "; ".join(_rests(item.basis))
    answer = f"{item.answer} [{rests}]" if rests else item.answer
    return item.number, item.status, item.question, answer


def _rests(bases: Iterable[Basis]) -> Iterator[str]:
    """Walk what bases of each kind rest on, in a few words."""
    bases = tuple(bases)
    for kind, how in _RESTS.items():
        of_kind = [basis for basis in bases if basis.kind is kind]
        if kind is BasisKind.EDITORIAL:
            yield from [how] * bool(of_kind)
        elif of_kind:
            yield f"{how} {words.sources(of_kind)}"
