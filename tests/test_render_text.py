"""Values as plain text for people."""

from datetime import UTC, datetime, timedelta, timezone
from inspect import cleandoc
from typing import Any

import attrs
import pytest

import backroutine as br
from backroutine import render
from backroutine.errors import InvalidValue
from tests.examples import BOOK, CALM, CHECK


def exercise(**changes):
    """Return a small exercise with as little as one can have."""
    plain: dict[str, Any] = {
        "id": "side-bend",
        "name": "Side bend",
        "position": "standing",
        "laterality": "bilateral",
        "directions": ["lateral-flexion"],
        "range": "mid",
        "setup": [br.Step("Stand tall.", "Stand tall")],
        "cycle": [
            br.Step("Bend to the side.", "Bend", "PT2S", "PT1S"),
            br.Step("Come back up.", "Up", "PT2S"),
        ],
        "dose": br.Dose(br.Span(8, 10)),
        "goals": ["mobility"],
    }
    return br.Exercise(**plain | changes)


def fact(value, name):
    """Return what a page says under a name."""
    found = [line for line in lines(value) if line.startswith(f"{name}  ")]
    return found[0].removeprefix(name).strip() if found else None


def lines(value):
    return [line.strip() for line in render.text(value).splitlines()]


# -- exercises -----------------------------------------------------------------


def test_an_exercise_says_what_to_do_in_order():
    assert render.text(exercise()) == cleandoc("""
        Side bend

        Id     side-bend
        Start  standing
        Dose   8 to 10 times; 1 s hold
        Time   0:40 to 0:50
        Goals  mobility

        Set up
          1. Stand tall.

        Movement
          1. Bend to the side.
          2. Come back up.

        Details
          Lower back  lateral flexion, mid range
          Asks for    standing, lateral flexion
          Level       entry
    """)


def test_all_else_that_an_exercise_holds_is_said_too():
    toes = br.Variation(
        "toes-up",
        "Toes up",
        setup=[br.Step("Lift your toes.", "Toes up")],
        cycle=[br.Step("Bend to the side.", "Bend", "PT2S")],
        goals=["balance"],
        muscles=["glutes"],
        cues=["Toes stay up", "Slowly"],
    )
    stated = br.Basis("dose", "stated", "a-book", locator="page 3")
    inferred = br.Basis("cycle[0].move", "inferred", "a-page", reason="It is common.")
    editorial = br.Basis("", "editorial", reason="Nobody says.")
    further = br.Basis("further_demands", "editorial", reason="It is so.")
    whole = exercise(
        muscles=["obliques", "quadratus-lumborum"],
        equipment=["wall"],
        cues=["Slow", "Keep breathing"],
        variations=[toes],
        cautions=[
            br.Caution("anyone", "Stop when it hurts."),
            br.Caution("recent-surgery", "Ask your surgeon first."),
        ],
        easier=["sway", "nod"],
        harder=["windmill"],
        aliases=["side lean"],
        further_demands=["balance"],
        basis=[stated, inferred, editorial, further],
    )
    told = render.text(whole)
    assert told.partition("\n\nKeep in mind\n")[2] == cleandoc("""
        KEEP - Slow
          - Keep breathing

        Variations
          - Toes up: balance, glutes
            Lift your toes.
            Bend to the side.
            Keep in mind: Toes stay up; Slowly

        Take care
          - Stop when it hurts.
          - Recent surgery: Ask your surgeon first.

        Details
          Muscles             obliques, quadratus lumborum
          Lower back          lateral flexion, mid range
          Asks for            standing, balance, lateral flexion
          Level               entry
          Equipment           wall
          Easier              sway, nod
          Harder              windmill
          Also called         side lean
          Sources             a-book, a-page
          Inferred            movement
          Decided by editors  all of it, further demands
    """).replace("KEEP", " ")


