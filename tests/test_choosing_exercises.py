"""Choosing exercises for a time: what people see, and what is refused."""

# mypy: disable-error-code="arg-type"
# What is wrong is given on purpose.

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.compose import choose
from backroutine.errors import CannotFit, InvalidValue, NothingSuits, ReferralNeeded
from backroutine.exercise import Caution, Dose
from backroutine.routine import Reason, Routine
from backroutine.terms import Action, Demand, Equipment, Goal, Grade, Level, Position
from tests.examples import CALM, CHECK, bridge

BUNDLED = br.load()
LEVELS, POSITIONS = list(Level), list(Position)


def ids(routine: Routine) -> list[str]:
    return [item.exercise.id for item in routine]


def of(*wanted: str) -> br.Catalog:
    """A catalog of some bundled exercises and no more."""
    return br.Catalog([BUNDLED.exercises[id] for id in wanted])


def same(id: str, position: str = "supine", **changes: Any) -> br.Exercise:
    """A bridge under another name: 40 s of repetitions."""
    parts = {"id": id, "position": position, "dose": Dose(10), "variations": []}
    return bridge(**(parts | changes))


def chosen(*held: br.Exercise, **asked: Any) -> list[str]:
    return ids(choose(br.Catalog(held), **asked))


def refused(*args: Any, error: type[Exception] = InvalidValue, **asked: Any) -> str:
    with pytest.raises(error) as caught:
        choose(*args, **asked)
    return str(caught.value)


# -- from the bundled content ----------------------------------------------------------


def test_no_floor_gives_what_is_done_standing():
    upright = choose(BUNDLED, 5, goals=["mobility", "strength"], avoid=["floor"])
    assert ids(upright) == [
        "heel-raise", "mini-squat", "standing-back-extension", "standing-pelvic-tilt",
    ]  # fmt: skip
    assert upright.goals == ("mobility", "strength")
    assert (upright.id, upright.name) == ("chosen", "Chosen exercises")


def test_neither_floor_nor_standing_gives_what_is_done_on_a_chair():
    avoid = ["floor", "standing", "end-range-flexion"]
    seated = choose(BUNDLED, 5, goals=["mobility"], avoid=avoid)
    assert ids(seated) == ["seated-march", "seated-rotation"]


def test_with_a_chair_only_nothing_needs_a_wall():
    balance = {"goals": ["balance", "strength"], "avoid": ["floor"]}
    assert "one-leg-stand" in ids(choose(BUNDLED, 6, **balance))
    assert ids(choose(BUNDLED, 6, **balance, equipment=["chair"])) == [
        "heel-raise", "mini-squat",
    ]  # fmt: skip


def test_every_posture_that_the_goals_need_is_used_and_no_other():
    goals = ["relaxation", "balance", "strength"]
    assert ids(choose(BUNDLED, 10, goals=goals)) == [
        "childs-pose", "bird-dog",
        "heel-raise", "mini-squat", "one-leg-stand",
        "standing-pelvic-tilt", "wall-squat",
    ]  # fmt: skip


def test_a_goal_that_no_exercise_has_is_said_to_be_missing():
    calm = choose(BUNDLED, 10, goals=["heart-rate", "relaxation"])
    assert ids(calm) == ["childs-pose"]
    assert calm.goals == ("relaxation",)
    assert calm.because[0].text == (
        "one exercise, kneeling, fits into 10:00; nothing for heart-rate fits."
    )


def test_goals_that_the_time_does_not_hold_are_said_to_be_missing():
    short = choose(BUNDLED, 3, goals=["relaxation", "balance", "strength"])
    assert ids(short) == ["heel-raise", "mini-squat"]
    assert short.because[0].text == (
        "2 exercises, standing, fit into 3:00; nothing for relaxation fits."
    )


def test_no_harder_than_asked_for():
    strong = of("clam", "side-leg-raise", "side-bridge")
    assert ids(choose(strong, 20, level="entry")) == ["clam"]
    assert ids(choose(strong, 20)) == ["clam", "side-leg-raise"]
    assert ids(choose(strong, 20, level=Level.ADVANCED)) == [
        "clam", "side-leg-raise", "side-bridge",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "time", [{"minutes": 3}, {"budget": "PT3M"}, {"budget": timedelta(minutes=3)}]
)
def test_the_time_may_be_given_in_several_ways(time):
    assert choose(BUNDLED, **time).because == choose(BUNDLED, 3.0).because


