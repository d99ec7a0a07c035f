"""Who is who in a story: the teller and how they are reached, their company, and whom they accuse. Pure.

A name or a number is the teller's only where the words say so; what nobody's words place is left out, or, of a
company that somebody tells about whose teller stands outside, it is the one accused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from intents.persons.organisations import Organisation
from intents.persons.people import Person
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.numbers import Number, numbers_in
from intents.telling.writing import Written

Side = Literal["own", "other", "unknown"]
Stands = Literal["owner", "inside", "outside", "advice"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who.

    contact  the teller's name as they gave it, or None
    number   the teller's telephone, or None
    company  the teller's company, or None
    accused  whom the story accuses: companies first, then people
    agent    the lawyer or other agent who writes for the company, or None
    numbers  every telephone in the text, with whose it is
    """

    contact: Person | None
    number: Number | None
    company: Organisation | None
    accused: tuple[str, ...]
    companies_accused: tuple[str, ...]
    agent: str | None
    numbers: tuple[Number, ...]


def cast_of(written: Written, companies: Sequence[Organisation], people: Sequence[Person], stands: Stands) -> Cast:
    """Return who is who in a message.

    companies, people  who is named in it, in order
    stands  where the teller stands: owner of the secret, inside the company accused, outside of it, or without a
            story, wanting advice
    """
    return _Casting(written, companies, people, stands).cast


