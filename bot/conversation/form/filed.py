"""From the confirmed form to the case: the draft that is handed over, and what the person is told then."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import codes
from bot.conversation.aside import others_told
from bot.conversation.estimating.kept import estimate_confirmed
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Download, Reply
from bot.conversation.page.sent import PageFiled
from bot.conversation.scene import button, turn
from bot.conversation.state import Running, State
from bot.conversation.summary import summary_lines
from bot.conversation.turn import CaseOpened, OpenCase, Turn
from intake.cases.codes import REPORTS, CaseKind
from intake.forms.codes import ESTIMATES, ChannelStatus, FieldKind, FormName
from intake.forms.draft import KIND_NAMES, draft_of
from intake.forms.form import open_fields, value_of
from intake.forms.saying import day_in_words
from intake.routing.route import told_to_its_filer


def submitted(scene: FormScene, *, anyway: bool = False) -> Turn:
    """File the confirmed form, or give its text to take away where we are no published channel.

    anyway  the person knows that they filed something about the same before

    A confirmation is no declaration: one that was refused is asked for again.
    """
    form, running = scene.form, scene.running
    missing = next((field for field in open_fields(form, running.answers) if field.core), None)
    if missing is not None:
        is_declaration = missing.kind is FieldKind.DECLARATION
        why = scene.say("form.truth_needed" if is_declaration else "form.core_still_open")
        return ask(scene, replace(running, field=missing.name), why)
    if form.name in ESTIMATES:
        return estimate_confirmed(scene)
    if scene.book.status is ChannelStatus.HELPER:
        return _taken_away(scene, running)
    draft = draft_of(form, running.answers, pictures=running.pending.pictures)
    return turn(scene.state, intent="confirm", request=OpenCase(draft, running.draft_id, anyway))


def case_opened(state: State, event: CaseOpened, book: Handbook) -> Turn:
    """Tell that it was received, what that means, who has it and what comes next. The form is done."""
    running = state.running
    anonymous = running is not None and value_of(running.answers, "anonymous") is True
    key = "filed.reference" if event.code is None else "filed.reference_with_code"
    parts = [book.say(key, reference=event.reference), *codes.code_told(event.code, event.page, book)]
    if event.kind == CaseKind.CONSULTATION:
        parts.append(book.say("filed.consultation", office=event.office))
        parts += [book.say("filed.station", station=event.station)] if event.station else []
    else:
        parts = [book.say("filed.complaint"), *parts, *_about_a_report(event, book, anonymous)]
    parts += _about_files(event, book)
    if event.receipt:
        parts.append(book.say("filed.receipt", address=event.receipt))
    if book.status is ChannelStatus.DEMO:
        parts.append(book.say("filed.demo"))
    done = _after(state, event, anonymous=anonymous)
    parts += others_told(done, book)
    ways = ("progress", "supplement", *(("resume",) if done.put_aside else ()))
    reply = Reply("\n".join(parts), tuple(button(book, way) for way in ways), upload=event.upload)
    told = turn(codes.with_code_shown(done, event.code), reply, case=event.reference)
    code = event.code.code if event.code else ""
    return replace(told, filed=PageFiled(event.reference, code, event.receipt))


def _after(state: State, event: CaseOpened, *, anonymous: bool) -> State:
    """Return the conversation once the case stands: no draft may say who filed without a name."""
    booked = state.booked or event.kind == CaseKind.CONSULTATION
    done = replace(state.after_filing(), filed=True, booked=booked)
    if not anonymous:
        return done
    return replace(done, below=tuple(draft for draft in done.below if draft.form not in REPORTS))


def _about_a_report(event: CaseOpened, book: Handbook, anonymous: bool) -> list[str]:
    parts = [book.say("filed.bureau", office=event.office, reason=told_to_its_filer(event.route_reason))]
    if event.due_on is not None:
        key = "filed.due_provisional" if event.provisional else "filed.due"
        parts.append(book.say(key, day=day_in_words(event.due_on.isoformat())))
    return [*parts, book.say("filed.anonymous" if anonymous else "filed.named"), book.say("filed.supplement")]


def _about_files(event: CaseOpened, book: Handbook) -> list[str]:
    parts = [book.say("filed.files", count=event.files)] if event.files else []
    if event.on_the_way:
        parts.append(book.say("filed.files_on_the_way", count=event.on_the_way))
    return [*parts, book.say("filed.upload", address=event.upload)] if event.upload else parts


def _taken_away(scene: FormScene, running: Running) -> Turn:
    title = scene.say("filed.draft_title", kind=KIND_NAMES[running.form])
    consultation = running.form == FormName.CONSULTATION
    name = scene.say("filed.draft_name_consultation" if consultation else "filed.draft_name")
    text = "\n".join((title, *summary_lines(scene.book, running), "", scene.say("status.helper")))
    reply = Reply(scene.say("filed.draft_ready"), download=Download(name, text))
    if not scene.can.takes_downloads:
        # Nothing can be downloaded there: the draft itself is the answer.
        reply = Reply("\n\n".join((scene.say("filed.draft_below"), text)))
    return turn(scene.state.after_filing(), reply, intent="confirm")
