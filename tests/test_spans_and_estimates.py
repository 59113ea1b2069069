"""Quantities: ranges of repetitions, estimates of time, durations as text."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine._checks import duration, iso_duration
from backroutine.errors import InvalidValue
from backroutine.units import Estimate, Span, minutes, span
from tests.strategies import durations, estimates, spans

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("given", "text", "middle"),
    [
        (Span(8, 10), "8-10", 9),
        (Span(8, 11), "8-11", 9),
        (Span(8, 8), "8", 8),
        (span(12), "12", 12),
        (span(Span(1, 1000)), "1-1000", 500),
    ],
)
def test_a_span_has_two_ends_and_a_middle(given, text, middle):
    assert (str(given), given.middle) == (text, middle)


@given(spans(), st.integers(-5, 1005))
def test_a_span_holds_the_whole_numbers_between_its_ends(one, number):
    assert (number in one) is (number in range(one.low, one.high + 1))
    assert one.middle in one


@pytest.mark.parametrize("stranger", [8.5, "9", None])
def test_nothing_but_whole_numbers_is_in_a_span(stranger):
    assert stranger not in Span(8, 10)


@pytest.mark.parametrize(
    ("low", "high"),
    [(10, 8), (0, 8), (8, 1001), (-1, 8), (True, 8), (8.0, 10), ("8", "10"), (None, 8)],
)
def test_what_is_no_range_is_no_span(low, high):
    with pytest.raises(InvalidValue):
        Span(low, high)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("PT4M35S", "PT5M35S", "4:35 to 5:35"),
        ("PT5M", "PT5M", "5:00"),
        ("PT59M59.6S", "PT1H0M5S", "1:00:00 to 1:00:05"),
        ("PT0S", "PT0.4S", "0:00"),
    ],
)
def test_an_estimate_reads_like_a_clock(low, high, text):
    assert str(Estimate(low, low, high)) == text


@given(estimates, estimates)
def test_estimates_add_up_end_by_end(one, other):
    both = one + other
    assert (both.low, both.middle, both.high) == (
        one.low + other.low,
        one.middle + other.middle,
        one.high + other.high,
    )
    with pytest.raises(TypeError):
        one + 5


@pytest.mark.parametrize(
    "three",
    [
        ("PT2S", "PT1S", "PT3S"),
        ("PT1S", "PT3S", "PT2S"),
        (-SECOND, SECOND, SECOND),  # nothing takes less than no time
        ("1 sec", "PT1S", "PT1S"),
        (1, 2, 3),
    ],
)
def test_what_is_out_of_order_or_no_time_is_no_estimate(three):
    with pytest.raises(InvalidValue):
        Estimate(*three)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT1S", 1),
        ("PT0S", 0),
        ("P14D", 14 * 86400),
        ("PT1H30M", 5400),
        ("PT90M", 5400),
        ("P1DT1S", 86401),
        ("PT0.5S", 0.5),
        ("PT1.000001S", 1.000001),
    ],
)
def test_durations_are_read_from_iso_8601(text, seconds):
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "1S", "PT1", "pt1s", "P1M", "P1Y", "P1W", "PT-1S", "-PT1S",
     "PT1,5S", "PT1S ", "PT.5S", "PT1.S", "PT1.5M", "PT1.0000001S", "PT1S2M",
     "PT\uff11S", 5, None],
)  # fmt: skip
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="expected a duration such as"):
        duration(text)


@given(durations(timedelta(days=400)))
def test_durations_are_written_as_they_are_read(length):
    assert duration(iso_duration(length)) == length
    assert iso_duration(duration(iso_duration(length))) == iso_duration(length)


def test_a_duration_of_a_subclass_is_kept_as_a_plain_one():
    """As pandas has; it would not be pickled, compared or written like ours."""

    class Delta(timedelta):
        pass

    kept = Estimate(Delta(seconds=1), Delta(seconds=1), Delta(seconds=1))
    assert {type(one) for one in (kept.low, kept.middle, kept.high)} == {timedelta}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (59, "0:59"),
        (275, "4:35"),
        (3599.6, "1:00:00"),
        (3605, "1:00:05"),
        (90000, "25:00:00"),
    ],
)
def test_time_is_written_in_minutes(seconds, text):
    assert minutes(timedelta(seconds=seconds)) == text
