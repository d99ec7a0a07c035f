"""Plays a development transcript over `/api/chat/messages`, by the rules of tests/expectations/README.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from tests.journeys.house import Clock, House
from tests.journeys.people import Heard, WebPerson

# What is said to a question that the transcript does not list.
OTHERWISE = {"clue": "他有机会接触到", "truth_declared": "属实"}
SKIPS = "先跳过"
NOT_OPTIONS = frozenset({"跳过", "先提交，以后再补"})
MOST_TURNS = 90


@dataclass
class Played:
    """A transcript played to its end: what was said, what was asked, and what went wrong on the way."""

    lines: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    menus: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    reference: str | None = None


async def played(sheet: Mapping[str, Any], house: House, clock: Clock) -> Played:
    """Play the sheet to its end."""
    day = date.fromisoformat(sheet["today"])
    clock.now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    person, play = await WebPerson.come(house, clock), Played()
    waiting = list(sheet["says"])
    heard = await _said(person, waiting.pop(0), play, clock)
    for _ in range(MOST_TURNS):
        line = _next_line(heard.trace, waiting)
        if line is None:
            break
        heard = await _said(person, line, play, clock)
    return play


def faults_of(sheet: Mapping[str, Any], play: Played, case: Mapping[str, Any] | None, stored: str) -> list[str]:
    """Return what came out other than expected.

    case    the case as `/api/v1` gives it, None when none was filed
    stored  all that the service keeps, unsealed
    """
    expect = sheet["expect"]
    faults = list(play.faults)
    faults += [f"asked {name}" for name in expect.get("not_asked", ()) if name in play.asked]
    again = expect.get("not_asked_again", ())
    faults += [f"asked {name} twice" for name in again if play.asked.count(name) > 1]
    for text in expect.get("never_stored", ()):
        found = _context(text, stored)
        faults += [f"stored {text}: {found}"] if found else []
    if expect["outcome"] != "submitted":
        faults += ["a case was opened"] if case else []
        kept = expect.get("fields", {}).values() if expect.get("draft_kept") else ()
        return faults + [f"not kept: {value}" for value in kept if str(value) not in stored]
    return faults + (_case_faults(expect, case, play.menus) if case else ["no case"])


def _next_line(trace: Mapping[str, Any], waiting: list[dict[str, Any]]) -> dict[str, Any] | None:
    now_asked = trace["field"]
    for line in waiting:
        if _fits(line, now_asked, is_first=line is waiting[0]):
            waiting.remove(line)
            return line
    if trace["dialog"] is None or now_asked in (None, "confirm"):
        return None
    return {"at": now_asked, "say": OTHERWISE.get(now_asked, SKIPS)}


def _fits(line: Mapping[str, Any], now_asked: str | None, *, is_first: bool) -> bool:
    match line["at"]:
        case "mid" if "during" in line:
            return bool(line["during"] == now_asked)
        case "mid":
            return is_first
        case "resume":
            return bool(line.get("then_asks") == now_asked)
        case at:
            return at is not None and bool(at == now_asked)


async def _said(person: WebPerson, line: Mapping[str, Any], play: Played, clock: Clock) -> Heard:
    if "now" in line:
        clock.now = datetime.fromisoformat(str(line["now"])).astimezone(UTC)
    heard = await person.say(line["say"], line.get("location"))
    asks = heard.trace["field"]
    play.lines.append(f"我：{line['say']}{line.get('location', '')}\n答：{heard.text}\n    [{asks}]")
    play.asked.append(str(asks))
    play.menus.setdefault(str(asks), heard.menu)
    play.reference = heard.trace["case"] or play.reference
    where = f"{line['at']}「{line['say'][:12]}」"
    for pattern in line.get("reply_has", ()):
        play.faults += [] if re.search(pattern, heard.text) else [f"{where}: answer lacks /{pattern}/"]
    for pattern in line.get("reply_lacks", ()):
        play.faults += [f"{where}: answer has /{pattern}/"] if re.search(pattern, heard.text) else []
    if "then_asks" in line and asks != line["then_asks"]:
        play.faults.append(f"{where}: then asks {asks}, not {line['then_asks']}")
    return heard


def _context(text: str, stored: str) -> str:
    """Return where a text stands by itself; figures within an id, a digest or an instant are not what was said."""
    found = re.search(rf"(?<![0-9A-Za-z_.:+-]){re.escape(text)}(?![0-9A-Za-z_:+-])", stored)
    return stored[max(found.start() - 40, 0) : found.end() + 40] if found else ""


def _case_faults(
    expect: Mapping[str, Any], case: Mapping[str, Any], menus: Mapping[str, tuple[str, ...]]
) -> list[str]:
    faults = []
    for what, wanted, is_now in (
        ("kind", expect.get("kind", case["kind"]), case["kind"]),
        ("lead", expect["lead_bureau"], case["lead_bureau"]["name"]),
        ("district", expect.get("district", case["place_district"]), case["place_district"]),
    ):
        faults += [] if wanted == is_now else [f"{what} is {is_now}, not {wanted}"]
    for name, wanted in expect.get("fields", {}).items():
        value = case["anonymous"] if name == "anonymous" else case["fields"].get(name)
        if not _is_as_wanted(value, wanted, menus.get(name, ())):
            faults.append(f"{name} is {value!r}, not {wanted!r}")
    return faults


def _is_as_wanted(value: Any, wanted: Any, menu: tuple[str, ...]) -> bool:
    options = [say for say in menu if say not in NOT_OPTIONS]
    match wanted:
        case {"about": words}:
            return isinstance(value, list) and all(any(word in one for one in value) for word in words)
        case {"picked": numbers}:
            return isinstance(value, list) and sorted(value) == sorted(options[n - 1] for n in numbers)
        case {"all": True}:
            return bool(value == options)
        case {"all_but_last": True}:
            return bool(value == options[:-1])
        case dict():
            return isinstance(value, dict) and all(value.get(key) == part for key, part in wanted.items())
        case str() if re.fullmatch(r"0\d{9,11}", wanted):
            return re.sub(r"\D", "", str(value)) == wanted
        case _:
            return bool(value == wanted)
