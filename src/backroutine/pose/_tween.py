"""From one pose to another, step by step."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ..errors import Fault, InvalidValue, Problem, quoted
from ._pose import Limb, Pose
from ._solve import (
    SLACK,
    Chain,
    Draft,
    LimbDraft,
    Skeleton,
    angles,
    faults,
    joints,
    lowest,
)
from ._terms import LIMBS, Point, Root, Shares

_HALF, _FULL = 180.0, 360.0


def tween(start: Pose, end: Pose, share: float) -> Pose:
    """Return the pose on the way from one to another.

    Angles take the shorter way round, and a hand or a foot that is planted at one
    point in both, and bent to one side, stays there, so limbs keep their lengths.
    Where that would lead under the floor or out of reach, nothing is planted on the
    way, and the whole body is lifted over the floor.

    Args:
        start: The pose at share 0.
        end: The pose at share 1, seen from where the first is seen.
        share: How much of the way is done, 0 to 1.

    Raises:
        InvalidValue: The share is none, or the two are not seen from one place.

    Examples:
        >>> import backroutine as br
        >>> up, down = (step.pose for step in br.exercises["bridge"].cycle)
        >>> down.trunk, br.pose.tween(down, up, 0.5).trunk, up.trunk
        (180.0, -166.5, -153.0)
    """
    _check((start, end), ("start", "end"), [share])
    if share in (0, 1):
        return end if share else start
    found, body = _Leg(start, end).at(share)
    try:
        return _settled(found)
    except InvalidValue:  # rounding bent a folded limb a little under the floor
        return _settled(_relaxed(found, body))


def along(way: Sequence[Pose], shares: Iterable[float]) -> Iterator[Skeleton]:
    """Walk where the joints are on a way through several poses, as `tween` leads.

    Each leg of the way, from a pose to the next, takes the same share of it.

    Args:
        way: Two poses or more, all seen from one place.
        shares: How much of the way is done each time, 0 to 1.

    Raises:
        InvalidValue: There are not two poses, they are not seen from one place, or a
            share is none.

    Examples:
        >>> import backroutine as br
        >>> up, down = (step.pose for step in br.exercises["bridge"].cycle)
        >>> [round(body.hips[1], 3) for body in br.pose.along([down, up], [0, 0.5, 1])]
        [0.045, 0.114, 0.179]
    """
    poses, wanted = [*way], [*shares]
    if len(poses) < 2:  # noqa: PLR2004 - a start and an end
        text = f"expected two poses or more, got {len(poses)}"
        raise Problem(Fault("way", text))
    _check(poses, [f"way[{number}]" for number in range(len(poses))], wanted)
    return _walk(poses, wanted)


def _walk(way: Sequence[Pose], shares: Iterable[float]) -> Iterator[Skeleton]:
    legs = [_Leg(*pair) for pair in pairwise(way)]
    for share in shares:
        number = min(int(share * len(legs)), len(legs) - 1)
        _, body = legs[number].at(share * len(legs) - number)
        yield body


def _check(way: Sequence[Pose], names: Sequence[str], shares: Sequence[float]) -> None:
    wrong = [
        Problem.expected("a Pose", one).faults[0].under(name)
        for name, one in zip(names, way, strict=True)
        if not isinstance(one, Pose)
    ]
    if not wrong:
        first = way[0].view
        text = "is seen from the {}, and the start from the {}"
        wrong = [
            Fault(name, text.format(one.view, first))
            for name, one in zip(names, way, strict=True)
            if one.view is not first
        ]
    wrong += [
        Fault("share", f"expected a number from 0 to 1, got {quoted(share)}")
        for share in shares
        if not _is_share(share)
    ]
    if wrong:
        raise Problem(*wrong)


def _is_share(value: float) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value <= 1


class _Leg:
    """The way from one pose to the next, with what is reckoned once for all shares."""

    __slots__ = ("bones", "end", "place", "start")

    def __init__(self, start: Pose, end: Pose) -> None:
        one, other = joints(start), joints(end)
        both = zip(_limbs(start), _limbs(end), one.limbs, other.limbs, strict=True)
        self.start, self.end = start, end
        self.place = other.hips if start.root is Root.HIPS else other.shoulders
        self.bones = [_Bones(a, b, angles(c), angles(d)) for a, b, c, d in both]

    def at(self, share: float) -> tuple[Draft, Skeleton]:
        """Return what a pose on the way says, which can be, and its joints."""
        found = self.draft(share)
        body = joints(found)
        if not faults(found, body, SLACK / 2):
            return found, body
        relaxed = _relaxed(found, body)
        return relaxed, joints(relaxed)

    def draft(self, share: float) -> Draft:
        """Return what it says before anybody looks at whether it can be."""
        start, end = self.start, self.end
        limbs = [_limb(bones, share) for bones in self.bones]
        return Draft(
            _between(start.at, self.place, share),
            _turned(start.trunk, end.trunk, share),
            _turned(start.neck, end.neck, share),
            _turned(start.head, end.head, share),
            limbs[0],
            limbs[1],
            limbs[2],
            limbs[3],
            start.root,
            start.view,
            _mixed(start.lumbar, end.lumbar, share),
            _turned(start.turn, end.turn, share),
            start.chair,
            start.wall,
        )


def _limbs(pose: Pose) -> tuple[Limb, Limb, Limb, Limb]:
    return pose.right_arm, pose.left_arm, pose.right_leg, pose.left_leg


class _Bones(NamedTuple):
    """A limb at the start and at the end, and where its two bones point."""

    start: Limb
    end: Limb
    first: tuple[float, float]
    last: tuple[float, float]


def _limb(bones: _Bones, share: float) -> LimbDraft:
    """Plant a limb on the way where it is planted in both poses, else turn it."""
    start, end, first, last = bones
    tip = _turned(start.end, end.end, share)
    seen = _shares(start.seen, end.seen, share)
    behind = start.behind and end.behind
    if start.at and end.at and start.bend == end.bend:
        at = _between(start.at, end.at, share)
        return LimbDraft(tip, None, None, at, start.bend, seen, behind)
    upper, lower = (_turned(first[i], last[i], share) for i in (0, 1))
    return LimbDraft(tip, upper, lower, None, 1, seen, behind)


def _mixed(start: float, end: float, share: float) -> float:
    return start if start == end else start + (end - start) * share


def _between(start: Point, end: Point, share: float) -> Point:
    return _mixed(start[0], end[0], share), _mixed(start[1], end[1], share)


def _shares(start: Shares, end: Shares, share: float) -> Shares:
    if start == end:
        return start
    upper, lower, tip = (_mixed(*pair, share) for pair in zip(start, end, strict=True))
    return upper, lower, tip


def _turned(start: float, end: float, share: float) -> float:
    """Return the angle on the shorter way; half a turn goes counterclockwise."""
    way = (end - start) % _FULL
    return start + (way - _FULL if way > _HALF else way) * share


def _relaxed(found: Draft, skeleton: Skeleton) -> Draft:
    """Plant nothing, and lift the body until all of it is above the floor."""
    x, y = found.at
    return found._replace(
        at=(x, y + max(0.0, -lowest(skeleton))),
        right_arm=_freed(found.right_arm, skeleton.right_arm),
        left_arm=_freed(found.left_arm, skeleton.left_arm),
        right_leg=_freed(found.right_leg, skeleton.right_leg),
        left_leg=_freed(found.left_leg, skeleton.left_leg),
    )


def _freed(limb: LimbDraft, chain: Chain) -> LimbDraft:
    upper, lower = angles(chain)
    return limb._replace(upper=upper, lower=lower, at=None, bend=1)


def _settled(found: Draft) -> Pose:
    parts: dict[str, Any] = found._asdict()
    parts |= {name: Limb(*parts[name]) for name in LIMBS}
    return Pose(**parts)
