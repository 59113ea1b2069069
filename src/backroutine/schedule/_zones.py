"""Wall times and instants: what a zone does to the times on its clocks."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from re import ASCII, compile  # noqa: A004 - as in re.compile
from zoneinfo import ZoneInfo, available_timezones

from ..errors import Problem, alike, did_you_mean, quoted
from ..terms import Gap

_DAY = timedelta(days=1)
_KEY = compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,3}", ASCII)
_NOT_A_PLACE = ("posix/", "right/", "localtime", "posixrules", "Factory")


def zone_key(value: str | ZoneInfo) -> str:
    """Take the key of a time zone, such as `Europe/Oslo`, or a ZoneInfo with one.

    Raises:
        Problem: It is no zone that this machine knows.
    """
    key = value.key if isinstance(value, ZoneInfo) else value
    if not isinstance(key, str):
        raise Problem.expected('a time zone such as "Europe/Oslo"', value)
    if _KEY.fullmatch(key) and not key.startswith(_NOT_A_PLACE):
        try:
            return ZoneInfo(key).key
        except Exception:  # noqa: BLE001, S110 - a zone's file may break in any way
            pass
    raise Problem.saying(f"no time zone {quoted(key)}{_zone_hint(key)}")


def _zone_hint(key: str) -> str:
    known = {one for one in available_timezones() if not one.startswith(_NOT_A_PLACE)}
    if not known:
        return "; this machine has no time zone data: pip install tzdata"
    by_folded = {name.casefold(): name for name in sorted(known)}
    found = alike(key, by_folded) or alike(f"europe/{key}", by_folded)
    return did_you_mean(by_folded[name] for name in found)


def instant(wall: datetime, zone: ZoneInfo, gap: Gap) -> datetime | None:
    """Return the instant of a naive wall time, in UTC.

    A wall time that occurs twice is its first. One that the zone skips moves
    forward by as much as the zone skips, or is None under `Gap.SKIP`.
    """
    utc = wall.replace(tzinfo=zone).astimezone(UTC)
    if gap is Gap.SKIP and utc.astimezone(zone).replace(tzinfo=None) != wall:
        return None
    return utc


def clock_changes(first: date, last: date, key: str) -> list[date]:
    """Return the days from first to last on which the zone's clocks change."""
    found: list[date] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        found += _changes_in_month(key, year, month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004
    return [day for day in found if first <= day <= last]


@lru_cache(maxsize=4096)
def _changes_in_month(key: str, year: int, month: int) -> tuple[date, ...]:
    zone = ZoneInfo(key)
    first = date(year, month, 1)
    days = [first + i * _DAY for i in range(monthrange(year, month)[1] + 1)]
    offsets = [_midnight_offsets(day, zone) for day in days]
    return tuple(
        day
        for day, here, there in zip(days, offsets, offsets[1:], strict=False)
        if len(here | there) > 1
    )


def _midnight_offsets(day: date, zone: ZoneInfo) -> set[timedelta | None]:
    midnight = datetime.combine(day, time(), zone)
    return {midnight.utcoffset(), midnight.replace(fold=1).utcoffset()}
