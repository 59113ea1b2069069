"""`Busy.from_ical`: what a calendar takes of somebody's time."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine import export
from backroutine.busy import Busy, Stretch
from backroutine.errors import ContentError, InvalidValue, MissingExtra, NaiveDatetime
from backroutine.moment import Window
from tests.examples import at
from tests.strategies import schedules, stretches, zones

OSLO = "Europe/Oslo"
WEEK = ("2026-11-30", "2026-12-06")  # from Monday to Sunday
START = "DTSTART:20261201T090000"


def event(*lines, uid="1", start="20261201T090000", end="20261201T100000"):
    """An event on a Tuesday from nine to ten, unless it is said otherwise."""
    times = [f"DTSTART:{start}"] if isinstance(start, str) else []
    times += [f"DTEND:{end}"] if isinstance(end, str) else []
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *times, *lines, "END:VEVENT"])


def calendar(*parts):
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


def busy(*parts, days=WEEK, zone=OSLO, **more):
    return Busy.from_ical(calendar(*parts), zone, days, **more)


def times(*parts, **more):
    """The times as text, without the week: `Tue 09:00-10:00 Dentist`."""
    return [
        f"{one.start:%a %H:%M}-{one.end:%H:%M} {one.title}".strip()
        for one in busy(*parts, **more).times
    ]


def test_a_day_with_a_duration_is_a_whole_day():
    day = ["DTSTART;VALUE=DATE:20261201", "DURATION:P2D", "SUMMARY:Away"]
    text = ["BEGIN:VEVENT", "UID:away", "DTSTAMP:20261101T000000Z", *day, "END:VEVENT"]
    found = busy(*text, all_day=True).times
    assert [(f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}") for one in found] == [
        ("01 00:00", "03 00:00")
    ]
    assert busy(*text).times == ()


def refusal(text, days=WEEK, zone=OSLO):
    with pytest.raises(ContentError) as refused:
        Busy.from_ical(text, zone, days)
    assert all(fault.file == "" for fault in refused.value.faults)
    return str(refused.value)


# -- what is taken -------------------------------------------------------------------


def test_an_event_is_a_stretch_in_the_zone():
    (found,) = busy(event("SUMMARY:Dentist")).times
    tz = ZoneInfo(OSLO)
    nine, ten = (datetime(2026, 12, 1, hour, tzinfo=tz) for hour in (9, 10))
    assert found == Stretch(nine, ten, "Dentist")
    assert found.start.tzinfo is tz
    assert str(found) == "Tue 2026-12-01 09:00 to 10:00: Dentist"


def test_what_repeats_is_followed_with_all_that_changed():
    found = times(
        event(
            "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=5",
            "EXDATE:20261202T090000",
            "RDATE:20261205T120000",
            "SUMMARY:Stand-up",
            start="20261130T090000",
            end="20261130T091500",
        ),
        event(
            "RECURRENCE-ID:20261203T090000",
            "SUMMARY:Stand-up, later",
            start="20261203T150000",
            end="20261203T153000",
        ),
        event("RECURRENCE-ID:20261204T090000", "STATUS:CANCELLED"),
    )
    assert found == [
        "Mon 09:00-09:15 Stand-up",
        "Tue 09:00-09:15 Stand-up",
        "Thu 15:00-15:30 Stand-up, later",
        "Sat 12:00-12:15 Stand-up",
    ]


def test_a_change_may_hold_for_all_that_follows():
    found = times(
        event("RRULE:FREQ=DAILY;COUNT=3"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261202T090000",
            start="20261202T110000",
            end="20261202T120000",
        ),
    )
    assert found == [
        "Tue 09:00-10:00",
        "Wed 11:00-12:00",
        "Thu 11:00-12:00",
    ]


def test_a_change_may_stand_alone():
    assert times(event("RECURRENCE-ID:20261201T080000")) == ["Tue 09:00-10:00"]


def test_a_length_may_stand_for_the_end():
    assert times(event("DURATION:PT90M", end=None)) == ["Tue 09:00-10:30"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("STATUS:CANCELLED", "it is cancelled"),
        ("TRANSP:TRANSPARENT", "its calendar shows the time as free"),
        ("X-NOTHING:1", "it has no length"),
        ("UID:2@backroutine", "it is a session that was written there"),
    ],
)
def test_some_events_take_nothing(line, why):
    end = "20261201T090000" if why == "it has no length" else "20261201T100000"
    uid = line[4:] if line.startswith("UID") else "1"
    assert times(event(line.replace(f"UID:{uid}", "X-A:1"), uid=uid, end=end)) == [], (
        why
    )


def test_a_session_that_was_written_there_is_not_even_looked_at():
    assert times(event(uid="2@backroutine", start="nonsense")) == []


def test_an_event_without_an_end_has_no_length():
    assert times(event(end=None)) == []


def test_an_event_that_ends_before_it_begins_is_taken_the_other_way_round():
    found = times(event(start="20261201T100000", end="20261201T090000"))
    assert found == ["Tue 09:00-10:00"]


def test_whole_days_count_only_where_they_are_asked_for():
    day = event("SUMMARY:Holiday", start="20261202", end="20261204")
    assert times(day) == []
    (found,) = busy(day, all_day=True).times
    assert str(found) == "Wed 2026-12-02 00:00 to Fri 2026-12-04 00:00: Holiday"
    (found,) = busy(event(start="20261202", end=None), all_day=True).times
    assert str(found) == "Wed 2026-12-02 00:00 to Thu 2026-12-03 00:00"


def test_published_busy_times_count():
    found = times(
        "BEGIN:VFREEBUSY",
        "UID:1",
        "FREEBUSY:20261201T080000Z/PT1H,20261202T080000Z/20261202T093000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261203T080000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20261204T080000Z/PT1H",
        "END:VFREEBUSY",
    )
    assert found == ["Tue 09:00-10:00", "Wed 09:00-10:30", "Thu 09:00-10:00"]


def test_what_else_a_calendar_holds_is_passed_over():
    found = times(
        "BEGIN:VTODO", "UID:9", "DUE:rubbish", "END:VTODO",
        "BEGIN:X-OWN", "BEGIN:X-INNER", "X:1", "END:X-INNER", "END:X-OWN",
        event("BEGIN:VALARM", "TRIGGER:rubbish", "END:VALARM", "X-ODD;;;:1",
              "GEO:nowhere"),
    )  # fmt: skip
    assert found == ["Tue 09:00-10:00"]


def test_an_empty_rule_is_no_rule():
    assert times(event("RRULE:")) == ["Tue 09:00-10:00"]


def test_a_title_is_one_line():
    found = busy(event(r"SUMMARY:one\ntwo\, three", "SUMMARY:four"))
    assert [one.title for one in found.times] == ["one two, three"]


# -- from when until when ------------------------------------------------------------


def test_a_date_stands_for_its_day_and_half_a_day_around():
    hours = [
        event(uid=str(n), start=f"202611{n // 100}T{n % 100:02d}0000", end=None)
        .replace("END:VEVENT", "DURATION:PT1H\nEND:VEVENT")
        for n in (2911, 2912, 3011)
    ]  # fmt: skip
    later = [
        event("DURATION:PT1H", uid=f"later {n}", start=f"20261207T{n}0000", end=None)
        for n in (11, 12)
    ]
    assert times(*hours, *later) == [
        "Sun 12:00-13:00", "Mon 11:00-12:00", "Mon 11:00-12:00",
    ]  # fmt: skip


def test_a_datetime_is_exact_and_what_lies_across_is_whole():
    nine, half, ten, later = (
        at(f"2026-12-01 {clock}", OSLO)
        for clock in ("09:00", "09:30", "10:00", "11:00")
    )
    assert times(event(), days=(half, later)) == ["Tue 09:00-10:00"]
    assert times(event(), days=(ten, later)) == []
    assert times(event(), days=(date(2026, 11, 1), nine)) == []


# -- zones ---------------------------------------------------------------------------


def zoned(zone, uid="1", *lines):
    return event(
        *lines,
        f"DTSTART;TZID={zone}:20261201T090000",
        f"DTEND;TZID={zone}:20261201T100000",
        uid=uid,
        start=None,
        end=None,
    )


def custom(name, offset):
    return "\n".join([
        "BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000",
        f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD",
        "END:VTIMEZONE",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("America/New_York", "15:00"),
        ('"America/New_York"', "15:00"),
        ("UTC", "10:00"),
        ("", "09:00"),
        ("Eastern Standard Time", "15:00"),
        ("W. Europe Standard Time", "09:00"),
        ("/freeassociation.sourceforge.net/America/New_York", "15:00"),
        ("/a/b/c/America/Argentina/Buenos_Aires", "13:00"),
    ],
)
def test_zones_go_by_many_names(name, start):
    (found,) = busy(zoned(name)).times
    assert f"{found.start:%H:%M}" == start


def test_a_time_without_a_zone_is_in_the_zone_asked_for():
    assert times(event(), zone="Asia/Tokyo") == ["Tue 09:00-10:00"]
    assert times("X-WR-TIMEZONE:America/New_York", event()) == ["Tue 09:00-10:00"]
    utc = event(start="20261201T090000Z", end="20261201T100000Z")
    assert times(utc, zone="Asia/Tokyo") == ["Tue 18:00-19:00"]


def test_an_event_may_end_in_another_zone():
    found = times(
        event(
            "DTSTART;TZID=Europe/Oslo:20261201T090000",
            "DTEND;TZID=America/New_York:20261201T110000",
            start=None,
            end=None,
        )
    )
    assert found == ["Tue 09:00-17:00"]


@pytest.mark.parametrize("first", ["zone", "event"])
def test_a_calendar_may_define_a_zone_of_its_own(first):
    parts = [custom("Ours", "+0530"), zoned("Ours"), zoned("Ours", "2")]
    found = times(*(parts if first == "zone" else parts[::-1]))
    assert found == ["Tue 04:30-05:30", "Tue 04:30-05:30"]


def test_two_calendars_may_mean_two_zones_by_one_name():
    east, west = (
        calendar(custom("Ours", offset), zoned("Ours", "1", "RRULE:FREQ=DAILY;COUNT=2"))
        for offset in ("+0530", "-0800")
    )
    for _ in range(2):
        found = Busy.from_ical(east + west, OSLO, WEEK)
        assert [f"{one.start:%a %H:%M}" for one in found.times] == [
            "Tue 04:30", "Tue 18:00", "Wed 04:30", "Wed 18:00",
        ]  # fmt: skip
    assert "no time zone 'Ours'" in refusal(calendar(zoned("Ours")))


def test_a_zone_of_its_own_reaches_all_that_tells_when():
    rule = event(
        "DTSTART;TZID=Ours:20261130T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE;TZID=Ours:20261201T090000",
        "RDATE;TZID=Ours;VALUE=PERIOD:20261205T090000/PT2H",
        start=None,
        end=None,
    )
    change = event(
        "RECURRENCE-ID;TZID=Ours:20261202T090000",
        "DTSTART;TZID=Ours:20261202T100000",
        "DURATION:PT1H",
        start=None,
        end=None,
    )
    assert times(custom("Ours", "+0530"), rule, change) == [
        "Mon 04:30-05:30", "Wed 05:30-06:30", "Sat 04:30-06:30",
    ]  # fmt: skip


def test_a_zone_with_summer_time_as_outlook_writes_it():
    text = Path(__file__).with_name("outlook.ics").read_bytes()
    found = Busy.from_ical(text, OSLO, ("2026-03-23", "2026-04-05"))
    assert [f"{one.start:%a %d %b %H:%M}" for one in found.times] == [
        "Tue 24 Mar 14:00", "Tue 31 Mar 15:00",
    ]  # fmt: skip


def test_a_known_name_is_what_everybody_means_by_it():
    found = times(custom(OSLO, "+0900"), zoned(OSLO))
    assert found == ["Tue 09:00-10:00"]


def test_the_clocks_may_change_within_an_event():
    days = ("2026-03-29", "2026-03-29")
    gap = event(start="20260329T013000", end="20260329T023000")
    assert times(gap, days=days) == ["Sun 01:30-03:30"]
    gone = event(start="20260329T023000", end="20260329T030000")
    assert times(gone, days=days) == ["Sun 03:30-04:00"]


# -- workouts and drives -------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:Workout",
        "SUMMARY:my WORKOUT with Kari",
        "SUMMARY:Legs/workout!",
        "CATEGORIES:Sport,Workout",
        "CATEGORIES:sport\nCATEGORIES:WORKOUT",
    ],
)
def test_a_category_or_a_word_in_the_title_makes_a_workout(line):
    found = busy(event(line))
    assert found.workouts == (Window("2026-12-01", "09:00", "10:00"),)
    assert found.drives == ()
    assert len(found.times) == 1


@pytest.mark.parametrize(
    "line", ["SUMMARY:Workouts", "SUMMARY:preworkout", "CATEGORIES:my workout", "X:1"]
)
def test_a_part_of_a_word_does_not(line):
    assert busy(event(line)).workouts == ()


def test_the_words_may_be_others_in_any_script():
    gym = event("SUMMARY:ÜBUNG im Park", uid="1")
    run = event(f"SUMMARY:Morgen-u{chr(0x308)}bung, lang", uid="2")
    car = event("SUMMARY:עבודה (נסיעה)", uid="3")
    found = busy(gym, run, car, workouts=["übung", "lauf"], drives="נסיעה")
    assert len(found.workouts) == len(found.drives) == 1
    assert len(found.times) == 3
    assert busy(gym, workouts=()).workouts == ()


def test_one_event_may_be_both():
    found = busy(event("SUMMARY:Drive to the workout"))
    assert found.workouts == found.drives != ()


def test_a_workout_is_taken_even_where_it_is_shown_as_free():
    found = busy(event("TRANSP:TRANSPARENT", "CATEGORIES:workout"))
    assert len(found.workouts) == len(found.times) == 1


def test_a_window_is_of_whole_minutes():
    found = busy(event("SUMMARY:Drive", start="20261201T090059", end="20261201T100001"))
    assert found.drives == (Window("2026-12-01", "09:00", "10:01"),)


def test_a_drive_may_go_into_the_next_day():
    found = busy(event("SUMMARY:Drive", start="20261201T220000", end="20261202T220000"))
    assert found.drives == (Window("2026-12-01", "22:00", "22:00"),)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20261201T220000", "20261202T220100"),  # longer than a window can be
        ("20261202", "20261203"),  # whole days
        ("20261025T003000Z", "20261025T011500Z"),  # 02:30 to 02:15, the second
    ],
)
def test_what_no_window_can_tell_is_only_taken(start, end):
    days = ("2026-10-25", "2026-12-06")
    found = busy(event("SUMMARY:Drive", start=start, end=end), days=days, all_day=True)
    assert len(found.times) == 1
    assert found.drives == ()


# -- several calendars, odd texts ----------------------------------------------------


def test_one_text_may_hold_several_calendars():
    text = calendar(event("SUMMARY:one")) + calendar(event("SUMMARY:two"))
    found = Busy.from_ical(text, OSLO, WEEK)
    assert [one.title for one in found.times] == ["one", "two"]


def test_two_join_without_what_is_in_both():
    one, two = busy(event("SUMMARY:workout")), busy(event("SUMMARY:Drive", uid="2"))
    joined = one | two | one
    assert (len(joined.times), len(joined.workouts), len(joined.drives)) == (2, 1, 1)
    with pytest.raises(TypeError):
        one | 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end):
    text = calendar("", event("SUMMARY:a long\n  title"), "").replace("\n", end)
    found = Busy.from_ical(text, OSLO, WEEK)
    assert [one.title for one in found.times] == ["a long title"]


def test_bytes_may_have_a_mark_and_fold_within_a_character():
    text = calendar(event("SUMMARY:Fæ\r\n rge")).encode().replace(b"\xc3", b"\xc3\r\n ")
    found = Busy.from_ical(b"\xef\xbb\xbf" + text, OSLO, WEEK)
    assert [one.title for one in found.times] == ["Færge"]


# -- broken calendars ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty; a calendar begins with BEGIN:VCALENDAR"),
        (b"\xef\xbb\xbf\r\n", "is empty; a calendar begins with BEGIN:VCALENDAR"),
        (b"\xff\xfeB\x00", "is not UTF-8; save it as UTF-8"),
        ("<html>", 'expected BEGIN:VCALENDAR, got "<html>"'),
        (event(), 'expected BEGIN:VCALENDAR, got "BEGIN:VEVENT"'),
        (f"{calendar()}END:VCALENDAR",
         'expected BEGIN:VCALENDAR, got "END:VCALENDAR"'),
        ("BEGIN:VCALENDAR\n", "is cut short: END:VCALENDAR is missing"),
        (calendar(event())[:-15], "is cut short: END:VCALENDAR is missing"),
        (calendar("BEGIN:VTODO"), "END:VCALENDAR stands where something else ends"),
        (calendar("BEGIN:VEVENT", event(), "END:VEVENT"),
         "VEVENT begins within VEVENT; END:VEVENT is missing"),
        (calendar("BEGIN:VTODO", "BEGIN:VCALENDAR"),
         "VCALENDAR begins within VTODO; END:VTODO is missing"),
        (calendar("CALSCALE:HEBREW"),
         'expected the Gregorian calendar, got "HEBREW"'),
        ("x" * 20_000_001, "is larger than 20 MB; split it"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(text, problem):
    assert refusal(text) == f"content: {problem}"


def test_the_gregorian_calendar_may_be_named():
    assert times("CALSCALE: gregorian ", event()) == ["Tue 09:00-10:00"]


BROKEN = {
    'cannot be read: "DTSTART:20261301T090000"': ["DTSTART:20261301T090000"],
    'cannot be read: "DTSTART"': ["DTSTART"],
    'cannot be read: "EXDATE:x"': [START, "EXDATE:20261202T090000", "EXDATE:x"],
    "has no DTSTART": [],
    "DTSTART is no time of a day": ["DTSTART:PT1H"],
    "has more than one DTSTART": [START, "DTSTART:20261202T090000"],
    'cannot be read: "RRULE:FREQ=OFTEN"': [START, "RRULE:FREQ=OFTEN"],
    "RRULE has both COUNT and UNTIL; give one": [
        START, "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261203T000000",
    ],
    'its rule cannot be followed: "FREQ=DAILY;BYHOUR=30"': [
        START, "RRULE:FREQ=DAILY;BYHOUR=30",
    ],
    "no time zone 'Europe/Olso'; did you mean 'Europe/Oslo' or 'Europe/Moscow' or "
    "'Europe/Lisbon'?": ["DTSTART;TZID=Europe/Olso:20261201T090000"],
    "no time zone 'America'; did you mean 'America/Nuuk' or 'America/Nome' or "
    "'America/Lima'?": ["DTSTART;TZID=America:20261201T090000"],
    "no time zone 'Ours'": ['DTSTART;X="a:b";TZID=Ours:20261201T090000'],
}  # fmt: skip


@pytest.mark.parametrize(("problem", "lines"), BROKEN.items())
def test_a_broken_event_is_named(lines, problem):
    text = calendar(event(*lines, start=None, end=None), event(uid="whole"))
    assert refusal(text) == f"content: VEVENT '1': {problem}"


def test_every_broken_part_is_named():
    text = calendar(
        "BEGIN:VTIMEZONE\nEND:VTIMEZONE",
        custom("Ours", "rubbish"),
        event(uid="a\tb\\n", start="x"),
        event("DURATION:x"),
        "BEGIN:VFREEBUSY\nFREEBUSY:rubbish\nEND:VFREEBUSY",
    )
    told = [line.partition(": ") for line in refusal(text).splitlines()]
    assert [(path.strip(), problem[:22]) for path, _, problem in told] == [
        ("content", "5 problems"),
        ("VTIMEZONE 1", "has no TZID"),
        ("VTIMEZONE 'Ours'", "cannot be read: 'Expec"),
        ("VFREEBUSY 1", "cannot be read: 'Expec"),
        (r"VEVENT 'a\tb\\n'", 'cannot be read: "DTSTA'),
        ("VEVENT '1'", 'cannot be read: "DURAT'),
    ]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MINUTELY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYYEARDAY=1",
     "FREQ=YEARLY;BYDAY=MO,TU;BYMONTH=3", "FREQ=YEARLY;INTERVAL=2"],
)  # fmt: skip
def test_the_clocks_of_a_zone_change_once_a_year(rule):
    zone = custom("Ours", "+0530").replace(
        "END:STANDARD", f"RRULE:{rule}\nEND:STANDARD"
    )
    assert refusal(calendar(zone, zoned("Ours"))) == (
        "content: VTIMEZONE 'Ours': expected clocks that change once a year, got "
        f"'RRULE:{rule}'"
    )


def test_what_tells_nothing_of_the_time_may_be_broken():
    odd = event("GEO:x", "not a line", "URL;;:x", "CATEGORIES;X=1", "PRIORITY:high")
    assert times(odd) == ["Tue 09:00-10:00"]


# -- arguments -----------------------------------------------------------------------


def test_every_fault_of_the_arguments_is_told():
    with pytest.raises(InvalidValue) as refused:
        Busy.from_ical(
            5,  # type: ignore[arg-type]  # wrong on purpose
            "Olso",
            ("2026-12-02", "2026-12-01"),
            workouts=["gym", ""],
            drives=5,  # type: ignore[arg-type]  # wrong on purpose
            all_day="yes",  # type: ignore[arg-type]  # wrong on purpose
        )
    assert str(refused.value) == (
        "from_ical: 5 problems\n"
        "  zone: no time zone 'Olso'; did you mean 'Europe/Oslo' or 'Europe/Moscow' or "
        "'Europe/Lisbon'?\n"
        '  workouts[1]: expected a word such as "workout", got ""\n'
        "  drives: expected a list, got 5\n"
        "  between: ends before it begins\n"
        '  all_day: expected a bool, got "yes"'
    )


BETWEEN = {
    "between: expected two dates or datetimes, got 5": 5,
    "between: expected two dates or datetimes, got ('2026-12-01',)": ("2026-12-01",),
    'between[1]: expected a date such as "2026-12-01", got 5': ("2026-12-01", 5),
    "between[0]: expected a day from 1900-01-01 to 2999-12-31, got 1899-12-31": (
        "1899-12-31", "2026-12-01",
    ),
    "2 problems\n"
    "  between[0]: expected a day from 1900-01-01 to 2999-12-31, got 0001-01-01\n"
    "  between[1]: expected a day from 1900-01-01 to 2999-12-31, got 9999-12-31": (
        datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC),
    ),
    "between: ends before it begins": (
        at("2026-12-01 09:00"), at("2026-12-01 09:00"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("problem", "between"), BETWEEN.items())
def test_it_begins_before_it_ends(problem, between):
    with pytest.raises(InvalidValue) as refused:
        busy(event(), days=between)
    assert str(refused.value) == f"from_ical: {problem}"


def test_a_text_is_text():
    with pytest.raises(InvalidValue) as refused:
        Busy.from_ical(5, OSLO, WEEK)  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == (
        "from_ical: text: expected the text of a calendar, got 5"
    )


@pytest.mark.parametrize("missing", ["icalendar", "recurring_ical_events"])
def test_without_the_extra_it_says_what_to_install(monkeypatch, missing):
    for name in [*sys.modules]:
        if name.startswith("backroutine.busy._ical"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra) as refused:
        busy(event())
    assert str(refused.value) == (
        'reading a calendar needs the extra "ical": '
        "pip install icalendar recurring-ical-events"
    )


def test_what_else_is_missing_is_no_extra(monkeypatch):
    for name in [*sys.modules]:
        if name.startswith("backroutine.busy._ical"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "backroutine.busy._ical._zones", None)
    with pytest.raises(ModuleNotFoundError) as refused:
        busy(event())
    assert not isinstance(refused.value, MissingExtra)


def test_the_libraries_are_loaded_only_when_a_calendar_is_read():
    program = (
        "import sys, backroutine as br; br.Busy(); br.compose.place\n"
        "print({'icalendar', 'recurring_ical_events'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "set()\n"


# -- the nouns -----------------------------------------------------------------------


def test_a_stretch_lasts():
    nine = at("2026-12-01 09:00", OSLO)
    with pytest.raises(InvalidValue) as refused:
        Stretch(nine, nine)
    assert str(refused.value) == "Stretch: end: is not after the start"
    with pytest.raises(InvalidValue) as refused:
        Stretch(nine, "ten", 5)  # type: ignore[arg-type]  # wrong on purpose
    assert [fault.path for fault in refused.value.faults] == ["end", "title"]


def test_a_stretch_across_the_night_when_clocks_go_back_lasts():
    early = at("2026-10-25 02:30", OSLO)
    assert Stretch(early, early.replace(fold=1)).start.fold == 0


def test_its_title_is_one_line():
    assert Stretch(at("2026-12-01 09:00"), at("2026-12-01 10:00"), " a\n\tb\x00c ") == (
        Stretch(at("2026-12-01 09:00"), at("2026-12-01 10:00"), "a b c")
    )


def test_busy_refuses_what_is_neither_time_nor_window():
    with pytest.raises(InvalidValue) as refused:
        Busy([5], workouts=5, drives=[6])  # type: ignore[arg-type, list-item]  # wrong on purpose
    assert str(refused.value) == (
        "Busy: 3 problems\n"
        "  workouts: expected a list, got 5\n"
        "  times[0]: expected a Stretch, got 5\n"
        "  drives[0]: expected a Window, got 6"
    )


def test_it_shows_what_it_holds():
    assert str(busy(event("SUMMARY:Workout"))) == (
        "Busy\n1 time\n\n- Tue 2026-12-01 09:00 to 10:00: Workout\n\n"
        "Workouts\n  - 2026-12-01 09:00 to 10:00"
    )
    assert str(Busy()) == "Busy\n0 times"


def test_sessions_of_ours_are_busy_where_that_is_asked():
    plan = br.Schedule(
        br.routines["lower-back-five"],
        moments=["07:00"],
        days="tue",
        tz=OSLO,
        start="2026-12-01",
        limits=br.Limits(),
    )
    text = br.export.ical.dumps(plan)
    days = date(2026, 12, 1), date(2026, 12, 2)
    assert Busy.from_ical(text, OSLO, days).times == ()
    (found,) = Busy.from_ical(text, OSLO, days, own=True).times
    assert str(found) == "Tue 2026-12-01 07:00 to 07:06: Lower back five"


def test_words_may_stand_side_by_side_in_one_text():
    text = event("SUMMARY:Yoga with Kari")
    assert (
        busy(text, workouts="gym, yoga").workouts
        == busy(text, workouts=["yoga"]).workouts
        != ()
    )


@pytest.mark.parametrize(
    ("length", "rule", "seen"),
    [
        ("PT8H", "", ["Sat 22:00-07:00"]),  # RFC 5545, 3.3.6: hours are exact
        ("P1D", "", ["Sat 22:00-22:00"]),
        ("PT8H", "RRULE:FREQ=DAILY;COUNT=2", ["Sat 22:00-07:00", "Sun 22:00-06:00"]),
    ],
)
def test_hours_of_a_duration_elapse_when_the_clocks_change(length, rule, seen):
    night = event(f"DURATION:{length}", *filter(None, [rule]), start=None, end=None)
    night = night.replace("UID:1", "UID:1\nDTSTART;TZID=Europe/Oslo:20260328T220000")
    assert times(night, days=("2026-03-28", "2026-03-29")) == seen


def test_events_that_share_a_name_by_mistake_are_all_there():
    later = event("SUMMARY:b", start="20261202T090000", end="20261202T100000")
    assert times(event("SUMMARY:a"), later) == [
        "Tue 09:00-10:00 a",
        "Wed 09:00-10:00 b",
    ]


def test_a_zone_may_have_a_comma_in_its_name():
    zone = DEFINED.replace("TZID:Here", "TZID:Here\\, there")
    one = event(start=None, end=None)
    one = one.replace(
        "UID:1", 'UID:1\nDTSTART;TZID="Here, there":20261201T090000\nDURATION:PT1H'
    )
    assert len(times(zone, one)) == 1


def test_a_known_zone_needs_no_definition_that_can_be_read():
    broken = "BEGIN:VTIMEZONE\nTZID:/x.org/Asia/Jerusalem\nEND:VTIMEZONE"
    one = event(start=None, end=None)
    one = one.replace(
        "UID:1",
        "UID:1\nDTSTART;TZID=/x.org/Asia/Jerusalem:20261201T090000\nDURATION:PT1H",
    )
    assert times(broken, one) == ["Tue 08:00-09:00"]


def test_what_is_never_taken_is_not_followed_for_long(monkeypatch):
    monkeypatch.setattr("backroutine.busy._ical.MOST_TIMES", 3)
    free = event("TRANSP:TRANSPARENT", "RRULE:FREQ=HOURLY;COUNT=5")
    with pytest.raises(ContentError) as refused:
        busy(free)
    assert str(refused.value) == (
        "content: VEVENT '1': repeats too often to be followed to the end"
    )


def test_fifty_faults_are_enough():
    with pytest.raises(ContentError) as refused:
        busy(*(event(uid=str(n), start="x") for n in range(200)))
    assert len(refused.value.faults) == 51


def test_a_calendar_defines_no_hundred_zones():
    zones = [DEFINED.replace("TZID:Here", f"TZID:Here {n}") for n in range(41)]
    with pytest.raises(ContentError) as refused:
        busy(*zones)
    assert str(refused.value) == (
        "content: VTIMEZONE 'Here 40': is a zone too many; a calendar may define 40"
    )


DEFINED = """\
BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""


