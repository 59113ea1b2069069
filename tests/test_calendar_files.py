"""A plan as a calendar file: what stands in it, and that it stays the same."""

# mypy: disable-error-code="arg-type, call-arg"
# What is wrong is given on purpose.

import os
import pickle
import sys
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import resources
from itertools import chain
from zoneinfo import ZoneInfo, available_timezones

import attrs
import pytest
from hypothesis import given
from icalendar import Calendar

import backroutine as br
from backroutine.errors import InvalidValue, MissingExtra, NaiveDatetime
from backroutine.export import ical
from backroutine.export.ical import _zones
from tests.strategies import ZONES, schedules

FIVE = br.routines["lower-back-five"]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
RHYTHM = br.Rhythm(wake="06:45", bed="22:30")


def plan(*moments, routine=FIVE, **more):
    more = {
        "days": "mon wed fri",
        "rhythm": RHYTHM,
        "tz": "Europe/Oslo",
        "start": "2026-12-01",
        "limits": br.Limits(),
    } | more
    return br.Schedule(routine, moments=moments or ["after-waking"], **more)


def events(text):
    return Calendar.from_ical(text).walk("VEVENT")


def lines(text, *names):
    """The unfolded lines that begin with one of the names."""
    unfolded = text.replace("\r\n ", "").split("\r\n")
    return [line for line in unfolded if line.startswith(names)]


def uids(text):
    return lines(text, "UID")


# -- what stands in it -----------------------------------------------------------------


GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//backroutine//backroutine//EN
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Bridge
DTSTART;TZID=Europe/Oslo:20261204T064500
DTEND;TZID=Europe/Oslo:20261204T064700
DTSTAMP:20261201T000000Z
UID:a1641e95-2bd1-5cf9-a210-8816a18b7f8a@backroutine
SEQUENCE:0
RRULE:FREQ=WEEKLY;UNTIL=20270129T054500Z;INTERVAL=2;BYDAY=MO,FR;WKST=MO
EXDATE;TZID=Europe/Oslo:20261214T064500
CATEGORIES:Back care
DESCRIPTION:After waking. 1 exercise\\, 0:58 to 1:10\\n\\n1. Bridge\\, 8 to 10
  times: Squeeze glutes\\, hips up\\; Hips down\\, abs steady
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Bridge
TRIGGER:-PT10M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_these_are_the_bytes():
    bridge = br.Routine(
        [attrs.evolve(br.exercises["bridge"], basis=())], id="bridge", name="Bridge"
    )
    every_other_week = plan(
        routine=bridge, days="mon fri", every=2, until="2027-02-01", skip=["2026-12-14"]
    )
    text = ical.dumps(every_other_week, alarm="PT10M")
    assert text == GOLDEN.replace("\n", "\r\n")


def test_lines_are_at_most_75_bytes_and_end_as_the_format_asks():
    text = ical.dumps(plan("after-waking", "before-bed"), alarm="PT10M")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_each_moment_is_one_event_with_a_rule():
    text = ical.dumps(plan("after-waking", "before-bed", until="2027-12-01"))
    assert lines(text, "DTSTART;", "DTEND", "RRULE:FREQ=W") == [
        "DTSTART;TZID=Europe/Oslo:20261202T064500",
        "DTEND;TZID=Europe/Oslo:20261202T065100",
        "RRULE:FREQ=WEEKLY;UNTIL=20271201T054500Z;BYDAY=MO,WE,FR",
        "DTSTART;TZID=Europe/Oslo:20261202T222400",
        "DTEND;TZID=Europe/Oslo:20261202T223000",
        "RRULE:FREQ=WEEKLY;UNTIL=20271201T212400Z;BYDAY=MO,WE,FR",
    ]
    assert len(text) < 5000


def test_a_time_that_is_skipped_or_repeated_is_an_event_in_utc():
    text = ical.dumps(plan("02:30", days="sun", until="2027-12-01"))
    assert lines(text, "DTSTART;", "DTSTART:2027", "RRULE:FREQ=W") == [
        "DTSTART;TZID=Europe/Oslo:20261206T023000",
        "RRULE:FREQ=WEEKLY;UNTIL=20270321T013000Z;BYDAY=SU",
        "DTSTART:20270328T013000Z",
        "DTSTART;TZID=Europe/Oslo:20270404T023000",
        "RRULE:FREQ=WEEKLY;UNTIL=20271024T003000Z;BYDAY=SU",
        "DTSTART:20271031T003000Z",
        "DTSTART;TZID=Europe/Oslo:20271107T023000",
        "RRULE:FREQ=WEEKLY;UNTIL=20271128T013000Z;BYDAY=SU",
    ]


