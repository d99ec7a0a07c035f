"""Which item is meant, and what it should be: 「第3项不对」, 「单位名写错了，应该是…」, 「不是永川，是荣昌」."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.conversation.form.denied import CHANGED, pairs_in
from bot.conversation.form.fitting import kind_of_value, may_name_another, takes, those_that_take
from bot.conversation.form.relocating import another_place
from bot.conversation.form.scene import read_answer
from bot.conversation.scene import Scene
from bot.conversation.state import CONFIRM, Running
from bot.conversation.summary import listed, shown
from intake.forms.codes import FieldKind
from intake.forms.form import Field, Form, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.persons.parties import is_an_organisation
from intents.reading import NotUnderstood
from intents.telling.plainly import Plainly

_COUNT = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
# 「第3项」, 「3项」, or a bare number; 「三点」 without 第 is an hour.
_NUMBERED = re.compile(
    rf"第\s*{_COUNT}\s*[项条点个]?|{_COUNT}\s*[项条](?!目)|"
    # 「6改成南岸区茶园新区」
    r"^([0-9]{1,2})(?:[.、。]?$|(?=(?:改成|改为|换成|应该是|应为)\D))"
)
_A_LINE = re.compile(r"[0-9]{1,2}")
_MARKERS = re.compile(r"改成|改为|换成|变成|应该是|应该写|应该|应为|正确的?是|而是|写成?|填成?|叫做?|是|[:：]")
_CLEAR_MARKERS = re.compile(r"改成|改为|换成|变成|应该是|应该写|应为|正确的?是|而是|[:：]")
# 「获取地不对」
_SAYS_NO_MORE = re.compile(
    r"(?:这|那|里|个|项|也|都|是|有点|好像|[写填说搞弄打])*(?:不对|错了?|有误|不是这样|要改|改一?下)(?:了|的|吧|嘛|哦|哈|[。！!])*"
)
_EXPLAINS = re.compile(r"[，,。；;！!\n](?!还有|和|以及|跟|加上)")
_SEPARATORS = re.compile(r"[，,。；;！!\n]+")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
# What a field of a kind is called when nothing better is at hand: 「上面那个名字不对」.
_CALLED: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.NAME: ("名字", "名称", "姓名", "公司名", "单位名", "厂名", "店名"),
    FieldKind.PHONE: ("电话", "号码", "手机"),
    FieldKind.MAIL: ("邮箱",),
    FieldKind.PLACE: ("地点", "地方", "地址", "区县"),
    FieldKind.DISTRICT: ("地点", "地方", "地址", "区县"),
    FieldKind.DATE: ("时间", "日期", "日子"),
    FieldKind.PERIOD: ("时间", "日期", "日子"),
    FieldKind.AMOUNT: ("金额", "数额", "数字"),
}
# What is said in figures may be said again in others.
_IN_FIGURES = (FieldKind.DATE, FieldKind.PERIOD, FieldKind.AMOUNT)
_THEIRS = re.compile("对方|被举报|他们|她们|那家|那边")
_OURS = re.compile("我们|我方|我司|我的|权利人|自己")
# What may stand around the name of a field where a correction begins with it.
_NAMED_FIRST = re.compile(
    r"(?:等等|等一下|不好意思|那个|这个|上面|前面|前头|先头|上头|起先|刚才|刚刚|之前|[我你填写说把将的给帮]|那里|那项|这项|一项|要|想|请|，|,|对方|应该|不是|不叫|不在|并非|\s)*"
)
_CHANGES = re.compile(r"改一?下?[成为]|换成|更正为|应该是|应为|改一?下[,，是]")
# 「日子不对头，人家是九月初才开始卖的」: what is right stands behind.
_WRONG_FIRST = re.compile(
    r"(?:是|有点|好像|都|给|那[个里]?|我){0,8}(?:[写填说弄搞打整记报选]?[错拐]了?|不对头?|有误|[打写少漏]掉?了?一?[个位]字?)(?:了|哈|的)?[，,。；;\s]+"
)
_CHANGED_TO = re.compile(
    r"^(?:诶|哦|不好意思|等一下|[，,\s])*+我?(?:刚才|前面|前头|上面)?[记说写搞填]?[岔错混]了?[，,。\s]+(?:应该)?是(?P<right>[^，,。；;！!？?]{2,30}?)(?:的事|才对|嘛|哈|[。！!])*$|"
    r"^(?:那|就|还是|给我|帮我|请|可以|能不能|[，,\s])*+(?:改成|改到|改为|换成|换到|调到|挪到)(?P<to>[^，,。；;！!？?]{2,30}?)"
    r"(?:可不可以|可以不|行不行|得行不|要得不|行吗|可以吗|好不好|嘛|吧|哈|哦|[？?。！!])*$"
)
_CLAUSE_ENDS = re.compile(r"[，,。；;！!\n]\s*")
# 「联系人错了」, and nothing more.
_JUST_WRONG = re.compile(r"(?:是|写|填|说|弄|搞|有点|好像|都)*(?:错了?|不对|有误|要改|改一?下)[了吧哦哈。！!]*$")
_MOST_CLAUSES = 4
_AND_SOMEBODY = re.compile(
    r"(?:应该是|改成|改为|换成|是|叫)(?P<company>[\u4e00-\u9fff（）()A-Za-z0-9]{4,30}(?:公司|厂|店|合作社|中心))[，,；;](?:还有|另外|然后)"
)
# 「联系人是卢静」, not 「公司名是…」: what several are called is asked about.
_IS_NAMED = re.compile(
    r"(?P<item>[^，,。；;是为叫]{2,6})(?:应该)?(?:是|为|叫|改成|改为|[:：])(?P<value>[^，,。；;]{2,40})$"
)
_TENS = "十"
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be changed.

    texts  what the new value may be read from, the likeliest first; empty: none was said
    among  the fields of which one is meant, where the words leave it open
    """

    field: Field
    texts: tuple[str, ...]
    among: tuple[Field, ...] = ()


