"""The codes of the clocks, each with its word: units, reasons of pauses, who decides, whose a limit is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class LimitUnit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"


UNIT_WORDS: Mapping[str, str] = {LimitUnit.DAYS: "日", LimitUnit.WORKING_DAYS: "个工作日"}


class Reason(StrEnum):
    """Why a clock may stand still; which of them counts, each limit's own article says."""

    TESTING = "testing"
    INSPECTION = "inspection"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    IDENTIFICATION = "identification"
    AUTHENTICATION = "authentication"
    SUSPENSION = "suspension"
    HEARING = "hearing"
    ANNOUNCEMENT = "announcement"
    REFUND = "refund"


REASONS: Mapping[str, str] = {
    Reason.TESTING: "检测",
    Reason.INSPECTION: "检验",
    Reason.QUARANTINE: "检疫",
    Reason.APPRAISAL: "鉴定",
    Reason.IDENTIFICATION: "权利人辨认",
    Reason.AUTHENTICATION: "权利人鉴别",
    Reason.SUSPENSION: "中止调查",
    Reason.HEARING: "听证",
    Reason.ANNOUNCEMENT: "公告",
    Reason.REFUND: "责令退还多收价款",
}


class PauseClass(StrEnum):
    """What kind of wait a pause is."""

    EXAMINATION = "examination"
    RIGHTS_HOLDER = "rights_holder"
    SUSPENSION = "suspension"
    PROCEDURE = "procedure"


PAUSE_CLASSES: Mapping[str, str] = {
    PauseClass.EXAMINATION: "技术检验",
    PauseClass.RIGHTS_HOLDER: "权利人确认",
    PauseClass.SUSPENSION: "中止",
    PauseClass.PROCEDURE: "法定程序",
}

CLASS_OF: Mapping[Reason, PauseClass] = {
    Reason.TESTING: PauseClass.EXAMINATION,
    Reason.INSPECTION: PauseClass.EXAMINATION,
    Reason.QUARANTINE: PauseClass.EXAMINATION,
    Reason.APPRAISAL: PauseClass.EXAMINATION,
    Reason.IDENTIFICATION: PauseClass.RIGHTS_HOLDER,
    Reason.AUTHENTICATION: PauseClass.RIGHTS_HOLDER,
    Reason.SUSPENSION: PauseClass.SUSPENSION,
    Reason.HEARING: PauseClass.PROCEDURE,
    Reason.ANNOUNCEMENT: PauseClass.PROCEDURE,
    Reason.REFUND: PauseClass.PROCEDURE,
}


class Decider(StrEnum):
    """Who makes a limit longer."""

    HEAD = "head"
    COLLECTIVE = "collective"
    NOTICE = "notice"


DECIDER_WORDS: Mapping[str, str] = {
    Decider.HEAD: "由负责人批准",
    Decider.COLLECTIVE: "由负责人集体讨论决定",
    Decider.NOTICE: "在届满前告知提出请求的一方",
}


class Whose(StrEnum):
    """Who must act in time.

    OURS    the bureau: it is warned before the end, and the coordinator hears when the day was missed
    THEIRS  a party, the police, a superior: the holder hears when the day has passed, nobody is blamed
    """

    OURS = "ours"
    THEIRS = "theirs"
