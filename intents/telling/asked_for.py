"""Who sent somebody to ask is no part of what is asked: 「…，他叫我帮他问哈咋个告」. Pure."""

from __future__ import annotations

from intents import expressions as re

# 「帮他问」 helps nobody to anything that is asked about.
_SENT_TO_ASK = re.compile(
    r"(?:他|她)们?(?:叫|让|喊|托|请)我(?:来)?(?:帮|替)(?:他|她)们?(?:来)?(?:问|打听|咨询)(?:一?[哈下])?[，,:：]?|"
    r"^(?:我)?(?:是)?(?:帮|替)(?:我的?|一?个)*(?:好|老)?(?:朋友|亲戚|老乡|同学|邻居|熟人|同事)来?(?:问|打听|咨询)(?:一?[哈下])?[，,:：]?"
)


def without_the_sender(text: str) -> str:
    """Return a question without the words that say for whom it is asked; the text where nothing else stands."""
    return _SENT_TO_ASK.sub("", text) or text
