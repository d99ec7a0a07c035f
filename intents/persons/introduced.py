"""What leads to a name where several who are reported are listed: 「我们以前的销售经理，名字叫付成」. Pure.

「他老婆开的重庆建军五金经营部」 is a company with somebody's part in it before its name, 「去的是…公司」 one
with the way that somebody took; neither is a part of the name.
"""

from __future__ import annotations

from intents import expressions as re
from intents.persons.people import is_a_name, name_at

_WHO = r"(?:(?:他|她|它|对方|那个人|这个人)们?(?:的|家|自己)?|我们?(?:老板|领导|厂长|经理|公司|厂))"
_KIN = (
    r"(?:老婆|妻子|媳妇|堂客|爱人|老公|丈夫|男人|女人|女朋友|男朋友|儿子|幺儿|女儿|女婿|儿媳|哥哥?|弟弟?|兄弟|姐姐?|妹妹?|"
    r"爸爸?|妈妈?|父亲|母亲|老丈人|丈母娘|舅子|小舅子|姐夫|妹夫|表弟|表哥|堂弟|堂哥|侄儿|侄子|亲戚|朋友|同学|"
    r"老板娘|老板|合伙人|股东|法人|法定代表人|负责人|徒弟|师傅)"
)
# 「他老婆开的」, 「老板娘名下的」, 「自己注册的」.
_OWNS = re.compile(
    rf"^(?:是|还有|就是)?(?:{_WHO}?{_KIN}|{_WHO}|自己)(?:们|跟人|和别人|后来|现在|去年|今年|又|新|另外|自己|一起|合伙|在外面|偷偷)*"
    r"(?:开|办|注册|成立|经营|搞|控制|名下)(?:的|了)(?:那|这|一|另)?(?:一)?[家个]?(?:公司|厂子?|店)?(?:就?是|叫做?|名叫|[:：])?"
)
_BY_NOW = r"(?:后来|后头|现在|目前|如今|之后|以后|离职后|辞职后|走了以后|然后|接着|马上|转头|已经|就|又|都|人)*"
# 「跳槽去了」, 「现在在」, 「去的是」, 「入职」.
_WENT_TO = re.compile(
    rf"^{_WHO}?{_BY_NOW}(?:跳槽|辞职|离职)?(?:去|到|进|在(?!线)|入职|加入|就职|任职|投奔|跳槽)(?:的|了|到|于|在)*(?:就?是|那家|一家|那个|个|叫做?)*"
    r"(?=[\u4e00-\u9fffA-Za-z0-9（）()·]{4,}$)"
)
# 「他现在的东家」, 「新东家」, 「所在的公司」.
_HOUSE_OF = re.compile(
    rf"^(?:还有|和|跟|以及)?(?:{_WHO}?(?:{_BY_NOW}的|新的?|所在的?|那个)(?:公司|东家|单位|厂(?!长)子?|店(?!长)|老东家)|{_WHO}(?:的)?(?:公司|东家|单位|厂(?!长)子?|店(?!长)))"
    r"(?:就?是|叫做?|[:：\s])*"
)
_KIN_OF = re.compile(rf"^{_WHO}的?{_KIN}(?:就?是|叫做?|[:：\s])*")
_WORKS_THERE = re.compile(r"(?:那边|那里)?(?:上班|工作|任职|就职|做事|打工|当[\u4e00-\u9fff]{2,4})(?:的|了)?$")
_POST = (
    r"(?:员工|职工|同事|业务员?|销售员?|技术员?|技术骨干|会计|出纳|财务|经理|主管|主任|总监|店长|厂长|师傅|徒弟|学徒|工程师|司机|文员|客服|"
    r"采购员?|专员|质检员?|工人|保管员?|设计师|副总|总经理|部长|组长|班长|助理|高管|研发|骨干|科长|操作工|厨师)"
)
_DEPARTMENT = (
    r"(?:销售|技术|财务|采购|市场|研发|生产|质检|行政|人事|业务|客服|运营|产品|工艺|仓库|渠道|大区|区域){0,3}"
    r"(?:部门?|科|中心)?(?:的)?"
)
_GONE = (
    r"(?:前|以前|之前|原来|原|原先|早先|当时|过去|离职|辞职|离了职|走了|跳槽|被开除|刚走)"
    r"(?:了)?(?:的|那个|任)?(?:那个)?"
)
_OURS = r"(?:我们?|咱们?|本|公司|单位|厂里?|店里?|这边){0,3}(?:的)?"
_STAFF = (
    rf"(?:他|她)?(?:就?是)?(?:那个|这个)?{_OURS}(?:{_GONE}|那个|一个|个){{0,3}}(?:的)?{_DEPARTMENT}(?:副)?{_POST}"
)
_ANNOUNCED = r"(?:他|她|人)?(?:的)?(?:名字|姓名|名|全名)?(?:就?是|叫做?|喊做?|[:：])*"
_STAFF_FIRST = re.compile(rf"^{_STAFF}{_ANNOUNCED}(?=[\u4e00-\u9fff·]{{2,4}}$)")
_JUST_STAFF = re.compile(rf"{_STAFF}(?:之一|来的|的)?")
# 「老的叫…，小的叫…，店名写的…」
_ONE_OF_THEM = re.compile(
    r"^(?:老的|小的|大的|年轻的?|男的|女的|爸爸?|儿子|老大|老二|老幺|店名|店招|招牌|牌子|厂名|公司名)(?:上)?(?:那个)?(?:写的?|挂的?)?(?:就?是|叫做?|喊做?|名叫|[:：])+"
)
_SHOP_SIGN = re.compile(
    r"^(?:店名|店招|招牌|牌子|厂名)(?:上)?(?:写的?|挂的?|就?是|叫做?|[:：])+(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,12})$"
)
_NAMED = re.compile(r"^(?:他|她|人)?(?:的)?(?:名字|姓名|全名)(?:就?是|叫做?|喊做?|[:：])+|^(?:他|她|名)叫做?")
_FORMER = re.compile(
    rf"{_GONE}(?:的)?{_DEPARTMENT}(?:副)?{_POST}|(?:员工|职工|同事)(?:已经|早就|都)?(?:离职|辞职|走)了"
)
# 「不是前员工」.
_DENIED = re.compile(rf"不(?:是|算){_OURS}{_GONE}")

