"""`python -m backroutine play`: a routine in real time, with a clock of our own."""

import io
import re
from contextlib import redirect_stdout

import pytest

import backroutine as br
from backroutine._command import World, main


class Clock:
    """A clock that only moves while somebody sleeps."""

    def __init__(self, patience=float("inf"), late=0.0):
        self.now, self.naps = 1000.0, []
        self.patience, self.late = patience, late

    def ticks(self):
        return self.now

    def sleep(self, seconds):
        if self.now - 1000 >= self.patience:
            raise KeyboardInterrupt
        self.naps.append(seconds)
        self.now += seconds + self.late


class Terminal(io.StringIO):
    """An output that claims to be a terminal."""

    def isatty(self):
        return True


def play(*words, clock=None, out=None):
    """Return the exit code and all that was printed."""
    clock, out = clock or Clock(), out or io.StringIO()
    with redirect_stdout(out):
        code = main(["play", *words], World(ticks=clock.ticks, sleep=clock.sleep))
    return code, out.getvalue()


def cues(reps):
    return br.Timeline.of(br.routines["lower-back-five"], reps=reps)


# -- where nothing can be redrawn ----------------------------------------------


def test_there_is_a_line_for_each_cue():
    code, told = play("lower-back-five")
    *lines, last = told.splitlines()
    assert code == 0
    assert lines[:4] == [
        " 0:00  Pelvic tilt",
        " 0:02  Lie on your back",
        " 0:05  Knees bent, heels near your buttocks",
        " 0:10  Gently arch your lower back",
    ]
    assert len(lines) == len(cues("middle"))
    assert last == "That was Lower back five."


@pytest.mark.parametrize("reps", ["low", "middle", "high"])
def test_it_takes_as_long_as_the_timeline(reps):
    clock = Clock()
    play("lower-back-five", "--reps", reps, clock=clock)
    assert clock.now - 1000 == pytest.approx(cues(reps).duration.total_seconds())


def test_each_cue_comes_in_its_time():
    clock = Clock()
    play("lower-back-five", clock=clock)
    lengths = [cue.length.total_seconds() for cue in cues("middle")[:-1]]
    assert clock.naps == pytest.approx(lengths)


def test_speed_makes_it_faster():
    clock = Clock()
    play("lower-back-five", "--speed", "50", clock=clock)
    total = cues("middle").duration.total_seconds()
    assert clock.now - 1000 == pytest.approx(total / 50)


def test_time_lost_in_a_cue_is_made_up():
    clock = Clock(late=0.3)
    play("lower-back-five", clock=clock)
    total = cues("middle").duration.total_seconds()
    assert clock.now - 1000 == pytest.approx(total, abs=0.5)


def test_an_exercise_plays_alone():
    code, told = play("bridge")
    assert code == 0
    assert told.startswith(" 0:00  Bridge\n")
    assert told.endswith("That was Bridge.\n")


def test_an_interrupt_stops_it_politely():
    code, told = play("lower-back-five", clock=Clock(patience=12))
    assert code == 130
    assert told.endswith("\n\nStopped at 0:12.\n")


def test_what_is_not_there_cannot_be_played(capsys):
    assert main(["play", "bird-dgo"]) == 1
    assert "did you mean 'bird-dog'?" in capsys.readouterr().err


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "fast", "1e300"])
def test_speed_is_a_number_that_makes_sense(speed, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["play", "bridge", f"--speed={speed}"])
    assert stopped.value.code == 2
    assert "expected a number from 0.01 to 1000" in capsys.readouterr().err


# -- on a terminal -------------------------------------------------------------


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    return Terminal()


def test_one_line_is_drawn_again_and_again(terminal):
    code, told = play("bridge", out=terminal)
    first, *frames = told.removesuffix("\n").split("\r")
    assert (code, first) == (0, "")
    assert frames[0].rstrip() == "0:00 / 1:04  [....................]  Bridge"
    assert frames[-1].rstrip() == "1:04 / 1:04  [####################]  Done"
    assert any(frame.rstrip().endswith("Hold  (bridge 9)") for frame in frames)
    assert {len(frame) for frame in frames} == {71}
    assert "\n" not in told[:-1]


def test_the_line_is_drawn_often_enough_to_look_alive(terminal):
    clock = Clock()
    play("bridge", out=terminal, clock=clock)
    assert max(clock.naps) <= 0.2


def test_an_interrupt_leaves_the_line_standing(terminal):
    code, told = play("bridge", out=terminal, clock=Clock(patience=12))
    assert code == 130
    assert told.splitlines()[-1] == "Stopped at 0:12."


def test_long_texts_hang_under_where_they_begin(terminal):
    with redirect_stdout(terminal):
        main(["show", "bridge"])
    told = terminal.getvalue()
    assert max(map(len, told.splitlines())) <= 72
    assert re.search(r"\n  1\. .{40,67}\n     \S", told)
    assert re.search(r"\n  Inferred .{40,60}\n {22}\S", told)


def test_a_narrow_terminal_is_no_reason_to_break_words(monkeypatch):
    monkeypatch.setenv("COLUMNS", "10")
    terminal = Terminal()
    with redirect_stdout(terminal):
        main(["show", "lower-back-article"])
    assert "practitioner's" in terminal.getvalue()
