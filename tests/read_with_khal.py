"""What khal shows of a calendar that `khal import` took into its database."""

from collections.abc import Iterator
from typing import Any

import pytz
from khal.icalendar import cal_from_ics, split_ics
from khal.khalendar.backend import SQLiteDb

from tests.readers import Asked, Seen, answer

LOCALE: Any = {"local_timezone": pytz.UTC, "default_timezone": pytz.UTC}


def read(asked: Asked) -> Iterator[Seen]:
    """Import every event, then ask for those in a stretch of time."""
    database = SQLiteDb(["calendar"], ":memory:", LOCALE)
    words = {}
    with database.at_once():
        for number, item in enumerate(split_ics(asked.text)):
            database.update(item, str(number), calendar="calendar")
            (event,) = cal_from_ics(item).walk("VEVENT")
            words[str(number)] = [
                str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION")
            ]
    for _, href, start, end, *_ in database.get_localized(asked.begin, asked.end):
        yield Seen(start, end, *words[href])


if __name__ == "__main__":
    answer(read)
