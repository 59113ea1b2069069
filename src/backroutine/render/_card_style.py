"""The style sheet of cards: every rule is about a card and nothing else.

A card takes two colours from where it stands: those of Jupyter and of VS Code where
there are any, and else the light or the dark of the page's own colour scheme. Whatever
must be read is made of these two; the rest is seen on light and on dark.
"""

from ._markup import Markup, tag
from ._theme import COLOURS, PAPER

_FONT = "var(--jp-content-font-family,var(--vscode-font-family,system-ui,sans-serif))"
_INK = (
    "var(--jp-content-font-color1,var(--vscode-editor-foreground,"
    f"light-dark({COLOURS['words'].light},{COLOURS['words'].dark})))"
)
_PAPER = (
    "var(--jp-layout-color0,var(--vscode-editor-background,"
    f"light-dark({PAPER.light},{PAPER.dark})))"
)


def _ink(share: int, ground: str = "var(--br-paper)") -> str:
    return f"color-mix(in srgb,var(--br-ink) {share}%,{ground})"


_NEAR = _ink(70, "#2a6cb0")
_STROKES = {
    "halo": "var(--br-paper)",
    "near": _NEAR,
    "mark": _NEAR,
    "far": "#6b89ab",
    "ghost": "#7f8c9a",
    "arrow": "#d0581a",
    "ground": "#7f8994",
    "thing": "#9c7d57",
    "edge": "#6b89ab",
}
_FILLS = {
    "paper": "var(--br-paper)",
    "words": "var(--br-ink)",
    "quiet": "var(--br-quiet)",
    "strong": _NEAR,
    "pale": _ink(10),
    **{f"{name}.full": colour for name, colour in _STROKES.items()},
}
# What follows the card's own class, and how it looks.
_RULES = (
    ("", f"--br-ink:{_INK};--br-paper:{_PAPER}"),
    ("", f"--br-quiet:{_ink(72)};--br-line:{_ink(18)}"),
    ("", "box-sizing:border-box;max-width:60em;margin:.5em 0;padding:.75em 1em"),
    ("", "border:1px solid var(--br-line);border-radius:8px"),
    ("", f"color:var(--br-ink);background:var(--br-paper);font:.95em/1.45 {_FONT}"),
    ("", "text-align:start;overflow-wrap:anywhere"),
    (" p", "margin:.25em 0"),
    (" .title", "font-size:1.35em;font-weight:600;line-height:1.25"),
    (" .head", "font-weight:600;margin:1em 0 .25em"),
    (" .scroll", "overflow-x:auto;margin:.5em 0"),
    (" .figure", "margin:.6em 0"),
    (" .figure svg", "display:block"),
    (" .wide svg", "min-width:34em"),
    (" dl", "display:grid;grid-template-columns:max-content 1fr;gap:.15em 1em"),
    (" dl", "margin:.5em 0;padding:0"),
    (" dt", "float:none;width:auto;font-weight:400;color:var(--br-quiet)"),
    (" dd", "margin:0;padding:0"),
    (" ol", "margin:.25em 0;padding-left:1.75em"),
    (" ul", "margin:.25em 0;padding-left:1.25em"),
    (" li", "margin:.15em 0"),
    (" ul ul", "margin:0;color:var(--br-quiet)"),
    (" ol ul", "margin:0;color:var(--br-quiet)"),
    (" .seen", "list-style:none;padding:0;counter-reset:item"),
    (" .seen>li", "display:grid;grid-template-columns:1.5em 7.5em 1fr;gap:0 .5em"),
    (" .seen>li", "align-items:start;counter-increment:item;padding:.4em 0"),
    (" .seen>li", "border-top:1px solid var(--br-line)"),
    (" .seen>li::before", "content:counter(item) '.';text-align:end"),
    (" .seen>li>div", "grid-column:3"),
    (" table", "border-collapse:collapse;width:100%;margin:0;font-size:1em"),
    (" table", "overflow-wrap:break-word"),  # so that a short word stays whole
    (" th", "text-align:start;vertical-align:bottom;padding:.25em .75em .25em 0"),
    (" th", "border-bottom:1px solid var(--br-quiet);color:var(--br-quiet)"),
    (" th", "font-weight:400"),
    (" td", "text-align:start;vertical-align:middle;padding:.25em .75em .25em 0"),
    (" td", "border-bottom:1px solid var(--br-line)"),
    (" .small", "width:5.5em;min-width:5.5em"),
    (" .small svg", "width:5.5em;vertical-align:middle"),
    (" .seen .small svg", "width:7.5em"),
    (" details", "margin:.75em 0 0"),
    (" summary", "cursor:pointer;font-weight:600"),
    (" a", "color:inherit"),
    (" :focus-visible", "outline:2px solid #d0581a;outline-offset:2px"),
    *((f" .br-figure .{name}", f"stroke:{look}") for name, look in _STROKES.items()),
    *((f" .br-figure .{name}", f"fill:{look}") for name, look in _FILLS.items()),
)
_NARROW = (
    (" dl", "grid-template-columns:1fr;gap:0"),
    (" dd", "margin-bottom:.3em"),
    (" .seen>li", "grid-template-columns:1.5em 1fr"),
    (" .seen>li>div", "grid-column:2"),
)
_PRINTED = (
    ("", "--br-ink:#000;--br-paper:#fff;border:0;padding:0;max-width:none"),
    (" tr", "break-inside:avoid"),
    (" li", "break-inside:avoid"),
    (" details::details-content", "content-visibility:visible;block-size:auto"),
)


def _written(rules: tuple[tuple[str, str], ...]) -> str:
    return "".join(f".br-card{where}{{{look}}}" for where, look in rules)


STYLE: Markup = tag(
    "style",
    Markup(_written(_RULES)),
    Markup(f"@media (max-width:30em){{{_written(_NARROW)}}}"),
    Markup(f"@media print{{{_written(_PRINTED)}}}"),
)
