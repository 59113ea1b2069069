"""Small values built by hand, for tests that people read."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from backroutine.exercise import Dose, Exercise, Step, Variation
from backroutine.pose import Limb, Pose
from backroutine.routine import Item, Routine
from backroutine.schedule import Schedule
from backroutine.screen import Advice, Finding, Question, Screen, StopRule
from backroutine.source import Basis
from backroutine.units import Span


def standing(**changes: Any) -> Pose:
    """Upright, facing right, the feet planted at 0, the knees a little soft."""
    arm, leg = Limb(-84, upper=-88, lower=-84), Limb(0, at=(0, 0.035))
    parts: dict[str, Any] = {"at": (0, 0.51), "trunk": 90, "neck": 88, "head": 86}
    parts |= {"right_arm": arm, "left_arm": arm, "right_leg": leg, "left_leg": leg}
    return Pose(**(parts | changes))


STANDING = standing()
SQUATTING = standing(at=(-0.1, 0.4), trunk=70, lumbar=0.05)
FACING = standing(
    view="front",
    trunk=90,
    neck=90,
    head=90,
    turn=30,
    chair=0,
    right_leg=Limb(-100, at=(-0.065, 0.06), seen=(0.9, 1, 0.3), bend=-1),
    left_leg=Limb(-80, at=(0.065, 0.06), seen=(0.9, 1, 0.3)),
)
LIE = Step("Lie on your back.", "On your back")
TOES_UP = Variation(
    "toes-up",
    "Bridge, toes up",
    setup=[Step("Lift your toes.", "Toes up")],
    cycle=[Step("Lift your hips higher.", "Hips higher", move="PT3S", hold="PT2S")],
)


def bridge(**changes: Any) -> Exercise:
    """Both sides at once: 2 s up, 1 s there, 1 s down; 4 s a repetition."""
    parts: dict[str, Any] = {
        "id": "bridge",
        "name": "Bridge",
        "position": "hook-lying",
        "laterality": "bilateral",
        "directions": ["neutral"],
        "range": "none",
        "setup": [LIE],
        "cycle": [
            Step("Lift your hips.", "Hips up", move="PT2S", hold="PT1S"),
            Step("Lower your hips.", "Hips down", move="PT1S"),
        ],
        "dose": Dose(Span(8, 10)),
        "goals": ["strength"],
        "muscles": ["glutes"],
        "aliases": ["Hip lift"],
        "variations": [TOES_UP],
        "basis": [Basis("dose", "editorial", reason="An example.")],
    }
    return Exercise(**(parts | changes))


def bird_dog(**changes: Any) -> Exercise:
    """Side after side, in turn: 3 s a repetition."""
    parts: dict[str, Any] = {
        "id": "bird-dog",
        "name": "Bird dog",
        "position": "quadruped",
        "laterality": "contralateral-alternating",
        "directions": ["neutral", "rotation"],
        "range": "mid",
        "setup": [Step("Kneel on all fours.", "On all fours")],
        "cycle": [
            Step(
                "Reach with your left arm and your right leg.",
                "Left arm, right leg",
                move="PT2S",
                hold="PT1S",
                side="left",
            )
        ],
        "dose": Dose(Span(8, 10)),
        "goals": ["stability", "balance"],
        "muscles": ["erector-spinae"],
    }
    return Exercise(**(parts | changes))


def side_plank(**changes: Any) -> Exercise:
    """One side, then the other: one repetition of 20 s each."""
    parts: dict[str, Any] = {
        "id": "side-plank",
        "name": "Side plank",
        "position": "side-lying",
        "laterality": "unilateral",
        "directions": ["lateral-flexion"],
        "range": "none",
        "setup": [Step("Lie on your left side.", "On your left side")],
        "cycle": [Step("Lift your hips.", "Hips up", hold="PT20S", side="left")],
        "dose": Dose(1, sets=2, rest="PT30S", counting="per-side"),
        "goals": ["endurance"],
    }
    return Exercise(**(parts | changes))


BRIDGE, BIRD_DOG, SIDE_PLANK = bridge(), bird_dog(), side_plank()

MORNING = Routine(
    [BRIDGE, BIRD_DOG],
    id="morning",
    name="Morning",
    purpose=["Wake the back up."],
    goals=["mobility"],
)
# One repetition of a second: the shortest session there is, a minute.
MINUTE = Routine(
    [Item(bridge(id="breath", variations=[], dose=Dose(1)))], id="minute", name="Minute"
)

BOOK = Basis("", "stated", "book", locator="page 1")


def check(**changes: Any) -> Screen:
    """A red flag of each level, three other questions, and a rule for each answer."""
    parts: dict[str, Any] = {
        "id": "check",
        "name": "Check",
        "questions": [
            Question("numb", "Are you numb there?", "numbness", level="emergency"),
            Question("fever", "Is there a fever?", "a fever", level="get-checked-now"),
            Question("surgery", "Any surgery?", "recent surgery", level="ask-first"),
            Question("again", "Is it back again?", "a relapse", level="review"),
            Question("bending", "Does bending forward hurt?", basis=[BOOK]),
            Question("floor", "Can you get to the floor?"),
            Question("hands", "Do your wrists hurt?", options=HANDS, kind="choice"),
        ],
        "findings": [
            Finding("weak", "you are weak", "again", "D", wants=["strength"]),
            Finding("no-floor", "it is hard to get down", "floor", "C", answer=False,
                    excludes=["floor", "kneeling"]),
            Finding("bends", "bending forward hurts", "bending", "A",
                    context="bending-hurts", excludes=["end-range-flexion"],
                    wants=["stability", "mobility"], exercises=["bird-dog", "bridge"],
                    basis=[BOOK]),
            Finding("wrists", "your wrists hurt", "hands", "C", answer="a lot",
                    context="wrist-or-knee-pain", excludes=["weight-on-hands"],
                    wants=["strength", "stability"]),
        ],
        "advice": [
            Advice("emergency", "Get help now."),
            Advice("get-checked-now", "See a doctor soon."),
            Advice("ask-first", "Ask a professional."),
            Advice("review", "Have it looked at again."),
        ],
        "stop_rules": [StopRule("Stop when you feel dizzy.", whole_session=True)],
        "purpose": ["It chooses exercises, and no more."],
    }  # fmt: skip
    return Screen(**(parts | changes))


HANDS = ("not at all", "a little", "a lot")
CHECK = check()
CALM = {one.id: False for one in CHECK.red_flags}


def lasting(minutes: int) -> Routine:
    """A routine that takes this many minutes, to the second."""
    cycle = [Step("Hold.", "Hold", hold="PT10S")]
    reps = Dose(6 * minutes - 1)  # ten seconds go into getting ready
    hold = bridge(id="hold", cycle=cycle, dose=reps, variations=[])
    return Routine([hold], id=f"hold-{minutes}")


def plan(**parts: Any) -> Schedule:
    """A schedule of the shortest routine in Oslo from 1 December 2026, a Tuesday."""
    usual: dict[str, Any] = {
        "routine": MINUTE,
        "tz": "Europe/Oslo",
        "start": "2026-12-01",
    }
    return Schedule(**(usual | parts))


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    """An aware datetime: `at("2026-12-01 06:45", "Europe/Oslo")`."""
    tz = UTC if zone == "UTC" else ZoneInfo(zone)
    return datetime.fromisoformat(text).replace(tzinfo=tz, fold=fold)


def month(schedule: Schedule, year: int, number: int) -> list[str]:
    """The starts of a month by its zone's clocks, as text."""
    after = f"{year + number // 12}-{number % 12 + 1:02d}-01 00:00"
    first = at(f"{year}-{number:02d}-01 00:00", schedule.tz)
    return shown(schedule.starts(first, at(after, schedule.tz)))


def shown(starts: list[datetime]) -> list[str]:
    """Starts as text: weekday, date, wall time and offset."""
    return [f"{one:%a %Y-%m-%d %H:%M%z}" for one in starts]