def test_a_dated_event_is_an_event_in_its_zone():
    drives = [br.Window("2026-12-22", "09:00", "15:00")]
    text = ical.dumps(
        plan("before-drive", days="daily", rhythm=br.Rhythm(drives=drives))
    )
    assert lines(text, "DTSTART;", "RRULE:FREQ=W") == [
        "DTSTART;TZID=Europe/Oslo:20261222T085400"
    ]


def test_a_series_of_one_needs_no_rule():
    text = ical.dumps(plan("07:00", until="2026-12-02"))
    assert len(events(text)) == 1
    assert not lines(text, "RRULE:FREQ=W")


def test_a_zone_that_is_utc_today_is_a_zone():
    text = ical.dumps(plan("07:00", tz="Africa/Abidjan", skip=["2026-12-04"]))
    assert lines(text, "DTSTART;", "EXDATE") == [
        "DTSTART;TZID=Africa/Abidjan:20261202T070000",
        "EXDATE;TZID=Africa/Abidjan:20261204T070000",
    ]


def test_utc_needs_no_zone():
    text = ical.dumps(plan("07:00", tz="UTC"))
    assert "VTIMEZONE" not in text
    assert lines(text, "DTSTART") == ["DTSTART:20261202T070000Z"]


def test_a_plan_that_never_falls_is_an_empty_calendar():
    never = plan("07:00", start="2026-12-03", until="2026-12-03")
    assert never.series() == ([], [])
    assert "BEGIN:VEVENT" not in ical.dumps(never)


def test_what_an_event_says():
    (event,) = events(ical.dumps(plan("after-waking")))
    assert event["SUMMARY"] == "Lower back five"
    assert event["CATEGORIES"].cats == ["Back care"]
    assert event["URL"] == br.sources["lower-back-article"].url
    said = event["DESCRIPTION"]
    assert said.startswith("After waking. 5 exercises, 4:35 to 5:35\n\n1. Pelvic tilt,")
    assert "2. Knee tuck, 8 to 10 times, both sides together: Right knee" in said
    assert "\n\nKeep in mind: Keep your core tight; " in said
    assert "\nStop an exercise if it makes your symptoms worse" in said
    assert said.endswith(
        "\nSource: " + br.sources["lower-back-article"].title + ", Fitness Together"
    )


def test_what_an_event_says_of_sets_and_variations():
    bridge = br.exercises["bridge"]
    item = br.Item(bridge, br.Dose(8, sets=2), variation="toes-up")
    routine = br.Routine([attrs.evolve(item, exercise=attrs.evolve(bridge, basis=()))])
    (event,) = events(ical.dumps(plan("07:00", routine=routine)))
    assert event["SUMMARY"] == "Exercises"
    assert event["DESCRIPTION"].startswith("1 exercise, 1:46\n\n1. Bridge (Toes up), ")
    assert "(Toes up), 2 sets of 8 times: " in event["DESCRIPTION"]
    assert "URL" not in event


def test_sources_come_from_the_catalog_given():
    url = "https://example.org/back"
    source = attrs.evolve(br.sources["lower-back-article"], url=url)
    catalog = br.Catalog(sources=[source])
    (event,) = events(ical.dumps(plan(), catalog=catalog))
    assert event["URL"] == url
    (event,) = events(ical.dumps(plan(), catalog=br.Catalog()))
    assert "URL" not in event
    assert "Source:" not in event["DESCRIPTION"]


@pytest.mark.parametrize("alarm", ["PT10M", timedelta(minutes=10)])
def test_an_alarm_sounds_before(alarm):
    text = ical.dumps(plan(), alarm=alarm)
    assert lines(text, "TRIGGER") == ["TRIGGER:-PT10M"]
    assert not lines(ical.dumps(plan()), "BEGIN:VALARM")


def test_an_alarm_may_sound_at_the_start():
    assert lines(ical.dumps(plan(), alarm="PT0S"), "TRIGGER") == ["TRIGGER:P0D"]


# -- the same again --------------------------------------------------------------------


