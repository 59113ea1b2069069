"""The commands that the documentation shows do what it shows."""

import io
import re
import shlex
import shutil
import sys
from datetime import UTC, datetime, timedelta
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest

from backroutine.__main__ import World, main

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
TYPED = re.compile(r"^> (.*\n)", re.MULTILINE)
OURS = "python -m backroutine"
TARGET = re.compile(r"^(\w+):", re.MULTILINE)


def commands():
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for command, output in COMMAND.findall(block):
                yield page.relative_to(ROOT).as_posix(), command, output


class Clock:
    """A clock that waits in no time."""

    def __init__(self):
        self.passed = 0.0

    def ticks(self):
        return self.passed

    def sleep(self, seconds):
        self.passed += seconds

    def now(self):
        return datetime(2026, 11, 30, 12, tzinfo=UTC) + timedelta(seconds=self.passed)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command on the morning of a certain day, beside the example files."""
    for place in (tmp_path, tmp_path / "docs" / "examples"):
        shutil.copytree(ROOT / "docs" / "examples", place, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)

    def run(command, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        clock = Clock()
        world = World(clock.now, clock.ticks, clock.sleep, {}, tmp_path)
        words = shlex.split(command, comments=True)[3:]
        code: object
        try:
            code = main(words, world)
        except SystemExit as left:
            code = left.code
        out, err = capsys.readouterr()
        return code, err + out if typed else out + err  # questions, then the result

    return run


@pytest.mark.parametrize(
    ("page", "command", "shown"),
    [one for one in commands() if one[1].startswith(OURS)],
)
def test_a_command_does_what_is_shown(page, command, shown, run):
    code, printed = run(command, "".join(TYPED.findall(shown)))
    shown = TYPED.sub("", shown)
    if not shown.strip():
        assert code == 0, printed
    elif not OutputChecker().check_output(shown, printed, ELLIPSIS):
        pytest.fail(f"{page} shows\n{shown}\nand this was printed:\n{printed}")


def test_make_targets_that_are_shown_exist():
    known = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    asked = [
        words[1]
        for _, command, _ in commands()
        if (words := command.split())[0] == "make"
    ]
    assert asked
    assert set(asked) <= set(known)