def test_naive_ends_are_refused():
    with pytest.raises(NaiveDatetime, match="2026-12-02 00:00 has no time zone"):
        Busy.from_ical("", OSLO, (date(2026, 12, 1), datetime(2026, 12, 2)))


def test_what_clashes_needs_instants():
    nine = at("2026-12-01 09:00")
    with pytest.raises(NaiveDatetime) as refused:
        Busy().clashes(nine, datetime(2026, 12, 1, 9))
    assert str(refused.value) == (
        "2026-12-01 09:00 has no time zone; give an aware datetime"
    )
    with pytest.raises(InvalidValue) as wrong:
        Busy().clashes("nine", nine)  # type: ignore[arg-type]  # wrong on purpose
    assert str(wrong.value) == (
        'clashes: start: expected a datetime with a time zone, got "nine"'
    )


# -- laws ----------------------------------------------------------------------------

close = st.builds(
    lambda start, length, title: Stretch(start, start + length, title),
    st.integers(0, 40).map(lambda n: at("2026-12-01 00:00") + n * timedelta(hours=1)),
    st.integers(1, 30).map(lambda n: n * timedelta(hours=1)),
    st.sampled_from("abc"),
)


@given(st.lists(close, max_size=12), close)
def test_what_clashes_is_all_that_overlaps(some, asked):
    held = Busy(some)
    assert held.clashes(asked.start, asked.end) == tuple(
        one for one in held.times if one.start < asked.end and asked.start < one.end
    )
    assert list(held.times) == sorted(some, key=lambda one: one.start)


