"""Why a bureau has a case is told to its filer without the places that were passed over."""

from __future__ import annotations

from intake.routing.route import route, told_to_its_filer
from tests.intake.routing.test_routing import BUREAUS, RULES, TODAY, a_draft, a_place


def test_places_that_were_passed_over_are_for_officers() -> None:
    here, there = a_place("九龙坡区石桥铺街道"), a_place("九龙坡区杨家坪街道")
    reason = route(
        a_draft(secret_kind="business", use_place=here, taken_place=there), RULES, BUREAUS, TODAY
    ).reason

    told = told_to_its_filer(reason)

    assert "未采用" in reason and "未采用" not in told and reason.startswith(told) and told
