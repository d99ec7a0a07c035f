"""What the setting of further providers of single sign-on may say: a list of JSON objects, one a provider."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot import settings_of_accounts as known
from bot.settings_told import in_words
from intake.officers.provider_settings import ProviderSettings

EXAMPLE: Final = (
    '[{"name": "江津区单点登录", "issuer": "https://sso.jiangjin.example.gov.cn", "client_id": "shangmi", '
    '"client_secret": "这一家给的密钥", "bureaus": "jiangjin"}]'
)


def readable(value: SecretStr) -> SecretStr:
    """Return a list of providers that can be read. Raises ValueError."""
    providers_in(value.get_secret_value())
    return value


def providers_in(value: str) -> tuple[ProviderSettings, ...]:
    """Read the providers. Raises ValueError with the place of what is wrong, never with what stands there."""
    try:
        found = _PROVIDERS.validate_json(value) if value.strip() else ()
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        raise ValueError(f"应为 JSON 列表，一家一个对象：{'；'.join(map(_told, faults[:3]))}") from None
    return tuple(
        ProviderSettings(
            one.issuer,
            one.client_id,
            one.client_secret.get_secret_value(),
            frozenset(known.listed(one.bureaus)),
            name=one.name,
        )
        for one in found
    )


class _Provider(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=30)
    issuer: Annotated[str, Field(min_length=1), AfterValidator(known.issuer)]
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = Field(min_length=1)
    bureaus: Annotated[str, AfterValidator(known.bureau_codes)] = ""


_PROVIDERS: Final = TypeAdapter(tuple[_Provider, ...])


def _told(fault: ErrorDetails) -> str:
    where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in fault["loc"])
    return f"{where or '列表'}：{in_words(fault)}"
