"""What can be done about an answer is a button beneath it, and pressing it opens it."""

from __future__ import annotations

import pytest

from knowledge.content.offers import Tool, offers
from tests.bot.conversation.harness import Conversation, handbook

OPENS = {
    Tool.ASSESS_COMPANY: "第1/7项：组织机构健全",
    Tool.ASSESS_PARK: "第1/17项：领导小组",
    Tool.APPLY_LIST: "申报示范基地（单位）要准备什么",
    Tool.CONSULTATION: "您的单位叫什么名字",
    Tool.COMPLAINT: "下面按顺序填写侵犯商业秘密举报",
    Tool.TIP: "下面填写违法线索",
    Tool.GUIDE: "您的单位叫什么名字",
    Tool.LIAISON: "想找哪个园区或者区县的联络员",
    Tool.NOTICES: "现在没有正在发布的通知和培训",
}


def test_every_entry_with_an_offer_has_its_buttons_beneath_its_answer() -> None:
    book = handbook()
    lacking = []
    for entry, tools in offers().items():
        talk = Conversation()
        talk.say(book.library.entries[entry].title)
        said = {choice.say for reply in talk.replies for choice in reply.choices}
        lacking += [f"{entry}: {tool}" for tool in tools if book.say(f"choices.{tool}") not in said]

    assert lacking == []


@pytest.mark.parametrize("tool", list(Tool))
def test_pressing_it_opens_it(tool: Tool) -> None:
    entry = next(one for one, tools in offers().items() if tool in tools)
    talk = Conversation()
    talk.say(handbook().library.entries[entry].title)

    assert OPENS[tool] in talk.say(handbook().say(f"choices.{tool}"))


@pytest.mark.parametrize(
    "asked",
    [
        "示范单位怎么申报",
        "示范基地怎么申报",
        "示范单位咋个申报",
        "示范企业如何申请",
        "示范基地如何创建",
        "怎么申报商业秘密保护示范单位",
        "想申报示范单位怎么办",
        "示范单位怎么弄",
    ],
)
def test_whoever_asks_how_to_apply_hears_the_steps_and_not_what_a_word_means(asked: str) -> None:
    talk = Conversation()
    told = talk.say(asked)

    assert talk.trace.entry == "plan.apply.steps" and "申报准备清单" in told, told