def test_terms_may_be_given_as_such_and_from_anything_that_can_be_walked():
    by_text = choose(BUNDLED, 5, goals=["balance"], avoid=["floor"], equipment=["wall"])
    assert ids(by_text) == ["one-leg-stand"]
    by_term = choose(
        BUNDLED,
        5,
        goals=iter([Goal.BALANCE, Goal.BALANCE]),
        avoid={Demand.FLOOR},
        equipment=(Equipment.WALL,),
    )
    assert by_term.because == by_text.because


def test_it_brings_what_the_catalog_tells_anyone():
    routine = choose(BUNDLED, 5)
    assert routine.cautions
    assert {one.context for one in routine.cautions} == {"anyone"}
    told = [Caution("anyone", "Stop when it hurts."), Caution("unsteady", "Hold on.")]
    twice = [Routine(id=id, cautions=told) for id in ("one", "two")]
    catalog = br.Catalog([same("one")], twice)
    assert choose(catalog, 5).cautions == (told[0],)


# -- what is best, one rule after the other --------------------------------------------


def test_goals_come_before_postures():
    strong, supple = same("strong"), same("supple", "seated", goals=["mobility"])
    both = {"goals": ["strength", "mobility"]}
    assert chosen(strong, supple, minutes=5, **both) == ["strong", "supple"]
    assert chosen(strong, supple, minutes=5) == ["strong"]


def test_postures_come_before_the_number():
    many = [same(f"strong-{n}") for n in range(3)]
    one = same("both", "standing", goals=["strength", "mobility"])
    supple = same("supple", "seated", goals=["mobility"])
    both = {"goals": ["strength", "mobility"]}
    assert chosen(*many, supple, one, minutes=9, **both) == ["both"]


def test_the_number_comes_before_the_level():
    gentle = same("gentle", dose=Dose(20))
    harder = [same(f"harder-{n}", level="standard") for n in range(2)]
    assert chosen(gentle, *harder, minutes=2) == ["harder-0", "harder-1"]


def test_the_level_comes_before_what_serves_more_goals():
    gentle = same("gentle", goals=["strength"])
    rich = same("rich", level="standard", goals=["strength", "mobility"])
    supple = same("supple", goals=["mobility"])
    both = {"goals": ["strength", "mobility"]}
    assert chosen(rich, gentle, supple, minutes=2, **both) == ["gentle", "supple"]


def test_what_serves_more_goals_comes_before_the_order_of_the_catalog():
    plain, other = same("plain"), same("other")
    rich = same("rich", goals=["strength", "mobility"])
    both = {"goals": ["strength", "mobility"]}
    assert chosen(plain, other, rich, minutes=1, **both) == ["rich"]
    assert chosen(plain, other, rich, minutes=1) == ["plain"]


def test_another_posture_costs_time_and_another_position_in_it_does_not():
    supple = {"goals": ["mobility"]}
    prone, seated = same("prone", "prone", **supple), same("seated", "seated", **supple)
    goals = ["strength", "mobility"]
    just = {"budget": timedelta(seconds=10 + 40 + 5 + 40), "goals": goals}
    assert chosen(same("supine"), prone, **just) == ["supine", "prone"]
    assert chosen(same("supine"), seated, **just) == ["supine"]


def test_more_postures_that_cover_no_more_are_not_used():
    held = same("supine"), same("prone", "prone"), same("seated", "seated")
    assert chosen(*held, minutes=9) == ["supine", "prone"]


# -- the order -------------------------------------------------------------------------


def test_from_lying_to_standing_and_the_gentlest_first():
    each = [
        same("stand", "standing", goals=["balance"]),
        same("sit", "seated", goals=["relief"]),
        same("kneel", "quadruped", goals=["stability"]),
        same("lie-hard", level="standard"),
        same("lie"),
    ]
    goals = ["strength", "stability", "relief", "balance"]
    order = ["lie", "lie-hard", "kneel", "sit", "stand"]
    assert chosen(*each, minutes=9, goals=goals) == order


def test_what_is_easier_comes_before_what_is_harder():
    assert ids(choose(of("bridge", "knee-tuck", "pelvic-tilt"), 9)) == [
        "pelvic-tilt", "knee-tuck", "bridge",
    ]  # fmt: skip


def test_links_that_go_in_a_circle_make_nobody_get_up_and_down():
    goals = ["strength", "mobility"]
    circle = [
        same("free"),
        same("one", easier=["two"]),
        same("two", easier=["one"]),
        same("stand", "standing", goals=["mobility"]),
    ]
    budget = timedelta(seconds=10 + 4 * 40 + 2 * 5 + 10)
    routine = choose(br.Catalog(circle), budget=budget, goals=goals)
    assert ids(routine) == ["free", "one", "two", "stand"]
    assert routine.lasts("high") == budget


