"""What is done, with what, by whom and how it is taught."""

from collections.abc import Iterable
from itertools import chain

from ..exercise import Exercise
from ..routine import Item
from ..source import Basis, Claim, Source
from ..terms import BasisKind, Topic
from ._known import Known, Told, grounds, ours


def equipment(known: Known) -> Told:
    """Name what is needed; nothing at all only where that is said."""
    told = [one for one in known.exercises if one.equipment or one.why("equipment")]
    if not told:
        return Told(missing="what each exercise needs, or that it needs nothing")
    silent = names(one for one in known.exercises if one not in told)
    missing = f"what is needed for {silent}" if silent else ""
    bases = chain(*(grounds(one, "equipment") for one in told))
    return Told(_needed(told) or "nothing besides a floor", bases, missing)


def _needed(exercises: list[Exercise]) -> str:
    things = dict.fromkeys(chain(*(one.equipment for one in exercises)))
    return "; ".join(
        f"{thing} for {names(one for one in exercises if thing in one.equipment)}"
        for thing in things
    )


def names(exercises: Iterable[Exercise]) -> str:
    """Name exercises, with commas."""
    return ", ".join(exercise.name for exercise in exercises)


def qualification(known: Known) -> Told:
    """Name who prescribes the exercises, and by which training."""
    told = [one for one in known.prescribers if _is_described(one)]
    if not told:
        return Told(missing="the role and the qualification of the sources' authors")
    qualified = {one.id for one in told if one.author_credentials}
    silent = names(one for one in known.exercises if qualified.isdisjoint(one.sources))
    missing = f"the qualification of who prescribes {silent}" if silent else ""
    return Told("; ".join(map(_author, told)), map(_of_author, told), missing)


def _is_described(source: Source) -> bool:
    return bool(source.author_role or source.author_credentials)


def _author(source: Source) -> str:
    parts = (source.author, source.author_role, source.author_credentials)
    return ", ".join(filter(None, parts))


def _of_author(source: Source) -> Basis:
    about, locator = f"{source.id}.author", "what it says of its author"
    return Basis(about, BasisKind.STATED, source.id, locator=locator)


def grouping(known: Known) -> Told:
    """Say that a schedule is one person's, which is all that is known."""
    if known.schedule is None:
        return Told(missing="whether it is done alone or in a group")
    basis = ours("rhythm", "A schedule follows the day of one person.")
    value = "alone, as far as the plan follows one person's day"
    return Told(value, [basis], "whether others take part")


def delivery(known: Known) -> Told:
    """Say how exercises are taught here; who supervises is never known."""
    if not known.exercises:
        return Told(missing="how it is taught, and whether anybody supervises it")
    basis = ours("steps", "Each step has a text to read and a cue to hear.")
    value = "by written steps and short spoken cues"
    return Told(value, [basis], "whether anybody supervises it")


def motivation(_: Known) -> Told:
    """Leave open what nothing here can say."""
    return Told(missing="what keeps people motivated, for which a plan has no place")


def exercises(known: Known) -> Told:
    """Name the exercises, which have their steps written out."""
    if not known.items:
        return Told(missing="the exercises")
    bases = chain(*(grounds(one, "setup", "cycle") for one in known.exercises))
    every = ", ".join(dict.fromkeys(map(called, known.items)))
    return Told(f"by written steps for each of {every}", bases)


def called(item: Item) -> str:
    """Return the name of an item's exercise, with its variation in brackets."""
    varied = item.exercise.variation(item.variation or "")
    return f"{item.exercise.name} ({varied.name})" if varied else item.exercise.name


def besides(known: Known) -> Told:
    """Report what the sources say beside exercise, with what is known against it."""
    found = [*known.claims(Topic.MEDICINE)]
    if not found:
        return Told(missing="what belongs to it besides exercise, such as advice")
    said = " ".join(_reported(claim) for claim, _ in found)
    value = f"Its source says, and nothing here advises: {said}"
    missing = "whether anything else belongs to it"
    return Told(value, (basis for _, basis in found), missing)


def _reported(claim: Claim) -> str:
    return f"{claim.text} {claim.note}".strip()
