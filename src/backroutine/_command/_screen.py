"""A screen: answers from the terminal or a file, and a routine or a referral."""

import sys
from argparse import Namespace

import attrs

from .. import compose, render, wire
from ..catalog import Catalog
from ..errors import ContentError, InvalidValue
from ..routine import Routine
from ..screen import Assessment, Referral, Screen
from ..terms import ReferralLevel
from ._files import read
from ._interview import Interview
from ._output import (
    FAILED,
    INTERRUPTED,
    OK,
    REFERRED,
    Unheard,
    say,
    say_json,
    tell,
)

_CLOSING = (
    "This is no diagnosis, and it clears nobody: if something worries you, ask a "
    "doctor or a physical therapist, whatever you answered."
)


def screen(catalog: Catalog, args: Namespace) -> int:
    """Ask the questions of a screen and act on the answers; return the exit code."""
    routine, asked = catalog.routines[args.routine], catalog.screens[args.screen]
    if args.answers is not None:
        return _act(_read(args.answers, asked), routine, catalog, args)
    interview = Interview(asked)
    try:
        interview.hold()
    except EOFError:
        return _end("The answers end", interview, FAILED)
    except KeyboardInterrupt:
        return _end("\nStopped", interview, INTERRUPTED)
    return _act(asked.assess(interview.answers), routine, catalog, args)


def _read(file: str, asked: Screen) -> Assessment:
    """Return what the answers of a file find."""
    answers = wire.parse(read(file, wire.MOST_BYTES), file)
    try:
        return asked.assess(answers)
    except InvalidValue as error:
        faults = (fault._replace(file=file) for fault in error.faults)
        raise ContentError(tuple(faults)) from None


def _act(
    assessment: Assessment, routine: Routine, catalog: Catalog, args: Namespace
) -> int:
    """Show the routine for this person, or the referral; return the exit code."""
    if assessment.referral is not None:
        return _refer(assessment, assessment.referral, as_json=args.json)
    mine = compose.personalize(routine, assessment, catalog)
    if args.json:
        return say_json(_as_json(assessment, wire.unstructure(mine)))
    say(render.text(mine), "", _CLOSING)
    return OK


def _refer(assessment: Assessment, referral: Referral, *, as_json: bool) -> int:
    try:
        if as_json:
            return say_json(_as_json(assessment, None), REFERRED)
        say(_said(referral), "", "No routine is given.", "", _CLOSING)
        sys.stdout.flush()
    except BrokenPipeError:
        raise Unheard(REFERRED) from None
    return REFERRED


def _as_json(assessment: Assessment, routine: object) -> dict[str, object]:
    return {"assessment": wire.unstructure(assessment), "routine": routine}


def _end(what: str, interview: Interview, code: int) -> int:
    """Say that it is not done, and what a yes so far asks for; return the exit code."""
    tell(f"{what} at {interview.place}; no routine is given.")
    found = interview.screen.assess(interview.answers).referral
    if found is not None and found.questions:
        tell("", _said(attrs.evolve(found, unanswered=())))
    return code


def _said(referral: Referral) -> str:
    """Return a referral as text; who needs help now reads of nothing else."""
    if referral.level is ReferralLevel.EMERGENCY:
        referral = attrs.evolve(referral, unanswered=())
    return render.text(referral)
