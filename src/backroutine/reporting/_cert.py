"""The verb: ask a plan all that the template asks."""

from collections.abc import Callable, Iterable

from ..catalog import Catalog
from ..errors import InvalidValue
from ..log import Done
from ..routine import Routine
from ..schedule import Schedule
from ..screen import Assessment
from . import _course as course
from . import _dose as dose
from . import _means as means
from ._known import Known, Told
from ._report import QUESTIONS, Cert, CertItem, status_of


def cert(
    plan: Schedule | Routine,
    *,
    catalog: Catalog | None = None,
    log: Iterable[Done] | None = None,
    assessment: Assessment | None = None,
) -> Cert:
    """Answer the items of the template for a plan, each as far as the data says it.

    Args:
        plan: A schedule, or a routine by itself, which says less.
        catalog: Where the sources of the plan are looked up; unless given, the bundled
            content.
        log: What was done, in any order. It counts up to its last entry, against the
            schedule or, for a routine, against its limits.
        assessment: What a screen found of the person whose plan it is.

    Raises:
        InvalidValue: An argument makes no sense; every fault is named.

    Examples:
        >>> import backroutine as br
        >>> report = br.cert(br.routines["lower-back-five"])
        >>> print(report.item("1"))
        1 What equipment is needed? nothing besides a floor
        >>> report.item("6").status.value, report.item("6").value
        ('unknown', '')
    """
    try:
        known = Known(plan, catalog, log, assessment)
    except InvalidValue as error:
        raise InvalidValue("cert", error.faults) from None
    items = [_item(number, answer(known)) for number, answer in _ANSWERS.items()]
    return Cert(", ".join(map(_name, known.routines)), items)


def _item(number: str, told: Told) -> CertItem:
    status = status_of(told.value, told.missing)
    basis = dict.fromkeys(told.basis) if told.value else ()
    return CertItem(number, QUESTIONS[number], status, told.value, basis, told.missing)


def _name(routine: Routine) -> str:
    return routine.name or routine.id or "A routine"


_ANSWERS: dict[str, Callable[[Known], Told]] = {
    "1": means.equipment,
    "2": means.qualification,
    "3": means.grouping,
    "4": means.delivery,
    "5": course.adherence,
    "6": means.motivation,
    "7a": course.rule,
    "7b": course.progress,
    "8": means.exercises,
    "9": dose.at_home,
    "10": means.besides,
    "11": course.harm,
    "12": dose.place,
    "13": dose.amount,
    "14a": course.tailored,
    "14b": course.tailoring,
    "15": course.start,
    "16a": course.check,
    "16b": course.outcome,
}