@pytest.mark.parametrize(
    ("laterality", "dose", "said"),
    [
        ("bilateral", br.Dose(br.Span(8, 10)), "8 to 10 times"),
        ("bilateral", br.Dose(1), "once"),
        ("bilateral", br.Dose(2), "twice"),
        ("bilateral", br.Dose(12), "12 times"),
        ("bilateral", br.Dose(5, sets=2), "5 times; 2 sets"),
        (
            "bilateral",
            br.Dose(5, sets=3, rest="PT90S"),
            "5 times; 3 sets, 1 min 30 s rest in between",
        ),
        (
            "alternating",
            br.Dose(br.Span(8, 10)),
            "8 to 10 times in all, 4 to 5 each side",
        ),
        ("alternating", br.Dose(2), "twice in all, 1 each side"),
        (
            "alternating",
            br.Dose(br.Span(7, 9)),
            "8 times in all, 4 each side",
        ),
        (
            "unilateral",
            br.Dose(br.Span(8, 10), counting="per-side"),
            "8 to 10 times each side",
        ),
    ],
)
def test_a_dose_says_what_each_side_gets(laterality, dose, said):
    one = exercise(laterality=laterality, dose=dose)
    assert fact(one, "Dose") == f"{said}; 1 s hold"


@pytest.mark.parametrize(
    ("holds", "said"),
    [
        (["PT0S"], "once"),
        (["PT20S"], "once; 20 s hold"),
        (["PT1M"], "once; 1 min hold"),
        (["PT1.5S", "PT1.5S"], "once; 1.5 s holds"),
        (["PT1S", "PT0S", "PT3S"], "once; 1 s to 3 s holds"),
    ],
)
def test_a_dose_says_how_long_positions_are_held(holds, said):
    cycle = [br.Step("Bend.", "Bend", "PT1S", hold) for hold in holds]
    assert fact(exercise(cycle=cycle, dose=br.Dose(1)), "Dose") == said


@pytest.mark.parametrize(
    ("laterality", "heading"),
    [
        ("bilateral", "Movement"),
        ("unilateral", "Movement, one side and then the other"),
        ("alternating", "Movement, sides in turn"),
        ("contralateral-alternating", "Movement, sides in turn"),
    ],
)
def test_the_movement_says_what_becomes_of_the_other_side(laterality, heading):
    assert heading in lines(exercise(laterality=laterality))


def test_every_position_is_said_in_plain_words():
    for position in br.terms.Position:
        said = fact(exercise(position=position), "Start")
        assert said.endswith(f"({position})") or said == position


def test_a_lower_back_that_stays_still_has_no_range():
    one = exercise(directions=["neutral"], range="none")
    assert fact(one, "Lower back") == "neutral"


# -- routines ------------------------------------------------------------------


def test_a_routine_starts_with_its_measure_and_its_exercises():
    five = br.routines["lower-back-five"]
    told = render.text(five)
    assert told.startswith(
        "Lower back five\n5 exercises, 4:35 to 5:35, slow and controlled, below fatigue"
    )
    for item in five:
        assert f"{item.exercise.name}: 8 to 10 times" in told
        assert all(step.text in told for step in item.exercise.cycle)


def test_who_lies_down_already_is_not_told_to_lie_down_again():
    up = [br.Step("Lie down.", "Lie down")]
    first = exercise(id="one", name="One", position="supine", setup=up)
    second = exercise(id="two", name="Two", position="supine", setup=up)
    third = exercise(id="three", name="Three")
    steps = render.text(br.Routine((first, second, third))).partition("Exercises\n")[2]
    assert steps.partition("\n\n")[0] == cleandoc("""
        KEEP 1. One: 8 to 10 times; 1 s hold
             Lie down.
             Bend to the side.
             Come back up.
          2. Two: 8 to 10 times; 1 s hold
             Bend to the side.
             Come back up.
          3. Three: 8 to 10 times; 1 s hold
             Stand tall.
             Bend to the side.
             Come back up.
    """).replace("KEEP", " ")


@pytest.mark.parametrize(
    ("laterality", "said"),
    [
        ("unilateral", "Then the same on the other side."),
        ("alternating", "Then the same on the other side, in turn."),
        ("contralateral-alternating", "Then the same on the other side, in turn."),
    ],
)
def test_who_sees_the_steps_of_one_side_is_told_of_the_other(laterality, said):
    toes = br.Variation("toes-up", "Toes up", cycle=[br.Step("Up.", "Up", "PT1S")])
    one = exercise(laterality=laterality, variations=[toes])
    assert lines(br.Routine([one])).count(said) == 1
    both = lines(br.Routine([br.Item(one, variation="toes-up", mode="follow")]))
    assert both[both.index("Come back up.") :][:4] == [
        *("Come back up.", said),
        *("Up.", said),
    ]


