"""The tables of the reference name every public name, and every field of every noun."""

import re
from pathlib import Path

import attrs
import pytest

import backroutine

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
PAGE = REFERENCE / "json.md"
NOUNS = PAGE.read_text(encoding="utf-8").split("## Nouns")[1].split("Three fields")[0]
ROWS = re.findall(r"^\| `(\w+)` \| (.*) \|$", NOUNS, re.MULTILINE)
REMARK = re.compile(r"\([^)]*\)|\band\b")
WORD = re.compile(r"(\*\*)?(\w+)")
# It has a default only because fields without one may not come after others.
NEEDED = {("Variation", "cycle")}


@pytest.mark.parametrize(("name", "cells"), ROWS)
def test_a_row_names_the_fields_of_its_noun(name, cells):
    shown = [(word, bool(bold)) for bold, word in WORD.findall(REMARK.sub(",", cells))]
    fields = [one for one in attrs.fields(getattr(backroutine, name)) if one.init]
    needed = [
        (one.name, one.default is attrs.NOTHING or (name, one.name) in NEEDED)
        for one in fields
    ]
    assert dict(shown) == dict(needed)


def test_every_noun_has_a_row():
    public = {name: getattr(backroutine, name) for name in dir(backroutine)}
    classes = {
        name for name, one in public.items() if isinstance(one, type) and attrs.has(one)
    }
    small = {"Estimate", "EveryDays", "Moment", "Span"}
    assert classes - small == {name for name, _ in ROWS}


def test_the_index_names_every_public_name():
    index = (REFERENCE / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`br\.(\w+)`", index)) == set(dir(backroutine))
