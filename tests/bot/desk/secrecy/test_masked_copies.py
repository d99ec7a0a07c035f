"""Masked copies: what is blackened is gone, the original stays, both digests stand in journal and page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

import pytest
from aiohttp.test_utils import TestClient
from PIL import Image
from sqlalchemy import select
from sqlmodel import col

from intake.evidence.file import EvidenceFile, OfCase
from intake.storage.keeping.files import counted
from intake.storage.secrecy_tables import MaskedCopyRow
from intake.storage.tables import JournalRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.secrecy.closing import codes_of, hand_in
from tests.bot.desk.secrecy.test_marks import at, mark, raw
from tests.builders import Filed, a_case
from tests.intake.evidence.files import a_pdf, a_picture

Rows = Sequence[tuple[str, str, str, str]]
ONE: Rows = [("10", "10", "30", "20.5")]


async def mask(browser: Browser, case: Filed, file: EvidenceFile, rows: Rows = ONE) -> Page:
    pairs = [("csrf", await browser.csrf())]
    for row in rows:
        pairs += list(zip(("left", "top", "width", "height"), row, strict=True))
    return await browser.post_pairs(at(case, file, "mask"), pairs)


async def the_copy(desk: Desk) -> MaskedCopyRow:
    async with desk.database.reading() as session:
        return (await session.scalars(select(MaskedCopyRow))).one()


async def taken(browser: Browser, case: Filed, copy: MaskedCopyRow) -> tuple[int, bytes]:
    path = f"/desk/cases/{case.reference}/masked/{copy.id}/download"
    return (await raw(browser, "POST", path))[:2]


async def test_what_is_covered_is_black_and_the_rest_is_as_it_was(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    content = _white(1000, 500)
    file = await hand_in(desk, case, content)

    assert (await mask(browser, case, file, [*ONE, ("", "", "", ""), ("90", "90", "10", "10")])).status == 303

    copy = await the_copy(desk)
    status, masked = await taken(browser, case, copy)
    picture = Image.open(BytesIO(masked)).convert("L")
    assert status == 200
    assert picture.size == (1000, 500)
    for inside in ((101, 51), (250, 100), (398, 150), (905, 455), (998, 498)):
        assert _shade(picture, inside) < 40, inside
    for outside in ((90, 40), (410, 100), (250, 165), (880, 440)):
        assert _shade(picture, outside) > 215, outside
    assert (await raw(browser, "POST", at(case, file, "download"), reason="check", confirmed="yes"))[1] == content


async def test_nothing_of_the_original_is_left_in_the_copy(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    content = a_picture()
    assert b"PhoneMaker" in content
    file = await hand_in(desk, case, content)
    await mask(browser, case, file)

    _, masked = await taken(browser, case, await the_copy(desk))

    assert b"PhoneMaker" not in masked
    assert dict(Image.open(BytesIO(masked)).getexif()) == {}


async def test_the_journal_and_the_page_have_both_digests(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case)
    await mask(browser, case, file)
    copy = await the_copy(desk)
    _, masked = await taken(browser, case, copy)

    async with desk.database.reading() as session:
        query = select(JournalRow).where(col(JournalRow.code) == "masked_copy_made")
        entry = (await session.scalars(query)).one()
    page = await browser.get(f"/desk/cases/{case.reference}")

    assert entry.payload["sha256"] == copy.sha256 == hashlib.sha256(masked).hexdigest()
    assert (entry.payload["of"], entry.payload["of_sha256"]) == (file.id, file.sha256)
    assert copy.sha256 in page.text and file.sha256 in page.text
    assert "材料1 → 遮盖件1" in page.text
    assert "evidence_downloaded" in await codes_of(desk, case)


async def test_a_copy_is_sealed_and_counted_with_the_files_of_a_backup(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case)
    await mask(browser, case, file)
    copy = await the_copy(desk)

    on_shelf = {piece async for piece in desk.evidence.shelf.all()}
    lying = [path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()]

    assert (await counted(desk.database, on_shelf)).files == 2
    assert (await counted(desk.database, {one for one in on_shelf if one[0] != copy.id})).missing == 1
    assert not any(b"JFIF" in sealed for sealed in lying)


async def test_a_filer_is_not_shown_masked_copies_and_has_no_place_less(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case)
    await mask(browser, case, file)

    assert len(await desk.evidence.store.files_of(OfCase(case.id))) == 1
    assert (await hand_in(desk, case, name="另一张.jpg")).number == 2


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("", "", "", "")],
        [("10", "10", "0", "10")],
        [("90", "10", "20", "10")],
        [("-1", "10", "20", "10")],
        [("10", "10", "20", "")],
        [("1e1", "10", "20", "10")],
        [("10.55", "10", "20", "10")],
        [("10", "10", "x" * 5, "10")],
        [("1", "1", "1", "1")] * 41,
    ],
)
async def test_what_cannot_be_covered_is_refused_and_nothing_is_made(desk: Desk, rows: Rows) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case)

    assert (await mask(browser, case, file, rows)).status == 422
    assert "masked_copy_made" not in await codes_of(desk, case)


async def test_only_those_who_may_open_the_original_make_a_copy_or_take_it(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, assisting=["banan"])
    browser = await desk.officer()
    file = await hand_in(desk, case)
    await mask(browser, case, file)
    copy = await the_copy(desk)
    for role, bureau, status in (
        ("officer", "banan", 403), ("coordinator", None, 403), ("auditor", None, 403), ("head", "bishan", 404)
    ):  # fmt: skip
        other = await desk.officer(role, bureau)
        assert (await taken(other, case, copy))[0] == status
        assert (await mask(other, case, file)).status == status
        assert copy.sha256 not in (await other.get(f"/desk/cases/{case.reference}")).text


async def test_a_copy_is_of_its_case_and_only_a_picture_is_masked(desk: Desk) -> None:
    case, other = [await a_case(desk.database, desk.vault) for _ in range(2)]
    browser = await desk.officer()
    file, pdf = await hand_in(desk, case), await hand_in(desk, case, a_pdf(2000), "合同.pdf")
    await mask(browser, case, file)

    assert (await taken(browser, other, await the_copy(desk)))[0] == 404
    assert (await mask(browser, other, file)).status == 404
    assert (await mask(browser, case, pdf)).status == 422
    assert (await browser.get(at(case, pdf, "mask"))).status == 404


async def test_a_marked_picture_is_masked_without_the_mark_of_who_looked(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case, _white(800, 600))
    await mark(browser, case, file.id)
    await mask(browser, case, file)

    picture = Image.open(BytesIO((await taken(browser, case, await the_copy(desk)))[1])).convert("L")

    assert sum(picture.crop((400, 300, 800, 600)).histogram()[:200]) == 0


async def test_one_page_of_the_desk_runs_our_own_script_and_no_other(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.officer()
    file = await hand_in(desk, case)
    assert isinstance(browser.client, TestClient)

    page = await browser.get(at(case, file, "mask"))
    other = await browser.get(f"/desk/cases/{case.reference}")

    assert "script-src 'self'" in page.response.headers["Content-Security-Policy"]
    assert "script" not in other.response.headers["Content-Security-Policy"]


def _white(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "white").save(written, "PNG")
    return written.getvalue()


def _shade(picture: Image.Image, place: tuple[int, int]) -> int:
    """Return how light a dot of a grey picture is."""
    return picture.crop((*place, place[0] + 1, place[1] + 1)).tobytes()[0]
