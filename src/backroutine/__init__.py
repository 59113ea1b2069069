"""Back care as data: exercises, routines and schedules for other programs.

Everything is loaded on first touch; `import backroutine` itself costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import (
        catalog,
        compose,
        errors,
        exercise,
        moment,
        packs,
        render,
        routine,
        schedule,
        source,
        terms,
        timeline,
        units,
        wire,
    )
    from .catalog import Catalog, Shelf
    from .errors import BackroutineError, BackroutineWarning
    from .exercise import Caution, Dose, Exercise, Step, Variation
    from .moment import Moment, Rhythm, Window
    from .packs import exercises, load, routines, sources
    from .routine import Item, Limits, Pace, Reason, Routine
    from .schedule import EveryDays, Schedule, Session, Slot
    from .source import Basis, Claim, Source
    from .timeline import Cue, Timeline
    from .units import Estimate, Span

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

__all__ = [
    "BackroutineError",
    "BackroutineWarning",
    "Basis",
    "Catalog",
    "Caution",
    "Claim",
    "Cue",
    "Dose",
    "Estimate",
    "EveryDays",
    "Exercise",
    "Item",
    "Limits",
    "Moment",
    "Pace",
    "Reason",
    "Rhythm",
    "Routine",
    "Schedule",
    "Session",
    "Shelf",
    "Slot",
    "Source",
    "Span",
    "Step",
    "Timeline",
    "Variation",
    "Window",
    "catalog",
    "compose",
    "errors",
    "exercise",
    "exercises",
    "load",
    "moment",
    "packs",
    "render",
    "routine",
    "routines",
    "schedule",
    "source",
    "sources",
    "terms",
    "timeline",
    "units",
    "wire",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    from importlib import import_module

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
