"""Captions: what is said and when, as independent programs read it back."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from inspect import cleandoc
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import webvtt
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine import export
from backroutine.errors import InvalidValue
from backroutine.exercise import Dose
from backroutine.routine import Item, Routine
from backroutine.terms import Side
from backroutine.timeline import Cue, CueKind, Timeline
from backroutine.units import Reps
from tests.examples import BIRD_DOG, BRIDGE
from tests.strategies import timelines

SOURCES = Path(br.__file__).parents[1]
ZERO, SECOND, DAY = timedelta(0), timedelta(seconds=1), timedelta(days=1)
MICROSECOND = timedelta.resolution
ROUTINES = [*br.routines.values(), *(Routine([one]) for one in br.exercises.values())]
BUNDLED = {
    f"{one.id or one[0].exercise.id} {reps}": Timeline.of(one, reps)
    for one in ROUTINES
    for reps in get_args(Reps)
}


def spoken(*said, name="Mine"):
    """Return a timeline of texts, each with how long it is."""
    ends = list(accumulate((length for _, length in said), initial=ZERO))
    cues = [
        Cue(start, length, CueKind.MOVE, text)
        for start, (text, length) in zip(ends, said, strict=False)
    ]
    return Timeline(name, [*cues, Cue(ends[-1], ZERO, CueKind.DONE, "Done")])


# Texts that a file could mistake for something else, and any other line.
_tricky = st.sampled_from([
    "", " ", "\u00a0", "-->", "a --> b", "--", ">", "NOTE", "STYLE", "WEBVTT", "1",
    "00:00:01.000 --> 00:00:02.000", "<b>Up</b>", "<v Ann>Up", "<00:00:01.000>", "&",
    "&amp;", "&lt;b&gt;", "&#45;->", "{\\an8}Up", " Up ", "\u200f\u05e8\u05d2\u05dc",
    "\U0001f9d8", "\ufeffUp", "Up" * 5000,
])  # fmt: skip
_lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
_lengths = st.timedeltas(ZERO, timedelta(milliseconds=3)) | st.timedeltas(ZERO, DAY)
_spoken = st.lists(st.tuples(_tricky | _lines, _lengths), max_size=6)
any_timelines = timelines | _spoken.map(lambda said: spoken(*said))


class Caption(NamedTuple):
    """What a reader makes of a caption; times are in milliseconds."""

    number: str
    start: int
    end: int
    text: str


# -- what should be read ---------------------------------------------------------------


def expected(line: Timeline) -> list[Caption]:
    """Return the captions of a timeline, worked out in another way."""
    ends = [*(cue.end for cue in line[:-1]), line.duration + SECOND]
    captions = [
        Caption(str(number), rounded(cue.start), rounded(end), cue.text)
        for number, (cue, end) in enumerate(zip(line, ends, strict=True), 1)
    ]
    return [one for one in captions if one.text.strip() and one.start < one.end]


def rounded(time: timedelta) -> int:
    exact = Decimal(time // MICROSECOND) / 1000
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


# -- two readers -----------------------------------------------------------------------


def read_by_webvtt_py(text: str) -> list[Caption]:
    found = webvtt.from_string(text, strict=True)
    assert (found.header_text, found.metadata, found.header_comments) == ("", [], [])
    assert not any(str(one.settings) for one in found.captions)
    return [
        Caption(
            one.identifier or "",
            one.start_time.in_milliseconds(),
            one.end_time.in_milliseconds(),
            html.unescape(one.raw_text),
        )
        for one in found.captions
    ]


END = r"(?:\r\n|\n|\r)"
TIME = r"(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
LINE = r"(?:[^\r\n&<]|&(?:amp|lt|gt);)+"
BLOCK = (
    rf"(?:(?P<number>[^\r\n]+){END})?"
    rf"(?P<start>{TIME})[ \t]+-->[ \t]+(?P<end>{TIME}){END}"
    rf"(?P<text>(?:{LINE}(?:{END}{LINE})*)?){END}"
)
UNNAMED = re.sub(r"\?P<\w+>", "?:", BLOCK)
BLOCKS = rf"(?:{UNNAMED}(?:{END}+{UNNAMED})*)?"
FILE = rf"\ufeff?WEBVTT(?:[ \t][^\r\n]*)?{END}{{2,}}{BLOCKS}{END}*"


def read_by_the_letter(text: str) -> list[Caption]:
    """Read what the W3C's specification lets an author write, without tags."""
    assert re.fullmatch(FILE, text)
    return [_conforming(*one.groupdict().values()) for one in re.finditer(BLOCK, text)]


