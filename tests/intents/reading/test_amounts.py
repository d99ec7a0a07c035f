"""How much money: read exactly as it was said, or asked about; never rounded, never silently halved."""

from __future__ import annotations

import pytest

from intents.reading import Amount, NotUnderstood, amount_in_words, read_amount, read_money
from tests.intents.reading.sheets import rows


@pytest.mark.parametrize(("said", "yuan", "until"), rows("amounts.csv", "said", "yuan", "until"))
def test_an_amount_is_read_as_it_was_said(said: str, yuan: str, until: str) -> None:
    amount = read_money(said)

    assert amount is not None
    assert (amount.yuan, amount.until_yuan) == (int(yuan), int(until) if until else None)
    assert read_amount(said) == int(yuan)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("律师费2万，货款30万", "amount.which_total"),
        ("2024年亏10万，2025年亏20万", "amount.which_total"),
        ("每件卖199元，卖了500件", "amount.which_total"),
        ("每月3万", "amount.which_total"),
        ("几个亿", "amount.too_vague"),
        ("好几十万", "amount.too_vague"),
        ("大几十万", "amount.too_vague"),
        ("数百万", "amount.too_vague"),
        ("50", "amount.unit_missing"),
        ("五十", "amount.unit_missing"),
        ("三百", "amount.unit_missing"),
        ("100万亿元", "amount.too_large"),
        ("一百亿亿元", "amount.too_large"),
        ("十万万元", "amount.too_large"),
        ("13900001111", "amount.too_large"),
        ("千万别说", "amount.none"),
        ("丢了20万条数据", "amount.none"),
        ("第三", "amount.none"),
        ("2024年", "amount.none"),
        ("万州区", "amount.none"),
    ],
)
def test_what_is_no_single_amount_is_asked_about(said: str, key: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_money(said)

    assert refused.value.phrase_key == key


@pytest.mark.parametrize(
    ("said", "currency"),
    [
        ("大约15,000欧元", "EUR"),
        ("十万美元", "USD"),
        ("$15,000", "USD"),
        ("usd 15,000", "USD"),
        ("1.5万多美金", "USD"),
        ("15000，美元", "USD"),
        ("按美元算15万", "USD"),
        ("30万港币", "HKD"),
        ("三十万日元", "JPY"),
        ("30万台币", "TWD"),
        ("两万英镑左右", "GBP"),
    ],
)
def test_another_currency_has_no_figure_of_ours(said: str, currency: str) -> None:
    amount = read_money(said)

    assert amount is not None
    assert (amount.yuan, amount.until_yuan, amount.currency) == (None, None, currency)


@pytest.mark.parametrize("said", ["说不清楚", "不好算", "没统计过"])
def test_whoever_cannot_say_says_no_amount(said: str) -> None:
    assert read_money(said) is None


_ROUGHLY = "大概30万 30万左右 三十来万 30多万 不到30万 30万以上 近30万 30万吧 至少30万 大概，30万"


@pytest.mark.parametrize("said", _ROUGHLY.split())
def test_an_amount_said_roughly_says_so(said: str) -> None:
    assert read_money(said) == Amount(300_000, approximate=True)


@pytest.mark.parametrize("said", ["30万", "三十万元", "损失30万元", "一共三十万"])
def test_an_exact_amount_says_all(said: str) -> None:
    assert read_money(said) == Amount(300_000)


@pytest.mark.parametrize(
    ("yuan", "typed", "words"),
    [
        (300_000, "30万", "30万元"),
        (300_000, "", "30万元"),
        (50_000, "五六万吧", "5万元至6万元（原话：五六万吧）"),
        (300_000, "三十来万嘛", "30万元（原话：三十来万嘛）"),
        (None, "大约15,000欧元", "大约15,000欧元"),
        (None, "", ""),
        (150_000_000, "一点五亿", "1.5亿元"),
        (123_456_700, "123456700元", "12345.67万元"),
        (12_345, "12345元", "12,345元"),
        (1_200_000_000_000, "1.2万亿", "12000亿元"),
        (0, "没有损失", "0元"),
        # What was typed may be a whole message; then the figure alone is certain.
        (800_000, "第3项改成80万，电话是13900001111", "80万元"),
    ],
)
def test_an_officer_sees_the_words_where_the_figure_does_not_say_it_all(
    yuan: int | None, typed: str, words: str
) -> None:
    assert amount_in_words(yuan, typed) == words


@pytest.mark.parametrize("text", ["-3", "-3元", "负3万元", "损失是-3万", "约 -30 万"])
def test_nobody_loses_less_than_nothing(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_money(text)


@pytest.mark.parametrize("text", ["3-5万", "3 - 5万", "三万-五万", "负责人说损失3万", "负债3万"])
def test_a_stroke_between_two_figures_is_a_span(text: str) -> None:
    assert read_money(text) is not None


@pytest.mark.parametrize(
    "said",
    [
        "研发投了1.2个亿，损失还没算",
        "研发费花了800万，损失没算",
        "损失还没算，光研发就花了800万",
        "项目总投资2个亿，损失不晓得",
        "搞这个配方成本就300多万，损失说不清",
        "800万的投入，损失估不出来",
        "开发用了五百万 损失不好算",
    ],
)
def test_what_was_put_in_is_no_loss_that_nobody_has_counted(said: str) -> None:
    assert read_money(said) is None


@pytest.mark.parametrize(
    "said", ["研发成本500万", "投入了300多万", "研发花了八百万", "200万的研发经费", "合同金额90万"]
)
def test_what_was_put_in_alone_is_asked_about(said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_money(said)

    assert refused.value.phrase_key == "amount.spent"


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("研发花了800万，损失大概50万", 500_000),
        ("损失50万，研发投了800万", 500_000),
        ("研发投入800万全打水漂了", 8_000_000),
        ("亏了80万的研发费", 800_000),
        ("研发费损失800万", 8_000_000),
        ("白花了30万开发费", 300_000),
        ("30万", 300_000),
        ("估计30万，还没算完", 300_000),
    ],
)
def test_a_loss_beside_what_was_put_in_is_the_loss(said: str, yuan: int) -> None:
    assert read_amount(said) == yuan
