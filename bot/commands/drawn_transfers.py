"""The transfers of the demonstration: every kind that the book knows, in every state that it can have. Pure.

All is counted back from today: some wait for an answer that is overdue, some are due today, some were answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.cases.codes import Outcome
from intake.cases.transfer_codes import TransferCode as T
from intake.transfers.codes import TransferKind as K

Typed = Mapping[str, str]
# What is taken back is the newest entry, which then counts as never made.
TAKEN_BACK: Final = T.WITHDRAWN
# How far the case of a transfer was: what was done with it, with the days after it came.
CHECKED: Final = ((1, "sign_for"), (2, "check"))
DOCKETED: Final = (*CHECKED, (5, "docket"))
PENALISED: Final = (
    *DOCKETED,
    (38, "hand"),
    (38, "serve_penalty_notice"),
    (39, "enter_statement"),
    (40, "decide_case"),
    (40, "publish_penalty"),
    (40, "close"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step: so many days before today, of this code, by this hand, with this typed.

    by       first (of the team), head or principal
    entered  {bureau} stands for the code of the bureau, {team} for two of its officers, {-9} for the day nine days
             before today
    """

    ago: int
    code: str
    by: str
    entered: Typed


@dataclass(frozen=True, slots=True)
class DrawnTransfer:
    """One transfer.

    base   what was done with its case before; () where it brings the case in
    steps  the first one opens it
    moves  what was done with the case afterwards: days before today, the move
    """

    kind: str
    base: tuple[tuple[int, str], ...]
    steps: tuple[Taken, ...]
    moves: tuple[tuple[int, str], ...] = ()


def _way(
    kind: K, base: tuple[tuple[int, str], ...], opening: Typed, opened: int, *steps: tuple[int, str]
) -> DrawnTransfer:
    """Return a transfer that was opened so many days ago, and each step so many days ago.

    A code may be followed by what is said instead of the usual: "police_received:no".
    """
    taken = [Taken(opened, T.OPENED, "first", opening)]
    for ago, said in steps:
        code = said.partition(":")[0]
        by = "principal" if code in _BY_PRINCIPAL else "head" if code in _BY_HEAD else "first"
        papers = {"papers": _PAPERS[kind]} if code == T.SENT else {}
        taken.append(Taken(ago, code, by, {**papers, **_TYPED.get(said, {})}))
    return DrawnTransfer(kind, base, tuple(taken))


_PAPERS: Final[Mapping[str, str]] = {
    K.ORGAN: "case_letter,material_list,delivery_slip",
    K.INFORM: "notice_letter",
    K.JURISDICTION: "case_letter,material_list,delivery_slip,case_file",
    K.ASSISTANCE: "assistance_letter,material_list",
    K.ENFORCE: "enforcement_request,penalty_decision,reminder,material_list",
}
_BY_PRINCIPAL: Final = frozenset({T.APPROVED, T.REJECTED, T.REFUSAL_ACCEPTED})
# What must be decided before it leaves is sent by the head; who prepared it may be anybody.
_BY_HEAD: Final = frozenset(
    {T.SENT, T.FINISHED, T.DROPPED, T.RECONSIDERATION_ASKED, T.SUPERVISION_ASKED, T.INBOUND_SENT_BACK, TAKEN_BACK}
)
_TYPED: Final[Mapping[str, Typed]] = {
    T.REPORTED: {"earlier_penalty": "none", "text": "两次下载，三次使用。"},
    T.REJECTED: {"text": "现有证据还看不出犯罪的合理嫌疑，请继续调查。"},
    T.HANDED_OVER: {"papers": "transfer_letter,investigation_report,goods_list,no_appraisal,others"},
    T.POLICE_RECEIVED: {"competent": "yes"},
    f"{T.POLICE_RECEIVED}:no": {"competent": "no"},
    T.POLICE_SENT_BACK: {"text": "缺涉案物品清单的附件。"},
    T.FORWARDED: {"body": "police"},
    T.POLICE_DOCKETED: {"number": "演公（经）立字〔2026〕11号"},
    T.POLICE_REFUSED: {"materials_back": "yes", "text": "情节显著轻微。"},
    T.REFUSAL_ACCEPTED: {"text": "同意公安机关意见，由本局依法处理。"},
    T.RECONSIDERATION_ASKED: {"text": "损失数额已经达到追诉标准。"},
    T.RECONSIDERATION_REFUSED: {"text": "维持原决定。"},
    T.SUPERVISION_ASKED: {"supervisor": "procuratorate_{bureau}", "text": "认为应当立案。"},
    T.SUPERVISION_DECLINED: {"text": "不立案的理由成立。"},
    T.MATERIALS_HANDED_OVER: {"goods": "no_goods,materials,record"},
    T.POLICE_RETURNED: {"text": "不需要追究刑事责任，请依法处理。"},
    T.DROPPED: {"text": "证据还要再补一轮，这次先不送。"},
    T.CHASED: {"by_way": "letter", "text": "请按函件办理。"},
    T.SENT_BACK: {"text": "缺材料清单，请补正。"},
    T.ANSWERED: {"text": "已经按职责处理，结果随函附上。"},
    T.FINISHED: {"text": "对方口头答复不属其职责，不再等待。"},
    T.DESIGNATED: {"designated": "them"},
    f"{T.DESIGNATED}:us": {"designated": "us"},
    T.JOINT_HELD: {"text": "到场十一人，三家企业签了整改承诺。"},
    T.RESULT_TOLD: {"text": "经核查，不予立案，理由随函附上。"},
    T.INBOUND_SENT_BACK: {"text": "反映的是劳动报酬，不属市场监管部门职责。"},
    T.ASSIST_EXTENDED: {"days": "10"},
    T.ASSIST_GIVEN: {"text": "已经调取企业登记档案，随函附上。"},
    TAKEN_BACK: {"text": "日期记错了。"},
}

