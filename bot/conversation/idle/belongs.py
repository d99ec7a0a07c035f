"""Told right after a report was stopped, of the same matter: 「那个公司现在搬到大渡口了」 opens no second one."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form.anonymity import unnamed_answers
from bot.conversation.form.original import original_kept, original_told
from bot.conversation.form.question import ask
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.codes import REPORTS
from intake.forms.form import value_of
from intents.cues import cue
from intents.reading.questions import looks_like_a_question
from intents.telling.belonging import points_back
from intents.telling.story import story_of

MAY_BELONG = cue("[那这]|他们?|她们?|对方|刚才|前面|事情|补充|还有", signs="那这他她对刚前事补还")
_TELLS = ("complaint", "tip", "unclear")


def told_of_a_draft(scene: Scene) -> Turn | None:
    """Take up the report stopped just now with what is told of its matter; None where it may be another one."""
    draft = scene.state.shelved
    if draft is None or scene.state.filed or not _was_just_left(scene, draft):
        return None
    story = story_of(scene.text)
    tells = story.wish.want in _TELLS if story.wish is not None else story.tells_of_an_act
    is_short = len(scene.text) <= hearing.A_SENTENCE_CHARACTERS
    if not (tells and is_short and points_back(scene.text)) or looks_like_a_question(scene.text):
        return None
    open_again = replace(draft, pending=replace(draft.pending, ask=None))
    is_unnamed = value_of(draft.answers, "anonymous") is True
    state = replace(scene.state.without_aside(draft), unnamed=is_unnamed, asks_anew=False)
    told = "" if draft.pending.untold else scene.text
    kept = original_kept(scene.book.forms[draft.form], told, open_again.answers).answers
    open_again = replace(open_again, answers={**open_again.answers, **kept})
    open_again = unnamed_answers(open_again) if is_unnamed else open_again
    there = scene.at(replace(state, running=open_again))
    return ask(there, open_again, scene.say("form.taken_up"), *original_told(there, open_again))


def _was_just_left(scene: Scene, draft: Running) -> bool:
    if draft.form not in REPORTS or draft.pending.outside or not draft.touched_at:
        return False
    return scene.now - datetime.fromisoformat(draft.touched_at) <= hearing.ASKED_AGAIN_AFTER