def called_by_kind(field: Field) -> tuple[str, ...]:
    """Return what a field is called for want of a better word: 「上面那个名字」."""
    return _CALLED.get(field.kind, ())


def correction_in(scene: Scene, running: Running) -> Correction | None:
    """Return which item is meant and what it may become; None when no item can be told."""
    text, form = scene.text, scene.book.forms[running.form]
    if instead := named_instead(scene, running) or _said_wrong(scene, running) or instead_of(scene, running):
        return instead
    field, rest = _by_number(scene, running, text)
    if field is not None:
        other = _named_besides(scene, running, field, rest)
        return other or _of_its_kind(
            scene, running, Correction(field, _values(field, rest, _behind_a_marker(rest))), rest
        )
    field, rest, word = _by_mention(form, running, text)
    if field is None:
        field, rest = _by_shape(form, running, text)
        if field is not None:
            return Correction(field, _values(field, rest, text))
        moved = another_place(scene, running)
        if moved:
            return Correction(moved[0], (moved[1],) if moved[1] else ())
        return changed_by_shape(scene, running)
    return _fitting(scene, running, Correction(field, _values(field, rest, text)), word)


def _said_wrong(scene: Scene, running: Running) -> Correction | None:
    """Return the name that is said to be wrong before what is right: 「单位写错了，是重庆…园区有限公司」."""
    found = _WRONG_FIRST.search(scene.text)
    named = change_named(scene, running) if found and scene.text[found.end() :].strip() else None
    return named if named is not None and named.field.kind is FieldKind.NAME else None


def named_instead(scene: Scene, running: Running) -> Correction | None:
    """Return the answer that is named before what is denied, whatever holds it: 「联系人不是陈老板，是程老板」."""
    form = scene.book.forms[running.form]
    for said, right in pairs_in(scene.text):
        before = scene.text.partition(said)[0]
        field, _, word = _by_mention(form, running, before)
        is_named = (
            field is not None and word in field.mentions and _NAMED_FIRST.fullmatch(before.replace(word, ""))
        )
        if field is not None and is_named and field.name in (*running.answers, *running.pending.put_off):
            value = value_of(running.answers, field.name)
            return _fitting(scene, running, Correction(field, _replaced(field, value, said, right)), word)
    return None


def change_named(scene: Scene, running: Running) -> Correction | None:
    """Return what the words begin by naming and change: 「损失改成大概三四十万吧」."""
    starts = (0, *(end.end() for end in _CLAUSE_ENDS.finditer(scene.text)))
    said = (scene.text[start:] for start in starts[:_MOST_CLAUSES])
    return next((named for text in said if (named := _change_named_first(scene, running, text))), None)


