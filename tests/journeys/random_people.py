"""People made by chance: each has something to say, and does on the way what people do. Seeded.

They answer what is asked, wander off with a question, correct what they said, leave and come back, send a message
twice, hand in pictures. What they said last of each field they must find in their case, and every picture.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.house import Clock, House
from tests.journeys.people import REFERENCE, Heard, WebPerson
from tests.journeys.random_files import hand_in

MOST_TURNS = 80
# How often somebody sends a picture beside an answer, and how often one more once they have filed.
_HANDS_IN, _ADDS_LATER = 0.03, 0.1
_OPENINGS = {"complaint": "举报侵犯商业秘密", "tip": "提供违法线索（可匿名）", "consultation": "预约指导站咨询"}
_FAMILIES, _GIVEN = "王李张刘陈杨赵周徐孙", "敏伟芳强丽军洋勇静磊"
_COMPANIES = ("山蓝茶叶贸易", "半坡茶业", "拓锐传动", "衡岚精密机械", "云脊物流", "渝心微电子")
_PLACES = {
    "江津双福": "江津区",
    "荣昌板桥": "荣昌区",
    "涪陵李渡": "涪陵区",
    "渝中大坪": "渝中区",
    "铜梁蒲吕": "铜梁区",
}
_QUESTIONS = ("什么是商业秘密？", "举报要收费吗", "举报后多久立案？", "可不可以匿名举报？")
_ASIDES = ("等一下", "查看已填", "再说一遍", "你好", "谢谢")


@dataclass
class Somebody:
    """What one of them wants to say, by field, and what they corrected.

    says   what is answered to each field; what is not in it is skipped
    filed  what must stand in the case, by field
    """

    form: str
    says: dict[str, str]
    filed: dict[str, Any] = field(default_factory=dict)


def somebody(chance: random.Random) -> Somebody:
    """Return somebody who wants something."""
    form = chance.choice(("complaint", "complaint", "tip", "consultation"))
    name = chance.choice(_FAMILIES) + chance.choice(_GIVEN)
    phone = f"199{chance.randrange(10**7, 10**8)}"
    own, other = (f"重庆{one}有限公司" for one in chance.sample(_COMPANIES, 2))
    place = chance.choice(list(_PLACES))
    month = chance.randrange(1, 11)
    if form == "consultation":
        says = {
            "company_name": own, "district": place, "topics": "保密制度建设", "question": "员工离职要办哪些手续",
            "mode": chance.choice(("电话沟通", "线上沟通")), "preferred_times": "明天上午", "contact_name": name,
            "phone": phone,
        }  # fmt: skip
        filed = {"company_name": own, "district": _PLACES[place], "contact_name": name, "phone": phone}
        return Somebody(form, says, filed)
    says = {
        "reporter_role": "其他知情人" if form == "tip" else "权利人",
        "secret_kind": "经营信息", "reported_name": other,
        "act_kinds": "导出带走", "act_place": place, "act_date": f"2026年{month}月", "clue": "他能接触到",
        "reporter_name": own, "contact_name": name, "phone": phone, "truth_declared": "属实",
        "anonymous": chance.choice(("匿名", "实名")), "formed_on": "2021年",
    }  # fmt: skip
    filed = {"reported_name": other, "act_date": f"2026-{month:02}", "secret_kind": "business"}
    if form == "complaint" or says["anonymous"] == "实名":
        filed |= {"contact_name": name, "phone": phone}
    return Somebody(form, says, filed)


@dataclass
class Visit:
    """One visit: who came, what was said, what was handed in (SHA-256), what came of it."""

    who: Somebody
    said: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    reference: str = ""


async def visit(seed: int, house: House, clock: Clock) -> Visit:
    """Let somebody come and file something, wandering as chance has it."""
    chance = random.Random(seed)
    came = Visit(somebody(chance))
    person = await WebPerson.come(house, clock)
    heard = await _say(person, _OPENINGS[came.who.form], came)
    for _ in range(MOST_TURNS):
        if came.reference:
            if chance.random() < _ADDS_LATER:
                await _hand_in(chance, person, came)
            return came
        if heard.trace.get("dialog") is not None and chance.random() < _HANDS_IN:
            await _hand_in(chance, person, came)
        for words in _next(chance, heard, came):
            heard = await _say(person, words, came, twice=chance.random() < 0.08)
    came.faults.append(f"seed {seed}: stuck after {came.said[-4:]}")
    return came


async def _hand_in(chance: random.Random, person: WebPerson, came: Visit) -> None:
    digest = await hand_in(chance, person)
    if digest:
        came.files.append(digest)
    else:
        came.faults.append(f"nowhere to put a file after {came.said[-2:]}")


def _next(chance: random.Random, heard: Heard, came: Visit) -> Iterator[str]:
    """Yield what is said next: mostly the answer, sometimes something else first."""
    asked, who = heard.trace.get("field"), came.who
    if heard.trace.get("dialog") is None:
        if "继续填写" in heard.text:
            # They stopped, and were told how to go on.
            yield "继续填写"
            return
        # What they had sent is gone with the form.
        came.files.clear()
        yield _OPENINGS[who.form]
        return
    if "确定取消" in heard.menu:
        yield chance.choice(("确定取消", "继续填写", "确认提交"))
        return
    fate = chance.random()
    if fate < 0.06:
        yield chance.choice(_QUESTIONS)
    elif fate < 0.12:
        yield chance.choice(_ASIDES)
    elif fate < 0.15:
        yield chance.choice(("存着下次再填", "取消"))
    elif fate < 0.19 and "phone" in who.filed and asked == "confirm":
        who.filed["phone"] = who.says["phone"] = f"199{chance.randrange(10**7, 10**8)}"
        yield f"电话写错了，应该是{who.filed['phone']}"
    elif fate < 0.21:
        yield "上一步"
    else:
        yield _answer(chance, str(asked), who)


def _answer(chance: random.Random, asked: str, who: Somebody) -> str:
    if asked == "resume":
        return "继续填写"
    if asked == "confirm":
        return "确认提交"
    return who.says.get(asked) or chance.choice(("跳过", "先提交，以后再补", "跳过"))


async def _say(person: WebPerson, words: str, came: Visit, *, twice: bool = False) -> Heard:
    came.said.append(words)
    if twice:
        heard, again = await person.say_twice(words)
        if again.text != heard.text:
            came.faults.append(f"answered otherwise the second time: {words}")
    else:
        heard = await person.say(words)
    if heard.trace.get("case") and (found := REFERENCE.search(heard.text)) and "编号" in heard.text:
        came.reference = found[0]
    return heard


def differs(filed: Mapping[str, Any], case: Mapping[str, Any]) -> list[str]:
    """Return what stands in the case otherwise than its filer said it last."""
    fields = case["fields"]
    return [
        f"{name}: {fields.get(name)} for {value}" for name, value in filed.items() if fields.get(name) != value
    ]