_INTRODUCES = re.compile(
    r"(?:我(?:就|们)?(?:本人)?是|我叫|我的名字(?:是|叫)|本人(?:是|系|叫)?|就是我本人|联系人(?:是我,?)?|联络人?|"
    r"(?:留名|署名)[:,]?|对接人?|经办人?|需要的话[^,。]{0,8}找|(?<![在来去回])找|叫我|喊我|我姓|免贵姓|联系我|"
    r"联系(?!过|了|的|到|不)|代表|委托代理人)"
    r"[^,。;]{0,24}$"
)
_NOT_ONESELF = re.compile(
    r"前(?!台|端|台主管)|原(?!料)|离职|徒弟|以前|被|他|她|举报|投诉|对方|是做|跳槽|挖|客户|会员|我们的|找你们|找到"
)
_NOT_ACCUSED = re.compile(
    r"(?:客户|会员|老客户|学员|家长|买家|证人|供货商|警官|民警|法官|我们?(?:公司)?(?:的)?(?:同事|保安|技术员|"
    r"工程师|会计)|律师|公证员|我爱人|我兄弟|我妹妹|保安|找|像|比如)[^,。]{0,3}$"
)
_CUSTOMER = re.compile(r"(?:客户|会员|学员|家长|买家|老板娘|像|比如)[^,。]{0,4}$|都接到|接到过")
_OWN_BEFORE = re.compile(
    r"(?:我(?:们|这边)?(?:就)?是(?:[^,。;]{0,8}的)?|(?:我们|我司|我公司|本公司|敝公司|敝司|我厂|本厂|我单位|"
    r"本单位|我店|我方|我们(?:公司|厂|店))(?:[^,。;]{0,4})?(?:是|叫|为|系|名称是|名字叫|[:(,])?|"
    r"(?<!被)(?:举报|申请|投诉|反映|委托)(?:单位|方|人)[:是为]?|(?<!举报)(?<!投诉)(?:单位|企业|公司)(?:名称|"
    r"全称|名字)?[:]|(?:企业|单位)名称[:是]?|代表|受|委托人(?:是|为)?|我在|our company|我(?:是|系|"
    r"本人是)[^,。;]{0,14}(?:的)?|"
    r"(?:我们(?:公司|厂|店)?|我)(?:是)?(?:做|搞|开)[^,。;]{0,24}(?:叫|名叫)|我(?:们)?(?:的)?(?:店|厂|"
    r"公司)[^。;]{0,18}[,]?叫)[“\"「]?$",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"(?:被(?:举报|投诉)(?:的)?(?:人|单位|方|企业)?[^,。;]{0,14}|(?:举报|投诉|检举|控告)(?!人|单位|方)[:]?|"
    r"对方[^,。;]{0,10}|一家叫|告|对方(?:公司)?(?:就)?(?:是|叫)?[:]?|(?:竞争)?对手(?:公司)?(?:就)?(?:是|叫)?|"
    r"(?:去|到|回)了?|(?:带|拿|弄|搬|拷|挖|送)(?:到|至|去|给|进)了?|跳槽(?:到|去|至)?|入职(?:了|到)?|"
    r"任职(?:于|在)?|就职于?|供职于?|(?:现在|目前)?(?:人)?在|(?:转?卖|透|泄露|泄漏|披露|提供|交付|交|转手|转发|"
    r"发|传|给|出售)(?:给|到|至|予)?了?(?:我们的?|同县的?|另一家|[^,。;]{0,6}的)?|交予|新?东家(?:就)?(?:是|"
    r"叫)?|"
    r"新(?:公司|单位)(?:就)?(?:是|叫)?|开(?:了|的)?(?:家|个|一家)?|注册了?|(?:另)?设立?了?|成立了?|合作(?:方|"
    r"厂家)|(?:外包|代工|维保|运维|设备|代账|招标代理)(?:公司|方|厂|商)?(?:就)?(?:是|叫)?|(?:设备|供应)商|"
    r"(?:超市|同行|店|厂|窑口|作坊|酒厂|果汁厂|另一家|那家|这家|隔壁厂)(?:就)?(?:叫|是)|"
    r"(?:店|厂|公司)名(?:叫|是)?|(?:请|要|去)查|别家(?:就)?是|被|由|要告|他们(?:公司|厂|店)?[,]?(?:就)?是?|"
    r"那边(?:的)?|发现|和|及|与|反映|检举|(?:他|她|其)(?:现在)?(?:的)?(?:新)?(?:公司|店|厂)?(?:叫|是|在)?|"
    r"在用的?|名下的?|窑口叫|对门|对面)[“\"「(]?$"
)
_OTHER_AFTER = re.compile(
    r"^(?:公司|这边|那边)?(?:的人|的销售|的老板)?(?:[^,。;我]{0,6})?(?:使用|在用|就用|用我|用了|用于|全用|上线|"
    r"推出|把我|拿我|拿去|持续|侵|偷|挖|抢|压价|照|现在卖|里就|打电话|接单|报价比|已经量产|同类|做副总|上班|"
    r"任职|的合伙人|做工艺|合作拿|8月|送样|里面)"
)
_OWN_AFTER = re.compile(
    r"^(?:的)?(?:法务|负责人|股东|副总|周副总|行政部|人事|[\u4e00-\u9fff]{2,4}1[3-9]\d)|^(?:举报前|举报我|"
    r",我(?:是|叫)|,本人|\(我司\)|,地址|,法务|,渝)"
)
_CALLED = re.compile(r"(?:^|[,。;])(?:我们)?(?:公司|厂|单位|店)(?:名称|名字|全称)?(?:就)?(?:是|叫)$")
_HEADING = re.compile(r"(?:^|[^被])举报:$")
_SUBJECT = re.compile(
    r"我们?(?!对面|隔壁|楼下|的?(?:前|原|离职|那个|以前|客户|技术员|销售|调度|员工|徒弟|电话|东西|图纸|图|名单|"
    r"报价))|我司|我公司|本公司|敝公司|本人|他们?|她们?|对方|那边|徒弟|学徒|前员工|离职|合伙人"
)
_BEFORE_CHARACTERS = 30
_RANK = {"full": 0, "latin": 1, "titled": 2, "nick": 3, "family": 4, "veiled": 5}
_MOST_ACCUSED = 6
_A_LEAD_OF_ITS_OWN = 2