def test_where_both_sides_work_at_once_there_is_no_other_side():
    assert "other side" not in render.text(br.Routine([exercise()]))


def test_a_variation_replaces_or_follows():
    toes = br.Variation("toes-up", "Toes up", cycle=[br.Step("Up.", "Up", "PT1S")])
    one = exercise(variations=[toes])
    instead = br.Routine([br.Item(one, variation="toes-up")])
    after = br.Routine([br.Item(one, variation="toes-up", mode="follow")])
    assert "1. Side bend: Toes up: 8 to 10 times" in lines(instead)
    assert "Bend to the side." not in lines(instead)
    assert "1. Side bend, then Toes up: 8 to 10 times; 1 s hold" in lines(after)
    assert "Bend to the side." in lines(after)


def test_a_routine_says_how_often_when_and_why():
    routine = br.Routine(
        [exercise()],
        id="bends",
        purpose=["It moves the sides."],
        goals=["warm-up", "blood-flow"],
        cues=["Slowly"],
        limits=br.Limits(per_day=2, per_week=3),
        moments=["after-waking+PT15M", "12:30"],
        horizon="P14D",
        because=[
            br.Reason("fit", "side-bend", "at most 8 repetitions instead of 10."),
            br.Reason("fit", "", "everything fits."),
        ],
    )
    assert fact(routine, "How often") == "at most twice a day, at least 3 times a week"
    assert fact(routine, "When") == "15 min after waking, 12:30"
    assert fact(routine, "Look back") == "after 2 weeks"
    assert fact(routine, "Goals") == "warm-up, blood flow"
    told = render.text(routine)
    assert told.startswith("bends\n1 exercise, 0:50 to 1:00")
    assert "Purpose\n  - It moves the sides." in told
    assert "Keep in mind\n  - Slowly" in told
    assert (
        cleandoc("""
        Why it is like this
          - fit: side-bend at most 8 repetitions instead of 10.
          - fit: everything fits.
    """)
        in told
    )


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (br.Limits(per_day=1), "at most once a day"),
        (br.Limits(per_week=2), "at least twice a week"),
        (None, None),
    ],
)
def test_limits_say_only_what_they_limit(limits, said):
    assert fact(br.Routine([exercise()], limits=limits), "How often") == said


@pytest.mark.parametrize(
    ("horizon", "said"),
    [("P1D", "after 1 day"), ("P7D", "after 1 week"), ("P10D", "after 10 days")],
)
def test_a_horizon_is_in_weeks_where_it_can_be(horizon, said):
    assert fact(br.Routine([exercise()], horizon=horizon), "Look back") == said


def test_cautions_of_exercises_reach_the_routine_each_once():
    everywhere = br.Caution("anyone", "Stop when it hurts.")
    flat = br.Caution("osteoporosis", "Keep it small.")
    one = exercise(id="one", name="One", cautions=[everywhere, flat])
    two = exercise(id="two", name="Two", cautions=[flat])
    routine = br.Routine([one, two], cautions=[everywhere])
    assert [line for line in lines(routine) if line.startswith("- ")] == [
        "- Stop when it hurts.",
        "- Osteoporosis: Keep it small. (One, Two)",
    ]


PREGNANCY = "Pregnancy after 16 weeks: "


@pytest.mark.parametrize(
    ("context", "text", "said"),
    [
        ("arching-hurts", "If arching hurts, do less.", ""),
        ("bending-hurts", "If bending forward hurts, do less.", ""),
        ("recent-surgery", "After recent surgery on your spine, ask first.", ""),
        ("osteoporosis", "With osteoporosis, do less.", ""),
        ("pregnancy-after-16-weeks", "After 16 weeks of pregnancy, sit.", ""),
        ("bending-hurts", "If the press hurts, do less.", ""),
        ("leg-symptoms", "If a leg tingles, stop.", ""),
        ("pregnancy-after-16-weeks", "If it pulls, stop.", PREGNANCY),
        ("arching-hurts", "Do less if arching hurts.", "Arching hurts: "),
        ("osteoporosis", "Keep it small.", "Osteoporosis: "),
    ],
)
def test_a_caution_names_its_circumstance_once(context, text, said):
    told = render.text(exercise(cautions=[br.Caution(context, text)]))
    assert f"Take care\n  - {said}{text}\n" in told


