"""What the player's figure does: the lines of a body, sampled on their ways."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from typing import Any, NamedTuple, TypeAlias, TypeVar

from ...pose import Pose, Skeleton, View, along, mirror
from ...timeline import Cue, CueKind
from .._body import (
    SCALE,
    Frame,
    Line,
    face,
    first_over_the_head,
    frame,
    gaze,
    lines,
    stroke,
    surroundings,
)
from .._markup import Markup, joined, tag
from .._swing import swings
from .._theme import style

_STEPS = 8  # of a way; between them the points go straight on
_AROUND = 2.0  # body heights of floor and wall beyond what is shown
_TURNED = 75  # degrees of the trunk; sitting, nobody bends forward farther

K = TypeVar("K", bound=Hashable)
_Way: TypeAlias = tuple[Pose, ...]
_Samples: TypeAlias = list[list[int]]
# What must be equal for two ways to move the same elements.
_Shape: TypeAlias = tuple[object, ...]


class Figure(NamedTuple):
    """A figure and what it does.

    Attributes:
        drawing: The figure as SVG, for the script to move; empty without any pose.
        data: The ways that it goes, for the script.
        cues: For each cue the numbers of what is shown; empty where nothing is.
    """

    drawing: Markup
    data: dict[str, Any]
    cues: list[dict[str, Any]]


class _Motion(NamedTuple):
    """What the figure does during a cue, and the part of the world that is shown."""

    way: _Way
    window: Frame
    swings: bool = False

    @property
    def end(self) -> Pose:
        return self.way[-1]

    @property
    def rest(self) -> Pose:
        return self.way[0] if self.swings else self.end


class _Film(NamedTuple):
    """A way, sampled: the body's elements, and where their points are each time."""

    shape: _Shape
    body: Markup
    counts: list[int]
    samples: _Samples


def figure(cues: Iterable[Cue]) -> Figure:
    """Return the figure of some cues."""
    motions = [*_motions(cues)]
    shown = [one for one in motions if one]
    if not shown:
        return Figure(Markup(), {}, [{} for _ in motions])
    world = _world([one.window for one in shown])
    films = {way: _film(way, world) for way in dict.fromkeys(o.way for o in shown)}
    shapes = {film.shape: film for film in reversed(films.values())}
    scenes = _numbered(surroundings(one.end, world) for one in shown)
    windows = _numbered(one.window for one in shown)
    ways, places = _numbered(films), _numbered(shapes)
    told = {
        "shapes": [film.counts for film in shapes.values()],
        "ways": [
            {"shape": places[film.shape], "samples": _steps(film.samples)}
            for film in films.values()
        ],
        "boxes": [_box(window, world) for window in windows],
    }
    drawing = _drawing(scenes, (film.body for film in shapes.values()))
    numbers_of = [
        _told(one, ways[one.way], scenes[surroundings(one.end, world)], windows)
        if one
        else {}
        for one in motions
    ]
    return Figure(drawing, told, numbers_of)


def _told(
    motion: _Motion, way: int, scene: int, windows: Mapping[Frame, int]
) -> dict[str, Any]:
    shown = {"way": way, "scene": scene, "box": windows[motion.window]}
    return shown | {"swings": True} if motion.swings else shown