# -- why -----------------------------------------------------------------------------


def test_it_says_why_for_the_whole_and_for_each_exercise():
    some = of("mini-squat", "bridge", "heel-raise", "wall-squat", "one-leg-stand")
    routine = choose(some, 3, goals=["strength"], avoid=["floor"], equipment=["chair"])
    assert routine.explain() == (
        "choose: 2 exercises, standing, fit into 3:00; every goal is covered.\n"
        "choose: mini-squat chosen for strength, standing.\n"
        "choose: heel-raise chosen for strength, standing.\n"
        "choose: bridge left out: it asks for floor.\n"
        "choose: wall-squat left out: it needs a wall.\n"
        "choose: one-leg-stand left out: it needs a wall."
    )
    actions = [one.action for one in routine.because]
    assert actions == [None, *[Action.ADDED] * 2, *[Action.LEFT_OUT] * 3]


def test_what_is_left_out_says_the_first_thing_that_speaks_against_it():
    each = [
        same("kneeling", "quadruped", equipment=["mat"], level="advanced"),
        same("two-things", "seated", equipment=["chair", "towel"], level="advanced"),
        same("hard", "seated", level="advanced", goals=["relief"]),
        same("other", "seated", goals=["relief"]),
        same("too-much", "standing"),
        same("fine", "seated"),
    ]
    catalog, goals = br.Catalog(each), ["strength"]
    avoid = ["kneeling", "weight-on-hands"]
    routine = choose(catalog, 1, goals=goals, avoid=avoid, equipment=[])
    assert [(one.about, one.text) for one in routine.because] == [
        ("", "one exercise, standing, fits into 1:00; every goal is covered."),
        ("too-much", "chosen for strength, standing."),
        ("kneeling", "left out: it asks for kneeling and weight-on-hands."),
        ("two-things", "left out: it needs a chair and a towel."),
        ("hard", "left out: its level is advanced."),
        ("other", "left out: it serves none of the goals."),
        ("fine", "left out: no goal needs sitting besides."),
    ]


def test_without_goals_it_says_what_each_is_good_for():
    routine = choose(of("bird-dog"), 9)
    assert routine.goals == ()
    whole, one = routine.because
    assert whole.text == (
        "one exercise, kneeling, fits into 9:00; no goals were asked for."
    )
    text = "chosen for motor-control and stability and strength and blood-flow"
    assert one.text == f"{text}, quadruped."


def test_several_postures_are_named_and_what_is_beaten_in_them():
    supple = same("supple", "seated", goals=["mobility"])
    goals = ["strength", "mobility"]
    catalog = br.Catalog([same("strong"), same("strong-too"), supple])
    routine = choose(catalog, 2, goals=goals)
    whole, *_, last = routine.because
    assert whole.text == (
        "2 exercises, lying and sitting, fit into 2:00; every goal is covered."
    )
    assert (last.about, last.text) == (
        "strong-too", "left out: what was chosen covers or holds more, or is gentler."
    )  # fmt: skip


# -- for one person ------------------------------------------------------------------


def test_what_a_finding_excludes_is_left_out_with_its_rule():
    found = CHECK.assess(CALM | {"bending": True})
    routine = choose(of("childs-pose", "cat-cow"), 9, assessment=found)
    assert ids(routine) == ["cat-cow"]
    assert routine.because[-1] == Reason(
        "choose",
        "childs-pose",
        "left out: it asks for end-range-flexion.",
        action=Action.LEFT_OUT,
        rule="bends",
        finding="bending forward hurts",
        sources=["book"],
        grade=Grade.A,
    )


def test_what_the_findings_want_is_aimed_at_unless_goals_are_given():
    found = CHECK.assess(CALM | {"bending": True, "hands": "a lot"})
    some = of("cat-cow", "clam", "dead-bug", "one-leg-stand")
    routine = choose(some, 9, assessment=found)
    assert routine.goals == ("stability", "strength")
    assert ids(routine) == ["dead-bug", "clam"]
    asked = choose(some, 9, assessment=found, goals=["balance"])
    assert ids(asked) == ["one-leg-stand"]
    assert asked.because[1] == Reason(
        "choose", "one-leg-stand", "chosen for balance, standing.", Action.ADDED
    )


def test_what_is_chosen_names_the_rule_that_wants_it():
    found = CHECK.assess(CALM | {"bending": True, "hands": "a lot"})
    one = choose(of("clam"), 9, assessment=found).because[1]
    assert (one.about, one.rule, one.grade, one.sources) == ("clam", "wrists", "C", ())
    assert str(one) == (
        "choose: clam chosen for strength, side-lying. "
        "[your wrists hurt, rule wrists, grade C]"
    )


