"""The field's vocabulary: closed sets of terms, each its own text in JSON."""

from collections.abc import Iterable
from datetime import date

from ._checks import Term, each


class Posture(Term):
    """The family of a position; changing it costs more time than staying in it."""

    LYING = "lying"
    KNEELING = "kneeling"
    SITTING = "sitting"
    STANDING = "standing"


class Position(Term):
    """How the body is placed when an exercise starts."""

    SUPINE = "supine"
    HOOK_LYING = "hook-lying"
    SUPINE_90_90 = "supine-90-90"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    HALF_KNEELING = "half-kneeling"
    TALL_KNEELING = "tall-kneeling"
    SEATED = "seated"
    STANDING = "standing"
    STANDING_AT_WALL = "standing-at-wall"

    @property
    def posture(self) -> Posture:
        """Return the family that the position belongs to."""
        return _POSTURES[self]


_POSTURES = {
    Position.SUPINE: Posture.LYING,
    Position.HOOK_LYING: Posture.LYING,
    Position.SUPINE_90_90: Posture.LYING,
    Position.PRONE: Posture.LYING,
    Position.SIDE_LYING: Posture.LYING,
    Position.QUADRUPED: Posture.KNEELING,
    Position.HALF_KNEELING: Posture.KNEELING,
    Position.TALL_KNEELING: Posture.KNEELING,
    Position.SEATED: Posture.SITTING,
    Position.STANDING: Posture.STANDING,
    Position.STANDING_AT_WALL: Posture.STANDING,
}


class Direction(Term):
    """Where the lower back moves, or `neutral` where it stays."""

    NEUTRAL = "neutral"
    FLEXION = "flexion"
    EXTENSION = "extension"
    ROTATION = "rotation"
    LATERAL_FLEXION = "lateral-flexion"


class RangeOfMotion(Term):
    """How far the lower back moves in that direction."""

    NONE = "none"
    MID = "mid"
    END = "end"


class Contraction(Term):
    """How the trunk's muscles work."""

    NONE = "none"
    ISOMETRIC = "isometric"
    CONCENTRIC = "concentric"
    ECCENTRIC = "eccentric"
    DYNAMIC = "dynamic"
    PASSIVE_STRETCH = "passive-stretch"


class Laterality(Term):
    """How an exercise shares its repetitions between the sides."""

    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"
    ALTERNATING = "alternating"
    CONTRALATERAL_ALTERNATING = "contralateral-alternating"


class Side(Term):
    """The side that moves or leads."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """Return the opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class Counting(Term):
    """What a number of repetitions counts where an exercise has two sides."""

    TOTAL = "total"
    PER_SIDE = "per-side"


class Goal(Term):
    """What an exercise or a routine aims at."""

    MOBILITY = "mobility"
    ACTIVATION = "activation"
    MOTOR_CONTROL = "motor-control"
    STABILITY = "stability"
    STRENGTH = "strength"
    ENDURANCE = "endurance"
    BLOOD_FLOW = "blood-flow"
    HEART_RATE = "heart-rate"
    BODY_TEMPERATURE = "body-temperature"
    WARM_UP = "warm-up"
    RELAXATION = "relaxation"
    BALANCE = "balance"
    PREVENTION = "prevention"
    RELIEF = "relief"


class Muscle(Term):
    """A muscle or a muscle group, by its standard name."""

    ABDOMINALS = "abdominals"
    RECTUS_ABDOMINIS = "rectus-abdominis"
    OBLIQUES = "obliques"
    TRANSVERSUS_ABDOMINIS = "transversus-abdominis"
    PELVIC_FLOOR = "pelvic-floor"
    DIAPHRAGM = "diaphragm"
    ERECTOR_SPINAE = "erector-spinae"
    MULTIFIDUS = "multifidus"
    QUADRATUS_LUMBORUM = "quadratus-lumborum"
    HIP_FLEXORS = "hip-flexors"
    GLUTES = "glutes"
    GLUTEUS_MAXIMUS = "gluteus-maximus"
    GLUTEUS_MEDIUS = "gluteus-medius"
    GLUTEUS_MINIMUS = "gluteus-minimus"
    PIRIFORMIS = "piriformis"
    HAMSTRINGS = "hamstrings"
    QUADRICEPS = "quadriceps"
    LATISSIMUS_DORSI = "latissimus-dorsi"


class Equipment(Term):
    """What an exercise needs besides a floor."""

    MAT = "mat"
    CHAIR = "chair"
    WALL = "wall"
    TOWEL = "towel"
    STICK = "stick"


class Level(Term):
    """How demanding an exercise is."""

    ENTRY = "entry"
    STANDARD = "standard"
    ADVANCED = "advanced"


