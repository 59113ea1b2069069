"""Sessions among everything else: places for them, around somebody's calendars."""

import sys
from argparse import Namespace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path
from zoneinfo import ZoneInfo

from .. import compose
from ..busy import Busy, Stretch
from ..errors import ContentError
from ..export import ical
from ..placement import Placement
from ..routine import Routine
from ._arguments import MOMENTS
from ._machine import World
from ._output import OK, say, say_json, wrote
from ._schedule import (
    as_json,
    assumptions,
    first_day,
    line,
    moments_of,
    period,
    rhythm_of,
    zone_of,
)

_STDIN = "-"


def place(routine: Routine, args: Namespace, world: World) -> int:
    """Show where sessions find a place, and write them; return the exit code."""
    zone, found = zone_of(args, world)
    placed = _placed(routine, args, zone, world.now())
    if args.output is not None:
        ical.dump(placed, args.output)
    if args.json:
        return say_json(_as_json(placed))
    say(f"{routine.name}, {period(args)}", zone, "")
    say(*(map(line, placed.sessions) if placed.sessions else ["No sessions then."]))
    say("", *(f"{one.about} {one.text}".strip() for one in placed.because))
    if args.output is not None:
        say("")
        wrote(args.output, ical.losses(placed))
    say(*assumptions(args, zone, found, "place", with_days=False))
    return OK


def _placed(routine: Routine, args: Namespace, zone: str, now: datetime) -> Placement:
    first = first_day(args, zone, now)
    more = min(args.length - 1, (date.max - first).days)
    days = first, first + timedelta(days=more)
    busy = [_read(file, args, zone, days) for file in args.calendar or ()]
    if not args.first:
        busy.append(_over(now.astimezone(ZoneInfo(zone))))
    usual = None if args.calendar else MOMENTS
    return compose.place(
        routine,
        days,
        rhythm_of(args),
        reduce(or_, busy, Busy()),
        args.per_week,
        args.per_day,
        args.apart,
        tz=zone,
        moments=moments_of(args) or usual,
    )


def _read(file: str, args: Namespace, zone: str, days: tuple[date, date]) -> Busy:
    try:
        return Busy.from_ical(
            _bytes(file),
            zone,
            days,
            workouts=args.workouts,
            drives=args.drives,
        )
    except ContentError as error:
        faults = (fault._replace(file=file) for fault in error.faults)
        raise ContentError(tuple(faults)) from None


def _bytes(file: str) -> bytes:
    if file != _STDIN:
        return Path(file).read_bytes()
    return sys.stdin.buffer.read() if sys.stdin else b""  # None where it is closed


def _over(now: datetime) -> Busy:
    """Return what nobody can place anything in: what is over today."""
    return Busy((Stretch(now - timedelta(days=2), now, "what is over"),))


def _as_json(placed: Placement) -> dict[str, object]:
    return {
        "asked": placed.asked,
        "sessions": [as_json(session) for session in placed.sessions],
        "because": [{"about": one.about, "text": one.text} for one in placed.because],
    }
