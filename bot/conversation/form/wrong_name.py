"""What was said before is wrong, and nothing is said of what is right: its item is asked again.

「与对方的关系不对」, as we teach it; or a name has a wrong sign: of several it is asked which.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import words
from bot.conversation.form.correcting import asked_again, put_in
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import touched, turn
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field, parted, value_of
from intents import expressions as re
from intents.persons.parties import is_an_organisation
from intents.reading.questions import looks_like_a_question
from intents.telling.wrong_name import name_said_wrong, surname_put_right

_AS_QUOTED = "“”「」『』\"'‘’ "
# What we call an item, and that it is not right; without what is right.
_SAID_WRONG = re.compile(
    r"^(?:我的?|我们的?|那个|这个|刚才的?|前面的?|上面的?){0,2}(?P<label>[^，,。；;！!？?\s]{2,12}?)(?:那一?项|这一?项)?"
    r"(?:是|都|也|好像|有点|[写填选说记搞弄打]){0,3}(?:不对头?|错了?|有误|要改)(?:了|的|哈|哦|嘛|[。！!]){0,3}$"
)
_PEOPLE = ("contact_name",)
_OURS, _THEIRS = ("reporter_name", "company_name"), ("reported_name",)


def item_said_wrong(scene: FormScene) -> Turn | None:
    """Ask an item again that is called by its label and said to be wrong, whatever is asked now."""
    found = _SAID_WRONG.match(scene.text.strip(_AS_QUOTED))
    if found is None or found["label"] == scene.field.label:
        return None
    meant = [
        field
        for field in scene.form.answered(scene.running.answers)
        if field.label == found["label"] and field.asked and field.kind is not FieldKind.DECLARATION
    ]
    # Of several that are called alike it is asked which: they are told apart by what stands there.
    return asked_again(scene, meant[0]) if len(meant) == 1 else None


def name_put_right(scene: FormScene) -> Turn | None:
    """Ask the name again that was said wrong; None where none was given, or the words say what is right."""
    if called := surname_put_right(scene.text):
        return _surname_put_right(scene, *called)
    whose = name_said_wrong(scene.text)
    if whose is None or looks_like_a_question(scene.text) or words.THEY_DID.match(scene.text):
        return None
    among = {"ours": _OURS, "theirs": _THEIRS, "open": (*_THEIRS, *_OURS)}[whose]
    given = [
        scene.form.field(name).under(scene.running.answers)
        for name in scene.running.answers
        if parted(name)[0] in among and isinstance(value_of(scene.running.answers, name), str)
    ]
    meant = [field for field in given if is_an_organisation(str(value_of(scene.running.answers, field.name)))]
    meant = meant or given
    if not meant or any(field.name == scene.running.field for field in meant):
        return None
    return asked_again(scene, meant[0]) if len(meant) == 1 else which_name(scene, meant)


def _surname_put_right(scene: FormScene, wrong: str, right: str) -> Turn:
    """Put the one name right that begins with the surname; of several, or of none, it is said and asked again."""
    named = [
        scene.form.field(name).under(scene.running.answers)
        for name in scene.running.answers
        if parted(name)[0] in (*_PEOPLE, *_OURS, *_THEIRS)
        and str(value_of(scene.running.answers, name) or "").startswith(wrong)
    ]
    if len(named) == 1:
        said = str(value_of(scene.running.answers, named[0].name))
        return put_in(scene, named[0], right + said.removeprefix(wrong))
    return which_name(scene, named) if named else ask(scene, scene.running, scene.say("form.no_such_name"))


def which_name(scene: FormScene, meant: list[Field]) -> Turn:
    """Ask which of the names is meant; what is said there opens it."""
    answers = scene.running.answers
    told = "、".join(f"{field.label}（{value_of(answers, field.name)}）" for field in meant)
    choices = tuple(Choice(f"{field.label}不对", f"{field.label}不对") for field in meant)
    running = touched(scene.running, scene.now)
    asked = Reply(scene.say("form.which_name", names=told), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent)
