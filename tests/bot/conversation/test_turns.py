"""How often people must say something until it is filed: the median of people made by chance, seeded.

A third presses a button, a third begins with a sentence, a third tells the whole story.
"""

from __future__ import annotations

import random
from statistics import median

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.openings import rows
from tests.bot.conversation.stories import SHEETS

FEWER_THAN = 14
PEOPLE = 150
MOST = 60
_BUTTONS = ("举报侵犯商业秘密", "提供违法线索（可匿名）", "预约指导站咨询")
_SENTENCES = (
    "我是重庆山蓝茶叶贸易有限公司的周敏，19900001101，我们的客户名单被前员工带走了，要举报",
    "我们公司的图纸被前技术员拷走了，他去了江津双福的重庆半坡茶业有限公司，我要举报",
    "匿名举报荣昌板桥的重庆半坡茶业有限公司用偷来的图纸",
    "想预约指导站上门看看保密制度，我们在江津双福，我叫周敏，19900001101",
    "我要举报前员工张伟，2026年8月把我们的报价单带到渝中大坪的公司去用",
)
_STORIES = tuple(row["text"] for sheet in SHEETS for row in rows(sheet))
_SAYS = {
    "secret_kind": "经营信息",
    "reported_name": "重庆半坡茶业有限公司",
    "act_kinds": "导出带走",
    "act_place": "江津双福",
    "act_date": "2026年8月",
    "clue": "他能接触到",
    "reporter_name": "重庆山蓝茶叶贸易有限公司",
    "phone": "19900001101",
    "truth_declared": "属实",
    "anonymous": "匿名",
    "company_name": "重庆山蓝茶叶贸易有限公司",
    "district": "江津双福",
    "topics": "保密制度建设",
    "question": "员工离职要办哪些手续",
    "mode": "电话沟通",
    "preferred_times": "明天上午",
    "confirm": "确认提交",
    "resume": "继续填写",
}


def test_the_median_of_people_is_below_fourteen_turns() -> None:
    turns = [_turns(random.Random(seed)) for seed in range(PEOPLE)]

    assert max(turns) < MOST, "somebody is stuck"
    assert median(turns) < FEWER_THAN, sorted(turns)


def _turns(chance: random.Random) -> int:
    """Return how many messages somebody needs until their matter is filed."""
    talk = Conversation()
    role = chance.choice(("权利人", "权利人", "其他知情人"))
    waits_till_all_is_asked = chance.random() < 0.3
    talk.say(chance.choice(chance.choice((_BUTTONS, _SENTENCES, _STORIES))))
    for turn in range(1, MOST):
        running, asked = talk.state.running, str(talk.trace.field)
        if talk.state.filed or running is None:
            return turn
        talk.say(_answer(chance, asked, role, waits_till_all_is_asked))
    return MOST


def _answer(chance: random.Random, asked: str, role: str, waits_till_all_is_asked: bool) -> str:
    if asked == "reporter_role":
        return role
    if asked == "contact_name":
        return chance.choice(("周敏", "周敏 19900001101"))
    if asked in ("taken_place", "use_place"):
        return "江津双福"
    return _SAYS.get(asked) or ("跳过" if waits_till_all_is_asked else "先提交，以后再补")