def test_exporting_twice_gives_the_same_bytes():
    assert ical.dumps(plan()) == ical.dumps(plan())


def test_the_stamp_is_the_first_day_unless_given():
    assert lines(ical.dumps(plan()), "DTSTAMP") == ["DTSTAMP:20261201T000000Z"]
    stamp = datetime(2026, 11, 30, 9, 0, 0, 5, ZoneInfo("Europe/Oslo"))
    stamped = lines(ical.dumps(plan(), stamp=stamp, sequence=3), "DTSTAMP", "SEQUENCE")
    assert stamped == ["DTSTAMP:20261130T080000Z", "SEQUENCE:3"]


def test_names_stay_while_doses_times_days_and_zones_change():
    before = uids(ical.dumps(plan("after-waking", "before-bed")))
    shorter = attrs.evolve(br.compose.fit(FIVE, minutes=3), name="Short", because=())
    changes = [
        {"routine": shorter},
        {"rhythm": br.Rhythm(wake="07:15", bed="23:00")},
        {"days": "tue thu sat"},
        {"tz": "Asia/Tokyo"},
        {"start": "2027-01-01"},
        {"skip": ["2026-12-04"]},
    ]
    for change in changes:
        assert uids(ical.dumps(plan("after-waking", "before-bed", **change))) == before


def test_names_stay_where_a_change_of_dose_moves_single_sessions():
    drives = [
        br.Window("2026-12-22", "09:00", "15:00"),
        br.Window("fri", "02:40", "09:00"),
    ]
    rhythm = br.Rhythm(drives=drives)
    longer = attrs.evolve(FIVE, pace=br.Pace(shift="PT20S"))
    before, after = (
        ical.dumps(
            plan("before-drive", routine=one, days="daily", rhythm=rhythm, count=60)
        )
        for one in (FIVE, longer)
    )
    assert uids(before) == uids(after)
    assert before != after


def test_names_stay_where_the_plan_starts_later():
    nights = {"days": "daily", "until": "2029-01-01"}
    before = uids(ical.dumps(plan("02:30", **nights)))
    after = uids(ical.dumps(plan("02:30", **nights, start="2027-04-01")))
    assert len(after) == len(before) - 2
    assert set(after) < set(before)


def test_names_of_series_side_by_side_go_by_their_weekdays():
    rhythm = br.Rhythm(wake={"weekdays": "06:45", "weekends": "08:00"})
    daily = {"days": "daily", "rhythm": rhythm}
    before, after = (
        {event["DTSTART"].dt.time(): str(event["UID"]) for event in events(text)}
        for text in (
            ical.dumps(plan(**daily)),
            ical.dumps(plan(**daily, start="2026-12-05")),
        )
    )
    assert before == after


def test_every_name_is_there_once_and_says_whose_it_is():
    text = ical.dumps(plan("02:30", "after-waking", days="daily"))
    assert len(set(uids(text))) == len(uids(text)) == len(events(text)) > 40
    assert all(uid.endswith("@backroutine") for uid in uids(text))


def test_a_plan_id_tells_plans_of_one_routine_apart():
    assert uids(ical.dumps(plan(), plan_id="office")) != uids(ical.dumps(plan()))


@given(schedules())
def test_each_event_is_one_series_or_one_session(plan):
    text = ical.dumps(plan)
    pieces = sorted(chain(*plan.series()), key=lambda one: one.start)
    assert [as_event(piece) for piece in pieces] == [told(one) for one in events(text)]


def as_event(piece):
    """What an event of a piece says, to the second."""
    start = piece.start.astimezone(UTC).replace(microsecond=0)
    over = (piece.start.astimezone(UTC) + piece.duration).replace(microsecond=0)
    name = piece.routine.name or piece.routine.id or "Exercises"
    if isinstance(piece, br.Session) or piece.last == piece.start:
        return name, start, over, None, set()
    until = piece.last and piece.last.astimezone(UTC).replace(microsecond=0)
    days = sorted(day[:2].upper() for day in piece.weekdays)
    return (
        name,
        start,
        over,
        (piece.every, days, until),
        {skip.astimezone(UTC).replace(microsecond=0) for skip in piece.skip},
    )


