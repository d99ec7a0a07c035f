"""`shangmi verify`, `reseal` and `key rotate`: they look at the service's own database and keys, or refuse."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from intake.storage import database as database_module
from intake.storage.keeping.rotating import NEXT_KEY_FILE
from intake.storage.sealing import new_data_key
from tests.bot.conftest import Run


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of an installation with the demonstration's cases, made once."""
    directory = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(directory)
        environment.setenv("SHANGMI_DATA_DIR", str(directory / "var"))
        assert main(["demo", "--cases", "16"]) == 0
    return directory / "var"


@pytest.fixture
def demo(run: Run, installation: Path, tmp_path: Path) -> str:
    """An installation with the demonstration's cases; gives its journal's head line."""
    shutil.copytree(installation, tmp_path / "var")
    status, report, _ = run("verify")
    assert status == 0, report
    return report.rsplit("：", 1)[1].strip()


def changed(tmp_path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(tmp_path / "var/shangmi.db")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def files(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_a_sound_journal_is_said_to_be_sound_and_its_head_fits(run: Run, demo: str) -> None:
    status, report, _ = run("verify", "--head", demo)

    assert status == 0
    assert "日志完整" in report and "状态摘要" in report and "旧版本" not in report


@pytest.mark.parametrize("table", ["case_text", "mail", "case_identity"])
def test_a_cell_that_nothing_can_read_is_named_with_its_row(
    run: Run, demo: str, tmp_path: Path, table: str
) -> None:
    changed(tmp_path, f"UPDATE {table} SET sealed = substr(sealed, 1, 20) || 'x' WHERE rowid = 1")

    status, report, refusal = run("verify")

    assert status == 1
    assert f"{table} " in refusal and "的 sealed" in refusal and "Traceback" not in refusal + report


def emptied(tmp_path: Path) -> None:
    tables = ("outbox", "mail", "journal", "case_text", "case_note", "case_key", "case_identity", "case_clock")
    changed(tmp_path, *(f"DELETE FROM {table}" for table in (*tables, "case_assist", "case_file")))


def dropped(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "var/shangmi.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    changed(tmp_path, *(f'DROP TABLE IF EXISTS "{name}"' for (name,) in names))


def without_marks(tmp_path: Path) -> None:
    changed(tmp_path, "DELETE FROM mark")


def removed(tmp_path: Path) -> None:
    for file in (tmp_path / "var").glob("shangmi.db*"):
        file.unlink()


def made_anew(tmp_path: Path) -> None:
    removed(tmp_path)
    sqlite3.connect(tmp_path / "var/shangmi.db").close()


@pytest.mark.parametrize("loss", [emptied, dropped, without_marks, removed, made_anew])
def test_a_head_does_not_fit_a_database_that_lost_everything(
    run: Run, demo: str, tmp_path: Path, loss: Callable[[Path], None]
) -> None:
    loss(tmp_path)
    keys = {name: content for name, content in files(tmp_path / "var").items() if "shangmi.db" not in name}

    status, report, refusal = run("verify", "--head", demo)

    assert status == 1
    assert report or refusal
    assert "日志完整" not in report
    assert "Traceback" not in report + refusal
    assert {n: c for n, c in files(tmp_path / "var").items() if "shangmi.db" not in n} == keys


@pytest.mark.parametrize("command", [("verify",), ("verify", "--head", "{head}"), ("reseal",), ("key", "rotate")])
def test_in_a_wrong_directory_nothing_is_found_and_nothing_is_made(
    run: Run, demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(elsewhere))

    status, _, refusal = run(*(part.format(head=demo) for part in command))

    assert status == 1
    assert "SHANGMI_DATA_DIR" in refusal
    assert files(elsewhere) == {}


LOOKS_ONLY = (
    ("token", "add", "甲"), ("token", "list"), ("officer", "list"), ("officer", "disable", "甲"),
    ("answers", "show"), ("answers", "off", "今天不答"), ("calendar", "list"), ("retention",),
    ("evidence", "rescan"), ("search", "rebuild"), ("db", "upgrade"), ("backup", "copy"),
    ("knowledge", "export", "x"),
)  # fmt: skip


def test_only_what_sets_an_installation_up_makes_anything_in_an_empty_directory(run: Run, tmp_path: Path) -> None:
    refused = {command: run(*command) for command in LOOKS_ONLY}

    assert [command for command, (status, _, _) in refused.items() if status != 1] == []
    assert all("SHANGMI_DATA_DIR" in said for _, _, said in refused.values())
    assert list(tmp_path.iterdir()) == []


def test_in_an_empty_directory_the_doctor_says_how_to_begin_and_a_question_is_answered_from_nowhere(
    run: Run, tmp_path: Path
) -> None:
    status, told, _ = run("doctor")
    answered, answer, _ = run("ask", "合格名单公示多少天")

    assert status == 1 and "officer add" in told and "Traceback" not in told
    assert answered == 0 and "15天" in answer
    assert not (tmp_path / "var").exists()


def test_the_keys_of_another_installation_are_refused(
    run: Run, demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/var/shangmi.db"
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path / "other"))
    assert run("officer", "add", "甲", "--role", "admin", "--password-stdin", typed="一个够长的密码2026")[0] == 0
    monkeypatch.setenv("SHANGMI_DATABASE_URL", url)

    status, _, refusal = run("verify", "--head", demo)

    assert status == 1
    assert "另一套密钥" in refusal


@pytest.mark.parametrize(
    "head", ["", "x", "2026-11-25", "2026-11-25T00:00:00 3 ab", "a b c", "2026-11-25T00:00:00+00:00 x ab"]
)
def test_what_is_no_head_line_is_refused_with_an_example(run: Run, head: str) -> None:
    status, _, refusal = run("verify", "--head", head)

    assert status == 1
    assert "要比的不是日志头" in refusal


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE case_file SET lead_bureau = 'banan' WHERE id = (SELECT min(id) FROM case_file)", "与日志不符"),
        ("UPDATE case_file SET state = 'docketed' WHERE id = (SELECT min(id) FROM case_file)", "与日志不符"),
        ("UPDATE case_file SET state = 'nonsense' WHERE id = (SELECT min(id) FROM case_file)", "与日志不符"),
        ("INSERT INTO case_assist (case_id, bureau) SELECT min(id), 'banan' FROM case_file", "与日志不符"),
        ("UPDATE journal SET state_digest = NULL WHERE seq = 2", "内容被改动"),
        ("UPDATE journal SET effective_at = at WHERE seq = 2", "内容被改动"),
        ("DELETE FROM case_file WHERE id = (SELECT min(id) FROM case_file)", "不在库中"),
    ],
)
def test_a_case_changed_past_the_program_is_found(
    run: Run, demo: str, tmp_path: Path, change: str, says: str
) -> None:
    changed(tmp_path, change)

    status, report, _ = run("verify")

    assert status == 1
    assert says in report


