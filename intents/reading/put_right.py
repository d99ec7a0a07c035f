"""A number that is put right in the words behind it: 「错了，最后两位是23」, 「多敲了一个3」. Pure."""

from __future__ import annotations

from intents import expressions as re

_SIGNS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "俩": 2}
_LAST_FIGURES = re.compile(
    r"^[,，。;；!！\s)）]{0,3}(?:哦|噢|哎|啊|不好意思)?[^\d。]{0,10}?(?:错|不对|打反|写反|搞反|改)[^\d。]{0,8}?(?:最后|末尾|后|尾)(?:面|头)?的?"
    r"(?P<many>[一两二三四俩1-4])(?:位|个(?:数|号|字)?)(?:数|号)?(?:应该|应)?(?:是|为|改成|改为)[:：]?(?P<figures>\d{1,4})(?!\d)"
)
_ONE_TOO_MANY = re.compile(r"多(?:敲|打|写|按|输|了|填)(?:了)?(?:一?个|1个)(?P<figure>\d)")
_RUNS = re.compile(r"(\d)\1+")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def put_right(number: str, behind: str) -> str:
    """Return a number with its last figures as the words behind it put them right; as it is where none do."""
    said = _LAST_FIGURES.match(behind)
    if said is None or not number:
        return number
    many = _SIGNS.get(said["many"]) or int(said["many"])
    return number[:-many] + said["figures"] if len(said["figures"]) == many else number


def without_one_too_many(text: str) -> str:
    """Return a text in which a mobile number of twelve figures is left without the one that is one too many.

    「199001300633，多敲了一个3」: only where one place of it can be meant.
    """
    said = _ONE_TOO_MANY.search(text)
    long = re.search(r"(?<!\d)\d{12}(?!\d)", text)
    if said is None or long is None:
        return text
    runs = [run for run in _RUNS.finditer(long[0]) if run[1] == said["figure"]]
    last = long[0].endswith(said["figure"]) and re.search(r"末尾|最后|后头|尾", text)
    if len(runs) != 1 and not last:
        return text
    at = len(long[0]) - 1 if last else runs[0].start()
    mended = long[0][:at] + long[0][at + 1 :]
    return text[: long.start()] + mended + text[said.end() :] if _MOBILE.fullmatch(mended) else text