def _conforming(number: str | None, start: str, end: str, text: str) -> Caption:
    assert "-->" not in f"{number} {text}"
    return Caption(number or "", _counted(start), _counted(end), html.unescape(text))


def _counted(time: str) -> int:
    whole, thousandths = time.split(".")
    parts = [0, *map(int, whole.split(":"))]
    hours, minutes, seconds = parts[-3:]
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(thousandths)


READERS = [read_by_the_letter, read_by_webvtt_py]
GOOD = "1\n00:00.000 --> 00:01.000\nUp\n"


def test_the_letter_allows_what_we_do_not_need():
    text = (
        f"\ufeffWEBVTT by hand\r\n\r\n{GOOD}\n\n99:00:00.000\t--> 100:00:00.000\r&lt;\r"
    )
    assert read_by_the_letter(text) == [
        Caption("1", 0, 1000, "Up"),
        Caption("", 99 * 3_600_000, 100 * 3_600_000, "<"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT",
        "WEBVTT\n",
        f"WEBVTT\n{GOOD}",
        f"webvtt\n\n{GOOD}",
        f" WEBVTT\n\n{GOOD}",
        f"WEBVTT\n\n{GOOD}{GOOD}",
        f"WEBVTT\n\n{GOOD[:-1]}",
        "WEBVTT\n\n1\n",
        *(
            f"WEBVTT\n\n{GOOD.replace(old, new)}"
            for old, new in [
                ("1\n0", "-->\n0"),
                ("1\n0", "1\n\n0"),
                ("00:00.000", "0:00.000"),
                ("00:00.000", "00:60.000"),
                ("00:00.000", "1:00:00.000"),
                ("00:00.000", "00:00,000"),
                ("00:00.000", "00:00.00"),
                (" -->", "-->"),
                ("Up", "<b>Up</b>"),
                ("Up", "Up & down"),
                ("Up", "Up --> down"),
                ("Up", "Up\n\ndown"),
            ]
        ),
    ],
)
def test_the_letter_refuses(text):
    with pytest.raises(AssertionError):
        read_by_the_letter(text)


# -- laws ------------------------------------------------------------------------------


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_content_is_read_back(read, name):
    line = BUNDLED[name]
    found = read(export.webvtt.dumps(line))
    assert found == expected(line)
    assert len(found) == len(line)


@pytest.mark.parametrize("read", READERS)
@given(line=any_timelines)
def test_any_timeline_is_read_back(read, line):
    assert read(export.webvtt.dumps(line)) == expected(line)


@given(any_timelines)
def test_captions_come_in_order_and_each_lasts(line):
    found = read_by_the_letter(export.webvtt.dumps(line))
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len({one.number for one in found}) == len(found)


@given(timelines)
def test_captions_leave_no_gap_where_every_cue_has_words(line):
    found = read_by_the_letter(export.webvtt.dumps(line))
    assert found[0].start == 0
    assert all(one.end == other.start for one, other in pairwise(found))
    assert found[-1].start == rounded(line.duration)


@given(any_timelines)
def test_a_caption_has_the_number_of_its_cue(line):
    for one in read_by_the_letter(export.webvtt.dumps(line)):
        assert line[int(one.number) - 1].text == one.text


@given(any_timelines)
def test_equal_timelines_give_the_same_text(line):
    twin = br.wire.loads(br.wire.dumps(line), Timeline)
    assert export.webvtt.dumps(line) == export.webvtt.dumps(twin)
    assert export.webvtt.losses(line) == export.webvtt.losses(twin)


def test_every_run_of_the_program_gives_the_same_bytes():
    program = (
        "import sys, backroutine as br\n"
        "line = br.Timeline.of(br.routines['lower-back-five'])\n"
        "sys.stdout.buffer.write(br.export.webvtt.dumps(line).encode())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert told == {export.webvtt.dumps(BUNDLED["lower-back-five middle"]).encode()}


# -- examples --------------------------------------------------------------------------


def test_a_routine_as_captions():
    line = Timeline.of(Routine([Item(BRIDGE, Dose(1))], name="Morning"))
    assert export.webvtt.dumps(line) == (
        cleandoc("""
            WEBVTT

            1
            00:00:00.000 --> 00:00:02.500
            Bridge

            2
            00:00:02.500 --> 00:00:10.000
            On your back

            3
            00:00:10.000 --> 00:00:12.000
            Hips up

            4
            00:00:12.000 --> 00:00:13.000
            Hold

            5
            00:00:13.000 --> 00:00:14.000
            Hips down

            6
            00:00:14.000 --> 00:00:15.000
            Done
        """)
        + "\n"
    )


def test_a_routine_of_nothing_is_done_at_once():
    assert export.webvtt.dumps(Timeline.of(Routine())) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nDone\n"
    )


