"""A number that is put right in the words behind it: 「错了，最后两位是23」, 「多敲了一个3」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.numerals import spelled_digits
from intents.reading.refusal import NotUnderstood

_SIGNS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "俩": 2}
_LAST_FIGURES = re.compile(
    r"^[,，。;；!！\s)）]{0,3}(?:哦|噢|哎|啊|不好意思)?[^\d。]{0,10}?(?:错|不对|打反|写反|搞反|改)[^\d。]{0,8}?(?:最后|末尾|后|尾)(?:面|头)?的?"
    r"(?P<many>[一两二三四俩1-4])(?:位|个(?:数|号|字)?)(?:数|号)?(?:应该|应)?(?:是|为|改成|改为)[:：]?(?P<figures>\d{1,4})(?!\d)"
)
# 「哦不对，是4417」, 「最后四位搞错了，4417」: the words hold nothing but the part that is right.
_TAIL = r"(?:(?:最后|末尾|后|尾)(?:面|头)?的?(?:[一两二三四五六俩1-6](?:位|个(?:数|号|字)?)(?:数|号)?|号|巴)?)"
_WRONG = r"(?:说|写|打|念|记|搞|敲|输)?(?:错|不对|反)了?"
_PART_AGAIN = re.compile(
    rf"^[,，。;；!！\s]{{0,3}}(?:哦|噢|哎呀?|啊|不好意思|等等|[,，\s]){{0,3}}(?P<named>{_TAIL}?)(?:是|那里)?{_WRONG}(?:{_WRONG})?[,，。;；!！\s]{{0,3}}"
    rf"(?P<tail>{_TAIL}?)(?:应该|应当|应|该|是|为|改成|改为|[:：,，\s]){{0,3}}(?P<figures>\d{{2,6}})(?!\d)(?:才对|哈|嘛|了|哦|[。！!\s]){{0,3}}$"
)
_SPOKEN_PART = re.compile(r"[零〇○一二两三四五六七八九幺洞拐]{2,6}")
_ONE_TOO_MANY = re.compile(r"多(?:敲|打|写|按|输|了|填)(?:了)?(?:一?个|1个)(?P<figure>\d)")
_SHORTEST_SLIP = 3
_RUNS = re.compile(r"(\d)\1+")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def put_right(number: str, behind: str) -> str:
    """Return a number with its last figures as the words behind it put them right; as it is where none do."""
    said = _LAST_FIGURES.match(behind)
    if not number:
        return number
    if said is None:
        return _part_again(number, behind)
    many = _SIGNS.get(said["many"]) or int(said["many"])
    return number[:-many] + said["figures"] if len(said["figures"]) == many else number


def _part_again(number: str, behind: str) -> str:
    """Return a number with its end as it is said again; where another part may be meant it is asked whole."""
    said = _PART_AGAIN.match(_SPOKEN_PART.sub(lambda run: spelled_digits(run[0]), behind))
    if said is None:
        return number
    figures = said["figures"]
    last = number[-len(figures) :]
    if said["named"] or said["tail"] or _is_a_slip(figures, last):
        return number[: -len(figures)] + figures
    raise NotUnderstood("phone.say_whole")


def _is_a_slip(figures: str, last: str) -> bool:
    """Say whether one of them is easily said for the other: two places changed, or a single figure."""
    if len(figures) < _SHORTEST_SLIP:
        return False
    differing = sum(one != other for one, other in zip(figures, last, strict=True))
    return sorted(figures) == sorted(last) or differing == 1


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
