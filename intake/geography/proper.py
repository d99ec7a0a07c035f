"""A place's name inside another name: 四川外国语大学, 上海浦东发展银行, 江西正邦饲料有限公司. Pure.

A company may be named after one city and work in another, so such a name says nothing about where.
"""

from __future__ import annotations

from intake.geography.addresses import Address, names_a_house
from intents import expressions as re

_LEVELS = ("区", "县", "街道")
# Characters that begin or join a statement: what goes past one of them is no name any more.
_INSIDE = r"(?![某一的那这几在到去从是有和与被把用拿我他她它们])[\u4e00-\u9fffA-Za-z0-9]"
_NAME = re.compile(rf"(?:{_INSIDE}){{1,14}}")
_MOST_CHARACTERS = 12
_SHORT_NAME = 6
_ACTS = re.compile(r"[偷盗窃拷抄卖骗带弄]|泄|披露")
# 成都分公司, 成都工厂 are in 成都.
_PLAIN = "(?:分|子|总|老|新|那边|这边|本地|当地|工|的)?"
_COMPANY = re.compile(rf"(?!{_PLAIN}(?:公司|厂|店))(?:{_INSIDE}){{2,12}}?(?:有限|股份|集团|公司|商贸(?:$|[，,]))")
# 成都某某科技有限公司 is a name too, with its middle left out.
_TRADE = re.compile(rf"(?:某|{_INSIDE}){{2,12}}?(?:有限|股份|集团|商贸(?:$|[，,]))")


# 他是西南大学毕业的, 跟西南大学合作开发, 我在西南大学上班; 西南大学的实验室 is a place all the same.
_SCHOOL = re.compile(r"(?:大学|学院|学校|校区|川外|川美|西政|重邮)$")
_OF_A_SCHOOL = re.compile(
    r"(?:[A-Z]区|老校区|新校区)?(?:读(?:书|过|的?研|的?博)|念书|念过|上过?学|就读|毕业|出来|出身|校友|同学|任教|任职|教书|上过?班|工作|就职|当老师|实习|"
    r"(?:联合|共同|一起|的?合作|签|委托|共建|转让|许可|授权)|"
    r"的?[^，,在里内边]{0,6}?(?:老师|教授|讲师|学生|博士|硕士|研究生|本科|实习生|课题组|团队|专家|毕业生|员工|职工))"
)
_TO_A_SCHOOL = re.compile(
    r"(?:毕业于|就读于|考[上进到]了?|任教于|任职于|就职于|供职于|受雇于|单位是|工作单位[是：:]?|(?:我|本人|他|她|对方|举报人)(?:原来|以前|现在)?是)$"
)
_WITH_A_SCHOOL = re.compile(r"(?:跟|和|与|同|委托|请|由|从|找)$")
_DOES_TOGETHER = re.compile(r"[^，,在]{0,8}?(?:合作|联合|共同|一起|共建|签|研发|开发|检测|鉴定|买|转让|许可)")
_BESIDE_IT = re.compile(
    r"(?:[A-Za-z]区|校区|[东南西北正前后侧大]?门)?(?:旁边?|对面|斜对面|附近|周边|周围|里头?|里面|内|校内|隔壁|门口|[前后]门|边上|背后|后头|后面|后边|前面|外头|外面|那边|这边|那里|那头|[东南西北]门|大门)"
)


def says_who_somebody_is(address: Address) -> bool:
    """Say whether a school is only named as whose somebody is, or as with whom something is done."""
    names = [mention.name for mention in address.mentions]
    school = max((at for at, name in enumerate(names) if _SCHOOL.search(name)), default=None)
    if school is None:
        return False
    # 联合 and 合作 are places elsewhere: 与西南大学联合研发.
    after = "".join((*names[school + 1 :], address.after))
    if _BESIDE_IT.match(after):
        return False
    if _OF_A_SCHOOL.match(after) or _TO_A_SCHOOL.search(address.before):
        return True
    return bool(_WITH_A_SCHOOL.search(address.before) and _DOES_TOGETHER.match(after))


def is_part_of_a_name(address: Address) -> bool:
    """Say whether the address only begins the name of a school, a bank, a house or a company.

    A district or street of its own (成都武侯区华西医院) makes it an address again. Schools and houses named
    after a district of ours do lie there.
    """
    if _TRADE.match(address.after):
        return True
    if not address.is_foreign or address.mentions[-1].name.endswith(_LEVELS):
        return False
    name = _NAME.match(address.after)
    if name is None:
        return False
    # 北京现代重庆工厂: what stands between a foreign name and ours belongs to the name.
    leads_on = address.leads and name[0] == address.after[:_SHORT_NAME] and not _ACTS.search(name[0])
    return leads_on or names_a_house(name[0][:_MOST_CHARACTERS]) or _COMPANY.match(address.after) is not None
