"""The command `shangmi`: what each sub-command does, and how it says no."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from sqlalchemy import update
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.beside import JOB_LABELS
from bot.commands import account_looked_at, doctor
from bot.commands.line import command_line
from bot.settings import read_settings
from intake.storage.tables import MarkRow
from tests.bot.conftest import Run
from tests.intake.test_jobs import until

# One demonstration case of each kind of situation, and no more.
FEW = ("--cases", "16")
# Without a WeChat account nothing is fetched from there; without an address no head leaves.
RUNNING = set(JOB_LABELS) - {"media", "heads"}


def test_an_account_is_made_with_its_password_from_standard_input(run: Run, tmp_path: Path) -> None:
    status, out, _ = run(
        "officer",
        "add",
        "李科长",
        "--role",
        "head",
        "--bureau",
        "jiangjin",
        "--password-stdin",
        typed="一个够长的密码2026\n",
    )

    assert status == 0
    assert "李科长" in out
    with sqlite3.connect(tmp_path / "var/shangmi.db") as database:
        (kept,) = database.execute("SELECT password_hash FROM officer").fetchone()
    database.close()
    assert kept.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (("--role", "head"), "一个够长的密码2026", "--bureau"),
        (("--role", "head", "--bureau", "chengdu"), "一个够长的密码2026", "没有代码为“chengdu”的承办局"),
        (("--role", "curator", "--bureau", "jiangjin"), "一个够长的密码2026", "请去掉 --bureau"),
        (("--role", "curator"), "短", "至少 10 位"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_what_to_do(
    run: Run, arguments: tuple[str, ...], typed: str, sentence: str
) -> None:
    status, _, err = run("officer", "add", "甲", *arguments, "--password-stdin", typed=typed)

    assert status == 1
    assert sentence in err


def _account(run: Run, name: str, *more: str) -> None:
    assert run("officer", "add", name, *more, "--password-stdin", typed="一个够长的密码2026")[0] == 0


def test_accounts_are_listed_closed_and_opened_again_by_command(run: Run) -> None:
    _account(run, "李科长", "--role", "head", "--bureau", "jiangjin")
    _account(run, "林管理", "--role", "admin")

    closed = run("officer", "disable", "李科长")
    listed = run("officer", "list")
    opened = run("officer", "enable", "李科长")

    assert (closed[0], listed[0], opened[0]) == (0, 0, 0)
    (line,) = [line for line in listed[1].splitlines() if "李科长" in line]
    assert "机构负责人\tjiangjin\t停用" in line
    assert "只显示这一次" in opened[1] and len(opened[1].splitlines()[-1]) == 19
    assert "在用" in run("officer", "list")[1]
    assert run("verify")[0] == 0


def test_a_password_is_reset_and_a_post_changed_by_command(run: Run) -> None:
    _account(run, "李科长", "--role", "head", "--bureau", "jiangjin")

    reset = run("officer", "reset", "李科长")
    moved = run("officer", "move", "李科长", "--role", "coordinator")
    ended = run("officer", "end-sessions", "李科长")

    assert (reset[0], moved[0], ended[0]) == (0, 0, 0)
    assert "首次登录时须由本人更改" in reset[1] and "市局统筹（全市）" in moved[1] and "0 个登录" in ended[1]
    assert "待本人改密码" in run("officer", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("officer", "disable", "没有的人"), "没有名为“没有的人”的账号"),
        (("officer", "reset", "没有的人"), "没有名为“没有的人”的账号"),
        (("officer", "disable", "林管理"), "唯一在用的系统管理账号"),
        (("officer", "move", "林管理", "--role", "curator"), "唯一在用的系统管理账号"),
        (("officer", "move", "林管理", "--role", "head"), "--bureau"),
        (("officer", "enable", "林管理"), "正在使用"),
        (("officer", "reset", "林管理", "--second-step"), "没有开启动态验证码"),
        (("token", "revoke", "没有的"), "没有名为“没有的”的令牌"),
    ],
)
def test_what_cannot_be_done_with_an_account_is_said(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    _account(run, "林管理", "--role", "admin")

    status, _, err = run(*arguments)

    assert (status, sentence in err) == (1, True)


def test_tokens_are_listed_and_revoked_by_command(installed: Run) -> None:
    assert installed("token", "list")[1] == "还没有令牌。\n"
    installed("token", "add", "统计系统", "--identities")

    before, revoked, after = (
        installed("token", "list"),
        installed("token", "revoke", "统计系统"),
        installed("token", "list"),
    )

    assert "可以看到来访人身份" in before[1] and "在用" in before[1]
    assert revoked[0] == 0 and "作废" in after[1] and "在用" not in after[1]
    assert installed("token", "revoke", "统计系统")[0] == 1
    assert installed("verify")[0] == 0


def test_a_token_is_printed_once_and_kept_only_as_its_hash(installed: Run, tmp_path: Path) -> None:
    status, out, _ = installed("token", "add", "统计系统")

    assert status == 0
    assert len(out.strip()) >= 40
    assert out.strip().encode() not in (tmp_path / "var/shangmi.db").read_bytes()
    assert installed("token", "add", "统计系统")[0] == 1


def test_a_demonstration_is_of_five_hundred_cases_unless_fewer_are_asked_for() -> None:
    asked = [command_line().parse_args(said).cases for said in (["demo"], ["demo", *FEW])]

    assert asked == [500, 16]


def test_demonstration_cases_fill_an_empty_database_and_its_journal_holds(run: Run) -> None:
    status, out, _ = run("demo", *FEW)
    verified, report, _ = run("verify")

    assert status == 0
    assert "演示统筹" in out
    assert verified == 0
    assert "日志完整" in report


def test_demonstration_cases_never_mix_with_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("demo", *FEW)

    assert run("demo", *FEW)[0] == 1

    monkeypatch.setenv("SHANGMI_CHANNEL_STATUS", "helper")
    status, _, err = run("demo", *FEW)
    assert status == 1
    assert "SHANGMI_CHANNEL_STATUS=demo" in err


def test_a_changed_journal_is_found_by_case_and_number(run: Run, tmp_path: Path) -> None:
    run("demo", *FEW)
    with sqlite3.connect(tmp_path / "var/shangmi.db") as database:
        database.execute(
            "UPDATE journal SET actor = 'somebody' WHERE seq = 2 AND case_id = (SELECT min(id) FROM case_file)"
        )
    database.close()

    status, report, _ = run("verify")

    assert status == 1
    assert "第 2 条不符" in report


def test_a_backup_holds_the_database_and_the_keys(installed: Run, tmp_path: Path) -> None:
    installed("token", "add", "甲")

    status, out, _ = installed("backup", str(tmp_path / "copy"))

    assert status == 0
    assert "没有加密" in out and "SHANGMI_BACKUP_RECIPIENT" in out
    assert {path.name for path in (tmp_path / "copy").rglob("*")} >= {"data.key", "keyring.json"}


def test_a_database_under_another_key_is_refused_and_left_alone(installed: Run, tmp_path: Path) -> None:
    installed("token", "add", "甲")
    for name in ("data.key", "keyring.json"):
        (tmp_path / "var" / name).unlink()

    status, _, err = installed(
        "officer", "add", "乙", "--role", "admin", "--password-stdin", typed="一个够长的密码2026"
    )

    assert status == 1
    assert "另一套密钥" in err
    assert "Traceback" not in err


def test_a_database_of_this_version_needs_no_upgrade(installed: Run) -> None:
    installed("token", "add", "甲")

    status, out, _ = installed("db", "upgrade")

    assert status == 0
    assert "已是最新" in out


# `make test` runs this command itself before it begins.
@pytest.mark.long
def test_the_content_of_this_version_has_no_fault(run: Run) -> None:
    status, out, _ = run("check")

    assert status == 0
    assert "没有发现问题。" in out
    assert "条文要点" in out


def test_one_question_gets_one_answer_with_its_source(run: Run) -> None:
    status, out, _ = run("ask", "合格名单公示多少天")

    assert status == 0
    assert "15天" in out
    assert "依据：" in out


def test_several_workers_need_postgresql(run: Run) -> None:
    status, _, err = run("serve", "--workers", "2")

    assert status == 1
    assert "PostgreSQL" in err
    assert "SHANGMI_DATABASE_URL" in err


def test_a_wrong_setting_stops_every_command_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_PORT", "eighty")

    status, _, err = run("serve")

    assert status == 1
    assert "SHANGMI_PORT" in err
    assert "Traceback" not in err


def test_the_doctor_finds_nothing_in_a_new_installation(installed: Run) -> None:
    status, out, _ = installed("doctor")

    assert status == 0
    assert "✗" not in out
    assert "官方示例相符" in out


# ---------------------------------------------------------------------------- WeChat, misbehaving


@asynccontextmanager
async def wechat_that(answer: Callable[[web.Request], web.StreamResponse]) -> AsyncIterator[str]:
    """A WeChat of our own that answers as it is told."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.path == "/hang/cgi-bin/stable_token":
            await asyncio.sleep(30)
        return answer(request)

    app = web.Application()
    app.router.add_post("/{anything:.*}", handler)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url(""))