def test_a_routine_names_the_sources_of_its_exercises_too():
    five = br.routines["lower-back-five"]
    alone = attrs.evolve(five, basis=())
    assert "lower-back-article" in fact(alone, "Sources")


def test_an_empty_routine_is_still_a_routine():
    assert render.text(br.Routine()).splitlines()[:2] == [
        "A routine",
        "0 exercises, 0:00, slow and controlled, below fatigue",
    ]


def test_more_than_nine_exercises_stay_aligned():
    routine = br.Routine([exercise(id=f"e{i}", name=f"E{i}") for i in range(10)])
    told = render.text(routine)
    assert "\n   1. E0: " in told
    assert "\n  10. E9: " in told


# -- schedules and sessions ----------------------------------------------------


def plan(**changes):
    usual: dict[str, Any] = {
        "moments": ["after-waking", "before-bed"],
        "days": "mon wed fri",
        "rhythm": br.Rhythm(wake="06:45", bed="22:30"),
        "tz": "Europe/Oslo",
        "start": "2026-12-01",
    }
    return br.Schedule(br.routines["lower-back-five"], **usual | changes)


def test_a_schedule_shows_its_first_seven_days():
    made_of, _, days = render.text(plan()).partition("\n\n")
    assert made_of.splitlines() == [
        "Lower back five",
        (
            "Mon, Wed, Fri; after waking (06:45), before bed (22:30); Europe/Oslo; "
            "from Tue 2026-12-01"
        ),
    ]
    assert days == cleandoc("""
        The first seven days
          Day             Time            Moment
          Wed 2026-12-02  06:45 to 06:51  after waking
                          22:24 to 22:30  before bed
          Fri 2026-12-04  06:45 to 06:51  after waking
                          22:24 to 22:30  before bed
          Mon 2026-12-07  06:45 to 06:51  after waking
                          22:24 to 22:30  before bed
    """)


def header(**changes):
    return render.text(plan(**changes)).splitlines()[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"days": "daily"}, "every day; "),
        ({"days": br.EveryDays(2)}, "every 2 days; "),
        ({"days": "daily", "every": 2}, "every day every 2 weeks; "),
        ({"until": "2026-12-24"}, "; until Thu 2026-12-24"),
        ({"count": 10}, "; 10 sessions"),
        ({"skip": ["2026-12-24"]}, "; except 2026-12-24"),
        (
            {"skip": [f"2026-12-2{i}" for i in range(5)]},
            "; except 2026-12-20, 2026-12-21, 2026-12-22 and 2 more",
        ),
        ({"limits": br.Limits(per_day=4)}, "; at most 4 times a day"),
        (
            {"rhythm": br.Rhythm({"weekdays": "06:45", "sat": "08:00"}, "22:30")},
            "; after waking (06:45 or 08:00), ",
        ),
    ],
)
def test_a_schedule_says_in_one_line_what_it_is_made_of(changes, said):
    assert said in header(**changes)


def test_a_schedule_says_when_workouts_and_drives_are():
    rhythm = br.Rhythm(
        workouts=[br.Window("mon wed fri", "18:00", "19:00")],
        drives=[br.Window("fri", "15:00", "17:00")],
    )
    moments = ["before-workout", "before-drive", "after-drive"]
    told = header(moments=moments, rhythm=rhythm, limits=br.Limits(per_day=3))
    assert "before a workout (mon wed fri 18:00 to 19:00), " in told
    assert "before a long drive (fri 15:00 to 17:00), after a long drive (fri " in told


