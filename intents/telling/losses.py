"""How much the teller's side says it lost: in the clause that speaks of it, or in the next one. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading import NotUnderstood, read_amount

_LOSS = re.compile(
    # 「损失不好算，初步估100万到200万」: the figure comes in the next clause.
    r"损失[^,。;!?\d]{0,12},(?:初步|大概|大约|粗略|估计|保守|起码|至少|少说|怎么也|应该|可能|我们?估)[^,。;!?]{1,24}|"
    r"(?:损失|亏了?|少赚|少[了收卖接做订挣签])(?!费)(?:[^,。;!?]|,(?=\d{3}(?!\d))){0,30}"
)
# 「损失135万元(另支出公证费8,000元)」: what stands in brackets is something else.
_BESIDE_A_LOSS = re.compile(r"\(|另(?:支出|付|花)")
_NO_LOSS_WORD = re.compile(r"新台币|台币|卢布|泰铢|越南盾|投入|成本|律师费|公证费|鉴定费|标的|合同|罚|赔")
_FOREIGN = re.compile(
    r"[\d一二两三四五六七八九十百千万几]\s?(?:多|来)?(?:美元|美金|欧元|港币|港元|日元|英镑|韩元)"
)
_UP_TO_THE_SUM = re.compile(r"^.*?[\d一二两三四五六七八九十百千几][^,。;]{0,3}?(?:[万亿元块]|美金|$)[^,。;]{0,6}")
# 「损失说不清楚，一个月少卖十来万」: what is lost each month is not the loss.
_NOT_SAID = re.compile(
    r"损失(?:多少|金额|有好多)?(?:我|也|都|还|真的?|目前|暂时)*(?:说不(?:清|准|好|上来)|算不(?:出|清|来)|不好(?:说|算)|没法算|不清楚|不晓得|不知道|没有?算)[^,。;!?]{0,4},"
    r"[^,。;!?]{0,4}(?:一|每|个)+(?:个?月|天|年|周)"
)
_HOW_OFTEN = re.compile(r"(?:每|一|每一)个?(?:月|天|年|周|季度?|星期|礼拜)[^,。;!?\d]{0,6}$")
_OFTEN_CHARACTERS = 12
_MONEY = re.compile(r"[\d壹贰叁肆伍陆柒捌玖拾佰仟一二两三四五六七八九十百千万亿几w]", re.IGNORECASE)


def loss_in(text: str) -> tuple[int | None, str] | None:
    """Return the loss in whole yuan with the words that say so, of another currency only the words; None for none.

    text  half width and simplified
    """
    if _NOT_SAID.search(text):
        return None
    for loss in _LOSS.finditer(text):
        said = _BESIDE_A_LOSS.split(loss[0])[0]
        up_to = _UP_TO_THE_SUM.match(said)
        if _NO_LOSS_WORD.search(up_to[0] if up_to else said) or not _MONEY.search(said):
            continue
        try:
            yuan = read_amount(said)
        except NotUnderstood:
            continue
        if yuan or _FOREIGN.search(said):
            # 「一个月少卖8万多」: how often belongs to the sum.
            often = _HOW_OFTEN.search(text[max(loss.start() - _OFTEN_CHARACTERS, 0) : loss.start()])
            return yuan, f"{often[0]}{said}" if often else said
    return None
