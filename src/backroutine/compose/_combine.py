"""Put routines together."""

from ..errors import InvalidValue, Problem
from ..routine import Reason, Routine


def combine(*routines: Routine) -> Routine:
    """Join routines end to end, as `+` does, and say so in `because`.

    It is associative, and the empty routine is its unit. Of limits and paces the
    more careful ones hold.

    Args:
        routines: The routines in order; none gives the empty routine.

    Raises:
        InvalidValue: One of them is no routine.

    Examples:
        >>> import backroutine as br
        >>> five = br.routines["lower-back-five"]
        >>> br.compose.combine(five[:2], five[2:]) == five
        True
    """
    faults = [
        Problem.expected("a routine", one).faults[0].under(f"[{index}]")
        for index, one in enumerate(routines)
        if not isinstance(one, Routine)
    ]
    if faults:
        raise InvalidValue("combine", tuple(faults))
    joined = sum(routines, Routine())
    if len(routines) < 2:  # noqa: PLR2004 - nothing was joined
        return joined
    names = ", ".join(one.name or one.id or "a nameless routine" for one in routines)
    return joined.because_of(Reason("combine", "", f"joined in this order: {names}."))
