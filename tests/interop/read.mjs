// What ical.js finds in calendar files: node read.mjs ICAL_JS < questions > answers
//
// A question is a line of JSON, and so is its answer, a text where a file is refused:
//   ["read", text, begin, end]  ->  [[start, end, summary, description], ...]
//   ["instants", text, walls]   ->  the instant of each wall time in the file's zone
// Instants are seconds since 1970; wall times are told likewise, as if of UTC.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));

// Takes its zones from the file alone.
function parse(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return calendar;
}

function read(text, begin, end) {
  const events = parse(text).getAllSubcomponents("vevent");
  return events.flatMap((one) => occurrences(new ICAL.Event(one), begin, end));
}

function occurrences(event, begin, end) {
  const found = [];
  const words = [event.summary ?? "", event.description ?? ""];
  const all = event.iterator();
  for (let time = all.next(); time && time.toUnixTime() < end; time = all.next()) {
    if (time.toUnixTime() >= begin) {
      const { startDate, endDate } = event.getOccurrenceDetails(time);
      found.push([startDate.toUnixTime(), endDate.toUnixTime(), ...words]);
    }
  }
  return found;
}

function instants(text, walls) {
  const zone = new ICAL.Timezone(parse(text).getFirstSubcomponent("vtimezone"));
  return walls.map((wall) => {
    const shown = new Date(1000 * wall).toISOString().slice(0, 19);
    const time = ICAL.Time.fromDateTimeString(shown);
    time.zone = zone;
    return time.toUnixTime();
  });
}

function tried(verb, rest) {
  try {
    return verb(...rest);
  } catch (why) {
    return String(why);
  }
}

const verbs = { read, instants };
for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...rest] = JSON.parse(line);
  console.log(JSON.stringify(tried(verbs[verb], rest)));
}