def test_a_schedule_of_several_routines_says_which_is_when():
    five = br.routines["lower-back-five"]
    two = attrs.evolve(five[:2], id="two", name="The first two")
    told = render.text(plan(moments={"after-waking": five, "12:30": two}))
    assert told.startswith("Lower back five, The first two\n")
    assert [" ".join(row.split()) for row in told.splitlines()[4:7]] == [
        "Day Time Moment Routine",
        "Wed 2026-12-02 06:45 to 06:51 after waking Lower back five",
        "12:30 to 12:33 The first two",
    ]


def test_a_session_after_midnight_stands_under_the_day_on_the_calendar():
    told = render.text(plan(rhythm=br.Rhythm(wake="06:45", bed="00:30")))
    assert "Thu 2026-12-03  00:24 to 00:30  before bed" in told


def test_a_schedule_that_starts_late_shows_its_first_days_all_the_same():
    told = render.text(
        plan(days=br.EveryDays(30), skip=["2026-12-01"], limits=br.Limits())
    )
    assert "Thu 2026-12-31  06:45 to 06:51" in told


def test_a_schedule_without_a_session_is_its_header_alone():
    told = render.text(plan(days="daily", until="2026-12-01", skip=["2026-12-01"]))
    assert len(told.splitlines()) == 2


def test_a_session_says_when_it_is_and_what_to_do():
    session = plan().next(after=datetime(2026, 12, 1, tzinfo=UTC))
    assert render.text(session).splitlines()[:3] == [
        "Lower back five",
        "Wed 2026-12-02, 06:45 to 06:51 (UTC+01:00), after waking",
        "5 exercises, 4:35 to 5:35, slow and controlled, below fatigue",
    ]


def test_a_session_by_the_clock_does_not_say_its_time_twice():
    start = datetime(2026, 12, 2, 12, 30, tzinfo=timezone(timedelta(hours=-7)))
    end = start + timedelta(minutes=6)
    session = br.Session(start, end, br.Moment("12:30"), br.Routine(), start.date())
    line = render.text(session).splitlines()[1]
    assert line == "Wed 2026-12-02, 12:30 to 12:36 (UTC-07:00)"


# -- timelines, catalogs, sources ----------------------------------------------


def test_a_timeline_has_a_line_for_each_cue():
    line = br.Timeline.of(br.Routine([exercise(dose=br.Dose(1))]))
    assert render.text(line) == cleandoc("""
        A timeline
        6 cues, 0:15

        Time  Cue
        0:00  Side bend
        0:05  Stand tall
        0:10  Bend
        0:12  Hold
        0:13  Up
        0:15  Done
    """)


def test_a_catalog_is_four_tables():
    five = br.routines["lower-back-five"]
    source = br.Source("a-page", "A page", "Somebody", "charity")
    catalog = br.Catalog([br.exercises["bird-dog"]], [five], [source], [CHECK])
    assert render.text(catalog) == cleandoc("""
        A catalog
        1 exercise, 1 routine, 1 source, 1 screen

        Exercises
          Id        Name      Position   Time
          bird-dog  Bird dog  quadruped  0:48 to 1:00

        Routines
          Id               Name             Exercises  Time
          lower-back-five  Lower back five  5          4:35 to 5:35

        Sources
          Id      Publisher  Published  Title
          a-page  Somebody              A page

        Screens
          Id     Name   Questions  Red flags  Findings
          check  Check  7          4          4
    """)


def test_the_bundle_is_a_catalog_too():
    told = render.text(br.load())
    assert told.startswith(f"A catalog\n{len(br.exercises)} exercises, ")
    assert "  lower-back-article " in told


def test_a_shelf_is_one_table():
    assert render.text(br.Catalog(exercises=[exercise()]).exercises) == cleandoc("""
        1 exercise

        Id         Name       Position  Time
        side-bend  Side bend  standing  0:40 to 0:50
    """)
    assert render.text(br.Catalog().sources) == "0 sources"


def test_lines_do_not_end_in_blanks():
    source = br.Source("a-page", "A page", "Somebody", "charity")
    for value in (br.load(), plan(moments=["12:30"]), source):
        assert not [
            line for line in render.text(value).splitlines() if line != line.rstrip()
        ]


