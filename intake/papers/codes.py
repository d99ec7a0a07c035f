"""Which papers there are, and what they are called. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PaperKind(StrEnum):
    """A kind of paper. What goes to the police has the code under which a transfer ticks it (TRF 第6条)."""

    REGISTER = "register"
    DOCKET_APPROVAL = "docket_approval"
    NO_DOCKET_APPROVAL = "no_docket_approval"
    PASS_DOWN_NOTICE = "pass_down_notice"  # noqa: S105 - no password
    RESULT_NOTICE = "result_notice"
    TELLING = "telling"
    ASSIGNMENT = "assignment"
    DESIGNATION_REQUEST = "designation_request"
    TRANSFER_LETTER = "transfer_letter"
    INVESTIGATION_REPORT = "investigation_report"
    GOODS_LIST = "goods_list"
    CASE_LETTER = "case_letter"
    MATERIAL_LIST = "material_list"
    DELIVERY_SLIP = "delivery_slip"
    ASSISTANCE_LETTER = "assistance_letter"
    MEASURE_REPORT = "measure_report"
    SEIZURE_DECISION = "seizure_decision"
    SEIZURE_EXTENSION = "seizure_extension"
    SEIZURE_EXAMINATION = "seizure_examination"
    SEIZURE_LIFTING = "seizure_lifting"
    REGISTRATION_NOTICE = "registration_notice"
    REGISTRATION_RELEASE = "registration_release"


TITLES: Final[Mapping[str, str]] = {
    PaperKind.REGISTER: "举报登记表",
    PaperKind.DOCKET_APPROVAL: "立案审批表",
    PaperKind.NO_DOCKET_APPROVAL: "不予立案审批表",
    PaperKind.PASS_DOWN_NOTICE: "分送通知书",
    PaperKind.RESULT_NOTICE: "举报处理结果告知书",
    PaperKind.TELLING: "告知书",
    PaperKind.ASSIGNMENT: "交办单",
    PaperKind.DESIGNATION_REQUEST: "报请指定管辖的函",
    PaperKind.TRANSFER_LETTER: "涉嫌犯罪案件移送书",
    PaperKind.INVESTIGATION_REPORT: "涉嫌犯罪案件情况的调查报告",
    PaperKind.GOODS_LIST: "涉案物品清单",
    PaperKind.CASE_LETTER: "案件移送函",
    PaperKind.MATERIAL_LIST: "材料清单",
    PaperKind.DELIVERY_SLIP: "送达回证",
    PaperKind.ASSISTANCE_LETTER: "协助调查函",
    PaperKind.MEASURE_REPORT: "采取调查措施的报告",
    PaperKind.SEIZURE_DECISION: "查封、扣押决定书",
    PaperKind.SEIZURE_EXTENSION: "延长查封、扣押期限告知书",
    PaperKind.SEIZURE_EXAMINATION: "检测、检验、检疫、鉴定期间告知书",
    PaperKind.SEIZURE_LIFTING: "解除查封、扣押决定书",
    PaperKind.REGISTRATION_NOTICE: "先行登记保存证据通知书",
    PaperKind.REGISTRATION_RELEASE: "解除先行登记保存证据通知书",
}
# What stands in the internal number.
SHORT: Final[Mapping[str, str]] = {
    PaperKind.REGISTER: "举登",
    PaperKind.DOCKET_APPROVAL: "立审",
    PaperKind.NO_DOCKET_APPROVAL: "不立审",
    PaperKind.PASS_DOWN_NOTICE: "分送",
    PaperKind.RESULT_NOTICE: "结告",
    PaperKind.TELLING: "告知",
    PaperKind.ASSIGNMENT: "交办",
    PaperKind.DESIGNATION_REQUEST: "报指",
    PaperKind.TRANSFER_LETTER: "移送公安",
    PaperKind.INVESTIGATION_REPORT: "调查",
    PaperKind.GOODS_LIST: "物品",
    PaperKind.CASE_LETTER: "案移",
    PaperKind.MATERIAL_LIST: "材料",
    PaperKind.DELIVERY_SLIP: "回证",
    PaperKind.ASSISTANCE_LETTER: "协查",
    PaperKind.MEASURE_REPORT: "措报",
    PaperKind.SEIZURE_DECISION: "查扣",
    PaperKind.SEIZURE_EXTENSION: "查扣延",
    PaperKind.SEIZURE_EXAMINATION: "检鉴",
    PaperKind.SEIZURE_LIFTING: "查扣解",
    PaperKind.REGISTRATION_NOTICE: "登保",
    PaperKind.REGISTRATION_RELEASE: "登保解",
}


def number_in_words(bureau: str, kind: str, year: int, number: int) -> str:
    """Return an internal number, e.g. 江津区-立审-2026-0007; it looks like no 文号, which the office gives.

    bureau  its short name
    """
    return f"{bureau}-{SHORT[kind]}-{year}-{number:04}"
