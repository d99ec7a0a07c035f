"""The content of a secret is recognised and ordinary answers are not taken for it."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest
import yaml

from intents.persons.pasted import looks_like_a_secret
from intents.telling.keeping import kept_of

ROOT = Path(__file__).parents[3]
SHEETS = ROOT / "tests" / "expectations"


@pytest.mark.parametrize(
    "text",
    [
        "配料：豆瓣 30%、花椒 12.5%、冰糖 4%、老姜 6%",
        "树脂45份、固化剂12份、填料30份",
        "配方里盐3克，糖5克，酱油两勺",
        "先升温到120℃，保温30分钟，压力2.5MPa",
        "主轴转速3000rpm，进给0.2mm，切深1.5mm",
        "def price(x):\n    return x * 1.2;\nfor i in range(3): { a == b }",
        "SELECT name, phone FROM customers WHERE city='重庆'; UPDATE prices SET p=1;",
        "张三 13800001111\n李四 13900002222\n王五 13700003333",
        "A产品 35元/吨；B产品 42元/吨；C产品 50元/吨",
        "服务器密码是abc12345",
        "-----BEGIN RSA PRIVATE KEY-----",
        "def f(x): return x*3",
        "你看这段：\ndef price(order):\n    rate = 0.173 * order.volume\n    return rate + FEE",
        "import numpy as np\nnp.dot(a, b)",
        "水灰比0.38，粉煤灰掺量22%，减水剂1.2%",
        "他偷走的图纸公差是齿轮0.02mm模数3热处理温度860度保温2小时",
        "热处理温度860度，保温2小时，油淬",
        "在江北，他们照着做，硬度58，渗碳930℃",
        "发酵 36 小时，温度控制在28度",
        "壁厚1.5毫米，外径20毫米",
        "客户：宏达商贸，电话13900002302，去年采购320万；客户：永盛公司，电话13700002303，去年采购210万",
    ],
)
def test_the_content_of_a_secret_is_recognised(text: str) -> None:
    assert looks_like_a_secret(text) == "secret"


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "身份证500101199003071234",
        "身份证500101 19900307 1234",
        "身份证号五零零一零一一九九零零三零七一二三四",
        "老身份证500101900307123",
        "护照号E12345678",
    ],
)
def test_an_identity_card_number_is_recognised_even_when_mistyped(number: str) -> None:
    assert looks_like_a_secret(number) == "identity_card"


@pytest.mark.parametrize(
    "number",
    [
        "打到卡号6222 0212 3456 7890 123",
        "6222-0212-3456-7890-123",
        "对公账号 31050123456789012",
        "工行卡6222021234567890",
    ],
)
def test_the_number_of_an_account_is_recognised(number: str) -> None:
    assert looks_like_a_secret(number) == "bank_card"


@pytest.mark.parametrize(
    "text",
    [
        "91500103MAC9TE5T26",
        "+86 199-0000-1122",
        "电话13800001111，备用13900002222",
        "营业额下降了30%，客户流失40%，利润少了20%",
        "他占20%股份，降价15%，抢走30%市场",
        "9月3日10点20分到11点30分，拷了25分钟",
        "等了2小时，他又用了30分钟拷走图纸",
        "那天室外38度，他在车间待了2小时",
        "3个人干了2年，图纸120张，损失30万元，占股5%",
        "温度曲线和压力参数都被他拍走了，拍了20分钟",
        "他180度大转弯，一个月用了300度电",
        "文件标了“机密”，系统有密码",
        "价格比我们内部价目表每档低两块",
        "交了3份合同、2份协议和5份材料",
        "一九九零零零零二二一七",
        "身份证先不给，电话023-67891234",
        "合同编号20260512000123456",
        "邮箱 abc@example.com，网址 https://example.com/a?b=c&d=e",
        "他用系统账号导出，账户已经停用",
    ],
)
def test_an_ordinary_fact_is_no_secret(text: str) -> None:
    assert looks_like_a_secret(text) is None


@pytest.mark.parametrize(
    "text", ["牛油六成、辣椒三成", "牛油六成、辣椒三成，大火炒半小时", "硅胶占七成；炭黑二成半。"]
)
def test_nothing_but_fractions_is_a_mixture_whatever_it_is_called(text: str) -> None:
    assert looks_like_a_secret(text) == "secret"


@pytest.mark.parametrize(
    "text", ["老员工六成、新员工三成", "我们六成、他们三成", "利润六成、成本三成", "完成、达成"]
)
def test_shares_of_people_and_money_are_no_mixture(text: str) -> None:
    assert looks_like_a_secret(text) is None


def test_no_question_and_no_sentence_of_ours_is_taken_for_a_secret() -> None:
    with (SHEETS / "intents_dev.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for name in ("faq_dev.jsonl", "faq_dev_out.jsonl"):
        texts += [json.loads(line)["q"] for line in (SHEETS / name).read_text(encoding="utf-8").splitlines()]
    examples = yaml.safe_load((ROOT / "intents" / "wanting" / "examples.yaml").read_text(encoding="utf-8"))[
        "examples"
    ]
    texts += [str(said) for contexts in examples.values() for sentences in contexts.values() for said in sentences]

    assert [text for text in texts if looks_like_a_secret(text)] == []


@pytest.mark.parametrize(
    "piece",
    ["a1%", "def ", "<a", "牛油", "1元/吨", "密码是", "4111 ", "{};", "select ", "零一", "import a\n", "客户1"],
)
def test_ten_thousand_characters_are_judged_in_a_moment(piece: str) -> None:
    started = time.process_time()
    looks_like_a_secret((piece * 10_000)[:10_000])

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("代号就叫“一号料”，海椒四成、花椒三成、芝麻二成", ["海椒四成", "花椒三成"]),
        ("名字叫老坛味，剁椒六成，泡姜四成", ["剁椒六成", "泡姜四成"]),
        ("补充：关键是烧结，先六百度一个钟头，再九百五十度保温四十分钟", ["六百度", "九百五十度", "四十分钟"]),
        ("他们回火用的也是一百八十度两个小时，跟我们一样", ["一百八十度", "两个小时"]),
        ("间隙做到零点零二毫米，壁厚一点五，孔径零点八毫米", ["零点零二毫米", "零点八毫米"]),
        ("方子不外传：八角三两，陈皮五片，丁香十二颗，桂皮二两半", ["陈皮五片", "丁香十二颗", "桂皮二两"]),
        ("我的卤水是山奈四钱，草果六个拍破，白芷三钱，香叶八片", ["草果六个拍破", "香叶八片"]),
    ],
)
def test_what_is_measured_or_counted_in_words_is_cut_out(text: str, contents: list[str]) -> None:
    kept = kept_of(text).text

    assert [one for one in contents if one in kept] == []


@pytest.mark.parametrize(
    "text",
    [
        "老客户丢了三成，订单少了四成",
        "首付三成、尾款七成，合同上写好了的",
        "他态度来了个一百八十度大转弯，我们等了四十分钟",
        "去年夏天四十度的天，他在搅拌站守了两个小时",
        "拿走了图纸五张，样品三个，合同两份",
        "我一度以为他只是请假，等了十几分钟",
    ],
)
def test_what_only_counts_people_papers_or_time_is_kept(text: str) -> None:
    assert kept_of(text).text == text
