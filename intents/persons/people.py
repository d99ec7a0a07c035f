"""A person's own name in a sentence: 「我是云脊物流的法务王珂」, 「我叫周敏」, 「姓邓」. Pure."""

from __future__ import annotations

import re

# The two hundred and fifty commonest family names, and the double ones. Rarer ones are asked for.
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶"
    "程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺顾"
    "毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦"
    "俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕"
    "屈饶解牟艾尤阳时穆农卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟"
)
_DOUBLE = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|独孤|南宫|端木"
_POST = (
    "法务|律师|老板|负责人|经理|总经理|主任|会计|工程师|代理人|股东|法人|法定代表人|总监|主管|秘书|厂长|店长|"
    "助理|科长|部长|专员|员工"
)
_NAME = rf"(?P<name>(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_FAMILY}][\u4e00-\u9fff]{{1,2}}))"
_END = r"(?=$|[\s,，。.、;；:：（(]|电话|手机|联系)"

_INTRODUCED = (
    re.compile(rf"(?:我是|我们是|本人是?|我乃)[^，,。]{{0,30}}?(?:{_POST})[\s:：]*{_NAME}{_END}"),
    re.compile(rf"(?:我叫|我的名字(?:是|叫)|本人叫?|联系人(?:是|为|叫)?[:：\s]*|我姓名(?:是)?)\s*{_NAME}{_END}"),
    re.compile(rf"^(?:你们?好[\s，,]*)?我是\s*{_NAME}{_END}"),
)
_WHOLE_NAME = re.compile(_NAME)
_FAMILY_ONLY = re.compile(rf"^(?:我|本人|免贵)?姓(?P<name>{_DOUBLE}|[{_FAMILY}])(?:的)?$")
# 我是高管, 我是路人, 我是包工头: a family name may begin an ordinary word.
_NO_NAME = re.compile(r"[人员工户头家商方民众友事东理师管监匠长总者主手生客]$|公司|单位|负责")


def is_a_name(text: str) -> bool:
    """Say whether the whole text is a person's name: 张三, 欧阳峰, 李某某; no ordinary word, no post."""
    return _WHOLE_NAME.fullmatch(text) is not None and not _NO_NAME.search(text)


def person_in(clause: str) -> str | None:
    """Return the name by which the writer introduces themselves, or their family name alone; None without one."""
    for pattern in _INTRODUCED:
        found = pattern.search(clause)
        if found and not _NO_NAME.search(found["name"]):
            return found["name"]
    only = _FAMILY_ONLY.search(clause)
    return only["name"] if only else None
