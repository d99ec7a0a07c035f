"""The files of a case at the desk: who sees what, what leaves, what the journal says of it. On both databases."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from aiohttp.test_utils import TestClient
from PIL import Image
from sqlalchemy import select, update
from sqlmodel import col

from intake.evidence.file import EvidenceFile, OfCase, Scan
from intake.evidence.pieces import PIECE_BYTES
from intake.journal.verifying import verify
from intake.storage.evidence_table import EvidenceRow
from intake.storage.tables import JournalRow
from intake.stored import pairs_of
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import Filed, a_case
from tests.intake.evidence.files import a_pdf, a_picture, sent
from tests.intake.evidence.scanner import EICAR, fake_clamd


async def hand_in(desk: Desk, case: Filed, content: bytes, name: str) -> EvidenceFile:
    store = desk.evidence.store
    file = await store.begin(OfCase(case.id), name, len(content))
    await store.append(file.id, 0, sent(content))
    return await store.finish(file.id)


async def bytes_of(browser: Browser, case: Filed, file: EvidenceFile, **form: str) -> tuple[int, bytes, str, str]:
    """Download a file as the form on the page does: status, content, name, content type."""
    page = await browser.get(f"/desk/cases/{case.reference}")
    path = f"/desk/cases/{case.reference}/files/{file.id}/download"
    assert isinstance(browser.client, TestClient)
    response = await browser.client.post(path, data={"csrf": page.hidden("csrf"), **form})
    disposition = response.headers.get("Content-Disposition", "")
    return response.status, await response.read(), unquote(disposition.rpartition("''")[2]), response.content_type


async def journal_of(desk: Desk, case: Filed) -> list[tuple[str, dict[str, object]]]:
    async with desk.database.reading() as session:
        rows = await session.scalars(
            select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
        )
        return [(row.code, dict(row.payload)) for row in rows if row.code.startswith("evidence")]


async def set_scan(desk: Desk, file: EvidenceFile, scan: Scan) -> None:
    async with desk.database.writing() as session:
        await session.execute(update(EvidenceRow).where(col(EvidenceRow.id) == file.id).values(scan=scan))


def damage(folder: Path, name: str) -> None:
    path = next(folder.rglob(name))
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))


UNDERSTOOD = {"reason": "check", "confirmed": "yes"}


async def test_the_page_lists_every_file_with_type_size_digest_and_state(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    picture = await hand_in(desk, case, a_picture(), "现场.jpg")
    pdf = await hand_in(desk, case, a_pdf(3000), "合同<b>.pdf")

    page = await officer.get(f"/desk/cases/{case.reference}")

    for words in (
        "证据材料 2 份",
        "材料1",
        "现场.jpg",
        "图片",
        "合同b.pdf",
        "3 KB",
        "未查毒",
        picture.sha256,
        pdf.sha256,
    ):
        assert words in page.text
    assert page.text.count(">预览<span") == 1
    assert await journal_of(desk, case) == [
        ("evidence_received", await _received(desk, picture)),
        ("evidence_received", await _received(desk, pdf)),
        ("evidence_listed", {"files": [picture.id, pdf.id]}),
    ]


async def _received(desk: Desk, file: EvidenceFile) -> dict[str, object]:
    media = file.media.type if file.media else ""
    return {"file": file.id, "number": file.number, "sha256": file.sha256, "bytes": file.received, "media": media}


async def test_a_preview_is_a_new_picture_without_what_the_old_one_said_of_its_maker(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    file = await hand_in(desk, case, a_picture(width=4000, height=3000), "现场.jpg")
    assert isinstance(officer.client, TestClient)

    response = await officer.client.get(f"/desk/cases/{case.reference}/files/{file.id}/preview")

    body = await response.read()
    picture = Image.open(BytesIO(body))
    assert (response.status, response.content_type, picture.format, picture.size) == (
        200, "image/jpeg", "JPEG", (1600, 1200)
    )  # fmt: skip
    assert dict(picture.getexif()) == {}
    assert b"PhoneMaker" not in body
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert (await journal_of(desk, case))[-1] == ("evidence_previewed", {"files": [file.id]})


async def test_an_unscanned_file_leaves_after_a_warning_with_a_reason_and_the_journal_has_both(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    content = a_pdf(2 * PIECE_BYTES + 100)
    file = await hand_in(desk, case, content, "合同.exe")

    for form in ({}, {"reason": "check"}, {"confirmed": "yes"}, {"reason": "curiosity", "confirmed": "yes"}):
        status, refusal, _, _ = await bytes_of(officer, case, file, **form)
        assert (status, "没有查过毒" in refusal.decode()) == (422, True)
    assert [code for code, _ in await journal_of(desk, case) if code == "evidence_downloaded"] == []
    status, body, name, content_type = await bytes_of(officer, case, file, **UNDERSTOOD)

    assert (status, content_type, name) == (200, "application/octet-stream", "材料1 合同.exe.pdf")
    assert hashlib.sha256(body).hexdigest() == file.sha256 == hashlib.sha256(content).hexdigest()
    assert (await journal_of(desk, case))[-1] == ("evidence_downloaded", {"files": [file.id], "reason": "check"})


async def test_with_a_scanner_nothing_but_clean_leaves_or_is_previewed(desk: Desk) -> None:
    async with fake_clamd() as clamd:
        desk.settings.clamd = clamd.address
        case = await a_case(desk.database, desk.vault)
        officer = await desk.officer()
        clean = await hand_in(desk, case, a_picture(), "现场.jpg")
        infected = await hand_in(desk, case, a_picture() + EICAR, "礼物.jpg")
        assert isinstance(officer.client, TestClient)
        address = f"/desk/cases/{case.reference}/files/{clean.id}/preview"

        for scan, words in ((Scan.PENDING, "等待查毒"), (Scan.FAILED, "查毒没有完成")):
            await set_scan(desk, clean, scan)
            page = await officer.get(f"/desk/cases/{case.reference}")
            assert (words in page.text, "/preview" in page.text, "/download" in page.text) == (
                True,
                False,
                False,
            )
            assert (await bytes_of(officer, case, clean, **UNDERSTOOD))[0] == 409
            assert (await officer.client.get(address)).status == 409
        await set_scan(desk, clean, Scan.PENDING)
        while await desk.evidence.round():
            pass

        assert (await bytes_of(officer, case, clean))[0] == 200
        assert (await officer.client.get(address)).status == 200
        status, refusal, _, _ = await bytes_of(officer, case, infected, **UNDERSTOOD)
        assert (status, "发现病毒" in refusal.decode()) == (403, True)


@pytest.mark.parametrize(
    ("role", "bureau", "sees_the_list", "opens"),
    [
        ("officer", "jiangjin", True, True),
        ("head", "jiangjin", True, True),
        ("officer", "banan", True, False),
        ("officer", "yubei", False, False),
        ("auditor", None, True, False),
        ("coordinator", None, True, False),
        ("curator", None, False, False),
        ("admin", None, False, False),
    ],
)
async def test_the_wall_stands_before_files_too(
    desk: Desk, role: str, bureau: str | None, sees_the_list: bool, opens: bool
) -> None:
    case = await a_case(desk.database, desk.vault, assisting=["banan"])
    browser = await desk.officer(role, bureau)
    file = await hand_in(desk, case, a_picture(), "周敏的仓库照片.jpg")
    assert isinstance(browser.client, TestClient)

    page = await browser.get(f"/desk/cases/{case.reference}")
    preview = await browser.client.get(f"/desk/cases/{case.reference}/files/{file.id}/preview")
    home = await browser.get("/desk/")
    form = {"csrf": home.hidden("csrf"), **UNDERSTOOD}
    download = await browser.client.post(f"/desk/cases/{case.reference}/files/{file.id}/download", data=form)

    assert (file.sha256 in page.text) == sees_the_list
    assert ("的仓库照片.jpg" in page.text) == opens
    assert "周敏" not in page.text
    assert (preview.status == 200, download.status == 200) == (opens, opens)
    if not opens:
        assert {preview.status, download.status} == ({403} if sees_the_list else {404})
        codes = [code for code, _ in await journal_of(desk, case)]
        assert "evidence_previewed" not in codes and "evidence_downloaded" not in codes


async def test_a_file_of_another_case_is_not_reached_through_ones_own(desk: Desk) -> None:
    mine, theirs = await a_case(desk.database, desk.vault), await a_case(desk.database, desk.vault, bureau="yubei")
    officer = await desk.officer()
    file = await hand_in(desk, theirs, a_picture(), "别局.jpg")
    assert isinstance(officer.client, TestClient)

    for reference in (mine.reference, theirs.reference):
        response = await officer.client.get(f"/desk/cases/{reference}/files/{file.id}/preview")
        assert response.status == 404
    for path in ("..%2f..%2fdata.key", "0" * 32, "x", "%00"):
        response = await officer.client.get(f"/desk/cases/{mine.reference}/files/{path}/preview")
        assert response.status == 404


async def test_a_download_does_not_go_without_the_page(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    file = await hand_in(desk, case, a_pdf(), "合同.pdf")
    assert isinstance(officer.client, TestClient)

    response = await officer.client.post(
        f"/desk/cases/{case.reference}/files/{file.id}/download", data={"csrf": "forged", **UNDERSTOOD}
    )

    assert response.status == 403


@pytest.mark.parametrize("piece", [0, 2])
async def test_a_damaged_file_never_looks_whole(desk: Desk, piece: int) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    file = await hand_in(desk, case, a_pdf(3 * PIECE_BYTES), "合同.pdf")
    async with desk.database.reading() as session:
        row = (await session.scalars(select(EvidenceRow))).one()
    damage(desk.folder, pairs_of(row.pieces)[piece][0])

    if piece:
        with pytest.raises(Exception, match=r"(?i)payload|disconnect|closed|reset"):
            await bytes_of(officer, case, file, **UNDERSTOOD)
    else:
        status, refusal, _, _ = await bytes_of(officer, case, file, **UNDERSTOOD)
        assert (status, "打不开" in refusal.decode()) == (500, True)


async def test_one_spoilt_row_hides_no_other_file_and_no_case(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    file = await hand_in(desk, case, a_picture(), "现场.jpg")
    spoilt = await hand_in(desk, case, a_pdf(), "合同.pdf")
    async with desk.database.writing() as session:
        await session.execute(update(EvidenceRow).where(col(EvidenceRow.id) == spoilt.id).values(sealed=b"spoilt"))

    page = await officer.get(f"/desk/cases/{case.reference}")

    assert page.status == 200 and "现场.jpg" in page.text and "（名称打不开）" in page.text
    assert (await bytes_of(officer, case, file, **UNDERSTOOD))[0] == 200
    status, refusal, _, _ = await bytes_of(officer, case, spoilt, **UNDERSTOOD)
    assert (status, "打不开" in refusal.decode()) == (500, True)


async def test_the_journal_stays_whole_and_moves_go_on_beside_all_this(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer = await desk.officer()
    file = await hand_in(desk, case, a_picture(), "现场.jpg")
    page = await officer.get(f"/desk/cases/{case.reference}")
    await bytes_of(officer, case, file, **UNDERSTOOD)
    form = {name: page.hidden(name) for name in ("csrf", "version", "seq")}

    moved = await officer.post(f"/desk/cases/{case.reference}/moves/sign_for", form)

    assert moved.status == 303
    assert (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1), None)).is_intact
    page = await officer.get(f"/desk/cases/{case.reference}")
    assert re.search("下载证据材料（核查案情需要查看原件）", page.text)


async def test_files_with_the_same_content_are_said_to_be_the_same(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    for content, name in ((a_pdf(), "一.pdf"), (a_picture(), "二.jpg"), (a_pdf(), "三.pdf"), (a_pdf(), "四.pdf")):
        await hand_in(desk, case, content, name)

    text = (await browser.get(f"/desk/cases/{case.reference}")).text

    said = re.findall(r"与[^<]*内容相同", text)
    assert said == ["与材料3、材料4内容相同", "与材料1、材料4内容相同", "与材料1、材料3内容相同"]
    assert f"{hashlib.sha256(a_pdf()).hexdigest()[:12]}…" in text
    assert hashlib.sha256(a_pdf()).hexdigest() in text
