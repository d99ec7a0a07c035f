"""What a story tells of the case, without who tells it, for whoever stays unknown. Pure.

Cut is what names somebody or points at them: a name, a number, a post, when they came, where they live, whose
relative they are. The rest of a clause stays, and 「我」 becomes a neutral word: what somebody saw is told by
somebody, and who it was need not be known.
"""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.persons.people import is_a_name
from intents.telling.lexicon import ACTS, THINGS, hits_in
from intents.telling.own_names import own_names_in
from intents.telling.story import story_of

LEFT_OUT = "〔未保存〕"
TELLER = "〔举报人〕"
_SENTENCE = re.compile(r"[^。!！?？\n]+[。!！?？\n]*")
_PART = re.compile(r"[^，,；;]+[，,；;]*")
_TELLS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8}(?:转\d{1,6})?)(?!\d)")
# 「电话一八零八三零零零一二三」
_SPELLED_OUT = re.compile(r"(?:[\d零〇一二三四五六七八九幺两][ -]?){7}")
_FAMILY_NAME = re.compile(r"^[，,\s]*(?:我|本人)?(?:免贵)?姓[\u4e00-\u9fff]{1,2}[，,。；;\s]*$")
# 「匿名举报：我给他们送货…」: only what follows tells something.
_HEADING = re.compile(
    r"^(?:我|要|想|来|实名|匿名|特此|现|向?你们|anonymous|\s){0,6}(?:举报|反映|线索|爆料|投诉|检举|tip)"
    r"(?:线索|信|材料|一?个?(?:事情?|情况)|如下|哈|一下){0,3}\s?[：:]\s*",
    re.IGNORECASE,
)
# Nothing but the wish to file, to stay unknown, or not to be asked.
_WISH = re.compile(
    r"匿名|anonymous|实名|(?:留|写|登|说|提|填|署|具|透露|公开|暴露|泄露|显示|隐去)(?:下|个|出)?(?:我|本人)?们?(?:的|个)?(?:真)?"
    r"(?:姓?名|姓名|名字|身份|电话|号码|联系方式)|"
    r"(?:不要?|别|莫|勿|甭|可以|能|随时|有事)(?:再|来|去|给)?(?:找|联系|打|查|问|回访)(?:到)?我|(?:说|讲|晓得|知道|发现)(?:出|出去|了)?是我|"
    r"报复|穿小鞋|保密|(?:我|本人)(?:们)?(?:就|也|特|现)?(?:要|想|来|是来)(?:举报|反映|投诉|检举|提供)",
    re.IGNORECASE,
)
_KIN = (
    r"(?:前夫|前妻|老公|老婆|爱人|丈夫|妻子|男朋友|女朋友|男友|女友|前男友|前女友|对象|爸爸?|妈妈?|老汉儿?|父亲|母亲|哥哥?|姐姐?|弟弟?|"
    r"妹妹?|儿子|女儿|娃儿?|表[哥弟姐妹]|堂[哥弟姐妹]|舅舅|叔叔|姑姑|姨|侄[儿女子]?|亲戚|公公|婆婆|岳父|岳母|屋头的?人?)"
)
_MY_KIN = re.compile(rf"(?:我们?|本人|咱)(?:屋头|家里?)?的?{_KIN}")
_POST = (
    r"(?:质检|检验|化验|保管|仓管|库管|会计|出纳|财务|文员|司机|采购|销售|业务|跟单|客服|操作|技术|设计|研发|测试|运维|实习|保安|保洁|行政|人事|"
    r"普工|焊|钳|车|电)?(?:员工?|师傅?|生|工人?|长|主管|主任|经理|组长|班长|助理|总监|工程师|副总|老板|股东|会计|出纳|财务|文员|司机|保安|前台|猎头|学徒|徒弟|职工|离职员工|在职员工)"
)
# Who one is: a post, since when, for how long, from where, whose relative.
_WHO_ONE_IS = re.compile(
    r"(?:我|本人|俺|咱)(?:就|也|还|都|现在|目前|以前|之前|原来|原先|曾经|一直|只)*(?:是|系|叫)(?!说|想|觉得|看|听|从|怎|不是|来|把|被|因为|怕)|"
    r"(?:我|本人|俺)[^，,。；;]{0,24}?(?:上班|打工|做工|干活|任职|就职|实习|兼职|入职|进厂|进公司|到岗|离职|辞职|辞工|退休|被开除|被辞退)|"
    r"(?:我|本人|俺)(?:就|也|还|现在|目前|以前|之前|原来)*在[^，,。；;]{2,30}?(?:当|做|干|管)(?!时|场|面|天|年)[^，,。；;]{0,12}$|"
    r"(?:我|本人|俺)(?:就|也|还|家|现在|目前)*住|(?:我|本人|俺)(?:今年)?\d{2}岁|(?:我|本人)(?:的)?工号"
)
# What goes on with oneself where nobody else is named: 「我是质检员，干了十年」.
_GOES_ON = re.compile(
    r"^(?:已经|也|都|现在|就|一直|前后|总共|今年|在(?:那里|里面|厂里)?|\s)*(?:干|做|待|呆|上班|工作)了?[^，,。；;]{0,4}[年月天]|"
    r"^[^，,。；;]{0,6}(?:走|离开|辞职?|辞工|离职|退休|来|进来)(?:的|了)[，,；;]?$|"
    r"^[^，,。；;]{0,8}(?:入职|进厂|进公司|到岗)|^(?:今年)?\d{2}岁|^(?:负责|专门管|家住|住在|现在跟他们|娃儿|孩子|儿子|女儿)"
)
_WHEN_ONE_CAME = re.compile(
    r"(?:20\d\d年|去年|前年|今年|大前年)?(?:\d{1,2}月(?:份|\d{1,2}[日号])?|年[初底中])?(?:才|刚|就)?(?:入职|进厂|进公司|到岗|进来)(?:的)?"
)
_AS_A_POST = re.compile(
    rf"(?:我|本人)(?:就|也)?(?:是|作为|当)[^，,。；;]{{0,16}}?{_POST}(?=[，,。；;\s看听发晓知]|$)"
)
# 「我在南岸一家做火锅底料的厂里上班」, 「我是永川一家电子厂的保管员」: which firm it is belongs to the case.
_THE_FIRM = re.compile(
    r"(?:在|是)(?P<firm>(?!他们|她们|这|那|里面|公司|厂里|单位)[^，,。；;我\d]{2,24}?(?:公司|(?<!进)厂|店|企业|作坊|馆|院|所))"
    r"(?:里面?|头|里头)?(?:的|上班|打工|做|当|干|工作|任职)"
)
# 「我们老板」 is told of the employer; by whom need not stand there.
_OUR_PEOPLE = re.compile(
    r"(?:我们|咱们?|我)(?:的)?(?=(?:老板|老总|公司|厂(?![商家])|店|车间|经理|主管|主任|单位|领导|负责人|部门|组长|总监|技术部|销售部|研发部))"
)
_OUR_HOUSE = re.compile(r"我(?=[司厂店院所])|(?<!你)(?:本|敝)(?=公司|单位|厂|店)")
_ONESELF = re.compile(r"我们|我|本人|俺们?|咱们?")
_MARKED = re.compile(rf"(?:{LEFT_OUT}[，,、]?)+")
_CLAUSES = re.compile("[，,。；;！!]")
_SPEAKS_OF_ONESELF = re.compile("[我咱俺]")
_EVIDENCE = re.compile(
    r"证据|照片|截图|录音|录像|视频|链接|聊天记录|亲眼|看到|看见|听到|听见|听说|\d[\d.]*\s?[万元块]"
)
_FEWEST_SIGNS = 2


