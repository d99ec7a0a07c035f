"""Names of people and companies in a question, found with a dictionary and a list of family names; no model.

Built for masking: it would rather take an ordinary word for a name than leave one. Held against all wordings of
the knowledge base, which must stay as they are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, TypeAdapter

from intents import dictionary
from intents import expressions as re
from intents.dictionary import PackedWords, dictionary_words
from intents.index_files import IndexFiles
from intents.sheet import Block, Words, read_sheet
from intents.wording import is_a_word, words_in_order

PERSON = "〔姓名〕"
COMPANY = "〔单位〕"


def _split(words: object) -> object:
    return words.split() if isinstance(words, str) else words


# Words set apart by blanks.
WordSet = Annotated[frozenset[Words], BeforeValidator(_split)]


class NamesSheet(Block):
    """`names.yaml`; what its lists are for stands there. Words are set apart by blanks."""

    family: WordSet
    doubtful: WordSet
    double: WordSet
    given: WordSet
    no_names: WordSet
    posts: WordSet
    ends_a_name: WordSet
    kinds_of_company: WordSet


@cache
def names_sheet() -> NamesSheet:
    """Return what `names.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("names.yaml"), TypeAdapter(NamesSheet))


class _NamePatterns(NamedTuple):
    """Somebody with a title, called by name, by a nickname, or between words that stand beside people."""

    with_title: re.Pattern[str]
    called: re.Pattern[str]
    nickname: re.Pattern[str]
    in_context: re.Pattern[str]


@cache
def _patterns() -> _NamePatterns:
    sheet = names_sheet()
    post = "|".join(sorted(sheet.posts, key=len, reverse=True))
    title = (
        rf"{post}|总(?!共|数|分|额|体|则|局|部|量|和|结|是)|董|工(?![作商厂业艺资程人单具会伤])|某某?|姐|哥|叔|姨"
    )
    double = "|".join(sorted(sheet.double))
    any_family = f"(?:{double}|[{''.join(sorted(sheet.family | sheet.doubtful))}])"
    sure_family = f"(?:{double}|[{''.join(sorted(sheet.family))}])"
    return _NamePatterns(
        with_title=re.compile(
            rf"{sure_family}(?:[\u4e00-\u9fff]{{1,2}}?)?(?P<title>{title})|{any_family}(?P<post>{post}|某某?)"
        ),
        called=re.compile(
            rf"(?P<cue>我叫|名叫|名字叫|名字是|名为|姓名[是为:：]?|联系人[是为:：]?|法人[是为:：]|法定代表人[是为:：]?|叫做?|本人)\s*"
            rf"(?P<name>{any_family}[\u4e00-\u9fff]{{1,2}}?)"
            r"(?=[，,。.；;！!？?\s）)、的]|$|把|被|是|在|从|电话|手机|拿|带|跳|离|偷|泄|去|和|跟|说|了)"
        ),
        nickname=re.compile(rf"(?<![大中较更很最])[小老阿]{sure_family}(?!家|村|镇|店)"),
        # Where a cut between words would go wrong: 我和肖丽华签了.
        in_context=re.compile(
            rf"(?:(?<=[和跟与被请找是叫给对让由，,。；;、\s])|(?<=员工)|(?<=技术员)|(?<=销售)|(?<=怀疑)|(?<=老板)|(?<=同事)|^)"
            rf"{any_family}[{''.join(sorted(sheet.given))}]{{1,2}}"
            r"(?=说|把|被|和|跟|签|偷|拿|带|跳|离职|离开|去了|泄|让|经理|将|给|联系|发)"
        ),
    )


_LATIN_NAME = re.compile(r"(?:Mr|Ms|Mrs|Miss)\.?\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")

_FULL_FORM = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|合伙企业|个人独资企业)(?:[\u4e00-\u9fff]{2,8}?分公司)?"
)
_SHORT_FORM = re.compile(
    r"(?:公司|集团|经营部|工作室|律师事务所|事务所|商行|商贸|合作社|研究院|研究所|设计院|服务部|超市|酒店|药房|医院|"
    r"大学|学院|中学|小学|幼儿园|厂|店)$"
)
_IN_NO_NAME = re.compile(r"[我你他她它的了是在有不用被给能要把跟这那哪吗呢么啥咋几多到去过着让于及记处放]")
_MOST_OF_A_NAME = 22
_SHORTEST_OWN = 2
_PUNCTUATION = re.compile(r"[^\w（）()·]")


def preload(files: IndexFiles) -> None:
    """Read the dictionary's names, so that the first question does not wait for them.

    files  where they are kept from one start to the next
    """
    dictionary.preload(files)
    _patterns(), _people(), _places(), _proper_nouns()


def names_masked(text: str) -> str:
    """Return the text with names of people replaced by what they are."""
    text = _LATIN_NAME.sub(PERSON, text)
    text = _patterns().called.sub(lambda found: found["cue"] + PERSON, text)
    text = _patterns().with_title.sub(_titled, text)
    text = _patterns().in_context.sub(lambda found: PERSON if _may_be_a_name(found[0]) else found[0], text)
    text = _by_words(text)
    return _patterns().nickname.sub(PERSON, text)


def companies_masked(text: str) -> str:
    """Return the text with names of companies replaced; 「我们公司」 and 「一家有限公司」 are no names."""
    kept: list[str] = []
    for word in words_in_order(text):
        kept.append(word)
        # A full form may come in several words: 有限 公司.
        tail = "".join(kept[-4:])
        form = _FULL_FORM.search(tail)
        if (form and form.end() == len(tail)) or _SHORT_FORM.search(word):
            _mask_last(kept, is_full=bool(form and form.end() == len(tail)))
    return "".join(kept)


def _mask_last(words: list[str], *, is_full: bool) -> None:
    """Replace the company that ends the words, if it has a name of its own."""
    first = len(words) - 1
    length = len(words[-1])
    while first > 0 and _goes_on(words[first - 1]) and length + len(words[first - 1]) <= _MOST_OF_A_NAME:
        first -= 1
        length += len(words[first])
    form = _FULL_FORM if is_full else _SHORT_FORM
    own = form.sub("", "".join(words[first:]))
    if is_full:
        named = len(own) >= _SHORTEST_OWN
    else:
        # Of a stem in front of 公司 or 厂, the word at its beginning or its end is the name.
        stem = [part for word in words[first:] if (part := form.sub("", word))]
        named = any(_is_a_proper_name(word) for word in (*stem[:1], *stem[-1:])) or _begins_with_a_place(stem)
    if named:
        words[first:] = [COMPANY]


def is_proper_stem(stem: str) -> bool:
    """Say whether what stands before 公司, 厂 or a trade is somebody's name and no kind: 兴渝, not 外包."""
    words = words_in_order(stem)
    return any(_is_a_proper_name(word) for word in (words[0], words[-1])) or _begins_with_a_place(words)


def _begins_with_a_place(stem: list[str]) -> bool:
    """Say whether a place stands in front of something that is more than a kind: 重庆 渝都 化工(厂)."""
    rest = [word for word in stem[1:] if word not in names_sheet().kinds_of_company]
    return bool(stem) and stem[0] in _places() and bool(rest) and not any(map(_IN_NO_NAME.search, rest))


def _goes_on(word: str) -> bool:
    return word not in names_sheet().ends_a_name and not _PUNCTUATION.search(word) and COMPANY not in word


def _is_a_proper_name(word: str) -> bool:
    if len(word) < _SHORTEST_OWN or word in names_sheet().kinds_of_company or _IN_NO_NAME.search(word):
        return False
    return word in _people() or word in _proper_nouns() or not is_a_word(word)


def _titled(found: re.Match[str]) -> str:
    return found[0] if is_a_word(found[0]) else PERSON + (found["title"] or found["post"])


def _by_words(text: str) -> str:
    words = words_in_order(text)
    masked = []
    place = 0
    while place < len(words):
        taken = _name_at(words, place)
        masked.append(PERSON if taken else words[place])
        place += taken or 1
    return "".join(masked)


def _name_at(words: list[str], place: int) -> int:
    """Return how many words from here on are somebody's name; 0 for none."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else ""
    if _is_name(word):
        return 0 if _OF_A_PLACE.match(following) else 1
    if spelled := _spelled_out(words[place : place + 3]):
        return spelled
    is_family = word in _sure_families()
    is_given = 1 <= len(following) <= 2 and _is_chinese(following) and not _IN_NO_NAME.search(following)
    return 2 if is_family and is_given else 0


def _spelled_out(words: list[str]) -> int:
    """Return how many of these words together are a family name and a usual given name: 石 梓涵, 孟永 浩."""
    sheet = names_sheet()
    for count in range(len(words), 0, -1):
        name = "".join(words[:count])
        family = name[:2] if name[:2] in sheet.double else name[:1]
        given = name[len(family) :]
        known = family in _sure_families() or family in sheet.doubtful
        if known and 1 <= len(given) <= 2 and sheet.given.issuperset(given) and _may_be_a_name(name):
            return count
    return 0


def _may_be_a_name(name: str) -> bool:
    return name not in names_sheet().no_names and (name in _people() or not is_a_word(name))


def _is_name(word: str) -> bool:
    sheet = names_sheet()
    if not 2 <= len(word) <= 4 or not _is_chinese(word) or word in sheet.no_names:
        return False
    family = word[:2] if word[:2] in sheet.double and len(word) > 2 else word[0]
    given = word[len(family) :]
    if len(given) > 2 or _IN_NO_NAME.search(given):
        return False
    if family in sheet.doubtful:
        # 许可 and 顾问 stand among the names of the dictionary too; three characters are rarely a word.
        return word in _people() and len(given) == 2
    # A word the dictionary does not know, with a family name in front, is one as well.
    return family in _sure_families() and (word in _people() or not is_a_word(word))


def _is_chinese(word: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in word)


_OF_A_PLACE = re.compile(r"街道|镇|乡|区|县|路|村|坝|湾")


@cache
def _sure_families() -> frozenset[str]:
    return names_sheet().family | names_sheet().double


@cache
def _people() -> PackedWords:
    """Return names that the dictionary knows: 王建国, 李娜."""
    sheet = names_sheet()
    return dictionary_words("nr", "nrt", "nrfg").beginning_with(sheet.family | sheet.doubtful | sheet.double)


@cache
def _places() -> PackedWords:
    return dictionary_words("ns")


@cache
def _proper_nouns() -> PackedWords:
    """Return names of companies and brands that the dictionary knows: 华为."""
    return dictionary_words("nz", "nt")
