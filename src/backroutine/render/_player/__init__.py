"""A page that guides a person through a routine."""

from ...errors import Fault, InvalidValue, quoted
from ...routine import Routine
from ...screen import Screen
from ...units import Reps
from .._markup import Document
from . import _page
from ._data import data
from ._figure import figure
from ._played import Played


def player(
    routine: Routine, *, reps: Reps = "middle", screen: Screen | None = None
) -> Document:
    """Return a page that guides a person through a routine.

    It is one file that needs no server and loads nothing from elsewhere: a figure that
    moves, the words of each cue, the time left, what comes next, buttons and keys to
    pause, go back, skip and start over. It speaks where the browser has a voice, keeps
    the screen on where the browser can, and stands still for people who prefer that.

    Space pauses and goes on, the arrow keys go back and skip (with Shift by a whole
    exercise), Home starts over, Escape pauses, M turns the voice off and on. Opened
    with `?speed=60` at the end of its address it runs that much faster, and
    `window.backroutine` tells a script how far it is: `offset` in seconds, `index` of
    the cue, `paused`, `ended` and, to be set as well, `speed`.

    Args:
        routine: The routine.
        reps: Whether to play the fewest repetitions of each range (`"low"`), its
            middle (`"middle"`) or the most (`"high"`).
        screen: A movement check, whose stop rules and pain scale stand before the
            start, and are a button away all along.

    Raises:
        InvalidValue: `reps` is none of these, `routine` no routine, or `screen` no
            movement check.

    Examples:
        >>> import backroutine as br
        >>> check = br.screens["movement-check"]
        >>> page = br.render.player(br.routines["lower-back-five"], screen=check)
        >>> page[:15], "<h1" in page, len(page) < 150_000
        ('<!DOCTYPE html>', True, True)
    """
    played = Played.of(routine, reps)
    if not isinstance(screen, Screen | None):
        text = f"expected a Screen, got {quoted(screen)}"
        raise InvalidValue("player", (Fault("screen", text),))
    if not routine:
        return _page.empty(played.timeline.name)
    shown = figure(played.timeline)
    return _page.page(played, shown.drawing, data(played, shown), screen)
