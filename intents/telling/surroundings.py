"""Places that a story names and where nothing was done: the owner's seat, where somebody was before, a court.

The bureau of the place where it was done decides; so what these words name must not be read as that place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from intents import expressions as re
from intents.telling.introducing import seats_introduced
from intents.telling.labels import Referent, labelled_in
from intents.telling.lexicon import ACTS
from intents.telling.story import Story
from intents.telling.teller import Teller
from intents.telling.uninvolved import is_same
from intents.telling.writing import Clause

_HAN = r"[\u4e00-\u9fff]"
_NEVER_THERE = re.compile(
    # 「原来在沙坪坝一家叫丽妍的公司干」
    r"(?:原来|以前|之前|原先|早先|先前|从前|过去|本来|曾经?)(?:他|她|都|就|也|还|一直)*是?在(?!我们|我司|我厂|本公司)[^,。;!?]{2,24}|"
    # 「南岸法院」, 「仙女山派出所」
    rf"{_HAN}{{2,8}}(?:人民)?(?:法院|检察院|派出所|公安分?局|仲裁委员?会?|农业农村委|经信委|科技局|人社局|市场监管局|市监局)|"
    # 「好像是綦江那边的」: what is not sure is asked.
    r"(?:好像|可能|也许|说不定|大概)(?:就|也)?[是在][^,。;!?]{2,14}|"
    # 「据说他准备去浙江台州开厂」: where somebody may be now.
    r"(?:听说|听人说|据说|听讲)(?:他|她|人|现在|后来|已经|准备|打算)*(?:去|到|跳)[^,。;!?]{2,14}?(?:上班|工作|开[厂店公]|当|任职|发展)|"
    # 「模具外发到璧山那边做的」
    r"(?:外发|外包|外协|委外|发包|代工)[^,。;!?]{0,3}[到给在去][^,。;!?]{2,14}"
)
# 「彭水一家公司的邮箱」, told by somebody who is not the owner: whose it was.
_ROBBED = re.compile(
    rf"{_HAN}{{2,8}}?(?:另外?|那|某)?一家(?:{_HAN}{{0,8}}?)(?:公司|厂|店|企业|社|院|馆|所)(?:的|那里|手里)(?!老板|经理|负责人|法人)|"
    # 「从江北观音桥那边的一家老字号挖了个师傅」
    rf"从(?!我们|我司|我厂){_HAN}{{2,10}}?(?:的)?(?:另外?|那|某)?[一那某]家{_HAN}{{1,10}}?(?=挖|买通|收买|偷|套|骗|拿|弄|搞|带|抄|招|请)"
)
_SEAT = re.compile(
    r"^(?:我们|我|咱们?|本|敝)?(?:的)?(?:公司|厂|店|单位|企业|总部|办公室?|住所地?|注册地?|地址|门店)?(?:就|都|也|的?注册|办公)*"
    r"(?:在|位于|是在|坐落于?|地址|住所地?|注册地?)(?!职|用|做|卖|家里|系统|网上|后台|那[边里]|现场|里面)"
)
_SEAT_ALONE = re.compile(r"^(?:我们?)?(?:公司|厂|店|单位)(?:就)?(?:在|位于|地址)[^,。;!?]{2,16}$")
_OWN_BRANCHES = re.compile(
    r"^(?:我们|我司|我厂|我公司|本公司|咱们?)(?:公司|厂|店)?(?:就)?(?:在|位于)[^,。;!?]{2,24}"
)
_AFTER_A_NAME = re.compile(r"^\([^()]{2,30}\)")
_REST_OF_A_BRACKET = re.compile(r"^[,、:\s][^()。;!?]{2,24}\)")
_BRACKET_CHARACTERS = 32
_ADDRESS = re.compile(r"(?:公司|单位)?(?:地址|住所地?|住址|注册地?址?|所在地|位于|办公地址?)")
# 「从西南铝挖人…，西南铝在九龙坡西彭」, told by somebody else: whose it was sits there.
_TAKEN_FROM = re.compile(
    r"从(?!我|这|那|他|她|别)(?P<who>[\u4e00-\u9fff]{2,8}?)(?:那里|那边|公司|厂)?(?:挖|买|偷|套|骗|拿|弄|搞|带|抄|招)"
)
_NEAR_CLAUSES = 2


def without_surroundings(story: Story) -> str:
    """Return the story as long as it is, with blanks where nothing was done."""
    signs = list(story.written.text)
    for start, end in (*_told_of_others(story), *_own_seats(story)):
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _told_of_others(story: Story) -> Iterator[tuple[int, int]]:
    text = story.written.text
    yield from (found.span() for found in _NEVER_THERE.finditer(text))
    if story.teller is not Teller.OWNER:
        yield from (found.span() for found in _ROBBED.finditer(text))
        for whose in dict.fromkeys(found["who"] for found in _TAKEN_FROM.finditer(text)):
            yield from (
                found.span()
                for found in re.finditer(
                    rf"{re.escape(whose)}(?:公司|厂)?(?:就)?(?:在|位于)[^,。;!?]{{2,14}}", text
                )
            )
    if not any(hit.kind == "use" for hit in story.acts):
        # What is used by somebody is used where they sit; what they took may have been anywhere.
        yield from seats_introduced(text)
    for company in story.robbed:
        clause = story.written.clause_at(company.start)
        yield max(clause.start, company.start - 8), company.end


def _own_seats(story: Story) -> Iterator[tuple[int, int]]:
    """Yield where the owner's own company sits, by the clauses and brackets beside its name."""
    if not story.is_the_owners:
        return
    clauses = story.written.clauses
    for number, clause in enumerate(clauses):
        near = clauses[max(number - _NEAR_CLAUSES, 0) : number + 1]
        if not _tells_an_act(story, clause) and _is_own_seat(story, clause.text.strip(), near):
            yield clause.start, clause.end
    yield from _own_seats_alone(story)
    yield from _beside_own_names(story)
    yield from _labelled_as_ones_own(story)


