"""A log is a file to which lines are added, and a crash costs no more than its line."""

from datetime import datetime
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine import wire
from backroutine.catalog import Catalog
from backroutine.errors import ContentError, Fault
from backroutine.exercise import Exercise
from backroutine.log import Done
from backroutine.moment import Moment
from backroutine.routine import Item, Routine
from backroutine.schedule import EveryDays
from backroutine.units import Span
from tests.examples import BIRD_DOG, BRIDGE, MORNING, at
from tests.strategies import NOUNS, lists, routines, small_items

FIRST = Done(at("2026-12-02 06:47", "Europe/Oslo"), "morning", note="Grün {1}")
SECOND = Done(at("2026-12-04 08:05", "Europe/Oslo"), moment="after-waking")
ONE, TWO = (wire.dumps_lines([done]) for done in (FIRST, SECOND))
HEAD = '{"at": "2026-12-03T06'


def read(text: str | bytes, cls: Any = Done, **more: Any) -> tuple[Any, list[str]]:
    """Return what is read, and what is said to be left out."""
    values, faults = wire.loads_lines(text, cls, **more)
    return values, [str(fault) for fault in faults]


# -- what is written ---------------------------------------------------------------


def test_each_noun_is_its_json_and_a_newline() -> None:
    assert wire.dumps_lines([EveryDays(2), Span(8, 10), Moment("12:30")]) == (
        '{"n": 2}\n{"low": 8, "high": 10}\n"12:30"\n'
    )
    assert wire.dumps_lines(EveryDays(n) for n in (2, 3)) == '{"n": 2}\n{"n": 3}\n'


def test_no_nouns_are_no_text() -> None:
    assert wire.dumps_lines([]) == ""
    assert wire.loads_lines("", Done) == wire.loads_lines(b"", Done) == ((), ())


@given(lists(NOUNS[Done], most=5))
def test_what_is_written_reads_back(log: list[Done]) -> None:
    text = wire.dumps_lines(log)
    assert text.count("\n") == len(log)
    assert wire.loads_lines(text, Done)[0] == tuple(log)
    assert wire.loads_lines(text.encode(), Done)[0] == tuple(log)


@given(lists(routines(small_items), most=2))
def test_whole_routines_are_lines_too(log: list[Routine]) -> None:
    assert wire.loads_lines(wire.dumps_lines(log), Routine)[0] == tuple(log)


def test_ids_stand_for_entries_of_a_catalog() -> None:
    catalog = Catalog([BRIDGE, BIRD_DOG], [MORNING])
    items = (Item(BRIDGE), Item(BIRD_DOG))
    text = wire.dumps_lines(items, catalog=catalog)
    assert text == '{"exercise": "bridge"}\n{"exercise": "bird-dog"}\n'
    assert wire.loads_lines(text, Item, catalog=catalog)[0] == items
    ids = '"bridge"\n"bird-dog"\n'
    assert wire.loads_lines(ids, Exercise, catalog=catalog)[0] == (BRIDGE, BIRD_DOG)
    assert read(text, Item)[0] == ()  # no catalog is left over


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            [Span(8, 10), 5, "bridge"],
            "content: <class 'int'> is none of backroutine's classes",
        ),
        (5, "content: expected a list, got 5"),
        ("ab", 'content: expected a list, got "ab"'),
    ],
)
def test_only_nouns_are_written(values: Any, text: str) -> None:
    with pytest.raises(ContentError) as caught:
        wire.dumps_lines(values)
    assert str(caught.value) == text


# -- what does not matter ----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ONE + TWO,
        (ONE + TWO).rstrip("\n"),
        "\ufeff" + ONE + TWO,
        (ONE + TWO).replace("\n", "\r\n"),
        f"\n  \n{ONE}\t\n\r\n{TWO}\n\n",
        f"  {ONE}\t{TWO.strip()} \n",
        ONE + TWO + "\0" * 4096,
        ONE + "\0" * 4096 + TWO,
        "\0" * 4096 + "\n" + ONE + "\0\n\0" + TWO,
        ONE.replace("\n", "\0\0\n") + TWO,
        ONE.replace(", ", ",").replace(": ", ":") + TWO,
    ],
)
def test_these_lose_nothing_and_need_no_word(text: str) -> None:
    assert wire.loads_lines(text, Done) == ((FIRST, SECOND), ())
    assert wire.loads_lines(text.encode(), Done) == ((FIRST, SECOND), ())


def test_a_record_right_behind_a_whole_one_needs_no_word_either() -> None:
    text = ONE.strip() + TWO.strip() + ONE
    assert wire.loads_lines(text, Done) == ((FIRST, SECOND, FIRST), ())


def test_only_a_newline_ends_a_line() -> None:
    routine = '{"name": "one\u0085two"}\n'  # as other programs may write it
    assert read(routine, Routine)[1] == [
        ('line 1.name: expected text without control characters, got "one\\x85two"')
    ]


# -- what is left out --------------------------------------------------------------


