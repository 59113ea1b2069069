"""What a plan says of itself, item by item, by the reporting template CERT."""

import json
import pickle
from datetime import UTC, date, datetime, time, timedelta
from inspect import cleandoc
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine import render, wire
from backroutine._command import World, main
from backroutine.catalog import Catalog
from backroutine.errors import ContentError, InvalidValue
from backroutine.exercise import Dose
from backroutine.log import Done
from backroutine.moment import Rhythm, Window
from backroutine.reporting import Cert, CertItem, cert
from backroutine.reporting._report import QUESTIONS
from backroutine.routine import Item, Limits, Reason, Routine
from backroutine.schedule import EveryDays, Schedule, Slot
from backroutine.screen import Assessment, Finding, Question, Referral
from backroutine.source import Basis, Claim, Source
from backroutine.terms import Reported
from tests.examples import (
    BIRD_DOG,
    BRIDGE,
    MINUTE,
    MORNING,
    SIDE_PLANK,
    at,
    bridge,
    plan,
)
from tests.strategies import (
    cert_items,
    certs,
    dones,
    lists,
    routines,
    schedules,
)

FIVE = br.routines["lower-back-five"]
ARTICLE = Schedule(
    FIVE,
    moments=["after-waking", "before-bed"],
    days="mon wed fri",
    rhythm=Rhythm(wake="06:45", bed="22:30"),
    tz="Europe/Oslo",
    start="2026-12-01",
)
NUMBERS = [
    "1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9", "10", "11", "12", "13",
    "14a", "14b", "15", "16a", "16b",
]  # fmt: skip
NOTHING = Catalog()


def told(number: str, given: Any, **more: Any) -> tuple[str, str, str]:
    """Return the status of an item, its value and what is missing."""
    item = cert(given, **{"catalog": NOTHING} | more).item(number)
    return item.status.value, item.value, item.missing


def rests(number: str, given: Any, **more: Any) -> list[str]:
    """Return what an item rests on: the kind, the place and the source of each."""
    item = cert(given, **{"catalog": NOTHING} | more).item(number)
    return [f"{one.kind} {one.about} {one.source}".strip() for one in item.basis]


def alone(*exercises: Any, **parts: Any) -> Routine:
    """Return a routine that says nothing of itself but its exercises."""
    return Routine(exercises, **parts)


# -- the article's plan ----------------------------------------------------------------


def test_the_plan_of_the_article_answers_so_much():
    found: dict[str, list[str]] = {status: [] for status in Reported}
    for item in cert(ARTICLE):
        found[item.status].append(item.number)
    assert found == {
        "stated": ["1", "2", "8", "9", "12", "13"],
        "partial": ["3", "4", "7a", "7b", "10", "14a", "14b"],
        "unknown": ["5", "6", "11", "15", "16a", "16b"],
    }


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1", "nothing besides a floor"),
        (
            "2",
            "James Mingle, personal trainer, master's degree in exercise physiology",
        ),
        ("3", "alone, as far as the plan follows one person's day"),
        ("4", "by written steps and short spoken cues"),
        (
            "7b",
            (
                "within a session, by the order pelvic-tilt, knee-tuck, bridge, "
                "dead-bug, bird-dog"
            ),
        ),
        (
            "8",
            (
                "by written steps for each of Pelvic tilt, Knee tuck, Bridge, "
                "Dead bug, Bird dog"
            ),
        ),
        ("9", "after waking, before bed, mon wed fri"),
        ("12", "after waking, at home; before bed, at home"),
        (
            "13",
            (
                "Pelvic tilt 1 x 8-10, Knee tuck 1 x 8-10 for both sides, "
                "Bridge 1 x 8-10, Dead bug 1 x 8-10 for both sides, "
                "Bird dog 1 x 8-10 for both sides; slow and controlled, below fatigue; "
                "4:35 to 5:35 a session; after waking, before bed, mon wed fri; "
                "with a look back after 14 days"
            ),
        ),
        (
            "14a",
            (
                "nothing here was tailored; its source lower-back-article tells of a "
                "screening"
            ),
        ),
    ],
    ids=lambda value: value if len(value) < 4 else "",
)
def test_the_plan_of_the_article_says(number, value):
    assert cert(ARTICLE).item(number).value == value


def test_the_words_of_the_article_on_medicine_come_with_what_is_known_of_them():
    (claim,) = (
        one
        for one in br.sources["lower-back-article"].claims
        if one.topic == "medicine"
    )
    item = cert(ARTICLE).item("10")
    said = f"{claim.text} {claim.note}"
    assert item.value == f"Its source says, and nothing here advises: {said}"
    assert "never advises against medicine" in item.value
    (basis,) = item.basis
    assert (basis.source, basis.facts) == ("lower-back-article", claim.facts)


def test_all_that_the_article_says_rests_on_it_or_is_said_to_be_ours():
    for item in cert(ARTICLE):
        assert bool(item.basis) is (item.status is not Reported.UNKNOWN), item.number
        for basis in item.basis:
            assert basis.source in {"", *br.sources}


