"""A page as one piece of HTML, for a notebook, a template or a page of one's own."""

from collections.abc import Iterable, Sequence

from ..exercise import Step
from ..pose import Pose
from ..routine import Item, Routine
from ..schedule import Schedule
from ..timeline import Timeline
from ._card_style import STYLE
from ._drawing import svg
from ._figures import has_figure, small
from ._markup import Html, Markup, joined, tag
from ._pages import Facts, Link, List, Page, Point, Shows, Table, page

_SHOWN, _LONG = 12, 16  # a part is only cut where that hides more than a few


def card(value: object) -> Html:
    """Return a value as a piece of HTML that notebooks and templates show.

    It says what `text` and `markdown` say, with pictures. It needs no script, loads
    nothing from elsewhere, and leaves the rest of its page alone; it is light or dark
    as the notebook is, or as the colour scheme of the page. What is long is folded
    away, but no caution is.

    Args:
        value: An exercise, item, step, pose, routine, schedule, session, timeline,
            catalog, shelf, source, adherence, placement, busy, screen, assessment,
            referral or CERT report.

    Raises:
        InvalidValue: It is none of these.

    Examples:
        >>> import backroutine as br
        >>> br.render.card(br.exercises["bridge"])[:20]
        '<div class="br-card"'
    """
    return _drawn(page(value))


def _drawn(whole: Page) -> Html:
    title = tag("p", whole.title, class_="title", dir="auto")
    lines = (tag("p", line, dir="auto") for line in whole.lines)
    parts = (_part(part) for part in whole.parts)
    inside = (STYLE, title, *lines, _picture(whole.shows), *parts)
    named = {"role": "group", "aria_label": whole.title}
    return Html(tag("div", *inside, class_="br-card", **named))


# -- pictures ----------------------------------------------------------------------


def _picture(shows: Shows) -> Markup:
    match shows:
        case Routine():
            return _scrolling("Timeline", svg(shows, "bar"), "wide scroll")
        case Timeline():
            return _scrolling("Timeline", svg(shows), "wide scroll")
        case Schedule():
            return _scrolling("Week", svg(shows), "wide scroll")
    return tag("div", svg(shows), class_="figure") if _is_posed(shows) else Markup()


def _is_posed(shows: Shows) -> bool:
    """Tell whether there is a body to draw."""
    if isinstance(shows, Item):
        return has_figure(shows)
    return isinstance(shows.pose if isinstance(shows, Step) else shows, Pose)


def _scrolling(name: str, inside: Markup, kind: str = "scroll") -> Markup:
    """Return what scrolls by itself, by keys, too, where there is no room for it."""
    role = {"role": "group", "aria_label": name, "tabindex": 0}
    return tag("div", inside, class_=kind, **role)


def _small(item: Item | None) -> Markup:
    return small(item) if item and has_figure(item) else Markup()


# -- parts -------------------------------------------------------------------------


def _part(part: Facts | List | Table) -> Markup:
    if isinstance(part, Facts):
        return _facts(part)
    return _table(part) if isinstance(part, Table) else _list(part)


def _folded(title: str, *inside: Markup) -> Markup:
    return tag("details", tag("summary", title, dir="auto"), *inside)


def _cut(number: int) -> int:
    """Return how many of a number are shown before one asks for more."""
    return _SHOWN if number > _LONG else number


def _facts(facts: Facts) -> Markup:
    rows = [joined(tag("dt", name), _answer(text)) for name, text in facts.rows if text]
    if not rows:
        return Markup()
    return _under(facts.title, tag("dl", *rows), folded=facts.fold == "always")


def _answer(text: str) -> Markup:
    if isinstance(text, Link):
        return tag("dd", tag("a", text, href=text, rel="noopener noreferrer"))
    return tag("dd", text, dir="auto")


def _under(title: str, *inside: Markup, folded: bool = False) -> Markup:
    """Put what belongs to a title below it."""
    if folded:
        return _folded(title, *inside)
    # No heading, which would stand askew in the outline of somebody's page.
    head = [tag("p", title, class_="head", dir="auto")] if title else []
    return joined(*head, *inside)


# -- lists -------------------------------------------------------------------------


def _list(part: List) -> Markup:
    if not part.points:
        return Markup()
    shown = _cut(len(part.points)) if part.fold == "when long" else len(part.points)
    parts = [_points(part, part.points[:shown])]
    if rest := part.points[shown:]:
        parts.append(_folded(f"{len(rest)} more", _points(part, rest)))
    return _under(part.title, *parts, folded=part.fold == "always")


def _points(part: List, points: Sequence[Point]) -> Markup:
    """Return the entries of a list; with pictures, the entries count themselves."""
    name = "ol" if part.numbered else "ul"
    seen = any(point.shows and has_figure(point.shows) for point in points)
    draw = _seen if seen else _point
    return tag(name, *map(draw, points), class_="seen" if seen else None)


def _seen(point: Point) -> Markup:
    picture = tag("span", _small(point.shows), class_="small")
    return tag("li", picture, tag("div", _said(point), _below(point)))


def _point(point: Point) -> Markup:
    return tag("li", _said(point), _below(point))


def _said(point: Point) -> Markup:
    """Say it as `name: text`, and keep the directions of the two apart."""
    name = [tag("b", tag("bdi", point.name))] if point.name else []
    text = [tag("bdi", point.text)] if point.text else []
    between = [": "] if name and text else []
    return joined(*name, *between, *text)


def _below(point: Point) -> Markup:
    if not point.below:
        return Markup()
    return tag("ul", *(tag("li", line, dir="auto") for line in point.below))


# -- tables ------------------------------------------------------------------------


def _table(table: Table) -> Markup:
    if not table.rows:
        return Markup()
    shown = _cut(len(table.rows))
    rows = _rows(table)
    name = table.title or "Table"
    parts = [_scrolling(name, _grid(table, rows[:shown]))]
    if rest := rows[shown:]:
        box = _scrolling(f"{name}, continued", _grid(table, rest))
        parts.append(_folded(f"{len(rest)} more", box))
    return _under(table.title, *parts)


def _grid(table: Table, rows: Iterable[Markup]) -> Markup:
    first = [tag("td")] if table.shows else []
    head = tag("tr", *first, *(tag("th", name, scope="col") for name in table.head))
    return tag("table", tag("thead", head), tag("tbody", *rows))


def _rows(table: Table) -> list[Markup]:
    if not table.shows:
        return [tag("tr", *_cells(row)) for row in table.rows]
    pairs = zip(table.shows, table.rows, strict=True)
    return [tag("tr", _drawn_in(item), *_cells(row)) for item, row in pairs]


def _drawn_in(item: Item) -> Markup:
    return tag("td", _small(item), class_="small")


def _cells(row: Iterable[str]) -> list[Markup]:
    return [tag("td", cell, dir="auto") for cell in row]
