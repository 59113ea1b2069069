"""Of all ways to choose sessions, `place` takes the best, and never breaks a limit.

What is best is worked out here a second time, by trying every way there is.
"""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from hypothesis import example, given, note
from hypothesis import strategies as st

from backroutine import wire
from backroutine.busy import Busy, Stretch
from backroutine.compose import place
from backroutine.compose._place_search import Option, Rules, best
from backroutine.errors import TooSeldom
from backroutine.exercise import Dose, Step
from backroutine.moment import Moment, Rhythm, Window
from backroutine.placement import Placement
from backroutine.routine import Limits, Routine
from backroutine.schedule import Session, occasions
from tests.examples import MINUTE, bridge, lasting

STILL = [Step("Hold.", "Hold", hold="PT10M")]
ALL_DAY = Routine([bridge(cycle=STILL, dose=Dose(70), variations=[])], id="all-day")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MOST_OPTIONS = 12

# Days around which the clocks of a zone do something odd.
TROUBLE = [
    ("Europe/Oslo", date(2026, 3, 29)),
    ("Europe/Oslo", date(2026, 10, 25)),
    ("Africa/Cairo", date(2026, 4, 24)),  # a gap at midnight
    ("America/Nuuk", date(2026, 3, 28)),  # a gap before midnight
    ("America/Havana", date(2026, 11, 1)),  # an hour before midnight twice
    ("Australia/Lord_Howe", date(2026, 10, 4)),  # half an hour
    ("Antarctica/Troll", date(2026, 3, 29)),  # two hours
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that was not
    ("UTC", date(2026, 12, 2)),
]
MOMENTS = [
    "after-waking", "after-waking+PT20M", "before-bed", "before-bed+PT11H",
    "before-workout", "before-drive+PT5M", "after-drive", "after-drive+PT12H",
    "00:10", "02:30", "12:00", "12:03", "23:55",
]  # fmt: skip
BEDS = ["00:30", "02:45", "03:59", "22:30", None]


