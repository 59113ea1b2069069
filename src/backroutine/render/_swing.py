"""Movements so long that they go to and fro, as in walking."""

from datetime import timedelta

BEAT = timedelta(seconds=1)  # of going there, and as long of coming back
_LONG = timedelta(minutes=1)


def swings(move: timedelta) -> bool:
    """Tell whether a movement of that length goes to and fro."""
    return move > _LONG
