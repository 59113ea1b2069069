"""Routines from routines: put together, cut to a time, each with its reasons."""

from ._combine import combine
from ._fit import fit

__all__ = ["combine", "fit"]
