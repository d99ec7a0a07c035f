"""The kinds of fields: how an answer is read, said, shown, declined and checked, one object a kind. Pure.

Readers of words live in `intents/reading`; here stands which of them a field asks, and what becomes of the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from intake.forms import saying
from intake.forms.codes import FieldKind
from intake.forms.days_told import heard_day
from intake.forms.form import Field, nth, parted
from intake.forms.kind import Kind
from intake.forms.spans import is_span
from intake.forms.understood import Circumstances, Heard, Read, Understood
from intents import expressions as re
from intents import reading
from intents.persons.partial import is_partial, partial_name, tells_only_where
from intents.persons.parties import parties_in
from intents.persons.party_list import parties_told
from intents.persons.spoken import spoken_name, without_asking_for_me
from intents.reading import NotUnderstood
from intents.telling.clues import clues_in
from intents.telling.plainly import Plainly

_OWN_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")
_A_NUMBER_BESIDE = re.compile(
    r"[，,、；;\s]{0,3}(?:该公司|其|他|她|对方|我们|我|本人)?的?(?:联系|打|找)?我?(?:电话|手机|座机|号码)?(?:号码?)?(?:是|为|[:：])?\s?"
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)"
)
_AROUND_A_PHONE = re.compile(r"[（(]\s*[)）]|[，,、；;：:\s]+(?:手机|号码|座机)?(?:是|[:：])?$")
_NO = ("没", "无", "莫", "不")
_NOT_THERE = re.compile(
    r"^(?:都|我们|公司|单位)*(?:不在|没在|不属于|不是|没进)(?:任何|哪个|什么|啥子?)?(?:园区)?[里头内面]{0,2}[。！!]*$|"
    r"^(?:都|我们|公司|单位)*(?:不在|没在|没进|没得|没有|莫得)(?:任何|哪个|什么|啥子?)?园区?[里头内面]{0,2}[，,。].{0,20}$"
)
_AROUND_A_PLACE = re.compile(
    r"^(?:我们|公司|单位|厂|园区|就|是|叫做?|名字|位于|在|的|那个|[:：，,\s])+(?=.{2})|[的吧嘛哈哦。！!\s]+$"
)
_NOT_YET = re.compile(
    r"^(?:都|也|真的|暂时|目前|现在|还)*(?:没|无|莫得|不(?![准许能让可允]))|还在|正在收集|正在整理"
)
# 「不晓得全名，叫小鹿广告」 gives a name all the same.
_UNKNOWN_BUT = re.compile(
    r"^[^，,]{0,4}(?:不|没|记不)[^，,]{1,8}[，,]\s*(?:只?(?:知道|晓得)|好像|应该|大概|就?叫|就?是|外号|都?喊)(?!不)"
)
# How an address ends, or the name of a district.
_LEVEL = re.compile(r"(?:[区县镇乡市号楼室路村栋幢座]|街道)[的吧嘛。.，, ]*$")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \S+")
_HAS_BUT = re.compile(r"[，,；;、\s](?:但是?|不过|可是|只有|就只?有|只得|倒是)")
# 「我们厂，长寿晏家的重庆恒泽化工」: whose staff somebody is stands in no name of whom they report.
_OWN_HOUSE = re.compile(
    r"^(?:(?:我们?|咱们?|本)的?(?:厂子?|公司|单位|老板|店)(?:里|头)?(?:开的|办的|就?是|叫做?|[，,\s])*)(?=[^\s，,]{2,})"
)
_WHERE_IT_IS = re.compile(r"^[\u4e00-\u9fff]{2,8}的[，,\s]+(?=[\u4e00-\u9fff]{4,})")
_ANY_DAY_BUT = re.compile(r"[上下]午|早上|晚|周|星期|礼拜|除|不行|没空|[点号日月]")
_OWN_WORDS = 4
# 「部分做到，估8分」.
_OWN_POINTS = re.compile(
    r"(?:大概|大约|差不多|自己)?[能可给打估有得算]{0,2}(?:\d{1,3}(?:\.\d)?|[一二两三四五六七八九十]{1,3})分(?!之)"
)
# What any field may be called where it is asked: 「名称：客户名单」.
_GENERIC = ("名称", "名字", "内容", "答")
_OWN_WORDS_LIMIT = 300


# -------------------------------------------------------------------------------------- options


class _Choice(Kind):
    """One of the field's options."""

    is_loose = True

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        points = _OWN_POINTS.search(text) if "points" in field.beside else None
        if points is not None:
            return _with_points(field, text, points)
        option = field.options[reading.read_choice(text, field.options)]
        heard = {name: reading.longest_word_in(text, words) for name, words in option.also.items()}
        beside = {name: word for name, word in heard.items() if word}
        return Understood(option.value, text, beside, heard=_heard(field, text))

    def said(self, field: Field, value: object, typed: str = "") -> str:
        return next((option.label for option in field.options if option.value == value), str(value))

    def fits(self, field: Field, value: object) -> bool:
        return any(option.value is value or option.value == value for option in field.options)

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether it may choose: a yes or a no may."""
        return said in (Plainly.YES, Plainly.NO)


def _with_points(field: Field, text: str, points: re.Match[str]) -> Read:
    """Return an option with the points that are said beside it: 「部分做到，8分」."""
    rest = f"{text[: points.start()]}{text[points.end() :]}".strip("，,。 ")
    option = field.options[reading.read_choice(rest, field.options)]
    return Understood(option.value, text, {field.beside["points"]: reading.read_points(points[0], field.limit)})


class _Choices(_Choice):
    """Several of the field's options; the last one stands for anything else."""

    is_own = True

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        positions = reading.read_choices(text, field.options)
        return Understood(
            [field.options[position].value for position in positions], text, heard=_heard(field, text)
        )

    def said(self, field: Field, value: object, typed: str = "") -> str:
        labels = self.shown(field, value)
        own = field.options[-1].value in _each(value) and _heard(field, typed)
        return f"{labels}（{saying.shortly(typed)}）" if own else labels

    def shown(self, field: Field, value: object, typed: str = "") -> str:
        return "；".join(super(_Choices, self).said(field, one) for one in _each(value))

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, list | tuple) and all(isinstance(one, str) and one for one in value)

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether it may choose: of yes and no, only 「都有」, 「都不是」."""
        return super().takes(field, said, text) and "都" in text

    def lacks(self, text: str) -> bool:
        """Say whether there is nothing yet: 「暂时没得」, 「还在整理」."""
        # 「没有证据，只有客户跟我说的」 has something.
        return not _has_digits(text) and _NOT_YET.search(text) is not None and not _HAS_BUT.search(text)

    def in_own_words(self, field: Field, text: str) -> Understood | None:
        """Keep own words that fit none of several options under 其他; a word or a number was meant for one."""
        if len(text) < _OWN_WORDS or not any(character.isalpha() for character in text):
            return None
        return Understood([field.options[-1].value], text[:_OWN_WORDS_LIMIT], heard=Heard.OWN_WORDS)


def _heard(field: Field, text: str) -> Heard | None:
    """Return that options were heard in words of one's own; None where they were named as they stand."""
    return None if not text.strip() or reading.is_chosen_plainly(text, field.options) else Heard.OPTION


