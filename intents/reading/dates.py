"""When something happened: as exactly as it was said, YYYY, YYYY-MM or YYYY-MM-DD, never in the future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intents import expressions as re
from intents.reading import dates_festive, dates_relative, dates_written
from intents.reading.dates_festive import names_the_lunar_calendar, year_first
from intents.reading.days import Day, SaidDays, checked, has_been
from intents.reading.plain import plain, without_denied
from intents.reading.quantities import in_digits
from intents.reading.refusal import NotUnderstood

_WAYS = (*dates_written.WAYS, *dates_relative.WAYS, *dates_festive.WAYS)

# Numerals that are words, or name a weekday: they keep their characters.
_KEPT = (
    r"双十[一二]|七夕|(?:周|星期|礼拜)[一二三四五六日天末]|年三十|"
    r"(?<![零一二三四五六七八九十百千万亿月初])(?:十一|五一|六一|三八|七一|八一|五四)"
    r"(?=节|长假|黄金|假|放|期间|前|后|那|当天|的?时候|劳动|国庆|妇女|儿童|建军|建党|青年|到|至|以|之|$|[,。;、 ])"
)

# Whatever says when has a figure, a numeral, or a sign of 年底, 上周, 昨晚, 刚才, 中秋. Most messages have none.
MAY_SAY_WHEN = re.compile(
    r"[\d零〇○一二两俩三仨四五六七八九十廿卅百千万亿幺半点壹贰叁肆伍陆柒捌玖拾佰仟年月天日晚早儿晨刚周星礼"
    "节元夜庆诞午秋宵夕阳腊除明历把]"
)

_SPACED = re.compile(r"(?<=\d) +(?=[年月日号])|(?<=[年月]) +(?=\d)|(?<=\d) +(?=[-~—]+ ?\d)|(?<=[-~—]) +(?=\d)")
_CLOCK = r"(?:凌晨|早上|上午|中午|下午|晚上|夜里)?(?:\d{1,2}(?:点半?|时|:\d\d))?"
# A festival names its own day, whatever calendar it is of.
_SAYS_LUNAR = re.compile("农历|阴历|旧历|老历|古历|夏历|[正冬腊]月|廿|闰.?月|月初[一二三四五六七八九十]")
_CORRECTS = re.compile(
    r"[，,。 ]?(?:哦|噢|啊|呃|额|诶|哎)?[，,]?(?:不对|错了|说错了?|记错了?|搞错了?)[，,。 ]?(?:应该|其实)?是?"
    r"(?=[^，,。]*\S)"
)
_TO = re.compile(
    rf"(?:份|的|那天|当天)? ?{_CLOCK}(?:起|开始|以来|以后)?[, ]?(?:一直|持续|延续)*(?:到|至|-+|~+|—+|–)了? ?"
)
# 「19到21年」: the first of two years has its sign behind the second.
_YEAR_TO_YEAR = re.compile(r"(?<![\d年月.])(?:20)?[12]\d(?=[到至~—-](?:20)?[12]\d年(?![前以之内多]))")
_END_DAY = re.compile(r"(\d{1,2})(?:[日号]|(?![\d年月./\-]))")
_END_DASHED = re.compile(r"(\d{1,2})[./](\d{1,2})(?!\d)")
_END_MONTH = re.compile(r"\d{1,2}月")
_ONGOING = re.compile(
    r"(?:(?:到|至)(?:现在|目前|今天|今日|如今|这会儿|今(?![年晨早晚日天]))|至今(?![年晨早晚])|"
    r"一直(?:在|到现在)|还在(?!职)|"
    r"(?:现在|目前)(?:还|都|仍))"
    # 「现在还没用」 goes on with nothing, 「现在还没停」 does.
    r"(?!(?:还|都|也|是|一直)*(?:没(?:有|得)?|未)(?!停|断|删|还|改|归|收手|关|下架|撤))"
)
# Said where an end is asked for: it goes on; it ended all the same; nobody knows.
_NO_END = re.compile(
    r"还在(?!不|职)|仍然?在|一直在|继续|持续|至今|(?:到|至)(?:现在|目前|今天)|(?:现在|目前)(?:还|都|也|仍)|"
    r"(?<!有)(?:没|未|莫)(?:有|得)?(?:结束(?!时间|日期|的)|停|完(?!整)|收手)|结束不了|没完没了"
)
_ENDED = re.compile(
    r"停了|停止|结束了|为止|不再|(?:没|未|莫)(?:有|得)?(?:再|继续|持续|搞|做|干|用|卖)|不(?:搞|做|干|用|卖|继续)了"
)
_UNSURE = re.compile(r"不(?:太|是很)?(?:知道|晓得|清楚|确定)|说不(?:清|准|好)|[吗么?？]|是不是|有没有")


@dataclass(frozen=True, slots=True)
class SaidPeriod:
    """When something happened.

    since    YYYY, YYYY-MM or YYYY-MM-DD
    until    the same, where an end was said
    ongoing  it still goes on
    """

    since: str
    until: str | None = None
    ongoing: bool = False


def read_date(text: str, today: date) -> str:
    """Return the day, month or year that the text names first; refuse what does not exist or has not come yet."""
    return read_period(text, today).since


def read_period(text: str, today: date) -> SaidPeriod:
    """Return from when until when; `since` is what `read_date` returns."""
    if MAY_SAY_WHEN.search(plain(text)) is None:
        raise NotUnderstood("date.none")
    # 「8月29号，哦不对，是8月28号」: what was said last counts.
    last = _CORRECTS.split(text)[-1]
    if last != text and (corrected := _first_said(_written(last), today)) is not None:
        text = last if corrected[0] else text
    said = _written(text)
    found = _first_said(said, today)
    is_lunar = names_the_lunar_calendar(said)
    if found is None:
        raise NotUnderstood("date.lunar" if is_lunar else "date.none")
    when, end = found
    if is_lunar and not when.is_lunar:
        # Taken as a solar day it would be wrong by weeks.
        raise NotUnderstood("date.lunar")
    ongoing = _ONGOING.search(said) is not None
    if ongoing:
        return SaidPeriod(str(has_been(when.first, today)), None, ongoing)
    # A lunar month lies in two of ours: that is when it began, and no end that anybody spoke of.
    begun = when._replace(last=None) if when.is_lunar else when
    first, last = _in_order(begun, _end(begun, said[end:], today), today)
    is_past = last is not None and last.first <= today
    return SaidPeriod(str(has_been(first, today)), str(last) if is_past else None)


def has_no_end(text: str) -> bool:
    """Say whether an answer to when it ended says that it has not: 「还在继续，没有结束」, 「现在还在搞」."""
    said = plain(text)
    return _NO_END.search(said) is not None and not _ENDED.search(said) and not _UNSURE.search(said)


# 「国庆节头两天」, 「10月1号前两天」: the day that is kept was counted out.
_COUNTED = re.compile(r"(?:[之以]?前|头)的?[\d一二两三四五六七八九十]{1,3}天(?![以之]?前)")
_DAY_NAMED = re.compile(r"月[\d一二三四五六七八九十]{1,3}[日号]|节|国庆|元旦|五一|中秋|端午|清明|春节|除夕|双十")
# 「19年到21年」: the first of two is kept, and what was said beside it.
_A_SPAN = re.compile(
    r"(?:[年月日号底初]|(?<!\d)(?:20)?[12]\d(?=[到至~—-](?:20)?[12]\d年))(?:份|的时候)?(?:[，, ]?(?:一直|持续))?"
    r"(?:到|至|-|~|—+)(?:了)?(?:20)?[\d一二三四五六七八九十零〇去今前]"
)


def is_counted_from_a_day(text: str) -> bool:
    """Say whether a day is meant that is so many days before one that is named."""
    said = plain(text)
    return _COUNTED.search(said) is not None and _DAY_NAMED.search(said) is not None


def is_a_span_of_days(text: str) -> bool:
    """Say whether the words name a beginning and an end."""
    return _A_SPAN.search(plain(text)) is not None


def is_lunar(text: str) -> bool:
    """Say whether a lunar day or month is meant: 「去年腊月间」, 「农历八月十五」."""
    return _SAYS_LUNAR.search(plain(text)) is not None


def _written(text: str) -> str:
    said = _SPACED.sub("", year_first(in_digits(without_denied(plain(text)), _KEPT)))
    return _YEAR_TO_YEAR.sub(r"\g<0>年", said)


def _found(pattern: re.Pattern[str], said: str, at_start: bool) -> re.Match[str] | None:
    return pattern.match(said) if at_start else pattern.search(said)


def _first_said(said: str, today: date, *, at_start: bool = False) -> tuple[SaidDays, int] | None:
    """Return what the text names first, and where that ends; it exists, but may be to come.

    Of two ways of saying it that begin at the same place the longer one counts.

    at_start  nothing may stand before it
    """
    found = [
        (match, way.read)
        for way in _WAYS
        if (way.hint is None or way.hint.search(said)) and (match := _found(way.pattern, said, at_start))
    ]
    for match, read in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        when = read(match, today)
        if when is not None:
            checked(when.first)
            return when._replace(last=when.last and checked(when.last)), match.end()
    return None


def _end(when: SaidDays, rest: str, today: date) -> Day | None:
    """Return the end that stands directly behind a beginning: 到6月, -8日, 至今年1月."""
    joint = _TO.match(rest)
    if when.last is not None or joint is None:
        return when.last
    end = rest[joint.end() :]
    first = when.first
    if dashed := _END_DASHED.match(end):
        end = f"{first.year}年{dashed[1]}月{dashed[2]}日"
    elif first.month and (only := _END_DAY.match(end)):
        end = f"{first.year}年{first.month}月{only[1]}日" if first.day else f"{first.year}年{only[1]}月"
    elif _END_MONTH.match(end):
        end = f"{first.year}年{end}"
    found = _first_said(end, today, at_start=True)
    return (found[0].last or found[0].first) if found else None


def _in_order(when: SaidDays, last: Day | None, today: date) -> tuple[Day, Day | None]:
    """Return beginning and end; 11月到2月 goes over the new year."""
    first = when.first
    if last is None or last.first >= first.first or str(last) == str(first)[: len(str(last))]:
        return first, last
    if last.year != first.year:
        return first, None
    later = last.years_later(1)
    if later.first <= today:
        return first, later
    return (first.years_later(-1), last) if not when.has_year else (first, None)
