"""What names a filer is planted wherever words can stand; every address is asked by all who may not learn it.

The addresses come from the desk's own table of routes, so that a new one is asked too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from zipfile import ZipFile

import orjson
import pytest

from intake.evidence.file import OfCase
from intake.forms.codes import FieldKind
from intake.forms.forms import forms, identity_fields
from intake.storage.sealing import Vault
from tests.bot.conversation.harness import handbook
from tests.bot.desk import test_contacts as contacts
from tests.bot.desk.conftest import Browser, Desk
from tests.bot.desk.transfers.test_transfer_pages import opened_transfer
from tests.builders import COMPLAINT, CONSULTATION, Filed, a_case, an_officer, words_of_the_filer
from tests.intake.evidence.files import a_picture, sent

NAME, COMPANY, PHONE, CREDIT = "周敏", "重庆山蓝茶叶贸易有限公司", "19900001101", "91500103MAC9TE5T26"
PLANTED = f"我是{NAME}，{COMPANY}（{CREDIT}），电话{PHONE}，即199-0000-1101、１９９００００１１０１，山蓝茶叶公司"
# As it stands, and as people write the same.
TELLS = re.compile("周敏|山蓝茶叶|199[-－ ]?0000[-－ ]?1101|１９９００００１１０１|91500103MAC9TE5T26")
WRITTEN = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLACE)
WHO = {"reporter_name": COMPANY, "credit_code": CREDIT, "contact_name": NAME, "phone": PHONE}


def planted_in(kind: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields of a form and what was typed, with who filed it in all that is written."""
    form = forms()[kind]
    base = dict(CONSULTATION if kind == "consultation" else COMPLAINT)
    fields: dict[str, Any] = dict(base)
    for field in form.fields:
        if field.name in identity_fields():
            fields[field.name] = WHO.get(field.name, NAME)
        elif field.kind is FieldKind.PLACE:
            fields[field.name] = {"text": PLANTED, "district": "江津区", "unit": "双福街道"}
        elif field.kind in WRITTEN:
            fields[field.name] = PLANTED
    return fields, {field.name: PLANTED for field in form.fields}


_CASE_PAGE = "/desk/cases/{reference}"
_WITH_CASES = ("/desk/", "/api/v1/")
# What none of those who look is shown in this case, and why nothing of it can name the filer to them.
NOT_SHOWN: Mapping[str, str] = {
    "/api/v1/webhooks/{webhook}/calls": "numbers and states alone",
    "/desk/accounts/officers/{id}": "an account",
    "/desk/bulletins/{id}": "a notice to everybody",
    "/desk/cases/step": "leads to another page",
    "/desk/cases/{reference}/circle": "for heads, who may know",
    "/desk/cases/{reference}/follow": "for heads, who may know",
    "/desk/cases/{reference}/parts": "not in this state",
    "/desk/cases/{reference}/split": "not in this state",
    "/desk/exports/{export}": "belongs to whoever asked for it; the list of cases itself is looked at",
    "/desk/rules/draft": "rules",
    "/desk/rules/draft/rule": "rules",
    "/desk/rules/versions/{number}": "rules",
    "/desk/transfers/bodies/{code}": "a body",
}


@dataclass
class Planted:
    """A case full of it, and all who may not learn who filed it, each at their browser."""

    case: Filed
    browsers: Mapping[str, Browser]
    headers: Mapping[str, str]
    parts: Mapping[str, str]


