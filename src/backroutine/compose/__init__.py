"""Routines from routines, each with its reasons, and places for them in a calendar."""

from ._combine import combine
from ._fit import fit
from ._place import place

__all__ = ["combine", "fit", "place"]
