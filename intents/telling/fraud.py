"""Somebody is asked for money, or for a code, in the name of an office or for having a case taken up. Pure.

「自称市监局的打电话叫我转3000块」, 「交500块保证金才给我立案」, and behind them 「那个钱是不是骗子」. Who asks
what something costs, or tells that a competitor wants money, is not asked so.
"""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.plain import plain

# A longer message tells a story, and is read as one.
_MOST_CHARACTERS = 120
_SHORT_CHARACTERS = 40
# Without one of these nobody tells of it.
MAY_BE_FRAUD = cue(
    "骗|[证押]金|验证码|[自声谎]称|假[装冒]|冒充|打着|[叫喊让催要求知收][我俺咱本]|说(?:自己|他们?|她)?[就都]?[是得]",
    signs="骗证押称假冒打叫喊让催要求知收说",
)
_OFFICE = (
    r"(?:市监|市场监管|市场监督|监管局|监督局|工商|质监|市局|区局|县局|局里|局头|指导站|指导员|联络员|12315|执法|政府|"
    r"你们(?:的人|的工作人员|局|站|单位|那边|这边|平台|领导))"
)
_PAY = (
    r"(?:(?:交|付|转|打|汇|缴|出|收|垫|拿|给|要)(?:了|过|给|个|他们?|她)?[^，,。；;]{0,10}(?:钱|元|块|费|款|[证押定订]金|万)|"
    r"[证押]金|服务费|手续费|加急费|[立办]案费|(?:交|转|打|汇)(?:了|个|给他)?[0-9]{3,}|转账(?!记录|凭证|截图|流水)|汇款|打款|验证码|扫码|点(?:开|击)?[^，,。]{0,4}链接|银行卡|红包)"
)
_CLAIMS = r"(?:自称|冒充|声称|谎称|假装|假冒|打着|说(?:自己|他们?|她)?(?:就|都)?(?:是|得))"
_ME = r"(?:我|俺|咱|本人)"
_ASKED = re.compile(
    rf"{_CLAIMS}[^，,。；;]{{0,6}}{_OFFICE}[^。；;]{{0,40}}{_PAY}|{_PAY}[^。；;]{{0,30}}{_CLAIMS}[^，,。；;]{{0,6}}{_OFFICE}|"
    rf"{_OFFICE}(?:里|局)?的?(?:人|工作人员|人员|同志|领导)?[^。；;，,]{{0,12}}(?:[叫喊让催]|要求?|通知){_ME}[^，,。；;]{{0,8}}{_PAY}|"
    rf"{_OFFICE}[^。；;，,]{{0,8}}(?:收|[找问管跟向]{_ME}们?(?:要|收)){_ME}?们?[^，,。；;]{{0,6}}(?:[证押]金|验证码|转账(?!记录)|扫码)|"
    rf"(?:[叫喊让催]|要求?|通知){_ME}[^，,。；;]{{0,6}}{_PAY}[^。；;]{{0,12}}(?:才|就|再|否则|不然)(?:不)?(?:能|给|帮|会|可以|肯|同意|得)*(?:{_ME}们?)?"
    r"(?:立案|受理|查|办|处理|加急|调查|启动|报上去|移送|结案)"
)
_IS_IT_FRAUD = re.compile(
    r"(?:钱|费|电话|短信|链接|转账|[证押]金|人|^|[，,。；;])[^，,。；;]{0,6}(?:是不是|会不会是?|该不会是|怕是|莫不是)个?(?:骗子|骗人|骗钱|诈骗|骗局|骗我)|"
    r"(?:遇到|碰到|遭了?)(?:了|个)?(?:骗子|电?信?诈骗|骗局)"
)
# What was got by deceit is told of: 「骗走了配方」.
_IS_OF_A_SECRET = re.compile(
    "配方|图纸|客户|技术|资料|名单|数据|工艺|秘密|代码|报价|证书|举报(?:他|她|人)|骂|"
    "你们?(?:这个|这里)?(?:是不是|不是|是|会不会是?|该不会是|怕是|莫不是)个?(?:骗|诈)"
)
_WAS_NOT_SO = re.compile(r"如果|要是|假如|万一|会不会(?:打电话|喊|叫|要|收)")


def is_asked_to_pay(text: str) -> bool:
    """Say whether whoever writes it was asked for money, or asks whether what they were asked for is a fraud."""
    if len(text) > _MOST_CHARACTERS:
        return False
    said = plain(text)
    if _WAS_NOT_SO.search(said) is None and _ASKED.search(said):
        return True
    is_short = len(said) <= _SHORT_CHARACTERS
    return is_short and _IS_IT_FRAUD.search(said) is not None and _IS_OF_A_SECRET.search(said) is None
