"""What the person says they report: 只举报永川那家, 我举报的是公司. It wins over all other words. Pure."""

from __future__ import annotations

from intake.geography.addresses import Address
from intents import expressions as re

_REPORT = r"(?:举报|检举|投诉|告|揭发|追究)"
_ONLY = r"(?:(?:只|就|仅|单|单独|专门)(?:要|想|是)?)"
_HOUSE = r"(?:分公司|总公司|公司|工厂|厂|仓库|门市部?|门面|门店|店|总部|作坊|企业|车间|办事处|销售部|经营部)"
_MEANT = re.compile(
    rf"(?:{_ONLY}{_REPORT}|{_REPORT}的(?:就|只)?是|{_REPORT}对象(?:仅限|只限|限于|就?是)|参与的(?:就|只)?是)(?:在|开在)?$"
)
_REPORTED_KIND = re.compile(
    rf"(?:{_REPORT}的(?:就|只)?是|{_ONLY}{_REPORT})(?:他们|对方)?(?:那个|那家|这家)?的?({_HOUSE})(?:$|[，,。；;！!])"
)
_NOT = rf"(?:不{_REPORT}|不管|不算|不在内|算了|没有?参与|没(?:有|得)?关系|无关|没(?:有|得)?事)"
_EXCLUDED = re.compile(
    rf"(?:的|那边|这边|那里|这里)?(?:那|这)?(?:个|家|些)?{_HOUSE}?(?:也|都|就|我|我们|暂时|先)?"
    rf"(?:{_NOT}|没在用|不在用|没有?(?:在|再)?(?:使用|用)(?!合法|正当|我))"
)
# 「，跟这事没关系」 right after the clause in which it stands.
_EXCLUDED_NEXT = re.compile(
    rf"(?:他们?|它|那家|那边)?(?:也|都|就)?(?:[跟和与](?:这|此|本)(?:件|个)?(?:事情?|案子?)?|[跟和与](?:他|她|它|我)们?)?(?:也|都)?{_NOT}(?:$|[，,。；;！!])"
)
_NOT_REPORTED = re.compile(rf"不(?:要|想|用|是)?{_REPORT}(?:在)?$")


def reported_kind(text: str) -> str:
    """Return what is reported, where it is named by its kind of house: 我举报的是公司; else nothing."""
    reported = _REPORTED_KIND.search(text)
    return reported[1] if reported else ""


def is_meant(address: Address) -> bool:
    """Say whether it is said to be the one reported: 只举报永川."""
    return _MEANT.search(address.before) is not None and not _NOT_REPORTED.search(address.before)


def is_excluded(address: Address) -> bool:
    """Say whether it is said not to be reported, or not to take part: 江津的不举报; 那家在江津，跟这事没关系."""
    if _EXCLUDED.match(address.after) or _NOT_REPORTED.search(address.before):
        return True
    return not address.goes_on and _EXCLUDED_NEXT.match(address.following) is not None


def is_of_kind(address: Address, kind: str) -> bool:
    """Say whether the reported kind of house is the one at this address: 公司注册在鱼洞, 永川的公司."""
    said = address.before.strip("，, 。他们对方的那个家是")
    return said.startswith(kind) or address.after.startswith((f"的{kind}", kind))
