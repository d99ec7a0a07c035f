"""Whose company is whose in a story: the teller's own, or one it accuses. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from intents import expressions as re
from intents.once import once
from intents.persons.organisations import Organisation
from intents.telling.before_names import BEFORE_CHARACTERS, is_part, lead_before, without_doubles
from intents.telling.hearsay import is_hearsay
from intents.telling.labels import Referent
from intents.telling.referents import Referents
from intents.telling.robbed import is_robbed
from intents.telling.writing import Written

Side = Literal["own", "other", "neither", "unknown"]
Stands = Literal["owner", "inside", "outside", "advice"]

_OWN_BEFORE = re.compile(
    r"(?:我(?:们|这边)?(?:就)?是(?:[^,。;]{0,8}的)?|(?:我们|我司|我公司|本公司|敝公司|敝司|我厂|本厂|我单位|"
    r"本单位|我店|我方|我们(?:公司|厂|店))(?!的?(?:隔壁|对[面门手]|附近|旁边|楼[上下]|同行|竞争|合作方?|供应商|供货商|代工|外包|经销商|代理商|客户|前|原|以前|离职))(?:[^,。;]{0,4})?(?:是|叫|为|系|名称是|名字叫|[:(,])?|"
    r"(?<!被)(?:举报|申请|投诉|反映|委托)(?:单位|方|人)[:是为]?|(?<!举报)(?<!投诉)(?:单位|企业|公司)(?:名称|"
    r"全称|名字)?[:]|(?:企业|单位)名称[:是]?|代表|代理|受|委托人(?:是|为)?|我在|our company|我(?:是|系|"
    r"本人是)[^,。;]{0,14}(?:的)?|"
    r"(?:我们(?:公司|厂|店)?|我)(?:是)?(?:做|搞|开)[^,。;]{0,24}(?:叫|名叫)|我(?:们)?(?:的)?(?:店|厂|"
    r"公司)[^。;]{0,18}[,]?叫)[“\"「]?$",
    re.IGNORECASE,
)
# 「去了隔壁的…」, 「卖给同行那家…」: which company it is, between the verb and its name.
_THAT_ONE = (
    r"(?:[\u4e00-\u9fff]{2,7}的(?=[\u4e00-\u9fff]{2,4}[\u4e00-\u9fff]*[“\"「(]?$)|(?:我们|咱们?)?(?:隔壁|对面|对门|附近|旁边|楼上|楼下|街上|园区|本地|外地|当地|同城|区里|县里|同行业?|竞争对手|"
    r"对手|现在|后来)(?:的|那个|那家|一家|的一家)?|(?:另外?)?[一这那](?:家|个)(?:新)?(?:公司|单位|厂)?(?:叫做?|名叫)?|"
    r"名叫|叫做?)?"
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
    r"(?:超市|同行|店|厂|窑口|作坊|酒厂|果汁厂|另一家|那[家个](?:公司|企业|单位|厂|店)?|这家|隔壁厂)(?:就)?(?:叫|是)|"
    r"(?:店|厂|公司)名(?:叫|是)?|(?:请|要|去)查|别家(?:就)?是|被|由|要告|他们(?:公司|厂|店)?[,]?(?:就)?是?|"
    r"那边(?:的)?|发现|和|及|与|反映|检举|(?:他|她|其)(?:现在)?(?:的)?(?:新)?(?:公司|店|厂)?(?:叫|是|在)?|"
    r"在用的?|名下的?|窑口叫|对门|对面)" + _THAT_ONE + r"[“\"「(]?$"
)
_OTHER_AFTER = re.compile(
    r"^(?:公司|这边|那边)?(?:的人|的销售|的老板)?(?:[^,。;我]{0,6})?(?:使用|在用|就用|用我|用了|用于|全用|上线|"
    r"推出|把我|拿我|拿去|持续|侵|偷|挖|抢|压价|照|现在卖|里就|打电话|接单|报价比|已经量产|同类|做副总|上班|"
    r"任职|的合伙人|做工艺|合作拿|8月|送样|里面)"
)
_OWN_AFTER = re.compile(
    r"^(?:的?[^,。;]{0,6}(?:刚刚?|新近|已)?离职|的(?:前|原)[\u4e00-\u9fff]{0,6}(?:员|主管|经理|总监|主任))|^(?:的)?(?:法务|负责人|股东|副总|周副总|行政部|人事|[\u4e00-\u9fff]{2,4}1[3-9]\d)|^(?:举报前|举报我|"
    r",我(?:是|叫)|,本人|\(我司\)|,地址|,法务|,渝)"
)
# 「我公司经许可使用…公司的技术」: whose it is, and nobody accused.
_LICENSOR = re.compile(
    r"(?:许可|授权)(?:独占|独家|排他)?(?:使用|我们|我司)?[^,。;]{0,2}$|(?:许可|授权)(?:人|方)(?:是|为|:)?$"
)
# 「事情在上海路支行」 says where it was.
_WHERE_IT_WAS = re.compile(
    r"(?:^|[,。;!?\s])(?:这|那|就|整)?(?:个|件)?(?:事情?|地点|地方|案子)(?:就|都|是|发生|出){0,3}[在是于:]$"
)
_CALLED = re.compile(
    r"(?:^|[,。;])(?:我们)?的?(?:(?:公司|厂|单位|店|企业)(?:的)?(?:(?:名称|名字|全称|全名)(?:就)?(?:是|叫|为|:)?|(?:就)?(?:是|叫))|"
    r"(?:名称|名字|全称|全名)(?:就)?(?:是|叫|为|:))(?:[\u4e00-\u9fff]{2,6}的)?$"
)
_WHAT_ONE_DOES = re.compile(
    r"^(?:[^,。我]{0,12},)?(?:[^,。我]{0,8}(?<![给帮为替跟向对和与由]))?(?:我们?|咱们?|我屋头?|我们?家)(?:公司|厂|店|单位|这边)?(?:是|就是)?(?:一直|就|都|专门)?(?:在[^,。;]{2,14})?"
    r"(?:做|开|搞|办|经营|生产|加工|干)(?!客户|[^,。;]{0,10}的(?:客户|供应商|员工|师傅|合伙人))"
)
_SOMEBODY_ELSE = re.compile(
    r"他|她|对方|隔壁|对面|举报|投诉|检举|离职|跳槽|辞职|[去到]了|[卖交发拿带给]给|给了|客户|供应商|合作|竞争|同行|被|把|发现|"
    r"看到|员工|徒弟|师傅|合伙"
)
_REPORTED_THEN_CALLED = re.compile(
    r"(?:举报|投诉|检举|控告|告)(?!人|单位|方)[^,。;!?我]{0,14}(?:公司|厂|店|企业|单位|家),(?:名字|全称)?(?:就)?(?:叫做?|是|名叫)?[“\"「]?$"
)
_I_AM = re.compile(r"(?:我|本人)(?:就)?[是系][^。;!?]*$")
_MY_POST = re.compile(
    r"的[^,。;!?的]{0,6}(?:hr|人事|法务|行政|总工程师|总工|总经理|副总|经理|主管|负责人|老板|股东|会计|财务|主任|厂长|店长|文员|前台|秘书|助理|"
    r"法人|董事|创始人|技术员|工程师|代表)",
    re.IGNORECASE,
)
_THEIRS_BEFORE = re.compile(
    r"(?:人家|他们?|她们?|对方|那边)(?:的)?(?:新|那个|那家|公司|厂|店|社){0,3}(?:就)?(?:是|叫做?)$"
)
# 「我司与深圳市某公司签了保密协议」: with whom one deals is not oneself, and need not have done anything.
_WITH_SOMEBODY = re.compile(
    r"(?:我们?|我司|我公司|我厂|我店|我方|我单位|本公司|本厂|敝公司|敝司|咱们?)(?:公司|厂|店)?(?:曾经?|以前|之前|一直|去年|前年|今年)?[与和跟同]$"
)
# Of whoever wants advice it is the first company that is named, unless the words say that it is the other side.
_OTHER_SIDE = re.compile(
    r"(?:竞争)?(?:对手|对方|同行|对家)(?:公司|企业|厂|店)?(?:就)?(?:是|叫|为)?[:(“\"「]?$|被(?:举报|投诉|告)的?(?:人|单位|方|公司)?(?:是|为)?:?$|"
    r"(?:跳槽|跳|去|入职)(?:到|去|至|了)?$"
)
_ONESELF = re.compile(r"(?:我|我们|咱们?)(?:们)?(?:公司|厂|店)?(?:就|是|在|开|做)")
_ONE_DOES_CHARACTERS = 60
_DONE_TO_US = re.compile(
    r"(?:把|将|用|拿|偷|拷|窃取|使用|冒用|照抄|仿冒)了?(?:的是)?(?:我们?|我司|我公司|我厂|我店|我方|本公司|我院)(?!拿|带|交|给)"
)
_HEADING = re.compile(r"(?:^|[^被])举报:$")
# 「我老公在江津开了个门厂叫…」: a firm of the family is one's own.
_FAMILY_RUNS_IT = re.compile(
    r"我(?:们)?(?:屋头|屋里|家里?)?的?(?:老公|老婆|爱人|丈夫|妻子|先生|太太|爸爸?|妈妈?|老汉儿?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|娃儿|"
    r"公公|婆婆|岳父|舅舅|叔叔)(?:自己)?(?:在[^,。;!?他她]{2,12}?)?(?:开|办|搞|经营|做)(?:了|的|起)?[^。;!?他她]{0,16}$"
)
# 「我们家开了个小厂在大足龙水，做刀具的，厂名叫…」
_ONE_RUNS_IT = re.compile(
    r"我们?(?:家|屋头|屋里|自己)?(?:里)?(?:在[^,。;!?他她]{2,10})?(?:开|办|搞)(?:了|的|起)?(?:个|家|一[个家])?[^,。;!?他她]{0,6}(?:厂|店|公司|作坊|馆|社)"
    r"[^。;!?他她]{0,24}?(?:[,\s](?:厂|店|公司|单位)?名?(?:字)?(?:就)?(?:叫做?|是))[“\"「]?$"
)
# 「有个做模具的供应商叫…」
_SOMEBODY_ONE_DEALS_WITH = re.compile(
    r"有(?:个|家|一家)[^,。;!?我]{0,10}(?:供应|合作|代工|外包|同行|客户|上游|下游|加工|对手)[^,。;!?我]{0,3}叫(?:做)?[“\"「]?$"
)
_SUBJECT = re.compile(
    r"(?<![给帮为替跟向对被把和与由用拿偷抄挖])我们?(?!对面|隔壁|楼下|的?(?:前|原|离职|那个|以前|客户|技术员|销售|调度|员工|徒弟|电话|东西|图纸|图|名单|"
    r"报价))|我司|我公司|本公司|敝公司|本人|人家|他们?|她们?|对方|那边|徒弟|学徒|前员工|离职|合伙人"
)


@dataclass(frozen=True)
class Companies:
    """The companies named in a message, in order, read from where the teller stands."""

    written: Written
    companies: Sequence[Organisation]
    stands: Stands
    referents: Referents

    @once
    def sides(self) -> tuple[tuple[Organisation, Side], ...]:
        """Every company in order, with whose it is."""
        sided = [(company, self._side(company)) for company in self.companies]
        own = {company.name for company, side in sided if side == "own"}
        # 「公司叫…」 is one's own where no other company is.
        by_name: Side = "own" if not own and self.stands == "owner" else "other"
        return tuple(
            (
                company,
                "own" if company.name in own else by_name if self._is_just_called(company, side) else side,
            )
            for company, side in sided
        )

    def _is_just_called(self, company: Organisation, side: Side) -> bool:
        return side == "unknown" and _CALLED.search(lead_before(self.written, company.start)) is not None

    def _is_reported_then_called(self, company: Organisation) -> bool:
        """Say whether a firm is reported and named then: 「我要举报云阳的一家公司，叫…」."""
        return _REPORTED_THEN_CALLED.search(self.written.text[: company.start][-40:]) is not None

    @once
    def own(self) -> Organisation | None:
        """The teller's company, or None."""
        own = [company for company, side in self.sides if side == "own"]
        if not own and self.stands == "owner":
            own = [company for company, side in self.sides[:1] if side == "unknown" and self._opens(company)]
        if not own and self.stands == "advice":
            own = [one for one in self.companies if not _OTHER_SIDE.search(lead_before(self.written, one.start))]
        return next((company for company in own if company.is_full), own[0] if own else None)

    @once
    def accused(self) -> tuple[str, ...]:
        """The names of the companies the story accuses."""
        if self.stands == "advice":
            return ()
        own = self.own.name if self.own else ""
        is_clear = own or self.stands in ("inside", "outside")
        names = [
            company.name
            for company, side in self.sides
            if (side == "other" or (side == "unknown" and is_clear))
            and company.name != own
            and not is_part(company.name, own)
            and "律师" not in company.name
        ]
        return without_doubles(names)

    def _side(self, company: Organisation) -> Side:
        lead, after = lead_before(self.written, company.start), self.written.text[company.end : company.end + 12]
        if self.stands == "advice":
            return "unknown"
        if is_hearsay(self.written, company.name, company.start, company.end):
            return "neither"
        if self._is_reported_then_called(company):
            return "other"
        if (said := self._side_introduced(company, lead) or self._side_said(company)) is not None:
            return said
        if (
            _WHERE_IT_WAS.search(lead)
            or _LICENSOR.search(lead)
            or self._is_robbed(company)
            or self._is_the_agents(company)
        ):
            return "neither"
        if _WITH_SOMEBODY.search(lead):
            return "neither"
        if (
            _OWN_BEFORE.search(lead)
            or self._is_signature(company)
            or (_HEADING.search(lead) and _OWN_AFTER.match(after))
        ):
            # Whoever tells about their own employer accuses it.
            return "other" if self.stands == "inside" else "own"
        if _THEIRS_BEFORE.search(lead):
            return "other"
        if (
            self._is_where_one_is(company)
            or self._is_what_one_does(company)
            or self._is_called_beside_oneself(company)
        ):
            return "other" if self.stands == "inside" else "own"
        if _OTHER_BEFORE.search(lead) or _OTHER_AFTER.match(after) or self._is_who_does_it(company):
            return "other"
        if _OWN_AFTER.match(after):
            return "other" if self.stands == "inside" else "own"
        return self._subject_side(company)

    def _side_introduced(self, company: Organisation, lead: str) -> Side | None:
        """Return the side of a firm whose people are told of before its name, None where none are."""
        if self.stands != "owner":
            return None
        before = self.written.text[max(company.start - _ONE_DOES_CHARACTERS, 0) : company.start]
        if _FAMILY_RUNS_IT.search(lead) or _ONE_RUNS_IT.search(before):
            return "own"
        return "other" if _SOMEBODY_ONE_DEALS_WITH.search(lead) else None

    def _side_said(self, company: Organisation) -> Side | None:
        """Return the side that labels, a signature or a denial give it, None where they say nothing."""
        match self.referents.of_company(company):
            case Referent.OTHER:
                return "other"
            case Referent.OWN:
                return "own"
            case Referent.ROBBED:
                return "own" if self.stands == "owner" else "neither"
            case Referent.KIN | Referent.THIRD:
                return "neither"
            case None:
                return None

    def _is_the_agents(self, company: Organisation) -> bool:
        """Say whether it is the law firm of whoever files for another company."""
        return "律师事务所" in company.name and any("律师" not in one.name for one in self.companies)

    def _is_where_one_is(self, company: Organisation) -> bool:
        """Say whether the teller holds a post of it, however long it is told: 「我是…一家公司——重庆…公司的HR」."""
        after = self.written.text[company.end : company.end + BEFORE_CHARACTERS]
        if _MY_POST.match(after) is None:
            return False
        before = self.written.text[max(company.start - _ONE_DOES_CHARACTERS, 0) : company.start]
        said = before.rpartition("。")[2]
        return _I_AM.search(said) is not None and _SOMEBODY_ELSE.search(said) is None

    def _is_what_one_does(self, company: Organisation) -> bool:
        """Say whether its sentence begins with what one does and names nobody else: 「我们是做座椅的，…公司」."""
        sentence = self.written.clause_at(company.start).sentence
        start = next(clause.start for clause in self.written.clauses if clause.sentence == sentence)
        said = self.written.text[start : company.start]
        names_another = any(start <= one.start < company.start for one in self.companies)
        return (
            len(said) <= _ONE_DOES_CHARACTERS
            and not names_another
            and _WHAT_ONE_DOES.match(said) is not None
            and _SOMEBODY_ELSE.search(said) is None
        )

    def _is_called_beside_oneself(self, company: Organisation) -> bool:
        """Say whether the clause before speaks of oneself alone: 「我在渝中较场口，店叫糖霜记」."""
        clauses = self.written.clauses
        clause = self.written.clause_at(company.start)
        number = clauses.index(clause)
        is_called = _CALLED.search(self.written.text[clause.start : company.start]) is not None
        before = clauses[number - 1] if number else clause
        return (
            is_called
            and before.sentence == clause.sentence
            and _ONESELF.match(before.text.strip()) is not None
            and _SOMEBODY_ELSE.search(before.text) is None
        )

    def _is_robbed(self, company: Organisation) -> bool:
        """Say whether somebody was with it before, or it was taken from there."""
        is_inside = self.stands == "inside"
        from_outside = is_inside or self.stands == "outside"
        return is_robbed(self.written, company, is_told_from_outside=from_outside, is_inside=is_inside)

    def _is_signature(self, company: Organisation) -> bool:
        """Say whether it stands alone beside oneself: 「我叫耿直，重庆固盾门业，139…」."""
        clauses = self.written.clauses
        clause = self.written.clause_at(company.start)
        if clause.text.strip() != company.name:
            return False
        position = clauses.index(clause)
        before = clauses[position - 1].text.strip() if position else ""
        return re.match(r"(?:我|我们)?(?:是|叫|开|做|本人)(?!举报|投诉)|我(?:叫|是|开|做)", before) is not None

    def _subject_side(self, company: Organisation) -> Side:
        """Return the side of whoever the sentence was last about: 我 or 他."""
        before = self.written.text[max(company.start - BEFORE_CHARACTERS, 0) : company.start]
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
        """Say whether the message begins with it, or it stands alone in the first sentence."""
        before = self.written.text[: company.start]
        if before.strip(" ,。:您好尊敬的领导老师") == "":
            return True
        clause = self.written.clause_at(company.start)
        if not company.is_full or clause.sentence != 0:
            return False
        # 「重庆两江鱼复的…公司，员工侵犯商业秘密，本公司要举报」
        is_where_it_is = re.fullmatch(r"[\u4e00-\u9fff]{2,10}的", before.strip()) is not None
        says_so = re.search(r"本公司|我公司|我司|我们公司", self.written.text[company.end : company.end + 40])
        return clause.text.strip() == company.name or (is_where_it_is and says_so is not None)

    def _is_who_does_it(self, company: Organisation) -> bool:
        """Say whether a sentence begins with it and tells what was done to another one, the teller's own."""
        clause = self.written.clause_at(company.start)
        begins = next(one.start for one in self.written.clauses if one.sentence == clause.sentence)
        before = self.written.text[begins : company.start].strip()
        is_told = self.stands == "owner" and not before and self._does_it_to_us(company)
        return is_told and any(
            _OWN_BEFORE.search(lead_before(self.written, one.start))
            for one in self.companies
            if one.name != company.name
        )

    def _does_it_to_us(self, company: Organisation) -> bool:
        """Say whether its sentence goes on with what was done to the teller: 「…的售后经理，把我公司的…拿去」."""
        sentence = self.written.clause_at(company.start).sentence
        end = max(clause.end for clause in self.written.clauses if clause.sentence == sentence)
        return _DONE_TO_US.search(self.written.text, company.end, end) is not None
