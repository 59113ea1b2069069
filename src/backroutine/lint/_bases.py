"""BR106, BR109 and BR113: what each fact rests on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from .._checks import default_of
from ..exercise import Dose, Exercise
from ..screen import Finding, PainScale, Question, Screen, StopRule
from ..source import Basis, why
from ..terms import BasisKind
from ._remark import Code, Remark, remark
from ._walk import Entry, nodes, parts

if TYPE_CHECKING:
    import attrs

_Holder: TypeAlias = Entry | Question | Finding | StopRule | PainScale

# What is left to its default is a statement, too.
_STATED = {
    Exercise: ("level", "trunk", "equipment"),
    Dose: ("counting", "sets", "rest"),
}
# These have a basis each: a screen's own is about the rest.
_ALONE = ("questions", "findings", "stop_rules", "pain")


def missing_bases(entry: Entry) -> Iterator[Remark]:
    """Find what nothing says the grounds of."""
    for place, holder in _holders(entry):
        for path in _bare(holder, holder.basis, ""):
            text = "no basis covers it; say what it rests on"
            yield remark(Code.BR106, entry, _joined(place, path), text)


def bases_about_nothing(entry: Entry) -> Iterator[Remark]:
    """Find bases whose `about` leads nowhere."""
    for place, holder in _holders(entry):
        there = {path for path, _ in nodes(holder)}
        for index, basis in enumerate(holder.basis):
            if basis.about not in there:
                text = f"there is no {basis.about!r}; correct it or leave it out"
                path = _joined(place, f"basis[{index}].about")
                yield remark(Code.BR113, entry, path, text)


def doses_without_a_source(exercise: Exercise) -> Iterator[Remark]:
    """Find repetitions that no source states and that are inferred from none."""
    sourced = [*filter(_is_sourced, exercise.basis)]
    ends = ("dose.reps.low", "dose.reps.high")
    if not all(any(basis.covers(end) for basis in sourced) for end in ends):
        text = "no source is named for it; give a basis that is stated or inferred"
        yield remark(Code.BR109, exercise, "dose.reps", text)


def _is_sourced(basis: Basis) -> bool:
    return bool(basis.source) and basis.kind is not BasisKind.EDITORIAL


def _holders(entry: Entry) -> Iterator[tuple[str, _Holder]]:
    """Walk what has bases, with its place."""
    yield "", entry
    if isinstance(entry, Screen):
        for place, part in entry.parts():
            if part != PainScale():  # the usual one is the library's own
                yield place, part


def _bare(value: Any, bases: tuple[Basis, ...], path: str) -> Iterator[str]:
    """Walk what no basis covers: a whole where nothing within it is covered."""
    leaves = [inner for inner, _ in _leaves(value, path)]
    missing = [leaf for leaf in leaves if not why(bases, leaf)]
    if len(missing) == len(leaves):
        yield path
    elif missing:
        for inner, one in parts(value, path, _tells):
            yield from _bare(one, bases, inner)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    inner = list(parts(value, path, _tells))
    if not inner:
        yield path, value
    for place, one in inner:
        yield from _leaves(one, place)


def _tells(owner: Any, field: "attrs.Attribute[Any]") -> bool:
    """Tell whether a field says something that needs grounds."""
    if field.name == "id" or (isinstance(owner, Screen) and field.name in _ALONE):
        return False
    stated = field.name in _STATED.get(type(owner), ())
    return stated or getattr(owner, field.name) != default_of(field, owner)


def _joined(place: str, path: str) -> str:
    return f"{place}.{path}" if place and path else place or path