def test_the_template_is_a_source():
    source = br.sources["cert-template"]
    assert source.reference == "doi:10.1136/bjsports-2016-096651"


def test_each_item_is_asked_once_in_the_order_of_the_template():
    report = cert(ARTICLE)
    assert [item.number for item in report] == NUMBERS == list(QUESTIONS)
    assert len({item.question for item in report}) == len(NUMBERS)
    assert all(item.question.endswith("?") for item in report)


def test_a_routine_alone_says_less():
    whole, less = cert(ARTICLE), cert(FIVE)
    changed = {
        number: (whole.item(number).status.value, less.item(number).status.value)
        for number in NUMBERS
        if whole.item(number).status is not less.item(number).status
    }
    assert changed == {
        "3": ("partial", "unknown"),
        "9": ("stated", "partial"),
        "12": ("stated", "partial"),
    }
    assert less.item("9").value == "it suits after waking, before bed"
    assert less.item("9").missing == "on which days and when it is done"
    assert less.item("12").missing == "when it is done, which tells where"
    assert "; at least 3 a week; " in less.item("13").value


def test_an_empty_routine_says_nothing():
    report = cert(Routine())
    assert {item.status for item in report} == {Reported.UNKNOWN}
    assert report.plan == "A routine"
    assert {item.number: item.missing for item in report} == {
        "1": "what each exercise needs, or that it needs nothing",
        "2": "the role and the qualification of the sources' authors",
        "3": "whether it is done alone or in a group",
        "4": "how it is taught, and whether anybody supervises it",
        "5": "a log of the sessions done",
        "6": "what keeps people motivated, for which a plan has no place",
        "7a": "the rule by which exercises or their doses grow",
        "7b": "how exercises or their doses grow",
        "8": "the exercises",
        "9": "on which days and when it is done",
        "10": "what belongs to it besides exercise, such as advice",
        "11": "what harm was noted; of that, a log holds only pain",
        "12": "when it is done, which tells where",
        "13": "the dose of each exercise, how often and for how long",
        "14a": "an assessment, where it was tailored",
        "14b": "an assessment, and what followed from it",
        "15": "what chooses the first exercises and what sets the first dose",
        "16a": "a log of the sessions done",
        "16b": "a log of the sessions done",
    }


# -- each item, as its data comes ------------------------------------------------------

NEEDS_NOTHING = bridge(basis=[Basis("equipment", "editorial", reason="No thing.")])
CHAIR = bridge(id="rise", name="Rise", equipment=["chair"])
BOTH = bridge(id="tilt", name="Tilt", equipment=["chair", "wall"])


@pytest.mark.parametrize(
    ("exercises", "status", "value", "missing"),
    [
        ([BRIDGE], "unknown", "", "what each exercise needs, or that it needs nothing"),
        ([NEEDS_NOTHING], "stated", "nothing besides a floor", ""),
        ([NEEDS_NOTHING, CHAIR], "stated", "chair for Rise", ""),
        ([CHAIR, BOTH], "stated", "chair for Rise, Tilt; wall for Tilt", ""),
        (
            [CHAIR, BRIDGE, BIRD_DOG],
            "partial",
            "chair for Rise",
            "what is needed for Bridge, Bird dog",
        ),
    ],
    ids=["nothing told", "none", "one", "two", "some told"],
)
def test_1_equipment_is_known_where_each_exercise_tells(
    exercises, status, value, missing
):
    assert told("1", alone(*exercises)) == (status, value, missing)


def test_1_rests_on_what_the_equipment_of_each_exercise_rests_on():
    assert rests("1", alone(NEEDS_NOTHING, BRIDGE)) == ["editorial bridge.equipment"]


def by(source: str, **changes: Any) -> Any:
    """Return an exercise whose movement is from a source."""
    return bridge(basis=[Basis("cycle", "stated", source, locator="page 1")], **changes)


TRAINER = Source(
    "gym", "Backs", "A gym", "website", author="Ann", author_role="trainer"
)
NURSE = Source(
    "ward", "Backs", "A ward", "hospital", author="Bo", author_credentials="RN"
)
SILENT = Source("leaflet", "Backs", "A clinic", "clinic", author="Cy")
SHELF = Catalog(sources=[TRAINER, NURSE, SILENT])


@pytest.mark.parametrize(
    ("exercises", "status", "value", "missing"),
    [
        ([by("ward")], "stated", "Bo, RN", ""),
        (
            [by("gym")],
            "partial",
            "Ann, trainer",
            "the qualification of who prescribes Bridge",
        ),
        (
            [by("ward"), by("gym", id="lift", name="Lift")],
            "partial",
            "Bo, RN; Ann, trainer",
            "the qualification of who prescribes Lift",
        ),
        (
            [by("leaflet")],
            "unknown",
            "",
            "the role and the qualification of the sources' authors",
        ),
        (
            [by("elsewhere")],
            "unknown",
            "",
            "the role and the qualification of the sources' authors",
        ),
    ],
    ids=["qualified", "a role", "one of two", "a name", "not in the catalog"],
)
def test_2_the_qualification_is_that_of_the_sources_of_movement_and_dose(
    exercises, status, value, missing
):
    assert told("2", alone(*exercises), catalog=SHELF) == (status, value, missing)


