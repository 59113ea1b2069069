"""A bar of a routine, a week and a month of a plan: what is drawn, and where."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given, reject
from hypothesis import strategies as st

import backroutine as br
from backroutine.errors import Overlap
from backroutine.moment import Rhythm
from backroutine.render import _theme, svg
from backroutine.render._lettering import measured, shortened, wrapped
from backroutine.routine import Item, Routine
from backroutine.timeline import Cue, CueKind, Timeline
from tests import strategies as some
from tests.examples import MINUTE, bridge, lasting, plan

SVG = "{http://www.w3.org/2000/svg}"
FIVE = br.routines["lower-back-five"]
DAY = timedelta(days=1)
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "&amp; &#0; ]]>",
    "\u202eright to left\u2066",
    "日本語の名前です",
    "a" * 10_000,
)


# -- reading a picture -----------------------------------------------------------------


class Block(NamedTuple):
    """A rectangle with the words on it."""

    x: float
    y: float
    width: float
    height: float
    words: list[str]

    @classmethod
    def of(cls, element):
        x, y, width, height = rect(element)
        return cls(x, y, width, height, [])


def tree(picture):
    return ET.fromstring(picture)


def said(picture):
    """What a screen reader reads: the title and the description."""
    root = tree(picture)
    return root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")


def texts(picture):
    """All words that are seen, in the order of the file."""
    return [one.text or "" for one in tree(picture).iter(f"{SVG}text")]


def spot(element):
    return tuple(float(element.get(name)) for name in ("x", "y"))


def rect(element):
    x, y = spot(element)
    return x, y, float(element.get("width")), float(element.get("height"))


def rects(picture, kind):
    """The rectangles of a class as x, y, width and height."""
    return [
        rect(one)
        for one in tree(picture).iter(f"{SVG}rect")
        if one.get("class") == kind
    ]


def blocks(picture):
    """The boxes of sessions, with their words from top to bottom."""
    root = tree(picture)
    boxes = root.find(f".//{SVG}g[@class='pale edge']")
    found = [Block.of(one) for one in (() if boxes is None else boxes)]
    words = sorted(root.iter(f"{SVG}text"), key=lambda one: spot(one)[1])
    for one in words:
        x, y = spot(one)
        for box in found:
            if (
                box.x < x < box.x + box.width
                and box.y < y <= box.y + box.height
                and one.text is not None
            ):
                box.words.append(one.text)
    return found


def by_column(picture, left=48, column=95):
    """The words of the blocks of each day, from Monday on, in the order of places."""
    days = defaultdict(list)
    for block in sorted(blocks(picture), key=lambda one: (one.x, one.y)):
        days[int((block.x - left) // column)].append(block.words)
    return dict(days)


def line(*cues, name="Test"):
    """A timeline of (seconds, kind, text, exercise)."""
    start, made = timedelta(0), []
    for seconds, kind, text, exercise in cues:
        made.append(Cue(start, timedelta(seconds=seconds), kind, text, exercise))
        start = made[-1].end
    return Timeline(name, [*made, Cue(start, timedelta(0), CueKind.DONE, "Done")])


def named(name):
    """A plan of one routine with a name, at half past twelve."""
    return plan(routine=Routine(MINUTE, id="minute", name=name), moments=["12:30"])


# -- the bar ---------------------------------------------------------------------------


def test_the_bar_of_the_five():
    picture = svg(FIVE, "bar")
    title, about = said(picture)
    assert title == f"Lower back five: {br.units.minutes(FIVE.lasts('middle'))}"
    names = [item.exercise.name for item in FIVE]
    assert re.findall(r"(?:^|; )(.*?), \d+:\d\d to", about) == names
    assert texts(picture)[2:7] == names
    assert texts(picture)[7:] == ["0:00", "1:00", "2:00", "3:00", "4:00"]
    assert svg(Timeline.of(FIVE)) == picture


def test_a_bar_to_the_unit():
    picture = svg(
        line(
            (10, "prepare", "Hip lift", "bridge"),
            (20, "move", "Up", "bridge"),
            (10, "hold", "Hold", "bridge"),
            (10, "rest", "Rest", "bridge"),
            (10, "move", "Up", "bridge"),
            (40, "move", "Left", "side-plank"),
            (20, "switch-side", "Switch sides", "side-plank"),
            (40, "hold", "Hold", "side-plank"),
        )
    )
    assert rects(picture, "pale") == [(16, 62, 258, 34), (274, 62, 430, 34)]
    assert rects(picture, "strong") == [
        (59, 62, 129, 34),
        (231, 62, 43, 34),
        (274, 62, 172, 34),
        (532, 62, 172, 34),
    ]
    assert said(picture) == (
        "Test: 2:40",
        "Hip lift, 0:00 to 1:00; side plank, 1:00 to 2:40.",
    )
    ticks = ["0:00", "0:30", "1:00", "1:30", "2:00", "2:30"]
    assert texts(picture) == ["Test", "2:40", "Hip lift", "side plank", *ticks]


def test_a_segment_tells_its_exercise_where_a_mouse_rests():
    picture = svg(line((60, "move", "Up", "bridge")))
    assert [one.text for one in tree(picture).iterfind(f".//{SVG}g/{SVG}title")] == [
        "bridge, 0:00 to 1:00"
    ]


def test_two_items_of_one_exercise_are_two_segments():
    bridges = Routine([bridge(), Item(bridge(), variation="toes-up")], name="Two")
    picture = svg(bridges, "bar")
    assert len(rects(picture, "pale")) == 2
    assert texts(picture)[2:4] == ["Bridge", "Bridge"]


def test_without_items_the_exercises_are_the_segments():
    cues = [
        evolve(cue, item=None) for cue in Timeline.of(Routine([bridge(), bridge()]))
    ]
    assert len(rects(svg(Timeline("Two", cues)), "pale")) == 1


def test_an_empty_routine_is_an_empty_bar():
    picture = svg(Routine([], id="nothing"), "bar")
    assert said(picture) == ("nothing: 0:00", "No exercises.")
    assert texts(picture) == ["nothing", "0:00", "No exercises"]
    assert not rects(picture, "pale")


def test_a_routine_without_a_name():
    title, _ = said(svg(line((60, "move", "Up", "bridge"), name="")))
    assert title == "A routine: 1:00"


def test_exercises_too_many_for_names_have_numbers():
    cues = [(30, "move", "Up", f"exercise-{number}") for number in range(1, 31)]
    seen = texts(svg(line(*cues)))
    assert seen[2:32] == [str(number) for number in range(1, 31)]
    legend = seen[seen.index("14:00") + 1 :]
    assert legend[:30] == [str(number) for number in range(1, 31)]
    assert legend[30:60] == [f"exercise {number}" for number in range(1, 31)]
    assert legend[60:] == ["0:30"] * 30


def test_one_short_exercise_gives_all_of_them_numbers():
    seen = texts(
        svg(
            line(
                (300, "move", "Up", "a-very-long-exercise"),
                (20, "move", "Up", "a-very-short-exercise"),
                (300, "move", "Up", "another-long-exercise"),
            )
        )
    )
    assert seen[2:5] == ["1", "2", "3"]
    assert "a very short exerc…" in seen or "a very short exercise" in seen


def test_a_short_name_stands_above_a_short_exercise():
    picture = svg(line((300, "move", "Up", "long"), (20, "move", "Up", "b")))
    assert texts(picture)[2:4] == ["long", "b"]


def test_of_very_many_exercises_the_first_are_told():
    cues = [(9, "move", "Up", f"number-{number}") for number in range(100)]
    picture = svg(line(*cues))
    assert said(picture)[1].endswith("number 59, 8:51 to 9:00 and 40 more.")
    assert "and 40 more" in texts(picture)
    assert "number 60" not in texts(picture)
    assert texts(picture)[-1] == "6:00"
    assert len(picture) < 40_000


def test_numbers_do_not_touch_one_another():
    cues = [(9, "move", "Up", f"number-{number}") for number in range(100)]
    numbers = [
        (spot(one)[0], measured(one.text or "", 11) / 2)
        for one in tree(svg(line(*cues))).iter(f"{SVG}text")
        if one.get("y") == "55"
    ]
    assert 20 < len(numbers) < 100
    assert all(x + half < y - more for (x, half), (y, more) in pairwise(numbers))


def test_what_is_narrower_than_a_unit_is_not_drawn():
    picture = svg(
        line(
            (3600, "move", "Up", "bridge"),
            (1, "rest", "Rest", "bridge"),
            (3600, "move", "Up", "bridge"),
            (1, "move", "Up", "blink"),
            (3599, "move", "Up", "plank"),
        )
    )
    assert [(x, width) for x, _, width, _ in rects(picture, "strong")] == [
        (16, 459),
        (475, 229),
    ]
    assert said(picture)[0] == "Test: 3:00:01"
    assert "blink" in texts(picture)
    assert texts(picture)[-1] != "2:30:00"
    assert "2:30:00" in texts(picture)


def test_a_rest_of_a_rest_is_all_pale():
    picture = svg(line((60, "rest", "Rest", "bridge"), (60, "move", "Up", "other")))
    assert rects(picture, "strong") == [(360, 62, 344, 34)]


def test_cues_that_take_no_time_take_no_room():
    picture = svg(line((0, "move", "Up", "bridge")))
    assert said(picture)[0] == "Test: 0:00"
    assert not rects(picture, "pale")


def test_a_timeline_of_a_year_has_few_ticks():
    picture = svg(line(*[(86_400, "hold", "Hold", "rest")] * 366))
    ticks = [one for one in texts(picture) if one.endswith(":00:00")][1:]
    assert ticks == [f"{24 * 61 * n}:00:00" for n in range(1, 7)]
    assert all(0 < spot(one)[0] < 720 for one in tree(picture).iter(f"{SVG}text"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_in_a_bar_stay_text(text):
    picture = svg(
        line((60, "prepare", text, text), (60, "move", text, text), name=text)
    )
    kinds = {one.tag.removeprefix(SVG) for one in tree(picture).iter()}
    assert kinds <= {"svg", "title", "desc", "style", "rect", "g", "path", "text"}
    assert len(picture) < 5000
    assert said(picture)[0].startswith(text[:60])


@given(some.timelines)
def test_segments_fill_the_bar(timeline):
    picture = svg(timeline)
    assert picture == svg(timeline)
    pale = [(x, x + width) for x, _, width, _ in rects(picture, "pale")]
    strong = [(x, x + width) for x, _, width, _ in rects(picture, "strong")]
    if timeline.duration:
        assert (pale[0][0], pale[-1][1]) == (16, 704)
    assert all(end == start for (_, end), (start, _) in pairwise(pale))
    assert all(end <= start for (_, end), (start, _) in pairwise(strong))
    assert all(any(a <= x < y <= b for a, b in pale) for x, y in strong)


@given(some.timelines)
def test_what_is_strong_is_what_moves_or_holds(timeline):
    strong = rects(svg(timeline), "strong")
    for cue in timeline:
        if cue.length * 688 < 2 * timeline.duration or not cue.length:
            continue
        middle = 16 + (cue.start + cue.length / 2) / timeline.duration * 688
        drawn = any(x < middle < x + width for x, _, width, _ in strong)
        assert drawn == (cue.kind in {CueKind.MOVE, CueKind.HOLD})


# -- the week --------------------------------------------------------------------------


def test_a_week_of_one_person():
    schedule = plan(
        routine=FIVE,
        moments=["after-waking", "before-bed"],
        rhythm=Rhythm(wake="06:45", bed={"weekdays": "22:30", "weekends": "00:30"}),
    )
    picture = svg(schedule)
    title, about = said(picture)
    assert title == "Lower back five: week of Monday 30 November 2026"
    assert about.startswith(
        "Tuesday 1 December: 06:45 after waking, 22:24 before bed. "
    )
    assert about.endswith(" Sunday 6 December: 00:24 before bed, 06:45 after waking.")
    waking, bed = ["06:45", "after waking"], ["22:24", "before bed"]
    night = ["00:24", "before bed"]
    assert by_column(picture) == {
        **{day: [waking, bed] for day in (1, 2, 3, 4)},
        5: [waking],
        6: [night, waking],
    }
    heads = "Mon 30 Nov,Tue 1 Dec,Wed 2 Dec,Thu 3 Dec,Fri 4 Dec,Sat 5 Dec,Sun 6 Dec"
    assert texts(picture)[:9] == [
        "Week of Monday 30 November 2026",
        "Lower back five",
        *heads.split(","),
    ]
    assert texts(picture)[9:33] == [f"{hour:02d}:00" for hour in range(24)]


def test_only_the_hours_that_are_needed():
    picture = svg(plan(moments=["06:45", "09:10"]), on="2026-12-08")
    assert [one for one in texts(picture) if one.endswith(":00")] == [
        f"{hour:02d}:00" for hour in (6, 7, 8, 9, 10)
    ]


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [("00:00", 0, 3), ("12:30", 12, 15), ("23:59", 20, 23), ("21:10", 20, 23)],
)
def test_at_least_four_hours(at, first, last):
    hours = [
        one for one in texts(svg(plan(moments=[at]))) if re.fullmatch(r"\d\d:00", one)
    ]
    shown = [f"{hour:02d}:00" for hour in range(first, last + 1)]
    assert sorted(set(hours)) == shown


def test_a_session_is_drawn_where_its_hour_is():
    picture = svg(plan(moments=["07:30"]), on="2026-12-08")
    hours = {one.text: spot(one)[1] - 4 for one in tree(picture).iter(f"{SVG}text")}
    assert {block.y for block in blocks(picture)} == {
        (hours["07:00"] + hours["08:00"]) / 2
    }


def test_a_long_session_is_as_long_as_it_lasts():
    picture = svg(plan(routine=lasting(120), moments=["07:00"]), on="2026-12-08")
    hours = {one.text: spot(one)[1] - 4 for one in tree(picture).iter(f"{SVG}text")}
    block = blocks(picture)[0]
    assert block.words == ["07:00"]
    assert block.height == 2 * (hours["09:00"] - hours["08:00"])


def test_a_session_over_midnight_ends_with_its_day():
    picture = svg(plan(routine=lasting(150), moments=["22:30"]), on="2026-12-08")
    hours = {one.text: spot(one)[1] - 4 for one in tree(picture).iter(f"{SVG}text")}
    one, *_ = blocks(picture)
    assert "00:00" not in hours
    assert one.y + one.height == hours["23:00"] + (hours["23:00"] - hours["22:00"])


def test_several_routines_are_named():
    schedule = plan(
        moments={"07:00": FIVE, "12:30": br.routines["wind-down"]},
        limits=br.Limits(24),
    )
    picture = svg(schedule, on="2026-12-08")
    assert texts(picture)[1] == "Lower back five, Wind-down"
    assert by_column(picture)[0] == [["07:00", "Lower back…"], ["12:30", "Wind-down"]]


def test_a_long_event_goes_on_two_lines():
    schedule = plan(moments=["after-waking+PT15M"], rhythm=Rhythm(wake="06:45"))
    assert by_column(svg(schedule))[1] == [["07:00", "15 min after", "waking"]]


def test_sessions_close_together_lie_below_one_another():
    moments = ["07:00", "07:02", "07:04", "23:56", "23:58"]
    picture = svg(plan(moments=moments), on="2026-12-08")
    assert by_column(picture)[3] == [[one] for one in moments]


@pytest.mark.parametrize("on", ["2026-11-29", "2027-01-04"])
def test_a_week_without_sessions_says_so(on):
    picture = svg(plan(moments=["12:30"], until="2027-01-03"), on=on)
    assert said(picture)[1] == "No sessions this week."
    assert texts(picture)[-1] == "No sessions this week"
    assert not blocks(picture)


def test_days_without_sessions_stay_empty():
    picture = svg(plan(moments=["12:30"], days="wed", skip=["2026-12-09"]))
    assert by_column(picture) == {2: [["12:30"]]}
    skipped = svg(
        plan(moments=["12:30"], days="wed", skip=["2026-12-09"]), on="2026-12-09"
    )
    assert not blocks(skipped)


NIGHT = ["01:50", "02:10", "02:50", "03:10"]


def test_a_night_with_an_hour_twice():
    schedule = plan(moments=NIGHT, start="2026-10-01")
    assert by_column(svg(schedule, on="2026-10-25"))[6] == [[one] for one in NIGHT]


def test_a_night_without_an_hour():
    schedule = plan(moments=NIGHT, start="2026-03-01")
    days = by_column(svg(schedule, on="2026-03-29"))
    assert days[5] == [[one] for one in NIGHT]
    assert days[6] == [["01:50"], ["03:10"], ["03:50"]]


def test_real_times_in_their_order_where_the_clocks_go_back():
    schedule = plan(
        moments=["after-waking", "after-waking+PT20M"],
        rhythm=Rhythm(wake="02:50"),
        start="2026-10-01",
    )
    days = by_column(svg(schedule, on="2026-10-25"))
    assert days[5][1] == ["03:10", "20 min after", "waking"]
    assert days[6] == [
        ["02:50", "after waking"],
        ["02:10", "20 min after", "waking"],
    ]


def test_a_session_that_ends_before_it_starts_by_the_clock():
    schedule = plan(routine=lasting(30), moments=["02:40"], start="2026-10-01")
    sunday = [one for one in blocks(svg(schedule, on="2026-10-25")) if one.x > 600]
    assert [(one.words, one.height) for one in sunday] == [(["02:40"], 20)]


def test_clocks_that_go_back_over_midnight():
    schedule = plan(
        moments=["after-waking", "after-waking+PT20M"],
        rhythm=Rhythm(wake="23:50"),
        tz="America/Goose_Bay",  # at 00:01 on that Sunday it is 23:01 on Saturday again
        start="2010-11-01",
    )
    days = by_column(svg(schedule, on="2010-11-07"))
    assert days[5] == [
        ["00:10", "20 min after", "waking"],
        ["23:50", "after waking"],
        ["23:10", "20 min after", "waking"],
    ]
    assert days[6] == [["23:50", "after waking"]]


def test_a_day_that_a_zone_leaves_out():
    schedule = plan(moments=["12:30"], tz="Pacific/Apia", start="2011-12-01")
    days = by_column(svg(schedule, on="2011-12-30"))
    assert set(days) == {0, 1, 2, 3, 5, 6}


def test_what_is_read_out_is_not_endless():
    moments = [f"{hour:02d}:{minute}" for hour in range(24) for minute in ("00", "30")]
    _, about = said(svg(plan(moments=moments)))
    assert about.startswith("Tuesday 1 December: 00:00, 00:30, ")
    assert "05:30 and 36 more. Wednesday" in about


@st.composite
def plans(draw):
    """Plans of several times a day, some near one another."""
    moments = draw(some.lists(some.wall_times, 1, 12, unique=True))
    routine = draw(st.sampled_from([MINUTE, lasting(1), lasting(45)]))
    start = draw(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
    parts = {"moments": moments, "tz": draw(some.zones), "start": start}
    try:
        return plan(routine=routine, **parts)
    except Overlap:
        reject()


def local_days(schedule, first, number):
    """The times of the sessions of each day, found without the picture's code."""
    opening = datetime(first.year, first.month, first.day, tzinfo=UTC)
    found = schedule.between(opening - 3 * DAY, opening + (number + 3) * DAY)
    days: dict[date, list[str]] = {first + i * DAY: [] for i in range(number)}
    for one in found:
        wall = one.start.astimezone(ZoneInfo(schedule.tz))
        if wall.date() in days:
            days[wall.date()].append(f"{wall:%H:%M}")
    return list(days.values())


