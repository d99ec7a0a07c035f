"""People whose names hold the name of a district: 「给张江津用」, 「前员工陈万盛」. Pure.

A place is where the words lead to one; who stands behind a post, a relative or 「卖给」 is somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from intents import expressions as re
from intents.persons.made_as_names import may_be_a_name
from intents.persons.names import names_sheet
from intents.persons.people import Person
from intents.telling.whereabouts import Locating

_LEADS_TO_SOMEBODY = re.compile(
    r"(?:员工|职工|经理|主管|总监|主任|组长|班长|师傅|徒弟|工程师|技术员|业务员|销售员|会计|采购员|同事|股东|合伙人|老板|老婆|老公|"
    r"经理|仓管|库管|调度|司机|文员|前台|秘书|助理|厂长|店长|副总|主播|研发|质检|设计师|学徒|侄儿|侄子|外甥|老表|"
    r"表弟|表哥|堂弟|堂哥|弟弟|哥哥|姐姐|妹妹|儿子|女儿|叫做?|名叫|姓名|卖给|发给|交给|传给|给|由|伙同)[是为:]?"
)
# Behind a whole name nothing of a place goes on: 「给张江津用」, but 「给江津双福」.
_NAME = re.compile(
    r"(?P<name>(?!于)[\u4e00-\u9fff]{3})(?=[,。;!?\s用把偷拿将从在也是去跳离拷抄盗带发传卖于和跟与、]|$)"
)


def without_people(text: str, people: Sequence[Person], places: Locating, on: date) -> str:
    """Return a text as long as it is, blank where people stand; a place stays where no post leads."""
    signs = list(text)
    surely = {one.name for one in people if one.role}
    known = (
        (one.start, one.end) for one in people if one.name in surely or not places.is_just_a_place(one.name, on)
    )
    for start, end in chain(known, _announced(text, places, on)):
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _announced(text: str, places: Locating, on: date) -> Iterator[tuple[int, int]]:
    """Yield where a name of three signs with a district in it stands behind words that lead to somebody."""
    sheet = names_sheet()
    for found in _LEADS_TO_SOMEBODY.finditer(text):
        name = _NAME.match(text, found.end())
        if name is None or not may_be_a_name(name["name"]):
            continue
        ends = places.is_just_a_place(name["name"][1:], on)
        if ends or (name["name"][2] in sheet.given and places.is_just_a_place(name["name"][:2], on)):
            yield name.span("name")
