"""Find the places of sessions among everything else, exactly and by a stated aim."""

import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..busy import Busy
from ..errors import InvalidValue, TooOften, TooSeldom
from ..moment import Moment, Rhythm
from ..placement import Placement
from ..routine import Routine
from ..schedule import Session
from ..schedule._occasions import occasions_on
from ..schedule._plan import session_length
from ._place_reasons import Times, reasons
from ._place_search import Option, Rules, best
from ._place_task import Task, monday_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place(  # noqa: PLR0917 - in the order in which people say it
    routine: Routine,
    days: tuple[date | str, date | str],
    rhythm: Rhythm,
    busy: Busy = Busy(),  # noqa: B008 - it cannot change
    per_week: int | None = None,
    per_day: int | None = None,
    apart: timedelta | str = "PT4H",
    *,
    tz: str,
    moments: Iterable[Moment | str | time] | None = None,
) -> Placement:
    """Find places for sessions on a stretch of days, around what is busy.

    A session may be wherever a moment comes, in the rhythm given with the workouts and
    drives of `busy` added, if nothing busy overlaps it. Each calendar week asks for
    `per_week` sessions, a week cut short by the ends of the stretch for its share,
    rounded up, and none gets more. No day that sessions count to gets more than
    `per_day`, and from the end of one session to the start of the next at least `apart`
    passes.

    Of all ways to choose, the one taken

    1. has the most sessions;
    2. of those, the most different days;
    3. of those, the moments that come first: the least sum of their places in the
       order of `moments`;
    4. of those, the most even spread: the least sum of the squares of the gaps, in
       days, between sessions in the order of their days, from the day before the
       stretch to the day after it;
    5. of those, the earliest days and starts, compared one by one from the first.

    What stood in the way of others is in `because`.

    Args:
        routine: What is done.
        days: The first and the last day, both included; at most 3660.
        rhythm: When the moments are for this person.
        busy: What is taken already.
        per_week: How many sessions a week; unless given, the least that the routine
            asks for, or three.
        per_day: The most sessions a day; unless given, what the routine allows, or as
            few as the week needs.
        apart: The least time between two sessions, up to 14 days.
        tz: The key of the time zone.
        moments: The moments in the order of preference; unless given, those that suit
            the routine.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.
        TooOften: `per_day` is more than the routine allows.

    Warns:
        TooSeldom: `per_week` is less than the routine asks for.

    Examples:
        >>> import backroutine as br
        >>> placed = br.compose.place(
        ...     br.routines["lower-back-five"],
        ...     ("2026-11-30", "2026-12-06"),
        ...     br.Rhythm(wake="06:45", bed="22:30"),
        ...     tz="Europe/Oslo",
        ... )
        >>> for session in placed.sessions:
        ...     print(session)
        Tue 2026-12-01 06:45 to 06:51, after waking: Lower back five
        Thu 2026-12-03 06:45 to 06:51, after waking: Lower back five
        Sat 2026-12-05 06:45 to 06:51, after waking: Lower back five
    """
    try:
        task = Task(routine, days, rhythm, busy, per_week, per_day, apart, tz, moments)
    except InvalidValue as error:
        raise InvalidValue("place", error.faults) from None
    _keep_to_limits(task)
    return _placed(task)


def _keep_to_limits(task: Task) -> None:
    name = repr(task.routine.id) if task.routine.id else "the routine"
    most, least = task.limits.per_day, task.limits.per_week
    if most and task.a_day > most:
        raise TooOften(f"{task.a_day} sessions a day; {name} allows {most} a day")
    if least and task.a_week < least:
        sessions = "session" if task.a_week == 1 else "sessions"
        text = f"{task.a_week} {sessions} a week; {name} asks for at least {least}"
        warnings.warn(TooSeldom(text), stacklevel=3)


def _placed(task: Task) -> Placement:
    every = [*_every(task)]
    free, taken = _in_order(task, every)
    chosen = [free[number] for number in _best(task, free)]
    met = {session.moment for session in every}
    return Placement(
        sorted(chosen, key=_start),
        sum(week.asked for week in task.weeks()),
        tuple(reasons(task, Times(free, taken, chosen), met)),
    )


def _every(task: Task) -> Iterator[Session]:
    """Walk all that might be, day by day and the preferred moments first."""
    zone = ZoneInfo(task.tz)
    for day, rhythm in task.rhythms():
        for moment in task.preferred:
            yield from occasions_on(task.routine, moment, rhythm, day, zone)


def _in_order(
    task: Task, every: Iterable[Session]
) -> tuple[list[Session], list[Session]]:
    """Return what is free and what is taken; of equal starts the preferred moment."""
    first: dict[tuple[date, datetime], Session] = {}
    for session in every:
        first.setdefault((session.day, _start(session)), session)
    free: list[Session] = []
    taken: list[Session] = []
    for key in sorted(first):
        session = first[key]
        clashes = task.busy.clashes(session.start, session.end)
        (taken if clashes else free).append(session)
    return free, taken


def _start(session: Session) -> datetime:
    return session.start.astimezone(UTC)


def _best(task: Task, free: list[Session]) -> list[int]:
    places = {moment: place for place, moment in enumerate(task.preferred)}
    options = [
        Option(
            day=one.day.toordinal(),
            start=(_start(one) - _EPOCH) // timedelta.resolution,
            place=places[one.moment],
            week=monday_of(one.day).toordinal(),
        )
        for one in free
    ]
    first, last = task.days
    rules = Rules(
        first=first.toordinal(),
        last=last.toordinal(),
        per_day=task.a_day,
        per_week={week.monday.toordinal(): week.asked for week in task.weeks()},
        reach=(session_length(task.routine) + task.apart) // timedelta.resolution,
    )
    return best(options, rules)
