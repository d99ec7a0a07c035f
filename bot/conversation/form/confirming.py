"""At the summary: what confirms, what stops, what is left unclear."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form import correcting, leaving
from bot.conversation.form.between import answered_in_between
from bot.conversation.form.filed import submitted
from bot.conversation.form.question import ask, ask_again, go_on, show_summary
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, open_fields
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.reading.unchanged import beside_no_change, leaves_it_as_it_was, speaks_of_no_change
from intents.telling.commands import agrees, denies, holds_back
from intents.telling.corrective import is_corrective
from intents.telling.own_case import CaseWish, wish_about_a_case

_FILES = re.compile("交|报|发|生成")
_UNTRUE = re.compile("假|属实|真实|不实|夸大|捏造|编的|瞎说|乱说")
_ASKS = re.compile("[?？吗]")
# 「句句都真实，你们去查」 says no yes that counts, and nothing that is wrong.
_SAYS_TRUE = re.compile(
    r"(?<![不未非否])(?<!不太)(?<!不够)(?<!一定)(?<!不全)(?<!不都)(?<!是不是)(?<!有没有)(?:属实|真实)(?!不)"
)
_SAYS_UNTRUE = re.compile(
    r"^(?:内容|这些|以上|上面|我|都|全部?|是|写|填|说|的|其实|情况|材料|有点|有些)*"
    r"(?:不(?:属|真)?实(?!名)|假的|编的|捏造|瞎编|乱编|瞎写|乱写|夸大)"
)
_HEDGES = re.compile(
    r"^(?:我|这些|内容|以上|都|全部?|基本上?|大概|大致|可能|差不多|估计|觉得|想|应该|应当|算|还|是|就|的|说|写|填|，|,)*(?:属实|真实)[^，,。；;]{0,6}$"
)
# 「莫忙交」 is not yet, 「先不交了」 is not at all.
_WAITS = re.compile(
    r"^(?:诶|哎|那|我|先|[，,！!。\s])*(?:莫忙|不忙|别忙|莫慌|莫急|别急|不急|慢点|慢着|且慢|等一?下|等哈|等会儿?|等等|稍等)(?:着|到)?[，,。！!\s]*"
    r"(?:先?(?:莫|别|不|不要))?(?:忙|急|慌)?(?:着|到)?(?:提交|交|报)?(?:上去|出去)?[嘛哈哦啊吧了。！!]*$"
)
_UNDECIDED = re.compile("(?:没|没有)(?:想|考虑|决定|商量)(?:好|清楚|定)?")


def agreement(scene: FormScene) -> Turn | None:
    """File the form when the whole message says yes, and only then: what is filed cannot be taken back."""
    is_yes = agrees(scene.text) or scene.text == scene.say("choices.keep_estimate")
    if is_yes and _SAYS_TRUE.search(scene.text) and (declared := _declared(scene)):
        return declared
    return submitted(scene) if is_yes else None


def _declared(scene: FormScene) -> Turn | None:
    """Take 「属实」 for the declaration where that is still open; the summary is confirmed by itself."""
    still_open = open_fields(scene.form, scene.running.answers)
    field = next((field for field in still_open if field.kind is FieldKind.DECLARATION), None)
    if field is None:
        return None
    made = scene.running.with_answer(field.name, Answer(True, scene.text))
    return go_on(scene, made)


def nothing_to_change(scene: FormScene) -> Turn | None:
    """Ask once whether to file where it is only said that nothing is changed: 「不改了」, 「还是用原来的」."""
    says_so = speaks_of_no_change(scene.text) and not agrees(scene.text) and agrees(beside_no_change(scene.text))
    if not says_so and not leaves_it_as_it_was(scene.text):
        return None
    return ask_again(scene, scene.running, Reply(scene.say("form.unchanged_at_summary")))


def denial(scene: FormScene) -> Turn | None:
    """File nothing: 「我不同意提交」, 「还不能交」 stop, 「不对」 asks what is wrong."""
    is_untrue = _SAYS_UNTRUE.match(scene.text) is not None and not looks_like_a_question(scene.text)
    if not denies(scene.text) and not is_untrue:
        return None
    if not is_untrue and _FILES.search(scene.text):
        return leaving.cancelled_at_summary(scene)
    # Whoever says so takes the declaration back.
    return correcting.ask_which_item(_undeclared(scene) if is_untrue or _UNTRUE.search(scene.text) else scene)


def change_wanted(scene: FormScene) -> Turn | None:
    """Ask which item is to be changed."""
    return correcting.ask_which_item(scene) if scene.text == scene.say("choices.change") else None


def giving_up_at_summary(scene: FormScene) -> Turn | None:
    """Stop; nothing is lost by it."""
    if scene.text == scene.say("choices.not_now"):
        return leaving.cancelled_at_summary(scene)
    if _WAITS.match(scene.text):
        # Nothing is given up: what is to be put right comes next.
        return ask(scene, scene.running, scene.say("form.wait_at_summary"))
    gives_up = scene.wants("cancel", at_least=hearing.AT_SUMMARY) or _thinks_again(scene)
    return leaving.cancelled_at_summary(scene) if gives_up and not is_corrective(scene.text) else None


def holding_back_at_declaration(scene: FormScene) -> Turn | None:
    """Stop one question before the summary as at the summary: 「莫交」, 「我还没想好」, 「我想撤回举报」."""
    if _WAITS.match(scene.text):
        return ask(scene, scene.running, scene.say("form.wait"))
    if is_corrective(scene.text):
        return None
    stops = _thinks_again(scene) or (denies(scene.text) and _FILES.search(scene.text))
    return leaving.cancelled_at_summary(scene) if stops else None


def declaration_not_given(scene: FormScene) -> Turn:
    """Show all items to somebody who says that they are not true; what says neither is asked again."""
    says_true = _SAYS_TRUE.search(scene.text) is not None
    doubts = _UNTRUE.search(scene.text) and not says_true
    # 「应该是属实的嘛」 puts nothing right: a hedged yes is asked again.
    corrects = is_corrective(scene.text) and not (says_true and _HEDGES.match(scene.text))
    if denies(scene.text) or corrects or doubts:
        return show_summary(scene, scene.running, scene.say("form.confirm_which"))
    return ask(scene, scene.running, scene.say("form.truth_unclear"))


def _thinks_again(scene: FormScene) -> bool:
    """Say whether nothing is to be filed now; a question about it is still a question."""
    # 「我还没想好要不要提交」 asks nothing.
    if _UNDECIDED.search(scene.text) and not _ASKS.search(scene.text):
        return True
    if looks_like_a_question(scene.text):
        return False
    return holds_back(scene.text) or wish_about_a_case(scene.text) is CaseWish.WITHDRAW


def _undeclared(scene: FormScene) -> FormScene:
    """Return the form with its declaration taken back."""
    running = scene.running
    for field in scene.form.fields:
        if field.kind is FieldKind.DECLARATION:
            running = running.without(field.name)
    return scene.with_running(running)


def question_at_summary(scene: FormScene) -> Turn | None:
    """Answer a question."""
    if scene.wants("ask", at_least=hearing.AT_SUMMARY) and looks_like_a_question(scene.text):
        return answered_in_between(scene)
    return None


def unclear_at_summary(scene: FormScene) -> Turn:
    """Take what was heard at all; else show the items again."""
    if scene.wants("cancel"):
        return leaving.cancelled_at_summary(scene)
    if scene.wants("human"):
        return leaving.for_a_person(scene)
    if is_corrective(scene.text) or scene.wants("deny", "back"):
        return correcting.ask_which_item(scene)
    if scene.wants("ask", "greeting", "thanks"):
        return answered_in_between(scene)
    return show_summary(scene, scene.running, scene.say("answering.not_sure"))
