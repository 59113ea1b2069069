"""The directive `notebook`: a notebook of docs/notebooks, run when the page is built.

It needs no kernel: `notebook` turns a notebook into a page of Markdown, and `cell`
shows a piece of its code with what that prints and shows. All cells of a notebook
share one namespace. A cell that fails stops the build.
"""

import ast
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from docutils import nodes
from gallery import drawn
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = "names of the notebook"


class Notebook(SphinxDirective):
    """Show a notebook with what its cells show."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the page."""
        self.env.note_reread()  # its pictures change with the library, too
        file = FOLDER / f"{self.arguments[0]}.ipynb"
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        self.env.temp_data[NAMES] = {}
        text = "\n\n".join(map(markdown, cells))
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def markdown(cell: dict[str, Any]) -> str:
    """Return a cell as Markdown."""
    source = "".join(cell["source"])
    code = cell["cell_type"] == "code"
    return f"```{{cell}}\n{source}\n```" if code else source


class Cell(SphinxDirective):
    """Show a piece of code, and what it prints and shows."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the code and its output."""
        code = "\n".join(self.content)
        return [block(code, "python"), *ran(code, self.env.temp_data[NAMES])]


def ran(code: str, names: dict[str, Any]) -> Iterator[nodes.Node]:
    """Run a cell; yield what it printed, and its last line as notebooks show it."""
    tree, value = ast.parse(code), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(StringIO()) as printed:
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - our own notebooks
        if last:
            value = eval(ast.unparse(last), names)  # noqa: S307 - likewise
    if text := printed.getvalue().rstrip("\n"):
        yield block(text, "text")
    if hasattr(value, "_repr_html_"):
        yield drawn(value._repr_html_())
    elif value is not None:
        yield block(repr(value), "python")


def block(text: str, language: str) -> nodes.literal_block:
    """Return a block of code or of plain text."""
    return nodes.literal_block(text, text, language=language)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directives known."""
    app.add_directive("notebook", Notebook)
    app.add_directive("cell", Cell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
