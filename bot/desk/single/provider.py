"""The provider of single sign-on, asked over the network: its addresses, its keys, a code exchanged for a proof.

Each call has a time limit and a limit to what is read; none follows a redirect. Nothing of what comes is logged.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode, urlsplit

import aiohttp
import orjson

from bot.desk.single.proof import Expected, NotProven, UnknownKey, proven_subject
from intake.officers.provider_settings import ProviderSettings

if TYPE_CHECKING:
    from joserfc.jwk import Key, KeySet

_MOST_BYTES: Final = 256 * 1024
_KNOWN_FOR: Final = timedelta(hours=1)
# A proof with an unknown key is no reason to ask again and again.
_ASKED_AGAIN_AFTER: Final = timedelta(minutes=1)
# Public halves of key pairs; a shared secret has no business in a public list.
_KINDS_OF_KEYS: Final = frozenset({"RSA", "EC", "OKP"})
_WELL_KNOWN: Final = "/.well-known/openid-configuration"


class ProviderAway(Exception):
    """The provider does not answer, or not as one does. `reason` is a word for the log and the doctor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Question:
    """One sign-in that was begun: what we drew for it. It lies in the browser meanwhile, sealed.

    state     comes back with the answer
    nonce     stands in the proof
    verifier  shows that whoever exchanges the code began the sign-in (PKCE, RFC 7636)
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom a provider vouches for, and the proof itself: it is shown when they want to leave, and kept nowhere."""

    subject: str
    proof: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider says of itself. `leaving`: its page that signs people out; "" where it has none."""

    authorization: str
    token: str
    by_form: bool
    keys: KeySet
    at: datetime
    leaving: str


class Provider:
    """Asks one provider."""

    def __init__(self, settings: ProviderSettings, returns_to: str) -> None:
        """Take the settings.

        returns_to  our address that the provider sends people back to
        """
        self.settings = settings
        self._returns_to = returns_to
        # Slower than this is as good as down.
        self._timeout = aiohttp.ClientTimeout(total=settings.within_seconds)
        self._known: _Known | None = None

    async def page_for(self, question: Question, now: datetime) -> str:
        """Return the address of the provider's page where somebody signs in. Raises ProviderAway."""
        known = await self._about(now)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(question.verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "scope": "openid",
            "client_id": self.settings.client_id,
            "redirect_uri": self._returns_to,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        joined = "&" if urlsplit(known.authorization).query else "?"
        return f"{known.authorization}{joined}{urlencode(asked)}"

    async def vouched_for(self, code: str, question: Question, now: datetime) -> Vouched:
        """Exchange a code and return whom its proof is about. Raises ProviderAway, NotProven."""
        known = await self._about(now)
        proof = await self._exchanged(known, code, question)
        expected = Expected(self.settings.issuer, self.settings.client_id, question.nonce)
        try:
            return Vouched(proven_subject(proof, known.keys, expected, now), proof)
        except UnknownKey:
            if now - known.at < _ASKED_AGAIN_AFTER:
                raise
            return Vouched(proven_subject(proof, (await self._asked(now)).keys, expected, now), proof)

    async def page_for_leaving(self, hint: str, returns_to: str, now: datetime) -> str:
        """Return the address of the provider's page that signs somebody out; "" where it has none.

        hint        the proof of their sign-in; "" where it was not kept: then the provider asks them
        returns_to  our address that they come back to
        Raises ProviderAway. OpenID Connect RP-Initiated Logout 1.0.
        """
        known = await self._about(now)
        if not known.leaving:
            return ""
        asked = {"client_id": self.settings.client_id, "post_logout_redirect_uri": returns_to}
        asked |= {"id_token_hint": hint} if hint else {}
        joined = "&" if urlsplit(known.leaving).query else "?"
        return f"{known.leaving}{joined}{urlencode(asked)}"

    async def look(self, now: datetime) -> None:
        """Ask the provider about itself, as the doctor does. Raises ProviderAway."""
        await self._asked(now)

    async def _about(self, now: datetime) -> _Known:
        if self._known is None or now - self._known.at >= _KNOWN_FOR:
            return await self._asked(now)
        return self._known

    async def _asked(self, now: datetime) -> _Known:
        async with aiohttp.ClientSession(timeout=self._timeout) as session:
            about = await _answer(session, "GET", self.settings.issuer.rstrip("/") + _WELL_KNOWN)
            if about.get("issuer") != self.settings.issuer:
                raise ProviderAway("another issuer")
            authorization, token, jwks = (
                self._address(about, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            )
            methods = about.get("token_endpoint_auth_methods_supported")
            by_form = isinstance(methods, list) and "client_secret_basic" not in methods
            keys = _keys(await _answer(session, "GET", jwks))
        leaving = self._address(about, "end_session_endpoint") if "end_session_endpoint" in about else ""
        self._known = _Known(authorization, token, by_form, keys, now, leaving)
        return self._known

    def _address(self, about: Mapping[str, object], name: str) -> str:
        """Return an address of the provider's; a secret does not leave by plain http, but on this machine."""
        address = about.get(name)
        if not isinstance(address, str):
            raise ProviderAway(f"no {name}")
        parts = urlsplit(address)
        plain = urlsplit(self.settings.issuer).scheme == "http"
        if not parts.hostname or (parts.scheme != "https" and not (plain and parts.scheme == "http")):
            raise ProviderAway(f"{name} is not https")
        return address

    async def _exchanged(self, known: _Known, code: str, question: Question) -> str:
        secret = self.settings.client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._returns_to,
            "code_verifier": question.verifier,
        }
        headers = {}
        if known.by_form:
            form |= {"client_id": self.settings.client_id, "client_secret": secret}
        else:
            pair = f"{quote(self.settings.client_id, safe='')}:{quote(secret, safe='')}"
            headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        async with aiohttp.ClientSession(timeout=self._timeout) as session:
            answer = await _answer(session, "POST", known.token, form, headers)
        proof = answer.get("id_token")
        if not isinstance(proof, str):
            raise NotProven("no proof")
        return proof


async def _answer(
    session: aiohttp.ClientSession,
    method: str,
    address: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Mapping[str, object]:
    """Return the object that was answered. Raises ProviderAway; NotProven where a code is not taken."""
    try:
        async with session.request(
            method,
            address,
            data=form,
            headers={"Accept": "application/json", **(headers or {})},
            allow_redirects=False,
        ) as response:
            if form is not None and response.status == 400:
                raise NotProven("code not taken")
            if response.status != 200:
                raise ProviderAway(f"status {response.status}")
            body = await _body(response)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise ProviderAway(type(error).__name__) from None
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise ProviderAway("no JSON") from None
    if not isinstance(answer, dict):
        raise ProviderAway("no object")
    return answer


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(8192):
        body += chunk
        if len(body) > _MOST_BYTES:
            raise ProviderAway("too long")
    return bytes(body)


def _keys(answer: Mapping[str, object]) -> KeySet:
    """Return the keys that are for signatures; kinds that we do not know are left out."""
    from joserfc.jwk import KeySet

    found = answer.get("keys")
    keys = [key for one in found if (key := _key(one)) is not None] if isinstance(found, list) else []
    if not keys:
        raise ProviderAway("no keys")
    return KeySet(keys)


def _key(one: object) -> Key | None:
    if not isinstance(one, dict) or one.get("kty") not in _KINDS_OF_KEYS or one.get("use", "sig") != "sig":
        return None
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry

    try:
        return JWKRegistry.import_key(one)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
