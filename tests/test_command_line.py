"""`python -m backroutine`: what it prints, where, and with which exit code."""

import io
import json
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr
from datetime import UTC, datetime
from inspect import cleandoc
from pathlib import Path

import pytest

import backroutine as br
from backroutine._command import World, main
from backroutine._command._machine import machine_zone

SOURCES = Path(br.__file__).parents[1]
SUNDAY = datetime(2026, 11, 29, 12, tzinfo=UTC)
ADVICE = (
    'python -m backroutine schedule --days "tue thu sat" --wake 06:45 --bed 23:00 '
    "--tz Europe/Oslo"
)


@pytest.fixture
def run(capsys, tmp_path):
    """Return a function that runs the command in Oslo on a Sunday at one o'clock."""

    def run(*arguments, now=SUNDAY, tz="Europe/Oslo"):
        world = World(now=lambda: now, environ={"TZ": tz}, root=tmp_path)
        code: object
        try:
            code = main(arguments, world)
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def spoken(result):
    """Return what was said on standard output by a run that went well."""
    code, out, err = result
    assert (code, err) == (0, "")
    return out


def failed(result, code=1):
    """Return what was said on standard error by a run that did not."""
    assert result[0] == code
    assert result[1] == ""
    return result[2]


def process(*arguments, **environ):
    """Run the command as people do, with no more of an environment than it needs."""
    kept = {name: os.environ[name] for name in os.environ if "PYTHON" not in name}
    return subprocess.run(
        [sys.executable, "-m", "backroutine", *arguments],
        env=kept | {"PYTHONPATH": str(SOURCES), "TZ": "UTC"} | environ,
        capture_output=True,
        check=False,
    )


# -- the main job --------------------------------------------------------------


def test_alone_it_shows_the_routine_and_the_next_seven_days(run):
    told = spoken(run())
    routine, _, plan = told.partition("\n\nLower back five, the next 7 days\n")
    made_of, _, rest = plan.partition("\n\n")
    sessions, _, assumed = rest.partition("\n\n")
    assert routine == str(br.routines["lower-back-five"])
    assert made_of == (
        "Mon, Wed, Fri; after waking (07:00), before bed (22:30); Europe/Oslo; "
        "from Sun 2026-11-29"
    )
    assert sessions == cleandoc("""
        Mon 2026-11-30  07:00 to 07:06  after waking
        Mon 2026-11-30  22:24 to 22:30  before bed
        Wed 2026-12-02  07:00 to 07:06  after waking
        Wed 2026-12-02  22:24 to 22:30  before bed
        Fri 2026-12-04  07:00 to 07:06  after waking
        Fri 2026-12-04  22:24 to 22:30  before bed
    """)
    assert assumed.splitlines() == [
        (
            "Assumed: days mon wed fri, waking at 07:00, bed at 22:30, "
            "time zone Europe/Oslo (from TZ)."
        ),
        f"To change it: {ADVICE}",
    ]


def test_its_own_advice_works(run):
    told = spoken(run(*shlex.split(ADVICE)[3:]))
    assert told.splitlines()[3] == "Tue 2026-12-01  06:45 to 06:51  after waking"
    assert "Assumed" not in told


# -- looking things up ---------------------------------------------------------


def test_list_shows_the_catalog(run):
    assert spoken(run("list")) == f"{br.load()}\n"


@pytest.mark.parametrize(
    "name", ["bird-dog", "lower-back-five", "movement-check", "lower-back-article"]
)
def test_show_finds_all_that_the_catalog_holds(run, name):
    told = spoken(run("show", name))
    assert ["Id", name] in [line.split() for line in told.splitlines()]


def test_an_unknown_id_says_what_may_have_been_meant(run):
    told = failed(run("show", "bird-dgo"))
    assert told == "no entry 'bird-dgo' in the catalog; did you mean 'bird-dog'?\n"


def test_fit_shows_the_routine_and_the_reasons(run):
    told = spoken(run("fit", "--minutes", "3"))
    assert told.startswith("Lower back five\n3 exercises, ")
    assert "Why it is like this\n  - fit: " in told


def test_what_cannot_fit_is_an_error(run):
    assert failed(run("fit", "--minutes", "0.1")).startswith("nothing fits in 0:06; ")


def test_fit_wants_a_routine_that_is_there(run):
    told = failed(run("fit", "--minutes", "3", "lower-back-fiv"))
    assert "did you mean 'lower-back-five'?" in told


# -- schedules -----------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("--at", "06:45,12:30", "--days", "sat,sun"),
        ("--at", "06:45 12:30", "--days", "weekends"),
        ("--at", "06:45", "12:30", "--days", "sat", "sun"),
        ("--at", "06:45", "--at", "12:30", "--days", "sun", "--days", "sat"),
    ],
)
def test_several_days_and_times_may_be_written_in_any_way(run, words):
    told = spoken(run("schedule", "lower-back-five", *words))
    assert told.partition("\n\nAssumed: time zone")[0] == cleandoc("""
        Lower back five, the next 7 days
        Sat, Sun; 06:45, 12:30; Europe/Oslo; from Sun 2026-11-29

        Sat 2026-12-05  06:45 to 06:51
        Sat 2026-12-05  12:30 to 12:36
    """)


