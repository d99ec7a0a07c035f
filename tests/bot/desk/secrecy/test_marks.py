"""Files and texts that hold a trade secret: who opens them, with what burnt in, and how an original leaves."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient
from PIL import Image, ImageChops

from intake.evidence.file import EvidenceFile
from intake.officers.officer import Officer
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.secrecy.closing import codes_of, hand_in
from tests.bot.desk.secrecy.test_identity import a_tip, ask, decide, request_in, set_for
from tests.builders import Filed, a_case, an_officer
from tests.intake.evidence.files import a_pdf, a_picture

UNDERSTOOD = {"reason": "check", "confirmed": "yes"}
STORY = "三个老经销商同一周收到对方报价"


async def mark(browser: Browser, case: Filed, subject: str, level: str = "secret", *named: str) -> Page:
    form = {"csrf": await browser.csrf(), "version": "1", "level": level, "reason": "核对过"}
    pairs = [*form.items(), *(("officers", one) for one in named)]
    return await browser.post_pairs(f"/desk/cases/{case.reference}/marks/{subject}", pairs)


async def raw(browser: Browser, method: str, path: str, **form: str) -> tuple[int, bytes, str]:
    """Ask for a file: status, content, and what it is to be saved as."""
    assert isinstance(browser.client, TestClient)
    data = {"csrf": await browser.csrf(), **form} if method == "POST" else None
    response = await browser.client.request(method, path, data=data, allow_redirects=False)
    return response.status, await response.read(), response.headers.get("Content-Disposition", "")


def at(case: Filed, file: EvidenceFile, what: str) -> str:
    return f"/desk/cases/{case.reference}/files/{file.id}/{what}"


@pytest.fixture
async def officer(desk: Desk) -> Officer:
    return await an_officer(desk.database, name="周晓明", vault=desk.vault)


@pytest.fixture
async def case(desk: Desk) -> Filed:
    return await a_case(desk.database, desk.vault, state="checking", assisting=["banan"])


async def test_a_marked_picture_is_shown_with_who_looks_burnt_in(
    desk: Desk, case: Filed, officer: Officer
) -> None:
    browser, colleague = await desk.signed_in(officer), await desk.officer(name="吴洪")
    file = await hand_in(desk, case, a_picture(width=1200, height=900))
    plain = (await raw(browser, "GET", at(case, file, "preview")))[1]

    assert (await mark(browser, case, file.id)).status == 303

    mine = (await raw(browser, "GET", at(case, file, "preview")))[1]
    theirs = (await raw(colleague, "GET", at(case, file, "preview")))[1]
    assert Image.open(BytesIO(mine)).size == Image.open(BytesIO(plain)).size
    assert _changed(plain, mine) > 0.03 and _changed(mine, theirs) > 0.01
    assert all(_changed(plain, mine, quarter) > 0.01 for quarter in range(4))
    page = await browser.get(f"/desk/cases/{case.reference}")
    assert "含商业秘密" in page.text and "下载带水印的" in page.text


async def test_what_is_taken_away_has_it_too_and_the_original_needs_a_reason(
    desk: Desk, case: Filed, officer: Officer
) -> None:
    browser = await desk.signed_in(officer)
    content = a_picture()
    file = await hand_in(desk, case, content)
    await mark(browser, case, file.id)

    status, stamped, saved_as = await raw(browser, "POST", at(case, file, "stamped"))
    assert (status, "attachment" in saved_as, Image.open(BytesIO(stamped)).format) == (200, True, "JPEG")
    assert stamped != content
    for form in ({}, {"reason": "check"}, {"reason": "curiosity", "confirmed": "yes"}):
        assert (await raw(browser, "POST", at(case, file, "download"), **form))[0] == 422
    assert (await raw(browser, "POST", at(case, file, "download"), **UNDERSTOOD))[:2] == (200, content)
    assert (await codes_of(desk, case))[-2:] == ["evidence_stamped", "evidence_downloaded"]


async def test_where_the_bureau_wants_it_an_original_leaves_after_a_second_person_agreed(
    desk: Desk, case: Filed, officer: Officer
) -> None:
    await set_for(desk, identity_by_two=False, original_by_two=True)
    browser, chief = await desk.signed_in(officer), await desk.officer("head", name="马局")
    file, other = [await hand_in(desk, case, a_pdf(2000), name) for name in ("配方.pdf", "价目.pdf")]
    for one in (file, other):
        await mark(browser, case, one.id)
    assert "申请下载原件" in (await browser.get(f"/desk/cases/{case.reference}")).text
    assert (await raw(browser, "POST", at(case, file, "download"), **UNDERSTOOD))[0] == 403

    asking = {"what": "original", "file": file.id, "reason": "check", "words": "要送鉴定"}
    asked = await browser.post(f"/desk/cases/{case.reference}/approvals", {"csrf": await browser.csrf(), **asking})
    assert asked.status == 303
    assert (await raw(browser, "POST", at(case, file, "download"), **UNDERSTOOD))[0] == 403
    assert (await decide(chief, case, await request_in(chief, case), "grant")).status == 303

    assert (await raw(browser, "POST", at(case, file, "download"), **UNDERSTOOD))[0] == 200
    assert (await raw(browser, "POST", at(case, other, "download"), **UNDERSTOOD))[0] == 403
    assert (await raw(chief, "POST", at(case, file, "download"), **UNDERSTOOD))[0] == 403


async def test_nothing_is_asked_of_a_second_person_for_what_is_not_marked(
    desk: Desk, case: Filed, officer: Officer
) -> None:
    await set_for(desk, identity_by_two=False, original_by_two=True)
    browser = await desk.signed_in(officer)
    file = await hand_in(desk, case, a_pdf(2000), "公开.pdf")

    for wanted in (file.id, "text", "0" * 32):
        asking = {
            "csrf": await browser.csrf(),
            "what": "original",
            "file": wanted,
            "reason": "check",
            "words": "x",
        }
        assert (await browser.post(f"/desk/cases/{case.reference}/approvals", asking)).status == 403
    assert (await raw(browser, "POST", at(case, file, "download"), **UNDERSTOOD))[0] == 200


async def test_somebody_of_elsewhere_opens_a_piece_only_when_named_for_it(desk: Desk, case: Filed) -> None:
    mine = await desk.officer()
    named = await an_officer(desk.database, bureau="banan", name="郑工", vault=desk.vault)
    assistant, other = await desk.signed_in(named), await desk.officer(bureau="banan", name="何工")
    file, second = await hand_in(desk, case), await hand_in(desk, case, name="另一张.jpg")
    assert (await raw(assistant, "GET", at(case, file, "preview")))[0] == 403

    assert (await mark(mine, case, file.id, "secret", named.id)).status == 303

    assert (await raw(assistant, "GET", at(case, file, "preview")))[0] == 200
    assert (await raw(assistant, "GET", at(case, second, "preview")))[0] == 403
    assert (await raw(other, "GET", at(case, file, "preview")))[0] == 403
    page = (await assistant.get(f"/desk/cases/{case.reference}")).text
    assert "现场.jpg" in page and "另一张.jpg" not in page


@pytest.mark.parametrize(
    ("role", "bureau", "status"),
    [("officer", "banan", 403), ("coordinator", None, 403), ("auditor", None, 403), ("head", "bishan", 404)],
)
async def test_only_those_who_handle_the_case_mark_it(
    desk: Desk, case: Filed, role: str, bureau: str | None, status: int
) -> None:
    browser = await desk.officer(role, bureau)
    file = await hand_in(desk, case)

    assert (await mark(browser, case, file.id)).status == status
    assert (await browser.get(f"/desk/cases/{case.reference}/marks/{file.id}")).status == 404
    assert "secrecy_marked" not in await codes_of(desk, case)


async def test_a_mark_is_taken_away_by_a_head_and_no_file_of_another_case_is_marked(
    desk: Desk, case: Filed, officer: Officer
) -> None:
    browser, chief = await desk.signed_in(officer), await desk.officer("head", name="马局")
    file = await hand_in(desk, case)
    other = await a_case(desk.database, desk.vault)
    assert (await mark(browser, other, file.id)).status == 404
    await mark(browser, case, file.id)

    assert (await mark(browser, case, file.id, "ordinary")).status == 403
    assert (await mark(chief, case, file.id, "ordinary")).status == 303
    page = await browser.get(f"/desk/cases/{case.reference}")
    assert "下载带水印的" not in page.text


async def test_a_marked_text_is_read_by_the_handlers_and_whoever_is_named(desk: Desk, case: Filed) -> None:
    mine = await desk.officer()
    auditor = await an_officer(desk.database, role="auditor", name="陈审", vault=desk.vault)
    browsers = {
        "assisting": await desk.officer(bureau="banan", name="郑工"),
        "coordinator": await desk.officer("coordinator"),
        "auditor": await desk.signed_in(auditor),
    }
    path = f"/desk/cases/{case.reference}"
    assert all([STORY in (await browser.get(path)).text for browser in browsers.values()])

    assert (await mark(mine, case, "text", "secret", auditor.id)).status == 303

    shown = {name: STORY in (await browser.get(path)).text for name, browser in browsers.items()}
    assert shown == {"assisting": False, "coordinator": False, "auditor": True}
    assert STORY in (await mine.get(path)).text
    assert "只有承办局的办案岗位和指定的人能看" in (await browsers["coordinator"].get(path)).text


@pytest.mark.parametrize("identities", [False, True])
async def test_no_other_system_reads_a_marked_text_alone_or_in_a_list(
    desk: Desk, case: Filed, identities: bool
) -> None:
    browser = await desk.officer()
    bearer = {"Authorization": f"Bearer {await desk.token(identities=identities)}"}
    assert STORY in (await browser.get("/api/v1/cases", **bearer)).text

    await mark(browser, case, "text")

    for path in ("/api/v1/cases", f"/api/v1/cases/{case.reference}"):
        answer = (await browser.get(path, **bearer)).text
        assert case.reference in answer and STORY not in answer and "经销商档案" not in answer


def _changed(one: bytes, other: bytes, quarter: int | None = None) -> float:
    """Return which part of the picture, or of a quarter of it, is clearly different."""
    first, second = (Image.open(BytesIO(picture)).convert("L") for picture in (one, other))
    difference = ImageChops.difference(first, second)
    if quarter is not None:
        half_width, half_height = first.width // 2, first.height // 2
        left, top = (quarter % 2) * half_width, (quarter // 2) * half_height
        difference = difference.crop((left, top, left + half_width, top + half_height))
    return sum(difference.histogram()[24:]) / (difference.width * difference.height)


async def test_files_are_nameless_until_a_second_person_agreed(desk: Desk) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    browser = await desk.officer(name="小周")
    file = await hand_in(desk, case, name="周敏 身份证.jpg")
    form = {"reason": "check", "confirmed": "yes"}

    page = (await browser.get(f"/desk/cases/{case.reference}")).text
    assert "周敏" not in page
    assert "打开文件也可能看得出是谁举报的" in page
    status, _, said = await raw(browser, "POST", at(case, file, "download"), **form)
    assert (status, said) == (200, f"attachment; filename*=UTF-8''{quote('材料1.jpg')}")

    await ask(browser, case)
    head = await desk.officer("head", name="马局")
    await decide(head, case, await request_in(head, case), "grant")

    assert "周敏 身份证.jpg" in (await browser.get(f"/desk/cases/{case.reference}")).text
    _, _, said = await raw(browser, "POST", at(case, file, "download"), **form)
    assert quote("周敏 身份证.jpg") in said
