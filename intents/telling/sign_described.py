"""A sign that is described, not written: 「金字旁的锟」, 「三点水那个」, 「弓长张」. Pure."""

from __future__ import annotations

from intents import expressions as re

_DESCRIBED = (
    # By the parts alone: 「不对头」, 「前头」 speak of none.
    r"(?:[金木水火土石日月目口王玉马牛羊虫鱼鸟食言车走足门女子人心手竹草米禾衣巾力刀弓山田皿示耳贝页雨革病穴广厂舟酉骨犬羽舌立身]字?旁|"
    r"[草竹雨山羊日口宝病穴]字?头|[心火皿土木]字?底|[三两]点水|[单双]人旁|提手旁|反犬旁|绞丝旁|走之底?|双耳旁|宝盖头?|竖心旁|"
    r"弓长张|立早章|耳东陈|双木林|木子李|古月胡|口天吴|草头黄|三横王|言午许|禾木程|人可何|双口吕|口木[呆杏]|关耳郑|卯金刘|文刀刘)"
)
_SAYS = re.compile(rf"{_DESCRIBED}(?:的|那个|那一个|这个|嘛|哈|吧|$|[，,。；;！!\s])")
_ONLY = re.compile(
    rf"^(?:是|的|那个|这个|[，,\s])*{_DESCRIBED}(?:的|那个|那一个|这个)?(?:[\u4e00-\u9fff](?:字)?)?(?:哈|嘛|吧|[。！!])*$"
)
_WRONG = re.compile(r"不对|不是|错|拐了|搞混|写反|有误|更正")
_NAMES_A_SIGN = re.compile(
    r"(?:[“\"「『])?(?P<sign>[\u4e00-\u9fff])(?:[”\"」』])?(?:字|是(?=[\u4e00-\u9fff]{1,3}[旁头底水]))"
)


def describes_a_sign(text: str) -> bool:
    """Say whether the words say of which parts a sign is made."""
    return _SAYS.search(text) is not None


def is_only_a_sign(text: str) -> bool:
    """Say whether it is nothing but the description of a sign: 「金字旁的」 is nobody's name."""
    return _ONLY.match(text) is not None


def signs_put_right(text: str) -> tuple[str, ...] | None:
    """Return the signs that are named as wrong, where a sign is described that is right; None where none is.

    「坤字写错了，是金字旁那个锟」 names 坤; 「公司名最后那个字不对，是金字旁的」 names none.
    """
    if not _WRONG.search(text) or not describes_a_sign(text):
        return None
    return tuple(dict.fromkeys(found["sign"] for found in _NAMES_A_SIGN.finditer(text)))