class _Declaration(Kind):
    """A declaration: it is made, or nothing is filed."""

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        if not reading.read_yes_no(text):
            raise NotUnderstood("yes_no.unclear")
        return Understood(True, text)

    def said(self, field: Field, value: object, typed: str = "") -> str:
        return "是" if value else "否"

    def fits(self, field: Field, value: object) -> bool:
        return value is True


# ---------------------------------------------------------------------------------------- words


class _Text(Kind):
    """Words as they were written, cut to the field's limit."""

    is_free = True
    is_loose = True

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        words = _bare_of(field, reading.read_text(text, len(text) or 1))
        cut = field.limit if len(words) > field.limit else None
        clues = clues_in(words) if "clues" in field.beside else ()
        beside = {field.beside["clues"]: list(clues)} if clues else {}
        return Understood(words[: field.limit], text[: field.limit], beside, shortened=cut)

    def declines(self, field: Field, text: str, read: Read | None) -> bool:
        if field.keeps_no:
            # 「老板让我们保密」, 「仲裁过」 tell something.
            return reading.is_unknown(text)
        if field.takes_questions and reading.wants_to_know(text):
            # 「想建保密制度，不知道从哪里开始」 says what is wanted.
            return False
        declines = reading.is_skip(text) or reading.is_unknown(text) or reading.is_nothing(text)
        declines = declines or reading.fears_to_tell(text)
        return declines or _NOT_THERE.match(text) is not None

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether the field asks for such a thing too: a park is a place."""
        return said in field.takes


def _bare_of(field: Field, words: str) -> str:
    """Leave out what the field is called before a colon, a colon alone, and what stands around a place."""
    called = next(
        (one for one in (field.label, *field.mentions, *_GENERIC) if words.startswith((f"{one}：", f"{one}:"))), ""
    )
    bare = words[len(called) :].lstrip("：:，, ") or words
    return (_AROUND_A_PLACE.sub("", bare) or bare) if "place" in field.takes else bare


def _heard_name(text: str, name: str) -> Heard | None:
    """Say that a name is read back where it is less than what was said, or only a part of it."""
    return Heard.NAME if is_partial(name) or spoken_name(text) == name else None


class _Name(_Text):
    """A name, without the words around it; with it the telephone that stands beside it, or further names."""

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        if field.several:
            # The other side's telephone is no part of a name, and nothing that is kept.
            named = _A_NUMBER_BESIDE.sub("", text)
            named = _WHERE_IT_IS.sub("", _OWN_HOUSE.sub("", named))
            said = partial_name(named) or spoken_name(named)
            told = () if said else parties_told(named)
            first, *further = (said,) if said else told or parties_in(reading.read_name(named, field.limit))
            own, number = parted(field.name)
            beside = {nth(own, further_on): name for further_on, name in enumerate(further, start=number + 1)}
            heard = Heard.NAME if told else _heard_name(text, first) if not further else None
            return Understood(first, named, beside, heard=heard)
        phone = _OWN_PHONE.search(text) if "phone" in field.beside else None
        if phone is None:
            bare = without_asking_for_me(_A_NUMBER_BESIDE.sub("", text))
            name = spoken_name(bare) or reading.read_name(bare, field.limit)
            return Understood(name, text, heard=_heard_name(text, name))
        bare = _AROUND_A_PHONE.sub("", text.replace(phone[0], "").replace("电话", ""))
        spoken = spoken_name(without_asking_for_me(bare))
        name = spoken or reading.read_name(bare, field.limit)
        heard = _heard_name(text, spoken) if spoken else None
        return Understood(name, text, {field.beside["phone"]: reading.read_phone(phone[0])}, heard=heard)

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether it may be a name: 「解放碑」 may be that of a shop, 「渝北区」 is none."""
        if said is Plainly.PLACE:
            return _LEVEL.search(text) is None
        return said in (field.takes or (Plainly.COMPANY, Plainly.PERSON))

    def declines(self, field: Field, text: str, read: Read | None) -> bool:
        if field.several and tells_only_where(text):
            return True
        is_known = _UNKNOWN_BUT.match(text) or (field.several and partial_name(text))
        return not is_known and super().declines(field, text, read)