def told(event):
    """What an event says."""
    start, over = (event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
    rule = event.get("RRULE")
    if rule is None:
        return str(event["SUMMARY"]), start, over, None, set()
    every = rule.get("INTERVAL", [1])[0]
    until = rule["UNTIL"][0] if "UNTIL" in rule else None
    skipped = event["EXDATE"].dts if "EXDATE" in event else ()
    return (
        str(event["SUMMARY"]),
        start,
        over,
        (every, sorted(rule["BYDAY"]), until),
        {one.dt.astimezone(UTC) for one in skipped},
    )


@given(schedules())
def test_no_control_character_reaches_a_file(plan):
    text = ical.dumps(plan).replace("\r\n", "")
    assert not [c for c in text if ord(c) < 32 or 127 <= ord(c) < 160]


# -- sessions that were placed ---------------------------------------------------------


def placed(days, **more):
    return br.compose.place(FIVE, days, RHYTHM, tz="Europe/Oslo", **more)


def test_sessions_that_were_placed_are_events():
    week = placed(("2026-11-30", "2026-12-06"))
    text = ical.dumps(week)
    assert [event["DTSTART"].dt for event in events(text)] == [
        session.start for session in week.sessions
    ]
    assert lines(text, "DTSTAMP") == ["DTSTAMP:20261201T000000Z"] * 3
    assert not lines(text, "RRULE:FREQ=W")


def test_a_session_keeps_its_name_while_its_day_and_moment_do():
    week = placed(("2026-11-30", "2026-12-06"))
    later = br.Rhythm(wake="08:00", bed="23:00")
    again = br.compose.place(
        FIVE, ("2026-11-30", "2026-12-06"), later, tz="Europe/Oslo"
    )
    assert uids(ical.dumps(week)) == uids(ical.dumps(again))
    assert len(set(uids(ical.dumps(week)))) == 3


def test_no_sessions_at_all_are_an_empty_calendar():
    assert lines(ical.dumps(br.Placement()), "BEGIN") == ["BEGIN:VCALENDAR"]


def test_sessions_at_a_fixed_offset_are_in_utc():
    noon = datetime(2026, 12, 1, 12, tzinfo=timezone(HOUR))
    session = br.Session(noon, noon + HOUR, "12:00", FIVE, noon.date())
    text = ical.dumps(br.Placement([session]))
    assert lines(text, "DTSTART") == ["DTSTART:20261201T110000Z"]


@pytest.mark.parametrize("key", ["Nowhere/Land", None])
def test_sessions_in_a_zone_that_nobody_knows_are_in_utc(key):
    with resources.files("tzdata").joinpath("zoneinfo/Asia/Tokyo").open("rb") as file:
        zone = ZoneInfo.from_file(file, key=key)
    noon = datetime(2026, 12, 1, 12, tzinfo=zone)
    session = br.Session(noon, noon + HOUR, "12:00", FIVE, noon.date())
    assert lines(ical.dumps(br.Placement([session])), "DTSTART") == [
        "DTSTART:20261201T030000Z"
    ]


def test_reasons_for_places_are_lost():
    week = placed(("2026-11-30", "2026-12-06"))
    assert ical.losses(week)[-1] == "The reasons for the places are not carried."
    bare = br.Placement(week.sessions, asked=4)
    lost = "How many sessions found no place is not carried."
    assert ical.losses(bare)[-1] == lost


# -- files -----------------------------------------------------------------------------


def test_dump_writes_what_dumps_returns(tmp_path):
    path = tmp_path / "plan.ics"
    ical.dump(plan(), path, alarm="PT5M", sequence=1, plan_id="a")
    assert path.read_bytes().decode() == ical.dumps(
        plan(), alarm="PT5M", sequence=1, plan_id="a"
    )


# -- what cannot be carried ------------------------------------------------------------


EVENTS = (
    "Events of the day become clock times: when the rhythm changes, write the "
    "calendar again."
)
STEPS = (
    "{!r}: only its name, cues and cautions are carried, and of each exercise the "
    "name, the dose and the cues."
)
LIMITS = "How often a session may and should be done is not carried."
NO_END = "After ten years from the start, series go on without exceptions."


def test_what_a_calendar_cannot_carry():
    shorter = br.compose.fit(FIVE, minutes=3)
    assert ical.losses(plan(routine=shorter)) == (
        EVENTS,
        STEPS.format("Lower back five"),
        "'Lower back five': the reasons for its changes are not carried.",
        "'Lower back five': 5 sources are not named.",
        LIMITS,
        NO_END,
    )


BARE = br.Routine(
    [attrs.evolve(br.exercises["bridge"], basis=())], id="bridge", name="Bridge"
)
PLAIN = {"routine": BARE, "rhythm": br.Rhythm(), "until": "2027-01-01", "limits": None}


def test_a_plain_plan_loses_little():
    assert ical.losses(plan("07:00", **PLAIN)) == (STEPS.format("Bridge"),)


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        ({"limits": br.Limits(2)}, LIMITS),
        (
            {"routine": attrs.evolve(BARE, limits=br.Limits(2))},
            LIMITS,
        ),
        ({"until": None}, NO_END),
        (
            {
                "routine": attrs.evolve(
                    BARE, basis=[br.Basis("name", "inferred", "x", reason="y")]
                )
            },
            "'Bridge': 1 source is not named.",
        ),
        (
            {"routine": BARE.because_of(br.Reason("fit", "", "cut."))},
            "'Bridge': the reasons for its changes are not carried.",
        ),
    ],
)
def test_each_thing_lost_has_its_sentence(change, loss):
    lost = ical.losses(plan("07:00", **PLAIN | change))
    assert set(lost) == {STEPS.format("Bridge"), loss}