def _numbered(values: Iterable[K]) -> dict[K, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


# -- the motions -----------------------------------------------------------------------


def _motions(cues: Iterable[Cue]) -> Iterator[_Motion | None]:
    """Walk the cues: where one has no pose the last stays, and items without go bare.

    What comes before an item's first pose shows that pose already, unless the figure
    goes there from where it is.
    """
    last = None
    for _, group in groupby(cues, key=lambda cue: cue.item):
        same = [*group]
        windows = _windows(same)
        if not windows:
            last = None
            yield from (None for _ in same)
            continue
        origin = _origin(same)
        if last is None or _apart(last.rest, origin):
            last = _Motion((origin, origin), windows[origin.view])
        for cue in same:
            last = _next(cue, last, windows)
            yield last


def _windows(cues: Sequence[Cue]) -> dict[View, Frame]:
    """Return a frame for all the poses that are seen from one place."""
    poses = [pose for cue in cues if cue.pose for pose in (*cue.via, cue.pose)]
    poses += [mirror(cue.pose) for cue in cues if cue.pose and _swings(cue)]
    return {
        view: frame(pose for pose in poses if pose.view is view)
        for view in dict.fromkeys(pose.view for pose in poses)
    }


def _origin(cues: Sequence[Cue]) -> Pose:
    """Return where an exercise starts: set up, or else as a repetition ends."""
    first, *others = [(cue.rep, cue.pose) for cue in cues if cue.pose]
    same = [pose for rep, pose in others if rep and rep == first[0]]
    return same[-1] if same else first[1]


def _apart(one: Pose, other: Pose) -> bool:
    """Tell whether going from one to the other would look like flying or rolling."""
    turn = abs((one.trunk - other.trunk + 180) % 360 - 180)
    return one.view is not other.view or turn > _TURNED


def _swings(cue: Cue) -> bool:
    """Tell whether a movement is so long that it goes to and fro, as in walking."""
    return cue.kind is CueKind.MOVE and swings(cue.length)


def _next(cue: Cue, last: _Motion, windows: Mapping[View, Frame]) -> _Motion:
    if cue.pose is None:
        return _Motion((last.rest, last.rest), last.window)
    window = windows[cue.pose.view]
    if _swings(cue):
        return _Motion((cue.pose, mirror(cue.pose)), window, swings=True)
    way = (*cue.via, cue.pose)
    start = way[0] if _apart(last.rest, way[0]) else last.rest
    return _Motion((start, *way), window)


# -- the ways --------------------------------------------------------------------------


def _film(way: _Way, world: Frame) -> _Film:
    """Sample a way; the same limbs are drawn behind the trunk all along."""
    steps = _STEPS * (len(way) - 1) if len({*way}) > 1 else 0
    shares = [step / (steps or 1) for step in range(steps + 1)]
    bodies = [*along(way, shares)]
    behind = [all(same) for same in zip(*(one.behind for one in bodies), strict=True)]
    drawn = [lines(body, behind) for body in bodies]
    heads = _heads(bodies, world)
    samples = [
        [*_flat(found, world), *head] for found, head in zip(drawn, heads, strict=True)
    ]
    shape = [(one.kind, one.width, one.halo, len(one.points)) for one in drawn[0]]
    view = bodies[0].view
    body = _body(view, drawn[0], world)
    counts = [len(one.points) for one in drawn[0]]
    return _Film((view is View.SIDE, *shape), body, counts, samples)


def _flat(found: Iterable[Line], world: Frame) -> Iterator[int]:
    places = (world.place(point) for line in found for point in line.points)
    return map(round, chain.from_iterable(places))


def _heads(bodies: Sequence[Skeleton], world: Frame) -> Iterator[tuple[int, ...]]:
    """Walk the head's place, its turn in degrees, and how far its gaze is off."""
    turn = -bodies[0].facing
    for before, body in pairwise((bodies[0], *bodies)):
        turn += (before.facing - body.facing + 180) % 360 - 180  # the shorter way
        x, y = world.place(body.head)
        yield round(x), round(y), round(turn), round(gaze(body))


def _steps(samples: _Samples) -> _Samples:
    """Return the first sample, and of each other what it adds to the one before."""
    added = [
        [new - old for old, new in zip(*pair, strict=True)]
        for pair in pairwise(samples)
    ]
    return [samples[0], *added]


# -- the drawing -----------------------------------------------------------------------


def _world(windows: Sequence[Frame]) -> Frame:
    """Return a frame around all that is shown."""
    left = min(one.left for one in windows) - _AROUND
    right = max(one.left + one.width for one in windows) + _AROUND
    bottom = min(one.bottom for one in windows) - _AROUND
    top = max(one.bottom + one.height for one in windows) + _AROUND
    return Frame(left, bottom, right - left, top - bottom)


def _box(window: Frame, world: Frame) -> list[int]:
    x, y = world.place((window.left, window.bottom + window.height))
    size = (window.width * SCALE, window.height * SCALE)
    return [*map(round, (x, y, *size))]


def _body(view: View, found: Sequence[Line], world: Frame) -> Markup:
    """Return a group for each line, and one for the head, to be moved."""
    parts = [tag("g", stroke(line, world), class_="line") for line in found]
    circle, front = face(view)
    head = tag("g", circle, tag("g", front), class_="head")
    parts.insert(first_over_the_head(found), head)
    return tag("g", *parts, class_="body off")


def _drawing(scenes: Iterable[Markup], bodies: Iterable[Markup]) -> Markup:
    around = [tag("g", scene, class_="scene off") for scene in scenes]
    return tag(
        "svg",
        style(),
        tag(
            "g",
            joined(*around, *bodies),
            fill="none",
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
        id="figure",
        class_="br-figure",
        role="img",
        aria_labelledby="cue",
        preserveAspectRatio="xMidYMax",
    )
