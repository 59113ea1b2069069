"""Calendar files written by hand, what they say, and what readers get wrong of others.

All readers agree on ALIKE, so each is a fair judge of files that keep to such ways.
OWN_FAULTS are ways on which they differ: written so, no file says the same to all.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias

from tests.readers import Asked, Reader, Seen

# -- zones -----------------------------------------------------------------------------


def zone(name: str, *observances: str) -> str:
    """Write a zone."""
    return "\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *observances, "END:VTIMEZONE"])


def observance(kind: str, since: str, offsets: str, *more: str) -> str:
    """From when on a zone goes from one offset to another, once unless a line says."""
    before, after = offsets.split()
    lines = [f"DTSTART:{since}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", *more]
    return "\n".join([f"BEGIN:{kind}", *lines, f"END:{kind}"])


def standard(since: str, offsets: str, *more: str) -> str:
    """Go back to, or change, standard time."""
    return observance("STANDARD", since, offsets, *more)


def daylight(since: str, offsets: str, *more: str) -> str:
    """Go to the time of summer, the greater offset."""
    return observance("DAYLIGHT", since, offsets, *more)


def yearly(rule: str) -> str:
    """Every year from then on."""
    return f"RRULE:FREQ=YEARLY;{rule}"


LAST_OF_MARCH = yearly("BYMONTH=3;BYDAY=-1SU")
LAST_OF_OCTOBER = yearly("BYMONTH=10;BYDAY=-1SU")

OSLO = zone(
    "Europe/Oslo",
    standard("19701025T030000", "+0200 +0100", LAST_OF_OCTOBER),
    daylight("19700329T020000", "+0100 +0200", LAST_OF_MARCH),
)
# Irish law calls winter the exception; here it is summer, as everywhere.
DUBLIN = zone(
    "Europe/Dublin",
    standard("19701025T020000", "+0100 +0000", LAST_OF_OCTOBER),
    daylight("19700329T010000", "+0000 +0100", LAST_OF_MARCH),
)
NEW_YORK = zone(
    "America/New_York",
    standard("19701101T020000", "-0400 -0500", yearly("BYMONTH=11;BYDAY=1SU")),
    daylight("19700308T020000", "-0500 -0400", yearly("BYMONTH=3;BYDAY=2SU")),
)
# The evening before the last Sunday of March need not be the last Saturday.
NUUK = zone(
    "America/Nuuk",
    standard("19701025T000000", "-0100 -0200", LAST_OF_OCTOBER),
    daylight(
        "19700328T230000",
        "-0200 -0100",
        yearly("BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA"),
    ),
)
SYDNEY = zone(
    "Australia/Sydney",
    standard("19700405T030000", "+1100 +1000", yearly("BYMONTH=4;BYDAY=1SU")),
    daylight("19701004T020000", "+1000 +1100", yearly("BYMONTH=10;BYDAY=1SU")),
)
LORD_HOWE = zone(
    "Australia/Lord_Howe",
    standard("19700405T020000", "+1100 +1030", yearly("BYMONTH=4;BYDAY=1SU")),
    daylight("19701004T020000", "+1030 +1100", yearly("BYMONTH=10;BYDAY=1SU")),
)
# Ramadan goes by the moon, so that no rule tells.
CASABLANCA = zone(
    "Africa/Casablanca",
    daylight("19700101T000000", "+0000 +0100"),
    standard("20250223T030000", "+0100 +0000"),
    daylight("20250406T020000", "+0000 +0100"),
)
# 30 December 2011 is missing.
APIA = zone(
    "Pacific/Apia",
    standard("19700101T000000", "-1100 -1100"),
    daylight("20110924T030000", "-1100 -1000"),
    standard("20111230T000000", "-1000 +1400"),
    standard("20120401T040000", "+1400 +1300"),
)


# -- files -----------------------------------------------------------------------------


def calendar(stated: str, *events: str) -> str:
    """Write a file of events, with what every event must have."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//by hand//EN"]
    lines += [stated] if stated else []
    for number, event in enumerate(events, 1):
        lines += ["BEGIN:VEVENT", f"UID:{number}@example.org"]
        lines += ["DTSTAMP:20260101T000000Z", event, "END:VEVENT"]
    return "\n".join([*lines, "END:VCALENDAR", ""]).replace("\n", "\r\n")


