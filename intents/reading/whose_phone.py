"""Whose telephone of several: somebody else's is left out where one's own is asked for. Pure.

「证人罗姐的电话是139…，我自己的是138…」 gives the second one; 「证人罗姐的电话是139…」 alone gives none.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.refusal import NotUnderstood

_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
_CLAUSE_ENDS = re.compile(r"[,，。;；!！?？\n]")
_CALLED = r"(?:电话|手机|座机|号码?|手机号|联系方式|联系电话)?(?:号码?)?(?:是|为|[:：])?\s?"
# Oneself, one's house and who is to be called for it are nobody else.
_OWN_SIDE = (
    r"(?:我|本人|自己|咱|公司|单位|厂里|店里|办公|值班|前台|联系人|经办|法务|行政|下面|以下|备用|常用|现在|新|另|"
    r"正确|准确|对的|真正|真实|错|改|原来|以前|之前|"
    r"老公|老婆|爱人|丈夫|妻子|媳妇|儿子|女儿|屋头|家)"
)
_POST = r"(?:经理|厂长|老板娘?|老总|总监|主管|主任|会计|出纳|组长|队长|店长|董事长|秘书|师傅|总)"
# 「我们经理的电话是…」: of one's own house, and somebody else.
# A colleague's or a friend's is lent to be called at.
_OF_OURS = rf"(?:我们?|咱们?)(?:公司|单位|厂|店)?的?[^,，。;；\d的我]{{0,4}}{_POST}"
# A department is nobody, and may be one's own.
_OF_A_DEPARTMENT = re.compile(rf"(?:部|科|处|室|中心|组|车间|公司|厂|店|门卫|仓库|宿舍)的{_CALLED}$")
_OWN_BEFORE = re.compile(rf"(?:我(?:们|自己|本人|这边|家)?的?|本人的?|自己的?)(?:(?:这个|那个)?{_CALLED})$")
_OWN_BEHIND = re.compile(r"\s?(?:才|就)?是(?:我|本人|自己)")
_SOMEBODYS = re.compile(rf"(?:^|[,，。;； ])(?![^,，。;；]{{0,8}}{_OWN_SIDE})[^,，。;；\d]{{1,10}}的{_CALLED}$")
_OUR_OWN_SOMEBODYS = re.compile(rf"(?:^|[,，。;； ]){_OF_OURS}的?{_CALLED}$")
_THEIR_ROLE = re.compile(rf"(?:证人|对方|被举报人?|客户|他|她|人家)[^,，。;；\d]{{0,5}}?{_CALLED}$")
_NOT_TO_CALL = re.compile(r"(?:不要|别|莫|勿|不用|不是)(?:再|去|给)?(?:打|找|联系|拨|用)[^,，。;；\d]{0,12}$")
_SOMEBODYS_BEHIND = re.compile(
    rf"[,，\s]{{0,2}}(?:这个|那个)?(?:是|为)(?:{_OF_OURS}|(?!{_OWN_SIDE})[^,，。;；\d]{{1,8}})"
    r"的(?:电话|手机|号码?)?(?:[,，。;； ]|$)"
)
# 「打不通打我的」: the one before is called first, whosever it is.
_FIRST_OF_TWO = re.compile(r"[,， ]{0,2}(?:要是|如果|万一)?(?:打不通|不通|没人接|联系不上|关机)")
# What is no part of who is named before a number.
_AROUND_WHO = re.compile(rf"^.*[,，。;； ]|的?{_CALLED}$")
_LEADS_TO_WHO = re.compile(r"^(?:是|为)|^(?:我们?|咱们?)(?:(?:公司|单位|店)的?|厂的|的)?")
_BEFORE, _BEHIND = 24, 16


def without_others_phones(text: str) -> str:
    """Return a text in half width in which no number is left that is said to be somebody else's.

    Where only such numbers stand, none is kept as one's own: a department alone may be the writer's.
    """
    found = list(_NUMBER.finditer(text))
    theirs = [number for number in found if _is_somebodys(text, number)]
    if not theirs:
        return text
    if len(theirs) == len(found):
        if all(_OF_A_DEPARTMENT.search(_clause_before(text, number)) for number in theirs):
            return text
        raise NotUnderstood("phone.not_ones_own")
    for number in reversed(theirs):
        text = text[: number.start()] + text[number.end() :]
    return text


def whose_phone(text: str) -> str:
    """Return who is said to be called at the only number of a text in half width: 王厂长, 经理; "" for nobody."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1 or not _is_somebodys(text, found[0]) or _is_not_to_be_called(text, found[0]):
        return ""
    behind = _SOMEBODYS_BEHIND.match(text[found[0].end() : found[0].end() + _BEHIND])
    said = behind[0].strip(" ,，。;；的这那个") if behind else _AROUND_WHO.sub("", _clause_before(text, found[0]))
    return _LEADS_TO_WHO.sub("", _LEADS_TO_WHO.sub("", _AROUND_WHO.sub("", said)))


def is_of_our_staff(before: str) -> bool:
    """Say whether a number is said to be that of one's manager or a colleague: 「我们经理的电话是」 before it."""
    return _OUR_OWN_SOMEBODYS.search(before) is not None


def _is_not_to_be_called(text: str, number: re.Match[str]) -> bool:
    return _NOT_TO_CALL.search(_clause_before(text, number)) is not None


def _is_somebodys(text: str, number: re.Match[str]) -> bool:
    before, behind = _clause_before(text, number), text[number.end() : number.end() + _BEHIND]
    if _is_not_to_be_called(text, number):
        return True
    if _OWN_BEFORE.search(before) or _OWN_BEHIND.match(behind) or _FIRST_OF_TWO.match(behind):
        return False
    is_said_before = _SOMEBODYS.search(before) or _OUR_OWN_SOMEBODYS.search(before) or _THEIR_ROLE.search(before)
    return is_said_before is not None or _SOMEBODYS_BEHIND.match(behind) is not None


def _clause_before(text: str, number: re.Match[str]) -> str:
    return _CLAUSE_ENDS.split(text[max(number.start() - _BEFORE, 0) : number.start()])[-1]
