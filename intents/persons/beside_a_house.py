"""Who writes, named beside the name of their house: 「我们公司叫…厂，我本人姓张叫张德全」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.people import is_a_name, name_at
from intents.reading.plain import as_written

_ROLE = r"(?:联系人|联络人|经办人|对接人)"
_SAYS = re.compile(
    rf"(?:^|[，,。；;\s])(?:(?:我|本人|我本人|我自己|鄙人)(?:就)?(?:免?贵?姓[\u4e00-\u9fff]{{1,2}}[，,]?)?(?:是|叫做?|名叫|名字叫|大名)|本人|{_ROLE}(?:就?是|叫|写|[:：])?)"
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[，,。；;！!\s\d（(]|的?(?:电话|手机|号码)|嘛|哈|$)"
)
# 「我姓陈，陈国强」
_FAMILY_FIRST = re.compile(
    r"(?:^|[，,。；;\s])(?:我|本人)(?:免?贵)?姓(?P<family>[\u4e00-\u9fff]{1,2})[，,、\s]{1,3}"
    r"(?P<name>(?P=family)[\u4e00-\u9fff]{1,2})(?=[，,。；;！!\s\d（(]|$)"
)
# 「我免贵姓张」, 「叫张德全」: a part of it in a clause of its own.
_A_PART = re.compile(
    r"^(?:我|本人|我本人)?(?:免贵|免)?姓[\u4e00-\u9fff]{1,2}$|^(?:名字)?(?:叫做?|名叫)[\u4e00-\u9fff]{2,4}$"
)


def own_name_in(text: str) -> str:
    """Return the name by which whoever writes, or who is to be called, is named; "" for none."""
    said = as_written(text)
    for found in _SAYS.finditer(said):
        name = found["name"]
        if is_a_name(name) or name_at(name, 0, announced=True) == name:
            return name
    family_first = _FAMILY_FIRST.search(said)
    return family_first["name"] if family_first and is_a_name(family_first["name"]) else ""


def gives_own_name(clause: str) -> bool:
    """Say whether a clause does nothing but name whoever writes."""
    if _A_PART.match(as_written(clause).strip()):
        return True
    found = _SAYS.match(as_written(clause).strip())
    return found is not None and not as_written(clause).strip()[found.end("name") :].strip("嘛哈哦。！! ")
