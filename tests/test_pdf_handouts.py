"""Handouts as PDF: what an independent program reads of them."""

import os
import pickle
import re
import subprocess
import sys
import unicodedata
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from pypdf import PdfReader

import backroutine as br
from backroutine.errors import InvalidValue, MissingExtra
from backroutine.export import pdf
from backroutine.routine import Item, Routine
from tests.examples import BRIDGE, bird_dog
from tests.test_handouts import FIVE, HOSTILE, MINE, PLAN, SCREEN, SOURCES, Page, named

PAPERS = {"a4": (595.3, 841.9), "letter": (612, 792)}
VALUES = {
    "routine": (FIVE, {}),
    "plan": (PLAN, {"screen": SCREEN, "sources": br.sources}),
    "one's own": (MINE, {"screen": SCREEN, "title": "Ann Miller"}),
    "exercise": (br.exercises["clam"], {"screen": SCREEN}),
    "item": (Item(br.exercises["bridge"], variation="toes-up"), {}),
    "by hand": (Routine([BRIDGE, bird_dog()], name="Mine"), {}),
    "empty": (Routine(), {}),
}
# What stands for the same in one of them only: marks of lists, joints, invisible signs.
MARKS = re.compile(r"[\s:;•\u00ad\u200b-\u200f\u2060-\u2069]|[\u202a-\u202e]")


def opened(value, **more):
    return PdfReader(BytesIO(pdf.dumps(value, **more)))


def letters(texts):
    """Return what is said without what is between it."""
    return MARKS.sub("", unicodedata.normalize("NFKC", "".join(texts)))


def in_pdf(value, **more):
    return letters(page.extract_text() for page in opened(value, **more).pages)


class Numbered(Page):
    """A page with the numbers of its steps, which a browser adds."""

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        if tag == "ol":
            self.number = 0
        if self.open[-2:] == ["ol", "li"]:
            self.number += 1
            self.texts.append(f"{self.number}.")


def in_html(value, **more):
    return letters(Numbered(br.render.html(value, **more)).texts)


# -- what it says ----------------------------------------------------------------------


