"""What errors say, word for word: what was wrong, where, and what to do about it."""

# mypy: disable-error-code="arg-type, call-arg, index, list-item"
# What is wrong is given on purpose.

import inspect
from datetime import date, datetime, time, timedelta

import pytest
from attrs import evolve

from backroutine import errors
from backroutine.catalog import Catalog, Shelf
from backroutine.errors import (
    BackroutineError,
    BackroutineWarning,
    ContentError,
    Fault,
    InvalidValue,
    Problem,
    UnknownExercise,
    UnknownPack,
    UnknownRoutine,
    UnknownScreen,
    UnknownSource,
    quoted,
    shown,
)
from backroutine.exercise import Caution, Dose, Exercise, Step, Variation
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Item, Limits, Pace, Reason, Routine
from backroutine.schedule import EveryDays, Schedule, Session, Slot
from backroutine.source import Basis, Claim, Source
from backroutine.terms import Anchor
from backroutine.timeline import Cue, CueKind, Timeline
from backroutine.units import Estimate, Span
from tests.examples import (
    BIRD_DOG,
    BRIDGE,
    CHECK,
    MINUTE,
    MORNING,
    TOES_UP,
    at,
    bird_dog,
    bridge,
    lasting,
    plan,
)

SECOND, NONE = timedelta(seconds=1), timedelta(0)
STILL = Step("Lie still.", "Still")
ARTICLE = {"id": "article", "title": "T", "publisher": "P", "kind": "journal"}
AWARE, TODAY = at("2026-12-01 06:45"), date(2026, 12, 1)

