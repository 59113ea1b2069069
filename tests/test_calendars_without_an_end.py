"""No calendar keeps its reader busy for ever: what a rule costs is known beforehand."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from time import perf_counter

import pytest
from dateutil.rrule import rrule, rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar.prop import vRecur

from backroutine.busy import Busy, _ical
from backroutine.busy._ical._rules import MOST_STEPS, steps
from backroutine.errors import ContentError

START = date(2026, 1, 5)
LAST = date(2027, 1, 1)


def calendar(*rules, start="20260105T090000", more=""):
    lines = "".join(f"RRULE:{rule}\n" for rule in rules)
    return (
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:endless\nDTSTART:{start}\n"
        f"DURATION:PT1M\n{lines}{more}END:VEVENT\nEND:VCALENDAR\n"
    )


def read(text, days=("2026-01-05", "2026-12-31")):
    return Busy.from_ical(text, "UTC", days)


# -- by example ----------------------------------------------------------------------

ENDLESS = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MINUTELY;BYHOUR=3;BYMONTH=13",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=" + ",".join(map(str, range(1, 366))),
    "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 366)))
    + ";BYHOUR=" + ",".join(map(str, range(24)))
    + ";BYMINUTE=" + ",".join(map(str, range(60)))
    + ";BYSECOND=0,15,30,45",
]  # fmt: skip


@pytest.mark.parametrize("rule", ENDLESS)
def test_a_rule_without_an_end_is_refused_at_once(rule):
    before = perf_counter()
    with pytest.raises(ContentError) as refused:
        read(calendar(rule))
    assert perf_counter() - before < 2
    assert str(refused.value) == (
        "content: VEVENT 'endless': repeats too often to be followed to the end"
    )


def test_many_rules_are_together_what_one_is():
    never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    assert len(read(calendar(never)).times) == 1
    with pytest.raises(ContentError, match="repeats too often"):
        read(calendar(*[never] * 30))


def test_changes_to_all_that_follows_make_a_rule_cost_more():
    rule = "FREQ=MINUTELY;INTERVAL=10"
    change = (
        "END:VEVENT\nBEGIN:VEVENT\nUID:endless\nDTSTART:20260106T100000\n"
        "DURATION:PT1M\nRECURRENCE-ID;RANGE=THISANDFUTURE:2026010{}T090000\n"
    )
    changes = "".join(map(change.format, range(6, 10)))
    assert read(calendar(rule), ("2026-01-05", "2026-01-06")).times
    with pytest.raises(ContentError, match="repeats too often"):
        read(calendar(rule, more=changes * 10), ("2026-01-05", "2026-01-06"))


def test_too_many_times_are_refused(monkeypatch):
    assert _ical.MOST_TIMES == 50_000
    monkeypatch.setattr(_ical, "MOST_TIMES", 1_000)
    with pytest.raises(ContentError) as refused:
        read(calendar("FREQ=HOURLY"), ("2026-01-05", "2026-04-30"))
    assert str(refused.value) == (
        "content: VEVENT 'endless': with it, more than 1,000 times are taken"
    )


def test_an_event_as_long_as_history_does_no_harm():
    text = calendar(start="00010101T000000", more="DTEND:99991231T235959\n")
    (time,) = read(text.replace("DURATION:PT1M\n", "")).times
    assert (time.start.year, time.end.year) == (1, 9999)


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("FREQ=HOURLY", 8667),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 260),
        ("FREQ=DAILY;BYMONTH=2", 29),
        ("FREQ=WEEKLY;INTERVAL=2", 26),
        ("FREQ=WEEKLY;BYMONTH=6,7;BYDAY=TU,TH", 19),
        ("FREQ=MONTHLY;BYMONTHDAY=31", 8),
        ("FREQ=MONTHLY;BYDAY=2TU", 13),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 13),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", 2),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", 2),
        ("FREQ=MINUTELY;COUNT=1000", 1000),
    ],
)
def test_what_calendars_are_full_of_is_read(rule, number):
    assert len(read(calendar(rule)).times) == number
    assert steps(vRecur.from_ical(rule), START, LAST) < MOST_STEPS / 50


# -- the law -------------------------------------------------------------------------


class Stride(int):
    """An interval that counts how often it is used, as does whoever follows a rule."""

    used: Iterator[int]

    def __new__(cls, value, used):
        made = super().__new__(cls, value)
        made.used = used
        return made

    def __radd__(self, other):
        next(self.used)
        return int(self) + other

    def __mul__(self, other):
        next(self.used)
        return int(self) * other


def followed(rule: rrule, every: int, until: datetime, most: float) -> float:
    """Count the steps it takes to follow a rule past a time, up to a number."""
    used = count()
    times = 0
    for time in rule.replace(interval=Stride(every, used)):
        times += 1
        if time > until or times > most:
            break
    return next(used) + times


def numbers(least, most):
    some = st.integers(least, most).filter(bool)
    return st.lists(some, min_size=1, max_size=3).map(lambda n: ",".join(map(str, n)))


places = st.sampled_from(["", "", "1", "2", "-1", "5", "-5"])
weekdays = st.lists(
    st.builds(str.__add__, places, st.sampled_from(["MO", "TU", "FR", "SU"])),
    min_size=1,
    max_size=3,
).map(",".join)
PARTS = {
    "BYMONTH": numbers(1, 12),
    "BYMONTHDAY": numbers(-31, 31),
    "BYDAY": weekdays,
    "BYYEARDAY": numbers(-366, 366),
    "BYWEEKNO": numbers(-53, 53),
    "BYSETPOS": numbers(-6, 6),
    "BYHOUR": numbers(1, 23),
    "BYMINUTE": numbers(1, 59),
    "BYSECOND": numbers(1, 59),
    "COUNT": st.integers(1, 50).map(str),
    "UNTIL": st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(lambda d: f"{d:%Y%m%d}"),
}


@st.composite
def rules(draw):
    frequency = draw(
        st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"])
    )
    every = draw(st.sampled_from([1, 1, 2, 3, 4, 5, 6, 7, 12, 24, 28, 100]))
    names = draw(st.lists(st.sampled_from([*PARTS]), max_size=3, unique=True))
    parts = [f"{name}={draw(PARTS[name])}" for name in names]
    return every, ";".join([f"FREQ={frequency}", f"INTERVAL={every}", *parts])


@given(rules(), st.dates(date(2020, 1, 1), date(2026, 1, 1)))
def test_it_never_takes_more_steps_than_foreseen(drawn, first):
    every, text = drawn
    rule = vRecur.from_ical(text)
    foreseen = steps(rule, first, LAST)
    assume(foreseen < 400_000 and not {"COUNT", "UNTIL"} <= {*rule})
    start = datetime(first.year, first.month, first.day, 9)
    try:
        followable = rrulestr(text, dtstart=start)
    except ValueError:  # nobody can follow it
        assume(False)
    until = datetime(LAST.year, LAST.month, LAST.day) + timedelta(days=1)
    most = foreseen + 3  # the first time, and the one that is past the end
    assert followed(followable, every, until, 2 * most) <= most
