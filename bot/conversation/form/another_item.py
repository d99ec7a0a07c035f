"""What is told of another item than the one that is asked, without a word of correcting: 「损失嘛，二三十万有了」.

Only what another item is called, or what only a place can be said of, leads there; what the open question may mean
itself stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import hearing
from bot.conversation.form.correcting import put_in
from bot.conversation.form.more_places import is_beside, put_beside
from bot.conversation.form.named_first import called_first
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field, value_of
from intake.forms.kinds import kind_of
from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.corrective import is_corrective

_DATES = (FieldKind.DATE, FieldKind.PERIOD, FieldKind.TIMES)
_PLACES = (FieldKind.PLACE, FieldKind.DISTRICT)
_FIGURES = (*_DATES, *_PLACES, FieldKind.AMOUNT, FieldKind.PHONE, FieldKind.CREDIT_CODE)
_LONG_TEXT_CHARACTERS = 100
_AGAIN = re.compile(r"再说一[遍次下]|重新说|换|搬|少了|多了|记错|说错|不对|改")
_DECIDES_WHERE = ("act_place", "district")
# 「不止五万，差不多九万」.
_NOT_SO = re.compile("^(?:不止|不是|不只|哪止|何止|没到)")
_MARKS = re.compile(r"[，,。；;！!]")
_AROUND_A_PLACE = re.compile(r"^(?:我们|公司|单位|厂|现在|已经|刚|都|搬|[到去在是])+|[了哈嘛吧]+$")
# What only a place can be said of: where somebody is registered, where something is used.
_WHERE = re.compile(
    r"(?:注册|登记|使用|在用|用|生产|做货|加工|经营|办公|销售|卖货|拿走|拷走|带走|偷走|发生)(?:的|着)?(?:地方|地点|地|那边)?"
    r"(?:其实|实际|现在|都|就|还)*(?:是在|在|是)|"
    r"(?:是在|在|到)[^，,。；;]{2,12}(?:注册|登记|使用|在用|用|生产|做货|加工|办公|拿走|拷走|带走|偷走)|搬[到去在]"
)
_SOMEWHERE = re.compile(
    r"^(?:[^，,。]{0,14}[，,])?(?P<where>(?:反正|就|大概|好像|应该|是|人|厂|店|他们?|公司)*在[^，,。；;！!]{2,14}"
    r"(?:那边|这边|附近|旁边|一带|那里|那块|楼上|对面|那个位置))[的了嘛吧哈。！!]*$"
)
# 「那家公司全名是…」, 「我们单位的名字叫…」.
_FULL_NAME = re.compile(
    r"^(?:哦|诶|对了|[，,\s])*+(?P<whose>那家|对方|他们|他们那家|人家|被举报的?|我们|我)(?:这?个?(?:公司|单位|厂|店))?的?"
    r"(?:全名|全称|名字|名称)(?:应该|其实|就)*(?:是|叫)(?P<name>[^，,。；;！!？?]{4,40})"
)
_OURS = ("我们", "我")


def told_of_another(scene: FormScene) -> Turn | None:
    """Put it in there, and ask the open question again; None where it may be an answer to that."""
    if len(scene.text) > hearing.A_SENTENCE_CHARACTERS or looks_like_a_question(scene.text):
        return None
    return _full_name(scene) or _figure(scene) or _place(scene)


def _full_name(scene: FormScene) -> Turn | None:
    found = _FULL_NAME.match(scene.text)
    if found is None or not organisations_in(found["name"]):
        return None
    ours = "company_name" if scene.form.knows("company_name") else "reporter_name"
    name = ours if found["whose"] in _OURS else "reported_name"
    if not scene.form.knows(name) or name == scene.field.name:
        return None
    return put_in(scene, scene.form.field(name), found["name"])


def _figure(scene: FormScene) -> Turn | None:
    """Take a figure or a place of the item that the words begin with."""
    if not scene.is_free and scene.is_read and not _AGAIN.search(scene.text):
        return None
    if _tells_at_length(scene) and not _AGAIN.search(scene.text):
        return None
    for field, rest in called_first(scene):
        if field.name != scene.field.name and field.kind in _FIGURES and not _is_alike(scene.field, field):
            said = next((said for said in _values(field, rest) if _reads(scene, field, said)), None)
            return put_in(scene, field, said) if said else None
    return None


def _values(field: Field, rest: str) -> Iterator[str]:
    """Yield what the value may stand in; where something was wrong, what is right comes last."""
    clauses = [clause for clause in _MARKS.split(rest) if clause.strip() and not _NOT_SO.match(clause)]
    if field.kind in _PLACES:
        yield from (_AROUND_A_PLACE.sub("", clause) for clause in reversed(clauses))
    yield from () if len(clauses) < len(_MARKS.findall(rest)) else (rest,)
    yield from reversed(clauses) if _AGAIN.search(rest) else clauses


def _place(scene: FormScene) -> Turn | None:
    """Take a place that is said where none is asked: what is done there, or that it was another."""
    name = next((name for name in _DECIDES_WHERE if scene.form.knows(name)), None)
    if name is None or kind_of(scene.field).is_place or _tells_at_length(scene):
        return None
    is_open = value_of(scene.running.answers, name) is None or scene.field.kind is FieldKind.NAME
    may_be_there = is_open or not scene.is_read
    somewhere = _SOMEWHERE.match(scene.text) if may_be_there else None
    is_another = not scene.is_free and not scene.is_read and is_corrective(scene.text)
    if not somewhere and not is_another and not _WHERE.search(scene.text):
        return None
    text = somewhere["where"] if somewhere else scene.text
    if scene.book.gazetteer.locate(text, scene.today).outcome not in ("one", "several"):
        return None
    # What is told of another place takes nothing away from the one that is noted.
    beside = put_beside(scene, text) if is_beside(scene) else None
    return beside or put_in(scene, scene.form.field(name), text)


def _is_alike(one: Field, other: Field) -> bool:
    """Say whether the same words may answer both: 「时间是去年」 where a time is asked."""
    return one.kind is other.kind or any(one.kind in kinds and other.kind in kinds for kinds in (_DATES, _PLACES))


def _tells_at_length(scene: FormScene) -> bool:
    return scene.field.kind is FieldKind.TEXT and scene.field.limit > _LONG_TEXT_CHARACTERS


def _reads(scene: FormScene, field: Field, text: str) -> bool:
    try:
        read_answer(scene, field, text)
    except NotUnderstood:
        return False
    return True
