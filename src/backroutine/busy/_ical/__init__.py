"""What a calendar takes, through icalendar and recurring-ical-events.

The one place here that knows those libraries. They drop some of what they do not
understand, remember zones from one calendar to the next, and follow rules without an
end; so each part is read by itself, in the zones of its own calendar, after a look at
what is asked of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from icalendar import Calendar, Component
from recurring_ical_events import BadRuleStringFormat, CalendarQuery, EventAdapter

from ...errors import ContentError, Fault, InvalidValue, quoted, shown
from ...moment import Window
from .. import Stretch
from ._events import REPEATS, event
from ._parts import listed, parsed, text, word
from ._rules import MOST_STEPS, steps
from ._task import Task, folded, holds, midnight, task
from ._text import FREE_BUSY, ZONE, Part, calendars
from ._zones import Zones

__all__ = ["MOST_STEPS", "MOST_TIMES", "read", "task"]

T = TypeVar("T")
Found = tuple[list[Stretch], list[Window], list[Window]]

MOST_TIMES = 50_000
_MOST_FAULTS = 50  # after so many nobody reads on
_OURS = "@backroutine"
_NEAR = timedelta(days=2)  # more than any two zones are apart
_EARLIEST = datetime(1, 1, 3)  # noqa: DTZ001 - of the walls of any zone
_LATEST = datetime(9999, 12, 29)  # noqa: DTZ001 - likewise
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def read(source: str | bytes, task: Task) -> Found:
    """Return the times that are taken, the workouts and the drives.

    Raises:
        ContentError: The calendar is broken; every broken part is named.
        InvalidValue: It is no text.
    """
    reader = _Reader(task)
    for parts in calendars(source):
        reader.take(parts)
    if reader.faults:
        raise ContentError(tuple(reader.faults))
    return reader.times, [*reader.workouts], [*reader.drives]


class _TooMuch(Exception):
    """End the reading: there is no end to what is asked for."""


class _Reader:
    """Read calendars one by one, and gather what is found and what is wrong."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.faults: list[Fault] = []
        self.times: list[Stretch] = []
        self.workouts: dict[Window, None] = {}
        self.drives: dict[Window, None] = {}
        self._steps = 0.0
        self._met = 0

    def take(self, parts: list[Part]) -> None:
        """Take the parts of one calendar."""
        zones, series = Zones(), defaultdict[str, list[Part]](list)
        for part in parts:
            if part.kind == ZONE:
                self._try(part, partial(zones.define, part))
            elif part.kind == FREE_BUSY:
                self._try(part, partial(self._free_busy, part))
            elif self.task.own or not part.id.endswith(_OURS):
                _put(part, series)
        for events in series.values():
            self._take_series(events, zones)

    def _take_series(self, parts: list[Part], zones: Zones) -> None:
        """Take an event, with the changes to some of the times it comes round."""
        events = [self._try(part, partial(event, part, zones)) for part in parts]
        found = [one for one in events if one is not None]
        if len(found) == len(events):
            self._try(parts[0], partial(self._follow, found))

    def _try(self, part: Part, do: Callable[[], T]) -> T | None:
        """Do what reads a part, and note what is wrong with that part."""
        try:
            return do()
        except _TooMuch as error:
            last = Fault(part.path, str(error))
            raise ContentError((*self.faults, last)) from None
        except InvalidValue as problem:
            found = [fault.problem for fault in problem.faults]
        except BadRuleStringFormat as error:
            found = [f"its rule cannot be followed: {shown(error.rule)}"]
        except Exception as error:  # noqa: BLE001 - whatever the libraries raise
            found = [f"cannot be read: {quoted(str(error), 100)}"]
        self.faults += [Fault(part.path, problem) for problem in found]
        if len(self.faults) > _MOST_FAULTS:
            raise ContentError(tuple(self.faults))
        return None

    # -- one part --------------------------------------------------------------

    def _free_busy(self, part: Part) -> None:
        found = parsed(part.lines)
        for period in listed(found, "FREEBUSY"):
            if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                self._add(found, period.start, period.end)

    def _follow(self, events: list[Component]) -> None:
        self._steps += sum(_steps(one, self.task) for one in events) * _turns(events)
        if self._steps > MOST_STEPS:
            raise _TooMuch("repeats too often to be followed to the end")
        by_duration = all("DURATION" in one for one in events)
        for one in self._occurrences(events):
            begin, over = EventAdapter(one).start, EventAdapter(one).end
            if by_duration:
                over = self._elapsed(begin, over)
            if word(one, "STATUS") != "CANCELLED":
                self._add(one, begin, over)
            self._met += 1
            if self._met > MOST_TIMES:
                raise _TooMuch("repeats too often to be followed to the end")

    def _occurrences(self, events: list[Component]) -> Iterator[Component]:
        if len(events) == 1 and not {*REPEATS, "RECURRENCE-ID"} & {*events[0]}:
            yield events[0]
            return
        calendar = Calendar()
        calendar.subcomponents = events
        start = self.task.start.astimezone(self.task.zone) - _NEAR
        end = self.task.end.astimezone(self.task.zone) + _NEAR
        for series in CalendarQuery(calendar).series:
            for occurrence in series.between(start, end):
                yield occurrence.as_component(keep_recurrence_attributes=False)

    # -- one time that is taken ------------------------------------------------

    def _add(self, one: Component, begin: date, over: date) -> None:
        """Add a time, if it is asked for and lasts."""
        start, end = self._instants(begin, over)
        whole_days = not isinstance(begin, datetime)
        kinds = self._is(one, self.task.workouts), self._is(one, self.task.drives)
        shown_as_free = word(one, "TRANSP") == "TRANSPARENT" and not any(kinds)
        left_out = shown_as_free or (whole_days and not self.task.all_day)
        asked = start < self.task.end and end > self.task.start and start < end
        if left_out or not asked:
            return
        zone = self.task.zone
        local = start.astimezone(zone), end.astimezone(zone)
        self.times.append(Stretch(*local, text(one, "SUMMARY")))
        if len(self.times) > MOST_TIMES:
            raise _TooMuch(f"with it, more than {MOST_TIMES:,} times are taken")
        window = _window(*local) if any(kinds) and not whole_days else None
        for is_one, found in zip(kinds, (self.workouts, self.drives), strict=True):
            if window and is_one:
                found[window] = None

    def _is(self, one: Component, words: tuple[str, ...]) -> bool:
        title = folded(text(one, "SUMMARY"))
        tags = {folded(str(tag)) for tags in listed(one, "CATEGORIES") for tag in tags}
        return any(each in tags or holds(title, each) for each in words)

    def _instants(self, begin: date, over: date) -> tuple[datetime, datetime]:
        start, end = self._instant(begin), self._instant(over)
        if end <= start and isinstance(begin, datetime) and isinstance(over, datetime):
            on_the_clock = over.replace(tzinfo=None) - begin.replace(tzinfo=None)
            end = max(end, start + on_the_clock)  # the clocks changed in between
        return start, end

    def _elapsed(self, begin: date, over: date) -> date:
        """Return the end of a duration: days go by the clock, hours elapse."""
        if not isinstance(begin, datetime) or not isinstance(over, datetime):
            return over
        length = over.replace(tzinfo=None) - begin.replace(tzinfo=None)
        days, rest = divmod(length, _DAY)
        return self._instant(begin + days * _DAY) + rest

    def _instant(self, value: date) -> datetime:
        if not isinstance(value, datetime):
            return midnight(value, self.task.zone)
        wall = min(max(value.replace(tzinfo=None), _EARLIEST), _LATEST)
        return wall.replace(tzinfo=value.tzinfo or self.task.zone).astimezone(UTC)


