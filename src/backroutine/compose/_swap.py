"""Put other exercises in the place of some."""

from collections.abc import Collection, Iterable

from ..catalog import Catalog
from ..errors import (
    InvalidValue,
    NothingSuits,
    Problem,
    alike,
    did_you_mean,
    quoted,
)
from ..exercise import Exercise
from ..routine import Item, Reason, Routine
from ..terms import Action, Demand, demands
from ._arguments import told, wrong
from ._suit import placed, stand_ins, with_items


def swap(
    routine: Routine,
    *,
    catalog: Catalog,
    avoid: Iterable[Demand | str] = (),
    easier: str = "",
    harder: str = "",
) -> Routine:
    """Put other exercises in the place of those that ask too much, or too little.

    With `avoid`, each exercise that asks for something to be avoided gives way to the
    one in the catalog that comes nearest to it: it is no harder and shares a goal;
    what the exercise itself links to goes first, then what shares the most goals,
    then the most muscles. Where there is none, it is left out. With `easier` or
    `harder`, one exercise gives way to the first that it names as such.

    Args:
        routine: The routine.
        catalog: Where other exercises come from.
        avoid: What no exercise may ask for, such as `kneeling` or `floor`.
        easier: The id of an exercise that should become easier.
        harder: The id of an exercise that should become harder.

    Raises:
        NothingSuits: No exercise is left, or there is no easier or harder one.
        InvalidValue: Not exactly one of the three is given, or one makes no sense.

    Examples:
        >>> import backroutine as br
        >>> five = br.routines["lower-back-five"]
        >>> kind_to_knees = br.compose.swap(five, avoid={"kneeling"}, catalog=br.load())
        >>> "bird-dog" in kind_to_knees
        False
        >>> gentler = br.compose.swap(five, easier="bird-dog", catalog=br.load())
        >>> "bird-dog" in gentler
        False
    """
    faults = wrong(routine=(routine, Routine), catalog=(catalog, Catalog))
    none: tuple[Demand, ...] = ()
    avoided = frozenset(told(faults, "avoid", none, lambda: demands(avoid)))
    if faults:
        raise InvalidValue("swap", tuple(faults))
    if sum(map(bool, (avoided, easier, harder))) != 1:
        raise _wrong("give one of avoid, easier and harder")
    if avoided:
        return _without(routine, avoided, catalog)
    if easier:
        return _linked(routine, easier, "easier", catalog)
    return _linked(routine, harder, "harder", catalog)


def _wrong(text: str, where: str = "") -> InvalidValue:
    return InvalidValue("swap", (Problem.saying(text).faults[0].under(where),))


# -- by demand -----------------------------------------------------------------------


def _without(routine: Routine, avoid: frozenset[Demand], catalog: Catalog) -> Routine:
    """Return the routine without what asks for any of the demands."""
    items = tuple(one for one in routine if not one.exercise.demands & avoid)
    used = {one.exercise.id for one in routine}
    reasons = [_kept(one) for one in items]
    for item in routine:
        asked = item.exercise.demands & avoid
        if not asked:
            continue
        found = stand_ins(item.exercise, catalog, avoid, used)[:1]
        for new in found:
            items = placed(items, Item(new))
            used.add(new.id)
        reasons += _gone(item.exercise, _said(asked), *found)
    if not items:
        raise NothingSuits(_nothing(routine, avoid))
    return with_items(routine, items, reasons)


def _kept(item: Item) -> Reason:
    text = "kept: it asks for nothing that is to be avoided."
    return Reason("swap", item.exercise.id, text, Action.KEPT)


def _said(asked: frozenset[Demand]) -> str:
    return f"asks for {' and '.join(sorted(asked))}"


def _gone(old: Exercise, why: str, new: Exercise | None = None) -> list[Reason]:
    if new is None:
        text = f"left out: it {why}, and nothing in the catalog can stand in for it."
        return [Reason("swap", old.id, text, Action.LEFT_OUT)]
    shared = " and ".join(goal for goal in new.goals if goal in old.goals)
    return [
        Reason("swap", old.id, f"gives way to {new.id}: it {why}.", Action.LEFT_OUT),
        Reason("swap", new.id, f"stands in for {old.id}: {shared}.", Action.ADDED),
    ]


def _nothing(routine: Routine, avoid: frozenset[Demand]) -> str:
    names = ", ".join(one.exercise.id for one in routine) or "the empty routine"
    asked = ", ".join(sorted(avoid))
    text = f"nothing is left of {names} without {asked}"
    return f"{text}; give a catalog with exercises that do without, or avoid less"


# -- by link -------------------------------------------------------------------------


def _linked(routine: Routine, id: str, link: str, catalog: Catalog) -> Routine:
    places = [i for i, one in enumerate(routine) if one.exercise.id == id]
    if not places:
        known = [one.exercise.id for one in routine]
        held = ", ".join(known) or "no exercises"
        hint = did_you_mean(alike(id, known)) or f"; it holds {held}"
        raise _wrong(f"no {quoted(id)} in the routine{hint}", link)
    old = routine[places[0]].exercise
    named = old.easier if link == "easier" else old.harder
    used = {one.exercise.id for one in routine}
    found = [one for one in named if one in catalog.exercises and one not in used]
    if not found:
        raise NothingSuits(_no_link(old, link, named, used))
    new = catalog.exercises[found[0]]
    items = list(routine.items)
    for place in places:
        items[place] = Item(new)
    reasons = [*_as_asked(old, new, link), *_rest(routine, old)]
    return with_items(routine, items, reasons)


def _as_asked(old: Exercise, new: Exercise, link: str) -> list[Reason]:
    text = f"stands in for {old.id}, which names it as {link}."
    return [
        Reason("swap", old.id, f"gives way to {new.id}, as asked.", Action.LEFT_OUT),
        Reason("swap", new.id, text, Action.ADDED),
    ]


def _rest(routine: Routine, old: Exercise) -> list[Reason]:
    ids = dict.fromkeys(one.exercise.id for one in routine)
    kept = [id for id in ids if id != old.id]
    return [Reason("swap", id, "kept as it is.", Action.KEPT) for id in kept]


def _no_link(
    old: Exercise, link: str, named: tuple[str, ...], used: Collection[str]
) -> str:
    if not named:
        return f"{old.id!r} names no {link} exercise; look for one with avoid="
    there = ", ".join(one for one in named if one in used)
    if there:
        text = f"{old.id!r} names {there} as {link}, which the routine holds already"
        return f"{text}; slice {old.id!r} out of it instead"
    text = f"{old.id!r} names {', '.join(named)} as {link}, and the catalog has none"
    return f"{text}; give a catalog with more exercises"