FORMER_STAFF = "前员工"


def introduces(piece: str) -> bool:
    """Say whether a piece tells who somebody is and names nobody: 「是我们原来的技术员」."""
    return _JUST_STAFF.fullmatch(piece) is not None


def shop_sign_in(piece: str) -> str:
    """Return what a shop is called by its sign: 「店名写的和林粮油」; "" where none is told."""
    found = _SHOP_SIGN.match(piece)
    return found["name"] if found else ""


def without_introduction(piece: str) -> str:
    """Return a piece of a list without what leads to the name in it; the piece itself where nothing does."""
    if (staff := _STAFF_FIRST.match(piece)) and _is_somebody(piece[staff.end() :]):
        return piece[staff.end() :]
    for lead in (_ONE_OF_THEM, _OWNS, _HOUSE_OF, _KIN_OF, _NAMED):
        if (found := lead.match(piece)) and len(piece) > found.end() + 1:
            return piece[found.end() :]
    if found := _WENT_TO.match(piece):
        return _WORKS_THERE.sub("", piece[found.end() :])
    return piece


def _is_somebody(name: str) -> bool:
    return is_a_name(name) or name_at(name, 0, announced=True) == name


def is_former_staff(text: str) -> bool:
    """Say whether the words tell that somebody was of one's own staff: 「我们以前的销售经理，叫付成」."""
    return _FORMER.search(text) is not None and not _DENIED.search(text)