@pytest.fixture
def account(installed: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Set up an account whose WeChat is at the given address."""
    assert installed("officer", "list")[0] == 0

    def at(address: str) -> None:
        for name, value in {
            "DATA_DIR": str(tmp_path / "var"),
            "WECHAT_APP_ID": "wx0123456789abcdef",
            "WECHAT_TOKEN": "token",
            "WECHAT_AES_KEY": "A" * 43,
            "WECHAT_SECRET": "the-app-secret",
            "WECHAT_API_BASE": address,
        }.items():
            monkeypatch.setenv(f"SHANGMI_{name}", value)

    return at


async def test_the_doctor_gets_a_token_from_wechat(account: Callable[[str], None]) -> None:
    async with wechat_that(lambda _: web.json_response({"access_token": "t", "expires_in": 7200})) as address:
        account(address)
        findings = await doctor.examine()

    assert [str(finding) for finding in findings if finding.is_wrong] == []


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        ({"errcode": 40164, "errmsg": "invalid ip 1.2.3.4"}, "白名单"),
        ({"errcode": 40125, "errmsg": "invalid appsecret"}, "SHANGMI_WECHAT_SECRET"),
        (["nonsense"], "核对 AppID"),
    ],
)
async def test_the_doctor_says_what_to_do_about_a_refused_token(
    account: Callable[[str], None], answer: object, remedy: str
) -> None:
    async with wechat_that(lambda _: web.json_response(answer)) as address:
        account(address)
        findings = await doctor.examine()

    (wrong,) = [str(finding) for finding in findings if finding.is_wrong]
    assert remedy in wrong
    assert "the-app-secret" not in wrong


async def test_the_doctor_does_not_wait_for_a_wechat_that_hangs(
    account: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_looked_at, "TOKEN_TIMEOUT", aiohttp.ClientTimeout(total=0.2))
    async with wechat_that(lambda _: web.json_response({})) as address:
        account(f"{address.rstrip('/')}/hang")
        findings = await doctor.examine()

    assert [finding.what for finding in findings if finding.is_wrong] == ["公众号令牌"]


async def test_the_doctor_survives_a_wechat_that_talks_nonsense(account: Callable[[str], None]) -> None:
    async with wechat_that(lambda _: web.Response(status=502, text="<html>Bad Gateway")) as address:
        account(address)
        findings = await doctor.examine()

    assert [finding.what for finding in findings if finding.is_wrong] == ["公众号令牌"]


# ------------------------------------------------------------------------------- what stops a start


def test_a_port_in_use_is_said_with_another_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        status, _, err = run("serve", "--port", str(port))

    assert status == 1
    assert f"127.0.0.1:{port} 已被别的程序占用" in err
    assert f"--port {port + 1}" in err


def test_an_address_that_is_not_ours_is_said(run: Run) -> None:
    status, _, err = run("serve", "--host", "192.0.2.1")

    assert (status, "本机没有地址 192.0.2.1" in err) == (1, True)


@pytest.mark.parametrize("command", [("demo",), ("verify",), ("officer", "list"), ("serve",)])
def test_a_data_directory_that_cannot_be_made_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path / "file" / "var"))

    status, _, err = run(*command)

    assert status == 1
    assert "SHANGMI_DATA_DIR" in err
    assert "Traceback" not in err


# --------------------------------------------------------------------------- what the doctor sees of jobs


async def test_the_doctor_says_when_a_job_last_went_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path))
    settings = read_settings(_env_file=None)
    app = await build_app(settings)
    async with TestServer(app) as server:
        monkeypatch.setenv("SHANGMI_PORT", str(server.port))
        service = app[SERVICE_KEY]
        await until(lambda: set(service.jobs.noted_at) == RUNNING)
        shown = await metrics_of(server)
        findings = [finding for finding in await doctor.examine() if finding.what.startswith("后台任务")]

    assert len(findings) == len(RUNNING)
    assert all("最近一次完成于" in finding.state and not finding.is_wrong for finding in findings)
    assert 'shangmi_job_failures_in_a_row{job="courier"} 0.0' in shown
    assert 'shangmi_job_done_timestamp_seconds{job="housekeeping"}' in shown


async def test_the_doctor_finds_a_job_that_stopped_while_the_service_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path))
    long_ago = datetime.now(UTC) - timedelta(hours=2)
    app = await build_app(read_settings(_env_file=None))
    async with TestServer(app) as server:
        monkeypatch.setenv("SHANGMI_PORT", str(server.port))
        service = app[SERVICE_KEY]
        await until(lambda: set(service.jobs.noted_at) == RUNNING)
        async with service.database.writing() as session:
            stopped = update(MarkRow).where(col(MarkRow.name) == "job:courier")
            await session.execute(stopped.values(value=long_ago.isoformat()))
        findings = {finding.what: finding for finding in await doctor.examine()}

    assert findings["后台任务 信使（待发箱）"].is_wrong
    assert not findings["后台任务 到期清理"].is_wrong


async def metrics_of(server: BaseTestServer) -> str:
    async with aiohttp.ClientSession() as session, session.get(server.make_url("/metrics")) as response:
        return await response.text()
