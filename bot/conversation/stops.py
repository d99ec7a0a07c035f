"""What does not belong here, and what must be said first. Words as data; sentences in phrases.yaml.

`unless` are words that show that it is about a trade secret after all: 「食品公司的配方被偷了」.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re

OURS = (
    "秘密",
    "商秘",
    "偷",
    "窃",
    "挖人",
    "挖走",
    "跳槽",
    "离职",
    "带走",
    "抄袭",
    "技术",
    "菜谱",
    "客户",
    "图纸",
    "数据",
    "侵权",
    "商业秘密",
    "配方",
    "图纸",
    "客户名单",
    "客户资料",
    "名单",
    "机密",
    "保密",
    "源代码",
    "源码",
    "工艺",
    "底价",
    "报价",
    "窃取",
    "盗用",
    "经营信息",
    "技术信息",
    "泄密",
    "渠道表",
    "会员资料",
    "会员信息",
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A subject that the service does not take on.

    phrase   the sentence that says where to turn, below `stops` in phrases.yaml
    words    any of them is enough
    unless   none of these may stand beside them
    """

    name: str
    phrase: str
    words: tuple[str, ...]
    unless: tuple[str, ...]


STATE_SECRET = Stop(
    "state_secret",
    "stops.state_secret",
    ("国家秘密", "军事秘密", "军工秘密"),
    ("不是国家秘密", "不属于国家秘密", "不涉及国家秘密", "没有国家秘密", "非国家秘密"),
)
# Companies mark their own papers in these words (TSR 第9条): 「涉密文件加盖密级章」.
MARKED_PAPERS = Stop(
    "state_secret",
    "stops.state_secret",
    ("绝密文件", "涉密文件", "秘密级文件", "机密级文件"),
    ("商业秘密", "商秘", "保密协议", "竞业", "举报人", "权利人", "不是国家秘密", "不属于国家秘密"),
)
# Where none of these stands, nothing has to be looked at.
STATE_SECRET_WORDS = re.compile(
    "|".join(map(re.escape, (*STATE_SECRET.words, *MARKED_PAPERS.words, "机密", "绝密", "国防", "涉密")))
)
# A level that a state organ gives, with what only state organs have: a number of theirs, defence, their papers.
OFFICIAL_SECRET = re.compile(
    r"(?:绝密|机密|秘密)级(?:的)?[^,，。;；]{0,4}[\u4e00-\u9fff]?[〔\[(（【]20\d\d[〕\])）】]|"
    r"(?:绝密|机密|涉密)[^,，。;；〔（(]{0,8}[〔\[(（【]20\d\d[〕\])）】]\s?第?\d{1,4}号|"
    r"(?:绝密|机密|涉密)[”\"』」）)]?(?:级|字样|的|这类|样)?[^,，。;；]{0,8}(?:国防|军事|部队|军队|武器|红头文件|公文|机关文件|政府文件)|"
    r"(?:国防|军事|部队|军队|武器装备)[^,，。;；]{0,10}(?:绝密|机密|涉密|保密文件|秘密文件)|国防科研(?:文件|资料|项目(?:文件|资料))"
)

STOPS = (
    Stop(
        "consumer",
        "stops.consumer",
        (
            "吃出",
            "虫子",
            "拉肚子",
            "拉了",
            "食物中毒",
            "过期食品",
            "变质",
            "发霉",
            "头发丝",
            "异物",
            "餐馆",
            "饭店不",
            "火锅店",
            "串串店",
            "外卖",
            "退货",
            "退款",
            "退钱",
            "不给退",
            "不退",
            "假货",
            "缺斤少两",
            "短斤少两",
            "质量问题",
            "保修",
            "三包",
            "预付卡",
            "充值卡",
            "健身卡",
            "买的",
            "买到",
            "网购",
            "消费者",
            "欺诈消费",
            "多收钱",
            "乱收费",
            "强制消费",
            "虚假宣传",
            "价格欺诈",
            "食品安全",
            "饭店",
            "餐厅",
            "饭馆",
            "酒店",
            "超市",
            "物业",
            "快递",
            "商家",
            "美容院",
            "理发店",
            "驾校",
            "旅行社",
            "药店",
            "保健品",
        ),
        # Whoever is stuck in a lift is told so first.
        (*OURS, "电梯"),
    ),
    STATE_SECRET,
    MARKED_PAPERS,
)

# Evidence is being destroyed right now: the telephone first (wording.md, urgent), then we go on.
URGENT_WORDS = (
    "正在销毁",
    "在销毁",
    "要销毁",
    "马上销毁",
    "正在删",
    "在删除",
    "要删",
    "马上删",
    "正在转移",
    "在转移",
    "要转移",
    "连夜",
    "正在毁",
    "毁灭证据",
    "销毁证据",
    "转移证据",
    "马上要跑",
    "正在搬",
    "准备跑路",
    "正在拷",
    "正在下载",
)
URGENT = re.compile("|".join(URGENT_WORDS))
