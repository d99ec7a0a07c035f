"""When the act was, among the other dates of a story: what happened then, the words around a date say. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intents import expressions as re
from intents.reading import NotUnderstood, SaidPeriod, read_period
from intents.telling.lexicon import ACTS, Hit
from intents.telling.writing import Written

_YEAR = r"(?:(?:20\d\d|\d\d)年?|二[零〇○][一二三][零〇○一二三四五六七八九]年|今年|去年|前年|大前年|本年)"
_FESTIVAL = (
    r"(?:春节|元旦|清明|五一|端午|中秋|国庆|双十[一二]|双1[12]|正月|腊月|冬月|七夕|元宵)(?:节|前后|后|前|期间|假期|"
    r"那天)?"
)
_PART = r"(?:年底|年末|年初|年中|上半年|下半年|开年|开春)"
_DAY = r"(?:上旬|中旬|下旬|初|底|末|\s?(?:\d{1,2}(?!\d)|[一二三]?十?[一二三四五六七八九十])[日号]?)"
_MONTH = r"(?:\d{1,2}(?:[-~、]\d{1,2})?|十?[一二三四五六七八九十])月份?"
_BY_THE_MOON = (
    r"(?:正|冬|腊)月(?:初[一二三四五六七八九十]|"
    r"(?:二|三)?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|\d{1,2})(?![\d月])"
)
_LUNAR = (
    r"(?:农历|阴历)(?:正|冬|腊|[一二三四五六七八九十]{1,2}|\d{1,2})月(?:初?[一二三四五六七八九十]{1,3}|\d{1,2})?"
)
_DATE = re.compile(
    rf"20\d\d\s?[-./]\s?\d{{1,2}}(?:\s?[-./]\s?\d{{1,2}})?|(?:{_YEAR}(?:的|,)?)?(?:{_LUNAR}|{_BY_THE_MOON})|"
    rf"(?:今|去|前)年[底末初](?!\d)|{_YEAR}(?:的|,)?(?:{_MONTH}{_DAY}?|{_FESTIVAL}|{_PART})|20\d\d年|{_MONTH}{_DAY}?|(?:今年|去年|"
    rf"前年){_FESTIVAL}?|"
    r"上上?个?月(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?)[日号]|"
    r"大上个?月(?:\d{1,2}|[一二三]?十?[一二三四五六七八九]?)(?:[日号]|底|末|初|中)?|大前天|"
    r"上上?个?月(?:底|末|初|中|上旬|中旬|下旬)|上上?个?(?:月|周|礼拜|星期)[一二三四五六日天]?|[前昨]天|前几天|"
    r"[\d一二两三四五六七八九十百半]+个?(?:多|半)?(?:天|周|月|年|礼拜|星期)半?(?:以|之)?前"
)
# What else happens on a date. The act is none of these; of several words the first after the date decides.
_OTHER_EVENT = re.compile(
    r"离职(?!的?(?:研发|销售|员工|技术|工程|业务|设计|主管|经理|运营|人员|职员|高管|骨干))|辞职|离开|走的|走了|"
    r"退休|退伙|离厂|入职|进来|进公司|上任|签|成立|注册|开业|形成|定型|定版|育成|选育|研制|问世|调出|摸索|琢磨|研发(?!中心|部|室|楼|区|主管|经理|总监|人员|工程师|数据|资料|骨干|团队|场所)|开发(?!区|部|商)|投入|积累|完成|建立|申报|认定|立案|"
    r"起诉|开庭|判|开会|会上|说的|讲的|跟我说|吹|酒桌|饭桌|喝酒|喝了酒|摆龙门阵|说漏|说起|听说|听到|请病假|请假|一个客户说|告诉|发现|得知|知道|接到|收到|"
    r"合作|约|到期|有效|结束|审计|看到|反编译|比对|鉴定|检测|报警|报案|公证|截图|来应聘|展会|招|认识|施行|报了|"
    r"报上|出来自己|见面|通知|办完|内测|当天(?!离职|辞职|走|就)|报名|生效|续签|派驻"
)
# 「上个月客户给我们看他们的样件」 is when one found out; 「5月我们把图纸交给他们代工」 was no act of theirs.
_SHOWN_TO_US = re.compile(
    r"^[^,。;!?他她]{0,12}?(?:客户|经销商|代理商|供应商|朋友|同行|业主|会员|家长|老板|员工|销售)[^,。;!?]{0,6}?(?:给我们?(?:看|发|说|讲|打)|拿来|带来|发来|反映|告诉|问我)"
)
_GIVEN_BY_US = re.compile(
    r"^(?:[份底初末中]|,|的|\s|左右|前后|间){0,4}(?:我们?|我司|我方|我厂|我公司|本公司)(?:就|也|曾|已经?|当时|按合同|根据合同|因[^,。;!?]{1,8},?){0,2}(?:把|将|给|交给?|提供|委托|签|与|和|跟)"
)
# 「日志发现他11月16日…」 found out what was done then.
_FINDS_THAT = re.compile(r"发现(?:他们?|她们?|对方|有人)$")
_JUST_BEFORE = re.compile(rf"(?:{_OTHER_EVENT.pattern})[^,。()]{{0,3}}$")
_DISCOVERS = re.compile(r"发现|(?<!我)看到|看见|刷到|得知|才?(?:知道|晓得)(?!我)|审计|告诉我们|查到|查出")
# On the way to the discovery: 「6月份会员接到骚扰电话才发现的」.
_LEADS_TO_IT = re.compile(
    r"接到|收到|看到|告诉|说的|讲的|跟我说|一个客户说|(?:离职)?审计|比对|反编译|鉴定|检测|展会|截图|投标|查"
)
_FOUND_ON = re.compile(r"发现(?:的)?(?:时间|日期)?(?:是|为|:|在)$")
# When a secret came to be: 「2023年6月完成整理」.
_FORMED_IN = re.compile(r"(?:形成|定型|研制成功|研发成功)(?:时间|日期)?(?:于|是|为|:|在)+$")
_FORMS = re.compile(
    r"^[^,。;!?]{0,6}(?:完成|形成|建成|建立|整理(?:完成|好|出)|研发(?:成功|完成|出)|试(?:验)?出|定(?:了)?型|定了?版|(?:选)?育成|[炒熬弄搞写画编]出|研制(?:成功|出)|调(?:试)?出|做出)"
)
# 「走的时候把图纸拷了」: leaving and taking at once.
_AT_ONCE = re.compile(
    r"(?:走|离职|离开|辞职)(?:的走)?(?:的时候|时|当天|那天|(?:之)?前(?:一|几|两|三)?(?:天|晚|周|个?礼拜|个?星期)?(?:的?晚上|夜里)?|,|\s){0,4}[^。;!?]{0,4}(?:把|将|拷|偷|带)"
)
_LEAVES = re.compile(r"离职|辞职|离开|走的|走了|不干了|辞工")
# 「…上个月底一起走的。走之前在我们店里把名册传给了自己」
_BEFORE_LEAVING = re.compile(r"(?:走|离职|离开|辞职|辞工|离厂)(?:之|以)?(?:前|的时候|时)")
_BEFORE_LEAVING_CHARACTERS = 80
# 「今年5月到8月，…」 at the head of a sentence is when all of it was done.
_A_SPAN = re.compile(
    r"\s?(?:到|至|-|—|~)\s?(?:今年|去年|前年|次年|当年)?[\d一二三四五六七八九十]{1,3}月?[份底初末]?(?:间|期间|之间)?,"
)
_SAYS = re.compile(r"说|讲|告诉|听|吹|看到|发现|得知")
_A_DAY = re.compile(r"[日号]|\d[-./]\d+[-./]\d|月\d|旬")
_JUST_IS = re.compile(r"\s?(?:大概|大约|应该)?(?:就)?(?:是|在)?(?:在)?\s?")
_ANNOUNCES = re.compile(
    r"(?<!发现)(?<!签订)(?<!入职)(?<!离职)(?<!形成)(?:时间|日子|日期)(?:嘛|的话|呢|我记得|记得很?清楚|很清楚)?[,\s]?$"
)
_LABEL = re.compile(r"(?:时间|日期|发生在|开始于)(?:是|为|大概|大约|:|在)*$")
_NOT_THE_ACTS_LABEL = re.compile(
    r"(?:发现|得知|知道|晓得|截图|合作|签订|成立|形成|预约|方便|咨询|约定|开会|他说的)$"
)
_MATTER_OF = re.compile(r"^[^,。;!?]{0,3}的(?:事|事情)")
# 「…，是7月1号发的」: what was done then, said behind it.
_DONE_THEN = re.compile(
    r"^(?:[上下]午|晚上|凌晨|夜里|那天)?(?:发|传|上传|转发|拷|拷贝|导|导出|下载|拿走?|带走|拍|登[录陆]|打印|抄|偷|转)(?:走|出去|出来|过去)?的"
)
# 「哦不对，上传那天是9月21日」, 「更正：第③条记错了，是10月上旬」
_PUT_RIGHT = re.compile(r"(?:不对|[说记写搞弄]错|错了|更正|纠正)[^。!?]{0,26}$")
_BEGINS_WITH_A_MONTH = re.compile(r"(?:\d{1,2}|十?[一二三四五六七八九十])月")
_JOINS = re.compile(r"\s?(?:到|至|-|—|~)\s?")
# 「…clone走了！7月3日凌晨两点，他人在办公室」
_AT_AN_HOUR = re.compile(r"(?:凌晨|半夜|深夜|夜里|早上|晚上|上午|下午|中午)[\d一二两三四五六七八九十]{1,3}点")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
# One clause, or a second one behind what the teller's side did: 「六月份我们投标一个项目，发现…」.
_UP_TO_A_DISCOVERY = re.compile(r"(?:我们?|我司|我公司)[^,。;!?]*,?[^,。;!?]*|[^,。;!?]*")
_TO_A_DISCOVERY_CHARACTERS = 26
# 「这个事情是去年年底开始干的」
_MATTER_BEFORE = re.compile(
    r"(?:这|那)?(?:个|件|些)?(?:事情?|事儿|活路?|勾当)(?:大概|大约|差不多|应该|就|都)*(?:是|发生在|从)+$"
)
_JUST_SAYS_WHEN = re.compile(
    r"(?:就|都|也|大概|大约|应该|好像|反正|时间|这事|这个事|这件事|事情|发生|是|在|从|[^\u4e00-\u9fff])*(?<!我)"
)
_THAT_IS_ALL = re.compile(r"(?:的(?:事情?|时候|样子)|左右|发生的|前后|开始的?|就开始|[吧嘛哈了]|起)*")
_BEFORE_A_DATE_CHARACTERS = 60
_SINCE = re.compile(r"^[^,。;!?]{0,2}(?:起|开始|以来|至今|到现在|间|期间)(?:[,。;!?]|至少|$)")
_REACH_CHARACTERS = 44
_JUST_BEFORE_CHARACTERS = 8
_ONGOING = re.compile(
    r"(?:现在|目前|至今|到现在|如今|天天|每天|一直|仍|还)[^,。;!?]{0,10}(?:在(?:用|卖|做|使用|打|干|生产|按|照|"
    r"挖|抢|联系)|还在|照着|使用|用我们|用这|卖|做|熬|挨个)|到现在[^,。;!?]{0,12}(?:在|使用)|(?:一直|都)?用到(?:现在|今天|如今)|继续(?:用|卖|使用|"
    r"在)|(?:照|按|拿|用)[^,。;!?]{1,16}在(?:做|卖|用|生产|干|打|熬|接|挖)|(?:还|仍|仍然|一直|都)在[^,。;!?]{0,6}(?:用|卖|做|照|按|收|打|使用)|"
    r"(?:现在|目前|如今|天天|每天)[^,。;!?]{0,14}(?:挖|抢|熬|排队|拉|接单|收|联系|做)|持续(?:至今|到现在|使用)|持续至今|到现在[^。;!?]{0,30}持续|"
    r"都是(?:拿|照|用)[^,。;!?]{2,24}在(?:做|卖|用)|(?:起|开始)(?:就)?(?:一直)?(?:在)?(?:使用|用(?:我|了|别)|上线)|每天都看得"
)
# 「还有帮他们做系统的…」 names one more.
_ALSO = re.compile(r"还有(?!人|在)")
# 「目前还没卖」 goes on with nothing.
_NOT_YET = re.compile(r"(?:没(?:有|得)?|未(?!经)|莫得|不[会想敢])[^,。;!?经]{0,4}$")
# What is over: 「后来停了」, 「现在没用了」.
_OVER = re.compile(r"(?:已经|已|后来|现在)?(?:停了|停止了|停用|不用了|没(?:有)?再用|关门了|收手)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a story that was the act's, or the day it was found out."""

    period: SaidPeriod
    typed: str


