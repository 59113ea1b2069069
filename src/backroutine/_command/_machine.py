"""What the command takes from the machine: its clock, environment and time zone."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from ..errors import InvalidValue


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


def machine_zone(environ: Mapping[str, str], root: Path) -> tuple[str, str]:
    """Return the key of the machine's time zone, and where it was found."""
    for key, place in _candidates(environ, root):
        if _is_zone(key):
            return key, f"from {place}"
    return "UTC", "this machine names none"


def _candidates(environ: Mapping[str, str], root: Path) -> Iterator[tuple[str, str]]:
    yield environ.get("TZ", "").removeprefix(":"), "TZ"
    with suppress(OSError):
        target = (root / "etc/localtime").readlink().as_posix()
        yield target.rpartition("zoneinfo/")[2], "/etc/localtime"
    with suppress(OSError, UnicodeDecodeError):
        text = (root / "etc/timezone").read_text(encoding="ascii")
        yield text.strip(), "/etc/timezone"


def _is_zone(key: str) -> bool:
    from ..schedule import zone_key

    try:
        return bool(key and zone_key(key))
    except InvalidValue:
        return False
