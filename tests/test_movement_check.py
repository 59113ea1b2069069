"""A movement check: what is asked, what answers find, and who is seen first."""

# mypy: disable-error-code="arg-type, comparison-overlap, list-item, union-attr"
# What is wrong is given on purpose.

import pickle
from itertools import chain, combinations, product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import (
    BackroutineError,
    Fault,
    InvalidValue,
    ReferralNeeded,
)
from backroutine.screen import (
    Advice,
    Answer,
    Assessment,
    Finding,
    PainScale,
    Question,
    Referral,
    Screen,
    StopRule,
)
from backroutine.terms import Demand, PainLight, ReferralLevel
from tests.examples import BOOK, CALM, CHECK, check
from tests.strategies import answered, findings, questions, screens

LEVELS = list(ReferralLevel)


def refusal(make, *args):
    with pytest.raises(InvalidValue) as refused:
        make(*args)
    return str(refused.value)


def ids(entries):
    return " ".join(one.id for one in entries)


# -- answers ---------------------------------------------------------------------------


def test_answers_find_what_they_mean():
    assessment = CHECK.assess(CALM | {"bending": True, "hands": "a little"})
    assert assessment.screen == "check"
    assert assessment.referral is None
    assert [found.id for found in assessment.findings] == ["bends"]
    (found,) = assessment.findings
    assert found.text == "bending forward hurts"
    assert (found.grade, found.sources) == ("A", ("book",))


def test_answers_are_kept_in_the_order_of_the_questions():
    assessment = CHECK.assess({"hands": "a lot", "bending": False, **CALM})
    assert assessment.answers == (
        *(Answer(one, value=False) for one in CALM),
        Answer("bending", value=False),
        Answer("hands", "a lot"),
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ""),
        ({"bending": False}, ""),
        ({"floor": True}, ""),
        ({"floor": False}, "no-floor"),  # a no may find something, too
        ({"hands": "a little"}, ""),
        ({"hands": "a lot"}, "wrists"),
        ({"again": True, "floor": False, "bending": True}, "bends no-floor weak"),
        ({"hands": "a lot", "floor": False}, "no-floor wrists"),
    ],
)
def test_findings_come_the_best_supported_first_and_then_as_in_the_table(given, found):
    assert ids(CHECK.assess(given).findings) == found


def test_a_question_may_find_several_things():
    twice = [*CHECK.findings, Finding("stiff", "you are stiff", "bending", "B")]
    found = check(findings=twice).assess({"bending": True}).findings
    assert ids(found) == "bends stiff"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"bendin": True},
            "assess: bendin: there is no such question; did you mean 'bending'?",
        ),
        ({"xylophone": True}, "assess: xylophone: there is no such question"),
        ({"": True}, 'assess: "": there is no such question'),
        ({5: True}, "assess: 5: there is no such question"),
        ({None: True}, "assess: None: there is no such question"),
        ({"x" * 99: True}, f"assess: {'x' * 60}: there is no such question"),
        ({"bending": "yes"}, 'assess: bending: expected True or False, got "yes"'),
        ({"bending": 1}, "assess: bending: expected True or False, got 1"),
        ({"bending": None}, "assess: bending: expected True or False, got None"),
        (
            {"hands": "lots"},
            (
                'assess: hands: expected one of "not at all", "a little", "a lot", '
                'got "lots"'
            ),
        ),
        (
            {"hands": True},
            (
                'assess: hands: expected one of "not at all", "a little", "a lot", '
                "got True"
            ),
        ),
        (
            {"hands": ["a lot"]},
            (
                'assess: hands: expected one of "not at all", "a little", "a lot", '
                "got ['a lot']"
            ),
        ),
        (
            {"bending": 0, "hand": "a lot", "floor": False, "numb": "no"},
            (
                "assess: 3 problems\n"
                "  bending: expected True or False, got 0\n"
                "  hand: there is no such question; did you mean 'hands'?\n"
                '  numb: expected True or False, got "no"'
            ),
        ),
        (True, "assess: expected answers by question, got True"),
        (["bending"], "assess: expected answers by question, got ['bending']"),
    ],
    ids=lambda given: str(given)[:40],
)
def test_what_does_not_answer_is_refused(given, text):
    assert refusal(CHECK.assess, given) == text


