"""Whose a name and a number are: labels, signatures, relatives, denials; what nothing says is left out."""

from __future__ import annotations

import pytest

from intents.persons.pasted import pieces_in
from intents.telling.story import story_of

TAKEN = "我公司重庆绿叶环保的客户名单被重庆蓝天环保（两江新区鸳鸯）拿去用了，时间是2026年10月。"


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("项目经理聂华 13677778888", "聂华"),
        ("我是法务 郑一鸣 13677778888", "郑一鸣"),
        ("我是院办主任 闫莉 13677778888。", "闫莉"),
        ("联系人：项目经理聂华 13677778888", "聂华"),
        ("总经理周强13677778888", "周强"),
        ("聂华（行政）13677778888", "聂华"),
        ("13677778888 田小翠。", "田小翠"),
        ("行政总监：韦小玲，联系方式13677778888", "韦小玲"),
        ("报案人：技术部副部长 邹立 13677778888", "邹立"),
        ("重庆绿叶环保 谷玉 13677778888", "谷玉"),
    ],
)
def test_whoever_signs_is_the_one_to_be_called_and_accuses_nobody_but_the_accused(signed: str, name: str) -> None:
    cast = story_of(TAKEN + signed, "complaint").cast

    assert (cast.contact and cast.contact.name, cast.number and cast.number.number) == (name, "13677778888")
    assert cast.accused == ("重庆蓝天环保",)


@pytest.mark.parametrize(
    "said",
    [
        "对方叫李彪，电话13877776666，用了我们的客户名单。我叫聂华，13677778888。",
        "被举报人李彪，手机13877776666。举报人聂华，手机13677778888。他用了我们的客户名单。",
        "李彪，13877776666，在江津双福开厂，用了我们的客户名单。我姓聂，13677778888。",
        "我有李彪他电话13877776666，他用了我们的客户名单，打13677778888找聂嫂。",
        "用我们客户名单的是李彪。我电话 13677778888，李彪电话 13877776666。",
        "我老公叫任远，13877776666，客户名单被李彪拿走了，我叫聂华，13677778888。",
    ],
)
def test_of_two_telephones_the_one_is_taken_that_something_gives_to_the_teller(said: str) -> None:
    number = story_of(said, "complaint").cast.number

    assert number is not None
    assert number.number == "13677778888"


@pytest.mark.parametrize(
    "said",
    [
        "李明13877776666张华13677778888，客户名单被带走了。",
        "有个号13877776666天天给我们客户打电话，客户名单肯定被拿走了。",
        "客户名单被李彪拿走了，不要打我们老总电话13877776666。",
    ],
)
def test_a_number_that_nothing_gives_to_the_teller_is_asked_for(said: str) -> None:
    assert story_of(said, "complaint").cast.number is None


@pytest.mark.parametrize(
    ("said", "accused"),
    [
        ("被举报方不是重庆南方轴承，是隔壁的重庆南江轴承，他们用了我们的客户名单。", "重庆南江轴承"),
        ("举报重庆南江轴承，和重庆南方轴承没得关系，他们用了我们的客户名单。", "重庆南江轴承"),
        ("重庆南方轴承是我们的客户，没参与。举报重庆南江轴承用了我们的客户名单。", "重庆南江轴承"),
    ],
)
def test_whoever_is_cleared_is_not_accused(said: str, accused: str) -> None:
    assert "重庆南方轴承" not in story_of(said, "complaint").cast.accused


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("服务器账号admin密码Abc@2026，你们去看。", "Abc@2026"),
        ("链接 https://pan.baidu.com/s/abcd1234 提取码 9x7k。", "9x7k"),
        ("比例是盐:糖:味精=3:2:1。", "3:2:1"),
        ("我们给一汽的底价是每套187.5元，给长安的是192元。", "192元"),
        ("他住在某小区3栋5单元8楼，他老婆得了乳腺癌。", "3栋5单元"),
        ("对方叫李彪，微信libiao88。", "libiao88"),
    ],
)
def test_keys_prices_and_private_affairs_are_cut_out(text: str, gone: str) -> None:
    kept = "".join(text)
    for piece in reversed(pieces_in(text)):
        kept = kept[: piece.start] + kept[piece.end :]

    assert gone not in kept


@pytest.mark.parametrize(
    "text",
    [
        "我们报价比他们低两百元。",
        "我的微信是niehua2020。",
        "他们用微信号hx2020卖名单",
        "公司在双福工业园3栋2楼。",
        "我们做肺癌检测试剂盒的。",
        "2026年7月3日10:30:05登录日志显示下载了。",
        "密码设置了三级。",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert pieces_in(text) == ()
