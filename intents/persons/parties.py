"""Several people or companies in one answer: 「甲有限公司、张三」. Pure. A name with 和 in it stays one name."""

from __future__ import annotations

import re

from intents.persons.people import is_a_name

# No company has one of these inside its name.
_APART = re.compile(r"[、，,；;\n]+(?:还有|以及|另外|和|跟|与|加上)?|以及|还有")
_AND = re.compile(r"[和与跟及]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_ORGANISATION = re.compile(
    r"^[\w·\-]{2,40}(?:公司|集团|企业|厂|店|行|部|中心|工作室|事务所|合作社|研究院|研究所|协会|"
    r"医院|学校|学院|超市|酒坊|作坊|馆)$"
)
# 「唐勇和重庆固锐模具有限公司」: nobody's shop is called so.
_REGISTERED = re.compile(r"^[\w（）()·]{4,40}(?:有限|责任|股份|集团)*公司$")
# 「一个叫唐勇，另一个是…」.
_ONE_OF_THEM = re.compile(
    r"^(?:其中)?(?:(?:另外?|还有|第[一二三])?(?:一)?[个家位]|另外?的?)(?:人|公司)?(?:就?是|叫做?|名叫|喊|[:：])\s*"
)
# 「是两个人一起搞的，一个叫谭波一个叫向小虎」.
_HOW_MANY = re.compile(
    r"^(?:就?是|有)?[两二三四五2345几](?:个|名|位)?(?:人|家|"
    r"公司)?[^，,、；;]{0,8}[，,：:]\s*(?=(?:其中)?一[个家位](?:就?是|叫|喊))"
)
_RUN_ON = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![另外有中])(?=(?:另外?|还有)?一[个家位](?:人|公司)?(?:就?是|叫做?|名叫|喊))"
)
_GENERIC = re.compile(r"^(?:他|她|它|我|你|咱|这|那|某|一|两|几|其他|别的|前|老|新|对方|隔壁|竞争)")


def parties_in(name: str) -> tuple[str, ...]:
    """Return the names in a text that is nothing but names; the text itself where it may be one name."""
    pieces = [
        _ONE_OF_THEM.sub("", piece.strip()) for piece in _APART.split(_RUN_ON.sub("、", _HOW_MANY.sub("", name)))
    ]
    parties = [party for piece in pieces for party in _joined_by_and(piece)]
    if len(parties) < 2 or not all(map(_is_a_party, parties)):
        return (name,)
    return tuple(dict.fromkeys(parties))


def _joined_by_and(piece: str) -> tuple[str, ...]:
    """Part 「甲公司和张三」; 「金谷和牛餐饮店」 may be one name and is left whole."""
    for sign in _AND.finditer(piece):
        before, after = piece[: sign.start()].strip(), piece[sign.end() :].strip()
        are_two = is_an_organisation(before) or is_a_name(after) or _REGISTERED.match(after) is not None
        if _is_a_party(before) and _is_a_party(after) and are_two:
            return (before, *_joined_by_and(after))
    return (piece,)


def _is_a_party(text: str) -> bool:
    plain = _ASIDE.sub("", text)
    return is_a_name(plain) or is_an_organisation(plain)


def is_an_organisation(text: str) -> bool:
    """Say whether the whole text is the name of a company, a shop or another house."""
    return _ORGANISATION.match(text) is not None and _GENERIC.match(text) is None
