"""What the player's script is given: the timeline as JSON."""

import json
from datetime import timedelta
from typing import Any

from ...routine import Item
from ...timeline import Cue
from ...units import Reps
from .._markup import Markup, tag
from .._swing import BEAT
from .._words import item_name
from ._care import own_cautions
from ._figure import Figure
from ._played import Played

_MILLISECOND = timedelta(milliseconds=1)
# No text can end the element that holds the JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def data(played: Played, figure: Figure) -> Markup:
    """Return an element that holds what the script plays; times in milliseconds."""
    both = zip(played.timeline, figure.cues, strict=True)
    cues = [_cue(cue) | shown for cue, shown in both]
    items = [
        _item(item, played.reps, own_cautions(played.routine, item))
        for item in played.routine
    ]
    text = _json(
        {"items": items, "cues": cues, "beat": _milliseconds(BEAT), **figure.data}
    )
    return tag("script", Markup(text), type="application/json", id="routine")


def _cue(cue: Cue) -> dict[str, Any]:
    told = {
        "start": _milliseconds(cue.start),
        "length": _milliseconds(cue.length),
        "kind": cue.kind,
        "text": cue.text,
        "item": cue.item,
        "rep": cue.rep,
        "side": cue.side,
    }
    return {name: value for name, value in told.items() if value is not None}


def _item(item: Item, reps: Reps, care: list[str]) -> dict[str, Any]:
    return {"name": item_name(item), "reps": item.played(reps), "care": care}


def _milliseconds(time: timedelta) -> float:
    whole, rest = divmod(time, _MILLISECOND)
    return time / _MILLISECOND if rest else whole


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).translate(_ESCAPES)
