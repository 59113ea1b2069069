"""The closed vocabularies: what is in them, and what is not."""

import pickle
from datetime import date, timedelta
from types import new_class

import pytest

from backroutine import terms
from backroutine._checks import Term
from backroutine.errors import BackroutineError
from backroutine.moment import weekdays
from backroutine.terms import WEEK, Anchor, Position, Posture, Side, Weekday

VOCABULARIES = [
    kind
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, Term) and kind is not Term
]
MEMBERS = [member for kind in VOCABULARIES for member in kind]


def test_the_vocabularies_are_these():
    assert sorted(kind.__name__ for kind in VOCABULARIES) == [
        "Action", "Anchor", "AnswerKind", "BasisKind", "Context", "Contraction",
        "Counting", "Demand", "Direction", "Effort", "Equipment", "Gap", "Goal",
        "Grade", "Laterality", "Level", "Muscle", "PainLight", "Position", "Posture",
        "RangeOfMotion", "ReferralLevel", "Reported", "Side", "SourceKind", "Tempo",
        "Topic", "VariationMode", "Weekday",
    ]  # fmt: skip


@pytest.mark.parametrize("term", MEMBERS, ids=repr)
def test_a_term_is_its_own_text(term):
    assert term == term.value == str(term) == f"{term}"
    assert type(term)(term.value) is term
    assert hash(term) == hash(term.value)
    assert pickle.loads(pickle.dumps(term)) is term
    assert term.name == term.value.upper().replace("-", "_")


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_a_vocabulary_is_closed(kind):
    with pytest.raises(TypeError):
        new_class("More", (kind,))
    member = next(iter(kind))
    with pytest.raises(AttributeError):
        member.value = "other"


@pytest.mark.parametrize("kind", VOCABULARIES)
@pytest.mark.parametrize(
    "stranger", ["", "no such", "SUPINE", 0, None, ["mon"], b"mon"]
)
def test_what_is_not_in_it_is_refused_as_any_value_is(kind, stranger):
    with pytest.raises(ValueError, match=r"expected an? "):
        kind(stranger)


@pytest.mark.parametrize(
    ("kind", "given", "text"),
    [
        (Position, "supin",
         "expected a position, got \"supin\"; did you mean 'supine'?"),
        (Side, "up", 'expected a side, got "up"; known are left, right'),
        (terms.RangeOfMotion, "full",
         'expected a range of motion, got "full"; known are none, mid, end'),
        (terms.Effort, 5,
         "expected an effort, got 5; known are below-fatigue, to-fatigue"),
    ],
)  # fmt: skip
def test_the_refusal_says_what_is_known(kind, given, text):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the text is compared
        kind(given)
    assert str(refused.value) == text


def test_one_except_catches_a_wrong_term_too():
    """One root for everything that the library raises on purpose."""
    with pytest.raises(BackroutineError):
        Position("supin")


def test_every_position_has_a_posture():
    assert {one.value: one.posture.value for one in Position} == {
        "supine": "lying",
        "hook-lying": "lying",
        "supine-90-90": "lying",
        "prone": "lying",
        "side-lying": "lying",
        "quadruped": "kneeling",
        "half-kneeling": "kneeling",
        "tall-kneeling": "kneeling",
        "seated": "sitting",
        "standing": "standing",
        "standing-at-wall": "standing",
    }
    assert {one.posture for one in Position} == set(Posture)


def test_each_side_has_another():
    assert (Side.LEFT.other, Side.RIGHT.other) == (Side.RIGHT, Side.LEFT)


def test_moments_before_an_event_come_before_it():
    assert [one.value for one in Anchor if one.comes_before] == [
        "before-bed",
        "before-workout",
        "before-drive",
    ]


def test_a_date_has_a_weekday():
    monday = date(2026, 11, 30)
    week = [monday + timedelta(days=n) for n in range(7)]
    assert tuple(map(Weekday.of, week)) == WEEK == tuple(Weekday)
    assert [one.value for one in WEEK] == [f"{day:%a}".lower() for day in week]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("mon wed fri", "mon wed fri"),
        ("fri mon  wed mon", "mon wed fri"),
        ("daily", "mon tue wed thu fri sat sun"),
        ("weekdays", "mon tue wed thu fri"),
        ("weekends", "sat sun"),
        (["sun", Weekday.SAT], "sat sun"),
        ({"tue"}, "tue"),
    ],
)
def test_weekdays_are_written_in_many_ways(given, expected):
    assert " ".join(weekdays(given)) == expected


@pytest.mark.parametrize(
    "given", ["", [], "monday", "Mon", "mon,wed", "mon daily", 1, None, [1]]
)
def test_what_names_no_weekday_is_refused(given):
    with pytest.raises(ValueError, match="expected"):
        weekdays(given)