def without_oneself(text: str) -> str:
    """Return what a story tells, less who tells it, marked where something is left out."""
    if not text:
        return ""
    told: list[str] = []
    for sentence in _SENTENCE.findall(_without_names(text)):
        told += _kept_of(_HEADING.sub("", sentence))
    kept = _MARKED.sub(LEFT_OUT, "".join(told))
    kept = kept.removeprefix(LEFT_OUT).removesuffix(LEFT_OUT).strip().rstrip("，,；;")
    return kept if _TELLS.search(kept.replace(LEFT_OUT, "").replace(TELLER, "")) else ""


def place_without_oneself(told: str) -> str:
    """Return what is said of a place without the clauses that say who tells it: 「就在我们厂里，青杠」."""
    return "，".join(clause for clause in _CLAUSES.split(told) if clause and not _SPEAKS_OF_ONESELF.search(clause))


def _without_names(text: str) -> str:
    """Return the text without the teller's name, and without any telephone: whose it is, it says no more."""
    kept, end = [], 0
    for start, stop in own_names_in(text):
        kept.append(text[end : max(start, end)] + LEFT_OUT)
        end = max(end, stop)
    rest = _TELEPHONE.sub(LEFT_OUT, "".join((*kept, text[end:])))
    cast = story_of(text).cast
    name = cast.contact.name if cast.contact is not None else ""
    if len(name) > 1 and is_a_name(name) and name not in cast.accused:
        rest = rest.replace(name, LEFT_OUT)
    return rest


def _kept_of(sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence as they are kept, LEFT_OUT for one that is not."""
    was_oneself = False
    for part in _PART.findall(sentence):
        clause = _OUR_HOUSE.sub("", _OUR_PEOPLE.sub("", _MY_KIN.sub("有人", part)))
        says_who = _WHO_ONE_IS.search(clause) is not None or (was_oneself and _GOES_ON.search(clause) is not None)
        if _FAMILY_NAME.match(clause) or _SPELLED_OUT.search(clause) or not _tells(clause):
            yield LEFT_OUT
        elif says_who:
            was_oneself = True
            yield _neutral(clause) if _tells_a_fact(clause) else _firm_of(clause)
        elif _WISH.search(clause) and not _tells_a_fact(clause):
            was_oneself = True
            yield LEFT_OUT
        else:
            was_oneself = False
            yield _neutral(clause)


def _firm_of(clause: str) -> str:
    """Return the firm that a clause about oneself names, LEFT_OUT with it or alone."""
    firm = _THE_FIRM.search(clause)
    return f"{LEFT_OUT}{firm['firm']}，" if firm else LEFT_OUT


def _neutral(clause: str) -> str:
    """Return a clause that tells something of the case, without what says who tells it."""
    said = _AS_A_POST.sub(TELLER, _WHEN_ONE_CAME.sub(LEFT_OUT, clause) if _ONESELF.search(clause) else clause)
    return _ONESELF.sub(TELLER, said)


def _tells(clause: str) -> bool:
    return len(_TELLS.findall(clause.replace(LEFT_OUT, ""))) >= _FEWEST_SIGNS


def _tells_a_fact(clause: str) -> bool:
    """Say whether a clause tells what was done, to what, by which firm, for how much, or how it is known."""
    hits = hits_in(clause)
    acts = any(hit.kind in ACTS for hit in hits)
    return (acts and any(hit.kind in THINGS for hit in hits)) or _EVIDENCE.search(clause) is not None