@pytest.mark.parametrize(("value", "more"), VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("paper", PAPERS)
def test_it_says_what_the_page_says(value, more, paper):
    assert in_pdf(value, paper=paper, **more) == in_html(value, **more)


@pytest.mark.parametrize("value", [FIVE, PLAN], ids=["routine", "plan"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_five_fit_a_page(value, paper):
    pages = opened(value, screen=SCREEN, sources=br.sources, paper=paper).pages
    size = [float(side) for side in pages[0].mediabox[2:]]
    assert size == pytest.approx(PAPERS[paper], abs=0.1)
    assert len(pages) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_no_exercise_of_many_is_torn(paper):
    many = Routine(list(br.exercises.values()), name="Many")
    pages = [letters([page.extract_text()]) for page in opened(many, paper=paper).pages]
    assert len(pages) > 3
    for number, one in enumerate(br.exercises.values(), 1):
        said = letters([f"{number}. {one.name}"])
        last = letters([one.cycle[-1].text])
        assert any(said in page and last in page[page.index(said) :] for page in pages)


def test_pages_of_several_are_numbered():
    many = Routine(list(br.exercises.values()))
    pages = opened(many).pages
    assert pages[1].extract_text().rstrip().endswith(f"2 / {len(pages)}")


# -- for everybody ---------------------------------------------------------------------


def test_it_is_made_for_screen_readers():
    made = opened(FIVE)
    root = made.trailer["/Root"]
    assert made.metadata.title == "Lower back five"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - it is pypdf's own
    assert b"pdfuaid:part>1<" in pdf.dumps(FIVE)


def tagged(node):
    """Walk the structure of a document."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tagged(one)
    elif isinstance(node, dict):
        yield node
        yield from tagged(node["/K"]) if "/K" in node else ()


def test_figures_have_words_and_steps_are_lists():
    tree = opened(br.exercises["bridge"]).trailer["/Root"]["/StructTreeRoot"]
    nodes = list(tagged(tree))
    words = [str(node["/Alt"]) for node in nodes if "/Alt" in node]
    assert [one.partition(":")[0] for one in words] == ["Bridge"]
    assert words[0].endswith(br.exercises["bridge"].cycle[0].text)
    assert {"/L", "/LI", "/Figure", "/H1"} <= {node.get("/S") for node in nodes}


def test_what_moves_both_ways_has_two_figures():
    tree = opened(br.exercises["cat-cow"]).trailer["/Root"]["/StructTreeRoot"]
    words = [str(node["/Alt"]) for node in tagged(tree) if "/Alt" in node]
    steps = br.exercises["cat-cow"].cycle[:2]
    assert words == [f"Cat-cow: {step.cue}. {step.text}" for step in steps]


def test_figures_have_the_name_of_their_variation():
    item = Item(br.exercises["bridge"], variation="toes-up", mode="follow")
    nodes = tagged(opened(item).trailer["/Root"]["/StructTreeRoot"])
    (words,) = [str(node["/Alt"]) for node in nodes if "/Alt" in node]
    assert words.startswith("Bridge, then Toes up: ")


def test_a_title_is_that_of_the_document():
    made = opened(FIVE, title="Ann Miller")
    assert made.metadata.title == "Ann Miller"
    assert made.pages[0].extract_text().startswith("Ann Miller")


def test_without_poses_there_is_no_figure():
    nodes = tagged(opened(BRIDGE).trailer["/Root"]["/StructTreeRoot"])
    assert "/Figure" not in [node.get("/S") for node in nodes]


# -- texts stay texts ------------------------------------------------------------------

TYPST = {
    "code": '#import "@preview/x:0.1.0"; #panic(1); #read("/etc/passwd")',
    "markup": "$x$ *b* _i_ `r` @ref <label> = head - item + one / term: x",
    "signs": "\\u{202e} \\ ~ -- --- ... 'a' \"b\" // no /* no */ [x] {y} (z)",
    "escapes": "\\u202e \\n https://example.org/",
}


@pytest.mark.parametrize("text", (HOSTILE | TYPST).values(), ids=HOSTILE | TYPST)
def test_a_hostile_text_is_a_title_as_it_is(text):
    title = "".join("\u25a1" if ord(sign) in LACKED else sign for sign in text)
    assert opened(Routine(name=text)).metadata.title == title


LACKED = (0x1F9D8, 0x65E5, 0x672C)


WRITTEN = {name: HOSTILE[name] for name in [*HOSTILE][:6]} | TYPST


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_hostile_text_stays_text(text):
    value = named(text)
    assert in_pdf(value, title=text) == in_html(value, title=text)


def test_a_text_that_turns_round_turns_only_itself():
    found = in_pdf(named("\u202egnorts"))
    plain = in_pdf(named("plain"))
    assert sorted(found) == sorted(plain.replace("plain", "gnorts"))


def test_hebrew_is_there():
    text = "\u05e9\u05dc\u05d5\u05dd"
    assert set(text) <= set(in_pdf(named(text)))


LONG = "ab" * 5000
STEP = br.Step(LONG, "Up", move="PT1S")


@pytest.mark.parametrize(
    "parts", [{"name": LONG}, {"cycle": [STEP]}], ids=["name", "step"]
)
def test_a_word_without_end_stays_on_the_page(parts):
    pages = opened(Routine([evolve(BRIDGE, **parts), bird_dog()])).pages
    said = letters(page.extract_text() for page in pages)
    assert len(pages) > 1
    assert said.count("ab") > 4900
    assert all(word.count("a") < 100 for word in pages[0].extract_text().split("\n"))


# -- the same again --------------------------------------------------------------------


def test_the_same_value_gives_the_same_bytes_everywhere(tmp_path):
    program = (
        "import sys, backroutine as br\n"
        "made = br.export.pdf.dumps(br.routines['lower-back-five'],"
        " screen=br.screens['movement-check'], sources=br.sources)\n"
        "sys.stdout.buffer.write(made)"
    )
    here = pdf.dumps(FIVE, screen=SCREEN, sources=br.sources)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(SOURCES), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )
    assert done.stdout == here == pdf.dumps(FIVE, screen=SCREEN, sources=br.sources)


def test_nothing_in_it_depends_on_the_day():
    made = opened(FIVE)
    assert not {"/CreationDate", "/ModDate"} & set(made.metadata)


# -- files and errors ------------------------------------------------------------------


def test_a_file_holds_the_bytes(tmp_path):
    path = tmp_path / "five.pdf"
    path.write_bytes(b"old")
    pdf.dump(FIVE, path, screen=SCREEN, sources=br.sources, paper="letter")
    more: Any = {"screen": SCREEN, "sources": br.sources, "paper": "letter"}
    assert path.read_bytes() == pdf.dumps(FIVE, **more)
    assert [one.name for one in tmp_path.iterdir()] == ["five.pdf"]


@pytest.mark.parametrize("path", [None, "", "a\0b", 5])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(InvalidValue, match="path: expected the path of a file"):
        pdf.dump(FIVE, path)


def test_the_system_may_refuse(tmp_path):
    with pytest.raises(FileNotFoundError):
        pdf.dump(FIVE, tmp_path / "nowhere" / "five.pdf")


@pytest.mark.parametrize("value", [None, "five", br.exercises, SCREEN])
@pytest.mark.parametrize("verb", [pdf.dumps, pdf.losses])
def test_what_is_no_handout_is_refused(value, verb):
    with pytest.raises(InvalidValue) as refused:
        verb(value)
    told = str(refused.value)
    text = "pdf: expected a routine, a schedule, an exercise or an item, got "
    assert told.startswith(text)
    assert told.endswith("; to print anything else, use `backroutine.render.html`")


@pytest.mark.parametrize("paper", [None, "A4", "a5", "", 4, ["a4"]])
def test_what_is_no_paper_is_refused(paper):
    with pytest.raises(InvalidValue) as refused:
        pdf.dumps(FIVE, paper=paper)
    assert str(refused.value) == f'pdf: paper: expected "a4" or "letter", got {paper!r}'


@pytest.mark.parametrize("verb", [pdf.dumps, pdf.losses])
def test_what_is_no_screen_or_source_is_refused(verb):
    with pytest.raises(InvalidValue, match=r"^pdf: screen: expected a Screen"):
        verb(FIVE, screen="movement-check")
    with pytest.raises(InvalidValue, match="sources: expected sources by their ids"):
        verb(FIVE, sources=5)
    with pytest.raises(InvalidValue, match=r"^pdf: sources.*: expected a Source"):
        verb(FIVE, sources={"nhs-back-pain": 5})
    with pytest.raises(InvalidValue, match=r"^pdf: title: expected some words"):
        verb(FIVE, title="")


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra) as refused:
        pdf.dumps(FIVE)
    assert str(refused.value) == (
        'writing a PDF needs the extra "pdf": pip install typst'
    )
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    assert pdf.losses(FIVE)


def test_what_else_is_missing_is_no_extra(monkeypatch, tmp_path):
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    (tmp_path / "typst.py").write_text("import a_module_that_is_nowhere")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError) as refused:
        pdf.dumps(FIVE)
    assert not isinstance(refused.value, MissingExtra)


def test_typst_is_loaded_only_to_write():
    program = "import sys, backroutine as br; br.export.pdf; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
        text=True,
    )
    assert "typst" not in done.stdout.split()


# -- what is lost ----------------------------------------------------------------------


def test_what_is_lost_is_named():
    told = pdf.losses(evolve(PLAN, routine=br.compose.fit(FIVE, minutes=3)))
    assert told == (
        "How long each movement takes is not carried.",
        "Goals, muscles, the level and links to other exercises are not carried.",
        "What a fact rests on is carried only as a list of sources.",
        *told[3:-3],
        "What a routine is for is not carried.",
        "Why a routine is as it is is carried only where it asks for care.",
        "Of the sessions, only those of the first seven days are carried.",
    )


def test_an_exercise_without_poses_is_not_drawn():
    told = pdf.losses(BRIDGE)
    assert told[3:] == (
        "Variations that were not chosen are not carried.",
        "'Bridge' has no poses and is not drawn.",
    )


def test_signs_that_the_font_lacks_are_named():
    assert pdf.losses(Routine(name="\u65e5\u672c"))[-1] == (
        "The font lacks U+65E5, U+672C; a box stands for each."
    )
    many = "".join(map(chr, range(0x3041, 0x3049)))
    assert pdf.losses(Routine(name=many))[-1].startswith(
        "The font lacks U+3041, U+3042, U+3043, U+3044, U+3045 and 3 more; "
    )


def test_the_font_has_all_the_other_signs():
    signs = (chr(one) for one in range(0x20, 0x10000) if not 0xD800 <= one < 0xE000)
    held = [one for one in signs if not pdf._LACKED.match(one)]
    step = br.Step(" ".join(held), "Up", move="PT1S")
    assert pdf.dumps(evolve(BRIDGE, cycle=[step]))[:5] == b"%PDF-"
    assert len(held) > 1000


def test_no_bundled_text_lacks_a_sign():
    values: list[Any] = [*br.exercises.values(), *br.routines.values()]
    for value in values:
        told = pdf.losses(value, screen=SCREEN, sources=br.sources)
        assert not any(one.startswith("The font lacks") for one in told)


def test_two_threads_may_ask_for_a_pdf_and_for_words_first():
    program = (
        "import threading, backroutine as br\n"
        "five, both = br.routines['lower-back-five'], threading.Barrier(2)\n"
        "asked = [lambda: br.export.pdf.losses(five), lambda: str(five)]\n"
        "done = []\n"
        "def ask(one): both.wait(); one(); done.append(one)\n"
        "threads = [threading.Thread(target=ask, args=(one,)) for one in asked]\n"
        "[one.start() for one in threads]; [one.join() for one in threads]\n"
        "print(len(done))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert told.stdout.split() == [b"2"]
