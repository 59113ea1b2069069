"""When the clocks of a zone change, found by looking at them day by day."""

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@cache
def changes(key: str, begin: datetime, end: datetime) -> list[datetime]:
    """The instants from `begin` on and before `end` at which a zone's offset changes.

    Of two within 24 hours, one may be missed.
    """
    zone = ZoneInfo(key)
    days = [begin + n * DAY for n in range((end - begin) // DAY + 1)]
    offsets = [offset(day, zone) for day in days]
    here = zip(days, offsets, offsets[1:], strict=False)
    return [_change(day, zone) for day, old, new in here if old != new]


def offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    """What a zone is ahead of UTC at an instant."""
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def _change(day: datetime, zone: ZoneInfo) -> datetime:
    before = offset(day, zone)
    number = bisect_left(
        range(DAY // SECOND),
        True,
        key=lambda seconds: offset(day + seconds * SECOND, zone) != before,
    )
    return day + number * SECOND
