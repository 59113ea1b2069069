"""Key frames: how a bone that was looked at at some times changes, told briefly.

What starts and ends as gently as its movement needs key frames only at the ends of
movements; of what does not, as few are told as keep it within half a unit.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple, TypeAlias

from ..pose import Skeleton
from ._body import short

# Movements start and end gently: this curve of CSS is 3x² - 2x³, as `eased`.
_GENTLE = "cubic-bezier(.3333,0,.6667,1)"
_TOGETHER = 1e-5  # of the whole; what is nearer in time is told once
EVEN, _STRAIGHT = 0.4, 0.5  # picture units or degrees, which nobody sees
NAME = "\N{REPLACEMENT CHARACTER}"  # stands for the picture's name until that is known

Values: TypeAlias = tuple[float, ...]
# Ways to change, each a kind and its key frames, and the number of its class.
Keys: TypeAlias = dict[tuple[str, tuple[str, ...]], str]


class Sample(NamedTuple):
    """The body at a time.

    Attributes:
        time: The share of the whole.
        move: The number of the movement that it belongs to.
        share: How much of the movement is done.
        body: Where the joints are.
    """

    time: float
    move: int
    share: float
    body: Skeleton


def eased(share: float) -> float:
    """Return how much of a way is done when a share of its time is."""
    return share * share * (3 - 2 * share)


def key(
    samples: Sequence[Sample],
    keys: Keys,
    changed: str,
    form: str,
    values: Sequence[Values],
) -> str | None:
    """Return the classes of what changes like that; None where nothing changes."""
    even = _is_even(samples, values)
    kept = _kept(samples, ends_only=even)
    if not even:
        kept = _telling(samples, values, kept)
    shown = [form.format(*map(short, values[index])) for index in kept]
    if len(set(shown)) == 1:
        return None
    frames = tuple(
        f"{_percent(samples[kept[place]].time)}{{{changed}:{shown[place]}}}"
        for place in _needed(shown)
    )
    kind = "even" if even else "bone"
    number = keys.setdefault((kind, frames), str(len(keys)))
    return f"{kind} k{number}"


def _is_even(samples: Sequence[Sample], values: Sequence[Values]) -> bool:
    """Tell whether it goes in each movement as its gentle start and end alone say."""
    both = zip(samples, values, strict=True)
    for _, group in groupby(both, key=lambda pair: pair[0].move):
        same = [*group]
        first, last = same[0][1], same[-1][1]
        offs = (_off(first, last, now, eased(one.share)) for one, now in same)
        if any(off > EVEN for off in offs):
            return False
    return True


def _kept(samples: Sequence[Sample], *, ends_only: bool) -> list[int]:
    """Return the numbers of the samples to tell, of two at one time the first."""
    return [
        index
        for index, one in enumerate(samples)
        if (not index or one.time - samples[index - 1].time > _TOGETHER)
        and (not ends_only or one.share in (0, 1))
    ]


def _telling(
    samples: Sequence[Sample], values: Sequence[Values], kept: Sequence[int]
) -> list[int]:
    """Return those that are needed for straight lines between them to tell the others.

    This is the algorithm of Ramer, Douglas and Peucker.
    """
    first, *inner, last = kept
    far, worst = 0.0, first
    for index in inner:
        share = (samples[index].time - samples[first].time) / (
            samples[last].time - samples[first].time
        )
        off = _off(values[first], values[last], values[index], share)
        far, worst = max((far, worst), (off, index))
    if far <= _STRAIGHT:
        return [first, last]
    cut = kept.index(worst)
    before = _telling(samples, values, kept[: cut + 1])
    return [*before[:-1], *_telling(samples, values, kept[cut:])]


def _off(first: Values, last: Values, found: Values, share: float) -> float:
    """Return how far values are off the straight way between two others."""
    ways = zip(first, last, found, strict=True)
    return max(abs(a + (b - a) * share - now) for a, b, now in ways)


def _needed(shown: Sequence[str]) -> Iterator[int]:
    """Walk the places of the values that do not stand between two like them."""
    last = len(shown) - 1
    for place, value in enumerate(shown):
        if place in (0, last) or not shown[place - 1] == value == shown[place + 1]:
            yield place


def _percent(share: float) -> str:
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"


def css(keys: Keys, time: timedelta) -> str:
    """Return the key frames, and that nothing moves where that is not wanted."""
    seconds = f"{time.total_seconds():g}s"
    rules = [
        f".{NAME} .bone{{animation:{seconds} linear infinite}}",
        f".{NAME} .even{{animation:{seconds} {_GENTLE} infinite}}",
    ]
    for (_, frames), number in keys.items():
        rules.append(f".{NAME} .k{number}{{animation-name:{NAME}-{number}}}")
        rules.append(f"@keyframes {NAME}-{number}{{{''.join(frames)}}}")
    still = f"{{.{NAME} .bone,.{NAME} .even{{animation:none}}}}"
    rules.append(f"@media (prefers-reduced-motion:reduce){still}@media print{still}")
    return "".join(rules)