def test_findings_that_want_nothing_leave_it_open():
    found = CHECK.assess(CALM | {"floor": False})
    routine = choose(of("bridge", "heel-raise"), 9, assessment=found)
    assert ids(routine) == ["heel-raise"]
    assert routine.because[0].text.endswith("; no goals were asked for.")
    assert routine.because[1].rule == ""


def test_the_wish_to_avoid_something_adds_to_what_is_found():
    found = CHECK.assess(CALM | {"floor": False})
    some = of("bridge", "heel-raise", "seated-march")
    routine = choose(some, 9, avoid=["standing"], assessment=found)
    assert ids(routine) == ["seated-march"]
    assert [one.rule for one in routine.because[2:]] == ["no-floor", ""]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (CALM | {"numb": True}, "'numbness' needs medical care now"),
        ({}, "warning signs are not cleared; answer 'numb', 'fever', 'surgery'"),
    ],
    ids=["yes", "open"],
)
def test_nobody_who_should_be_seen_first_gets_a_routine(answers, why):
    found = CHECK.assess(answers)
    text = refused(BUNDLED, 5, assessment=found, error=ReferralNeeded)
    assert text.startswith(why)
    assert "; no routine is given. " in text


# -- what is refused -----------------------------------------------------------------


def test_when_not_even_the_shortest_fits_it_says_what_that_one_needs():
    short, long = same("short", dose=Dose(5)), same("long")
    text = refused(br.Catalog([long, short]), budget="PT29S", error=CannotFit)
    assert (
        text == "nothing fits in 0:29; the shortest exercise here, 'short', needs 0:30"
    )
    assert chosen(long, short, budget="PT30S") == ["short"]


@pytest.mark.parametrize("time", [{"minutes": 0}, {"budget": "PT0S"}])
def test_no_time_is_too_little(time):
    text = refused(of("bridge"), **time, error=CannotFit)
    assert text.startswith("nothing fits in 0:00; ")


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({}, "up to the level entry suits"),
        ({"goals": ["relief"]}, "up to the level entry suits the goals relief"),
        (
            {"avoid": ["floor", "balance"], "equipment": ["mat", "wall"]},
            (
                "up to the level entry suits without balance, floor "
                "with mat, wall at hand"
            ),
        ),
        ({"equipment": []}, "up to the level entry suits with nothing at hand"),
        (
            {"assessment": CHECK.assess(CALM | {"bending": True})},
            (
                "up to the level entry suits the goals stability, mobility "
                "without end-range-flexion"
            ),
        ),
    ],
    ids=["level", "goals", "things", "nothing", "assessment"],
)
def test_when_nothing_suits_it_says_what_was_asked_for(asked, what):
    hard = br.Catalog([same("one", level="advanced"), same("two", level="standard")])
    text = refused(hard, 5, level="entry", **asked, error=NothingSuits)
    rest = "; ask for less, or give another catalog"
    assert text == f"none of 2 exercises {what}{rest}"


def test_an_empty_catalog_has_nothing_that_suits():
    text = refused(br.Catalog(), 5, error=NothingSuits)
    assert text.startswith("none of 0 exercises up to the level standard suits; ")


TIMES = "give the time as minutes or as a budget, one of the two"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"minutes": None}, TIMES),
        ({"budget": "PT5M"}, TIMES),
        ({"minutes": "5"}, "minutes: expected a number of minutes, got '5'"),
        ({"minutes": -1}, "minutes: expected a number of minutes, got -1"),
        (
            {"minutes": None, "budget": "5 min"},
            'budget: expected a duration such as "PT1S", got "5 min"',
        ),
        ({"catalog": "mine"}, 'catalog: expected a catalog, got "mine"'),
        (
            {"assessment": {"fever": False}},
            "assessment: expected an assessment, got {'fever': False}",
        ),
        ({"assessment": False}, "assessment: expected an assessment, got False"),
        (
            {"goals": ["strenght"]},
            "goals[0]: expected a goal, got \"strenght\"; did you mean 'strength'?",
        ),
        ({"goals": "strength"}, 'goals: expected a list, got "strength"'),
        (
            {"avoid": ["floor", "kneel"]},
            "avoid[1]: expected a demand, got \"kneel\"; did you mean 'kneeling'?",
        ),
        ({"avoid": 3}, "avoid: expected a list, got 3"),
        (
            {"equipment": ["ball"]},
            ("equipment[0]: expected an equipment, got \"ball\"; did you mean 'wall'?"),
        ),
        ({"equipment": "chair"}, 'equipment: expected a list, got "chair"'),
        (
            {"level": "hard"},
            (
                'level: expected a level, got "hard"; '
                "known are entry, standard, advanced"
            ),
        ),
    ],
)
def test_what_makes_no_sense_is_refused(asked, said):
    parts = {"catalog": BUNDLED, "minutes": 5} | asked
    assert refused(**parts) == f"choose: {said}"