def test_a_moment_may_have_an_offset(run):
    words = ("--moments", "after-waking+PT15M", "--days", "daily", "--for", "1")
    told = spoken(run("schedule", *words, now=datetime(2026, 11, 30, tzinfo=UTC)))
    assert "Mon 2026-11-30  07:15 to 07:21  15 min after waking\n" in told
    assert told.startswith("Lower back five, the next day\n")


def test_what_is_over_today_is_not_shown(run):
    told = spoken(run("schedule", "--days", "daily", "--for", "1"))
    sessions = [line for line in told.splitlines() if line.startswith("Sun 2026")]
    assert sessions == ["Sun 2026-11-29  22:24 to 22:30  before bed"]


@pytest.mark.parametrize(
    ("days", "title"),
    [("2", "2 days from 2026-12-01"), ("1", "2026-12-01")],
)
def test_a_plan_may_start_another_day(run, days, title):
    words = ("--days", "daily", "--from", "2026-12-01", "--for", days)
    told = spoken(run("schedule", *words))
    assert told.startswith(f"Lower back five, {title}\n")
    assert "\n\nTue 2026-12-01  07:00 to 07:06  after waking\n" in told
    assert told.count("after waking\n") == int(days)


def test_days_without_a_session_say_so(run):
    words = ("--days", "weekends", "--from", "2026-12-01", "--for", "2")
    assert "\n\nNo sessions then.\n" in spoken(run("schedule", *words))


def test_the_last_days_of_all_do_not_overflow(run):
    words = ("--days", "daily", "--from", "2999-12-31", "--for", "3660")
    assert spoken(run("schedule", *words)).count("\nTue 2999-12-31  ") == 2


def test_too_few_sessions_are_noted_and_shown(run):
    code, out, err = run("schedule", "--days", "mon")
    assert code == 0
    assert "Mon 2026-11-30" in out
    assert err == "note: 2 sessions a week; 'lower-back-five' asks for at least 3\n"


def test_too_many_sessions_are_refused(run):
    told = failed(run("schedule", "--at", "06:00", "12:00", "18:00"))
    assert told.endswith("'lower-back-five' allows 2 a day\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--days", "mno"),
            '--days: expected weekdays such as "mon wed fri", got "mno"; did',
        ),
        (("--days", ""), "--days: expected weekdays such as"),
        (("--at", "6:00"), '--at: expected a wall time such as "06:45", got "6:00"'),
        (("--moments", "bed"), '--moments: expected an anchor, got "bed"'),
        (("--wake", "7"), '--wake: expected a wall time such as "06:45", got "7"'),
        (("--from", "1.12.2026"), '--from: expected a date such as "2026-12-01"'),
        (("--for", "0"), "--for: expected a number of days from 1 to 3660, got '0'"),
        (("--for", "9" * 5000), "--for: expected a number of days"),
        (("--for", "²"), "--for: expected a number of days"),
        (("--tz", "Europe/Olso"), "--tz: no time zone 'Europe/Olso'; did you mean"),
    ],
)
def test_wrong_words_are_wrong_usage(run, words, said):
    told = failed(run("schedule", *words), code=2)
    assert said in told.splitlines()[-1]


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "1e9", "three"])
def test_minutes_are_a_number_that_makes_sense(run, minutes):
    told = failed(run("fit", f"--minutes={minutes}"), code=2)
    assert "expected a number from 0.01 to 1000, got" in told


# -- packs ---------------------------------------------------------------------


def test_a_sound_pack_is_counted(run):
    pack = str(SOURCES / "backroutine" / "data")
    sizes = f"{len(br.exercises)} exercises, {len(br.routines)} routines"
    others = f"{len(br.sources)} sources, {len(br.screens)} screen"
    assert spoken(run("check", pack)) == f"ok: {sizes}, {others}\n"
    assert json.loads(spoken(run("check", pack, "--json"))) == {
        "ok": True,
        "exercises": len(br.exercises),
        "routines": len(br.routines),
        "sources": len(br.sources),
        "screens": len(br.screens),
    }


def test_a_broken_pack_is_reported(run, tmp_path):
    (tmp_path / "pack.json").write_text("{", encoding="utf-8")
    assert "pack.json: is no JSON at line 1" in failed(run("check", str(tmp_path)))
    code, out, err = run("check", str(tmp_path), "--json")
    told = json.loads(out)
    assert (code, err, told["ok"]) == (1, "", False)
    assert told["faults"][0]["file"].endswith("pack.json")
    assert told["faults"][0]["problem"].startswith("is no JSON at line 1")


def test_a_pack_that_is_not_there_is_an_error(run, tmp_path):
    assert "is not there" in failed(run("check", str(tmp_path / "none")))


# -- JSON for other programs ---------------------------------------------------


