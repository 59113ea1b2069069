"""What is asked of a body by where an exercise is done and how the back moves."""

from .terms import Demand, Direction, Position, Posture, RangeOfMotion

_OF_POSTURE = {
    Posture.LYING: {Demand.FLOOR},
    Posture.KNEELING: {Demand.FLOOR, Demand.KNEELING},
    Posture.STANDING: {Demand.STANDING},
}
_OF_POSITION = {
    Position.SUPINE: {Demand.LYING_FLAT},
    Position.HOOK_LYING: {Demand.LYING_FLAT},
    Position.SUPINE_90_90: {Demand.LYING_FLAT},
    Position.PRONE: {Demand.LYING_FLAT, Demand.LYING_PRONE},
    Position.QUADRUPED: {Demand.WEIGHT_ON_HANDS},
}
_END = "end-range-"


def of_position(position: Position) -> set[Demand]:
    """Return what a position asks for."""
    posture = _OF_POSTURE.get(position.posture, set())
    return posture | _OF_POSITION.get(position, set())


def of_movement(direction: Direction, reach: RangeOfMotion) -> set[Demand]:
    """Return what a movement of the lower back asks for: to its end, all of it."""
    if direction is Direction.NEUTRAL or reach is RangeOfMotion.NONE:
        return set()
    middle = {Demand(direction)}
    return middle | {Demand(_END + direction)} if reach is RangeOfMotion.END else middle


def middle(demand: Demand) -> Demand | None:
    """Return the middle of a range whose end a demand is; None for other demands."""
    return Demand(demand.removeprefix(_END)) if demand.startswith(_END) else None
