"""What a calendar cannot carry, a sentence each."""

from collections.abc import Iterable, Iterator
from datetime import time

from ...errors import quoted
from ...placement import Placement
from ...schedule import Series, Session
from ...terms import Anchor
from ._request import Request
from ._words import main_source, source_ids, title

_NOON = 12


def lost(request: Request) -> Iterator[str]:
    """Walk what is lost of a plan."""
    pieces = request.pieces
    yield from _of_moments(pieces)
    yield from _of_routines(request)
    yield from _of_limits(request)
    yield from _of_times(pieces)
    if isinstance(request.plan, Placement):
        yield from _of_places(request.plan)


def _of_moments(pieces: Iterable[Series | Session]) -> Iterator[str]:
    moments = {piece.moment.at for piece in pieces}
    if not all(isinstance(at, time) for at in moments):
        yield (
            "Events of the day become clock times: when the rhythm changes, write the "
            "calendar again."
        )
    if any(_is_after_midnight(piece) for piece in pieces):
        yield "A session after midnight is shown on its date, not on the day before."


def _is_after_midnight(piece: Series | Session) -> bool:
    return piece.moment.at is Anchor.BEFORE_BED and piece.start.hour < _NOON


def _of_routines(request: Request) -> Iterator[str]:
    for routine in request.routines:
        name = quoted(title(routine))
        yield (
            f"{name}: only its name, cues and cautions are carried, and of each "
            "exercise the name, the dose and the cues."
        )
        if routine.because:
            yield f"{name}: the reasons for its changes are not carried."
        named = main_source(routine, request.sources)
        others = [id for id in source_ids(routine) if named is None or id != named.id]
        if others:
            number = "1 source is" if len(others) == 1 else f"{len(others)} sources are"
            yield f"{name}: {number} not named."


def _of_limits(request: Request) -> Iterator[str]:
    own = getattr(request.plan, "limits", None)
    if own or any(routine.limits for routine in request.routines):
        yield "How often a session may and should be done is not carried."


def _of_times(pieces: Iterable[Series | Session]) -> Iterator[str]:
    if any(piece.start.microsecond for piece in pieces):
        yield "Fractions of a second are cut off."
    if any(isinstance(piece, Series) and piece.last is None for piece in pieces):
        yield "After ten years from the start, series go on without exceptions."


def _of_places(placement: Placement) -> Iterator[str]:
    if placement.missing:
        yield "How many sessions found no place is not carried."
    if placement.because:
        yield "The reasons for the places are not carried."
