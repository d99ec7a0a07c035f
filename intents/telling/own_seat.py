"""Where the owner's own company sits: what was copied in it was copied there, where nothing else is told. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.telling.story import Story
from intents.telling.uninvolved import is_same

_HAN = r"[\u4e00-\u9fff]"
_HOUSE = r"(?:公司|厂子?|店|单位|企业|总部|校区|工作室)"
_OURS = r"(?:我们|我司|我厂|我店|咱们?|我公司|我单位|本公司|敝公司|我家|我屋头|我们家)"
# 「我们公司在江津双福，」, 「厂在璧山丁家」, 「我们厂在万州经开区」
_SITS = re.compile(
    rf"(?:^|[,。;!?\s])(?:{_OURS})?(?:的)?{_HOUSE}?(?:就|都|是)*(?:在|位于|坐落在)(?P<place>{_HAN}{{2,12}}?)(?:那边|这边)?(?:的)?(?=[,。;!?\s]|$)"
)
# 「开了个小厂在大足龙水」, 「我屋头在铜梁安居开了个厂」
_RUNS_IT_AT = re.compile(
    rf"(?:{_OURS}|我)[^,。;!?他她]{{0,6}}(?:开|办|搞)[^,。;!?他她]{{0,6}}{_HOUSE}在(?P<after>{_HAN}{{2,10}})|"
    rf"(?:{_OURS}|我)[^,。;!?他她]{{0,4}}在(?P<before>{_HAN}{{2,10}}?)(?:开|办|搞)(?:了|的)"
)
# 「我们是渝北空港的…公司」, 「公司是涪陵的…」: the words before the name.
_OF = re.compile(rf"(?:{_OURS}|{_HOUSE}|我)(?:就)?(?:是|叫)?(?:在)?(?P<place>{_HAN}{{2,10}}?)的$")
# 「…公司，大渡口的。」, 「…公司，在高新区西永」, 「…公司（北碚蔡家）」
_BEHIND = re.compile(
    rf"^(?:\((?:[^()]*,)?(?P<bracket>{_HAN}{{2,14}})\)|,(?P<rest>{_HAN}{{2,14}})\)|,(?:{_HOUSE}|我们)?(?:就)?(?:在|位于)(?P<at>{_HAN}{{2,12}})(?=[,。;!?]|$)|,(?P<of>{_HAN}{{2,8}})的(?=[,。;!?]|$))"
)
# What says that it was taken from the house itself: from its machines, its rooms, before somebody left it.
_IN_THE_HOUSE = re.compile(
    r"(?:公司|厂里|厂的?|店里|单位|办公室|车间|我们|我司)的?(?:电脑|服务器|系统|内网|数据库|邮箱|账号)|内网|服务器|配方柜|配方本|车间里|厂里头?|公司里|在公司|从公司|研发室|办公室|档案室|资料室|"
    r"(?:离职|走|辞职|辞工|离开|离厂)(?:的)?(?:之)?(?:前|时候?|当天|那天)|在职期间|日志|监控|U盘",
    re.IGNORECASE,
)
# It was not taken at home, by what is told.
_ELSEWHERE = re.compile(r"黑进|黑客|入侵|攻破|远程|出差|客户现场|展会上|工地上|在家里|从家里|分公司|门店|外地")
_BEHIND_CHARACTERS = 30
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")


def seats_told(story: Story) -> Iterator[str]:
    """Yield the words that place the owner's own company; none where it was taken elsewhere."""
    told = story.written.text
    if not story.is_the_owners or _ELSEWHERE.search(told) or not _IN_THE_HOUSE.search(told):
        return
    text, own = story.written.text, story.cast.company
    for company in story.companies:
        if own is None or not is_same(company.name, own.name):
            continue
        if of := _OF.search(text[max(company.start - 24, 0) : company.start]):
            yield of["place"]
        if behind := _BEHIND.match(text[company.end : company.end + _BEHIND_CHARACTERS]):
            yield next(filter(None, behind.groups()))
    for clause in story.written.clauses:
        if (sits := _SITS.match(clause.text.strip())) and _is_told_of_oneself(story, clause.text):
            yield sits["place"]
    for runs in _RUNS_IT_AT.finditer(text):
        yield runs["after"] or runs["before"]


def seat_in(text: str) -> str:
    """Return where somebody says that their own house is: 「我们在綦江」; "" where they do not."""
    for clause in _CLAUSES.split(text):
        if (sits := _SITS.match(clause)) and re.match(rf"{_OURS}|{_HOUSE}", clause):
            return sits["place"]
    return ""


def _is_told_of_oneself(story: Story, said: str) -> bool:
    return re.search(rf"^\s?(?:{_OURS}|{_HOUSE})", said) is not None
