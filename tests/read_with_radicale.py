"""What a CalDAV server says of a calendar: put there event by event, then expanded."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import partial
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import vobject.icalendar
from caldav.davclient import DAVClient
from icalendar import Calendar
from radicale import config
from radicale.app import Application

from tests.readers import Asked, Seen, answer, components


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        pass


@contextmanager
def server() -> Iterator[str]:
    """Serve from a folder for this while, on any free port of this machine."""
    logging.getLogger("radicale").setLevel(logging.ERROR)
    with TemporaryDirectory() as folder:
        settings = config.load()
        settings.update(
            {
                "storage": {"filesystem_folder": folder, "_filesystem_fsync": "False"},
                "auth": {"type": "none"},
                "rights": {"type": "authenticated"},
            },
            "tests",
            privileged=True,  # for what begins with _
        )
        app = Application(settings)
        with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as serving:
            Thread(target=serving.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{serving.server_port}/"
            serving.shutdown()


def read(principal: Any, asked: Asked) -> Iterator[Seen]:
    """Put every event with its zone, as servers want it, and ask for an expansion."""
    # vobject, with which the server reads, keeps the first zone of a name for good.
    vars(vobject.icalendar)["__tzidMap"].clear()
    calendar = principal.make_calendar()
    for resource in _resources(asked.text):
        calendar.add_event(resource)
    found = calendar.search(
        start=asked.begin,
        end=asked.end,
        event=True,
        server_expand=True,
        split_expanded=False,
        post_filter=False,
    )
    for one in found:
        expanded: Any = Calendar.from_ical(one.data)
        for event in expanded.walk("VEVENT"):
            start = event["DTSTART"].dt.astimezone(UTC)
            end = start + event["DURATION"].dt if "DURATION" in event else event.end
            words = [str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION")]
            yield Seen(start, end.astimezone(UTC), *words)
    calendar.delete()


def _resources(text: str) -> Iterator[str]:
    """Cut a calendar into calendars of one event each, character by character."""
    head, _, _ = text.partition("\r\nBEGIN:VEVENT\r\n")
    for event in components("VEVENT", text):
        yield f"{head}\r\n{event}END:VCALENDAR\r\n"


if __name__ == "__main__":
    with server() as url, DAVClient(url, username="me", password="") as client:
        principal = client.principal()
        answer(partial(read, principal))
