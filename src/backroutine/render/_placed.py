"""The pages of what is placed, and of what it is placed among."""

from ..busy import Busy
from ..placement import Placement
from . import _words as words
from ._pages import Page, bullets, name_of, page, session_table


@page.register(Placement)
def _placement(placed: Placement) -> Page:
    names = dict.fromkeys(name_of(session.routine) for session in placed.sessions)
    number = f"{len(placed.sessions)} of {words.count(placed.asked, 'session')}"
    parts = (
        session_table("", placed.sessions, named=len(names) > 1),
        bullets("Why it is like this", map(str, placed.because)),
    )
    return Page(", ".join(names) or "A placement", (number,), parts)


@page.register(Busy)
def _busy(busy: Busy) -> Page:
    parts = (
        bullets("", map(str, busy.times)),
        bullets("Workouts", map(str, busy.workouts)),
        bullets("Drives", map(str, busy.drives)),
    )
    return Page("Busy", (words.count(len(busy.times), "time"),), parts)
