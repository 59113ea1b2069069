"""Law 7: what independent readers find in a calendar file is what the plan says.

Programs that are no Python are asked in tests/interop.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from tests.by_hand import LONG, SHORT
from tests.generated_plans import NUMBER, PLANS
from tests.readers import READERS
from tests.written_plans import MUCH, disagreements, heard, said, written

SOME = NUMBER // 7


@cache
def asked(reader):
    """The names of the plans that a reader is asked for."""
    if reader == "khal":  # knows no changes of clocks after that year
        return [name for name, planned in PLANS.items() if planned.end.year <= 2037]
    if reader == "radicale":  # reads every zone anew for every event
        small = [name for name in asked("khal") if is_small(name)]
        return small[:: len(small) // SOME]
    return [*PLANS]


def is_small(name):
    events = written(name).text.count("BEGIN:VEVENT")
    return events < 5 and len(PLANS[name].sessions) < 150


@pytest.fixture(scope="module")
def found():
    """What readers find that is otherwise; they are asked at once, to save time."""
    names = {reader: asked(reader) for reader in READERS}
    with ThreadPoolExecutor() as pool:
        answers = pool.map(disagreements, READERS.values(), names.values())
        return dict(zip(READERS, answers, strict=True))


@pytest.mark.parametrize("reader", READERS)
def test_readers_find_the_sessions_of_every_plan(found, reader):
    assert found[reader] == {}


@pytest.mark.parametrize("reader", READERS)
def test_readers_find_every_word(reader):
    assert heard(READERS[reader]) == said()


def test_much_is_said_in_unusual_words():
    summary, description = said()
    assert summary == SHORT
    assert len(LONG) == len(MUCH) == 10_000
    assert f"\n{MUCH}\n{SHORT} No more." in description


def test_plans_are_many_and_none_is_empty():
    assert len(PLANS) > NUMBER + 80
    assert all(planned.sessions for planned in PLANS.values())
    assert len(asked("khal")) > NUMBER
    assert len(asked("radicale")) >= SOME
