"""Law 5: what goes out as JSON comes back as it was, and always as the same bytes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backroutine as br
from backroutine import wire
from backroutine.catalog import Catalog, Shelf
from backroutine.errors import ContentError, InvalidValue
from backroutine.exercise import Dose, Exercise, Step
from backroutine.moment import Moment, Rhythm, Window
from backroutine.routine import Item, Reason, Routine
from backroutine.schedule import EveryDays, Schedule, Session, Slot
from backroutine.source import Source
from backroutine.terms import Position
from backroutine.timeline import Cue, CueKind, Timeline
from backroutine.units import Estimate, Span
from tests.examples import BIRD_DOG, BRIDGE, MORNING, plan
from tests.strategies import NOUNS, by_id, exercises, routines, small_items, sources

ALL = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
MANY = settings(max_examples=max(1, settings().max_examples // 3))
SCALARS = (str, int, float, bool, type(None))


def is_plain(data: Any) -> bool:
    """Tell whether data holds nothing but what JSON has a notation for."""
    if type(data) is dict:
        return all(type(key) is str and is_plain(data[key]) for key in data)
    if type(data) is list:
        return all(map(is_plain, data))
    return type(data) in SCALARS


def in_full(value: Any) -> str:
    """Show every part of a value, those that do not count in equality, too."""
    return repr(attrs.asdict(value, recurse=True))


@ALL
@MANY
@given(data=st.data())
def test_what_is_written_reads_back_equal(noun: type, data: st.DataObject) -> None:
    value = data.draw(NOUNS[noun])
    text = wire.dumps(value)
    back: Any = wire.loads(text, noun)
    assert type(back) is noun
    assert back == value
    assert wire.dumps(back) == text
    plain = wire.unstructure(value)
    assert is_plain(plain)
    assert json.loads(text) == plain
    assert wire.structure(plain, noun) == value
    assert wire.loads(text.encode(), noun) == value
    assert wire.loads(wire.dumps(value, indent=2), noun) == value


def test_every_noun_that_other_programs_see_has_a_strategy() -> None:
    public = {getattr(br, name) for name in br.__all__}
    nouns = {one for one in public if isinstance(one, type) and attrs.has(one)}
    assert nouns <= set(NOUNS)


@MANY
@given(routines(small_items))
def test_reasons_come_back_too(routine: Routine) -> None:
    # They do not count when routines are compared, so equality cannot show it.
    assert wire.loads(wire.dumps(routine), Routine).because == routine.because


@given(NOUNS[Session])
def test_instants_keep_their_offset(session: Session) -> None:
    back = wire.loads(wire.dumps(session), Session)
    assert back.start.utcoffset() == session.start.utcoffset()
    assert back.end.utcoffset() == session.end.utcoffset()
    assert back.duration == session.duration


# -- with a catalog: entries stand as their ids ------------------------------------


@st.composite
def catalogs_and_routines(draw: st.DrawFn) -> tuple[Catalog, Routine]:
    known = draw(by_id(exercises()).filter(bool))
    strange = draw(exercises())
    picked = st.sampled_from([*known, strange]).map(Item)
    return Catalog(known), draw(routines(picked, 1))


@MANY
@given(catalogs_and_routines())
def test_ids_stand_for_exercises_of_the_catalog(
    both: tuple[Catalog, Routine],
) -> None:
    catalog, routine = both
    plain = wire.unstructure(routine, catalog=catalog)
    for item, written in zip(routine, plain["items"], strict=True):
        known = catalog.exercises.get(item.exercise.id) == item.exercise
        assert isinstance(written["exercise"], str) == known
    text = wire.dumps(routine, catalog=catalog)
    back = wire.loads(text, Routine, catalog=catalog)
    assert back == routine
    assert wire.dumps(back, catalog=catalog) == text


@MANY
@given(catalogs_and_routines())
def test_a_known_routine_stands_as_its_id(both: tuple[Catalog, Routine]) -> None:
    catalog = both[0] | Catalog(routines=[both[1]])
    slot = Slot("12:30", both[1])
    text = wire.dumps(slot, catalog=catalog)
    assert json.loads(text) == {"moment": "12:30", "routine": both[1].id}
    assert wire.loads(text, Slot, catalog=catalog) == slot


@MANY
@given(catalogs_and_routines())
def test_what_is_asked_for_is_written_whole(both: tuple[Catalog, Routine]) -> None:
    catalog = both[0] | Catalog(routines=[both[1]])
    assert isinstance(wire.unstructure(both[1], catalog=catalog), dict)


def test_ids_are_written_exactly_like_this() -> None:
    catalog = Catalog([BRIDGE, BIRD_DOG], [MORNING])
    assert wire.loads('"bridge"', Exercise, catalog=catalog) is BRIDGE
    assert wire.dumps(Item(BRIDGE), catalog=catalog) == '{"exercise": "bridge"}'
    assert wire.dumps(Shelf("exercise", [BRIDGE]), catalog=catalog) == (
        '{"kind": "exercise", "entries": ["bridge"]}'
    )
    schedule = plan(routine=MORNING, moments=["12:30"])
    written = wire.unstructure(schedule, catalog=catalog)
    assert written["routine"] == "morning"
    assert wire.structure(written, Schedule, catalog=catalog) == schedule
    changed = attrs.evolve(BRIDGE, name="Bridge, too")
    assert wire.unstructure(changed, catalog=catalog)["name"] == "Bridge, too"


def test_a_routine_with_reasons_of_its_own_does_not_lose_them_to_an_id() -> None:
    told = MORNING.because_of(Reason("fit", "", "It was cut to three minutes."))
    catalog = Catalog(routines=[MORNING])
    back = wire.loads(wire.dumps(told, catalog=catalog), Routine, catalog=catalog)
    assert back.because == told.because


def test_no_catalog_is_left_over_from_the_call_before() -> None:
    catalog = Catalog([BRIDGE])
    assert wire.loads('"bridge"', Exercise, catalog=catalog) == BRIDGE
    with pytest.raises(ContentError):
        wire.loads('"brigde"', Exercise, catalog=catalog)
    with pytest.raises(ContentError, match="give catalog="):
        wire.loads('"bridge"', Exercise)
    wire.dumps(BRIDGE, catalog=catalog)
    assert wire.dumps(BRIDGE).startswith("{")


# -- how it is written -------------------------------------------------------------

EXAMPLES: list[tuple[Any, str]] = [
    (Span(8, 10), '{"low": 8, "high": 10}'),
    (Dose(8), '{"reps": {"low": 8, "high": 8}}'),
    (Step("Rest.", "Rest"), '{"text": "Rest.", "cue": "Rest"}'),
    (
        Step("Rest.", "Rest", move="PT90S", hold="PT0.5S", side="left"),
        (
            '{"text": "Rest.", "cue": "Rest", "move": "PT1M30S", "hold": "PT0.5S", '
            '"side": "left"}'
        ),
    ),
    (Moment("after-waking", "PT15M"), '"after-waking+PT15M"'),
    (Moment("12:30"), '"12:30"'),
    (Rhythm(), "{}"),
    (Rhythm(wake="06:45"), '{"wake": "06:45"}'),
    (
        Rhythm(wake={"weekdays": "06:45", "sun": "08:00"}),
        (
            '{"wake": {"mon": "06:45", "tue": "06:45", "wed": "06:45", "thu": "06:45", '
            '"fri": "06:45", "sun": "08:00"}}'
        ),
    ),
    (
        Window("tue thu", "18:00", "19:00"),
        '{"on": ["tue", "thu"], "start": "18:00", "end": "19:00"}',
    ),
    (
        Window("2026-12-24", "18:00", "19:00"),
        '{"on": "2026-12-24", "start": "18:00", "end": "19:00"}',
    ),
    (
        Estimate("PT4M35S", "PT4M47S", "PT1H"),
        '{"low": "PT4M35S", "middle": "PT4M47S", "high": "PT1H"}',
    ),
    (EveryDays(2), '{"n": 2}'),
    (
        Session(
            datetime(2026, 12, 1, 6, 45, tzinfo=ZoneInfo("Europe/Oslo")),
            datetime(2026, 12, 1, 6, 51, tzinfo=ZoneInfo("Europe/Oslo")),
            Moment("after-waking"),
            Routine(),
            datetime(2026, 12, 1).date(),
        ),
        (
            '{"start": "2026-12-01T06:45:00+01:00[Europe/Oslo]", '
            '"end": "2026-12-01T06:51:00+01:00[Europe/Oslo]", '
            '"moment": "after-waking", "routine": {}, "day": "2026-12-01"}'
        ),
    ),
    (
        Source("s", "Größe", "X", "journal", "2019-10-30"),
        (
            '{"id": "s", "title": "Größe", "publisher": "X", "kind": "journal", '
            '"published": "2019-10-30"}'
        ),
    ),
]


@pytest.mark.parametrize(("value", "text"), EXAMPLES, ids=[t[:40] for _, t in EXAMPLES])
def test_what_stands_at_its_default_is_left_out(value: Any, text: str) -> None:
    assert wire.dumps(value) == text
    assert wire.loads(text, type(value)) == value


def test_the_bundled_content_reads_back() -> None:
    whole = br.load()
    assert wire.loads(wire.dumps(whole), Catalog) == whole
    for shelf in (whole.exercises, whole.routines, whole.sources, whole.screens):
        assert wire.loads(wire.dumps(shelf), Shelf) == shelf
        for one in shelf.values():
            again = wire.loads(wire.dumps(one), type(one))
            assert (again, in_full(again)) == (one, in_full(one))


def test_equal_values_are_written_alike_however_they_were_made() -> None:
    one = plan(moments=["12:30"], days="fri mon", skip=["2026-12-24", "2026-12-02"])
    other = plan(
        moments=[Moment(time(12, 30))],
        days=("mon", "fri"),
        skip=("2026-12-02", "2026-12-24"),
    )
    assert one == other
    assert wire.dumps(one) == wire.dumps(other)


# -- values at the edge: refused when made, or else they come back -----------------

_NO_KIND: Any = []
OSLO = ZoneInfo("Europe/Oslo")


def _session(start: datetime) -> Session:
    return Session(start, start, Moment("12:30"), MORNING, start.date())


def _cue(**parts: Any) -> Cue:
    usual: dict[str, Any] = {
        "start": timedelta(0),
        "length": timedelta(0),
        "kind": CueKind.DONE,
    }
    return Cue(**(usual | {"text": "Done"} | parts))


def _estimate(*days: int) -> Estimate:
    return Estimate(*(timedelta(days=one) for one in days))


EDGES: dict[str, Callable[[], Any]] = {
    "a moment with seconds": lambda: Moment(time(6, 45, 30)),
    "a moment with microseconds": lambda: Moment(time(6, 45, 0, 5)),
    "a window with seconds": lambda: Window("mon", time(6, 45, 30), time(7)),
    "a rhythm with seconds": lambda: Rhythm(wake=time(6, 45, 30)),
    "a negative estimate": lambda: _estimate(-1, 0, 0),
    "an estimate of a million days": lambda: _estimate(0, 0, 10**6),
    "the longest estimate": lambda: _estimate(0, 0, 999_999_999),
    "a session in UTC": lambda: _session(datetime(2026, 12, 1, tzinfo=UTC)),
    "a session at a fixed offset": lambda: _session(
        datetime(2026, 12, 1, tzinfo=timezone(timedelta(hours=1)))
    ),
    "the second of two equal wall times": lambda: _session(
        datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1)
    ),
    "the first of two equal wall times": lambda: _session(
        datetime(2026, 10, 25, 2, 30, tzinfo=OSLO)
    ),
    "a wall time that never was": lambda: _session(
        datetime(2026, 3, 29, 2, 30, tzinfo=OSLO)
    ),
    "an offset with seconds": lambda: _session(datetime(1800, 1, 1, tzinfo=OSLO)),
    "a cue that starts before the beginning": lambda: _cue(start=-timedelta(seconds=1)),
    "a cue of numbers": lambda: _cue(start=1, length=2, kind=3, text=4),
    "a cue with a text of the wrong type": lambda: _cue(text=5),
    "a cue with half a character": lambda: _cue(text="\ud800"),
    "a cue of no kind": lambda: _cue(kind="nope"),
    "a shelf of no kind": lambda: Shelf(_NO_KIND, []),
    "text of an enum": lambda: _cue(text=Position.SUPINE),
    "a name of an enum": lambda: Routine(name=Position.SUPINE),
    "a name of ten thousand characters": lambda: Routine(name="x" * 10_000),
    "a name on the right": lambda: Routine(name="שלום עולם"),
    "a name beyond the first plane": lambda: Routine(name="🧘 stretch"),
    "a name in two normal forms": lambda: Routine(name="e\u0301 é"),
}


@pytest.mark.parametrize("make", EDGES.values(), ids=EDGES)
def test_what_can_be_made_can_be_written_and_read(make: Callable[[], Any]) -> None:
    try:
        value = make()
    except InvalidValue:
        return
    back = wire.loads(wire.dumps(value).encode(), type(value))
    assert back == value
    if isinstance(value, Session):
        assert back.start.utcoffset() == value.start.utcoffset()


# -- what cannot be written --------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (5, "<class 'int'> is none of backroutine's classes"),
        ("bridge", "<class 'str'> is none of backroutine's classes"),
        (None, "<class 'NoneType'> is none of backroutine's classes"),
        ([Span(8, 10)], "<class 'list'> is none of backroutine's classes"),
        (Span, "<class 'type'> is none of backroutine's classes"),
        (
            Position.SUPINE,
            "<enum 'Position'> is none of backroutine's classes",
        ),
    ],
)
@pytest.mark.parametrize("write", [wire.dumps, wire.unstructure])
def test_only_nouns_are_written(
    write: Callable[[Any], Any], value: Any, problem: str
) -> None:
    with pytest.raises(ContentError) as caught:
        write(value)
    assert str(caught.value) == f"content: {problem}"


class NoKey(tzinfo):
    """A zone of somebody's own, which has no name to write down."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=1)

    def tzname(self, _: datetime | None) -> None:
        return None

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta(0)


def test_an_instant_in_a_nameless_zone_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        _session(datetime(2026, 12, 1, 6, 45, tzinfo=NoKey()))
    assert [fault.path for fault in caught.value.faults] == ["start", "end"]
    said = {fault.problem.partition(", got")[0] for fault in caught.value.faults}
    assert said == {"expected a datetime with a named zone or an offset"}


def test_the_timeline_of_the_article_reads_back() -> None:
    for reps in ("low", "middle", "high"):
        line = Timeline.of(br.routines["lower-back-five"], reps=reps)
        back = wire.loads(wire.dumps(line), Timeline)
        assert back == line
        assert back.at(line.duration / 2) == line.at(line.duration / 2)


@MANY
@given(by_id(sources))
def test_a_shelf_keeps_its_order(entries: list[Source]) -> None:
    shelf = Shelf("source", entries)
    assert list(wire.loads(wire.dumps(shelf), Shelf)) == [one.id for one in entries]


def test_a_time_as_javascript_writes_it_is_read():
    text = '{"at": "2026-11-30T06:00:00.123Z"}'
    assert wire.loads(text, br.Done).at == datetime(2026, 11, 30, 6, 0, 0, 123000, UTC)
