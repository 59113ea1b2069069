"""Moments of a day, and when they are for one person."""

# mypy: disable-error-code="arg-type, call-arg, index, list-item"
# What is wrong is given on purpose.

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from backroutine._checks import clock, iso_clock
from backroutine.errors import InvalidValue
from backroutine.moment import Moment, Rhythm, Window, moment, moments, since_midnight
from backroutine.terms import Anchor, Weekday
from tests.strategies import moments as all_moments
from tests.strategies import wall_times, windows

MINUTE = timedelta(minutes=1)


# -- moments ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "notation", "text"),
    [
        (Moment("after-waking"), "after-waking", "after waking"),
        (Moment("before-bed", 30 * MINUTE), "before-bed+PT30M", "30 min before bed"),
        (
            Moment(Anchor.BEFORE_DRIVE, "PT1H"),
            "before-drive+PT1H",
            "60 min before a long drive",
        ),
        (
            Moment("after-drive", "PT90S"),
            "after-drive+PT1M30S",
            "1 min 30 s after a long drive",
        ),
        (
            Moment("after-drive", "PT30S"),
            "after-drive+PT30S",
            "30 s after a long drive",
        ),
        (Moment("before-workout", "PT0S"), "before-workout", "before a workout"),
        (Moment("12:30"), "12:30", "12:30"),
        (Moment(time(0, 0)), "00:00", "00:00"),
    ],
)
def test_a_moment_has_a_notation_and_a_text(given, notation, text):
    assert (given.notation, str(given)) == (notation, text)
    assert Moment.parse(notation) == given


@given(all_moments)
def test_the_notation_is_read_back(one):
    assert Moment.parse(one.notation) == moment(one.notation) == one


@pytest.mark.parametrize(
    "at", [time(6, 45, 30), time(6, 45, 0, 1), time(23, 59, 59, 999999)]
)
def test_a_clock_time_with_seconds_is_read_back_or_refused(at):
    """What is taken as a value must be taken as the text it is written as, too."""
    try:
        made = Moment(at)
    except InvalidValue:
        return
    assert Moment.parse(made.notation) == made
    assert clock(iso_clock(at)) == at


@pytest.mark.parametrize(
    "words",
    ["", "after waking", "waking", "After-waking", "12:3", "24:00", "7:00", "12:30:00",
     "after-waking+", "after-waking+15", "+PT15M", "after-waking+PT12H1S", "12:30+PT5M",
     "after-waking-PT5M"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(words):
    with pytest.raises(InvalidValue):
        Moment.parse(words)


@pytest.mark.parametrize(
    ("at", "offset"),
    [
        (5, "PT0S"),
        (None, "PT0S"),
        (time(6, 45, tzinfo=UTC), "PT0S"),
        (time(6, 45, fold=1), "PT0S"),
        (datetime(2026, 12, 1), "PT0S"),
        ("after-waking", -MINUTE),
        ("after-waking", 721 * MINUTE),
        ("after-waking", 15),
        ("12:30", MINUTE),
    ],
)
def test_neither_is_another_value(at, offset):
    with pytest.raises(InvalidValue):
        Moment(at, offset)


def test_a_moment_may_be_given_as_itself_its_notation_or_a_wall_time():
    assert moments([Moment("12:30"), "12:30", time(12, 30)]) == (Moment("12:30"),) * 3


# -- windows ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "starts", "ends", "text"),
    [
        (Window("tue thu", "18:00", "19:00"), 1080, 1140, "tue thu 18:00 to 19:00"),
        (Window(["sun"], "22:00", "01:30"), 1320, 1530, "sun 22:00 to 01:30"),
        (Window("weekends", "08:00", "08:00"), 480, 1920, "sat sun 08:00 to 08:00"),
        (Window("2026-12-24", time(0), time(0, 1)), 0, 1, "2026-12-24 00:00 to 00:01"),
    ],
)
def test_a_window_lasts_from_its_start_to_the_next_such_end(window, starts, ends, text):
    assert window.starts_at == starts * MINUTE
    assert window.ends_at == ends * MINUTE
    assert str(window) == text


@given(windows)
def test_a_window_lasts_at_most_a_day(window):
    assert timedelta(0) < window.ends_at - window.starts_at <= timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "asked", "expected"),
    [
        ("tue thu", Weekday.TUE, True),
        ("tue thu", Weekday.WED, False),
        ("tue thu", date(2026, 12, 1), False),  # weekly, so not on the one date
        ("2026-12-01", date(2026, 12, 1), True),
        ("2026-12-01", date(2026, 12, 2), False),
        ("2026-12-01", Weekday.TUE, False),
    ],
)
def test_a_window_is_on_every_week_or_once(on, asked, expected):
    assert Window(on, "18:00", "19:00").is_on(asked) is expected


@pytest.mark.parametrize(
    "parts",
    [
        ("someday", "18:00", "19:00"),
        ("", "18:00", "19:00"),
        ([], "18:00", "19:00"),
        ("2026-02-29", "18:00", "19:00"),
        ("20261201", "18:00", "19:00"),
        (datetime(2026, 12, 1), "18:00", "19:00"),
        (None, "18:00", "19:00"),
        ("mon", "6 pm", "19:00"),
        ("mon", "18:00", 19),
    ],
)
def test_what_is_no_window_is_refused(parts):
    with pytest.raises(InvalidValue):
        Window(*parts)


@given(wall_times)
def test_a_wall_time_is_so_long_after_midnight(at):
    assert since_midnight(at) == at.hour * 60 * MINUTE + at.minute * MINUTE


# -- rhythms ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("06:45", ["06:45"] * 7),
        (time(6, 45), ["06:45"] * 7),
        (None, [None] * 7),
        ({}, [None] * 7),
        ({"weekdays": "06:45", "weekends": "08:00"}, ["06:45"] * 5 + ["08:00"] * 2),
        ({"mon wed": time(6), Weekday.SUN: "09:00"},
         ["06:00", None, "06:00", None, None, None, "09:00"]),
        (("06:45", None, None, None, None, None, time(8)),
         ["06:45", None, None, None, None, None, "08:00"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["wake", "bed"])
def test_a_time_is_given_for_every_day_or_for_some(name, given, expected):
    times = getattr(Rhythm(**{name: given}), name)
    assert [one and one.isoformat("minutes") for one in times] == expected


@pytest.mark.parametrize(
    "given",
    ["6:45", "soon", 6, ["06:45"], ("06:45",) * 6, ("06:45",) * 6 + ("soon",),
     {"mon": "6"}, {"someday": "06:45"}, {"mon": None}, {5: "06:45"},
     {"daily": "06:45", "sat": "08:00"}, {"mon tue": "06:45", "tue": "08:00"}],
)  # fmt: skip
def test_what_is_no_time_of_a_day_is_refused(given):
    with pytest.raises(InvalidValue, match=r"^Rhythm: wake"):
        Rhythm(wake=given)


@pytest.mark.parametrize("name", ["workouts", "drives"])
def test_only_windows_are_workouts_and_drives(name):
    window = Window("mon", "18:00", "19:00")
    assert getattr(Rhythm(**{name: [window]}), name) == (window,)
    with pytest.raises(InvalidValue, match=name):
        Rhythm(**{name: ["mon 18:00"]})
    with pytest.raises(InvalidValue, match=name):
        Rhythm(**{name: window})


@pytest.mark.parametrize("words", [None, 5, b"12:30"])
def test_only_text_is_read_as_a_notation(words):
    with pytest.raises(InvalidValue, match='expected a moment such as "after-waking"'):
        Moment.parse(words)
