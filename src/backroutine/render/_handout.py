"""A handout as a page: to take home, or to print."""

from collections.abc import Iterable, Iterator, Mapping

from ..errors import Fault, InvalidValue
from ..screen import Screen
from ..source import Source
from ._cards import card
from ._handout_content import Card, Handout, Notes, Section, handout, is_handed_out
from ._handout_sources import check_given, of_card, titles
from ._markup import Document, Markup, document, tag
from ._pages import page
from ._theme import COLOURS, PAPER

_NAMED = {
    "ink": COLOURS["words"],
    "paper": PAPER,
    "head": COLOURS["near"],
    "stop": COLOURS["arrow"],
}
_LIGHT = "".join(f"--{name}:{one.light};" for name, one in _NAMED.items())
_DARK = "".join(f"--{name}:{one.dark};" for name, one in _NAMED.items())
_BASE = f"""
:root{{{_LIGHT}--rule:color-mix(in srgb,var(--ink) 25%,var(--paper))}}
@media screen and (prefers-color-scheme:dark){{:root{{{_DARK}}}}}
"""
_BASE += """
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:64rem;color:var(--ink);
background:var(--paper);font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,dl,ul,ol{margin:0}
h1,h2,h3{color:var(--head);line-height:1.2;break-after:avoid}
h1{font-size:1.8em}
h2{font-size:1.25em;margin:1.2em 0 .4em}
.names{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .8em;margin-bottom:.5em}
ul,ol{padding-left:1.3em}
footer{margin-top:1.2em;border-top:1px solid var(--rule)}
footer h2{font-size:1em;margin:.6em 0 .2em}
@page{margin:9mm 10mm}
@media print{body{max-width:none;padding:0}}
"""
# The page shows the title of a card as its heading.
_OF_A_CARD = _BASE + ".br-card .title{display:none}"
# The size of the paper is the reader's; all lengths for print fit A4 and Letter.
_OF_A_HANDOUT = (
    _BASE
    + """h3{font-size:1.05em}
dl div{margin-bottom:.15em}
dt,dd{display:inline;margin:0}
dt{font-weight:600}
dt::after{content:": "}
.dose{font-weight:600}
.cards{display:grid;gap:1rem;
grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
article{border-top:1px solid var(--rule);padding-top:.6rem}
article::after{content:"";display:block;clear:both}
.figure{float:right;width:38%;margin:0 0 .3rem .6rem}
.figure svg{display:block;width:100%;height:auto}
.care{margin-top:.25em}
.notes{border-left:3px solid var(--rule);padding-left:.7rem}
.notes h2{margin-top:1em}
.urgent{border-color:var(--stop)}
footer p{margin-top:.5em}
@media print{
body{font:8.6pt/1.15 Arial,Helvetica,"Liberation Sans",sans-serif}
dl{columns:2;column-gap:6mm}
dl div{margin:0;break-inside:avoid}
h1{font-size:15pt}
.names{margin-bottom:.5mm}
h2{font-size:10.5pt;margin:0 0 .8mm}
h3{font-size:9.5pt}
.flow{columns:2;column-gap:6mm;margin-top:1.5mm}
.cards{display:block}
article{padding:1mm 0 1.2mm}
article,.notes,footer{break-inside:avoid}
.figure{width:27mm;margin:0 0 .5mm 2mm}
.figure svg{max-height:26mm}
ul,ol{padding-left:4mm}
.care{margin-top:.3mm}
.lone{font-size:11pt}
.lone .figure{width:40mm}
.lone .figure svg{max-height:40mm}
.flow>section{margin-top:1.8mm}
.notes{padding-left:2mm}
.notes h2{margin-top:0}
footer{margin-top:1.5mm;padding-top:1mm;font-size:7.5pt}
footer h2{font-size:1em;margin:0}
footer h2::after{content:":";margin-right:.4em}
footer h2,footer ul,footer li{display:inline;padding:0}
footer li:not(:last-child)::after{content:"; "}
footer p{margin-top:1mm}}
"""
)


