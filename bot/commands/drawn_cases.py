"""Many cases for the demonstration, over two years: drawn by a seed, so that the same seed draws the same. Pure.

All names are invented and say so. What is done with a case is what officers do, so no state is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from bot.commands.drawn_transfers import TRANSFERS, TYPED_MOVES, DrawnTransfer
from intake.stored import Stored

TWO_YEARS: Final = 730
# What a filing that is split becomes, and one of how many is.
PARTS: Final = 2
_SPLIT_EVERY: Final = 120
_FIRST_SPLIT: Final = 2
# Of so many cases one has a transfer, and one is what must be there, as long as there are such left.
_STEADS: Final = 4
# Bureaus with people beside their head.
_STAFFED: Final = 3
# People write from morning to night.
_OFFICE_OPENS: Final = 8 * 60
_PEOPLE_STOP: Final = 22 * 60
# A report that was docketed on the fourth day is due ninety days later: today.
DUE_TODAY: Final = 93
# Fifteen working days of checking end today for one of these, whatever the holidays.
_CHECKED_NOW: Final = range(13, 31)

_PLACES: Final = (
    *("山蓝", "江月", "云脊", "矩塔", "拓石", "沐桥", "碧津", "折线", "恒坡", "快岭", "长坪", "半坡", "白沙"),
    *("四面", "几江", "支坪", "双河", "坡岭", "星岸", "渝野", "金渡", "鹿角", "石桥", "新溪", "晴川"),
)
_TRADES: Final = (
    *("茶叶贸易", "精密铸造", "智能装备", "供应链管理", "生物科技", "食品", "软件", "塑业", "机电设备"),
    *("新材料", "物流", "家居", "医疗器械", "检测技术", "农业科技"),
)
_SECRETS: Final = (
    "客户名单",
    "分级价目表",
    "供应商档案",
    "投标底价测算表",
    "会员档案",
    "采购协议汇编",
    "运价底表",
    "渠道返利方案",
)
_TECHNICAL: Final = ("折弯机控制程序", "配方工艺卡", "模具图纸", "算法源代码", "热处理参数", "菌种培养记录")
_ACTS: Final = (
    "用盗窃、利诱、越权下载等手段拿走",
    "自己使用或者让别人使用",
    "违反保密约定披露或者使用",
)
_MEASURES: Final = ("签订保密协议或者保密条款", "设置账号权限、密码或者加密")
_EVIDENCE: Final = ("合同、协议或者制度文件", "系统日志或者操作记录")
_RELATIONS: Final = ("前员工", "前销售主管", "合作单位", "竞争对手", "前技术负责人")
_TOPICS: Final = ("保密制度建设", "员工入职和离职管理", "什么是商业秘密", "被侵权以后怎么办")
_QUESTIONS: Final = (
    "小公司的保密制度该从哪里做起？",
    "销售要离职，客户资料怎么交接才稳当？",
    "图纸和工艺卡都在车间流转，怎么分级、怎么管？",
    "配方资料怎么保管，想请人来看看。",
    "跟供应商合作，保密条款怎么写？",
    "发现前员工拿走了报价，先做什么？",
)
_SUPPLEMENTS: Final = (
    "又有两家客户收到了同样的报价，截图可以提供。",
    "补充：对方上月已经开始使用这份资料。",
    "找到了当时的邮件记录，时间是离职前一天晚上。",
)


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """What an officer, or the filer, does with a case.

    after    days after it came
    move     a move; "supplement": the filer adds words; "paper": a paper is made; "hand": it is handed to a
             colleague; "join": its head becomes a handler; "split": it becomes parts
    entered  what is typed; of a handing `who`
    """

    after: int
    move: str
    entered: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """One case: what is filed, where the act was, when it came, and what is done with it.

    district  by name; None: it cannot be told, so it waits with 市局
    minute    of the day at which it came, in Shanghai
    transfer  what goes to another organ, or comes from one: then nothing was filed, and it brings the case in
    """

    kind: str
    fields: Stored
    district: str | None
    days_ago: int
    anonymous: bool
    steps: tuple[DrawnStep, ...]
    minute: int = _OFFICE_OPENS
    transfer: DrawnTransfer | None = None

    @property
    def counts(self) -> int:
        """How many cases it comes to: its parts are cases too."""
        return 1 + (PARTS if any(step.move == "split" for step in self.steps) else 0)


def drawn_cases(seed: int, number: int, districts: Sequence[str]) -> Iterator[DrawnCase]:
    """Give this many cases, the same for the same seed.

    districts  what acts happen in; the first one has the most, and the transfers
    """
    chance = Random(seed)  # noqa: S311 - a demonstration must come out the same again
    for place in range(number):
        drawn = _handed(chance, _drawn(chance, place, districts), districts)
        yield replace(drawn, minute=chance.randint(_OFFICE_OPENS, _PEOPLE_STOP))


def _drawn(chance: Random, place: int, districts: Sequence[str]) -> DrawnCase:
    turn, stead = divmod(place, _STEADS)
    if stead == 0 and turn < len(TRANSFERS):
        return _transferred(chance, turn, districts)
    if stead == 1 and turn < len(_CERTAIN):
        kind, fate = _CERTAIN[turn]
        return (
            _consulted(chance, fate, districts)
            if kind == "consultation"
            else _fated(chance, kind, fate, districts)
        )
    if place % _SPLIT_EVERY == _FIRST_SPLIT:
        what = {**_report(chance, "complaint"), "secret_kind": "business"}
        steps = (*_checked(), DrawnStep(3, "split", {}))
        return DrawnCase("complaint", what, districts[0], chance.randint(6, 20), False, steps)
    if place % 25 == 3:
        steps = (*_checked(), DrawnStep(3, "docket", {"tell": "您的举报已立案，办理结果将及时告知。"}))
        return DrawnCase(
            "complaint", _report(chance, "complaint"), _somewhere(chance, districts), DUE_TODAY, False, steps
        )
    if place % 25 in (8, 16):
        days_ago = _CHECKED_NOW[place // 8 % len(_CHECKED_NOW)]
        return DrawnCase("tip", _report(chance, "tip"), _somewhere(chance, districts), days_ago, True, _checked())
    if chance.random() < 0.24:
        fate = chance.choices(list(_CONSULTED), weights=list(_CONSULTED.values()))[0]
        return _consulted(chance, fate, districts)
    kind = "complaint" if chance.random() < 0.62 else "tip"
    return _fated(chance, kind, chance.choices(list(_FATES), weights=list(_FATES.values()))[0], districts)


def _transferred(chance: Random, turn: int, districts: Sequence[str]) -> DrawnCase:
    """Return the case of one of the transfers; most are the first district's."""
    transfer = TRANSFERS[turn]
    district = districts[0 if turn % 3 else min(turn // 3 % _STAFFED, len(districts) - 1)]
    if not transfer.base:
        known = {"reported_name": _company(chance), "secret_kind": "business"}
        return DrawnCase("referral", known, district, transfer.steps[0].ago, True, (), transfer=transfer)
    last, final = transfer.base[-1]
    # A penalty is enforced when half a year has passed without anybody going to court.
    came = transfer.steps[0].ago + last + (200 if final == "close" else 1)
    steps = tuple(DrawnStep(after, move, TYPED_MOVES.get(move, {})) for after, move in transfer.base)
    # A technical one would be the municipal bureau's.
    what = {**_report(chance, "complaint"), "secret_kind": "business"}
    return DrawnCase("complaint", what, district, came, False, steps, transfer=transfer)


def _handed(chance: Random, drawn: DrawnCase, districts: Sequence[str]) -> DrawnCase:
    """Let the head of a large bureau hand most of what was signed for to one of two colleagues."""
    who, is_handed = chance.choice(("一", "二")), chance.random() < 0.7
    moves = [step.move for step in drawn.steps]
    if not is_handed or "sign_for" not in moves or drawn.district not in districts[:_STAFFED]:
        return drawn
    if drawn.transfer is not None or "split" in moves:
        return drawn
    signed = moves.index("sign_for")
    handing = DrawnStep(drawn.steps[signed].after, "hand", {"who": who})
    return replace(drawn, steps=(*drawn.steps[: signed + 1], handing, *drawn.steps[signed + 1 :]))


def _fated(chance: Random, kind: str, fate: str, districts: Sequence[str]) -> DrawnCase:
    days_ago = _long_ago(chance, fate)
    steps = [*_steps_of(chance, fate)]
    if fate not in ("waits", "routed") and chance.random() < 0.3:
        steps.insert(1, DrawnStep(3, "supplement", {"text": chance.choice(_SUPPLEMENTS)}))
    if kind == "complaint" and len(steps) > 2 and chance.random() < 0.2:
        steps.append(
            DrawnStep(steps[-1].after, "write", {"text": "您补充的材料已经收到，正在核对，有进展会告诉您。"})
        )
    district = None if fate == "waits" else _somewhere(chance, districts)
    anonymous = kind == "tip" and chance.random() < 0.7
    fields = (
        _report(chance, kind) if not anonymous else {**_report(chance, kind), "phone": None, "contact_name": None}
    )
    return DrawnCase(kind, fields, district, days_ago, anonymous, tuple(steps))


# What becomes of a report, and how often.
_FATES: Final[Mapping[str, int]] = {
    "waits": 2, "routed": 4, "taken": 5, "checking": 8, "docketed": 8, "not_docketed": 4, "disputed": 2,
    "assisted": 2, "helping": 1, "helped": 2, "elsewhere": 3, "closed": 30, "dropped": 26, "overdue": 4,
}  # fmt: skip
_OVER: Final = frozenset({"closed", "dropped", "elsewhere"})
_DOCKETED: Final = frozenset({"docketed", "assisted", "helping", "helped"})


def _long_ago(chance: Random, fate: str) -> int:
    """Return how long ago it came: what is over lies anywhere in two years, what is not came lately."""
    if fate in _OVER:
        return chance.randint(40, TWO_YEARS)
    if fate == "overdue":
        return chance.randint(50, 120)
    return chance.randint(20, 80) if fate in _DOCKETED else chance.randint(5, 20)


def _checked() -> tuple[DrawnStep, ...]:
    return (DrawnStep(1, "sign_for", {}), DrawnStep(2, "check", {}))


def _steps_of(chance: Random, fate: str) -> Sequence[DrawnStep]:
    checked, late = _checked(), chance.randint(5, 14)
    docketed = DrawnStep(late, "docket", {"tell": "您的举报已立案，办理结果将及时告知。"})
    not_docketed = DrawnStep(late, "not_docket", {"reason": "现有材料不能证明采取了相应保密措施。"})
    over = late + chance.randint(2, 24)
    match fate:
        case "routed" | "waits":
            return ()
        case "taken":
            return checked[:1]
        case "checking" | "overdue":
            paper = [DrawnStep(4, "paper", {})] if chance.random() < 0.2 else []
            return (*checked, *paper)
        case "docketed":
            return (*checked, docketed)
        case "not_docketed":
            return (*checked, not_docketed)
        case "disputed":
            return (*checked, DrawnStep(4, "dispute", {"reason": "行为地说法不一，请一并研究。"}))
        case "assisted" | "helping" | "helped":
            return (*checked, docketed, *_assisted(late, fate))
        case "elsewhere":
            told = {"branch": "other", "authority": "劳动争议仲裁机构", "text": "这件事请向有权部门提出。"}
            return (*checked, DrawnStep(4, "tell_elsewhere", told))
        case "closed":
            return (*checked, docketed, *_penalised(over))
    return (*checked, not_docketed, DrawnStep(over, "close", {"outcome": "not_docketed"}))


def _penalised(over: int) -> Iterator[DrawnStep]:
    """Give what leads from a docketed case to its end: nothing is closed before it was decided."""
    yield DrawnStep(over - 2, "join", {})
    yield DrawnStep(over - 2, "serve_penalty_notice", {})
    yield DrawnStep(over - 1, "enter_statement", {})
    yield DrawnStep(over, "decide_case", {"outcome": "penalised", "party_registered": "same_province"})
    yield DrawnStep(over, "publish_penalty", {})
    yield DrawnStep(over, "close", {"outcome": "penalised"})


def _assisted(late: int, fate: str) -> Iterator[DrawnStep]:
    """Give how far the help of another bureau has come: asked for, signed for, given."""
    yield DrawnStep(late + 1, "ask_assist", {"text": "请询问你区的仓库负责人，核对出入库记录。"})
    if fate != "assisted":
        yield DrawnStep(late + 2, "receive_assist", {})
    if fate == "helped":
        yield DrawnStep(late + 5, "answer_assist", {"text": "已经询问，笔录和出入库记录随函附上。"})


# What becomes of a consultation, and how often.
_CONSULTED: Final[Mapping[str, int]] = {"closed": 56, "withdrawn": 4, "answered": 12, "taken": 10, "routed": 8}


def _consulted(chance: Random, fate: str, districts: Sequence[str]) -> DrawnCase:
    is_over = fate in ("closed", "withdrawn")
    days_ago = chance.randint(12, TWO_YEARS) if is_over else chance.randint(1, 12)
    told = "可以先做三件事：列出涉密资料，分级授权，离职时逐项交接。我们会再与您联系。"
    steps = {
        "routed": (),
        "taken": (DrawnStep(1, "sign_for", {}),),
        "withdrawn": (DrawnStep(1, "sign_for", {}), DrawnStep(3, "close_consultation", {"outcome": "withdrawn"})),
        "answered": (DrawnStep(1, "sign_for", {}), DrawnStep(min(days_ago, 4), "answer", {"text": told})),
        "closed": (
            DrawnStep(1, "sign_for", {}),
            DrawnStep(4, "answer", {"text": told}),
            DrawnStep(chance.randint(5, 11), "close_consultation", {"outcome": "answered"}),
        ),
    }[fate]
    district = _somewhere(chance, districts)
    fields = {
        "company_name": _company(chance),
        "district": district,
        "topics": [chance.choice(_TOPICS)],
        "question": chance.choice(_QUESTIONS),
        "mode": chance.choice(("phone", "online")),
        "preferred_times": [],
        "contact_name": "演示联系人",
        "phone": _phone(chance),
    }
    return DrawnCase("consultation", fields, district, days_ago, False, steps)


def _report(chance: Random, kind: str) -> dict[str, object]:
    technical = chance.random() < 0.12
    fields: dict[str, object] = {
        "reporter_role": "right_holder" if kind == "complaint" else chance.choice(("insider", "other")),
        "secret_kind": "technical" if technical else "business",
        "reported_name": _company(chance),
        "reported_relation": chance.choice(_RELATIONS),
        "act_kinds": chance.sample(_ACTS, chance.randint(1, 2)),
        "contact_name": "演示联系人",
        "phone": _phone(chance),
    }
    if kind == "tip":
        return fields
    return fields | {
        "reported_kind": "company",
        "clue": "前员工离职前有导出权限，离职后对方使用了相同的资料。",
        "secret_title": chance.choice(_TECHNICAL if technical else _SECRETS),
        "measures": list(_MEASURES),
        "evidence_kinds": list(_EVIDENCE),
        "loss_amount": chance.choice((None, 80_000, 300_000, 650_000, 1_200_000)),
        "reporter_name": _company(chance),
        "truth_declared": True,
    }


# What must be there whatever the seed: every kind of filing in every state.
_CERTAIN: Final = (
    *((kind, fate) for fate in _FATES for kind in ("complaint", "tip")),
    *(("consultation", fate) for fate in _CONSULTED),
)


def _company(chance: Random) -> str:
    return f"重庆{chance.choice(_PLACES)}{chance.choice(_TRADES)}有限公司（演示）"


def _phone(chance: Random) -> str:
    return f"199000{chance.randint(0, 99_999):05}"


def _somewhere(chance: Random, districts: Sequence[str]) -> str:
    # A few districts have most of the companies.
    return districts[min(int(chance.expovariate(1.6 / max(1, len(districts) / 3))), len(districts) - 1)]
