"""A browser without scripts that fills the forms' pages as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

Client = TestClient[web.Request, web.Application]
COMPLAINT: dict[str, dict[str, str]] = {
    "start": {"reporter_role.chosen": "right_holder"},
    "reported": {"reported_name": "重庆渝心微电子有限公司"},
    "act": {
        "act_kinds.chosen": "违反保密约定或者保密要求",
        "act_place": "江津区双福街道",
        "act_date": "2026年8月",
        "clue": "他有机会接触到客户档案",
    },
    "secret": {"secret_kind.chosen": "business"},
    "filer": {"reporter_name": "重庆半坡茶业有限公司", "contact_name": "周敏", "phone": "19900001101"},
}
TIP: dict[str, dict[str, str]] = {
    "start": {"reporter_role.chosen": "other", "anonymous.chosen": "True"},
    "reported": {"reported_name": "重庆长坪饲料厂"},
    "act": {
        "act_kinds.chosen": "用盗窃、利诱、越权下载等手段拿走",
        "act_place": "合川区钱塘镇",
        "act_date": "2026年3月",
    },
    "secret": {"secret_kind.chosen": "business"},
}


@dataclass
class Browser:
    """Follows redirects by hand, so that a test sees where they lead; has cookies of its own."""

    client: Client
    page: str = ""
    at: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    answer: ClientResponse | None = None

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status

    @property
    def words(self) -> str:
        """The page as it is read."""
        return unescape(re.sub(r"<[^>]+>", "", self.page))

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return unescape(found[1]) if found else ""

    async def get(self, path: str) -> str:
        return await self._ask("GET", path)

    async def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> str:
        sent = {"token": self.hidden("token"), **(form or {})}
        return await self._ask("POST", path, sent, headers)

    async def begin(self, form: str) -> str:
        """Begin a form; return the draft's code."""
        await self.post("/file/begin", {"form": form})
        found = re.search(r"<code>([0-9A-Z-]{24})</code>", self.page)
        assert found, self.words
        return found[1]

    async def fill(self, form: str, part: str, answers: dict[str, str], go: str = "next") -> str:
        """Fill a part as a browser does: with what stands in its inputs, but for these answers."""
        await self.get(f"/file/{form}/{part}")
        return await self.save(f"/file/{form}/{part}", answers, go)

    async def save(self, path: str, answers: dict[str, str], go: str = "next") -> str:
        sent = [("token", self.hidden("token")), ("go", go)]
        sent += [("has", name) for name in re.findall(r'name="has" value="([^"]*)"', self.page)]
        sent += [(name, value) for name, value in self._standing().items() if name not in answers]
        return await self._ask("POST", path, [*sent, *answers.items()])

    async def fill_all(self, form: str, parts: dict[str, dict[str, str]]) -> None:
        for part, answers in parts.items():
            await self.fill(form, part, answers)
            assert self.status == 200, self.words

    async def confirm(self, form: str, **more: str) -> str:
        await self.get(f"/file/{form}/check")
        sent = {"seen": self.hidden("seen"), "id": self.hidden("id"), "declared": "yes", **more}
        return await self.post(f"/file/{form}/check", sent)

    def _standing(self) -> dict[str, str]:
        inputs = dict(re.findall(r'<input id="[^"]*" name="([^"]+)" value="([^"]*)"', self.page))
        inputs |= dict(re.findall(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>([^<]*)</textarea>', self.page))
        inputs |= dict(re.findall(r'name="([^"]+\.stood)" value="([^"]*)"', self.page))
        ticked = r'name="([^"]+\.chosen)" value="([^"]*)"(?: id="[^"]*")? checked'
        return {name: unescape(value) for name, value in {**inputs, **dict(re.findall(ticked, self.page))}.items()}

    async def _ask(
        self,
        method: str,
        path: str,
        sent: dict[str, str] | list[tuple[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> str:
        for _ in range(6):
            self.client.session.cookie_jar.clear()
            answer = await self.client.request(
                method, path, data=sent, headers=headers or {}, cookies=self.cookies, allow_redirects=False
            )
            self._keep(answer)
            if answer.status != 303:
                break
            method, path, sent = "GET", answer.headers["Location"], None
        self.answer, self.page, self.at = answer, await answer.text(), path
        return self.page

    def _keep(self, answer: ClientResponse) -> None:
        for name, cookie in answer.cookies.items():
            if cookie["max-age"] == "0" or not cookie.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.value
