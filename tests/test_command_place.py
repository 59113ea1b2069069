"""`python -m backroutine place`: sessions around calendars, printed or in a file."""

import io
import json
import sys
from datetime import UTC, datetime
from inspect import cleandoc
from pathlib import Path

import pytest

import backroutine as br
from backroutine._command import World, main

MY_WEEK = Path(__file__).parents[1] / "docs" / "examples" / "my-week.ics"
MONDAY_NOON = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
OSLO = ["--tz", "Europe/Oslo"]
FROM = [*OSLO, "--from", "2026-11-30"]


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Return a function that runs the command in a folder with a calendar."""
    (tmp_path / "my-week.ics").write_bytes(MY_WEEK.read_bytes())
    monkeypatch.chdir(tmp_path)
    world = World(now=lambda: MONDAY_NOON, environ={}, root=tmp_path)

    def run(*arguments):
        code: object
        try:
            code = main(["place", *arguments], world)
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def spoken(result):
    code, out, err = result
    assert (code, err) == (0, "")
    return out


def test_it_shows_where_sessions_find_a_place(run):
    told = spoken(run(*FROM, "--wake", "06:45", "--bed", "22:30"))
    assert told == cleandoc("""
        Lower back five, 7 days from 2026-11-30
        Europe/Oslo

        Tue 2026-12-01  06:45 to 06:51  after waking
        Thu 2026-12-03  06:45 to 06:51  after waking
        Sat 2026-12-05  06:45 to 06:51  after waking

        3 of 3 sessions found a place.
    """) + "\n"  # fmt: skip


def test_it_goes_around_a_calendar_and_takes_its_events_as_moments(run):
    asked = [*FROM, "--calendar", "my-week.ics", "--per-week", "7"]
    told = spoken(run(*asked, "--wake", "06:45", "--bed", "22:00"))
    assert told.split("\n\n")[1] == cleandoc("""
        Mon 2026-11-30  21:54 to 22:00  before bed
        Tue 2026-12-01  06:45 to 06:51  after waking
        Wed 2026-12-02  21:54 to 22:00  before bed
        Thu 2026-12-03  06:45 to 06:51  after waking
        Fri 2026-12-04  06:45 to 06:51  after waking
        Sat 2026-12-05  06:45 to 06:51  after waking
        Sun 2026-12-06  06:45 to 06:51  after waking
    """)


def test_the_workouts_and_drives_are_told_by_the_calendar(run):
    asked = [*FROM, "--calendar", "my-week.ics", "--per-week", "3"]
    told = spoken(run(*asked, "--moments", "before-workout", "after-drive"))
    assert told.split("\n\n")[1:] == [
        (
            "Tue 2026-12-01  17:54 to 18:00  before a workout\n"
            "Sat 2026-12-05  12:30 to 12:36  after a long drive"
        ),
        (
            "2 of 3 sessions found a place.\n"
            "2026-11-30 begins a week with 2 of 3 sessions; "
            "of 2 possible times 2 are used.\n"
        ),
    ]


def test_calendars_may_be_several_and_one_may_come_in(run, monkeypatch):
    coming = io.TextIOWrapper(io.BytesIO(MY_WEEK.read_bytes()))
    monkeypatch.setattr(sys, "stdin", coming)
    (Path.cwd() / "other.ics").write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T060000\nDURATION:PT2H\n"
        "RRULE:FREQ=DAILY\nSUMMARY:Ferry\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    calendars = ["--calendar", "-", "--calendar", "other.ics"]
    told = spoken(
        run(*FROM, *calendars, "--wake", "06:50", "--moments", "after-waking")
    )
    assert told.split("\n\n")[1:] == [
        "No sessions then.",
        (
            "0 of 3 sessions found a place.\n"
            "2026-11-30 begins a week with 0 of 3 sessions; "
            "of 7 possible times 7 are taken by 'Ferry' and 'Early call'.\n"
        ),
    ]


def test_an_input_that_is_closed_holds_no_calendar(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    code, _, err = run(*FROM, "--calendar", "-")
    assert (code, err) == (1, "-: is empty; a calendar begins with BEGIN:VCALENDAR\n")


def test_what_is_over_today_is_no_place(run):
    told = spoken(run(*OSLO, "--for", "1"))
    assert told.startswith("Lower back five, the next day\nEurope/Oslo\n\n")
    assert "\nMon 2026-11-30  22:24 to 22:30  before bed\n" in told
    none = spoken(run(*OSLO, "--for", "1", "--at", "08:00"))
    assert none.split("\n\n")[1:3] == [
        "No sessions then.",
        (
            "0 of 1 session found a place.\n"
            "2026-11-30 begins a week with 0 of 1 session; "
            "of 1 possible time 1 is taken by 'what is over'.\n"
        ),
    ]


def test_it_says_what_it_assumed(run):
    told = spoken(run("--from", "2026-11-30"))
    assert told.startswith("Lower back five, 7 days from 2026-11-30\nUTC\n")
    assert told.splitlines()[-2:] == [
        (
            "Assumed: waking at 07:00, bed at 22:30, time zone UTC (this machine names "
            "none)."
        ),
        (
            "To change it: python -m backroutine place --wake 06:45 --bed 23:00 "
            "--tz Europe/Oslo"
        ),
    ]


def test_the_limits_of_a_day_and_the_time_apart(run):
    asked = [*FROM, "--for", "2", "--per-week", "14", "--per-day", "2"]
    assert spoken(run(*asked)).count("2026-") == 5
    assert spoken(run(*asked, "--apart", "PT20H")).count("after waking\n") == 2


def test_json_is_for_programs(run):
    told = spoken(run(*FROM, "--for", "1", "--json"))
    assert json.loads(told) == {
        "asked": 1,
        "sessions": [
            {
                "start": "2026-11-30T07:00:00+01:00",
                "end": "2026-11-30T07:06:00+01:00",
                "moment": "after-waking",
                "routine": "lower-back-five",
            }
        ],
        "because": [{"about": "", "text": "1 of 1 session found a place."}],
    }


def test_the_calendar_that_is_written_holds_them(run):
    told = spoken(run(*FROM, "-o", "back.ics"))
    assert "\n\nok: wrote back.ics\n" in told
    written = Path("back.ics").read_text(encoding="utf-8")
    week = ("2026-11-30", "2026-12-06")
    others = written.replace("@backroutine", "@example.org")
    found = br.Busy.from_ical(others, "Europe/Oslo", week).times
    assert [f"{one.start:%a %H:%M}" for one in found] == [
        "Tue 07:00", "Thu 07:00", "Sat 07:00",
    ]  # fmt: skip
    again = spoken(run(*FROM, "--calendar", "back.ics", "-o", "back.ics"))
    assert again.split("\n\n")[1] == told.split("\n\n")[1]


def test_json_and_a_file_go_together(run):
    told = spoken(run(*FROM, "--json", "-o", "back.ics"))
    assert len(json.loads(told)["sessions"]) == 3
    assert Path("back.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--calendar", "none.ics"], "[Errno 2] No such file or directory: 'none.ics'"),
        (["--calendar", "broken.ics"], "broken.ics: VEVENT 1: has no DTSTART"),
        (["--per-week", "0"],
         "place: per_week: expected a whole number from 1 to 168, got 0"),
        (["--per-day", "3"], "3 sessions a day; 'lower-back-five' allows 2 a day"),
        (["--from", "9999-12-31"], ("place: 2 problems\n"
         "  days[0]: expected a day from 1900-01-01 to 2999-12-31, got 9999-12-31\n"
         "  days[1]: expected a day from 1900-01-01 to 2999-12-31, got 9999-12-31")),
    ],
)  # fmt: skip
def test_what_does_not_work_is_an_error(run, arguments, said):
    Path("broken.ics").write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert run(*OSLO, *arguments) == (1, "", f"{said}\n")


def test_too_few_are_noted(run):
    code, _, err = run(*FROM, "--per-week", "2")
    assert code == 0
    assert err == "note: 2 sessions a week; 'lower-back-five' asks for at least 3\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--per-week", "many"], "--per-week: expected a whole number, got 'many'"),
        (["--apart", "4h"],
         '--apart: expected a duration such as "PT1S", got "4h"'),
        (["--calendar"], "--calendar: expected one argument"),
    ],
)  # fmt: skip
def test_wrong_words_are_wrong_usage(run, words, said):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]


def test_the_words_of_workouts_and_drives_may_be_others(run, tmp_path):
    text = MY_WEEK.read_text().replace("CATEGORIES:Sport,Workout", "CATEGORIES:Sport")
    (tmp_path / "gym.ics").write_text(text)
    asked = [
        *FROM,
        "--calendar",
        "gym.ics",
        "--moments",
        "before-workout",
        "--per-week",
        "1",
    ]
    assert "'before-workout' never comes" in run(*asked)[1]
    told = run(*asked, "--workouts", "gym,yoga", "--drives", "cabin")[1]
    assert "Tue 2026-12-01  17:54 to 18:00  before a workout" in told
