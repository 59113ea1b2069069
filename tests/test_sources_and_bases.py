"""Where facts come from: sources, their claims, and what each fact rests on."""

# mypy: disable-error-code="arg-type, call-arg, index, list-item"
# What is wrong is given on purpose.

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backroutine.errors import InvalidValue
from backroutine.source import Basis, Claim, Source, why
from backroutine.terms import BasisKind, SourceKind, Topic
from tests.strategies import bases, lists, paths


def stated(about, **parts):
    return Basis(about, "stated", source="article", locator="line 12", **parts)


def test_a_source_names_a_publication():
    source = Source(
        id="article",
        title="Move your back",
        publisher="A magazine",
        kind="trainer-interview",
        published="2024-02-29",
        claims=[Claim("prevalence", "The article says that most people hurt.", ["F1"])],
    )
    assert source.kind is SourceKind.TRAINER_INTERVIEW
    assert source.published == date(2024, 2, 29)
    assert source.claims[0].topic is Topic.PREVALENCE
    assert source.claims[0].facts == ("F1",)


def test_an_address_is_one_of_the_web():
    with pytest.raises(InvalidValue) as refused:
        Source("article", "A", "B", "guideline", url="example.org")
    assert str(refused.value) == (
        'Source: url: expected an address such as "https://example.org/", '
        'got "example.org"'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"id": "The Article"},
        {"id": ""},
        {"id": "a" * 81},
        {"title": " "},
        {"publisher": ""},
        {"kind": "rumour"},
        {"published": "2023-02-29"},
        {"published": "20240229"},
        {"claims": ["The article says so."]},
        {"claims": "all of them"},
        {"url": "http://example.org"},
        {"url": "https://example.org/a b"},
        {"url": "https://example.org\n"},
        {"url": "javascript:alert(1)"},
        {"note": "two\nlines"},
        {"author": 5},
    ],
)
def test_a_source_with_a_senseless_part_is_refused(change):
    whole = {
        "id": "article",
        "title": "T",
        "publisher": "P",
        "kind": "journal",
    }
    assert Source(**whole).claims == ()
    with pytest.raises(InvalidValue, match=next(iter(change))):
        Source(**whole | change)


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({"kind": "stated"}, ["source", "locator"]),
        ({"kind": "stated", "source": "article"}, ["locator"]),
        ({"kind": "stated", "source": "article", "locator": "line 12"}, []),
        ({"kind": "inferred"}, ["source", "reason"]),
        ({"kind": "inferred", "source": "article", "reason": "It follows."}, []),
        ({"kind": "editorial"}, ["reason"]),
        ({"kind": "editorial", "reason": "We chose."}, []),
    ],
)
def test_each_kind_of_basis_has_what_it_needs(parts, missing):
    if not missing:
        assert Basis("dose", **parts).kind is BasisKind(parts["kind"])
        return
    with pytest.raises(InvalidValue) as refused:
        Basis("dose", **parts)
    assert [(one.path, one.problem) for one in refused.value.faults] == [
        (name, f"is empty; {parts['kind']} needs it") for name in missing
    ]


@pytest.mark.parametrize(
    ("about", "path", "covered"),
    [
        ("", "anything.at[0].all", True),
        ("dose", "dose", True),
        ("dose", "dose.reps", True),
        ("dose", "doses", False),
        ("dose.reps", "dose", False),
        ("cycle[0]", "cycle[0].text", True),
        ("cycle[1]", "cycle[10]", False),
        ("cycle", "cycle[10].text", True),
    ],
)
def test_a_basis_covers_a_path_and_all_below_it(about, path, covered):
    assert stated(about).covers(path) is covered


def test_the_most_exact_bases_hold():
    whole, dose, one, other = map(stated, ["", "dose", "cycle[0]", "cycle[0]"])
    held = (whole, one, dose, other)
    assert why(held, "dose.reps") == (dose,)
    assert why(held, "cycle[0].cue") == (one, other)
    assert why(held, "name") == (whole,)
    assert why(held[1:], "name") == ()


@given(lists(bases(), most=5), paths)
def test_what_holds_is_never_less_exact_than_another_that_covers(held, path):
    found = why(held, path)
    covering = [basis for basis in held if basis.covers(path)]
    if not covering:  # then those of its parts, if any
        assert all(basis.about.startswith((f"{path}.", f"{path}[")) for basis in found)
        return
    assert found
    exact = {basis.about for basis in found}
    assert len(exact) <= 1
    assert all(Basis.covers(basis, about) for basis in covering for about in exact)


@given(
    st.sampled_from(["a", "a.b", "a[0]", "a[0].b"]), st.sampled_from([".c", "[1]", ""])
)
def test_covering_reaches_all_the_way_down(path, further):
    assert stated(path).covers(path + further)