def test_a_session_after_midnight_is_shown_on_its_date():
    late = plan("before-bed", **PLAIN | {"rhythm": br.Rhythm(bed="00:30")})
    assert ical.losses(late) == (
        EVENTS,
        "A session after midnight is shown on its date, not on the day before.",
        STEPS.format("Bridge"),
    )


def test_fractions_of_a_second_are_lost():
    moved = plan("after-waking+PT0.5S", until="2027-01-01")
    assert "Fractions of a second are cut off." in ical.losses(moved)
    assert lines(ical.dumps(moved), "DTSTART;") == [
        "DTSTART;TZID=Europe/Oslo:20261202T064500"
    ]


# -- what is refused -------------------------------------------------------------------


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(InvalidValue) as refused:
        ical.dumps(
            br.Span(8, 10),
            stamp=5,
            sequence=-1,
            alarm="10",
            plan_id=7,
            catalog=1,
        )
    assert str(refused.value) == (
        "ical: 6 problems\n"
        "  stamp: expected a datetime with a time zone, got 5\n"
        '  alarm: expected a duration such as "PT1S", got "10"\n'
        "  plan_id: expected text, got 7\n"
        "  plan: expected a Schedule or a Placement, got Span(low=8, high=10)\n"
        "  sequence: expected a whole number from 0 to 2147483647, got -1\n"
        "  catalog: expected a Catalog or None, got 1"
    )


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ({"alarm": "P29D"}, 'alarm: expected a duration from PT0S to P28D, got "P29D"'),
        ({"alarm": "PT0.5S"}, "alarm: is not in whole seconds"),
        ({"stamp": "now"}, 'stamp: expected a datetime with a time zone, got "now"'),
    ],
)
def test_an_argument_that_makes_no_sense_is_refused(argument, problem):
    with pytest.raises(InvalidValue) as refused:
        ical.dumps(plan(), **argument)
    assert str(refused.value).startswith(f"ical: {problem}")


def test_a_stamp_without_a_zone_is_refused():
    with pytest.raises(NaiveDatetime) as refused:
        ical.dumps(plan(), stamp=datetime(2026, 1, 1))
    text = "2026-01-01 00:00 has no time zone; give an aware datetime"
    assert str(refused.value) == text


def without(module, monkeypatch):
    """Let a module be missing, as if it were not installed."""
    monkeypatch.delitem(sys.modules, "backroutine.export.ical._calendar", raising=False)
    monkeypatch.setitem(sys.modules, module, None)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    without("icalendar", monkeypatch)
    with pytest.raises(MissingExtra) as refused:
        ical.dumps(plan())
    assert isinstance(refused.value, ImportError)
    assert (refused.value.job, refused.value.extra) == ("writing a calendar", "ical")
    assert str(refused.value) == (
        'writing a calendar needs the extra "ical": pip install icalendar'
    )
    again = pickle.loads(pickle.dumps(refused.value))
    assert str(again) == str(refused.value)


def test_what_else_is_missing_is_no_extra(monkeypatch):
    without("backroutine.export.ical._zones", monkeypatch)
    with pytest.raises(ModuleNotFoundError) as refused:
        ical.dumps(plan())
    assert not isinstance(refused.value, MissingExtra)


