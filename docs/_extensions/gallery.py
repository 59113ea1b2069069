"""The directives `gallery` and `picture`: what the library draws, drawn at build time.

`gallery` shows every bundled exercise, under a heading for each position. `picture`
shows what the Python expression below it gives, such as `br.render.svg(...)`.
"""

from html import escape
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import backroutine as br
from backroutine.render import _words as words
from backroutine.render._theme import COLOURS, PAPER, TIMES, Colour

# Pictures follow the theme that a reader chose here, and not only their system.
SCHEMES = (
    (".drawn", "light dark"),
    ("body[data-theme=light] .drawn", "light"),
    ("body[data-theme=dark] .drawn", "dark"),
)
STROKES = {**COLOURS, "halo": PAPER, "edge": TIMES["edge"], "mark": TIMES["strong"]}
FILLS = {
    **{f"{name}.full": colour for name, colour in COLOURS.items()},
    **{name: TIMES[name] for name in ("strong", "pale", "quiet")},
    "words": COLOURS["words"],
    "paper": PAPER,
}
SHORT = 2  # steps, which fit the screen of a phone
LOOKS = {"stroke": STROKES, "fill": FILLS}


def style() -> str:
    """Return the style sheet of all that is drawn."""
    rules = [f"{where}{{color-scheme:{scheme}}}" for where, scheme in SCHEMES]
    rules += [
        rule(name, what, colour)
        for what, colours in LOOKS.items()
        for name, colour in colours.items()
        if (what, name) != ("stroke", "words")
    ]
    printed = "@media print{body[data-theme] .drawn{color-scheme:light}}"
    return f"<style>{''.join(rules)}{printed}</style>"


def rule(name: str, what: str, colour: Colour) -> str:
    """Return one rule: a colour for light pages, and one for dark."""
    return (
        f".drawn .br-figure .{name}{{{what}:light-dark({colour.light},{colour.dark})}}"
    )


def drawn(html: str) -> nodes.raw:
    """Return a piece of HTML that the library made, to stand in a page."""
    return nodes.raw("", f'<div class="drawn">{html}</div>', format="html")


def strip(item: br.Item) -> str:
    """Return a film-strip; a long one scrolls where there is little room for it."""
    long = len(item.exercise.cycle) > SHORT
    name = f"{escape(item.exercise.name)}, step by step"
    role = f'class="long" role="group" aria-label="{name}" tabindex="0"' if long else ""
    return f"<div {role}>{br.render.svg(item, 'strip')}</div>"


class Picture(SphinxDirective):
    """Show what an expression gives."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        self.env.note_reread()  # it changes with the library, too
        names = {"br": br}
        value = eval("\n".join(self.content), names)  # noqa: S307 - our own pages
        return [drawn(value.__html__())]


class Gallery(SphinxDirective):
    """Show every exercise."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each position, in the order of the vocabulary."""
        self.env.note_reread()
        order = list(br.terms.Position)
        exercises = sorted(
            br.exercises.values(), key=lambda one: (order.index(one.position), one.name)
        )
        return [
            self.of_position(position, list(group))
            for position, group in groupby(exercises, lambda one: one.position)
        ]

    def of_position(
        self, position: br.terms.Position, group: list[br.Exercise]
    ) -> nodes.section:
        """Return a section with the exercises that start there."""
        title = words.capital(words.position(position))
        return self.section(title, position, *map(self.of_exercise, group))

    def of_exercise(self, exercise: br.Exercise) -> nodes.section:
        """Return a section with a line about an exercise, and its pictures."""
        item = br.Item(exercise)
        line = nodes.paragraph("", "", nodes.literal("", exercise.id))
        goals = words.terms(exercise.goals)
        line += nodes.Text(f": {words.amount(item)}. For {goals}.")
        moving = br.render.svg(item, "animated")
        folded = f"<details><summary>Moving</summary>{moving}</details>"
        shown = drawn(strip(item) + folded)
        return self.section(exercise.name, exercise.id, line, shown)

    def section(self, title: str, name: str, *inside: nodes.Node) -> nodes.section:
        """Return a section that the page's contents lead to."""
        made = nodes.section("", nodes.title("", title), *inside, ids=[name])
        made["names"] = [nodes.fully_normalize_name(name)]
        self.state.document.note_implicit_target(made)
        return made


def add_style(
    _app: Sphinx, _page: str, _template: str, context: dict, tree: nodes.document | None
) -> None:
    """Put the style sheet into the pages where something is drawn."""
    if tree and any('"drawn"' in raw.astext() for raw in tree.findall(nodes.raw)):
        context["metatags"] = context.get("metatags", "") + style()


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directives known."""
    app.add_directive("gallery", Gallery)
    app.add_directive("picture", Picture)
    app.connect("html-page-context", add_style)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
