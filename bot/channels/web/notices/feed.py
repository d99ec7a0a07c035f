"""An Atom feed (RFC 4287) of what bureaus make known, for their own sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.channels.web.looks import BUREAU_NAME, SERVICE_NAME
from intake.bulletins.bulletin import KIND_NAMES, SUBJECT_NAMES, Bulletin, BulletinKind

FEED_TYPE: Final = "application/atom+xml"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def feed_of(
    bulletins: Sequence[Bulletin], own: str, reached_at: str, office: Callable[[str], str], now: datetime
) -> bytes:
    """Return the feed.

    bulletins   the latest change first
    own         its own address, which is its id too
    reached_at  where this service is reached, without a slash at the end
    office      the public name of a bureau, by its code
    """
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "zh-CN"})
    SubElement(feed, "id").text = own
    SubElement(feed, "title").text = f"{SERVICE_NAME}：通知和培训"
    SubElement(feed, "updated").text = _at(bulletins[0].changed_at if bulletins else now)
    SubElement(feed, "link", {"rel": "self", "href": own})
    SubElement(feed, "link", {"rel": "alternate", "href": f"{reached_at}/notices", "type": "text/html"})
    SubElement(SubElement(feed, "author"), "name").text = BUREAU_NAME
    for one in bulletins:
        feed.append(_entry(one, reached_at, office))
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(one: Bulletin, reached_at: str, office: Callable[[str], str]) -> Element:
    address, entry = f"{reached_at}/notices/{one.id}", Element("entry")
    SubElement(entry, "id").text = address
    SubElement(entry, "title").text = one.title if one.is_published else f"已撤回：{one.title}"
    SubElement(entry, "updated").text = _at(one.changed_at)
    if one.published_at is not None:
        SubElement(entry, "published").text = _at(one.published_at)
    SubElement(entry, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    if one.link and one.is_published:
        SubElement(entry, "link", {"rel": "related", "href": one.link})
    SubElement(SubElement(entry, "author"), "name").text = office(one.bureau)
    SubElement(entry, "category", {"term": one.subject.value, "label": SUBJECT_NAMES[one.subject]})
    SubElement(entry, "summary").text = _summary(one)
    return entry


def _summary(one: Bulletin) -> str:
    if not one.is_published:
        return f"撤回的理由：{one.why}"
    when = f"{one.from_on.isoformat()} 至 {one.until_on.isoformat()}"
    if one.kind is BulletinKind.TRAINING:
        when = f"{when}，{one.begins}至{one.ends}，{one.place}"
    return "\n".join(filter(None, (f"{KIND_NAMES[one.kind]}：{when}", one.text)))


def _at(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