def _put(part: Part, series: dict[str, list[Part]]) -> None:
    """Put an event with the changes to it, and apart from others of its name."""
    name = part.id or part.path
    if not part.is_change and any(not one.is_change for one in series[name]):
        name = f"{name} {part.number}"
    series[name].append(part)


def _steps(one: Component, task: Task) -> float:
    """Return the most steps it takes to follow an event's rules."""
    start, last = EventAdapter(one).start, (task.end + _NEAR).date()
    first = date(start.year, start.month, start.day)
    return sum(steps(rule, first, last) for rule in listed(one, "RRULE") if rule)


def _turns(events: list[Component]) -> int:
    """Return how often a rule is followed: again for what changes all that comes."""
    return 1 + sum(
        "RECURRENCE-ID" in one
        and ("RANGE" in one["RECURRENCE-ID"].params or bool({*REPEATS} & {*one}))
        for one in events
    )


def _window(start: datetime, end: datetime) -> Window | None:
    """Return whole minutes that hold a time; None where no window can tell them."""
    begin, over = (one.replace(tzinfo=None, fold=0) for one in (start, end))
    begin -= timedelta(seconds=begin.second, microseconds=begin.microsecond)
    over += -timedelta(seconds=over.second, microseconds=over.microsecond) % _MINUTE
    window = Window(begin.date(), begin.time(), over.time())
    fits = datetime.combine(begin, time()) + window.ends_at == over
    return window if fits else None
