"""A movement check: questions, what answers find, and when to ask for help first.

Its rules are a flat table. It gives no score and no diagnosis, predicts nothing, and
clears nobody.
"""

from ._outcome import Assessment, Referral
from ._question import Answer, Question
from ._rules import Advice, Finding, PainScale, StopRule
from ._screen import Screen

__all__ = [
    "Advice",
    "Answer",
    "Assessment",
    "Finding",
    "PainScale",
    "Question",
    "Referral",
    "Screen",
    "StopRule",
]