@pytest.mark.parametrize(
    "basis",
    [
        Basis("cautions", "stated", "ward", locator="page 1"),
        Basis("dose", "editorial", "ward", reason="We chose it."),
    ],
    ids=["a caution", "an editor"],
)
def test_2_who_does_not_prescribe_does_not_count(basis):
    assert told("2", alone(bridge(basis=[basis])), catalog=SHELF)[0] == "unknown"


def test_2_rests_on_what_a_source_says_of_its_author():
    assert rests("2", alone(by("ward")), catalog=SHELF) == ["stated ward.author ward"]


def test_3_a_plan_is_one_persons_and_a_routine_nobodys():
    assert told("3", plan(moments=["07:00"])) == (
        "partial",
        "alone, as far as the plan follows one person's day",
        "whether others take part",
    )
    assert told("3", MINUTE)[0] == "unknown"


def test_4_steps_are_written_and_spoken_and_nobody_is_said_to_supervise():
    assert told("4", MINUTE) == (
        "partial",
        "by written steps and short spoken cues",
        "whether anybody supervises it",
    )


def done(text: str, **more: Any) -> Done:
    """An entry in Oslo, in December 2026: `done("02 06:47")`."""
    return Done(at(f"2026-12-{text}", "Europe/Oslo"), **more)


MORNINGS = plan(moments=["06:45"])  # daily from Tue 2026-12-01
LOG = [done("03 06:46"), done("01 06:45"), done("01 12:00")]
COUNTED = "2 of 3 sessions done, 1 missed, 1 extra, up to Thu 2026-12-03"
THE_LOG = "a log of the sessions done"
FIRST = "entries from the first session on"


@pytest.mark.parametrize(
    ("given", "log", "five", "sixteen_a", "sixteen_b"),
    [
        (
            MORNINGS,
            LOG,
            ("stated", f"by {THE_LOG}: {COUNTED}", ""),
            ("stated", f"each session that is due is looked for in {THE_LOG}", ""),
            ("stated", COUNTED, ""),
        ),
        (
            MORNINGS,
            None,
            ("unknown", "", THE_LOG),
            ("unknown", "", THE_LOG),
            ("unknown", "", THE_LOG),
        ),
        (
            MORNINGS,
            [],
            ("partial", f"by {THE_LOG}", FIRST),
            ("stated", f"each session that is due is looked for in {THE_LOG}", ""),
            ("unknown", "", FIRST),
        ),
        (
            plan(moments=["06:45"], start="2026-12-20"),
            LOG,
            ("partial", f"by {THE_LOG}", FIRST),
            ("stated", f"each session that is due is looked for in {THE_LOG}", ""),
            ("unknown", "", FIRST),
        ),
        (
            MINUTE,
            LOG,
            ("partial", f"by {THE_LOG}", "how many sessions are due"),
            ("partial", f"by {THE_LOG}", "how many sessions are due"),
            ("unknown", "", "how many sessions are due"),
        ),
        (
            evolve(MINUTE, limits=Limits(per_day=2)),
            LOG,
            ("partial", f"by {THE_LOG}", "how many sessions are due"),
            ("partial", f"by {THE_LOG}", "how many sessions are due"),
            ("unknown", "", "how many sessions are due"),
        ),
        (
            evolve(MINUTE, limits=Limits(per_week=2)),
            [*LOG, done("08 07:00")],
            (
                "stated",
                (
                    f"by {THE_LOG}: 3 of 3 sessions done, 0 missed, 1 extra, up to "
                    "Tue 2026-12-08"
                ),
                "",
            ),
            ("stated", f"each session that is due is looked for in {THE_LOG}", ""),
            (
                "stated",
                "3 of 3 sessions done, 0 missed, 1 extra, up to Tue 2026-12-08",
                "",
            ),
        ),
    ],
    ids=["a log", "no log", "empty", "too early", "nothing due", "a cap", "limits"],
)
def test_5_and_16_a_log_tells_who_keeps_to_it(given, log, five, sixteen_a, sixteen_b):
    assert told("5", given, log=log) == five
    assert told("16a", given, log=log) == sixteen_a
    assert told("16b", given, log=log) == sixteen_b


def test_a_log_may_be_anything_that_can_be_walked_once():
    assert cert(MORNINGS, log=iter(LOG)) == cert(MORNINGS, log=LOG)


def test_a_log_may_end_with_the_calendar():
    end = datetime.max.replace(tzinfo=UTC)
    loose = evolve(MINUTE, limits=Limits(per_week=1))
    assert told("5", loose, log=[Done(end), Done(end - timedelta(days=1))]) == (
        "stated",
        (
            f"by {THE_LOG}: 1 of 1 sessions done, 0 missed, 0 extra, up to "
            "Fri 9999-12-31"
        ),
        "",
    )