def five(first: str, *more: str, lasts: str = "PT6M") -> str:
    """Write an event of six minutes: `five(";TZID=Europe/Oslo:20260322T064500")`."""
    return "\n".join([f"DTSTART{first}", f"DURATION:{lasts}", "SUMMARY:Five", *more])


class Case(NamedTuple):
    """A file in a stretch of time, and the starts of what it holds then, in UTC.

    Each lasts six minutes, unless it is written `2026-03-08 06:58 for -54 min`.
    """

    asked: Asked
    starts: Sequence[str]

    @property
    def seen(self) -> list[Seen]:
        """What a reader should see."""
        return [*map(_seen, self.starts)]


def _seen(start: str) -> Seen:
    at, _, minutes = start.removesuffix(" min").partition(" for ")
    begin = datetime.fromisoformat(f"{at}+00:00")
    return Seen(begin, begin + timedelta(minutes=int(minutes or 6)), "Five")


def case(days: str, text: str, *starts: str) -> Case:
    """Ask from midnight to midnight: `case("2026-03-01 2026-04-01", ...)`."""
    begin, end = (datetime.fromisoformat(f"{day}T00:00Z") for day in days.split())
    return Case(Asked(text, begin, end), starts)


DAILY = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
SUNDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SU"


# -- what all read alike ---------------------------------------------------------------


OSLO_SUNDAYS = calendar(OSLO, five(";TZID=Europe/Oslo:20260322T064500", SUNDAYS))
NEW_YORK_SUNDAYS = calendar(
    NEW_YORK, five(";TZID=America/New_York:20260301T223000", SUNDAYS)
)