def test_json_is_what_the_library_reads_back(run):
    found = json.loads(spoken(run("show", "bridge", "--json")))
    assert br.wire.structure(found, br.Exercise) == br.exercises["bridge"]
    catalog = json.loads(spoken(run("list", "--json")))
    assert br.wire.structure(catalog, br.Catalog) == br.load()
    routine = json.loads(spoken(run("fit", "--minutes", "3", "--json")))
    fitted = br.compose.fit(br.routines["lower-back-five"], minutes=3)
    assert br.wire.structure(routine, br.Routine) == fitted


def test_sessions_are_a_list(run):
    told = spoken(run("schedule", "--days", "daily", "--for", "1", "--json"))
    assert json.loads(told) == [
        {
            "start": "2026-11-29T22:24:00+01:00",
            "end": "2026-11-29T22:30:00+01:00",
            "moment": "before-bed",
            "routine": "lower-back-five",
        }
    ]


# -- the machine's zone --------------------------------------------------------


@pytest.fixture
def etc(tmp_path):
    """Return a machine's folder for settings, still empty."""
    (tmp_path / "etc").mkdir()
    return tmp_path / "etc"


@pytest.mark.parametrize("value", ["Europe/Oslo", ":Europe/Oslo"])
def test_the_variable_tz_comes_first(etc, value):
    (etc / "timezone").write_text("Asia/Tokyo\n", encoding="ascii")
    assert machine_zone({"TZ": value}, etc.parent) == ("Europe/Oslo", "from TZ")


@pytest.mark.parametrize(
    "target",
    ["/usr/share/zoneinfo/Asia/Tokyo", "../var/db/timezone/zoneinfo/Asia/Tokyo"],
)
@pytest.mark.parametrize("tz", [{}, {"TZ": ""}, {"TZ": "JST-9"}, {"TZ": "../x"}])
def test_then_the_link_that_sets_the_local_time(etc, target, tz):
    (etc / "localtime").symlink_to(target)
    found = machine_zone(tz, etc.parent)
    assert found == ("Asia/Tokyo", "from /etc/localtime")


def test_then_the_file_that_names_the_zone(etc):
    (etc / "localtime").write_bytes(b"TZif2")
    (etc / "timezone").write_text("Asia/Tokyo\n", encoding="ascii")
    assert machine_zone({}, etc.parent) == ("Asia/Tokyo", "from /etc/timezone")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Atlantis\n"])
def test_a_machine_that_names_no_zone_has_utc(etc, content):
    (etc / "localtime").symlink_to("/usr/share/zoneinfo/posixrules")
    (etc / "timezone").write_bytes(content)
    assert machine_zone({}, etc.parent) == ("UTC", "this machine names none")


def test_it_says_that_utc_was_assumed(run):
    told = spoken(run("schedule", tz=""))
    assert "time zone UTC (this machine names none)." in told


# -- as a program --------------------------------------------------------------


def test_it_runs_as_a_module():
    done = process()
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Lower back five")
    assert b"\nAssumed: " in done.stdout


def test_it_says_its_version():
    assert process("--version").stdout.split() == [
        b"backroutine",
        br.__version__.encode(),
    ]


def test_help_names_every_command(run):
    told = spoken(run("--help"))
    names = "list show screen choose fit schedule ics cert place play vtt check"
    for command in names.split():
        assert f"\n    {command} " in told
        assert spoken(run(command, "--help")).startswith(
            f"usage: python -m backroutine {command} "
        )


def test_an_error_is_one_line_and_exit_code_1():
    done = process("show", "bird-dgo")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.split() == (
        b"no entry 'bird-dgo' in the catalog; did you mean 'bird-dog'?".split()
    )


def test_wrong_usage_is_exit_code_2():
    assert process("dance").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_will_do(encoding):
    for words in ([], ["list"], ["show", "lower-back-article"], ["list", "--json"]):
        done = process(*words, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode(encoding)


def test_what_an_encoding_lacks_becomes_a_question_mark(tmp_path):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, "ascii", write_through=True)
    with redirect_stderr(stream):
        assert main(["check", str(tmp_path / "Rücken")]) == 1
    assert b"R?cken: is not there" in written.getvalue()


def test_a_reader_who_leaves_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "backroutine", "list"]
    environ = os.environ | {"PYTHONPATH": str(SOURCES)}
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(
            command, env=environ, stdout=out, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_is_exit_code_130(tmp_path, capsys):
    def interrupted():
        raise KeyboardInterrupt

    world = World(now=interrupted, environ={"TZ": "UTC"}, root=tmp_path)
    assert main(["schedule"], world) == 130
    assert capsys.readouterr() == ("", "")


def test_only_what_a_command_needs_is_loaded():
    script = (
        "import sys; from backroutine._command import main\n"
        "try: main(['--version'])\n"
        "finally: print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        check=False,
    )
    loaded = done.stdout.decode().split()
    assert "argparse" in loaded
    assert not {"attrs", "cattrs", "zoneinfo"} & set(loaded)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_is_closed_does_no_harm(stream, monkeypatch):
    monkeypatch.setattr(sys, stream, None)
    assert main(["list"]) == 0
    getattr(sys, stream).close()
