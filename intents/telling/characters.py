"""Which of the people in a story tells it, which are accused, and whose each telephone is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from intents import expressions as re
from intents.once import once
from intents.persons.people import Person
from intents.telling.before_names import BEFORE_CHARACTERS, lead_before, without_doubles
from intents.telling.companies import Companies
from intents.telling.labels import Referent
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.numbers import Numbers, Telephone
from intents.telling.referents import Referents
from intents.telling.writing import Written

_INTRODUCES = re.compile(
    r"(?:我(?:就|们)?(?:本人)?是|我叫|我的名字(?:是|叫)|本人(?:是|系|叫)?|就是我本人|联系人(?:是我,?)?|联络人?|"
    r"(?:留名|署名|落款)[:,]?|对接人?|经办人?|需要的话[^,。]{0,8}找|(?<![在来去回])找|叫我|喊我|我姓|免贵姓|联系我|"
    r"联系(?!过|了|的|到|不|表|人?名单|册|方式表)|(?<!被)代理人[:是为]|(?<!法定)代表(?!人)|委托代理人)"
    r"[^,。;]{0,24}$"
)
_NOT_ONESELF = re.compile(
    r"前(?!台|端|台主管)|原(?!料)|离职|徒弟|以前|被|他|她|举报|投诉|对方|是做|跳槽|挖|客户|会员|我们的|找你们|找到"
)
_NOT_ACCUSED = re.compile(
    r"(?:客户|会员|老客户|学员|家长|买家|证人|供货商|警官|民警|法官|我们?(?:公司)?(?:的)?(?:同事|保安|技术员|"
    r"工程师|会计)|律师|公证员|我爱人|我兄弟|我妹妹|保安|找|像|比如)[^,。]{0,3}$"
)
# 「重庆…公司，法定代表人邓正华」: one of one's own people.
_POST_OF_ONES_OWN = re.compile(
    r"(?:法定代表人|法人代表|法人|负责人|总经理|董事长|厂长|法务|代理人|联系人|经办人)(?:是|为|叫|:)?$"
)
# 「…公司，法人叫汪成，电话…」 says how the company is found, and accuses nobody.
_HEAD_OF_THEIRS = re.compile(
    r"(?:[,。;(]|公司|厂|店)\s?(?:其|他们公司|他们|对方|该公司)?的?(?:法定代表人|法人代表|法人|公司代表人)(?:名字)?(?:就?是|为|叫做?|名叫|:)?\s?$"
)
_THEY_GO_ON = re.compile(r"[\s)]?[,。;]\s?(?:他们|她们|该公司|公司|这家|对方)|\)")
_GOES_ON_ABOUT = re.compile(r"[\s,。;)]{0,3}(?:就是|也是|此人|这个人|(?:他|她)(?!们))")
_POST_OF_THEIRS = re.compile(
    r"(?:他们?|她们?|对方|该公司|该厂|那家|那边)(?:公司|厂|店)?的?[^,。;我]{0,4}(?:人|长|经理|法务|理人)$"
)
_ENGAGES = re.compile(
    r"(?<!他)(?<!她)(?<!对方)(?<!他们)(?:请了?|委托了?|聘请了?|代理人)(?!他|她|对方)[^。;!?]{0,20}$"
)
# 「联系我，宏域的副总雷一鸣」
_CALLS_FOR_ONESELF = re.compile(r"(?:联系|找|打给|问)我$|(?:联系人|联络人|对接人|经办人)(?:是|:)?(?:我|本人)?$")
# 「联系人：素年法务部 秦楚」
_CALLS_FOR_A_POST = re.compile(r"(?:联系我|联系人|联络人|对接人|经办人)(?:是|:)?[^,。;!?]{0,10}$")
# 「挖了个工程师过来，姓罗」
_SOMEBODY_WHO_IS_NAMED_THEN = re.compile(
    r"(?:挖|请|招|来|找|有|派|叫|雇|聘)[来了过]{0,2}一?[个位名](?:[^,。;我]{1,14}),(?:他|她)?姓?$"
)
_CUSTOMER = re.compile(r"(?:客户|会员|学员|家长|买家|老板娘|像|比如)[^,。]{0,4}$|都接到|接到过")
_WAS_HERE = re.compile(r"(?:以前|前|原|离职)[^,。;]{0,10}$")
_OF_SOMEBODY = re.compile(r"(?:他|她|对方|那个人)(?:的)?(?:真名|名字|大名|本名|姓名)|^(?:他|她|对方)")
_REAL_NAME = re.compile(r"\((?:真名|本名|大名|原名|中文名)?(?:叫|是)?")
# 「徒弟叫龙娃儿，大名龙德军」
_PROPERLY_CALLED = re.compile(r"[,\s]{0,2}(?:他|她)?(?:的)?(?:真名|本名|大名|学名|全名|原名)(?:叫|是)?")
_LEADS_TO_SOMEBODY = re.compile(
    r"(?:叫做?|名叫|是|举报|投诉|告|被|由|给|找|和|与|跟|同|从|向|让|把|将|查|、|的|员工|前|原|离职|对方|他|她|有个|一个|名字|真名|本名|姓名|:|\()[^,。;]{0,10}$"
)
_CALL_CHARACTERS = 16
_RANK = {"full": 0, "latin": 1, "titled": 2, "nick": 3, "family": 4, "veiled": 5}


@dataclass(frozen=True)
class Characters:
    """The people named in a message, in order, beside the companies of it."""

    written: Written
    people: Sequence[Person]
    companies: Companies
    referents: Referents

    @once
    def _sides(self) -> dict[str, Referent]:
        """Who is who by evidence of their own, by name; whoever tells it is nobody else."""
        sides: dict[str, Referent] = {}
        for person in self.people:
            side = self.referents.of_person(person)
            if side is not None and sides.get(person.name) is not Referent.OWN:
                sides[person.name] = side
        return sides

    @once
    def introduced(self) -> tuple[Person, ...]:
        """Whoever the writer says they are."""
        return tuple(person for person in self.people if self._is_oneself(person))

    @once
    def _strangers(self) -> tuple[Person, ...]:
        """People who are surely not the writer."""
        if self.companies.stands == "advice":
            return ()
        own = {person.name for person in self.introduced}
        known = {person.name for person in self.people if person.role and person not in self.introduced}
        return tuple(
            person
            for person in self.people
            if person.name not in own
            and not (self._is_a_lawyer(person) and self._is_engaged(person))
            and (
                person.name in known
                or person.kind == "veiled"
                or self._is_customer(person)
                or self._sides.get(person.name) not in (None, Referent.OWN)
            )
        )

    @once
    def numbers(self) -> tuple[Telephone, ...]:
        """Every telephone in the text, with whose it is."""
        others = [*self._strangers, *self._told_of]
        return Numbers(self.written, self.people, self.referents, self.introduced, others).found()

    @once
    def _told_of(self) -> tuple[Person, ...]:
        """People of whom a sentence tells something that is not said of oneself: 「罗成，131…，以前是…」."""
        own = {person.name for person in self.introduced}
        return tuple(
            person
            for person in self.people
            if person.name not in own and self.companies.stands != "advice" and self.referents.is_topic(person)
        )

    @once
    def contact(self) -> Person | None:
        """The teller as they gave their name, or None."""
        beside = [number.person for number in self.numbers if number.owner == "own" and number.person]
        alone = [person for person in self.people if self._stands_alone(person)]
        # Whoever says who they are is it; a name beside a number comes after that, one by itself last.
        known = [*self.introduced] or beside or alone
        if not known and self.companies.stands == "advice":
            known = [
                person
                for person in self.people
                if person.kind != "veiled" and not _WAS_HERE.search(lead_before(self.written, person.start))
            ]
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
    def agent(self) -> str | None:
        """The lawyer who writes for the company, or None."""
        lawyers = (person for person in self.people if self._is_a_lawyer(person))
        return next((one.name for one in lawyers if one in self.introduced or self._is_engaged(one)), None)

    def _is_a_lawyer(self, person: Person) -> bool:
        return "律师" in person.role or self.written.text.startswith("律师", person.end)

    def _is_engaged(self, person: Person) -> bool:
        """Say whether the teller's side has engaged them: 「我们请了律师张凯代理」."""
        lead = self.written.text[max(person.start - BEFORE_CHARACTERS, 0) : person.start]
        return self.companies.stands == "owner" and _ENGAGES.search(lead) is not None

    @once
    def accused(self) -> tuple[str, ...]:
        """The names of the people the story accuses."""
        own = {self.contact.name} if self.contact else set()
        own |= {person.name for person in self.introduced}
        own |= {real.name for called, real in self._called_otherwise if called.name in own}
        also_called = {called.name for called, _ in self._called_otherwise}
        names = [
            _shown(person)
            for person in self.people
            if person.name not in own | also_called
            and not self._stands_alone(person)
            and not self._is_of_ones_own(person)
            and self._may_be_accused(person)
        ]
        return without_doubles(names)

    @once
    def _called_otherwise(self) -> tuple[tuple[Person, Person], ...]:
        """Return who has another name in brackets behind it, with that: 「Leo(真名骆一帆)」."""
        return tuple(
            (called, real)
            for called, real in pairwise(self.people)
            if (
                called.kind in ("latin", "nick")
                and _REAL_NAME.fullmatch(self.written.text[called.end : real.start])
            )
            or _PROPERLY_CALLED.fullmatch(self.written.text[called.end : real.start])
        )

    def _is_oneself(self, person: Person) -> bool:
        if person.kind == "veiled":
            return False
        if (side := self._sides.get(person.name)) is not None:
            return side is Referent.OWN
        lead = lead_before(self.written, person.start)
        # 「我是公司的技术负责人，姓蓝」
        lead = lead.rstrip(",") if person.kind == "family" else lead
        found = _INTRODUCES.search(lead)
        if found is not None and not _NOT_ONESELF.search(found[0]):
            return not self._names_another(person, len(lead) - found.start())
        return self._is_called_for(person) or self._follows_own_company(person) or self._closes_with_a_post(person)

    def _names_another(self, person: Person, characters: int) -> bool:
        """Say whether somebody else is named in the last characters before a name: 「我姓覃，前台文佳莉…」."""
        start = person.start - characters
        return any(start <= one.start < person.start and one.name[0] != person.name[0] for one in self.people)

    def _is_called_for(self, person: Person) -> bool:
        """Say whether the clause before asks to call oneself, and nobody left is named in this one."""
        clause = self.written.clause_at(person.start)
        earlier = [
            one for one in self.written.clauses if one.end <= clause.start and one.sentence == clause.sentence
        ]
        before = earlier[-1].text.rstrip(" ,:")[-_CALL_CHARACTERS:] if earlier else ""
        lead = self.written.text[clause.start : person.start]
        pattern = _CALLS_FOR_ONESELF if lead else _CALLS_FOR_A_POST
        return pattern.search(before) is not None and not _NOT_ONESELF.search(before + lead)

    def _is_of_ones_own(self, person: Person) -> bool:
        """Say whether it is told beside one's own company who stands for it."""
        lead = self.written.text[max(person.start - BEFORE_CHARACTERS, 0) : person.start]
        if not _POST_OF_ONES_OWN.search(lead) or _POST_OF_THEIRS.search(lead):
            return False
        before = [(company, side) for company, side in self.companies.sides if company.end <= person.start]
        return not before or before[-1][0] == self.companies.own

    def _follows_own_company(self, person: Person) -> bool:
        """Say whether it stands between one's own company and a number: 「我方：…公司，法务温岚，电话…」."""
        own = [
            company.end for company, side in self.companies.sides if side == "own" and company.end <= person.start
        ]
        between = self.written.text[own[-1] : person.start] if own else "。"
        behind = self.written.text[person.end : person.end + 12]
        is_near = len(between) <= 14 and not re.search(r"[。;!?]|前|原|离职|徒弟|被", between)
        return (
            is_near
            and re.match(r"[\s,(]*(?:的?(?:电话|手机|号码|联系方式)[^\d,。]{0,3})?1[3-9]\d", behind) is not None
        )

    def _closes_with_a_post(self, person: Person) -> bool:
        """Say whether a sentence is a post, the name and a number: 「负责人申芳，139…」."""
        clause = self.written.clause_at(person.start)
        begins = not any(
            one.sentence == clause.sentence and one.end <= clause.start for one in self.written.clauses
        )
        lead = self.written.text[clause.start : person.start].strip()
        behind = self.written.text[person.end : person.end + 8]
        is_last = not any(company.start > person.start for company, _ in self.companies.sides)
        is_number = re.match(r"[,:\s]{0,2}(?:电话|手机)?[:\s]?(?:1[3-9]\d|0\d{2,3}-)", behind) is not None
        return begins and is_last and is_number and _POST_OF_ONES_OWN.fullmatch(lead) is not None

    def _is_customer(self, person: Person) -> bool:
        return _CUSTOMER.search(lead_before(self.written, person.start)) is not None

    def _may_be_accused(self, person: Person) -> bool:
        if self._is_only_their_head(person):
            return False
        if (side := self._sides.get(person.name)) is not None:
            return side is Referent.OTHER
        if _NOT_ACCUSED.search(lead_before(self.written, person.start)) or self._is_a_lawyer(person):
            return False
        if any(number.person == person and self._is_customer(person) for number in self.numbers):
            return False
        if person.kind in ("titled", "nick"):
            is_outside = self.companies.stands in ("inside", "outside")
            return bool(person.role) or (is_outside and person.kind == "titled" and self._acts_soon(person.end))
        if person.kind == "family" and not person.role:
            return _SOMEBODY_WHO_IS_NAMED_THEN.search(lead_before(self.written, person.start)) is not None
        return bool(person.role) or self._has_reason(person)

    def _is_only_their_head(self, person: Person) -> bool:
        """Say whether somebody is only named as who stands for a company, and does nothing."""
        text = self.written.text
        same = [one for one in self.people if one.name == person.name]
        is_head = _HEAD_OF_THEIRS.search(text[max(person.start - BEFORE_CHARACTERS, 0) : person.start]) is not None
        if not is_head or len(same) > 1:
            return False
        # 「法人汪成，他们…」 and 「（法人：汪成）拿去用了」 tell of the company.
        behind = text[person.end : person.end + BEFORE_CHARACTERS]
        is_told_of = _GOES_ON_ABOUT.match(behind) is not None or (
            self.referents.tells_of(person) and not _THEY_GO_ON.match(behind)
        )
        return not is_told_of

    def _has_reason(self, person: Person) -> bool:
        """Say whether anything is told of somebody without a post, or led to them; a bare name accuses nobody."""
        same = [one for one in self.people if one.name == person.name]
        return any(one.role or self.referents.tells_of(one) or self._is_led_to(one) for one in same)

    def _is_led_to(self, person: Person) -> bool:
        lead = lead_before(self.written, person.start).rstrip()
        return person.kind == "veiled" or _LEADS_TO_SOMEBODY.search(lead) is not None

    def _acts_soon(self, position: int) -> bool:
        following = self.written.text[position : position + 36]
        return any(hit.kind in ACTS for hit in hits_in(following))

    def _stands_alone(self, person: Person) -> bool:
        """Say whether the name is a clause of its own beside one's own number: 「139…，黄桂英」, 「姓庹」."""
        if person in self._strangers:
            return False
        own = [number for number in self.numbers if number.owner == "own"]
        if any(0 <= person.start - number.end <= 2 for number in own):
            return True
        if not self._is_clause(person) or self._is_somebody_elses(person):
            return False
        position = self.written.clauses.index(self.written.clause_at(person.start))
        near = self.written.clauses[max(position - 2, 0) : position + 2]
        has_number = any(clause.start <= number.start < clause.end for clause in near for number in own)
        introduces = re.search(r"我|本人|署名|留名", near[0].text if len(near) > 1 else "") is not None
        return has_number or (person.kind == "family" and introduces and not person.role)

    def _is_somebody_elses(self, person: Person) -> bool:
        """Say whether the clause before speaks of somebody else: 「他真名我晓得，叫戚望」."""
        position = self.written.clauses.index(self.written.clause_at(person.start))
        return position > 0 and _OF_SOMEBODY.search(self.written.clauses[position - 1].text) is not None

    def _is_clause(self, person: Person) -> bool:
        clause = self.written.clause_at(person.start)
        around = self.written.text[clause.start : person.start] + self.written.text[person.end : clause.end]
        return re.fullmatch(r"[\s我本人免贵也姓叫:()真名就是这个]*", around) is not None


def _shown(person: Person) -> str:
    return f"{person.name}某" if person.kind == "family" else person.name