def test_a_new_key_of_our_own_takes_the_place_of_the_old_one(run: Run, demo: str, tmp_path: Path) -> None:
    before = files(tmp_path / "var")

    status, said, _ = run("key", "rotate")

    after = files(tmp_path / "var")
    assert status == 0
    assert "重新包裹" in said
    assert after["data.key"] != before["data.key"] and after["data.key"].decode() not in said
    assert NEXT_KEY_FILE not in after
    assert run("verify", "--head", demo)[0] == 0


def test_a_rotation_that_was_interrupted_goes_on_with_the_key_it_had_drawn(
    run: Run, demo: str, tmp_path: Path
) -> None:
    drawn = new_data_key()
    (tmp_path / "var" / NEXT_KEY_FILE).write_text(drawn)

    assert run("key", "rotate")[0] == 0

    assert (tmp_path / "var/data.key").read_text() == drawn
    assert run("verify", "--head", demo)[0] == 0


def test_a_key_from_the_setting_is_changed_by_one_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = new_data_key(), new_data_key()
    monkeypatch.setenv("SHANGMI_DATA_KEY", old)
    assert run("officer", "add", "甲", "--role", "admin", "--password-stdin", typed="一个够长的密码2026")[0] == 0

    refused = run("key", "rotate")
    status, said, _ = run("key", "rotate", "--new-key-stdin", typed=new + "\n")

    assert refused[0] == 1 and "--new-key-stdin" in refused[2]
    assert status == 0
    assert "请把 SHANGMI_DATA_KEY 改成新密钥" in said and new not in said
    assert run("verify")[0] == 1
    monkeypatch.setenv("SHANGMI_DATA_KEY", new)
    assert run("verify")[0] == 0
    assert not (tmp_path / "var/data.key").exists()


def test_what_is_no_key_changes_nothing(run: Run, demo: str, tmp_path: Path) -> None:
    before = files(tmp_path / "var")

    status, _, refusal = run("key", "rotate", "--new-key-stdin", typed="kurz\n")

    assert status == 1
    assert "32 字节" in refusal
    assert files(tmp_path / "var")["keyring.json"] == before["keyring.json"]
    assert run("verify", "--head", demo)[0] == 0


@pytest.mark.usefixtures("demo")
def test_what_is_sealed_already_is_left_alone(run: Run) -> None:
    status, said, _ = run("reseal")

    assert (status, said) == (0, "重新加密了 0 项，为 0 件案件的日志补上了状态摘要。\n")


def test_what_we_write_is_its_owners_alone_and_the_doctor_says_what_is_not(run: Run, tmp_path: Path) -> None:
    assert run("officer", "add", "甲", "--role", "admin", "--password-stdin", typed="一个够长的密码2026")[0] == 0
    open_to_others = [path for path in (tmp_path / "var").rglob("*") if path.stat().st_mode & 0o077]

    (tmp_path / "var/shangmi.db").chmod(0o644)

    assert open_to_others == []
    assert "chmod go= " in run("doctor")[1]


def test_a_head_in_a_file_says_up_to_where_it_proved(run: Run, demo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("heads.txt").write_text(f"{demo}\n")
    monkeypatch.setenv("SHANGMI_HEAD_TO", f"file:{Path('heads.txt').absolute()}")

    status, report, _ = run("verify")

    assert (status, "文件里最后一行" in report, "到那时为止的记录都在" in report) == (0, True, True)


@pytest.mark.parametrize("command", [("ask", "你好"), ("token", "add", "甲"), ("db", "upgrade")])
def test_a_database_that_somebody_holds_is_a_sentence_and_nothing_is_done(
    run: Run, demo: str, tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = (*database_module._PRAGMAS, "PRAGMA busy_timeout = 50")
    monkeypatch.setattr(database_module, "_PRAGMAS", pragmas)
    with closing(sqlite3.connect(tmp_path / "var/shangmi.db", isolation_level=None)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")

        status, _, said = run(*command)

    assert status == 1 and "占着" in said and "Traceback" not in said


def test_whoever_reads_no_further_sees_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m bot places | true"
    environment = os.environ | {"SHANGMI_DATA_DIR": str(tmp_path)}

    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)

    assert "Traceback" not in ended.stderr and "BrokenPipe" not in ended.stderr