# -- who is seen first -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("flag", "level", "advice", "why"),
    [
        ("numb", "emergency", "Get help now.", "'numbness' needs medical care now"),
        (
            "fever",
            "get-checked-now",
            "See a doctor soon.",
            "'a fever' needs to be checked soon",
        ),
        (
            "surgery",
            "ask-first",
            "Ask a professional.",
            "'recent surgery' needs a professional's word first",
        ),
        (
            "again",
            "review",
            "Have it looked at again.",
            "'a relapse' needs another look by a professional",
        ),
    ],
)
def test_a_yes_refers_as_soon_as_its_level_says(flag, level, advice, why):
    referral = CHECK.assess(CALM | {flag: True}).referral
    assert (referral.level, referral.advice) == (level, advice)
    assert ids(referral.questions) == flag
    assert referral.unanswered == ()
    assert referral.why == why


@pytest.mark.parametrize("flag", list(CALM))
def test_what_is_not_answered_is_not_cleared(flag):
    left = {one: answer for one, answer in CALM.items() if one != flag}
    referral = CHECK.assess(left).referral
    assert (referral.level, referral.advice) == ("ask-first", "Ask a professional.")
    assert referral.questions == ()
    assert ids(referral.unanswered) == flag
    assert referral.why == f"warning signs are not cleared; answer '{flag}'"


def test_who_answers_nothing_is_asked_for_everything():
    referral = CHECK.assess({}).referral
    assert ids(referral.unanswered) == "numb fever surgery again"
    assert referral.why == (
        "warning signs are not cleared; answer 'numb', 'fever', 'surgery', 'again'"
    )


def test_the_most_urgent_of_several_wins_and_is_what_is_said():
    referral = CHECK.assess({"again": True, "fever": True, "surgery": False}).referral
    assert referral.level == "get-checked-now"
    assert ids(referral.questions) == "fever again"
    assert ids(referral.unanswered) == "numb"
    assert referral.why == "'a fever' needs to be checked soon"


def test_several_of_one_level_are_all_said():
    fever, surgery = CHECK.questions[1:3]
    referral = Referral("get-checked-now", "Go.", [fever, evolve(fever, sign="a fall")])
    assert referral.why == "'a fever' and 'a fall' need to be checked soon"
    # Of a level that none of them has, all are said.
    both = Referral("emergency", "Go.", [fever, surgery])
    assert both.why == "'a fever' and 'recent surgery' need medical care now"


def test_findings_are_found_beside_a_referral():
    assessment = CHECK.assess({"numb": True, "bending": True})
    assert assessment.referral
    assert ids(assessment.findings) == "bends"


def test_a_screen_without_red_flags_refers_nobody():
    calm = Screen("calm", "Calm", [Question("floor", "Can you get to the floor?")])
    assert calm.red_flags == ()
    assert calm.assess({}).referral is None


def test_only_red_flags_are_red_flags():
    assert ids(CHECK.red_flags) == "numb fever surgery again"
    assert [one.is_red_flag for one in CHECK.questions] == [True] * 4 + [False] * 3


def test_an_error_says_why_no_routine_is_given_and_what_to_do():
    error = ReferralNeeded(CHECK.assess(CALM | {"numb": True}).referral)
    assert str(error) == (
        "'numbness' needs medical care now; no routine is given. Get help now."
    )
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.referral) == (str(error), error.referral)
    assert isinstance(error, ValueError)


# -- what follows ----------------------------------------------------------------------


WIDE = CHECK.assess({"again": True, "bending": True, "floor": False, "hands": "a lot"})


def test_exclusions_and_contexts_add_up():
    assert WIDE.excluded == {
        "floor",
        "kneeling",
        "end-range-flexion",
        "weight-on-hands",
    }
    assert WIDE.contexts == {"bending-hurts", "wrist-or-knee-pain"}
    nothing = CHECK.assess({})
    assert nothing.excluded == nothing.contexts == frozenset()


def test_what_is_wanted_comes_the_best_supported_first_and_once():
    assert WIDE.wanted == ("stability", "mobility", "strength")
    assert CHECK.assess({}).wanted == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["floor"], "no-floor"),
        (["kneeling", "weight-on-hands"], "no-floor wrists"),
        (["end-range-flexion", "flexion"], "bends"),
        (["flexion", "standing"], ""),
        ([], ""),
    ],
)
def test_findings_say_what_they_are_against(asked, found):
    assert ids(WIDE.against(asked)) == found
    assert ids(WIDE.against(map(Demand, asked))) == found