ALIKE = {
    "Oslo in spring": case(
        "2026-03-01 2026-04-06",
        OSLO_SUNDAYS,
        *("2026-03-22 05:45", "2026-03-29 04:45", "2026-04-05 04:45"),
    ),
    "Oslo in autumn": case(
        "2026-10-16 2026-11-02",
        OSLO_SUNDAYS,
        *("2026-10-18 04:45", "2026-10-25 05:45", "2026-11-01 05:45"),
    ),
    "Oslo eight years on": case(
        "2034-03-20 2034-04-03",
        OSLO_SUNDAYS,
        *("2034-03-26 04:45", "2034-04-02 04:45"),
    ),
    "New York in spring": case(
        "2026-03-01 2026-03-17",
        NEW_YORK_SUNDAYS,
        *("2026-03-02 03:30", "2026-03-09 02:30", "2026-03-16 02:30"),
    ),
    "New York in autumn": case(
        "2026-10-26 2026-11-10",
        NEW_YORK_SUNDAYS,
        *("2026-10-26 02:30", "2026-11-02 03:30", "2026-11-09 03:30"),
    ),
    "up to and from a change on": case(
        "2026-03-07 2026-03-10",
        calendar(
            NEW_YORK,
            five(";TZID=America/New_York:20260301T015300", DAILY),
            five(";TZID=America/New_York:20260301T030000", DAILY),
        ),
        *("2026-03-07 06:53", "2026-03-07 08:00", "2026-03-08 06:53"),
        *("2026-03-08 07:00", "2026-03-09 05:53", "2026-03-09 07:00"),
    ),
    "up to and from an hour that comes twice": case(
        "2026-10-31 2026-11-03",
        calendar(
            NEW_YORK,
            five(";TZID=America/New_York:20261001T005300", DAILY),
            five(";TZID=America/New_York:20261001T020000", DAILY),
        ),
        *("2026-10-31 04:53", "2026-10-31 06:00", "2026-11-01 04:53"),
        *("2026-11-01 07:00", "2026-11-02 05:53", "2026-11-02 07:00"),
    ),
    "Dublin": case(
        "2026-03-27 2026-03-31",
        calendar(DUBLIN, five(";TZID=Europe/Dublin:20260301T070000", DAILY)),
        *("2026-03-27 07:00", "2026-03-28 07:00"),
        *("2026-03-29 06:00", "2026-03-30 06:00"),
    ),
    "Nuuk, where clocks change on a Saturday": case(
        "2026-03-27 2026-03-31",
        calendar(NUUK, five(";TZID=America/Nuuk:20260301T213000", DAILY)),
        *("2026-03-27 23:30", "2026-03-28 23:30"),
        *("2026-03-29 22:30", "2026-03-30 22:30"),
    ),
    "Sydney, where summer comes with October": case(
        "2026-09-26 2026-10-11",
        calendar(SYDNEY, five(";TZID=Australia/Sydney:20260405T064500", SUNDAYS)),
        *("2026-09-26 20:45", "2026-10-03 19:45", "2026-10-10 19:45"),
    ),
    "Lord Howe, where summer is half an hour": case(
        "2026-03-27 2026-04-12",
        calendar(LORD_HOWE, five(";TZID=Australia/Lord_Howe:20260301T064500", SUNDAYS)),
        *("2026-03-28 19:45", "2026-04-04 20:15", "2026-04-11 20:15"),
    ),
    "Casablanca, in and after Ramadan": case(
        "2025-02-21 2025-04-12",
        calendar(
            CASABLANCA,
            five(
                ";TZID=Africa/Casablanca:20250222T064500",
                "RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU;WKST=MO",
            ),
        ),
        *("2025-02-22 05:45", "2025-02-23 06:45", "2025-03-15 06:45"),
        *("2025-03-16 06:45", "2025-04-05 06:45", "2025-04-06 05:45"),
    ),
    "Apia, single events from the day before to the day after the missing one": case(
        "2011-12-27 2012-01-04",
        calendar(
            APIA,
            five(
                ";TZID=Pacific/Apia:20111201T064500", f"{DAILY};UNTIL=20111228T164500Z"
            ),
            five(":20111229T164500Z"),
            five(":20111230T164500Z"),
            five(":20111231T164500Z"),
            five(";TZID=Pacific/Apia:20120102T064500", DAILY),
        ),
        *("2011-12-27 16:45", "2011-12-28 16:45", "2011-12-29 16:45"),
        *("2011-12-30 16:45", "2011-12-31 16:45", "2012-01-01 16:45"),
        *("2012-01-02 16:45", "2012-01-03 16:45"),
    ),
    "days that are left out": case(
        "2026-03-26 2026-04-03",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20260323T064500",
                DAILY,
                "EXDATE;TZID=Europe/Oslo:20260327T064500",
                "EXDATE;TZID=Europe/Oslo:20260329T064500,20260401T064500",
            ),
        ),
        *("2026-03-26 05:45", "2026-03-28 05:45", "2026-03-30 04:45"),
        *("2026-03-31 04:45", "2026-04-02 04:45"),
    ),
    "the first day left out": case(
        "2026-12-01 2026-12-10",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261202T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE,FR",
                "EXDATE;TZID=Europe/Oslo:20261202T064500",
            ),
        ),
        *("2026-12-04 05:45", "2026-12-09 05:45"),
    ),
    "an end at the last start, beyond a change": case(
        "2026-03-20 2026-04-30",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20260325T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260408T044500Z",
            ),
        ),
        *("2026-03-25 05:45", "2026-04-01 04:45", "2026-04-08 04:45"),
    ),
    "an end a second before what would be the last start": case(
        "2026-03-20 2026-04-30",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20260325T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260408T044459Z",
            ),
        ),
        *("2026-03-25 05:45", "2026-04-01 04:45"),
    ),
    "a number of times, days left out among them": case(
        "2026-12-01 2027-01-30",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261202T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE,FR;COUNT=4",
                "EXDATE;TZID=Europe/Oslo:20261204T064500",
            ),
        ),
        *("2026-12-02 05:45", "2026-12-09 05:45", "2026-12-11 05:45"),
    ),
    "every second week, from a Sunday, over a year of 53 weeks": case(
        "2026-12-01 2027-01-06",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261206T064500",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO",
            ),
        ),
        *("2026-12-06 05:45", "2026-12-14 05:45", "2026-12-20 05:45"),
        *("2026-12-28 05:45", "2027-01-03 05:45"),
    ),
    "single events, in UTC and in a zone": case(
        "2026-12-01 2026-12-31",
        calendar(
            OSLO,
            five(":20261203T064500Z"),
            five(";TZID=Europe/Oslo:20261202T064500"),
            five(":20261231T000000Z"),
        ),
        *("2026-12-02 05:45", "2026-12-03 06:45"),
    ),
    "an end of its own instead of a length": case(
        "2026-03-26 2026-04-06",
        calendar(
            OSLO,
            "DTSTART;TZID=Europe/Oslo:20260322T064500\n"
            "DTEND;TZID=Europe/Oslo:20260322T065100\n"
            f"{SUNDAYS}\nSUMMARY:Five",
        ),
        *("2026-03-29 04:45", "2026-04-05 04:45"),
    ),
    "a rule in UTC, without a zone": case(
        "2026-12-01 2026-12-10",
        calendar(
            "",
            five(
                ":20261202T064500Z",
                "RRULE:FREQ=WEEKLY;BYDAY=WE,FR",
                "EXDATE:20261204T064500Z",
            ),
        ),
        *("2026-12-02 06:45", "2026-12-09 06:45"),
    ),
    "what else an event says": case(
        "2026-12-01 2026-12-10",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261202T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE",
                "SEQUENCE:3",
                "CATEGORIES:BACK CARE,EXERCISE",
                "URL:https://example.org/five",
                "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Soon\nTRIGGER:-PT5M",
                "END:VALARM",
            ),
        ),
        *("2026-12-02 05:45", "2026-12-09 05:45"),
    ),
}


