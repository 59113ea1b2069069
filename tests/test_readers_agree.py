"""The readers that check our calendars read what is written by hand as it is meant."""

import pytest

from tests.by_hand import LONG, SHORT, expected, made_of_all, words
from tests.readers import READERS, words_of


@pytest.mark.parametrize("reader", READERS)
def test_each_reads_files_as_meant_but_for_faults_of_its_own(reader):
    assert made_of_all(READERS[reader]) == expected(reader)


@pytest.mark.parametrize("reader", READERS)
def test_words_are_read_as_they_were_meant(reader):
    found = READERS[reader]([words(SHORT, LONG), words(LONG, SHORT)])
    assert [*map(words_of, found)] == [(SHORT, LONG), (LONG, SHORT)]
