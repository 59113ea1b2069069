"""What is remarked, and the codes that remarks have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, final

import attrs

from .._checks import Term, closed, filled, line

if TYPE_CHECKING:
    from ..exercise import Exercise
    from ..routine import Routine
    from ..screen import Screen


class Code(Term):
    """What a remark is about."""

    BR101 = "BR101"
    BR102 = "BR102"
    BR103 = "BR103"
    BR104 = "BR104"
    BR105 = "BR105"
    BR106 = "BR106"
    BR107 = "BR107"
    BR108 = "BR108"
    BR109 = "BR109"
    BR110 = "BR110"
    BR111 = "BR111"
    BR112 = "BR112"
    BR113 = "BR113"


class Kind(Term):
    """What sort of entry a remark is about."""

    EXERCISE = "exercise"
    ROUTINE = "routine"
    SCREEN = "screen"


CODES: Mapping[Code, str] = MappingProxyType(
    {
        Code.BR101: "a number in a text differs from the data",
        Code.BR102: "a side is missing or out of place",
        Code.BR103: "a position does not follow",
        Code.BR104: "a cue cannot be said in its time",
        Code.BR105: "a text takes longer to read than its step lasts",
        Code.BR106: "a basis is missing",
        Code.BR107: "easier and harder do not agree",
        Code.BR108: "two exercises share a name",
        Code.BR109: "a dose has no source",
        Code.BR110: "a text claims too much",
        Code.BR111: "a routine for after waking bends the back to its end",
        Code.BR112: "a screen contradicts itself or hides its source",
        Code.BR113: "a basis is about nothing",
    }
)


@final
@closed
@attrs.frozen(repr=False)
class Remark:
    """Say what in an entry is not as it should be.

    Attributes:
        code: What it is about, such as `BR104`.
        kind: Whether the entry is an exercise, a routine or a screen.
        id: The id of the entry.
        path: The place in the entry, such as `cycle[0].cue`; empty for the whole.
        text: What is wrong and what to do, in a few words.

    Raises:
        InvalidValue: A part makes no sense; every fault is named.

    Examples:
        >>> from backroutine import lint
        >>> remark = lint.Remark(
        ...     "BR104", "exercise", "bridge", "cycle[0].cue", "takes too long"
        ... )
        >>> print(remark)
        exercises/bridge.json: cycle[0].cue: BR104 takes too long
        >>> lint.CODES[remark.code]
        'a cue cannot be said in its time'
    """

    code: Code = attrs.field(converter=Code)
    kind: Kind = attrs.field(converter=Kind)
    id: str = attrs.field(converter=line)
    path: str = attrs.field(converter=line)
    text: str = attrs.field(converter=line, validator=filled)

    @property
    def file(self) -> str:
        """Return the file in the pack that holds the entry."""
        return f"{self.kind}s/{self.id}.json"

    def __str__(self) -> str:
        """Write `exercises/bridge.json: cycle[0].cue: BR104 takes too long`."""
        place = f"{self.path}: " if self.path else ""
        return f"{self.file}: {place}{self.code} {self.text}"


def remark(
    code: Code, entry: "Exercise | Routine | Screen", path: str, text: str
) -> Remark:
    """Make a remark on an entry."""
    return Remark(code, type(entry).__name__.lower(), entry.id, path, text)