def test_a_source_speaks_for_itself():
    source = br.Source(
        "a-page",
        "A page on backs",
        "Somebody",
        "health-service",
        published="2020-02-02",
        author="A. Person",
        author_role="trainer",
        reference="doi:10.1/x",
        claims=[
            br.Claim(
                "causes", "The page says that sitting does it.", note="Contested."
            ),
            br.Claim("outcome", "The page says that it helps."),
        ],
        note="Seen in part.",
    )
    assert render.text(source) == cleandoc("""
        A page on backs

        Id         a-page
        Publisher  Somebody
        Published  2020-02-02
        Kind       health service
        Author     A. Person, trainer
        Reference  doi:10.1/x
        Note       Seen in part.

        What it says, as its own view
          - Causes: The page says that sitting does it.
            Contested.
          - Outcome: The page says that it helps.
    """)


# -- movement checks -----------------------------------------------------------


def test_a_screen_says_what_it_asks_and_by_which_rules_it_goes():
    assert render.text(CHECK) == cleandoc("""
        Check
        7 questions, of which 4 red flags; 4 rules

        Purpose
          - It chooses exercises, and no more.

        Red flags
          - numb: Are you numb there?
            Yes or no; yes is emergency: numbness
          - fever: Is there a fever?
            Yes or no; yes is get checked now: a fever
          - surgery: Any surgery?
            Yes or no; yes is ask first: recent surgery
          - again: Is it back again?
            Yes or no; yes is review: a relapse

        What to do at a red flag
          - Emergency: Get help now.
          - Get checked now: See a doctor soon.
          - Ask first: Ask a professional.
          - Review: Have it looked at again.

        Questions
          - bending: Does bending forward hurt?
            Yes or no
            Sources: book
          - floor: Can you get to the floor?
            Yes or no
          - hands: Do your wrists hurt?
            One of: not at all, a little, a lot

        Rules
          - weak: you are weak
            Aim at: strength
            Grade D, the article alone, or an editor
          - no-floor: it is hard to get down (floor: no)
            Leave out: floor, kneeling
            Grade C, convention or expert opinion
          - bends: bending forward hurts
            Cautions for: bending hurts
            Leave out: end range flexion
            Aim at: stability, mobility
            Exercises: bird-dog, bridge
            Grade A, a trial or a guideline: book
          - wrists: your wrists hurt (hands: a lot)
            Cautions for: wrist or knee pain
            Leave out: weight on hands
            Aim at: strength, stability
            Grade C, convention or expert opinion

        When to stop
          - The whole session: Stop when you feel dizzy.
            Grade C, convention or expert opinion

        Pain, from 0 to 10
          - Green, 0 to 3: go on
          - Amber, 4 to 5: make it smaller or do fewer; AMBER
          - Red, 6 to 10: stop this exercise
          - If you always have some pain: 2 points or more above it is no longer green.
            Grade C, convention or expert opinion

        Details
          Id       check
          Sources  book
    """).replace("AMBER", "it settles within 24 h, or it counts as red")


def test_red_flags_come_first_wherever_they_are_asked():
    turned = attrs.evolve(CHECK, questions=CHECK.questions[::-1])
    told = lines(turned)
    assert told.index("Red flags") < told.index("Questions")
    assert told[told.index("Red flags") + 1] == "- again: Is it back again?"


def test_a_rule_that_ends_an_exercise_says_so_and_what_supports_it():
    stop = br.StopRule("Stop when it hurts more.", grade="B", basis=[BOOK])
    told = lines(attrs.evolve(CHECK, stop_rules=[stop]))
    at = told.index("- This exercise: Stop when it hurts more.")
    assert told[at + 1] == "Grade B, observation: book"


