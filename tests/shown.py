"""A value of each kind that has a card, for tests of how they are shown."""

from datetime import UTC, datetime
from typing import Any

import backroutine as br
from tests.examples import BIRD_DOG, BRIDGE, CALM, CHECK, MORNING

FIVE = br.routines["lower-back-five"]
PLAN = br.Schedule(
    FIVE,
    moments=["after-waking", "before-bed"],
    days="mon wed fri",
    rhythm=br.Rhythm(wake="06:45", bed="22:30"),
    tz="Europe/Oslo",
    start="2026-12-01",
)
SESSION: Any = PLAN.next(after=datetime(2026, 12, 1, tzinfo=UTC))
FOUND = CHECK.assess({**CALM, "again": True, "bending": True, "floor": False})
FLAGGED = CHECK.assess({**CALM, "numb": True})
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
REASON = br.Reason("place", "morning", "was put where there was room.")
VALUES: dict[str, Any] = {
    "an exercise": br.exercises["bridge"],
    "one without poses": BRIDGE,
    "an item": br.Item(br.exercises["bridge"], variation="toes-up", mode="follow"),
    "a step": br.exercises["bird-dog"].cycle[0],
    "a step without a pose": br.Step("Lie down.", "Lie down"),
    "a pose": br.exercises["bird-dog"].cycle[0].pose,
    "a routine": FIVE,
    "a routine of some without poses": MORNING,
    "an empty routine": br.Routine(),
    "a timeline": br.Timeline.of(FIVE),
    "a schedule": PLAN,
    "a session": SESSION,
    "a catalog": br.load(),
    "exercises": br.exercises,
    "routines": br.routines,
    "sources": br.sources,
    "screens": br.screens,
    "no exercises": br.Shelf("exercise"),
    "some without poses": br.Shelf("exercise", [BIRD_DOG]),
    "a source": br.sources["lower-back-article"],
    "a screen": br.screens["movement-check"],
    "findings": FOUND,
    "a referral": FLAGGED.referral,
    "a referral and its answers": FLAGGED,
    "an adherence": br.adherence(PLAN, [], until=datetime(2027, 9, 1, tzinfo=UTC)),
    "a placement": br.Placement([SESSION], 2, [REASON] * 20),
    "busy times": br.Busy([br.Stretch(NOON, NOON.replace(hour=13))]),
    "a report": br.cert(PLAN),
}
