"""Second thoughts while no form is under way: given up before it began, wanted after all, a code that is lost."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import aside, own_cases, stopping
from bot.conversation.form import leaving, opening
from bot.conversation.form.taking_up import go_on_with
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.remembered import ToldBefore
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.own_case import TAKE_BACK, CaseWish, wish_about_a_case
from intents.telling.returning import doubts_reporting, leaves_it, reports_after_all
from intents.telling.story import story_of
from intents.telling.writing import MOST_CHARACTERS

NEEDED_TO_GIVE_UP = re.compile(r"[不别莫懒][^，,。]{0,6}(?:举报|投诉|检举|告|追究|报)")
NEEDED_TO_WANT = re.compile(r"(?:还是|仍然|必须|坚决|一定|非)[^，,。]{0,6}[报诉举告]")
# 「我回来了，想接着看我的举报」 files nothing.
COMES_BACK_TO_LOOK = re.compile(
    r"(?:看看?|看一?[下哈]|瞧瞧?)(?:我|我们|咱)?(?:的|那个|那件|上次的?|之前的?|交的){0,3}"
    r"(?:举报|线索|案子|案件|投诉)(?:了|吧|嘛|哈|进度|[。！!，, ])*$"
)
NEEDED_TO_LOSE = re.compile("查询码|[A-Za-z0-9]{4}")

_REPORTS = (FormName.COMPLAINT, FormName.TIP)
# Whoever is to come, and to whose house.
MAY_INVITE = re.compile("[请喊叫约找派](?:[^，,。；;]{0,12})(?:来|到|上门)")
_INVITES = re.compile(
    r"(?:想|要|能|希望|麻烦|准备|打算)[^，,。；;]{0,6}[请喊叫约找派][^，,。；;]{0,3}(?:指导站|指导员|联络员|你们|老师|专家|市监局|市场监管局|局里|园区)[^，,。；;]{0,8}"
    r"(?:来|到|上门)[^，,。；;]{0,8}(?:看看?|讲|指导|教|培训|走|辅导|帮|检查|瞧)"
)
_ASKS_OF_A_VISIT = re.compile(
    r"[?？吗]|收费|收钱|要钱|好多钱|免费|多久|好久|几[次天回个]|哪[个里些]|(?:怎么|咋个?|啷个|如何)(?:请|约|预约|申请|联系|喊|叫)|能不能|可不可以|得不得|不$|举报|投诉|偷"
)
_IS_OF_A_CASE = re.compile(TAKE_BACK + r"|案|提交|交错|编号|上次|之前|以前|昨天")
_LOST = re.compile(
    r"(?:忘|丢|掉|漏|弄没|搞没|找不[到着见]|[看不]不?见|没[得有]?(?:了|抄|记|存|截|保存|抄到|记住|记到)|记不[得住清起]|"
    r"想不起|少了?[一两]?[组段位])"
)
_SPEAKS_OF_THE_CODE = re.compile(r"查询码|[一最后几四]+[组段]")


def given_up_before_it_began(scene: Scene) -> Turn | None:
    """Take 「算了我还是不举报了」 of somebody who has filed nothing for what it is: nothing was, nothing is."""
    if scene.wants("consultation"):
        # 「不举报，只想约个咨询」
        return None
    if scene.state.filed or _IS_OF_A_CASE.search(scene.text) or looks_like_a_question(scene.text):
        return None
    if wish_about_a_case(scene.text) is not CaseWish.WITHDRAW and not leaves_it(scene.text):
        return None
    if scene.state.shelved is not None:
        return leaving.stopped_still(scene)
    choices = (button(scene.book, "tip"), button(scene.book, "question"))
    return turn(scene.state, Reply(scene.say("service.not_begun"), choices), intent="cancel")


def wanted_after_all(scene: Scene) -> Turn | None:
    """Open the form, or the draft that was put aside, for whoever reports after all: 「还是报吧，我匿名」."""
    if scene.state.filed or not reports_after_all(scene.text):
        return None
    waits = next(filter(None, (aside.kept_of(scene.state, kind) for kind in _REPORTS)), None)
    if waits is not None:
        return go_on_with(scene, waits)
    return opening.open_told(scene, "tip" if "匿名" in scene.text else "complaint")


def undecided(scene: Scene) -> Turn | None:
    """Ask whoever tells a story and does not know whether to report it; it is kept, and no form opens."""
    if scene.state.filed or scene.titled or not doubts_reporting(scene.text):
        return None
    if not story_of(scene.text).tells_of_an_act or stopping.speaks_of_state_secrets(scene.text):
        return None
    asked = answering.asked_back(scene)
    told = ToldBefore(opening.told_text(scene)[-MOST_CHARACTERS:], scene.now.isoformat(timespec="seconds"))
    return replace(asked, state=replace(asked.state, telling=told))


def guidance_invited(scene: Scene) -> Turn | None:
    """Book for whoever wants somebody to come to their house: 「想请指导站的人来我们厂看看保密咋个搞」."""
    is_asked = scene.titled is not None or _ASKS_OF_A_VISIT.search(scene.text) is not None
    invites = _INVITES.search(scene.text) is not None and not is_asked
    return opening.open_told(scene, FormName.CONSULTATION) if invites else None


def looks_after_their_case(scene: Scene) -> Turn | None:
    """Look up their case for whoever comes back to look at it, though the words sound like a filing."""
    return own_cases.look_up(scene) if not looks_like_a_question(scene.text) else None


def code_lost(scene: Scene) -> Turn | None:
    """Say what becomes of a lost access code, whatever of it is still there: 「最后一组忘记抄了，编号是…」."""
    if not (_LOST.search(scene.text) and _SPEAKS_OF_THE_CODE.search(scene.text)):
        return None
    return answering.question_answered(scene.saying("查询码丢了怎么办"))
