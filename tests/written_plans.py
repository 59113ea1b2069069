"""Plans as calendar files, and where a reader finds something else than the plan."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from functools import cache
from re import sub

from attrs import evolve

from backroutine.exercise import Caution
from backroutine.export import ical
from backroutine.routine import Limits
from tests.by_hand import LONG, SHORT
from tests.examples import MORNING, plan
from tests.generated_plans import PLANS
from tests.readers import Answer, Asked, Reader, words_of


@cache
def written(name: str) -> Asked:
    """A plan's file, and the stretch of time to read."""
    planned = PLANS[name]
    return Asked(ical.dumps(planned.plan), planned.begin, planned.end)


def disagreements(read: Reader, names: Iterable[str] = PLANS) -> dict[str, str]:
    """What of each plan a reader misses, and what it sees beside it."""
    names = list(names)
    answers = zip(names, read([written(name) for name in names]), strict=True)
    told = {name: _disagreement(name, answer) for name, answer in answers}
    return {name: text for name, text in told.items() if text}


def _disagreement(name: str, answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    planned = PLANS[name].sessions
    seen = [(one.start, one.end) for one in answer]
    if seen == planned:
        return ""
    missed, added = set(planned).difference(seen), set(seen).difference(planned)
    return f"misses {_few(missed)}; adds {_few(added)}; sees {len(seen)} in all"


def _few(sessions: Iterable[tuple[object, object]]) -> str:
    texts = [f"{start} to {end}" for start, end in sorted(sessions)]
    return ", ".join([*texts[:3], *["..."] * (len(texts) > 3)]) or "nothing"


# -- words -----------------------------------------------------------------------------


MUCH = " ".join(LONG.split("\n"))


def wordy() -> Asked:
    """A file that has much to say, and says it in unusual characters."""
    cautions = [Caution("anyone", MUCH), Caution("bending-hurts", f"{SHORT} No more.")]
    routine = evolve(MORNING, name=SHORT, cautions=cautions)
    session = plan(routine=routine, moments=["06:45"], count=1, limits=Limits())
    begin = datetime.combine(session.start, time(), UTC)
    return Asked(ical.dumps(session), begin, begin + timedelta(days=2))


def said() -> tuple[str, str]:
    """What that file says, by the rules of the format alone."""
    lines = wordy().text.replace("\r\n ", "").split("\r\n")
    found = dict(line.split(":", 1) for line in lines if line[:3] in ("SUM", "DES"))
    return _plain(found["SUMMARY"]), _plain(found["DESCRIPTION"])


def _plain(text: str) -> str:
    return sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], text)


def heard(read: Reader) -> tuple[str, str]:
    """What a reader makes of it."""
    (answer,) = read([wordy()])
    return words_of(answer)
