"""A routine chosen from the whole catalog."""

from argparse import Namespace
from itertools import chain

import attrs

from .. import compose
from ..catalog import Catalog
from ..terms import Action
from ._output import OK, say, show


def choose(catalog: Catalog, args: Namespace) -> int:
    """Choose exercises and say why these; return the exit code."""
    at_hand = None if args.equipment is None else [*chain(*args.equipment)]
    routine = compose.choose(
        catalog,
        args.minutes,
        goals=chain(*args.goal),
        avoid=chain(*args.avoid),
        equipment=at_hand,
        level=args.level,
    )
    if args.json or args.all_reasons:
        return show(routine, as_json=args.json)
    told = [one for one in routine.because if one.action is not Action.LEFT_OUT]
    show(attrs.evolve(routine, because=told), as_json=False)
    say("", "To read why the others are left out: add --all-reasons")
    return OK