def test_6_nothing_here_keeps_anybody_motivated():
    for more in ({}, {"log": LOG}):
        assert told("6", ARTICLE, **more)[0] == "unknown"


EASY = bridge(id="easy", harder=["bridge"])
FURTHER = bridge(easier=["easy"], harder=["peak"])


@pytest.mark.parametrize(
    ("exercises", "a", "b"),
    [
        (
            [BRIDGE, BIRD_DOG],
            ("unknown", "", "the rule by which exercises or their doses grow"),
            ("unknown", "", "how exercises or their doses grow"),
        ),
        (
            [EASY, FURTHER],
            (
                "partial",
                (
                    "by easier and harder exercises: easy before bridge, "
                    "bridge before peak"
                ),
                "when to go on to the next",
            ),
            (
                "partial",
                "within a session, by the order easy, bridge",
                "how it grows from week to week",
            ),
        ),
        (
            [FURTHER, EASY],
            (
                "partial",
                (
                    "by easier and harder exercises: bridge before peak, "
                    "easy before bridge"
                ),
                "when to go on to the next",
            ),
            ("unknown", "", "how exercises or their doses grow"),
        ),
    ],
    ids=["no links", "in order", "backwards"],
)
def test_7_links_tell_of_an_order_and_not_of_a_rule(exercises, a, b):
    assert told("7a", alone(*exercises)) == a
    assert told("7b", alone(*exercises)) == b


WEEK = Reason("progress", "", "week 2: two more.", rule="add-two", sources=["leaflet"])
GREW = Reason("progress", "bridge", "10 repetitions.", "changed", "add-two")


@pytest.mark.parametrize(
    ("because", "a", "b"),
    [
        ([WEEK, GREW], "add-two week 2: two more.", "bridge 10 repetitions."),
        ([WEEK], "add-two week 2: two more.", "week 2: two more."),
        ([GREW], "add-two 10 repetitions.", "bridge 10 repetitions."),
    ],
    ids=["both", "the week", "the exercise"],
)
def test_7_what_progress_did_is_told_whole(because, a, b):
    grown = alone(EASY, FURTHER).because_of(*because)
    assert told("7a", grown) == ("stated", a, "")
    assert told("7b", grown) == ("stated", b, "")


def test_7_rests_on_the_sources_of_the_rule_or_is_ours():
    grown = alone(BRIDGE).because_of(WEEK, GREW)
    assert rests("7a", grown) == ["inferred  leaflet"]
    assert rests("7b", grown) == ["editorial bridge"]


def test_8_a_variation_is_named_with_its_exercise():
    varied = alone(Item(BRIDGE, variation="toes-up"), BIRD_DOG, BRIDGE, BRIDGE)
    assert told("8", varied) == (
        "stated",
        "by written steps for each of Bridge (Bridge, toes up), Bird dog, Bridge",
        "",
    )


DRIVE = Rhythm(wake="06:45", drives=[Window("daily", "16:00", "18:00")])


@pytest.mark.parametrize(
    ("moments", "home", "where"),
    [
        (
            ["after-waking"],
            ("stated", "after waking, {}", ""),
            ("stated", "after waking, at home", ""),
        ),
        (
            ["after-waking+PT15M", "12:30"],
            ("stated", "15 min after waking, {}", ""),
            ("partial", "15 min after waking, at home", "where one is at 12:30"),
        ),
        (
            ["07:30", "12:30"],
            ("partial", "07:30, 12:30, {}", "whether that is at home"),
            ("unknown", "", "where one is at 07:30, 12:30"),
        ),
        (
            ["before-drive", "after-drive"],
            (
                "partial",
                "before a long drive, after a long drive, {}",
                "whether that is at home",
            ),
            (
                "stated",
                (
                    "before a long drive, where the drive begins; "
                    "after a long drive, where the drive ends"
                ),
                "",
            ),
        ),
    ],
    ids=["waking", "waking and noon", "by the clock", "drives"],
)
def test_9_and_12_moments_tell_where(moments, home, where):
    given = plan(moments=moments, days="mon tue", rhythm=DRIVE)
    status, value, missing = home
    assert told("9", given) == (status, value.format("mon tue"), missing)
    assert told("12", given) == where


def test_9_days_are_told_as_they_are_planned():
    waking = {"moments": ["after-waking"], "rhythm": DRIVE}
    assert told("9", plan(days=EveryDays(3), **waking))[1] == (
        "after waking, every 3 days"
    )
    assert told("9", plan(days="mon", every=2, **waking))[1] == (
        "after waking, mon every 2 weeks"
    )


