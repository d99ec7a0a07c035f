"""A part of an item is taken out: 「保密措施去掉保密协议」, 「第11项去掉“…”」, 「保密措施不对，协议没签过」."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.summary import corrected, shown
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intents import expressions as re
from intents.reading import NotUnderstood, denied_choices, read_choices

_OUT = re.compile(r"(?:去|删|划|拿|抹|清)(?:掉|除|去|了)|不要|取消")
_A_NUMBER = re.compile(r"第\s*[0-9一二三四五六七八九十]{1,3}\s*[项条个点]")
_QUOTED = re.compile(r"[“\"「『‘](?P<part>[^”\"」』’]{2,100})[”\"」』’]")
# What stands around the part that is meant: 「里头不要那句…」.
_AROUND = re.compile(
    r"^(?:请|把|将|帮我|给我|麻烦|那个|这个|里头|里面|里边|里|中的?|的|我说的|[，,：:\s])+|(?:那句话?|这句话?|那一?段|这一?段|[了吧嘛哈。！!，,\s])+$"
)
_THAT_SENTENCE = re.compile(r"^(?:那|这)(?:一?句话?|一?段|几个字)|^(?:里头|里面)")
_THAT_SENTENCE_SAID = re.compile(r"[那这]一?(?:句|段|几个字)")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_SHORTEST = 3


def part_taken_out(scene: FormScene) -> Turn | None:
    """Take out of an item what the words name of it; None where they name no item, or nothing of it."""
    if not _OUT.search(scene.text):
        return None
    field = _meant(scene)
    if field is None:
        return _nothing_there(scene)
    value = value_of(scene.running.answers, field.name)
    wanted = _bare(scene, field)
    if field.kind is FieldKind.CHOICES and isinstance(value, list | tuple):
        left = _others(field, value, _chosen(field, wanted))
        return entered(scene, field, left) if left and len(left) < len(value) else None
    if (
        field.kind is FieldKind.TEXT
        and isinstance(value, str)
        and (without := _sentence_out(scene, field, wanted))
    ):
        return without
    return _not_in_it(scene, field, wanted)


def _sentence_out(scene: FormScene, field: Field, part: str) -> Turn | None:
    """Take a sentence out of a text, and out of one's own words that are handed in with it."""
    value = value_of(scene.running.answers, field.name)
    rest = _without(value, part) if isinstance(value, str) else ""
    if not rest or rest == value:
        return None
    running = scene.running.with_answer(field.name, Answer(rest, rest))
    told = scene.running.answers.get(TOLD)
    if told is not None and isinstance(told.value, str) and (left := _without(told.value, part)):
        running = running.with_answer(TOLD, Answer(left, told.typed, told.stated))
    return ask(scene, running, corrected(scene, running, field))


def _not_in_it(scene: FormScene, field: Field, part: str) -> Turn | None:
    """Take a quoted sentence out of whatever text has it; else say that it does not stand in the item."""
    is_quoted = _QUOTED.search(scene.text) is not None
    texts = (scene.form.field(name) for name in scene.running.answers if scene.form.knows(name) and name != TOLD)
    found = (_sentence_out(scene, one, part) for one in texts if one.kind is FieldKind.TEXT)
    if is_quoted and (without := next(filter(None, found), None)):
        return without
    if not is_quoted and not _THAT_SENTENCE_SAID.search(scene.text):
        return None
    value = shown(scene.book, scene.running, field)
    return ask(scene, scene.running, scene.say("form.not_in_it", label=field.label, value=value))


def _nothing_there(scene: FormScene) -> Turn | None:
    """Say that the item is still empty whose name the words begin with, rather than take them for a name."""
    form, answers = scene.form, scene.running.answers
    empty = (field for field in form.fields if field.asked and field.name not in answers and field.when(answers))
    item = next((field for field in empty if _begins_with(scene.text, field)), None)
    if item is None or item.name == scene.field.name:
        return None
    return ask(scene, scene.running, scene.say("form.nothing_to_take_out", label=item.label))


def _begins_with(text: str, field: Field) -> bool:
    return _AROUND.sub("", text).startswith(field.label)


def left_of_choices(field: Field, value: object, text: str) -> list[object]:
    """Return what is left of several options where the text only says which of them are not so; empty: nothing."""
    if field.kind is not FieldKind.CHOICES or not isinstance(value, list | tuple):
        return []
    left = _others(field, value, denied_choices(text, field.options))
    return left if len(left) < len(value) else []


def entered(scene: FormScene, field: Field, left: Sequence[object]) -> Turn:
    """Enter what is left of several options, and say what stands there now."""
    typed = kind_of(field).shown(field, list(left))
    running = scene.running.with_answer(field.name, Answer(list(left), typed))
    return ask(scene, running, corrected(scene, running, field))


def _others(field: Field, value: Sequence[object], positions: Sequence[int]) -> list[object]:
    gone = {field.options[position].value for position in positions}
    return [one for one in value if one not in gone]


def _chosen(field: Field, text: str) -> tuple[int, ...]:
    try:
        return read_choices(text, field.options)
    except NotUnderstood:
        return ()


def _meant(scene: FormScene) -> Field | None:
    """Return the answered item that is named by its number or by what it is called, the longest name first."""
    if number := _A_NUMBER.search(scene.text):
        return numbered_item(scene, scene.running, number[0])
    given = [scene.form.field(name) for name in scene.running.answers if scene.form.knows(name)]
    called = [(len(word), field) for field in given for word in _names_of(field) if word in scene.text]
    return max(called, key=lambda one: one[0])[1] if called else None


def _names_of(field: Field) -> tuple[str, ...]:
    return (field.label, *field.mentions)


def _bare(scene: FormScene, field: Field) -> str:
    """Return what is to be taken out: what is quoted, else the words without item, wish and what stands around."""
    if quoted := _QUOTED.search(scene.text):
        return quoted["part"]
    bare = _OUT.sub("", _A_NUMBER.sub("", scene.text, count=1), count=1)
    for word in sorted(_names_of(field), key=len, reverse=True):
        bare = bare.replace(word, "", 1)
    for _ in range(2):
        bare = _THAT_SENTENCE.sub("", _AROUND.sub("", bare))
    return bare


def _without(value: str, part: str) -> str:
    """Return the text without the clauses in which the part stands; of a whole clause or more, without it."""
    if len(part) < _SHORTEST or part not in value:
        return value
    clauses = _CLAUSE.findall(value)
    if any(part in clause for clause in clauses):
        return "".join(clause for clause in clauses if part not in clause).strip("，,；; ")
    return value.replace(part, "").strip("，,；; ")
