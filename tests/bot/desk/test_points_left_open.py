"""An officer is told, and never held up, where a letter or a supplement leaves something open that was asked."""

from __future__ import annotations

from tests.bot.desk.conftest import Desk
from tests.builders import a_case, words_of_the_filer

LEFT = "这封信可能没有说到的"


async def test_what_a_letter_or_a_supplement_leaves_open_is_a_hint_and_no_bar(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer = await desk.officer()
    page = f"/desk/cases/{case.reference}"
    letter = f"{page}/letter/write"
    asked = "什么时候能立案？保密协议要不要原件？能不能查封他的电脑？"
    await words_of_the_filer(desk.database, desk.vault, case, asked, desk.now)

    begun = await officer.get(letter)
    assert "来访人上次问到的" in begun.text and begun.text.count("<li>") >= 3
    hidden = {name: begun.hidden(name) for name in ("csrf", "version", "seq")}
    short = await officer.post(letter, {**hidden, "text": "协议请带原件；是否立案十五个工作日内决定。"})
    assert short.status == 200 and LEFT in short.text and "能不能查封他的电脑？" in short.text
    whole = await officer.post(letter, {**hidden, "text": "协议带原件，立案十五个工作日内定，查封电脑要经批准。"})
    assert LEFT not in whole.text

    until = "2026-12-18"
    text = "请补充营业执照、保密协议和接触人员名单。"
    assert (await officer.move(case.reference, "ask_supplement", text=text, until=until)).status == 303
    assert "可能没有说到" not in (await officer.get(page)).text
    await words_of_the_filer(desk.database, desk.vault, case, "保密协议上传了。", desk.now)
    shown = (await officer.get(page)).text
    assert "来访人的话里可能没有说到" in shown
    assert "<li>营业执照</li><li>接触人员名单</li>" in shown
