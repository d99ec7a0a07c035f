"""A place's name inside another name: 四川外国语大学, 上海浦东发展银行, 江西正邦饲料有限公司. Pure.

A company may be named after one city and work in another, so such a name says nothing about where.
"""

from __future__ import annotations

import re

from intake.geography.addresses import Address, names_a_house

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


# 他是西南大学毕业的; 西南大学的实验室 is a place all the same.
_SCHOOL = re.compile(r"(?:大学|学院|学校|校区|川外|川美|西政|重邮)$")
_STUDIED = re.compile(
    r"(?:读书|读过|念书|念过|上过?学|就读|毕业|出来|出身|校友|同学|任教|教书|"
    r"的?(?:老师|教授|讲师|学生|博士|硕士|研究生|本科))"
)


def says_where_somebody_studied(address: Address) -> bool:
    """Say whether a school is only named to say who somebody is."""
    return bool(_SCHOOL.search(address.mentions[-1].name) and _STUDIED.match(address.after))


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
