"""The coming sessions: a plan from the arguments, and what was assumed for it."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from ..moment import Rhythm
from ..routine import Routine
from ..schedule import Schedule, Session, zone_key
from ..terms import Weekday
from ._arguments import BED, DAYS, MOMENTS, PROGRAM, WAKE
from ._machine import World, machine_zone
from ._output import OK, say, say_json

_EXAMPLE = '--days "tue thu sat" --wake 06:45 --bed 23:00 --tz Europe/Oslo'


def schedule(routine: Routine, args: Namespace, world: World) -> int:
    """Show when to do a routine; return the exit code."""
    zone, found = zone_of(args, world)
    now = world.now()
    plan = plan_of(routine, args, zone, now)
    sessions = plan.between(*_window(args, plan, now))
    if args.json:
        return say_json([_as_json(session) for session in sessions])
    title, what = str(plan).split("\n")[:2]
    say(f"{title}, {_period(args)}", what, "")
    say(*(map(_line, sessions) if sessions else ["No sessions then."]))
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
    given = [*chain(*(args.at or ()), *(args.moments or ()))]
    first = args.first or now.astimezone(ZoneInfo(zone_key(zone))).date()
    return Schedule(
        routine,
        moments=given or MOMENTS,
        days=[*chain(*args.days)] if args.days else DAYS,
        rhythm=Rhythm(wake=args.wake or WAKE, bed=args.bed or BED),
        tz=zone,
        start=first,
        until=days and first + timedelta(days=days - 1),
    )


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


def _as_json(session: Session) -> dict[str, str]:
    return {
        "start": session.start.isoformat(),
        "end": session.end.isoformat(),
        "moment": session.moment.notation,
        "routine": session.routine.id,
    }


def _line(session: Session) -> str:
    day = Weekday.of(session.start).capitalize()
    times = f"{session.start:%Y-%m-%d  %H:%M} to {session.end:%H:%M}"
    by_clock = isinstance(session.moment.at, time)
    return f"{day} {times}" if by_clock else f"{day} {times}  {session.moment}"


def _period(args: Namespace) -> str:
    days = "day" if args.length == 1 else f"{args.length} days"
    if args.first:
        return f"{days} from {args.first}" if days != "day" else str(args.first)
    return f"the next {days}"


def assumptions(args: Namespace, zone: str, found: str, command: str) -> Iterator[str]:
    """Say what was assumed, and how to change it."""
    by_rhythm = not (args.at or args.moments)
    parts = (
        "" if args.days else f"days {DAYS}",
        f"waking at {WAKE}" if by_rhythm and not args.wake else "",
        f"bed at {BED}" if by_rhythm and not args.bed else "",
        f"time zone {zone} ({found})" if found else "",
    )
    if any(parts):
        yield ""
        yield f"Assumed: {', '.join(filter(None, parts))}."
        yield f"To change it: {PROGRAM} {command} {_EXAMPLE}"