def test_where_nothing_is_said_there_are_no_captions():
    silent = Timeline("", [Cue(ZERO, ZERO, CueKind.DONE, "")])
    assert export.webvtt.dumps(silent) == "WEBVTT\n\n"
    assert read_by_webvtt_py("WEBVTT\n\n") == read_by_the_letter("WEBVTT\n\n") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Knees & hips", "Knees &amp; hips"),
        ("<b>Up</b>", "&lt;b&gt;Up&lt;/b&gt;"),
        ("Down --> up", "Down --&gt; up"),
        ("&lt;", "&amp;lt;"),
        ('That\'s "it"', 'That\'s "it"'),
        ("\U0001f9d8 Émile", "\U0001f9d8 Émile"),
    ],
)
def test_what_has_a_meaning_in_captions_is_escaped(text, written):
    told = export.webvtt.dumps(spoken((text, SECOND)))
    assert told.splitlines()[4] == written


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(microseconds=500), "00:00:00.001"),
        (timedelta(microseconds=1499), "00:00:00.001"),
        (timedelta(microseconds=59_999_500), "00:01:00.000"),
        (timedelta(hours=1) - MICROSECOND, "01:00:00.000"),
        (DAY, "24:00:00.000"),
    ],
)
def test_times_are_rounded_to_milliseconds(length, written):
    told = export.webvtt.dumps(spoken(("Up", length)))
    assert told.splitlines()[3] == f"00:00:00.000 --> {written}"


def test_hours_may_have_more_than_two_digits():
    line = spoken(*[("Rest", DAY)] * 365)
    assert export.webvtt.dumps(line).splitlines()[-2] == (
        "8760:00:00.000 --> 8760:00:01.000"
    )
    assert read_by_webvtt_py(export.webvtt.dumps(line)) == expected(line)


# -- what is lost ----------------------------------------------------------------------

KIND = "What a cue is for, such as a hold or a rest, is not carried."
ROUNDED = "Times are rounded to milliseconds."


def test_what_a_routine_loses():
    line = Timeline.of(Routine([Item(BIRD_DOG, Dose(2))], name="Morning"))
    assert export.webvtt.losses(line) == (
        "The name of the routine is not carried.",
        KIND,
        "The ids of the exercises are not carried.",
        "The numbers of the repetitions are not carried.",
        "The side that moves is carried only where the words name it.",
        "Cue 7, 'Done', lasts no time and is shown for one second.",
    )


def test_what_cannot_be_shown_is_named():
    line = spoken(
        ("Up", timedelta(microseconds=400)),
        (" ", SECOND),
        ("", ZERO),
        ("Down", ZERO),
        name="",
    )
    assert export.webvtt.losses(line) == (
        KIND,
        "Cue 1, 'Up', lasts no millisecond and is left out.",
        "Cue 2 has no words and is left out.",
        "Cue 3 has no words and is left out.",
        "Cue 4, 'Down', lasts no millisecond and is left out.",
        ROUNDED,
        "Cue 5, 'Done', lasts no time and is shown for one second.",
    )


def test_nothing_is_said_of_times_that_no_caption_has():
    silent = Cue(MICROSECOND, ZERO, CueKind.DONE, "")
    line = Timeline("", [Cue(ZERO, MICROSECOND, CueKind.MOVE, " "), silent])
    assert export.webvtt.losses(line) == (
        KIND,
        "Cue 1 has no words and is left out.",
        "Cue 2 has no words and is left out.",
    )


def test_a_time_may_be_rounded_at_either_end():
    odd, silent = SECOND + MICROSECOND, Cue(SECOND, ZERO, CueKind.DONE, "")
    up = Cue(ZERO, SECOND, CueKind.MOVE, "Up")
    late = [evolve(up, length=odd), evolve(silent, start=odd)]
    early = [evolve(late[0], text=""), evolve(late[1], text="Done")]
    for cues, told in (([up, silent], False), (late, True), (early, True)):
        assert (ROUNDED in export.webvtt.losses(Timeline("", cues))) is told


