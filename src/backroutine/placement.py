"""A placement: sessions that found their place among everything else."""

from collections.abc import Iterable
from typing import final

import attrs

from ._checks import all_are, closed, listed, whole
from ._protocols import Shown
from .routine import Reason
from .schedule import Session

__all__ = ["Placement"]

_MOST = 100_000


def _sessions(values: Iterable[Session]) -> tuple[Session, ...]:
    return listed(values)


def _reasons(values: Iterable[Reason]) -> tuple[Reason, ...]:
    return listed(values)


@final
@closed
@attrs.frozen(repr=False)
class Placement(Shown):
    """Hold the sessions that found a place, and why there are not more of them.

    Attributes:
        sessions: The sessions in the order of their starts.
        asked: How many were asked for.
        because: Why they are where they are, and what stood in the way of others;
            reasons do not count when placements are compared.

    Raises:
        InvalidValue: A part makes no sense.
    """

    sessions: tuple[Session, ...] = attrs.field(
        default=(), converter=_sessions, validator=all_are(Session)
    )
    asked: int = attrs.field(default=0, validator=whole(0, _MOST))
    because: tuple[Reason, ...] = attrs.field(
        default=(), converter=_reasons, validator=all_are(Reason), eq=False
    )

    @property
    def missing(self) -> int:
        """Return how many sessions found no place."""
        return max(self.asked - len(self.sessions), 0)

    def explain(self) -> str:
        """Return the reasons, one a line."""
        return "\n".join(map(str, self.because))
