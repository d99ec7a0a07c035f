"""Where an answer stands is written for people, and what stands beneath it never says the same again."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge.content.files import Content, read_content
from knowledge.finding.answer import cited, rendered

TODAY = date(2026, 11, 28)

# How sections are named inside: "附件4 1", "附件1 五.1", "正文 三(五).9".
INSIDE = re.compile(r"附件\d \S|正文 [一二三四五]|[一二三四五六七]\.\d|[一二三四五六七]\([一二三四五六七]\)")


@pytest.fixture(scope="module")
def content() -> Content:
    entries, instruments = read_content()
    return Content({entry.id: entry for entry in entries}, instruments)


def test_no_place_is_named_as_it_is_named_inside(content: Content) -> None:
    sources = {name: rendered(entry, content, TODAY).source for name, entry in content.entries.items()}

    assert {name: source for name, source in sources.items() if INSIDE.search(source)} == {}


def test_every_section_of_the_plan_is_spoken_in_its_own_words(content: Content) -> None:
    spoken = [section.spoken for section in content.instruments["PLAN"].sections.values()]

    assert all(spoken)
    assert len(set(spoken)) == len(spoken)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (["PLAN 附件4 1"], "附件4第1项"),
        (["PLAN 附件4 1", "PLAN 附件4 6"], "附件4第1项、第6项"),
        ([f"PLAN 附件4 {number}" for number in range(1, 9)], "附件4第1项至第8项"),
        (["PLAN 正文 三(五).9"], "正文第三部分第9条"),
        (["PLAN 附件2 一.5", "PLAN 附件2 一 加分"], "附件2企业标准第5项、附件2企业标准加分情形"),
        (["PLAN 附件3 二", "PLAN 附件3 二(一)", "PLAN 附件3 二(二)"], "附件3第二部分（一）、（二）"),
        (["PLAN 附件3 二(一)", "PLAN 附件3 二(二)", "PLAN 附件3 二(三)"], "附件3第二部分（一）至（三）"),
        (["PLAN 发文"], "印发通知"),
    ],
)
def test_places_are_listed_as_people_list_them(content: Content, sources: list[str], said: str) -> None:
    assert cited(tuple(sources), content.instruments).removeprefix(content.instruments["PLAN"].cite) == said


def test_articles_of_a_law_are_named_one_by_one(content: Content) -> None:
    sources = ("TSR 第17条", "TSR 第18条", "TSR 第19条")

    assert cited(sources, content.instruments) == "《商业秘密保护规定》（总局令第126号）第17条、第18条、第19条"


def test_no_answer_says_what_the_notice_beneath_it_says(content: Content) -> None:
    repeated = []
    for name, entry in content.entries.items():
        notice = rendered(entry, content, TODAY).text.removeprefix(entry.answer)
        if "最新通知为准" in notice and "最新通知为准" in entry.answer:
            repeated.append(name)

    assert repeated == []


def test_no_notice_says_again_whom_to_ask_about_this_year(content: Content) -> None:
    asked_twice = []
    for name, entry in content.entries.items():
        notice = rendered(entry, content, TODAY).text.removeprefix(entry.answer)
        if re.search(r"(眼下|今年|现状)[^。]{0,12}请问", entry.answer) and "今年" in notice:
            asked_twice.append(name)

    assert asked_twice == []


def test_no_notice_calls_over_what_still_holds(content: Content) -> None:
    said = {name: rendered(entry, content, TODAY).text for name, entry in content.entries.items()}
    in_force = [
        name
        for name, entry in content.entries.items()
        if "以上依据" in said[name].removeprefix(entry.answer)
        and not all(content.instruments[source.split()[0]].is_over(TODAY) for source in entry.sources)
    ]

    assert in_force == []


def test_an_answer_about_the_end_of_the_plan_stands_alone(content: Content) -> None:
    said = rendered(content.entries["plan.term"], content, TODAY).text

    assert said.count("届满") == 1
