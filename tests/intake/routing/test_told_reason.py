"""Why a bureau has a case is told to its filer without the places that were passed over."""

from __future__ import annotations

from typing import Any

import pytest

from intake.routing.route import route, told_to_its_filer
from tests.intake.routing.test_routing import BUREAUS, RULES, TODAY, a_draft, a_place


def test_places_that_were_passed_over_are_for_officers() -> None:
    here, there = a_place("九龙坡区石桥铺街道"), a_place("九龙坡区杨家坪街道")
    reason = route(
        a_draft(secret_kind="business", use_place=here, taken_place=there), RULES, BUREAUS, TODAY
    ).reason

    told = told_to_its_filer(reason)

    assert "未采用" in reason and "未采用" not in told and reason.startswith(told) and told


@pytest.mark.parametrize("secret_kind", ["technical", "both", "unsure", "business"])
@pytest.mark.parametrize("codes", [("jiangjin", "bishan"), ("changshou", "dianjiang", "yongchuan")])
@pytest.mark.parametrize("others", [{}, {"reported_place": a_place("璧山区青杠街道")}])
def test_several_places_are_named_and_not_called_unknown(
    secret_kind: str, codes: tuple[str, ...], others: dict[str, Any]
) -> None:
    act = {"text": "两处", "district": None, "unit": None, "candidates": list(codes)}

    reason = route(a_draft(secret_kind=secret_kind, act_place=act, **others), RULES, BUREAUS, TODAY).reason

    named = "、".join(BUREAUS.name_of(code) for code in codes)
    assert f"行为地说到{named}" in told_to_its_filer(reason)
    assert "行为地不明" not in reason


@pytest.mark.parametrize("secret_kind", ["technical", "both"])
@pytest.mark.parametrize("act_place", [None, {"text": "不清楚", "district": None, "unit": None}])
def test_what_nobody_told_stays_unknown(secret_kind: str, act_place: object) -> None:
    reason = route(a_draft(secret_kind=secret_kind, act_place=act_place), RULES, BUREAUS, TODAY).reason

    assert "行为地不明" in reason
