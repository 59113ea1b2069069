"""Whole processes: until the library is there, until the first exercise is."""

import subprocess
import sys
from collections.abc import Iterator

from ._measure import Line, absent, has, median, process, rounds

PEERS = {
    "chess": ("chess.Board()", "import chess; chess.Board()"),
    "pycountry": (
        "pycountry's first country",
        "import pycountry; next(iter(pycountry.countries))",
    ),
}
HEAVY = "attr attrs cattrs json zoneinfo re enum datetime"
LOADED = f"""
import sys
before = set(sys.modules)
import backroutine
print(*[name for name in {HEAVY.split()} if name in set(sys.modules) - before])
"""


def lines() -> Iterator[Line]:
    there = [name for name in PEERS if has(name)]
    turns = rounds(
        process("pass"),
        process("import backroutine"),
        process("import backroutine as br; br.exercises['bridge']"),
        process("import attrs"),
        *(process(PEERS[name][1]) for name in there),
        patience=15,
    )
    pair = median((library, empty) for empty, library, *_ in turns)
    yield Line("import backroutine", "python -c pass", 1.15, *pair)
    code = [sys.executable, "-c", LOADED]
    done = subprocess.run(code, check=True, capture_output=True, text=True)
    note = f"missed: {done.stdout}" if done.stdout.strip() else "met: none"
    yield Line("import backroutine, modules", HEAVY, note=note.strip())

    job = "import and first exercise"
    pair = median((ours, attrs) for _, _, ours, attrs, *_ in turns)
    yield Line(job, "import attrs", 1.4, *pair)
    pair = median((ours - none, attrs - none) for none, _, ours, attrs, *_ in turns)
    yield Line(job, "the same, less an empty process", None, *pair)
    for name, (peer, _) in PEERS.items():
        if name in there:
            place = 4 + there.index(name)
            yield Line(job, peer, 1, *median((turn[2], turn[place]) for turn in turns))
        else:
            yield absent(job, peer)
