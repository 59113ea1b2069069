"""The programs that check our calendars read what is written by hand as it is meant."""

from datetime import UTC, datetime

from tests.by_hand import LONG, OSLO, SHORT, calendar, expected, made_of_all, words
from tests.interop.programs import Walls
from tests.readers import words_of


def test_each_reads_files_as_meant_but_for_faults_of_its_own(reader, program):
    assert made_of_all(program.read) == expected(reader)


def test_words_are_read_as_they_were_meant(program):
    found = program.read([words(SHORT, LONG), words(LONG, SHORT)])
    assert [*map(words_of, found)] == [(SHORT, LONG), (LONG, SHORT)]


def test_what_is_no_calendar_is_refused(program):
    (answer,) = program.read([words("", "")._replace(text="nothing of the kind")])
    assert isinstance(answer, str)


def test_wall_times_are_those_of_the_zone_in_the_file(program):
    elsewhere = calendar(OSLO.replace("+0100", "-0800").replace("+0200", "-0700"))
    walls = [datetime(2026, month, 1, 12) for month in (1, 7)]
    found = program.instants([Walls(calendar(OSLO), walls), Walls(elsewhere, walls)])
    assert found == [
        [datetime(2026, 1, 1, 11, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)],
        [datetime(2026, 1, 1, 20, tzinfo=UTC), datetime(2026, 7, 1, 19, tzinfo=UTC)],
    ]
