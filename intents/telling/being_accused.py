"""Somebody is accused themselves: 「我被公司举报偷客户名单，冤枉的」; or the bureau looks into it. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.telling.signals import says

_MOST_CHARACTERS = 120
_REPORTED = r"(?:举报|投诉|检举|控告|告(?!诉|知|别|诫))"
_BUREAU = r"(?:市监局|市场监管(?:局|所)?|市场监督管理局|工商局?|监管局|执法(?:人员|大队|队)|局里|你们局?)"
_OF_US = r"(?:我们?|咱们?|本公司|我司)"
_IS_ACCUSED = re.compile(
    # 「我被公司举报偷…」, 「我们遭前员工告了」, 「被前员工告了说我们偷…」
    rf"(?:{_OF_US}(?:公司|厂里?|店里?|单位|这边|也|都|又|现在|自己|本人){{0,3}}|^|[，,。；;])(?:被|遭)(?!举报[人方的])"
    rf"[^，,。；;我]{{0,10}}?(?:到[^，,。；;]{{1,6}})?{_REPORTED}(?!人|方|的人|者)"
)
_IS_LOOKED_INTO = re.compile(
    rf"{_BUREAU}[^，,。；;]{{0,6}}(?:来|到|上门|要)[^，,。；;]{{0,4}}(?:{_OF_US}[^，,。；;]{{0,6}})?[查检]"
)
# Who says so: without that a house may be looked into for anything, or at its own wish.
_SAID_OF_US = re.compile(
    rf"说(?:是)?[^，,。；;]{{0,8}}{_REPORTED}|{_REPORTED}(?:了)?{_OF_US}|"
    rf"说{_OF_US}[^，,。；;]{{0,6}}(?:偷|侵|盗|用|抄|拿)"
)
_DENIES = re.compile(r"冤枉|没(?:有)?(?:偷|拿|用|做|侵)|咋个?办|怎么办|啷个办|如何|怎么应对|该做|诬告|乱告")
_OF_SECRETS = re.compile(r"商业秘密|秘密|[客名报]单|图纸|配方|工艺|技术|代码|源码|资料|数据|侵权|泄密|报价")
# Whoever wants to report somebody is no accused for that.
_REPORTS = re.compile(rf"{_OF_US}?(?:要|想|打算|准备|决定|也要|反过来)(?:反)?{_REPORTED}(?!我)|反诉|反告")
MAY_BE_ACCUSED = cue(r"(?s)[被遭].*(?:报|诉|告|举|控)|[查检].*(?:[举告诉]|说)", signs="被遭查检")


def is_accused(text: str) -> bool:
    """Say whether a message tells that its writer is accused of a secret's theft, and wants nobody reported."""
    if len(text) > _MOST_CHARACTERS or not _OF_SECRETS.search(text) or _REPORTS.search(text):
        return False
    if says("meeting", text) or says("imagined", text):
        return False
    if _IS_LOOKED_INTO.search(text) and _SAID_OF_US.search(text):
        return True
    return _IS_ACCUSED.search(text) is not None and _DENIES.search(text) is not None
