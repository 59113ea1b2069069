"""BR110: words that promise what nobody can."""

import re
from collections.abc import Iterator

from ._remark import Code, Remark, remark
from ._walk import Entry, texts

# What is said, and what is wrong with it. A wound that has healed, a disease that was
# diagnosed, and what may help to prevent pain are left alone.
_CLAIMS = {
    r"cur(?:e|es|ed|ing)": "no exercise cures",
    r"heal|heals|healing": "no exercise heals",
    r"guarantee\w*": "nothing is guaranteed",
    r"diagnose|diagnoses|diagnosing|diagnosis": "that is for a professional",
    r"predict|predicts|predicting|prediction": "nothing is predicted",
    r"prevents|will prevent": "it may help to prevent",
    r"relieves|will (?:relieve|ease|fix|stop|end)": "it may ease",
    r"safe for (?:everyone|everybody|anyone|all)": "nothing is safe for everyone",
    r"(?:completely|perfectly|totally|always) safe|risk-free": "all has some risk",
    r"clears you|you are clear(?:ed)? (?:to|for)": "a check clears nobody",
    r"FMS|functional movement screen\w*": "that is somebody else's test",
    r"instead of (?:your )?(?:medicines?|medication|painkillers|tablets)"
    r"|stop taking": "medicine is for the doctor",
}
_CLAIM = re.compile("|".join(rf"(\b(?:{words})\b)" for words in _CLAIMS), re.IGNORECASE)
_WHYS = list(_CLAIMS.values())
_SENTENCE = r"(?<=[.!?;])\s"
# "It diagnoses nothing" claims nothing.
_DENIED = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|neither|nor|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)


def claims(entry: Entry) -> Iterator[Remark]:
    """Find promises in the texts, as far as their sentence does not deny them."""
    for path, text in texts(entry):
        for sentence in re.split(_SENTENCE, text):
            for found in _CLAIM.finditer("" if _DENIED.search(sentence) else sentence):
                why = _WHYS[(found.lastindex or 1) - 1]
                yield remark(Code.BR110, entry, path, f"says {found[0]!r}: {why}")
