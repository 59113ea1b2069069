"""Every exception and warning of the library, and the wording of each.

All errors share one root, `BackroutineError`, and each is also the built-in
exception a Python user would expect, so `except KeyError` works as well as
`except UnknownExercise`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple


class BackroutineError(Exception):
    """Stand at the root of every error that this library raises on purpose."""


class BackroutineWarning(UserWarning):
    """Stand at the root of every warning, so that one filter silences them all."""


class Fault(NamedTuple):
    """One thing that is wrong, and where.

    Attributes:
        path: The way to the value, such as `cycle[1].hold`; empty for the whole.
        problem: What was wrong and what to do about it.
        file: The file that holds it; empty where there is none.
    """

    path: str
    problem: str
    file: str = ""

    def under(self, prefix: str) -> "Fault":
        """Return the same fault seen from one level further out."""
        joint = "." if prefix and self.path and self.path[0] != "[" else ""
        return self._replace(path=f"{prefix}{joint}{self.path}")

    @property
    def top(self) -> str:
        """Return the part of the outermost value that it lies in."""
        return self.path.partition(".")[0].partition("[")[0]

    def __str__(self) -> str:
        """Say where and what in one line."""
        return f"{_clean(self.path)}: {self.problem}" if self.path else self.problem


class InvalidValue(BackroutineError, ValueError):
    """A value's parts do not make sense; every fault is listed.

    Attributes:
        noun: The name of the class that refused; empty for a bare value.
        faults: All that was wrong.
    """

    def __init__(self, noun: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(noun, faults)
        self.noun: str = noun
        self.faults: tuple[Fault, ...] = faults

    def __str__(self) -> str:
        """List the faults, one a line where there are several."""
        return _report(self.noun, self.faults)


class Problem(InvalidValue):
    """Carry faults from a converter or validator to the class that reports them."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("", faults)
        self.args = faults

    @classmethod
    def expected(cls, what: str, got: object) -> "Problem":
        """Say what was expected and what came instead."""
        return cls(Fault("", f"expected {what}, got {shown(got)}"))

    @classmethod
    def saying(cls, text: str) -> "Problem":
        """Say it in one sentence."""
        return cls(Fault("", text))


class ContentError(BackroutineError, ValueError):
    """JSON content is broken; every fault of every file is listed.

    Attributes:
        faults: All that was wrong, each with its file and path.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults: tuple[Fault, ...] = faults

    def __str__(self) -> str:
        """List the faults under the file they are in."""
        files = dict.fromkeys(fault.file for fault in self.faults)
        return "\n".join(
            _report(file or "content", [f for f in self.faults if f.file == file])
            for file in files
        )


class Unknown(BackroutineError, KeyError):
    """A name is not in the catalog.

    Attributes:
        name: What was asked for.
        suggestions: Names that are there and look alike, best first.
    """

    kind: str = "entry"
    where: str = "in the catalog"

    def __init__(self, name: object, known: Iterable[str] = ()) -> None:
        self.name: object = name
        self.suggestions: tuple[str, ...] = alike(name, known)
        super().__init__(name, self.suggestions)

    def __str__(self) -> str:
        """Name what is missing and what may have been meant."""
        hint = did_you_mean(self.suggestions)
        return f"no {self.kind} {quoted(self.name)} {self.where}{hint}"


class UnknownExercise(Unknown):
    """No exercise has this id."""

    kind: str = "exercise"


class UnknownRoutine(Unknown):
    """No routine has this id."""

    kind: str = "routine"


class UnknownSource(Unknown):
    """No source has this id."""

    kind: str = "source"


class UnknownScreen(Unknown):
    """No screen has this id."""

    kind: str = "screen"


class UnknownPack(Unknown):
    """No installed package offers a pack of this name."""

    kind: str = "pack"
    where: str = "among the installed ones"


class CannotFit(BackroutineError, ValueError):
    """Nothing fits into the time given."""


class NothingSuits(BackroutineError, ValueError):
    """No exercise is left, or none is there, that suits what was asked."""


class ReferralNeeded(BackroutineError, ValueError):
    """Somebody should be seen first, so no routine is given.

    Attributes:
        referral: How soon, why, and what to do.
    """

    def __init__(self, referral: Any) -> None:
        super().__init__(referral)
        self.referral: Any = referral

    def __str__(self) -> str:
        """Say why and what to do."""
        return f"{self.referral.why}; no routine is given. {self.referral.advice}"


class TooOften(BackroutineError, ValueError):
    """A plan holds more sessions in a day than its routine allows."""


class Overlap(BackroutineError, ValueError):
    """Two sessions of a plan would run at the same time."""


class NaiveDatetime(BackroutineError, TypeError):
    """A datetime without a time zone was given where an instant is needed."""


class OutOfRange(BackroutineError, ValueError):
    """An offset lies before the beginning."""


class MissingExtra(BackroutineError, ImportError):
    """A library that an extra brings is not installed.

    Attributes:
        job: What needs it.
        extra: The name of the extra.
        libraries: The libraries that it brings.
    """

    def __init__(self, job: str, extra: str, *libraries: str) -> None:
        super().__init__(job, extra, *libraries)
        self.job: str = job
        self.extra: str = extra
        self.libraries: tuple[str, ...] = libraries

    def __str__(self) -> str:
        """Say what to install."""
        libraries = " ".join(self.libraries)
        return f'{self.job} needs the extra "{self.extra}": pip install {libraries}'


class TooSeldom(BackroutineWarning):
    """A plan holds fewer sessions in a week than its routine asks for."""


class BrokenPack(BackroutineWarning):
    """An installed pack could not be read and was left out."""


def alike(name: object, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that look like this one, best first."""
    if not isinstance(name, str):
        return ()
    from difflib import get_close_matches

    return tuple(get_close_matches(name[:100].casefold(), list(known), n=3, cutoff=0.6))


def did_you_mean(suggestions: Iterable[str]) -> str:
    """Turn suggestions into the end of a sentence; nothing where there are none."""
    listed = " or ".join(repr(name) for name in suggestions)
    return f"; did you mean {listed}?" if listed else ""


def quoted(value: object, most: int = 60) -> str:
    """Show a stranger's value in a message: on one line, cut when long."""
    try:
        text = repr(value[: most + 1] if isinstance(value, str) else value)
        text = " ".join(text.split())
    except Exception:  # noqa: BLE001 - a broken __repr__ must not hide the real fault
        text = f"<{type(value).__name__}>"
    return text if len(text) <= most else f"{text[: most - 3]}..."


def shown(value: object) -> str:
    """Show a value the way JSON would: text in double quotes."""
    text = quoted(value)
    if isinstance(value, str) and '"' not in text:
        return f'"{text[1:].removesuffix(chr(39))}"'
    return text


def _clean(text: str) -> str:
    """Return a stranger's text without what would play tricks on a terminal."""
    return text if text.isprintable() else repr(text)[1:-1]


def _report(head: str, faults: Any) -> str:
    head = _clean(head)
    if len(faults) == 1:
        return f"{head}: {faults[0]}" if head else str(faults[0])
    lines = "".join(f"\n  {fault}" for fault in faults)
    return f"{head}: {len(faults)} problems{lines}"
