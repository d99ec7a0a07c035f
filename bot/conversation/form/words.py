"""The words by which the patterns of a form tell messages apart."""

from __future__ import annotations

import string

from intake.forms.codes import REPORTS as REPORTS
from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import QUESTION

NAMED = ("reporter_role", "reporter_name", "contact_name", "phone")
OWN_CASE = re.compile(r"上次|上回|之前|原来|我的案|案子|那件|那个件|编号|进度|办到|查一?下")
# No name asks anything; a text may.
ASKS_CLEARLY = re.compile(r"能不能|可不可以|是不是|会不会|要不要|需不需要|怎么|为什么|咋个|[吗不][?？]?$")
ASKS_OF_AN_OPTION = re.compile(
    r"(?<!再说)(?<!再看)(?<!不管)(?<!无论)(?<!晓得)(?<!知道)([\u4e00-\u9fff])不\1|^(?:我)?(?:要是|如果|假如|万一)[^。]{2,40}(?:不|没|没得|吗|么)[?？]|有没有|有没得|多少|好多|会不会|能不能|可不可以|是什么|"
    r"[^的]吗[?？]?$|(?:怎么|咋个?|啷个|如何)(?:区?分|选)|区别"
)
# 「要是我匿名，你们看得到我头像不？」 wishes for nothing yet.
IMAGINES = re.compile(r"^(?:那|我|你们?)?(?:要是|如果|假如|万一|假设|若是)")
BARE_PHONE = re.compile(r"^\+?(?:86)?[ -]?(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})$")
# Another answer than the open one is only touched when the words say that it was wrong.
SAYS_WRONG = re.compile(
    r"(?:写|填|说|打|搞|弄|选|报|整|记)(?:错|拐)|[打写少漏]掉了?一?个?字|"
    r"[写打少]漏了?[一二两几]?个?字?|更正|第.{1,3}项[^，,。]{0,8}(?:不对|错|改|换|有误)|^(?:上面|"
    r"前面|刚才|刚刚|之前)[^，,。]{0,8}(?:不对|错|有误)"
)
# In a text they may be part of the story: 「他把图纸改成自己的名字」.
MAY_SAY_WRONG = re.compile(r"不对|有误|错了|改一?下|改成|改为|换成|少了|漏了|多了|写反|搞反")
MAY_CALL_IT_WRONG = cue("不对|有误|错|要改", signs="对误错改")
# 「谢谢你餐饮店」 is a name.
# What else declines a question is a matter of its kind.
REFUSES = re.compile(
    r"^(?:先|就|那|我|这个|这项)*"
    r"(?:跳过|略过|不填|不写|不说|不想说|不想填|不想写|不方便说|下一个|下一项|下一题|过|"
    r"pass)(?:了|吧|嘛|哈)*[。！!]*$",
    re.IGNORECASE,
)
# 「我要另外举报一个公司」, while one is being filed.
ANOTHER_ONE = re.compile(
    r"^(?:那|我|我们|还|也|要|想)*(?:(?:另外|另|再|又)(?:再|要|想|单独)?(?:举报|投诉)(?:另外?|"
    r"别的|其他)?(?:一个|一家|个|家)?|"
    r"(?:举报|投诉)(?:另外?一|别的|其他|第二)(?:个|家)?)(?:公司|企业|厂|单位|人|店)*[。！!]*$"
)
ONLY_WISHES = re.compile(
    r"^(?:那|我们?|现在|就|还是|也|要|想|来|去|是|[，, ])*(?:举报|投诉|检举|咨询|预约|维权)"
    r"(?:一?下|侵权|线索|的|吧|嘛|了)*[。！!]*$"
)
WHAT_WE_DO = re.compile(
    r"^(?:我们?|咱们?|我们公司|我们厂|本公司)(?:这边|家)?就?是?(?:专门)?(?:做|搞|卖|生产|加工|经营)"
)
# 「就是刚才执照上那个名字」, 「同上」 name nothing that can be read here.
REFERS_BACK = re.compile(
    r"^(?:就|还|也|那|是|写|填|用|跟|和|与|按|照|我们?|你们?|您)*(?:同上|(?:刚才|刚刚|上面|上头|"
    r"前面|之前|上次|上回|执照|营业执照|合同|"
    r"公章|图片|照片|截图|文件)[^，,。]{0,10}(?:那个|那家|那些|的名字|的名称|名字|名称|一样|说过|"
    r"说的|写的|发的|填的|一致))"
    r"[^，,。]{0,6}(?:[，,](?:还要|要|你们?|都|我|又|已经)*[^，,。]{0,4}(?:几遍|几次|几回|说过|填过|写过|讲过|重复)[^，,。]{0,4})?[。！!？?]*$"
)
A_WORD_OF_TWO = 2
# 「就是跟我们打对台那家噻，你们一查就晓得」 tells of somebody and names nobody.
ONLY_DESCRIBES = re.compile(
    r"^(?:就是?|是|还是)?[^，,。]{0,6}(?:跟|和|抢|对)?(?:我们?|咱们?)[^，,。]{0,8}(?:打对台|作对|抢生意|竞争|抢客户|做一样|隔壁|对面|对门|同行)[^，,。]{0,4}(?:的)?"
    r"(?:那[家个]|那几[家个]|那边)(?:公司|厂|店|人)?[噻嘛吧哈的了]*(?:[，,](?:你们?)?(?:一?[查问看去]|都|就)[^，,。]{0,10}(?:晓得|知道|清楚|有))?[了嘛噻。！!]*$"
)
THEY_DID = re.compile("(?:后来|然后|结果)?(?:他|她|对方|人家|那边)们?(?:又|还|就|也)*[把将拿]")
THEIR_NUMBER = re.compile(
    r"(?:^|[，,。；; 是])(?:这是|这个是|就是)?(?:他|她|他们|她们|对方|被举报人?|那个人|那家公司|偷东西的人)的?"
    r"(?:手机|电话|座机|联系|号码)"
)
# 「公司名和电话都错了，…电话13900001111」: the number that stands in the form is the filer's.
OWN_NUMBER_CHANGES = re.compile(
    r"^(?:(?:(?!对方(?:的|换|改|电)|[他她]).){0,40}[，,。；;\s和跟与、])?(?:我的?|联系)?(?:电话|手机|号码)(?:号码?)?(?:也|都|给我|帮我|我|刚才|前面)*"
    r"(?:[写填说搞弄记打报留]?错了?|不对|有误|改|换)"
)
# What is left of 「他的电话139…，你们直接打给他」 says nothing.
CALLS_THEM = re.compile(
    r"^(?:他|她|他们|对方|该|这家|那家|公司|单位|店|厂|老板|负责人|前台|客服|官网|网站|留|上|你们?|可以|直接|去|找|联系|打|给|问|"
    r"就行|就是|的|电话|手机|座机|号码|是|嘛|吧|[，,。：:\s])+$|"
    # 「赵某现在的」: what its number was said to be is gone.
    r"^[\u4e00-\u9fff]{2,4}?(?:现在|目前|以前|原来|新|常用|另外){0,2}的(?:电话|手机|号码)?(?:是|为)?[:：]?$"
)
# 「算了还是举报」: nothing but the wish for the other form.
CHANGES_OVER = re.compile(
    r"^(?:算了|那就|那|我们|我|还是|就|直接|改成|改|先|不约了|不举报了|[，, ])*+"
    r"(?:举报|投诉|线索|匿名举报|咨询|预约|预约咨询)(?:吧|嘛|好了|算了|了)*[。！!]*$"
)
THIS_ONE = re.compile("(?:那|就|嗯|哦)?这(?:个|项|题|一项|道题)")
DENIES = re.compile("不是|不叫|不在|并非")
# Without one of these neither a relation is told nor an item named first; a question does neither.
_ASKS_NOTHING = rf"(?s)^(?!.*?(?:{QUESTION.pattern})).*?"
MAY_RELATE = cue(rf"{_ASKS_NOTHING}(?:[^不]是|属于|系|为|[:：])", signs="是属系为:：")
MAY_NAME_FIRST = cue(
    rf"{_ASKS_NOTHING}(?:[:：是为叫加补写填记留]|还有|改|换|挪|调|推|提前)",
    signs=":：是为叫加补写填记留还改换挪调推提",
)
# A wished time is put right by a day or an hour, or by its number.
MAY_CHANGE_A_TIME = cue(
    "[改换调挪移推延前正加补添多].{0,60}[周期拜月号日天午]|"
    "[周期拜月号日天午个].{0,12}(?:不|去|删|取消|来不|没空)|应该是|[，,；; 了][是换改要]",
    signs="改换调挪移推延前正加补添多不去删取来没应是要",
)
MAY_COME_TO = cue("[加添补追][上充加]?一?[条个项点下]", signs="加添补追")
MAY_HAVE_LEFT = cue(
    "走|离|辞|跳槽|退|不[干做]|开除|^(?:是|对|嗯|就|从|那|当)", signs="走离辞槽退干做除是对嗯就从那当"
)
MAY_KEEP_IT = cue("[改变动错旧持样对续着下过原]", signs="改变动错旧持样对续着下过原")
MAY_ASK_WHAT = cue("什么|啥|哪|何", signs="什啥哪何")
MAY_ADD_NOTHING = cue("[没莫无不别懒冇木]|就.{0,2}这|[完够]|差不多", signs="没莫无不别懒冇木这完够差")
MAY_TELL_AND_ASK = cue("(?s)[，,。；;：: ].{5}", signs="，,。；;：: ")
MAY_HAVE_NO_TELEPHONE = cue("电话|手机|座机|号码|写.?信|寄|邮", signs="话机码信寄邮")
MAY_URGE = cue("急|优先|插|快[点些一]|搞快|[快紧早].{0,6}[办处查]", signs="急优插快紧早")
# Without one of these no party is taken out, nothing is said of something else.
MAY_TAKE_OUT = cue(
    "[删去划撤拿][了掉除去]|删|不要|[不别莫只就](?:想|用|要)?再?(?:举报|告|投诉|追究|写|填|列|加)|算了|没参与|"
    "是(?:被[偷侵害举告]|受害|侵权|失主|权利人|苦主|我)",
    signs="删去划撤拿不报告诉究是写填列加算没",
)
MAY_BE_ELSEWHERE = cue(
    r"[上下]午|[周拜期][一二三四五六日天]|[明后]天|不.{0,3}[给留填写提透上打]|或|半|[和、]|加|补|"
    r"问|烦|气死|累|无语|随|都|无所谓|线上|"
    r"嗦|要命|恼火|没完|太多|破表|脑壳|头[大痛疼]|没[得有]|[打找系]我?.{0,8}1[3-9]\d",
    signs="午周拜期明后不或半和、加补问烦死累无随都线嗦命恼没太破脑头1",
)
# A place, and nothing but a place, follows then: no text and no name begins so.
MOVES = re.compile(
    r"^[哦噢嗯啊，,\s]*(?:刚才|刚刚|上面|前面|发生|的)*(?:地点|地方|那个地方)?(?:不对|[写说填搞弄记]?错了|有误)"
)
CHANGES = re.compile("改|[错岔混]|不对|有误|换成|更正|应该是|应为|不是|不叫|不在|并非")
# What corrects another answer has one of these, or is nothing but a telephone.
MAY_CORRECT = cue(
    r"[改错换拐岔混]|[打写少漏]掉|不对|有误|更正|应该是|应为|不是|不叫|不在|并非|[少漏多]了|[写搞]反|"
    r"^\+?[\d -]{7,}$"
)
# Without one of these it is not asked whether an item must be filled, and nothing was told before.
MAY_ASK_IF_NEEDED = cue(
    "必|一定|可不|非.?[填写说答留选给要]|不.?[填写说答留选管给]|跳[过开]|空[着起到]|留空|略|"
    "放[着起]|以后|[要用].?[填写说答留选给]",
    signs="必定不非跳空略放后填写说答留选给",
)
MAY_ASK_WHICH = cue("还是|[问说指要].{0,2}[哪啥什]", signs="还哪啥什")
MAY_BE_A_COMPANY = cue("[司厂店社行部所院校馆]|中心|企业", signs="司厂店社行部所院校馆心企")
MAY_HOLD_MAIL = cue("@", signs="@")
MAY_POINT_BACK = cue("[说講讲填写答告留]", signs="说講讲填写答告留")
MAY_WANT_NO_NAME = cue("[名露姓]|身份|是我", signs="名露姓身是")
# What another item is called, or what only a place can be said of.
MAY_TELL_OF_ANOTHER = cue(
    "损失|金额|时间|日期|地[方点址]|全[名称]|名[字称]|电话|手机|号码|注册|登记|用|做货|加工|办公|"
    "生产|搬|[那这]边|附近|一带|对面|旁边|拿走|[拷带偷]走",
    signs="损额间期地全名话机码册登用货工办产搬边附带面走",
)
MAY_BE_A_ROLE = cue("不是|我们?(?:公司|自己)?[就才]", signs="不就才")
MAY_PUT_RIGHT = cue("[，,。；;].{0,4}(?:不对|错了?)", signs="对错")
MAY_SAY_MORE = cue("[，,。；;](?:另外|对了|哦对了|顺便|还有|再[加添补告举]|[还也]要)", signs="，,。；;")
MAY_BE_EARLY = cue(
    "[想要]来?(?:咨询|了解|请|问|学|晓得|知道|搞|弄)|主要|能不能|[签设装盖锁]|加了?密|竞业|我.{0,4}[姓叫是]|本人",
    signs="询解请问学晓知搞弄主能签设装盖锁密竞姓叫是本",
)
MAY_BE_NO_PLACE = cue(r"[想问帮咋啥吗嘛呢人做卖搞开]|老师|怎么|啷个|什么|能不能|可以|不晓得|(?s:.{31})")
REALLY_ASKS = cue(
    "^(?!.*不(?:晓得|知道|清楚|记得)).*(?:吗|怎么|咋|啷个|多少|好多|好久|多久|什么|啥|哪|几|"
    "会不会|能不能|有没有|[?？])",
    signs="吗怎咋啷多久什啥哪几会能有?？",
)
MAY_TAKE_BACK = cue("撤", signs="撤")
MAY_COME_BACK = cue("再想|考虑|还是|继续|接[着到]|反悔|后悔", signs="再虑还继接悔")
# Without one of these no item is emptied, and no party comes to the others.
MAY_EMPTY = cue(
    "[删去划拿撤清][了掉除去空]|删|[不莫别][填要写留报]|空[着起]|[抹销]了?|不要|取消",
    signs="删去划拿撤清不莫别空抹销取",
)
# What every name of an item ends with that is long enough to be meant alone: 「保密措施」, 「损失金额那项」.
MAY_NAME_AN_ITEM = cue(
    r"^[^，,。；;]{0,8}(?:身份|类别|举报人|方式|地点|时间|日期|线索|名称|联系人|代理人|电话|邮箱|关系|地址|平台|措施|"
    r"种类|金额|途径|说明|内容|问题|区县|园区|看到|理由)(?:[那这]?一?[项栏个])?[吧嘛哈呢了。！!：:，,\s]*$",
    signs="身类举式地时日线名联代电邮关平措种金途说内问区看理",
)
# Several items are changed where two things are said and one of them is to be another.
MAY_CHANGE_SEVERAL = cue(
    "(?:改|换|错|不对|应该是|应为|有误).*[，,。；; ]|[，,。；; ].*(?:改|换|错|不对|应该是|应为|有误)"
)
MAY_ADD_A_PARTY = cue(
    "[再还另也].{0,6}(?:[个家名位]|被举报|同伙)|[漏少差忘].{0,2}一?[个家]|也.{0,8}[加添写算报告]|"
    "[还也].{0,6}(?:告|举报|投诉|检举)|被(?:举报|告|投诉).{0,14}(?:法|老板|负责|实|股东|总经理|长).{0,8}[叫是]|"
    "^不[是叫].{2,40}被(?:举报|告|投诉)",
    signs="再还另漏少差忘也被",
)
# 「查进度 VRD8-GCS9-3」: a reference, and nothing that might answer something.
JUST_A_REFERENCE = cue(
    r"^(?:请|帮我|我|要|想|查询?一?下?|看看?|进度|编号|案件|单号|的|是|"
    r"[，,：:。\s])*+[0-9A-Za-z]{4}[-－—\s][0-9A-Za-z]{4}[-－—\s][0-9A-Za-z]"
    r"(?:的|进度|怎么样了?|办到哪里?了|到哪里?了|如何|[，,。？?！!\s])*$",
    signs=string.ascii_letters + string.digits,
)
# 「[图片]」, 「[收到不支持的消息类型，暂无法显示]」, 「。。。」 say nothing. At the summary 「[OK]」 is a yes.
JUST_SIGNS = re.compile(r"^(?:[\[【][^\[\]【】]{1,30}[\]】]|[^\w\[【])+$")
# What is shown in the place of a picture or a file by a client that sends words alone.
A_FILE_IN_WORDS = re.compile(
    r"^[\[【](?:图片|照片|截图|相片|视频|小视频|文件|附件|文档|图像|相册)[^\[\]【】]{0,20}[\]】]$"
)
# One's own wish, not what is told of others: 「他们匿名发过邮件」.
OWN_WISH = re.compile(
    r"^(?:我|那|还是|改|换|转|先|请|就|能|可以|要|想|不|莫|别|匿名|名字|姓名)|(?:要|想|能|改成?|还是|就)匿名"
)
SAYS_WHO = re.compile(
    r"(?:实名|真名)[^\d]{0,20}(?:1[3-9]\d|0\d{2})|(?:我叫|我是|我姓|本人姓|联系人|[，,]叫)[^\d]{2,20}(?:1[3-9]\d|0\d{2})|"
    r"(?:我|咱)[^\d，,。；;]{2,12}[\d -]{7,14}[，,、\s]{1,3}(?:请|联系人|找)"
)
HOLDS_A_NUMBER = re.compile(r"\d{7}|1[3-9]\d[ -]\d{4}[ -]\d{4}")
# Without one of these nobody is threatened, nobody in office is spoken of, no receipt is wanted.
MAY_THREATEN = cue(
    "威胁|吓|挟|迫|逼|打|堵|砸|砍|捅|揍|弄|整|杀|收拾|跟踪|盯|围|骚扰|报复|闹|让我|叫我|喊我|"
    "对我|要我|放话|推|踢|扇|掐|撞|跟|颜色|瞧|放过|饶|再告|再举报|麻烦|守|蹲|小心|当心|夜路|全家|"
    "不撤|怕|住|不敢",
    signs="威吓挟迫逼打堵砸砍捅揍弄整杀拾跟盯围骚复闹我放推踢扇掐撞颜瞧饶再烦守蹲心夜全撤怕住敢",
)
MAY_SPEAK_OF_OFFICIALS = cue(
    "局|监管|执法|办案|承办|经办|工作人员|公务员|当官|干部|法官|警|公安|法院|检察|所里|你们|政府|纪委|街道办",
    signs="局监执案承经员官干警安院察所们府纪街",
)
NAMES_AN_ITEM = re.compile("[^:：，,。]{2,8}[:：]")
MAY_BE_A_CONTACT = re.compile(r"电话|手机|号|联系|座机|打|找|\d{5}")
MAY_BE_A_RECEIPT = cue("回执|收据|收条|回单|凭证|凭据|单[子据]?|条子|证明|[pP][dD][fF]", signs="执据条单凭明pP")
# What is shorter tells no story.
MAY_BE_A_STORY = re.compile(r"(?s)(?=.{6}).*[拿偷拷发卖带传泄窃盗挖露抢]|.{25}")
# Without one of these nobody in office is to keep out of it, no name was said wrong, nobody's call is asked about.
MAY_WANT_RECUSAL = cue(
    "回避|经手|插手|[不莫别].{0,12}[办查管]|换.{0,3}人|过手|参与|负责", signs="避手办查管换与责"
)
MAY_ASK_FOR_A_TIME = cue(
    "[周期拜日号天末午].*(?:可以|行|要得|成|好|方便|有空|合适|怎么样|如何)", signs="可行得成好便空适样何"
)
MAY_NAME_WRONGLY = cue("名|全称|姓", signs="名称姓")
MAY_ASK_WHO_CALLS = cue(
    "电话|手机|联系|找|通知|问|约|打|局|谈|[来去上跑].{0,6}[家门厂司]", signs="话机系找知问约打局谈来去上跑"
)
# 「大概要讲多久」, 「你们来讲要不要钱」 ask of the visit, and are nothing that it is to be about.
ASKS_OF_THE_VISIT = re.compile(
    r"(?:^|[，,。；;？? ])"
    r"(?:那|请问|你们|老师|上门|讲课|培训|咨询|这个|一次|大概|一般|要|得|来|会|讲|待|谈|用|花|需要)+"
    r"(?:多久|好久|多长时间|几个小时|几个钟头|多少时间)|"
    r"(?:你们|上门|讲课|来讲|指导站|培训|咨询|这个)[^，,。；;？?]{0,8}"
    r"(?:收不收|要不要|收|要)(?:钱|费|给钱|交费)[吗嘛不么]?|"
    r"^(?:收不收费|要不要钱|收钱不|要钱不|要钱吗|收费吗|免费吗|免费的?不)|几个人来|来几个人|哪个来|哪些人来"
)
