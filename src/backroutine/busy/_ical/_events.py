"""From the lines of an event to an event that can be relied upon."""

from collections.abc import Iterator
from datetime import date

from icalendar import Component

from ...errors import Fault, Problem, shown
from ._parts import listed, parsed
from ._text import Part
from ._zones import Zones

REPEATS = ("RRULE", "RDATE", "EXDATE")
_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE")
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID")


def event(part: Part, zones: Zones) -> Component:
    """Return an event of which all that tells when it is can be read.

    Raises:
        InvalidValue: Something of that cannot be read; the rest may be as it likes.
    """
    component = parsed(map(zones.renamed, part.lines))
    wrong = [*_unread(part, component)] or [*_senseless(component)]
    if wrong:
        raise Problem(*(Fault("", text) for text in wrong))
    zones.attach(component)
    return component


def _unread(part: Part, component: Component) -> Iterator[str]:
    """Say which lines could not be read, if they tell when the event is."""
    for telling in _ONCE + REPEATS:
        lines = [one for one in part.lines if one.upper().startswith(telling)]
        for name, message in component.errors if lines else ():
            if telling in (name or message):
                told = (one for one in lines if one.partition(":")[2] in message)
                yield f"cannot be read: {shown(next(told, lines[0]))}"


def _senseless(component: Component) -> Iterator[str]:
    for name in _ONCE:
        if len(listed(component, name)) > 1:
            yield f"has more than one {name}"
    for name in _TIMES:
        if any(not isinstance(one.dt, date) for one in listed(component, name)):
            yield f"{name} is no time of a day"
    if any({"COUNT", "UNTIL"} <= {*rule} for rule in listed(component, "RRULE")):
        yield "RRULE has both COUNT and UNTIL; give one"
    if "DTSTART" not in component:
        yield "has no DTSTART"
