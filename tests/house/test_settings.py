"""A wrong setting stops the start, by name, with what was wrong and an example; never with the value."""

from __future__ import annotations

import re

import pytest

from bot.commands.doctor import finding_on_address
from bot.settings import SettingsRefused, read_settings
from intake.cases.codes import Role


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("PORT", "eighty", "应为整数"),
        ("PORT", "70000", "应当不大于 65535"),
        ("DATABASE_URL", "mysql://root@localhost/x", "postgresql+asyncpg://"),
        ("WECHAT_AES_KEY", "A" * 42, "43 位字母和数字"),
        ("WECHAT_AES_KEY", "A" * 43 + "=", "43 位字母和数字"),
        ("DATA_KEY", "abc", "32 字节"),
        ("CHANNEL_STATUS", "official", "demo、helper、published 之一"),
        ("PUBLIC_URL", "shangmi.example.cn", "http:// 或者 https://"),
        ("SMTP_URL", "http://mail.example.cn", "smtp://"),
        ("SMTP_URL", "smtp://:25", "写明主机"),
        ("SMTP_URL", "smtp://mail.example.cn:port", "写明主机"),
        ("MAIL_FROM", "nobody", "邮箱地址"),
        ("MAIL_FROM", "a@b.cn\r\nBcc: c@d.cn", "邮箱地址"),
        ("CLAMD", "localhost", "tcp://主机:端口 或者 unix:/路径"),
        ("CLAMD", "tcp://localhost:port", "tcp://主机:端口 或者 unix:/路径"),
        ("EVIDENCE_TYPES", "picture,exe", "picture, pdf, voice, video, office, zip"),
        ("EVIDENCE_S3", "https://host/bucket", "ACCESSKEY:SECRETKEY@host/bucket/prefix"),
        ("EVIDENCE_S3", "s3://a:b@host/bucket", "ACCESSKEY:SECRETKEY@host/bucket/prefix"),
        ("OIDC_ISSUER", "sso.example.gov.cn", "网址"),
        ("OIDC_ISSUER", "http://sso.example.gov.cn", "https://"),
        ("OIDC_ISSUER", "https://sso.example.gov.cn/?realm=1", "不带 ? 和 #"),
        ("OIDC_BUREAUS", "jiangjin,nowhere", "bureaus.yaml"),
        ("CODES_REQUIRED", "admin,boss", "岗位"),
        ("RETENTION", "no-such-file", "存在的文件"),
        ("STATIONS", "x" * 300, "存在的文件"),
        ("HEAD_TO", "heads.txt", "file:/路径"),
        ("BACKUP_RECIPIENT", "age1nobody", "age1 开头"),
        ("EVIDENCE_MAX_MB", "0", "应当不小于 1"),
    ],
)
def test_a_wrong_value_is_refused_by_name_without_being_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, what: str
) -> None:
    monkeypatch.setenv(f"SHANGMI_{name}", value)

    with pytest.raises(SettingsRefused) as refusal:
        read_settings()

    sentence = str(refusal.value)
    assert sentence.startswith(f"SHANGMI_{name} ")
    assert what in sentence and not re.search(r"\b(?:must|should|valid|needed)\b", sentence)
    assert "。例如：" in sentence
    assert f" {value} " not in sentence


def test_a_published_channel_needs_its_announcement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_CHANNEL_STATUS", "published")

    with pytest.raises(SettingsRefused, match="SHANGMI_CHANNEL_NOTICE 没有写"):
        read_settings()


def test_an_account_needs_its_token_and_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_WECHAT_APP_ID", "wx0123456789abcdef")

    with pytest.raises(SettingsRefused, match="SHANGMI_WECHAT_TOKEN 没有写"):
        read_settings()


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET"])
def test_single_sign_on_needs_what_the_provider_knows_us_by(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name, value in {"ISSUER": "https://sso.example.gov.cn", "CLIENT_ID": "x", "CLIENT_SECRET": "x"}.items():
        monkeypatch.setenv(f"SHANGMI_OIDC_{name}", "" if name == missing else value)

    with pytest.raises(SettingsRefused, match=f"SHANGMI_OIDC_{missing} 没有写"):
        read_settings()


def test_codes_are_required_of_all_or_of_the_roles_that_are_named() -> None:
    assert read_settings(codes_required="all").codes_required_of == frozenset(Role)
    assert read_settings(codes_required="admin, head").codes_required_of == {Role.ADMIN, Role.HEAD}
    assert read_settings().codes_required_of == frozenset() and read_settings().providers == ()


def test_an_empty_environment_gives_the_embedded_default() -> None:
    settings = read_settings()

    assert settings.database == "sqlite:///var/shangmi.db"
    assert settings.channel_status == "demo"
    assert not settings.wechat_app_id


def test_what_the_command_line_says_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_PORT", "9000")

    assert read_settings(port=9001).port == 9001


def test_links_lead_to_the_port_that_is_listened_on_unless_an_address_is_given() -> None:
    assert read_settings(port=9001).reached_at == "http://127.0.0.1:9001"
    assert (
        read_settings(public_url="https://shangmi.example.gov.cn/").reached_at == "https://shangmi.example.gov.cn"
    )


def test_mail_needs_a_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_SMTP_URL", "console://")
    with pytest.raises(SettingsRefused, match="SHANGMI_MAIL_FROM 没有写；写了 SHANGMI_SMTP_URL"):
        read_settings()

    monkeypatch.setenv("SHANGMI_MAIL_FROM", "shangmi@example.gov.cn")
    assert read_settings().mail_from == "shangmi@example.gov.cn"


def test_the_doctor_wants_a_published_channel_behind_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_CHANNEL_STATUS", "published")
    monkeypatch.setenv("SHANGMI_CHANNEL_NOTICE", "公告")

    plain, encrypted = (finding_on_address(read_settings(public_url=f"{how}://a.cn")) for how in ("http", "https"))

    assert (plain.is_wrong, encrypted.is_wrong) == (True, False)
    assert "SHANGMI_PUBLIC_URL" in plain.remedy
