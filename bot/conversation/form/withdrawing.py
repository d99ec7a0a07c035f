"""Where it is asked why a case is withdrawn: what decides nothing, or is another matter, withdraws nothing.

A withdrawal is recorded of whoever gives a reason for one, or says yes when asked once more. What is neither a
reason nor anything else that is known is asked about, with its words kept.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import note
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.turn import Turn
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import Command
from intents.telling.officials import Grievance, grievance_in
from intents.telling.own_case import goes_on_with_the_case
from intents.telling.recusal import recusal_asked_in
from intents.telling.undecided import MAY_BE_UNDECIDED, is_undecided, leaves_it_undecided

# 「换个人来办，那个办案的跟他是亲戚」 wants the case to go on, with somebody else.
_SOMEBODY_ELSE = re.compile(
    r"换(?:一?个|别个|别的|另外?一?个)?(?:人|同志|办案的?人?|承办人?|经办人?|科室|局)(?:来)?(?:办|查|管|处理|经手|[，,。！!]|$)"
)
_REASONS = re.compile(
    r"和解|协商|商量好|谈[好妥拢]|说好|调解|赔|补偿|[还退]了|[还退](?:回|给|钱)|道歉|认错|谅解|解决|了结|了断|私了|达成|"
    r"[填写搞弄点按交报发看认]错|误会|重复|交了两|多交|不想|不愿|不打算|不准备|懒得|没(?:得|有)?(?:必要|意思|精力|时间|证据|用|意义|把握)|"
    r"不必|不用再?[查办追]|证据(?:不|没)|怕|担心|报复|面子|情面|影响|改由|途径|法院|起诉|打官司|诉讼|仲裁|报警|报案|公安|派出所|经侦|"
    r"自己(?:处理|解决|来)|内部|不追究|放弃|算了|不告|不举报|不查了|撤|没有?(?:偷|拿|侵权|这回?事|那回事)|不是(?:他|她|对方)们?(?!一)|"
    r"冤枉|[查搞弄]清楚?了|核实[了过]|倒闭|破产|注销|(?:老板|领导|公司|单位|家里|屋头|股东)[^，,。]{0,4}(?:不|喊|叫|让|要|说|决定|同意)|"
    r"私人|个人|原因|理由"
)
MAY_NOT_WITHDRAW = cue(
    rf"{MAY_BE_UNDECIDED.pattern.pattern}|撤|查|[办告]|处理|追究|换.{{0,3}}[人志]|回避",
    signs=f"{MAY_BE_UNDECIDED.signs}撤查办告处追换回",
)


def not_to_be_noted(scene: FormScene) -> Turn | None:
    """Leave a note that decides nothing, or a withdrawal that is taken back; another's handling is an addition."""
    if scene.running.field != "note":
        return None
    is_withdrawal = scene.running.pending.purpose is Purpose.WITHDRAWAL_WISH
    # Whoever only asks for time is waited for.
    if is_withdrawal and scene.command is not Command.WAIT and (goes_on(scene) or leaves_it_undecided(scene.text)):
        return note.leave_note(scene, "progress.not_added", "cancel")
    if is_withdrawal and wants_another_to_handle(scene.text):
        return noted_besides(scene)
    # 「等我找到再说」 at an addition waits for it.
    leaves = is_undecided(scene.text) and scene.command is not Command.WAIT
    return note.leave_note(scene, "progress.not_added", "cancel") if leaves else None


def goes_on(scene: FormScene) -> bool:
    """Say whether the case is to go on after all; 「算了还是继续查」 asks nothing by its 还是."""
    return goes_on_with_the_case(scene.text) or goes_on_with_the_case(scene.text.replace("还是", ""))


def wants_another_to_handle(text: str) -> bool:
    """Say whether it is wished that somebody else handles the case: no word of that withdraws it."""
    if looks_like_a_question(text):
        return False
    asks = recusal_asked_in(text) != "" or grievance_in(text) is Grievance.PARTIAL
    return asks or _SOMEBODY_ELSE.search(text) is not None


def noted_besides(scene: FormScene) -> Turn:
    """Add to the case what is another matter than the withdrawal that was begun, which is not recorded."""
    added = note.take_addition(scene, scene.text)
    told = "\n".join((scene.say("progress.withdrawal_not_noted"), scene.say("form.recusal_noted")))
    return replace(added, replies=(Reply(told), *added.replies))


def gives_a_ground(text: str) -> bool:
    """Say whether words are a ground to withdraw that is understood; of others it is asked whether they are."""
    return _REASONS.search(text) is not None
