"""A log of what was done, and how it compares with what was planned."""

from ._adherence import Adherence, Week
from ._compare import adherence
from ._done import Done

__all__ = ["Adherence", "Done", "Week", "adherence"]
