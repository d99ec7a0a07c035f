"""Where a text names its writer: by a name, a telephone, an account. Whose it is, its clause says. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.once import once_a_message
from intents.persons.people import is_a_name, name_at

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
# One sign for one: places in the text stay what they are.
_NARROW = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_LABEL = r"(?:我的?|本人的?)?(?:联系)?(?:电话|手机|座机|号码|微信|方式)?(?:号码?)?(?:是|为|[:：])?\s*"
_TELEPHONE = re.compile(
    r"(?<![\dA-Za-z])(?:(?:\+?86[ -]?)?1(?:[ .·—-]{0,2}\d){10}|0\d{2,3}[ -]?\d{7,8}|"
    r"(?<![零〇○一二三四五六七八九幺])[一幺1][ -]?[三四五六七八九](?:[ -]?[零〇○一二三四五六七八九幺洞拐两]){9})"
    r"(?![\d零〇○一二三四五六七八九幺])"
)
_LABEL_BEFORE = re.compile(_LABEL + "$")
_LABEL_AFTER = re.compile(r"\s*[是为]?(?:我|本人)的?(?:手机|电话|座机|号码|微信|联系方式)号?码?")
_MAIL = re.compile(
    r"(?:(?:电子)?(?:邮箱|邮件)(?:是|为|[:：])?\s*)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.\w{2,10}){1,3}",
    re.ASCII,
)
_ACCOUNT = re.compile(
    r"(?:我的?|本人的?|加我的?)?(?:微信|威信|薇信|vx|wx|v信|QQ|扣扣|抖音|支付宝|钉钉|工号|工牌)(?:账号|帐号|号码?)?"
    r"(?:是|为|[:：])?\s*(?=[A-Za-z_-]*+\d|[A-Za-z_-]{6})[A-Za-z0-9_-]{3,}+(?![年月日天个张条次点份的])",
    re.IGNORECASE,
)
# 「我是他们的保管员欧阳锦绣」: the post stands between.
_AS_A_POST = (
    r"我(?:就)?是[^，,。；;！!？?\n]{0,12}(?:保管员|仓管员?|库管员?|会计|出纳|司机|文员|员工|工程师|技术员|业务员|销售员?|操作工|"
    r"质检员?|采购员?|前台|助理|主管|经理|组长|班长|主任|工人|总监|师傅|部的|科的|组的|厂的|店的|公司的)\s*"
)
_NAME_CUE = re.compile(
    _AS_A_POST + "|"
    r"(?:我的?|本人的?)(?:真名|名字|姓名|大名)(?:是|叫|[:：])?\s*|我(?:就是|叫|是)\s*|本人(?:姓名|叫|是|系|为|[:：])?\s*|"
    r"(?<!被)(?:举报人|反映人|申请人|填报人|爆料人)(?:姓名|是|叫|为|[:：])?\s*|(?:联系人|联络人|落款|署名|签名|此致)(?:姓名)?(?:是|为|叫|[:：])?\s*|"
    r"^\s*(?:姓名|名字|真名)(?:是|叫|[:：])?\s*"
)
_OWN = re.compile(
    r"我[是叫的]|本人|[找打加问发]我|联系我|打给我|[是为]我|我(?:电话|手机|号码|微信|QQ|邮箱|工号)", re.IGNORECASE
)
_OTHERS = re.compile(
    "对方|他|她|被举报|那边|那家|老板|法人|法定代表|客户|证人|员工|同事|有人|某|卖家|买家|群主|供应商|同行"
)
# 「用微信号abc1988卖图纸」: somebody did something by it.
_BY_IT = re.compile("[用拿]|通过|发到|发给|转给|卖给")
# 「我是钱江公司的客户」
_IS_A_PLACE = re.compile("公司|厂|店|集团|区|县|镇|村|街|路")
_LONGEST_NAME = 4
# Every cue holds one of these; so does everything at which somebody can be reached.
_MAY_NAME = frozenset("我人名此落")
_MAY_REACH = re.compile(r"[\d@A-Za-z_一幺-]")


@once_a_message
def own_names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the writer names themselves, each place with what only announces it, in order."""
    narrow = text.translate(_NARROW)
    named = [] if _MAY_NAME.isdisjoint(narrow) else _names(narrow)
    reachable = [
        span
        for clause in (_CLAUSE.finditer(narrow) if _MAY_REACH.search(narrow) else ())
        for span in _reachable(narrow, clause.start(), clause.end())
        if _is_own(narrow, clause, span, is_named=bool(named))
    ]
    return tuple(sorted((*named, *reachable)))


def _names(text: str) -> list[tuple[int, int]]:
    spans = []
    for clause in _CLAUSE.finditer(text):
        for cue in _NAME_CUE.finditer(text, clause.start(), clause.end()):
            if _OTHERS.search(text, clause.start(), cue.start()):
                continue
            if name := _name_at(text, cue.end(), clause.end()):
                end = cue.end() + len(name)
                # 「本人张伟亲眼看到」 goes on without the name; 「我是张伟」 says nothing else.
                goes_on = end < clause.end() and cue[0].strip() in ("本人", "我", "举报人")
                spans.append((cue.end() if goes_on else cue.start(), end))
    return spans


def _name_at(text: str, start: int, end: int) -> str:
    rest = text[start:end].strip()
    if len(rest) <= _LONGEST_NAME and is_a_name(rest):
        return rest
    name = name_at(text[:end], start)
    return "" if _IS_A_PLACE.match(text, start + len(name)) else name


def _reachable(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for found in _TELEPHONE.finditer(text, start, end):
        label = _LABEL_BEFORE.search(text, max(start, found.start() - 16), found.start())
        after = _LABEL_AFTER.match(text, found.end(), end)
        spans.append((label.start() if label else found.start(), after.end() if after else found.end()))
    spans += [found.span() for pattern in (_MAIL, _ACCOUNT) for found in pattern.finditer(text, start, end)]
    return spans


def _is_own(text: str, clause: re.Match[str], span: tuple[int, int], *, is_named: bool) -> bool:
    """Say whether a number is the writer's: their own words are in its clause, or nobody else was spoken of."""
    if _OWN.search(clause[0]):
        return True
    before = text[clause.start() : span[0]]
    if _OTHERS.search(before) or _BY_IT.search(before):
        return False
    return is_named or _OTHERS.search(text, 0, clause.start()) is None