_POLICE: Final = {
    "bodies": "police_{bureau}",
    "gate": "should",
    "checks": "suspicion,measures",
    "team": "{team}",
    "parts": "reported,act",
    "text": "数额一时查不清，需要公安机关取证。",
}
_SENT: Final = (T.REPORTED, T.APPROVED, T.HANDED_OVER)
_SIGNED: Final = (*_SENT, T.POLICE_RECEIVED)
_ELSEWHERE: Final = (*_SENT, f"{T.POLICE_RECEIVED}:no")
_REFUSED: Final = (*_SIGNED, T.POLICE_REFUSED)
_AGAIN: Final = (*_REFUSED, T.RECONSIDERATION_ASKED, T.RECONSIDERATION_RECEIVED)
_UPHELD: Final = (*_AGAIN, T.RECONSIDERATION_REFUSED)
_IN_HAND: Final = (*_SIGNED, T.POLICE_DOCKETED)


def _to_the_police(last: int, codes: tuple[str, ...]) -> DrawnTransfer:
    """Return a way to the police, a step a day, the last one so many days ago.

    What has three days is due today where that is three, and overdue where it is more.
    """
    steps = [(last + len(codes) - number, code) for number, code in enumerate(codes, start=1)]
    return _way(K.POLICE, CHECKED, _POLICE, last + len(codes), *steps)


_POLICE_WAYS: Final = (
    _to_the_police(3, _SENT[:1]),
    _to_the_police(6, _SIGNED),
    _to_the_police(3, _REFUSED),
    _to_the_police(2, ()),
    _to_the_police(1, _SENT[:2]),
    _to_the_police(4, _SENT),
    _to_the_police(5, _SENT[:1]),
    _to_the_police(9, (T.REPORTED, T.REJECTED)),
    _to_the_police(1, _ELSEWHERE),
    _to_the_police(2, (*_ELSEWHERE, T.FORWARDED)),
    _to_the_police(3, (*_ELSEWHERE, T.FORWARDED, T.RECEIVED_ELSEWHERE)),
    _to_the_police(5, (*_SENT, T.POLICE_SENT_BACK)),
    _to_the_police(3, _IN_HAND),
    _to_the_police(8, (*_IN_HAND, T.MATERIALS_HANDED_OVER)),
    _to_the_police(10, (*_IN_HAND, T.MATERIALS_HANDED_OVER, T.POLICE_RETURNED)),
    _to_the_police(2, _AGAIN[:-1]),
    _to_the_police(3, _AGAIN),
    _to_the_police(2, _UPHELD),
    _to_the_police(7, (*_UPHELD, T.SUPERVISION_ASKED, T.CHASED)),
    _to_the_police(12, (*_UPHELD, T.SUPERVISION_ASKED, T.SUPERVISION_DECLINED)),
    _to_the_police(14, (*_REFUSED, T.REFUSAL_ACCEPTED)),
    _to_the_police(6, (T.DROPPED,)),
)

