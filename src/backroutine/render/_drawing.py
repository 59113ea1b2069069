"""The one door to all the pictures."""

from datetime import date
from typing import Any

from .._checks import Term, near_day
from ..errors import Fault, InvalidValue, quoted
from ..exercise import Exercise, Step
from ..pose import Pose
from ..routine import Item, Routine
from ..schedule import Schedule
from ..timeline import Timeline
from . import _animation, _bar, _figures, _month, _sheet, _week
from ._markup import Svg


class Kind(Term):
    """What kind of picture is drawn of a value."""

    STILL = "still"
    STRIP = "strip"
    ANIMATED = "animated"
    SHEET = "sheet"
    BAR = "bar"
    WEEK = "week"
    MONTH = "month"


_KINDS: dict[type, tuple[Kind, ...]] = {
    Item: (Kind.STRIP, Kind.STILL, Kind.ANIMATED),
    Routine: (Kind.SHEET, Kind.BAR),
    Timeline: (Kind.BAR,),
    Schedule: (Kind.WEEK, Kind.MONTH),
    Step: (Kind.STILL,),
    Pose: (Kind.STILL,),
}


def svg(
    value: object,
    kind: Kind | str | None = None,
    *,
    step: int | None = None,
    on: date | str | None = None,
) -> Svg:
    """Return a picture of a value.

    Pictures have a light and a dark look, scale down to what holds them, load nothing
    from elsewhere, and say in words what they show.

    Args:
        value: An exercise, an item (an exercise with its variation), a step, a pose,
            a routine, a timeline or a schedule.
        kind: What kind of picture: of an exercise or an item a `"strip"` of the steps,
            the `"still"` of one step, or `"animated"`; of a routine a `"sheet"` of its
            exercises or a `"bar"` of its time; of a schedule a `"week"` or a
            `"month"`. The first named unless given.
        step: Which step of the cycle a still shows, from 0; the one farthest from the
            start unless given.
        on: A day of the week or month that is shown; the plan's first unless given.

    Raises:
        InvalidValue: There is no such picture of the value, it has no poses, or an
            argument makes no sense.

    Examples:
        >>> import backroutine as br
        >>> picture = br.render.svg(br.exercises["bridge"], "still")
        >>> picture[:4], len(picture) < 6000
        ('<svg', True)
    """
    if isinstance(value, Exercise):
        value = Item(value)
    chosen = _chosen(value, kind)
    _unused(chosen, step=step, on=on)
    match value:
        case Item():
            return _of_item(value, chosen, step)
        case Routine():
            line = Timeline.of
            return _sheet.sheet(value) if chosen == "sheet" else _bar.bar(line(value))
        case Timeline():
            return _bar.bar(value)
        case Schedule():
            draw = _week.week if chosen == "week" else _month.month
            return draw(value, _day(on) or value.start)
        case Step():
            return _of_step(value)
        case Pose():
            return _figures.of_pose(value, "A pose", f"Seen from the {value.view}.")
    raise AssertionError(value)  # pragma: no cover


def _of_item(item: Item, kind: Kind, step: int | None) -> Svg:
    if kind == "still":
        return _figures.still(item, step)
    return _figures.strip(item) if kind == "strip" else _animation.animated(item)


def _of_step(step: Step) -> Svg:
    if step.pose is None:
        raise _wrong("", f"{step.cue!r} has no pose; give it one to draw it")
    return _figures.of_pose(step.pose, step.cue, step.text)


def _chosen(value: object, kind: Kind | str | None) -> Kind:
    kinds = _KINDS.get(type(value))
    if kinds is None:
        known = "an exercise, an item, a step, a pose, a routine, a timeline"
        raise _wrong("", f"expected {known} or a schedule, got {quoted(value)}")
    if kind is None:
        return kinds[0]
    if not isinstance(kind, str) or kind not in kinds:
        known = " or ".join(f'"{one}"' for one in kinds)
        raise _wrong("kind", f"expected {known}, got {quoted(kind)}")
    return Kind(kind)


def _unused(kind: Kind, **given: Any) -> None:
    """Refuse what the kind of picture has no use for."""
    used = {"step": (Kind.STILL,), "on": (Kind.WEEK, Kind.MONTH)}
    for name, value in given.items():
        if value is not None and kind not in used[name]:
            raise _wrong(name, f"makes no sense for the kind {kind}; leave it out")


def _day(on: date | str | None) -> date | None:
    try:
        return None if on is None else near_day(on)
    except InvalidValue as problem:
        faults = tuple(one.under("on") for one in problem.faults)
        raise InvalidValue("svg", faults) from None


def _wrong(name: str, text: str) -> InvalidValue:
    return InvalidValue("svg", (Fault(name, text),))
