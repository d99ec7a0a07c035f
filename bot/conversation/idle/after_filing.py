"""Whoever has filed asks of that: its number, who has it, why nothing is decided, the code, 复议; or a person."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import note
from bot.conversation.form.question import ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.person.wanted import person_wanted
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import FindCases, Turn
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question
from intents.telling.added import says_nothing_more
from intents.telling.after_filing import OfOnesCase, asked_of_ones_case
from intents.telling.being_called import wants_a_person
from intents.telling.who_handles import asks_who_handles

# Without one of these nothing of that is asked.
MAY_ASK = cue(
    "编号|案号|单号|受理号|那个号|查询码|复议|(?:还|都|为[啥什]|咋|怎么|没|不).{0,8}立案|立案.{0,3}[没不]|(?:哪|谁|啥子|什么).{0,6}[办管查理手责里儿]|"
    "机器|程序|[真活]人|人工|有人|个人|客服|的人|(?:我|名|身份|电话).{0,12}[登记写存留录]|[登记写存留录].{0,8}(?:名|身份|电话)|"
    "[咋怎啷哪如].{0,6}[交传发给递补送]|[交传发送].{0,2}哪|[答回]复|回话|回音|结果|消息|没.{0,2}完|[丢失掉漏忘删]|不见|没得|还?在[不没吗嘛]",
    signs="丢失掉漏忘删见得在号码议案哪谁啥什器序人服登记写存留录交传发给递补送复话音果息完",
)
_IN_THIS_CHANNEL = re.compile(r"说话|说|讲|聊|谈|机器|程序|人工|真人|活人|客服|接")
_ASKS_ABOUT_IT = re.compile(r"以后|之后|收费|要钱|几点|时间|怎么结束|会怎样|算不算|算举报")


# In the middle of a form or a note these mean what is asked there.
_ASKED_OUTSIDE = (OfOnesCase.UPLOAD, OfOnesCase.IDENTITY, OfOnesCase.TERM)


def of_ones_case(scene: Scene) -> Turn | None:
    """Answer what is asked of the case that was filed here; None for everybody else."""
    asked = asked_of_ones_case(scene.text) if scene.may_have_cases else None
    if asked is None or not scene.state.filed or scene.titled:
        return None
    match asked:
        case OfOnesCase.REVIEW:
            # An objection is noted only for whoever wants one, not for whoever wants 复议.
            return turn(
                scene.state, Reply(scene.say("progress.review"), (button(scene.book, "object"),)), intent="ask"
            )
        case OfOnesCase.CODE:
            return turn(scene.state, Reply(scene.say("progress.code")), intent="ask")
        case OfOnesCase.UNDECIDED:
            first = Reply(scene.say("progress.undecided"))
            return turn(scene.state, first, intent="progress", request=FindCases())
        case OfOnesCase.UPLOAD:
            return note.begin_upload(scene)
        case OfOnesCase.IDENTITY:
            return turn(scene.state, intent="progress", request=FindCases(tells_kept=True))
        case OfOnesCase.TERM:
            first = Reply(scene.say("progress.term"))
            return turn(scene.state, first, intent="progress", request=FindCases())
    return turn(scene.state, intent="progress", request=FindCases())


def who_handles_it(scene: Scene) -> Turn | None:
    """Look up who has in hand what was filed here; 「谁在办」 asks of nothing else then."""
    asks = scene.may_have_cases and not scene.titled and asks_who_handles(scene.text)
    return turn(scene.state, intent="progress", request=FindCases()) if asks else None


def nothing_more(scene: Scene) -> Turn | None:
    """Say good-bye to whoever has filed and says that this was all: 「要得，就这些」, 「没了」."""
    state = scene.state
    waits = state.word is not None or state.calling is not None or state.calls_off or state.letter
    if waits or scene.titled or not says_nothing_more(scene.text):
        return None
    return turn(replace(state, unsure=0), Reply(scene.say("progress.that_is_all")), intent="thanks")


def asked_meanwhile(scene: FormScene) -> Turn | None:
    """Answer the same while another form or a note is open: it is no answer there, and nothing is added."""
    if not scene.state.filed or scene.titled:
        return None
    asks = scene.where is Context.NOTE and looks_like_a_question(scene.text)
    if asks and wants_a_person(scene.text) and _IN_THIS_CHANNEL.search(scene.text):
        return person_wanted(scene) or note.leave_note(scene, "service.person", "human")
    asked = asked_of_ones_case(scene.text) if scene.may_have_cases else None
    says_why = scene.where is Context.NOTE and scene.running.pending.purpose is not Purpose.SUPPLEMENT
    # 「都半个月了还不立案」 says why somebody objects.
    if (
        asked is None
        or asked in _ASKED_OUTSIDE
        or (says_why and asked in (OfOnesCase.UNDECIDED, OfOnesCase.REVIEW))
    ):
        return None
    match asked:
        case OfOnesCase.REVIEW:
            return ask_again(scene, scene.running, Reply(scene.say("progress.review")))
        case OfOnesCase.CODE:
            return ask_again(scene, scene.running, Reply(scene.say("progress.code")))
    return of_ones_case(scene)


def person_after_filing(scene: Scene) -> Turn | None:
    """Say how to reach a person to whoever plainly wants one: 「有人能跟我说话不？不想跟机器说」."""
    if scene.titled or not scene.state.filed or not wants_a_person(scene.text):
        return None
    if not _IN_THIS_CHANNEL.search(scene.text) or _ASKS_ABOUT_IT.search(scene.text):
        return None
    return person_wanted(scene) or turn(scene.state, Reply(scene.say("service.person")), intent="human")