class Context(Term):
    """A circumstance in which an exercise asks for care."""

    ANYONE = "anyone"
    PREGNANCY_AFTER_16_WEEKS = "pregnancy-after-16-weeks"
    OSTEOPOROSIS = "osteoporosis"
    RECENT_SURGERY = "recent-surgery"
    BENDING_HURTS = "bending-hurts"
    ARCHING_HURTS = "arching-hurts"
    TWISTING_HURTS = "twisting-hurts"
    LEG_SYMPTOMS = "leg-symptoms"
    WRIST_OR_KNEE_PAIN = "wrist-or-knee-pain"
    SHOULDER_PAIN = "shoulder-pain"
    HIP_REPLACEMENT = "hip-replacement"
    UNSTEADY = "unsteady"
    FIRST_HOUR_AFTER_WAKING = "first-hour-after-waking"


class Demand(Term):
    """What an exercise asks of a body, and what somebody may have to do without."""

    FLOOR = "floor"
    KNEELING = "kneeling"
    LYING_FLAT = "lying-flat"
    LYING_PRONE = "lying-prone"
    STANDING = "standing"
    WEIGHT_ON_HANDS = "weight-on-hands"
    BALANCE = "balance"
    FLEXION = "flexion"
    EXTENSION = "extension"
    ROTATION = "rotation"
    LATERAL_FLEXION = "lateral-flexion"
    END_RANGE_FLEXION = "end-range-flexion"
    END_RANGE_EXTENSION = "end-range-extension"
    END_RANGE_ROTATION = "end-range-rotation"
    END_RANGE_LATERAL_FLEXION = "end-range-lateral-flexion"


class VariationMode(Term):
    """Whether a variation stands in for the plain set or comes after it."""

    REPLACE = "replace"
    FOLLOW = "follow"


class Tempo(Term):
    """How fast the movements are."""

    SLOW_AND_CONTROLLED = "slow-and-controlled"
    BRISK = "brisk"


class Effort(Term):
    """How hard a routine should feel."""

    BELOW_FATIGUE = "below-fatigue"
    TO_FATIGUE = "to-fatigue"


class Anchor(Term):
    """An event of the day, just before or just after which a routine is done."""

    AFTER_WAKING = "after-waking"
    BEFORE_BED = "before-bed"
    BEFORE_WORKOUT = "before-workout"
    BEFORE_DRIVE = "before-drive"
    AFTER_DRIVE = "after-drive"

    @property
    def comes_before(self) -> bool:
        """Tell whether the routine ends when the event begins."""
        return self.value.startswith("before-")


class Weekday(Term):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the weekday of a date."""
        return WEEK[day.weekday()]


WEEK = tuple(Weekday)


class Gap(Term):
    """What becomes of a wall time that a zone skips when its clocks change."""

    SHIFT = "shift"
    SKIP = "skip"


class BasisKind(Term):
    """What a fact of the content rests on."""

    STATED = "stated"
    INFERRED = "inferred"
    EDITORIAL = "editorial"


class Grade(Term):
    """What supports a rule.

    `A` is a trial or a guideline, `B` observation, `C` convention or expert opinion,
    `D` the article alone or an editor.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Reported(Term):
    """How far a plan answers an item of a reporting template."""

    STATED = "stated"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Action(Term):
    """What a verb did with an exercise."""

    KEPT = "kept"
    LEFT_OUT = "left-out"
    CHANGED = "changed"
    ADDED = "added"


class AnswerKind(Term):
    """What an answer to a question looks like."""

    YES_NO = "yes-no"
    CHOICE = "choice"


class ReferralLevel(Term):
    """How soon somebody should be seen, the most urgent first."""

    EMERGENCY = "emergency"
    GET_CHECKED_NOW = "get-checked-now"
    ASK_FIRST = "ask-first"
    REVIEW = "review"


class PainLight(Term):
    """What a pain during an exercise means for going on."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class SourceKind(Term):
    """What sort of publication a source is."""

    TRAINER_INTERVIEW = "trainer-interview"
    HEALTH_SERVICE = "health-service"
    PROFESSIONAL_BODY = "professional-body"
    HOSPITAL = "hospital"
    GOVERNMENT = "government"
    CHARITY = "charity"
    CLINIC = "clinic"
    GUIDELINE = "guideline"
    JOURNAL = "journal"
    BOOK = "book"
    WEBSITE = "website"


class Topic(Term):
    """What a source's own claim is about."""

    PREVALENCE = "prevalence"
    CAUSES = "causes"
    MECHANISM = "mechanism"
    EXERCISE = "exercise"
    OUTCOME = "outcome"
    MEDICINE = "medicine"
    SCREENING = "screening"


def directions(values: Iterable[Direction | str]) -> tuple[Direction, ...]:
    """Take several directions."""
    return each(Direction, values)


def goals(values: Iterable[Goal | str]) -> tuple[Goal, ...]:
    """Take several goals."""
    return each(Goal, values)


def muscles(values: Iterable[Muscle | str]) -> tuple[Muscle, ...]:
    """Take several muscles."""
    return each(Muscle, values)


def equipment(values: Iterable[Equipment | str]) -> tuple[Equipment, ...]:
    """Take several pieces of equipment."""
    return each(Equipment, values)


def demands(values: Iterable[Demand | str]) -> tuple[Demand, ...]:
    """Take several demands."""
    return each(Demand, values)
