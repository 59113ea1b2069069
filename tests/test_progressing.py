"""A routine that grows from week to week, as far as it stays comfortable."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import InvalidValue
from backroutine.exercise import Dose
from backroutine.log import Done
from backroutine.routine import Item, Reason, Routine
from backroutine.screen import PainScale
from backroutine.source import Basis
from backroutine.terms import Action, PainLight
from backroutine.units import Span
from tests.examples import SIDE_PLANK, at, bird_dog, bridge
from tests.strategies import dones, items, lists, pain_scales, routines

FIVE = br.routines["lower-back-five"]
WIDE = Routine([bridge(dose=Dose(Span(5, 12)))], id="wide")
MONDAY = at("2026-11-30 06:45", "Europe/Oslo")


def reps(routine: Routine) -> list[int]:
    for item in routine:
        assert item.dose.reps.low == item.dose.reps.high
    return [item.dose.reps.low for item in routine]


def noted(week: int, pain: int | None = None, day: int = 0, routine: str = "") -> Done:
    """A session on some day of a week, the first week being 1."""
    return Done(MONDAY + timedelta(days=7 * (week - 1) + day), routine, pain=pain)


def through(*pains: Any) -> list[int]:
    """The repetitions of each week after weeks with such pains; None for no session."""
    log = [noted(i, pain) for i, pain in enumerate(pains, start=1) if pain is not None]
    weeks = range(1, len(pains) + 2)
    return [reps(br.compose.progress(WIDE, week, log))[0] for week in weeks]


# -- without a log ---------------------------------------------------------------------


def test_the_first_week_has_the_fewest_and_each_week_adds_two_within_the_range():
    assert [reps(br.compose.progress(FIVE, week)) for week in (1, 2, 3)] == [
        [8] * 5, [10] * 5, [10] * 5,
    ]  # fmt: skip
    grown = [reps(br.compose.progress(WIDE, week))[0] for week in range(1, 7)]
    assert grown == [5, 7, 9, 11, 12, 12]


def test_sides_that_take_turns_stay_even():
    odd = Routine([bird_dog(dose=Dose(Span(7, 13)))])
    grown = [reps(br.compose.progress(odd, week))[0] for week in range(1, 5)]
    assert grown == [8, 10, 12, 12]


def test_counted_per_side_any_number_gives_both_the_same():
    each = Routine([bird_dog(dose=Dose(Span(3, 6), counting="per-side"))])
    grown = [reps(br.compose.progress(each, week))[0] for week in range(1, 4)]
    assert grown == [3, 5, 6]


def test_everything_but_the_repetitions_stays():
    given = Routine([Item(SIDE_PLANK), Item(bridge(), Dose(Span(2, 9), 3), "toes-up")])
    week = br.compose.progress(given, 2)
    assert week.items == (
        Item(SIDE_PLANK),
        Item(bridge(), Dose(4, 3), "toes-up"),
    )
    assert br.compose.progress(FIVE, 1).purpose == FIVE.purpose
    assert br.compose.progress(Routine(), 9) == Routine()


def test_it_says_by_which_rule_and_what_became_of_each():
    routine = Routine([bridge(), SIDE_PLANK])
    rule: Any = ("begin-low-and-add", "", ["nhs-inform-back-exercises"], "C")
    assert br.compose.progress(routine, 2).because == (
        Reason(
            "progress", "",
            "week 2: from the fewest repetitions on, 2 more for each step.",
            None, *rule,
        ),
        Reason("progress", "bridge", "10 of 8-10 repetitions.", "changed", *rule),
        Reason("progress", "side-plank", "1 of 1 repetitions.", "kept", *rule),
    )  # fmt: skip
    assert "nhs-inform-back-exercises" in br.sources


# -- with a log ------------------------------------------------------------------------


def test_comfortable_weeks_add():
    assert through(0, 3, 2) == [5, 7, 9, 11]


def test_a_week_with_amber_pain_holds():
    assert through(1, 4, 5, 1) == [5, 7, 7, 7, 9]


def test_a_week_with_red_pain_takes_a_step_back_but_not_below_the_fewest():
    assert through(1, 1, 6, 10, 7) == [5, 7, 9, 7, 5, 5]


def test_a_step_back_is_one_even_after_long_at_the_most():
    assert through(*[0] * 9, 8)[-3:] == [12, 12, 10]


def test_a_week_without_a_session_holds():
    assert through(1, None, None, 1) == [5, 7, 7, 7, 9]


def test_the_worst_pain_of_a_week_counts():
    log = [noted(1, 2, day=0), noted(1, 6, day=3), noted(1, day=6), noted(2, 0)]
    assert reps(br.compose.progress(WIDE, 2, log)) == [5]
    assert reps(br.compose.progress(WIDE, 3, log)) == [7]


def test_pain_that_nobody_noted_is_not_taken_for_comfort():
    grown = br.compose.progress(WIDE, 3, [noted(1), noted(2)])
    assert reps(grown) == [5]
    assert grown.because[1].text == (
        "week 1: no pain was noted, not even 0 for none, so it stays as it was."
    )
    assert reps(br.compose.progress(WIDE, 3, [noted(1, 0), noted(1), noted(2)])) == [7]


def test_an_empty_log_never_grows():
    assert reps(br.compose.progress(WIDE, 5, [])) == [5]


def test_what_came_later_does_not_count_yet():
    log = [noted(1, 0), noted(2, 9), noted(60, 9)]
    assert reps(br.compose.progress(WIDE, 2, log)) == [7]


def test_weeks_begin_on_the_day_of_the_first_session():
    log = [noted(1, day=2), noted(1, 9, day=8), noted(1, day=9)]
    assert reps(br.compose.progress(WIDE, 2, log)) == [5]


def test_a_session_far_to_the_west_on_the_day_before_is_in_the_first_week():
    log = [
        Done(at("2026-12-02 00:30", "Europe/Oslo"), pain=0),
        Done(at("2026-12-01 23:45", "America/New_York"), pain=9),
    ]
    assert reps(br.compose.progress(WIDE, 2, log)) == [5]


def test_only_what_was_done_of_the_routine_counts():
    other = [noted(1, 9, routine="chair-set")]
    mine = [noted(1, 0, routine="warm-up+wide"), noted(1, 1)]
    assert reps(br.compose.progress(WIDE, 2, other + mine)) == [7]
    assert reps(br.compose.progress(WIDE, 2, other)) == [5]
    nameless = Routine(WIDE.items)
    assert reps(br.compose.progress(nameless, 2, other)) == [5]
    assert reps(br.compose.progress(nameless, 2, mine)) == [7]


def test_it_says_what_came_of_each_week():
    log = [noted(1, 2), noted(2, 4), noted(4, 7)]
    because = br.compose.progress(WIDE, 5, log).because
    rule: Any = {"rule": "pain-traffic-light", "grade": "C"}
    assert because[1:-1] == (
        Reason("progress", "", "week 1: it was comfortable: a step on.", **rule),
        Reason("progress", "", "week 2: the pain reached 4, which is amber: "
               "it stays as it was.", **rule),
        Reason("progress", "", "week 3: nothing was done, so it stays as it was.",
               **rule),
        Reason("progress", "", "week 4: the pain reached 7, which is red: stop what "
               "hurt; a step back, and ask a professional if it comes again.", **rule),
    )  # fmt: skip
    assert because[-1].action is Action.CHANGED


def test_another_traffic_light_may_be_given():
    log = [noted(1, 2), noted(2, 3)]
    strict = PainScale(green=0, amber=2, grade="D")
    week = br.compose.progress(WIDE, 3, log, pain=strict)
    assert reps(week) == [5]
    assert [one.text for one in week.because[1:3]] == [
        "week 1: the pain reached 2, which is amber: it stays as it was.",
        (
            "week 2: the pain reached 3, which is red: stop what hurt; a step back, "
            "and ask a professional if it comes again."
        ),
    ]
    assert week.because[1].grade == "D"
    lax = PainScale(green=9, amber=10)
    assert reps(br.compose.progress(WIDE, 2, [noted(1, 9)], pain=lax)) == [7]


# -- what is refused -------------------------------------------------------------------


ALL = """progress: 3 problems
  week: expected a whole number from 1 to 520, got "1"
  log[0]: expected a Done, got None
  log[1]: expected a Done, got 3"""


@pytest.mark.parametrize(
    ("week", "log", "said"),
    [
        (0, None, "progress: week: expected a whole number from 1 to 520, got 0"),
        (521, None, "progress: week: expected a whole number from 1 to 520, got 521"),
        (True, None, "progress: week: expected a whole number from 1 to 520, got True"),
        (1.0, None, "progress: week: expected a whole number from 1 to 520, got 1.0"),
        (1, "log", 'progress: log: expected a log, got "log"'),
        (1, 7, "progress: log: expected a log, got 7"),
        (1, [noted(1), 3], "progress: log[1]: expected a Done, got 3"),
        ("1", [None, 3], ALL),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_makes_no_sense_is_refused(week, log, said):
    with pytest.raises(InvalidValue) as caught:
        br.compose.progress(FIVE, week, log)
    assert str(caught.value) == said


def test_what_is_no_routine_and_no_traffic_light_is_refused():
    with pytest.raises(InvalidValue) as caught:
        br.compose.progress("five", 1, pain="amber")  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value) == (
        "progress: 2 problems\n"
        '  routine: expected a routine, got "five"\n'
        '  pain: expected a pain scale, got "amber"'
    )


# -- laws ------------------------------------------------------------------------------

weeks = st.integers(1, 12)
logs = lists(
    st.builds(
        noted,
        st.integers(1, 12),
        st.none() | st.integers(0, 10),
        st.integers(0, 6),
        st.sampled_from(["", "", "wide", "other", "other+wide"]),
    ),
    most=12,
)
any_log = st.none() | logs | lists(dones)
grown = routines(items(), most=3)


@given(grown, weeks, any_log)
def test_nothing_leaves_its_range_and_both_sides_get_the_same(routine, week, log):
    after = br.compose.progress(routine, week, log)
    assert len(after) == len(routine)
    for old, new in zip(routine, after, strict=True):
        (number,) = {new.dose.reps.low, new.dose.reps.high}
        assert old.dose.reps.low <= number <= old.dose.reps.high
        played = {new.played(one) for one in ("low", "middle", "high")}
        assert len(played) == 1
        assert not new.exercise.has_sides or played.pop() % 2 == 0


@given(grown, weeks)
def test_without_a_log_later_weeks_have_no_fewer(routine, week):
    now = reps(br.compose.progress(routine, week))
    later = reps(br.compose.progress(routine, week + 1))
    assert all(a <= b <= a + 2 for a, b in zip(now, later, strict=True))


@given(grown, weeks, logs)
def test_a_log_never_grows_faster_than_no_log(routine, week, log):
    with_log = reps(br.compose.progress(routine, week, log))
    without = reps(br.compose.progress(routine, week))
    assert all(a <= b for a, b in zip(with_log, without, strict=True))


@given(weeks, logs, st.just(PainScale()) | pain_scales())
def test_each_week_does_what_its_light_says(week, log, scale):
    ours = [one for one in log if one.routine != "other"]
    first = min((one.at for one in ours), default=None)
    here = [one for one in ours if (one.at - first) // timedelta(days=7) == week - 1]
    (now,) = reps(br.compose.progress(WIDE, week, log, pain=scale))
    (after,) = reps(br.compose.progress(WIDE, week + 1, log, pain=scale))
    pains = [one.pain for one in here if one.pain is not None]
    if not pains:
        assert after == now
        return
    light = scale.light(max(pains))
    assert (
        after
        == {
            PainLight.GREEN: min(now + 2, 12),
            PainLight.AMBER: now,
            PainLight.RED: max(now - 2, 5),
        }[light]
    )


@given(grown, weeks, any_log, st.randoms())
def test_the_order_of_the_log_does_not_matter(routine, week, log, random):
    mixed = None if log is None else random.sample(log, len(log))
    one, other = (br.compose.progress(routine, week, each) for each in (log, mixed))
    assert (one, one.because) == (other, other.because)


@given(grown, weeks, any_log)
def test_every_exercise_has_its_reason(routine, week, log):
    after = br.compose.progress(routine, week, log)
    last = after.because[len(after.because) - len(after) :]
    assert [one.about for one in last] == [one.exercise.id for one in after]
    for old, new, reason in zip(routine, after, last, strict=True):
        assert (reason.action is Action.KEPT) is (old == new)


def test_a_usual_pain_is_no_reason_to_stop_and_a_rise_above_it_is():
    log = [noted(1, 3)]
    assert reps(br.compose.progress(WIDE, 2, log)) == [7]
    assert reps(br.compose.progress(WIDE, 2, log, usual=2)) == [7]
    assert reps(br.compose.progress(WIDE, 2, log, usual=1)) == [5]
    tight = PainScale(green=4, rise=1)
    assert reps(br.compose.progress(WIDE, 2, log, pain=tight, usual=1)) == [5]
    with pytest.raises(InvalidValue, match=r"progress: usual: expected a whole number"):
        br.compose.progress(WIDE, 2, log, usual=11)


def test_the_pain_scale_brings_its_sources():
    scale = PainScale(basis=[Basis("", "inferred", "clinic", reason="It says so.")])
    reason = br.compose.progress(WIDE, 2, [noted(1, 0)], pain=scale).because[1]
    assert reason.sources == ("clinic",)
