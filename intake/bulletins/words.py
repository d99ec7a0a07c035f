"""What people are told of a bulletin, in any channel: what it is, when, where it is read, and how it stops."""

from __future__ import annotations

from typing import Final

from intake.bulletins.bulletin import KIND_NAMES, Bulletin, BulletinKind, BulletinState

STOP: Final = "退订"
_STOPS: Final = f"不想再收的，回复“{STOP}”。"


def told_in_chat(one: Bulletin, address: str, office: str) -> str:
    """Return what an account of a chat is told; of a withdrawn one that it holds no more.

    address  where it is read; "" where this service has none
    office   the public name of the bureau
    """
    if one.state is BulletinState.WITHDRAWN:
        return f"更正：{office}的{KIND_NAMES[one.kind]}“{one.title}”已撤回，请不要再照它办。理由：{one.why}"
    return "\n".join(
        filter(None, (f"{office}发布{KIND_NAMES[one.kind]}：{one.title}", when(one), address, _STOPS))
    )


def told_by_mail(one: Bulletin, address: str, office: str, stop: str) -> tuple[str, str]:
    """Return subject and text of a mail.

    stop  the address of the page that ends it
    """
    end = f"\n\n您订阅过这类通知。不想再收的，打开 {stop} 退订。这封邮件由系统发出，请不要回复。\n"
    if one.state is BulletinState.WITHDRAWN:
        return f"已撤回：{one.title}", f"{told_in_chat(one, address, office)}{end}"
    text = "\n".join(filter(None, (f"{office}发布{KIND_NAMES[one.kind]}：{one.title}", when(one), one.text)))
    return one.title, f"{text}\n\n全文：{address}{end}"


def when(one: Bulletin) -> str:
    """Return when and where a training is held; "" of a notice."""
    if one.kind is not BulletinKind.TRAINING:
        return ""
    first, last = one.from_on, one.until_on
    days = f"{first.year}年{first.month}月{first.day}日"
    days += f"到{last.month}月{last.day}日" if last != first else ""
    return f"时间：{days} {one.begins}-{one.ends}，地点：{one.place}"
