"""How it begins, how it goes on, and what came of it."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from ..routine import Reason
from ..source import Basis
from ..terms import Action, Topic, Weekday
from ._known import Known, Told, behind, findings, grounds

_PROGRESS, _PERSONALIZE = "progress", "personalize"
_LOG = "a log of the sessions done"


# -- how it goes on --------------------------------------------------------------------


def rule(known: Known) -> Told:
    """Report the rule that `progress` followed, or which exercise is harder."""
    reasons = known.reasons(_PROGRESS)
    general = [one for one in reasons if not one.about] or reasons
    if general:
        value = " ".join(f"{one.rule} {one.text}".strip() for one in general)
        return Told(value, behind(general))
    steps = [*_steps(known)]
    if not steps:
        return Told(missing="the rule by which exercises or their doses grow")
    order = ", ".join(f"{easier} before {harder}" for easier, harder in steps)
    value = f"by easier and harder exercises: {order}"
    return Told(value, _of_steps(known), "when to go on to the next")


def progress(known: Known) -> Told:
    """Report what `progress` changed, or that a session itself gets harder."""
    reasons = known.reasons(_PROGRESS)
    particular = [one for one in reasons if one.about] or reasons
    if particular:
        return Told(_texts(particular), behind(particular))
    within = [step for step in _steps(known) if _in_order(known, step)]
    if not within:
        return Told(missing="how exercises or their doses grow")
    ids = dict.fromkeys(chain(*within))
    value = f"within a session, by the order {', '.join(ids)}"
    return Told(value, _of_steps(known), "how it grows from week to week")


def _steps(known: Known) -> Iterator[tuple[str, str]]:
    """Walk the pairs of an easier and a harder exercise that the exercises name."""
    up = ((one.id, other) for one in known.exercises for other in one.harder)
    down = ((other, one.id) for one in known.exercises for other in one.easier)
    return iter(dict.fromkeys(chain(up, down)))


def _of_steps(known: Known) -> Iterator[Basis]:
    for exercise in known.exercises:
        yield from grounds(exercise, "easier", "harder")


def _in_order(known: Known, step: tuple[str, str]) -> bool:
    """Tell whether some routine goes from the easier to the harder one."""
    orders = ([item.exercise.id for item in routine] for routine in known.routines)
    return any(step in combinations(order, 2) for order in orders)


def _texts(reasons: Iterable[Reason]) -> str:
    return " ".join(f"{one.about} {one.text}".strip() for one in reasons)


# -- how it begins ---------------------------------------------------------------------


def tailored(known: Known) -> Told:
    """Say whether it was made for a person, or that its sources tell of a screening."""
    if _is_tailored(known):
        referred = known.assessment is not None and known.assessment.referral
        how = "not yet" if referred else "tailored"
        return Told(f"{how}: {_by_whom(known)}", _of_tailoring(known))
    claims = [basis for _, basis in known.claims(Topic.SCREENING)]
    if not claims:
        return Told(missing="an assessment, where it was tailored")
    sources = ", ".join(dict.fromkeys(basis.source for basis in claims))
    value = f"nothing here was tailored; its source {sources} tells of a screening"
    return Told(value, claims, "whether the plan was made for a person")


def tailoring(known: Known) -> Told:
    """Report what was found and changed, or what the sources say of tailoring."""
    if _is_tailored(known):
        parts = " ".join(filter(None, (_found(known), _changed(known))))
        return Told(parts or "No answer asked for a change.", _of_tailoring(known))
    claims = [*known.claims(Topic.SCREENING)]
    if not claims:
        return Told(missing="an assessment, and what followed from it")
    value = " ".join(claim.text for claim, _ in claims)
    bases = (basis for _, basis in claims)
    return Told(value, bases, "the rules by which it was tailored")


def start(known: Known) -> Told:
    """Say what chose the exercises, and which rule their first dose follows."""
    doses = [one for one in known.reasons(_PROGRESS) if one.about and one.rule]
    rules = ", ".join(dict.fromkeys(one.rule for one in doses))
    chosen = _by_whom(known) if _is_tailored(known) else ""
    value = "; ".join(filter(None, (chosen, rules and f"the dose follows {rules}")))
    missing = (
        "" if chosen else "what chooses the first exercises",
        "" if rules else "what sets the first dose",
    )
    bases = chain(_of_tailoring(known), behind(doses))
    return Told(value, bases, " and ".join(filter(None, missing)))


def _is_tailored(known: Known) -> bool:
    return known.assessment is not None or bool(known.reasons(_PERSONALIZE))


def _by_whom(known: Known) -> str:
    if known.assessment is None:
        return "the exercises follow from the answers to a screen"
    screen = known.assessment.screen
    if known.assessment.referral is not None:
        return f"the screen {screen} asks for a professional's look first"
    return f"the exercises follow from the answers to the screen {screen}"


def _found(known: Known) -> str:
    if known.assessment is None:
        return ""
    referral = known.assessment.referral
    found = "; ".join(one.text for one in known.assessment.findings)
    before = f"Before any exercise: {referral.why}." if referral else ""
    said = f"The answers say: {found}." if found else ""
    return " ".join(filter(None, (before, said)))


def _changed(known: Known) -> str:
    reasons = known.reasons(_PERSONALIZE)
    return _texts(one for one in reasons if one.action is not Action.KEPT)


def _of_tailoring(known: Known) -> Iterator[Basis]:
    if known.assessment is not None:
        yield from findings(known.assessment.findings)
    yield from behind(known.reasons(_PERSONALIZE))


# -- what came of it -------------------------------------------------------------------


def adherence(known: Known) -> Told:
    """Say that a log measures it, and what that log comes to."""
    if known.log is None:
        return Told(missing=_LOG)
    counts = _counts(known)
    if not counts:
        return Told(f"by {_LOG}", missing=_lacking(known))
    return Told(f"by {_LOG}: {counts}")


def check(known: Known) -> Told:
    """Say that a log is compared with what is due."""
    if known.log is None:
        return Told(missing=_LOG)
    if known.due is None:
        return Told(f"by {_LOG}", missing=_lacking(known))
    return Told(f"each session that is due is looked for in {_LOG}")


def outcome(known: Known) -> Told:
    """Count what was done of what was due."""
    if known.log is None:
        return Told(missing=_LOG)
    counts = _counts(known)
    return Told(counts, missing="" if counts else _lacking(known))


def harm(known: Known) -> Told:
    """Report the pains of a log, which is all that it holds of harms."""
    pains = [one.pain for one in known.log or () if one.pain]
    if not pains:
        return Told(missing="what harm was noted; of that, a log holds only pain")
    times = "once" if len(pains) == 1 else f"{len(pains)} times"
    value = f"pain was noted {times}, at worst {max(pains)} of 10"
    return Told(value, missing="harm other than pain")


def _counts(known: Known) -> str:
    total = known.adherence
    if total is None:
        return ""
    last = f"{Weekday.of(known.last).capitalize()} {known.last:%Y-%m-%d}"
    done = f"{total.done} of {total.planned} sessions done, {total.missed} missed"
    return f"{done}, {total.extra} extra, up to {last}"


def _lacking(known: Known) -> str:
    if known.due is None:
        return "how many sessions are due"
    return "entries from the first session on"