# -------------------------------------------------------------------------------------- figures


class _Figures(Kind):
    """What is written in figures: who has none says so without any."""

    def lacks(self, text: str) -> bool:
        return not _has_digits(text) and text.startswith(_NO)


class _Phone(_Figures):
    """A telephone number."""

    plain = Plainly.PHONE

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return Understood(reading.read_phone(text), text)


class _Mail(_Figures):
    """An address of mail."""

    plain = Plainly.EMAIL

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return Understood(reading.read_mail(text), text)


class _CreditCode(_Figures):
    """统一社会信用代码."""

    plain = Plainly.CODE

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return Understood(reading.read_credit_code(text), text)


class _Amount(_Figures):
    """Money, in whole yuan: of a span the smaller figure, of another currency none, and the words beside it."""

    plain = Plainly.AMOUNT

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        amount = reading.read_money(text)
        return Understood(amount.yuan if amount else None, text, as_said=amount is not None)

    def said(self, field: Field, value: object, typed: str = "") -> str:
        yuan = int(str(value))
        return reading.amount_in_words(yuan, typed if is_span(yuan, typed) else "")

    def shown(self, field: Field, value: object, typed: str = "") -> str:
        yuan = int(str(value))
        return reading.amount_in_words(yuan, typed) if is_span(yuan, typed) else saying.yuan_in_figures(yuan)

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0


class _Points(_Figures):
    """Points that somebody gives themselves: whole, and no more than the field's limit."""

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return Understood(reading.read_points(text, field.limit), text)

    def said(self, field: Field, value: object, typed: str = "") -> str:
        return f"{value}分"

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= field.limit


