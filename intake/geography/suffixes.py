"""What is left of an official name when people leave its level out: 璧山, 白沙, 恩施, 邻水. Pure."""

from __future__ import annotations

from intents import expressions as re

TOWN_LEVELS = ("街道", "镇", "乡")

_PEOPLE = (
    "(?:(?:土家|苗|侗|仡佬|布依|彝|藏|羌|傣|景颇|傈僳|哈尼|白|朝鲜|回|壮|瑶|水|黎|畲|满|纳西|拉祜|佤|独龙|怒|普米|毛南|"
    "仫佬|各|达斡尔|塔吉克|土|撒拉|东乡|保安|裕固|布朗|鄂温克|鄂伦春|京|阿昌|德昂)族|(?:蒙古|哈萨克|柯尔克孜|锡伯)族?)"
)

_TOWN = re.compile(rf"(?:{_PEOPLE}*乡|街道|镇)$")
_COUNTY = re.compile(rf"(?:{_PEOPLE}+自治[县旗]|[区县市旗])$")
_PREFECTURE = re.compile(rf"(?:{_PEOPLE}+自治州|地区|盟|市)$")
_PROVINCE = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")


def town_stem(name: str) -> str:
    """白沙镇 -> 白沙."""
    return _TOWN.sub("", name)


def county_stem(name: str) -> str:
    """邻水县 -> 邻水."""
    return _COUNTY.sub("", name)


def prefecture_stem(name: str) -> str:
    """恩施土家族苗族自治州 -> 恩施."""
    return _PREFECTURE.sub("", name)


def province_stem(name: str) -> str:
    """广西壮族自治区 -> 广西."""
    return _PROVINCE.sub("", name)
