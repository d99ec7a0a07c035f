"""How a filing is signed: clauses that hold nothing but who somebody is and how they are reached. Pure.

「项目经理聂华 136…」, 「法务何琼 电话 023-4827…」, 「重庆宏远 谷玉 1332…」 at the end of a message, or a clause
of that kind that no sentence about somebody else leads to, are whoever writes; 「对方叫李彪，电话138…」 is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from intents import expressions as re
from intents.telling.writing import Clause, Written

_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:\+?86[ -]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0?\d{2,3}[ -]?\d{7,8}|\d{7,8})"
    r"(?:转\d{1,6})?(?![\dA-Za-z])"
)
_DATE = re.compile(r"(?:20\d\d\s?[年.-])?\s?\d{1,2}\s?[月.-]\s?\d{1,2}\s?[日号]?")
# A post, however long the house is that it is held in: 技术部副部长, 院办主任, 法务.
_POST = (
    r"(?:[\u4e00-\u9fff]{0,8}?(?:经理|总监|主任|部长|主管|科长|处长|厂长|店长|院长|校长|站长|队长|组长|班长|会长|专员|助理|秘书|文员|"
    r"负责人|联系人|老板娘?|(?:法务|行政|人事|财务|会计|客服)(?:部|科|处|室|组|中心)(?![长门])|法务|行政|人事|财务|会计|出纳|厂办|院办|店办|办公室|[\u4e00-\u9fff]{1,4}部|[\u4e00-\u9fff]{1,4}科|股东|法人|法定代表人|"
    r"代表|律师|董事长|董事|总工程师|工程师|总工|总裁|副总|老总|合伙人|创始人|站长|客服|前台|值班员|研究员|总|工|先生|女士|小姐|师傅|大姐|老师|姐|哥|嫂|嬢嬢|同志))"
)
_AROUND = re.compile(
    r"(?:联系方式|联系电话|手机号码|手机号|微信同号|此致|敬礼|敬上|谨上|上报|上|举报|报案|反映|投诉|报告|提交|署名|落款|签名|申请|特此|向|贵局|你局|你们|请|请你们|查处|处理|盼复|谢谢|回电|回复|联系|联络|"
    r"我方|我司|我们|我|本人|是|为|系|叫|姓名|名字|单位|公司|职务|职位|部门|人|电话|手机|号码|座机|办公|同号|微信|微|信|mobile|tel|phone|contact|"
    r"的|或者|或|和|也|可|可以|[\s,:()、.。;/\-—!]){0,12}",
    re.IGNORECASE,
)
_POSTS = re.compile(rf"(?:{_POST}|[,:()、\s]){{0,4}}")
# Whoever somebody else is, a post before a name says too: such a clause signs nothing.
_SOMEBODY_ELSE = re.compile(
    r"(?:^|[^目当])前(?!台)|(?<!我)原(?!料|告)|离职|辞职|跳槽|徒弟|学徒|员工|以前|被|他|她|对方|嫌疑|客户|会员|证人|供应商|同事|他们|那边|对手|老公|老婆|爱人|儿子|女儿|[爸妈弟妹]|不要|不用|勿|莫打|别打|老师勿"
)
_THEIRS = re.compile(
    r"他|她|对方|被(?:举报|告|投诉)|嫌疑|那个人|客户|证人|徒弟|员工|前(?:员工|同事|主管|经理)|离职"
)
_OWN = re.compile(r"我|本人|联系人|代理人")
_NAME_INSTEAD, _NUMBER_INSTEAD = "〔〕", "〖〗"


@dataclass(frozen=True, slots=True)
class Signed:
    """Where a signature stands in a text.

    is_last  it ends the message
    """

    start: int
    end: int
    is_last: bool


def signed_in(written: Written, names: Sequence[tuple[int, int]]) -> tuple[Signed, ...]:
    """Return where a message is signed.

    names  where people and companies stand in it
    """
    return tuple(_signed(written, names))


def _signed(written: Written, names: Sequence[tuple[int, int]]) -> Iterator[Signed]:
    clauses = written.clauses
    bare = [_is_bare(written.text, clause, names) for clause in clauses]
    runs = groupby(range(len(clauses)), key=lambda number: (bare[number], clauses[number].sentence))
    for (is_bare, _), run in runs:
        numbers = list(run)
        if not is_bare:
            continue
        first, last = clauses[numbers[0]], clauses[numbers[-1]]
        said = written.text[first.start : last.end]
        holds_name = any(first.start <= start < last.end for start, _ in names)
        if not _NUMBER.search(said) and not (holds_name and numbers[-1] == len(clauses) - 1):
            continue
        if _is_led_to(written, numbers[0]) or _goes_on(written, numbers[-1]):
            continue
        yield Signed(first.start, last.end, is_last=numbers[-1] == len(clauses) - 1)


def _is_bare(text: str, clause: Clause, names: Sequence[tuple[int, int]]) -> bool:
    """Say whether a clause holds names, posts and numbers and nothing else."""
    position, parts = clause.start, []
    for start, end in sorted(names):
        if position <= start and end <= clause.end:
            parts += [text[position:start], _NAME_INSTEAD]
            position = end
    said = "".join((*parts, text[position : clause.end]))
    if _SOMEBODY_ELSE.search(said):
        return False
    rest = _NUMBER.sub(_NUMBER_INSTEAD, _DATE.sub("", said))
    return all(_is_around(piece) for piece in re.split(f"{_NAME_INSTEAD}|{_NUMBER_INSTEAD}", rest))


def _is_around(piece: str) -> bool:
    """Say whether a few signs only announce a name or a number."""
    begun = _AROUND.match(piece)
    position = begun.end() if begun else 0
    posts = _POSTS.match(piece, position)
    position = posts.end() if posts else position
    return len(piece) <= 24 and _AROUND.fullmatch(piece, position) is not None


def _is_led_to(written: Written, number: int) -> bool:
    """Say whether the clause before, in the same sentence, speaks of somebody else."""
    clauses = written.clauses
    if number == 0:
        return False
    before = clauses[number - 1]
    if before.sentence != clauses[number].sentence:
        return False
    if written.text[before.end : clauses[number].start].isspace():
        # Only a blank stands between: 「刘洋电话 131…」 is one, 「我是秘书长 谭明 139…」 is another.
        return _OWN.match(before.text.strip()) is None
    theirs, own = _THEIRS.search(before.text), _OWN.search(before.text)
    return theirs is not None and (own is None or theirs.start() < own.start())


def _goes_on(written: Written, number: int) -> bool:
    """Say whether the sentence goes on telling of whoever is named: 「李彪，138…，在江津双福用了…」."""
    clauses = written.clauses
    if number + 1 == len(clauses) or clauses[number + 1].sentence != clauses[number].sentence:
        return False
    following = clauses[number + 1].text.strip()
    return _OWN.match(following) is None and re.match(r"举报|反映|投诉|报案|要求|请", following) is None