def test_9_and_12_that_one_wakes_at_home_is_ours_and_the_moment_the_sources():
    basis = [
        Basis("moments[1]", "stated", "leaflet", locator="page 1"),
        Basis("moments[0]", "stated", "ward", locator="page 1"),
    ]
    suited = evolve(MINUTE, moments=["before-drive", "after-waking"], basis=basis)
    given = plan(routine=suited, moments=["after-waking"], rhythm=DRIVE)
    ground = ["stated minute.moments[1] leaflet", "editorial moments"]
    assert rests("9", given) == rests("12", given) == ground
    given = plan(routine=suited, moments=["before-drive"], rhythm=DRIVE)
    assert rests("12", given) == ["stated minute.moments[0] ward"]


VIEW = Source(
    "leaflet",
    "Backs",
    "A clinic",
    "clinic",
    claims=[
        Claim("exercise", "Move."),
        Claim("medicine", "Heat helps.", note="So it says."),
        Claim("medicine", "So does rest."),
        Claim("screening", "People are looked at first."),
    ],
)
PUT_TOGETHER = Basis("items", "stated", "leaflet", locator="page 1")
SEEN = {"catalog": Catalog(sources=[VIEW])}


def test_10_what_else_a_source_says_is_told_of_the_routine_that_it_put_together():
    given = alone(BRIDGE, basis=[PUT_TOGETHER])
    assert told("10", given, **SEEN) == (
        "partial",
        (
            "Its source says, and nothing here advises: "
            "Heat helps. So it says. So does rest."
        ),
        "whether anything else belongs to it",
    )
    assert rests("10", given, **SEEN) == [
        "stated leaflet.claims[1] leaflet",
        "stated leaflet.claims[2] leaflet",
    ]
    assert told("10", alone(by("leaflet")), **SEEN)[0] == "unknown"


def test_11_only_pain_is_noted_in_a_log():
    told_of = [done("01 06:45", pain=2), done("02 06:45", pain=5), done("03 06:45")]
    assert told("11", MORNINGS, log=told_of) == (
        "partial",
        "pain was noted 2 times, at worst 5 of 10",
        "harm other than pain",
    )
    assert told("11", MINUTE, log=told_of[:1])[1] == (
        "pain was noted once, at worst 2 of 10"
    )
    for log in (LOG, [done("01 06:45", pain=0)], []):
        assert told("11", MORNINGS, log=log)[:2] == ("unknown", "")


@pytest.mark.parametrize(
    ("given", "ending", "missing"),
    [
        (plan(moments=["06:45"], days="mon"), "06:45, mon", "for how long"),
        (
            plan(moments=["06:45"], days="mon", until="2026-12-31"),
            "06:45, mon; from 2026-12-01 to 2026-12-31",
            "",
        ),
        (
            plan(moments=["06:45"], days="mon", count=9),
            "06:45, mon; 9 sessions from 2026-12-01",
            "",
        ),
        (
            plan(
                routine=evolve(MINUTE, horizon="P10D"), moments=["06:45"], days="mon"
            ),
            "06:45, mon; with a look back after 10 days",
            "",
        ),
        (MINUTE, "", "how often, for how long"),
        (evolve(MINUTE, limits=Limits(1)), "", "how often, for how long"),
        (evolve(MINUTE, limits=Limits(1, 4)), "at least 4 a week", "for how long"),
        (evolve(MINUTE, horizon="P14D"), "with a look back after 14 days", "how often"),
    ],
    ids=[
        "a plan", "until", "count", "horizon", "nothing", "a cap", "limits",
        "a routine with a horizon",
    ],
)  # fmt: skip
def test_13_the_dose_is_whole_with_how_often_and_for_how_long(given, ending, missing):
    dose = "Bridge 1 x 1; slow and controlled, below fatigue; 0:14 a session"
    value = f"{dose}; {ending}" if ending else dose
    assert told("13", given) == ("partial" if missing else "stated", value, missing)


def test_13_sides_sets_and_several_routines_are_told():
    other = alone(Item(BIRD_DOG, Dose(2, sets=3, rest="PT10S")), id="other")
    given = plan(
        routine=alone(SIDE_PLANK, id="one"), moments=["06:45", Slot("20:00", other)]
    )
    assert told("13", given)[1].split("; ")[:4:3] == [
        "Side plank 2 x 1 on each side",
        "Bird dog 3 x 2 for both sides",
    ]
    assert cert(given).plan == "one, other"


# -- one person ------------------------------------------------------------------------

HURTS = Finding(
    "bending-hurts",
    "bending hurts",
    "bending-hurts",
    "C",
    basis=[Basis("", "stated", "ward", locator="page 1")],
)
STIFF = Finding(
    "stiff", "the back is stiff", "stiff", "D", basis=[
        Basis("wants", "editorial", reason="It eases.")
    ],
)  # fmt: skip
CLEAR = Assessment("check", findings=[HURTS, STIFF])
NUMB = Question("numb", "Is it numb?", sign="numbness", level="emergency")
REFERRED = Assessment(
    "check", referral=Referral("emergency", "Go now.", questions=[NUMB])
)
KEPT = Reason("personalize", "bridge", "kept as it is.", "kept")
GONE = Reason(
    "personalize", "bird-dog", "left out: it asks for kneeling.", "left-out",
    sources=["ward", "gym"],
)  # fmt: skip
MINE = MORNING.because_of(KEPT, GONE, Reason("fit", "bridge", "kept."))


