"""What is said where a name is asked and names nobody: a wish, an assent, what was said before. Pure."""

from __future__ import annotations

from intents import expressions as re

_MOST_CHARACTERS = 40
_CLAUSES = re.compile(r"[，,。；;！!？?…~\s]+")
_END = r"(?:[吧嘛哈啊哦呢的了嗯呀噻]|就行|就好|可以|行不行|好不好|要得不){0,3}$"
_LEAD = r"^(?:那|就|我们?|还是|先|再|想|要|请|麻烦|帮我|给我|你们?|能不能|可以|对|嗯|好的?|是|只想|都|继续){0,6}"
_ASSENTS = re.compile(rf"^(?:对头?|嗯+|好|是|要得|行|可以|没错|就是|就这样|没问题|OK|ok){_END}")
_NO_NAMES = (
    # 「就用匿名吧」, 「我选匿名」.
    re.compile(
        rf"{_LEAD}(?:用|选|按|走|以)?(?:匿名|实名|不留名|不实名|不留姓名|保密)(?:举报|线索|方式|的方式|处理|提交)?{_END}"
    ),
    # 「约个时间上门」, 「想请你们上门讲一下」.
    re.compile(
        rf"{_LEAD}(?:约|预约|安排|定|订)(?:个|一个|一下|下|哈)?(?:时间|上门|咨询|指导|老师)?(?:来|过来)?(?:上门|咨询|指导|服务|讲课|看看|当面谈|见面|谈谈){{0,2}}{_END}"
    ),
    re.compile(
        rf"{_LEAD}(?:上门|打电话|电话|视频|线上|当面)(?:来)?(?:咨询|沟通|指导|服务|讲课|联系|谈|聊|讲){{1,2}}{_END}"
    ),
    re.compile(
        rf"^(?:我|就|还是|也|真的?){{0,3}}(?:不想|不敢|不方便|不便|不愿意?|不好)(?:说|讲|写|填|透露|提){_END}"
    ),
    re.compile(
        r"^(?:那|这样|你们|他们|对方|老板|单位|公司){0,3}(?:会不会|会|能不能|能){0,1}(?:不会)?(?:看得出来?|查得到|查得出来?|猜得到|猜到|晓得|知道|发现|认出|泄露|看出来?)"
        r"(?:是)?(?:我|哪个|谁)?(?:说|举报|告|写)?的?[吗不嘛吧哦啊]{0,2}$"
    ),
    # 「我刚才说过了」, 「前面选了匿名的」.
    re.compile(
        r"^(?:我|刚才|刚刚|前面|上面|之前|不是|都|已经){1,5}(?:说|讲|写|填|选|回答)(?:过|了)+(?:是)?(?:匿名|实名|技术信息|经营信息|上门)?[的嘛啊吗]{0,2}$"
    ),
    re.compile(r"^(?:等一?[下会哈]儿?|等等|稍等|慢点|莫急|别急|让我想想|我想想)[吧嘛哈了啊]{0,2}$"),
    re.compile(r"^我?(?:先|今天|暂时)(?:就|都)?不(?:填|弄|写|搞|说)了[吧嘛哈啊]{0,2}$"),
)


def names_nobody(text: str) -> bool:
    """Say whether every clause is a wish, an assent, or what was said before: 「对 约个时间上门」."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    if not clauses or len(text) > _MOST_CHARACTERS:
        return False
    return all(_ASSENTS.match(clause) or any(one.match(clause) for one in _NO_NAMES) for clause in clauses)