def acted_on(written: Written, hits: Sequence[Hit], today: date) -> Dated | None:
    """Return when the act was or began; None where no date is surely the act's."""
    acts = [hit for hit in hits if hit.kind in ACTS]
    dates = list(_dates(written.text)) if acts else []
    if (mended := _put_right_in(written, dates, today)) is not None:
        return mended
    for is_the_acts in (_is_said_to_be_the_acts, _is_the_acts):
        for found, following in dates:
            if is_the_acts(written, found, following, acts) and (dated := _read(found[0], following, today)):
                return dated
    return None


def _put_right_in(written: Written, dates: Sequence[tuple[re.Match[str], str]], today: date) -> Dated | None:
    """Return the date that the teller puts in the place of one told before; of its year, where it names none."""
    for number, (found, following) in enumerate(dates):
        begin = max(written.text.rfind("。", 0, found.start()), found.start() - _BEFORE_A_DATE_CHARACTERS)
        said = _PUT_RIGHT.search(written.text[max(begin, 0) : found.start()])
        rest = following.split(",")[0]
        if not number or said is None or _OTHER_EVENT.search(said[0]) or _OTHER_EVENT.search(rest):
            continue
        before = re.match(r"20\d\d", dates[0][0][0])
        year = f"{before[0]}年" if before and _BEGINS_WITH_A_MONTH.match(found[0]) else ""
        return _read(f"{year}{found[0]}", "", today)
    return None


