"""The table of commands, and what each one does.

What a command needs is imported when it runs, which keeps the others quick.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..errors import ContentError, Unknown
from ._arguments import (
    ROUTINE,
    Command,
    cert_arguments,
    check_arguments,
    choose_arguments,
    command_parser,
    fit_arguments,
    ics_arguments,
    list_arguments,
    place_arguments,
    play_arguments,
    schedule_arguments,
    screen_arguments,
    show_arguments,
    vtt_arguments,
)
from ._machine import World
from ._output import FAILED, OK, say, say_json, show

if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..lint import Remark


def parser() -> ArgumentParser:
    """Return what reads the arguments; their `run` is what they ask for."""
    return command_parser(_COMMANDS, alone=_overview)


def _overview(_: Namespace, world: World) -> int:
    """Do the main job: the routine of the article, and when to do it."""
    from .. import render

    say(render.text(_catalog().routines[ROUTINE]), "")
    return _schedule(parser().parse_args(["schedule"]), world)


def _list(args: Namespace, _: World) -> int:
    return show(_catalog(), as_json=args.json)


def _show(args: Namespace, _: World) -> int:
    catalog = _catalog()
    shelves = catalog.exercises, catalog.routines, catalog.screens, catalog.sources
    return show(_found(args.id, *shelves), as_json=args.json)


def _fit(args: Namespace, _: World) -> int:
    from .. import compose

    routine = _catalog().routines[args.routine]
    return show(compose.fit(routine, minutes=args.minutes), as_json=args.json)


def _choose(args: Namespace, _: World) -> int:
    from ._choose import choose

    return choose(_catalog(), args)


def _screen(args: Namespace, _: World) -> int:
    from ._screen import screen

    return screen(_catalog(), args)


def _schedule(args: Namespace, world: World) -> int:
    from ._schedule import schedule

    return schedule(_catalog().routines[args.routine], args, world)


def _ics(args: Namespace, world: World) -> int:
    from ._calendar import ics

    return ics(_catalog().routines[args.routine], args, world)


def _cert(args: Namespace, world: World) -> int:
    from ._report import report

    return report(_catalog().routines[args.routine], args, world)


def _place(args: Namespace, world: World) -> int:
    from ._place import place

    return place(_catalog().routines[args.routine], args, world)


def _play(args: Namespace, world: World) -> int:
    from ._play import play

    catalog = _catalog()
    return play(_found(args.id, catalog.routines, catalog.exercises), args, world)


def _vtt(args: Namespace, _: World) -> int:
    from ._captions import captions

    catalog = _catalog()
    return captions(_found(args.id, catalog.routines, catalog.exercises), args)


def _check(args: Namespace, _: World) -> int:
    from .. import lint, packs

    try:
        catalog = packs.load(args.pack)
    except ContentError as error:
        if not args.json:
            raise
        faults = [fault._asdict() for fault in error.faults]
        return say_json({"ok": False, "faults": faults}, FAILED)
    found = lint.check(catalog, packs.load())
    remarks = [one for one in found if one.code not in args.ignore]
    if remarks:
        return _say_remarks(remarks, as_json=args.json)
    if args.json:
        return say_json({"ok": True, **_sizes(catalog)})
    say(f"ok: {str(catalog).splitlines()[1]}")
    return OK


def _say_remarks(remarks: "Sequence[Remark]", *, as_json: bool) -> int:
    from .. import wire

    if as_json:
        listed = [wire.unstructure(one) for one in remarks]
        return say_json({"ok": False, "faults": [], "remarks": listed}, FAILED)
    say(*map(str, remarks))
    return FAILED


def _catalog() -> "Catalog":
    from .. import packs

    return packs.load()


def _found(name: str, *shelves: Mapping[str, Any]) -> Any:
    for shelf in shelves:
        if name in shelf:
            return shelf[name]
    raise Unknown(name, chain(*shelves))


def _sizes(catalog: "Catalog") -> dict[str, int]:
    shelves = catalog.exercises, catalog.routines, catalog.sources, catalog.screens
    return {f"{shelf.kind}s": len(shelf) for shelf in shelves}


_COMMANDS = (
    Command("list", "list what there is in the catalog", list_arguments, _list),
    Command(
        "show",
        "show an exercise, a routine, a screen or a source",
        show_arguments,
        _show,
    ),
    Command("screen", "ask questions, and suit a routine", screen_arguments, _screen),
    Command("choose", "choose exercises for some minutes", choose_arguments, _choose),
    Command("fit", "make a routine fit into some minutes", fit_arguments, _fit),
    Command("schedule", "show the coming sessions", schedule_arguments, _schedule),
    Command("ics", "write a calendar of sessions", ics_arguments, _ics),
    Command("cert", "report on a plan by CERT", cert_arguments, _cert),
    Command(
        "place", "find places for sessions among other things", place_arguments, _place
    ),
    Command(
        "play", "play a routine or an exercise in real time", play_arguments, _play
    ),
    Command("vtt", "write captions for a routine or an exercise", vtt_arguments, _vtt),
    Command("check", "check a pack of content", check_arguments, _check),
)
