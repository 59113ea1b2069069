"""The command: `python -m backroutine` shows the routine and the next seven days.

Only here are the machine's clock and zone read. `main` takes them from a `World`,
so that a test can bring its own, and hands them down as arguments. What a command
needs is imported when it runs, which keeps the others quick.
"""

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from . import __version__
from .errors import (
    BackroutineError,
    BackroutineWarning,
    ContentError,
    InvalidValue,
    Problem,
    Unknown,
)

if TYPE_CHECKING:
    from .catalog import Catalog
    from .schedule import Schedule, Session
    from .timeline import Cue, Timeline

_PROGRAM = "python -m backroutine"
_ROUTINE = "lower-back-five"
_DAYS = "mon wed fri"
_MOMENTS = ("after-waking", "before-bed")
_WAKE, _BED = "07:00", "22:30"
_EXAMPLE = '--days "tue thu sat" --wake 06:45 --bed 23:00 --tz Europe/Oslo'
_MOST_DAYS = 3660
_LEAST, _MOST = 0.01, 1000.0
_TICK = 0.2
_BAR = 20
_OK, _FAILED, _INTERRUPTED = 0, 1, 130


class World(NamedTuple):
    """What the command needs of the machine.

    Attributes:
        now: Returns the present instant, with a zone.
        ticks: Returns seconds that never run backwards.
        sleep: Waits for some seconds.
        environ: The environment's variables.
        root: The folder that holds `etc/localtime`.
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep
    environ: Mapping[str, str] = os.environ
    root: Path = Path("/")


def main(argv: Sequence[str] | None = None, world: World | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments; those of the process unless given.
        world: The clock and the like; those of the machine unless given.

    Returns:
        The exit code: 0, 1 after an error, 130 when interrupted.

    Raises:
        SystemExit: The arguments are wrong (2), or only ask for help (0).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    args = _parser().parse_args(argv)
    try:
        with _notes():
            code: int = args.run(args, world or World())
            sys.stdout.flush()
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (BackroutineError, OSError) as error:
        print(error, file=sys.stderr)
        return _FAILED
    return code


@contextmanager
def _notes() -> Iterator[None]:
    """Turn warnings into notes for people."""

    def note(message: Warning | str, *_: object) -> None:
        print(f"note: {message}", file=sys.stderr)

    with warnings.catch_warnings():
        warnings.simplefilter("always", BackroutineWarning)
        warnings.showwarning = note  # type: ignore[assignment]  # the rest is not told
        yield


def _unheard() -> int:
    """End quietly when nobody reads on, as after `| head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _OK


# -- commands ----------------------------------------------------------------------


def _both(_: argparse.Namespace, world: World) -> int:
    """Do the main job: the routine of the article, and when to do it."""
    from . import render

    _say(render.text(_catalog().routines[_ROUTINE]), "")
    return _schedule(_parser().parse_args(["schedule"]), world)


def _list(args: argparse.Namespace, _: World) -> int:
    return _shown(_catalog(), as_json=args.json)


def _show(args: argparse.Namespace, _: World) -> int:
    catalog = _catalog()
    found = _found(args.id, catalog.exercises, catalog.routines, catalog.sources)
    return _shown(found, as_json=args.json)


def _fit(args: argparse.Namespace, _: World) -> int:
    from . import compose

    routine = _catalog().routines[args.routine]
    return _shown(compose.fit(routine, minutes=args.minutes), as_json=args.json)


def _schedule(args: argparse.Namespace, world: World) -> int:
    zone, whence = (args.tz, "") if args.tz else machine_zone(world.environ, world.root)
    now = world.now()
    plan = _plan(args, zone, now)
    sessions = plan.between(*_window(args, plan, now))
    if args.json:
        return _say_json(
            [
                {
                    "start": session.start.isoformat(),
                    "end": session.end.isoformat(),
                    "moment": session.moment.notation,
                    "routine": session.routine.id,
                }
                for session in sessions
            ]
        )
    title, what = str(plan).split("\n")[:2]
    _say(f"{title}, {_when(args)}", what, "")
    _say(*(map(_session_line, sessions) if sessions else ["No sessions then."]))
    _say(*_assumed(args, zone, whence))
    return _OK


def _play(args: argparse.Namespace, world: World) -> int:
    from .exercise import Exercise
    from .routine import Routine
    from .timeline import Timeline
    from .units import minutes

    catalog = _catalog()
    found = _found(args.id, catalog.routines, catalog.exercises)
    if isinstance(found, Exercise):
        found = Routine((found,), name=found.name)
    player = _Player(Timeline.of(found, reps=args.reps), args.speed, world)
    try:
        player.play()
    except KeyboardInterrupt:
        _say("", f"Stopped at {minutes(player.position)}.")
        return _INTERRUPTED
    return _OK


def _check(args: argparse.Namespace, _: World) -> int:
    from . import packs

    try:
        catalog = packs.load(args.pack)
    except ContentError as error:
        if not args.json:
            raise
        faults = [fault._asdict() for fault in error.faults]
        return _say_json({"ok": False, "faults": faults}, _FAILED)
    if args.json:
        return _say_json({"ok": True, **_sizes(catalog)})
    _say(f"ok: {str(catalog).splitlines()[1]}")
    return _OK


def _catalog() -> "Catalog":
    from . import packs

    return packs.load()


def _found(name: str, *shelves: Mapping[str, Any]) -> Any:
    for shelf in shelves:
        if name in shelf:
            return shelf[name]
    raise Unknown(name, chain(*shelves))


def _sizes(catalog: "Catalog") -> dict[str, int]:
    shelves = (catalog.exercises, catalog.routines, catalog.sources)
    return {f"{shelf.kind}s": len(shelf) for shelf in shelves}


# -- a schedule from arguments -----------------------------------------------------


def _plan(args: argparse.Namespace, zone: str, now: datetime) -> "Schedule":
    from zoneinfo import ZoneInfo

    from .moment import Rhythm
    from .schedule import Schedule

    given = [*chain(*(args.at or ()), *(args.moments or ()))]
    return Schedule(
        _catalog().routines[args.routine],
        moments=given or _MOMENTS,
        days=[*chain(*args.days)] if args.days else _DAYS,
        rhythm=Rhythm(wake=args.wake or _WAKE, bed=args.bed or _BED),
        tz=zone,
        start=args.first or now.astimezone(ZoneInfo(zone)).date(),
    )


def _window(
    args: argparse.Namespace, plan: "Schedule", now: datetime
) -> tuple[datetime, datetime]:
    """Return the instants between which to look: whole days, none of them past."""
    from zoneinfo import ZoneInfo

    days = min(args.length, (date.max - plan.start).days)
    first, end = (
        datetime.combine(day, time(), ZoneInfo(plan.tz))
        for day in (plan.start, plan.start + timedelta(days=days))
    )
    return first if args.first else now, end


def _session_line(session: "Session") -> str:
    times = f"{session.start:%a %Y-%m-%d  %H:%M} to {session.end:%H:%M}"
    by_clock = isinstance(session.moment.at, time)
    return times if by_clock else f"{times}  {session.moment}"


def _when(args: argparse.Namespace) -> str:
    days = "day" if args.length == 1 else f"{args.length} days"
    if args.first:
        return f"{days} from {args.first}" if days != "day" else str(args.first)
    return f"the next {days}"


def _assumed(args: argparse.Namespace, zone: str, whence: str) -> Iterator[str]:
    """Say what was assumed, and how to change it."""
    anchors = not (args.at or args.moments)
    parts = (
        "" if args.days else f"days {_DAYS}",
        f"waking at {_WAKE}" if anchors and not args.wake else "",
        f"bed at {_BED}" if anchors and not args.bed else "",
        f"time zone {zone} ({whence})" if whence else "",
    )
    if any(parts):
        yield ""
        yield f"Assumed: {', '.join(filter(None, parts))}."
        yield f"To change it: {_PROGRAM} schedule {_EXAMPLE}"


def machine_zone(environ: Mapping[str, str], root: Path) -> tuple[str, str]:
    """Return the key of the machine's time zone, and where it was found."""
    for key, whence in _zones(environ, root):
        if _is_zone(key):
            return key, f"from {whence}"
    return "UTC", "this machine names none"


def _zones(environ: Mapping[str, str], root: Path) -> Iterator[tuple[str, str]]:
    yield environ.get("TZ", "").removeprefix(":"), "TZ"
    with suppress(OSError):
        target = (root / "etc/localtime").readlink().as_posix()
        yield target.rpartition("zoneinfo/")[2], "/etc/localtime"
    with suppress(OSError, UnicodeDecodeError):
        text = (root / "etc/timezone").read_text(encoding="ascii")
        yield text.strip(), "/etc/timezone"


def _is_zone(key: str) -> bool:
    from .schedule._zones import zone_key

    try:
        return bool(key and zone_key(key))
    except Problem:
        return False


# -- playing -----------------------------------------------------------------------


class _Player:
    """Walk a timeline in real time: a line that is redrawn, or a line per cue."""

    def __init__(self, timeline: "Timeline", speed: float, world: World) -> None:
        self.timeline, self.speed, self.world = timeline, speed, world
        self.redraws = sys.stdout.isatty()
        self.begin = world.ticks()

    @property
    def position(self) -> timedelta:
        """Return how much of the routine is done."""
        elapsed = (self.world.ticks() - self.begin) * self.speed
        return min(timedelta(seconds=elapsed), self.timeline.duration)

    def play(self) -> None:
        """Show each cue in its time."""
        for cue in self.timeline:
            self._draw(cue)
            while (left := cue.end - self.position) > timedelta(0):
                wait = left.total_seconds() / self.speed
                self.world.sleep(min(wait, _TICK) if self.redraws else wait)
                if self.redraws:
                    self._draw(cue)
        _say("" if self.redraws else f"That was {self.timeline.name}.")

    def _draw(self, cue: "Cue") -> None:
        line = self._progress(cue) if self.redraws else _cue_line(cue)
        print(line, end="" if self.redraws else "\n", flush=True)

    def _progress(self, cue: "Cue") -> str:
        from .units import minutes

        total = self.timeline.duration
        done = int(_BAR * (self.position / total)) if total else _BAR
        bar = "#" * done + "." * (_BAR - done)
        times = f"{minutes(self.position)} / {minutes(total)}"
        rep = f"  ({cue.exercise} {cue.rep})" if cue.rep else ""
        width = _width() - 1
        return "\r" + f"{times}  [{bar}]  {cue.text}{rep}"[:width].ljust(width)


def _cue_line(cue: "Cue") -> str:
    from .units import minutes

    return f"{minutes(cue.start):>5}  {cue.text}"


# -- output ------------------------------------------------------------------------


def _shown(value: object, *, as_json: bool) -> int:
    from . import render, wire

    if as_json:
        return _say_json(wire.unstructure(value))
    _say(render.text(value))
    return _OK


def _say_json(data: object, code: int = _OK) -> int:
    """Write JSON that survives any encoding of the output."""
    import json

    print(json.dumps(data, indent=2))
    return code


def _say(*texts: str) -> None:
    """Print texts; on a terminal, long lines hang under where their text begins."""
    lines = chain(*(text.split("\n") for text in texts))
    if sys.stdout.isatty():
        width = _width()
        lines = chain(*(_wrapped(line, width) for line in lines))
    for line in lines:
        print(line)


def _wrapped(line: str, width: int) -> list[str]:
    import re
    import textwrap

    lead = re.match(r" *(?:- |\d+\. |.*\S  +)?", line)
    hang = len(lead[0]) if lead else 0
    indent = " " * (hang if hang < width // 2 else 4)
    return textwrap.wrap(line, width, subsequent_indent=indent) or [""]


def _width() -> int:
    import shutil

    return max(shutil.get_terminal_size().columns, 40)


# -- arguments ---------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="Back-care exercises, routines and schedules. Without a command "
        "it shows the routine of the article and the next seven days.",
        epilog=f"{_PROGRAM} COMMAND --help says more about a command.",
    )
    version = f"backroutine {__version__}"
    parser.add_argument("--version", action="version", version=version)
    parser.set_defaults(run=_both)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog=_PROGRAM)
    for name, run, text, add in _COMMANDS:
        command = commands.add_parser(
            name, help=text, description=f"{text.capitalize()}.", usage=_USAGE.get(name)
        )
        command.set_defaults(run=run)
        add(command.add_argument)
    return parser


_USAGE = {
    "schedule": f"{_PROGRAM} schedule [ROUTINE] [--days DAY ...] [--at HH:MM ...] ..."
}


def _list_arguments(add: Callable[..., object]) -> None:
    add("--json", action="store_true", help="write JSON for other programs")


def _show_arguments(add: Callable[..., object]) -> None:
    add("id", metavar="ID", help="its id, such as bird-dog")
    _list_arguments(add)


def _fit_arguments(add: Callable[..., object]) -> None:
    add("--minutes", metavar="M", type=_number, required=True, help="such as 2.5")
    add("routine", metavar="ROUTINE", nargs="?", default=_ROUTINE, help=f"({_ROUTINE})")
    _list_arguments(add)


def _schedule_arguments(add: Callable[..., object]) -> None:
    more: dict[str, Any] = {"action": "extend", "nargs": "+"}
    words = f"events of the day ({' '.join(_MOMENTS)})"
    add("routine", metavar="ROUTINE", nargs="?", default=_ROUTINE, help=f"({_ROUTINE})")
    add("--days", metavar="DAY", type=_days, help=f"days of the week ({_DAYS})", **more)
    add("--at", metavar="HH:MM", type=_clocks, help="clock times", **more)
    add("--moments", metavar="MOMENT", type=_moments, help=words, **more)
    add("--wake", metavar="HH:MM", type=_clock, help=f"when you wake ({_WAKE})")
    add("--bed", metavar="HH:MM", type=_clock, help=f"when you go to bed ({_BED})")
    add("--from", metavar="DATE", type=_day, dest="first", help="first day (today)")
    text = "how many days (7)"
    add("--for", metavar="DAYS", type=_length, dest="length", default=7, help=text)
    add("--tz", metavar="ZONE", type=_zone, help="such as Europe/Oslo (the machine's)")
    _list_arguments(add)


def _play_arguments(add: Callable[..., object]) -> None:
    add("id", metavar="ID", help="of a routine or an exercise")
    add("--speed", metavar="X", type=_number, default=1.0, help="times as fast (1)")
    reps = ("low", "middle", "high")
    add("--reps", choices=reps, default="middle", help="of each range (middle)")


def _check_arguments(add: Callable[..., object]) -> None:
    add("pack", metavar="PACK", help="its folder or zip file")
    _list_arguments(add)


_COMMANDS = (
    ("list", _list, "list exercises, routines and sources", _list_arguments),
    ("show", _show, "show an exercise, a routine or a source", _show_arguments),
    ("fit", _fit, "make a routine fit into some minutes", _fit_arguments),
    ("schedule", _schedule, "show the coming sessions", _schedule_arguments),
    ("play", _play, "play a routine or an exercise in real time", _play_arguments),
    ("check", _check, "check a pack of content", _check_arguments),
)


def _taken(convert: Callable[[Any], Any], text: str) -> Any:
    """Let a converter of the library refuse an argument in its own words."""
    try:
        return convert(text)
    except (Problem, InvalidValue) as error:
        problems = "; ".join(fault.problem for fault in error.faults)
        raise argparse.ArgumentTypeError(problems) from None


def _each(convert: Callable[[Any], Any], text: str) -> list[Any]:
    """Take words that stand apart by commas or spaces."""
    return [_taken(convert, word) for word in text.replace(",", " ").split() or [text]]


def _days(text: str) -> list[Any]:
    from .moment import weekdays

    return [*chain(*_each(weekdays, text))]


def _clocks(text: str) -> list[Any]:
    from ._checks import clock

    return _each(clock, text)


def _moments(text: str) -> list[Any]:
    from .moment import moment

    return _each(moment, text)


def _clock(text: str) -> Any:
    from ._checks import clock

    return _taken(clock, text)


def _day(text: str) -> Any:
    from ._checks import day

    return _taken(day, text)


def _zone(text: str) -> Any:
    from .schedule._zones import zone_key

    return _taken(zone_key, text)


def _number(text: str) -> float:
    with suppress(ValueError):
        if _LEAST <= float(text) <= _MOST:
            return float(text)
    problem = f"expected a number from {_LEAST:g} to {_MOST:g}, got {text!r}"
    raise argparse.ArgumentTypeError(problem)


def _length(text: str) -> int:
    if text.isdecimal() and 1 <= int(text[:9]) <= _MOST_DAYS:
        return int(text)
    problem = f"expected a number of days from 1 to {_MOST_DAYS}, got {text!r}"
    raise argparse.ArgumentTypeError(problem)


if __name__ == "__main__":
    sys.exit(main())
