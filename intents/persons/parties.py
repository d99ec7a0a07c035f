"""Several people or companies in one answer: 「甲有限公司、张三」. Pure. A name with 和 in it stays one name."""

from __future__ import annotations

import re

from intents.persons.people import is_a_name

# No company has one of these inside its name.
_APART = re.compile(
    r"[、，,；;\n]+(?:还有|以及|另外|和|跟|与|加上)?|以及|还有|"
    # 「一个叫谭波一个叫向小虎」: what begins so is the next one.
    r"(?<=[^\s另外第有中])(?=(?:另外?)?一[个家位](?:人|公司)?(?:就?是|叫做?|名叫|喊)|第[二三四五][个家位](?:就?是|叫做?|名叫|喊))"
)
# 「两个人一起搞的」, 「都是我们以前的销售」: how many they are and who, not how they are called.
_HOW_MANY = re.compile(
    r"(?:就|一共|总共|其实)*(?:是|有)?(?:[两二三四五几2345])(?:个|家|位)(?:人|公司|单位|厂|伙计)?"
    r"(?:一起|合伙|共同|合起来|伙同)?(?:搞|干|做|弄|整|偷|拿|参与)?(?:的|了)?|"
    r"(?:[两三几]个人?|他们|她们){0,2}(?:都|全)(?:是|在)[^，,；;]{1,16}"
)
_COUNTED_FIRST = re.compile(r"^(?:一共|总共|是|有)?[两二三四五几2345](?:个|家|位)(?:人|公司|单位|厂)?[：:]")
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
_GENERIC = re.compile(r"^(?:他|她|它|我|你|咱|这|那|某|一|两|几|其他|别的|前|老|新|对方|隔壁|竞争)")


def parties_in(name: str) -> tuple[str, ...]:
    """Return the names in a text that is nothing but names; the text itself where it may be one name."""
    counted = [piece.strip() for piece in _APART.split(_COUNTED_FIRST.sub("", name))]
    pieces = [_ONE_OF_THEM.sub("", piece) for piece in counted if piece and not _HOW_MANY.fullmatch(piece)]
    parties = [party for piece in pieces for party in _joined_by_and(piece)]
    is_said_among_others = len(parties) == 1 and parties[0] != name
    if not parties or not (len(parties) > 1 or is_said_among_others) or not all(map(_is_a_party, parties)):
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
