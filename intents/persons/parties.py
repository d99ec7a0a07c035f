"""Several people or companies in one answer: 「甲有限公司、张三」. Pure. A name with 和 in it stays one name."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.introduced import introduces, without_introduction
from intents.persons.made_as_names import may_be_a_name
from intents.persons.people import is_a_name, name_at

# No company has one of these inside its name.
_APART = re.compile(
    r"[、，,；;\n]+(?:还有|以及|另外|和|跟|与|加上)?|以及|还有|"
    # 「会计周小兰 她去了…公司」
    r"\s+(?=(?:他|她|现在|后来|后头|跳槽|去了|入职|还有))|"
    # 「一个叫谭波一个叫向小虎」: what begins so is the next one.
    r"(?<=[^另外第有中])(?=(?:另外?)?一[个家位](?:人|公司)?(?:就?是|叫做?|名叫|喊)|第[二三四五][个家位](?:就?是|叫做?|名叫|喊))"
)
# 「两个人一起搞的」, 「都是我们以前的销售」: how many they are and who, not how they are called.
_HOW_MANY = re.compile(
    r"(?:就|一共|总共|其实)*(?:是|有)?(?:[两二三四五几2345])(?:个|家|位)(?:人|公司|单位|厂|伙计)?"
    r"(?:一起|合伙|共同|合起来|伙同)?(?:搞|干|做|弄|整|偷|拿|参与)?(?:的|了)?|"
    r"(?:[两三几]个人?|他们|她们){0,2}(?:都|全)(?:是|在)[^，,；;]{1,16}"
)
_COUNTED_FIRST = re.compile(r"^(?:一共|总共|是|有)?[两二三四五几2345](?:个|家|位)(?:人|公司|单位|厂)?[：:]")
_AND = re.compile(r"[和与跟及]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_ORGANISATION = re.compile(
    r"^[\w·\-]{2,40}(?:公司|集团|企业|厂|店|行|部|中心|工作室|事务所|合作社|研究院|研究所|协会|"
    r"医院|学校|学院|超市|酒坊|作坊|馆)$"
)
# 「唐勇和重庆固锐模具有限公司」: nobody's shop is called so.
_REGISTERED = re.compile(r"^[\w（）()·]{4,40}(?:有限|责任|股份|集团)*公司$")
# 「一个叫唐勇，另一个是…」.
_ONE_OF_THEM = re.compile(
    r"^(?:其中)?(?:(?:另外?|还有|第[一二三])?(?:一)?[个家位]|另外?的?)(?:人|公司)?(?:就?是|叫做?|名叫|喊|[:：])\s*"
)
# 「重庆甲辰商贸」, in a list of parties: a company by its short name.
_BY_SHORT_NAME = re.compile(
    r"^[\u4e00-\u9fff]{2,16}(?:商贸|贸易|科技|机械|轴承|电子|化工|模具|食品|家具|建材|软件|网络|传媒|物流|制造|实业|火锅|材料|五金|电器|汽车|生物|"
    r"医药|文化|电机|阀门|铝业|门窗|服饰|装饰|咨询|教育|餐饮|酒业|茶业|农业|印务|包装|塑料|仪器|机电|重工|动力)$|^重庆[\u4e00-\u9fff]{2,6}$"
)
# 「他的新东家重庆鑫盛」, 「它的老板赵德贵」.
_WHOSE = re.compile(
    r"^(?:他|她|它|对方)们?(?:现在|后来|新|原来|以前|那个?|家|屋头|厂里|的)*"
    r"(?:(?:公司|老板娘?|东家|单位|厂长|店长|厂子?|店|站长|校长|总经理|副总经理|副总|经理|总监|主管|车间主任|主任|董事长|技术员|工程师|采购员?|业务员|销售员?|会计|法人|法定代表人|股东|合伙人|负责人|老婆|丈夫|老公|爱人|妻子|媳妇|弟弟?|哥哥?|姐姐?|妹妹?|爸爸?|妈妈?|"
    r"父亲|母亲|儿子|女儿|舅子|亲戚|朋友|(?:表|堂|小)[弟哥姐妹])(?:(?:开|办|搞|经营|名下)的?(?:那[个家])?)?|(?:开|办|去|到|跳去)的)(?:就?是|叫做?|[:：\s])*"
)
# 「厂长闵勇」
_POST_BEFORE = re.compile(
    r"^(?:(?:车间|生产|技术|销售|采购|行政|财务)?(?:主任|主管|经理|总监)|老板娘?|厂长|店长|总经理|副总经理|副总|董事长|法人|法定代表人|负责人|技术员|工程师|业务员)(?:就?是|叫|[:：\s])*(?P<who>[\u4e00-\u9fff]{2,4})$"
)
# 「去的是…」, 「现在在…」: where one of them went to is one more, by its name alone.
_WENT_TO = re.compile(
    r"^(?:他|她)?(?:现在|目前|后来)?(?:去|跳|跳槽|投奔)(?:的|到的|了)?(?:公司|单位|厂)?(?:就?是|叫)|^(?:他|她)?(?:现在|目前)的?(?:公司|单位|东家)(?:就?是|叫)"
)
_HOW_MANY_BEHIND = re.compile(
    r"(?:这|一共|总共)?(?:俩|两人|[两二三四五2-5](?:个|家|位)(?:人|公司)?)(?:都是?|都有)?$"
)
_ENDS_A_SHOP = re.compile(r"[店馆厂行坊铺社堂楼阁屋轩斋居房院所司家业记]$")
_GENERIC = re.compile(r"^(?:他|她|它|我|你|咱|这|那|某|一|两|几|其他|别的|前|老|新|对方|隔壁|竞争)")
# 「现在自己开了公司」, 「听说去了一家厂」: sentences that end as a company does.
_A_SENTENCE = re.compile(
    r"^(?:去的|在|现在|目前|后来|听说|据说|好像|可能|自己|都|就|也|还|去年|今年|前年|以前|原来|之前|主要|应该)|"
    # 「四川的公司」 is a kind of house, and no name.
    r"^[\u4e00-\u9fff]{1,8}的(?:[小大老]|民营|国有|外资)?(?:公司|企业|厂|店|单位|集团)$|"
    r"(?:就|都|也|还|不)行$|自己[^，,]{0,4}(?:开|办|搞)|(?:开|办|成立|注册|去|到|进|跳到|入股|投|挂靠|加入|拿给|卖给)了|(?:在|去|到|的)一?[家个]|[他她我你]们?(?:的|那|这|家|也|都|在|去)"
)


def parties_in(name: str) -> tuple[str, ...]:
    """Return the names in a text that is nothing but names; the text itself where it may be one name."""
    if len(halves := _AND.split(name)) == 2 and _are_two_people(*halves):
        return tuple(halves)
    counted = [piece.strip() for piece in _APART.split(_COUNTED_FIRST.sub("", name))]
    pieces = [_ONE_OF_THEM.sub("", piece) for piece in counted if piece and not _HOW_MANY.fullmatch(piece)]
    # 「在水一方餐饮店」 alone is a name.
    is_first = [
        not at and (is_an_organisation(piece) or piece.startswith("在")) for at, piece in enumerate(pieces)
    ]
    pieces = [
        piece if is_whole else _bare(piece)
        for piece, is_whole in zip(pieces, is_first, strict=True)
        if not introduces(piece)
    ]
    if not all(map(_is_a_party, pieces)):
        # 「何大勇和…公司两个」: no name ends so.
        pieces = [*pieces[:-1], _HOW_MANY_BEHIND.sub("", pieces[-1]).strip()] if pieces else []
    parties = [party for piece in pieces for party in _joined_by_and(piece)]
    is_said_among_others = len(parties) == 1 and parties[0] != name
    if not parties or not (len(parties) > 1 or is_said_among_others) or not all(map(_is_a_party, parties)):
        return (name,)
    return tuple(dict.fromkeys(parties))


def without_whose(piece: str) -> str:
    """Return a name without what says whose it is: 「他老婆开的重庆建军五金经营部」, 「去的是…公司」."""
    bare = _WENT_TO.sub("", _WHOSE.sub("", piece)) or piece
    post = _POST_BEFORE.match(bare)
    return post["who"] if post and (is_a_name(post["who"]) or _is_announced(post["who"])) else bare


def _joined_by_and(piece: str) -> tuple[str, ...]:
    """Part 「甲公司和张三」; 「金谷和牛餐饮店」 may be one name and is left whole."""
    for sign in _AND.finditer(piece):
        before, behind = piece[: sign.start()].strip(), piece[sign.end() :].strip()
        after = _bare(behind)
        # 「陈明和他媳妇开的…厂」: who is led to by words is another one.
        is_led_to = after != behind
        are_two = (
            is_led_to or is_an_organisation(before) or is_a_name(after) or _REGISTERED.match(after) is not None
        )
        is_first = _is_a_party(before) or (is_led_to and _is_announced(before))
        if _are_two_people(before, after) or (is_first and _is_a_party(after) and are_two):
            return (before, *_joined_by_and(after))
    return (piece,)


def _are_two_people(*names: str) -> bool:
    """Say whether both are whole names of people, rare ones too: 梁萍和巴南雁."""
    return all(map(may_be_a_name, names)) and any(map(is_a_name, names)) and not _ENDS_A_SHOP.search(names[-1])


def _is_announced(text: str) -> bool:
    return name_at(text, 0, announced=True) == text != ""


def _bare(piece: str) -> str:
    """Return a piece without what leads to the name in it."""
    whose = without_whose(piece)
    return whose if whose != piece else without_whose(without_introduction(piece))


def _is_a_party(text: str) -> bool:
    plain = _ASIDE.sub("", text)
    return is_a_name(plain) or is_an_organisation(plain) or is_by_short_name(plain)


def is_by_short_name(text: str) -> bool:
    """Say whether the whole text is the short name of a company: 重庆甲辰商贸."""
    return _BY_SHORT_NAME.match(text) is not None and _GENERIC.match(text) is None


def is_an_organisation(text: str) -> bool:
    """Say whether the whole text is the name of a company, a shop or another house."""
    is_one = _ORGANISATION.match(text) is not None and _GENERIC.match(text) is None
    return is_one and _A_SENTENCE.search(text) is None
