"""Back care as data: exercises, routines and schedules for other programs.

Everything is loaded on first touch; `import backroutine` itself costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import (
        busy,
        catalog,
        compose,
        errors,
        exercise,
        export,
        lint,
        log,
        moment,
        packs,
        placement,
        pose,
        render,
        reporting,
        routine,
        schedule,
        screen,
        source,
        terms,
        timeline,
        units,
        wire,
    )
    from .busy import Busy, Stretch
    from .catalog import Catalog, Shelf
    from .errors import BackroutineError, BackroutineWarning
    from .exercise import Caution, Dose, Exercise, Step, Variation
    from .log import Adherence, Done, adherence
    from .moment import Moment, Rhythm, Window
    from .packs import exercises, load, routines, screens, sources
    from .placement import Placement
    from .pose import Limb, Pose
    from .reporting import Cert, CertItem, cert
    from .routine import Item, Limits, Pace, Reason, Routine
    from .schedule import EveryDays, Schedule, Series, Session, Slot
    from .screen import (
        Advice,
        Answer,
        Assessment,
        Finding,
        PainScale,
        Question,
        Referral,
        Screen,
        StopRule,
    )
    from .source import Basis, Claim, Source
    from .timeline import Cue, Timeline
    from .units import Estimate, Span

_HOMES = {
    "busy": ("Busy", "Stretch"),
    "catalog": ("Catalog", "Shelf"),
    "errors": ("BackroutineError", "BackroutineWarning"),
    "exercise": ("Caution", "Dose", "Exercise", "Step", "Variation"),
    "log": ("Adherence", "Done", "adherence"),
    "moment": ("Moment", "Rhythm", "Window"),
    "packs": ("exercises", "load", "routines", "screens", "sources"),
    "placement": ("Placement",),
    "pose": ("Limb", "Pose"),
    "reporting": ("Cert", "CertItem", "cert"),
    "routine": ("Item", "Limits", "Pace", "Reason", "Routine"),
    "schedule": ("EveryDays", "Schedule", "Series", "Session", "Slot"),
    "screen": (
        "Advice",
        "Answer",
        "Assessment",
        "Finding",
        "PainScale",
        "Question",
        "Referral",
        "Screen",
        "StopRule",
    ),
    "source": ("Basis", "Claim", "Source"),
    "timeline": ("Cue", "Timeline"),
    "units": ("Estimate", "Span"),
}
_ROOMS = (
    "busy",
    "catalog",
    "compose",
    "errors",
    "exercise",
    "export",
    "lint",
    "log",
    "moment",
    "packs",
    "placement",
    "pose",
    "render",
    "reporting",
    "routine",
    "schedule",
    "screen",
    "source",
    "terms",
    "timeline",
    "units",
    "wire",
)
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Adherence",
    "Advice",
    "Answer",
    "Assessment",
    "BackroutineError",
    "BackroutineWarning",
    "Basis",
    "Busy",
    "Catalog",
    "Caution",
    "Cert",
    "CertItem",
    "Claim",
    "Cue",
    "Done",
    "Dose",
    "Estimate",
    "EveryDays",
    "Exercise",
    "Finding",
    "Item",
    "Limb",
    "Limits",
    "Moment",
    "Pace",
    "PainScale",
    "Placement",
    "Pose",
    "Question",
    "Reason",
    "Referral",
    "Rhythm",
    "Routine",
    "Schedule",
    "Screen",
    "Series",
    "Session",
    "Shelf",
    "Slot",
    "Source",
    "Span",
    "Step",
    "StopRule",
    "Stretch",
    "Timeline",
    "Variation",
    "Window",
    "adherence",
    "busy",
    "catalog",
    "cert",
    "compose",
    "errors",
    "exercise",
    "exercises",
    "export",
    "lint",
    "load",
    "log",
    "moment",
    "packs",
    "placement",
    "pose",
    "render",
    "reporting",
    "routine",
    "routines",
    "schedule",
    "screen",
    "screens",
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
