"""Hypothesis strategies for every noun; all that they make is valid."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import strategies as st

from backroutine import terms
from backroutine.busy import Busy, Stretch
from backroutine.catalog import Catalog, Shelf
from backroutine.errors import InvalidValue
from backroutine.exercise import Caution, Dose, Exercise, Step, Variation
from backroutine.log import Adherence, Done, Week
from backroutine.moment import Moment, Rhythm, Window
from backroutine.placement import Placement
from backroutine.pose import LIMBS, Chain, Limb, Pose, Root, View, solve
from backroutine.reporting import Cert, CertItem
from backroutine.reporting._report import QUESTIONS, status_of
from backroutine.routine import Item, Limits, Pace, Reason, Routine
from backroutine.schedule import EveryDays, Schedule, Series, Session, Slot
from backroutine.screen import (
    Advice,
    Answer,
    Assessment,
    Finding,
    PainScale,
    Question,
    Referral,
    Screen,
    StopRule,
)
from backroutine.source import Basis, Claim, Source
from backroutine.timeline import Cue, Timeline
from backroutine.units import Estimate, Span
from tests.examples import BIRD_DOG, BRIDGE, FACING, SIDE_PLANK, SQUATTING, STANDING

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Some = st.SearchStrategy

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)

ZONES = (
    "UTC",
    "Africa/Cairo",  # a gap at midnight
    "Africa/Casablanca",  # back and forth around each Ramadan
    "America/Havana",  # a gap at midnight, and an hour before it twice
    "America/New_York",
    "America/Nuuk",  # a gap before midnight, on a Saturday
    "America/Santiago",  # a gap at midnight, south of the equator
    "Antarctica/Troll",  # two hours
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Pyongyang",  # half an hour, once each way
    "Atlantic/Azores",
    "Australia/Lord_Howe",  # half an hour
    "Europe/Dublin",  # winter is the exception
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Apia",  # 30 December 2011 is missing
    "Pacific/Chatham",  # from 02:45 to 03:45
    "Pacific/Kiritimati",  # 31 December 1994 is missing
)


# -- the small parts -------------------------------------------------------------------


def lists(of: Some[T], least: int = 0, most: int = 3, **more: Any) -> Some[list[T]]:
    """Short lists."""
    return st.lists(of, min_size=least, max_size=most, **more)


def some(of: type[E], least: int = 0, most: int = 3) -> Some[list[E]]:
    """Several members of an enum, each once."""
    return lists(st.sampled_from(of), least, most, unique=True)


_LETTERS = st.characters(exclude_categories=["C", "Z"])
words = st.text(_LETTERS, min_size=1, max_size=8)
sentences = lists(words, 1, 6).map(" ".join)
lines = sentences | st.just("")
slugs = lists(st.text("abcxyz019", min_size=1, max_size=4), 1, 3).map("-".join)
distinct_lines = lists(sentences, most=2, unique=True)


def durations(most: timedelta, unit: timedelta = SECOND) -> Some[timedelta]:
    """Durations from nothing up, mostly in whole units."""
    whole = st.integers(0, most // unit).map(lambda n: n * unit)
    return whole | st.timedeltas(timedelta(0), most)


# -- quantities, sources ---------------------------------------------------------------


def spans(most: int = 1000) -> Some[Span]:
    """Ranges of repetitions."""
    ends = st.tuples(st.integers(1, most), st.integers(1, most))
    return ends.map(sorted).map(lambda pair: Span(*pair))


estimates = lists(durations(timedelta(hours=3)), 3, 3).map(
    lambda three: Estimate(*sorted(three))
)

claims = st.builds(
    Claim,
    topic=st.sampled_from(terms.Topic),
    text=sentences,
    facts=distinct_lines,
    note=lines,
)

sources = st.builds(
    Source,
    id=slugs,
    title=sentences,
    publisher=sentences,
    kind=st.sampled_from(terms.SourceKind),
    published=st.none() | st.dates(),
    author=lines,
    author_role=lines,
    author_credentials=lines,
    reference=lines,
    url=st.sampled_from(["", "https://example.org", "https://example.org/a?b=c#d"]),
    claims=lists(claims, most=2),
    note=lines,
)

paths = st.from_regex(r"[a-z]{1,5}(\[[0-9]\])?(\.[a-z]{1,5})?", fullmatch=True)


@st.composite
def bases(draw: st.DrawFn) -> Basis:
    """What a fact rests on, with all that its kind needs."""
    kind = draw(st.sampled_from(terms.BasisKind))
    stated, editorial = terms.BasisKind.STATED, terms.BasisKind.EDITORIAL
    return Basis(
        draw(paths),
        kind,
        source=draw(lines if kind is editorial else slugs),
        facts=draw(distinct_lines),
        locator=draw(sentences if kind is stated else lines),
        reason=draw(lines if kind is stated else sentences),
    )


# -- exercises -------------------------------------------------------------------------


sides = st.none() | st.sampled_from(terms.Side)
_tempi = durations(timedelta(seconds=9)) | durations(timedelta(minutes=10))


_angles = st.integers(-1800, 1800).map(lambda tenths: tenths / 10)
_places = st.tuples(st.floats(-1, 1), st.floats(-1, 1))
_parts = st.floats(0.1, 1)
_views = st.sampled_from(View)
_shares = st.just((1.0, 1.0, 1.0)) | st.tuples(_parts, _parts, _parts)
hanging = st.builds(Limb, _angles, _angles, _angles, seen=_shares, behind=st.booleans())


@st.composite
def poses(draw: st.DrawFn, views: Some[View] = _views) -> Pose:
    """Poses above the floor; some limbs are planted where they would hang."""
    view = draw(views)
    limbs: dict[str, Any] = {name: draw(hanging) for name in LIMBS}
    parts: dict[str, Any] = {
        "trunk": draw(_angles),
        "neck": draw(_angles),
        "head": draw(_angles),
        "root": draw(st.sampled_from(Root)),
        "view": view,
        "lumbar": draw(st.floats(-0.25, 0.25)),
        "turn": 0 if view is View.SIDE else draw(_angles),
        "chair": draw(st.none() | st.floats(-1, 1)),
        "wall": draw(st.none() | st.floats(-1, 1)),
    }
    x, y = draw(_places)
    high = Pose(at=(x, y + 2), **limbs, **parts)
    low = min(y for _, y in solve(high).points)
    found = evolve(high, at=(x, y + 2.001 - low)) if draw(st.booleans()) else high
    for name, chain in zip(LIMBS, solve(found).limbs, strict=True):
        if draw(st.booleans()):
            changes: dict[str, Any] = {name: planted_there(getattr(found, name), chain)}
            with suppress(InvalidValue):  # the last bit of reach was rounded away
                found = evolve(found, **changes)
    return found


def planted_there(limb: Limb, chain: Chain) -> Limb:
    """Plant a limb where it is, bent as it is."""
    (rx, ry), (mx, my), (ex, ey), _ = chain
    bend = 1 if (ex - rx) * (my - ry) - (ey - ry) * (mx - rx) > 0 else -1
    return evolve(limb, upper=None, lower=None, at=chain.end, bend=bend)


def steps(least: timedelta = timedelta(0)) -> Some[Step]:
    """Steps, each of which moves for at least so long."""
    return st.builds(
        Step,
        text=sentences,
        cue=sentences,
        move=_tempi.map(lambda length: max(length, least)),
        hold=_tempi,
        side=sides,
        pose=st.none() | st.sampled_from([STANDING, SQUATTING, FACING]),
    )


cycles = lists(steps(SECOND), 1, 2)


@st.composite
def doses(draw: st.DrawFn, *, with_sides: bool = True, most: int = 12) -> Dose:
    """Doses; with sides, such as give both the same."""
    counting = draw(st.sampled_from(terms.Counting))
    reps = draw(spans(most))
    if with_sides and counting is terms.Counting.TOTAL and reps.low == reps.high:
        reps = Span(reps.low, reps.high + reps.high % 2)
    return Dose(
        reps, draw(st.integers(1, 3)), draw(durations(10 * MINUTE, MINUTE)), counting
    )


variations = st.builds(
    Variation,
    id=slugs,
    name=sentences,
    setup=lists(steps(), most=2),
    cycle=cycles,
    goals=some(terms.Goal),
    muscles=some(terms.Muscle),
    cues=distinct_lines,
)
cautions = st.builds(Caution, context=st.sampled_from(terms.Context), text=sentences)


@st.composite
def exercises(draw: st.DrawFn, ids: Some[str] = slugs) -> Exercise:
    """Whole exercises; now and then bare, so that defaults are met, too."""
    laterality = draw(st.sampled_from(terms.Laterality))
    with_sides = laterality is not terms.Laterality.BILATERAL
    parts: dict[str, Any] = {
        "id": draw(ids),
        "name": draw(sentences),
        "position": draw(st.sampled_from(terms.Position)),
        "laterality": laterality,
        "directions": draw(some(terms.Direction, 1)),
        "range": draw(st.sampled_from(terms.RangeOfMotion)),
        "setup": draw(lists(steps(), 1, 2)),
        "cycle": draw(cycles),
        "dose": draw(doses(with_sides=with_sides)),
        "goals": draw(some(terms.Goal, 1)),
    }
    if draw(st.booleans()):
        others = slugs.filter(lambda other: other != parts["id"])
        parts |= {
            "muscles": draw(some(terms.Muscle)),
            "trunk": draw(st.sampled_from(terms.Contraction)),
            "level": draw(st.sampled_from(terms.Level)),
            "equipment": draw(some(terms.Equipment)),
            "cues": draw(distinct_lines),
            "variations": draw(lists(variations, most=2, unique_by=lambda one: one.id)),
            "cautions": draw(lists(cautions, most=2)),
            "easier": draw(lists(others, most=2, unique=True)),
            "harder": draw(lists(others, most=2, unique=True)),
            "aliases": draw(distinct_lines),
            "further_demands": draw(some(terms.Demand)),
            "basis": draw(lists(bases(), most=2)),
        }
    return Exercise(**parts)


# -- routines --------------------------------------------------------------------------


@st.composite
def items(draw: st.DrawFn, of: Some[Exercise] | None = None) -> Item:
    """Exercises in a routine, some with a variation, some with another dose."""
    exercise = draw(exercises() if of is None else of)
    dose = exercise.dose
    if draw(st.booleans()):
        dose = draw(doses(with_sides=exercise.has_sides))
    if not exercise.variations or draw(st.booleans()):
        return Item(exercise, dose)
    varied = draw(st.sampled_from(exercise.variations)).id
    return Item(exercise, dose, varied, draw(st.sampled_from(terms.VariationMode)))


_pauses = durations(10 * MINUTE)
paces = st.builds(
    Pace,
    tempo=st.sampled_from(terms.Tempo),
    effort=st.sampled_from(terms.Effort),
    prepare=_pauses,
    shift=_pauses,
    change=_pauses,
)


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    """Limits that a week can keep to."""
    per_day = draw(st.none() | st.integers(1, 24))
    most = 7 * (per_day or 24)
    return Limits(per_day, draw(st.none() | st.integers(1, most)))


grades = st.sampled_from(terms.Grade)
reasons = st.builds(
    Reason,
    verb=words,
    about=lines,
    text=sentences,
    action=st.none() | st.sampled_from(terms.Action),
    rule=lines,
    finding=lines,
    sources=distinct_lines,
    grade=st.none() | grades,
)
wall_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
anchors = st.sampled_from(terms.Anchor)
moments = st.builds(Moment, wall_times) | st.builds(
    Moment, anchors, durations(timedelta(hours=12), MINUTE)
)


def _joined(part: Some[str], joint: str) -> Some[str]:
    """What joined routines are called: parts of which none is there twice."""
    return lists(part.filter(lambda one: "+" not in one), unique=True).map(joint.join)


@st.composite
def routines(
    draw: st.DrawFn, of: Some[Item] | None = None, least: int = 0, most: int = 3
) -> Routine:
    """Routines, bare ones and such as say much of themselves."""
    held = draw(lists(items() if of is None else of, least, most))
    if draw(st.booleans()):
        return Routine(held, id=draw(slugs))
    return Routine(
        held,
        id=draw(_joined(slugs, "+")),
        name=draw(_joined(sentences, " + ")),
        purpose=draw(distinct_lines),
        goals=draw(some(terms.Goal)),
        cues=draw(distinct_lines),
        cautions=draw(lists(cautions, most=2, unique=True)),
        pace=draw(st.none() | paces),
        limits=draw(st.none() | limits()),
        moments=draw(lists(moments, most=2, unique=True)),
        horizon=draw(st.none() | st.timedeltas(timedelta(days=1), timedelta(days=366))),
        basis=draw(lists(bases(), most=2, unique=True)),
        because=draw(lists(reasons, most=2)),
    )


# A few small things to join, slice and schedule, so that the drawing is not the work.
small_items = items(st.sampled_from([BRIDGE, BIRD_DOG, SIDE_PLANK]))


# -- when ------------------------------------------------------------------------------


weekdays = some(terms.Weekday, 1, 7)
weeks = st.none() | wall_times | st.tuples(*[st.none() | wall_times] * 7)
windows = st.builds(
    Window,
    on=weekdays | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    start=wall_times,
    end=wall_times,
)
rhythms = st.builds(
    Rhythm,
    wake=weeks,
    bed=weeks,
    workouts=lists(windows, most=2),
    drives=lists(windows, most=2),
)
zones = st.sampled_from(ZONES)
aware = st.datetimes(
    datetime(1901, 1, 1),
    datetime(2100, 1, 1),
    timezones=zones.map(ZoneInfo)
    | st.just(UTC)
    | st.integers(-24 * 60 + 1, 24 * 60 - 1).map(lambda n: timezone(n * MINUTE)),
).map(lambda one: one.astimezone(UTC).astimezone(one.tzinfo))  # what a clock shows
slots = st.builds(Slot, moments, st.none() | routines(small_items, 1, 1))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Sessions by themselves, of no schedule."""
    start = draw(aware)
    return Session(
        start,
        (start.astimezone(UTC) + draw(durations(timedelta(hours=3)))).astimezone(
            start.tzinfo
        ),
        draw(moments),
        draw(routines(small_items, 1, 1)),
        start.date(),
    )


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Weekly series by themselves, of no schedule."""
    start = draw(aware.map(lambda one: one.astimezone(UTC).astimezone(one.tzinfo)))
    later = st.integers(0, 500).map(lambda n: start + timedelta(days=n))
    days = {terms.Weekday.of(start), *draw(some(terms.Weekday))}
    return Series(
        start,
        draw(st.integers(1, 1440)) * MINUTE,
        draw(moments),
        draw(routines(small_items, 1, 1)),
        days,
        every=draw(st.integers(1, 5)),
        last=draw(st.none() | later),
        skip=draw(lists(later)),
    )


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Schedules of one clock time a day, in many a way."""
    days = draw(weekdays | st.integers(1, 366).map(EveryDays))
    first = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    later = st.integers(0, 5000).map(lambda n: first + timedelta(days=n))
    routine = draw(routines(small_items, 1, 2).filter(_is_short))
    at = Moment(draw(wall_times))
    return Schedule(
        routine,
        moments=[draw(st.just(at) | st.just(Slot(at, routine)))],
        days=days,
        rhythm=draw(rhythms),
        tz=draw(zones),
        start=first,
        until=draw(st.none() | later),
        count=draw(st.none() | st.integers(1, 50)),
        every=1 if isinstance(days, EveryDays) else draw(st.integers(1, 5)),
        skip=draw(lists(later)),
        gap=draw(st.sampled_from(terms.Gap)),
        limits=draw(st.sampled_from([Limits(), Limits(24)])),
    )


