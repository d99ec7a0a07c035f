"""Whose it was: companies that somebody was with before, or that it was taken from; nobody accuses them. Pure.

Whoever tells of the company that they work for speaks from its side: 「对方企业叫…」 is whom it was taken
from then, and so is 「那家公司」 where something was taken from it before.
"""

from __future__ import annotations

from intents import expressions as re
from intents.persons.organisations import Organisation
from intents.telling.before_names import BEFORE_CHARACTERS
from intents.telling.lexicon import THINGS, hits_in
from intents.telling.writing import Written

# Where somebody was before, and whose it was that was taken: neither the teller's nor accused.
_ROBBED_BEFORE = re.compile(
    r"(?:原来|以前|之前|原先|早先|先前|从前|过去|本来|曾)[^,。;我]{0,4}[是在给跟替](?!我们|我司|本公司|你们)[^,。;]{0,14}$|"
    r"(?:(?:原|前)(?:单位|公司|东家|雇主)|老东家)(?:就)?(?:是|叫|:)?[^,。;]{0,8}$|"
    r"从(?!我们|我司|我厂|我公司|本公司)[^,。;]{0,14}$|"
    r"(?:买通|收买|贿赂|策反|偷|盗|窃取|拿到|搞到|弄到|用的是|抄袭?|仿冒|套取)[了走用]?[^,。;我他她]{0,4}$"
)
# 「从…挖了个工程师」, 「从…手里买的」; 「从…买设备」 robs nobody.
_ROBBED_AFTER = re.compile(
    r"^[^,。;!?]{0,8}?(?:挖|跳|偷|盗|窃|搞|弄|套|抄|拷|拿|带[走出]|买通|收买|骗|出来|过来|离职|辞职|辞工|离开|"
    r"(?:手里|手头|手上|那里|那儿)(?:买|得|要))"
)
# 「被偷的那家叫…」, 「受害的企业是…」, 「图纸的主人是…」: said of whoever tells it.
_CALLED_ROBBED = re.compile(
    r"(?:[被遭](?:人家?|他们?|我们)?(?:偷|抄|挖|盗|害|侵权?|坑|泄密|窃)[^,。;]{0,6}|受害(?:的)?|吃亏的|失主|苦主|权利人|物主)[^,。;]{0,6}?"
    r"(?:公司|企业|单位|厂|店|那[家边]|那个厂|一方|人|方|的)?(?:名字|名称|全称)?(?:就|其实|应该)?(?:是|叫做?|:)[“\"「]?$"
)
_KIND = r"(?:公司|企业|单位|厂子?|店|厂家|作坊|馆子|那边|那家|同行)"
# How a firm that is not named yet is called, and that a name follows.
_NAMED_LATER = re.compile(
    rf"(?P<who>(?:对方|(?:竞争)?对手|人家|别人家?|别个|别家|老字号|老店|老牌子?|那[家个边]|原[来先]?的?那?家?|前面说的|隔壁|对[门面]|同行|正主|原厂|真正的){_KIND}?|"
    rf"那{_KIND})(?:的)?(?:名字|名称|全称|招牌|店名|厂名)?(?:就|其实|应该|好像)?(?:是|叫做?|名叫|:)(?:啥子|个)?[“\"「]?$"
)
# 「从一家老字号挖了个师傅」, 「买通了对方的质检员」, 「同行的图纸」: it was taken from there.
_TAKEN_FROM = (
    r"(?:从|买通|收买|贿赂|偷|盗|窃|套|抄|挖|骗|仿|照着?|把|将|拿|用)了?(?:的是)?[^,。;!?]{{0,18}}?{who}|"
    r"{who}(?:的|那里|手里|手上)[^,。;!?]{{1,20}}"
)
_GIVEN_TO = (
    r"(?:卖|给|交|送|发|传|转|透|泄露?|提供|介绍|去|到|投奔|跳槽?到?)了?(?:给|到|去|至)?了?"
    r"[^,。;!?]{{0,8}}?{who}"
)
_FAMILIAR = ("老字号", "老店", "老牌", "人家", "别人", "别家", "别个", "正主", "原厂", "真正", "原来", "原先")
# 「那边的人都还不晓得」, 「他们还蒙在鼓里」: whoever knows nothing of it did not do it.
_KNOWS_NOTHING = re.compile(
    r"^(?:,|这边|那边|公司|厂|店|的人|老板|他们?|她们?|人家|那家|到现在|现在|目前|至今)*"
    r"(?:,)?(?:都|也|根本|可能|应该|完全|恐怕|肯定|估计)*(?:还|都)?(?:不(?:晓得|知道|知情|清楚)|没(?:有)?(?:察觉|发现|发觉)|蒙在鼓里|被蒙|"
    r"是(?:受害|被偷|正经|被害|冤枉)|才是(?:原创|受害|正主))"
)
# 「去对面同行厂里头装作应聘的」, 「从山东一个同行那里弄来…，山东那家叫…」
_WENT_TO_STEAL = (
    r"(?:去|到|跑到|派[^,。;]{{0,6}}去)(?:对面|隔壁|对门)?的?{who}[^,。;!?]{{0,8}}?"
    r"(?:装作|假装|冒充|扮成|应聘|混|偷|套|参观|拍)"
)
_THAT_ONE_THERE = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{2,3})(?:的)?那[家个边](?:公司|厂|店)?(?:就)?(?:叫做?|是)[“\"「]?$"
)
_FROM_THERE = r"从{where}[^,。;!?]{{0,12}}?(?:弄|买|偷|挖|搞|拿|套|抄|骗|带)"
# 「把…公司的锁芯图纸扫描下来」, 「是…公司的维保合同台账」, told by others: taken from whose it is.
_ITS_THING = re.compile(r"^[”\"」]?的(?P<what>[^,。;!?的他她]{1,10})")
_HAS_IT = re.compile(
    r"(?:把|将|拿|用|偷|抄|拷|拍|买|卖|照着?|仿|"
    r"反正是|其实是|原来是|就是|本来是|都是)(?:了|的是|的|到|来)?[^,。;!?我]{0,10}$"
)
_COMES_FROM = re.compile(r"(?:都?是|全是|也是)?(?:从|偷|抄|拷|仿|照|买|盗)|涉嫌|侵犯")
_REACH_CHARACTERS = 24
# 「老板拿了彭水那家…的工艺书」, 「在用…的软件」, 「混进…的车间」, told by somebody else: whose it was.
_OBJECT_BEFORE = re.compile(
    r"(?:拿|买|偷|抄|照|仿|盗用|盗|用|借|套|学|弄|搞|混进|潜入|溜进|混入|钻进|摸进)(?:了|到|走|来|着|起)?(?:[\u4e00-\u9fff]{0,6}(?:那家|一家|隔壁|对面|的))?[“\"「]?$"
)