def test_an_assessment_explains_itself():
    assert WIDE.explain() == str(WIDE)
    assert "bends: bending forward hurts" in WIDE.explain()


# -- pain ------------------------------------------------------------------------------


def lights(scale, usual=0):
    """Return the first letter of the light of each pain."""
    return "".join(scale.light(pain, usual).value[0] for pain in range(11))


@pytest.mark.parametrize(
    ("scale", "usual", "expected"),
    [
        (PainScale(), 0, "ggggaarrrrr"),
        (PainScale(), 1, "gggaaarrrrr"),
        (PainScale(green=5, amber=7), 0, "ggggggaarrr"),
        # Two above the usual pain is green no more.
        (PainScale(green=5, amber=7), 1, "gggaaaaarrr"),
        (PainScale(green=5, amber=7), 2, "ggggaaaarrr"),
        (PainScale(green=5, amber=7, rise=1), 2, "gggaaaaarrr"),
        (PainScale(green=5, amber=7, rise=10), 1, "ggggggaarrr"),
        # Who hurts as much as always is no greener for it.
        (PainScale(), 8, "ggggaarrrrr"),
        (PainScale(green=0, amber=1), 0, "garrrrrrrrr"),
        (PainScale(green=9, amber=10), 0, "gggggggggga"),
    ],
)
def test_a_pain_has_a_light(scale, usual, expected):
    assert lights(scale, usual) == expected


def test_a_light_is_a_term():
    assert PainScale().light(4) is PainLight.AMBER


@pytest.mark.parametrize(
    ("pains", "text"),
    [
        ((11,), "light: pain: expected a whole number from 0 to 10, got 11"),
        ((-1,), "light: pain: expected a whole number from 0 to 10, got -1"),
        ((2.5,), "light: pain: expected a whole number from 0 to 10, got 2.5"),
        ((True,), "light: pain: expected a whole number from 0 to 10, got True"),
        ((3, "2"), 'light: usual: expected a whole number from 0 to 10, got "2"'),
        (
            (None, 11),
            (
                "light: 2 problems\n"
                "  pain: expected a whole number from 0 to 10, got None\n"
                "  usual: expected a whole number from 0 to 10, got 11"
            ),
        ),
    ],
)
def test_a_pain_is_a_number_from_0_to_10(pains, text):
    assert refusal(PainScale().light, *pains) == text


# -- what is no question, no rule and no screen ----------------------------------------