TEXTS = {
    # units
    "Span: low: expected a whole number from 1 to 1000, got 0": lambda: Span(0, 8),
    "Span: low (12) is above high (8)": lambda: Span(12, 8),
    "Span: 2 problems\n"
    "  low: expected a whole number from 1 to 1000, got None\n"
    '  high: expected a whole number from 1 to 1000, got "8"': lambda: Span(None, "8"),
    'Estimate: low: expected a duration such as "PT1S", got "1 sec"': (
        lambda: Estimate("1 sec", "PT1S", "PT1S")
    ),
    "Estimate: low, middle and high are not in order from 0 up": (
        lambda: Estimate("PT2S", "PT1S", "PT3S")
    ),
    # sources
    "Source: id: expected an id of lower-case words joined by hyphens, "
    'such as "bird-dog", got "My Source"': lambda: Source(
        **ARTICLE | {"id": "My Source"}
    ),
    "Source: title: is empty; fill it": lambda: Source(**ARTICLE | {"title": ""}),
    "Source: kind: expected a source kind, got \"jurnal\"; did you mean 'journal'?": (
        lambda: Source(**ARTICLE | {"kind": "jurnal"})
    ),
    'Source: published: expected a date such as "2026-12-01", got "2026"': (
        lambda: Source(**ARTICLE | {"published": "2026"})
    ),
    'Source: note: expected text without control characters, got "a\\nb"': (
        lambda: Source(**ARTICLE | {"note": "a\nb"})
    ),
    "Source: claims[1]: expected a Claim, got 5": (
        lambda: Source(**ARTICLE, claims=[Claim("causes", "It says so."), 5])
    ),
    "Basis: 2 problems\n"
    "  source: is empty; stated needs it\n"
    "  locator: is empty; stated needs it": lambda: Basis("dose", "stated"),
    "Basis: facts: 'F1' is there twice": (
        lambda: Basis("dose", "editorial", facts=["F1", "F2", "F1"], reason="So.")
    ),
    # exercises
    "Step: cue: expected a cue of one to six words, got "
    '"one two three four five six seven"': (
        lambda: Step("Go.", "one two three four five six seven")
    ),
    'Step: hold: expected a duration from PT0S to PT10M, got "PT11M"': (
        lambda: Step("Go.", "Go", hold="PT11M")
    ),
    'Step: move: expected a duration from PT0S to PT10M, got "-PT1S"': (
        lambda: Step("Go.", "Go", move=-SECOND)
    ),
    'Step: side: expected a side, got "both"; known are left, right': (
        lambda: Step("Go.", "Go", side="both")
    ),
    "Dose: reps: expected a Span, got (8, 10)": lambda: Dose((8, 10)),
    "Dose: sets: expected a whole number from 1 to 20, got 21": lambda: Dose(8, 21),
    "Variation: cycle: is empty; fill it": lambda: Variation("toes-up", "Toes up", []),
    "Variation: cycle: takes no time; give a move or a hold": (
        lambda: Variation("toes-up", "Toes up", cycle=[STILL])
    ),
    "Caution: text: expected text, got None": lambda: Caution("anyone", None),
    "Exercise: cycle: takes no time; give a move or a hold": (
        lambda: bridge(cycle=[STILL])
    ),
    "Exercise: harder: 'bridge' is harder than itself": (
        lambda: bridge(harder=["plank", "bridge"])
    ),
    "Exercise: variations: 'toes-up' is there twice": (
        lambda: bridge(variations=[TOES_UP, TOES_UP])
    ),
    "Exercise: dose.reps: no even number lies in 7, so one side would get more; "
    "widen it or count per side": lambda: bird_dog(dose=Dose(7)),
    "Exercise: 4 problems\n"
    '  directions[1]: expected a direction, got "up"; '
    "known are neutral, flexion, extension, rotation, lateral-flexion\n"
    '  setup: expected a list, got "Lie down."\n'
    "  name: is empty; fill it\n"
    "  dose: expected a Dose, got 8": (
        lambda: bridge(name="", directions=["neutral", "up"], setup="Lie down.", dose=8)
    ),
    # routines
    'Item: exercise: expected an Exercise, got "bridge"': lambda: Item("bridge"),
    "Item: variation: 'bridge' has no variation 'toe-up'; did you mean 'toes-up'?": (
        lambda: Item(BRIDGE, variation="toe-up")
    ),
    "Item: mode: follow needs a variation to follow with": (
        lambda: Item(BRIDGE, mode="follow")
    ),
    'Pace: shift: expected a duration from PT0S to PT10M, got "PT1H"': (
        lambda: Pace(shift="PT1H")
    ),
    "Limits: per_day: expected a whole number from 1 to 24, got 0": lambda: Limits(0),
    "Limits: per_week: 15 a week is more than 2 a day allows": lambda: Limits(2, 15),
    "Reason: verb: is empty; fill it": lambda: Reason("", "", "Because."),
    "Reason: sources: has an empty id; leave it out": lambda: Reason(
        "fit", "", "Because.", sources=["book", ""]
    ),
    'Routine: items[1]: expected an Item, got "bridge"': (
        lambda: Routine([BRIDGE, "bridge"])
    ),
    "Routine: items: expected a list, got 5": lambda: Routine(5),
    "Routine: id: names a part twice: 'a+a'": lambda: Routine(id="a+a"),
    "Routine: limits: expected a Limits or None, got 2": lambda: Routine(limits=2),
    'Routine: horizon: expected a duration from P1D to P366D, got "PT1H"': (
        lambda: Routine(horizon="PT1H")
    ),
    "Routine: 2 problems\n"
    '  moments[0].at: expected an anchor, got "after-wakin"; '
    "did you mean 'after-waking' or 'after-drive'?\n"
    "  purpose: 'Up.' is there twice": (
        lambda: Routine(moments=["after-wakin"], purpose=["Up.", "Up."])
    ),
    # moments
    'Moment: at: expected a wall time such as "06:45", got "6:45"': (
        lambda: Moment("6:45")
    ),
    "Moment: offset: a clock time has none; give that time": (
        lambda: Moment("06:45", SECOND)
    ),
    'Moment: offset: expected a duration such as "PT1S", got "15"': (
        lambda: Moment.parse("after-waking+15")
    ),
    'Window: on: expected weekdays such as "mon wed fri", got ""': (
        lambda: Window("", "18:00", "19:00")
    ),
    'Rhythm: wake: expected a wall time such as "06:45", got 6': lambda: Rhythm(6),
    "Rhythm: wake: 'tue' is there twice": (
        lambda: Rhythm({"weekdays": "06:45", "tue": "07:00"})
    ),
    # schedules
    "EveryDays: n: expected a whole number from 1 to 366, got 0": lambda: EveryDays(0),
    'Step: move: expected a duration of fewer days, got "P999999999DT999999999H"': (
        lambda: Step("Lift.", "Lift", "P999999999DT999999999H")
    ),
    "Session: end: is before the start": (
        lambda: Session(AWARE, AWARE - SECOND, "06:45", MINUTE, TODAY)
    ),
    "Exercise: goals[1]: expected a goal, got \"streng\"; did you mean 'strength'?": (
        lambda: bridge(goals=("mobility", "streng"))
    ),
    "Slot: routine: expected a Routine or None, got 5": lambda: Slot("06:45", 5),
    'Session: start: expected a datetime with a time zone, got "2026-12-01"': (
        lambda: Session("2026-12-01", AWARE, Moment("06:45"), MINUTE, TODAY)
    ),
    "Schedule: routine: expected a Routine, got 5": (
        lambda: plan(routine=5, moments=["06:45"])
    ),
    "Schedule: moments: is empty; fill it": lambda: plan(moments=[]),
    'Schedule: moments: expected a list, got "06:45"': lambda: plan(moments="06:45"),
    'Schedule: days: expected weekdays such as "mon wed fri", got "mon tues"; '
    "did you mean 'tue'?": (lambda: plan(moments=["06:45"], days="mon tues")),
    "Schedule: start: expected a day from 1900-01-01 to 2999-12-31, got 1899-12-31": (
        lambda: plan(moments=["06:45"], start="1899-12-31")
    ),
    "Schedule: until: 2026-11-30 is before the start, 2026-12-01": (
        lambda: plan(moments=["06:45"], until="2026-11-30")
    ),
    "Schedule: every: counts weeks; EveryDays has its own number": (
        lambda: plan(moments=["06:45"], days=EveryDays(2), every=2)
    ),
    "Schedule: count: expected a whole number from 1 to 100000, got 0": (
        lambda: plan(moments=["06:45"], count=0)
    ),
    "Schedule: tz: no time zone 'America/New York'; did you mean 'America/New_York' or "
    "'America/Nuuk' or 'America/Nome'?": (
        lambda: plan(moments=["06:45"], tz="America/New York")
    ),
    "Schedule: tz: no time zone 'Europe'; did you mean 'Europe/Rome' or 'Europe/Riga' "
    "or 'Europe/Oslo'?": lambda: plan(moments=["06:45"], tz="Europe"),
    'Schedule: tz: expected a time zone such as "Europe/Oslo", got 1': (
        lambda: plan(moments=["06:45"], tz=1)
    ),
    "Schedule: 2 problems\n"
    "  moments[0]: 'after-waking' needs the time of waking, "
    'as in Rhythm(wake="06:45")\n'
    "  moments[2]: 'before-drive' needs a drive on the plan's days in "
    "Rhythm(drives=...)": (
        lambda: plan(moments=["after-waking", "06:45", "before-drive"])
    ),
    "Schedule: moments[0]: 'before-bed+PT30M' needs the time of going to bed, "
    'as in Rhythm(bed="22:30")': lambda: plan(moments=["before-bed+PT30M"]),
    "Schedule: moments[0]: 'before-workout' needs a workout on the plan's days in "
    "Rhythm(workouts=...)": (
        lambda: plan(
            moments=["before-workout"],
            days="mon",
            rhythm=Rhythm(workouts=[Window("2026-12-01", "18:00", "19:00")]),
        )
    ),
    "Schedule: routine: '' takes 0:00; a session takes more than nothing and at most "
    "12 hours": lambda: plan(routine=Routine(), moments=["06:45"]),
    "Schedule: routine: 'long' takes 12:00:10; a session takes more than nothing and "
    "at most 12 hours": (
        lambda: plan(
            routine=Routine(
                [bridge(dose=Dose(720), cycle=[evolve(STILL, hold="PT1M")])], id="long"
            ),
            moments=["06:45"],
        )
    ),
    'Schedule: expected a datetime with a time zone, got "now"': (
        lambda: plan(moments=["06:45"]).next("now")
    ),
    "2026-11-24 06:45 has no time zone; give an aware datetime": (
        lambda: plan(moments=["06:45"]).next(datetime(2026, 11, 24, 6, 45))
    ),
    "2 sessions on Mondays, Tuesdays and Fridays; the limits given allow 1 a day": (
        lambda: plan(
            moments=["06:45", "12:30"], days="mon tue fri", limits=Limits(per_day=1)
        )
    ),
    "sessions overlap on Tuesdays: 06:45 is not over until 06:50, 06:47 begins 06:47": (
        lambda: plan(routine=lasting(5), moments=["06:47", "06:45"], days="tue")
    ),
    # timelines
    'reps: expected "low", "middle" or "high", got "most"': (
        lambda: Timeline.of(MORNING, "most")
    ),
    "routine: expected a Routine, got 5": lambda: Timeline.of(5),
    'Timeline: cues: do not end with a "done" that lasts no time': (
        lambda: Timeline("Mine", [])
    ),
    "Timeline: cues[1].start: starts at 0:00:01; the cue before it ends at 0:00:02": (
        lambda: Timeline(
            "Mine",
            [
                Cue(NONE, 2 * SECOND, CueKind.MOVE, "Up"),
                Cue(SECOND, NONE, CueKind.DONE, "Done"),
            ],
        )
    ),
    "-1 day, 23:59:59 lies before the beginning": (
        lambda: Timeline.of(MORNING).at(-SECOND)
    ),
    # catalogs
    "Shelf: kind: expected one of exercise, routine, source, screen, got 'plank'": (
        lambda: Shelf("plank")
    ),
    "Shelf: entries: 'bridge' is there twice": (
        lambda: Shelf("exercise", [BRIDGE, BRIDGE])
    ),
    "Catalog: exercises: expected a shelf of kind 'exercise', got 'routine'": (
        lambda: Catalog(Shelf("routine", [MORNING]))
    ),
    'filter: moment.at: expected an anchor, got "noon"; known are after-waking, '
    "before-bed, before-workout, before-drive, after-drive": (
        lambda: Shelf("routine").filter(moment="noon")
    ),
    "no exercise 'brige' in the catalog; did you mean 'bridge'?": (
        lambda: Shelf("exercise", [BRIDGE])["brige"]
    ),
    "no routine 'plank' in the catalog": lambda: Shelf("routine", [MORNING])["plank"],
    "no source ['article'] in the catalog": lambda: Shelf("source")[["article"]],
    "no screen 'chek' in the catalog; did you mean 'check'?": (
        lambda: Shelf("screen", [CHECK])["chek"]
    ),
    "filter: goal: is no facet; there are none for these": (
        lambda: Shelf("screen").filter(goal="mobility")
    ),
}