@dataclass(frozen=True)
class _Casting:
    written: Written
    companies: Sequence[Organisation]
    people: Sequence[Person]
    stands: Stands

    @property
    def cast(self) -> Cast:
        own_numbers = [number for number in self._numbers if number.owner == "own" and number.number]
        companies = self._accused_companies
        return Cast(
            contact=self._contact,
            number=own_numbers[0] if own_numbers else None,
            company=self._own_company,
            companies_accused=companies,
            accused=(*companies, *self._accused_people)[:_MOST_ACCUSED],
            agent=self._agent,
            numbers=self._numbers,
        )

    # ------------------------------------------------------------------------------- people

    @cached_property
    def _introduced(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if self._is_oneself(person))

    @cached_property
    def _strangers(self) -> tuple[Person, ...]:
        """People who are surely not the writer."""
        if self.stands == "advice":
            return ()
        own = {person.name for person in self._introduced}
        known = {person.name for person in self.people if person.role and person not in self._introduced}
        return tuple(
            person
            for person in self.people
            if person.name not in own
            and (person.name in known or person.kind == "veiled" or self._is_customer(person))
        )

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        found = numbers_in(self.written, self.people, self._strangers)
        introduced = {person.name for person in self._introduced}
        sure = [number for number in found if number.owner == "own" and self._is_surely_own(number, introduced)]
        if not sure:
            return found
        # Beside a number that is surely one's own, one with another name is that person's.
        return tuple(
            number
            if number in sure or number.owner != "own" or number.person is None
            else replace(number, owner="others")
            for number in found
        )

    def _is_surely_own(self, number: Number, introduced: Collection[str]) -> bool:
        return number.said or (number.person is not None and number.person.name in introduced)

    @cached_property
    def _contact(self) -> Person | None:
        beside = [number.person for number in self._numbers if number.owner == "own" and number.person]
        alone = [person for person in self.people if self._stands_alone(person)]
        known = [*self._introduced, *beside, *alone]
        if not known and self.stands == "advice":
            known = [person for person in self.people if person.kind != "veiled"]
        if not known:
            return None
        families = {person.name[0] for person in known}
        same = [
            person
            for person in self.people
            if person.name[0] in families
            and person not in self._strangers
            and (person in known or self._is_clause(person))
        ]
        return min(same or known, key=lambda person: (_RANK[person.kind], person.start))

    @property
    def _agent(self) -> str | None:
        return next((person.name for person in self._introduced if "律师" in person.role), None)

    @cached_property
    def _accused_people(self) -> tuple[str, ...]:
        own = {self._contact.name} if self._contact else set()
        own |= {person.name for person in self._introduced}
        names = [
            _shown(person)
            for person in self.people
            if person.name not in own and not self._stands_alone(person) and self._may_be_accused(person)
        ]
        return _without_doubles(names)

    def _is_oneself(self, person: Person) -> bool:
        if person.kind == "veiled":
            return False
        found = _INTRODUCES.search(self._lead(person.start))
        if found is not None and not _NOT_ONESELF.search(found[0]):
            return True
        return self._follows_own_company(person)

    def _follows_own_company(self, person: Person) -> bool:
        """Say whether one's own company stands before the name and a number behind it: 「我方：…公司，法务温岚"
        "，电话…」."""
        own = [company.end for company, side in self._sides if side == "own" and company.end <= person.start]
        between = self.written.text[own[-1] : person.start] if own else "。"
        behind = self.written.text[person.end : person.end + 12]
        is_near = len(between) <= 14 and not re.search(r"[。;!?]|前|原|离职|徒弟|被", between)
        return (
            is_near
            and re.match(r"[\s,(]*(?:的?(?:电话|手机|号码|联系方式)[^\d,。]{0,3})?1[3-9]\d", behind) is not None
        )

    def _is_customer(self, person: Person) -> bool:
        return _CUSTOMER.search(self._lead(person.start)) is not None

    def _may_be_accused(self, person: Person) -> bool:
        if _NOT_ACCUSED.search(self._lead(person.start)) or "律师" in person.role:
            return False
        if any(number.person == person and self._is_customer(person) for number in self._numbers):
            return False
        if person.kind in ("titled", "nick"):
            is_outside = self.stands in ("inside", "outside")
            return bool(person.role) or (is_outside and person.kind == "titled" and self._acts_soon(person.end))
        return person.kind != "family" or bool(person.role)

    def _acts_soon(self, position: int) -> bool:
        following = self.written.text[position : position + 36]
        return any(hit.kind in ACTS for hit in hits_in(following))

    def _stands_alone(self, person: Person) -> bool:
        """Say whether the name is a clause of its own beside one's own number: 「139…，黄桂英」, 「姓庹」."""
        if person in self._strangers:
            return False
        own = [number for number in self._numbers if number.owner == "own"]
        if any(0 <= person.start - number.end <= 2 for number in own):
            return True
        if not self._is_clause(person):
            return False
        position = self.written.clauses.index(self.written.clause_at(person.start))
        near = self.written.clauses[max(position - 2, 0) : position + 2]
        has_number = any(clause.start <= number.start < clause.end for clause in near for number in own)
        introduces = re.search(r"我|本人|署名|留名", near[0].text if len(near) > 1 else "") is not None
        return has_number or (person.kind == "family" and introduces and not person.role)

    def _is_clause(self, person: Person) -> bool:
        clause = self.written.clause_at(person.start)
        around = self.written.text[clause.start : person.start] + self.written.text[person.end : clause.end]
        return re.fullmatch(r"[\s我本人免贵也姓叫:()真名就是这个]*", around) is not None

    # ---------------------------------------------------------------------------- companies

    @cached_property
    def _sides(self) -> tuple[tuple[Organisation, Side], ...]:
        sided = [(company, self._side(company)) for company in self.companies]
        own = {company.name for company, side in sided if side == "own"}
        # 「公司叫…」 is one's own where no other company is.
        by_name: Side = "own" if not own and self.stands == "owner" else "other"
        return tuple(
            (company, "own" if company.name in own else by_name if self._is_just_called(company, side) else side)
            for company, side in sided
        )

    def _is_just_called(self, company: Organisation, side: Side) -> bool:
        return side == "unknown" and _CALLED.search(self._lead(company.start)) is not None

    @cached_property
    def _own_company(self) -> Organisation | None:
        own = [company for company, side in self._sides if side == "own"]
        if not own and self.stands == "owner":
            own = [company for company, side in self._sides[:1] if side == "unknown" and self._opens(company)]
        if not own and self.stands == "advice":
            own = list(self.companies)
        return next((company for company in own if company.is_full), own[0] if own else None)

    @cached_property
    def _accused_companies(self) -> tuple[str, ...]:
        if self.stands == "advice":
            return ()
        own = self._own_company.name if self._own_company else ""
        is_clear = own or self.stands in ("inside", "outside")
        names = [
            company.name
            for company, side in self._sides
            if (side == "other" or (side == "unknown" and is_clear))
            and company.name != own
            and not _is_part(company.name, own)
            and "律师" not in company.name
        ]
        return _without_doubles(names)

    def _side(self, company: Organisation) -> Side:
        lead, after = self._lead(company.start), self.written.text[company.end : company.end + 12]
        if self.stands == "advice":
            return "unknown"
        if (
            _OWN_BEFORE.search(lead)
            or self._is_signature(company)
            or (_HEADING.search(lead) and _OWN_AFTER.match(after))
        ):
            # Whoever tells about their own employer accuses it.
            return "other" if self.stands == "inside" else "own"
        if _OTHER_BEFORE.search(lead) or _OTHER_AFTER.match(after):
            return "other"
        if _OWN_AFTER.match(after):
            return "other" if self.stands == "inside" else "own"
        return self._subject_side(company)

    def _is_signature(self, company: Organisation) -> bool:
        """Say whether it stands alone beside oneself: 「我叫耿直，重庆固盾门业，139…」, 「我开火锅店的，重庆…"
        "公司」."""
        clauses = self.written.clauses
        clause = self.written.clause_at(company.start)
        if clause.text.strip() != company.name:
            return False
        position = clauses.index(clause)
        before = clauses[position - 1].text.strip() if position else ""
        return re.match(r"(?:我|我们)?(?:是|叫|开|做|本人)(?!举报|投诉)|我(?:叫|是|开|做)", before) is not None

    def _subject_side(self, company: Organisation) -> Side:
        """Return the side of whoever the sentence was last about: 我 or 他."""
        before = self.written.text[max(company.start - _BEFORE_CHARACTERS, 0) : company.start]
        subjects = list(_SUBJECT.finditer(before))
        if not subjects or self.stands != "owner":
            return "unknown"
        last = subjects[-1][0]
        between = before[subjects[-1].end() :]
        if re.search(r"[。!?;]", between):
            return "unknown"
        return (
            "own"
            if last[0] in "我本敝" and re.search(r"(?:叫|是|做)[^,。]{0,6}$", between)
            else ("other" if last[0] not in "我本敝" else "unknown")
        )

    def _opens(self, company: Organisation) -> bool:
        """Say whether the message begins with it: 「重庆恒曜新材料有限公司，地址…」."""
        return self.written.text[: company.start].strip(" ,。:您好尊敬的领导老师") == ""

    def _lead(self, position: int) -> str:
        """Return what stands before a name; where that is little, with the clause before it: 「我店在…，叫悦容"
        "轩」."""
        clause = self.written.clause_at(position)
        lead = self.written.text[max(clause.start, position - _BEFORE_CHARACTERS) : position].rstrip()
        if len(lead) > _A_LEAD_OF_ITS_OWN or not clause.start:
            return lead
        earlier = self.written.text[max(clause.start - 20, 0) : clause.start].rstrip(" ,")
        return f"{earlier},{lead}"


def _shown(person: Person) -> str:
    return f"{person.name}某" if person.kind == "family" else person.name


def _without_doubles(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is said twice, and 诺达公司 beside 重庆诺达运维公司."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        if not any(name != other and _is_part(name, other) for other in names):
            kept.append(name)
    return tuple(kept)


def _is_part(short: str, long: str) -> bool:
    stem = re.sub(r"(?:有限)?公司$|厂$|某某?$", "", short)
    return bool(stem) and len(stem) >= 2 and stem in long and len(short) <= len(long)