FLAG = {"id": "numb", "text": "Numb?", "level": "emergency"}
RULE = {"id": "bends", "text": "it hurts", "question": "bending", "grade": "A"}
TEXTS = {
    "Question: text: is empty; fill it": lambda: Question("floor", " "),
    'Question: kind: expected an answer kind, got "number"; known are yes-no, choice': (
        lambda: Question("floor", "Can you?", kind="number")
    ),
    "Question: options: belong to a question of the kind choice": (
        lambda: Question("floor", "Can you?", options=["yes", "no"])
    ),
    "Question: options: are fewer than two; give what to choose from": (
        lambda: Question("hands", "Do they hurt?", kind="choice", options=["yes"])
    ),
    "Question: options: 'a lot' is there twice": (
        lambda: Question("h", "Hurts?", kind="choice", options=["a lot", "a lot"])
    ),
    'Question: level: expected a referral level, got "emergensy"; did you mean '
    "'emergency'?": lambda: Question(**FLAG | {"level": "emergensy"}),
    "Question: sign: is empty; a red flag says what a yes means": (
        lambda: Question(**FLAG)
    ),
    "Question: 2 problems\n"
    "  level: needs a question of the kind yes-no: yes is what is referred\n"
    "  sign: is empty; a red flag says what a yes means": (
        lambda: Question(**FLAG, kind="choice", options=["yes", "no"])
    ),
    "Question: 2 problems\n"
    "  level: expected a referral level, got 5; known are emergency, get-checked-now, "
    "ask-first, review\n"
    '  id: expected an id of lower-case words joined by hyphens, such as "bird-dog", '
    'got "Numb"': lambda: Question("Numb", "Numb?", level=5),
    "Question: basis[0]: expected a Basis, got 5": (
        lambda: Question("floor", "Can you?", basis=[5])
    ),
    "Answer: value: expected True, False or text, got 5": lambda: Answer("floor", 5),
    'Answer: value: expected text without control characters, got "a\\nb"': (
        lambda: Answer("floor", "a\nb")
    ),
    "Finding: text: is empty; fill it": lambda: Finding(**RULE | {"text": ""}),
    'Finding: grade: expected a grade, got "E"; known are A, B, C, D': (
        lambda: Finding(**RULE | {"grade": "E"})
    ),
    "Finding: answer: expected True, False or text, got None": (
        lambda: Finding(**RULE, answer=None)
    ),
    'Finding: context: expected a context, got "bending-hurt"; did you mean '
    "'bending-hurts' or 'arching-hurts' or 'twisting-hurts'?": (
        lambda: Finding(**RULE, context="bending-hurt")
    ),
    "Finding: 3 problems\n"
    "  excludes[1]: expected a demand, got \"flor\"; did you mean 'floor'?\n"
    "  wants: 'relief' is there twice\n"
    "  exercises: 'bridge' is there twice": lambda: Finding(
        **RULE,
        excludes=["kneeling", "flor"],
        wants=["relief", "relief"],
        exercises=["bridge", "bridge"],
    ),
    "Advice: text: is empty; fill it": lambda: Advice("emergency", ""),
    "StopRule: whole_session: expected a bool, got 1": (
        lambda: StopRule("Stop.", whole_session=1)
    ),
    "PainScale: amber: is not above green, which is 5": lambda: PainScale(5, 5),
    "PainScale: green: expected a whole number from 0 to 10, got 11": (
        lambda: PainScale(11)
    ),
    'PainScale: settles: expected a duration from PT1H to P7D, got "PT59M"': (
        lambda: PainScale(settles="PT59M")
    ),
    "PainScale: 2 problems\n"
    '  green: expected a whole number from 0 to 10, got "3"\n'
    "  rise: expected a whole number from 1 to 10, got -1": (
        lambda: PainScale("3", rise=-1)
    ),
    "Referral: questions: is empty, and so is unanswered; say what is not cleared": (
        lambda: Referral("emergency", "Go.")
    ),
    'Referral: unanswered[0]: expected a Question, got "numb"': (
        lambda: Referral("emergency", "Go.", unanswered=["numb"])
    ),
    "Assessment: findings: 'bends' is there twice": (
        lambda: Assessment("check", findings=[Finding(**RULE), Finding(**RULE)])
    ),
    "Assessment: referral: expected a Referral or None, got 5": (
        lambda: Assessment("check", referral=5)
    ),
    "Screen: questions: is empty; fill it": lambda: Screen("check", "Check", []),
    "Screen: questions: 'numb' is there twice": lambda: check(
        questions=[*CHECK.questions, CHECK.questions[0]]
    ),
    "Screen: findings: 'bends' is there twice": lambda: check(
        findings=[Finding(**RULE), Finding(**RULE)]
    ),
    'Screen: findings[0].question: there is no question "bendin"; did you mean '
    "'bending'?": lambda: check(findings=[Finding(**RULE | {"question": "bendin"})]),
    'Screen: findings[0].answer: expected True or False, got "yes"': (
        lambda: check(findings=[Finding(**RULE, answer="yes")])
    ),
    "Screen: 2 problems\n"
    '  findings[0].question: there is no question "xylophone"\n'
    '  findings[2].answer: expected one of "not at all", "a little", "a lot", '
    "got True": (
        lambda: check(
            findings=[
                Finding(**RULE | {"id": "a", "question": "xylophone"}),
                Finding(**RULE),
                Finding(**RULE | {"id": "b", "question": "hands"}),
            ]
        )
    ),
    "Screen: advice: says nothing for emergency, review; say what to do": (
        lambda: check(advice=CHECK.advice[1:3])
    ),
    # What is not answered needs somebody to be asked, whatever else there is.
    "Screen: advice: says nothing for ask-first; say what to do": lambda: check(
        questions=CHECK.questions[:1], findings=[], advice=CHECK.advice[:1]
    ),
    "Screen: advice: is there twice for emergency, review": lambda: check(
        advice=[*CHECK.advice, *CHECK.advice[::3]]
    ),
    "Screen: pain: expected a PainScale, got 5": lambda: check(pain=5),
    "Screen: 3 problems\n"
    '  findings: expected a list, got "bends"\n'
    '  advice: expected a list, got "Ask."\n'
    '  stop_rules: expected a list, got "Stop."': (
        lambda: check(findings="bends", advice="Ask.", stop_rules="Stop.")
    ),
    "Screen: 2 problems\n"
    "  questions[0]: expected a Question, got 5\n"
    "  purpose: 'Up.' is there twice": (
        lambda: check(questions=[5], purpose=["Up.", "Up."])
    ),
}


