"""The filer's own cases as a conversation tells of them: a glance at one, and what was just opened."""

from __future__ import annotations

from bot.conversation.part_shown import PartShown, VisitGlance
from bot.conversation.turn import CaseGlance, CaseOpened, CodeGiven
from bot.making import FilersPages
from intake.cases.appointment import Appointment, AppointmentState
from intake.filers.appointments import SetAppointment
from intake.filers.caseload import Glance, OpenedCase
from intake.filers.handing_in import HandedIn


def visit_glanced(case_id: str, appointment: Appointment | SetAppointment, pages: FilersPages) -> VisitGlance:
    """Return an appointment as its filer may see it."""
    is_sure = appointment.state is AppointmentState.AGREED
    calendar = pages.calendar_of(case_id) if is_sure else ""
    return VisitGlance(appointment.state, appointment.slot, calendar, appointment.wished)


def glanced(glance: Glance, pages: FilersPages) -> CaseGlance:
    """Return a case as its filer may see it."""
    appointment = glance.appointment
    return CaseGlance(
        reference=glance.reference,
        kind=glance.kind,
        state=glance.state,
        anonymous=glance.anonymous,
        office=glance.office,
        received_at=glance.received_at,
        due_on=glance.due_on,
        provisional=glance.provisional,
        visit=visit_glanced(glance.case_id, appointment, pages) if appointment is not None else None,
        may_rate=glance.may_rate,
        receipt=pages.receipt_of(glance.case_id),
        outcome=glance.outcome,
        letters=glance.letters,
        parts=tuple(
            PartShown(
                one.label,
                one.kind,
                one.state,
                one.office,
                one.due_on,
                one.provisional,
                one.outcome,
                visit_glanced(one.id, one.appointment, pages) if one.appointment is not None else None,
            )
            for one in glance.parts
        ),
    )


def opened_told(
    opened: OpenedCase, code: CodeGiven | None, handed_in: HandedIn, pages: FilersPages, link: str
) -> CaseOpened:
    """Return what there is to tell of a case that was just opened."""
    glance = opened.glance
    return CaseOpened(
        reference=glance.reference,
        kind=glance.kind,
        office=glance.office,
        route_reason=opened.route_reason,
        received_at=glance.received_at,
        due_on=glance.due_on,
        provisional=glance.provisional,
        code=code,
        page=pages.case,
        receipt=pages.receipt_of(opened.case_id),
        station=opened.station,
        upload=pages.upload_by(link) if link else "",
        files=handed_in.whole,
        on_the_way=handed_in.on_the_way,
    )
