"""What an officer typed to make something known, read: every fault says what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from intake.bulletins.bulletin import BulletinKind, Subject
from intake.bulletins.personal import holds_id_number, holds_mobile
from intake.bulletins.seen import as_seen
from intake.cases.case import Incomplete

LONGEST_TITLE: Final = 60
LONGEST_TEXT: Final = 1_000
LONGEST_PLACE: Final = 60
LONGEST_LINK: Final = 300
MOST_PLACES: Final = 2_000
WHOLE_CITY: Final = "all"
# Ticked: the mobile number that stands in it may be made known.
MOBILE_MEANT: Final = "mobile"
_ID_NUMBER: Final = "这里有像身份证号的号码，发出去所有人可见，请删掉。"
_MOBILE: Final = "这里有手机号码，发出去所有人可见。请改成办公电话；确实要公开、本人也同意的，勾选后再提交。"
# Nobody plans further ahead, and a slip in the year is seen.
_FARTHEST: Final = timedelta(days=366)
_HOUR: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
# Visible ASCII: what else an address may hold is written with percent signs.
_ADDRESS: Final = re.compile(r"https://[!-~]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be made known; the fields are those of `Bulletin`."""

    kind: BulletinKind
    title: str
    text: str
    subject: Subject
    district: str
    from_on: date
    until_on: date
    link: str
    place: str = ""
    begins: str = ""
    ends: str = ""
    capacity: int | None = None


def read_proposal(said: Mapping[str, str], districts: Collection[str], today: date) -> Proposal:
    """Return what was typed. Raises Incomplete.

    said       kind, title, text, subject, district, from, until, link; of a training place, begins, ends,
               capacity; MOBILE_MEANT where a mobile number is to be made known
    districts  codes that this officer's bureau may name; WHOLE_CITY among them where it may speak to all
    """
    if said.get("kind") not in set(BulletinKind):
        raise Incomplete("kind", "请选择是通知还是培训。")
    kind = BulletinKind(said["kind"])
    title = _words(said, "title", LONGEST_TITLE)
    if not title or "\n" in title:
        raise Incomplete("title", "请写一行标题。")
    if said.get("subject") not in set(Subject):
        raise Incomplete("subject", "请选择主题。")
    if said.get("district") not in districts:
        raise Incomplete("district", "请选择面向哪里；区县局只能面向本区县。")
    from_on, until_on = _days(said, today)
    link, text = _link(said), _words(said, "text", LONGEST_TEXT)
    if not link and not text:
        raise Incomplete("text", "请写几句内容，或者填写链接，至少一样。")
    district = "" if said["district"] == WHOLE_CITY else said["district"]
    told = Proposal(kind, title, text, Subject(said["subject"]), district, from_on, until_on, link)
    return told if kind is BulletinKind.NOTICE else _training(told, said)


def _training(told: Proposal, said: Mapping[str, str]) -> Proposal:
    place = _words(said, "place", LONGEST_PLACE)
    if not place:
        raise Incomplete("place", "培训请写地点；在网上办的，写“线上”。")
    begins, ends = (_hour(said, name) for name in ("begins", "ends"))
    if ends <= begins:
        raise Incomplete("ends", "结束的时间要晚于开始的时间。")
    typed = said.get("capacity", "").strip()
    if typed and not (typed.isascii() and typed.isdigit() and 0 < int(typed[:5]) <= MOST_PLACES):
        raise Incomplete("capacity", f"名额请填 1 到 {MOST_PLACES} 的整数；不在这里报名的留空。")
    return Proposal(
        told.kind,
        told.title,
        told.text,
        told.subject,
        told.district,
        told.from_on,
        told.until_on,
        told.link,
        place,
        begins,
        ends,
        int(typed) if typed else None,
    )


def _words(said: Mapping[str, str], name: str, most: int) -> str:
    text = as_seen(said.get(name, ""))
    if len(text) > most:
        raise Incomplete(name, f"最多 {most} 字，您写了 {len(text)} 字，请删减。")
    if holds_id_number(text):
        raise Incomplete(name, _ID_NUMBER)
    if holds_mobile(text) and not said.get(MOBILE_MEANT):
        raise Incomplete(name, _MOBILE)
    return text


def _days(said: Mapping[str, str], today: date) -> tuple[date, date]:
    days = {}
    for name, label in (("from", "从哪天起"), ("until", "到哪天止")):
        try:
            days[name] = date.fromisoformat(said.get(name, ""))
        except ValueError:
            raise Incomplete(name, f"请填写{label}。") from None
    if days["from"] < today:
        raise Incomplete("from", "从哪天起：这一天已经过去了。")
    if days["until"] < days["from"]:
        raise Incomplete("until", "到哪天止，不能早于从哪天起。")
    if days["until"] > today + _FARTHEST:
        raise Incomplete("until", "到哪天止：最多一年以内，请核对年份。")
    return days["from"], days["until"]


def _hour(said: Mapping[str, str], name: str) -> str:
    typed = said.get(name, "")
    if not _HOUR.fullmatch(typed):
        raise Incomplete(name, "培训请填写时间，例如 14:00。")
    return typed


def _link(said: Mapping[str, str]) -> str:
    """Return an https address, as people are led there under the bureau's name; "" where none was typed."""
    typed = said.get("link", "").strip()
    if not typed:
        return ""
    if len(typed) > LONGEST_LINK:
        raise Incomplete("link", f"链接最多 {LONGEST_LINK} 个字符。")
    try:
        parts = urlsplit(typed)
        is_fit = bool(_ADDRESS.fullmatch(typed) and parts.hostname and parts.port != 0 and "@" not in parts.netloc)
    except ValueError:
        is_fit = False
    if not is_fit:
        raise Incomplete("link", "链接要以 https:// 开头，照地址栏原样复制，中间没有空格和中文。")
    return typed
