"""The directive `floors`: the house, drawn from the import contract that is checked.

It reads the layers from pyproject.toml, so that the picture cannot differ from them.
"""

import re
import tomllib
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "backroutine"
KINDS = {
    "__main__": "outside",
    "_command": "outside",
    "testing": "outside",
    "compose": "verb",
    "render": "verb",
    "export": "verb",
    "lint": "verb",
    "reporting": "verb",
    "packs": "edge",
    "wire": "edge",
    "_checks": "base",
    "_protocols": "base",
    "errors": "base",
}
LEGEND = (
    ("outside", "command"),
    ("verb", "verbs"),
    ("edge", "JSON and files"),
    ("noun", "nouns"),
    ("base", "what all stand on"),
)
WIDTH, HEIGHT, GAP, ROOF, FOOT = 720, 40, 8, 70, 44


def floors() -> list[list[str]]:
    """Return the floors from the top, each with the modules that exist."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["id"] == "floors")
    names = [re.findall(r"\w+", layer) for layer in layers]
    there = [[name for name in floor if exists(name)] for floor in names]
    return [floor for floor in there if floor]


def exists(name: str) -> bool:
    """Tell whether a module is there; the contract also names some to come."""
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


def box(x: float, y: int, width: float, name: str) -> str:
    """Draw one module: a folder has a tab, a file has none."""
    kind = KINDS.get(name, "noun")
    if (PACKAGE / name).is_dir():
        label, tab = f"{name}/", "v -5 h 40 l 6 5"
    else:
        label, tab = f"{name}.py", ""
    shape = f"M {x:g} {y} {tab} H {x + width:g} v {HEIGHT} H {x:g} Z"
    text = f'<text x="{x + width / 2:g}" y="{y + 26}">{escape(label)}</text>'
    return f'<g class="{kind}"><path d="{shape}"/>{text}</g>'


def picture() -> str:
    """Draw the house."""
    house = floors()
    height = ROOF + len(house) * (HEIGHT + GAP + 4) + FOOT
    eaves = ROOF - 10
    roof = f"M 4 {eaves} L {WIDTH // 2} 6 L {WIDTH - 4} {eaves}"
    parts = [f'<path class="roof" d="{roof}"/>']
    for row, names in enumerate(house):
        y = ROOF + row * (HEIGHT + GAP + 4)
        width = (WIDTH - 60 - GAP * (len(names) - 1)) / len(names)
        for column, name in enumerate(names):
            parts.append(box(30 + column * (width + GAP), y, width, name))
    bottom = height - FOOT
    parts.append(f'<path class="roof" d="M 4 {bottom} L {WIDTH - 4} {bottom}"/>')
    step = (WIDTH - 60) / len(LEGEND)
    for column, (kind, text) in enumerate(LEGEND):
        x = 30 + column * step
        square = f"M {x:g} {bottom + 18} h 14 v 14 h -14 Z"
        words = f'<text x="{x + 20:g}" y="{bottom + 30}">{text}</text>'
        parts.append(f'<g class="{kind} key"><path d="{square}"/>{words}</g>')
    told = "; ".join(" and ".join(names) for names in house)
    return (
        f'<svg class="floors" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="The floors from the top: {escape(told)}">{"".join(parts)}</svg>'
    )


class Floors(Directive):
    """Put the picture where the directive stands."""

    def run(self) -> list[nodes.Node]:
        """Return the picture as it is."""
        return [nodes.raw("", picture(), format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known."""
    app.add_directive("floors", Floors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