def html(
    value: object,
    *,
    screen: Screen | None = None,
    sources: Mapping[str, Source] | None = None,
    title: str | None = None,
) -> Document:
    """Return a whole page about a value, to read or to print.

    Of a routine, a schedule, an exercise or an item (an exercise with its variation)
    it is a handout for a person to take home: when to stop, what to do and how often,
    when, and on what it rests. Of a routine that was made for one person it says what
    they should take care of. Of anything else it shows its card. A page loads nothing
    from elsewhere, and it has a light, a dark and a printed look.

    Args:
        value: Anything that `card` takes.
        screen: A movement check, whose stop rules and pain scale a handout prints.
        sources: Sources by their ids, such as `backroutine.sources`; a page names
            their titles and publishers. Without it, their ids stand there.
        title: What stands above it all, such as somebody's name, with the name of the
            value beside it; the name alone unless given.

    Raises:
        InvalidValue: There is no page of the value, or an argument makes no sense.

    Examples:
        >>> import backroutine as br
        >>> page = br.render.html(
        ...     br.routines["lower-back-five"],
        ...     screen=br.screens["movement-check"],
        ...     sources=br.sources,
        ... )
        >>> page[:15], "When to stop" in page
        ('<!DOCTYPE html>', True)
    """
    if is_handed_out(value):
        return _page(handout("html", value, screen, sources, title))
    check_given("html", screen, sources, title)
    return _page_of_card(value, screen, sources, title)


# -- the card of anything else -----------------------------------------------------


def _page_of_card(
    value: object,
    screen: Screen | None,
    sources: Mapping[str, Source] | None,
    title: str | None,
) -> Document:
    name = page(value).title
    named = of_card(value)
    _refuse(screen=screen, sources=sources if named is None else None)
    known = {id: sources[id] for id in named or () if sources and id in sources}
    heads = _names(title or name, name if title else "")
    main = tag("main", heads, card(value))
    told = zip(known, titles("html", known, known), strict=True)
    foot = _sources(Notes("Sources", tuple(map(": ".join, told))))
    footer = [tag("footer", *foot)] if foot else []
    return document(title or name, _OF_A_CARD, main, *footer)


def _refuse(**given: object) -> None:
    """Refuse what a card has no use for."""
    faults = tuple(
        Fault(name, f"makes sense only for {_USERS[name]}; leave it out")
        for name, value in given.items()
        if value is not None
    )
    if faults:
        raise InvalidValue("html", faults)


_USERS = {"screen": "a handout", "sources": "what names its sources"}


# -- a handout ---------------------------------------------------------------------


def _page(content: Handout) -> Document:
    main = tag(
        "main",
        tag("header", _names(content.title, content.about), _facts(content.facts)),
        tag("div", *_flow(content), class_="flow"),
        class_="lone" if content.is_lone else None,
    )
    closing = _text("p", content.closing)
    footer = tag("footer", *_sources(content.sources), closing)
    return document(content.title, _OF_A_HANDOUT, main, footer)


def _flow(content: Handout) -> Iterator[Markup]:
    yield from (_notes(one) for one in content.notes if one.urgent)
    yield from map(_section, content.sections)
    yield from (_notes(one) for one in content.notes if not one.urgent)


def _names(title: str, about: str) -> Markup:
    beside = [_text("p", about)] if about else []
    return tag("div", _text("h1", title), *beside, class_="names")


def _sources(sources: Notes) -> tuple[Markup, ...]:
    if not sources.texts:
        return ()
    return _text("h2", sources.title), _list("ul", sources.texts)


def _facts(rows: Iterable[tuple[str, str]]) -> Markup:
    pairs = (tag("div", tag("dt", name), _text("dd", text)) for name, text in rows)
    return tag("dl", *pairs)


def _section(section: Section) -> Markup:
    line = [_text("p", section.line)] if section.line else []
    cards = tag("div", *map(_card, section.cards), class_="cards")
    return tag("section", _text("h2", section.title), *line, cards)


def _card(card: Card) -> Markup:
    return tag("article", *_card_parts(card))


def _card_parts(card: Card) -> Iterator[Markup]:
    if card.name:
        yield _text("h3", card.name)
    yield _text("p", card.dose, class_="dose")
    if card.start:
        yield _text("p", card.start)
    if card.figures:
        yield tag("div", *(one.picture for one in card.figures), class_="figure")
    yield _list("ol", card.steps)
    if card.care:
        yield _list("ul", card.care, class_="care")


def _notes(notes: Notes) -> Markup:
    kind = "notes urgent" if notes.urgent else "notes"
    parts = _text("h2", notes.title), _list("ul", notes.texts)
    return tag("section", *parts, class_=kind)


def _list(name: str, texts: Iterable[str], **attributes: str) -> Markup:
    return tag(name, *(_text("li", text) for text in texts), **attributes)


def _text(name: str, text: str, **attributes: str) -> Markup:
    """Return an element whose text runs its own way, whatever stands in it."""
    return tag(name, text, dir="auto", **attributes)
