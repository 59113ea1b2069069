"""Write a value for people: as text, as Markdown, as a picture, as a page."""

from . import _plans as _plans  # it registers its pages, and so do
from . import _reports as _reports
from . import _screens as _screens
from ._cards import card as card
from ._drawing import svg as svg
from ._handout import html as html
from ._markdown import markdown as markdown
from ._markup import Document as Document
from ._markup import Html as Html
from ._markup import Svg as Svg
from ._player import player as player
from ._text import text as text

__all__ = [
    "Document",
    "Html",
    "Svg",
    "card",
    "html",
    "markdown",
    "player",
    "svg",
    "text",
]
