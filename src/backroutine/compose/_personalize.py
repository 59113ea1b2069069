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
from ..terms import Action, Anchor, Demand, Level
from ..units import minutes as clock
from ._arguments import expect
from ._fit import fit
from ._rules import by_rule, is_cautioned, with_care
from ._suit import hardness, placed, stand_ins, with_items

_Ids = tuple[str, ...]
_GENTLE = list(Level).index(Level.STANDARD)


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
    choice = _Choice(routine, assessment, catalog)
    choice.leave_out()
    choice.stand_in()
    choice.serve_findings()
    choice.take_back()
    if not choice.items:
        raise NothingSuits(_nothing(routine, choice.avoid))
    chosen = with_items(routine, choice.items, choice.reasons())
    limit = routine.lasts("high")
    return chosen if chosen.lasts("high") <= limit else _cut(chosen, limit)


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


class _Way(NamedTuple):
    """How an exercise may come in, and what makes room for it."""

    id: str
    items: tuple[Item, ...]
    dropped: tuple[Item, ...]


class _Choice:
    """A routine on its way to one that suits, and why each exercise is in it or not."""

    def __init__(
        self, routine: Routine, assessment: Assessment, catalog: Catalog
    ) -> None:
        self.routine, self.assessment, self.catalog = routine, assessment, catalog
        self.every = dict(catalog.exercises)
        for item in routine:
            self.every.setdefault(item.exercise.id, item.exercise)
        self.may = [
            one for one in self.every.values() if not assessment.against(one.demands)
        ]
        self.wanted = [(one, self._wanted(one)) for one in assessment.findings]
        asked = [one.exercise.demands for one in routine]
        floor = any(Demand.FLOOR in one for one in asked) or not asked
        early = any(one.at is Anchor.AFTER_WAKING for one in routine.moments)
        self.without = {
            *(() if floor else [Demand.FLOOR]),
            *([Demand.END_RANGE_FLEXION] if early else ()),
        }
        self.avoid = assessment.excluded | self.without
        self.limit = routine.lasts("high")
        self.items = routine.items
        self.gone: list[tuple[Exercise, _Ground]] = []
        self.dropped: list[tuple[Item, _Ground]] = []
        self.added: dict[str, _Ground] = {}
        self.unserved: list[Reason] = []

    # -- what cannot stay ------------------------------------------------------------

    def leave_out(self) -> None:
        """Leave out what a finding excludes."""
        kept = (one for one in self.routine if not self._against(one.exercise))
        self.items = tuple(kept)
        for item in self.routine:
            for finding in self._against(item.exercise)[:1]:
                asked = item.exercise.demands.intersection(finding.excludes)
                text = f"left out: it asks for {' and '.join(sorted(asked))}."
                self.gone.append((item.exercise, _Ground(text, finding)))

    def stand_in(self) -> None:
        """Let the nearest exercise that suits take the place of each left out."""
        for old, ground in tuple(self.gone):
            used = {one.exercise.id for one in (*self.routine, *self.items)}
            contexts = self.assessment.contexts
            for new in stand_ins(old, self.catalog, self.avoid, used, contexts):
                items = placed(self.items, Item(new))
                if self._fits(items):
                    self.items = items
                    text = f"stands in for {old.id}."
                    self.added[new.id] = ground._replace(text=text)
                    break

    # -- what should come in ---------------------------------------------------------

    def serve_findings(self) -> None:
        """Give each finding an exercise that it asks for, the best supported first."""
        for finding, wanted in self.wanted:
            if wanted and not any(one.exercise.id in wanted for one in self.items):
                self._serve(finding, wanted)

    def _serve(self, finding: Finding, wanted: _Ids) -> None:
        near = [id for id in wanted if not self.every[id].demands & self.avoid]
        ways = [way for way in map(self._way, near) if way]
        if not ways:
            self.unserved.append(self._not_added(finding, near, wanted))
            return
        id, self.items, dropped = min(ways, key=self._cost)
        text = f"added: it aims at {_aims(finding, self.every[id])}."
        self.added[id] = _Ground(text, finding)
        text = f"left out: it makes room for {id}."
        self.dropped += [(one, _Ground(text, finding)) for one in reversed(dropped)]

    def _not_added(self, finding: Finding, near: list[str], wanted: _Ids) -> Reason:
        why = f"there is no room for it within {clock(self.limit)}"
        if not near:
            without = " and ".join(sorted(self.without))
            why = f"what comes into this routine does without {without}"
        ground = _Ground(f"not added: {why}.", finding)
        return ground.reason([*near, *wanted][0], Action.LEFT_OUT)

    def _cost(self, way: _Way) -> tuple[int, bool, bool]:
        """Return how many go for it, if it needs care, and a posture of its own."""
        postures = {one.exercise.position.posture for one in self.items}
        new = self.every[way.id]
        cautioned = is_cautioned(new, self.assessment.contexts)
        return len(way.dropped), cautioned, new.position.posture not in postures

    def _way(self, id: str) -> _Way | None:
        """Return how an exercise fits in, if it does."""
        new, kept, dropped = Item(self.every[id]), list(self.items), []
        spare = [i for i, one in enumerate(kept) if not self._serves(one)]
        while not self._fits(items := placed(tuple(kept), new)):
            if not spare:
                return None
            dropped.append(kept.pop(spare.pop()))
        return _Way(id, items, tuple(dropped))

    def take_back(self) -> None:
        """Take back what made room, as far as there is room after all."""
        for one in tuple(self.dropped):
            items = placed(self.items, one[0])
            if self._fits(items):
                self.items = items
                self.dropped.remove(one)

    def _wanted(self, finding: Finding) -> _Ids:
        """Return the ids of what a finding asks for and this person may do.

        Where there is none of those that the finding names, or it names none, what
        aims at the same will do.
        """
        ids = {one.id for one in self.may}
        named = tuple(id for id in finding.exercises if id in ids)
        return named or tuple(
            one.id
            for one in self.may
            if set(finding.wants).intersection(one.goals) and hardness(one) <= _GENTLE
        )

    def _serves(self, item: Item) -> bool:
        return any(item.exercise.id in wanted for _, wanted in self.wanted)

    def _against(self, exercise: Exercise) -> tuple[Finding, ...]:
        return self.assessment.against(exercise.demands)

    def _fits(self, items: tuple[Item, ...]) -> bool:
        return attrs.evolve(self.routine, items=items).lasts("low") <= self.limit

    # -- why ---------------------------------------------------------------------------

    def reasons(self) -> Iterator[Reason]:
        """Walk the reasons: what is in the routine, what needs care, what is not."""
        for item in self.items:
            id = item.exercise.id
            ground = self.added.get(id)
            action = Action.KEPT if ground is None else Action.ADDED
            cares = [*with_care("personalize", item.exercise, action, self.assessment)]
            ground = ground or self._ground_to_keep(item, care=bool(cares))
            yield ground.reason(id, action)
            yield from cares
        for exercise, ground in self.gone:
            yield ground.reason(exercise.id, Action.LEFT_OUT)
        for item, ground in self.dropped:
            yield ground.reason(item.exercise.id, Action.LEFT_OUT)
        yield from self.unserved

    def _ground_to_keep(self, item: Item, *, care: bool) -> _Ground:
        for finding in self.assessment.findings:
            if item.exercise.id in finding.exercises:
                return _Ground("kept: it suits what was found.", finding)
        text = "no finding excludes it, some ask for care"
        return _Ground(f"kept: {text if care else 'no finding speaks against it'}.")


def _aims(finding: Finding, exercise: Exercise) -> str:
    shared = [goal for goal in finding.wants if goal in exercise.goals]
    return " and ".join(shared or exercise.goals)


def _nothing(routine: Routine, avoid: frozenset[Demand]) -> str:
    names = ", ".join(one.exercise.id for one in routine) or "the empty routine"
    asked = ", ".join(sorted(avoid))
    without = f" without {asked}" if asked else ""
    text = f"nothing of {names} and of this catalog suits{without}"
    hint = "give a longer routine or a catalog with more exercises"
    time = clock(routine.lasts("high"))
    return f"{text} in {time}; {hint}, or ask a physical therapist"
