"""Choose exercises from a catalog for a time, exactly and by a stated objective."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple, TypeVar

from .. import terms
from ..catalog import Catalog
from ..errors import CannotFit, Fault, InvalidValue, NothingSuits, ReferralNeeded
from ..exercise import Caution, Exercise
from ..routine import Item, Pace, Reason, Routine, item_time
from ..screen import Assessment, Finding
from ..terms import Action, Context, Demand, Equipment, Goal, Level, Position, Posture
from ..units import minutes as clock
from ._arguments import expect, time_limit
from ._choice import Candidate, best
from ._suit import hardness, in_progression

T = TypeVar("T")

_TICK = timedelta.resolution
_PACE = Pace()
_POSITIONS, _POSTURES, _LEVELS = list(Position), list(Posture), list(Level)
_NOTHING_FOUND = Assessment("none")


def choose(
    catalog: Catalog,
    minutes: float | None = None,
    *,
    budget: timedelta | str | None = None,
    goals: Iterable[Goal | str] = (),
    avoid: Iterable[Demand | str] = (),
    equipment: Iterable[Equipment | str] | None = None,
    level: Level | str = Level.STANDARD,
    assessment: Assessment | None = None,
) -> Routine:
    """Choose exercises for a time: as many as fit even at their most repetitions.

    Of all choices, the one taken covers the most of the goals; of those it uses the
    fewest positions; of those it has the most exercises; of those it takes what comes
    first in a progression: the gentler level, then what serves more of the goals, then
    the order of the catalog. Nobody has to get up and down: what is done lying comes
    first, then kneeling, sitting and standing, in each position the gentlest first,
    unless an exercise names one of the others as easier. What was chosen, what was
    left out and why is in `because`.

    Args:
        catalog: What there is to choose from.
        minutes: The time in minutes.
        budget: The time as a timedelta or as ISO 8601 text; one of the two.
        goals: What the exercises should aim at; only such are chosen. Unless given,
            what the assessment wants, or else anything.
        avoid: What no exercise may ask for, such as `kneeling` or `floor`.
        equipment: What is at hand; None stands for whatever is needed.
        level: How hard an exercise may be at most.
        assessment: What a movement check found; what it excludes is avoided.

    Raises:
        ReferralNeeded: The person of the assessment should be seen first.
        NothingSuits: Nothing in the catalog is left to choose from.
        CannotFit: Not even the shortest exercise fits.
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> seated = br.compose.choose(
        ...     br.load(), minutes=5, goals=["mobility", "strength"], avoid=["floor"]
        ... )
        >>> seated.duration.high <= timedelta(minutes=5)
        True
    """
    faults: list[Fault] = []
    found = _NOTHING_FOUND if assessment is None else assessment
    classes = {"catalog": (catalog, Catalog), "assessment": (found, Assessment)}
    _told(faults, "", lambda: expect("choose", **classes))
    limit = _told(faults, "", lambda: time_limit("choose", minutes, budget))
    aims = _told(faults, "goals", lambda: terms.goals(goals))
    avoided = _told(faults, "avoid", lambda: terms.demands(avoid))
    at_hand = _told(faults, "equipment", lambda: _at_hand(equipment))
    most = _told(faults, "level", lambda: Level(level))
    if faults:
        raise InvalidValue("choose", tuple(faults))
    wish = _Wish(*limit, *aims, *avoided, *at_hand, *most, found)
    return _routine(catalog, wish.settled())
