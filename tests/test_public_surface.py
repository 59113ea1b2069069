"""The front door: which names there are, and what importing them costs."""

import importlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import backroutine

NAMES = [
    "Adherence", "Advice", "Answer", "Assessment", "BackroutineError",
    "BackroutineWarning", "Basis", "Busy", "Catalog", "Caution", "Cert", "CertItem",
    "Claim", "Cue", "Done", "Dose", "Estimate", "EveryDays", "Exercise", "Finding",
    "Item", "Limb", "Limits", "Moment", "Pace", "PainScale", "Placement", "Pose",
    "Question", "Reason", "Referral", "Rhythm", "Routine", "Schedule", "Screen",
    "Series", "Session", "Shelf", "Slot", "Source", "Span", "Step", "StopRule",
    "Stretch", "Timeline", "Variation", "Window", "adherence", "busy", "catalog",
    "cert", "compose", "errors", "exercise", "exercises", "export", "lint", "load",
    "log", "moment", "packs", "placement", "pose", "render", "reporting", "routine",
    "routines", "schedule", "screen", "screens", "source", "sources", "terms",
    "timeline", "units", "wire",
]  # fmt: skip
NOUNS = [name for name in NAMES if name[0].isupper()]


def run(program):
    """Run a program in a fresh interpreter that measures no coverage."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COVERAGE_", "COV_"))
    }
    env["PYTHONPATH"] = str(Path(backroutine.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        env=env,
        text=True,
    )
    return done.stdout.split()


def test_these_are_the_names():
    assert dir(backroutine) == sorted(backroutine.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there(name):
    assert getattr(backroutine, name) is getattr(backroutine, name)


@pytest.mark.parametrize("name", NOUNS)
def test_a_noun_is_the_one_of_its_file(name):
    noun = getattr(backroutine, name)
    assert noun.__name__ == name
    home = importlib.import_module(noun.__module__)
    assert getattr(home, name) is noun
    assert home.__name__.startswith("backroutine.")
    assert pickle.loads(pickle.dumps(noun)) is noun
    assert noun.__doc__


def test_the_table_holds_every_public_name_once():
    listed = [name for names in backroutine._HOMES.values() for name in names]
    assert sorted([*listed, *backroutine._ROOMS]) == NAMES


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError) as refused:
        backroutine.Plank  # noqa: B018 - asking is the point
    assert str(refused.value) == "module 'backroutine' has no attribute 'Plank'"
    assert not hasattr(backroutine, "__wrapped__")


def test_importing_costs_nothing():
    """Nothing is loaded that Python has not loaded by itself."""
    told = run(
        "import sys, importlib; before = set(sys.modules)\n"
        "import backroutine; print(*sorted(set(sys.modules) - before))"
    )
    assert told == ["backroutine"]


def test_a_noun_loads_what_it_needs_and_no_more():
    told = run(
        "import sys; before = set(sys.modules)\n"
        "from backroutine import Routine; print(*set(sys.modules) - before)"
    )
    loaded = {name.partition(".")[0] for name in told}
    assert "attrs" in loaded
    assert not loaded & {"cattrs", "json", "zoneinfo", "importlib_resources"}


@pytest.mark.parametrize("name", ["backroutine.wire", "backroutine.packs"])
def test_planning_needs_no_content(name):
    told = run(
        "import sys, backroutine as br; br.Schedule, br.Timeline, br.Catalog\n"
        "print(*sys.modules)"
    )
    assert name not in told
    assert "cattrs" not in told


def test_what_was_asked_for_once_is_kept():
    told = run(
        "import backroutine as br; print('Span' in vars(br)); br.Span\n"
        "print('Span' in vars(br))"
    )
    assert told == ["False", "True"]


def test_many_threads_may_be_the_first_to_ask():
    told = run(
        "import backroutine as br\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from threading import Barrier\n"
        "ready = Barrier(8)\n"
        "def ask(_):\n"
        "    ready.wait()\n"
        "    return br.Schedule, br.Routine, br.Exercise\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(len(set(pool.map(ask, range(8)))))"
    )
    assert told == ["1"]


def test_the_package_says_that_it_is_typed():
    assert Path(backroutine.__file__).with_name("py.typed").exists()


def test_the_version_is_the_one_that_is_published():
    root = Path(__file__).parents[1]
    assert (
        f'version = "{backroutine.__version__}"'
        in (root / "pyproject.toml").read_text()
    )
