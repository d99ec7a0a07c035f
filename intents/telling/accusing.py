"""Who accuses whom, where the words say it outright, and who only comes into it: by name. Pure.

「A投诉B」 says both sides at once. Whose account was abused, who told of it, who can be asked about it: of these
nobody is accused, unless something is told that they did. Where a firm sent its people to another one, the first
is accused and the other was robbed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from intents import expressions as re
from intents.persons.organisations import Organisation
from intents.persons.people import Person
from intents.telling.labels import Referent
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.writing import Written

_ACCUSES = re.compile(
    r"(?:\([^()]{1,30}\))?\s?(?:现|特此|特|实名|正式|依法|联合|要|想|在此|来|向(?:贵局|你们|市监局|市场监管局)|\s){0,4}"
    r"(?:举报|投诉|控告|检举|状告)(?!人|单位|方|信|的?(?:电话|事))(?:的?是)?(?:我们的?)?(?:同行|竞争对手|对手)?[:\s]{0,2}"
)
# 「我是要举报立诚模具厂」: nobody reports themselves; of 「举报立诚厂的前员工」 it is open whose the house is.
_REPORTED = re.compile(
    r"(?:^|[,。;!?\s我们人]|想|要|来|是|匿名|实名|现|特)(?:举报|投诉|控告|检举|状告)(?:一下|的是)?[:\s]?(?:位于|在)?$"
)
_ONE_OF_THEIRS = re.compile(
    r"^的?(?:前|离职|在职|一个|原)?(?:员工|职工|[\u4e00-\u9fff]{0,3}(?:经理|主管|人员|总监)|人)"
)
_POST = r"(?:总经理|副总|老板|老总|负责人|领导|经理|主管|法人|厂长|股东|主任|[\u4e00-\u9fff]总)"
# 「…的总经理余某指使我们三个人去…」
_SENDS = re.compile(
    rf"^(?:公司|厂)?(?:的)?{_POST}?[\u4e00-\u9fff]{{0,4}}?(?:指使|安排|派|让|叫|喊|要求|唆使|怂恿|逼)(?:了|着)?(?:我|几个|人)"
)
_SENT_TO = re.compile(
    r"(?:指使|安排|派|让|叫|喊|要求|唆使|怂恿|逼)[^。;!?]{1,40}?(?:去|到|进|混进|打入|潜入)(?:了|去|到)?(?:竞争对手|对手|同行|对面|隔壁|对家)?(?:公司|厂)?"
    r"[^,。;!?我]{0,6}$"
)
_TO_WORK = re.compile(r"^[^,。;!?]{0,4}?(?:应聘|卧底|打工|上班|面试|干活|当|实习|学|潜伏|做事|混|参观)")
_ACCOUNT = r"(?:账号|帐号|账户|帐户|密码|工号|权限|门禁卡|工牌|邮箱|电脑|身份)"
_ITS_ACCOUNT = re.compile(rf"^的[\u4e00-\u9fff]{{0,4}}?{_ACCOUNT}")
_USES = re.compile(r"(?:(?<!使)用|使用|登录|登陆|冒用|盗用|借用?|以|拿)(?:了|的是|的)?[^,。;!?]{0,12}$")
_ACCOUNT_OF_A_POST = re.compile(
    rf"(?:用|登录|登陆|冒用|盗用|借用?|拿)[^,。;!?]{{0,14}}?(?P<post>[\u4e00-\u9fff]{{2,4}})的{_ACCOUNT}"
)
_HEARD_OF_A_POST = re.compile(
    r"(?:听|据)(?:他们|她们|那边|里面|厂里|公司)(?:的)?(?P<post>[\u4e00-\u9fff]{2,5}?)(?:说|讲|透露)(?!他|她|自己)"
)
_CALLED_SO = r"(?:就)?(?:叫做?|是|名叫|姓名)?$"
_HEARD = re.compile(r"(?:听|据)(?:他们|她们|那边|里面|厂里|公司|一个)?(?:的)?[\u4e00-\u9fff]{0,5}$")
_SAYS = re.compile(r"^[^,。;!?]{0,3}?(?:说|讲|透露|介绍)(?!他|她|自己)")
# 「…叫吴涛，手机…，你找他核实」, 「是她跟我说的，可以问她」, 「她可以作证」.
_CAN_BE_ASKED = re.compile(
    r"(?:你们?|您|可以|请|直接|都|去|也|能)(?:可以|直接|去|来)?(?:找|问|打给|联系|向)(?:他|她)(?:核实|问|了解|打听|求证|作证|取证|[,。嘛吧]|$)|"
    r"(?:是)?(?:他|她)(?:亲口|自己|本人|悄悄)?(?:跟|给|对)我们?(?:说|讲|透露)|(?:他|她)告诉我们?|"
    r"(?:他|她)?(?:也|都)?(?:可以|愿意|能|肯)(?:给我们)?(?:出来|出面)?(?:作证|证明)"
)
_SENTENCE_CHARACTERS = 60
_LEAD_CHARACTERS = 48


def sides_said(
    written: Written, companies: Sequence[Organisation], people: Sequence[Person], *, is_the_owners: bool
) -> dict[str, Referent]:
    """Return whose side a name is on, where the words say it outright."""
    said = dict(_accusing(written, sorted((*companies, *people), key=lambda one: one.start)))
    if not is_the_owners:
        said |= {name: side for name, side in _sent(written, companies) if name not in said}
    for name in _beside_it(written, people):
        said.setdefault(name, Referent.THIRD)
    return said


def _accusing(written: Written, named: Sequence[Organisation | Person]) -> Iterator[tuple[str, Referent]]:
    for one, other in pairwise(named):
        if isinstance(one, Organisation) and _ACCUSES.fullmatch(written.text, one.end, other.start):
            yield one.name, Referent.OWN
            yield other.name, Referent.OTHER
    first = next((one for one in named if isinstance(one, Organisation)), None)
    if first is None or _ONE_OF_THEIRS.match(written.text, first.end):
        return
    if _REPORTED.search(written.text, max(first.start - _LEAD_CHARACTERS, 0), first.start):
        yield first.name, Referent.OTHER


def _sent(written: Written, companies: Sequence[Organisation]) -> Iterator[tuple[str, Referent]]:
    for company in companies:
        lead = written.text[max(company.start - _LEAD_CHARACTERS, 0) : company.start]
        after = written.text[company.end : company.end + 24]
        if _SENDS.match(after):
            yield company.name, Referent.OTHER
        elif _SENT_TO.search(lead) and _TO_WORK.match(after):
            yield company.name, Referent.ROBBED


def _beside_it(written: Written, people: Sequence[Person]) -> Iterator[str]:
    """Yield who comes into it without having done anything."""
    text = written.text
    posts = {
        found["post"] for pattern in (_ACCOUNT_OF_A_POST, _HEARD_OF_A_POST) for found in pattern.finditer(text)
    }
    for name in dict.fromkeys(person.name for person in people if person.kind in ("full", "veiled", "titled")):
        named = [person for person in people if person.name == name]
        if any(_is_beside_it(written, one, posts) for one in named) and not any(
            _acts(written, one) for one in named
        ):
            yield name


def _is_beside_it(written: Written, person: Person, posts: set[str]) -> bool:
    clause = written.clause_at(person.start)
    lead = written.text[max(clause.start, person.start - _LEAD_CHARACTERS) : person.start]
    after = written.text[person.end : person.end + _SENTENCE_CHARACTERS]
    sentence = re.split(r"[。!?]", after)[0]
    if _ITS_ACCOUNT.match(after) and _USES.search(lead):
        return True
    if _HEARD.search(lead) and _SAYS.match(after):
        return True
    if any(re.search(re.escape(post) + _CALLED_SO, lead) for post in posts):
        return True
    return _CAN_BE_ASKED.search(sentence) is not None


def _acts(written: Written, person: Person) -> bool:
    """Say whether something is told that they did, in the clause of their name: no account of theirs did it."""
    clause = written.clause_at(person.start)
    said = written.text[person.end : clause.end]
    return not _ITS_ACCOUNT.match(said) and any(hit.kind in ACTS for hit in hits_in(said))
