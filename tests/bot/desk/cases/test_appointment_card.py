"""How an appointment stands, said plainly; what is offered as the next step, and what for changes only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.desk.cases.appointment_card import AppointmentCard, appointment_card
from bot.desk.cases.moves import forms_for
from intake.cases.codes import Role
from intake.officers.officer import Officer
from tests.intake.cases.test_appointments import AGREED, OFFERED, RULES, WISHED, Entry, a_consultation

BEFORE, AFTER = datetime(2026, 11, 30, 2, tzinfo=UTC), datetime(2026, 12, 2, 7, tzinfo=UTC)
TAKEN_BACK: Entry = ("visit_taken_back", {})
CALLED_OFF: Entry = ("visit_called_off", {})
HELD: Entry = ("visit_held", {})
MOVED: Entry = ("visit_wished", {"wished": ["2026-12-04 上午"]})


def shown(*entries: Entry, now: datetime = BEFORE) -> AppointmentCard:
    card = appointment_card(a_consultation(*entries), RULES, now)
    assert card is not None
    return card


@pytest.mark.parametrize(
    ("entries", "now", "state", "when"),
    [
        ((WISHED,), BEFORE, "待约定时间", "2026年12月1日（周二）上午"),
        ((WISHED, OFFERED), BEFORE, "待来访人确认", "12月2日 周三 15:00"),
        ((WISHED, OFFERED, AGREED), BEFORE, "已约好", "12月2日 周三 15:00"),
        ((WISHED, OFFERED, MOVED), BEFORE, "来访人要改时间", "2026年12月4日（周五）上午"),
        ((WISHED, OFFERED, TAKEN_BACK), BEFORE, "已取消", "12月2日 周三 15:00"),
        ((WISHED, OFFERED, CALLED_OFF), BEFORE, "已取消", "12月2日 周三 15:00"),
        ((WISHED, OFFERED), AFTER, "已过", "12月2日 周三 15:00"),
        ((WISHED, OFFERED, AGREED), AFTER, "已过", "12月2日 周三 15:00"),
        ((WISHED, OFFERED, AGREED, HELD), AFTER, "已办，已登记", "12月2日 周三 15:00"),
    ],
)
def test_the_state_is_said_in_words_with_its_time(
    entries: tuple[Entry, ...], now: datetime, state: str, when: str
) -> None:
    card = shown(*entries, now=now)

    assert (card.state, card.when) == (state, when)


def test_who_called_it_off_is_said() -> None:
    assert "来访人取消" in shown(WISHED, OFFERED, TAKEN_BACK).hint
    assert "本局取消" in shown(WISHED, OFFERED, CALLED_OFF).hint


def test_where_nobody_has_spoken_of_one_there_is_no_card() -> None:
    assert appointment_card(a_consultation(), RULES, BEFORE) is None


@pytest.mark.parametrize(
    ("entries", "now", "is_next"),
    [
        ((), BEFORE, {"answer", "set_visit"}),
        ((WISHED,), BEFORE, {"set_visit"}),
        ((WISHED, OFFERED), BEFORE, set()),
        ((WISHED, OFFERED, AGREED), BEFORE, set()),
        ((WISHED, OFFERED, MOVED), BEFORE, {"set_visit"}),
        ((WISHED, OFFERED, AGREED), AFTER, {"hold_visit"}),
        ((WISHED, OFFERED, AGREED, CALLED_OFF), BEFORE, {"answer", "set_visit"}),
    ],
)
def test_what_was_done_is_not_offered_again_as_the_next_step(
    entries: tuple[Entry, ...], now: datetime, is_next: set[str]
) -> None:
    case = a_consultation(*entries)
    officer = Officer("o", "王建国", Role.OFFICER, case.lead_bureau)

    forms = [
        form for form in forms_for(officer, case, RULES, now) if not (form.written or form.grave or form.group)
    ]

    assert {form.name for form in forms if not form.rests} == is_next | (
        {"hold_visit"} if HELD in entries else set()
    )
    if OFFERED in entries and MOVED not in entries and CALLED_OFF not in entries:
        assert next(form.label for form in forms if form.name == "set_visit") == "改时间"