def test_a_torn_last_line_is_told_and_costs_no_other() -> None:
    assert read(ONE + TWO + HEAD) == (
        (FIRST, SECOND),
        [f"line 3: is torn; left out '{HEAD}'"],
    )


def test_what_follows_a_torn_line_is_read() -> None:
    assert read(ONE + HEAD + TWO) == (
        (FIRST, SECOND),
        [f"line 2: is torn; left out '{HEAD}'"],
    )


def test_every_torn_part_is_told() -> None:
    one, two = ONE.strip(), TWO.strip()
    assert read(f"{one}{two} x\n{HEAD}{one}{HEAD}{two}\n{two},{HEAD}") == (
        (FIRST, SECOND, FIRST, SECOND, SECOND),
        [
            'line 1: is torn; left out "x"',
            f"line 2: is torn; left out '{HEAD}'",
            f"line 2: is torn; left out '{HEAD}'",
            f"line 3: is torn; left out ',{HEAD}'",
        ],
    )


def test_a_part_of_something_torn_is_no_record() -> None:
    torn = '{"moment": "12:30", "routine": {"name": "a"}, "x": [{"name": "b"}, {}'
    whole = '{"name": "c"}\n'
    values, told = read(f"{torn}\n{torn}{whole}", Routine)
    assert values == (Routine(name="c"),)
    assert len(told) == 2


def test_a_character_may_be_torn() -> None:
    cut = ONE.encode().index("ü".encode()) + 1
    torn = ONE.encode()[:cut]
    assert read(torn + TWO.encode())[0] == (SECOND,)
    values, told = read(TWO.encode() + torn)
    assert values == (SECOND,)
    assert len(told) == 1
    assert told[0].startswith("line 2: is torn; left out ")
    assert read(TWO.encode() + b"\xff\n" + ONE.encode()) == (
        (SECOND, FIRST),
        ['line 2: is no JSON at column 1: Expecting value; left out "\ufffd"'],
    )
    assert read(b"\xff" + TWO.encode()) == (
        (SECOND,),
        ['line 1: is torn; left out "\ufffd"'],
    )


def test_half_a_character_is_no_part_of_a_record() -> None:
    spoilt = ONE.encode().replace("ü".encode(), b"\xc3")
    values, told = read(spoilt + TWO.encode())
    assert values == (SECOND,)
    assert len(told) == 1


