"""Corrections applied: at the summary by number or in words, at a field in passing."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import answer, part_removed, words
from bot.conversation.form.corrections import (
    Correction,
    change_named,
    changed_by_shape,
    changed_value,
    correction_in,
    fields_taking,
    instead_of,
    named_instead,
    one_of,
)
from bot.conversation.form.fitting import may_replace
from bot.conversation.form.question import ask
from bot.conversation.form.relocating import another_place, whose_places
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import touched, turn
from bot.conversation.state import Special
from bot.conversation.summary import corrected, shown
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, Sealed
from intake.forms.form import Answer, Field, value_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.persons.renaming import renamed
from intents.reading import NotUnderstood, parts_of
from intents.telling.commands import agrees
from intents.telling.corrective import is_corrective

_OF_THE_ACT = "act_place"
_CHOOSES = re.compile(
    r"^(?:那|就|还是|我|要|想|给我|帮我|[，,\s])*+(?:改选|选|改成|改为|换成)(?P<what>[^，,。；;\s]{2,24}?)(?:吧|嘛|了|哈|好了|[。！!]){0,3}$"
)
_LEAVES_IT = re.compile("不改|不用改|别改|莫改|算了|都不是")


def answer_to_another_field(scene: FormScene) -> Turn | None:
    """Take a telephone number that stands alone, or a correction in passing: 「电话写错了，是…」."""
    if scene.is_free and words.THEY_DID.match(scene.text):
        # 「他把我们公司的名字写错了一个字去注册」 tells what they did.
        return None
    may_be = not scene.is_free and not scene.asks_for_a_place and whose_places(scene)
    if may_be and (asked := _place_asked_again(scene)):
        return asked
    is_phone = scene.field.name != "phone" and words.BARE_PHONE.match(scene.text)
    if is_phone and (taken := _phone_in_passing(scene)):
        return taken
    if words.MOVES.search(scene.text) and (moved := _moved_in_passing(scene)):
        return moved
    if words.CHANGES.search(scene.text) and (changed := _changed_in_passing(scene)):
        return changed
    says_wrong = words.SAYS_WRONG.search(scene.text) or (
        not scene.is_free and words.MAY_SAY_WRONG.search(scene.text)
    )
    if says_wrong and (corrected := _corrected_in_passing(scene)):
        return corrected
    denies = words.DENIES.search(scene.text) and len(scene.text) <= hearing.A_SENTENCE_CHARACTERS
    return _replaced_in_passing(scene) if denies else None


def _place_asked_again(scene: FormScene) -> Turn | None:
    """Show where it was, as it is noted, and ask again: where a company sits is not where it was done."""
    if _OF_THE_ACT not in scene.running.answers:
        return None
    field = scene.form.field(_OF_THE_ACT)
    told = scene.say("form.place_noted", value=shown(scene.book, scene.running, field))
    return ask(scene, scene.running.at(_OF_THE_ACT), told)


def _phone_in_passing(scene: FormScene) -> Turn | None:
    """Take a telephone number that stands alone while something else of the filer is asked."""
    phone = scene.form.by_name.get("phone")
    is_theirs = scene.field.sealed is not Sealed.IDENTITY and "phone" not in scene.running.pending.put_off
    if phone is None or is_theirs or not phone.when(scene.running.answers):
        return None
    return _taken_in_passing(scene, phone, (scene.text,))


def _corrected_in_passing(scene: FormScene) -> Turn | None:
    """Correct an earlier answer in the middle of the form: 「电话写错了，是…」, 「第3项不对」."""
    correction = correction_in(scene, scene.running)
    return _corrected(scene, correction) if correction and _is_earlier(scene, correction) else None


def _changed_in_passing(scene: FormScene) -> Turn | None:
    """Change another item that the words begin with: 「损失改成三十万」, 「联系人不是陈老板，是程老板」."""
    correction = change_named(scene, scene.running) or named_instead(scene, scene.running)
    correction = correction or changed_value(scene, scene.running) or changed_by_shape(scene, scene.running)
    if correction is None or correction.field.name == scene.field.name:
        return None
    is_new = correction.field.name not in scene.running.answers
    # 「咨询方式改成我自己过来」 chooses none that is offered, and is no answer to anything else.
    is_choice = correction.field.kind is FieldKind.CHOICE and (scene.is_free or not scene.is_read)
    is_readable = any(_is_readable(scene, correction.field, text) for text in correction.texts)
    if is_new and not is_choice and not is_readable:
        return None
    return _corrected(scene, correction)


def _moved_in_passing(scene: FormScene) -> Turn | None:
    """Put another place where the whole message is one, even while a text is asked for: 「不对，应该是南岸」."""
    field, place = another_place(scene, scene.running) or (None, "")
    return _corrected(scene, Correction(field, (place,))) if field is not None and place else None


def _replaced_in_passing(scene: FormScene) -> Turn | None:
    """Correct the earlier answer that holds what is denied: 「不是华兴，是华星」."""
    correction = instead_of(scene, scene.running)
    if correction is None or not _is_earlier(scene, correction):
        return None
    # 「不是今年5月，是去年5月」 is no answer about another day: what is denied stands where it stands.
    is_day = correction.field.kind in (FieldKind.DATE, FieldKind.PERIOD)
    # Nor does another name choose anything: 「不是渝心公司，是红山公司」 is no 「单位」.
    is_other_name = correction.field.kind is FieldKind.NAME and scene.field.options
    if not is_day and not is_other_name and _reads_well(scene):
        return None
    # 「不是离职后，是在职时」 goes on with a text; 「不是员工，是合作方」 may choose among what is asked now.
    kind = correction.field.kind
    is_chosen = kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    if kind is FieldKind.TEXT or (is_chosen and (scene.is_free or scene.is_read)):
        return None
    return _corrected(scene, correction)


def correction_at_summary(scene: FormScene) -> Turn | None:
    """Put the new value in; where none is said, ask the field anew and come back to the summary."""
    if (chosen := _chosen_anew(scene)) is not None:
        return chosen
    correction = correction_in(scene, scene.running)
    if correction is None:
        return None
    # 「要是不公开名字就交」 names an item and changes nothing.
    changes = correction.texts or is_corrective(scene.text) or len(scene.text) <= hearing.A_WORD_CHARACTERS
    return _corrected(scene, correction) if changes else None


def _chosen_anew(scene: FormScene) -> Turn | None:
    """Take 「那就选其他知情人」 at the summary: an option of the one answer that has it."""
    found = _CHOOSES.match(scene.text)
    if found is None:
        return None
    fields = (scene.form.field(name) for name in scene.running.answers if scene.form.knows(name))
    fitting = [
        (field, option.label)
        for field in fields
        if field.asked and field.kind is FieldKind.CHOICE
        for option in field.options
        if found["what"] in (option.label, *parts_of(option.label))
    ]
    return put_in(scene, *fitting[0]) if len(fitting) == 1 else None


def put_in(scene: FormScene, field: Field, text: str) -> Turn:
    """Put words into another field than the open one; what it cannot read is asked there."""
    return _corrected(scene, Correction(field, (text,)))


def asked_again(scene: FormScene, field: Field) -> Turn:
    """Ask an item again whose answer was not right."""
    return _corrected(scene, Correction(field, ()))


def _reads_well(scene: FormScene) -> bool:
    """Say whether the open field knows what to make of the words: 「不在重庆，在成都」 answers 「哪里」."""
    if scene.is_free or not isinstance(scene.read, Understood):
        return not isinstance(scene.read, NotUnderstood) and not scene.is_free
    value = scene.read.value
    return not isinstance(value, dict) or bool(value.get("district"))


def _is_earlier(scene: FormScene, correction: Correction) -> bool:
    name, running = correction.field.name, scene.running
    return name != scene.field.name and name in (*running.answers, *running.pending.put_off)


def _is_readable(scene: FormScene, field: Field, text: str) -> bool:
    try:
        read_answer(scene, field, text)
    except NotUnderstood:
        return False
    return True


def _corrected(scene: FormScene, correction: Correction) -> Turn:
    if correction.among:
        return _ask_which_field(scene, correction)
    field, running = correction.field, scene.running
    waits = replace(running.pending, correcting=True)
    there = scene.with_running(replace(running.at(field.name), pending=waits))
    before = value_of(running.answers, field.name)
    if left := part_removed.left_of_choices(field, before, scene.text):
        return part_removed.entered(scene, field, left)
    for text in correction.texts:
        if field.kind is FieldKind.NAME and not may_replace(str(before or ""), text, scene.text):
            continue
        # 「是宏传机电」 puts a part of 重庆宏川机电有限公司 right.
        is_renamed = field.kind is FieldKind.NAME and isinstance(before, str)
        try:
            read = read_answer(there, field, renamed(str(before), text) if is_renamed else text)
        except NotUnderstood:
            continue
        return answer.taken(there, read)
    asked = scene.say("form.ask_again", label=field.label)
    return ask(scene, there.running, asked)


def ask_which(scene: FormScene, value: str, among: tuple[Field, ...]) -> Turn:
    """Ask which of several items a value belongs to."""
    return _ask_which_field(scene, Correction(among[0], (value,), among))


def _ask_which_field(scene: FormScene, correction: Correction) -> Turn:
    """Ask which of the fields is meant that the value fits; the value is kept for the answer."""
    value = correction.texts[0]
    waits = replace(scene.running.pending, ask=Special.WHICH, corrected=value)
    running = touched(replace(scene.running, pending=waits), scene.now)
    choices = tuple(Choice(field.label, field.label) for field in correction.among)
    asked = Reply(scene.say("form.correct_which", value=value), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent)


def which_answered(scene: FormScene) -> Turn | None:
    """Take the answer to which field is meant; None where the person says something else."""
    value = scene.running.pending.corrected
    waits = replace(scene.running.pending, corrected="")
    settled = scene.with_running(replace(scene.running, pending=waits))
    among = fields_taking(settled, settled.running, value)
    if field := one_of(scene.text, among):
        return _corrected(settled, Correction(field, (value,)))
    if _LEAVES_IT.search(scene.text):
        return ask(settled, settled.running)
    # A yes answers nothing here, and files nothing while a correction is open.
    return _ask_which_field(settled, Correction(among[0], (value,), among)) if agrees(scene.text) else None


def ask_which_item(scene: FormScene) -> Turn:
    """Ask which item is not right."""
    running = touched(scene.running, scene.now)
    reply = Reply(scene.say("form.confirm_which"))
    return turn(replace(scene.state, running=running), reply, intent=scene.heard.intent)


def _taken_in_passing(scene: FormScene, field: Field, texts: tuple[str, ...]) -> Turn | None:
    running = scene.running
    for text in texts:
        try:
            read = read_answer(scene, field, text)
        except NotUnderstood:
            continue
        if isinstance(read, Understood) and answer.what_speaks_against(scene, field, read.value) is None:
            filled = running.with_answer(field.name, Answer(read.value, read.typed))
            return ask(scene, filled, corrected(scene, filled, field))
    return None
