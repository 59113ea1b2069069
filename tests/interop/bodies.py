"""Where the lines of a moving figure are: as its poses say, and as Chromium draws."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from itertools import chain, pairwise
from math import dist
from typing import NamedTuple

from backroutine.pose import LIMBS, Pose, mirror, solve, tween
from backroutine.render import _body

# Of each figure how long its animations take, and the ends of all lines of its body at
# some times, in the picture's own units. A bone begins at its group's origin and lies
# along it; where its length changes, a dash stands for it.
RECORD = """
(wanted) => {
  const place = (matrix, x, y) => {
    const at = new DOMPoint(x, y).matrixTransform(matrix);
    return [at.x, at.y];
  };
  const points = (path) => {
    const numbers = path.getAttribute('d').match(/-?[\\d.]+/g).map(Number);
    if (!path.getAttribute('d').includes('H')) {
      return numbers.flatMap((x, i) => i % 2 ? [] : [[x, numbers[i + 1]]]);
    }
    const dash = parseFloat(getComputedStyle(path).strokeDasharray);
    return [[0, 0], [Number.isNaN(dash) ? numbers[2] : dash, 0]];
  };
  return [...document.querySelectorAll('.br-figure')].map((figure, number) => {
    const all = figure.getAnimations({subtree: true});
    const drawn = 'path.near:not(.full), path.far, g.near path, g.far path';
    const paths = [...figure.querySelectorAll(drawn)];
    const bodies = wanted[number].map(time => {
      for (const one of all) { one.currentTime = time * 1000; }
      return paths.map(path =>
        points(path).map(([x, y]) => place(path.getCTM(), x, y)));
    });
    return [all.map(one => one.effect.getTiming().duration / 1000), bodies];
  });
}
"""
SHARES = (0.03, 0.125, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.999)
LONG = timedelta(minutes=1)  # what takes longer goes to and fro, as walking does
SECOND, NONE = timedelta(seconds=1), timedelta()
AT_ONCE = 0.001  # seconds, in which nothing is seen to move


class Move(NamedTuple):
    """A movement from one pose to another, and the hold there, in seconds."""

    way: tuple[Pose, Pose]
    begin: float
    move: float
    hold: float

    @property
    def end(self):
        return self.begin + self.move + self.hold

    def times(self) -> Iterator[tuple[float, float]]:
        """Walk shares of the movement, and when they are done."""
        for share in SHARES:
            yield share, self.begin + self.move * share
        if self.hold:
            yield 1, self.end - self.hold / 2

    def pose(self, share):
        """Return the pose at a share of the time; movements start and end gently."""
        return tween(*self.way, share * share * (3 - 2 * share))

    def planted(self) -> Iterator[str]:
        """Walk the names of the limbs that stay where they are."""
        for name in LIMBS:
            ends = {
                (limb.at, limb.bend) for limb in (getattr(p, name) for p in self.way)
            }
            if len(ends) == 1 and None not in chain(*ends):
                yield name


def repetition(item):
    """Walk the movements of one repetition: their poses, and how long they take."""
    steps = [step for block in item.blocks for step in block.cycle if step.pose]
    before = steps[-1].pose
    for step in steps:
        if step.move > LONG:
            yield (mirror(step.pose), step.pose), SECOND, NONE
            yield (step.pose, mirror(step.pose)), SECOND, NONE
        else:  # each leg of a way takes the same time, and the hold comes after all
            *legs, last = pairwise((before, *step.via, step.pose))
            part = step.move / (len(legs) + 1)
            yield from ((leg, part, NONE) for leg in legs)
            yield last, step.move - part * len(legs), step.hold
        before = step.pose


def movements(item) -> Iterator[Move]:
    """Walk the movements until all is as it was: of both sides, if they take turns."""
    found = [*repetition(item)]
    if "alternating" in item.exercise.laterality:
        found += [(tuple(map(mirror, way)), *times) for way, *times in found]
    begin = 0.0
    for way, move, hold in found:
        yield Move(way, begin, move.total_seconds(), hold.total_seconds())
        begin += (move + hold).total_seconds()


class Film:
    """An exercise as it has to move."""

    def __init__(self, item):
        self.item = item

    @cached_property
    def moves(self):
        return [*movements(self.item)]

    @property
    def seconds(self):
        return self.moves[-1].end

    @cached_property
    def _poses(self):
        return [pose for one in self.moves for pose in one.way]

    @cached_property
    def _window(self):
        return _body.frame(self._poses)

    @cached_property
    def _behind(self):
        return [all(getattr(one, name).behind for one in self._poses) for name in LIMBS]

    def joints(self):
        """Walk the times just before a movement ends and after the next begins."""
        for one in self.moves:
            after = 0.0 if one is self.moves[-1] else one.end
            yield one.end - AT_ONCE, after + AT_ONCE

    def times(self):
        """Return all the times to look at it."""
        inside = (time for one in self.moves for _, time in one.times())
        return [*inside, *chain(*self.joints())]

    def bodies(self):
        """Walk times, each with the lines of the body then."""
        for one in self.moves:
            for share, time in one.times():
                yield time, self._lines(one.pose(share))

    def _lines(self, pose):
        found = _body.lines(solve(pose), self._behind)
        return segments([[*map(self._window.place, one.points)] for one in found])

    def planted(self, move):
        """Walk where hands and feet stay during a movement, as they are seen."""
        for name in move.planted():
            x, y = getattr(move.way[0], name).at
            far = name.startswith("left") and move.way[0].view == "side"
            dx, dy = _body._FAR if far else (0, 0)
            yield self._window.place((x + dx, y + dy))


class Recording(NamedTuple):
    """A figure as it was seen to move."""

    seconds: set[float]
    bodies: dict[float, list]


def recorded(page, films):
    """Return the recordings of all figures of a page, whose films these are."""
    times = [film.times() for film in films]
    found = page.evaluate(RECORD, times)
    return [
        Recording(set(seconds), dict(zip(when, map(segments, bodies), strict=True)))
        for when, (seconds, bodies) in zip(times, found, strict=True)
    ]


def segments(lines):
    return [pair for line in lines for pair in pairwise(line)]


def apart(one, other):
    """Return how far two bodies are from each other where they are farthest."""
    pairs = zip(chain(*one), chain(*other), strict=True)
    return max(dist(*pair) for pair in pairs)


def away(spot, body):
    """Return how far a body is from a spot where it is nearest."""
    return min(dist(spot, point) for point in chain(*body))