# -- what readers get wrong by themselves ----------------------------------------------


REFUSED = None
Instead: TypeAlias = Sequence[str] | None


class OwnFault(NamedTuple):
    """A file, what is right, and what some readers give instead."""

    case: Case
    gives: Mapping[str, Instead]

    def seen_by(self, reader: str) -> list[Seen] | None:
        """What a reader sees, right or not; None if it refuses the file."""
        instead = self.gives.get(reader, self.case.starts)
        return None if instead is None else self.case._replace(starts=instead).seen


def own_fault(days: str, text: str, *right: str, **gives: Instead) -> OwnFault:
    """State what readers give instead; `ical_js` is ical.js."""
    by_name = {name.replace("_", "."): one for name, one in gives.items()}
    return OwnFault(case(days, text, *right), by_name)


_HOUR_EARLY = "2026-03-08 06:30", "2026-03-09 06:30", "2026-03-10 06:30"
_SECOND_TIME = "2026-11-01 06:30", "2026-11-02 06:30"
_NO_SUMMER = "2026-03-28 05:45", "2026-03-29 05:45", "2026-03-30 05:45"

OWN_FAULTS = {
    "a rule that holds a skipped time": own_fault(
        "2026-03-08 2026-03-11",
        calendar(NEW_YORK, five(";TZID=America/New_York:20260301T023000", DAILY)),
        *("2026-03-08 07:30", "2026-03-09 06:30", "2026-03-10 06:30"),
        dateutil=_HOUR_EARLY,
        radicale=_HOUR_EARLY,
        ical_js=_HOUR_EARLY,
        libical=("2026-03-08 07:30", "2026-03-09 07:30", "2026-03-10 06:30"),
    ),
    "a single event at a skipped time": own_fault(
        "2026-03-08 2026-03-09",
        calendar(NEW_YORK, five(";TZID=America/New_York:20260308T023000")),
        "2026-03-08 07:30",
        dateutil=("2026-03-08 06:30",),
        ical_js=("2026-03-08 06:30",),
        libical=("2026-03-08 06:30",),
    ),
    "a rule that holds a time that comes twice": own_fault(
        "2026-11-01 2026-11-03",
        calendar(NEW_YORK, five(";TZID=America/New_York:20261020T013000", DAILY)),
        *("2026-11-01 05:30", "2026-11-02 06:30"),
        khal=_SECOND_TIME,
        ical_js=_SECOND_TIME,
        libical=_SECOND_TIME,
    ),
    "a single event at a time that comes twice": own_fault(
        "2026-11-01 2026-11-02",
        calendar(NEW_YORK, five(";TZID=America/New_York:20261101T013000")),
        "2026-11-01 05:30",
        khal=("2026-11-01 06:30",),
        ical_js=("2026-11-01 06:30",),
        libical=("2026-11-01 06:30",),
    ),
    "a rule with an end at a change": own_fault(
        "2026-03-07 2026-03-09",
        calendar(NEW_YORK, five(";TZID=America/New_York:20260301T015400", DAILY)),
        *("2026-03-07 06:54", "2026-03-08 06:54"),
        ical_js=("2026-03-07 06:54", "2026-03-08 06:54 for -54 min"),
    ),
    "a single event with an end at a change": own_fault(
        "2026-03-08 2026-03-09",
        calendar(NEW_YORK, five(";TZID=America/New_York:20260308T015400")),
        "2026-03-08 06:54",
        ical_js=("2026-03-08 06:54 for -54 min",),
        libical=("2026-03-08 06:54 for -54 min",),
    ),
    "a rule with an end at a time that comes twice": own_fault(
        "2026-11-01 2026-11-03",
        calendar(NEW_YORK, five(";TZID=America/New_York:20261020T005400", DAILY)),
        *("2026-11-01 04:54", "2026-11-02 05:54"),
        ical_js=("2026-11-01 04:54 for 66 min", "2026-11-02 05:54"),
    ),
    "a rule with a session over a change": own_fault(
        "2026-03-08 2026-03-10",
        calendar(
            NEW_YORK,
            five(";TZID=America/New_York:20260301T015500", DAILY, lasts="PT70M"),
        ),
        *("2026-03-08 06:55 for 70 min", "2026-03-09 05:55 for 70 min"),
        icalendar=("2026-03-08 06:55 for 10 min", "2026-03-09 05:55 for 70 min"),
        ical_js=("2026-03-08 06:55 for 10 min", "2026-03-09 05:55 for 70 min"),
    ),
    "a rule from after a skipped time on, in the same week": own_fault(
        "2011-09-25 2011-09-28",
        calendar(APIA, five(";TZID=Pacific/Apia:20110925T033000", DAILY)),
        *("2011-09-25 13:30", "2011-09-26 13:30", "2011-09-27 13:30"),
        libical=("2011-09-25 14:30", "2011-09-26 13:30", "2011-09-27 13:30"),
    ),
    "a rule that goes on over a missing day": own_fault(
        "2011-12-25 2012-01-16",
        calendar(APIA, five(";TZID=Pacific/Apia:20111225T064500", SUNDAYS)),
        *("2011-12-25 16:45", "2011-12-31 16:45"),
        *("2012-01-07 16:45", "2012-01-14 16:45"),
        libical=("2011-12-25 16:45", "2012-01-01 16:45", "2012-01-14 16:45"),
    ),
    "a rule up to the day before a missing day": own_fault(
        "2011-12-28 2012-01-01",
        calendar(
            APIA,
            five(
                ";TZID=Pacific/Apia:20111201T064500", f"{DAILY};UNTIL=20111229T164500Z"
            ),
        ),
        *("2011-12-28 16:45", "2011-12-29 16:45"),
        dateutil=("2011-12-28 16:45", "2011-12-29 16:45", "2011-12-29 16:45"),
    ),
    "a rule from the day after a missing day": own_fault(
        "2011-12-30 2012-01-03",
        calendar(APIA, five(";TZID=Pacific/Apia:20111231T064500", DAILY)),
        *("2011-12-30 16:45", "2011-12-31 16:45"),
        *("2012-01-01 16:45", "2012-01-02 16:45"),
        libical=(
            *("2011-12-30 16:45", "2011-12-30 16:45", "2011-12-31 16:45"),
            *("2012-01-02 16:45", "2012-01-02 16:45"),
        ),
    ),
    "a change of a whole day called summer": own_fault(
        "2012-01-01 2012-01-09",
        calendar(
            APIA.replace(
                standard("20111230T000000", "-1000 +1400"),
                daylight("20111230T000000", "-1000 +1400"),
            ),
            five(";TZID=Pacific/Apia:20120101T064500", SUNDAYS),
        ),
        "2012-01-07 16:45",
        dateutil=REFUSED,
        radicale=REFUSED,
    ),
    "an event before its zone is stated": own_fault(
        "2025-01-01 2025-01-20",
        calendar(
            zone("Asia/Tokyo", standard("20260101T000000", "+0900 +0900")),
            five(";TZID=Asia/Tokyo:20250105T064500", SUNDAYS),
        ),
        *("2025-01-04 21:45", "2025-01-11 21:45", "2025-01-18 21:45"),
        ical_js=("2025-01-05 06:45", "2025-01-12 06:45", "2025-01-19 06:45"),
    ),
    "a zone whose dates of change are listed": own_fault(
        "2026-03-28 2026-03-31",
        calendar(
            zone(
                "Europe/Oslo",
                standard(
                    "20251026T030000",
                    "+0200 +0100",
                    "RDATE:20251026T030000,20261025T030000",
                ),
                daylight(
                    "20250330T020000",
                    "+0100 +0200",
                    "RDATE:20250330T020000,20260329T020000",
                ),
            ),
            five(";TZID=Europe/Oslo:20260301T064500", DAILY),
        ),
        *("2026-03-28 05:45", "2026-03-29 04:45", "2026-03-30 04:45"),
        radicale=_NO_SUMMER,
        ical_js=_NO_SUMMER,
    ),
    "a zone stated only from last year on": own_fault(
        "2026-03-28 2026-03-31",
        calendar(
            zone(
                "Europe/London",
                standard("20251026T020000", "+0100 +0000", LAST_OF_OCTOBER),
                daylight("20250330T010000", "+0000 +0100", LAST_OF_MARCH),
            ),
            five(";TZID=Europe/London:20260301T054500", DAILY),
        ),
        *("2026-03-28 05:45", "2026-03-29 04:45", "2026-03-30 04:45"),
        radicale=_NO_SUMMER,
    ),
    "a zone stated from a change to UTC on": own_fault(
        "2025-03-29 2025-04-08",
        calendar(
            zone(
                "Africa/Casablanca",
                standard("20250223T030000", "+0100 +0000"),
                daylight("20250406T020000", "+0000 +0100"),
            ),
            five(";TZID=Africa/Casablanca:20250302T064500", SUNDAYS),
        ),
        *("2025-03-30 06:45", "2025-04-06 05:45"),
        radicale=("2025-03-30 06:45", "2025-04-06 06:45"),
    ),
    "a zone unlike what is known of its name": own_fault(
        "2026-03-28 2026-03-30",
        calendar(
            zone("Europe/Oslo", standard("19700101T000000", "+0900 +0900")),
            five(";TZID=Europe/Oslo:20260301T064500", DAILY),
        ),
        *("2026-03-28 21:45", "2026-03-29 21:45"),
        icalendar=("2026-03-28 05:45", "2026-03-29 04:45"),
        khal=("2026-03-28 05:45", "2026-03-29 04:45"),
    ),
    "a zone a few seconds off": own_fault(
        "1971-01-01 1971-01-12",
        calendar(
            zone("Africa/Monrovia", standard("19600101T000000", "-004430 -004430")),
            five(";TZID=Africa/Monrovia:19710103T064500", SUNDAYS),
        ),
        *("1971-01-03 07:29:30", "1971-01-10 07:29:30"),
        khal=("1971-01-03 07:29", "1971-01-10 07:29"),
        ical_js=("1971-01-03 07:29", "1971-01-10 07:29"),
    ),
    "a change of the clocks after 2037": own_fault(
        "2045-03-25 2045-03-28",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20450320T064500", f"{DAILY};UNTIL=20450401T044500Z"
            ),
        ),
        *("2045-03-25 05:45", "2045-03-26 04:45", "2045-03-27 04:45"),
        khal=("2045-03-25 05:45", "2045-03-26 05:45", "2045-03-27 05:45"),
    ),
    "a rule without an end after 2037": own_fault(
        "2038-01-02 2038-01-04",
        calendar(OSLO, five(";TZID=Europe/Oslo:20370101T064500", DAILY)),
        *("2038-01-02 05:45", "2038-01-03 05:45"),
        khal=(),
    ),
    "weeks from Saturday on": own_fault(
        "2026-11-10 2026-12-01",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261110T064500",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;WKST=SA",
            ),
        ),
        *("2026-11-10 05:45", "2026-11-23 05:45", "2026-11-24 05:45"),
        libical=("2026-11-16 05:45", "2026-11-17 05:45", "2026-11-30 05:45"),
    ),
    "a day left out on which nothing is": own_fault(
        "2026-12-01 2026-12-10",
        calendar(
            OSLO,
            five(
                ";TZID=Europe/Oslo:20261202T064500",
                "RRULE:FREQ=WEEKLY;BYDAY=WE,FR",
                "EXDATE;TZID=Europe/Oslo:20261203T064500,20261204T064500",
            ),
        ),
        *("2026-12-02 05:45", "2026-12-09 05:45"),
        ical_js=("2026-12-02 05:45", "2026-12-04 05:45", "2026-12-09 05:45"),
    ),
    "a first start that the rule does not hold": own_fault(
        "2026-12-01 2026-12-05",
        calendar(
            OSLO,
            five(";TZID=Europe/Oslo:20261201T064500", "RRULE:FREQ=WEEKLY;BYDAY=WE,FR"),
        ),
        *("2026-12-02 05:45", "2026-12-04 05:45"),
        icalendar=("2026-12-01 05:45", "2026-12-02 05:45", "2026-12-04 05:45"),
    ),
}


