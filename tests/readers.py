"""Programs that read calendar files and know nothing of how ours are written.

Each is asked what it finds in many files at once. Those that change their process for
good, or are no Python, run in one of their own and speak JSON, a line for each file.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from re import DOTALL, MULTILINE, findall
from typing import Any, NamedTuple, TypeAlias, cast

import icalendar
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr
from dateutil.tz import tzical

ROOT = Path(__file__).resolve().parents[1]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


class Asked(NamedTuple):
    """A calendar file, and from when on and until when it is to be read."""

    text: str
    begin: datetime
    end: datetime


class Seen(NamedTuple):
    """What a calendar shows once, in UTC."""

    start: datetime
    end: datetime
    summary: str = ""
    description: str = ""


Answer: TypeAlias = list[Seen] | str  # what is seen in a file, or why it is refused
Reader: TypeAlias = Callable[[Sequence[Asked]], list[Answer]]


def components(kind: str, text: str) -> list[str]:
    """Return a file's parts of a kind as they are written."""
    return findall(rf"^BEGIN:{kind}\r\n.*?^END:{kind}\r\n", text, MULTILINE | DOTALL)


def shown(found: Iterable[Seen], asked: Asked) -> list[Seen]:
    """Keep what starts in the stretch of time that is asked for, in order."""
    return sorted(one for one in found if asked.begin <= one.start < asked.end)


def tried(see: Callable[[Asked], Iterable[Seen]], asked: Asked) -> Answer:
    """Return what is seen in a file, or why it is refused."""
    try:
        return shown(see(asked), asked)
    except Exception as why:  # noqa: BLE001 - every reader has its own
        return f"{type(why).__name__}: {why}"


def words_of(answer: Answer) -> tuple[str, str]:
    """Return the summary and the description of the one event that is seen."""
    assert not isinstance(answer, str), answer
    (seen,) = answer
    return seen.summary, seen.description


# -- icalendar with recurring-ical-events ----------------------------------------------


def icalendar_reads(asked: Sequence[Asked]) -> list[Answer]:
    """Expand with recurring-ical-events; zones it knows by name are its own."""
    return [tried(_icalendar_sees, one) for one in asked]


def _icalendar_sees(asked: Asked) -> Iterator[Seen]:
    calendar: Any = icalendar.Calendar.from_ical(asked.text)
    for event in recurring_ical_events.of(calendar).between(asked.begin, asked.end):
        start, end = (event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
        yield Seen(start, end, *_words(event))


def _words(event: Any) -> tuple[str, str]:
    return str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", ""))


# -- icalendar's parser with dateutil --------------------------------------------------


def dateutil_reads(asked: Sequence[Asked]) -> list[Answer]:
    """Expand with dateutil's rules, in the zone that the file itself states."""
    return [tried(_dateutil_sees, one) for one in asked]


def _dateutil_sees(asked: Asked) -> Iterator[Seen]:
    stated = "".join(components("VTIMEZONE", asked.text))
    zones = tzical(StringIO(stated)) if stated else {}

    def aware(value: datetime, tzid: str | None) -> datetime:
        zone = zones.get(tzid) if tzid else UTC
        assert zone is not None, f"no VTIMEZONE {tzid}"
        return value.replace(tzinfo=zone)

    calendar: Any = icalendar.Calendar.from_ical(asked.text)
    for event in calendar.walk("VEVENT"):
        first = aware(event["DTSTART"].dt, event["DTSTART"].params.get("TZID"))
        length = _length(event, first, aware)
        for start in _starts(event, first, aware, asked):
            begin = start.astimezone(UTC)
            yield Seen(begin, begin + length, *_words(event))


def _length(event: Any, first: datetime, aware: Callable[..., datetime]) -> timedelta:
    if "DURATION" in event:
        return cast("timedelta", event["DURATION"].dt)
    last = aware(event["DTEND"].dt, event["DTEND"].params.get("TZID"))
    return last.astimezone(UTC) - first.astimezone(UTC)


def _starts(
    event: Any, first: datetime, aware: Callable[..., datetime], asked: Asked
) -> list[datetime]:
    assert "RDATE" not in event
    if "RRULE" not in event:
        return [first]
    days = rruleset()
    days.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=first))
    excluded = event.get("EXDATE", [])
    for dates in excluded if isinstance(excluded, list) else [excluded]:
        for date in dates.dts:
            days.exdate(aware(date.dt, dates.params.get("TZID")))
    # Wall times of one zone compare quickly; the hours around the edges go later.
    begin, end = (
        edge.replace(tzinfo=first.tzinfo) for edge in (asked.begin, asked.end)
    )
    return [*days.between(begin - 2 * DAY, end + 2 * DAY)]


# -- programs in a process of their own ------------------------------------------------


def ask(command: Sequence[str], asked: Sequence[Asked]) -> list[Answer]:
    """Hand a program a line for each file, and take back a line for each."""
    questions = [["read", one.text, *map(seconds, one[1:])] for one in asked]
    answers = map(json.loads, told(command, map(json.dumps, questions)))
    return [_answer(rows, one) for rows, one in zip(answers, asked, strict=True)]


def _answer(rows: Any, asked: Asked) -> Answer:
    if isinstance(rows, str):
        return rows
    return shown(
        (Seen(at(start), at(end), *words) for start, end, *words in rows), asked
    )


def told(command: Sequence[str], lines: Iterable[str]) -> list[str]:
    """Return the lines that a program answers to lines."""
    return output(command, "\n".join(lines).encode()).decode().split("\n")[:-1]


def output(command: Sequence[str], given: bytes) -> bytes:
    """Return what a program writes; that it fails is a failure."""
    # None of the package runs there, and to measure that takes long.
    env = {name: one for name, one in os.environ.items() if "COVERAGE" not in name}
    run = subprocess.run(
        command, cwd=ROOT, env=env, input=given, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode(errors="replace")[-4000:]
    return run.stdout


def answer(see: Callable[[Asked], Iterable[Seen]]) -> None:
    """Be such a program."""
    for line in sys.stdin:
        _, text, begin, end = json.loads(line)
        found = tried(see, Asked(text, at(begin), at(end)))
        print(json.dumps(found if isinstance(found, str) else [*map(_row, found)]))


def _row(seen: Seen) -> list[int | str]:
    return [seconds(seen.start), seconds(seen.end), *seen[2:]]


def seconds(instant: datetime) -> int:
    """Count the seconds since 1970."""
    return (instant - EPOCH) // SECOND


def at(seconds: int) -> datetime:
    """Return the instant so many seconds after 1970."""
    return EPOCH + seconds * SECOND


def khal_reads(asked: Sequence[Asked]) -> list[Answer]:
    """Import into khal, which makes icalendar use pytz for the rest of its process."""
    return ask([sys.executable, "-m", "tests.read_with_khal"], asked)


def radicale_reads(asked: Sequence[Asked]) -> list[Answer]:
    """Put onto a CalDAV server on this machine, and have it expand all rules."""
    return ask([sys.executable, "-m", "tests.read_with_radicale"], asked)


READERS: dict[str, Reader] = {
    "icalendar": icalendar_reads,
    "dateutil": dateutil_reads,
    "khal": khal_reads,
    "radicale": radicale_reads,
}
