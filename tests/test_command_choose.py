"""`python -m backroutine choose`: exercises for some minutes, and why these."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import backroutine as br
from backroutine import compose, render, wire
from backroutine._command import main
from backroutine.errors import NothingSuits

SOURCES = Path(br.__file__).parents[1]
ALL = br.load()
HINT = "\nTo read why the others are left out: add --all-reasons\n"


@pytest.fixture
def run(capsys):
    """Return a function that runs the command."""

    def run(*arguments):
        code: object
        try:
            code = main(["choose", *arguments])
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def for_people(routine):
    """Return the text of a routine that says nothing of what was left out."""
    told = [one for one in routine.because if one.action != "left-out"]
    return render.text(attrs.evolve(routine, because=told))


def test_it_shows_what_was_chosen_and_why(run):
    routine = compose.choose(ALL, minutes=10)
    code, out, err = run("--minutes", "10")
    assert (code, err) == (0, "")
    assert out == f"{for_people(routine)}\n{HINT}"
    assert "  - choose: " in out
    assert " left out: it " not in out
    assert " left out: the " not in out


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        (["--goal", "mobility"], {"goals": ["mobility"]}),
        (["--goal", "mobility,strength"], {"goals": ["mobility", "strength"]}),
        (["--goal", "mobility", "strength"], {"goals": ["mobility", "strength"]}),
        (
            ["--goal", "mobility", "--goal", "strength"],
            {"goals": ["mobility", "strength"]},
        ),
        (["--avoid", "floor kneeling"], {"avoid": ["floor", "kneeling"]}),
        (
            ["--avoid", "floor", "--equipment", "chair,wall"],
            {"avoid": ["floor"], "equipment": ["chair", "wall"]},
        ),
        (
            ["--avoid", "floor", "--equipment"],
            {"avoid": ["floor"], "equipment": []},
        ),
        (["--level", "entry"], {"level": "entry"}),
        (["--level", "advanced"], {"level": "advanced"}),
    ],
)
def test_it_takes_what_is_wished_for(run, words, wish):
    routine = compose.choose(ALL, minutes=8, **wish)
    code, out, err = run("--minutes", "8", *words)
    assert (code, err) == (0, "")
    assert out == f"{for_people(routine)}\n{HINT}"


def test_the_wishes_make_a_difference():
    wishes: tuple[dict[str, Any], ...]
    wishes = ({}, {"avoid": ["floor"]}, {"goals": ["balance"]}, {"level": "entry"})
    routines = [compose.choose(ALL, minutes=8, **wish) for wish in wishes]
    nothing = compose.choose(ALL, minutes=8, avoid=["floor"], equipment=[])
    assert len({one.items for one in (*routines, nothing)}) == 5


def test_all_reasons_may_be_read(run):
    routine = compose.choose(ALL, minutes=5, avoid=["floor"])
    code, out, err = run("--minutes", "5", "--avoid", "floor", "--all-reasons")
    assert (code, out, err) == (0, f"{render.text(routine)}\n", "")
    assert "  - choose: bird-dog left out: it asks for floor.\n" in out


def test_json_holds_the_routine_with_all_its_reasons(run):
    routine = compose.choose(ALL, minutes=5, avoid=["floor"])
    code, out, err = run("--minutes", "5", "--avoid", "floor", "--json")
    read = wire.structure(json.loads(out), br.Routine)
    assert (code, err) == (0, "")
    assert (read, read.because) == (routine, routine.because)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--goal", "moblity"], '--goal: expected a goal, got "moblity"; did you mean'),
        (["--avoid", "flor"], '--avoid: expected a demand, got "flor"; did you mean'),
        (["--equipment", "char"], '--equipment: expected an equipment, got "char"'),
        (["--level", "hard"], '--level: expected a level, got "hard"'),
        (["--minutes", "0"], "--minutes: expected a number from 0.01 to 1000, got '0'"),
    ],
)
def test_wrong_words_are_wrong_usage(run, words, said):
    code, out, err = run("--minutes", "5", *words)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]


def test_a_time_must_be_given(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].endswith("are required: --minutes")


def test_a_time_in_which_nothing_fits_is_an_error(run):
    code, out, err = run("--minutes", "0.1")
    assert (code, out) == (1, "")
    assert err.startswith("nothing fits in 0:06; the shortest exercise here, ")


def test_a_wish_that_nothing_meets_is_an_error(run):
    words = ("--goal", "relaxation", "--avoid", "floor", "standing")
    code, out, err = run("--minutes", "5", *words)
    with pytest.raises(NothingSuits) as nothing:
        compose.choose(ALL, 5, goals=["relaxation"], avoid=["floor", "standing"])
    assert (code, out, err) == (1, "", f"{nothing.value}\n")


def test_it_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "backroutine", "choose", "--minutes", "3"],
        env=os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Chosen exercises\n")
