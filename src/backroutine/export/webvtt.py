"""A timeline as WebVTT: captions for screen readers and text-to-speech programs.

A file holds what to say and when to say it, and nothing of how it looks. The number
of a caption is the place of its cue in the timeline, counted from 1.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from html import escape
from os import PathLike
from typing import NamedTuple

from .._files import write
from ..errors import Fault, InvalidValue, quoted, shown
from ..timeline import Timeline

__all__ = ["dump", "dumps", "losses"]

_TICK = timedelta(milliseconds=1)
_LAST = timedelta(seconds=1)


def dumps(timeline: Timeline) -> str:
    """Return captions for a timeline: a numbered one for each cue.

    Times are in milliseconds from the beginning of the routine. The same timeline
    always gives the same text.

    Args:
        timeline: The timeline, such as `Timeline.of(routine)`.

    Raises:
        InvalidValue: It is no timeline.

    Examples:
        >>> import backroutine as br
        >>> line = br.Timeline.of(br.routines["lower-back-five"])
        >>> for row in br.export.webvtt.dumps(line).splitlines()[2:5]:
        ...     print(row)
        1
        00:00:00.000 --> 00:00:01.667
        Pelvic tilt
    """
    blocks = (one.block for one in _captions(timeline) if not one.obstacle)
    return "WEBVTT\n\n" + "\n".join(blocks)


def dump(timeline: Timeline, path: str | PathLike[str]) -> None:
    """Write captions for a timeline to a file, as UTF-8.

    A file that is there already is replaced once all is written, and stays as it is
    when something goes wrong.

    Args:
        timeline: The timeline, such as `Timeline.of(routine)`.
        path: Where to, such as `morning.vtt`.

    Raises:
        InvalidValue: It is no timeline, or no path.
        OSError: The system refuses to write there.
    """
    write(dumps(timeline), path)


def losses(timeline: Timeline) -> tuple[str, ...]:
    """Return what captions cannot carry of a timeline, a sentence each.

    Args:
        timeline: The timeline, such as `Timeline.of(routine)`.

    Raises:
        InvalidValue: It is no timeline.

    Examples:
        >>> import backroutine as br
        >>> print(br.export.webvtt.losses(br.Timeline.of(br.Routine(name="Rest")))[-1])
        Cue 1, 'Done', lasts no time and is shown for one second.
    """
    captions = tuple(_captions(timeline))
    return (*_parts_lost(timeline), *_times_lost(captions))


class _Caption(NamedTuple):
    number: int
    start: timedelta
    end: timedelta
    text: str

    @property
    def obstacle(self) -> str:
        """Say what keeps it out of the file; nothing where it goes in."""
        if not self.text.strip():
            return f"Cue {self.number} has no words and is left out."
        if _milliseconds(self.start) == _milliseconds(self.end):
            return f"{self} lasts no millisecond and is left out."
        return ""

    @property
    def block(self) -> str:
        """Write it as lines; without `>`, no text can look like a time."""
        times = f"{_clock(self.start)} --> {_clock(self.end)}"
        return f"{self.number}\n{times}\n{escape(self.text, quote=False)}\n"

    def __str__(self) -> str:
        """Name it in a sentence."""
        return f"Cue {self.number}, {quoted(self.text)},"


def _captions(timeline: Timeline) -> Iterator[_Caption]:
    """Walk the cues as captions; the last one lasts long enough to be heard."""
    if not isinstance(timeline, Timeline):
        text = f"expected a Timeline, got {shown(timeline)}; give Timeline.of(routine)"
        raise InvalidValue("webvtt", (Fault("", text),))
    ends = (*(cue.end for cue in timeline[:-1]), timeline.duration + _LAST)
    for number, (cue, end) in enumerate(zip(timeline, ends, strict=True), 1):
        yield _Caption(number, cue.start, end, cue.text)


def _milliseconds(time: timedelta) -> int:
    return (time + _TICK / 2) // _TICK


def _clock(time: timedelta) -> str:
    """Write a time as hours, minutes, seconds and milliseconds."""
    seconds, milliseconds = divmod(_milliseconds(time), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{milliseconds:03d}"


def _parts_lost(timeline: Timeline) -> Iterator[str]:
    if timeline.name:
        yield "The name of the routine is not carried."
    yield "What a cue is for, such as a hold or a rest, is not carried."
    if any(cue.exercise for cue in timeline):
        yield "The ids of the exercises are not carried."
    if any(cue.rep for cue in timeline):
        yield "The numbers of the repetitions are not carried."
    if any(cue.side for cue in timeline):
        yield "The side that moves is carried only where the words name it."


def _times_lost(captions: Sequence[_Caption]) -> Iterator[str]:
    yield from filter(None, (one.obstacle for one in captions))
    carried = [one for one in captions if not one.obstacle]
    if any(one.start % _TICK or one.end % _TICK for one in carried):
        yield "Times are rounded to milliseconds."
    if not captions[-1].obstacle:
        yield f"{captions[-1]} lasts no time and is shown for one second."
