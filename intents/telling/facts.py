"""What a message says by itself about the fields of a form: 「我是云脊物流的王珂，损失大概八十万」. Pure.

Precision before recall: a fact that nobody stated is worse than a question. A clause that asks states nothing, a
telephone number counts when it is given as one's own, a date when the act stands beside it, a place when there is
exactly one. Which fact belongs to which dialog is the dialog's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from intents.persons.organisations import organisations_in
from intents.persons.people import person_in
from intents.reading import NotUnderstood, read_amount, read_credit_code, read_period, read_phone, read_times
from intents.reading.plain import plain

_SHANGHAI = ZoneInfo("Asia/Shanghai")
# Whoever writes more tells the rest in the form.
_MOST_CHARACTERS = 2_000

# The commas of 1,350,000 end no clause.
_CLAUSE = re.compile(r"(?:[^，,。；;！!？?\n]|(?<=\d),(?=\d{3}(?!\d)))+[？?]?")
_ASKS = re.compile(r"[?？]|吗|会不会|能不能|可不可以|是不是|算不算|要不要|什么|多少|如何|[^没有]没有?$")

_ACT = re.compile(
    r"偷|盗|窃|拷|带走|带到|带去|带给|拿走|弄走|泄露|泄漏|泄密|披露|卖给|卖了|抄|下载|导出|拍照|买通|收买|侵犯|侵权|删|销毁|转移|在用|用了|"
    r"来路不正|挖走|挖了|转走|复制|仿|用我们|用我司"
)
_MEETING = re.compile(r"约|咨询|指导站|指导员|上门|辅导|培训")

_OWN_NUMBER = re.compile(r"电话|手机|号码|联系|微信|座机|打我|我的号|^\W*[\d\s+\-]{7,20}\W*$")
_OTHERS_NUMBER = re.compile(r"对方|他的?|她的?|被举报|客户|同事|老板的|编号|单号")
_LOSS = re.compile(r"损失|亏了?|少赚")
_AMOUNT_FOLLOWS = re.compile(r"(?:损失|亏|少赚).*")
_NOT_THE_ACT = re.compile(r"形成|积累|研发|开发|成立|入职|签订?|注册|发现|得知|知道|约|预约|生效|申报|认定|获得")

_TECHNICAL = re.compile(
    r"技术(?:信息|秘密|资料|文件|方案|参数|被|叫|遭|都)|配方|工艺|图纸|源代码|源码|设计图|算法|控制程序|技术图|"
    r"(?:偷|盗|窃|抄)\w{0,3}技术(?![总员人主负])"
)
_BUSINESS = re.compile(
    r"经营(?:信息|秘密)|客户(?:的)?(?:名单|资料|信息|表|名册|档案|数据|清单)|"
    r"(?:代理商|经销商|供应商|会员|渠道商?|采购商)(?:的)?(?:名单|资料|信息|表|档案|名册)|"
    r"报价|底价|运价|价目|价格体系|投标|标书|进货渠道|佣金表|返利|名单"
)

_ANONYMOUS = re.compile(r"匿名|不想?留(?:姓?名|名字)|不(?:想|敢|要)(?:实名|暴露)")
_NAMED = re.compile(r"实名|(?:不|别)匿名|不用匿名|不需要匿名")

_WE = r"(?:我们|我司|我公司|本公司|我厂|我店|我单位|咱们?公司|本司)"
_RIGHT_HOLDER = re.compile(
    rf"{_WE}[^，,。]{{0,24}}?，?(?:被|遭|叫|让)[^，,。]{{0,40}}(?:偷|盗|窃|拷|带|拿|用|泄|卖|抄|侵|弄|导出|下载|复制|转|挖|套)|"
    rf"(?:偷|盗|窃|拷|抄|带走|拿走|泄露|卖|用|仿)[^，,。]{{0,8}}?{_WE}(?:公司|厂|单位)?的|我(?:们)?(?:就)?是权利人|商业秘密是我们的"
)
_INSIDER = re.compile(
    r"(?:举报|检举|投诉|揭发)(?:一下)?(?:我们|我们?现在|本)(?:自己)?(?:的)?(?:厂|公司|单位|老板|领导|店|老总)|"
    r"我是(?:厂里|公司|里面|对方|这个厂|那个厂)?(?:的)?(?:员工|工人|职工)|"
    r"我在(?:那|这)(?:家|个)?(?:公司|厂)?(?:里)?(?:上班|打工)|"
    r"我(?:还|就)?在(?:这|那)(?:里|儿)?上班|"
    # 「我在一家公司上班，老板喊我们用…」: whom they accuse is whom they work for.
    r"我(?:还|就|现在)?在[^，,。]{0,16}(?:公司|厂|店|单位)(?:里|里面|里头)?(?:上班|打工|工作|做事)，?"
    r"(?:我们?)?(?:老板|公司|厂里?|领导|单位|店里|他们)[^，,。被遭]{0,6}(?:喊|叫|让|要求|逼|偷|盗|窃|用|拿|抄|挖|买通|收买)"
)
_LICENSEE = re.compile(
    r"(?:我们?|我司|我公司)(?:是)?(?:独家|排他|普通)?(?:被许可|获得许可|得到授权|被授权)|"
    r"(?:授权|许可)(?:给)?我们(?:使用|独家)"
)
_OTHER = re.compile(r"我(?:们)?不是(?:权利人|老板|受害)|我(?:是|们是)(?:同行|路人|知情人|旁观者|市民|群众|客户)")

_VISIT = re.compile(r"上门|(?:来|到)(?:我们|我)?(?:公司|厂里?|园区|单位|企业)(?!咨询)|派人来|过来(?:看|指导)")
_BY_PHONE = re.compile(r"电话(?:沟通|咨询|联系|聊|里说|说|就|预约)|打电话(?:沟通|咨询|聊|说|就)?")
_ONLINE = re.compile(r"线上|视频|网上|远程|腾讯会议")
_ABOUT = re.compile(r"(?:咨询|请教|了解|聊聊?|问)(?:一下|下)?(?P<topic>[^，,。；;！!？?]{4,60})")
_TOPIC = re.compile(r"制度|保密|协议|竞业|离职|入职|员工|示范|创建|申报|培训|维权|侵权|体检|秘密")


class Where(Protocol):
    """A place in Chongqing, as `intake.geography.place.Place` knows it."""

    @property
    def text(self) -> str: ...

    @property
    def district(self) -> str | None: ...

    def as_json(self) -> dict[str, Any]: ...


class Whereabouts(Protocol):
    """What a text says about where, as `intake.geography.place.Located` tells it."""

    @property
    def outcome(self) -> str: ...

    @property
    def place(self) -> Where | None: ...

    @property
    def hint(self) -> str | None: ...

    @property
    def confirm(self) -> bool: ...


class Locating(Protocol):
    """What is asked where a text places something: `intake.geography.gazetteer.Gazetteer`."""

    def locate(self, text: str, on: date) -> Whereabouts: ...


@dataclass(frozen=True, slots=True)
class Told:
    """One fact that a message states.

    value  in the shape of the contract
    typed  the person's own words it was read from
    """

    value: Any
    typed: str


@dataclass(frozen=True, slots=True)
class _Message:
    """A message in clauses; those that ask are left out of `stating`."""

    text: str
    stating: tuple[str, ...]
    now: datetime
    gazetteer: Locating

    @property
    def tells_of_an_act(self) -> bool:
        return any(_ACT.search(clause) for clause in self.stating)

    @property
    def wants_a_meeting(self) -> bool:
        return _MEETING.search(self.text) is not None and not self.tells_of_an_act


Fact = tuple[str, Any, str]


def facts_in(text: str, now: datetime, gazetteer: Locating) -> dict[str, Told]:
    """Return what is stated, by field name; each answer keeps the words it was read from.

    now  an instant; without a zone it is UTC
    """
    local = (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(_SHANGHAI)
    written = plain(text[:_MOST_CHARACTERS])
    clauses = tuple(clause.strip() for clause in _CLAUSE.findall(written))
    told = _Message(written, tuple(clause for clause in clauses if not _ASKS.search(clause)), local, gazetteer)
    return {name: Told(value, typed) for find in _FINDERS for name, value, typed in find(told)}


def _phone(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if _OWN_NUMBER.search(clause) and not _OTHERS_NUMBER.search(clause):
            yield from _read("phone", read_phone, clause)


def _credit_code(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if any(character.isdigit() for character in clause) and not _OTHERS_NUMBER.search(clause):
            yield from _read("credit_code", read_credit_code, clause)


def _contact_name(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if name := person_in(clause):
            yield "contact_name", name, clause


def _names(told: _Message) -> Iterator[Fact]:
    """Return the two sides' names where a whole name stands with words that say whose it is."""
    for organisation in organisations_in(told.text):
        if organisation.side == "own":
            yield "reporter_name", organisation.name, organisation.name
            yield "company_name", organisation.name, organisation.name
        elif organisation.side == "other" and told.tells_of_an_act:
            yield "reported_name", organisation.name, organisation.name


