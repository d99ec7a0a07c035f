"""What is told right after a report was stopped belongs to it: no second, empty one is opened."""

from __future__ import annotations

import pytest

from intake.forms.draft import TOLD
from intake.forms.form import value_of
from tests.bot.conversation.answering import conversation_at

SAME = [
    "石桥铺那个公司现在搬到大渡口了，但事情是在石桥铺搞的",
    "他们上周又拿我们的客户名单去抢单了",
    "那个员工走之前还拷了我们的图纸",
]
ANOTHER = [
    "另外一家公司也偷了我们的图纸",
    "我要举报那家公司偷图纸",
]


@pytest.mark.parametrize("form", ["tip", "complaint"])
@pytest.mark.parametrize("said", SAME)
def test_what_is_told_of_the_same_matter_goes_on_with_the_stopped_report(said: str, form: str) -> None:
    talk = conversation_at(f"{form}, summary")
    before = talk.state.running
    talk.say("莫慌提交，我再想哈")
    assert talk.state.running is None and before is not None

    told = talk.say(said)

    running = talk.state.running
    assert running is not None and running.form == form and talk.state.shelved is None
    assert {name: running.answers[name] for name in ("reported_name", "act_date")} == {
        name: before.answers[name] for name in ("reported_name", "act_date")
    }
    assert told.startswith("您先存着的那份还在"), told
    assert said.split("，")[0][-2:] in str(value_of(running.answers, TOLD))


@pytest.mark.parametrize("said", ANOTHER)
def test_who_begins_another_matter_gets_its_own_form(said: str) -> None:
    talk = conversation_at("complaint, summary")
    talk.say("莫慌提交，我再想哈")
    assert not talk.say(said).startswith("您先存着的那份还在") or talk.state.shelved is not None


def test_a_day_later_it_is_not_taken_for_the_same() -> None:
    talk = conversation_at("tip, summary")
    talk.say("莫慌提交，我再想哈")
    talk.wait(hours=30)
    talk.say(SAME[0])
    assert talk.state.shelved is not None
