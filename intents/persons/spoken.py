"""A name as people say it, with the talk around it: 「欧阳锦程，锦是锦绣的锦」, 「我姓冉，喊我冉老师」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.family import name_in_halves
from intents.persons.parties import is_an_organisation
from intents.persons.people import is_a_name, is_titled, name_at
from intents.reading.no_name_told import tells_and_names_nobody
from intents.reading.plain import as_written

_MOST_CHARACTERS = 60
_CLAUSES = re.compile(r"[，,。；;！!、（(]+")
# 「锦是锦绣的锦」, 「耳东陈」, 「没得草字头」: how it is written.
_EXPLAINS = re.compile(
    r"^(?:就?是|那个|这个|后头那个|前头那个)*(?:(?P<sign>[\u4e00-\u9fff])(?:字)?(?:就?是|"
    r"为)?)?[\u4e00-\u9fff]{1,6}的(?:那个)?(?P<again>[\u4e00-\u9fff])(?:字)?(?:嘛|哈|哦|"
    r"噻)*[)）]?$|"
    r"^(?:没得|没有|不带|不要|有个?|带个?|加个?)[\u4e00-\u9fff]{1,3}(?:头|旁|底|字旁|字头|字底|"
    r"边)(?:的|那个)*[)）]?$|"
    r"^(?:耳东|双木|木子|弓长|立早|古月|言午|口天|草头|三横|双人|单人|文武)[\u4e00-\u9fff][)）]?$|"
    r"^[\u4e00-\u9fff]字[\u4e00-\u9fff]{1,6}$"
)
# 「不是东方公司的东方」: what it is not written like.
_NOT_LIKE = re.compile(
    r"^(?:但|可)?(?:不是|并非|不要写成)[\u4e00-\u9fff]{1,10}的?(?:那个)?[\u4e00-\u9fff]{1,3}字?(?:嘛|哈|哦|噻)*[)）]?$"
)
# 「大名邓佳慧」 behind 「叫我老邓就行」.
_WHOLE_NAME = re.compile(
    r"^(?:他|她|我)?的?(?:大名|全名|本名|真名|名字|姓名|正式名字)?(?:就?是|叫做?|[:：\s])*(?P<name>[\u4e00-\u9fff]{2,4})(?:嘛|哈|哦)*[)）]?$"
)
# 「全名谭启贵」 says that it is the whole one.
_SAYS_WHOLE = re.compile(r"^(?:他|她|我)?的?(?:大名|全名|本名|真名|真实姓名|正式名字)")
_CORRECTS = re.compile(r"^(?:哦|诶|哎|啊|呃|[\s])*(?:不对|错了|[写说打搞]错了?|不是)(?:了|哈|不对)*$")
_FAMILY = re.compile(r"^(?:我|本人|他|她)?(?:是)?免?贵?姓(?P<family>[\u4e00-\u9fff]{1,2})(?:的)?$")
# 「免贵姓诸葛，单名一个亮字」
_SINGLE = re.compile(r"^(?:名字?)?(?:就)?(?:单名|名)(?:是|叫)?(?:一?个)?(?P<given>[\u4e00-\u9fff])字?(?:嘛|哈)*$")
_CALL = re.compile(
    r"^(?:大家|你们?|都|就|可以|平时|一般){0,4}+(?:喊|叫|称呼)(?:我|他|她)?(?:做|为|"
    r"一?声)?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:就(?:是|行|好|可以|要得|得行)了?|嘛|吧|哈|哦|了)*$"
)
_ASK_FOR = re.compile(
    r"^(?:你们?|直接|就|可以|[\s]){0,4}+(?:(?:找|联系|写|填|打给)|(?=我们))(?:我们?|公司|单位|厂里?|办公室|行政|"
    r"法务|人事|财务|销售|部门?|的)*(?P<name>(?!的)[\u4e00-\u9fff]{2,4}?)(?:就(?:是|行|好|可以|要得|"
    r"得行)了?|嘛|吧|哈|哦)*$"
)
# 「跟郎建军联系」, 「由郎建军对接」, 「负责人郎建军」: a verb or a role beside it.
_DEALS_WITH = re.compile(
    r"^(?:你们?|直接|就|可以|到时候?|请|[\s]){0,4}+(?:跟|和|与|同|由|让|喊|叫|找|打给|打|联系|请|给)?(?:我们?|公司|单位|厂里?)?(?:的)?"
    r"(?:(?:行政|法务|人事|财务|销售|技术|综合|采购|生产|市场|办公室|综管|企管|质量|研发|后勤)(?:部门?|科|处|办|中心)?(?:的)?|"
    r"(?:负责人|对接人|联络人|联系人|经办人|接待人|老板|经理|主任|厂长|总经理|法人)(?:就?是|叫|[:：\s])*)?"
    r"(?P<name>(?!马上|尽快|随时|直接|赶快|多多|及时|何时|任何|和我|给我|谁)[\u4e00-\u9fff]{2,4}?)"
    r"(?:来|去|这边)?(?:联系|对接|接待|沟通|负责|谈|安排|接洽|说|打电话)?(?:就(?:是|行|好|可以|要得|得行)了?|嘛|吧|哈|哦|即可)*$"
)
_DID = re.compile(r"^(?:就?是)?(?P<name>[\u4e00-\u9fff]{2,16}?)(?P<act>(?:把|将|偷|拷|抢|挖|盗).{3,30})$")
_ME = re.compile(r"^(?:直接|就)?(?:联系|找|打给|打)我(?:本人)?(?:就(?:行|是|好|可以|要得)了?|嘛|吧)*$")
_WHOSE = re.compile(
    r"^(?:是|他是|她是)?(?:我们?|本)?(?:公司|单位|厂里?)?(?:的)?[\u4e00-\u9fff]{0,4}"
    r"(?:部门?|科|处|办|办公室|公司|经理|主任|主管|法务|行政|负责人|老板|厂长)的?(?:人|同事)?$"
)
_DECIDES_FOR_ME = re.compile(
    r"(?:还是|就|改|那)(?:写|填|留|找|联系|打给)?(?:成)?我(?:的名字|本人|自己|算了|嘛|吧)?$"
)
_NICK = re.compile("[小老阿大][\u4e00-\u9fff]")
_LEAD = re.compile(r"^(?:我|本人|名字|姓名|联系人|全名)?(?:就?是|叫做?|喊做?|[:：])*")


def spoken_name(text: str) -> str:
    """Return the name alone where talk stands around it; "" where it stands alone, or none is sure."""
    said = as_written(text).strip()
    clauses = [clause.strip() for clause in _CLAUSES.split(said) if clause.strip()]
    if len(said) > _MOST_CHARACTERS or not clauses:
        return ""
    if halves := name_in_halves(said):
        return halves
    if len(clauses) > 1 and _ME.match(clauses[0]):
        clauses = clauses[1:]
        if len(clauses) == 1 and _is_one(name := _LEAD.sub("", clauses[0])):
            return name
    if len(clauses) == 1:
        return _who_did(clauses[0]) or _asked_for(clauses[0])
    return (
        _put_right(clauses)
        or _called(clauses)
        or _fuller(clauses)
        or _explained(clauses)
        or _decided_at_last(clauses)
    )


def without_asking_for_me(text: str) -> str:
    """Return what stands behind 「联系我就行」, which names nobody; the text itself where nothing does."""
    clauses = _CLAUSES.split(as_written(text).strip(), maxsplit=1)
    return clauses[1] if len(clauses) == 2 and _ME.match(clauses[0].strip()) else text


def _who_did(clause: str) -> str:
    """Return who is named before what was done: 「张强把我们客户抢了」."""
    found = _DID.match(clause)
    if found is None or not tells_and_names_nobody(found["act"]):
        return ""
    return found["name"] if is_a_name(found["name"]) or is_an_organisation(found["name"]) else ""


def _asked_for(clause: str) -> str:
    found = _ASK_FOR.match(clause)
    if found and _is_one(found["name"]):
        return found["name"]
    dealt = _DEALS_WITH.match(clause)
    is_more = dealt is not None and clause.replace(dealt["name"], "", 1).strip("嘛吧哈哦就行是好了 ") != ""
    return dealt["name"] if dealt and is_more and _is_announced(dealt["name"]) else ""


def _put_right(clauses: list[str]) -> str:
    """Return what stands behind 「不对」, what only explains it apart."""
    for at, clause in enumerate(clauses[:-1]):
        if _CORRECTS.match(clause) and at > 0 and _is_one(_LEAD.sub("", clauses[at - 1])):
            name = _LEAD.sub("", clauses[at + 1])
            rest = clauses[at + 2 :]
            return name if _is_one(name) and all(map(_explains, rest)) else ""
    return ""


def _decided_at_last(clauses: list[str]) -> str:
    """Return who is named last behind 「还是写我」: 「本来该写小骆，她月底就走了，还是写我，佘德明」."""
    name = _LEAD.sub("", clauses[-1])
    others = any(_is_one(_LEAD.sub("", clause)) for clause in clauses[:-1])
    return name if _DECIDES_FOR_ME.search(clauses[-2]) and _is_one(name) and not others else ""


def _called(clauses: list[str]) -> str:
    """Return how somebody who says their family name wants to be called, or the whole name behind it."""
    family = _FAMILY.match(clauses[0])
    if family is None:
        return ""
    if (single := _SINGLE.match(clauses[1])) and all(map(_explains, clauses[2:])):
        return f"{family['family']}{single['given']}"
    names = [found["name"] if (found := _CALL.match(clause)) else _LEAD.sub("", clause) for clause in clauses[1:]]
    others = [name for name, clause in zip(names, clauses[1:], strict=True) if not _explains(clause)]
    if not others and clauses[1:]:
        # 「姓王，三横王」
        return f"姓{family['family']}"
    is_one = len(others) == 1 and others[0].startswith(family["family"]) and _is_one(others[0])
    return others[0] if is_one else ""


def _fuller(clauses: list[str]) -> str:
    """Return the whole name behind how somebody is called: 「联系我们法务小邓就行，邓佳慧」."""
    call, whole = _CALL.match(clauses[0]), _WHOLE_NAME.match(clauses[1])
    nick = _LEAD.sub("", clauses[0])
    if not _NICK.fullmatch(nick) or not (_SAYS_WHOLE.match(clauses[1]) or clauses[1].endswith((")", "）"))):
        nick = ""
    called = (call["name"] if call else _asked_for(clauses[0])) or nick
    if whole is None or not called or not all(map(_explains, clauses[2:])):
        return ""
    family = called[1:2] if _NICK.fullmatch(called) else called[:1]
    is_same = whole["name"].startswith(family) and whole["name"] != called
    return whole["name"] if is_same and not is_titled(whole["name"]) and _is_one(whole["name"]) else ""


def _explained(clauses: list[str]) -> str:
    name = _LEAD.sub("", clauses[0])
    rest = clauses[1:]
    is_of_it = all((_explains(clause) and _is_of(clause, name)) or _WHOSE.match(clause) for clause in rest)
    return name if _is_one(name) and is_of_it else ""


def _explains(clause: str) -> bool:
    return _EXPLAINS.match(clause) is not None or _NOT_LIKE.match(clause) is not None


def _is_of(clause: str, name: str) -> bool:
    """Say whether the sign that is explained stands in the name: 「栋梁的栋」 for 李国栋."""
    if _NOT_LIKE.match(clause):
        return True
    found = _EXPLAINS.match(clause)
    return found is None or found["again"] is None or found["again"] in name


def _is_one(name: str) -> bool:
    return is_titled(name) or _is_announced(name) or _NICK.fullmatch(name) is not None


def _is_announced(name: str) -> bool:
    return is_a_name(name) or name_at(name, 0, announced=True) == name != ""