def _own_seats_alone(story: Story) -> Iterator[tuple[int, int]]:
    """Yield where one's own company sits, told behind who one is: 「我是…余敏，186…。公司在渝中大坪。」."""
    clauses, number = story.written.clauses, story.cast.number
    for before, clause in pairwise(clauses):
        said = clause.text.strip()
        is_alone = before.sentence != clause.sentence and _SEAT_ALONE.match(said) is not None
        if is_alone and number is not None and before.start <= number.start < before.end:
            yield clause.start, clause.end


def _beside_own_names(story: Story) -> Iterator[tuple[int, int]]:
    """Yield what stands in brackets with the name of one's own company: 「我司（…木业，南川区）」."""
    own = story.cast.company
    for company in story.companies:
        if own is None or not is_same(company.name, own.name):
            continue
        behind = story.written.text[company.end : company.end + _BRACKET_CHARACTERS]
        if bracket := _AFTER_A_NAME.match(behind) or _REST_OF_A_BRACKET.match(behind):
            yield company.end, company.end + bracket.end()


def _labelled_as_ones_own(story: Story) -> Iterator[tuple[int, int]]:
    """Yield the clauses that only add to one's own party: 「权利人：…；地址：巴南区南彭」."""
    for label in labelled_in(story.written):
        for clause in story.written.clauses if label.side is Referent.OWN else ():
            is_in = label.start <= clause.start < label.end
            if is_in and _ADDRESS.match(clause.text.strip()) and not _tells_an_act(story, clause):
                yield clause.start, clause.end


def _is_own_seat(story: Story, said: str, near: tuple[Clause, ...]) -> bool:
    if _OWN_BRANCHES.match(said):
        return True
    return _SEAT.match(said) is not None and _is_beside_own_name(story, near)


def _is_beside_own_name(story: Story, clauses: tuple[Clause, ...]) -> bool:
    """Say whether the last company named in these clauses of one sentence is the teller's own."""
    own = story.cast.company
    near = [clause for clause in clauses if clause.sentence == clauses[-1].sentence]
    named = [company for company in story.companies if near[0].start <= company.start < near[-1].end]
    return bool(named) and own is not None and named[-1].name == own.name


def _tells_an_act(story: Story, clause: Clause) -> bool:
    return any(clause.start <= hit.start < clause.end for hit in story.hits if hit.kind in ACTS)