def _change_named_first(scene: Scene, running: Running, text: str) -> Correction | None:
    # Where the wrong one is named as well, what holds it decides.
    marks = (_CHANGES, _JUST_WRONG) if next(pairs_in(text), None) else (_CHANGES, _WRONG_FIRST, _JUST_WRONG)
    starts = [found.start() for mark in marks if (found := mark.search(text))]
    if not starts:
        return None
    before = text[: min(starts)]
    field, _, word = _by_mention(scene.book.forms[running.form], running, before)
    is_called = field is not None and word in (*field.mentions, *_CALLED.get(field.kind, ()))
    if field is None or not is_called or not _NAMED_FIRST.fullmatch(before.replace(word, "")):
        return None
    rest = text[text.index(word) + len(word) :]
    return _fitting(scene, running, Correction(field, _values(field, rest, rest)), word)


def _fitting(scene: Scene, running: Running, correction: Correction, word: str) -> Correction:
    """Return the correction of a field that takes the value; of several that do, which is open."""
    # 「不对，是江津双福」: what is wrong is no value.
    said = _WRONG_FIRST.sub("", correction.texts[0], count=1) if correction.texts else ""
    value = _EXPLAINS.split(said.strip("，,。 "))[0]
    kind = kind_of_value(scene, value)
    if kind is None or takes(correction.field, kind, value):
        return correction
    if not may_name_another(word):
        # 「联系人写错了，应该是…公司」 names one field and says what it cannot be.
        return replace(correction, texts=())
    fitting = _of_a_side(scene.text, fields_taking(scene, running, value))
    called = tuple(field for field in fitting if any(one in scene.text for one in field.mentions))
    among = called if len(called) == 1 else fitting
    if len(among) == 1:
        return Correction(among[0], (value,))
    return Correction(among[0], (value,), among) if among else replace(correction, texts=())


def _of_its_kind(scene: Scene, running: Running, correction: Correction, rest: str) -> Correction:
    """Return the correction of a numbered item; a value that is none for it is of the one that can hold it.

    「第一个改成周三上午」 is the first of the times, not the first item, which is a name.
    """
    value = _CLEAR_MARKERS.split(rest)[-1].strip("，,。 了")
    kind = kind_of_value(scene, value)
    if kind is None and (named := _named_behind(rest)):
        # 「第1项改一下，公司名是…有限公司」
        value, kind = named, Plainly.COMPANY
    if kind is None or (takes(correction.field, kind, value) and _may_choose(scene, correction.field, value)):
        return correction
    among = _of_a_side(scene.text, fields_taking(scene, running, value))
    if len(among) == 1:
        return Correction(among[0], (value,))
    return Correction(among[0], (value,), among) if among else Correction(correction.field, ())


def _named_besides(scene: Scene, running: Running, numbered: Field, rest: str) -> Correction | None:
    """Return another item that is named behind a number, with what it is: 「第7项改一下，联系人是卢静」."""
    clause = _CLAUSE_ENDS.split(rest, maxsplit=1)[-1]
    said = _IS_NAMED.match(clause) if clause != rest else None
    if said is None:
        return None
    field, _, word = _by_mention(scene.book.forms[running.form], running, said["item"])
    is_other = (
        field is not None and field.name != numbered.name and word in field.mentions and not may_name_another(word)
    )
    return (
        Correction(field, (said["value"],))
        if field is not None and is_other and field.name in running.answers
        else None
    )


def _named_behind(rest: str) -> str:
    """Return the company that is named behind a number and what it is called."""
    said = _MARKERS.split(rest)[-1].strip("，,。 了")
    return said if is_an_organisation(said) else ""


def _may_choose(scene: Scene, field: Field, value: str) -> bool:
    """Say whether a value names an option where there are some."""
    if not field.options:
        return True
    try:
        read_answer(scene, field, value)
    except NotUnderstood:
        return False
    return True


