"""Write a value for people: as plain text, or as Markdown."""

from . import _plans as _plans  # it registers its pages, and so do
from . import _reports as _reports
from . import _screens as _screens
from ._markdown import markdown as markdown
from ._text import text as text

__all__ = ["markdown", "text"]