@pytest.mark.parametrize(("text", "make"), TEXTS.items(), ids=list(TEXTS))
def test_what_makes_no_sense_is_refused(text, make):
    assert refusal(make) == text


def test_sources_are_named_once():
    other = evolve(BOOK, source="other")
    editorial = br.Basis("", "editorial", reason="A choice.")
    twice = Question("floor", "Can you?", basis=[BOOK, editorial, other, BOOK])
    assert twice.sources == ("book", "other")
    assert Finding(**RULE, basis=[editorial]).sources == ()


# -- laws ------------------------------------------------------------------------------


@st.composite
def checks_and_answers(draw):
    """Screens with answers to some of their questions."""
    screen = draw(screens())
    return screen, draw(answered(screen))


ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.tuples(st.text())
    | st.sampled_from([*CALM, "bending", "hands", "a lot", *Demand])
)
ODD = st.dictionaries(ANYTHING, ANYTHING | st.lists(ANYTHING)) | ANYTHING


def outcome(screen, replies):
    """Return an assessment, or our own error; let nothing else pass."""
    try:
        return screen.assess(replies)
    except BackroutineError as error:
        return error


@given(ODD)
def test_whatever_is_answered_is_judged_or_refused_by_our_own_error(replies):
    found = outcome(CHECK, replies)
    if isinstance(found, Assessment):
        assert len(found.answers) == len(replies)
    else:
        assert type(found) is InvalidValue
        assert all(fault.problem for fault in found.faults)
        assert all(line.isprintable() for line in str(found).split("\n"))


@given(questions, ANYTHING | st.lists(ANYTHING))
def test_whatever_is_answered_to_one_question_is_judged_too(question, reply):
    screen = Screen("one", "One", [question], advice=CHECK.advice)
    found = outcome(screen, {question.id: reply})
    if isinstance(found, Assessment):
        assert found.answers == (Answer(question.id, reply),)
        assert type(found.answers[0].value) in (bool, str)
    else:
        assert [fault.path for fault in found.faults] == [question.id]


@given(checks_and_answers(), st.randoms())
def test_the_same_answers_in_any_order_find_the_same(both, random):
    screen, replies = both
    mixed = [*replies.items()]
    random.shuffle(mixed)
    again = screen.assess(dict(mixed))
    first = screen.assess(replies)
    assert again == first
    assert (str(again), repr(again), hash(again)) == (
        str(first),
        repr(first),
        hash(first),
    )


@given(checks_and_answers())
def test_every_finding_that_holds_is_found_and_no_other(both):
    screen, replies = both
    holds = {one for one in screen.findings if replies.get(one.question) == one.answer}
    found = screen.assess(replies).findings
    assert set(found) == holds
    assert [one.grade for one in found] == sorted(one.grade for one in found)


@given(checks_and_answers())
def test_an_exclusion_has_a_finding_that_is_against_it(both):
    screen, replies = both
    found = screen.assess(replies)
    for demand in Demand:
        assert bool(found.against([demand])) is (demand in found.excluded)


@given(findings())
def test_a_rule_names_what_it_rests_on(finding):
    assert set(finding.sources) == {one.source for one in finding.basis} - {""}


# -- all answers to the red flags ------------------------------------------------------

# How a screen judges its red flags, told a second time and from the outside. Each flag
# is looked at by itself: yes gives its own level, silence asks first, no gives nothing.
# So what is right for every flag alone, for every two flags and for every block of
# flags is right for all, unless more flags together could undo what a few do; that
# they do not is what the blocks, the combinations of levels and the sets drawn from
# everywhere look for. Of a check with no more flags than a block, these are all sets
# there are; all 3 ** n of a long one would take days.