def test_all_faults_are_told_at_once():
    text = refused(
        BUNDLED.exercises,
        goals=["calm", "strength", "joy"],
        avoid="floor",
        equipment=[3],
        level=3,
        assessment=CHECK,
    )
    head, *faults = text.split("\n")
    assert head == "choose: 8 problems"
    assert [one.strip().partition(":")[0] for one in faults] == [
        "catalog", "assessment", TIMES,
        "goals[0]", "goals[2]", "avoid", "equipment[0]", "level",
    ]  # fmt: skip


# -- laws ------------------------------------------------------------------------------


def few(of: type[Any], most: int) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(of), max_size=most, unique=True)


wishes = st.fixed_dictionaries(
    {
        "goals": few(Goal, 4),
        "avoid": few(Demand, 2),
        "equipment": st.none() | few(Equipment, 4),
        "level": st.sampled_from(Level),
    }
)
budgets = st.integers(0, 20 * 60).map(lambda n: timedelta(seconds=n))


def tried(budget: timedelta, wish: dict[str, Any]) -> Routine | None:
    try:
        return choose(BUNDLED, budget=budget, **wish)
    except (CannotFit, NothingSuits):
        return None


@given(budgets, wishes)
def test_it_keeps_to_the_time_and_to_what_was_asked_for(budget, wish):
    routine = tried(budget, wish) or Routine()
    assert routine.lasts("high") <= budget
    for item in routine:
        one = item.exercise
        assert item.dose == one.dose
        assert not one.demands.intersection(wish["avoid"])
        assert wish["equipment"] is None or {*one.equipment} <= {*wish["equipment"]}
        assert LEVELS.index(one.level) <= LEVELS.index(wish["level"])
        assert not wish["goals"] or set(one.goals).intersection(wish["goals"])


@given(budgets, wishes, st.sampled_from([{}, {"bending": True}, {"floor": False}]))
def test_nothing_that_a_finding_excludes_is_chosen(budget, wish, answers):
    found = CHECK.assess(CALM | answers)
    routine = tried(budget, wish | {"assessment": found}) or Routine()
    assert not any(one.exercise.demands & found.excluded for one in routine)


@given(budgets, wishes)
def test_it_gives_a_reason_for_each_exercise_and_one_for_the_whole(budget, wish):
    routine = tried(budget, wish)
    if routine is None:
        return
    whole, *reasons = routine.because
    assert (whole.about, whole.action) == ("", None)
    assert [one.about for one in reasons[: len(routine)]] == ids(routine)
    assert sorted(one.about for one in reasons) == sorted(BUNDLED.exercises)
    for one in reasons:
        added = one.about in ids(routine)
        assert one.action is (Action.ADDED if added else Action.LEFT_OUT)


@given(budgets, wishes)
def test_nobody_gets_up_and_down_and_the_easier_comes_first(budget, wish):
    order = [item.exercise for item in tried(budget, wish) or ()]
    places = [POSITIONS.index(one.position) for one in order]
    assert places == sorted(places)
    for i, before in enumerate(order):
        for after in order[i + 1 :]:
            if before.position is after.position:
                assert after.id not in before.easier


@given(budgets, wishes)
def test_the_same_arguments_give_the_same_routine(budget, wish):
    once, again = tried(budget, wish), tried(budget, wish)
    assert once == again
    assert once is None or again is None or once.because == again.because


@given(budgets, budgets, wishes)
def test_more_time_never_covers_fewer_goals(one, other, wish):
    less, more = (tried(budget, wish) for budget in sorted([one, other]))
    assert less is None or more is not None
    assert len(less.goals if less else ()) <= len(more.goals if more else ())


def test_what_is_chosen_says_where_it_asks_for_care():
    found = CHECK.assess(CALM | {"bending": True})
    routine = choose(of("cat-cow"), 9, assessment=found)
    assert [one.text for one in routine.because if one.about == "cat-cow"][1:] == [
        "with care: flexion only as far as it is comfortable.",
        *(
            f"with care: {caution.text}"
            for caution in br.exercises["cat-cow"].cautions
            if caution.context == "bending-hurts"
        ),
    ]
