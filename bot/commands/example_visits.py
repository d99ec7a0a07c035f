"""Appointments of the demonstration, one in each state: made by the same acts as real ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.service import Service
from intake.cases.appointment import VisitAct
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.officers.guidance import GuidanceBook
from intake.officers.officer import Officer
from intake.storage.tables import CaseRow

# Makes a move with the case at an instant, with what is entered: `demonstration` knows how.
Moves = Callable[[str, datetime, dict[str, str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Days:
    """Working days around today, so that the demonstration is never out of date."""

    calendar: WorkCalendar
    today: date

    def ahead(self, number: int) -> str:
        """Return the working day so many after today."""
        day = self.today
        for _ in range(number):
            day = self.calendar.next_workday(day)
        return day.isoformat()

    @property
    def before(self) -> str:
        """The working day before today."""
        return self.calendar.workday_before(self.today).isoformat()


def days_around(service: Service) -> Days:
    """Return the working days around the service's today."""
    return Days(service.clocks.calendar, day_in_shanghai(service.clock()))


def wished_times(appointment: str, days: Days) -> list[str]:
    """Return what the filer says of their times; only one that was agreed at once had been wished for."""
    past = appointment in ("past", "held")
    return [f"{days.before} 全天"] if past else [f"{days.ahead(8)} 上午", f"{days.ahead(9)} 下午"]


async def arrange(service: Service, case: CaseRow, appointment: str, move: Moves) -> None:
    """Bring the appointment of a consultation that was signed for into this state."""
    days, now = days_around(service), service.clock()

    async def filer(act: VisitAct, *wished: str) -> None:
        await service.mailbox.arrange(case.id, act, wished, now)

    def at(day: str, clock: str) -> dict[str, str]:
        return {"on": day, "at": clock, "place": "company", "text": "请准备现有的保密制度和保密协议。"}

    match appointment:
        case "offered":
            await move("set_visit", now, at(days.ahead(10), "09:30"))
        case "agreed":
            await move("set_visit", now, at(days.ahead(8), "09:30"))
        case "moved":
            await move("set_visit", now, at(days.ahead(6), "14:30"))
            await filer(VisitAct.OTHER_TIMES, f"{days.ahead(9)} 上午", f"{days.ahead(11)} 下午")
        case "called_off":
            await move("set_visit", now, at(days.ahead(8), "10:00"))
            await filer(VisitAct.TAKE_BACK)
        case "past" | "held":
            await move("set_visit", case.received_at + timedelta(days=3), at(days.before, "10:00"))
            if appointment == "held":
                await move("hold_visit", now, {**_HELD, "on": days.before})


_HELD = {
    "service": "guidance",
    "unit": "重庆支坪塑业有限公司（演示）",
    "topic": "逐条看了保密制度，重点说了涉密资料的登记和借阅",
    "people": "5",
    "who": "企业四人，指导员一人",
    "result": "两周内改好制度，下月再看一次",
}


async def hold_training(service: Service, officer: Officer) -> None:
    """Enter a training that had no appointment."""
    now, book = service.clock(), GuidanceBook(service.database, service.vault)
    said = {
        "on": days_around(service).before,
        "service": "training",
        "people": "46",
        "units": "重庆支坪塑业有限公司（演示）\n重庆江月精密铸造有限公司（演示）\n重庆双河家居有限公司（演示）",
        "topic": "员工入职、离职的保密管理",
        "who": "各单位人事、法务，市场监管所两人",
        "result": "发放资料 60 份，三家单位约了上门指导",
        "at_station": "yes",
    }
    await book.enter(officer, book.page(now), said, now)
