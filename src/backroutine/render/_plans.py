"""The pages of plans: what is planned, placed, taken and done."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from .._checks import iso_clock
from ..busy import Busy
from ..log import Adherence, Week
from ..moment import Moment, Rhythm
from ..placement import Placement
from ..schedule import EveryDays, Schedule, Session
from ..terms import Anchor
from . import _words as words
from ._pages import (
    Facts,
    Page,
    Table,
    bullets,
    measure,
    name_of,
    page,
    reasons,
    routine_parts,
)

_WEEK = timedelta(days=7)
_NEAR = timedelta(days=2)  # no session is further from the midnight of its day
_FEW = 3
_RECENT = 12


# -- a schedule and its sessions -------------------------------------------------


@page.register(Schedule)
def _schedule(plan: Schedule) -> Page:
    title = ", ".join(map(name_of, plan.routines))
    several = len(plan.routines) > 1
    table = _session_table("The first seven days", first_week(plan), named=several)
    return Page(title, (_header(plan),), (table,), plan)


def _session_table(title: str, sessions: Sequence[Session], *, named: bool) -> Table:
    """Return a table of sessions, where wanted with the names of their routines."""
    table = Table(title, ("Day", "Time", "Moment"), _rows(sessions))
    if not named:
        return table
    names = tuple((name_of(session.routine),) for session in sessions)
    rows = tuple(row + name for row, name in zip(table.rows, names, strict=True))
    return Table(title, (*table.head, "Routine"), rows)


def _header(plan: Schedule) -> str:
    """Say in one line what the plan is made of."""
    moments = [moment_of(slot.moment, plan.rhythm) for slot in plan.moments]
    parts = (
        days_of(plan),
        ", ".join(moments),
        plan.tz,
        f"from {words.day(plan.start)}",
        plan.until and f"until {words.day(plan.until)}",
        plan.count and words.count(plan.count, "session"),
        except_for(plan) if plan.skip else None,
        plan.limits and words.limits(plan.limits),
    )
    return "; ".join(part for part in parts if part)


def days_of(plan: Schedule) -> str:
    if isinstance(plan.days, EveryDays):
        return str(plan.days)
    days = words.weekdays(plan.days)
    return days if plan.every == 1 else f"{days} every {plan.every} weeks"


def except_for(plan: Schedule) -> str:
    few = ", ".join(day.isoformat() for day in plan.skip[:_FEW])
    more = f" and {len(plan.skip) - _FEW} more" if len(plan.skip) > _FEW else ""
    return f"except {few}{more}"


def moment_of(moment: Moment, rhythm: Rhythm) -> str:
    if isinstance(moment.at, time):
        return str(moment)
    return f"{moment} ({_event(moment.at, rhythm)})"


def _event(at: Anchor, rhythm: Rhythm) -> str:
    """Say when an event is for a person; each different time once."""
    if at is Anchor.BEFORE_WORKOUT:
        return ", ".join(map(str, rhythm.workouts))
    if at in (Anchor.BEFORE_DRIVE, Anchor.AFTER_DRIVE):
        return ", ".join(map(str, rhythm.drives))
    week = rhythm.wake if at is Anchor.AFTER_WAKING else rhythm.bed
    return " or ".join(dict.fromkeys(iso_clock(one) for one in week if one))


def first_week(plan: Schedule) -> list[Session]:
    """Return the sessions of seven days, from the first day that has one."""
    opening = datetime.combine(plan.start, time(), UTC) - _NEAR
    first = plan.next(after=opening)
    if first is None:
        return []
    found = plan.between(first.start, first.start + _WEEK + _NEAR)
    return [session for session in found if session.day < first.day + _WEEK]


def _rows(sessions: Sequence[Session]) -> tuple[tuple[str, ...], ...]:
    """Return a row for each session; its day only where it is another one."""
    days = [words.day(session.start.date()) for session in sessions]
    return tuple(
        (day if day != before else "", _from_to(session), cause_of(session.moment))
        for session, day, before in zip(sessions, days, ["", *days], strict=False)
    )


def cause_of(moment: Moment) -> str:
    return "" if isinstance(moment.at, time) else str(moment)


def _from_to(session: Session) -> str:
    return f"{session.start:%H:%M} to {session.end:%H:%M}"


@page.register(Session)
def _session(session: Session) -> Page:
    date = words.day(session.start.date())
    offset = session.start.isoformat(timespec="minutes")[len("2026-12-01T06:45") :]
    line = f"{date}, {_from_to(session)} (UTC{offset})"
    cause = cause_of(session.moment)
    routine = session.routine
    lines = (f"{line}, {cause}" if cause else line, measure(routine))
    return Page(name_of(routine), lines, routine_parts(routine), routine)


# -- a log beside its plan ---------------------------------------------------------


@page.register(Adherence)
def _adherence(total: Adherence) -> Page:
    in_a_row = f"{total.in_a_row} now, {total.longest_in_a_row} at most"
    in_weeks = f"{total.weeks_in_a_row} without a miss"
    facts = (
        ("Sessions in a row", in_a_row if total.planned else ""),
        ("Weeks in a row", in_weeks if total.planned else ""),
        ("Over the limit of a day", _latest(total.too_many)),
    )
    parts = (Table("", _COUNTS, tuple(_counts(total))), Facts("", facts))
    return Page("Done and missed", (_in_all(total),), parts)


_COUNTS = ("Week from", "Due", "Done", "Missed", "Extra")


def _in_all(total: Adherence) -> str:
    planned = "nothing planned"
    if total.planned:
        planned = f"{total.done} of {total.planned} done, {total.missed} missed"
    return f"{planned}, {total.extra} extra" if total.extra else planned


def _counts(total: Adherence) -> Iterator[tuple[str, ...]]:
    """Walk a row for each of the last weeks, between those before and the sum."""
    before, weeks = total.weeks[:-_RECENT], total.weeks[-_RECENT:]
    if before:
        yield f"{words.count(len(before), 'week')} before", *_sums(before)
    for week in weeks:
        yield words.day(week.start), *_sums((week,))
    if total.weeks[1:]:
        yield "In all", *_sums(total.weeks)


def _sums(weeks: tuple[Week, ...]) -> tuple[str, ...]:
    rows = ((one.planned, one.done, one.missed, one.extra) for one in weeks)
    return tuple(str(sum(column)) for column in zip(*rows, strict=True))


def _latest(days: tuple[date, ...]) -> str:
    before = f" and {len(days) - _FEW} before" if days[_FEW:] else ""
    return ", ".join(map(words.day, days[-_FEW:])) + before


# -- what is placed, and among what ------------------------------------------------


@page.register(Placement)
def _placement(placed: Placement) -> Page:
    names = dict.fromkeys(name_of(session.routine) for session in placed.sessions)
    number = f"{len(placed.sessions)} of {words.count(placed.asked, 'session')}"
    parts = (
        _session_table("", placed.sessions, named=len(names) > 1),
        reasons(placed.because),
    )
    return Page(", ".join(names) or "A placement", (number,), parts)


@page.register(Busy)
def _busy(busy: Busy) -> Page:
    parts = (
        bullets("", map(str, busy.times), fold="when long"),
        bullets("Workouts", map(str, busy.workouts), fold="when long"),
        bullets("Drives", map(str, busy.drives), fold="when long"),
    )
    return Page("Busy", (words.count(len(busy.times), "time"),), parts)
