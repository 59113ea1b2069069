"""Strict reading of JSON, against reading it without looking at it."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import cattrs

import backroutine as br
from backroutine.wire._leaves import READERS

from ._measure import Line, compare

DATA = files("backroutine") / "data"
ONE = (DATA / "exercises" / "bird-dog.json").read_bytes()
CATALOG = br.load()
PACK: list[tuple[bytes, type]] = [
    *((one.read_bytes(), br.Exercise) for one in (DATA / "exercises").iterdir()),
    *((one.read_bytes(), br.Routine) for one in (DATA / "routines").iterdir()),
    *(
        (json.dumps(one).encode(), br.Source)
        for one in json.loads((DATA / "sources.json").read_bytes())
    ),
]


def plain_cattrs() -> Callable[[bytes], Any]:
    """Return a reader with cattrs as it comes, as strict as it can be told to be."""
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind in (timedelta, date):
        converter.register_structure_hook(kind, lambda value, to: READERS[to](value))
    return lambda text: converter.structure(json.loads(text), br.Exercise)


def read_pack() -> None:
    for text, kind in PACK:
        br.wire.loads(text, kind, catalog=CATALOG)


def lines() -> Iterator[Line]:
    read, job = plain_cattrs(), "strict load of an exercise"
    if read(ONE) != br.wire.loads(ONE, br.Exercise):
        raise AssertionError

    def ours() -> br.Exercise:
        return br.wire.loads(ONE, br.Exercise)

    yield compare(job, "json.loads", 5.8, ours, lambda: json.loads(ONE))
    yield compare(job, "plain cattrs", 1, ours, lambda: read(ONE))
    yield compare(
        "strict load of the whole pack",
        "json.loads",
        5.8,
        read_pack,
        lambda: [json.loads(text) for text, _ in PACK],
    )
