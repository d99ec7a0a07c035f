"""An item is emptied: 「第4项删掉」, 「损失那项不填了」; of one that must be filled it is said so."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.conversation.form import elsewhere, part_removed, parties
from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.pattern import Context
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Field, parted
from intake.forms.kind import is_given
from intents import expressions as re

_BEFORE = r"^(?:请|帮我|给我|麻烦|那个?|算了|就|还是|我们?|现在|[，,\s])*+(?:把|将)?"
_OUT = (
    r"(?:删除|删掉|删去|删了|删|去掉|去了|去除|划掉|拿掉|撤掉|清掉|清空|空着|空起|抹了|抹掉|销了|销掉|[不莫别](?:填|要|写|留|报))"
    r"(?:了|吧|嘛|哈|掉|得了)*"
)
_THAT = r"(?:那个|这个|那一?[项条栏]|这一?[项条栏]|的内容|号码)?"
_BESIDE = r"(?:我|你|给我|帮我|就|先|都|还是|也|[，,\s])*"
_OF_AN_ITEM = re.compile(
    rf"{_BEFORE}(?P<item>[^，,。；;！!\s]{{2,12}}?)(?P<that>{_THAT}){_BESIDE}{_OUT}(?:[，,\s]*{_OUT}|[，,]我?[^，,。]{{1,8}})?[。！!]*$"
)
_OUT_OF_ITEM = re.compile(
    rf"{_BEFORE}(?:删除|删掉|删去|去掉|划掉|拿掉|清掉|清空)(?P<item>[^，,。；;！!\s]{{2,12}}?)(?P<that>{_THAT})(?:吧|了|嘛|哈)*[。！!]*$"
)
_A_NUMBER = re.compile(r"^第?\s*[0-9一二三四五六七八九十]{1,3}\s*[项条个点]?$")
# Where a story is asked for, 「证据删了」 is one.
_SURE_CHARACTERS = 4


def item_emptied(scene: FormScene) -> Turn | None:
    """Empty the item, or the part of one, that the words name; None where they name none."""
    field = _meant(scene)
    if field is None:
        return part_removed.part_taken_out(scene)
    if field.kind is FieldKind.DECLARATION:
        return None
    return emptied(scene, field) if _is_given(scene, field) else elsewhere.left_open(scene, field)


def emptied(scene: FormScene, field: Field) -> Turn:
    """Empty an item that is filled: one that must be filled is asked again, at a field before the end."""
    own, number = parted(field.name)
    if own == parties.PARTY:
        return parties.taken_out(scene, (number,))
    without = scene.running.without(field.name)
    if field.name == TOLD:
        without = replace(without, pending=replace(without.pending, untold=True))
    if not field.core:
        left = without.with_answer(field.name, Answer(None, "")) if field.asked else without
        return ask(scene, left, scene.say("form.emptied", label=field.label))
    if scene.where is Context.SUMMARY:
        waits = replace(without.pending, correcting=True)
        said = scene.say("form.emptied_and_asked", label=field.label)
        return ask(scene, replace(without.at(field.name), pending=waits), said)
    return ask(scene, _put_off(without, field), scene.say("form.emptied_needed", label=field.label))


def _put_off(running: Running, field: Field) -> Running:
    waits = running.pending
    return replace(running, pending=replace(waits, put_off=tuple(dict.fromkeys((*waits.put_off, field.name)))))


def _meant(scene: FormScene) -> Field | None:
    found = _OF_AN_ITEM.match(scene.text) or _OUT_OF_ITEM.match(scene.text)
    if found is None:
        return None
    item = found["item"].removesuffix("的")
    if _A_NUMBER.match(item):
        return numbered_item(scene, scene.running, item)
    is_story_asked = scene.where is Context.FIELD and scene.field.kind is FieldKind.TEXT
    if is_story_asked and not found["that"] and len(item) < _SURE_CHARACTERS:
        return None
    given = list(scene.running.answers)
    called = [field for field in _others(scene) if item in (field.label, *field.mentions)]
    # Of two that are called so, the one that was given last is meant.
    return max(called, key=lambda field: given.index(field.name) if field.name in given else -1, default=None)


def _others(scene: FormScene) -> Iterator[Field]:
    """Yield what is filled in, and what will still be asked, the open question apart."""
    answers = scene.running.answers
    asked = (field.under(answers) for field in scene.form.fields if field.when(answers))
    open_now = scene.field.name if scene.where is Context.FIELD else ""
    for field in (*scene.form.answered(answers), *asked):
        if field.name != open_now and (field.asked or _is_given(scene, field)):
            yield field


def _is_given(scene: FormScene, field: Field) -> bool:
    answer = scene.running.answers.get(field.name)
    return answer is not None and is_given(answer.value)
