"""The command: `python -m backroutine`.

Only this folder knows of arguments, and of the clock and the zone of the machine.
`main` takes those from a `World`, so that a test can bring its own.
"""

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from ..errors import BackroutineError, BackroutineWarning
from ._commands import parser
from ._machine import World
from ._output import FAILED, INTERRUPTED, OK, Unheard

__all__ = ["World", "main"]


def main(argv: Sequence[str] | None = None, world: World | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments; those of the process unless given.
        world: The clock and the like; those of the machine unless given.

    Returns:
        The exit code: 0, 1 after an error, 3 after a referral, 130 when interrupted.

    Raises:
        SystemExit: The arguments are wrong (2), or only ask for help (0).
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before we began
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    args = parser().parse_args(argv)
    code = OK
    try:
        with _warnings_as_notes():
            code = int(args.run(args, world or World()))
            sys.stdout.flush()
    except BrokenPipeError as error:
        _write_nowhere()
        return error.code if isinstance(error, Unheard) else code
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BackroutineError, OSError) as error:
        print(error, file=sys.stderr)
        return FAILED
    return code


@contextmanager
def _warnings_as_notes() -> Iterator[None]:
    def note(message: Warning | str, *_: object) -> None:
        print(f"note: {message}", file=sys.stderr)

    with warnings.catch_warnings():
        warnings.simplefilter("always", BackroutineWarning)
        warnings.showwarning = note  # type: ignore[assignment]  # the rest is not told
        yield


def _write_nowhere() -> None:
    """Go on quietly when nobody reads on, as after `| head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
