"""One more place comes to the one that is noted and takes nothing away; what says it was wrong replaces it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.test_places import TECHNICAL, answers, at_the_place, filed

BOTH = ["jiangjin", "bishan"]


@pytest.mark.parametrize(
    "said",
    [
        "璧山青杠也有",
        "还有璧山青杠那边也是",
        "璧山青杠那边也要写上，两边都有",
        "发生地点再加上璧山区青杠街道",
        "地点还要加一个璧山青杠",
        "对了，璧山青杠那里也发生了",
        "再补一个地方，璧山青杠",
        "发生地点再加一处：璧山青杠",
        "那个新公司在璧山青杠，他们在那边生产",
        "他们现在在璧山青杠生产",
    ],
)
def test_one_more_place_comes_to_the_first(said: str) -> None:
    talk = at_the_place()
    talk.say("江津双福")

    answer = talk.say(said)

    assert "江津" in answer
    assert "璧山" in answer
    assert answers(talk)["act_place"]["candidates"] == BOTH
    assert filed(talk)[0] == "municipal"


def test_a_third_comes_to_the_two() -> None:
    talk = at_the_place()
    for said in ("江津双福", "璧山青杠也有", "永川那边也有"):
        talk.say(said)

    assert answers(talk)["act_place"]["candidates"] == [*BOTH, "yongchuan"]


def test_where_the_words_say_what_was_done_where_each_stands_for_itself() -> None:
    talk = at_the_place()
    talk.say("在江津双福拷走的")

    talk.say("那个新公司在璧山青杠，他们在璧山青杠生产")

    kept = answers(talk)
    assert kept["taken_place"]["district"] == "江津区"
    assert kept["use_place"]["district"] == "璧山区"


@pytest.mark.parametrize("said", ["璧山青杠也有", "还有璧山青杠", "发生地点再加上璧山青杠"])
def test_at_the_summary_too(said: str) -> None:
    talk = at_the_place(TECHNICAL)
    talk.say("江津双福")
    talk.say("先提交")
    for _ in range(20):
        if talk.trace.field == "confirm":
            break
        talk.say({"clue": "他有机会接触到", "truth_declared": "属实"}.get(str(talk.trace.field), "跳过"))

    talk.say(said)

    assert answers(talk)["act_place"]["candidates"] == BOTH


@pytest.mark.parametrize(
    "said",
    [
        "不对，应该是璧山青杠",
        "地点不对，是璧山青杠",
        "发生地点改成璧山青杠",
        "不是江津双福，是璧山青杠",
        "地点错了，璧山青杠才对",
    ],
)
def test_what_says_the_first_was_wrong_replaces_it(said: str) -> None:
    talk = at_the_place()
    talk.say("江津双福")

    talk.say(said)

    kept = answers(talk)["act_place"]
    assert kept is None or kept["district"] == "璧山区"


@pytest.mark.parametrize("said", ["江津双福那边也有", "江津区也有"])
def test_the_same_place_is_not_doubled(said: str) -> None:
    talk = at_the_place()
    talk.say("江津双福")

    talk.say(said)

    assert answers(talk)["act_place"]["unit"] == "双福街道"
    assert not answers(talk)["act_place"].get("candidates")


def test_a_town_after_its_district_says_where_in_it() -> None:
    talk = at_the_place()
    talk.say("江津区")

    talk.say("江津双福那边也有")

    assert answers(talk)["act_place"]["unit"] == "双福街道"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reported_name", "他也叫江津双福机械有限公司"),
        ("clue", "他们在璧山青杠也有一个仓库，我同事亲眼看到他们把纸箱子往里面搬，还拍了照片"),
        ("reported_place", "璧山青杠也有厂"),
        ("measures", "也有门禁"),
        ("contact_name", "也是我，陈国强"),
    ],
)
def test_what_answers_the_open_question_adds_no_place(field: str, said: str) -> None:
    talk = at_the_place()
    talk.say("江津双福")
    for _ in range(20):
        if talk.trace.field in (field, None):
            break
        talk.say("跳过")

    talk.say(said)

    assert not answers(talk)["act_place"].get("candidates")
