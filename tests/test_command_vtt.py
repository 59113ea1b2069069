"""`python -m backroutine vtt`: captions, printed or in a file."""

import pytest

import backroutine as br
from backroutine._command import main
from backroutine.exercise import Exercise
from backroutine.timeline import Timeline

FIVE = br.routines["lower-back-five"]


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Return a function that runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code: object
        try:
            code = main(["vtt", *arguments])
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def captions(routine, reps="middle"):
    return br.export.webvtt.dumps(Timeline.of(routine, reps))


def test_captions_are_printed(run):
    assert run("lower-back-five") == (0, captions(FIVE), "")


@pytest.mark.parametrize("reps", ["low", "middle", "high"])
def test_as_many_repetitions_as_asked_for(run, reps):
    assert run("lower-back-five", "--reps", reps) == (0, captions(FIVE, reps), "")


def test_an_exercise_has_captions_too(run):
    bridge = br.exercises["bridge"]
    assert isinstance(bridge, Exercise)
    assert run("bridge") == (0, captions(br.Routine([bridge])), "")


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_or_they_are_written_to_a_file(run, tmp_path, option):
    told = run("lower-back-five", option, "five.vtt")
    code, out, err = told
    assert (code, err) == (0, "")
    losses = br.export.webvtt.losses(Timeline.of(FIVE))
    head = ["ok: wrote five.vtt", "", "What it cannot carry:"]
    assert out.splitlines() == [*head, *(f"- {loss}" for loss in losses)]
    assert (tmp_path / "five.vtt").read_bytes() == captions(FIVE).encode()


def test_a_folder_that_is_not_there_is_an_error(run):
    told = run("bridge", "-o", "none/bridge.vtt")
    said = "[Errno 2] No such file or directory: 'none/bridge.vtt'\n"
    assert told == (1, "", said)


def test_a_file_needs_a_name(run):
    said = 'dump: path: expected the path of a file, got ""\n'
    assert run("bridge", "-o", "") == (1, "", said)


def test_an_unknown_id_says_what_may_have_been_meant(run, tmp_path):
    said = "no entry 'bird-dgo' in the catalog; did you mean 'bird-dog'?\n"
    assert run("bird-dgo", "-o", "bird-dog.vtt") == (1, "", said)
    assert not list(tmp_path.iterdir())


def test_help_names_what_may_be_asked_for(run):
    code, told, _ = run("--help")
    assert code == 0
    assert told.startswith("usage: python -m backroutine vtt [-h] ")
    for word in ("ID", "--reps {low,middle,high}", "-o"):
        assert f"\n  {word}" in told
