"""Answers that are words: yes or no, nothing, not telling, more; names and texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.once import once_a_message
from intents.reading.agreement import agrees, denies, speaks_of_agreeing
from intents.reading.no_name_told import tells_and_names_nobody
from intents.reading.plain import as_written, plain, says_nothing
from intents.reading.questions import looks_like_a_question
from intents.reading.refusal import NotUnderstood
from intents.sheet import Block, Words, read_sheet
from intents.whole import Vocabulary, said

_LONGEST_REFUSAL = 20

_NO = re.compile(
    r"^(?:不|没|无|否|非|别|莫|从未|从来没|未|no|n$)|(?:不是|没有|不属实|不同意|不愿意|不行|不可以|有假|夸大)$"
)

_THIS = (
    r"(?:这[个项题]|就是|此项|电话|手机|号码|名字|姓名|真名|我|先|就|都|也|真的|那|的|了|后面|其[他余]|剩下|全部|直接|"
    r"暂时|问题)*"
)
_TAIL = r"(?:这[个项题]|此项|问题|了|吧|嘛|哈|呢|的|再说|一下|谢谢)*$"
# Refusals are about the speaker: 「他跳过加密直接下载的」 and 「没带走东西」 tell something.
_SKIPS = re.compile(
    rf"(?:跳过|略过?|不填|先过|空着|下一?[个题项]){_TAIL}|^{_THIS}(?:过|下一步|pass){_TAIL}|"
    r"(?:回头|以后|后面|之后|晚点|改天|下次)再?(?:补|说|填)|(?:想|先|后|以)不?填|"
    r"不(?:太|大|很|是很)?(?:想|愿意?|方便|便|肯|敢)(?:再|多|直接)?"
    rf"(?:说|填|留|给|透露|提供|告诉|写|答|回答|公开|暴露|露|实名|{_TAIL})|"
    rf"^{_THIS}不(?:留|给|提供|透露|告诉|写)|"
    rf"^(?:我|请|需?要)*(?:保密|拒绝){_TAIL}|拒绝(?:回答|提供|填写?|说|透露){_TAIL}|"
    rf"没带(?!走|出|离|来)|忘(?:了|记了?|光了?|干净了?)(?:叫|是|具体|哪|什么|几|多少|名|号|日期|时间|{_TAIL})"
)
_OF_OTHERS = re.compile(
    r"^(?:他|她|它|对方|人家|别人|员工|离职员工|客户|同事|供应商|那[个家人边]|该)(?!们?(?:公司)?的?(?:电话|手机|号码|名字|全名|姓名|叫|姓|地址))"
)
_BETWEEN_CLAUSES = re.compile(r"[，,。；;！!？?\n]+")
# 「不能说，说出来不就泄密了嘛」 holds back and names nothing; 「对方说了就泄密了」 tells something.
_FEARS_TO_TELL = re.compile(
    r"^(?:这[个项样]?|那个|它|名字?|名称|内容|我们?的?|公司的?|都|也|可|就|哎呀?|哦|当然|还是|反正|是|真的|肯定|[，,\s]){0,5}(?:"
    r"(?:不能|不好|不便|不方便|不敢|没法|不可以|不得行|莫得办法|咋个?能|怎么能|哪能|岂能|啷个能|怎么敢|咋敢)(?![说讲]的)(?:随便|跟你们|给你们|告诉|在这里|往外|写出来){0,2}(?:说|讲|告诉|透露|写|填|给)?"
    r"[^，,。；;]{0,6}(?:$|[，,。；;！!\s].{0,6}?(?:说|讲|写|告诉|透露|是|要|会|本来|就|这|那|都|怕).{0,4}?.{0,6}?(?:秘密|机密|泄|漏|保密|晓得|知道|公开))|"
    r"(?:是|属于|都是)?(?:公司的?|我们的?)?(?:商业秘密|秘密|机密|绝密|保密的?(?:东西|内容)?)[，,的呀啊嘛\s]{0,3}(?:不能|不好|不便|不方便|咋|怎么|哪|不敢|啷个|说不得|讲不得)|"
    r"(?:说|讲|写|告诉你们?|透露|填)(?:了|出来|出去|给你们?|给别人){0,2}(?:，|,)?(?:不?就|岂不|那?不就|会|等于|怕)(?:是|要|会|了)?(?:泄密|泄露|泄漏|漏|露|曝光|公开|不是秘密|没得秘密|不保密)|"
    r"(?:说|讲)不得)"
)
_NO_IDEA = re.compile(r"没(?:有|得)?(?:头绪|思路|想好|主意|问题)|莫得头绪|随便|都行|都可以")
_WISHES = re.compile(
    r"(?:想|要|打算|准备|需要|希望|怎么|如何|咋个?|啷个)[^，,。]{0,4}(?:建|做|搞|弄|写|签|管|保护|申报|创建|申请|学|了解|咨询|问|防|查|举报|维权)"
    r"[^，,。]{2,}|保密|制度|协议|合同|离职|竞业|证据|图纸|客户|商业秘密|示范"
)
# 「不知道从哪里开始」, 「不晓得员工离职要签啥」: what is not known is what is asked.
_DOES_NOT_KNOW_HOW = re.compile(
    r"(?:不(?:太)?(?:知道|晓得|清楚|懂)|搞不(?:清|懂))[^，,。]{0,12}(?:从哪|怎么|如何|咋|啷个|算不算|要不要|该不该|能不能|哪些|要签|该签|有没有用)[^，,。]{0,16}"
    r"(?:开始|着手|下手|建|做|搞|弄|写|签|管|保护|申报|算|用|处理|合适|好)"
)
_UNKNOWN = re.compile(
    r"不(?:太|大|是很|怎么)?(?:知道|晓得|清楚|记得|确定|了解|懂|明白|好说|好算)|不知|不详|未知|说不(?:清|准|好|上来?|出)|"
    r"记不(?:清|得|到|住|起)|搞不(?:清|懂)|弄不清|记不倒|认不倒|晓不得|想不起|分不清|算不(?:清|出)|"
    r"没(?:有|得)?(?:统计|算过|印象|注意|头绪|思路)|说不来|难说|鬼才?(?:记得|晓得|知道)|"
    r"^(?:谁|哪个|哪里|哪儿|哪)(?:还|又|个)?(?:记得|晓得|知道|搞得|弄得|说得)(?:到|清|住|准)?"
)
# 「客户不知道底价」 tells what somebody else does not know.
_UNKNOWN_TO_OTHERS = re.compile(
    r"^(?:他|她|对方|客户|别人|外人|同行|员工|公司|市场上?|外面)(?:们|都|也|的人|根本|完全|并)*不(?:知道|清楚|了解|懂|明白)(?!$)"
)
_NOTHING = re.compile(
    r"^(?:都|什么都|啥都|暂时|目前|现在|还|也|就|真的|确实)*(?:没有|没|无|莫有|不存在|没啥)"
    r"(?:了|的|过|什么|啥|呢|园区|证据|损失|其他|别的|补充|报过?警|报过?案|起诉|这种|这些|任何)*$"
)
_NO_ADDRESS = re.compile(
    r"^(?:也|都|还|我|他|对方)*(?:没有?|没得|莫得|无)(?:固定|具体|详细|经营|办公|的)*(?:地址|地方|地点|场所|住址|门面)?[的了嘛哈。！!]*$"
)
_MORE = re.compile(
    r"^(?:查?看?更多|继续看?|下一?页|余下的?(?:内容)?|后面的?呢?|还有呢|接着[看说讲]|往下看?|more|展开)$"
)

# 「不晓得全名，只知道叫小鹿」: the name comes after.
_NOT_THE_WHOLE_NAME = re.compile(
    r"^[^，,]{0,4}(?:不|没|记不)[^，,]{1,8}[，,]\s*(?:只?(?:知道|晓得)|都?喊(?:他|她)?)?(?=.)"
)
# 「是我们以前的销售，叫李雷」, 「两个人，张伟和刘洋」: who it is comes before the name.
_WHO_IT_IS = re.compile(
    r"^(?:就?是|一个|我们|我|他|她|以前|前|原来)[^，,]{0,16}[，,]\s*(?=(?:名字|姓名|全名)?就?叫)|^[一二两三四五六七八九几\d]+个(?:人|公司|单位)?[，,：:]\s*"
)
_NAME_LEAD = re.compile(
    r"^(?:那?就?(?:写|填)(?:成|为|上)?[：:，,\s]*|哦[，,\s]*|"
    r"(?:我的?|对方|他们?|我们|本人|联系人|被举报(?:人|方|的)?|公司|单位|企业|权利人)?"
    r"(?:公司|单位|名字|姓名|全称|名称|全名)?(?:好像|应该|大概)?(?:就?是|就?叫(?:做|我)?|：|:|为)(?:啥子|什么|个)?\s*(?!不)|"
    r"(?:我的?|联系人的?)?(?:名字|姓名|联系人|联系)(?:你)?(?:就)?(?:写|填|留|打)?\s*(?=[\u4e00-\u9fff])|我是|我叫|[叫喊]我(?:做)?|(?:我|本人)?免?贵?姓(?=[\u4e00-\u9fff]{1,2}(?:的|哈|嘛|。)?$)|免贵|"
    r"(?:被(?:举报|投诉|检举|控告)的?|侵权|举报)(?:人|方|单位|公司|企业|对象)(?:名称|姓名)?[：:\s]*"
    r"(?=[\u4e00-\u9fff]{2})(?![的是就也还要请希想不和与及将应向在已均填写]))"
)
# 「权利人重庆…公司」, 「水土高新园，两江新区的，全名重庆…公司」: what stands before the whole name of a company.
_BEFORE_A_COMPANY = re.compile(
    r"^(?:[^，,]{1,16}[，,]\s*){0,3}(?:我们|我|对方|他们|那家|这家|就|的|公司|单位|企业|厂|执照上|执照头|合同上)*"
    r"(?:权利人|举报人|被举报人|被举报方|被举报的|咨询人|单位名称|公司名称|企业名称|公司全称|单位全称|全名|全称|名称|名字|那家|写的|叫)"
    r"(?:应该|好像|就|名|的|全称|全名|名称|是|叫|为|啥子|什么|个|[:：，,])*\s*"
    r"(?=[\u4e00-\u9fff（）()a-zA-Z0-9·]{6,}(?:公司|厂|店|集团|企业|合作社|事务所|中心|研究院|工作室)[。.！!吧嘛哈]*$)"
)
_TEXT_LEAD = re.compile(
    r"^(?:那就|那|就)?(?:写|填|叫|记)(?:成|为|上|作)?(?:[：:]\s*|(?=[“\"]))|^(?:那就|就)写(?:成)?"
)
# 「我去车间头看一眼招牌再来」, 「你是真人还是机器」: no name tells what somebody does.
_TELLS_OF_ONESELF = re.compile(
    r"^(?:我|你|您|咱)们?(?=.{4,}).{0,12}(?:去|来|看|问|说|等|想|要|还是|不|给|再|了|吗|嘛|填|查|找)"
)
# 「他们把别人的图纸拿来用」, 「啥子都不懂，想学哈」 name nobody.
_TELLS_SOMETHING = re.compile(
    r"^(?:他|她|人家|对方|有人)们?.{0,8}(?:[把拿偷拷抄挖卖用]|泄露)|(?:想|要)(?:学|问|咨询|了解|请教|请|知道|晓得)|都?不懂|[咋怎]么|"
    # 「大概前年3月做的客户表」, 「先这样，我去开会」.
    r"^(?:大概|大约|差不多|应该|好像)*(?:是)?(?:去年|前年|今年|上个?月|20\d\d年|\d{1,2}月).{0,16}的|(?:先这样|先到这里|明天再|改天再|晚点再|回头再|下次再)"
)
# 「就是我，王小明」.
_JUST_ME = re.compile(r"^(?:就是)?我(?:本人|自己)?[，,\s]+(?=[\u4e00-\u9fff]{2,4}$)")
# 「我是个人，没有单位」, 「个体户，没得公司名」.
_HAS_NO_HOUSE = re.compile(
    r"(?:没有?|没得|莫得|无)(?:得)?(?:工作)?(?:单位|公司|厂|企业)(?:名称?|名字)?$|^(?:我们?|就|只|是|一个|做)*(?:个体(?:工商)?户?|个人|自然人|小摊|摊贩|摆摊|散户)(?:经营|户|的)?[，,\s]*(?:就|也|还|都)?(?:没有?|没得|莫得|无)(?:得)?(?:起)?(?:名称?|名字|字号|招牌|执照名)的?$|^(?:我)?(?:们)?(?:就)?(?:是|以)?(?:一?个人|个体户?|自然人)(?:名义)?$"
)
# 「不晓得叫啥子名字，只晓得是在大坪那边一栋楼」: where it is, and no name.
_ONLY_WHERE = re.compile(
    r"^[^，,]{0,6}(?:不|没|记不)[^，,]{1,10}[，,]\s*(?:我?(?:只|就)(?:晓得|知道|记得))?(?:是|就)?在[^，,]{2,}(?<!公司)(?<!厂)(?<!店)$"
)
# 「是不是搞反了」, 「填错了」 tell of a mistake.
_MIXED_UP = re.compile(
    r"^(?:你们?|我|是|不是|都|给|也)*(?:搞|弄|写|填|说|记|整|听|看)(?:反|错|混|岔|拐)了?(?:吧|嘛|哦|啊|了)*$"
)
# 「37家厂」 are many, and none of them by its name.
_HOW_MANY_HOUSES = re.compile(
    r"^(?:有|一共|总共|大概|十?几)*[\d一二三四五六七八九十百几两]+多?(?:家|个)(?:厂子?|企业|公司|单位|店)$"
)
# 「我们是四川的公司」 says where a house is from.
_FROM_WHERE = re.compile(
    r"^(?:我们?|咱们?|我公司|本公司)(?:就|都)?是[^，,]{2,8}的(?:公司|企业|厂子?|单位|店)(?:[，,。嘛吧哈]|$)"
)
_NAME_TAIL = re.compile(r"[\s。.！!，,；;~～…]+$|(?<=..)(?:[吧嘛哈哦噻啊呀]|就(?:行|可以|要得|得行|好|是)了?)$")
# Emoji and the signs that join them.
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+")
# Markup, and what a spreadsheet would work out: 「<script>」, 「=cmd|calc」.
_A_PROGRAM = re.compile(r"^(?:=|[+@-]\w+\()|[|{}\\^`]|<\s*[/!a-zA-Z]")
_A_WORD = re.compile(r"[^\W\d_]")
# 「[微笑]」, 「【收到不支持的消息类型，暂无法显示】」.
_IN_BRACKETS = re.compile(r"^[\[【][^\[\]【】]*[\]】]$")
_ONE_SIGN = re.compile(r"^(\w)\1{2,}$")
_A_COMPANY = re.compile(
    r"(?:公司|厂|店|馆|院|行|社|所|中心|集团|企业|部|坊|楼|铺|超市|学校|大学|单位|协会|工作室)$"
)


def read_yes_no(text: str) -> bool:
    """Return True when the whole message says yes, False for 不是; 「对方不肯」, 「是否属实我不清楚」: neither."""
    if agrees(text):
        return True
    if denies(text) or _NO.search(said(as_written(text))):
        return False
    raise NotUnderstood("yes_no.unclear")


def read_name(text: str, limit: int = 60) -> str:
    """Return the name of a person or a company, without 「我叫」 before it; as typed, in half width.

    Laughter, 「随便你填」, a yes, a question or a sign of WeChat is no name: NotUnderstood.
    """
    written = _PICTURES.sub("", as_written(text)).strip()
    whole = _BEFORE_A_COMPANY.sub("", written)
    bare = _NAME_LEAD.sub("", _WHO_IT_IS.sub("", _NOT_THE_WHOLE_NAME.sub("", whole)))
    name = _JUST_ME.sub("", _without_half_a_quotation(_NAME_TAIL.sub("", bare).strip(" ，,。：:\"'《》")))
    if _HAS_NO_HOUSE.search(written):
        raise NotUnderstood("name.own")
    if _HOW_MANY_HOUSES.match(written) or _FROM_WHERE.match(written) or _ONLY_WHERE.match(written.rstrip("。！!")):
        raise NotUnderstood("name.none")
    if _MIXED_UP.match(name) or tells_and_names_nobody(written):
        raise NotUnderstood("name.none")
    tells = _TELLS_OF_ONESELF.match(name) or _TELLS_SOMETHING.search(name)
    if tells and not _A_COMPANY.search(name):
        raise NotUnderstood("name.none")
    if not _A_WORD.search(name) or _A_PROGRAM.search(name) or is_no_name(written) or is_no_name(name):
        raise NotUnderstood("name.none")
    if len(name) > limit:
        raise NotUnderstood("name.too_long", characters=len(name), limit=limit)
    return name


def _without_half_a_quotation(name: str) -> str:
    """Return a name without the marks around it: 「“罗老幺火锅”」; 「对门那家“罗老幺火锅”」 keeps both."""
    for opens, closes in ("“”", "「」"):
        if name.startswith(opens) and name.find(closes) in (-1, len(name) - 1):
            name = name.strip(opens + closes)
        elif name.count(opens) != name.count(closes):
            name = name.replace(opens, "").replace(closes, "")
    return name.strip()


def is_no_name(text: str) -> bool:
    """Say whether the whole message is anything but a name: 嘿嘿嘿, 随便你填, 要得, 王啥子嘛, [微笑]."""
    bare = _NAME_TAIL.sub("", as_written(text))
    if _IN_BRACKETS.match(bare) or _ONE_SIGN.match(bare) or _no_names().makes_up(bare):
        return True
    if looks_like_a_question(bare) and not _A_COMPANY.search(bare):
        return True
    return speaks_of_agreeing(bare) or denies(bare)


def read_text(text: str, limit: int) -> str:
    """Return a free text, without 「那就写：」 before it; longer than `limit` characters is refused."""
    # A text may be longer than what the readers look at: its length is counted on the whole of it.
    written = _TEXT_LEAD.sub("", text.strip()).strip() or text.strip()
    if len(written) > limit:
        raise NotUnderstood("text.too_long", characters=len(written), limit=limit)
    if says_nothing(written):
        raise NotUnderstood("text.none")
    return "".join(character for character in written if character.isprintable() or character == "\n")


@once_a_message
def is_skip(text: str) -> bool:
    """Say whether the person does not want to answer this, or not now."""
    short = _short(text)
    return short is not None and _SKIPS.search(short) is not None and not _OF_OTHERS.search(short)


@once_a_message
def is_unknown(text: str) -> bool:
    """Say whether the person does not know."""
    short = _short(text)
    return short is not None and _UNKNOWN.search(short) is not None and not _UNKNOWN_TO_OTHERS.search(short)


def fears_to_tell(text: str) -> bool:
    """Say whether somebody does not answer for fear that the secret gets out by it: 「说了不就泄密了」."""
    return len(text) <= _LONGEST_REFUSAL * 2 and _FEARS_TO_TELL.match(as_written(text)) is not None


def wants_to_know(text: str) -> bool:
    """Say whether somebody who does not know says what they want all the same: 「不晓得从哪里开始建制度」."""
    clauses = [clause for clause in _BETWEEN_CLAUSES.split(text) if clause.strip()]
    told = (clause for clause in clauses if not _UNKNOWN.search(clause) and not _NO_IDEA.search(clause))
    return any(_WISHES.search(clause) for clause in told) or any(_DOES_NOT_KNOW_HOW.search(one) for one in clauses)


def is_nothing(text: str) -> bool:
    """Say whether the answer is that there is none: 没有, 无, 没得, 没有园区, 都没有."""
    short = _short(text)
    return short is not None and _NOTHING.search(short) is not None


def is_no_address(text: str) -> bool:
    """Say whether an answer to where somebody sits is that there is none: 「没有」, 「没得固定地址」."""
    return is_nothing(text) or _NO_ADDRESS.match(text) is not None


def is_more(text: str) -> bool:
    """Say whether the person wants to see the rest of a long answer."""
    short = _short(text)
    return short is not None and _MORE.search(short) is not None


@once_a_message
def _short(text: str) -> str | None:
    """Return a short message in the form it is compared in; a long one is an answer, whatever it contains."""
    if len(text) > _LONGEST_REFUSAL * 2:
        return None
    compared = said(plain(text))
    return compared if len(compared) <= _LONGEST_REFUSAL else None


class NoNamesSheet(Block):
    """`no_names.yaml`: any of the first two lists, with what may stand beside."""

    laughter: tuple[Words, ...]
    no_names: tuple[Words, ...]
    beside: tuple[Words, ...]


def no_names_sheet() -> NoNamesSheet:
    """Return what `no_names.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("no_names.yaml"), TypeAdapter(NoNamesSheet))


@cache
def _no_names() -> Vocabulary:
    sheet = no_names_sheet()
    return Vocabulary(((*sheet.laughter, *sheet.no_names),), sheet.beside, by_letters=False)