def discovered_on(written: Written, today: date) -> Dated | None:
    """Return the day it was found out, where the words right behind a date say so."""
    text = written.text
    dates = list(_dates(text)) if _DISCOVERS.search(text) else []
    for found, _ in dates:
        is_named = _FOUND_ON.search(text[max(found.start() - 8, 0) : found.start()])
        if is_named and (dated := _read(found[0], "", today)):
            return dated
    for found, following in dates:
        clause = _UP_TO_A_DISCOVERY.match(following[:_TO_A_DISCOVERY_CHARACTERS])
        said = clause[0] if clause else ""
        finds = _DISCOVERS.search(said)
        # Whatever else comes first on that day, they found it out by that.
        others = _OTHER_EVENT.finditer(said[: finds.start()] if finds else "")
        is_first = finds and all(_LEADS_TO_IT.match(said, event.start()) for event in others)
        if is_first and (dated := _read(found[0], "", today)):
            return dated
    return None


def formed_on(written: Written, today: date) -> Dated | None:
    """Return when the secret came to be, where the words right behind a date say so; the last one that does."""
    formed = [
        found
        for found, following in _dates(written.text)
        if _FORMS.match(following) or _FORMED_IN.search(written.text[max(found.start() - 8, 0) : found.start()])
    ]
    return _read(formed[-1][0], "", today) if formed else None


