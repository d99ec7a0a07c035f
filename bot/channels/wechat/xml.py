"""WeChat's XML: a message in, a text out. Read only after the envelope has been proven.

ElementTree and a template, because wechatpy's parser and reply take 29 µs a message against 12,
turn a doubled tag into a list, and let a `]]>` in our own text end the element it stands in.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from datetime import datetime
from xml.etree import ElementTree

from bot.channels.keyed_ids import KeyedIds
from bot.channels.wechat.envelope import Unreadable
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Attachment, Inbound, Location, MessageKind
from intents.signs import without_control_characters

_FIELDS = frozenset(
    {
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "MsgId",
        "MsgID",
        "Content",
        "Recognition",
        "Location_X",
        "Location_Y",
        "Label",
        "Event",
        "EventKey",
        "MediaId",
        "ThumbMediaId",
        "Format",
        "PicUrl",
        "Title",
        "Description",
        "Url",
    }
)
# What a message tells of the picture, voice, video, file or link that it brings. Its number and its sender are not
# among them: they would lead from what an anonymous filer hands in to an account.
_BROUGHT = ("MediaId", "ThumbMediaId", "Format", "PicUrl", "Title", "Description", "Url")
_KINDS: Mapping[str, MessageKind] = {
    "text": "text",
    "image": "image",
    "voice": "voice",
    "video": "video",
    "shortvideo": "video",
    "location": "location",
    "link": "link",
    "file": "file",
    "event": "event",
}
_TEMPLATE = re.compile(r"[\w-]{1,64}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,11}")
# What a person typed or chose keeps its blanks; what WeChat writes does not mean any.
_AS_TYPED = frozenset({"Content", "Recognition", "Label"})
# Some phones send an emoji as the two halves of its UTF-16, each escaped; no XML parser takes them.
_ESCAPED_UNIT = re.compile(r"&#(5[5-7][0-9]{3}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});")
# What WeChat puts into the text where the person sent something that it does not pass on.
_PLACEHOLDER = re.compile(r"[\[【]收到不支持的消息类型[^\]】]{0,30}[\]】]")
_EVENTS = {
    "subscribe": "subscribe",
    "unsubscribe": "unsubscribe",
    "scan": "scan",
    "click": "click",
    "view": "view",
    "location": "location",
}


def fields_of(xml: str) -> dict[str, str]:
    """Return the fields we know, control characters removed, by WeChat's names.

    Raises Unreadable for broken XML, a document type, a field given twice or with anything nested in it,
    and a message without sender, receiver, time or type.
    """
    fields: dict[str, str] = {}
    for element in _root(without_control_characters(xml)):
        if element.tag in _FIELDS:
            if element.tag in fields or len(element):
                raise Unreadable
            text = element.text or ""
            fields[element.tag] = text if element.tag in _AS_TYPED else text.strip()
    if not all(fields.get(name) for name in ("ToUserName", "FromUserName", "MsgType")):
        raise Unreadable
    if not _SECONDS.fullmatch(fields.get("CreateTime", "")):
        raise Unreadable
    return fields


def inbound(fields: Mapping[str, str], xml: str, ids: KeyedIds, now: datetime) -> Inbound:
    """Return the message for reception. Raises Unreadable for a point that is not on the globe."""
    kind = _kind_of(fields)
    event = _EVENTS.get(fields.get("Event", "").lower(), "other") if kind == "event" else ""
    agreed = _agreed_in(fields, xml) if event == "other" else ""
    event = "agreed" if agreed else event
    return Inbound(
        channel=ChannelName.WECHAT,
        person=ids.keyed_id("wechat", fields["FromUserName"]),
        own_key=ids.keyed_id("wechat-own", fields["FromUserName"]),
        key=ids.keyed_id("wechat-message", _delivery(fields, xml)),
        kind=kind,
        received_at=now,
        text=_text(kind, fields),
        location=_location(fields) if kind == "location" else None,
        event=event,
        event_key=agreed or (fields.get("EventKey", "") if event == "click" else ""),
        attachment=_attachment(kind, fields),
        openid=fields["FromUserName"],
    )


def _agreed_in(fields: Mapping[str, str], xml: str) -> str:
    """Return the templates of 订阅通知 that they have just agreed to, separated by blanks; "" for none.

    One tap is one message of ours for each. WeChat writes one list or several.
    """
    if fields.get("Event", "").lower() != "subscribe_msg_popup_event":
        return ""
    listed = _root(without_control_characters(xml)).iterfind("SubscribeMsgPopupEvent/List")
    agreed = (one.findtext("TemplateId", "").strip() for one in listed if _is_accepted(one))
    return " ".join(template for template in agreed if _TEMPLATE.fullmatch(template))


def _is_accepted(listed: ElementTree.Element) -> bool:
    return listed.findtext("SubscribeStatusString", "").strip() == "accept"


def sent_at(fields: Mapping[str, str]) -> int:
    """Return when the person sent it, in seconds since 1970."""
    return int(fields["CreateTime"])


def text_reply(text: str, fields: Mapping[str, str], now: datetime) -> str:
    """Return the XML that shows `text` to the person whose message had these fields."""
    return (
        f"<xml><ToUserName>{_cdata(fields['FromUserName'])}</ToUserName>"
        f"<FromUserName>{_cdata(fields['ToUserName'])}</FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{_cdata(text)}</Content></xml>"
    )


def _attachment(kind: MessageKind, fields: Mapping[str, str]) -> Attachment | None:
    """Return what came with the message; None where nothing can be fetched, and no link came."""
    told = {name: fields[name] for name in _BROUGHT if fields.get(name)}
    if not told.get("MediaId") and not (kind == "link" and told.get("Url")):
        return None
    return Attachment({"kind": kind, **told})


def _kind_of(fields: Mapping[str, str]) -> MessageKind:
    """Return the kind of message; a text that only says that WeChat kept something back is no text."""
    kind = _KINDS.get(fields["MsgType"].lower(), "unknown")
    if kind == "text" and _PLACEHOLDER.fullmatch(fields.get("Content", "").strip()):
        return "unknown"
    return kind


def _root(xml: str) -> ElementTree.Element:
    if "<!DOCTYPE" in xml:
        raise Unreadable
    root = _parsed(xml)
    if root is None:
        root = _parsed(_with_whole_characters(xml))
    if root is None or root.tag != "xml":
        raise Unreadable
    return root


def _parsed(xml: str) -> ElementTree.Element | None:
    try:
        # WeChat signed it, it has at most 64 KiB and no document type: nothing can be expanded.
        return ElementTree.fromstring(xml)  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return None


def _with_whole_characters(xml: str) -> str:
    """Put escaped halves of characters together; a half without its other half goes."""
    halves = _ESCAPED_UNIT.sub(lambda found: _unit(found[1]), xml)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _unit(written: str) -> str:
    number = int(written[1:], 16) if written[0] in "xX" else int(written)
    return chr(number) if 0xD800 <= number <= 0xDFFF else f"&#{written};"


def _delivery(fields: Mapping[str, str], xml: str) -> str:
    """Return what tells this delivery from every other one, and is the same when it comes again.

    MsgId alone was seen twice for two people, and events of one second collide without their content.
    """
    common = f"{fields['ToUserName']}:{fields['FromUserName']}:{fields['CreateTime']}"
    if fields["MsgType"].lower() != "event":
        return f"msg:{common}:{fields.get('MsgId') or _digest(xml)}"
    own_id = fields.get("MsgID") or fields.get("MsgId") or _digest(xml)
    return f"evt:{common}:{fields.get('Event', '')}:{fields.get('EventKey', '')}:{own_id}"


def _digest(xml: str) -> str:
    return hashlib.sha1(xml.encode(), usedforsecurity=False).hexdigest()


def _text(kind: MessageKind, fields: Mapping[str, str]) -> str:
    """Return what was typed. WeChat is withdrawing `Recognition`: it is often missing or empty."""
    name = {"text": "Content", "voice": "Recognition"}.get(kind)
    return fields.get(name, "") if name else ""


def _location(fields: Mapping[str, str]) -> Location:
    return Location(
        latitude=_degrees(fields.get("Location_X", ""), 90),
        longitude=_degrees(fields.get("Location_Y", ""), 180),
        label=fields.get("Label", ""),
    )


def _degrees(written: str, limit: int) -> float:
    try:
        degrees = float(written)
    except ValueError:
        raise Unreadable from None
    if not math.isfinite(degrees) or abs(degrees) > limit:
        raise Unreadable
    return degrees


def _cdata(text: str) -> str:
    # A "]]>" would end the section early, and what follows would be read as XML.
    safe = without_control_characters(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"