@pytest.mark.parametrize(("text", "make"), TEXTS.items(), ids=list(TEXTS))
def test_an_error_says(text, make):
    with pytest.raises(BackroutineError) as refused:
        make()
    assert str(refused.value) == text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UnknownExercise("a"), "no exercise 'a' in the catalog"),
        (UnknownRoutine("morn", ["morning"]),
         "no routine 'morn' in the catalog; did you mean 'morning'?"),
        (UnknownScreen("chek", ["check"]),
         "no screen 'chek' in the catalog; did you mean 'check'?"),
        (UnknownSource("X" * 99), f"no source '{'X' * 56}... in the catalog"),
        (UnknownPack("clinc", ["clinic"]),
         "no pack 'clinc' among the installed ones; did you mean 'clinic'?"),
        (
            ContentError((Fault("a.b", "is wrong", "x.json"),
                          Fault("", "is empty", "y.json"),
                          Fault("[1]", "is wrong", "x.json"))),
            "x.json: 2 problems\n  a.b: is wrong\n  [1]: is wrong\ny.json: is empty",
        ),
        (ContentError((Fault("a", "is wrong"),)), "content: a: is wrong"),
    ],
)  # fmt: skip
def test_an_error_made_elsewhere_says(error, text):
    assert str(error) == text


