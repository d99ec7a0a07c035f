"""Which of the clues of TSR 第18条 a text tells: access, broken measures, taking, use, a risk. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.telling.lexicon import hits_in
from intents.wording import simplified

_ACCESS = re.compile(
    r"(?:有|可以|能|能够)(?:机会|渠道|权限|条件)?(?:接触|看到|打开|进入|登录|拿到)|接触(?:得到|过|到)|(?:有|给过?)他?(?:权限|账号|密码|钥匙)|"
    r"经手|(?:负责|管着?|掌握)[^,。;]{0,12}(?:资料|数据|图纸|配方|工艺|客户|名单|报价|技术)|接触(?:的)?(?:机会|渠道)|机会接触|了如指掌"
)
_BROKEN = re.compile(
    r"越权|破解|绕过|绕开|撬|翻墙|翻窗|翻(?:了)?(?:柜子|抽屉|办公室)|黑进|黑客|入侵|盗用[^,。;]{0,6}(?:账号|密码)|偷看[^,。;]{0,6}密码|"
    r"(?:违反|违背|破坏)(?:了)?[^,。;]{0,8}(?:保密|协议|措施)"
)
_AT_RISK = re.compile(
    r"(?:有|存在)[^,。;]{0,8}风险|(?:可能|恐怕|怕他?|担心|快要|准备|打算|扬言|说要|威胁)[^,。;]{0,10}(?:泄露|泄漏|披露|公开|使用|用|卖|投产|生产|交给|给)"
)


def clues_in(text: str) -> tuple[str, ...]:
    """Return the codes of the clues that a text tells, in the order of the article."""
    written = simplified(text)
    kinds = {hit.kind for hit in hits_in(written)}
    told = {
        "access": _ACCESS.search(written) is not None,
        "measures_broken": _BROKEN.search(written) is not None,
        "obtained": "obtain" in kinds,
        "disclosed_or_used": bool(kinds & {"disclose", "use"}),
        "at_risk": _AT_RISK.search(written) is not None,
    }
    return tuple(code for code, is_told in told.items() if is_told)
