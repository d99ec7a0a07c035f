"""A wrong setting stops the start, by name, with what was wrong and an example; never with the value."""

from __future__ import annotations

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
        ("PORT", "eighty", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("DATABASE_URL", "mysql://root@localhost/x", "postgresql+asyncpg://"),
        ("WECHAT_AES_KEY", "A" * 42, "43 letters and digits"),
        ("WECHAT_AES_KEY", "A" * 43 + "=", "43 letters and digits"),
        ("DATA_KEY", "abc", "32 bytes in base64"),
        ("CHANNEL_STATUS", "official", "'demo', 'helper' or 'published'"),
        ("PUBLIC_URL", "shangmi.example.cn", "http:// or https://"),
        ("SMTP_URL", "http://mail.example.cn", "smtp://"),
        ("SMTP_URL", "smtp://:25", "name a host"),
        ("SMTP_URL", "smtp://mail.example.cn:port", "name a host"),
        ("MAIL_FROM", "nobody", "mail address"),
        ("MAIL_FROM", "a@b.cn\r\nBcc: c@d.cn", "mail address"),
        ("CLAMD", "localhost", "tcp://host:port or unix:/path"),
        ("CLAMD", "tcp://localhost:port", "tcp://host:port or unix:/path"),
        ("EVIDENCE_TYPES", "picture,exe", "picture, pdf, voice, video, office, zip"),
        ("EVIDENCE_S3", "https://host/bucket", "ACCESSKEY:SECRETKEY@host/bucket/prefix"),
        ("EVIDENCE_S3", "s3://a:b@host/bucket", "ACCESSKEY:SECRETKEY@host/bucket/prefix"),
        ("OIDC_ISSUER", "sso.example.gov.cn", "web address"),
        ("OIDC_ISSUER", "http://sso.example.gov.cn", "https://"),
        ("OIDC_ISSUER", "https://sso.example.gov.cn/?realm=1", "without ? and #"),
        ("OIDC_BUREAUS", "jiangjin,nowhere", "bureaus.yaml"),
        ("CODES_REQUIRED", "admin,boss", "roles with commas"),
        ("HEAD_TO", "heads.txt", "file:/path"),
        ("BACKUP_RECIPIENT", "age1nobody", "begin with age1"),
        ("EVIDENCE_MAX_MB", "0", "greater than or equal to 1"),
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
    assert what in sentence
    assert "for example: " in sentence
    assert f" {value} " not in sentence


def test_a_published_channel_needs_its_announcement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_CHANNEL_STATUS", "published")

    with pytest.raises(SettingsRefused, match="SHANGMI_CHANNEL_NOTICE is needed"):
        read_settings()


def test_an_account_needs_its_token_and_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_WECHAT_APP_ID", "wx0123456789abcdef")

    with pytest.raises(SettingsRefused, match="SHANGMI_WECHAT_TOKEN is needed"):
        read_settings()


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET"])
def test_single_sign_on_needs_what_the_provider_knows_us_by(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name, value in {"ISSUER": "https://sso.example.gov.cn", "CLIENT_ID": "x", "CLIENT_SECRET": "x"}.items():
        monkeypatch.setenv(f"SHANGMI_OIDC_{name}", "" if name == missing else value)

    with pytest.raises(SettingsRefused, match=f"SHANGMI_OIDC_{missing} is needed"):
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
    with pytest.raises(SettingsRefused, match="SHANGMI_MAIL_FROM is needed when SMTP_URL is set"):
        read_settings()

    monkeypatch.setenv("SHANGMI_MAIL_FROM", "shangmi@example.gov.cn")
    assert read_settings().mail_from == "shangmi@example.gov.cn"


def test_the_doctor_wants_a_published_channel_behind_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGMI_CHANNEL_STATUS", "published")
    monkeypatch.setenv("SHANGMI_CHANNEL_NOTICE", "公告")

    plain, encrypted = (finding_on_address(read_settings(public_url=f"{how}://a.cn")) for how in ("http", "https"))

    assert (plain.is_wrong, encrypted.is_wrong) == (True, False)
    assert "SHANGMI_PUBLIC_URL" in plain.remedy
