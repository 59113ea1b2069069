"""What the command gives back: text or JSON, and an exit code."""

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable
from itertools import chain
from typing import TextIO

OK, FAILED, REFERRED, INTERRUPTED = 0, 1, 3, 130


class Unheard(BrokenPipeError):
    """Nobody read on, and yet the exit code says what matters.

    Attributes:
        code: The exit code.
    """

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def show(value: object, *, as_json: bool) -> int:
    """Show a value of the library; return the exit code."""
    from .. import render, wire

    if as_json:
        return say_json(wire.unstructure(value))
    say(render.text(value))
    return OK


def say_json(data: object, code: int = OK) -> int:
    """Write JSON that survives any encoding of the output; return the exit code."""
    print(json.dumps(data, indent=2))
    return code


def give(text: str) -> None:
    """Write a file's text as the bytes that the file would hold."""
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
    else:  # somebody put something of their own in its place
        sys.stdout.write(text)


def wrote(path: str, losses: Iterable[str]) -> int:
    """Say that a file was written, and what it cannot carry; return the exit code."""
    say(f"ok: wrote {path}", "", "What it cannot carry:")
    say(*(f"- {loss}" for loss in losses))
    return OK


def say(*texts: str) -> None:
    """Print texts; on a terminal, long lines hang under where their text begins."""
    _print(texts, sys.stdout)


def tell(*texts: str) -> None:
    """Print what is no result, so that the result can go elsewhere without it."""
    _print(texts, sys.stderr)


def _print(texts: Iterable[str], stream: TextIO) -> None:
    lines = chain(*(text.split("\n") for text in texts))
    if stream.isatty():
        room = width()
        lines = chain(*(_wrapped(line, room) for line in lines))
    for line in lines:
        print(line, file=stream)


def width() -> int:
    """Return how many characters a line of the terminal holds."""
    return max(shutil.get_terminal_size().columns, 40)


def _wrapped(line: str, room: int) -> list[str]:
    lead = re.match(r" *(?:- |\d+\. |.*\S  +)?", line)
    hang = len(lead[0]) if lead else 0
    indent = " " * (hang if hang < room // 2 else 4)
    return textwrap.wrap(line, room, subsequent_indent=indent) or [""]
