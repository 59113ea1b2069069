"""A page as Markdown, with every text of it escaped so that it stays text.

The escapes are those of CommonMark, and of the extensions that readers add: tables,
struck-out text, bare links, mathematics, footnotes, attributes, emoji.
"""

import re
from collections.abc import Iterator

from ._pages import Facts, List, Page, Point, Table, page

_MARKS = re.compile(
    r"[\\`*_{}\[\]<>#|~$&=^@]"
    r"|(?<!\d):(?=\S)|:(?=[^\s\d])"  # :smile: and https://, but not 4:35
    r"|\.(?=[^\W\d])"  # www.example.org, but not 1.5
)
_START = re.compile(r"^(?:\d+(?=[.)])|(?=[-+:]))")  # lists, rules, underlines


def markdown(value: object) -> str:
    """Return a value as Markdown (CommonMark with tables) for people.

    Whatever text the value holds stays text: no mark-up in it takes effect.

    Args:
        value: An exercise, item, step, pose, routine, schedule, session, timeline,
            catalog, shelf, source, adherence, placement, busy, screen, assessment,
            referral or CERT report.

    Raises:
        InvalidValue: It is none of these.

    Examples:
        >>> import backroutine as br
        >>> print(br.render.markdown(br.routines["lower-back-five"]).splitlines()[0])
        # Lower back five
    """
    return _drawn(page(value))


def _drawn(whole: Page) -> str:
    head = (f"# {escaped(whole.title)}", *map(escaped, whole.lines))
    drawn = ("\n".join(_part(part)) for part in whole.parts)
    return "\n\n".join(filter(None, (*head, *drawn))) + "\n"


def _part(part: Facts | List | Table) -> Iterator[str]:
    if isinstance(part, Facts):
        yield from _facts(part)
    elif isinstance(part, Table):
        yield from _table(part)
    elif part.points:
        yield from _heading(part.title)
        yield from _list(part)


def _facts(facts: Facts) -> Iterator[str]:
    answered = [row for row in facts.rows if row[1]]
    if answered:
        yield from _heading(facts.title)
        for name, answer in answered:
            yield f"- **{escaped(name)}:** {escaped(answer)}"


def _heading(title: str) -> Iterator[str]:
    if title:
        yield f"## {escaped(title)}"
        yield ""


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield from _heading(table.title)
        yield _row(table.head)
        yield _row(("---",) * len(table.head), escape=False)
        yield from map(_row, table.rows)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return f"| {' | '.join(map(escaped, cells) if escape else cells)} |"


def _list(part: List) -> Iterator[str]:
    for number, point in enumerate(part.points, 1):
        mark = f"{number}. " if part.numbered else "- "
        yield mark + _line(point)
        for below in point.below:
            yield f"{' ' * len(mark)}- {escaped(below)}"


def _line(point: Point) -> str:
    if not point.name:
        return escaped(point.text)
    name = f"**{escaped(point.name)}**"
    return f"{name}: {escaped(point.text)}" if point.text else name


def escaped(text: str) -> str:
    """Return Markdown that shows a text as it is, wherever in a line it stands."""
    marked = _MARKS.sub(r"\\\g<0>", text)
    return _edged(_START.sub(r"\g<0>\\", marked))


def _edged(text: str) -> str:
    """Keep white space at the ends from counting as indent or line break."""
    begin = len(text) - len(text.lstrip())
    end = max(begin, len(text.rstrip()))
    return _coded(text[:begin]) + text[begin:end] + _coded(text[end:])


def _coded(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)