@pytest.mark.parametrize(
    ("given", "assessment", "a", "b"),
    [
        (
            MORNING,
            CLEAR,
            "tailored: the exercises follow from the answers to the screen check",
            "The answers say: bending hurts; the back is stiff.",
        ),
        (
            MINE,
            CLEAR,
            "tailored: the exercises follow from the answers to the screen check",
            (
                "The answers say: bending hurts; the back is stiff. "
                "bird-dog left out: it asks for kneeling."
            ),
        ),
        (
            MINE,
            None,
            "tailored: the exercises follow from the answers to a screen",
            "bird-dog left out: it asks for kneeling.",
        ),
        (
            MORNING.because_of(KEPT),
            Assessment("check"),
            "tailored: the exercises follow from the answers to the screen check",
            "No answer asked for a change.",
        ),
        (
            MORNING,
            REFERRED,
            "not yet: the screen check asks for a professional's look first",
            "Before any exercise: 'numbness' needs medical care now.",
        ),
    ],
    ids=["findings", "both", "reasons", "nothing found", "a referral"],
)
def test_14_who_was_assessed_or_got_a_routine_of_their_own_has_it_tailored(
    given, assessment, a, b
):
    assert told("14a", given, assessment=assessment) == ("stated", a, "")
    assert told("14b", given, assessment=assessment) == ("stated", b, "")


def test_14_rests_on_the_findings_and_the_reasons():
    assert rests("14b", MINE, assessment=CLEAR) == [
        "stated bending-hurts ward",
        "editorial stiff.wants",
        "editorial bridge",
        "inferred bird-dog ward",
        "inferred bird-dog gym",
    ]


def test_14_a_source_that_tells_of_a_screening_tells_a_part():
    given = alone(BRIDGE, basis=[PUT_TOGETHER])
    assert told("14a", given, **SEEN) == (
        "partial",
        "nothing here was tailored; its source leaflet tells of a screening",
        "whether the plan was made for a person",
    )
    assert told("14b", given, **SEEN) == (
        "partial",
        "People are looked at first.",
        "the rules by which it was tailored",
    )
    assert told("14a", given)[0] == told("14b", given)[0] == "unknown"


@pytest.mark.parametrize(
    ("given", "assessment", "expected"),
    [
        (
            MORNING,
            CLEAR,
            (
                "partial",
                "the exercises follow from the answers to the screen check",
                "what sets the first dose",
            ),
        ),
        (
            MORNING.because_of(WEEK, GREW),
            None,
            (
                "partial",
                "the dose follows add-two",
                "what chooses the first exercises",
            ),
        ),
        (
            MINE.because_of(WEEK, GREW, GREW),
            None,
            (
                "stated",
                (
                    "the exercises follow from the answers to a screen; "
                    "the dose follows add-two"
                ),
                "",
            ),
        ),
        (
            MORNING.because_of(WEEK),
            None,
            (
                "unknown",
                "",
                "what chooses the first exercises and what sets the first dose",
            ),
        ),
    ],
    ids=["screened", "progressed", "both", "no dose"],
)
def test_15_a_person_begins_by_a_screen_and_a_rule(given, assessment, expected):
    assert told("15", given, assessment=assessment) == expected


def test_a_routine_that_the_verbs_made_tells_what_they_did():
    screen = br.screens["movement-check"]
    answers = {sign.id: False for sign in screen.red_flags} | {"bending-hurts": True}
    found = screen.assess(answers)
    mine = br.compose.personalize(FIVE, found, br.load())
    mine = br.compose.progress(mine, week=1)
    status = {item.number: item.status for item in cert(mine)}
    for number in ("7a", "7b", "14a", "14b", "15"):
        assert status[number] is Reported.STATED, number


# -- the nouns -------------------------------------------------------------------------


@given(certs)
def test_a_report_is_a_value_like_any_other(report):
    text = wire.dumps(report)
    assert wire.loads(text, Cert) == report
    assert wire.dumps(wire.loads(text, Cert)) == text
    again = pickle.loads(pickle.dumps(report))
    names = {"Cert": Cert, "CertItem": CertItem, "Basis": Basis}
    assert again == report == eval(repr(report), names)
    assert hash(again) == hash(report)


@given(cert_items())
def test_an_item_is_a_value_like_any_other(item):
    text = wire.dumps(item)
    assert wire.loads(text, CertItem) == item
    assert wire.dumps(wire.loads(text, CertItem)) == text
    assert eval(repr(item), {"CertItem": CertItem, "Basis": Basis}) == item


def test_a_real_report_comes_back_from_json():
    report = cert(ARTICLE, log=[done("02 06:45")])
    assert wire.loads(wire.dumps(report), Cert) == report


