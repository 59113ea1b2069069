"""Values in somebody else's format: captions, calendars, paper.

Every module here has the same three functions: `dumps` gives the text (of a PDF the
bytes), `dump` writes it to a file, and `losses` says what the format cannot carry. A
module is loaded on first touch, and the library it needs, if any, when something is
written.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import ical, pdf, webvtt

__all__ = ["ical", "pdf", "webvtt"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in __all__:
        return import_module(f"{__name__}.{name}")
    text = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(text)


def __dir__() -> list[str]:
    return list(__all__)
