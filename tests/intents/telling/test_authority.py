"""An agent's authorisation told in a story fills its field; a licence, a forgery and a question do not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()
_STORY = "重庆锐途动力机械有限公司的图纸被前技术部副部长邓志刚去年7月拷走了"


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        (f"我受公司委托，有授权书。{_STORY}", "given"),
        (f"本人受重庆锐途动力机械有限公司委托举报，授权委托书随材料交。{_STORY}", "given"),
        (f"我是重庆云篆律师事务所律师方知远，代理锐途公司举报，委托书已经办好了。{_STORY}", "given"),
        (f"我代表公司来的，委托书带得有。{_STORY}", "given"),
        (f"公司派我来举报，持有盖章的授权书。{_STORY}", "given"),
        (f"{_STORY}。我是公司法务，授权手续齐全", "given"),
        (f"我是锐途公司请的律师，委托书还没办好。{_STORY}", "preparing"),
        (f"我受公司委托来的，授权委托书后补。{_STORY}", "preparing"),
        (f"我受公司委托来举报，授权书正在盖章。{_STORY}", "preparing"),
        (f"老板喊我来举报，没得授权书。{_STORY}", "none"),
        (f"我代老板举报，只有口头委托。{_STORY}", "none"),
        (f"我代理公司举报，委托书没有。{_STORY}", "none"),
        (f"我受公司委托举报，要不要授权委托书？{_STORY}", None),
        (f"{_STORY}，他伪造授权委托书骗客户", None),
        (f"{_STORY}，我们是厂家的经销商，有授权书", None),
        (f"{_STORY}，我们有厂家的授权书", None),
        (f"{_STORY}，他未经书面授权就下载了图纸", None),
        (f"我受公司委托举报。{_STORY}", None),
    ],
)
def test_what_is_told_of_an_authorisation(said: str, stands: str | None) -> None:
    told = facts_in(said, NOW, GAZETTEER, opened="complaint").get("agent_authority")

    assert (told.value if told else None) == stands


@pytest.mark.parametrize("said", ["我受公司委托，有授权书", "他未经授权登录系统", "公司授权我来举报"])
def test_an_authorisation_is_no_measure_of_secrecy(said: str) -> None:
    assert "measures" not in facts_in(f"我们公司{_STORY}，{said}", NOW, GAZETTEER, opened="complaint")
