/* What libical finds in calendar files: read < questions > answers
 *
 * A question is a line, followed by a file of so many bytes:
 *   read BEGIN END BYTES
 *   instants COUNT BYTES
 * and for the latter by COUNT wall times, each in a line. The first is answered by a
 * line for each occurrence and an empty line:
 *   START END SUMMARY-BYTES DESCRIPTION-BYTES
 *   the summary and the description, one after the other, and the end of the line
 * or by the one line "refused", and the second by a line for each wall time: its instant in the file's zone.
 * Instants are seconds since 1970; wall times are told likewise, as if of UTC.
 */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

/* Takes its zones from the file alone; NULL if the file has errors. */
static icalcomponent *take_calendar(size_t bytes)
{
    char *text = malloc(bytes + 1);
    if (text == NULL || fread(text, 1, bytes, stdin) != bytes) {
        fail("a file is cut short");
    }
    text[bytes] = '\0';
    icalcomponent *calendar = icalparser_parse_string(text);
    free(text);
    if (calendar != NULL && icalcomponent_count_errors(calendar) > 0) {
        icalcomponent_free(calendar);
        return NULL;
    }
    return calendar;
}

struct window {
    long long begin, end;
};

static void show(icalcomponent *event, struct icaltime_span *span, void *data)
{
    const struct window *window = data;
    const char *summary = icalcomponent_get_summary(event);
    const char *description = icalcomponent_get_description(event);
    summary = summary ? summary : "";
    description = description ? description : "";
    if (window->begin <= span->start && span->start < window->end) {
        printf("%lld %lld %zu %zu\n", (long long)span->start, (long long)span->end,
               strlen(summary), strlen(description));
        printf("%s%s\n", summary, description);
    }
}

static struct icaltimetype utc(long long seconds)
{
    icaltimezone *zone = icaltimezone_get_utc_timezone();
    return icaltime_from_timet_with_zone((time_t)seconds, 0, zone);
}

static struct icaltimetype floating(long long seconds)
{
    return icaltime_from_timet_with_zone((time_t)seconds, 0, NULL);
}

static void show_all(struct window window, size_t bytes)
{
    icalcomponent *calendar = take_calendar(bytes);
    if (calendar == NULL) {
        printf("refused\n");
        return;
    }
    icalcomponent_kind kind = ICAL_VEVENT_COMPONENT;
    icalcomponent *event = icalcomponent_get_first_component(calendar, kind);
    for (; event != NULL; event = icalcomponent_get_next_component(calendar, kind)) {
        icalcomponent_foreach_recurrence(event, utc(window.begin), utc(window.end), show,
                                         &window);
    }
    printf("\n");
    icalcomponent_free(calendar);
}

static icaltimezone *first_zone(icalcomponent *calendar)
{
    icalcomponent *stated =
        icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
    icalproperty *name = icalcomponent_get_first_property(stated, ICAL_TZID_PROPERTY);
    icaltimezone *zone =
        icalcomponent_get_timezone(calendar, icalproperty_get_tzid(name));
    if (zone == NULL) {
        fail("no zone");
    }
    return zone;
}

static void tell_instants(long long count, size_t bytes)
{
    icalcomponent *calendar = take_calendar(bytes);
    if (calendar == NULL) {
        fail("no zone");
    }
    icaltimezone *zone = first_zone(calendar);
    long long wall;
    for (; count > 0 && scanf("%lld", &wall) == 1; count--) {
        printf("%lld\n", (long long)icaltime_as_timet_with_zone(floating(wall), zone));
    }
    icalcomponent_free(calendar);
}

int main(void)
{
    char verb[9];
    long long first, end;
    size_t bytes;
    while (scanf("%8s %lld", verb, &first) == 2) {
        if (strcmp(verb, "read") == 0 && scanf("%lld %zu", &end, &bytes) == 2) {
            getchar();
            show_all((struct window){first, end}, bytes);
        } else if (strcmp(verb, "instants") == 0 && scanf("%zu", &bytes) == 1) {
            getchar();
            tell_instants(first, bytes);
        } else {
            fail("no such question");
        }
    }
    return EXIT_SUCCESS;
}