def test_a_report_is_a_sequence_of_its_items():
    report = cert(ARTICLE)
    assert len(report) == len(NUMBERS)
    assert report[0] is report.item("1")
    assert report[-2:] == report.items[-2:]
    assert report[3] in report
    assert list(report) == list(report.items)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (
            "7",
            (
                'Cert: expected the number of an item such as "7a", got "7"; '
                "did you mean '7b' or '7a'?"
            ),
        ),
        ("x", 'Cert: expected the number of an item such as "7a", got "x"'),
        (7, 'Cert: expected the number of an item such as "7a", got 7'),
    ],
)
def test_there_is_no_other_item(number, text):
    with pytest.raises(InvalidValue) as refused:
        cert(ARTICLE).item(number)
    assert str(refused.value) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {"number": "16"},
            (
                'CertItem: number: expected the number of an item such as "7a", '
                "got \"16\"; did you mean '16b' or '16a' or '6'?"
            ),
        ),
        (
            {"status": "stated", "value": ""},
            "CertItem: status: is stated, which needs a value and nothing missing",
        ),
        (
            {"status": "stated", "missing": "more"},
            "CertItem: status: is stated, which needs a value and nothing missing",
        ),
        (
            {"status": "partial"},
            "CertItem: status: is partial, which needs a value and what is missing",
        ),
        ({"status": "unknown"}, "CertItem: status: is unknown, which needs no value"),
        (
            {"status": "told"},
            (
                'CertItem: status: expected a reported, got "told"; '
                "known are stated, partial, unknown"
            ),
        ),
        ({"question": ""}, "CertItem: question: is empty; fill it"),
    ],
    ids=[
        "number", "stated and empty", "stated and missing", "partial", "unknown",
        "no status", "no question",
    ],
)  # fmt: skip
def test_an_item_says_no_more_than_it_knows(parts, text):
    usual = {"number": "1", "question": "What?", "status": "stated", "value": "a mat"}
    with pytest.raises(InvalidValue) as refused:
        CertItem(**usual | parts)
    assert str(refused.value) == text


@pytest.mark.parametrize(
    "change",
    [
        lambda items: items[1:],
        lambda items: (*items, items[0]),
        lambda items: items[::-1],
        lambda _: (),
    ],
    ids=["one less", "one twice", "backwards", "none"],
)
def test_a_report_holds_each_item_once_in_order(change):
    with pytest.raises(InvalidValue) as refused:
        Cert("Mine", change(cert(ARTICLE).items))
    assert str(refused.value) == (
        "Cert: items: expected each of these once, in order: " + ", ".join(NUMBERS)
    )


def test_json_that_is_no_report_is_refused_with_all_faults():
    data = wire.unstructure(cert(MINUTE))
    data["items"][0]["status"] = "perhaps"
    data["items"][3]["number"] = "4c"
    with pytest.raises(ContentError) as refused:
        wire.structure(data, Cert)
    assert [fault.path for fault in refused.value.faults] == [
        "items[0].status",
        "items[3].number",
    ]


# -- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "more", "text"),
    [
        (None, {}, "cert: plan: expected a Schedule or a Routine, got None"),
        (BRIDGE, {}, "cert: plan: expected a Schedule or a Routine, got Exercise(…"),
        (MINUTE, {"log": "x"}, 'cert: log: expected a list, got "x"'),
        (MINUTE, {"log": 5}, "cert: log: expected a list, got 5"),
        (MINUTE, {"log": [1]}, "cert: log[0]: expected a Done, got 1"),
        (
            MINUTE,
            {"assessment": {}},
            "cert: assessment: expected an Assessment or None, got {}",
        ),
        (MINUTE, {"catalog": 1}, "cert: catalog: expected a Catalog or None, got 1"),
    ],
    ids=["nothing", "exercise", "text", "number", "entry", "assessment", "catalog"],
)
def test_what_is_no_plan_log_or_assessment_is_refused(given, more, text):
    with pytest.raises(InvalidValue) as refused:
        cert(given, **more)
    begin, cut, _ = text.partition("…")
    told = str(refused.value)
    assert told.startswith(begin) if cut else told == text


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidValue) as refused:
        cert(1, log=[done("01 06:45"), "x"], assessment=2)  # type: ignore[arg-type, list-item]
    assert str(refused.value) == cleandoc("""
        cert: 3 problems
          plan: expected a Schedule or a Routine, got 1
          log[1]: expected a Done, got "x"
          assessment: expected an Assessment or None, got 2
    """)


# -- any plan --------------------------------------------------------------------------


@st.composite
def plans_and_logs(draw: st.DrawFn) -> tuple[Schedule | Routine, list[Done] | None]:
    """Any plan, and a log from around its first days or of any time."""
    if draw(st.booleans()):
        return draw(routines()), draw(st.none() | lists(dones))
    given = draw(schedules())
    start = datetime.combine(given.start, time(), UTC)
    days = st.integers(-3, 40).map(lambda n: Done(start + timedelta(days=n)))
    return given, draw(st.none() | lists(days))