class _Date(_Figures):
    """A day, a month or a year."""

    plain = Plainly.TIME

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        # 「还在继续，没有结束」 answers when something ended: by no day.
        if "ongoing" in field.beside and reading.has_no_end(text):
            return Understood(None, text, {field.beside["ongoing"]: True}, as_said=True)
        value = reading.read_date(text, under.now.date())
        return Understood(value, text, heard=heard_day(text))

    def said(self, field: Field, value: object, typed: str = "") -> str:
        day = saying.day_in_words(str(value))
        is_alone = field.kind is FieldKind.DATE and not field.beside
        return f"{day}（原话：{saying.shortly(typed)}）" if is_alone and reading.is_a_span_of_days(typed) else day

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, str) and _DAY.fullmatch(value) is not None


class _Period(_Date):
    """A date from which something goes on; until when, and whether it still does, belongs to fields beside it."""

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        period = reading.read_period(text, under.now.date())
        said = {"until": period.until, "ongoing": period.ongoing or None}
        beside = {name: said[part] for part, name in field.beside.items() if said[part]}
        return Understood(period.since, text, beside, heard=heard_day(text))


class _Times(Kind):
    """Wished times on working days. object time is no time in particular."""

    is_own = True
    plain = Plainly.TIME

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        times = reading.read_times(text, under.now)
        for time in times:
            if not under.is_workday(date.fromisoformat(time[:10])):
                raise NotUnderstood("times.day_off", day=saying.day_in_words(time[:10]))
        # 「上午都可以」, 「除了周一都行」: any day, and more than that.
        return Understood(list(times) or None, text, as_said=not times and _ANY_DAY_BUT.search(text) is not None)

    def said(self, field: Field, value: object, typed: str = "") -> str:
        return "；".join(saying.time_in_words(time) for time in _each(value))

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, list | tuple) and all(_TIME.fullmatch(str(one)) for one in value)


# --------------------------------------------------------------------------------------- places


class _Place(Kind):
    """Somewhere, as far as it is known; where it may be left open, in any words."""

    is_place = True
    is_loose = True

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether it may be one; a place that must be known reads strictly by itself."""
        return field.core or said is Plainly.PLACE

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return under.place(field, text)

    def declines(self, field: Field, text: str, read: Read | None) -> bool:
        """Say whether nothing is told of where it is: 「没有」, 「不晓得」 are no address."""
        there = read.value if isinstance(read, Understood) and isinstance(read.value, Mapping) else {}
        if field.core or not there or there.get("district") or there.get("outside"):
            return super().declines(field, text, read)
        return reading.is_skip(text) or reading.is_unknown(text) or reading.is_no_address(text)

    def said(self, field: Field, value: object, typed: str = "") -> str:
        return saying.place_in_words(value)

    def shown(self, field: Field, value: object, typed: str = "") -> str:
        return saying.place_as_filed(value)

    def fits(self, field: Field, value: object) -> bool:
        return isinstance(value, Mapping) and bool(value.get("text"))


class _District(Kind):
    """The district or zone that something belongs to, by its name."""

    is_place = True
    is_own = True
    is_loose = True

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether it may be in one: a company is not where its name says; the rest reads strictly."""
        return said is not Plainly.COMPANY

    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        return under.district(field, text)


KINDS: Mapping[FieldKind, Kind] = {
    FieldKind.CHOICE: _Choice(),
    FieldKind.CHOICES: _Choices(),
    FieldKind.DECLARATION: _Declaration(),
    FieldKind.TEXT: _Text(),
    FieldKind.NAME: _Name(),
    FieldKind.PHONE: _Phone(),
    FieldKind.MAIL: _Mail(),
    FieldKind.CREDIT_CODE: _CreditCode(),
    FieldKind.DATE: _Date(),
    FieldKind.PERIOD: _Period(),
    FieldKind.AMOUNT: _Amount(),
    FieldKind.POINTS: _Points(),
    FieldKind.TIMES: _Times(),
    FieldKind.PLACE: _Place(),
    FieldKind.DISTRICT: _District(),
}


def kind_of(field: Field) -> Kind:
    """Return what is true of a field's answers by what they are."""
    return KINDS[field.kind]


def _each(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)
