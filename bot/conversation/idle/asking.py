"""Words like those of an act that ask or tell something else: 「以前的客户打电话找我」 calls nobody."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.idle import answering
from bot.conversation.scene import Scene
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from knowledge.finding.outside import kind_of

# 「举报侵犯经营秘密」 says what is to be reported, 「举报侵犯商业秘密要什么材料」 asks.
_NAMES_WHAT_WAS_DONE = re.compile(r"(?:举报|投诉|检举)(?:侵犯|侵害|泄露|偷|盗|窃)[^，,。?？]{1,12}$")
# What our own sentences tell people to say is done whenever it is said.
_WORDS_WE_ASK_FOR = frozenset({"补充材料", "补充材料说明", "上传材料", "查进度"})
_SPEAKS_OF_US = re.compile(
    r"我|咱|俺|本人|你们?|您|帮|请|麻烦|想|(?<![需只重首主摘简纪概必])要(?![求件点素领义])|给"
)
# 「举报电话 平台」 names what is asked for.
_ASKS_BY_ITS_NAME = re.compile(
    r"(?:电话|热线|号码|平台|渠道|网址|地址|流程|步骤|材料|条件|时限|期限|依据|奖励)[^，,。]{0,4}$"
)
SAYS_THE_WISH = re.compile(r"举[报爆]|投诉|检举|控告|告|维权|反映|咨询|预约|约|请教|指导|填|[a-zA-Z]{4}")
# 「hr想问一下，…该做哪几件事」 asks, whatever its other words are like.
_ASKS_FIRST = re.compile(r"(?:请|想|来)问|问一?[下哈]|请教")
_ASKS_WHICH = re.compile(r"几[件个样步点项条种]|哪[些几个样种]|[应该要]?怎[么样]|如何|咋")
_WISHES = re.compile(r"举[报爆]|投诉|检举|控告|维权|预约|约[时个]|上门|讲课|培训|派人")
# 「晚上好呀，在吗」 asks nothing.
HAILS = re.compile(
    r"^(?:你|您|大家|早上|上午|中午|下午|晚上)好[呀啊哦哈呢嘛哇～~，,。！!\s]{0,4}(?:有人|在(?:不在)?)?[吗嘛么不没]?[？?～~。！!\s]{0,3}$"
)
_SPEAKS_OF_A_PERSON = re.compile(
    "人工|客服|真人|[喊叫派]个?人|回个?话|转|电话|联系|找|打给|值班|工作人员|接|回话|理我|有人|有没|哪个|谁|负责人|承办|你们"
)


def is_rather_a_question(scene: Scene) -> bool:
    """Say whether an act was heard weakly while there is a sure answer: 「一审结束之前要做什么」 ends nothing.

    Whoever wants something done speaks of themselves or of us: 「举报电话」 does neither and is asked.
    """
    if scene.text in _WORDS_WE_ASK_FOR:
        return False
    # 「请举报热线」 is a question with a word left out.
    said = scene.text.removeprefix("请")
    is_ones_own = scene.state.filed or _SPEAKS_OF_US.search(said) or _NAMES_WHAT_WAS_DONE.match(scene.text)
    if not is_ones_own and _ASKS_BY_ITS_NAME.search(scene.text):
        return True
    enough = hearing.SURE_WISH if is_ones_own else hearing.SURE_WISH_OF_NOBODY
    return scene.heard.score < enough and answering.has_an_answer(scene)


def files_nothing(scene: Scene) -> bool:
    """Say whether words like those of a filing ask: 「我想撤回举报，他们就不查了哈？」."""
    says_no_wish = SAYS_THE_WISH.search(scene.text) is None
    if _ASKS_FIRST.search(scene.text) and _ASKS_WHICH.search(scene.text) and not _WISHES.search(scene.text):
        return True
    asks = looks_like_a_question(scene.text)
    if says_no_wish and asks and scene.heard.score < hearing.SURE_WISH and scene.found.decision == "menu":
        return True
    return (says_no_wish or asks) and answering.is_beyond_doubt(scene)


# 「他就是换了工作，客户是自己跟过来的，现在要他赔」.
_CUSTOMERS_FOLLOWED = re.compile(
    r"(?:客户|顾客|客人|病人|学员|会员)们?[^，,。；;]{0,6}(?:自己|自愿|主动|愿意|自个儿?)[^，,。；;]{0,6}(?:跟|找|来|过来|选|联系)"
)
_IS_BLAMED = re.compile(
    r"(?:被|遭|让)[^，,。；;]{0,10}(?:告|起诉|索赔)|(?:公司|厂里?|东家|单位|老板)[^，,。；;]{0,4}(?:说|告|要|喊|起诉)[^。；;]{0,16}(?:泄露|泄密|侵犯|带走|偷|赔)|"
    r"(?:原|前|老)(?:公司|厂|单位|东家)[^，,。；;]{0,4}告"
)


def is_blamed_for_followers(scene: Scene) -> bool:
    """Say whether somebody, or one of theirs, is blamed for customers who came of themselves, and asks."""
    asks = looks_like_a_question(scene.text) or "啷个" in scene.text
    followed = _CUSTOMERS_FOLLOWED.search(scene.text) is not None
    return asks and followed and _IS_BLAMED.search(scene.text) is not None


def is_asked_too(scene: Scene) -> bool:
    """Say whether what sounds like thanks asks something there is an answer to: 「附件里为什么写“尊重”」."""
    return looks_like_a_question(scene.text) and answering.has_an_answer(scene)


def is_of_another_trade(scene: Scene) -> bool:
    """Say whether whoever filed nothing here asks of another trade: 「我的专利被人抄了，在你们这能投诉吗」."""
    return not scene.state.filed and looks_like_a_question(scene.text) and kind_of(scene.found.outside) is not None


def asks_of_nobody(scene: Scene) -> bool:
    """Say whether it is asked in general and surely found: 「方案要求指导员来几次」 wants nobody to come."""
    return _SPEAKS_OF_US.search(scene.text) is None and answering.has_an_answer(scene)


def calls_nobody(scene: Scene) -> bool:
    """Say whether words that sound like a call for an officer ask or tell something else."""
    is_told = scene.state.filed and len(scene.text) >= hearing.A_TELLING_CHARACTERS
    asks = looks_like_a_question(scene.text) and answering.has_an_answer(scene)
    if (is_told or asks) and not _SPEAKS_OF_A_PERSON.search(scene.text):
        return True
    is_rather_asked = scene.heard.score < hearing.SURE_WISH_OF_NOBODY and answering.has_a_certain_answer(scene)
    return answering.asks_about_talks(scene) or (is_rather_asked and not answering.is_about_us(scene))
