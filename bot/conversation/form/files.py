"""Files in the middle of a form or a note: where what somebody sends goes, and the link to the upload page.

A picture says nothing we could read: it is kept, and the open question stays open.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation.form import note
from bot.conversation.form.question import ask, question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import SILENT_KINDS, Reply
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Running, State
from bot.conversation.turn import (
    Turn,
)
from bot.conversation.uploading import LinksRevoked, OpenUpload, RevokeLinks, UploadOpened
from intake.forms.codes import ESTIMATES, ChannelStatus
from intake.forms.form import Answer, value_of
from intents import expressions as re
from intents.cues import cue
from intents.telling.keeping import kept_of

# What can be handed in as a file. A voice comes here only when nothing was heard in it.
_FILES = ("image", "voice", "video", "file")
_TITLE = "secret_title"
MAY_HAVE_A_FILE = cue("[有存拍录].{0,20}[照片图音频像同件录]", signs="照片图音频像同件录")
# 「我有张展会上拍的照片」, 「手里有份录音」.
_HAS_A_FILE = re.compile(
    r"^(?:对了|哦|另外|还有|[，,\s])*(?:我们?|我们?公司)(?:这里|这边|手里|手上|手头)?(?:还|也|倒)?(?:有|存了?|拍了?|录了?)"
    r"(?:几|一|两|些)?[张份段个些条]?[^，,。；;]{0,14}(?:照片|图片|截图|录音|录像|视频|合同|文件|聊天记录)"
    r"(?:可以给你们?|要交|想交|怎么交|要不要)?[的了嘛哈吧。！!]*$"
)
_LINK_FIELD = "description"


def told_of_message_without_text(scene: FormScene) -> Turn:
    """Keep what came where files are taken; say what becomes of it, and ask the open question again."""
    running, kind = scene.running, scene.message.kind
    if kind in _FILES and running.form in ESTIMATES:
        return ask(scene, running, scene.say("estimate.no_files"))
    if scene.book.status is ChannelStatus.HELPER:
        return _not_taken(scene)
    if kind in _FILES:
        return upload_wanted(scene)
    if kind == "link" and (kept := _link_kept(scene)) is not None:
        return kept
    if kind == "location":
        return ask(scene, running, scene.say("form.location_not_asked"))
    return ask(scene, running, scene.say(f"media.{kind}" if kind in SILENT_KINDS else "service.blank"))


def file_at_hand(scene: FormScene) -> Turn | None:
    """Offer the upload to whoever has a picture or a paper where the secret is to be named: it is no name."""
    is_title = scene.field.name == _TITLE and _HAS_A_FILE.match(scene.text) is not None
    return upload_wanted(scene) if is_title else None


def upload_wanted(scene: FormScene) -> Turn:
    """Let files be handed in with the draft, or for the case that the note is about."""
    running = scene.running
    if running.form in ESTIMATES:
        return ask(scene, running, scene.say("estimate.no_files"))
    if scene.book.status is ChannelStatus.HELPER:
        return ask(scene, running, scene.say("files.helper"))
    if scene.where is not Context.NOTE:
        anonymous = value_of(running.answers, "anonymous") is True or scene.state.unnamed
        return turn(scene.state, request=OpenUpload(running.draft_id, "", anonymous, running.form))
    reference = running.answers.get("reference")
    if reference is None:
        wanted = replace(running, pending=replace(running.pending, uploads=True))
        return ask(scene, wanted, scene.say("files.which_case_first"))
    return turn(scene.state, request=upload_for_case(running, str(reference.value)))


def upload_for_case(running: Running, reference: str) -> OpenUpload:
    """Return the request for the upload page of one's own case."""
    return OpenUpload(reference=reference, anonymous=running.pending.anonymous)


def upload_opened(state: State, event: UploadOpened, book: Handbook, now: datetime) -> Turn:
    """Tell where files can be handed in, or that what came is kept; the open question is asked again."""
    running = state.running
    parts = [_told(event, book)]
    if running is None:
        return turn(state, Reply("\n".join(parts), upload=event.address))
    if _is_anonymous(state, running) and not running.pending.warned and not event.is_full:
        parts.append(book.say("files.tell_on_you"))
        running = replace(running, pending=replace(running.pending, warned=True))
    running = touched(replace(running, draft_id=event.draft_id or running.draft_id), now)
    told = Reply("\n".join(parts), upload=event.address)
    if event.reference:
        running = replace(running, pending=replace(running.pending, handed_in=True))
        asked = Reply(book.say("files.anything_else"))
        return turn(replace(state, running=running), told, asked, intent="supplement")
    return turn(replace(state, running=running), told, question_now(book, running))


def revoke_links(scene: Scene) -> Turn:
    """Let what was given out to hand files in, and to fill the form on its page, open nothing any more."""
    state = replace(scene.state, link=None)
    return turn(state, request=RevokeLinks(tuple(sorted(scene.state.draft_ids))))


def links_revoked(state: State, event: LinksRevoked, book: Handbook) -> Turn:
    """Tell that they are closed; the open question is asked again."""
    said = book.say("files.revoked", count=event.count) if event.count else book.say("files.nothing_to_revoke")
    again = (question_now(book, state.running),) if state.running else ()
    return turn(state, Reply(said), *again)


def _told(event: UploadOpened, book: Handbook) -> str:
    if event.is_full:
        return book.say("files.full")
    if event.is_kept:
        where = "case" if event.reference else "draft"
        return book.say(f"files.kept_{where}", what=book.say(f"files.{event.came}"), reference=event.reference)
    key = "files.not_fetched" if event.came else "files.link"
    return book.say(key, address=event.address)


def _is_anonymous(state: State, running: Running) -> bool:
    if running.form == note.NOTE_FORM:
        return running.pending.anonymous
    return state.unnamed or value_of(running.answers, "anonymous") is True


def _link_kept(scene: FormScene) -> Turn | None:
    """Keep a link as words: in the note, or with what else is to be said. It is never opened."""
    told = scene.message.attachment.told if scene.message.attachment else {}
    words = scene.say("files.link_as_words", title=told.get("Title", ""), address=told.get("Url", ""))
    if not told.get("Url") or kept_of(words).cut:
        return None
    if scene.where is Context.NOTE:
        return note.take_words(scene, words)
    if not scene.form.knows(_LINK_FIELD):
        return None
    field, before = scene.form.field(_LINK_FIELD), value_of(scene.running.answers, _LINK_FIELD)
    whole = "\n".join(part for part in (str(before or ""), words) if part)
    if len(whole) > field.limit:
        return ask(scene, scene.running, scene.say("files.link_too_long", label=field.label))
    noted = scene.running.with_answer(_LINK_FIELD, Answer(whole, whole, True))
    return ask(scene, noted, scene.say("files.link_kept", label=field.label))


def _not_taken(scene: FormScene) -> Turn:
    """Say it where we take nothing, and note that there are pictures."""
    running, kind = scene.running, scene.message.kind
    if kind == "image" and scene.where is not Context.NOTE:
        noted = replace(running, pending=replace(running.pending, pictures=True))
        return ask(scene, noted, scene.say("form.picture_noted"))
    if kind in ("file", "video") and scene.where is not Context.NOTE:
        return ask(scene, running, scene.say("form.file_noted"))
    if kind == "location":
        return ask(scene, running, scene.say("form.location_not_asked"))
    return ask(scene, running, scene.say(f"media.{kind}" if kind in SILENT_KINDS else "service.blank"))