near_start = st.integers(0, 400).map(lambda n: n * DAY)


@given(plans() | some.schedules(), near_start)
def test_each_session_of_a_week_is_there_once(schedule, later):
    on = schedule.start + later
    picture = svg(schedule, on=on)
    assert picture == svg(schedule, "week", on=on.isoformat())
    days = local_days(schedule, on - on.weekday() * DAY, 7)
    columns = by_column(picture)
    seen = [[words[0] for words in columns.get(number, [])] for number in range(7)]
    assert seen == days


@given(plans(), near_start)
def test_blocks_stay_in_their_column_and_off_one_another(schedule, later):
    picture = svg(schedule, on=schedule.start + later)
    height = float(tree(picture).get("height"))
    columns = defaultdict(list)
    for block in blocks(picture):
        number, inset = divmod(block.x - 48, 95)
        assert inset + block.width <= 95
        assert block.y >= 66
        assert block.y + block.height <= height - 14
        assert block.height >= 20
        columns[number].append(block)
    for column in columns.values():
        column.sort(key=lambda one: one.y)
        assert all(a.y + a.height < b.y for a, b in pairwise(column))


# -- the month -------------------------------------------------------------------------


def chips(picture):
    """What is in the cell of each day of a month."""
    rows = defaultdict(list)
    for one in tree(picture).iter(f"{SVG}text"):
        x, y = spot(one)
        if y > 66:
            rows[(y - 66) // 68, (x - 10) // 100].append(one.text)
    return {int(number): words for number, *words in rows.values()}


def test_a_month_of_one_person():
    schedule = plan(
        routine=FIVE,
        moments=["after-waking", "before-bed"],
        days="mon wed fri",
        rhythm=Rhythm(wake="06:45", bed="22:30"),
    )
    picture = svg(schedule, "month")
    title, about = said(picture)
    assert title == "Lower back five: December 2026"
    assert about.startswith("26 sessions. Wednesday 2: 06:45, 22:24. Friday 4: 06:45, ")
    days = chips(picture)
    assert list(days) == list(range(1, 32))
    assert days[1] == []
    assert days[2] == ["06:45", "22:24"]
    assert texts(picture)[:2] == ["December 2026", "26 sessions: Lower back five"]
    assert texts(picture)[2:9] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_days_stand_below_their_weekday():
    picture = svg(plan(moments=["12:30"]), "month", on="2027-02-14")
    where = {one.text: spot(one) for one in tree(picture).iter(f"{SVG}text")}
    assert where["1"] == (15, 83)  # the first of February 2027 is a Monday
    assert where["7"] == (615, 83)
    assert where["28"] == (615, 83 + 3 * 68)
    assert tree(picture).get("height") == str(66 + 4 * 68 + 10)


def test_three_sessions_and_how_many_more():
    moments = ["07:00", "12:00", "15:00", "18:00", "21:00"]
    picture = svg(plan(moments=moments), "month", on="2026-12-24")
    assert chips(picture)[24] == ["07:00", "12:00", "15:00", "+2"]
    assert "Thursday 24: 07:00, 12:00, 15:00 and 2 more." in said(picture)[1]


def test_a_month_without_sessions():
    picture = svg(plan(moments=["12:30"]), "month", on="2026-11-01")
    assert said(picture)[1] == "No sessions this month."
    assert texts(picture)[1] == "No sessions this month: Minute"
    assert set(map(tuple, chips(picture).values())) == {()}


@given(plans() | some.schedules(), near_start)
def test_a_month_counts_every_session(schedule, later):
    on = schedule.start + later
    picture = svg(schedule, "month", on=on)
    assert picture == svg(schedule, "month", on=on)
    first = on.replace(day=1)
    length = ((first + 31 * DAY).replace(day=1) - first).days
    days = {
        number: [*times[:3], *([f"+{len(times) - 3}"] if times[3:] else [])]
        for number, times in enumerate(local_days(schedule, first, length), 1)
    }
    assert chips(picture) == days


@given(plans(), near_start)
def test_chips_stay_in_their_day(schedule, later):
    picture = svg(schedule, "month", on=schedule.start + later)
    path = tree(picture).find(f".//{SVG}path[@class='pale edge']")
    corners = [
        (int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h38", path.get("d"))
    ]
    times = [one for words in chips(picture).values() for one in words]
    assert len(corners) == sum(":" in one for one in times)
    for x, y in corners:
        assert 3 < (x - 10) % 100 <= 100 - 41
        assert 0 < (y - 66) % 68 <= 68 - 17


# -- all of them -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["week", "month"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_in_a_plan_stay_text(kind, text):
    picture = svg(named(text), kind)
    kinds = {one.tag.removeprefix(SVG) for one in tree(picture).iter()}
    assert kinds <= {"svg", "title", "desc", "style", "rect", "g", "path", "text"}
    assert said(picture)[0].startswith(text[:60])
    assert len(picture) < 8000


def test_the_pictures_of_bundled_routines_are_small():
    rhythm = Rhythm(wake="06:45", bed="22:30")
    for routine in br.routines.values():
        schedule = plan(
            routine=routine, moments=["after-waking", "before-bed"], rhythm=rhythm
        )
        assert len(svg(routine, "bar").encode()) < 8000
        assert len(svg(schedule, on="2026-12-08").encode()) < 8000
        assert len(svg(schedule, "month").encode()) < 16_000


def test_no_ids_and_nothing_from_elsewhere():
    schedule = named("Minute")
    for picture in (svg(FIVE, "bar"), svg(schedule), svg(schedule, "month")):
        assert not re.search(r"\s(id|href|src)=|url\(|@import", picture)
        root = tree(picture)
        assert root.get("role") == "img"
        assert root.get("viewBox")


def test_every_colour_has_a_dark_one():
    for picture in (svg(FIVE, "bar"), svg(named("x")), svg(named("x"), "month")):
        root = tree(picture)
        css = root.findtext(f"{SVG}style")
        used = {one.get("class") for one in root.iter() if one.get("class")}
        for name in " ".join(used - {root.get("class")}).split():
            assert f".br-figure .{name}{{" in css


def _luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in parts
    ]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_colours_have_enough_contrast(mode):
    known = {**_theme.COLOURS, **_theme.TIMES, "paper": _theme.PAPER}

    def contrast(one, other):
        pair = (_luminance(getattr(known[name], mode)) for name in (one, other))
        low, high = sorted(pair)
        return (high + 0.05) / (low + 0.05)

    for graphic, beside in [
        ("edge", "paper"),
        ("edge", "pale"),
        ("edge", "strong"),
        ("strong", "pale"),
        ("strong", "paper"),
    ]:
        assert contrast(graphic, beside) >= 3
    for words, on in [("words", "paper"), ("words", "pale"), ("quiet", "paper")]:
        assert contrast(words, on) >= 4.5


# -- words in the room there is --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        ("Bridge", 60, "Bridge"),
        ("Bridge and more", 60, "Bridge…"),
        ("One two three", 36, "One…"),
        ("日本語の名前", 45, "日本語…"),
        ("Bridge", 12, ""),
        ("Bridge", -5, ""),
        ("", -5, ""),
    ],
)
def test_text_is_shortened_to_its_room(text, room, kept):
    assert shortened(text, room, 11) == kept


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("after waking", ["after waking"]),
        ("15 min after waking", ["15 min after", "waking"]),
        ("before a very long drive indeed", ["before a very", "long drive…"]),
        ("uninterruptedly long", ["uninterrupt…"]),
    ],
)
def test_text_is_wrapped_onto_two_lines(text, lines):
    assert wrapped(text, 82, 11) == lines


@given(st.text(max_size=40) | some.sentences, st.integers(-5, 300))
def test_words_fit_their_room(text, room):
    fitting = [shortened(text, room, 11), *wrapped(text, room, 11)]
    assert all(measured(one, 11) <= room for one in fitting if one)
    assert len(wrapped(text, room, 11)) <= 2


def test_a_heading_leaves_room_for_both():
    left, right = texts(svg(named("y" * 300)))[:2]
    assert left == "Week of Monday 30 November 2026"
    assert right.endswith("y…")
    name, length = texts(svg(line((60, "move", "Up", "a"), name="z" * 300)))[:2]
    assert name.endswith("z…")
    assert length == "1:00"


def test_a_bar_of_real_names():
    routine = Routine([bridge(id="a", name="Bridge & <more>")], id="one", name="One")
    assert "Bridge & <more>" in texts(svg(routine, "bar"))
