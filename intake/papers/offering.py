"""Which papers fit a case, or one of its transfers, and whoever is at the desk. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intake.cases.case import Case
from intake.cases.codes import STATES, Role
from intake.papers.kinds import PAPERS
from intake.papers.paper import Paper
from intake.routing.bureaus import MUNICIPAL
from intake.transfers.transfer import Transfer

_NOT_YOURS = "《{title}》由承办局经办这个案件的人员制作；您的岗位不能制作。"


def offered(
    case: Case, transfer: Transfer | None, role: Role, bureau: str | None, *, has_paper: bool
) -> Iterator[Paper]:
    """Yield the papers that fit now.

    transfer   beside which they would be made; None: the case itself
    has_paper  another paper of the case stands
    """
    return (
        paper for paper in PAPERS if not why_not_made(paper, case, transfer, role, bureau, has_paper=has_paper)
    )


def why_not_made(
    paper: Paper, case: Case, transfer: Transfer | None, role: Role, bureau: str | None, *, has_paper: bool
) -> str:
    """Say why this paper cannot be made now by whoever has this post; "" when it can."""
    if paper.after and transfer is None and not any(event.code in paper.after for event in case.events):
        return f"还没有办理《{paper.title}》对应的步骤。"
    if role not in paper.by or maker_of(paper, role, bureau) not in _makers(paper, case, transfer):
        return _NOT_YOURS.format(title=paper.title)
    if case.kind not in paper.cases:
        return f"这类案件没有《{paper.title}》。"
    if is_addressed(paper) and case.anonymous:
        return f"匿名举报没有《{paper.title}》：没有收件人，可以在案件页回复，来访人凭查询码查看。"
    if transfer is not None:
        return _why_not_beside(paper, transfer)
    if case.state not in paper.states:
        return f"案件现在是“{STATES[case.state]}”，不能制作《{paper.title}》。"
    if case.outcome is not None and paper.outcomes and case.outcome not in paper.outcomes:
        return f"这个案件的办理结果没有《{paper.title}》。"
    if paper.about is not None and not paper.about(case):
        return f"现在没有《{paper.title}》所写的措施；先在案件页“调查措施”里办理。"
    return "" if has_paper or not paper.wants_paper else f"还没有制作其他文书，不用《{paper.title}》。"


def maker_of(paper: Paper, role: Role, bureau: str | None) -> str:
    """Return the code of the bureau in whose name somebody makes a paper; the coordinator's: the municipal one."""
    return MUNICIPAL if role is Role.COORDINATOR else bureau or ""


def is_addressed(paper: Paper) -> bool:
    """Say whether it is written to the filer."""
    return paper.names and bool(paper.asks)


def _makers(paper: Paper, case: Case, transfer: Transfer | None) -> frozenset[str]:
    """Return the bureaus that may make it: the one that has the case, or who did what the paper follows."""
    if transfer is not None or not paper.after:
        return frozenset({case.lead_bureau})
    done = (event.payload for event in case.events if event.code in paper.after)
    return frozenset(str(payload.get("from") or payload.get("bureau") or "") for payload in done)


def _why_not_beside(paper: Paper, transfer: Transfer) -> str:
    if transfer.kind not in paper.transfers:
        return f"这件移送没有《{paper.title}》。"
    if transfer.state not in paper.transfers[transfer.kind]:
        return f"这件移送现在还不能，或者不能再制作《{paper.title}》。"
    return ""
