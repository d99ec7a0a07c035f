"""A sentence where a name is asked: it tells what was done, whose it is, or what is wanted; it names nobody. Pure.

「从我们公司拷走」, 「把我们客户都抢了」, 「商业秘密是我们公司的，被隔壁厂偷了」, 「要得，我要告他」
"""

from __future__ import annotations

from intents import expressions as re

_MOST_CHARACTERS = 80
_CLAUSES = re.compile(r"[，,。；;！!？?…~\s]+")
_END = r"[吧嘛哈啊哦呢噻了的]{0,3}$"
_ASSENTS = re.compile(rf"^(?:对头?|嗯+|好|是|要得|行|可以|没错|就是|就这样|没问题|得行|OK|ok){_END}")
_SOMEBODY = r"(?:我们?|咱们?|他们?|她们?|它们?|人家|别人|对方|隔壁|对门|对面|公司|厂里?|单位|员工)"
_TAKEN = r"(?:偷|拷|抢|卖|挖|盗|抄|泄露?|披露|复制|下载|传|发|拿|带|弄|搞|撬|套|骗|用|看到?|发现|删)"
_THING = (
    r"(?:商业秘密|秘密|东西|客户|配方|图纸|技术|名单|资料|代码|程序|工艺|数据|文件|信息|报价|价格|货|单子|生意|"
    r"专利|算法)"
)
_ENDS_AN_ACT = (
    r"(?:走|去|了|过|的|跑|完|光|掉|到|给(?:别人|人家|同行|隔壁|对手)|出来|出去|回来|"
    rf"{_SOMEBODY}的{_THING}){{1,4}}"
)
_SENTENCES = (
    # 「从我们公司拷走」, 「被他们挖走了」, 「在他们厂里头看到的」.
    re.compile(
        rf"^(?:是|就是|都是)?(?:把|将|被|从|在|向|拿)(?:{_SOMEBODY}|{_THING}).{{0,14}}?{_TAKEN}.{{0,4}}?{_ENDS_AN_ACT}{_END}"
    ),
    # 「拷走了我们的图纸」.
    re.compile(rf"^{_TAKEN}(?:走|了|去|过){{0,3}}{_SOMEBODY}的?.{{0,4}}{_THING}{_END}"),
    # 「公司的配方被偷了」.
    re.compile(
        rf"^(?:{_SOMEBODY}的?)?{_THING}(?:都|全|就|也|给)?(?:被|让|遭|着).{{0,10}}?{_TAKEN}{_ENDS_AN_ACT}?{_END}"
    ),
    # 「商业秘密是我们公司的」, 「客户都是我的」.
    re.compile(rf"^(?:那个|这个|这些|那些)?{_THING}(?:本来|都|全|就|也|肯定)*(?:是|归|属于)(?:我|咱|本).{{0,8}}$"),
    # 「公司就我一个老板」.
    re.compile(r"^(?:我们?)?(?:公司|厂|店|单位)(?:里|头)?(?:就|只有|只得|都是)(?:我|一个人|我们).{0,8}$"),
    # 「我们是权利人」, 「他们是侵权的」.
    re.compile(
        rf"^{_SOMEBODY}(?:才|就|都)?是(?:权利人|被许可人|知情人|受害者?|受害人|原告|侵权的?|被告的?|坏人|小偷|骗子){_END}"
    ),
    # 「我要告他」, 「就是要举报他们」.
    re.compile(
        r"^(?:我们?|就|就是|那|也|还|要|想|必须|肯定|一定|都|非要|只|来){0,5}(?:告|举报|投诉|检举|整|查|找|搞)(?:死|倒|一下|哈)?"
        rf"(?:他们?|她们?|它们?|对方|那个人|这个人|那些人|人家){_END}"
    ),
    # 「我莫得他电话」.
    re.compile(r"^我们?(?:也|都|还|又|就)*(?:没得|莫得|没有|没|不晓得|不知道|不认识|不清楚|记不)[^公厂店]{0,12}$"),
)


def tells_and_names_nobody(text: str) -> bool:
    """Say whether every clause is such a sentence or an assent, and at least one is a sentence."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    if not clauses or len(text) > _MOST_CHARACTERS:
        return False
    told = [any(one.match(clause) for one in _SENTENCES) for clause in clauses]
    return any(told) and all(
        is_told or _ASSENTS.match(clause) for is_told, clause in zip(told, clauses, strict=True)
    )
