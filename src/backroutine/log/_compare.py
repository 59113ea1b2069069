"""The verb of a log: compare it with what was planned."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, final

import attrs

from .._checks import all_are, as_instant, closed, day, instant, is_a, listed
from ..errors import InvalidValue
from ..placement import Placement
from ..routine import Limits
from ..schedule import Schedule
from ._adherence import Adherence
from ._done import Done
from ._limits import against_limits
from ._sessions import against_sessions, placed, planned


def adherence(
    plan: Schedule | Placement | Limits,
    log: Iterable[Done],
    until: datetime,
    since: date | str | None = None,
) -> Adherence:
    """Count what was planned, done, missed and done besides, up to an instant.

    The order of the log does not matter, and what it says of times from `until` on
    does not count. Entries at the same instant of the same routine are one; of these
    the one that names its moment holds. Every planned session that counts is either
    done or missed, every entry that counts either done or extra.

    **With a schedule or a placement**, an entry stands for at most one session, and
    at most one entry stands for a session.

    - An entry stands for a session of the same routine: it names none, or they have
      a part in common. An entry with a moment stands for a session of that moment.
    - The session's day, in the plan's zone, holds the entry. For a session that
      begins before its day the time from its start is added, and for any the four
      hours after its end.
    - Of all pairs that are possible the nearest in time are taken first, where an
      entry during a session is at no distance; if equally near, the earlier session
      and then the earlier entry.
    - A session without an entry is missed once that time is over, and does not count
      before. An entry without a session is extra.
    - A session and its entry count to the session's day, an extra entry to its date
      in the plan's zone. Days before `since` or the plan's start do not count.
    - `too_many` are the days with more entries than the plan's limits allow, or else
      than those of its routines allow for any of their parts. An extra entry that
      names no routine may be any of them, and counts as each.

    **With limits**, the days and weeks are those of each entry's own zone.

    - A week asks for `per_week` sessions. The first is the week of `since` or, unless
      given, of the first entry; if it begins within a week, that week asks for the
      share of the days that are left, rounded up.
    - Of a day's entries `per_day` count; the others are extra, and the day is one of
      `too_many`. What a week holds beyond what it asks for is extra, too.
    - A week that is not over on the date of `until`, in the zone of `until`, asks for
      no more than was done. What a week misses it misses at its end.

    Args:
        plan: What was planned or placed, or what is asked for.
        log: What was done, in any order.
        until: The instant up to which to count, with a time zone.
        since: The first day to count; unless given, the plan's start or the day of
            the first entry.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.
        NaiveDatetime: `until` has no time zone.

    Examples:
        >>> from datetime import UTC, datetime
        >>> import backroutine as br
        >>> plan = br.Schedule(
        ...     br.routines["lower-back-five"],
        ...     moments=["07:00"],
        ...     days="mon wed fri",
        ...     tz="UTC",
        ...     start="2026-12-01",
        ... )
        >>> log = [br.Done(datetime(2026, 12, day, 9, tzinfo=UTC)) for day in (2, 3)]
        >>> found = br.adherence(plan, log, until=datetime(2026, 12, 5, tzinfo=UTC))
        >>> found.planned, found.done, found.missed, found.extra
        (2, 1, 1, 1)
        >>> loose = br.Limits(per_week=3)
        >>> br.adherence(loose, log, until=datetime(2026, 12, 7, tzinfo=UTC)).done
        2
    """
    try:
        asked = _Asked(plan, log, until, since)
    except InvalidValue as error:
        raise InvalidValue("adherence", error.faults) from None
    end = asked.until
    entries = tuple(one for one in _once(asked.log) if as_instant(one.at) < end)
    if isinstance(plan, Limits):
        return against_limits(plan, entries, until.date(), asked.since)
    sessions = placed(plan) if isinstance(plan, Placement) else planned(plan, end)
    return against_sessions(sessions, entries, end, asked.since)


def _dones(values: Iterable[Done]) -> tuple[Done, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class _Asked:
    """Hold the arguments, checked."""

    plan: Schedule | Placement | Limits = attrs.field(
        validator=is_a(Schedule, Placement, Limits)
    )
    log: tuple[Done, ...] = attrs.field(converter=_dones, validator=all_are(Done))
    until: datetime = attrs.field(converter=instant)
    since: date | None = attrs.field(converter=attrs.converters.optional(day))


# -- each entry once -------------------------------------------------------------------


def _once(entries: Iterable[Done]) -> Iterable[Done]:
    """Return the entries in order, and what was written twice only once."""
    found: dict[tuple[datetime, str], Done] = {}
    for entry in sorted(entries, key=_order):
        found.setdefault((as_instant(entry.at), entry.routine), entry)
    return found.values()


def _order(entry: Done) -> tuple[Any, ...]:
    moment = entry.moment.notation if entry.moment else ""
    at = as_instant(entry.at)
    return at, entry.routine, not moment, moment, entry.at.isoformat()