# -- all of them -----------------------------------------------------------------------


def expected(reader: str) -> dict[str, list[Seen] | None]:
    """What a reader makes of each file, right or not; None for what it refuses."""
    alike = {name: one.seen for name, one in ALIKE.items()}
    return {**alike, **{name: one.seen_by(reader) for name, one in OWN_FAULTS.items()}}


def made_of_all(read: Reader) -> dict[str, list[Seen] | None]:
    """What a reader really makes of them."""
    files = {name: one.asked for name, one in ALIKE.items()}
    files |= {name: fault.case.asked for name, fault in OWN_FAULTS.items()}
    answers = zip(files, read([*files.values()]), strict=True)
    return {name: None if isinstance(one, str) else one for name, one in answers}


# -- words -----------------------------------------------------------------------------


SHORT = "Lower back, five; \u2067שלום\u2069 \\ 👩\u200d👧"  # noqa: RUF001 - as written
LONG = f"Slow, controlled: 8\\10 reps;\nand \\n is no line. {SHORT}\u200f. " * 200
LONG = LONG[:10_000]


def words(summary: str, description: str) -> Asked:
    """Write a file that says this, and ask for it."""
    said = [_folded(f"SUMMARY:{_escaped(summary)}")]
    said += [_folded(f"DESCRIPTION:{_escaped(description)}")]
    event = ["DTSTART:20261202T064500Z", "DURATION:PT6M", *said]
    return case("2026-12-01 2026-12-04", calendar("", "\n".join(event))).asked


def _escaped(text: str) -> str:
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line so that none is longer than 75 octets, and no character is cut."""
    rows = [""]
    for character in line:
        if len((rows[-1] + character).encode()) > 75:
            rows.append(" ")
        rows[-1] += character
    return "\n".join(rows)
