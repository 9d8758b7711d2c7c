#!/bin/sh
# ics writes a guest whose name holds a comma so that no reader gives the name back, itself included. A parameter with
# a comma stands in quotation marks (RFC 5545, 3.2); ics reads CN="Ivanov, Ivan" rightly and writes CN=Ivanov\, Ivan,
# with the escape that is meant for values. ics then refuses its own file, and vobject finds two names, one with a
# backslash. Guessed: quotation marks again, as icalendar writes. It matters for invitations whose guests are named by
# surname first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  ics==0.7.3 icalendar==7.3.2 vobject==0.9.9
cd "$folder"
venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import icalendar
import ics
import vobject

GUEST = 'ATTENDEE;CN="Ivanov, Ivan":mailto:guest@example.org'
TEXT = "\r\n".join(
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org"]
    + ["DTSTAMP:20190501T090000Z", "DTSTART:20190503T090000Z", GUEST, "END:VEVENT", "END:VCALENDAR", ""]
)


def by_ics(text):
    try:
        return [guest.common_name for event in ics.Calendar(text).events for guest in event.attendees]
    except ValueError as error:
        return type(error).__name__


def by_vobject(text):
    return vobject.readOne(text).vevent.attendee.params["CN"]


texts = {
    "given": TEXT,
    "written by icalendar": icalendar.Calendar.from_ical(TEXT).to_ical().decode(),
    "written by ics": ics.Calendar(TEXT).serialize(),
}
seen = {how: (by_ics(text), by_vobject(text)) for how, text in texts.items()}
for name in ("ics", "icalendar", "vobject"):
    print(name, version(name))
for how, found in seen.items():
    print(how, *(line for line in texts[how].splitlines() if line.startswith("ATTENDEE")), "by ics, vobject:", *found)
whole = (["Ivanov, Ivan"], ["Ivanov, Ivan"])
assert seen["given"] == seen["written by icalendar"] == whole, "the calendar is not what was meant"
raise SystemExit(seen["written by ics"] != ("ValueError", ["Ivanov\\", " Ivan"]))
PYTHON
