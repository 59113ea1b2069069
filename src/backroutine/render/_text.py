"""A page as plain text: columns and indents, nothing that needs a reader's help."""

from collections.abc import Iterable, Iterator

from ._pages import Facts, List, Page, Point, Table, page


def text(value: object) -> str:
    """Return a value as plain text for people.

    Args:
        value: An exercise, item, step, pose, routine, schedule, session, timeline,
            catalog, shelf, source, adherence, placement, busy, screen, assessment,
            referral or CERT report.

    Raises:
        InvalidValue: It is none of these.

    Examples:
        >>> import backroutine as br
        >>> print(br.render.text(br.routines["lower-back-five"]).splitlines()[0])
        Lower back five
    """
    return _drawn(page(value))


def _drawn(whole: Page) -> str:
    head = "\n".join((whole.title, *whole.lines))
    drawn = ("\n".join(_part(part)) for part in whole.parts)
    return "\n\n".join(filter(None, (head, *drawn)))


def _part(part: Facts | List | Table) -> Iterator[str]:
    if isinstance(part, List):
        body = list(_list(part))
    elif isinstance(part, Facts):
        body = list(_columns(row for row in part.rows if row[1]))
    else:
        body = list(_columns((part.head, *part.rows) if part.rows else ()))
    if not part.title:
        return iter(body)
    return iter([part.title, *(f"  {line}" for line in body)] if body else [])


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Walk rows as lines, each column as wide as its widest entry."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line = "  ".join((*cells[:-1], row[-1]))
        yield line if row[-1] else line.rstrip(" ")


def _list(part: List) -> Iterator[str]:
    last = len(str(len(part.points)))
    for number, point in enumerate(part.points, 1):
        mark = f"{number:>{last}}. " if part.numbered else "- "
        yield mark + _line(point)
        for below in point.below:
            yield " " * len(mark) + below


def _line(point: Point) -> str:
    return ": ".join(filter(None, (point.name, point.text)))
