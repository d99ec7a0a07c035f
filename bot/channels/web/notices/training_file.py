"""A training as a file for a calendar (iCalendar, RFC 5545): when and where."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

from intake.bulletins.bulletin import Bulletin


def as_calendar(training: Bulletin, office: str, address: str, host: str, now: datetime) -> bytes:
    """Return the file; a training of several days is held each day at its hours.

    address  of its page; host: of our address, with it the event's id is one of a kind
    """
    days = (training.until_on - training.from_on).days + 1
    event = Event()
    event.add("uid", f"{training.id}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", training.begins_at)
    event.add(
        "dtend",
        training.ends_at.replace(
            year=training.from_on.year, month=training.from_on.month, day=training.from_on.day
        ),
    )
    if days > 1:
        event.add("rrule", {"freq": "daily", "count": days})
    event.add("summary", training.title)
    event.add("location", training.place)
    event.add("description", f"{office}\n{address}")
    event.add("status", "CONFIRMED" if training.is_published else "CANCELLED")
    # A program that has the event already takes the change by its higher number (RFC 5546, 3.2.5).
    event.add("sequence", 0 if training.is_published else 1)
    calendar = Calendar()
    calendar.add("prodid", "-//shangmi//trainings//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if training.is_published else "CANCEL")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