@given(st.lists(stretches(), max_size=5))
def test_times_are_in_order(some):
    starts = [one.start.astimezone(UTC) for one in Busy(some).times]
    assert starts == sorted(starts)


@given(schedules(), zones, st.booleans())
def test_what_was_written_is_read_back(plan, zone, ours):
    written = export.ical.dumps(plan)
    if not ours:
        written = written.replace("@backroutine", "@example")
    first = datetime(plan.start.year, plan.start.month, plan.start.day, tzinfo=UTC)
    between = first, first + timedelta(days=200)
    found = Busy.from_ical(written, zone, between).times
    expected = plan.between(first - timedelta(days=1), between[1])
    assert list(map(instants, found)) == [
        instants(session) for session in expected if not ours and session.end > first
    ]


def instants(one):
    return one.start.astimezone(UTC), one.end.astimezone(UTC)


GOOD = calendar(
    custom("Ours", "+0530"),
    zoned(
        "Ours", "1", "RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE;TZID=Ours:20261208T090000"
    ),
    zoned("Ours", "1", "RECURRENCE-ID;TZID=Ours:20261201T090000"),
    event("DURATION:PT1H", "CATEGORIES:drive", "SUMMARY:x", uid="2", end=None),
    event("RDATE;VALUE=DATE:20261204", uid="3", start="20261202", end="20261203"),
    "BEGIN:VFREEBUSY\nUID:4\nFREEBUSY:20261201T080000Z/PT1H\nEND:VFREEBUSY",
).encode()
SCRAPS = st.sampled_from([
    b"\r\n", b"\n ", b":", b";", b"=", b",", b"Z", b"T", b"-", b"0", b"9" * 20, b'"',
    b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"END:VCALENDAR\n", b"BEGIN:VALARM\n",
    b"DTSTART", b"DTEND", b"RRULE:FREQ=", b"SECONDLY", b"YEARLY", b"INTERVAL=0",
    b"UNTIL=", b"COUNT=", b"BYDAY=", b"TZID=", b"RANGE=THISANDFUTURE", b"VALUE=DATE",
    b"PT", b"P1W", b"\x00", b"\xff", b"\\", b"20261201", b"00010101T000000",
]) | st.binary(max_size=4)  # fmt: skip


@st.composite
def broken(draw):
    text = GOOD
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 0, 1, 5, 40]))
        text = text[:place] + draw(SCRAPS) + text[place + gone :]
    return text


@given(broken() | st.binary() | st.text() | st.builds(calendar, st.text()))
def test_no_text_makes_it_raise_anything_else(text):
    with suppress(ContentError):
        found = Busy.from_ical(text, OSLO, WEEK, all_day=True)
        assert all(one.start.tzinfo == ZoneInfo(OSLO) for one in found.times)
