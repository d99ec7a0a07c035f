"""Told before it is asked: what a consultation is to be about, and the measures taken; what can be no place.

A time that is asked for is one that is wished: 「这周四上午可以吗」.

「我们想了解员工离职怎么管」 where a park is asked is the question to come;
「设了密码」 where a date is asked are measures.
"""

from __future__ import annotations

from bot.conversation.form import answer, unanswered
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field, value_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.persons.beside_a_house import own_name_in
from intents.persons.organisations import organisations_in
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.reading.times import asks_whether_it_suits

_QUESTION, _MEASURES, _PLACE, _TIMES = "question", "measures", "place", "preferred_times"
_WISHES = re.compile(
    r"(?:想|要|需要)(?:来)?(?:咨询|了解|请教|请|问|学|晓得|知道|搞清楚|弄清楚)|主要是?想|想(?:让|请|喊|叫)(?:你们|老师|指导站|人)|能不能(?:来|派|请|上门|帮|教)"
)
_CONTACT = "contact_name"
_NAMES_NO_DAY = ("times.none", "times.which_day")
_FEWEST_OF_A_WISH = 6
_LIKE_A_PLACE = re.compile(
    r"[园区城港厦楼谷库街路镇村乡号座栋幢室层湾坝府巷]|基地|广场|中心|孵化|众创|空间|大道|组团|市场|工业|科技|产业"
)
_TELLS = re.compile(
    r"想|问|帮|老师|怎么|咋|啷个|什么|啥|能不能|可以|多?人|[做卖搞开][\u4e00-\u9fff]{1,6}的?$|不晓得|[吗嘛呢]$"
)
_LONGEST_NAME_OF_A_PLACE = 30
_TOOK_MEASURES = re.compile(
    r"(?:签|设|装|盖|加|上|有|做|建|定)(?:得|的|起|了|过|有|都)*(?:[^，,。；;]{0,6})(?:保密协议|保密合同|竞业|密码|加密|门禁|监控|保密章|密级|"
    r"保密制度|权限|锁)|(?:竞业|保密)(?:限制)?(?:协议|合同|制度)也?(?:都)?(?:签|有|定)|上锁|加了?密"
)
_THEY_DID = re.compile(r"^(?:他|她|对方|那边|人家)们?")


def told_early(scene: FormScene) -> Turn | None:
    """Note what is told before it is asked, and ask the open question again."""
    return _wished(scene) or _measures_told(scene) or _own_name_told(scene)


def time_wished(scene: FormScene) -> Turn | None:
    """Take 「这周四上午可以吗」 as the time it wishes for; one that cannot be is refused, others are offered."""
    if not scene.form.knows(_TIMES) or not asks_whether_it_suits(scene.text):
        return None
    is_asked = scene.field.kind is FieldKind.TIMES
    try:
        read = read_answer(scene, scene.form.field(_TIMES), scene.text)
    except NotUnderstood as problem:
        names_no_day = problem.phrase_key in _NAMES_NO_DAY
        return unanswered.misread(scene, problem) if is_asked and not names_no_day else None
    if not isinstance(read, Understood) or not read.value:
        return None
    return answer.taken(scene, read) if is_asked else _noted(scene, scene.form.field(_TIMES), read.value)


def no_place(scene: FormScene) -> Turn | None:
    """Ask again where words for a park or an address are none; None where they may be."""
    if scene.field.kind is not FieldKind.TEXT or _PLACE not in scene.field.takes or not scene.is_read:
        return None
    text = scene.text
    is_one = scene.book.gazetteer.is_just_a_place(text, scene.today) or _LIKE_A_PLACE.search(text) is not None
    tells = _TELLS.search(text) is not None or len(text) > _LONGEST_NAME_OF_A_PLACE
    if is_one and not (tells and looks_like_a_question(text)):
        return None
    return unanswered.ask_once_more(scene, scene.say("form.not_a_place")) if tells else None


def _wished(scene: FormScene) -> Turn | None:
    """Take what a consultation is to be about where a name or a place is asked."""
    is_named = scene.field.kind is FieldKind.NAME or _PLACE in scene.field.takes
    if not is_named or not scene.form.knows(_QUESTION) or len(scene.text) < _FEWEST_OF_A_WISH:
        return None
    is_wish = _WISHES.search(scene.text) is not None and not organisations_in(scene.text)
    if not is_wish or value_of(scene.running.answers, _QUESTION) is not None:
        return None
    field = scene.form.field(_QUESTION)
    return _noted(scene, field, scene.text[: field.limit]) if len(scene.text) <= field.limit else None


def _measures_told(scene: FormScene) -> Turn | None:
    """Take measures that are told where a figure, a place or a name is asked."""
    if not scene.form.knows(_MEASURES) or scene.field.name == _MEASURES or scene.field.kind is FieldKind.TEXT:
        return None
    is_answer = scene.is_read and scene.field.kind is not FieldKind.NAME
    if is_answer or _THEY_DID.match(scene.text) or not _TOOK_MEASURES.search(scene.text):
        return None
    if looks_like_a_question(scene.text) or organisations_in(scene.text):
        return None
    field = scene.form.field(_MEASURES)
    try:
        read = read_answer(scene, field, scene.text)
    except NotUnderstood:
        return None
    if not isinstance(read, Understood) or not isinstance(read.value, list):
        return None
    before = value_of(scene.running.answers, _MEASURES)
    kept = before if isinstance(before, list) else []
    chosen = [option.value for option in field.options if option.value in (*kept, *read.value)]
    return _noted(scene, field, chosen)


def _own_name_told(scene: FormScene) -> Turn | None:
    """Take who writes where a place is asked: 「我姓陈，陈国强」."""
    if not scene.asks_for_a_place or not scene.form.knows(_CONTACT) or scene.state.unnamed:
        return None
    field, name = scene.form.field(_CONTACT), own_name_in(scene.text)
    is_open = value_of(scene.running.answers, _CONTACT) is None and field.when(scene.running.answers)
    is_place = scene.book.gazetteer.locate(scene.text, scene.today).outcome != "none"
    return _noted(scene, field, name) if name and is_open and not is_place else None


def _noted(scene: FormScene, field: Field, value: object) -> Turn:
    typed = value if field.name == _CONTACT and isinstance(value, str) else scene.text
    filled = scene.running.with_answer(field.name, Answer(value, typed, True))
    return ask(scene, filled, scene.say("form.also_noted", facts=told_facts(scene.book, filled, [field.name])))
