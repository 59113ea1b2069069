"""One session done: one line of a log."""

from datetime import datetime, time
from typing import Any, final

import attrs

from .._checks import as_instant, closed, line, real, slug, whole
from ..moment import Moment, moment
from ..terms import Weekday
from ..units import WORST_PAIN


def _optional_moment(value: Moment | str | time | None) -> Moment | None:
    return None if value is None else moment(value)


def _joined_ids(done: object, field: "attrs.Attribute[Any]", value: str) -> None:
    for part in value.split("+") if value else ():
        slug(done, field, part)


@final
@closed
@attrs.frozen(repr=False)
class Done:
    """Note that one session was done; any iterable of these is a log.

    Attributes:
        at: When it was begun or noted, in a named time zone or at a fixed offset.
        routine: The id of the routine done, several joined with a plus sign; empty
            stands for whatever was planned.
        moment: The moment it was for; None leaves that open.
        note: A line about it.
        pain: The worst pain during it and on the day after, from 0, none, to 10, the
            worst one can think of; None where nothing was said of it.

    Raises:
        InvalidValue: A part makes no sense.

    Examples:
        >>> from datetime import datetime
        >>> from zoneinfo import ZoneInfo
        >>> from backroutine import Done
        >>> at = datetime(2026, 12, 2, 6, 47, tzinfo=ZoneInfo("Europe/Oslo"))
        >>> print(Done(at, "lower-back-five", "after-waking", "in the garden"))
        Wed 2026-12-02 06:47, after waking: lower-back-five (in the garden)
    """

    at: datetime = attrs.field(converter=real, eq=as_instant)
    routine: str = attrs.field(default="", converter=line, validator=_joined_ids)
    moment: Moment | None = attrs.field(default=None, converter=_optional_moment)
    note: str = attrs.field(default="", converter=line)
    pain: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(whole(0, WORST_PAIN))
    )

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the ids of the routines done; none where it names none."""
        return tuple(self.routine.split("+")) if self.routine else ()

    def __str__(self) -> str:
        """Write when, for which moment, what, the pain and the note."""
        at = f"{Weekday.of(self.at).capitalize()} {self.at.date()} {self.at:%H:%M}"
        routine = f": {self.routine}" if self.routine else ""
        pain = "" if self.pain is None else f", pain {self.pain} of 10"
        note = f" ({self.note})" if self.note else ""
        return f"{at}{_cause(self.moment)}{routine}{pain}{note}"


def _cause(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return f", for {moment}" if isinstance(moment.at, time) else f", {moment}"
