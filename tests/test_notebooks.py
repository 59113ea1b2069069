"""The notebooks of the documentation run in Jupyter and in marimo."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import backroutine

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
# What each cell of code shows, in order.
SHOWN = {
    "a-first-routine": """
        noun data noun picture picture picture noun picture print picture print noun
        print data print
    """,
    "a-clients-warm-up": """
        noun print noun print print noun picture picture print print noun print
    """,
    "a-month-of-sessions": """
        nothing noun print print picture picture print noun print
    """,
}
IN_JUPYTER = {
    "noun": {"text/html", "text/markdown", "text/plain"},
    "picture": {"image/svg+xml", "text/html", "text/plain"},
    "data": {"text/plain"},
    "print": {"stdout"},
    "nothing": set(),
}
IN_MARIMO = {
    "noun": {"text/html"},
    "picture": {"text/html", "image/svg+xml"},
    "data": {"application/json"},
    "print": {"text/plain"},
    "nothing": {"text/plain"},
}
# What marimo made of a notebook, run as any of its programs may be.
RUN = """
import json, sys
from marimo._output.formatting import try_format
from {name} import app
outputs, _ = app.run()
shown = [try_format(one) for one in outputs]
data = [(one.mimetype, one.data, bool(one.exception)) for one in shown]
with open("shown.json", "w", encoding="utf-8") as file:
    json.dump(data, file)
"""
ACTIVE = {"script", "iframe", "object", "embed", "link", "base", "form", "meta", "img"}
LOADING = {"src", "srcset", "poster", "data", "action", "background", "formaction"}


@pytest.fixture(autouse=True)
def away_from_home(tmp_path, monkeypatch):
    """Let nothing be read from or written to the home of whoever runs the tests."""
    names = ["HOME", "IPYTHONDIR"]
    names += [f"JUPYTER_{kind}_DIR" for kind in ("CONFIG", "DATA", "RUNTIME")]
    names += [f"XDG_{kind}_HOME" for kind in ("CACHE", "CONFIG", "DATA", "STATE")]
    for name in names:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")  # else jupyter_core warns
    monkeypatch.setenv("PYTHONPATH", str(Path(backroutine.__file__).parents[1]))


@pytest.fixture(params=SHOWN)
def name(request):
    return request.param


@pytest.fixture
def kinds(name):
    return SHOWN[name].split()


def text_of(name):
    return (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")


def test_these_are_the_notebooks():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(SHOWN)


# -- as they are kept ------------------------------------------------------------------


def test_a_kept_notebook_is_clean(name):
    text = text_of(name)
    kept = json.loads(text)
    nbformat.validate(kept)
    assert text == json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    assert kept["metadata"]["kernelspec"]["name"] == "python3"
    assert [cell["id"] for cell in kept["cells"]] == [
        f"{name}-{number:02}" for number, _ in enumerate(kept["cells"], 1)
    ]
    for cell in kept["cells"]:
        assert cell["metadata"] == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


# -- in Jupyter ------------------------------------------------------------------------


def executed(name, folder):
    """Run a notebook with the Python of this test; return the outputs of its cells."""
    notebook = nbformat.reads(text_of(name), as_version=4)
    end = nbformat.v4.new_code_cell("import sys; print(sys.prefix, br.__file__)")
    notebook.cells.append(end)
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(
        notebook, kernel_name="python3", resources=place, timeout=60
    ).execute()
    *cells, end = (cell for cell in notebook.cells if cell.cell_type == "code")
    assert end.outputs[0].text.split() == [sys.prefix, backroutine.__file__]
    return [cell.outputs for cell in cells]


def kind_of(output):
    return {output.name} if output.output_type == "stream" else set(output.data)


def test_a_notebook_runs_in_jupyter(name, kinds, tmp_path):
    outputs = executed(name, tmp_path)
    seen = [set().union(*map(kind_of, of_cell)) for of_cell in outputs]
    assert seen == [IN_JUPYTER[kind] for kind in kinds]
    for output in (one for of_cell in outputs for one in of_cell):
        for text in output.get("data", {}).values():
            runs_and_loads_nothing(text)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


class Elements(HTMLParser):
    """Each element of a piece of HTML, with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def runs_and_loads_nothing(text):
    assert "<script" not in text
    assert not re.search(r"url\((?!#)|@import", text)
    for tag, attributes in Elements(text).found:
        assert tag not in ACTIVE
        assert not set(attributes) & LOADING
        assert not [one for one in attributes if one.startswith("on")]
        assert tag == "a" or attributes.get("href", "#").startswith("#")


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        '<a onclick="x">',
        '<img src="x">',
        '<use href="http://x/y.svg#z">',
        "<style>a{background:url(http://x)}</style>",
        "<style>@import 'http://x'</style>",
    ],
)
def test_what_runs_or_loads_is_noticed(text):
    with pytest.raises(AssertionError):
        runs_and_loads_nothing(text)


# -- in marimo -------------------------------------------------------------------------


def python(*arguments, folder):
    """Run Python in a folder."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_notebook_runs_in_marimo(name, kinds, tmp_path):
    module = name.replace("-", "_")
    source = str(FOLDER / f"{name}.ipynb")
    python("-m", "marimo", "convert", source, "-o", f"{module}.py", folder=tmp_path)
    python("-c", RUN.format(name=module), folder=tmp_path)
    _, *shown = json.loads((tmp_path / "shown.json").read_text(encoding="utf-8"))
    cells = [one for one in shown if one[0] != "text/markdown"]
    assert not [data for _, data, failed in cells if failed]
    for (mime, data, _), kind in zip(cells, kinds, strict=True):
        assert mime in IN_MARIMO[kind]
        assert bool(data) == (kind not in ("print", "nothing"))
        runs_and_loads_nothing(data)
