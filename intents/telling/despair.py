"""Somebody tells that they, or one of theirs, do not want to live: nothing else is answered before. Pure.

「活起没得意思了」, 「我老婆说想跳楼」. 「我们厂活不下去了」 speaks of a business, 「跳楼价」 of
a price; 「气得想死」 is heard all the same: to care once too often harms nobody.
"""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.plain import plain

_MOST_LOOKED_AT = 400
# Without one of these nobody tells of it.
MAY_DESPAIR = cue(
    "活|死|自杀|轻生|自尽|自残|自我了断|跳|上吊|割腕|喝[农药敌百]|安眠药|遗书|想不开|了断|生命|解脱|了百了|生无可恋|世上|huo|zisha",
    signs="活死杀轻尽残断跳吊割喝眠遗想命解百恋世hz",
)
# The ways of it; 「跳楼价」 is a price.
_WAYS = (
    r"自杀(?!式)|跳(?:楼(?!价|大?甩|机|货|清|促)|河|江|桥|崖|嘉陵江|长江|轨)|上吊|割腕|"
    r"从[^，,。；;]{0,4}[楼桥顶窗][^，,。；;]{0,3}跳(?:下|了)|喝(?:农药|敌敌畏|百草枯|药[死自])|[吃吞][^，,。]{0,4}安眠药|写(?:了|好了?)?遗书|遗书(?:都|已经|也)"
)
_SAYS_IT = re.compile(
    # 「不想活了」, 「活起没得意思了」, 「活够了」.
    r"(?:不想|不愿意?|懒得|没法|没脸)(?:再)?活(?![动跃络用泼到])|(?<![生存])活不下去|(?<![存死])不活了|不如(?:去)?死|"
    r"没[得有]?(?:再)?活下去的|"
    r"活(?:着|起|到|下去|在这?个?世上)?(?:真的?|还|也|都|一点|好|太|觉得|感觉|实在){0,3}"
    r"(?:没得?|没有|莫得|有)(?:啥子?|什么|哪样|得|点)?(?:意思|意义|盼头|奔头|劲|希望)|"
    r"活(?:够|腻|累|得?好累|起好累|受够)了|生无可恋|想不开|轻生|自尽|自残|一了百了|"
    r"(?:想|要|准备|打算|只有|只能|只好)(?:去|一)?(?:死(?![守磕记命你妳他她它着揪咬缠赖保撑])|寻死|求死|自我了断|"
    r"解脱(?!竞业|合同|协议|义务))|"
    r"死了(?:算了|一了|干净|好了|得了)|(?:结束|了结)(?:自己|我)?的?(?:生命|性命|这条命)|不想(?:再)?在这个?世上|"
    rf"{_WAYS}|bu\s?xiang\s?huo\s?le|xiang\s?zi\s?sha"
)
# Said of a business, or it is over, denied, cursed, or somebody else's threat in words.
_IS_NOT_MEANT = re.compile(
    r"(?:公司|厂子?|企业|店|铺子|作坊|单位|生意|项目|产品|行业|市场|门面|同行|我们|咱们|大家)[^，,。；;！!？?]{0,8}"
    r"(?:活不下去|不活|没法活|想不开)|[养干做]活|"
    r"(?:不会|没有?|不是|不至于|莫得)(?:要|想|去|真的|再)*(?:自杀|轻生|想不开|寻死|跳楼|想死)|自杀身亡|自杀(?:了|过)的|"
    r"[叫喊让咒骂](?:我们?|他们?)?去?(?:死|跳楼|自杀)|怎么(?:算|认定)"
)
_CLAUSES = re.compile(r"[^，,。；;！!？?\n]+")
_OTHERS = re.compile(
    r"(?:[他她]|对方|员工|同事|老板|厂长|老[公婆]|爱人|娃儿?|儿子|女儿|[爸妈哥弟姐妹]|朋友|工人|亲戚|经理|会计|人家)们?[^，,。；;我]{0,10}$"
)


def tells_of_despair(text: str) -> bool:
    """Say whether somebody tells that they, or somebody near them, do not want to live."""
    return _said_in(text) is not None


def is_of_another(text: str) -> bool:
    """Say whether it is somebody else who is in despair: 「我老婆说她想跳楼」."""
    clause = _said_in(text)
    found = _SAYS_IT.search(clause) if clause is not None else None
    return clause is not None and found is not None and _OTHERS.search(clause[: found.start()]) is not None


def _said_in(text: str) -> str | None:
    clauses = _CLAUSES.findall(plain(text[:_MOST_LOOKED_AT]))
    return next((one for one in clauses if _SAYS_IT.search(one) and not _IS_NOT_MEANT.search(one)), None)
