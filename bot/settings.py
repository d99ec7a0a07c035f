"""Everything the environment decides, read once, with types and limits.

Names are `SHANGMI_` and the field's name in capitals, in the environment or in `.env`. A wrong value
stops the start with the variable's name, what was wrong and an example, and never with the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings_of_accounts import bureau_codes, issuer, listed, role_names, roles_in, two_fields
from bot.settings_of_providers import EXAMPLE as EXAMPLE_PROVIDERS
from bot.settings_of_providers import providers_in, readable
from bot.settings_told import in_words
from bot.settings_types import (
    AesKey,
    BucketUrl,
    DatabaseUrl,
    DataKey,
    ExistingFile,
    FileKinds,
    HeadWay,
    LongToken,
    MailAddress,
    Networks,
    OwnAddress,
    Recipients,
    SmtpUrl,
    WebAddress,
)
from intake.cases.codes import Role
from intake.evidence.address import BUCKET_EXAMPLE, Bucket, known_scanner, read_bucket, read_kinds
from intake.evidence.file import Limits
from intake.forms.codes import ChannelStatus
from intake.notices.head_ways import EXAMPLE as EXAMPLE_WAY
from intake.officers.hook_address import EXAMPLE as EXAMPLE_NETWORKS
from intake.officers.hook_address import Network, networks_in
from intake.officers.provider_settings import ORDINARY_NAME, ProviderSettings
from intake.storage.keeping import purge_list as purged
from intake.storage.keeping.encrypted import EXAMPLE as EXAMPLE_RECIPIENT

PREFIX = "SHANGMI_"


class SettingsRefused(Exception):
    """The environment is not usable. The text names every variable, what is wrong, and an example."""


# What an operator may copy, for the refusal and for `.env.example`.
EXAMPLES: Mapping[str, str] = {
    "data_dir": "./var",
    "database_url": "postgresql+asyncpg://shangmi@localhost/shangmi",
    "index_dir": "/var/cache/shangmi",
    "public_url": "https://shangmi.example.gov.cn",
    "host": "127.0.0.1",
    "port": "8080",
    "data_key": "openssl rand -base64 32 打印的那一行",
    "trusted_proxy": "127.0.0.1",
    "metrics_token": "openssl rand -hex 24 打印的那一行",
    "channel_status": "demo",
    "channel_notice": "《关于公布举报渠道的公告》 https://example.gov.cn/notice",
    "weekends_roll": "false",
    "draft_reminder_days": "7",
    "talk_kept_days": "30",
    "evidence_max_mb": "20",
    "evidence_max_files": "20",
    "evidence_types": "picture,pdf,voice,video,office,zip",
    "evidence_s3": BUCKET_EXAMPLE,
    "clamd": "unix:/run/clamav/clamd.ctl",
    "outlines": "./districts.geojson",
    "stations": "./stations.yaml",
    "retention": "./retention.yaml",
    "purge_list": "/mnt/apart/purged.list",
    "backup_days": "90",
    "wechat_app_id": "wx0123456789abcdef",
    "wechat_token": "公众平台里填写的令牌",
    "wechat_aes_key": "EncodingAESKey 的 43 位",
    "wechat_aes_key_previous": "更换以前的 EncodingAESKey",
    "wechat_secret": "公众号的 AppSecret",
    "wechat_mode": "safe",
    "wechat_api_base": "https://api.weixin.qq.com",
    "wechat_messages": "false",
    "wechat_notice_template": "订阅通知的模板 ID",
    "wechat_notice_fields": "thing1 time2",
    "smtp_url": "smtps://user:password@mail.example.gov.cn",
    "mail_from": "shangmi@example.gov.cn",
    "oidc_name": "单点登录",
    "oidc_issuer": "https://sso.example.gov.cn/realms/cqamr",
    "oidc_client_id": "shangmi",
    "oidc_client_secret": "单点登录服务给本系统的密钥",
    "oidc_bureaus": "municipal,jiangjin",
    "oidc_more": EXAMPLE_PROVIDERS,
    "webhook_networks": EXAMPLE_NETWORKS,
    "codes_required": "admin,principal,head",
    "head_to": EXAMPLE_WAY,
    "backup_recipient": EXAMPLE_RECIPIENT,
}


class Settings(BaseSettings):
    """Everything the environment decides."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Field(default=Path("./var"), description="Where the database, the keys and the cache live")
    database_url: DatabaseUrl = Field(
        default="", description="Empty: SQLite inside DATA_DIR. PostgreSQL carries many workers"
    )
    index_dir: Path | None = Field(
        default=None, description="Where what a start works out of the content is kept; empty: DATA_DIR/index"
    )
    public_url: OwnAddress = Field(
        default="",
        description="How people reach the service; https makes cookies Secure. Empty: this machine at PORT",
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on")
    port: int = Field(default=8080, ge=1, le=65535, description="The port to listen on")
    data_key: DataKey | None = Field(
        default=None, description="The key that seals texts; made in DATA_DIR at the first start when not given"
    )
    trusted_proxy: str = Field(
        default="", description="The proxy whose X-Forwarded-For and X-Forwarded-Proto are believed"
    )
    metrics_token: LongToken | None = Field(
        default=None, description="Opens /metrics from elsewhere, as a bearer token; empty: this machine alone"
    )
    channel_status: ChannelStatus = Field(
        default=ChannelStatus.DEMO,
        description="What the service is in law: a demonstration, help before filing, a channel",
    )
    channel_notice: str = Field(
        default="", description="Title and address of the announcement; needed when published"
    )
    weekends_roll: bool = Field(
        default=False,
        description="Whether a period in 日 that ends on an ordinary weekend ends on the next working day instead",
    )
    draft_reminder_days: int = Field(
        default=7, ge=1, le=29, description="After how many days without a change a draft is reminded of, once"
    )
    talk_kept_days: int = Field(
        default=30, ge=1, le=30, description="For how many days after its end the words of a talk are kept"
    )
    evidence_max_mb: int = Field(default=20, ge=1, le=200, description="How large one file may be, in MB")
    evidence_max_files: int = Field(
        default=20, ge=1, le=200, description="How many files a draft or a case may have"
    )
    evidence_types: FileKinds = Field(
        default="picture,pdf,voice,video,office,zip", description="What a file may be, by its content"
    )
    evidence_s3: BucketUrl | None = Field(
        default=None, description="An S3-compatible bucket for files; empty: inside DATA_DIR. Needs the extra s3"
    )
    clamd: Annotated[str, AfterValidator(known_scanner)] = Field(
        default="", description="Where ClamAV's clamd listens; empty: files are not scanned, and the desk says so"
    )
    outlines: Path | None = Field(
        default=None,
        description="A GeoJSON file with the bureaus' own outlines, for points on the map; needs the extra geo",
    )
    stations: ExistingFile | None = Field(
        default=None,
        description="A file with the guidance stations that were announced; empty: none, the bureaus are named",
    )
    retention: ExistingFile | None = Field(
        default=None,
        description="A file with how long closed cases are kept, as decided; empty: nothing is ever disposed of",
    )
    purge_list: Path | None = Field(
        default=None,
        description="Where the list of what was disposed of is kept, best on another disk; empty: inside DATA_DIR",
    )
    backup_days: int | None = Field(
        default=None,
        ge=1,
        le=3650,
        description="For how many days backups are kept; empty: nothing is said, and none is taken away",
    )
    wechat_app_id: str = Field(default="", description="AppID of the Official Account; empty: no /wechat")
    wechat_token: SecretStr | None = Field(default=None, description="The token entered in the account's console")
    wechat_aes_key: AesKey | None = Field(default=None, description="EncodingAESKey of the account")
    wechat_aes_key_previous: AesKey | None = Field(
        default=None, description="The EncodingAESKey before, while a change is under way"
    )
    wechat_secret: SecretStr | None = Field(default=None, description="AppSecret, for what we send ourselves")
    wechat_mode: Literal["safe", "plain"] = Field(
        default="safe", description="plain accepts unencrypted callbacks: only on purpose, never in service"
    )
    wechat_api_base: WebAddress = Field(
        default="https://api.weixin.qq.com", description="Where WeChat's own API is asked"
    )
    wechat_messages: bool = Field(
        default=True,
        description="Whether officers' words are sent in WeChat to named filers; needs WECHAT_SECRET",
    )
    wechat_notice_template: str = Field(
        default="", description="Template of the 订阅通知 for notices and trainings; empty: none is sent"
    )
    wechat_notice_fields: Annotated[str, AfterValidator(two_fields)] = Field(
        default="thing1 time2", description="Its fields for the title and the day"
    )
    smtp_url: SmtpUrl | None = Field(
        default=None,
        description="The mail server for notices to officers, and to filers who gave an address; empty: none",
    )

    mail_from: MailAddress = Field(default="", description="Who these mails are from; needed when SMTP_URL is set")

    oidc_name: str = Field(default=ORDINARY_NAME, max_length=30, description="What its button says")
    oidc_issuer: Annotated[str, AfterValidator(issuer)] = Field(
        default="", description="The issuer of single sign-on (OpenID Connect); empty: passwords alone"
    )
    oidc_client_id: str = Field(default="", description="What the provider calls this service")
    oidc_client_secret: SecretStr | None = Field(default=None, description="The secret that goes with it")
    oidc_bureaus: Annotated[str, AfterValidator(bureau_codes)] = Field(
        default="", description="Codes of the bureaus that sign in this way; empty: all. See docs/operators.md"
    )
    oidc_more: Annotated[SecretStr, AfterValidator(readable)] | None = Field(
        default=None, description="Further providers of single sign-on, as a JSON list"
    )
    webhook_networks: Networks = Field(
        default="",
        description="Networks of one's own in which other systems may be called (webhooks); empty: none",
    )
    codes_required: Annotated[str, AfterValidator(role_names)] = Field(
        default="", description="Who must use one-time codes (TOTP): all, or roles; empty: whoever wants to"
    )
    head_to: HeadWay | None = Field(
        default=None,
        description="Where the journals' head goes each day: file:/path, mailto:address, or a web address",
    )

    backup_recipient: Recipients = Field(
        default="", description="To whom backups are encrypted (age); empty: they are not, and say so"
    )

    @model_validator(mode="after")
    def _belongs_together(self) -> Settings:
        if self.channel_status is ChannelStatus.PUBLISHED and not self.channel_notice.strip():
            raise ValueError("CHANNEL_NOTICE: 没有写；SHANGMI_CHANNEL_STATUS 是 published 时要有公告")
        if self.smtp_url is None and self.head_to and self.head_to.get_secret_value().startswith("mailto:"):
            raise ValueError("SMTP_URL: 没有写；SHANGMI_HEAD_TO 是邮箱时要有邮件服务器")
        if self.smtp_url is not None and not self.mail_from:
            raise ValueError("MAIL_FROM: 没有写；写了 SHANGMI_SMTP_URL 就要有")
        for name in ("oidc_client_id", "oidc_client_secret"):
            if self.oidc_issuer and not getattr(self, name):
                raise ValueError(f"{name.upper()}: 没有写；写了 SHANGMI_OIDC_ISSUER 就要有")
        issuers = [one.issuer for one in self.providers]
        if self.oidc_more is not None and not self.oidc_issuer:
            raise ValueError("OIDC_ISSUER: 没有写；写了 SHANGMI_OIDC_MORE 就要有")
        if len(set(issuers)) < len(issuers):
            raise ValueError("OIDC_MORE: 同一家（issuer）写了两次，或者与 SHANGMI_OIDC_ISSUER 是同一家")
        for name in ("wechat_token", "wechat_aes_key"):
            if self.wechat_app_id and getattr(self, name) is None:
                raise ValueError(f"{name.upper()}: 没有写；写了 SHANGMI_WECHAT_APP_ID 就要有")
        return self

    @property
    def providers(self) -> tuple[ProviderSettings, ...]:
        """Who vouches for officers; empty where only passwords open."""
        if not self.oidc_issuer or self.oidc_client_secret is None:
            return ()
        bureaus = frozenset(listed(self.oidc_bureaus))
        secret = self.oidc_client_secret.get_secret_value()
        first = ProviderSettings(self.oidc_issuer, self.oidc_client_id, secret, bureaus, name=self.oidc_name)
        return (first, *providers_in(self.oidc_more.get_secret_value() if self.oidc_more else ""))

    @property
    def hook_networks(self) -> tuple[Network, ...]:
        """Networks of our own in which other systems may be called."""
        return networks_in(self.webhook_networks)

    @property
    def codes_required_of(self) -> frozenset[Role]:
        """The posts that must use one-time codes."""
        return roles_in(self.codes_required)

    @property
    def evidence_limits(self) -> Limits:
        """What may be handed in."""
        kinds = read_kinds(self.evidence_types)
        return Limits(self.evidence_max_mb * 1024 * 1024, self.evidence_max_files, kinds)

    @property
    def evidence_bucket(self) -> Bucket | None:
        """The bucket for files, or None where they lie in DATA_DIR."""
        return read_bucket(self.evidence_s3.get_secret_value()) if self.evidence_s3 else None

    @property
    def purged_at(self) -> Path:
        """The list of what was disposed of, the default filled in."""
        return self.purge_list or self.data_dir / purged.NAME

    @property
    def database(self) -> str:
        """The database's address, the embedded default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'shangmi.db'}"

    @property
    def sqlite_file(self) -> Path | None:
        """The database's file, or None where it is PostgreSQL."""
        prefix = "sqlite:///"
        return Path(self.database.removeprefix(prefix)) if self.database.startswith(prefix) else None

    @property
    def index_folder(self) -> Path:
        """Where index files lie, the default filled in."""
        return self.index_dir or self.data_dir / "index"

    @property
    def reached_at(self) -> str:
        """How people reach the service, the default filled in; without a slash at the end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def is_https(self) -> bool:
        """Whether people reach us over TLS, so that cookies must be Secure."""
        return self.reached_at.startswith("https://")


def read_settings(**given: Any) -> Settings:
    """Read the environment and `.env`; `given` wins over both (command-line options, tests).

    Raises SettingsRefused with one line for every variable that cannot be used.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsRefused("\n".join(_complaint(fault) for fault in error.errors())) from None


def _complaint(fault: ErrorDetails) -> str:
    message = in_words(fault)
    name = str(fault["loc"][0]) if fault["loc"] else ""
    if not name:
        # The rules that tie variables together name the variable themselves.
        named, _, message = message.partition(": ")
        name = named.lower()
    return f"{PREFIX}{name.upper()} {message}。例如：{EXAMPLES.get(name, '')}"
