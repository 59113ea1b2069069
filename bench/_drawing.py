"""Pictures and cards, against fixed times and against python-chess drawing a board."""

from collections.abc import Iterator

import attrs

import backroutine as br
from backroutine.catalog import Shelf

from ._measure import Line, Work, absent, compare, has, rounds

EVERY = [*br.exercises.values()]
AGAIN = [
    attrs.evolve(one, id=f"{one.id}-again", easier=(), harder=())
    for one in EVERY[: 40 - len(EVERY)]
]
FORTY = Shelf("exercise", (*EVERY, *AGAIN))


def drawn(kind: str) -> Work:
    """Return the work of drawing every exercise."""
    return lambda: [br.render.svg(one, kind) for one in EVERY]


def lines() -> Iterator[Line]:
    for kind in ("still", "animated"):
        mean = min(rounds(drawn(kind)))[0] / len(EVERY)
        yield Line(f"{kind} figure, mean of {len(EVERY)}", "2 ms", 1, mean, 2e-3)
    yield board()
    table = min(rounds(lambda: br.render.card(FORTY)))[0]
    yield Line("a table of 40 exercises with figures", "100 ms", 1, table, 0.1)


def board() -> Line:
    job, peer = "a still figure", "python-chess, a board as SVG"
    if not has("chess"):
        return absent(job, peer)
    import chess
    import chess.svg

    position = chess.Board()
    bridge = br.exercises["bridge"]
    return compare(
        job, peer, 1, lambda: br.render.svg(bridge, "still"),
        lambda: chess.svg.board(position),
    )  # fmt: skip