def _told(content: bytes, kind: str) -> str:
    """Return what an answer says, whatever it is wrapped in."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
        return re.sub(r"<[^<>]*>", "", "\n".join(parts))
    if kind == "application/json":
        return str(orjson.loads(content))
    return unescape(content.decode("utf-8", "replace"))


async def _guided(handler: Browser, case: Filed) -> None:
    """Give the company that asked a guidance officer, whom the bureau has entered."""
    assert (await contacts.send(handler, **contacts.GUIDE)).status == 303
    guide = contacts.guide_in(await handler.get(contacts.CONTACTS))
    given = await contacts.send(handler, "/assign", company=COMPANY, guide=guide, reference=case.reference)
    assert given.status == 303


async def _paper(handler: Browser, case: Filed) -> str:
    """Make a paper whose words name the filer; return its id."""
    address = f"/desk/cases/{case.reference}/papers/new/docket_approval"
    typed = {"facts": PLANTED, "opinion": PLANTED}
    page = await handler.get(address)
    for act in ("preview", "make"):
        hidden = {name: page.hidden(name) for name in ("csrf", "version", "seen")}
        page = await handler.post(address, {**hidden, "act": act, **typed})
    assert page.status == 303, page.text
    return page.location.partition("?")[0].rpartition("/")[2]


def _leaks(told: str) -> list[str]:
    """Return what stands around each place that tells who filed it."""
    return [told[max(0, one.start() - 60) : one.end() + 20] for one in TELLS.finditer(told)]


async def _plant(desk: Desk, kind: str, vault: Vault) -> Planted:
    fields, typed = planted_in(kind)
    case = await a_case(
        desk.database, vault, kind=kind, state="taken" if kind == "consultation" else "checking",
        assisting=("banan",), fields=fields, typed=typed,
    )  # fmt: skip
    for purpose in ("supplement", "withdrawal_wish", "objection", "deletion_wish"):
        await words_of_the_filer(desk.database, vault, case, PLANTED, desk.now, purpose)
    if kind == "consultation":
        # Guides and contacts are where the service has its words.
        desk.handbook = handbook()
    handles = await an_officer(desk.database, name="承办", vault=vault)
    head = await an_officer(desk.database, role="head", name="负责人", vault=vault)
    handler, decider = await desk.signed_in(handles), await desk.signed_in(head)
    store = desk.evidence.store
    file = await store.begin(OfCase(case.id), f"{PLANTED}.jpg", len(a_picture()))
    await store.append(file.id, 0, sent(a_picture()))
    await store.finish(file.id)
    assert (await decider.move(case.reference, "assign", officer=handles.id)).status == 303
    assert (await handler.move(case.reference, "note", text=PLANTED)).status == 303
    await handler.move(case.reference, "write", text=PLANTED, act="send")
    if kind == "consultation":
        await _guided(handler, case)
    parts = {
        "form": "tip",
        "paper_kind": "docket_approval",
        "letter": "write",
        "file": file.id,
        "subject": file.id,
    }
    if kind != "consultation":
        parts["paper"] = await _paper(handler, case)
        team = [handles.id, (await an_officer(desk.database, name="同办", vault=vault)).id]
        assert (await opened_transfer(desk, handler, case, team, text=PLANTED)).status == 303
    others = {
        "auditor": await desk.officer("auditor", None, "审计"),
        "assisting": await desk.officer("officer", "banan", "协助"),
        "assisting head": await desk.officer("head", "banan", "协助负责人"),
        "coordinator": await desk.officer("coordinator", None, "统筹"),
        "colleague": await desk.officer("officer", "jiangjin", "同事"),
        "handler before asking": handler,
        "admin": await desk.officer("admin", None, "系统管理"),
        "token": await desk.browser(),
    }
    return Planted(case, others, {"Authorization": f"Bearer {await desk.token()}"}, parts)


def _addresses(desk: Desk, planted: Planted) -> Iterator[tuple[str, str]]:
    """Give every address that is looked at, with the case put in; others stand for nothing. Its pattern first."""
    parts = {"reference": planted.case.reference, **planted.parts}
    for route in desk.clients[-1].server.app.router.routes():  # type: ignore[attr-defined]  # the tests' server
        if route.method != "GET" or route.resource is None:
            continue
        path = route.resource.canonical
        if "{unknown" in path:
            continue
        yield path, re.sub(r"\{(\w+)[^}]*\}", lambda found: parts.get(found[1], "1"), path)
    for query in ("?q=茶叶", "?state=checking", "?waits=ours", "?sort=active"):
        yield "/desk/cases", f"/desk/cases{query}"


_LONG = [pytest.param(kind, marks=pytest.mark.long) for kind in ("tip", "consultation")]


@pytest.mark.parametrize("kind", ["complaint", *_LONG])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_reads_anywhere_who_filed_without_the_right_to(desk: Desk, vault: Vault, kind: str) -> None:
    planted = await _plant(desk, kind, vault)
    leaks, answered = list[tuple[str, str, str]](), set[tuple[str, str]]()
    patterns = {pattern for pattern, _ in _addresses(desk, planted) if pattern.startswith(_WITH_CASES)}
    for who, browser in planted.browsers.items():
        headers = planted.headers if who == "token" else {}
        for pattern, address in _addresses(desk, planted):
            async with browser.client.get(address, headers=headers, allow_redirects=False) as answer:
                told = _told(await answer.read(), answer.content_type)
                named = answer.headers.get("Content-Disposition", "")
            if answer.status == 200:
                answered.add((who, pattern))
            leaks += [(who, address, around) for around in _leaks(f"{named} {told}")]
        for wanted in ("茶叶", "半坡", planted.case.reference) if who != "token" else ():
            page = await browser.find(wanted)
            if page.status == 200:
                answered.add((who, "/desk/find/{search}"))
            leaks += [(who, f"find {wanted}", around) for around in _leaks(unescape(page.text))]
    shown = {pattern for _, pattern in answered}

    assert leaks == []
    assert {who for who, pattern in answered if pattern == _CASE_PAGE} == set(planted.browsers) - {
        "token",
        "admin",
    }
    assert ("token", "/api/v1/cases/{reference}") in answered
    # A page that none of them was shown was not looked at: it wants something planted, or its reason.
    if kind == "complaint":
        unseen = patterns - shown
        assert unseen == set(NOT_SHOWN), "\n".join(sorted(unseen ^ set(NOT_SHOWN)))
