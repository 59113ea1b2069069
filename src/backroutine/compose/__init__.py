"""Routines from routines, each with its reasons, and places for them in a calendar."""

from ._choose import choose
from ._combine import combine
from ._fit import fit
from ._personalize import personalize
from ._place import place
from ._progress import progress
from ._swap import swap

__all__ = ["choose", "combine", "fit", "personalize", "place", "progress", "swap"]
