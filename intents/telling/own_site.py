"""What was done at one's own house, and where that house is: 「在我们公司拷的，我们公司在沙坪坝」. Pure."""

from __future__ import annotations

from intents import expressions as re

_HOUSE = r"(?:公司|厂子?|单位|办公室|店|车间|机房|仓库)"
# 「我们公司在南岸」, in a clause of its own.
_SITS = re.compile(
    rf"(?:^|[，,。；;\s])(?:我们?|咱们?|本)?(?:这个|的)?{_HOUSE}(?:里|头)?(?:就|是)*(?:在|位于)(?P<there>[^，,。；;\s]{{2,14}}?)(?:的|嘛|哈)?(?=[，,。；;\s]|$)"
)
_DONE_THERE = re.compile(
    rf"(?P<lead>在|从)(?:我们?|咱们?|本)?(?:的)?{_HOUSE}(?:里面?|头)?(?=(?:的?电脑)?(?:上|里|头)?(?:拷|偷|拿|带|下载|导|拍|抄|复印|盗|发))"
)


def with_own_site(text: str) -> str:
    """Return the words with the place of one's own house where they say what was done there; else as they are."""
    sits = _SITS.search(text)
    if sits is None:
        return text
    rest = f"{text[: sits.start()]}{text[sits.end() :]}".strip("，,。；; ")
    done = _DONE_THERE.search(rest)
    if done is None:
        return text
    return f"{rest[: done.start()]}在{sits['there']}{rest[done.end() :]}"
