"""A routine as captions: printed, or written to a file."""

from argparse import Namespace

from ..exercise import Exercise
from ..export import webvtt
from ..routine import Routine
from ._output import OK, give, wrote
from ._play import timeline


def captions(found: Exercise | Routine, args: Namespace) -> int:
    """Give the captions of a routine, or of an exercise alone; return the exit code."""
    line = timeline(found, args)
    if args.output is None:
        give(webvtt.dumps(line))
        return OK
    webvtt.dump(line, args.output)
    return wrote(args.output, webvtt.losses(line))
