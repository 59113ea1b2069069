"""`python -m backroutine ics`: a calendar, printed or in a file."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import backroutine as br
from backroutine._command import World, main

FIVE = br.routines["lower-back-five"]
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ZONE = ["--tz", "Europe/Oslo"]


ASSUMED = (
    "Assumed: days mon wed fri, waking at 07:00, bed at 22:30, time zone UTC "
    "(this machine names none)."
)
CHANGE = (
    'To change it: python -m backroutine ics --days "tue thu sat" --wake 06:45 '
    "--bed 23:00 --tz Europe/Oslo"
)


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Return a function that runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    world = World(now=lambda: NOW, environ={}, root=tmp_path)

    def run(*arguments):
        code: object
        try:
            code = main(["ics", *arguments], world)
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def plan(**parts):
    more: dict[str, Any] = {"tz": "Europe/Oslo", "start": date(2026, 11, 30)} | parts
    return br.Schedule(
        FIVE,
        moments=["after-waking", "before-bed"],
        days="mon wed fri",
        rhythm=br.Rhythm(wake="07:00", bed="22:30"),
        **more,
    )


def test_a_calendar_is_printed(run):
    text = br.export.ical.dumps(plan())
    assert run(*ZONE) == (0, text, "")


def test_it_ends_after_so_many_days(run):
    text = br.export.ical.dumps(plan(until="2026-12-27"))
    assert run(*ZONE, "--for", "28") == (0, text, "")


def test_alarms_and_changes(run):
    text = br.export.ical.dumps(
        plan(), alarm=timedelta(minutes=10), sequence=2, plan_id="office"
    )
    asked = ["--alarm", "10", "--sequence", "2", "--plan-id", "office"]
    assert run(*ZONE, *asked) == (0, text, "")


def test_an_alarm_at_the_start(run):
    text = br.export.ical.dumps(plan(), alarm="PT0S")
    assert run(*ZONE, "--alarm", "0") == (0, text, "")


def test_what_is_seldom_is_told_once(run):
    said = "note: 1 session a week; 'lower-back-five' asks for at least 3\n"
    code, _, err = run(*ZONE, "--days", "mon", "--at", "07:00", "--for", "14")
    assert (code, err) == (0, said)


def test_a_plan_of_ones_own(run):
    code, out, _ = run(
        *ZONE, "--days", "tue", "thu", "sat", "--at", "12:30", "--from", "2026-12-01"
    )
    assert code == 0
    assert "DTSTART;TZID=Europe/Oslo:20261201T123000\r\n" in out
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA\r\n" in out


def test_what_is_printed_is_the_bytes_of_the_file_on_every_system(capfdbinary):
    program = (
        "import sys; sys.stdout.reconfigure(encoding='ascii', newline='\\r\\n');"
        "from backroutine._command import main;"
        "main(['ics', '--from', '2026-12-01', '--tz', 'UTC'])"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    text = br.export.ical.dumps(plan(tz="UTC", start=date(2026, 12, 1)))
    assert capfdbinary.readouterr().out == text.encode()


def test_a_file_is_written_and_what_it_cannot_carry_is_said(run, tmp_path):
    code, out, err = run("-o", "plan.ics")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "ok: wrote plan.ics",
        "",
        "What it cannot carry:",
        *(f"- {loss}" for loss in br.export.ical.losses(plan(tz="UTC"))),
        "",
        ASSUMED,
        CHANGE,
    ]
    text = br.export.ical.dumps(plan(tz="UTC"))
    assert (tmp_path / "plan.ics").read_bytes().decode() == text


def test_a_folder_that_is_not_there_is_an_error(run):
    said = "[Errno 2] No such file or directory: 'none/plan.ics'\n"
    assert run(*ZONE, "-o", "none/plan.ics") == (1, "", said)


@pytest.mark.parametrize("number", ["-1", "1.5", "x", "1234567890"])
def test_a_number_of_changes_is_a_whole_one(run, number):
    code, _, err = run(f"--sequence={number}")
    assert code == 2
    assert f"argument --sequence: expected a whole number, got {number!r}" in err


def test_whatever_stands_in_for_the_output_gets_the_text(run, monkeypatch):
    heard = io.StringIO(newline="")
    monkeypatch.setattr(sys, "stdout", heard)
    assert run(*ZONE)[0] == 0
    assert heard.getvalue() == br.export.ical.dumps(plan())
