"""A wish to stay unknown is taken back in words only."""

from __future__ import annotations

import pytest

from intents.telling.naming import beside_the_wish, gives_a_name, names_oneself, without_own_names


@pytest.mark.parametrize(
    "said",
    [
        "实名", "还是实名吧", "那就实名举报", "继续实名举报", "我愿意留名字", "不匿名了", "不用匿名",
        "可以留姓名", "改成实名", "取消匿名", "我留真名", "可以留我的名字", "我愿意实名，亲眼看到的",
        "好的，实名吧",
        "我要实名举报这家公司", "用真名可以", "我可以留个名", "公开身份也可以", "我用我的名字举报",
        "实名吧，我不怕",
    ],
)  # fmt: skip
def test_who_gives_a_name_is_heard(said: str) -> None:
    assert gives_a_name(said)


@pytest.mark.parametrize(
    "said",
    [
        "匿名", "不想实名", "不敢实名", "我不实名", "不要实名", "莫写我名字", "实名要写什么？",
        "是不是要实名", "权利人", "随便", "我是这家公司的员工", "不想留名字", "不愿意留姓名", "怕实名",
        "没实名", "不留名字", "不是实名", "微信群是实名的", "他们的门禁是实名认证的",
        "他冒充我用我的名字签的字", "账号实名是老板",
        "我给名单他", "同事实名反映过", "我实名举报过，没人管", "有个群，实名的", "我用名片", "他写我名字",
    ],
)  # fmt: skip
def test_anything_else_gives_none(said: str) -> None:
    assert not gives_a_name(said)


@pytest.mark.parametrize(
    "said",
    [
        "我的名字叫刘强，电话13655556666", "我叫刘强", "本人姓刘", "我的电话是023-67001234", "打13655556666找我",
        "13655556666", "名字：刘强", "我姓刘，在车间", "没有人找我核实，我叫刘强",
        "本人张伟，愿意配合，工号A10023",
        "微信号zhangwei88，邮箱 zhangwei@163.com", "138.1234.5678是我手机",
        "可以打13812345678找我，对方老板不知道",
        "我是张伟", "联系人：张伟", "落款：张伟", "举报人张伟", "加我QQ12345678", "138 12 34 56 78",
        "一三八一二三四五六七八",
        "１３８１２３４５６７８", "我就是欧阳峰", "本人张伟亲眼看到他们在用，微信zw1988", "我叫张伟，匿名",
    ],
)  # fmt: skip
def test_who_names_themselves_is_heard(said: str) -> None:
    assert names_oneself(said)


@pytest.mark.parametrize(
    "said",
    [
        "对方的电话是13911112222", "他叫王某，13911112222", "客户的号码是13911112222", "他们公司叫华兴科技",
        "我叫他不要发", "还有一份合同", "我姓什么不重要", "证人愿意作证，023-67001234", "我是员工",
        "我是高级工程师",
        "我是江北区的", "本人于去年看到", "本人曾经在那上班", "我是那里的保安", "被举报人张伟",
        "举报人不想留名", "他的微信是zw1988",
        "有人用微信号zw1988卖图纸", "他微信zw1988，邮箱a@b.com", "对方联系人：张伟",
        "离职员工王某拿走了，工号A10023",
        "我是方经理的下属", "我是钱江公司的客户", "合同编号20240312001", "2024年3月12日到2024年3月15日",
        "微信群2024年建的",
    ],
)  # fmt: skip
def test_who_tells_of_others_names_nobody(said: str) -> None:
    assert not names_oneself(said)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("本人张伟，愿意配合，工号A10023", "愿意配合"),
        ("本人张伟亲眼看到他们在用，微信zw1988", "本人亲眼看到他们在用"),
        ("我是李建国，在车间干了三年。他们每天都在用", "在车间干了三年。他们每天都在用"),
        ("138.1234.5678是我手机", ""),
        ("我是他们的保管员欧阳锦绣", ""),
        ("我是他们厂的会计王小丽，亲眼看到的", "亲眼看到的"),
        ("我是对方公司销售部的李静", ""),
        ("他们在用。我姓刘", "他们在用。"),
        ("他微信zw1988，我叫张伟", "他微信zw1988"),
    ],
)
def test_what_names_the_writer_is_cut_out_and_nothing_else(said: str, rest: str) -> None:
    assert without_own_names(said) == rest


@pytest.mark.parametrize(
    "said",
    ["我是他们的仓库保管员", "我是车间主任", "我是老员工了", "我是他们公司的销售经理", "我是会计，知道底价"],
)
def test_a_post_names_nobody(said: str) -> None:
    assert not names_oneself(said)


def test_what_is_said_beside_the_wish_is_not_lost() -> None:
    assert beside_the_wish("我愿意实名，亲眼看到的") == "亲眼看到的"


def test_a_long_run_of_one_is_no_telephone() -> None:
    assert not names_oneself("一" * 990)
    assert names_oneself("可以打一三八一二三四五六七八找我")
