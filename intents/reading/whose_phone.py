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
    r"(?:我|本人|自己|咱|公司|单位|厂里|店里|办公|值班|前台|联系人|经办|法务|行政|下面|以下|备用|常用|现在|新|另)"
)
_OWN_BEFORE = re.compile(rf"(?:我(?:们|自己|本人|这边|家)?的?|本人的?|自己的?)(?:(?:这个|那个)?{_CALLED})$")
_OWN_BEHIND = re.compile(r"\s?(?:才|就)?是(?:我|本人|自己)")
_SOMEBODYS = re.compile(rf"(?:^|[,，。;； ])(?![^,，。;；]{{0,8}}{_OWN_SIDE})[^,，。;；\d]{{1,10}}的{_CALLED}$")
_THEIR_ROLE = re.compile(rf"(?:证人|对方|被举报人?|客户|他|她|人家)[^,，。;；\d]{{0,5}}?{_CALLED}$")
_NOT_TO_CALL = re.compile(r"(?:不要|别|莫|勿|不用|不是)(?:再|去|给)?(?:打|找|联系|拨|用)[^,，。;；\d]{0,12}$")
_SOMEBODYS_BEHIND = re.compile(
    rf"[,，\s]{{0,2}}(?:这个|那个)?(?:是|为)(?!{_OWN_SIDE})"
    r"[^,，。;；\d]{1,8}的(?:电话|手机|号码?)?(?:[,，。;； ]|$)"
)
# 「打不通打我的」: the one before is called first, whosever it is.
_FIRST_OF_TWO = re.compile(r"[,， ]{0,2}(?:要是|如果|万一)?(?:打不通|不通|没人接|联系不上|关机)")
_NOT_ONES_OWN = re.compile(r"证人|对方|被举报|那家公司|人家")
_BEFORE, _BEHIND = 24, 16


def without_others_phones(text: str) -> str:
    """Return a text in half width in which no number is left that is said to be somebody else's.

    Where only such numbers stand, those of a witness or of the other side are none to be called at.
    """
    found = list(_NUMBER.finditer(text))
    theirs = [number for number in found if _is_somebodys(text, number)]
    if not theirs:
        return text
    if len(theirs) == len(found):
        if _NOT_ONES_OWN.search(_NUMBER.sub("", text)):
            raise NotUnderstood("phone.not_ones_own")
        return text
    for number in reversed(theirs):
        text = text[: number.start()] + text[number.end() :]
    return text


def _is_somebodys(text: str, number: re.Match[str]) -> bool:
    before, behind = _clause_before(text, number), text[number.end() : number.end() + _BEHIND]
    if _NOT_TO_CALL.search(before):
        return True
    if _OWN_BEFORE.search(before) or _OWN_BEHIND.match(behind) or _FIRST_OF_TWO.match(behind):
        return False
    is_said_before = _SOMEBODYS.search(before) or _THEIR_ROLE.search(before)
    return is_said_before is not None or _SOMEBODYS_BEHIND.match(behind) is not None


def _clause_before(text: str, number: re.Match[str]) -> str:
    return _CLAUSE_ENDS.split(text[max(number.start() - _BEFORE, 0) : number.start()])[-1]