@given(plans_and_logs())
def test_any_plan_has_a_report_of_the_same_items(both):
    given, log = both
    report = cert(given, log=log)
    assert [item.number for item in report] == NUMBERS
    assert wire.loads(wire.dumps(report), Cert) == report
    assert render.text(report)
    assert render.markdown(report)


# -- on a page -------------------------------------------------------------------------


def test_a_page_holds_an_item_a_line():
    lines = str(cert(ARTICLE)).splitlines()
    assert lines[:5] == [
        "Lower back five",
        "After the Consensus on Exercise Reporting Template (cert-template)",
        "6 stated, 7 partial, 6 unknown",
        "",
        "Item  Told     Question                                            Answer",
    ]
    assert [line.split()[0] for line in lines[5:]] == NUMBERS
    assert lines[5].endswith(
        "needed?                           nothing besides a floor "
        "[inferred from lower-back-article]"
    )
    assert lines[10].endswith(
        "unknown (missing: what keeps people motivated, for which a plan has no place)"
    )
    assert lines[13].endswith(
        "[stated by lower-back-article, va-five-movements; "
        "inferred from lower-back-article; decided by editors]"
    )


def test_markdown_holds_a_table():
    lines = render.markdown(cert(ARTICLE)).splitlines()
    assert lines[0] == "# Lower back five"
    assert "| Item | Told | Question | Answer |" in lines
    assert sum(line.startswith("| ") for line in lines) == 2 + len(NUMBERS)


def test_an_item_is_a_line_of_its_own():
    report = cert(ARTICLE)
    assert (
        str(report.item("1")) == "1 What equipment is needed? nothing besides a floor"
    )
    assert str(report.item("5")) == (
        "5 How is keeping to it measured and told? "
        "unknown (missing: a log of the sessions done)"
    )
    assert report.item("3").answer == (
        "alone, as far as the plan follows one person's day "
        "(missing: whether others take part)"
    )


# -- as a command ----------------------------------------------------------------------


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Return a function that runs the command on a Sunday, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    world = World(now=lambda: now, environ={"TZ": "Europe/Oslo"}, root=tmp_path)

    def run(*arguments):
        code: object
        try:
            code = main(["cert", *arguments], world)
        except SystemExit as stopped:
            code = stopped.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


OPTIONS = ["--days", "mon wed fri", "--wake", "06:45", "--bed", "22:30"]
DAYS = ["--from", "2026-12-01", "--tz", "Europe/Oslo"]


def test_the_command_reports_on_the_plan_that_schedule_shows(run):
    assert run(*OPTIONS, *DAYS) == (0, f"{cert(ARTICLE)}\n", "")


def test_the_command_says_what_it_assumed(run):
    code, out, err = run("wind-down")
    usual = Schedule(
        br.routines["wind-down"],
        moments=["after-waking", "before-bed"],
        days="mon wed fri",
        rhythm=Rhythm(wake="07:00", bed="22:30"),
        tz="Europe/Oslo",
        start=date(2026, 11, 29),
    )
    assert (code, err) == (0, "")
    assert out.startswith(f"{cert(usual)}\n\n")
    assert out.splitlines()[-2:] == [
        (
            "Assumed: days mon wed fri, waking at 07:00, bed at 22:30, "
            "time zone Europe/Oslo (from TZ)."
        ),
        (
            'To change it: python -m backroutine cert --days "tue thu sat" '
            "--wake 06:45 --bed 23:00 --tz Europe/Oslo"
        ),
    ]


def test_the_command_writes_json(run):
    code, out, err = run(*OPTIONS, *DAYS, "--json")
    assert (code, err) == (0, "")
    assert wire.structure(json.loads(out), Cert) == cert(ARTICLE)


def test_the_command_takes_a_log_and_notes_what_it_cannot_read(run, tmp_path):
    log = [done("02 06:47"), done("04 08:05")]
    torn = wire.dumps_lines(log) + '{"at": "2026-12-10T06'
    (tmp_path / "log.jsonl").write_text(torn, encoding="utf-8")
    code, out, err = run(*OPTIONS, *DAYS, "--log", "log.jsonl")
    assert code == 0
    assert out == f"{cert(ARTICLE, log=log)}\n"
    assert err == (
        'note: log.jsonl: line 3: is torn; left out \'{"at": "2026-12-10T06\'\n'
    )


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["--log", "none.jsonl"], 1, "[Errno 2] No such file or directory: 'none.jso"),
        (["lower-back-fiv"], 1, "no routine 'lower-back-fiv' in the catalog; did you"),
        (["--days", "someday"], 2, "usage: python -m backroutine cert [ROUTINE] [--da"),
    ],
    ids=["no log", "no routine", "no day"],
)
def test_the_command_says_what_is_wrong(run, arguments, code, text):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith(text)