# 「每一页都有另外一家公司的页眉，叫…」, 「图框还是别个厂的，就是…」: whose the papers are.
_ON_ITS_PAPERS = re.compile(
    r"(?:另外?一?家|别的|别家|别个|别人|其他|人家)[^,。;!?我]{0,6}的?(?:[^,。;!?我]{0,4})?(?:页眉|页脚|抬头|图框|标题栏|logo|标志|水印|章|字样|落款|商标|编号)"
    r"[^。;!?我]{0,8}?(?:,|就|是|叫做?|写的?|印的?|盖的?)+[“\"「]?$",
    re.IGNORECASE,
)


def is_robbed(written: Written, company: Organisation, *, is_told_from_outside: bool, is_inside: bool) -> bool:
    """Say whether somebody was with a company before, or it was taken from there.

    is_told_from_outside  who tells it is not the owner of the secret
    is_inside             who tells it works for the company that is accused
    """
    clause = written.clause_at(company.start)
    lead = written.text[max(clause.start, company.start - BEFORE_CHARACTERS) : company.start]
    after = written.text[company.end : company.end + 16]
    if is_told_from_outside and _is_the_victim(written, company, lead, is_inside=is_inside):
        return True
    found = _ROBBED_BEFORE.search(lead)
    if found is None:
        return False
    if found[0][0] == "从":
        return _ROBBED_AFTER.match(after) is not None
    return found[0][0] not in "买收贿策偷盗窃拿搞弄用抄仿套" or after.startswith("的")


def _is_the_victim(written: Written, company: Organisation, lead: str, *, is_inside: bool) -> bool:
    if _CALLED_ROBBED.search(lead):
        return True
    if _ON_ITS_PAPERS.search(written.text[max(company.start - 2 * _REACH_CHARACTERS, 0) : company.start]):
        return True
    behind = written.text[company.end : company.end + 2].lstrip('”"」')
    if _OBJECT_BEFORE.search(lead) and behind.startswith(("的", "车间", "厂", "偷", "拍", "套", "挖")):
        return True
    if _KNOWS_NOTHING.match(written.text[company.end : company.end + _REACH_CHARACTERS]):
        return True
    if is_inside and _is_its_thing(written, company, lead):
        return True
    there = _THAT_ONE_THERE.search(lead)
    if there and re.search(_FROM_THERE.format(where=there["where"]), written.text[: company.start]):
        return True
    called = _NAMED_LATER.search(lead)
    if called is None:
        return False
    who, before = called["who"], written.text[: company.start - len(called[0])]
    short = re.escape(_plainly(who))
    if re.search(_WENT_TO_STEAL.format(who=short), before):
        return True
    if re.search(_GIVEN_TO.format(who=short), before):
        return False
    is_said = re.search(_TAKEN_FROM.format(who=short), before) is not None
    return is_said or (is_inside and who.startswith((*_FAMILIAR, "对方", "对手", "竞争对手")))


def _is_its_thing(written: Written, company: Organisation, lead: str) -> bool:
    """Say whether a thing of secrets is named as a company's own: 「把…的图纸扫描下来」, 「是…的合同台账」."""
    thing = _ITS_THING.match(written.text[company.end : company.end + 14])
    if thing is None or not _HAS_IT.search(lead) or _COMES_FROM.search(thing["what"]):
        return False
    return any(hit.kind in THINGS for hit in hits_in(thing["what"]))


def _plainly(who: str) -> str:
    """Return what a firm was called when it was spoken of before: 对方 of 对方企业."""
    return re.sub(rf"(?<=..){_KIND}$", "", who)
