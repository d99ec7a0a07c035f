"""An appointment as a file for a calendar (iCalendar, RFC 5545): when and where, nothing of the matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from intake.cases.appointment import AppointmentState, begins_at
from intake.filers.appointments import SetAppointment

# Nobody knows how long it takes; so long the calendar keeps free.
_LASTS: Final = timedelta(hours=1)
_TOLD_BEFORE: Final = timedelta(hours=2)


def as_calendar(appointment: SetAppointment, host: str, now: datetime) -> bytes:
    """Return the file.

    host  of our address: with it the event's id is one of a kind
    """
    begins = begins_at(appointment.slot)
    event = Event()
    event.add("uid", f"{appointment.id}@{host}")
    # A calendar puts the later file in the place of the earlier one by the same id and a higher number.
    event.add("sequence", appointment.moved)
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", begins + _LASTS)
    event.add("summary", f"商业秘密保护咨询（编号 {appointment.reference}）")
    event.add("location", appointment.place)
    event.add("description", f"{appointment.office}。改时间请在网页“查办理情况”里改，或者回到对话里说“改约”。")
    is_sure = appointment.state is AppointmentState.AGREED
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "商业秘密保护咨询")
    alarm.add("trigger", -_TOLD_BEFORE)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//shangmi//appointments//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
