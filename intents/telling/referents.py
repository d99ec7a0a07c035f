"""Whom a name in a story belongs to, by evidence that stands in the words; None where nothing says it. Pure.

The one place that decides it: names, companies and telephones are asked for here before their own readers look at
what stands directly around them. What has no evidence is not guessed: it is left out, and the form asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intents import expressions as re
from intents.once import once
from intents.persons.organisations import Organisation
from intents.persons.people import Person
from intents.telling.accusing import sides_said
from intents.telling.labels import Labelled, Referent, is_headed, labelled_in
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.signing import Signed, signed_in
from intents.telling.uninvolved import uninvolved_in
from intents.telling.writing import Clause, Written

_KIN = re.compile(
    r"(?:我|俺|咱)们?(?:家|屋头)?的?(?:(?:老|大|小|亲|堂|表|二|三|幺)?(?:爸爸?|妈妈?|父亲|母亲|爹|娘|哥哥?|姐姐?|弟弟?|妹妹?|老公|老婆|爱人|丈夫|妻子|媳妇|"
    r"儿子|女儿|女婿|叔叔?|舅舅?|姨|姑|公公|婆婆|岳父|岳母|老丈人|老汉儿?|幺爸|嫂子|姐夫|妹夫))(?:的?名字)?(?:就)?(?:是|叫|名叫|姓名)?$"
)
# 「我是她儿子吕川」, 「我是他们公司的法务」 say who tells it.
_SELF_AS = re.compile(
    r"我(?:就)?是(?:他们?|她们?|老板|(?:我)?[爸妈])?(?:公司|厂|店|家)?的?(?:亲|堂|表|大|小)?(?:女儿|儿子|妻子|老婆|老公|丈夫|爱人|姐姐?|妹妹?|哥哥?|弟弟?|妈妈?|爸爸?|"
    r"女婿|媳妇|侄女|侄子|朋友|助理|秘书|(?:代理)?律师|代理人|家属|法务|文员|会计|员工)(?:,)?(?:叫|姓名|名叫)?$"
)
_BOSS = re.compile(
    r"(?:我|俺|咱)们?(?:家|公司|厂|店|单位)?的?(?:老板娘?|老总|总经理|厂长|法人|法定代表人|法人代表|董事长|店长|院长|校长|负责人|当家的)(?:就)?(?:是|叫|名叫)?$"
)
# 「我妈的豆花店叫…」, 「我弟弟陈刚办的…」, 「帮我爸问的，…。他的公司叫…」: the company of one's own side.
_A_RELATIVE = (
    r"(?:爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|老公|"
    r"老婆|爱人|丈夫|妻子|儿子|女儿|女婿|舅舅?|叔叔?|公公|婆婆|岳父)"
)
_OF_KIN = re.compile(
    rf"(?:^|[,。;!?帮替是为给])(?:我|俺|咱)们?(?:家|屋头)?的?{_A_RELATIVE}(?:[\u4e00-\u9fff]{{2,3}})?(?:开|办|做|经营|名下)?(?:了|起)?的?(?:那个|这个)?"
    rf"(?:[\u4e00-\u9fff]{{0,3}}(?:公司|店|厂|馆|门市|作坊|工作室))?(?:就)?(?:叫做?|是|名叫)?$|"
    rf"(?:帮|替)我{_A_RELATIVE}[^。;!?]{{0,14}}[。,](?:他|她)的?(?:公司|店|厂|馆)(?:就)?(?:叫做?|是)$"
)
_NOT_TO_CALL = re.compile(r"(?:不要|别|莫|勿|不用|不必|请勿)(?:再|去)?(?:打|找|联系|拨)[^,。;!?]{0,12}$")
# The subject that a name stands in: what follows tells of whoever it names.
_TELLS_OF = re.compile(
    r"^[”\"」)\s]*(?:\([^()]{1,24}\))?[,:\s]*(?:[\d\s-]{7,20}[,\s]*)?(?:原来|以前|之前|原|曾|本来|现在|后来|今年|去年|前年|上个?月|\d{1,4}年|\d{1,2}月|他|她|于|在|是|系|从|把|将|拿|拷|偷|带|去|到|跳|离|辞|"
    r"用|入|自己|另|私|利用|通过|已|就|也|又|还|跑|给|卖|发|泄|开|办|成立|注册|现|签|掌握|负责|接触|伙同|和|与|跟|等|来)"
)
_ONE_OF_THEM = re.compile(
    r"(?:一个|另一个|还有个?|有个|叫做?|名叫|员工|徒弟|师傅|前|原|离职)[\u4e00-\u9fff]{0,6}$"
)
_IS_A_TOPIC = re.compile(
    r"[,\s(]{0,2}(?:电话|手机)?[\d\s-]{7,20}[),\s]{0,3}(?!我|举报|反映|投诉|本人|联系|现(?:举报|反映|投诉)|[向来]|特此)[\u4e00-\u9fff]{2}"
)
_IS_DONE_TO = re.compile(r"^[^,。;!?]{0,6}?(?:被|遭)(?!我|公司开)")


@dataclass(frozen=True)
class Referents:
    """The names of a message: who tells it, whom it accuses, who else is in it.

    is_the_owners  the owner of the secret tells it: then the boss is of one's own side
    """

    written: Written
    companies: Sequence[Organisation]
    people: Sequence[Person]
    is_the_owners: bool

    def of_company(self, company: Organisation) -> Referent | None:
        """Return whose a company is, where the words say so."""
        if company.name in self._uninvolved:
            return Referent.THIRD
        if (said := self._said.get(company.name)) is not None:
            return said
        if (labelled := self._labelled(company.start)) is not None:
            return labelled
        if self.signature_at(company.start) is not None:
            return Referent.OWN
        if _OF_KIN.search(self.written.text[max(company.start - 40, 0) : company.start]):
            return Referent.OWN
        return None

    def of_person(self, person: Person) -> Referent | None:
        """Return who somebody is, where the words say so."""
        if person.name in self._uninvolved:
            return Referent.THIRD
        if (said := self._said.get(person.name)) is not None:
            return said
        if (labelled := self._labelled(person.start)) is not None:
            return labelled
        lead = self._lead(person.start)
        if _NOT_TO_CALL.search(lead):
            return Referent.THIRD
        if _SELF_AS.search(lead):
            return Referent.OWN
        if (kin := self._kin(person, lead)) is not None:
            return kin
        if self.signature_at(person.start) is not None and not self._is_told_of_elsewhere(person):
            return Referent.OWN
        return None

    @once
    def labels(self) -> tuple[Labelled, ...]:
        """What stands behind labels."""
        return labelled_in(self.written)

    @once
    def signatures(self) -> tuple[Signed, ...]:
        """Where the message is signed."""
        return signed_in(self.written, self._names)

    def signature_at(self, position: int) -> Signed | None:
        """Return the signature that stands at a position of the text."""
        return next((one for one in self.signatures if one.start <= position < one.end), None)

    def label_at(self, position: int) -> Referent | None:
        """Return what the label over a position says, of things that only add to a party: a telephone."""
        return next((label.side for label in self.labels if label.start <= position < label.end), None)

    def is_topic(self, person: Person) -> bool:
        """Say whether a sentence begins with somebody, their number perhaps, and goes on with what they did."""
        clause = self.written.clause_at(person.start)
        if (
            self.written.text[clause.start : person.start].strip()
            or clause_before(self.written, clause) is not None
        ):
            return False
        topic = _IS_A_TOPIC.match(self.written.text, person.end)
        return topic is not None and not any(topic.end() - 2 <= one.start < topic.end() for one in self.people)

    def tells_of(self, person: Person) -> bool:
        """Say whether something is told of what somebody did or was: the only reason to accuse them."""
        after = self.written.text[person.end : person.end + 40]
        if _IS_DONE_TO.match(after):
            return False
        return _TELLS_OF.match(after) is not None or self._acts(person)

    @once
    def _names(self) -> tuple[tuple[int, int], ...]:
        companies = [(company.start, company.end) for company in self.companies]
        return tuple(sorted((*companies, *((person.start, person.end) for person in self.people))))

    @once
    def _said(self) -> dict[str, Referent]:
        return sides_said(self.written, self.companies, self.people, is_the_owners=self.is_the_owners)

    @once
    def _uninvolved(self) -> frozenset[str]:
        return uninvolved_in(self.written, (*self.companies, *self.people))

    def _is_told_of_elsewhere(self, person: Person) -> bool:
        """Say whether the same name stands outside of every signature, of somebody who did something."""
        return any(
            one.name == person.name
            and self.signature_at(one.start) is None
            and (one.role or self.tells_of(one) or _ONE_OF_THEM.search(self._lead(one.start)))
            for one in self.people
        )

    def _labelled(self, start: int) -> Referent | None:
        return next(
            (label.side for label in self.labels if is_headed(self.written.text, label, start, self._names)), None
        )

    def _lead(self, start: int) -> str:
        clause = self.written.clause_at(start)
        return self.written.text[max(clause.start, start - 30) : start]

    def _kin(self, person: Person, lead: str) -> Referent | None:
        is_boss = self.is_the_owners and _BOSS.search(lead) is not None
        if not is_boss and not _KIN.search(lead):
            return None
        return None if self._acts(person) else Referent.KIN

    def _acts(self, person: Person) -> bool:
        """Say whether somebody does something in their clause: nothing is done to them."""
        clause = self.written.clause_at(person.start)
        said = self.written.text[person.end : clause.end]
        return not _IS_DONE_TO.match(said) and any(hit.kind in ACTS for hit in hits_in(said))


def clause_before(written: Written, clause: Clause) -> Clause | None:
    """Return the clause before one, of the same sentence."""
    number = written.clauses.index(clause)
    before = written.clauses[number - 1] if number else None
    return before if before is not None and before.sentence == clause.sentence else None
