"""A plan as a calendar: printed, or written to a file with what it cannot carry."""

from argparse import Namespace
from typing import Any

from ..export import ical
from ..routine import Routine
from ._machine import World
from ._output import OK, give, say, wrote
from ._schedule import assumptions, plan_of, zone_of


def ics(routine: Routine, args: Namespace, world: World) -> int:
    """Give the calendar of a plan; return the exit code."""
    zone, found = zone_of(args, world)
    plan = plan_of(routine, args, zone, world.now(), days=args.length)
    how: dict[str, Any] = {
        "alarm": args.alarm,
        "sequence": args.sequence,
        "plan_id": args.plan_id,
    }
    if args.output is None:
        give(ical.dumps(plan, **how))
        return OK
    ical.dump(plan, args.output, **how)
    wrote(args.output, ical.losses(plan))
    say(*assumptions(args, zone, found, "ics"))
    return OK
