"""The doctor tells whether other systems can be called, and says nothing where there are none."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.hooks_looked_at import findings_on_hooks
from intake.officers.hooks import Hook
from tests.builders import NOW

HOOK = Hook("1", "jiangjin", "https://example.org/", ("case.opened",), NOW, None, False, None)


def test_addresses_that_do_not_answer_are_told_with_what_to_do() -> None:
    failing, failed = replace(HOOK, failing_since=NOW, given_up=2), replace(HOOK, stopped_at=NOW, is_failed=True)
    (well,), (ill,) = findings_on_hooks([HOOK]), findings_on_hooks([HOOK, failing, failed])

    assert findings_on_hooks([]) == []
    assert (well.state, well.remedy) == ("在用 1 个", "")
    assert ill.state == "在用 2 个，1 个正在不通，1 个连续三天不通已停用，2 次回调没有送达"
    assert "再发一次" in ill.remedy
