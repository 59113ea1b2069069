"""Back care as data: exercises, routines and schedules for other programs.

Everything is loaded on first touch; `import backroutine` itself costs nothing.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import compose as compose
    from . import packs as packs
    from . import render as render
    from . import wire as wire
    from .catalog import Catalog as Catalog
    from .catalog import Shelf as Shelf
    from .errors import BackroutineError as BackroutineError
    from .exercise import (
        Caution as Caution,
    )
    from .exercise import (
        Dose as Dose,
    )
    from .exercise import (
        Exercise as Exercise,
    )
    from .exercise import (
        Step as Step,
    )
    from .exercise import (
        Variation as Variation,
    )
    from .moment import Moment as Moment
    from .moment import Rhythm as Rhythm
    from .moment import Window as Window
    from .packs import load as load
    from .routine import (
        Item as Item,
    )
    from .routine import (
        Limits as Limits,
    )
    from .routine import (
        Pace as Pace,
    )
    from .routine import (
        Reason as Reason,
    )
    from .routine import (
        Routine as Routine,
    )
    from .schedule import (
        EveryDays as EveryDays,
    )
    from .schedule import (
        Schedule as Schedule,
    )
    from .schedule import (
        Session as Session,
    )
    from .schedule import (
        Slot as Slot,
    )
    from .source import Basis as Basis
    from .source import Claim as Claim
    from .source import Source as Source
    from .timeline import Cue as Cue
    from .timeline import Timeline as Timeline
    from .units import Estimate as Estimate
    from .units import Span as Span

    exercises: Shelf[Exercise]
    routines: Shelf[Routine]
    sources: Shelf[Source]

_HOMES = {
    "catalog": ("Catalog", "Shelf"),
    "errors": ("BackroutineError", "BackroutineWarning"),
    "exercise": ("Caution", "Dose", "Exercise", "Step", "Variation"),
    "moment": ("Moment", "Rhythm", "Window"),
    "packs": ("exercises", "load", "routines", "sources"),
    "routine": ("Item", "Limits", "Pace", "Reason", "Routine"),
    "schedule": ("EveryDays", "Schedule", "Session", "Slot"),
    "source": ("Basis", "Claim", "Source"),
    "timeline": ("Cue", "Timeline"),
    "units": ("Estimate", "Span"),
}
_ROOMS = (
    "catalog",
    "compose",
    "errors",
    "exercise",
    "moment",
    "packs",
    "render",
    "routine",
    "schedule",
    "source",
    "terms",
    "timeline",
    "units",
    "wire",
)
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted((*_HOME_OF, *_ROOMS))  # noqa: PLE0605 - a table, not a list
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME_OF:
        text = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(text)
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
