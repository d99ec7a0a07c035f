"""Second thoughts while no form is under way: given up before it began, wanted after all, a code that is lost."""

from __future__ import annotations

from bot.conversation import aside, own_cases
from bot.conversation.form import leaving, opening
from bot.conversation.form.taking_up import go_on_with
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.own_case import TAKE_BACK, CaseWish, wish_about_a_case
from intents.telling.returning import leaves_it, reports_after_all

NEEDED_TO_GIVE_UP = re.compile(r"[不别莫懒][^，,。]{0,6}(?:举报|投诉|检举|告|追究|报)")
NEEDED_TO_WANT = re.compile(r"(?:还是|仍然|必须|坚决|一定|非)[^，,。]{0,6}[报诉举告]")
# 「我回来了，想接着看我的举报」 files nothing.
COMES_BACK_TO_LOOK = re.compile(
    r"(?:看看?|看一?[下哈]|瞧瞧?)(?:我|我们|咱)?(?:的|那个|那件|上次的?|之前的?|交的){0,3}"
    r"(?:举报|线索|案子|案件|投诉)(?:了|吧|嘛|哈|进度|[。！!，, ])*$"
)
NEEDED_TO_LOSE = re.compile("查询码|[A-Za-z0-9]{4}")

_REPORTS = (FormName.COMPLAINT, FormName.TIP)
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


def looks_after_their_case(scene: Scene) -> Turn | None:
    """Look up their case for whoever comes back to look at it, though the words sound like a filing."""
    return own_cases.look_up(scene) if not looks_like_a_question(scene.text) else None


def code_lost(scene: Scene) -> Turn | None:
    """Say what becomes of a lost access code, whatever of it is still there: 「最后一组忘记抄了，编号是…」."""
    if not (_LOST.search(scene.text) and _SPEAKS_OF_THE_CODE.search(scene.text)):
        return None
    return answering.question_answered(scene.saying("查询码丢了怎么办"))
