"""The player's page: what is on it before the script moves anything."""

from ...screen import Screen
from ...timeline import Timeline
from ...units import minutes
from .. import _words
from .._markup import Document, Markup, document, tag
from ._care import line, rules
from ._played import Played
from ._script import SCRIPT
from ._start import start
from ._style import STYLE

_ICONS = {
    "back": "M6 5h3v14H6zM20 5v14L10 12z",
    "pause": "M6 5h4v14H6zM14 5h4v14h-4z",
    "play": "M7 4v16l13-8z",
    "skip": "M15 5h3v14h-3zM4 5v14l10-7z",
    "again": "M12 6V1L5 7l7 6V9a5 5 0 1 1-5 5H4a8 8 0 1 0 8-8z",
    "onward": "M3 5v14l8-7zM11 5v14l8-7zM19 5h2v14h-2z",
    "voice": "M3 9v6h4l5 5V4L7 9zM14.5 8v8a4.5 4.5 0 0 0 0-8z",
}


def empty(name: str) -> Document:
    """Return a page for a routine without exercises."""
    nothing = tag("p", "There is nothing to do: this routine has no exercises.")
    return _document(name, tag("main", nothing))


def page(
    played: Played, figure: Markup, data: Markup, screen: Screen | None
) -> Document:
    """Return the page: its beginning, the player, its end, and what they play."""
    main = tag(
        "main",
        start(played, screen),
        _player(figure, screen),
        _ended(played.timeline),
        tag("p", id="say", class_="unseen", role="status", dir="auto"),
        _without_script(played.timeline),
    )
    return _document(played.timeline.name, main, data, script=SCRIPT)


def _document(name: str, *inside: Markup, script: str = "") -> Document:
    title = name or "A routine"
    header = tag("header", tag("h1", title, dir="auto"))
    return document(title, STYLE, header, *inside, script=script)


# -- the player ------------------------------------------------------------------------


def _player(figure: Markup, screen: Screen | None) -> Markup:
    return tag(
        "section",
        tag(
            "div",
            tag("p", id="number"),
            tag("p", "Paused", class_="when-paused"),
            tag("p", id="rest"),
            tag("div", tag("div", id="done"), class_="bar", aria_hidden="true"),
            class_="status",
        ),
        figure,
        _saying(),
        line(screen),
        _controls(),
        rules(screen),
        id="player",
        class_=None if figure else "bare",
        aria_label="Player",
        hidden="",
    )


def _saying() -> Markup:
    """Return the words of a cue; they take the room of two lines, so nothing jumps."""
    return tag(
        "div",
        tag("p", id="exercise", dir="auto"),
        tag("div", tag("p", id="cue", dir="auto"), class_="room"),
        tag(
            "div",
            tag("p", id="left", aria_hidden="true"),
            tag("p", id="about"),
            tag("ul", id="mind", tabindex="0", aria_label="Cautions", hidden=""),
            class_="now",
        ),
        tag("p", "Next: ", tag("bdi", id="next"), class_="next"),
        class_="saying",
    )


def _controls() -> Markup:
    return tag(
        "div",
        _button("back", tag("span", "Back")),
        tag(
            "button",
            _icon("pause", "when-playing"),
            tag("span", "Pause", class_="when-playing"),
            _icon("play", "when-paused"),
            tag("span", "Play", class_="when-paused"),
            id="pause",
            type="button",
            class_="main",
            data_act="pause",
        ),
        _button("skip", tag("span", "Skip")),
        _button("again", tag("span", "Start over")),
        _button("onward", tag("span", "Next exercise")),
        _button("voice", tag("span", "Voice"), aria_pressed="true"),
        class_="controls",
        role="group",
        aria_label="Controls",
    )


def _button(act: str, *inside: Markup, **attributes: str) -> Markup:
    return tag(
        "button", _icon(act), *inside, id=act, type="button", data_act=act, **attributes
    )


def _icon(name: str, more: str = "") -> Markup:
    return tag(
        "svg",
        tag("path", d=_ICONS[name]),
        class_=f"icon {more}".strip(),
        viewBox="0 0 24 24",
        aria_hidden="true",
    )


# -- the end, and what is seen without a script ----------------------------------------


def _ended(timeline: Timeline) -> Markup:
    name = tag("bdi", timeline.name or "your routine")
    return tag(
        "section",
        tag("h2", timeline[-1].text, id="end", tabindex="-1"),
        tag("p", "That was ", name, f", {_words.length(timeline.duration)}."),
        tag("button", "Start over", type="button", data_act="again", class_="main"),
        id="ended",
        aria_labelledby="end",
        hidden="",
    )


def _without_script(timeline: Timeline) -> Markup:
    """List all the cues for browsers that run no script."""
    told = tag("p", "No script runs here, so these are the cues to follow.")
    cues = (
        tag("li", f"{minutes(cue.start)} ", tag("bdi", cue.text)) for cue in timeline
    )
    return tag("noscript", told, tag("ul", *cues))
