"""From the lines of a part to what icalendar makes of it."""

from collections.abc import Iterable
from typing import Any

from icalendar import Component


def parsed(lines: Iterable[str]) -> Component:
    """Return what lines say; they begin and end one part."""
    return Component.from_ical("\r\n".join([*lines, ""]))


def listed(component: Component, name: str) -> list[Any]:
    """Return every value of a name; one that stands once is no list there."""
    value = component.get(name, [])
    return value if isinstance(value, list) else [value]


def text(component: Component, name: str) -> str:
    """Return the text of a name, the first where it stands twice; else nothing."""
    return next((str(value) for value in listed(component, name)), "")


def word(component: Component, name: str) -> str:
    """Return a term such as `CANCELLED`."""
    return text(component, name).strip().upper()
