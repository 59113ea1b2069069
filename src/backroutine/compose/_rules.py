"""What the rules of a movement check say of an exercise, as reasons."""

from collections.abc import Collection, Iterator

from .._demands import middle
from ..exercise import Exercise
from ..routine import Reason
from ..screen import Assessment, Finding
from ..terms import Action, Context


def by_rule(
    verb: str, about: str, text: str, action: Action, finding: Finding | None
) -> Reason:
    """Return a reason, with the rule that asked for it where one did."""
    if finding is None:
        return Reason(verb, about, text, action)
    return Reason(
        verb=verb,
        about=about,
        text=text,
        action=action,
        rule=finding.id,
        finding=finding.text,
        sources=finding.sources,
        grade=finding.grade,
    )


def with_care(
    verb: str, exercise: Exercise, action: Action, assessment: Assessment
) -> Iterator[Reason]:
    """Walk what to take care of: the middle of a range, and what its cautions say."""
    for finding in assessment.findings:
        # Who must not go to the end of a range may go to its middle.
        moves = sorted(exercise.demands.intersection(map(middle, finding.excludes)))
        if moves:
            text = f"with care: {' and '.join(moves)} only as far as it is comfortable."
            yield by_rule(verb, exercise.id, text, action, finding)
        for caution in exercise.cautions:
            if caution.context is finding.context:
                text = f"with care: {caution.text}"
                yield by_rule(verb, exercise.id, text, action, finding)


def is_cautioned(exercise: Exercise, contexts: Collection[Context]) -> bool:
    """Tell whether one of its cautions holds in one of the contexts."""
    return any(caution.context in contexts for caution in exercise.cautions)
