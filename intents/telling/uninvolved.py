"""Who is named only to be cleared: 「不是南方轴承，是南江轴承」, 「和南方轴承没得关系」. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from intents import expressions as re
from intents.telling.before_names import is_part
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.writing import Written


class NamedInText(Protocol):
    """Somebody, or a company, that stands in a text."""

    @property
    def name(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_ACCUSE = r"(?:举报|投诉|检举|控告|反映|告)"
_WITH = r"(?:与|和|跟|同)(?:那个|隔壁的?|对面的?)?$"
_NOT_BEFORE = re.compile(
    rf"(?:(?<!是)(?:不是|并不是|并非)(?:要|想|去|来)?{_ACCUSE}?(?:的|隔壁的?|对面的?|那[个家])?|(?<!是)不(?:要|想|用|必)?{_ACCUSE}(?:的是)?|"
    rf"没(?:有|得)?(?:要|想)?{_ACCUSE}|(?:莫|别|不要|不能|不该|勿|不应)(?:再)?(?:写成?|填成?|弄成|搞成|当成|算成|误认为是?)|而不是|不包括|除了)[“\"「]?$"
)
_TOO = re.compile(r"(?:不仅|不只|不光|不单|不但)(?:仅|只|光)?[^,。;]{0,6}$")
_RELATES = re.compile(rf"{_WITH}")
_UNRELATED = re.compile(
    r"^[”\"」]?(?:公司|厂|店|那边|这边)?(?:[^,。;!?]{0,8})?(?:无关|没(?:有|得|啥|什么)*(?:关系|关联|相干|干系|牵连)|不(?:相干|搭界)|莫得关系|是(?:客户|合作|供货|上下游|正常|业务|买卖)(?:的)?关系)"
)
_CLEARED = re.compile(
    r"^[”\"」]?(?:公司|厂|店|他们|她们|那边|这边|那家|一直)*(?:,)?(?:他们|她们|它|其|就|都|也|是|又|根本|完全|本身|并)*"
    r"(?:被冤枉|冤枉的|清白|无辜|没(?:有|得)?(?:参与|参加|掺和|问题|责任|动手|份(?!额))|无关|不知情|不举报|不告|不用查|不查|莫查|"
    r"可以作证|能作证|愿意?作证|(?:它|他们|锦程)?(?:的)?房东|受害(?:的|者|方|人)|"
    r"(?:我们?|我司|我公司|我方|本公司)(?:的|多年的?|长期的?)?(?:老)?(?:客户|供应商|供货商|供货方|合作方|合作伙伴|房东|甲方|业主))"
)
_PARTNER_BEFORE = re.compile(
    r"(?:(?<!把)(?<!将)(?:我们?|我司|我公司|我方|我院)?的?(?:老|大)?(?:客户|供应商|供货商|合作方|甲方|业主|房东|证人)(?:就?是|叫|为|:)?|"
    r"(?:给|供|供应|服务|报给)(?=[^,。;]{2,14}(?:的)?(?:供应|报价|底价|价格|方案)))[“\"「]?$"
)
_THEIR_PEOPLE = re.compile(r"(?:\([^()]{1,24}\))?的[\u4e00-\u9fff]{0,6}(?:员|师|工|师傅|经理|老板|人|总|主管)")
# 「同行…只是给他发过录用通知」: nothing was done by it.
_ONLY_DEALT = re.compile(
    r"^[”\"」]?(?:公司|厂|店|那边|这边)?(?:就|都)?只(?:是|不过)?(?:给|跟|和|找|问|约|请|见|联系|打听)"
)
_LEAD_CHARACTERS, _AFTER_CHARACTERS = 18, 26


def uninvolved_in(written: Written, named: Sequence[NamedInText]) -> frozenset[str]:
    """Return the names of whoever is said to have no part in it, under every name they have here."""
    cleared = set(_cleared(written, named))
    return frozenset(one.name for one in named if any(is_same(one.name, name) for name in cleared))


def is_same(one: str, other: str) -> bool:
    """Say whether two names are one: 南方轴承 and 重庆南方轴承."""
    return one == other or is_part(one, other) or is_part(other, one)


def _cleared(written: Written, named: Sequence[NamedInText]) -> Iterator[str]:
    text = written.text
    for one in named:
        clause = written.clause_at(one.start)
        lead = text[max(clause.start, one.start - _LEAD_CHARACTERS) : one.start]
        after = text[one.end : one.end + _AFTER_CHARACTERS]
        is_denied = _NOT_BEFORE.search(lead) is not None and not _TOO.search(lead) and not after.startswith("的")
        is_unrelated = _RELATES.search(lead) is not None and _UNRELATED.match(after) is not None
        is_partner = _PARTNER_BEFORE.search(lead) is not None and not _does_something(
            _rest_of_sentence(written, one)
        )
        only_dealt = _ONLY_DEALT.match(after) and not _does_something(_rest_of_sentence(written, one))
        if is_denied or is_unrelated or _CLEARED.match(after) or is_partner or only_dealt:
            yield one.name
    yield from _cleared_by_stem(written, named)


def _rest_of_sentence(written: Written, one: NamedInText) -> str:
    sentence = written.clause_at(one.start).sentence
    end = max(clause.end for clause in written.clauses if clause.sentence == sentence)
    return written.text[one.end : end]


def _does_something(said: str) -> bool:
    """Say whether the clause goes on with an act, or with one of their people."""
    return _THEIR_PEOPLE.match(said) is not None or any(hit.kind in ACTS for hit in hits_in(said))


def _cleared_by_stem(written: Written, named: Sequence[NamedInText]) -> Iterator[str]:
    """Yield who is cleared under a shorter name than the one that was read: 「南方轴承没参与」."""
    for one in named:
        stem = re.sub(r"^重庆市?|(?:有限)?(?:责任)?公司$", "", one.name)
        for found in re.finditer(re.escape(stem), written.text) if len(stem) > 1 else ():
            begin = max(found.start() - _LEAD_CHARACTERS, 0)
            lead, after = written.text[begin : found.start()], written.text[found.end() : found.end() + 26]
            is_unrelated = _RELATES.search(lead) is not None and _UNRELATED.match(after) is not None
            if _CLEARED.match(after) or is_unrelated:
                yield one.name
