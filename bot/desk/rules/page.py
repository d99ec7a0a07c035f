"""`/desk/rules`: the rules in force and their history; a draft, tried and published by a second person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.rules import editing, words
from bot.desk.rules.editing import RuleUnfit
from bot.desk.rules.words import ShownRule, shown
from intake.clocks.calendar import day_in_shanghai
from intake.officers.rule_trial import RuleTrial, tried
from intake.officers.rule_versions import (
    KEEPERS,
    PUBLISHED,
    RulesRefused,
    RuleVersion,
    RuleVersions,
    latest_published,
)
from intake.routing.bureaus import Bureaus
from intake.routing.checking import RuleFault, faults_of, naming_closed
from intake.routing.rules import BLANKS, Rule, Rules, RulesInForce, When
from intake.storage.database import Database
from intake.storage.sealing import Vault

RULES: Final = "/desk/rules"
DRAFT: Final = f"{RULES}/draft"
RULE: Final = f"{DRAFT}/rule"
_DONE: Final[Mapping[str, str]] = {
    "published": "已发布，新的来件按它分送；已有的案件不变",
    "discarded": "草稿已作废，留在下面的记录里",
    "saved": "已保存到草稿，还没有生效",
}


@dataclass(frozen=True, slots=True)
class RulesContext(PageContext):
    """The rules of one version, and what was published before.

    rules      as they are read
    number     of the version shown; 0 for the file's
    version    who drafted and published it, when and why; None for the file's
    edition    of the file's rules
    is_now     these are in force
    history    what was published or given up, the newest first; empty where an old version is looked at
    draft      the draft there is
    alarms     names of rules in force that name a bureau that is no more
    note       what was entered and refused
    fault      why it was refused; "" for nothing
    done       what was just done; "" for nothing
    """

    template: ClassVar[str] = "rules/rules.html"
    rules: tuple[ShownRule, ...]
    number: int
    version: RuleVersion | None
    edition: str
    is_now: bool
    history: list[RuleVersion]
    draft: RuleVersion | None
    alarms: tuple[str, ...]
    note: str
    fault: str
    done: str


@dataclass(frozen=True, slots=True)
class DraftContext(PageContext):
    """The draft.

    rules    as they are read, with what it changes
    removed  names of the rules that it does without
    faults   why it cannot be published yet
    trial    what it would have done in the last ninety days
    own      whoever looks drafted it: they change it, and somebody else publishes it
    fault    why nothing was done; "" for nothing
    done     what was just done; "" for nothing
    """

    template: ClassVar[str] = "rules/draft.html"
    draft: RuleVersion
    rules: tuple[ShownRule, ...]
    removed: tuple[str, ...]
    faults: tuple[RuleFault, ...]
    trial: RuleTrial
    own: bool
    fault: str
    done: str


@dataclass(frozen=True, slots=True)
class RuleContext(PageContext):
    """The form of one rule.

    old      its name; "" for a new one
    edits    how often the draft was changed when this was shown
    chosen   what is ticked, by condition
    fields   name, lead, bureau and because, as they stand or were posted
    faults   what was wrong, by field
    labels   of the conditions; choices are what can be ticked, leads who can lead
    bureaus  those that are, by code
    blanks   what a reason may fill in
    """

    template: ClassVar[str] = "rules/rule.html"
    old: str
    edits: int
    chosen: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, str]
    faults: Mapping[str, str]
    labels: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    leads: Mapping[str, str]
    bureaus: Mapping[str, str]
    blanks: tuple[str, ...]


def rule_routes(
    database: Database, vault: Vault, bureaus: Bureaus, in_force: RulesInForce, pages: Pages, guard: Guard
) -> list[web.RouteDef]:
    """Return the routes of these pages."""
    return RulePages(database, vault, bureaus, in_force, pages, guard).routes()


class RulePages:
    """The handlers."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bureaus: Bureaus,
        in_force: RulesInForce,
        pages: Pages,
        guard: Guard,
    ) -> None:
        self._database = database
        self._bureaus = bureaus
        self._in_force = in_force
        self._pages = pages
        self._guard = guard
        self._versions = RuleVersions(database, vault, bureaus, in_force.of_the_file)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        look, form = self._guard.page, self._guard.form
        return [
            web.get(RULES, look(_for_keepers(self._show))),
            web.get(f"{RULES}/versions/{{number}}", look(_for_keepers(self._show_version))),
            web.get(DRAFT, look(_for_keepers(self._show_draft))),
            web.post(DRAFT, form(_for_keepers(self._begin))),
            web.post(f"{DRAFT}/{{act}}", form(_for_keepers(self._act))),
            web.get(RULE, look(_for_keepers(self._show_rule))),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _show_version(self, visit: Visit) -> web.StreamResponse:
        number = visit.request.match_info["number"]
        wanted = [one for one in await self._versions.published() if str(one.number) == number and one.number]
        if not wanted:
            raise NotFound
        return await self._page(visit, wanted[0])

    async def _begin(self, visit: Visit) -> web.StreamResponse:
        number = visit.form.get("from", "")
        try:
            from_number = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
            await self._versions.begin(visit.officer, visit.form.get("note", ""), from_number, visit.now)
        except RulesRefused as refusal:
            return await self._page(visit, fault=str(refusal))
        raise web.HTTPSeeOther(DRAFT)

    async def _act(self, visit: Visit) -> web.StreamResponse:
        act, form, by = visit.request.match_info["act"], visit.form, visit.officer
        seen, name = _number(form.get("edits", "")), form.get("rule", "")
        try:
            match act:
                case "up" | "down":
                    by_one = -1 if act == "up" else 1
                    await self._versions.change(by, seen, lambda rules: editing.moved(rules, name, by_one))
                case "remove":
                    await self._versions.change(by, seen, lambda rules: editing.without(rules, name))
                case "note":
                    await self._versions.change(by, seen, lambda rules: rules, form.get("note", ""))
                case "rule":
                    return await self._save_rule(visit, seen, name)
                case "discard":
                    await self._versions.discard(by, visit.now)
                    raise web.HTTPSeeOther(f"{RULES}?done=discarded")
                case "publish":
                    await self._versions.publish(by, seen, visit.now)
                    self._in_force.adopt(await latest_published(self._database))
                    raise web.HTTPSeeOther(f"{RULES}?done=published")
                case _:
                    raise NotFound
        except RulesRefused as refusal:
            return await self._draft_page(visit, fault=str(refusal))
        raise web.HTTPSeeOther(f"{DRAFT}?done=saved")

    async def _save_rule(self, visit: Visit, seen: int, old: str) -> web.StreamResponse:
        draft = await self._versions.draft()
        if draft is None or (old and old not in {rule.name for rule in draft.rules}):
            raise RulesRefused("这条规则刚才被删去了，或者草稿已经不在。请看现在的草稿。")
        try:
            rule = editing.rule_posted(visit.posted, old, draft.rules, self._bureaus)
        except RuleUnfit as unfit:
            chosen = {name: tuple(visit.posted.get(name, ())) for name in words.CONDITION_LABELS}
            return self._rule_page(visit, old, seen, chosen, visit.form, {unfit.field: str(unfit)})
        await self._versions.change(visit.officer, seen, lambda rules: editing.saved(rules, old, rule))
        raise web.HTTPSeeOther(f"{DRAFT}?done=saved")

    async def _show_draft(self, visit: Visit) -> web.StreamResponse:
        return await self._draft_page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _show_rule(self, visit: Visit) -> web.StreamResponse:
        draft, old = await self._versions.draft(), visit.request.query.get("name", "")
        if draft is None or draft.drafted_by != visit.officer.id:
            raise web.HTTPSeeOther(DRAFT)
        rule = next((rule for rule in draft.rules if rule.name == old), None)
        if old and rule is None:
            raise NotFound
        chosen, fields = _as_filled_in(rule) if rule else ({}, {})
        return self._rule_page(visit, old, draft.edits, chosen, fields, {})

    async def _page(
        self, visit: Visit, looked_at: RuleVersion | None = None, *, fault: str = "", done: str = ""
    ) -> web.Response:
        decided = await self._versions.published()
        latest = next((one for one in decided if one.state == PUBLISHED), None)
        version = looked_at or latest
        now = latest.rules if latest else self._in_force.of_the_file.rules
        today = day_in_shanghai(visit.now)
        closed = naming_closed(now, self._bureaus, today)
        context = RulesContext(
            rules=shown(version.rules if version else now, closed, self._pages.bureau_name),
            number=version.number if version else 0,
            version=version,
            edition=self._in_force.of_the_file.edition,
            is_now=looked_at is None or (latest is not None and latest.id == looked_at.id),
            history=[] if looked_at else decided,
            draft=await self._versions.draft(),
            alarms=tuple(rule.name for rule in closed),
            note=visit.form.get("note", "") if fault else "",
            fault=fault,
            done=done,
        )
        return self._pages.page(context, visit, 422 if fault else 200)

    async def _draft_page(self, visit: Visit, *, fault: str = "", done: str = "") -> web.StreamResponse:
        draft = await self._versions.draft()
        if draft is None:
            if fault:
                return await self._page(visit, fault=fault)
            raise web.HTTPSeeOther(RULES)
        now = await latest_published(self._database) or self._in_force.of_the_file
        today = day_in_shanghai(visit.now)
        closed = naming_closed(draft.rules, self._bureaus, today)
        context = DraftContext(
            draft=draft,
            rules=shown(draft.rules, closed, self._pages.bureau_name, now.rules),
            removed=words.removed(draft.rules, now.rules),
            faults=faults_of(draft.rules, self._bureaus, today),
            trial=await self._trial(now, draft.rules, visit),
            own=draft.drafted_by == visit.officer.id,
            fault=fault,
            done=done,
        )
        return self._pages.page(context, visit, 422 if fault else 200)

    async def _trial(self, now: Rules, rules: tuple[Rule, ...], visit: Visit) -> RuleTrial:
        # Rules that leave somebody without one cannot be tried.
        if not rules or rules[-1].when != When():
            return RuleTrial(0, ())
        return await tried(self._database, now, Rules(rules), self._bureaus, visit.now)

    def _rule_page(
        self,
        visit: Visit,
        old: str,
        edits: int,
        chosen: Mapping[str, tuple[str, ...]],
        fields: Mapping[str, str],
        faults: Mapping[str, str],
    ) -> web.Response:
        standing = self._bureaus.on(day_in_shanghai(visit.now))
        context = RuleContext(
            old=old,
            edits=edits,
            chosen=chosen,
            fields=fields,
            faults=faults,
            labels=words.CONDITION_LABELS,
            choices=words.CHOICES,
            leads=words.LEADS,
            bureaus={one.code: one.name for one in standing},
            blanks=tuple(BLANKS),
        )
        return self._pages.page(context, visit, 422 if faults else 200)


def _as_filled_in(rule: Rule) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    chosen = {name: tuple(getattr(rule.when, name) or ()) for name in words.CONDITION_LABELS}
    return chosen, {"name": rule.name, "lead": rule.lead.value, "bureau": rule.bureau, "because": rule.because}


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1


def _for_keepers(
    handler: Callable[[Visit], Awaitable[web.StreamResponse]],
) -> Callable[[Visit], Awaitable[web.StreamResponse]]:
    async def checked(visit: Visit) -> web.StreamResponse:
        if visit.officer.role not in KEEPERS:
            raise NotFound
        return await handler(visit)

    return checked
