"""What was done to what, as a form asks for it: kinds of secret and of act, measures, evidence, clue. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from intents import expressions as re
from intents.telling.lexicon import ACTS, Hit
from intents.telling.writing import Clause, Written

_NEAR_CHARACTERS = 40
# 图纸和客户名单: named in one breath, both are meant.
_JOINED_CHARACTERS = 6
_CLEARLY_MORE = 2

_MEASURES = re.compile(
    r"保密(?:协议|条款|承诺书?|合同|须知|制度|约定|章(?!节|程)|牌)|竞业(?:限制|协议)?|知识产权归属协议|员工手册|保险柜|"
    r"上锁|锁在|加密|加(?:了|过)密|(?:设|分|开|给)(?:了|得有)?(?:不同的?)?权限|限制(?:访问)?权限|分级授权|门禁|登记|水印|账号|密码|权限(?:控制|分级)|有权限|设(?:了|有|得有)?权限|双重认证|双因素|两步验证|(?<!未经)(?<!没有)(?<!没得)授权(?!委托|书|函|我|他|给|手续)|密级|专人保管|编号(?:发放|保存)|铁皮柜|柜子?里|标了?“?(?:机密|保密|绝密)|"
    r"盖(?:了|有)?[“\"]?(?:内部|机密|保密|秘密|绝密)|nda|保密(?:培训|规定|管理|守则)|标密|内部机密|列为[^,。;]{0,6}(?:机密|秘密)|审批|脱敏|"
    r"(?:返还|交还|清退|收回)[^,。;]{0,4}|只有[^,。;]{1,8}(?:晓得|知道|掌握|能看|能进|才有)|不(?:准|许|能|让)拍照|签(?:了|有|过|的)?[^,。;]{0,4}承诺书?",
    re.IGNORECASE,
)
_NO_MEASURE = re.compile(r"没(?:有)?(?:签|跟|和)|没得|未签|怎么|要不要|该不该|会不会|补签|不晓得|对方|他们的")
_EVIDENCE = re.compile(
    r"监控|录像|录音|聊天记录|微信记录|邮件|转账记录|邮件日志|日志|access log|git log|截图|摄像头|公证书?|"
    r"登记记录|"
    r"借阅(?:登记|记录)|(?:门禁|下载|登录|操作|访问|后台|系统|通话)记录|外发记录|插拔记录|证人|作证|鉴定|比对|样件|对比照片|(?:审计|检测|鉴定)报告|(?:打款|付款|转账)(?:记录|凭证)|分享链接|"
    r"保密协议、往来邮件|证据目录|拍了照|照片",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(
    r"没(?:有)?(?:得)?(?:证据|证人|监控)|(?:截图|录音|录像|照片|证据|监控|记录)[^,。;]{0,4}(?:没有|没得|没留|没存|没拍|莫得)|要不要|需要|是不是|怎么(?:取|固定)|没找到"
)
_PROCEEDINGS = re.compile(
    r"(?:已|已经)?(?:向|跟)?(?:公安|派出所|警方|110)[^,。;]{0,12}(?:报案|报过?警|说过|立案)|报(?:过|了)(?:警|"
    r"案)|(?:还)?没(?:有)?(?:去)?(?:报(?:过)?警|报案|起诉)|未(?:向公安机关)?报(?:案|警)|(?:已经?|在)(?:起诉|"
    r"打民事官司|仲裁|申请仲裁)|劳动(?:争议)?仲裁|劳动争议|法院[^,。;]{0,8}(?:起诉|立案|受理)|起诉了|在?打(?:着|了)?官司|报(?:过|了)[^,。;]{0,8}派出所|"
    r"(?:已|另)[^,。;]{0,4}向(?!你们|贵局|你局|市场监)[^,。;]{2,16}(?:反映|投诉|举报|报案)|12315[^,。;]{0,8}(?:登记|让|喊|转)|打了?12315"
)
_KNOWN = re.compile(
    r"(?:他|她)?(?:自己|亲口)说的|(?:我是|我也)?听(?:他们?|她们?|人|老板)[^,。;]{0,10}(?:说|讲|打电话)|听[^,。;]{0,14}(?:朋友|同学|亲戚|老乡|同事|熟人|邻居|家属)[^,。;]{0,6}(?:说|讲|摆|提)|看到[^,。;]{0,20}|"
    r"(?:我|本人|亲眼|自己)[^,。;]{0,12}(?:看到|看见|看得见|听到|见过|在场|撞见|亲眼)|(?:看到|听到|亲眼|亲口|"
    r"在场|亲耳|每天都看得)|听(?:他|她|人)[^,。;]{0,6}说|他自己吹的|跟我炫耀|饭桌上|我认识他|给我看"
)
_ALIKE = re.compile(
    r"比对|对比(?:过|了|结果)|一模一样|一字不差|一丝不差|丝毫不差|几乎一样|基本一样|(?:跟|和|与|同)我们(?:的)?[^,。;]{0,12}(?:一样|相同|差不多|一致)|"
    r"同样的(?:固件|产品|壳子|涂料|料)|卖一样的|原样照抄"
)
_HANDOVER = re.compile(
    r"当面(?:交|提交|递交)|面交|邮寄|(?:用|走|发|寄|通过|以|拿)(?:个)?(?:顺丰|邮政|ems|EMS)?快递|快递(?:给|寄|过来|到|来|送|方式|就行|可以)"
)
_RELATIONS = (
    (
        "前员工",
        re.compile(
            r"前员工|离职员工|(?<![之以目提])(?:前|原)(?![台端料来样件创因则先述面后置期景途提])[\u4e00-\u9fff]{1,6}?(?:员|师|经理|主管|总监|主任|厂长|店长|班长|组长|骨干)|(?:我们|我司|我厂|我公司|公司)?(?:的)?(?<!之)(?<!以)(?<!目)(?<!提)(?:前|"
            r"原)(?:销售|业务|技术|研发|工程|设计|运营|市场|调度|采购|内勤|客服|教务|媒介|项目|商务|财务|生产|"
            r"工艺|车间|班长|副总|总监|经理|主管|厂长)|离职|辞职|辞工|跳槽|退休的|"
            r"(?:师傅|徒弟|员|师|工|经理|主管|总监|主任|班长|长)[\u4e00-\u9fff]{2,3}(?:去年|今年|前年|上个?月|\d{1,2}月份?|[一二三四五六七八九十]+月份?)?(?:就)?(?:不干了|走了|走人|走的)|"
            r"last day|转身就[到去]|转头[就到去]|"
            r"(?:去|到)了?[\u4e00-\u9fff]{2,14}(?:上班|任职|就职|当)|去了[\u4e00-\u9fff]{2,12}(?:公司|门窗|厂|店)|"
            r"(?:请|招|雇)的一?[个位名]?[^,。;]{1,10},[^。;]{0,14}(?:走的|不干了|走了)|(?:以前|原来|之前)的?(?:cto|ceo|coo|cfo|CTO|CEO|COO|CFO)|(?:以前|原来|之前)(?:的|厂里面的)[^,。;]{0,4}(?:员工|员|师|经理|主管|总监|主任|长|运营|客服)"
        ),
    ),
    (
        "前合伙人",
        re.compile(
            r"(?:前|以前的?|退伙)合伙人|合伙人[^,。;]{0,6}(?:散伙|退伙)|(?:以前|原来|之前)[^,。;]{0,6}合伙|退(?:的|了)股|(?:二|前)股东|股东[^,。;]{0,10}退"
        ),
    ),
    (
        "合作方",
        re.compile(
            r"合作方|合作(?:单位|厂家|公司)|代工厂|外包(?:公司|方|团队)|供应商|设备商|运维公司|"
            r"委托[^,。;]{0,12}代(?:工|加工)|外包人员|供货商|服务商|维保|维护公司|"
            r"(?:跟|和|与|委托|请|找)[^,。;我]{2,26}(?:公司|厂|院|所|中心)[^,。;]{0,6}(?:签了?[^,。;]{0,4}(?:合同|协议)|(?:给|帮|为)我们?[^,。;]{0,8}(?:做|开发|加工|维护|设计|代工))|"
            r"(?:给|帮|为|替)我们?(?:公司|厂)?[^,。;]{0,6}(?:做|搞)[^,。;]{1,10}(?:维护|加工|开发|代工|代账|运维|设计)的"
        ),
    ),
    (
        "竞争对手",
        re.compile(
            r"竞争对手|(?:同行|对手)(?:公司|厂)|(?:我们|我司)的?(?:同行|对手)|(?:是|属于)[^,。;]{0,6}(?:同行|对手)"
        ),
    ),
)
# These are people's: a company was never an employee.
OF_PEOPLE = ("前员工", "前合伙人")
# 「…举报如下：被举报人一」 tells no act; 「…发短信从」 breaks off where a date was.
_LEADS_TO_A_LIST = re.compile(r"(?:举报|反映|投诉)如下|被举报人[一二三四1-4]?$")
_BROKEN_OFF = re.compile(r"(?<=..)(?:从|在|于|自|到)$")
_LOST = re.compile(r"(?:少接|少了|丢了?|损失|流失|黄了|跑了|没了|失去)[^,。;!?]{0,6}$")
# Drawings that are called nothing but 「图」; pictures of a shop are none.
_OUR_DRAWINGS = re.compile(r"(?:我们|咱们?|我[厂司家])的?图(?![片书像标文案形库腾])")
_LONGEST_LIST = 4
_MOST_MEASURES = 8


def secret_kind(hits: Sequence[Hit], text: str, *, is_told: bool) -> tuple[str, str] | None:
    """Return technical, business or both with the words that say so; None where it is not clear.

    text     what the hits stand in
    is_told  a filing is told, be it in words for the act that we do not know
    """
    acts = [hit.start for hit in hits if hit.kind in ACTS]
    near = [hit for hit in hits if any(abs(hit.start - act) <= _NEAR_CHARACTERS for act in acts)]
    if is_told and not any(hit.kind in ("technical", "business") for hit in near):
        near = list(hits)
    near = [hit for hit in near if not _is_what_was_lost(text, hit)]
    technical = [hit for hit in near if hit.kind == "technical"]
    business = [hit for hit in near if hit.kind == "business"]
    if not technical and not business:
        return None
    drawings = _OUR_DRAWINGS.search(text)
    counts = len({hit.word for hit in technical}) + bool(drawings), len({hit.word for hit in business})
    words = "、".join(
        dict.fromkeys((*((drawings[0],) if drawings else ()), *(hit.word for hit in (*technical, *business))))
    )
    if min(counts) == 0 or max(counts) >= _CLEARLY_MORE * min(counts) + 1:
        return ("technical" if counts[0] > counts[1] else "business"), words
    joined = any(
        0 <= abs(one.start - other.end) <= _JOINED_CHARACTERS
        or 0 <= abs(other.start - one.end) <= _JOINED_CHARACTERS
        for one in technical
        for other in business
    )
    return ("both", words) if joined else None


def _is_what_was_lost(text: str, hit: Hit) -> bool:
    """Say whether an order is only what the harm was: 「少接了两个订单」."""
    return hit.word in ("订单", "低价") and _LOST.search(text[max(hit.start - 8, 0) : hit.start]) is not None


def act_kinds(acts: Sequence[Hit]) -> tuple[tuple[str, ...], str]:
    """Return the kinds of act (obtain, disclose, use, induce, breach) in that order, with the words for it."""
    order = ("obtain", "disclose", "use", "induce", "breach")
    kinds = {hit.kind for hit in acts}
    return tuple(kind for kind in order if kind in kinds), "、".join(dict.fromkeys(hit.word for hit in acts))


def clue(clauses: Sequence[Clause], limit: int) -> str:
    """Return the clauses that tell the act, as they stand in the story, up to `limit` characters."""
    told: list[str] = []
    for clause in clauses:
        if sum(len(part) + 1 for part in told) + len(clause.text) > limit:
            break
        if not _LEADS_TO_A_LIST.search(clause.text.strip()):
            told.append(_BROKEN_OFF.sub("", clause.text.strip()))
    return "，".join(told)


def measures(written: Written) -> str:
    """Return the measures of secrecy that the teller's side is said to have taken, empty for none."""
    return _listed(written, _MEASURES, _NO_MEASURE, _MOST_MEASURES)


