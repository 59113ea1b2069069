"""Readers that are no Python: ical.js on Node, and libical in a small program of C."""

import json
import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.readers import Answer, Asked, Seen, ask, at, output, seconds, shown, told

HERE = Path(__file__).resolve().parent


class Walls(NamedTuple):
    """A calendar file with one zone, and wall times there."""

    text: str
    walls: Sequence[datetime]


class Program(Protocol):
    """Finds occurrences, and the instants of wall times in the zone of a file."""

    def read(self, asked: Sequence[Asked]) -> list[Answer]: ...

    def instants(self, asked: Sequence[Walls]) -> list[list[datetime]]: ...


def _plain(walls: Sequence[datetime]) -> list[int]:
    return [seconds(wall.replace(tzinfo=UTC)) for wall in walls]


class IcalJs:
    """The engine of Thunderbird, one file of JavaScript."""

    def __init__(self, module: str) -> None:
        self.command = ["node", str(HERE / "read.mjs"), module]

    def read(self, asked: Sequence[Asked]) -> list[Answer]:
        return ask(self.command, asked)

    def instants(self, asked: Sequence[Walls]) -> list[list[datetime]]:
        lines = [json.dumps(["instants", one.text, _plain(one.walls)]) for one in asked]
        return [list(map(at, json.loads(line))) for line in told(self.command, lines)]


class Libical:
    """The engine of Evolution and Cyrus; built into a folder."""

    def __init__(self, folder: Path) -> None:
        program = str(folder / "read")
        compiler = os.environ.get("CC", "cc")
        source = str(HERE / "read.c")
        subprocess.run([compiler, "-o", program, source, "-lical"], check=True)
        self.command = [program]

    def read(self, asked: Sequence[Asked]) -> list[Answer]:
        given = b"".join(map(self._question, asked))
        answers = BytesIO(output(self.command, given))
        return [self._answer(answers, one) for one in asked]

    def _question(self, asked: Asked) -> bytes:
        text = asked.text.encode()
        begin, end = map(seconds, asked[1:])
        return b"read %d %d %d\n%b\n" % (begin, end, len(text), text)

    def _answer(self, answers: BytesIO, asked: Asked) -> Answer:
        seen = []
        while numbers := answers.readline().split():
            if numbers == [b"refused"]:
                return "refused"
            start, end, *sizes = map(int, numbers)
            said = [answers.read(size).decode() for size in sizes]
            answers.readline()
            seen.append(Seen(at(start), at(end), *said))
        return shown(seen, asked)

    def instants(self, asked: Sequence[Walls]) -> list[list[datetime]]:
        given = b"".join(map(self._wall_times, asked))
        told = map(int, output(self.command, given).split())
        return [[at(next(told)) for _ in one.walls] for one in asked]

    def _wall_times(self, asked: Walls) -> bytes:
        text = asked.text.encode()
        walls = b"".join(b"%d\n" % wall for wall in _plain(asked.walls))
        return b"instants %d %d\n%b\n%b" % (len(asked.walls), len(text), text, walls)
