"""Whether whoever writes for a company has its authorisation (授权委托书): said in a story or a message. Pure.

「我受公司委托，有授权书」, 「委托书随材料交」 have it; 「委托书还没办好」 is on the way; 「只有口头授权」 is none.
A dealer's 授权书, one that was forged, and a question about one say nothing of it.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.writing import Written

GIVEN, PREPARING, NONE = "given", "preparing", "none"

_PAPER = re.compile(
    r"(?:授权委托|委托授权|代理授权|委托|代理)(?:书|函|手续|证明)|(?:书面|口头|口头上)(?:的)?(?:授权|委托)(?!加工|生产|代工|开发)"
)
# A licence is called the same: it is the agent's where somebody acts for another.
_LETTER = re.compile(r"授权(?:书|函|手续|证明|文件|材料)")
_ACTS_FOR_ANOTHER = re.compile(
    r"受[^,。;!?]{0,30}(?:委托|授权|指派)|律师|代理|代表(?:我们?|本|我司)?[^,。;!?]{0,20}(?:公司|单位|厂|企业|权利人)|代为|代(?:公司|单位|老板|权利人)|"
    r"(?:公司|单位|老板|厂里|领导)(?:让|喊|派|叫|安排|授权|委托)(?:我|本人)|(?:我|本人)[^,。;!?]{0,6}(?:法务|经办)"
)
_OTHERS = re.compile(
    r"未经|伪造|假|冒用|盗用|经销|代理商|加盟|品牌|商标|专利|软件|销售授权|使用授权|对方|被举报|他们|他有|她有|他拿|她拿|给他|给她|前员工"
)
_AGENT = re.compile(
    r"(?:我|本人)(?:们)?(?:就)?(?:是|系|作为)(?:[^,。;!?他她]{0,12}?的)?(?:一名|一个|执业|专职|外聘)?(?P<what>律师|(?:委托)?代理人|专利代理师|法律顾问)(?=[,。;]|$)"
)
_ENTRUSTED = re.compile(
    r"受[^,。;!?他她]{2,30}?(?:的)?(?:委托|委派)|(?:委托|授权)(?:了)?(?:我|本人)|(?:代理|代表)[^,。;!?他她]{2,30}?(?:举报|投诉|维权)"
)
_ORALLY = re.compile(r"口头|嘴上|电话里(?:说|讲)")
_NOT = re.compile(
    r"(?:没有?|没得|莫得|无|未|没带|没开|没签|没办)(?:得|任何|带|开|签|办|出具|办理|书面|正式|公司|单位|老板|的|过|到)*"
    r"(?:授权|委托|代理)(?!之前)|(?:书|函|手续|材料|证明|文件)(?:我|还|都|也|暂时|目前|现在)*(?:没有?|没得|莫得|无|未)(?!问题)"
)
_ON_THE_WAY = re.compile(
    r"正在?(?:办|开|盖章|走流程|签)|在(?:办|开|盖章|走流程|签)|准备(?:办|开|签)?|马上|稍后|随后|后补|补(?:交|上|办|来|送)|过(?:几天|两天)|"
    r"(?:还|尚)?(?:没|未)(?:有)?(?:办好|开好|办下来|开下来|盖章|签好|拿到|到手|办完)|要(?:等|过)|等(?:公司|老板|盖章|领导)|明天|下周"
)
_HAS = re.compile(
    r"有|带|持|附|携|具|出具|签|盖|随|办(?:好|理|了|妥|下)|开(?:好|了|具)|拿(?:到|了|得)|在手|齐|给我|交(?:到|给|了)|授权我|委托我"
)


def authority_in(written: Written) -> tuple[str, str] | None:
    """Return whether there is an authorisation, with the words that say so; None where nothing is said of one."""
    acts_for_another = _ACTS_FOR_ANOTHER.search(written.text) is not None
    for clause in written.clauses:
        said = clause.text
        is_named = _PAPER.search(said) or (acts_for_another and _LETTER.search(said))
        if not is_named or _OTHERS.search(said) or clause.asks or looks_like_a_question(said):
            continue
        if value := _stands(said):
            return value, said.strip()
    return None


def agent_in(written: Written) -> str:
    """Return as what somebody says they act for another, without a name: 「我是律师，受…委托」; "" for nobody."""
    found = _AGENT.search(written.text)
    return found["what"] if found and _ENTRUSTED.search(written.text) else ""


def _stands(said: str) -> str:
    if _ON_THE_WAY.search(said):
        return PREPARING
    if _NOT.search(said) or _ORALLY.search(said):
        return NONE
    return GIVEN if _HAS.search(said) else ""