ANSWERS = (False, True, None)
BLOCK = 6
BUNDLED = [CHECK, *br.screens.values()]
EACH = pytest.mark.parametrize("screen", BUNDLED, ids=lambda one: one.id)


def judged(screen, replies):
    """Assess answers, None for those not given, and see that the outcome is right."""
    flags = screen.red_flags
    yes = tuple(one for one in flags if replies[one.id] is True)
    silent = tuple(one for one in flags if replies[one.id] is None)
    told = {id: answer for id, answer in replies.items() if answer is not None}
    referral = screen.assess(told).referral
    assert (referral is not None) == bool(yes or silent)
    if referral is not None:
        assert (referral.questions, referral.unanswered) == (yes, silent)
        urgent = min((LEVELS.index(one.level) for one in yes), default=2)
        assert referral.level is LEVELS[urgent]
        (advice,) = (one for one in screen.advice if one.level is referral.level)
        assert referral.advice == advice.text
        assert referral.why


def names(screen):
    return [one.id for one in screen.red_flags]


def sets(chosen, rest, others):
    """Walk all answers to some flags, with one and the same answer to the rest."""
    for replies in product(ANSWERS, repeat=len(chosen)):
        yield dict.fromkeys(others, rest) | dict(zip(chosen, replies, strict=True))


@EACH
@pytest.mark.parametrize("rest", ANSWERS)
def test_all_answers_to_every_two_red_flags(screen, rest):
    flags = names(screen)
    pairs = chain(zip(flags), combinations(flags, 2))
    for pair in pairs:
        for replies in sets(pair, rest, flags):
            judged(screen, replies)


@EACH
@pytest.mark.parametrize("rest", ANSWERS)
def test_all_answers_to_blocks_of_red_flags(screen, rest):
    flags = names(screen)
    for start in range(0, len(flags), BLOCK):
        for replies in sets(flags[start : start + BLOCK], rest, flags):
            judged(screen, replies)


@EACH
def test_all_combinations_of_levels(screen):
    """One flag of each level, the first and the last of it, in all combinations."""
    for end in (0, -1):
        by_level = [
            [one.id for one in screen.red_flags if one.level is level]
            for level in LEVELS
        ]
        chosen = [flags[end] for flags in by_level if flags]
        for replies in sets(chosen, False, names(screen)):
            judged(screen, replies)


@EACH
@given(data=st.data())
def test_any_answers_to_all_red_flags(screen, data):
    flags = names(screen)
    each = {id: st.sampled_from(ANSWERS) for id in flags}
    judged(screen, data.draw(st.fixed_dictionaries(each)))


@EACH
def test_only_who_clears_every_red_flag_is_not_referred(screen):
    flags = names(screen)
    assert screen.assess(dict.fromkeys(flags, False)).referral is None
    assert screen.assess(dict.fromkeys(flags, True)).referral
    assert screen.assess({}).referral


def test_questions_and_rules_are_found_by_their_ids():
    assert CHECK.question("numb") is CHECK.questions[0]
    assert CHECK.finding("bends") in CHECK.findings
    assert CHECK.question("bends-not") is None
    assert CHECK.finding("numb") is None


def test_options_are_words_that_differ():
    options = [
        fault.path
        for given in (["", "a"], ["3", "1"], ["Left", "left"])
        for fault in refused(Question, "q", "Which?", kind="choice", options=given)
    ]
    assert options == ["options[0]", "options[0]", "options[1]", "options"]


def refused(noun: Any, *args: Any, **kwargs: Any) -> tuple[Fault, ...]:
    with pytest.raises(InvalidValue) as caught:
        noun(*args, **kwargs)
    return caught.value.faults


def test_only_demands_are_looked_up():
    found = CHECK.assess(CALM | {"bending": True})
    assert found.against(["end-range-flexion"]) == found.findings
    for wrong in ("end-range-flexion", ["bogus"], None):
        with pytest.raises(InvalidValue):
            found.against(wrong)


def test_hundreds_of_unknown_questions_are_all_named_and_a_few_explained():
    answers = {f"nmb-{number}": True for number in range(300)} | {"nmb": True}
    with pytest.raises(InvalidValue) as caught:
        CHECK.assess(answers)
    assert len(caught.value.faults) == 301