@pytest.mark.parametrize(
    ("error", "parent"),
    [
        ("UnknownExercise", KeyError),
        ("UnknownRoutine", KeyError),
        ("UnknownSource", KeyError),
        ("UnknownScreen", KeyError),
        ("UnknownPack", KeyError),
        ("ContentError", ValueError),
        ("InvalidValue", ValueError),
        ("CannotFit", ValueError),
        ("NothingSuits", ValueError),
        ("ReferralNeeded", ValueError),
        ("TooOften", ValueError),
        ("Overlap", ValueError),
        ("OutOfRange", ValueError),
        ("NaiveDatetime", TypeError),
    ],
)
def test_an_error_is_also_the_built_in_that_people_catch(error, parent):
    assert issubclass(getattr(errors, error), BackroutineError)
    assert issubclass(getattr(errors, error), parent)


def test_all_errors_and_warnings_have_one_root_each():
    found = [one for _, one in inspect.getmembers(errors, inspect.isclass)]
    found = [one for one in found if issubclass(one, Exception) and one is not Problem]
    assert all(issubclass(one, (BackroutineError, BackroutineWarning)) for one in found)
    assert issubclass(BackroutineWarning, UserWarning)


def test_faults_are_values_with_a_path():
    with pytest.raises(InvalidValue) as refused:
        bridge(cycle=[5], name="")
    assert refused.value.noun == "Exercise"
    assert refused.value.faults == (
        Fault("name", "is empty; fill it"),
        Fault("cycle[0]", "expected a Step, got 5"),
    )
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("path", "prefix", "expected"),
    [("", "a", "a"), ("b", "a", "a.b"), ("[0]", "a", "a[0]"), ("[0].b", "a", "a[0].b")],
)
def test_a_path_grows_from_the_inside(path, prefix, expected):
    assert Fault(path, "is wrong").under(prefix) == Fault(expected, "is wrong")


