"""Let a routine grow from week to week, as far as it stays comfortable."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from ..errors import Fault, InvalidValue, Problem
from ..log import Done
from ..routine import Item, Reason, Routine
from ..screen import PainScale
from ..terms import Action, Counting, Grade, PainLight
from ..units import WORST_PAIN, Span
from ._arguments import number, wrong

_WEEK = timedelta(days=7)
# NHS inform: begin low, and add one or two repetitions every few days. Two a week is
# the slow reading of it, and keeps both sides equal.
_MORE = 2
_SOURCE = "nhs-inform-back-exercises"
_RULE = "begin-low-and-add"
_LIGHT = "pain-traffic-light"
_MOST_WEEKS = 520


def progress(
    routine: Routine,
    week: int,
    log: Iterable[Done] | None = None,
    *,
    pain: PainScale | None = None,
    usual: int = 0,
) -> Routine:
    """Set the repetitions for a week of doing a routine.

    The first week has the fewest repetitions of each range, and each week adds two,
    never beyond the range. With a log, only a comfortable week adds: a week without
    an entry, without a noted pain, or with an amber one, holds; a red pain takes a step
    back. Where nothing hurt, note a pain of 0. Begin from the whole routine each week,
    not from last week's.

    Args:
        routine: The routine with its ranges.
        week: Which week it is, 1 to 520, from the first entry of the log.
        log: What was done; its weeks begin on the day of its first entry.
        pain: The pain traffic light; unless given, `PainScale()`.
        usual: The pain that this person has anyway, from 0 to 10.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> five = br.routines["lower-back-five"]
        >>> [str(br.compose.progress(five, week)[0].dose.reps) for week in (1, 2, 3)]
        ['8', '10', '10']
    """
    scale = PainScale() if pain is None else pain
    entries = _checked(routine, week, log, scale, usual)
    steps, said = _looked_at(entries, week, scale, usual)
    grown = [_grown(item, steps) for item in routine]
    reasons = [_reason(old, new) for old, new in zip(routine, grown, strict=True)]
    because = (*routine.because, _summary(week), *said, *reasons)
    return attrs.evolve(routine, items=grown, because=because)


def _checked(
    routine: Routine,
    week: object,
    log: Iterable[Done] | None,
    scale: object,
    usual: object,
) -> list[Done] | None:
    """Return the entries about the routine; None without a log."""
    faults = wrong(routine=(routine, Routine), pain=(scale, PainScale))
    faults += number("week", week, 1, _MOST_WEEKS)
    faults += number("usual", usual, 0, WORST_PAIN)
    entries = _listed(log, faults)
    if faults:
        raise InvalidValue("progress", tuple(faults))
    if log is None:
        return None
    return [one for one in entries if _is_about(one, routine)]


def _listed(log: Iterable[Done] | None, faults: list[Fault]) -> list[Done]:
    if log is None:
        return []
    if isinstance(log, str | bytes) or not isinstance(log, Iterable):
        faults += [one.under("log") for one in Problem.expected("a log", log).faults]
        return []
    entries = list(log)
    faults += [
        fault.under(f"log[{index}]")
        for index, one in enumerate(entries)
        if not isinstance(one, Done)
        for fault in Problem.expected("a Done", one).faults
    ]
    return entries


def _is_about(done: Done, routine: Routine) -> bool:
    return not done.parts or not set(done.parts).isdisjoint(routine.parts)


def _looked_at(
    entries: list[Done] | None, week: int, scale: PainScale, usual: int
) -> tuple[list[int], list[Reason]]:
    """Return the step that follows from each week before, and why."""
    if entries is None:
        return [1] * (week - 1), []
    found = [_step(pains, scale, usual) for pains in _weeks(entries, week - 1)]
    said = [f"week {n}: {text}." for n, (_, text) in enumerate(found, start=1)]
    reasons = [
        Reason(
            "progress",
            "",
            text,
            rule=_LIGHT,
            sources=scale.sources,
            grade=scale.grade,
        )
        for text in said
    ]
    return [step for step, _ in found], reasons


def _weeks(entries: list[Done], count: int) -> list[list[int | None]]:
    """Return the pains of each week; no entry, no pains."""
    pains: list[list[int | None]] = [[] for _ in range(count)]
    first = min((one.at.date() for one in entries), default=date.min)
    for one in entries:
        number = (one.at.date() - first) // _WEEK
        if number < count:
            pains[number].append(one.pain)
    return pains


def _step(pains: list[int | None], scale: PainScale, usual: int) -> tuple[int, str]:
    if not pains:
        return 0, "nothing was done, so it stays as it was"
    noted = [pain for pain in pains if pain is not None]
    if not noted:
        return 0, "no pain was noted, not even 0 for none, so it stays as it was"
    worst = max(noted)
    light = scale.light(worst, usual)
    if light is PainLight.RED:
        text = f"the pain reached {worst}, which is red: stop what hurt; a step back"
        return -1, f"{text}, and ask a professional if it comes again"
    if light is PainLight.AMBER:
        return 0, f"the pain reached {worst}, which is amber: it stays as it was"
    return 1, "it was comfortable: a step on"


def _grown(item: Item, steps: list[int]) -> Item:
    """Return an item with the repetitions after some steps, the same on both sides."""
    low, high = item.dose.reps.low, item.dose.reps.high
    if item.exercise.has_sides and item.dose.counting is Counting.TOTAL:
        low, high = low + low % 2, high - high % 2
    number = low
    for step in steps:
        number = max(low, min(number + _MORE * step, high))
    dose = attrs.evolve(item.dose, reps=Span(number, number))
    return attrs.evolve(item, dose=dose)


def _summary(week: int) -> Reason:
    text = f"week {week}: from the fewest repetitions on, {_MORE} more for each step."
    return Reason("progress", "", text, rule=_RULE, sources=(_SOURCE,), grade=Grade.C)


def _reason(old: Item, new: Item) -> Reason:
    number = new.dose.reps.low
    text = f"{number} of {old.dose.reps} repetitions."
    action = Action.KEPT if old.dose == new.dose else Action.CHANGED
    return Reason(
        "progress",
        old.exercise.id,
        text,
        action,
        _RULE,
        sources=(_SOURCE,),
        grade=Grade.C,
    )