_ORGAN: Final = {"bodies": "labour", "parts": "reported,act", "text": "用工的部分属人力资源和社会保障部门职责。"}
_ASSETS: Final = {"bodies": "assets", "parts": "reported,act", "text": "涉及国有企业的技术人员，请了解。"}
_SCIENCE: Final = {"bodies": "science", "parts": "reported,act", "text": "被举报人申报了科技项目，请了解。"}
_LABOUR: Final = {"bodies": "labour", "parts": "reported,act", "text": "多名员工同时离职，请关注竞业限制。"}
_SICHUAN: Final = {"bodies": "sichuan", "parts": "reported,act", "text": "行为人的生产、销售都在四川省内。"}
_ASKED: Final = {"bodies": "sichuan", "parts": "reported,act", "text": "请协助查询一家四川企业的采购记录。"}
_RECORDS: Final = {"bodies": "labour", "parts": "reported", "text": "请协助核对参保记录。"}
_UNPAID: Final = {
    "bodies": "court",
    "reminded_on": "{-45}",
    "expired_on": "{-50}",
    "parts": "reported,act",
    "text": "催告以后仍不缴纳罚款。",
}
_TOGETHER: Final = {
    "bodies": "police_{bureau},procuratorate_{bureau},labour",
    "text": "对园区内三家企业开展联合检查。",
}
_CIVIL: Final = {"route": "civil", "letter": "您主张的赔偿，可以直接向人民法院起诉。"}
_ARBITRATED: Final = {"route": "labour", "letter": "竞业限制补偿的争议，可以申请劳动人事争议仲裁。"}

_OTHER_WAYS: Final = (
    _way(K.ORGAN, DOCKETED, _ORGAN, 30, (28, T.SENT)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 12, (9, T.SENT), (7, T.RECEIVED)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 3),
    _way(K.ORGAN, DOCKETED, _ORGAN, 11, (9, T.SENT), (6, T.SENT_BACK)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 40, (38, T.SENT), (35, T.RECEIVED), (20, T.ANSWERED)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 33, (30, T.SENT), (5, T.FINISHED)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 8, (6, T.DROPPED)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 5, (4, T.SENT), (3, TAKEN_BACK)),
    _way(K.ORGAN, DOCKETED, _ORGAN, 6, (5, TAKEN_BACK)),
    _way(K.INFORM, DOCKETED, _ASSETS, 9, (8, T.SENT)),
    _way(K.INFORM, DOCKETED, _ASSETS, 2),
    _way(K.INFORM, DOCKETED, _ASSETS, 26, (25, T.SENT), (22, T.RECEIVED), (9, T.CHASED)),
    _way(K.INFORM, CHECKED, _SCIENCE, 15, (14, T.SENT), (8, T.ANSWERED)),
    _way(K.INFORM, CHECKED, _SCIENCE, 10, (9, T.SENT), (7, T.SENT_BACK)),
    _way(K.INFORM, CHECKED, _LABOUR, 6, (5, T.SENT), (3, T.RECEIVED)),
    _way(K.INFORM, CHECKED, _LABOUR, 7, (6, T.DROPPED)),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 4, (3, T.SENT)),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 14, (12, T.SENT), (9, T.RECEIVED)),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 20, (18, T.SENT), (12, T.DESIGNATION_ASKED)),
    _way(
        K.JURISDICTION,
        DOCKETED,
        _SICHUAN,
        45,
        (44, T.SENT),
        (40, T.DESIGNATION_ASKED),
        (25, f"{T.DESIGNATED}:us"),
    ),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 50, (48, T.SENT), (44, T.DESIGNATION_ASKED), (30, T.DESIGNATED)),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 1),
    _way(K.JURISDICTION, DOCKETED, _SICHUAN, 9, (8, T.DROPPED)),
    _way(K.ASSISTANCE, DOCKETED, _ASKED, 30, (29, T.SENT), (27, T.RECEIVED)),
    _way(K.ASSISTANCE, DOCKETED, _ASKED, 6, (5, T.SENT)),
    _way(K.ASSISTANCE, DOCKETED, _ASKED, 24, (23, T.SENT), (10, T.ANSWERED)),
    _way(K.ASSISTANCE, DOCKETED, _RECORDS, 2),
    _way(K.ASSISTANCE, DOCKETED, _RECORDS, 9, (8, T.SENT), (6, T.SENT_BACK)),
    _way(K.ASSISTANCE, DOCKETED, _RECORDS, 5, (4, T.DROPPED)),
    _way(K.ENFORCE, PENALISED, _UNPAID, 9, (8, T.SENT)),
    _way(K.ENFORCE, PENALISED, _UNPAID, 2),
    _way(K.ENFORCE, PENALISED, _UNPAID, 20, (19, T.SENT), (15, T.RECEIVED)),
    _way(K.ENFORCE, PENALISED, _UNPAID, 21, (20, T.SENT), (16, T.SENT_BACK)),
    _way(K.ENFORCE, PENALISED, _UNPAID, 18, (17, T.SENT), (14, T.RECEIVED), (6, T.ANSWERED)),
    _way(K.ENFORCE, PENALISED, _UNPAID, 6, (5, T.DROPPED)),
    _way(K.JOINT, CHECKED, _TOGETHER, 4),
    _way(K.JOINT, DOCKETED, _TOGETHER, 16, (11, T.JOINT_HELD)),
    _way(K.JOINT, CHECKED, _TOGETHER, 8, (7, T.DROPPED)),
    _way(K.ROUTE, CHECKED, _CIVIL, 5),
    _way(K.ROUTE, DOCKETED, _ARBITRATED, 9),
)