@pytest.mark.parametrize(
    ("pain", "said"),
    [
        (
            br.PainScale(0, 1, "PT1H30M"),
            [
                "- Green, 0: go on",
                (
                    "- Amber, 1: make it smaller or do fewer; it settles within "
                    "1 h 30 min, or it counts as red"
                ),
                "- Red, 2 to 10: stop this exercise",
            ],
        ),
        (
            br.PainScale(7, 9, "P2D"),
            [
                "- Green, 0 to 7: go on",
                (
                    "- Amber, 8 to 9: make it smaller or do fewer; it settles within "
                    "48 h, or it counts as red"
                ),
                "- Red, 10: stop this exercise",
            ],
        ),
        (
            br.PainScale(7, 10, "PT1H"),
            [
                "- Green, 0 to 7: go on",
                (
                    "- Amber, 8 to 10: make it smaller or do fewer; it settles within "
                    "1 h, or it counts as red"
                ),
                (
                    "- If you always have some pain: 2 points or more above it is no"
                    " longer green."
                ),
            ],
        ),
    ],
    ids=["little is green", "much is green", "nothing is red"],
)
def test_the_traffic_light_says_its_numbers(pain, said):
    told = lines(attrs.evolve(CHECK, pain=pain))
    at = told.index("Pain, from 0 to 10") + 1
    assert told[at : at + 3] == said


def test_a_single_point_is_one_point():
    told = lines(attrs.evolve(CHECK, pain=br.PainScale(rise=1)))
    said = "If you always have some pain: 1 point or more above it is no longer green."
    assert f"- {said}" in told


def test_an_assessment_says_what_was_found_and_on_what_grounds():
    answers: dict[str, Any] = {"bending": True, "floor": True, "hands": "a lot"}
    assert render.text(CHECK.assess(CALM | answers)) == cleandoc("""
        An assessment
        7 answers, 2 findings

        What was found
          - bends: bending forward hurts
            Cautions for: bending hurts
            Leave out: end range flexion
            Aim at: stability, mobility
            Exercises: bird-dog, bridge
            Grade A, a trial or a guideline: book
          - wrists: your wrists hurt (hands: a lot)
            Cautions for: wrist or knee pain
            Leave out: weight on hands
            Aim at: strength, stability
            Grade C, convention or expert opinion

        Details
          Screen     check
          Leave out  weight on hands, end range flexion
          Aim at     stability, mobility, strength
          Yes        bending, floor
          No         numb, fever, surgery, again
          Chosen     hands: a lot
    """)


def test_an_assessment_says_first_who_is_seen_first():
    told = render.text(CHECK.assess({"numb": True, "again": True, "fever": False}))
    assert told == cleandoc("""
        An assessment
        Emergency: Get help now.
        3 answers, 1 finding

        Signs
          - numbness: emergency
          - a relapse: review

        Not answered, and so not cleared
          - surgery: Any surgery?

        What was found
          - weak: you are weak
            Aim at: strength
            Grade D, the article alone, or an editor

        Details
          Screen  check
          Aim at  strength
          Yes     numb, again
          No      fever
    """)


def test_a_referral_says_what_to_do_then_why_then_what_is_open():
    flag = br.Question("numb", "Numb?", "numbness", level="emergency", basis=[BOOK])
    other = br.Question("floor", "Can you get to the floor?")
    referral = br.Referral("emergency", "Get help now.", [flag, other], [other])
    assert render.text(referral) == cleandoc("""
        Emergency
        Get help now.

        Signs
          - numbness: emergency
            Sources: book
          - floor

        Not answered, and so not cleared
          - floor: Can you get to the floor?
    """)
    assert str(referral) == render.text(referral)


# -- all of them ---------------------------------------------------------------


def test_print_shows_the_same_text():
    five = br.routines["lower-back-five"]
    assert str(five) == render.text(five)


def test_text_for_people_has_no_trace_of_python():
    every = [*br.exercises.values(), *br.routines.values(), *br.sources.values()]
    every += [*br.screens.values(), CHECK.assess({"bending": True, "hands": "a lot"})]
    for value in (*every, br.load(), plan()):
        told = render.text(value)
        assert not [
            trace for trace in ("=None", "()", "datetime", "<") if trace in told
        ]
        assert not [line for line in told.splitlines() if line.endswith(" None")]


@pytest.mark.parametrize("value", [3, None, "bridge", br.Span(8, 10), [], object])
@pytest.mark.parametrize("draw", [render.text, render.markdown])
def test_anything_else_is_refused_in_so_many_words(draw, value):
    with pytest.raises(InvalidValue, match=r"^render: expected an exercise, .* got "):
        draw(value)