class Broken:
    def __repr__(self):
        raise RuntimeError


class TwoLines:
    def __repr__(self):
        return "two\nlines"


@pytest.mark.parametrize(
    ("value", "in_python", "in_json"),
    [
        ("a", "'a'", '"a"'),
        ("it's", '"it\'s"', '"it\'s"'),
        ('say "a"', "'say \"a\"'", "'say \"a\"'"),
        ("a\nb", "'a\\nb'", '"a\\nb"'),
        ("x" * 1000, f"'{'x' * 56}...", f'"{"x" * 56}..."'),
        (None, "None", "None"),
        ([0] * 99, f"[{'0, ' * 18}0,...", f"[{'0, ' * 18}0,..."),
        (Broken(), "<Broken>", "<Broken>"),
        (Anchor.BEFORE_BED, "<Anchor.BEFORE_BED: 'before-bed'>", '"before-bed"'),
    ],
)  # fmt: skip
def test_a_stranger_s_value_is_shown_short_and_on_one_line(value, in_python, in_json):
    if not isinstance(value, Anchor):
        assert quoted(value) == in_python
    assert shown(value) == in_json


def test_even_where_its_repr_has_two_lines():
    assert "\n" not in quoted(TwoLines())


def test_a_missing_part_is_a_type_error_as_in_any_call():
    for make in (
        Span,
        lambda: Span(1),
        lambda: Exercise("a"),
        lambda: Schedule(MORNING),
    ):
        with pytest.raises(TypeError, match="missing"):
            make()
    with pytest.raises(TypeError, match="unexpected keyword"):
        Moment("12:30", later=time(1))


def test_items_and_exercises_are_told_apart():
    with pytest.raises(InvalidValue, match="expected an Exercise"):
        Item(Item(BIRD_DOG))
