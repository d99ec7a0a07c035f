"""The first sentence answers, what limits it stands in it, and no wording stands under an answer that misleads."""

from __future__ import annotations

import re

import pytest

from knowledge.content.entry import Entry
from knowledge.content.files import read_content
from knowledge.finding.reading import Reading

# Yes or no and nothing else: true for one wording, false for its neighbour.
BARE = re.compile(r"(一般|可能|很)?(不|没)?(可以|能|会|要|算|有|是|归|行|管|难|支持|鼓励|提了|提到了)(的)?。")


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in read_content()[0]}


def first_sentence(entry: Entry) -> str:
    return entry.answer.partition("。")[0]


def test_no_first_sentence_is_a_bare_yes_or_no(entries: dict[str, Entry]) -> None:
    assert [name for name, entry in entries.items() if BARE.match(entry.answer)] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("law.acts.new_employer", "明知或者应知"),
        ("law.acts.help", "明知或者应知"),
        ("law.acts.poach", "商业秘密的"),
        ("law.acts.old_account", "可能算"),
        ("law.civil.cap", "不受500万元限制"),
        ("law.civil.secrecy", "对方可能看到"),
        ("law.crime.max", "另行定罪"),
        ("law.defence.skills", "竞业限制"),
        ("law.labour.pay", "最低工资标准"),
        ("law.labour.unpaid", "解除以前仍要遵守"),
        ("law.measures.monitor", "有依据的"),
        ("law.penalty.lighter", "符合条件的"),
        ("law.secret.disclosed", "公开以前"),
        ("plan.station.materials", "不要交"),
        ("plan.recheck.cycle", "没有写认定的有效期"),
        ("plan.focus.old_brand", "不等于老字号"),
        ("plan.pilot.dynamic", "会不会取消"),
        ("plan.park.units", "没有说不满5家就不能申报"),
        ("procedure.who", "不看公司注册"),
        ("procedure.sichuan", "行为发生在哪里"),
        ("procedure.outside", "被拿走"),
        ("procedure.technical", "先由市局接收"),
        ("procedure.avoid", "举报人不是当事人"),
        ("procedure.police_refuse", "市监局移送的案件"),
        ("procedure.enforce", "由市场监管部门申请"),
        ("service.status", "不算正式举报"),
    ],
)
def test_what_limits_an_answer_stands_in_its_first_sentence(
    entries: dict[str, Entry], name: str, said: str
) -> None:
    assert said in first_sentence(entries[name]) or said in entries[name].answer.split("；")[0]


@pytest.mark.parametrize(
    ("wording", "wrong", "right"),
    [
        ("善意取得的技术要不要停用", "law.acts.new_employer", "law.acts.innocent_buyer"),
        ("民事最高赔多少", "law.civil.cap", "law.civil.amount"),
        ("脑子里记住的东西算不算商业秘密", "law.defence.skills", "law.defence.memory"),
        ("保密协议里写违约金行不行", "law.labour.breach", "law.labour.penalty_clause"),
        ("影响征信不", "law.penalty.credit", "law.penalty.credit_limits"),
        ("配方图纸这些原件也可以放指导站吗", "plan.station.materials", "plan.station.secrets"),
        ("只是看了没有用，算不算侵犯", "law.acts.kinds", "law.acts.only_looked"),
        ("过了三年诉讼时效怎么办", "law.civil.limitation", "law.civil.limitation_over"),
        ("谁有资格举报商业秘密侵权", "law.secret.holder", "law.secret.who_reports"),
        ("独家代理能举报吗", "law.secret.holder", "law.secret.agent"),
        ("给公司文件盖个机密章，有没有用", "law.measures.mark", "law.measures.seal"),
        ("查员工聊天记录合法吗", "law.measures.monitor", "law.measures.private_chat"),
        ("保密协议能不能禁止我去举报", "law.defence.report", "law.defence.report_clause"),
        ("示范单位是企业吗", "plan.doubt.company_park_difference", "plan.doubt.base_unit"),
        ("保障措施有哪几方面", "plan.support.overview", "plan.support.safeguards"),
        ("公示没有异议就认定了吗", "plan.recognise.objection", "plan.recognise.who"),
        ("受过行政处罚会不会丢资格", "plan.revoke", "plan.revoke_penalty"),
        ("立没立案会不会告诉举报人", "procedure.result_notice", "procedure.filing_notice"),
        ("对不立案不服怎么办", "procedure.inaction", "procedure.not_filed_remedy"),
        ("怕被打击报复", "procedure.keep_reporter_secret", "procedure.retaliation"),
        ("公司维权可不可以匿名来", "procedure.guess", "procedure.anonymous"),
    ],
)
def test_a_wording_stands_where_the_answer_is_meant_for_it(
    entries: dict[str, Entry], wording: str, wrong: str, right: str
) -> None:
    assert _stands(wording, entries[right])
    assert not _stands(wording, entries[wrong])


@pytest.mark.parametrize(
    "name",
    [
        "plan.recheck.what",
        "plan.revoke_remedy",
        "plan.apply.failed",
        "plan.apply.association",
        "plan.apply.institution",
        "plan.apply.fee",
        "plan.review.when",
        "plan.review.secrecy",
        "plan.station.where",
        "plan.pilot.which",
        "plan.pilot.zone",
        "plan.pilot.companies",
        "plan.goals.reached",
        "plan.recognised.certificate",
        "plan.recognised.rename",
        "plan.recognised.duties",
        "plan.contact",
    ],
)
def test_where_the_plan_is_silent_the_answer_says_so_and_whom_to_ask(entries: dict[str, Entry], name: str) -> None:
    answer = entries[name].answer

    assert re.search(r"没有(专门)?(写|附|列|给|核实|写清楚)|没有写清楚", first_sentence(entries[name]))
    assert re.search(r"请问|请先问|请看|请把|问清|问.{0,8}局|12315", answer)


def _stands(wording: str, entry: Entry) -> bool:
    asked = Reading.of(wording).text
    return any(Reading.of(known).text == asked for known in entry.wordings)