def test_a_last_cue_without_words_is_not_shown_for_a_second():
    line = spoken(("Up", SECOND), name="")
    silent = evolve(line, cues=[line[0], evolve(line[1], text="")])
    assert export.webvtt.losses(silent) == (
        KIND,
        "Cue 2 has no words and is left out.",
    )


def _changes(line: Timeline) -> Iterator[tuple[str, bool, Timeline]]:
    """Walk the parts that are lost: the sentence, whether it is due, and another."""

    def each(**parts: Any) -> Timeline:
        return evolve(line, cues=[evolve(cue, **parts) for cue in line])

    yield "The name of", bool(line.name), evolve(line, name="Other")
    yield "The ids of", any(cue.exercise for cue in line), each(exercise="other")
    yield "The numbers of", any(cue.rep for cue in line), each(rep=9)
    yield "The side", any(cue.side for cue in line), each(side=Side.RIGHT)
    kinds = [*(evolve(cue, kind=CueKind.REST) for cue in line[:-1]), line[-1]]
    yield "What a cue is for", True, evolve(line, cues=kinds)


@given(any_timelines)
def test_a_part_is_lost_just_when_it_is_said(line):
    told = export.webvtt.losses(line)
    for sentence, due, other in _changes(line):
        assert any(one.startswith(sentence) for one in told) is due
        assert export.webvtt.dumps(other) == export.webvtt.dumps(line)


@given(any_timelines)
def test_a_cue_is_left_out_just_when_it_is_named(line):
    told = " ".join(export.webvtt.losses(line))
    shown = {one.number for one in expected(line)}
    for number in map(str, range(1, len(line) + 1)):
        out = re.search(rf"\bCue {number}(, .*?,)? (has no|lasts no m)", told)
        assert bool(out) is (number not in shown)


@given(any_timelines)
def test_rounding_is_said_just_when_a_time_is_rounded(line):
    ends = [*(cue.end for cue in line[:-1]), line.duration + SECOND]
    places = [int(one.number) - 1 for one in expected(line)]
    times = [*(line[at].start for at in places), *(ends[at] for at in places)]
    odd = any(time % timedelta(milliseconds=1) for time in times)
    assert (ROUNDED in export.webvtt.losses(line)) is odd


# -- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["dumps", "losses", "dump"])
@pytest.mark.parametrize(
    ("value", "got"),
    [
        (Routine(id="a"), "Routine(id='a')"),
        (5, "5"),
        (None, "None"),
        ("a", '"a"'),
    ],
)
def test_only_a_timeline_will_do(verb, value, got, tmp_path):
    more = (tmp_path / "a.vtt",) if verb == "dump" else ()
    with pytest.raises(InvalidValue) as refused:
        getattr(export.webvtt, verb)(value, *more)
    assert str(refused.value) == (
        f"webvtt: expected a Timeline, got {got}; give Timeline.of(routine)"
    )
    assert not list(tmp_path.iterdir())


# -- files, and the door ---------------------------------------------------------------


def test_a_file_holds_the_text_as_utf_8(tmp_path):
    line = spoken(("Émile & \U0001f9d8", SECOND))
    export.webvtt.dump(line, tmp_path / "a.vtt")
    assert (tmp_path / "a.vtt").read_bytes() == export.webvtt.dumps(line).encode()
    export.webvtt.dump(line, str(tmp_path / "b.vtt"))
    found = webvtt.read(str(tmp_path / "b.vtt"), strict=True).captions
    assert [one.text for one in found] == ["Émile &amp; \U0001f9d8", "Done"]


def test_the_door_names_what_there_is():
    assert dir(export) == export.__all__ == ["ical", "pdf", "webvtt"]
    assert export.webvtt is br.export.webvtt
    assert export.webvtt.__all__ == ["dump", "dumps", "losses"]
    with pytest.raises(AttributeError) as refused:
        export.docx  # noqa: B018 - asking is the point
    assert str(refused.value) == "module 'backroutine.export' has no attribute 'docx'"


def test_captions_load_nothing_of_calendars():
    program = "import sys, backroutine as br; br.export.webvtt; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    assert "backroutine.export.webvtt" in told
    assert not {"backroutine.export.ical", "icalendar", "cattrs"} & {*told}