def _of_a_side(text: str, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Leave the fields of the side that the words name, all of them where they name none."""
    for side, is_reported in ((_THEIRS, True), (_OURS, False)):
        if side.search(text):
            return tuple(field for field in fields if field.name.startswith("reported_") is is_reported) or fields
    return fields


def fields_taking(scene: Scene, running: Running, value: str) -> tuple[Field, ...]:
    """Return the answered fields that a value fits."""
    kind = kind_of_value(scene, value)
    return those_that_take(_given(scene.book.forms[running.form], running), kind) if kind else ()


def one_of(text: str, among: Iterable[Field]) -> Field | None:
    """Return the field that is chosen by its label, by what it is called, or by its side."""
    fields = tuple(among)
    chosen = [field for field in fields if text.strip("的。 ") == field.label]
    chosen = chosen or [field for field in fields if any(word in text for word in field.mentions)]
    if len(chosen) != 1:
        chosen = list(_of_a_side(text, fields))
    return chosen[0] if len(chosen) == 1 else None


def changed_by_shape(scene: Scene, running: Running) -> Correction | None:
    """Return the one answer that what is only changed to can be: 「改成星期四上午可不可以」."""
    found = _CHANGED_TO.match(scene.text)
    said = (found["to"] or found["right"]) if found else ""
    fitting = fields_taking(scene, running, said) if said else ()
    return Correction(fitting[0], (said,)) if len(fitting) == 1 else None


def changed_value(scene: Scene, running: Running) -> Correction | None:
    """Return the answer that holds what is to be changed: 「8800改成8,800万」."""
    return instead_of(scene, running) if CHANGED.search(scene.text) else None


def instead_of(scene: Scene, running: Running) -> Correction | None:
    """Return the answer that holds what is denied, with what stands there instead: 「不是华兴，是华星」."""
    form = scene.book.forms[running.form]
    for said, right in pairs_in(scene.text):
        if _A_LINE.fullmatch(said):
            continue
        holding = [field for field in _given(form, running) if _holds(scene, running, field, said)]
        if holding:
            # 「地点不是永川，是荣昌」 names one; else the one that is needed most, then the one given last.
            named, _, word = _by_mention(form, running, scene.text)
            is_named = named in holding and (word in named.mentions or _is_just(scene, running, named, said))
            likeliest = min(holding, key=lambda field: _order(scene, running, field, said))
            meant = named if named is not None and is_named else likeliest
            return Correction(meant, _replaced(meant, running.answers[meant.name].value, said, right))
    return None


def _order(scene: Scene, running: Running, field: Field, said: str) -> tuple[bool, bool]:
    """Return how far a field is from being meant: one that holds just these words comes first, then the core."""
    return not _is_just(scene, running, field, said), not field.core


def _is_just(scene: Scene, running: Running, field: Field, said: str) -> bool:
    return said in _told(scene, running, field).split("\n") or _is_said_otherwise(scene, running, field, said)


def _holds(scene: Scene, running: Running, field: Field, said: str) -> bool:
    return said in _told(scene, running, field) or _is_said_otherwise(scene, running, field, said)


def _is_said_otherwise(scene: Scene, running: Running, field: Field, said: str) -> bool:
    """Say whether it is the day or the amount that stands there, in other words: 「今年5月」 for 2026-05."""
    if field.kind not in _IN_FIGURES:
        return False
    try:
        read = read_answer(scene, field, said)
    except NotUnderstood:
        return False
    return isinstance(read, Understood) and read.value == running.answers[field.name].value


def _given(form: Form, running: Running) -> Iterator[Field]:
    """Yield the fields that hold an answer, the last one first."""
    for name in reversed(list(running.answers)):
        if form.knows(name) and running.answers[name].value is not None:
            yield form.field(name).under(running.answers)


def _told(scene: Scene, running: Running, field: Field) -> str:
    return f"{running.answers[field.name].typed}\n{shown(scene.book, running, field)}"


def _replaced(field: Field, value: object, said: str, right: str) -> tuple[str, ...]:
    """Return what the answer becomes; of a name, only the part that was wrong is another."""
    if kind_of(field).is_free and isinstance(value, str) and said in value:
        return (value.replace(said, right) if len(right) <= len(said) + 1 else right,)
    return (right,)


def _by_number(scene: Scene, running: Running, text: str) -> tuple[Field | None, str]:
    found = _NUMBERED.search(text)
    if found is None:
        return None, text
    number = _number(next(group for group in found.groups() if group))
    fields = _numbered(scene, running)
    return (fields[number - 1], text[found.end() :]) if 1 <= number <= len(fields) else (None, text)


def numbered_item(scene: Scene, running: Running, number: str) -> Field | None:
    """Return the item of a number that was said: 「第4项」; None where there is none."""
    return _by_number(scene, running, number)[0]


def _numbered(scene: Scene, running: Running) -> tuple[Field, ...]:
    """Return the fields by the numbers last shown: those of the list, or those of the questions one by one."""
    if running.field == CONFIRM or running.pending.listed:
        return listed(scene.book, running)
    form = scene.book.forms[running.form]
    asked = [field for field in form.answered(running.answers) if field.asked]
    return tuple(field for field in asked if not running.answers[field.name].stated)


def _by_mention(form: Form, running: Running, text: str) -> tuple[Field | None, str, str]:
    """Return the field whose words stand in the text, what follows them, and the words.

    One that is answered comes first, then the longest of its words.
    """
    best = max(_mentioned(form, running, text), default=None)
    if best is None:
        return None, text, ""
    _, name, word = best
    return form.field(name).under(running.answers), text[text.index(word) + len(word) :], word


def _mentioned(form: Form, running: Running, text: str) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield every mention of a field: how well it fits, the field, the word."""
    is_theirs, is_ours = _THEIRS.search(text) is not None, _OURS.search(text) is not None
    given = list(running.answers)
    longer = {word for field in form.fields for word in field.mentions if word in text}
    for field in form.fields:
        is_answered = field.name in running.answers
        called = _CALLED.get(field.kind, ()) if is_answered else ()
        for word in (*field.mentions, *called):
            # 「发现时间」 is no 「时间」.
            rest = text
            for other in longer:
                rest = rest.replace(other, "") if word in other and word != other else rest
            if word in rest and field.when(running.answers):
                is_of_side = is_theirs if field.name.startswith("reported_") else is_ours
                # Of two answers of one kind, the one given last is meant.
                order = given.index(field.name) if is_answered else -1
                yield (is_answered, is_of_side, len(word), word in field.mentions, order), field.name, word


def _by_shape(form: Form, running: Running, text: str) -> tuple[Field | None, str]:
    for name, shape in (("credit_code", _CREDIT_CODE), ("phone", _PHONE)):
        if shape.search(text) and form.knows(name) and name in running.answers:
            return form.field(name), text
    return None, text


def _values(field: Field, rest: str, text: str) -> tuple[str, ...]:
    """Return the pieces of the text that the new value may stand in; none where it is only said to be wrong."""
    if _SAYS_NO_MORE.fullmatch(rest.strip()):
        return ()
    after_marker = _MARKERS.split(rest)[-1].strip() if _MARKERS.search(rest) else ""
    if kind_of(field).is_free:
        return _words(field, rest, after_marker)
    pieces = [piece.strip() for piece in reversed(_SEPARATORS.split(rest)) if piece.strip()]
    whole = (text,) if kind_of(field).is_place else ()
    return tuple(dict.fromkeys((*whole, *((after_marker,) if after_marker else ()), *map(_bare, pieces), *pieces)))


def _behind_a_marker(rest: str) -> str:
    """Return what an item is changed to, without 「改成」; a place is read from all of it."""
    marker = _CLEAR_MARKERS.match(rest)
    return rest[marker.end() :] if marker else rest


def _words(field: Field, rest: str, after_marker: str) -> tuple[str, ...]:
    """Return what a name or a text becomes: any words would do, so only those after 「是」, 「改成」 are meant."""
    clearly = _CLEAR_MARKERS.search(rest)
    said = rest[clearly.end() :].lstrip(" ：:，,").strip() if clearly else after_marker
    if not said and (wrong := _WRONG_FIRST.search(rest)):
        # 「那家厂名字我打错了，渝新微电子，新旧的新」.
        said = rest[wrong.end() :]
    if field.kind is FieldKind.NAME:
        if company := _a_company_before_somebody(rest):
            return (company,)
        # 「应该是姜小姐，美女姜」 explains the name; 「甲公司，还有乙公司」 goes on.
        said = _EXPLAINS.split(said.strip("，,。 "))[0]
    return (said,) if said.strip("，,。；;！! ") else ()


def _a_company_before_somebody(rest: str) -> str:
    """Return the company that something is, where it goes on about somebody: 「是…公司，还有那个人叫唐国良」."""
    found = _AND_SOMEBODY.search(rest)
    return found["company"] if found else ""


def _bare(piece: str) -> str:
    return _MARKERS.split(piece)[-1].strip() or piece


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    if _TENS not in digits:
        return _DIGITS.index(digits[0])
    tens, _, ones = digits.partition(_TENS)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
