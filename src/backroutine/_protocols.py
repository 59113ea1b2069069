"""What makes a value at home elsewhere: `print`, notebooks, other programs.

The one stair upwards: a value asks `render` for its own picture, and only when
somebody looks at it.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any


class Shown:
    """Give a noun its text for people, its Markdown and its card.

    Notebooks ask for the card and the Markdown, templates for the card, and rich for
    the text.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Return the value as plain text for people."""
        return _rendered("text", self)

    def _repr_pretty_(self, printer: Any, *_: object) -> None:
        printer.text(str(self))

    def _repr_markdown_(self) -> str:
        return _rendered("markdown", self)

    def _repr_html_(self) -> str:
        return _rendered("card", self)

    def __html__(self) -> str:
        return _rendered("card", self)

    def __rich_console__(self, *_: object) -> Iterator[Any]:
        """Yield the plain text; only rich asks, and a str would be markup to it."""
        yield import_module("rich.text").Text(_rendered("text", self))


def _rendered(how: str, value: object) -> str:
    render = import_module("backroutine.render")
    done: str = getattr(render, how)(value)
    return done
