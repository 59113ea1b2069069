"""`python -m backroutine screen`: questions, and a routine or a referral."""

import io
import json
import os
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

import pytest

import backroutine as br
from backroutine import compose, render, wire
from backroutine._command import main
from backroutine._command._interview import Interview
from tests.examples import CHECK

SOURCES = Path(br.__file__).parents[1]
MOVEMENT = br.screens["movement-check"]
FIVE = br.routines["lower-back-five"]
FLAGS = len(MOVEMENT.red_flags)
ALL = len(MOVEMENT.questions)
CALM = {one.id: False for one in MOVEMENT.red_flags}
CLOSING = (
    "\nThis is no diagnosis, and it clears nobody: if something worries you, ask a "
    "doctor or a physical therapist, whatever you answered.\n"
)
NOBODY = "\n\nNo routine is given.\n"


class Terminal(io.StringIO):
    """A stream that has a person at its other end."""

    def isatty(self):
        return True


@pytest.fixture
def run(capsys, monkeypatch):
    """Return a function that runs the command and types lines."""

    def run(*arguments, typed="", stdin=None):
        monkeypatch.setattr(sys, "stdin", stdin or io.StringIO(typed))
        code: object
        try:
            code = main(["screen", *arguments])
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Return a function that writes the file answers.json where the command runs."""
    monkeypatch.chdir(tmp_path)

    def write(text):
        Path("answers.json").write_bytes(
            text.encode() if isinstance(text, str) else text
        )

    return write


def mine(**answers):
    """Return the five for somebody without a red flag."""
    assessment = MOVEMENT.assess(CALM | answers)
    return assessment, compose.personalize(FIVE, assessment, br.load())


def asked(err):
    return [line for line in err.splitlines() if line.startswith("[")]


# -- the whole of it -------------------------------------------------------------------


def test_the_answers_give_a_routine_with_its_reasons(run):
    others = {one.id: "" for one in MOVEMENT.questions if not one.is_red_flag}
    others |= {"bending-hurts": "y", "easing-direction": "2"}
    typed = "n\n" * FLAGS + "".join(f"{one}\n" for one in others.values())
    code, out, err = run(typed=typed)
    answers = {"bending-hurts": True, "easing-direction": "arching"}
    _, routine = mine(**answers)
    assert code == 0
    assert out == f"{render.text(routine)}\n{CLOSING}"
    for reason in routine.explain().splitlines():
        assert f"  - {reason}\n" in out
    assert len(asked(err)) == ALL


def test_it_says_what_it_is_and_asks_one_question_a_line(run):
    _, _, err = run(typed="n\n" * FLAGS)
    told = err.splitlines()
    assert told[0] == "Movement check"
    assert told[1 : 1 + len(MOVEMENT.purpose)] == [
        f"  - {one}" for one in MOVEMENT.purpose
    ]
    assert told[1 + len(MOVEMENT.purpose) :][:5] == [
        "",
        (
            "Answer each question with y or n. An empty line leaves a question out, "
            "unless it asks about a warning sign."
        ),
        "",
        f"[1 of {ALL}] {MOVEMENT.questions[0].text} (y/n)",
        f"[2 of {ALL}] {MOVEMENT.questions[1].text} (y/n)",
    ]
    now = "Now to what may suit you; an empty line leaves a question out."
    assert f"\n\n{now}\n\n[{FLAGS + 1} of {ALL}] " in err


def test_another_routine_may_be_asked_for(run, write):
    write(json.dumps(CALM))
    assessment = MOVEMENT.assess(CALM)
    routine = compose.personalize(br.routines["wind-down"], assessment, br.load())
    code, out, _ = run("wind-down", "--answers", "answers.json")
    assert (code, out) == (0, f"{render.text(routine)}\n{CLOSING}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["wind-up"],
            "no routine 'wind-up' in the catalog; did you mean 'wind-down'?\n",
        ),
        (
            ["--screen", "move-check"],
            "no screen 'move-check' in the catalog; did you mean 'movement-check'?\n",
        ),
    ],
)
def test_what_is_not_there_is_told_before_anything_is_asked(run, words, said):
    assert run(*words, typed="n\n" * ALL) == (1, "", said)


# -- red flags -------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(FLAGS))
def test_no_yes_to_a_red_flag_gives_a_routine(run, number):
    question = MOVEMENT.red_flags[number]
    lines = ["n"] * ALL
    lines[number] = "yes"
    code, out, err = run(typed="\n".join(lines))
    (advice,) = (one.text for one in MOVEMENT.advice if one.level is question.level)
    assert code == 3
    assert out.splitlines()[1] == advice
    assert f"  - {question.sign}: " in out
    assert "Not answered" not in out
    assert out.endswith(f"{NOBODY}{CLOSING}")
    assert len(asked(err)) == (number + 1 if question.level == "emergency" else FLAGS)


def test_a_sign_of_an_emergency_ends_the_questions_at_once(run):
    code, out, err = run(typed="n\ny\n")
    assert code == 3
    told = out.splitlines()
    assert told[0] == "Emergency"
    assert told[1].startswith("Call your local emergency number or go to ")
    assert told[2:5] == [
        "",
        "Signs",
        "  - numbness around the saddle area: emergency",
    ]
    assert len(asked(err)) == 2


def test_a_red_flag_is_asked_for_once_more(run):
    _, _, err = run(typed="\nn\n")
    assert err.splitlines()[-4:-1] == [
        f"[1 of {ALL}] {MOVEMENT.questions[0].text} (y/n)",
        (
            "This one is about a warning sign, and without an answer to it nobody can "
            "be given exercises. Please answer y or n."
        ),
        f"[2 of {ALL}] {MOVEMENT.questions[1].text} (y/n)",
    ]


def test_a_red_flag_that_is_left_open_gives_no_routine(run):
    typed = "n\n" * (FLAGS - 1) + "skip\nskip\n" + "n\n" * ALL
    code, out, err = run(typed=typed)
    assert code == 3
    assert out.startswith("Ask first\nTalk with a doctor or a physical therapist ")
    assert (
        "\nNot answered, and so not cleared\n  - other-reason: Do you know of " in out
    )
    assert out.endswith(f"{NOBODY}{CLOSING}")
    assert len(asked(err)) == FLAGS


# -- what may be typed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("y", True),
        ("YES ", True),
        ("n", False),
        (" No", False),
        ("", None),
        ("Skip", None),
        ("maybe\n1\ny", True),
    ],
)
def test_yes_and_no_may_be_typed_in_several_ways(monkeypatch, typed, answer):
    interview = Interview(CHECK)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"n\nn\nn\nn\n{typed}\n\n\n"))
    interview.hold()
    assert interview.answers.get("bending") is answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1", "not at all"),
        ("3", "a lot"),
        ("A Little", "a little"),
        ("", None),
        ("0\n4\ny\n2", "a little"),
    ],
)
def test_an_option_is_taken_by_its_number_or_its_words(monkeypatch, typed, answer):
    interview = Interview(CHECK)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"n\nn\nn\nn\n\n\n{typed}\n"))
    interview.hold()
    assert interview.answers.get("hands") == answer


def test_what_is_no_answer_is_said_and_asked_for_again(monkeypatch, capsys):
    typed = "perhaps\nn\nn\nn\nn\n\n\nyes\n1\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    Interview(CHECK).hold()
    _, err = capsys.readouterr()
    assert err.split("\n\n", 2)[2] == cleandoc("""
        [1 of 7] Are you numb there? (y/n)
        That is no answer to it: "perhaps". Please answer y or n.
        [2 of 7] Is there a fever? (y/n)
        [3 of 7] Any surgery? (y/n)
        [4 of 7] Is it back again? (y/n)

        Now to what may suit you; an empty line leaves a question out.

        [5 of 7] Does bending forward hurt? (y/n)
        [6 of 7] Can you get to the floor? (y/n)
        [7 of 7] Do your wrists hurt? (1 not at all, 2 a little, 3 a lot)
        That is no answer to it: "yes". Please answer by a number or a word of 1 not at all, 2 a little, 3 a lot.
    """) + "\n"  # noqa: E501  # fmt: skip


def test_bytes_that_are_no_text_are_no_answer(run):
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8")
    code, _, err = run(stdin=stdin)
    assert code == 1
    assert '\nThat is no answer to it: "?". Please answer y or n.\n' in err


def test_red_flags_come_first_wherever_they_stand(monkeypatch, capsys):
    numb, *others = CHECK.questions
    mixed = br.Screen(
        "mixed", "Mixed", questions=[others[-1], numb], advice=CHECK.advice
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n2\n"))
    interview = Interview(mixed)
    interview.hold()
    assert interview.answers == {"numb": False, "hands": "a little"}
    assert asked(capsys.readouterr().err)[0] == "[1 of 2] Are you numb there? (y/n)"


def test_a_screen_of_red_flags_alone_asks_nothing_more(monkeypatch, capsys):
    screen = br.Screen("flags", "Flags", questions=CHECK.red_flags, advice=CHECK.advice)
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\nn\nn\nn\n"))
    Interview(screen).hold()
    assert "Now to what may suit you" not in capsys.readouterr().err


def test_on_a_terminal_there_is_a_prompt_and_long_lines_are_wrapped(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    written = Terminal()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    Interview(CHECK).hold()
    told = written.getvalue()
    assert told.endswith("[1 of 7] Are you numb there? (y/n)\n> ")
    assert max(map(len, told.splitlines())) <= 40


# -- who does not go on ----------------------------------------------------------------


def test_answers_that_end_are_an_error(run):
    code, out, err = run(typed="n\n" * 3)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == (
        f"The answers end at question 4 of {ALL}; no routine is given."
    )


def test_an_input_that_is_closed_has_no_answers(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["screen"]) == 1
    out, err = capsys.readouterr()
    said = f"\nThe answers end at question 1 of {ALL}; no routine is given.\n"
    assert (out, err[-len(said) :]) == ("", said)


class Interrupted(io.StringIO):
    """An input at whose end somebody presses Ctrl-C."""

    def readline(self, size=-1, /):
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


def test_an_interrupt_says_where_it_stopped(run):
    code, out, err = run(stdin=Interrupted("n\n" * (FLAGS + 1)))
    assert (code, out) == (130, "")
    assert err.endswith(
        f"\n\nStopped at question {FLAGS + 2} of {ALL}; no routine is given.\n"
    )


@pytest.mark.parametrize(("stream", "code"), [(io.StringIO, 1), (Interrupted, 130)])
def test_who_stops_after_a_yes_still_reads_what_to_do(run, stream, code):
    (sign,) = (one for one in MOVEMENT.red_flags if one.id == "fever")
    before = "n\n" * MOVEMENT.red_flags.index(sign)
    ended, out, err = run(stdin=stream(f"{before}y\n"))
    (advice,) = (one.text for one in MOVEMENT.advice if one.level == "get-checked-now")
    assert (ended, out) == (code, "")
    assert err.partition("; no routine is given.\n\n")[2] == cleandoc(f"""
        Get checked now
        {advice}

        Signs
          - {sign.sign}: get checked now
            Sources: {", ".join(sign.sources)}
    """) + "\n"  # fmt: skip


# -- answers from a file ---------------------------------------------------------------


def test_a_file_may_hold_the_answers(run, write):
    write(json.dumps(CALM | {"gets-to-the-floor": False}))
    _, routine = mine(**{"gets-to-the-floor": False})
    told = run("--answers", "answers.json")
    assert told == (0, f"{render.text(routine)}\n{CLOSING}", "")


def test_red_flags_that_a_file_leaves_out_are_not_cleared(run, write):
    write("{}")
    code, out, err = run("--answers", "answers.json")
    assert (code, err) == (3, "")
    assert out.startswith("Ask first\n")
    for question in MOVEMENT.red_flags:
        assert f"\n  - {question.id}: {question.text}\n" in out


def test_an_emergency_in_a_file_is_told_without_what_is_open(run, write):
    write('{"saddle-numbness": true}')
    code, out, err = run("--answers", "answers.json")
    assert (code, err) == (3, "")
    assert out.startswith("Emergency\n")
    assert "Not answered" not in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON at line 1 column 2: Expecting property name"),
        (b"\xff", "is not UTF-8 at byte 0; save it as UTF-8"),
        ("[]", "expected answers by question, got []"),
        ('{"fever": true, "fever": false}', 'the key "fever" is there twice'),
        ('{"fever": "yes"}', 'fever: expected True or False, got "yes"'),
        ('{"fever": NaN}', "fever: expected True or False, got NaN"),
        (
            '{"easing-direction": ""}',
            'easing-direction: expected one of "bending", "arching", "neither", got ""',
        ),
        (
            '{"fevre": true}',
            "fevre: there is no such question; did you mean 'fever'?",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_name(run, write, text, said):
    write(text)
    code, out, err = run("--answers", "answers.json")
    assert (code, out) == (1, "")
    assert err.startswith(f"answers.json: {said}")


def test_all_that_is_wrong_in_a_file_is_told_at_once(run, write):
    write('{"fever": 1, "sneezes": true}')
    assert run("--answers", "answers.json")[2] == cleandoc("""
        answers.json: 2 problems
          fever: expected True or False, got 1
          sneezes: there is no such question
    """) + "\n"  # fmt: skip


def test_a_file_that_is_not_there_is_an_error(run, write):
    code, out, err = run("--answers", "none.json")
    assert (code, out) == (1, "")
    assert "No such file or directory: 'none.json'" in err


# -- JSON for other programs -----------------------------------------------------------


def test_json_holds_the_assessment_and_the_routine(run, write):
    write(json.dumps(CALM | {"bending-hurts": True}))
    code, out, err = run("--answers", "answers.json", "--json")
    assessment, routine = mine(**{"bending-hurts": True})
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == ["assessment", "routine"]
    assert wire.structure(told["assessment"], br.Assessment) == assessment
    read = wire.structure(told["routine"], br.Routine)
    assert (read, read.because) == (routine, routine.because)


def test_json_holds_the_referral_and_no_routine(run, write):
    write(json.dumps(CALM | {"fever": True}))
    code, out, err = run("--answers", "answers.json", "--json")
    told = json.loads(out)
    assert (code, err, told["routine"]) == (3, "", None)
    referral = wire.structure(told["assessment"]["referral"], br.Referral)
    assert referral == MOVEMENT.assess(CALM | {"fever": True}).referral


def test_questions_do_not_mix_with_the_json(run):
    code, out, _ = run("--json", typed="n\ny\n")
    assert (code, json.loads(out)["routine"]) == (3, None)


# -- as a program ----------------------------------------------------------------------


def test_it_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "backroutine", "screen"],
        env=os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": "utf-8"},
        input="n\ny\n",
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout.startswith("Emergency\n")
    assert done.stdout.endswith(CLOSING)
    assert len(asked(done.stderr)) == 2


# -- what goes wrong outside -----------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="there is no `head` to stop reading")
@pytest.mark.parametrize("how", [[], ["--json"]])
def test_a_referral_keeps_its_exit_code_when_nobody_reads_on(tmp_path, how):
    answers = tmp_path / "answers.json"
    answers.write_text('{"both-legs": true}', encoding="utf-8")
    command = [sys.executable, "-m", "backroutine", "screen", "--answers", answers]
    gone, output = os.pipe()
    os.close(gone)
    with os.fdopen(output, "w") as unread:
        done = subprocess.run([*command, *how], stdout=unread, check=False)
    assert done.returncode == 3


def test_answers_without_end_are_not_read_to_the_end(tmp_path, monkeypatch, run):
    monkeypatch.setattr(wire, "MOST_BYTES", 2_000_000)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 2_000_001)
    code, _, said = run("--answers", str(large))
    assert (code, said) == (1, f"{large}: is larger than 2 MB; split it\n")


def test_a_name_that_no_file_can_have_is_refused(run):
    code, _, said = run("--answers", "a\0b")
    assert (code, said) == (1, "content: no file has the name 'a\\x00b'\n")
