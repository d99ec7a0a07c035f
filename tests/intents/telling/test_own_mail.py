"""An address of mail is the teller's own only where the words say so."""

from __future__ import annotations

import pytest

from intents.reading import NotUnderstood, read_mail
from intents.telling.own_mail import own_mail_in


@pytest.mark.parametrize(
    "text",
    [
        "我的邮箱是zhou@example.com",
        "zhou@example.com",
        "电子邮箱：zhou@example.com",
        "我叫周敏，邮箱zhou@example.com，电话19900001101",
        "他偷了名单，联系邮箱 zhou@example.com",
        "有消息通知我 zhou@example.com",
        "有结果发邮件给我，zhou@example.com",
    ],
)
def test_what_is_said_of_oneself_is_ones_own(text: str) -> None:
    assert own_mail_in(text) == ("zhou@example.com", "zhou@example.com")


@pytest.mark.parametrize(
    "text",
    [
        "他把图纸发到zhou@example.com",
        "对方邮箱是zhou@example.com",
        "他用邮箱zhou@example.com外发",
        "员工的邮箱zhou@example.com",
        "离职前把客户名单转发，邮箱zhou@example.com",
        "从zhou@example.com导出的",
        "发现他私人邮箱zhou@example.com里有",
        "我邮箱",
        "@" * 5_000,
    ],
)
def test_what_is_told_of_an_act_or_of_others_is_not(text: str) -> None:
    assert own_mail_in(text) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("我的是 zhou.min＠example.com 哈", "zhou.min@example.com"),
        ("zhou 艾特 example 点 com", "zhou@example.com"),
        ("不是a@example.com，是b@example.com", "b@example.com"),
        ("Zhou_Min+1@mail.example.gov.cn。", "Zhou_Min+1@mail.example.gov.cn"),
    ],
)
def test_an_address_is_read_as_it_is_written_and_spoken(text: str, address: str) -> None:
    assert read_mail(text) == address


@pytest.mark.parametrize(
    "text", ["没有邮箱", "zhou@", "zhou@example", "a@b@example.com", "<a@b>\r\nBcc: x", "@" * 9_999]
)
def test_what_is_no_address_is_asked_again(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"mail\.none"):
        read_mail(text)
