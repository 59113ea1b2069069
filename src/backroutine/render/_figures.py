"""Stills and film-strips of an exercise."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from ..errors import Fault, InvalidValue
from ..exercise import Step
from ..pose import Pose, solve
from ..routine import Item
from ._arrow import arrow, way
from ._body import Frame, drawn, frame, ghost, surroundings
from ._markup import Markup, Svg, joined, tag
from ._theme import COLOURS, PAPER, style

_COLUMNS = 4
_CAPTION, _GAP = 56, 14
_LETTERS = 30


class Shot(NamedTuple):
    """A step with its pose, and the pose that it starts from."""

    step: Step
    pose: Pose
    start: Pose


def shots(item: Item) -> tuple[Shot, ...]:
    """Return the steps of one repetition that have poses, each with its start."""
    setup, cycle, _ = item.blocks[0]
    posed = [step for step in cycle if step.pose]
    ready = [step.pose for step in setup if step.pose]
    poses = [step.pose for step in posed if step.pose]
    starts = [*(ready or poses)[-1:], *poses]
    return tuple(
        Shot(step, pose, seen_alike(start, pose))
        for step, pose, start in zip(posed, poses, starts, strict=False)
    )


def seen_alike(start: Pose, end: Pose) -> Pose:
    """Return the start, or the end where they are not seen from one place."""
    return start if start.view is end.view else end


def telling(found: Sequence[Shot]) -> Shot:
    """Return the shot farthest from the start; of equals the first."""
    origin = solve(found[0].start).points

    def far(shot: Shot) -> float:
        points = zip(origin, solve(shot.pose).points, strict=True)
        return round(sum(abs(a - c) + abs(b - e) for (a, b), (c, e) in points), 3)

    return max(found, key=far)


def has_figure(item: Item) -> bool:
    """Tell whether there is anything to draw."""
    return bool(shots(item))


def still(item: Item, number: int | None = None) -> Svg:
    """Return a picture of one step, its start as a ghost, with an arrow."""
    found = drawable(item)
    shot = telling(found) if number is None else _numbered(found, number)
    window = window_of(found)
    title = f"{item.exercise.name}: {shot.step.cue}"
    return picture(window.size, title, shot.step.text, scene(shot, window))


def small(item: Item) -> Svg:
    """Return a still for a page that describes it, and has a style sheet for it."""
    found = drawable(item)
    shot, window = telling(found), window_of(found)
    title = f"{item.exercise.name}: {shot.step.cue}"
    return picture(window.size, title, "", scene(shot, window), css=None)


def drawable(item: Item) -> tuple[Shot, ...]:
    """Return the steps that can be drawn, at least one."""
    found = shots(item)
    if not found:
        text = f"{item.exercise.id!r} has no poses; give its steps some to draw it"
        raise InvalidValue("svg", (Fault("", text),))
    return found


def _numbered(found: Sequence[Shot], number: int) -> Shot:
    if type(number) is not int or not 0 <= number < len(found):
        text = f"expected a step from 0 to {len(found) - 1}, got {number!r}"
        raise InvalidValue("svg", (Fault("step", text),))
    return found[number]


def of_pose(pose: Pose, title: str, about: str) -> Svg:
    """Return a picture of one pose."""
    window = frame([pose])
    return picture(
        window.size,
        title,
        about,
        joined(surroundings(pose, window), drawn(pose, window)),
    )


def window_of(found: Sequence[Shot]) -> Frame:
    """Return a frame for all the steps, so that all are drawn at one scale."""
    ways = [way(shot.start, shot.pose) for shot in found]
    return frame([found[0].start, *(shot.pose for shot in found)], sum(ways, ()))


def scene(shot: Shot, window: Frame) -> Markup:
    """Return a step as SVG: the surroundings, the ghost, the body, the arrow."""
    parts = [surroundings(shot.pose, window)]
    if shot.start != shot.pose:
        parts.append(ghost(shot.start, window))
    parts.append(drawn(shot.pose, window))
    return joined(*parts, arrow(shot.start, shot.pose, window))


def picture(
    size: tuple[int, int],
    title: str,
    about: str,
    *inside: Markup,
    css: str | None = "",
    name: str = "",
) -> Svg:
    """Return a whole picture, with what a screen reader reads of it.

    It has its own style sheet, to which the given one is added, unless that is None.
    """
    width, height = size
    paper = tag(
        "rect", class_="paper", width=width, height=height, rx=8, fill=PAPER.light
    )
    return Svg(
        tag(
            "svg",
            tag("title", title),
            *([tag("desc", about)] if about else []),
            *([] if css is None else [style(css)]),
            paper,
            tag(
                "g",
                *inside,
                fill="none",
                stroke_linecap="round",
                stroke_linejoin="round",
            ),
            xmlns="http://www.w3.org/2000/svg",
            class_=f"br-figure {name}".strip(),
            role="img",
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
            style="max-width:100%;height:auto",
        )
    )


def strip(item: Item) -> Svg:
    """Return a picture of all the steps of one repetition, side by side."""
    found = drawable(item)
    window = window_of(found)
    width, height = window.size
    cells = [
        joined(
            scene(shot, window),
            caption(f"{number}. {shot.step.cue}", width / 2, height + _GAP),
        )
        for number, shot in enumerate(found, 1)
    ]
    size, placed = grid(cells, (width, height + _CAPTION), _COLUMNS)
    told = (f"{number}. {shot.step.text}" for number, shot in enumerate(found, 1))
    title = f"{item.exercise.name}, step by step"
    return picture(size, title, " ".join(told), *placed)


def grid(
    cells: Sequence[Markup], size: tuple[int, int], columns: int
) -> tuple[tuple[int, int], list[Markup]]:
    """Place cells of one size in rows; return the size of all, and the cells."""
    width, height = size
    across = min(len(cells), columns)
    placed = [
        tag("g", cell, transform=f"translate({column * width} {row * height})")
        for index, cell in enumerate(cells)
        for row, column in [divmod(index, columns)]
    ]
    return (width * across, height * -(-len(cells) // columns)), placed


def caption(text: str, x: float, y: float, more: str = "") -> Markup:
    """Return words below a point: up to two lines, or one and one of something more."""
    lines = wrap(text, _LETTERS, max_lines=1 if more else 2, placeholder=" …")
    lines += wrap(more, _LETTERS, max_lines=1, placeholder=" …")
    spans = [
        tag("tspan", line, x=round(x), dy=20 * bool(index))
        for index, line in enumerate(lines)
    ]
    return tag(
        "text",
        *spans,
        class_="words",
        x=round(x),
        y=round(y),
        fill=COLOURS["words"].light,
        font_family="system-ui,sans-serif",
        font_size=17,
        text_anchor="middle",
        stroke="none",
    )