# -- zones -----------------------------------------------------------------------------


def onsets(observance, years):
    """When an observance begins, by walking the days of each year."""
    rule = observance.rule
    if not rule:
        return [observance.onset]
    months = [(year, rule["bymonth"]) for year in years]
    found = [day for month in months for day in days_by(rule, *month)]
    return [datetime.combine(day, observance.onset.time()) for day in found]


def days_by(rule, year, month):
    length = monthrange(year, month)[1]
    days = [date(year, month, number) for number in range(1, length + 1)]
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(rule["byday"][-2:])
    fitting = [day for day in days if day.weekday() == weekday]
    if "bymonthday" in rule:
        return [day for day in fitting if day.day in rule["bymonthday"]]
    number = int(rule["byday"][:-2])
    return [fitting[number if number < 0 else number - 1]]


def wrong_offsets(key, first, last):
    zone, years = ZoneInfo(key), range(1970, last + 2)
    found = _zones.observances(key, first, last)
    begun = sorted(
        (onset - one.before, one.after)
        for one in found
        for onset in onsets(one, years)
        if onset >= one.onset
    )
    step, at = timedelta(hours=31), datetime(first, 1, 1)
    wrong = []
    while at.year <= last:
        given = max(one for one in begun if one[0] <= at)[1]
        if given != at.replace(tzinfo=UTC).astimezone(zone).utcoffset():
            wrong.append(at)
        at += step
    return wrong


SOME = sorted(
    {*ZONES, "Africa/El_Aaiun", "Asia/Gaza", "Asia/Jerusalem", "America/Asuncion"}
)
ALL = sorted(
    key for key in available_timezones() if key not in ("localtime", "Factory")
)


@pytest.mark.parametrize("key", SOME if os.environ.get("FAST") else ALL)
def test_the_definition_of_a_zone_is_right_for_years(key):
    assert wrong_offsets(key, 2026, 2030) == []


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("Pacific/Apia", 2009, 2014),
        ("Pacific/Kiritimati", 1993, 1996),
        ("Pacific/Kwajalein", 1992, 1994),
        ("Asia/Pyongyang", 2014, 2019),
        ("America/Caracas", 2006, 2017),
        ("Europe/Moscow", 2009, 2016),
        ("Europe/Volgograd", 2017, 2022),
        ("Asia/Almaty", 2023, 2025),
        ("Africa/Juba", 2020, 2022),
        ("Asia/Amman", 2020, 2024),
        ("America/Sao_Paulo", 2016, 2021),
        ("Asia/Tehran", 2020, 2024),
        ("Africa/Cairo", 2009, 2027),
        ("America/New_York", 2005, 2009),
        ("Europe/London", 1970, 1990),
    ],
)
def test_the_definition_of_a_zone_is_right_where_its_rules_changed(key, first, last):
    assert wrong_offsets(key, first, last) == []


def test_a_zone_with_rules_is_two_lines_of_them():
    assert [one.rule for one in _zones.observances("America/Nuuk", 2026, 2030)] == [
        {"bymonth": 3, "bymonthday": [24, 25, 26, 27, 28, 29, 30], "byday": "SA"},
        {"bymonth": 10, "byday": "-1SU"},
    ]
    assert [one.rule for one in _zones.observances("America/New_York", 2026, 2030)] == [
        {"bymonth": 3, "byday": "2SU"},
        {"bymonth": 11, "byday": "1SU"},
    ]


def test_a_change_at_the_turn_of_the_year_after_is_left_out():
    assert len(_zones.observances("Asia/Kathmandu", 1983, 1984)) == 1
    assert len(_zones.observances("Asia/Kathmandu", 1984, 1985)) == 2


def test_summer_is_daylight_time_in_dublin_too():
    summer, winter = _zones.observances("Europe/Dublin", 2026, 2026)
    assert (summer.is_daylight, summer.name, winter.name) == (True, "IST", "GMT")


def test_rules_begin_where_they_begin_to_hold():
    found = _zones.observances("America/New_York", 2006, 2010)
    assert [one.onset.year for one in found] == [
        1970,
        2005,
        2005,
        2006,
        2006,
        2007,
        2007,
    ]
    assert [bool(one.rule) for one in found] == [False] * 5 + [True] * 2
