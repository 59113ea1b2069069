"""Fit a routine to what a movement check found."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import attrs

from ..catalog import Catalog
from ..errors import NothingSuits, ReferralNeeded
from ..exercise import Exercise
from ..routine import Item, Reason, Routine
from ..screen import Assessment, Finding
from ..terms import Action
from ..units import minutes as clock
from ._arguments import expect
from ._fit import fit
from ._person import Ids, Person, person_of
from ._rules import by_rule, is_cautioned, with_care
from ._suit import placed, stand_ins, with_items


def personalize(routine: Routine, assessment: Assessment, catalog: Catalog) -> Routine:
    """Change a routine to what suits a person, by the rules of a movement check.

    What the findings exclude is left out, whatever else speaks for it, and the nearest
    exercise of the catalog that suits takes its place. Then each finding, the best
    supported first, gets one of the exercises that it asks for, if none is there yet
    and there is room: exercises that serve no finding make room, the last first. The
    one is taken for which the fewest must go; of those one in a posture that is there
    already; of those the most suitable. The time of the routine holds, one that does
    without the floor goes on to do so, and into one for after waking comes nothing
    that bends the back to its end (Snook and others, 1998).

    The same answers always give the same routine, and a routine that is personalized
    twice stays as it is, as long as its pace gives a change of posture no less time
    than a shift: else doing without something may take longer than doing it. What
    was done, by which rule, from which source, is in `because`.

    Args:
        routine: The routine.
        assessment: What the person's answers found: `screen.assess(answers)`.
        catalog: Where other exercises come from.

    Raises:
        ReferralNeeded: The person should be seen first, or a warning sign is not
            cleared.
        NothingSuits: Nothing in the routine and the catalog suits this person.
        InvalidValue: An argument makes no sense.

    Examples:
        >>> import backroutine as br
        >>> screen = br.screens["movement-check"]
        >>> answers = {sign.id: False for sign in screen.red_flags}
        >>> answers["gets-to-the-floor"] = False
        >>> five = br.routines["lower-back-five"]
        >>> mine = br.compose.personalize(five, screen.assess(answers), br.load())
        >>> any("floor" in item.exercise.demands for item in mine)
        False
    """
    expect(
        "personalize",
        routine=(routine, Routine),
        assessment=(assessment, Assessment),
        catalog=(catalog, Catalog),
    )
    if assessment.referral is not None:
        raise ReferralNeeded(assessment.referral)
    person = person_of(routine, assessment, catalog)
    draft = _left_out(person)
    for step in (_stood_in, _served, _taken_back):
        draft = step(person, draft)
    if not draft.items:
        raise NothingSuits(_nothing(person))
    chosen = with_items(routine, draft.items, _reasons(person, draft))
    fits = chosen.lasts("high") <= person.limit
    return chosen if fits else _cut(chosen, person.limit)


def _cut(routine: Routine, limit: timedelta) -> Routine:
    """Cut a routine to a time; what the cut does not change, it does not speak of."""
    cut = fit(routine, budget=limit)
    told = cut.because[len(routine.because) :]
    changes = [reason for reason in told if reason.action is Action.CHANGED]
    return attrs.evolve(cut, because=(*routine.because, *changes))


class _Ground(NamedTuple):
    """Why something was done: in words, and the finding that asked for it."""

    text: str
    finding: Finding | None = None

    def reason(self, about: str, action: Action) -> Reason:
        return by_rule("personalize", about, self.text, action, self.finding)


class _Draft(NamedTuple):
    """A routine on its way to one that suits, and why each exercise is in it or not.

    Attributes:
        items: What is in it.
        added: Why an exercise came in, by its id.
        gone: What a finding excludes.
        dropped: What made room for something else.
        unserved: Why a finding got nothing, by what it asks for first.
    """

    items: tuple[Item, ...]
    added: tuple[tuple[str, _Ground], ...] = ()
    gone: tuple[tuple[Exercise, _Ground], ...] = ()
    dropped: tuple[tuple[Item, _Ground], ...] = ()
    unserved: tuple[tuple[str, _Ground], ...] = ()

    def holding(self, items: tuple[Item, ...], id: str, ground: _Ground) -> "_Draft":
        """Return the draft with one more exercise, and why it came in."""
        return self._replace(items=items, added=(*self.added, (id, ground)))


# -- what cannot stay ------------------------------------------------------------------


def _left_out(person: Person) -> _Draft:
    """Leave out what a finding excludes."""
    items = tuple(one for one in person.routine if not person.against(one.exercise))
    gone = []
    for item in person.routine:
        for finding in person.against(item.exercise)[:1]:
            asked = item.exercise.demands.intersection(finding.excludes)
            text = f"left out: it asks for {' and '.join(sorted(asked))}."
            gone.append((item.exercise, _Ground(text, finding)))
    return _Draft(items, gone=tuple(gone))


def _stood_in(person: Person, draft: _Draft) -> _Draft:
    """Let the nearest exercise that suits take the place of each left out."""
    for old, ground in draft.gone:
        used = {one.exercise.id for one in (*person.routine, *draft.items)}
        for new in stand_ins(
            old, person.catalog, person.avoid, used, person.assessment.contexts
        ):
            items = placed(draft.items, Item(new))
            if person.has_time_for(items):
                text = f"stands in for {old.id}."
                draft = draft.holding(items, new.id, ground._replace(text=text))
                break
    return draft


# -- what should come in --------------------------------------------------------------


class _Way(NamedTuple):
    """How an exercise may come in, and what makes room for it."""

    new: Exercise
    items: tuple[Item, ...]
    dropped: tuple[Item, ...]


def _served(person: Person, draft: _Draft) -> _Draft:
    """Give each finding an exercise that it asks for, the best supported first."""
    for finding, wanted in person.wanted:
        if wanted and not any(one.exercise.id in wanted for one in draft.items):
            draft = _serve(person, draft, finding, wanted)
    return draft


def _serve(person: Person, draft: _Draft, finding: Finding, wanted: Ids) -> _Draft:
    near = [id for id in wanted if not person.every[id].demands & person.avoid]
    ways = [way for id in near if (way := _way(person, draft.items, id))]
    if not ways:
        ground = _Ground(_not_added(person, near), finding)
        unserved = ([*near, *wanted][0], ground)
        return draft._replace(unserved=(*draft.unserved, unserved))
    way = min(ways, key=lambda way: _cost(person, draft.items, way))
    room = _Ground(f"left out: it makes room for {way.new.id}.", finding)
    dropped = (*draft.dropped, *((one, room) for one in way.dropped))
    ground = _Ground(f"added: it aims at {_aims(finding, way.new)}.", finding)
    return draft._replace(dropped=dropped).holding(way.items, way.new.id, ground)


def _way(person: Person, items: tuple[Item, ...], id: str) -> _Way | None:
    """Return how an exercise fits in, if it does; what serves nothing makes room."""
    new, kept = Item(person.every[id]), list(items)
    spare = [place for place, one in enumerate(kept) if not person.is_served_by(one)]
    dropped: list[Item] = []
    while not person.has_time_for(found := placed(tuple(kept), new)):
        if not spare:
            return None
        dropped.insert(0, kept.pop(spare.pop()))
    return _Way(new.exercise, found, tuple(dropped))


def _cost(person: Person, items: tuple[Item, ...], way: _Way) -> tuple[int, bool, bool]:
    """Return how many go for it, if it needs care, and a posture of its own."""
    postures = {one.exercise.position.posture for one in items}
    cautioned = is_cautioned(way.new, person.assessment.contexts)
    return len(way.dropped), cautioned, way.new.position.posture not in postures


def _not_added(person: Person, near: list[str]) -> str:
    if near:
        return f"not added: there is no room for it within {clock(person.limit)}."
    without = " and ".join(sorted(person.without))
    return f"not added: what comes into this routine does without {without}."


def _aims(finding: Finding, exercise: Exercise) -> str:
    shared = [goal for goal in finding.wants if goal in exercise.goals]
    return " and ".join(shared or exercise.goals)


def _taken_back(person: Person, draft: _Draft) -> _Draft:
    """Take back what made room, as far as there is room after all."""
    for one in draft.dropped:
        items = placed(draft.items, one[0])
        if person.has_time_for(items):
            left = tuple(other for other in draft.dropped if other is not one)
            draft = draft._replace(items=items, dropped=left)
    return draft


# -- why ------------------------------------------------------------------------------


def _reasons(person: Person, draft: _Draft) -> Iterator[Reason]:
    """Walk the reasons: what is in the routine, what needs care, what is not."""
    added = dict(draft.added)
    for item in draft.items:
        id = item.exercise.id
        action = Action.ADDED if id in added else Action.KEPT
        cares = [*with_care("personalize", item.exercise, action, person.assessment)]
        ground = added.get(id) or _kept(person, id, care=bool(cares))
        yield ground.reason(id, action)
        yield from cares
    gone = ((exercise.id, ground) for exercise, ground in draft.gone)
    dropped = ((item.exercise.id, ground) for item, ground in draft.dropped)
    for id, ground in (*gone, *dropped, *draft.unserved):
        yield ground.reason(id, Action.LEFT_OUT)


def _kept(person: Person, id: str, *, care: bool) -> _Ground:
    for finding in person.assessment.findings:
        if id in finding.exercises:
            return _Ground("kept: it suits what was found.", finding)
    text = "no finding excludes it, some ask for care"
    return _Ground(f"kept: {text if care else 'no finding speaks against it'}.")


def _nothing(person: Person) -> str:
    names = ", ".join(one.exercise.id for one in person.routine) or "the empty routine"
    asked = ", ".join(sorted(person.avoid))
    without = f" without {asked}" if asked else ""
    text = f"nothing of {names} and of this catalog suits{without}"
    hint = "give a longer routine or a catalog with more exercises"
    return f"{text} in {clock(person.limit)}; {hint}, or ask a physical therapist"
