"""A question is kept without the person: what must go, what must stay, and how often that goes wrong."""

from __future__ import annotations

import random
import re

import pytest

from intents.persons.masking import MOST_CHARACTERS, masked
from knowledge.content.files import read_content

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"
)
GIVEN = [
    *("伟", "芳", "娜", "敏", "静", "强", "磊", "艳", "勇", "军", "杰", "娟", "涛", "超", "秀英", "建国", "志强"),
    *(
        "晓东",
        "海燕",
        "丽华",
        "文斌",
        "雪梅",
        "国庆",
        "永浩",
        "铁柱",
        "欣怡",
        "梓涵",
        "宇航",
        "思远",
        "佳琪",
        "德华",
    ),
]
STORIES = (
    "{}把客户名单带走了怎么办",
    "我们的销售{}离职后去了对手那里",
    "前员工{}偷了图纸算侵权吗",
    "我叫{}，想问怎么举报",
    "联系人{}",
    "我怀疑{}泄露了源代码",
    "公司的技术员{}把资料发给别人",
    "我和{}签了保密协议",
    "请{}经理联系我",
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我电话13912345678，怎么举报", "我电话〔号码〕，怎么举报"),
        ("打 139 1234 5678 找我", "打 〔号码〕 找我"),
        ("电话023-63711234", "电话〔号码〕"),
        ("１３９１２３４５６７８", "〔号码〕"),
        ("一三九零零一二三四五六", "〔号码〕"),
        ("身份证500103199001011234", "身份证〔号码〕"),
        ("代码91500103MAC9TE5T26", "代码〔号码〕"),
        ("openid是oX2yZ5kq8Qe3mWv9rT1uYb7cNd4E", "openid是〔号码〕"),
        ("微信号abc_xyz，加我", "微信号〔号码〕，加我"),
        ("P339 MMWR HNTH 6587", "〔号码〕"),
        ("编号 MXQY QM3W Z", "编号 〔号码〕"),
        ("查询码：P339，MMWR，HNTH，6587，9W8Q", "查询码：〔号码〕"),
        ("我的查询码是p339 mmwr hnth 6587 9w8q，怎么进不去", "我的查询码是〔号码〕，怎么进不去"),
        ("MXQY.QM3W.Z办得怎么样", "〔号码〕办得怎么样"),
        ("查询码 MMWR、HNTH", "查询码 〔号码〕"),
        ("编号和查询码在哪里看", "编号和查询码在哪里看"),
        ("2024 vs 2025 有什么区别", "2024 vs 2025 有什么区别"),
        ("发到zhou.min@example.com", "发到〔网址〕"),
        ("见https://example.com/a?x=1这里", "见〔网址〕这里"),
        ("车牌渝A12345", "车牌〔号码〕"),
        ("解放碑民权路88号的店", "〔地址〕的店"),
        ("损失了37万元", "损失了〔数〕万元"),
        ("亏了三十七万", "亏了〔数〕万"),
        ("货值1380元", "货值〔数〕元"),
    ],
)
def test_numbers_and_addresses_give_way_to_what_they_were(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize(
    "question",
    [
        "15个工作日从哪天算起",
        "6月10日前交到哪里",
        "2022年的方案现在还有效吗",
        "旧法第9条现在是第几条",
        "评审要90分以上吗",
        "打12315可以举报吗",
        "渝市监发〔2022〕83号是什么文件",
        "判几十万以上会怎样",
        "2022—2025年的目标",
    ],
)
def test_figures_of_the_law_stay(question: str) -> None:
    assert masked(question) == question


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("王建国离职后去了重庆半坡茶业有限公司", "〔姓名〕离职后去了〔单位〕"),
        ("老板李强让我问", "老板〔姓名〕让我问"),
        ("陈总说可以申报吗", "〔姓名〕总说可以申报吗"),
        ("欧阳娜娜泄露了源代码", "〔姓名〕泄露了源代码"),
        ("他跳到重庆渝都化工厂去了", "他跳到〔单位〕去了"),
        ("华为公司来挖人", "〔单位〕来挖人"),
        ("何某某偷了图纸", "〔姓名〕某某偷了图纸"),
    ],
)
def test_people_and_companies_give_way_to_what_they_were(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize(
    "question",
    [
        "我们公司怎么申报",
        "一家有限公司要不要签保密协议",
        "软件公司能当示范企业吗",
        "化工厂申报要什么材料",
        "哪个局管江津区的企业",
    ],
)
def test_what_names_nobody_stays(question: str) -> None:
    assert masked(question) == question


def test_ninety_eight_of_a_hundred_usual_names_are_found() -> None:
    chance = random.Random(7)
    names = [chance.choice(FAMILY) + chance.choice(GIVEN) for _ in range(2000)]

    left = [name for name in names if name in masked(chance.choice(STORIES).format(name))]

    assert len(left) <= 0.02 * len(names), left


def test_of_the_wordings_of_the_knowledge_base_at_most_one_in_fifty_is_touched() -> None:
    entries, _ = read_content()
    wordings = [wording for entry in entries for wording in entry.wordings]

    touched = [wording for wording in wordings if re.search(r"〔(?!20)", masked(wording))]

    assert len(touched) <= 0.02 * len(wordings), touched


def test_of_a_story_only_its_question_is_kept() -> None:
    story = "我是做茶叶的，去年三月开始，" + "他一个一个地去找我们的老客户。" * 20 + "这种情况我该找哪个局举报？"

    assert masked(story) == "这种情况我该找哪个局举报？"


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "？？？", "a" * 10_000, "\u202e举报", "1" * 5_000])
def test_odd_texts_are_kept_short_and_harmless(text: str) -> None:
    assert len(masked(text)) <= MOST_CHARACTERS
