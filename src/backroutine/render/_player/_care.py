"""When to take care and when to stop: before the start, and all along."""

from collections.abc import Iterable, Iterator

from ...routine import Item, Routine
from ...screen import Screen
from .. import _words
from .._markup import Markup, tag
from .._screens import lights

_STOP = "If something hurts or worries you, stop."


def own_cautions(routine: Routine, item: Item) -> list[str]:
    """Return the cautions of an exercise that are not said for all, each once."""
    for_all = [*map(_words.caution, routine.cautions)]
    texts = map(_words.caution, item.exercise.cautions)
    return [text for text in dict.fromkeys(texts) if text not in for_all]


def general(routine: Routine, screen: Screen | None) -> Markup:
    """Return what holds for all exercises; the script takes it along to the rules."""
    return tag("div", *_boxes(routine, screen), id="general")


def _boxes(routine: Routine, screen: Screen | None) -> Iterator[Markup]:
    if screen and screen.stop_rules:
        rules = (rule.text for rule in screen.stop_rules)
        yield _box("stop", "When to stop", rules)
    if routine.cautions:
        texts = dict.fromkeys(map(_words.caution, routine.cautions))
        yield _box("care", "Take care", texts)
    if screen:
        yield _box("pain", "Pain, from 0 to 10", _scale(screen))


def _box(name: str, title: str, texts: Iterable[str]) -> Markup:
    heading = tag("h2", title, id=name)
    listed = tag("ul", *(tag("li", text, dir="auto") for text in texts))
    return tag("section", heading, listed, class_="care", aria_labelledby=name)


def _scale(screen: Screen) -> Iterator[str]:
    for one in lights(screen.pain):
        yield f"{one.name}: {one.text}" if one.name else one.text


def line(screen: Screen | None) -> Markup:
    """Return what stays in sight while it plays, with the way to all of the rules."""
    opens = tag("button", _title(screen), type="button", data_act="rules", id="why")
    return tag("div", tag("p", _STOP), opens, class_="stop")


def rules(screen: Screen | None) -> Markup:
    """Return a box over the player that holds all the rules."""
    own = (tag("h2", id="whose", dir="auto"), tag("ul", id="own"))
    return tag(
        "dialog",
        tag("button", "Close", type="button", data_act="close", class_="main"),
        tag("section", *own, class_="care", aria_labelledby="whose"),
        id="rules",
        aria_label=_title(screen),
    )


def _title(screen: Screen | None) -> str:
    return "When to stop" if screen else "When to take care"
