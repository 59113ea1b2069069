"""Where, when and how much."""

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import chain

from ..moment import Moment
from ..routine import Item, Routine
from ..schedule import EveryDays, Schedule
from ..source import Basis
from ..terms import Anchor, Counting
from ._known import Known, Told, grounds, ours
from ._means import called

_HOME = (Anchor.AFTER_WAKING, Anchor.BEFORE_BED)
_PLACES: dict[Anchor | time, str] = {
    Anchor.AFTER_WAKING: "at home",
    Anchor.BEFORE_BED: "at home",
    Anchor.BEFORE_WORKOUT: "where the workout is",
    Anchor.BEFORE_DRIVE: "where the drive begins",
    Anchor.AFTER_DRIVE: "where the drive ends",
}
_AT_HOME = ours("moments", "Waking and going to bed are taken to be at home.")
_SIDES = {Counting.PER_SIDE: "on each side", Counting.TOTAL: "for both sides"}


# -- moments ---------------------------------------------------------------------------


def at_home(known: Known) -> Told:
    """Say what is done at home, where the moments of the plan tell."""
    moments = _moments(known)
    home = [one for one in moments if one.at in _HOME]
    bases = _suiting(known, home)
    if known.schedule is None:
        suits = f"it suits {_listed(home)}" if home else ""
        return Told(suits, bases, "on which days and when it is done")
    days = _days(known.schedule)
    if home:
        return Told(f"{_listed(home)}, {days}", bases)
    return Told(f"{_listed(moments)}, {days}", missing="whether that is at home")


def place(known: Known) -> Told:
    """Say where it is done, where the moments of the plan tell."""
    moments = _moments(known)
    placed = [one for one in moments if one.at in _PLACES]
    elsewhere = [one for one in moments if one not in placed]
    missing = f"where one is at {_listed(elsewhere)}" if elsewhere else ""
    if known.schedule is None:
        missing = "when it is done, which tells where"
    value = "; ".join(f"{one}, {_PLACES[one.at]}" for one in placed)
    return Told(value, _suiting(known, placed), missing)


def _moments(known: Known) -> tuple[Moment, ...]:
    """Return the moments that are planned or, without a plan, those that suit."""
    if known.schedule is not None:
        return tuple(dict.fromkeys(slot.moment for slot in known.schedule.moments))
    return tuple(dict.fromkeys(chain(*(one.moments for one in known.routines))))


def _suiting(known: Known, moments: Iterable[Moment]) -> Iterator[Basis]:
    """Walk what it rests on that moments suit, and what is taken for granted."""
    anchors = {moment.at for moment in moments}
    for routine in known.routines:
        for index, moment in enumerate(routine.moments):
            if moment.at in anchors:
                yield from grounds(routine, f"moments[{index}]")
    if not anchors.isdisjoint(_HOME):
        yield _AT_HOME


def _listed(moments: Iterable[Moment]) -> str:
    return ", ".join(map(str, moments))


def _days(schedule: Schedule) -> str:
    if isinstance(schedule.days, EveryDays):
        return str(schedule.days)
    days = " ".join(schedule.days)
    return days if schedule.every == 1 else f"{days} every {schedule.every} weeks"


# -- amounts ---------------------------------------------------------------------------


def amount(known: Known) -> Told:
    """Say how much a session holds, how often it is and for how long."""
    if not known.items:
        return Told(missing="the dose of each exercise, how often and for how long")
    often, long = _how_often(known), _how_long(known)
    value = "; ".join(filter(None, (*map(_session, known.routines), often, long)))
    missing = ("" if often else "how often", "" if long else "for how long")
    return Told(value, _of_amounts(known), ", ".join(filter(None, missing)))


def _of_amounts(known: Known) -> Iterator[Basis]:
    for exercise in known.exercises:
        yield from grounds(exercise, "dose")
    for routine in known.routines:
        yield from grounds(routine, "pace", "limits", "horizon")


def _session(routine: Routine) -> str:
    pace = routine.effective_pace
    done = ", ".join(f"{called(item)} {_reps(item)}" for item in routine)
    how = f"{pace.tempo}, {pace.effort}".replace("-", " ")
    return f"{done}; {how}; {routine.duration} a session"


def _reps(item: Item) -> str:
    sets = f"{item.dose.sets} x {item.dose.reps}"
    return f"{sets} {_SIDES[item.dose.counting]}" if item.exercise.has_sides else sets


def _how_often(known: Known) -> str:
    if known.schedule is not None:
        return f"{_listed(_moments(known))}, {_days(known.schedule)}"
    limits = [one.limits for one in known.routines if one.limits]
    asked = [one.per_week for one in limits if one.per_week]
    return ", ".join(f"at least {number} a week" for number in asked)


def _how_long(known: Known) -> str:
    plan = known.schedule
    if plan is not None and plan.until is not None:
        return f"from {plan.start} to {plan.until}"
    if plan is not None and plan.count is not None:
        return f"{plan.count} sessions from {plan.start}"
    horizons = [one.horizon.days for one in known.routines if one.horizon]
    return f"with a look back after {min(horizons)} days" if horizons else ""