class Task(NamedTuple):
    """The arguments of `place`."""

    routine: Routine
    days: tuple[date, date]
    rhythm: Rhythm
    busy: Busy
    per_week: int
    per_day: int
    apart: timedelta
    tz: str
    moments: tuple[Moment, ...]

    def placed(self) -> Placement:
        """Call it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", TooSeldom)
            return place(*self[:7], tz=self.tz, moments=self.moments)


# -- what is drawn -------------------------------------------------------------------

clock = st.sampled_from(["00:05", "02:10", "06:45", "12:00", "18:00", "23:50"])


@st.composite
def windows(draw: st.DrawFn, around: date) -> Window:
    on = draw(
        st.sampled_from(["mon", "weekdays", "weekends"])
        | st.integers(-2, 8).map(lambda n: around + n * DAY)
    )
    return Window(on, draw(clock), draw(clock))


@st.composite
def stretches(draw: st.DrawFn, around: date) -> Stretch:
    midnight = datetime(around.year, around.month, around.day, tzinfo=UTC)
    start = midnight + draw(st.integers(-300, 1500)) * timedelta(minutes=10)
    length = draw(st.sampled_from([10, 45, 180, 900, 4000]))
    return Stretch(
        start, start + timedelta(minutes=length), draw(st.sampled_from("ab"))
    )


@st.composite
def tasks(draw: st.DrawFn, most_days: int, most_moments: int) -> Task:
    tz, around = draw(st.sampled_from(TROUBLE))
    first = around - draw(st.integers(0, 3)) * DAY
    last = first + draw(st.integers(0, most_days - 1)) * DAY
    per_day = draw(st.integers(1, 3))
    limits = draw(st.sampled_from([None, Limits(3, 3), Limits(per_day=3)]))
    routine = draw(st.sampled_from([MINUTE, lasting(6), lasting(90), ALL_DAY]))
    some = st.lists(windows(around), max_size=2)
    names = st.lists(
        st.sampled_from(MOMENTS), min_size=1, max_size=most_moments, unique=True
    )
    return Task(
        Routine(routine.items, id=routine.id, limits=limits),
        (first, last),
        Rhythm(
            wake=draw(st.sampled_from(["06:45", "02:30", None])),
            bed=draw(st.sampled_from(BEDS)),
            workouts=draw(some),
            drives=draw(some),
        ),
        Busy(draw(st.lists(stretches(around), max_size=6)), draw(some), draw(some)),
        draw(st.integers(1, 5)),
        per_day,
        draw(st.sampled_from([0, 1, 4, 10, 24, 30, 72, 336])) * HOUR,
        tz,
        tuple(map(Moment.parse, draw(names))),
    )


@st.composite
def small_tasks(draw: st.DrawFn) -> Task:
    """Tasks that are small enough to try every way."""
    task = draw(tasks(9, 4))
    while len(possible(task)) > MOST_OPTIONS:
        first, last = task.days
        task = task._replace(days=(first, last - DAY))
    return task


# -- every way there is ----------------------------------------------------------------


def possible(task: Task) -> list[Session]:
    """Every time at which there might be a session, as first preferred."""
    rhythm = Rhythm(
        task.rhythm.wake,
        task.rhythm.bed,
        task.rhythm.workouts + task.busy.workouts,
        task.rhythm.drives + task.busy.drives,
    )
    found: dict[Any, Session] = {}
    for day in days_of(task):
        for moment in task.moments:
            for one in occasions(task.routine, moment, rhythm, day, task.tz):
                if not any(overlap(one, taken) for taken in task.busy.times):
                    found.setdefault((one.day, utc(one.start)), one)
    return [found[key] for key in sorted(found)]


def days_of(task: Task) -> list[date]:
    first, last = task.days
    return [first + n * DAY for n in range((last - first).days + 1)]


def utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


def overlap(one: Any, other: Any) -> bool:
    return utc(one.start) < utc(other.end) and utc(other.start) < utc(one.end)


def week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def asked(task: Task) -> dict[tuple[int, int], int]:
    """How many sessions each week asks for: its share, rounded up."""
    lengths = Counter(map(week, days_of(task)))
    return {one: (task.per_week * n + 6) // 7 for one, n in lengths.items()}


def is_allowed(task: Task, chosen: list[Session]) -> bool:
    """Whether sessions keep to the limits."""
    days = Counter(one.day for one in chosen)
    weeks = Counter(week(one.day) for one in chosen)
    in_time = sorted(chosen, key=lambda one: utc(one.start))
    return (
        all(count <= task.per_day for count in days.values())
        and all(count <= asked(task)[one] for one, count in weeks.items())
        and all(
            utc(later.start) - utc(one.end) >= task.apart
            for one, later in pairwise(in_time)
        )
    )


def rank(task: Task, chosen: list[Session]) -> tuple[Any, ...]:
    """How good sessions are by the words of `place`; less is better."""
    first, last = task.days
    days = sorted(one.day for one in chosen)
    marks = [first - DAY, *days, last + DAY]
    return (
        -len(chosen),
        -len(set(days)),
        sum(task.moments.index(one.moment) for one in chosen),
        sum((later - one).days ** 2 for one, later in pairwise(marks)),
        sorted((one.day, utc(one.start)) for one in chosen),
    )


def ways(task: Task) -> Iterator[list[Session]]:
    options = possible(task)
    for number in range(min(len(options), sum(asked(task).values())) + 1):
        for chosen in combinations(options, number):
            if is_allowed(task, list(chosen)):
                yield list(chosen)


# -- the laws ------------------------------------------------------------------------


@given(small_tasks())
def test_it_is_the_best_of_all_ways(task):
    best = min(ways(task), key=lambda chosen: rank(task, chosen))
    placed = task.placed()
    note(placed.explain())
    assert list(placed.sessions) == sorted(best, key=lambda one: utc(one.start))


@given(tasks(60, 6))
def test_it_never_breaks_a_limit(task):
    placed = task.placed()
    assert is_allowed(task, list(placed.sessions))
    assert set(placed.sessions) <= set(possible(task))
    assert placed.asked == sum(asked(task).values())
    assert placed.missing == placed.asked - len(placed.sessions)
    assert wire.loads(wire.dumps(placed), Placement) == placed


@given(tasks(40, 5))
def test_nothing_more_would_fit(task):
    placed = task.placed()
    chosen = set(placed.sessions)
    for one in possible(task):
        assert one in chosen or not is_allowed(task, [*chosen, one])


@given(tasks(30, 5))
def test_every_short_week_is_told_and_its_times_add_up(task):
    placed = task.placed()
    found = Counter(week(one.day) for one in placed.sessions)
    short = {one for one, number in asked(task).items() if found[one] < number}
    told = {week(date.fromisoformat(one.about)) for one in placed.because if one.about}
    assert told == short
    for reason in placed.because:
        numbers = [int(word) for word in reason.text.split() if word.isdecimal()]
        if reason.about and "possible" in reason.text:
            _, _, all_in_all, *parts = numbers
            assert all_in_all == sum(parts)


# -- the search by itself, on times that no rhythm would give ------------------------


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[list[Option], Rules]:
    last, week = draw(st.integers(0, 11)), draw(st.sampled_from([3, 5, 7]))
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(0, last),
                st.sampled_from([0, 0, 3, 5, 8, 9, 14]),
                st.integers(0, 2),
            ),
            max_size=MOST_OPTIONS,
            unique_by=lambda one: one[:2],
        )
    )
    options = [
        Option(day, 10 * day + later, place, day // week) for day, later, place in drawn
    ]
    rules = Rules(
        first=0,
        last=last,
        per_day=draw(st.integers(1, 3)),
        per_week={one: draw(st.integers(1, 4)) for one in range(last // week + 1)},
        reach=draw(st.sampled_from([1, 2, 4, 6, 9, 11, 15, 25])),
    )
    return sorted(options), rules


def solved(options: list[Option], rules: Rules) -> list[int]:
    """Try every way, by the words of `place`."""
    found = []
    for number in range(len(options) + 1):
        for chosen in combinations(range(len(options)), number):
            picked = [options[one] for one in chosen]
            starts = sorted(one.start for one in picked)
            days = Counter(one.day for one in picked)
            weeks = Counter(one.week for one in picked)
            if (
                all(count <= rules.per_day for count in days.values())
                and all(count <= rules.per_week[one] for one, count in weeks.items())
                and all(later - one >= rules.reach for one, later in pairwise(starts))
            ):
                marks = [rules.first - 1, *sorted(days.elements()), rules.last + 1]
                worth = (
                    -number,
                    -len(days),
                    sum(one.place for one in picked),
                    sum((later - one) ** 2 for one, later in pairwise(marks)),
                    chosen,
                )
                found.append((worth, list(chosen)))
    return min(found)[1]


def rules(last: int, per_day: int, per_week: int, reach: int) -> Rules:
    return Rules(0, last, per_day, {0: per_week}, reach)


@given(puzzles())
@example(  # two are as good, after a worse one has been known
    ([Option(0, 0, 1, 0), Option(0, 5, 0, 0), Option(0, 8, 0, 0)], rules(0, 1, 1, 4))
)
@example(  # to have fewer so far may be better, as long as more can come on a day
    (
        [
            Option(0, 0, 0, 0),
            Option(0, 3, 1, 0),
            Option(1, 10, 0, 0),
            Option(1, 13, 0, 0),
        ],
        rules(1, 2, 3, 1),
    )
)
def test_the_search_is_exact(puzzle):
    assert best(*puzzle) == solved(*puzzle)