def _came(
    body: str, came_as: str, text: str, ago: int, *steps: tuple[int, str], moves: tuple[tuple[int, str], ...] = ()
) -> DrawnTransfer:
    """Return what another organ handed over so many days ago."""
    entered = {"body": body, "came_as": came_as, "number": f"演〔2026〕{ago}号", "text": text}
    way = _way(K.INBOUND, (), entered, ago, *steps)
    return DrawnTransfer(way.kind, way.base, way.steps, moves)


_BACK_FROM_COURT: Final = "判决认定没有造成重大损失，移送行政处理。"
_INBOUND: Final = (
    _came("procuratorate_{bureau}", "returned", "决定不起诉，建议给予行政处罚。", 16, (15, T.SLIP_RETURNED)),
    _came("court", "returned", _BACK_FROM_COURT, 6),
    _came("sichuan", "assistance", "请协助调取一家企业的登记档案。", 21, (20, T.SLIP_RETURNED)),
    _came("sichuan", "jurisdiction", "立案后发现行为发生地在重庆。", 9, moves=((8, "check"),)),
    _came(
        "court",
        "opinion",
        "审理中发现一家企业使用来路不明的客户名单。",
        34,
        (33, T.SLIP_RETURNED),
        moves=((32, "check"), (24, "docket:referral")),
    ),
    _came(
        "police_{bureau}",
        "clue",
        "报案人称图纸被带走，公安机关认为不构成犯罪。",
        60,
        (58, T.SLIP_RETURNED),
        (41, T.RESULT_TOLD),
        moves=((57, "check"), (45, "not_docket"), (43, "close:not_docketed")),
    ),
    _came(
        "labour",
        "clue",
        "仲裁中发现有人带走价目表。",
        22,
        (20, T.SLIP_RETURNED),
        moves=((19, "check"), (12, "not_docket")),
    ),
    _came("labour", "clue", "反映拖欠离职人员工资。", 13, (11, T.INBOUND_SENT_BACK)),
    _came("sichuan", "assistance", "请协助询问一名离职员工。", 33, (31, T.SLIP_RETURNED), (16, T.ASSIST_EXTENDED)),
    _came("sichuan", "assistance", "请协助核对一份采购合同。", 28, (27, T.SLIP_RETURNED), (14, T.ASSIST_GIVEN)),
    _came("procuratorate_{bureau}", "opinion", "检察意见：对被不起诉人给予行政处罚。", 3),
)


def _mixed() -> tuple[DrawnTransfer, ...]:
    """Return all, one kind after the other in turn: few of them show most kinds."""
    kinds: dict[str, list[DrawnTransfer]] = {}
    for way in (*_POLICE_WAYS, *_INBOUND, *_OTHER_WAYS):
        kinds.setdefault(way.kind, []).append(way)
    longest = max(len(ways) for ways in kinds.values())
    return tuple(ways[turn] for turn in range(longest) for ways in kinds.values() if turn < len(ways))


TRANSFERS: Final = _mixed()

# How a move of a case of theirs is typed; what is typed in two ways has two names, the move before the colon.
TYPED_MOVES: Final[Mapping[str, Typed]] = {
    # Nobody filed it, so nobody is told.
    "docket:referral": {},
    "docket": {"tell": "您的举报已立案，办理结果将及时告知。"},
    "not_docket": {"reason": "现有材料不能证明采取了相应保密措施。"},
    # The first of the team, who takes the steps of the transfer.
    "hand": {"who": "一"},
    "decide_case": {"outcome": Outcome.PENALISED, "party_registered": "same_province"},
    "close": {"outcome": Outcome.PENALISED},
    "close:not_docketed": {"outcome": Outcome.NOT_DOCKETED},
}
