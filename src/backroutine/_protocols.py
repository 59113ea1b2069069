"""What makes a value at home elsewhere: `print`, notebooks, other programs.

The one stair upwards: a value asks `render` for its own picture, and only when
somebody looks at it.
"""

from importlib import import_module


class Shown:
    """Give a noun its text for people and its Markdown for notebooks."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the value as plain text for people."""
        return _rendered("text", self)

    def _repr_markdown_(self) -> str:
        return _rendered("markdown", self)


def _rendered(how: str, value: object) -> str:
    render = import_module("backroutine.render")
    done: str = getattr(render, how)(value)
    return done
