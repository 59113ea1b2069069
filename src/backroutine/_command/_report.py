"""A plan reported on, by the Consensus on Exercise Reporting Template."""

import sys
from argparse import Namespace

from .. import wire
from ..log import Done
from ..reporting import cert
from ..routine import Routine
from ._files import read
from ._machine import World
from ._output import OK, say, show
from ._schedule import assumptions, plan_of, zone_of

_MOST = 100_000_000  # bytes of a log: some million sessions


def report(routine: Routine, args: Namespace, world: World) -> int:
    """Report on the plan that `schedule` would show; return the exit code."""
    zone, found = zone_of(args, world)
    plan = plan_of(routine, args, zone, world.now())
    log = None if args.log is None else _read(args.log)
    show(cert(plan, log=log), as_json=args.json)
    if not args.json:
        say(*assumptions(args, zone, found, "cert"))
    return OK


def _read(file: str) -> tuple[Done, ...]:
    """Return the entries of a log, and note what could not be read."""
    log, faults = wire.loads_lines(read(file, _MOST), Done, file=file)
    for fault in faults:
        print(f"note: {file}: {fault}", file=sys.stderr)
    return log