def evidence_told(written: Written) -> str:
    """Return what evidence is said to be there, empty for none."""
    return _listed(written, _EVIDENCE, _NO_EVIDENCE)


def other_proceedings(written: Written) -> str:
    """Return the clause that says where else it was taken to, empty for none."""
    return _clause_with(written, _PROCEEDINGS)


def how_known(written: Written) -> str:
    """Return the clause that says how the teller knows, empty for none."""
    return _clause_with(written, _KNOWN)


def likeness(written: Written) -> str:
    """Return the clauses that say what is alike and how that was seen, empty for none."""
    told = [clause.text.strip() for clause in written.clauses if not clause.asks and _ALIKE.search(clause.text)]
    return ",".join(told[:_LONGEST_LIST])


def handover_mode(written: Written) -> str:
    """Return how the material is to be handed over, empty where nothing is said."""
    found = _HANDOVER.search(written.text)
    return found[0] if found else ""


def relation(written: Written) -> tuple[str, str] | None:
    """Return what the accused was to the teller, with the words that say so."""
    for name, pattern in _RELATIONS:
        if found := pattern.search(written.text):
            return name, found[0]
    return None


def _listed(written: Written, pattern: re.Pattern[str], unless: re.Pattern[str], most: int = _LONGEST_LIST) -> str:
    found = [
        match[0]
        for clause in written.clauses
        if not clause.asks and not unless.search(clause.text)
        for match in pattern.finditer(clause.text)
    ]
    return "、".join(tuple(dict.fromkeys(found))[:most])


def _clause_with(written: Written, pattern: re.Pattern[str]) -> str:
    found = (clause for clause in written.clauses if not clause.asks and pattern.search(clause.text))
    return next((clause.text.strip() for clause in found), "")