def _secret_kind(told: _Message) -> Iterator[Fact]:
    if not told.tells_of_an_act:
        return
    technical = [found[0] for clause in told.stating for found in _TECHNICAL.finditer(clause)]
    business = [found[0] for clause in told.stating for found in _BUSINESS.finditer(clause)]
    if technical or business:
        kind = "both" if technical and business else "technical" if technical else "business"
        yield "secret_kind", kind, "、".join(dict.fromkeys((*technical, *business)))


def _act_date(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if _ACT.search(clause) and not _NOT_THE_ACT.search(clause):
            yield from _read("act_date", lambda said: read_period(said, told.now.date()).since, clause)


def _act_place(told: _Message) -> Iterator[Fact]:
    if not told.tells_of_an_act:
        return
    located = told.gazetteer.locate(told.text, told.now.date())
    if located.outcome == "one" and located.place is not None and not located.confirm and not located.hint:
        yield "act_place", located.place.as_json(), located.place.text


def _loss_amount(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if said := _AMOUNT_FOLLOWS.search(clause):
            yield from (fact for fact in _read("loss_amount", read_amount, said[0]) if fact[1])


def _anonymous(told: _Message) -> Iterator[Fact]:
    for clause in told.stating:
        if _NAMED.search(clause):
            yield "anonymous", False, clause
        elif _ANONYMOUS.search(clause):
            yield "anonymous", True, clause


def _reporter_role(told: _Message) -> Iterator[Fact]:
    # Across commas: 「我们公司的客户名单，被前业务经理带到别处在用」.
    stated = "，".join(told.stating)
    for role, pattern in _ROLES:
        if found := pattern.search(stated):
            yield "reporter_role", role, found[0]
            return


def _mode(told: _Message) -> Iterator[Fact]:
    named = [(mode, found[0]) for mode, pattern in _MODES if (found := pattern.search(told.text))]
    if told.wants_a_meeting and len(named) == 1:
        yield "mode", *named[0]


def _preferred_times(told: _Message) -> Iterator[Fact]:
    if told.wants_a_meeting:
        for name, times, typed in _read("preferred_times", lambda said: read_times(said, told.now), told.text):
            if times:
                yield name, list(times), typed


def _topics(told: _Message) -> Iterator[Fact]:
    about = _ABOUT.search(told.text)
    if told.wants_a_meeting and about and _TOPIC.search(about["topic"]):
        yield "topics", [about["topic"]], about["topic"]


def _district(told: _Message) -> Iterator[Fact]:
    """Return where a consultation belongs: there one's own place counts."""
    if not told.wants_a_meeting:
        return
    located = told.gazetteer.locate(told.text, told.now.date())
    if located.outcome == "one" and located.place is not None and not located.hint:
        yield "district", located.place.district or located.place.text, located.place.text


def _read(name: str, read: Callable[[str], Any], said: str) -> Iterator[Fact]:
    try:
        yield name, read(said), said
    except NotUnderstood:
        return


_ROLES = (
    ("other", _OTHER),
    ("insider", _INSIDER),
    ("licensee", _LICENSEE),
    ("right_holder", _RIGHT_HOLDER),
)
_MODES = (("visit", _VISIT), ("phone", _BY_PHONE), ("online", _ONLINE))

_FINDERS: tuple[Callable[[_Message], Iterator[Fact]], ...] = (
    _phone,
    _credit_code,
    _contact_name,
    _names,
    _secret_kind,
    _act_date,
    _act_place,
    _loss_amount,
    _anonymous,
    _reporter_role,
    _mode,
    _preferred_times,
    _topics,
    _district,
)