def _is_short(routine: Routine) -> bool:
    return routine.lasts("high") <= timedelta(hours=12)


# -- what was done ---------------------------------------------------------------------


dones = st.builds(
    Done,
    at=aware,
    routine=_joined(slugs, "+"),
    moment=st.none() | moments,
    note=lines,
    pain=st.none() | st.integers(0, 10),
)


@st.composite
def weeks_of_logs(draw: st.DrawFn) -> Week:
    """Weeks with numbers that add up."""
    start = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    done, missed, extra = (draw(st.integers(0, 200)) for _ in range(3))
    monday = start - timedelta(days=start.weekday())
    return Week(monday, done, missed, extra)


@st.composite
def adherences(draw: st.DrawFn) -> Adherence:
    """Weeks in a row, and numbers that they may come to."""
    given = draw(lists(weeks_of_logs(), most=4))
    weeks = [
        evolve(week, start=given[0].start + timedelta(weeks=i))
        for i, week in enumerate(given)
    ]
    longest = draw(st.integers(0, sum(week.done for week in weeks)))
    too_many = lists(st.dates(), unique=True)
    return Adherence(weeks, draw(st.integers(0, longest)), longest, draw(too_many))


# -- what else is in a calendar ------------------------------------------------------


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Times that are taken."""
    start = draw(aware)
    length = SECOND + draw(durations(timedelta(days=3)))
    end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return Stretch(start, end, draw(lines))


busies = st.builds(
    Busy, lists(stretches()), lists(windows, most=2), lists(windows, most=2)
)
placements = st.builds(
    Placement, lists(sessions(), most=2), st.integers(0, 9), lists(reasons, most=2)
)


# -- movement checks -------------------------------------------------------------------


levels = st.sampled_from(terms.ReferralLevel)
_grounds = lists(bases(), most=1)
red_flags = st.builds(
    Question, id=slugs, text=sentences, sign=sentences, level=levels, basis=_grounds
)
choices = st.builds(
    Question,
    id=slugs,
    text=sentences,
    kind=st.just(terms.AnswerKind.CHOICE),
    options=lists(
        sentences.filter(lambda words: not words.strip().isdecimal()),
        2,
        unique_by=lambda words: words.strip().casefold(),
    ),
)
questions = (
    red_flags | st.builds(Question, id=slugs, text=sentences, sign=lines) | choices
)
answers = st.builds(Answer, question=slugs, value=st.booleans() | lines)
advice = st.builds(Advice, level=levels, text=sentences)
stop_rules = st.builds(
    StopRule, text=sentences, whole_session=st.booleans(), grade=grades, basis=_grounds
)


def replies(question: Question) -> Some[bool | str]:
    """What answers a question."""
    return st.sampled_from(question.options) if question.options else st.booleans()


@st.composite
def findings(draw: st.DrawFn, of: Some[Question] = questions) -> Finding:
    """Rules that hold for some answer to some question."""
    asked = draw(of)
    return Finding(
        id=draw(slugs),
        text=draw(sentences),
        question=asked.id,
        grade=draw(grades),
        answer=draw(replies(asked)),
        context=draw(st.none() | st.sampled_from(terms.Context)),
        excludes=draw(some(terms.Demand)),
        wants=draw(some(terms.Goal)),
        exercises=draw(lists(slugs, unique=True)),
        basis=draw(_grounds),
    )


@st.composite
def pain_scales(draw: st.DrawFn) -> PainScale:
    """Traffic lights with an amber above the green."""
    green = draw(st.integers(0, 9))
    return PainScale(
        green,
        draw(st.integers(green + 1, 10)),
        draw(st.timedeltas(timedelta(hours=1), timedelta(days=7))),
        draw(st.integers(1, 10)),
        draw(grades),
        draw(_grounds),
    )


@st.composite
def screens(draw: st.DrawFn) -> Screen:
    """Movement checks; what must be advised is, and now and then more."""
    asked = draw(lists(questions, 1, 4, unique_by=lambda one: one.id))
    needed = {one.level for one in asked if one.level}
    needed |= {terms.ReferralLevel.ASK_FIRST} if needed else set()
    told = needed.union(draw(some(terms.ReferralLevel)))
    levels = [one for one in terms.ReferralLevel if one in told]
    rules = lists(findings(st.sampled_from(asked)), unique_by=lambda one: one.id)
    return Screen(
        id=draw(slugs),
        name=draw(sentences),
        questions=asked,
        findings=draw(rules),
        advice=[Advice(one, draw(sentences)) for one in draw(st.permutations(levels))],
        stop_rules=draw(lists(stop_rules, most=2)),
        pain=draw(st.just(PainScale()) | pain_scales()),
        purpose=draw(distinct_lines),
        basis=draw(_grounds),
    )


@st.composite
def answered(draw: st.DrawFn, screen: Screen) -> dict[str, bool | str]:
    """Answers to some questions of a screen, in any order."""
    some_of = draw(lists(st.sampled_from(screen.questions), most=9, unique=True))
    return {one.id: draw(replies(one)) for one in some_of}


referrals = st.builds(
    Referral, levels, sentences, lists(red_flags, 1), lists(red_flags)
) | st.builds(Referral, levels, sentences, unanswered=lists(red_flags, 1))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """What came of a movement check."""
    screen = draw(screens())
    return screen.assess(draw(answered(screen)))


# -- what plays, and what holds it all -------------------------------------------------


timelines = st.builds(
    Timeline.of,
    routines(small_items, most=2),
    st.sampled_from(["low", "middle", "high"]),
)
cues: Some[Cue] = timelines.flatmap(lambda line: st.sampled_from(line.cues))


def by_id(of: Some[Any], most: int = 3) -> Some[list[Any]]:
    """Several entries, no two with one id."""
    return lists(of, most=most, unique_by=lambda one: one.id)


shelves: Some[Shelf[Any]] = (
    st.builds(Shelf, st.just("exercise"), by_id(exercises()))
    | st.builds(Shelf, st.just("routine"), by_id(routines(small_items, 1)))
    | st.builds(Shelf, st.just("source"), by_id(sources))
    | st.builds(Shelf, st.just("screen"), by_id(screens(), 2))
)
catalogs = st.builds(
    Catalog,
    exercises=by_id(exercises(), 2),
    routines=by_id(routines(small_items, 1), 2),
    sources=by_id(sources, 2),
    screens=by_id(screens(), 1),
)

# -- a report --------------------------------------------------------------------------


@st.composite
def cert_items(draw: st.DrawFn, number: str = "") -> CertItem:
    """Answers to an item, none of which says more than it knows."""
    value, missing = draw(lines), draw(lines)
    return CertItem(
        number or draw(st.sampled_from(list(QUESTIONS))),
        draw(sentences),
        status_of(value, missing),
        value,
        draw(lists(bases(), most=1)),
        missing,
    )


certs = st.builds(Cert, sentences, st.tuples(*map(cert_items, list(QUESTIONS))))

NOUNS: dict[type, Some[Any]] = {
    Adherence: adherences(),
    Advice: advice,
    Answer: answers,
    Assessment: assessments(),
    Basis: bases(),
    Busy: busies,
    Catalog: catalogs,
    Cert: certs,
    CertItem: cert_items(),
    Caution: cautions,
    Claim: claims,
    Cue: cues,
    Done: dones,
    Dose: doses(),
    Estimate: estimates,
    EveryDays: st.builds(EveryDays, st.integers(1, 366)),
    Exercise: exercises(),
    Finding: findings(),
    Item: items(),
    Limb: hanging,
    Limits: limits(),
    Moment: moments,
    Pace: paces,
    PainScale: pain_scales(),
    Placement: placements,
    Pose: poses(),
    Question: questions,
    Reason: reasons,
    Referral: referrals,
    Rhythm: rhythms,
    Routine: routines(),
    Schedule: schedules(),
    Screen: screens(),
    Series: series(),
    Session: sessions(),
    Shelf: shelves,
    Slot: slots,
    Source: sources,
    Span: spans(),
    Step: steps(),
    StopRule: stop_rules,
    Stretch: stretches(),
    Timeline: timelines,
    Variation: variations,
    Week: weeks_of_logs(),
    Window: windows,
}
