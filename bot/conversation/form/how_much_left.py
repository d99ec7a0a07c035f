"""Said of the form itself: how much is left of it, how long it takes, that it is too much. It answers no item."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import open_fields
from intents import expressions as re
from intents.cues import cue

_FILL = r"(?:填写?|问|答|回答|写|弄|搞|整)"
_HOW_LONG = r"(?:多久|好久|多长时间|好长时间|多少时间|几分钟|好多分钟|多少分钟)"
_HOW_MANY = r"(?:多少|好多|几)(?:个|道|条)?(?:问题|题目?|项目?|空)?"
_SO = r"(?:这么|那么|恁么|好|如此)"
_MUCH = r"(?:多|长|啰嗦|复杂|繁琐|细)"
_ITS_ITEMS = r"(?:要[填问]的(?:东西|内容|项目|问题)?|问题|题目|题|项目|表格?|内容|东西|项)"
_BEFORE = (
    r"(?:那(?!么)|哦|啊|哎呀?|唉|天哪|天|我|请问|你们?|大概|到底|究竟|总共|一共|全部|现在|[后下][面头边]|这个|这些|这(?!么)|"
    r"都|也|就|的|[，,\s])*+"
)
_AFTER = r"(?:的|了|啊|呀|哦|嘛|呢|吧|哟|噻|诶|呐|么|吗|不|没有|没得|没|[。！!?？~，,.\s])*+"
_SAYS = re.compile(
    rf"^(?:{_BEFORE}(?:"
    # 「还差几步」, 「还要几步才完」, 「剩下几个了」: nothing else is counted there.
    rf"(?:还[差要有剩得]|[剩差])下?(?:到)?(?:多少|好多|几)(?:个|道|条)?(?:步|问题|题目?|项目?|空)?(?:要{_FILL})?"
    rf"(?:才|就|能)*+(?:{_FILL}?得?(?:完|好|结束))?|"
    # 「还有多久填得完」, 「还有好多问题」
    rf"还有{_HOW_LONG}(?:才|能|可以)*+(?:{_FILL}?得?(?:完|好|结束))?|"
    rf"还(?:有|剩)(?:下)?(?:好多|多少|几)(?:个|道|条)?(?:问题|题目?|项目?|空)|"
    # 「还要填好久」, 「还得问几个」, 「总共要填多少项」
    rf"(?:还|要|得|需要|会|该)++{_FILL}(?:{_HOW_LONG}|{_HOW_MANY})(?:才|能|得)*+(?:{_FILL}?得?(?:完|好))?|"
    # 「还要好久才填得完」, 「还要多久」
    rf"还(?:要|得|需要)?{_HOW_LONG}(?:才|能|可以)*+(?:{_FILL}?得?(?:完|好|结束))?|"
    rf"(?:要|得|需要)?{_HOW_LONG}(?:才|能|可以)*+{_FILL}得?(?:完|好)|"
    rf"(?:要|得|需要)?{_FILL}(?:{_HOW_LONG}|{_HOW_MANY})(?:才|能|得)*+{_FILL}?得?(?:完|好)|"
    rf"有{_HOW_MANY}(?:要{_FILL}|没{_FILL})|有(?:多少|好多|几)(?:个|道)?(?:问题|题目?|项)(?:要{_FILL})?|"
    # 「几时填得完」, 「什么时候能填完」
    rf"(?:什么时候|啥子?时候|几时|哪个时候|何时)(?:才|能|可以)*+{_FILL}?得?完|"
    # 「快填完了没」, 「怎么还没完」
    rf"(?:是不是|要|就|还有|还)*+(?:快要?|没){_FILL}?完|(?:怎么|咋个?|啷个|为啥|为什么)(?:还|都|总)*+(?:没|不得?){_FILL}?完|"
    # 「怎么这么多」, 「要填这么多吗」, 「这么长啊」, 「问题也太多了」
    rf"(?:怎么|咋个?|啷个|为啥|为什么|啥子?)(?:还有|有|要|得|会|{_FILL}|个)*+{_SO}{_MUCH}(?:{_ITS_ITEMS}|要{_FILL})?|"
    rf"(?:还有|还|要|得|有)++{_FILL}?{_SO}多(?:{_ITS_ITEMS}|要{_FILL})?|{_SO}(?:长|啰嗦|复杂|繁琐)(?=[啊呀哦哟嘛的！!])|"
    rf"{_SO}多{_ITS_ITEMS}|{_ITS_ITEMS}(?:也|都|真|实在|确实|未免|硬是|有点)*+(?:太|{_SO}){_MUCH}|(?:也|实在|真的?|未免)*+太(?:长|啰嗦|复杂|繁琐)|"
    # 「填了好久了」, 「填不完了」
    rf"(?:都|已经)*+(?:填写?|问|答|回答)了?(?:我)?(?:好久|半天|老半天|这么久|好半天|好长时间|半个小时|一个小时)(?:了|还|都|没{_FILL}?完)*+|{_FILL}不完|"
    # 「能不能少问点」
    rf"(?:能不能|可不可以|可以|能)(?:少|简单)(?:{_FILL})?(?:一?点|一?些|几个|两个)?(?:{_FILL})?|没完没了"
    rf"){_AFTER}){{1,2}}$"
)
MAY_ASK_HOW_MUCH = cue(
    # 「举报后多久立案」 speaks of no form.
    r"(?s)^(?=.*(?:[填写问答弄搞整还完么太半少简剩差]|好[长啰复繁])).*?(?:[多好]久|时间|分钟|多少|好多|几|什么时候|啥.?时候|哪个时候|何时|完|"
    r"[这那恁好]么?[多长啰复繁]|太[多长啰复繁细]|半天|小时|少|简单)",
    signs="久间钟少多几时候完长啰复繁细半天简",
)


def how_much_is_left(scene: FormScene) -> Turn | None:
    """Say how many items are left and how to have a rest or pass one over; the item is asked again."""
    is_short = len(scene.text) <= hearing.SHORT_CHARACTERS
    if not is_short or scene.command or scene.form.name == FormName.SUPPLEMENT or not _SAYS.match(scene.text):
        return None
    still_open = open_fields(scene.form, scene.running.answers)
    if scene.running.pending.submit_now:
        still_open = tuple(field for field in still_open if field.core)
    left = len({scene.field.name, *(field.name for field in still_open)})
    return ask(scene, scene.running, scene.say("form.how_much_left", left=left))