def test_zeros_in_the_middle_of_a_record_cost_that_record() -> None:
    values, told = read(HEAD + "\0" * 100 + TWO)
    assert values == (SECOND,)
    assert told == [f"line 1: is torn; left out '{HEAD}'"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"at": 5}', None),
        ('{"att": 5, "note": 6}', None),
        ("[]", ": expected an object that is a Done, got []"),
        ("{}", ".at: is missing"),
        ("hello", ': is no JSON at column 1: Expecting value; left out "hello"'),
        ('{"note": NaN}', None),
        ('{"note": "a", "note": "b", "at": 1, "at": 2}', None),
        ("[" * 100_000, ": is nested too deeply; content needs a few levels"),
        ("9" * 5000, ": holds a number of thousands of digits"),
        ('{"a": ' + "9" * 5000 + "}", ": holds a number of thousands of digits"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_a_line_that_means_nothing_is_told(line: str, told: str | None) -> None:
    values, all_told = read(f"{ONE}{line}\n{TWO}")
    assert values == (FIRST, SECOND)
    assert all(one.startswith("line 2") for one in all_told)
    if told:
        assert all_told == [f"line 2{told}"]


def test_all_that_is_wrong_with_a_line_is_told() -> None:
    assert read('{"att": 5, "note": NaN}\n')[1] == [
        "line 1.att: is no field of Done; did you mean 'at'?",
        "line 1.at: is missing",
        "line 1.note: expected text, got NaN",
    ]
    assert read('{"note": "a", "at": 1, "at": 2, "note": "a", "note": ""}')[1] == [
        'line 1: the key "note" is there twice',
        'line 1: the key "at" is there twice',
    ]


def test_a_torn_line_of_many_parts_hides_nothing_that_follows() -> None:
    five = br.routines["lower-back-five"]
    whole = wire.dumps_lines([five])
    for cut in (1, 100, len(whole) // 2, len(whole) - 2):
        values, told = read(whole[:cut] + whole, Routine)
        assert values == (five,)
        assert len(told) == 1


def test_a_zone_that_nobody_else_knows_is_written_as_an_offset() -> None:
    with resources.files("tzdata").joinpath("zoneinfo/Asia/Tokyo").open("rb") as file:
        local = ZoneInfo.from_file(file, key="local")
    text = wire.dumps_lines([Done(datetime(2026, 12, 1, 7, tzinfo=local))])
    assert text == '{"at": "2026-12-01T07:00:00+09:00"}\n'
    assert len(read(text)[0]) == 1


def test_a_zone_under_a_false_name_is_written_as_an_offset() -> None:
    with resources.files("tzdata").joinpath("zoneinfo/Asia/Tokyo").open("rb") as file:
        false = ZoneInfo.from_file(file, key="Europe/Oslo")
    text = wire.dumps(Done(datetime(2026, 12, 1, 7, tzinfo=false)))
    assert text == '{"at": "2026-12-01T07:00:00+09:00"}'


def test_faults_name_the_file_and_the_line() -> None:
    values, faults = wire.loads_lines(HEAD + TWO + "x", Done, file="log.jsonl")
    assert values == (SECOND,)
    text = 'is no JSON at column 1: Expecting value; left out "x"'
    assert faults == (
        Fault("line 1", f"is torn; left out '{HEAD}'", "log.jsonl"),
        Fault("line 2", text, "log.jsonl"),
    )


# -- what is refused ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cls", "told"),
    [
        (5, Done, "log.jsonl: expected lines of JSON, got 5"),
        (None, Done, "log.jsonl: expected lines of JSON, got None"),
        ("", int, "content: <class 'int'> is none of backroutine's classes"),
        ("", "Done", "content: 'Done' is none of backroutine's classes"),
        (
            f"{ONE}{'x' * 8_000_001}\n\0{'x' * 8_000_000}\0\n{'x' * 8_000_001}",
            Done,
            (
                "log.jsonl: 2 problems\n"
                "  line 2: is larger than 8 MB; split it\n"
                "  line 4: is larger than 8 MB; split it"
            ),
        ),
    ],
    ids=["number", "None", "class", "name", "size"],
)
def test_what_is_no_log_is_refused(text: Any, cls: Any, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        wire.loads_lines(text, cls, file="log.jsonl")
    assert str(caught.value) == told


# -- laws --------------------------------------------------------------------------

logs = lists(NOUNS[Done], most=4)


@given(logs, st.data())
def test_wherever_a_log_is_cut_all_whole_lines_are_read(
    log: list[Done], data: st.DataObject
) -> None:
    whole = wire.dumps_lines(log).encode()
    cut = data.draw(st.integers(0, len(whole)))
    lines = [wire.dumps(done).encode() for done in log]
    ends = [sum(map(len, lines[: i + 1])) + i for i in range(len(lines))]
    values, told = read(whole[:cut])
    assert values == tuple(log[: sum(end <= cut for end in ends)])
    between = cut == 0 or cut in ends or whole[cut - 1 : cut] == b"\n"
    assert len(told) == (0 if between else 1)


@given(logs, NOUNS[Done], logs, st.data())
def test_a_crash_costs_the_record_that_was_being_written(
    before: list[Done], torn: Done, after: list[Done], data: st.DataObject
) -> None:
    record = wire.dumps(torn).encode()
    cut = data.draw(st.integers(1, len(record) - 1))
    padding = data.draw(st.sampled_from([b"", b"\0" * 9, b"\n", b"\r\n"]))
    text = wire.dumps_lines(before).encode() + record[:cut] + padding
    values, told = read(text + wire.dumps_lines(after).encode())
    assert values == (*before, *after)
    assert len(told) == 1
    assert told[0].startswith(f"line {len(before) + 1}: ")


no_record = st.text(st.characters(exclude_characters="{\n", exclude_categories=["C"]))


@given(
    lists(NOUNS[Done].map(lambda done: wire.dumps_lines([done])) | no_record, most=6)
)
def test_each_line_is_read_as_if_it_stood_alone(lines: list[str]) -> None:
    lines = [line.strip() for line in lines]
    expected = []
    broken = 0
    for line in filter(None, lines):
        try:
            expected.append(wire.loads(line, Done))
        except ContentError:
            broken += 1
    values, told = read("\n".join(lines))
    assert values == tuple(expected)
    assert len({one.partition(":")[0] for one in told}) == broken


@given(
    st.sampled_from(list(NOUNS)),
    st.binary(max_size=40)
    | st.text(st.characters(), max_size=40)
    | st.text('{}[]":,0129eE+-.ntf\\u\n\0 ', max_size=40)
    | lists(st.sampled_from(["{", "}", '"at"', ":", '"12:30"', "\n", "[", "8"])).map(
        "".join
    ),
)
def test_any_text_gives_nouns_and_faults(noun: type, text: str | bytes) -> None:
    values, told = read(text, noun)
    assert all(type(value) is noun for value in values)
    assert all(one.startswith("line ") for one in told)


@pytest.mark.parametrize(
    "line",
    [
        '{"' * 500_000,
        '{"a":[' * 150_000,
        ('{"a":[' * 150 + "x") * 1000,
        '{"a":1}' * 10_000 + "x",
        '{"a":1,' + '"b":1,' * 150_000,
        '{"a":"' + '{"a":"b",' * 100_000,
        "\0" * 1_000_000 + "x",
    ],
    ids=lambda line: line[:9],
)
def test_no_line_takes_minutes(line: str) -> None:
    # Parts of a second; minutes if the whole line were read from each of its braces.
    values, told = read(f"{line}\n{TWO}")
    assert values == (SECOND,)
    assert told
