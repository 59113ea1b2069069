"""The coming sessions: a plan from the arguments, and what was assumed for it."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from ..moment import Moment, Rhythm
from ..routine import Routine
from ..schedule import Schedule, Session, zone_key
from ..terms import Weekday
from ._arguments import BED, DAYS, MOMENTS, PROGRAM, WAKE
from ._machine import World, machine_zone
from ._output import OK, say, say_json

_EXAMPLE = "--wake 06:45 --bed 23:00 --tz Europe/Oslo"
_DAYS_EXAMPLE = f'--days "tue thu sat" {_EXAMPLE}'


def schedule(routine: Routine, args: Namespace, world: World) -> int:
    """Show when to do a routine; return the exit code."""
    zone, found = zone_of(args, world)
    now = world.now()
    plan = plan_of(routine, args, zone, now)
    sessions = plan.between(*_window(args, plan, now))
    if args.json:
        return say_json([as_json(session) for session in sessions])
    title, what = str(plan).split("\n")[:2]
    say(f"{title}, {period(args)}", what, "")
    say(*(map(line, sessions) if sessions else ["No sessions then."]))
    say(*assumptions(args, zone, found, "schedule"))
    return OK


def zone_of(args: Namespace, world: World) -> tuple[str, str]:
    """Return the zone asked for, or the machine's and where it was found."""
    return (args.tz, "") if args.tz else machine_zone(world.environ, world.root)


def plan_of(
    routine: Routine,
    args: Namespace,
    zone: str,
    now: datetime,
    days: int | None = None,
) -> Schedule:
    """Return the plan that the arguments describe, for some days or without an end."""
    first = first_day(args, zone, now)
    return Schedule(
        routine,
        moments=moments_of(args) or MOMENTS,
        days=[*chain(*args.days)] if args.days else DAYS,
        rhythm=rhythm_of(args),
        tz=zone,
        start=first,
        until=None if days is None else first + timedelta(days=days - 1),
    )


def first_day(args: Namespace, zone: str, now: datetime) -> date:
    """Return the first day asked for, or today."""
    first: date | None = args.first
    return first or now.astimezone(ZoneInfo(zone_key(zone))).date()


def moments_of(args: Namespace) -> list[Moment | time]:
    """Return the clock times and moments asked for."""
    return [*chain(*(args.at or ()), *(args.moments or ()))]


def rhythm_of(args: Namespace) -> Rhythm:
    """Return the rhythm asked for, or a usual one."""
    return Rhythm(wake=args.wake or WAKE, bed=args.bed or BED)


def as_json(session: Session) -> dict[str, str]:
    """Return what is printed of a session for other programs."""
    return {
        "start": session.start.isoformat(),
        "end": session.end.isoformat(),
        "moment": session.moment.notation,
        "routine": session.routine.id,
    }


def _window(
    args: Namespace, plan: Schedule, now: datetime
) -> tuple[datetime, datetime]:
    """Return the instants between which to look: whole days, none of them past."""
    days = min(args.length, (date.max - plan.start).days)
    first, end = (
        datetime.combine(day, time(), ZoneInfo(plan.tz))
        for day in (plan.start, plan.start + timedelta(days=days))
    )
    return first if args.first else now, end


def line(session: Session) -> str:
    """Return what is printed of a session for people."""
    day = Weekday.of(session.start).capitalize()
    times = f"{session.start:%Y-%m-%d  %H:%M} to {session.end:%H:%M}"
    by_clock = isinstance(session.moment.at, time)
    return f"{day} {times}" if by_clock else f"{day} {times}  {session.moment}"


def period(args: Namespace) -> str:
    """Say for how long sessions are shown."""
    days = "day" if args.length == 1 else f"{args.length} days"
    if args.first:
        return f"{days} from {args.first}" if days != "day" else str(args.first)
    return f"the next {days}"


def assumptions(
    args: Namespace, zone: str, found: str, command: str, *, with_days: bool = True
) -> Iterator[str]:
    """Say what was assumed, and how to change it; not every command asks for days."""
    by_rhythm = not (args.at or args.moments)
    parts = (
        f"days {DAYS}" if with_days and not args.days else "",
        f"waking at {WAKE}" if by_rhythm and not args.wake else "",
        f"bed at {BED}" if by_rhythm and not args.bed else "",
        f"time zone {zone} ({found})" if found else "",
    )
    if any(parts):
        yield ""
        yield f"Assumed: {', '.join(filter(None, parts))}."
        example = _DAYS_EXAMPLE if with_days else _EXAMPLE
        yield f"To change it: {PROGRAM} {command} {example}"
