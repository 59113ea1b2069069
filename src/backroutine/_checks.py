"""What every noun is made with: sealed classes, shared converters and checks.

A converter or a validator says what is wrong by raising `errors.Problem`;
`closed` gathers the problems of all fields into one `errors.InvalidValue`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import wraps
from inspect import signature
from typing import Any, NoReturn, TypeVar, cast

import attrs

from .errors import Fault, InvalidValue, NaiveDatetime, Problem, alike, did_you_mean

T = TypeVar("T")
C = TypeVar("C", bound=type)
Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]

_DURATION = (
    r"P(?=[\dT])(?:(\d{1,9})D)?"
    r"(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,6}))?S)?)?"
)
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_DATE = r"\d{4}-\d\d-\d\d"
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
_SPOKEN = 6
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)  # what zones did and will do
_LONGEST = 80
_HUGE = 10**9


# -- the class -----------------------------------------------------------------


def closed(cls: C) -> C:
    """Seal an attrs class, and let it report all the faults of its parts at once."""
    closing: Any = cls
    create = closing.__init__

    def binds(*args: Any, **kwargs: Any) -> bool:
        """Tell whether these are the right arguments; if not, Python says it well."""
        with suppress(TypeError):
            return bool(signature(create).bind(None, *args, **kwargs))
        return False

    @wraps(create)
    def init(self: object, *args: Any, **kwargs: Any) -> None:
        args = tuple([_settled(value) for value in args])
        kwargs = {name: _settled(value) for name, value in kwargs.items()}
        try:
            create(self, *args, **kwargs)
        except InvalidValue as first:
            faults = _all_faults(cls, args, kwargs) or first.faults
            raise InvalidValue(cls.__name__, faults) from None
        except (AttributeError, TypeError):
            faults = _all_faults(cls, args, kwargs) if binds(*args, **kwargs) else ()
            if not faults:
                raise
            raise InvalidValue(cls.__name__, faults) from None

    closing.__init__ = init
    closing.__repr__ = _constructor_call
    closing.__rich_repr__ = _constructor_parts
    closing.__init_subclass__ = _no_subclasses
    return cls


def _settled(value: Any) -> Any:
    """Keep what can be walked only once, since a fault makes us walk it again."""
    return tuple(value) if hasattr(value, "__next__") else value


def _no_subclasses(*_: object, **__: object) -> NoReturn:
    text = "backroutine's classes are closed: hold one in a field instead"
    raise TypeError(text)


def _constructor_call(self: Any) -> str:
    parts = [
        f"{field.alias}={(field.repr if callable(field.repr) else notation)(value)}"
        for field, value in _given(self)
    ]
    return f"{type(self).__name__}({', '.join(parts)})"


def _constructor_parts(self: Any) -> Iterator[tuple[str | None, object]]:
    """Walk the parts of the constructor call, for rich to lay them out."""
    for field, value in _given(self):
        yield field.alias, _taken_back(value)


def _given(self: Any) -> Iterator[tuple["attrs.Attribute[Any]", object]]:
    """Walk the parts that are not what they would be unless given."""
    for field in attrs.fields(type(self)):
        if field.repr:
            value = getattr(self, field.name)
            if value != default_of(field, self):
                yield field, value


def default_of(field: "attrs.Attribute[Any]", inst: object) -> Any:
    """Return what a field of a value is unless it is given."""
    default: Any = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        return default.factory(inst) if default.takes_self else default.factory()
    return default


def notation(value: object) -> str:
    """Write a value as the shortest text that its constructor takes back."""
    if isinstance(value, tuple):
        inner = ", ".join(map(notation, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(_plain(value))


def _taken_back(value: object) -> object:
    """Return the plainest value that a constructor takes back."""
    if isinstance(value, tuple):
        return tuple(map(_taken_back, value))
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case timedelta():
            return iso_duration(value)
        case time():
            return iso_clock(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    return value


def _all_faults(
    cls: type, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Fault, ...]:
    names = (field.alias for field in attrs.fields(cls) if field.init)
    return faults_of(cls, dict(zip(names, args, strict=False)) | kwargs)


def faults_of(cls: type, given: dict[str, Any]) -> tuple[Fault, ...]:
    """Run every converter and validator alone, and gather what each one says.

    Parts that are not given and have no default are passed over.
    """
    fields = [field for field in attrs.fields(cls) if field.init]
    half_built: object = object.__new__(cls)
    faults: list[Fault] = []
    for field in fields:
        value = given.get(str(field.alias), attrs.NOTHING)
        if value is attrs.NOTHING:
            with suppress(AttributeError):  # it looks at a part that has a fault
                value = default_of(field, half_built)
        if value is not attrs.NOTHING:
            faults += _converted(half_built, field, value)
    for field in fields:
        if hasattr(half_built, field.name) and field.validator is not None:
            faults += _validated(half_built, field)
    return tuple(faults)


def _converted(
    inst: object, field: "attrs.Attribute[Any]", value: Any
) -> Iterable[Fault]:
    try:
        convert: Any = field.converter
        done = convert(value) if convert else value
    except InvalidValue as problem:
        return [fault.under(field.alias or field.name) for fault in problem.faults]
    object.__setattr__(inst, field.name, done)
    return []


def _validated(inst: object, field: "attrs.Attribute[Any]") -> Iterable[Fault]:
    validator = cast("Validator", field.validator)
    try:
        validator(inst, field, getattr(inst, field.name))
    except InvalidValue as problem:
        return problem.faults
    except (AttributeError, TypeError):
        return []  # it looks at another part, which has a fault of its own
    return []


# -- converters: from what people write to what we keep ---------------------------


def duration(value: timedelta | str) -> timedelta:
    """Take a timedelta, or ISO 8601 text such as `PT1S` or `P14D`."""
    if isinstance(value, timedelta):
        return timedelta(value.days, value.seconds, value.microseconds)
    found = re.fullmatch(_DURATION, value, re.ASCII) if isinstance(value, str) else None
    if found is None:
        raise Problem.expected('a duration such as "PT1S"', value)
    days, hours, minutes, seconds, fraction = found.groups(default="0")
    try:
        return timedelta(
            days=int(days),
            hours=int(hours),
            minutes=int(minutes),
            seconds=int(seconds),
            microseconds=int(fraction.ljust(6, "0")),
        )
    except OverflowError:
        raise Problem.expected("a duration of fewer days", value) from None


def iso_duration(value: timedelta) -> str:
    """Write a duration as ISO 8601 text: days, then hours, minutes, seconds."""
    if value < timedelta():
        return f"-{iso_duration(-value)}"
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06d}".rstrip("0") if value.microseconds else ""
    clock = "".join(
        f"{amount}{unit}" for amount, unit in ((hours, "H"), (minutes, "M")) if amount
    )
    if seconds or fraction:
        clock += f"{seconds}{fraction}S"
    day = f"{value.days}D" if value.days else ""
    if not day and not clock:
        return "PT0S"
    return f"P{day}{'T' if clock else ''}{clock}"


def day(value: date | str) -> date:
    """Take a date, or ISO 8601 text such as `2026-12-01`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and re.fullmatch(_DATE, value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Problem.expected('a date such as "2026-12-01"', value)


def near_day(value: date | str) -> date:
    """Take a day of which it can be told what zones did or will do."""
    found = day(value)
    if not FIRST_DAY <= found <= LAST_DAY:
        text = f"expected a day from {FIRST_DAY} to {LAST_DAY}, got {found}"
        raise Problem.saying(text)
    return found


def _aware(value: datetime) -> None:
    if not isinstance(value, datetime):
        raise Problem.expected("a datetime with a time zone", value)
    if value.utcoffset() is None:
        text = f"{value:%Y-%m-%d %H:%M} has no time zone; give an aware datetime"
        raise NaiveDatetime(text)


def instant(value: datetime) -> datetime:
    """Take an aware datetime as an instant, in UTC.

    Raises:
        NaiveDatetime: It has no time zone.
    """
    _aware(value)
    try:
        return value.astimezone(UTC)
    except OverflowError:  # a few hours from the ends of the calendar
        return value.replace(tzinfo=UTC)


def real(value: datetime) -> datetime:
    """Take a datetime in a zone with a name or an offset; one skipped moves on.

    Raises:
        NaiveDatetime: It has no time zone.
    """
    _aware(value)
    if not isinstance(value.tzinfo, timezone) and not hasattr(value.tzinfo, "key"):
        what = "a datetime with a named zone or an offset"
        raise Problem.expected(what, value)
    try:
        return value.astimezone(UTC).astimezone(value.tzinfo)
    except OverflowError:
        raise Problem.expected("a datetime within the calendar", value) from None


def as_instant(value: datetime) -> datetime:
    """Tell the first and the second of a wall time that occurs twice apart."""
    return value.astimezone(UTC)


def clock(value: time | str) -> time:
    """Take a wall time of whole minutes without a zone, or text such as `06:45`."""
    if isinstance(value, time) and repr(value) == repr(time(value.hour, value.minute)):
        return time(value.hour, value.minute)
    if isinstance(value, str) and re.fullmatch(_CLOCK, value, re.ASCII):
        return time.fromisoformat(value)
    raise Problem.expected('a wall time such as "06:45"', value)


def iso_clock(value: time) -> str:
    """Write a wall time, such as `06:45`."""
    return value.isoformat("minutes")


def line(value: str) -> str:
    """Take one line of text that a person can read."""
    if not isinstance(value, str):
        raise Problem.expected("text", value)
    if not value.isprintable() and re.search(_CONTROL, value):
        raise Problem.expected("text without control characters", value)
    return value if type(value) is str else str.__str__(value)


def one_line(value: str) -> str:
    """Take a stranger's text as one line: control characters become spaces."""
    if not isinstance(value, str):
        raise Problem.expected("text", value)
    return " ".join(re.sub(_CONTROL, " ", value).split())


def real_number(value: float) -> float:
    """Take a number that is neither endless nor none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Problem.expected("a number", value)
    if not -_HUGE < value < _HUGE:
        raise Problem.expected("a number of ordinary size", value)
    return float(value)


def lines(value: Iterable[str]) -> tuple[str, ...]:
    """Take several lines of text."""
    return each(line, value)


def each(convert: Callable[[Any], T], values: Iterable[Any]) -> tuple[T, ...]:
    """Convert every value, and report all that would not."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise Problem.expected("a list", values)
    if isinstance(values, tuple):
        try:
            return tuple([convert(one) for one in values])
        except InvalidValue:
            pass  # once more below, for the place of each fault
    done: list[T] = []
    faults: list[Fault] = []
    for index, value in enumerate(values):
        try:
            done.append(convert(value))
        except InvalidValue as problem:
            faults += [fault.under(f"[{index}]") for fault in problem.faults]
    if faults:
        raise Problem(*faults)
    return tuple(done)


def listed(values: Iterable[T]) -> tuple[T, ...]:
    """Take any iterable but text as a tuple."""
    if isinstance(values, tuple):
        return values
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise Problem.expected("a list", values)
    return tuple(values)


class Term(StrEnum):
    """A closed vocabulary; a member is its own text, such as `"supine"`."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        names = [member.value for member in cls]
        hint = did_you_mean(alike(value, names)) or f"; known are {', '.join(names)}"
        problem = Problem.expected(cls._noun(), value)
        raise Problem.saying(problem.faults[0].problem + hint)

    @classmethod
    def _noun(cls) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named(cls)).lower()


# -- validators: does it make sense -------------------------------------------------


def is_a(*types: type) -> Validator:
    """Refuse what is not of the type; a bool is no number."""
    name = " or ".join(map(named, types))

    def check(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
        if type(value) not in types:
            raise _at(field, Problem.expected(name, value))

    return check


def named(kind: type) -> str:
    """Write a class with its article."""
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return "None" if kind is type(None) else f"{article} {kind.__name__}"


def all_are(kind: type) -> Validator:
    """Refuse a tuple that holds anything else."""

    def check(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
        wrong = [
            Problem.expected(named(kind), one).faults[0].under(f"[{index}]")
            for index, one in enumerate(value)
            if type(one) is not kind
        ]
        if wrong:
            raise _at(field, Problem(*wrong))

    return check


def whole(least: int, most: int) -> Validator:
    """Refuse what is not a whole number from least to most."""

    def check(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
        if type(value) is not int or not least <= value <= most:
            what = f"a whole number from {least} to {most}"
            raise _at(field, Problem.expected(what, value))

    return check


def lasting(least: timedelta, most: timedelta) -> Validator:
    """Refuse a duration shorter than least or longer than most."""

    def check(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
        if value is not None and not least <= value <= most:
            limits = f"{iso_duration(least)} to {iso_duration(most)}"
            got = iso_duration(value)
            raise _at(field, Problem.expected(f"a duration from {limits}", got))

    return check


def slug(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse an id that is not lower-case words joined by hyphens."""
    words = (
        value.split("-") if isinstance(value, str) and len(value) <= _LONGEST else ""
    )
    if not words or not all(_is_plain(word) for word in words):
        what = 'an id of lower-case words joined by hyphens, such as "bird-dog"'
        raise _at(field, Problem.expected(what, value))


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalnum() and word == word.lower()


def filled(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse an empty text or tuple."""
    if not value or (isinstance(value, str) and not value.strip()):
        raise _at(field, Problem.saying("is empty; fill it"))


def speakable(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse a cue of more words than can be spoken in passing: six."""
    for cue in (value,) if isinstance(value, str) else value:
        if not 0 < len(cue.split()) <= _SPOKEN:
            raise _at(field, Problem.expected("a cue of one to six words", cue))


def distinct(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse a tuple that names one thing twice; things with ids go by id."""
    names = [getattr(one, "id", one) for one in value]
    if len(set(names)) == len(names):
        return
    twice = sorted(str(name) for name, times in Counter(names).items() if times > 1)
    raise _at(field, Problem.saying(f"{', '.join(map(repr, twice))} is there twice"))


def _at(field: "attrs.Attribute[Any]", problem: Problem) -> Problem:
    return Problem(
        *(fault.under(field.alias or field.name) for fault in problem.faults)
    )
