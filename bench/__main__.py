"""Measure against peers, in one run on the same work: `python -m bench [--json]`."""

import json
import sys
from importlib import import_module

from ._measure import Line

FAMILIES = (
    "starting",
    "reading",
    "planning",
    "calendars",
    "fitting",
    "choosing",
    "playing",
    "drawing",
)
ROW = "{:<41} {:>10} {:>10}  {:<29} {:>9} {:>7}  {}"


def time(seconds: float | None) -> str:
    """Write a time with three digits and a fitting unit."""
    if seconds is None:
        return ""
    units = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
    unit = next((one for one, size in units.items() if seconds >= size), "ns")
    return f"{seconds / units[unit]:.3g} {unit}"


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def row(line: Line) -> str:
    cells = time(line.ours), time(line.theirs), line.peer, number(line.ratio)
    return ROW.format(line.job, *cells, number(line.bar), line.verdict).rstrip()


def main() -> None:
    as_json = "--json" in sys.argv[1:]
    if not as_json:
        print(ROW.format("job", "ours", "theirs", "peer", "ratio", "bar", ""))
    found = []
    for family in FAMILIES:
        for line in import_module(f"bench._{family}").lines():
            found.append(line)
            if not as_json:
                print(row(line), flush=True)
    if as_json:
        facts = [
            line._asdict() | {"ratio": line.ratio, "verdict": line.verdict}
            for line in found
        ]
        print(json.dumps(facts, indent=2))


if __name__ == "__main__":
    main()