def ongoing_in(written: Written) -> str:
    """Return the words that say that it is still being done; "" where none do."""
    if _OVER.search(written.text):
        return ""
    told = (
        found[0]
        for found in _ONGOING.finditer(written.text)
        if not _NOT_YET.search(found[0]) and not _ALSO.match(found[0])
    )
    return next(told, "")


def _dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield every date with the words that follow it in its sentence, up to the next date."""
    # What stands in brackets is beside it: 「9月以来，副总蒋林（8月31日离职）…」.
    beside = _BRACKETS.sub(lambda bracket: " " * len(bracket[0]), text)
    found = list(_DATE.finditer(text))
    for number, match in enumerate(found):
        told = text if beside[match.start()] == " " else beside
        # 「2025年11月至2026年2月」 is one span.
        if number and _JOINS.fullmatch(text, found[number - 1].end(), match.start()):
            continue
        ends_span = match.end()
        following_dates = (
            one.start()
            for one in found[number + 1 :]
            if told[one.start()] != " " and not _JOINS.fullmatch(text, ends_span, one.start())
        )
        end = min(next(following_dates, len(text)), match.end() + _REACH_CHARACTERS)
        following = told[match.end() : end]
        sentence_end = re.search(r"[。;!?\n]", following)
        yield match, following[: sentence_end.end()] if sentence_end else following


def _is_a_clause_of_its_own(written: Written, found: re.Match[str], acts: Sequence[Hit]) -> bool:
    """Say whether a clause behind the act says nothing but when: 「…手里买的，就在上个月」, 「是今年九月的事」."""
    clause = written.clause_at(found.start())
    before, behind = clause.text[: found.start() - clause.start], clause.text[found.end() - clause.start :]
    is_alone = _JUST_SAYS_WHEN.fullmatch(before.strip()) and _THAT_IS_ALL.fullmatch(behind.strip())
    return bool(is_alone) and any(
        clause.start - _BEFORE_A_DATE_CHARACTERS <= hit.start < clause.start for hit in acts
    )


def _is_said_to_be_the_acts(written: Written, found: re.Match[str], following: str, acts: Sequence[Hit]) -> bool:
    """Say whether the date is named as that of the matter: 「时间是…」, 「这个事情是去年年底开始干的」."""
    before = written.text[written.clause_at(found.start()).start : found.start()]
    if _LABEL.search(before):
        return not _NOT_THE_ACTS_LABEL.search(_LABEL.sub("", before)) and bool(acts)
    if _announced_before(written, found).endswith(("发现时间", "离职时间", "入职时间")):
        return False
    if _is_a_clause_of_its_own(written, found, acts) or (acts and _is_told_behind_a_label(written, found)):
        return True
    if before.rstrip().endswith(("是", "在")) and _DONE_THEN.match(following):
        return True
    return _MATTER_OF.match(following) is not None or _MATTER_BEFORE.search(before) is not None


def _is_told_behind_a_label(written: Written, found: re.Match[str]) -> bool:
    """Say whether the clause before announces it: 「我可以说清楚时间，就是今年10月17号下午」."""
    said = written.text[written.clause_at(found.start()).start : found.start()]
    return (
        _JUST_IS.fullmatch(said) is not None and _ANNOUNCES.search(_announced_before(written, found)) is not None
    )


def _announced_before(written: Written, found: re.Match[str]) -> str:
    """Return the clause before the one with a date, of the same sentence."""
    clause = written.clause_at(found.start())
    earlier = [one for one in written.clauses if one.end <= clause.start and one.sentence == clause.sentence]
    return earlier[-1].text.rstrip(", ") if earlier else ""


def _is_the_acts(written: Written, found: re.Match[str], following: str, acts: Sequence[Hit]) -> bool:
    clause = written.clause_at(found.start())
    before = written.text[clause.start : found.start()]
    if _LABEL.search(before) or _FORMS.match(following):
        return False
    if _SHOWN_TO_US.match(following) or _GIVEN_BY_US.match(following):
        return False
    if _JUST_BEFORE.search(before[-_JUST_BEFORE_CHARACTERS:]) and not _FINDS_THAT.search(before):
        return False
    if _is_of_the_whole_sentence(written, found, acts) or _leaves_and_takes(written, found, following, acts):
        return True
    at_once = _AT_ONCE.search(following)
    event = _OTHER_EVENT.search(following)
    act = next((hit.start for hit in acts if found.end() <= hit.start < found.end() + len(following)), None)
    if act is not None:
        is_first = event is None or found.end() + event.start() > act
        if is_first or at_once is None or event is None:
            return is_first
        # 「三月份离职，走之前一天晚上把资料导出来」 was in March.
        leaves = _LEAVES.match(event[0]) is not None and not _A_DAY.search(found[0])
        return at_once.start() <= event.start() or (leaves and at_once.end() <= act - found.end() + 1)
    sooner = any(clause.start - 30 <= hit.start < found.start() for hit in acts)
    if sooner and event is None and _AT_AN_HOUR.match(following):
        return True
    return _SINCE.match(following) is not None and sooner


def _is_of_the_whole_sentence(written: Written, found: re.Match[str], acts: Sequence[Hit]) -> bool:
    """Say whether it heads the sentence in which it was done, and nothing else was then: 「一个半月前，…」."""
    clause = written.clause_at(found.start())
    is_head = clause.text.strip().startswith(found[0]) and not any(
        one.sentence == clause.sentence and one.end <= clause.start for one in written.clauses
    )
    is_span = _A_SPAN.match(written.text, found.end()) is not None
    if not is_head or not (is_span or written.text.startswith(",", found.end())):
        return False
    act = next((hit for hit in acts if hit.start > found.end()), None)
    if act is None or written.clause_at(act.start).sentence != clause.sentence:
        return False
    between = written.text[found.end() : act.start]
    others = _SAYS if is_span else _OTHER_EVENT
    return not others.search(between) and not any(_DATE.finditer(between[6:]))


def _leaves_and_takes(written: Written, found: re.Match[str], following: str, acts: Sequence[Hit]) -> bool:
    """Say whether somebody left then and took it before they went: 「上个月底走的。走之前…传给了自己」."""
    left = re.match(rf"[^,。;!?]{{0,6}}?(?:{_LEAVES.pattern})", following)
    if left is None or re.search(r"[日号]$", found[0]):
        return False
    end = found.end() + left.end()
    told = _BEFORE_LEAVING.search(written.text, end, end + _BEFORE_LEAVING_CHARACTERS)
    if told is None:
        return False
    if _DATE.search(written.text, end, told.end() + _JUST_BEFORE_CHARACTERS):
        return False
    until = re.search(r"[。!?]|$", written.text[told.end() :])
    reach = told.end() + (until.start() if until else 0)
    return any(hit.kind == "obtain" and told.end() <= hit.start < reach for hit in acts)


def _read(typed: str, following: str, today: date) -> Dated | None:
    end = re.match(r"\s?(?:到|至|-|—|~)[^,。;!?的]{1,14}", following)
    for said in ((typed + end[0]) if end else typed, typed):
        try:
            return Dated(read_period(said, today), typed)
        except NotUnderstood:
            continue
    return None
