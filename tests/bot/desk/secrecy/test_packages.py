"""What a sealed package may hold: masked copies first, no marked original, no name without a second person."""

from __future__ import annotations

import io
import re

import pyzipper
from aiohttp.test_utils import TestClient

from intake.cases.secrecy import TEXT
from intake.transfers.parts import FILE, IDENTITY, WORDS
from tests.bot.desk.conftest import Browser, Desk
from tests.bot.desk.secrecy.closing import codes_of, hand_in
from tests.bot.desk.secrecy.test_identity import ask, decide, request_in, set_for
from tests.bot.desk.secrecy.test_marks import mark
from tests.bot.desk.secrecy.test_masked_copies import mask, the_copy
from tests.bot.desk.transfers.test_transfer_pages import _step, _team, opened_transfer
from tests.builders import Filed, a_case, an_officer
from tests.intake.evidence.files import a_pdf, a_picture


async def approved(desk: Desk, case: Filed, *parts: str) -> Browser:
    """Return the browser of an officer whose transfer with these parts was approved."""
    officer, team = await _team(desk)
    principal = await desk.officer("principal", name="正职")
    assert (await opened_transfer(desk, officer, case, team, parts=["reported", *parts])).status == 303
    await _step(desk, officer, case, "police_transfer_reported", earlier_penalty="none", text="两次下载。")
    await _step(desk, principal, case, "police_transfer_approved")
    return officer


async def package(browser: Browser, case: Filed) -> tuple[int, bytes]:
    assert isinstance(browser.client, TestClient)
    path = f"/desk/cases/{case.reference}/transfers/1/package"
    response = await browser.client.request("POST", path, data={"csrf": await browser.csrf()})
    return response.status, await response.read()


async def names_in(browser: Browser, case: Filed, body: bytes) -> dict[str, bytes]:
    path = f"/desk/cases/{case.reference}/transfers/1/passphrase"
    shown = (await browser.post(path, {"csrf": await browser.csrf()})).text
    (passphrase,) = re.findall(r'class="passphrase">([0-9a-f-]+)<', shown)
    with pyzipper.AESZipFile(io.BytesIO(body)) as archive:
        archive.setpassword(passphrase.encode())
        return {name: archive.read(name) for name in archive.namelist()}


async def test_a_masked_copy_goes_in_the_place_of_its_original(desk: Desk) -> None:
    await desk.browser()
    case = await a_case(desk.database, desk.vault, state="checking")
    file = await hand_in(desk, case)
    await mask(await desk.officer(name="小周"), case, file)
    browser = await approved(desk, case, f"{FILE}1")

    status, body = await package(browser, case)

    assert status == 200
    contents = await names_in(browser, case, body)
    (name,) = [name for name in contents if "材料1" in name]
    assert "遮盖件1" in name
    assert (await the_copy(desk)).sha256 in contents["99_材料清单_SHA256.txt"].decode()


async def test_no_package_holds_the_original_of_a_marked_file(desk: Desk) -> None:
    await desk.browser()
    case = await a_case(desk.database, desk.vault, state="checking")
    file = await hand_in(desk, case, a_pdf(2000), "配方.pdf")
    await mark(await desk.officer(name="小周"), case, file.id)
    browser = await approved(desk, case, f"{FILE}1")

    status, body = await package(browser, case)

    assert (status, "原件不能放进材料包" in body.decode()) == (403, True)
    assert "evidence_downloaded" not in await codes_of(desk, case)


async def test_no_package_names_a_tip_giver_without_the_second_person(desk: Desk) -> None:
    await set_for(desk)
    case = await a_case(desk.database, desk.vault, kind="tip", state="checking")
    browser = await approved(desk, case, IDENTITY)
    head = await desk.officer("head", name="马局")
    assert (await package(browser, case))[0] == 403

    await ask(browser, case)
    await decide(head, case, await request_in(head, case), "grant")

    status, body = await package(browser, case)
    assert status == 200
    assert "周敏" in b"".join((await names_in(browser, case, body)).values()).decode()


async def test_who_may_make_no_package_is_told_no_passphrase(desk: Desk) -> None:
    await desk.browser()
    case = await a_case(desk.database, desk.vault, state="checking")
    handler = await an_officer(desk.database, name="承办人", vault=desk.vault)
    browser = await approved(desk, case)
    assert (await package(browser, case))[0] == 200
    chief = await desk.officer("head", name="马局")
    page = await chief.get(f"/desk/cases/{case.reference}")
    form = {"csrf": page.hidden("csrf"), "version": page.hidden("version"), "officer": handler.id}
    assert (await chief.post(f"/desk/cases/{case.reference}/moves/assign", form)).status == 303

    address = f"/desk/cases/{case.reference}/transfers/1"
    shown = await browser.post(f"{address}/passphrase", {"csrf": await browser.csrf()})

    assert (shown.status, 'class="passphrase"' in shown.text) == (403, False)
    assert "/passphrase" not in (await browser.get(address)).text
    mine = await desk.signed_in(handler)
    told = await mine.post(f"{address}/passphrase", {"csrf": await mine.csrf()})
    assert 'class="passphrase"' in told.text


async def test_no_package_names_the_filer_in_words_or_files_where_that_is_not_sent(desk: Desk) -> None:
    await desk.browser()
    told = {"description": "我叫周敏，电话19900001101。张伟带走了配方。"}
    case = await a_case(desk.database, desk.vault, state="checking", fields=told)
    await hand_in(desk, case, a_picture("PNG"), "周敏 身份证.png")
    await hand_in(desk, case, a_pdf(2000), "周敏 合同.pdf")
    browser = await approved(desk, case, WORDS, f"{FILE}1", f"{FILE}2")

    status, body = await package(browser, case)

    assert status == 200
    contents = await names_in(browser, case, body)
    assert {"证据01.jpg", "证据02.pdf"} <= contents.keys()
    assert b"PhoneMaker" not in contents["证据01.jpg"]
    words = "".join(text.decode() for name, text in contents.items() if name.endswith(".txt"))
    assert "周敏" not in words
    assert "19900001101" not in words
    assert "我叫▇▇，电话▇▇。张伟带走了配方。" in words
    assert "可能看得出举报人，请注意保密：证据02\n" in contents["00_封面.txt"].decode()


async def test_no_package_holds_marked_words(desk: Desk) -> None:
    await desk.browser()
    case = await a_case(desk.database, desk.vault, state="checking")
    await mark(await desk.officer(name="小周"), case, TEXT)
    browser = await approved(desk, case, WORDS)

    status, body = await package(browser, case)

    assert (status, "不能放进材料包" in body.decode()) == (403, True)
