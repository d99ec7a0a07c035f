"""What the ledger of a year is counted against: the company's standard of that year, told as it asks."""

from __future__ import annotations

from datetime import date

from intake.officers.ledger import YearlyQuota
from intents.telling.estimating import EstimateSubject
from knowledge.standards.shelf import standard_in_year
from knowledge.standards.standard import Standard


def standard_for(year: int, today: date) -> Standard:
    """Return the company's standard of a year."""
    return standard_in_year(EstimateSubject.COMPANY, year, today)


def asked_by(standard: Standard) -> YearlyQuota:
    """Return how often it asks for guidance and training in a year."""
    yearly = standard.yearly
    return YearlyQuota(yearly.guidance, yearly.training) if yearly is not None else YearlyQuota()


def asked_in_words(standard: Standard) -> str:
    """Return the same as people read it."""
    yearly = standard.yearly
    if yearly is None:
        return f"{standard.title}没有写每年几次，这里只记次数，不对照。"
    return (
        f"{standard.title}：业务指导每年不少于 {yearly.guidance} 次，"
        f"培训、调研、宣传每年不少于 {yearly.training} 次并有台账。"
    )
