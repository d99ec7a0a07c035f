"""A name of which only a part is known: a short name, the sign over the door. Kept with what was said. Pure.

「重庆鼎盛，具体全称不晓得，招牌是鼎盛精工」 -> 重庆鼎盛（招牌：鼎盛精工，全称不详）
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import as_written

_UNKNOWN = (
    r"(?:不(?:太|大|是很|怎么)?(?:晓得|知道|清楚|记得|确定|了解|详|认得)|不详|未知|记不(?:到|得|"
    r"住|清|起|全)|认不(?:到|得)|说不(?:清|准|全|来)|搞不(?:清|懂)|想不起|没(?:看清|记住|看到|"
    r"记到))(?:楚|了|哈|啊|嘛){0,3}"
)
_WHOLE = (
    r"(?:具体的?|他们?的?|完整的?|准确的?|真正的?|正式的?|后面的?|执照上(?:的)?(?:叫)?){0,4}(?:全称|"
    r"全名|名称|名字|公司名|叫啥子?|叫什么|是啥子?|是什么|大名|学名|哪几个字|那个字|哪个字)"
)
_SAYS_UNKNOWN = re.compile(
    rf"{_WHOLE}[^，,。；;]{{0,6}}?{_UNKNOWN}|{_UNKNOWN}(?:他们?|它|那家)?(?:的)?{_WHOLE}|(?:只|"
    rf"就)(?:晓得|知道|记得|听说过?)"
)
_SIGN = re.compile(
    r"(?:(?:门口|门头|店门口|外头|外面|墙上)?(?:挂的?|写的?)?(?:的)?(?:招牌|牌子|门头|门牌|店招|"
    r"店名|牌匾|对外)(?:上)?(?:打的|写的|写着|挂的)?(?:就?是|叫做?|写的?是?|为|[:：])*)\s*[“\"「]?"
    r"(?P<sign>[^，,。；;“”\"「」]{2,20})"
)
_CALLED = re.compile(
    r"(?:只|就)(?:晓得|知道|记得|听说过?)(?:他们?|它|那家|别人|大家|外头|人家)?(?:都)?(?:喊|叫做?|"
    r"是|名字叫?|有个?)*(?:他们?|它)?(?:叫|做)?[“\"「]?(?P<name>[^，,。；;“”\"「」]{2,20})"
)
_AROUND = re.compile(
    r"^(?:好像|应该|大概|可能|就|是|叫做?|那家|那个|对方|他们?|公司|单位|简称|平时|都|喊|"
    r"[，,\s])+|(?:这些|之类的?|什么的|啥子的|的样子|嘛|吧|哈|噻|哦|[。！!])+$"
)
_CLAUSES = re.compile(r"[，,。；;\n]+")
_LEFT_OUT = re.compile(r"什么|啥子?|某+|[xX*]{1,3}")
_A_SHORT_NAME = re.compile(r"[\w·（）()\-]{2,24}")
_NO_NAME = re.compile(r"不|没|晓得|知道|记得|清楚|招牌|牌子|全称|全名|名字|名称|执照|[那这他她我你]|吗|呢")
# 「只晓得是在大坪那边一栋楼的12楼」, 「是我们楼下那家」: where somebody is, and not how they are called.
_SOMEWHERE = re.compile(
    r"^(?:反正|只?(?:晓得|知道|记得)|就|是|他们?|那家|好像|大概|应该|开)*(?P<where>"
    r"在[^，,。；;]{2,24}(?:[楼层号室栋路街巷口里边头]|那边|这边|附近|旁边|一带|那里|那块|厂房|门市|店面)的?|"
    r"在[^，,。；;]{2,16}有一?[个家](?:厂子?|店|公司|厂房|作坊|门市)|"
    r"我们(?:公司|单位|厂)?(?:楼[上下]|隔壁|对面|对门|旁边|附近)(?:的)?(?:那家|那个|那间)?(?:公司|厂子?|店|单位)?)(?:[的吧嘛哈噻哦。！!])*$"
)
_MARK = "全称不详"
_MOST_CHARACTERS = 80


def is_partial(name: str) -> bool:
    """Say whether a kept name is marked as a part of one."""
    return name.endswith(f"{_MARK}）")


def partial_name(text: str) -> str:
    """Return the part of a name that is known, marked as such; "" where the words say of none that it is one."""
    said = as_written(text).strip()
    if len(said) > _MOST_CHARACTERS:
        return ""
    unknown = _SAYS_UNKNOWN.search(said)
    sign = _sign_in(said)
    if unknown is None:
        if there := _SOMEWHERE.match(said):
            return f"{there['where']}（{_MARK}）"
        left_out = _called_with_a_gap(said)
        return f"{left_out}（{_MARK}）" if left_out else ""
    called = _CALLED.search(said)
    known = (_bare(called["name"]) if called else "") or _first_name(said)
    if known and sign and sign != known:
        return f"{known}（招牌：{sign}，{_MARK}）"
    if sign:
        return f"{sign}（招牌，{_MARK}）"
    return f"{known}（{_MARK}）" if known and not _NO_NAME.search(known) else ""


def tells_only_where(text: str) -> bool:
    """Say whether the name is not known and only told where they are: 「不晓得叫啥，只晓得在大坪那边12楼」."""
    unknown, *rest = [clause for clause in _CLAUSES.split(as_written(text).strip()) if clause] or [""]
    is_unknown = _SAYS_UNKNOWN.search(unknown) or re.search(_UNKNOWN, unknown)
    return is_unknown is not None and bool(rest) and all(map(_SOMEWHERE.match, rest))


def _sign_in(said: str) -> str:
    found = _SIGN.search(said)
    sign = _bare(found["sign"]) if found else ""
    return "" if _NO_NAME.search(sign) else sign


def _first_name(said: str) -> str:
    """Return the clause that is nothing but a name; before or behind what says that it is not whole."""
    for clause in _CLAUSES.split(said):
        name = _bare(clause)
        if _A_SHORT_NAME.fullmatch(name) and not _NO_NAME.search(name):
            return name
    return ""


def _called_with_a_gap(said: str) -> str:
    """Return 「重庆金什么科技」, a name in which its teller leaves a word out."""
    name = _bare(_CLAUSES.split(said)[0])
    gap = _LEFT_OUT.search(name)
    inside = gap is not None and gap.start() > 1 and gap.end() < len(name) - 1
    is_name = _A_SHORT_NAME.fullmatch(name) is not None and not re.search(
        r"[吗呢嘛?？]|[叫是喊]什么|为什么|做什么", name
    )
    says = re.search(r"认不|记不|不晓得|不知道|不清楚|没看清", said) is not None
    return name if inside and is_name and says else ""


def _bare(words: str) -> str:
    return _AROUND.sub("", words.strip()).strip(' “”"「」')
