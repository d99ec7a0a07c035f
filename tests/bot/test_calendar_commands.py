"""`shangmi calendar`: a year that no library knows is imported, listed, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.conftest import Run

pytestmark = pytest.mark.usefixtures("installed")

SAMPLE = Path(__file__).parents[1] / "samples" / "holidays_2027.yaml"


def test_a_year_is_imported_and_then_known(run: Run) -> None:
    assert "2027 年起的期限标“预计”" in run("calendar", "list")[1]

    status, said, _ = run("calendar", "import", str(SAMPLE))

    assert status == 0
    assert "2027 年已导入（测试用，不是通知）：放假 28 天，调休上班 3 天。" in said
    assert run("calendar", "list")[1].splitlines() == [
        "2027 年：导入的（测试用，不是通知）",
        "放假安排已知到 2027 年；2028 年起的期限标“预计”。",
    ]


def test_the_same_year_again_replaces_it_and_forgetting_takes_it_back(run: Run, tmp_path: Path) -> None:
    run("calendar", "import", str(SAMPLE))
    mended = tmp_path / "mended.yaml"
    mended.write_text(SAMPLE.read_text(encoding="utf-8").replace("测试用，不是通知", "更正"), encoding="utf-8")

    assert run("calendar", "import", str(mended))[0] == 0
    assert "导入的（更正）" in run("calendar", "list")[1]
    assert run("calendar", "forget", "2027")[0] == 0

    assert "导入的" not in run("calendar", "list")[1]
    status, _, said = run("calendar", "forget", "2027")
    assert (status, "没有导入过" in said) == (1, True)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("      2027-04-05: 清明节\n", ""), "2027-04-05 (清明节) is missing: the law gives it off"),
        (("2027-01-09", "2027-01-11"), "2027-01-11: is no Saturday or Sunday"),
        (("2027-01-09", "2027-01-03"), "2027-01-03 is both a holiday and worked"),
        (("2027-01-03: 元旦", "2026-01-03: 元旦"), "2026-01-03 is no day of that year"),
        (("    source: 测试用，不是通知\n", ""), "source: is missing"),
        (("2027-06-09", "2027-06-31"), "2027-06-31"),
        (("years:", "year:"), "years: is missing"),
    ],
)
def test_a_file_with_a_fault_changes_nothing_and_says_where(
    run: Run, tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SAMPLE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")

    status, _, said = run("calendar", "import", str(broken))

    assert status == 1
    assert said.startswith("没有导入")
    assert fault in said
    assert "2027 年起的期限标“预计”" in run("calendar", "list")[1]


@pytest.mark.parametrize("content", [b"", b"years: {}", b"%PDF-1.7\n\xff\xfe", b"- a\n- b", b"years: {x: 1}"])
def test_what_is_no_calendar_at_all_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(content)

    status, _, said = run("calendar", "import", str(broken))

    assert status == 1 and said.startswith("没有导入")


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    status, _, said = run("calendar", "import", "nowhere.yaml")

    assert status == 1 and "nowhere.yaml" in said


def test_the_doctor_says_which_years_are_known(run: Run) -> None:
    assert "年历：" in run("doctor")[1]
