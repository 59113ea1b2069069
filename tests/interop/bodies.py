"""Where the lines of a moving figure are: as its poses say, and as Chromium draws."""

from itertools import chain, pairwise
from math import dist

from backroutine.pose import solve, tween
from backroutine.render import _animation, _body
from backroutine.render._figures import drawable

# The ends of all lines of bodies, in the picture's own units. A bone begins at its
# group's origin and lies along it; where its length changes, a dash stands for it.
SEGMENTS = """
(figure, times) => {
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
  return times.map(time => {
    for (const one of figure.getAnimations({subtree: true})) {
      one.pause(); one.currentTime = time * 1000;
    }
    return [...figure.querySelectorAll('path.near:not(.full), path.far')].map(path =>
      points(path).map(([x, y]) => place(path.getCTM(), x, y)));
  });
}
"""
SHARES = (0.03, 0.125, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.999)
LIMBS = ("right_arm", "left_arm", "right_leg", "left_leg")


def drawn(page, number, times):
    """Return the lines of the body of one of the figures at some times."""
    found = page.locator(".br-figure").nth(number).evaluate(SEGMENTS, times)
    return [segments(lines) for lines in found]


def segments(lines):
    return [pair for line in lines for pair in pairwise(line)]


def apart(one, other):
    """Return how far two bodies are from each other where they are farthest."""
    pairs = zip(chain(*one), chain(*other), strict=True)
    return max(dist(*pair) for pair in pairs)


class Film:
    """An exercise as it has to move."""

    def __init__(self, item):
        self.moves = _animation._moves(item, drawable(item))
        poses = [pose for one in self.moves for pose in (one.start, one.end)]
        self.window = _body.frame(poses)
        self.behind = [
            all(getattr(one, name).behind for one in poses) for name in LIMBS
        ]

    def times(self):
        """Walk the movements, each with its times: as shares of it and in seconds."""
        before = 0.0
        for one in self.moves:
            move, hold = one.move.total_seconds(), one.hold.total_seconds()
            shares = [(share, before + move * share) for share in SHARES]
            if hold:
                shares.append((1, before + move + hold / 2))
            yield one, shares
            before += move + hold

    def bodies(self):
        """Walk the times, each with the lines of the body then."""
        for move, times in self.times():
            for share, time in times:
                yield time, self._lines(tween(move.start, move.end, eased(share)))

    def _lines(self, pose):
        found = _body.lines(pose, solve(pose), self.behind)
        return segments([[*map(self.window.place, line.points)] for line in found])

    def joints(self):
        """Walk the times at which one movement ends and the next begins."""
        before = 0.0
        for one in self.moves:
            yield before
            before += (one.move + one.hold).total_seconds()

    def planted(self, move):
        """Walk where hands and feet stay during a movement, as they are seen."""
        for name in LIMBS:
            start, end = getattr(move.start, name), getattr(move.end, name)
            if start.at and start.at == end.at and start.bend == end.bend:
                far = name.startswith("left") and move.start.view == "side"
                x, y = _body._FAR if far else (0, 0)
                yield self.window.place((start.at[0] + x, start.at[1] + y))


def eased(share):
    """Return how far a movement is: gently eased, and even between samples."""
    number = _animation._SAMPLES
    low = min(int(share * number), number - 1) / number
    first, last = (one * one * (3 - 2 * one) for one in (low, low + 1 / number))
    return first + (last - first) * (share - low) * number
