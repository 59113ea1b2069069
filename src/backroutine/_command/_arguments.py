"""What may be written after the command, and how it is read.

The library's converters read most of it. They are imported when there is something
to read, which keeps a command without such arguments quick.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from .. import __version__
from ..errors import InvalidValue
from ._machine import World

PROGRAM = "python -m backroutine"
ROUTINE = "lower-back-five"
SCREEN = "movement-check"
DAYS = "mon wed fri"
MOMENTS = ("after-waking", "before-bed")
WAKE, BED = "07:00", "22:30"

_USAGE = {
    name: f"{PROGRAM} {name} [ROUTINE] [--days DAY ...] [--at HH:MM ...] ..."
    for name in ("schedule", "ics", "cert")
}
_MOST_DAYS = 3660
_LEAST_NUMBER, _MOST_NUMBER = 0.01, 1000.0

Run: TypeAlias = Callable[[Namespace, World], int]
Add: TypeAlias = Callable[..., object]


class Command(NamedTuple):
    """A row of the table of commands.

    Attributes:
        name: The word that asks for it.
        help: What it does, in a few words.
        declare: Declares its arguments, each with a call of what it is given.
        run: Does it, and returns the exit code.
    """

    name: str
    help: str
    declare: Callable[[Add], None]
    run: Run


def command_parser(commands: Iterable[Command], alone: Run) -> ArgumentParser:
    """Return what reads the arguments; `alone` is run where no command is named."""
    parser = ArgumentParser(
        prog=PROGRAM,
        description="Back-care exercises, routines and schedules. Without a command "
        "it shows the routine of the article and the next seven days.",
        epilog=f"{PROGRAM} COMMAND --help says more about a command.",
    )
    version = f"backroutine {__version__}"
    parser.add_argument("--version", action="version", version=version)
    parser.set_defaults(run=alone)
    group = parser.add_subparsers(title="commands", metavar="COMMAND", prog=PROGRAM)
    for name, text, declare, run in commands:
        command = group.add_parser(
            name, help=text, description=f"{text.capitalize()}.", usage=_USAGE.get(name)
        )
        command.set_defaults(run=run)
        declare(command.add_argument)
    return parser


# -- of each command ---------------------------------------------------------------


def list_arguments(add: Add) -> None:
    _add_json(add)


def show_arguments(add: Add) -> None:
    add("id", metavar="ID", help="its id, such as bird-dog")
    _add_json(add)


def fit_arguments(add: Add) -> None:
    add("--minutes", metavar="M", type=_number, required=True, help="such as 2.5")
    _add_routine(add)
    _add_json(add)


def choose_arguments(add: Add) -> None:
    more: dict[str, Any] = {"action": "extend", "nargs": "+", "default": []}
    text = "the time, at the most repetitions"
    add("--minutes", metavar="M", type=_number, required=True, help=text)
    text = "what to aim at, such as mobility (anything)"
    add("--goal", metavar="GOAL", type=_goals, help=text, **more)
    text = "what to do without, such as floor or kneeling (nothing)"
    add("--avoid", metavar="DEMAND", type=_demands, help=text, **more)
    text = "what is at hand, such as chair; alone: nothing (whatever is needed)"
    at_hand = more | {"nargs": "*", "default": None}
    add("--equipment", metavar="THING", type=_equipment, help=text, **at_hand)
    text = "how hard at most: entry, standard or advanced (standard)"
    add("--level", metavar="LEVEL", type=_level, default="standard", help=text)
    text = "say of each exercise left out why it is"
    add("--all-reasons", action="store_true", help=text)
    _add_json(add)


def screen_arguments(add: Add) -> None:
    _add_routine(add)
    add("--screen", metavar="ID", default=SCREEN, help=f"what to ask ({SCREEN})")
    text = "answers by the id of their question, as JSON (asked one by one)"
    add("--answers", metavar="FILE", help=text)
    _add_json(add)


def schedule_arguments(add: Add) -> None:
    _add_plan(add)
    text = "how many days (7)"
    add("--for", metavar="DAYS", type=_length, dest="length", default=7, help=text)
    _add_json(add)


def ics_arguments(add: Add) -> None:
    _add_plan(add)
    add("--for", metavar="DAYS", type=_length, dest="length", help="days (no end)")
    text = "sound an alarm so many minutes before (none)"
    add("--alarm", metavar="M", type=_minutes, help=text)
    text = "what tells plans of one routine in one calendar apart"
    add("--plan-id", metavar="NAME", default="", help=text)
    text = "how often the plan was changed since it was first written (0)"
    add("--sequence", metavar="N", type=_count, default=0, help=text)
    _add_output(add)


def cert_arguments(add: Add) -> None:
    _add_plan(add)
    add("--log", metavar="FILE", help="what was done, a line of JSON for each session")
    _add_json(add)


def place_arguments(add: Add) -> None:
    _add_routine(add)
    _add_rhythm(add)
    text = "how many days (7)"
    add("--for", metavar="DAYS", type=_length, dest="length", default=7, help=text)
    text = "a calendar to place the sessions around; - is the standard input"
    add("--calendar", metavar="FILE", action="append", help=text)
    text = "what makes a workout of an event: a category, or a word in its title"
    add("--workouts", metavar="WORD,WORD", default="workout", help=f"{text} (workout)")
    text = "what makes a drive of one"
    add("--drives", metavar="WORD,WORD", default="drive", help=f"{text} (drive)")
    text = "how many sessions a week (the least the routine asks for)"
    add("--per-week", metavar="N", type=_count, help=text)
    text = "the most sessions a day (what the routine allows)"
    add("--per-day", metavar="N", type=_count, help=text)
    text = "the least time between two sessions (PT4H)"
    add("--apart", metavar="TIME", type=_duration, default="PT4H", help=text)
    _add_json(add)
    add("-o", "--output", metavar="FILE", help="write a calendar, too")


def play_arguments(add: Add) -> None:
    add("id", metavar="ID", help="of a routine or an exercise")
    add("--speed", metavar="X", type=_number, default=1.0, help="times as fast (1)")
    _add_reps(add)


def vtt_arguments(add: Add) -> None:
    add("id", metavar="ID", help="of a routine or an exercise")
    _add_reps(add)
    _add_output(add)


def check_arguments(add: Add) -> None:
    add("pack", metavar="PACK", help="its folder or zip file")
    text = "a remark to leave out, such as BR104; may be given several times"
    more: dict[str, Any] = {"action": "append", "default": []}
    add("--ignore", metavar="CODE", type=_remark_code, help=text, **more)
    _add_json(add)


def _add_plan(add: Add) -> None:
    more: dict[str, Any] = {"action": "extend", "nargs": "+"}
    _add_routine(add)
    add("--days", metavar="DAY", type=_days, help=f"days of the week ({DAYS})", **more)
    _add_rhythm(add)


def _add_rhythm(add: Add) -> None:
    more: dict[str, Any] = {"action": "extend", "nargs": "+"}
    words = f"events of the day ({' '.join(MOMENTS)})"
    add("--at", metavar="HH:MM", type=_clocks, help="clock times", **more)
    add("--moments", metavar="MOMENT", type=_moments, help=words, **more)
    add("--wake", metavar="HH:MM", type=_clock, help=f"when you wake ({WAKE})")
    add("--bed", metavar="HH:MM", type=_clock, help=f"when you go to bed ({BED})")
    add("--from", metavar="DATE", type=_day, dest="first", help="first day (today)")
    add("--tz", metavar="ZONE", type=_zone, help="such as Europe/Oslo (the machine's)")


def _add_json(add: Add) -> None:
    add("--json", action="store_true", help="write JSON for other programs")


def _add_output(add: Add) -> None:
    add("-o", "--output", metavar="FILE", help="the file to write (print it)")


def _add_reps(add: Add) -> None:
    reps = ("low", "middle", "high")
    add("--reps", choices=reps, default="middle", help="of each range (middle)")


def _add_routine(add: Add) -> None:
    add("routine", metavar="ROUTINE", nargs="?", default=ROUTINE, help=f"({ROUTINE})")


# -- from text ---------------------------------------------------------------------


def _converted(convert: Callable[[Any], Any], text: str) -> Any:
    """Let a converter of the library refuse an argument in its own words."""
    try:
        return convert(text)
    except InvalidValue as error:
        problems = "; ".join(fault.problem for fault in error.faults)
        raise ArgumentTypeError(problems) from None


def _each_converted(convert: Callable[[Any], Any], text: str) -> list[Any]:
    """Take words that stand apart by commas or spaces."""
    words = text.replace(",", " ").split() or [text]
    return [_converted(convert, word) for word in words]


def _days(text: str) -> list[Any]:
    from ..moment import weekdays

    return [*chain(*_each_converted(weekdays, text))]


def _clocks(text: str) -> list[Any]:
    from .._checks import clock

    return _each_converted(clock, text)


def _moments(text: str) -> list[Any]:
    from ..moment import moment

    return _each_converted(moment, text)


def _clock(text: str) -> Any:
    from .._checks import clock

    return _converted(clock, text)


def _duration(text: str) -> Any:
    from .._checks import duration

    return _converted(duration, text)


def _day(text: str) -> Any:
    from .._checks import day

    return _converted(day, text)


def _zone(text: str) -> Any:
    from ..schedule import zone_key

    return _converted(zone_key, text)


def _remark_code(text: str) -> Any:
    from ..lint import Code

    return _converted(Code, text)


def _goals(text: str) -> list[Any]:
    from ..terms import Goal

    return _each_converted(Goal, text)


def _demands(text: str) -> list[Any]:
    from ..terms import Demand

    return _each_converted(Demand, text)


def _equipment(text: str) -> list[Any]:
    from ..terms import Equipment

    return _each_converted(Equipment, text)


def _level(text: str) -> Any:
    from ..terms import Level

    return _converted(Level, text)


def _number(text: str) -> float:
    with suppress(ValueError):
        if _LEAST_NUMBER <= float(text) <= _MOST_NUMBER:
            return float(text)
    limits = f"from {_LEAST_NUMBER:g} to {_MOST_NUMBER:g}"
    raise ArgumentTypeError(f"expected a number {limits}, got {text!r}")


def _minutes(text: str) -> timedelta:
    return timedelta(minutes=_count(text))


def _count(text: str) -> int:
    if text.isdecimal() and len(text) <= 9:  # noqa: PLR2004 - the format's numbers end
        return int(text)
    raise ArgumentTypeError(f"expected a whole number, got {text!r}")


def _length(text: str) -> int:
    short = len(text) <= len(str(_MOST_DAYS))  # Python refuses very long numbers
    if text.isdecimal() and short and 1 <= int(text) <= _MOST_DAYS:
        return int(text)
    problem = f"expected a number of days from 1 to {_MOST_DAYS}, got {text!r}"
    raise ArgumentTypeError(problem)
