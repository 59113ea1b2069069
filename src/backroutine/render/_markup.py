"""Marked-up text that shows itself, and the builder that makes it."""

import re
from html import escape, unescape
from os import PathLike

from .._files import write

# XML has no place for these, however they are written.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


class Markup(str):
    """Hold text that is marked up and safe to place in a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself, so that templates do not escape it again."""
        return str(self)

    def _repr_html_(self) -> str:
        return str(self)

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file, as UTF-8; one that is there already is replaced.

        Args:
            path: Where to.

        Raises:
            InvalidValue: It is no path.
            OSError: The system refuses to write there.
        """
        write(str(self), path, "save")


class Svg(Markup):
    """Hold a picture as SVG: text that notebooks and templates show as it looks."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


class Html(Markup):
    """Hold a part of a page as HTML that notebooks and templates show."""

    __slots__ = ()


class Document(Html):
    """Hold a whole page as HTML, to save.

    Notebooks and templates show it in a frame of its own, which keeps its style to
    itself and in which no script runs, so a player shows its words only.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Return a frame that holds the page."""
        return self._repr_html_()

    def _repr_html_(self) -> str:
        title = unescape(self.partition("<title>")[2].partition("</title>")[0])
        style = "width:100%;height:36rem;border:0;background:#fff"
        return str(tag("iframe", sandbox="", title=title, srcdoc=self, style=style))


def tag(name: str, *inside: str, **attributes: object) -> Markup:
    """Return an element; what is inside is escaped unless it is markup.

    An attribute's underscores become hyphens, a last one is dropped (`class_`), and
    an attribute that is None is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = joined(*inside)
    return Markup(f"<{name}{given}>{body}</{name}>")


def joined(*parts: str) -> Markup:
    """Put parts one after the other; what is not markup is escaped."""
    return Markup("".join(map(_safe, parts)))


def _safe(part: str) -> str:
    return str(part) if isinstance(part, Markup) else _escaped(part)


def _escaped(text: str) -> str:
    return escape(_NO_TEXT.sub("", text))


def document(title: str, css: str, *inside: str, script: str = "") -> Document:
    """Return a whole page that loads nothing from elsewhere, and may not.

    Its title comes first, then its own style sheet, then what it shows.
    """
    policy = _POLICY + "; script-src 'unsafe-inline'" * bool(script)
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Markup('<link rel="icon" href="data:,">'),  # else browsers ask for one
        Markup('<meta name="viewport" content="width=device-width,initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", title),
        tag("style", Markup(css)),
    )
    body = tag("body", *inside, *([tag("script", Markup(script))] if script else []))
    return Document(f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n")
