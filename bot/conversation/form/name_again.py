"""A name that stands already is said again, or how it is written: 「打错了，是…公司」, 「坤是金字旁那个」.

What is asked meanwhile has nothing to do with it: no company is a contact or a way of acting, no sign a name.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.conversation.form.correcting import ask_which, asked_again, put_in
from bot.conversation.form.scene import FormScene
from bot.conversation.form.wrong_name import which_name
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field, value_of
from intents import expressions as re
from intents.cues import cue
from intents.persons.parties import is_an_organisation
from intents.persons.spoken import spoken_name
from intents.reading.questions import looks_like_a_question
from intents.telling.plainly import Plainly
from intents.telling.sign_described import signs_put_right

MAY_BE_SAID_AGAIN = cue(r"[错掉漏少拐反]|不对|不是", signs="错掉漏少拐反不")
# 「打掉了两个字，是…」, 「刚才写错了，应该是…」: nothing else stands before the name.
_AGAIN = re.compile(
    r"^(?:哦|噢|哎呀?|诶|不好意思|等等|等一下|等哈|对了|刚才|刚刚|前面|前头|上面|上头|上一[个项]|那个|这个|公司|单位|我|给|好像|有点|[，,\s]){0,6}"
    r"(?:(?:打|写|填|说|搞|弄|输|敲|记|整|发|报){0,2}(?:错|掉|漏|少|拐|反|岔)(?:打|写|填|输|说)?了?(?:(?:[一二两三几]|[一二两三几]?个)字?)?|不对|搞混了)(?:了|不对)?(?:哈|哦|啊)?"
    r"[，,。；;！!\s]{1,3}(?:应该|应当|正确的?|其实|才)?(?:是|叫做?|为|[:：])?\s?(?P<name>[^，,。；;！!？?\s]{4,40}?)(?:才对|哈|嘛|[。！!]|\s)*$"
)
_COMMON = re.compile(r"^(?:重庆|四川|成都|北京|上海|深圳|广州)市?|(?:股份|集团)?有限(?:责任)?公司$|公司$|厂$|店$")
# Two names of one company share at least so much of what is their own.
_LIKE = 50
_OF_A_COMPANY = re.compile("公司|单位|厂|店|企业")
_OF_A_PERSON = re.compile("人名|姓|联系人|(?<!公司)(?<!单位)名字")


def said_again(scene: FormScene) -> Turn | FormScene | None:
    """Put a company right that is said again after 「打错了」, or ask which one it is."""
    found = _AGAIN.match(scene.text)
    if found is None or not is_an_organisation(found["name"]) or looks_like_a_question(scene.text):
        return None
    name = found["name"]
    given = [field for field in _names(scene) if is_an_organisation(_value(scene, field))]
    given = [field for field in given if field.name != scene.running.field]
    like = [(fuzz.ratio(_own(name), _own(_value(scene, field))), field) for field in given]
    likely = sorted((one for one in like if one[0] >= _LIKE), key=lambda one: -one[0])
    if likely and (len(likely) == 1 or likely[0][0] > likely[1][0]):
        return put_in(scene, likely[0][1], name)
    is_name = scene.where is Context.FIELD and scene.field.kind is FieldKind.NAME
    takes_it = is_name and (not scene.field.takes or Plainly.COMPANY in scene.field.takes)
    if takes_it and not given:
        # Nothing was said before: the name alone answers.
        return scene.saying(name)
    if not given or (takes_it and not likely):
        return None
    last = next(reversed(list(scene.running.answers)), "")
    if len(given) == 1 and given[0].name == last:
        return put_in(scene, given[0], name)
    return ask_which(scene, name, tuple(given)) if len(given) > 1 else None


def sign_put_right(scene: FormScene) -> Turn | None:
    """Ask a name again of which a sign is said to be another one; what stands there is not guessed at."""
    signs = signs_put_right(scene.text)
    if signs is None or looks_like_a_question(scene.text):
        return None
    if scene.where is Context.FIELD and scene.field.kind is FieldKind.NAME and spoken_name(scene.text):
        # 「李静，错了，李婧，女字旁那个」 answers.
        return None
    given = [field for field in _names(scene) if field.name != scene.running.field]
    meant = [field for field in given if any(sign in _value(scene, field) for sign in signs)]
    is_text = scene.where is Context.FIELD and scene.field.kind is FieldKind.TEXT
    # In a text 「图纸上的字不对，是木字旁的」 tells of something else.
    if not meant and not is_text:
        meant = [field for field in given if _is_of_its_side(scene, field)] or given
    if not meant:
        return None
    return asked_again(scene, meant[0]) if len(meant) == 1 else which_name(scene, meant)


def _is_of_its_side(scene: FormScene, field: Field) -> bool:
    """Say whether the words speak of a company's name, or of a person's, and the field holds such a one."""
    is_house = is_an_organisation(_value(scene, field))
    return (_OF_A_COMPANY if is_house else _OF_A_PERSON).search(scene.text) is not None


def _names(scene: FormScene) -> list[Field]:
    """Return the fields that hold a name, in the order in which they were given."""
    answers = scene.running.answers
    fields = (scene.form.field(name).under(answers) for name in answers if scene.form.knows(name))
    return [field for field in fields if field.kind is FieldKind.NAME and _value(scene, field)]


def _value(scene: FormScene, field: Field) -> str:
    value = value_of(scene.running.answers, field.name)
    return value if isinstance(value, str) else ""


def _own(name: str) -> str:
    """Return what of a name is its own: 恒坤机电 of 重庆恒坤机电有限公司."""
    return _COMMON.sub("", _COMMON.sub("", name)) or name
