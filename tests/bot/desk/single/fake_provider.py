"""A provider of OpenID Connect over a real socket: it behaves, or misbehaves in the one way it is told to."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from aiohttp import web
from aiohttp.test_utils import TestServer
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from intake.officers.provider_settings import ProviderSettings

CLIENT, SECRET = "shangmi", "a secret:of 32 signs, at the least"


@dataclass
class FakeProvider:
    """One provider.

    mood     "" for good, or how it misbehaves
    subject  whom it vouches for; `claims` are what else it says of them
    asked    how often each of its addresses was asked for
    signs_out, signed_out  it has a page for leaving; who was signed out there
    """

    clock: Callable[[], datetime]
    mood: str = ""
    subject: str = "e7c1-0042"
    claims: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"}))
    asked: dict[str, int] = field(default_factory=dict)
    address: str = ""
    signs_out: bool = True
    signed_out: list[str] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def settings(self, *bureaus: str) -> ProviderSettings:
        """What our settings say of it."""
        return ProviderSettings(self.address, CLIENT, SECRET, frozenset(bureaus), within_seconds=0.5)

    def changes_its_key(self) -> None:
        """Sign with another key from now on, as providers do."""
        self.key = ECKey.generate_key("P-256", {"kid": "k2", "use": "sig"})

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/.well-known/openid-configuration", self._about),
            web.get("/authorize", self._authorize),
            web.post("/token", self._token),
            web.get("/keys", self._keys),
            web.get("/leave", self._leave),
        ]

    async def _about(self, request: web.Request) -> web.StreamResponse:
        if refusal := await self._misbehaves(request):
            return refusal
        issuer = "https://another.example.org" if self.mood == "another issuer" else self.address
        return web.json_response(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                **({"end_session_endpoint": f"{self.address}/leave"} if self.signs_out else {}),
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            }
        )

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        self._count(request)
        odd = [{"kty": "oct", "k": "c2VjcmV0"}, {"kty": "new"}, {"kty": "EC", "crv": "P-256"}, 7]
        return web.json_response({"keys": [*odd, self.key.as_dict(private=False)]})

    async def _leave(self, request: web.Request) -> web.StreamResponse:
        """Sign out whom the hint shows; without one somebody would be asked here."""
        self._count(request)
        asked = request.query
        if asked.get("client_id") != CLIENT or not asked["post_logout_redirect_uri"].endswith("/desk/sign-in"):
            return web.Response(status=400)
        if not (hint := asked.get("id_token_hint", "")):
            return web.Response(text="Sign out?")
        self.signed_out.append(str(jwt.decode(hint, self.key).claims["sub"]))
        raise web.HTTPFound(asked["post_logout_redirect_uri"])

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        """Somebody has signed in there: back to us with a code."""
        asked = dict(request.query)
        if self.mood == "refuses":
            raise web.HTTPFound(f"{asked['redirect_uri']}?error=access_denied&state={asked['state']}")
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        raise web.HTTPFound(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    async def _token(self, request: web.Request) -> web.StreamResponse:
        if refusal := await self._misbehaves(request):
            return refusal
        sent = await request.post()
        code = str(sent.get("code"))
        asked = self._codes.get(code) if self.mood == "takes codes twice" else self._codes.pop(code, None)
        if not self._knows(request) or asked is None or not _is_proven(asked, str(sent.get("code_verifier"))):
            return web.json_response({"error": "invalid_grant"}, status=400)
        if self.mood == "no proof":
            return web.json_response({"access_token": "x", "token_type": "Bearer"})
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": self._proof(asked)})

    def _proof(self, asked: dict[str, str]) -> str:
        now = int(self.clock().timestamp())
        claims: dict[str, Any] = {
            "iss": self.address, "aud": CLIENT, "sub": self.subject, "nonce": asked["nonce"],
            "iat": now, "exp": now + 300, **self.claims,
        }  # fmt: skip
        match self.mood:
            case "another key":
                key = ECKey.generate_key("P-256", {"kid": "k1"})
                return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, key)
            case "a shared secret":
                return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
            case "no signature":
                head, body = (_encoded(part) for part in ({"alg": "none"}, claims))
                return f"{head}.{body}."
            case "nonsense":
                return "no.proof.at-all"
            case "too long a proof":
                claims["more"] = "x" * 20_000
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)

    async def _misbehaves(self, request: web.Request) -> web.StreamResponse | None:
        self._count(request)
        if self.mood == "slow":
            await self.over.wait()
        if self.mood == "hangs up" and request.transport is not None:
            request.transport.abort()
        if self.mood == "leads elsewhere":
            raise web.HTTPFound("/keys")
        bodies = {
            "speaks HTML": "<html></html>",
            "speaks a list": "[]",
            "speaks without end": " " * 300_000 + "{}",
        }
        if self.mood == "down":
            return web.Response(status=503)
        return web.Response(text=bodies[self.mood]) if self.mood in bodies else None

    def _knows(self, request: web.Request) -> bool:
        pair = f"{quote(CLIENT, safe='')}:{quote(SECRET, safe='')}"
        return request.headers.get("Authorization") == f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _count(self, request: web.Request) -> None:
        self.asked[request.path] = self.asked.get(request.path, 0) + 1


@asynccontextmanager
async def provider_served(clock: Callable[[], datetime]) -> AsyncIterator[FakeProvider]:
    """Serve one."""
    fake = FakeProvider(clock)
    app = web.Application()
    app.add_routes(fake.routes())
    async with TestServer(app) as server:
        fake.address = str(server.make_url("")).rstrip("/")
        yield fake
        fake.over.set()


def _is_proven(asked: dict[str, str], verifier: str) -> bool:
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return asked.get("code_challenge_method") == "S256" and asked.get("code_challenge") == digest


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
