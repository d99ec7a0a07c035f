"""The list of entries, by subject and state, with validity and how they fare; the drafts that wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.cases.lists import Chip
from bot.desk.curator.shop import KNOWLEDGE_HOME, Shop
from bot.desk.pages import PageContext, Visit
from intake.clocks.calendar import day_in_shanghai
from intake.curation.asked import Fared
from intake.curation.versions import DRAFT, WITHDRAWN, Version, by_entry, in_force, to_come
from knowledge.content.entry import Entry
from knowledge.content.read_once import is_read

REVIEWED_WITHIN: Final = timedelta(days=365)
LONGEST_SEARCH: Final = 60

ENTRY_STATES: Mapping[str, str] = {
    "": "全部",
    "draft": "有草稿",
    "coming": "将生效",
    "over": "已到期",
    "down": "已下架",
    "stale": "一年未核对",
    "unread": "问法待核对",
    "unhelpful": "有人说没帮助",
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in the list; `states` are keys of STATES that fit it."""

    id: str
    title: str
    subject: str
    states: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    coming_on: date | None
    count: Fared


@dataclass(frozen=True, slots=True)
class EntriesAsked:
    """What the address asks for."""

    state: str = ""
    subject: str = ""
    words: str = ""

    def address(self, **changed: str) -> str:
        """Return the address of this list, with some filters changed."""
        wanted = replace(self, **changed)
        pairs = [(name, getattr(wanted, name)) for name in ("state", "subject", "words")]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{KNOWLEDGE_HOME}?{query}" if query else KNOWLEDGE_HOME


@dataclass(frozen=True, slots=True)
class EntriesContext(PageContext):
    """The list of entries.

    asked           what the address asks for
    groups          the entries shown, by subject
    count           how many are shown
    state_chips, subject_chips   the filters, as links
    subject_chosen  the subject asked for, or empty
    state_labels    what each state is called
    drafts          the drafts that wait for publication
    names           names of those who wrote them, by id
    is_filtered     whether anything was asked for
    everything      the address of the list without filters
    """

    template: ClassVar[str] = "knowledge/entries.html"
    asked: EntriesAsked
    groups: Mapping[str, list[EntryLine]]
    count: int
    state_chips: list[Chip]
    subject_chips: list[Chip]
    subject_chosen: str
    state_labels: Mapping[str, str]
    drafts: list[Version]
    names: Mapping[str, str]
    is_filtered: bool
    everything: str


class Overview:
    """The handler of `/desk/knowledge`."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(KNOWLEDGE_HOME, self._shop.look(self._list))]

    async def _list(self, visit: Visit) -> web.StreamResponse:
        today = day_in_shanghai(visit.now)
        versions = by_entry(await self._shop.editorial.versions())
        counts = await self._shop.asked.counts(visit.now)
        lines = list(_lines(self._shop.catalogue.entries, versions, counts, today))
        asked = _asked(visit, {line.subject for line in lines})
        drafts = [version for own in versions.values() for version in own if version.state == DRAFT]
        held = _holding(self._shop.catalogue.entries, versions, asked.words)
        shown = [line for line in lines if _fits(line, asked) and (held is None or line.id in held)]
        context = EntriesContext(
            asked=asked,
            groups=_by_subject(shown),
            count=len(shown),
            state_chips=[
                Chip(label, asked.address(state=state), asked.state == state)
                for state, label in ENTRY_STATES.items()
            ],
            subject_chips=_subject_chips(asked, lines),
            subject_chosen=asked.subject,
            state_labels=ENTRY_STATES,
            drafts=drafts,
            names=await self._shop.names(drafts),
            is_filtered=asked != EntriesAsked(),
            everything=KNOWLEDGE_HOME,
        )
        return self._shop.page(context, visit)


def _asked(visit: Visit, subjects: set[str]) -> EntriesAsked:
    words = " ".join(visit.request.query.get("words", "").split())[:LONGEST_SEARCH]
    return EntriesAsked(visit.chosen("state", ENTRY_STATES), visit.chosen("subject", subjects), words)


def _lines(
    served: Mapping[str, Entry],
    versions: Mapping[str, list[Version]],
    counts: Mapping[str, Fared],
    today: date,
) -> Iterable[EntryLine]:
    """Yield every entry: those in service, then those that only have drafts, a future, or were taken down."""
    for card in served.values():
        own = versions.get(card.id, [])
        yield EntryLine(
            id=card.id,
            title=card.title,
            subject=card.subject,
            states=tuple(_states(card, own, counts.get(card.id, Fared()), today)),
            valid_from=card.valid_from,
            valid_until=card.valid_until,
            coming_on=_coming_on(own, today),
            count=counts.get(card.id, Fared()),
        )
    for entry_id, own in versions.items():
        states = tuple(_states(None, own, Fared(), today))
        if entry_id not in served and states:
            last = own[-1]
            title = str(last.body.get("title") or "（还没有标题）")
            count = counts.get(entry_id, Fared())
            yield EntryLine(entry_id, title, last.subject, states, None, None, _coming_on(own, today), count)


def _states(card: Entry | None, own: list[Version], count: Fared, today: date) -> Iterable[str]:
    holding = in_force(own, today)
    if holding is not None and holding.state == WITHDRAWN:
        yield "down"
    if any(version.state == DRAFT for version in own):
        yield "draft"
    if to_come(own, today):
        yield "coming"
    if card is None:
        return
    if card.valid_until is not None and card.valid_until < today:
        yield "over"
    if card.reviewed_on < today - REVIEWED_WITHIN:
        yield "stale"
    if not is_read(card):
        yield "unread"
    if count.unhelpful:
        yield "unhelpful"


def _coming_on(own: list[Version], today: date) -> date | None:
    coming = to_come(own, today)
    return coming[0].from_on if coming else None


def _fits(line: EntryLine, asked: EntriesAsked) -> bool:
    return (not asked.state or asked.state in line.states) and asked.subject in ("", line.subject)


def _holding(
    served: Mapping[str, Entry], versions: Mapping[str, list[Version]], words: str
) -> frozenset[str] | None:
    """Return the entries that hold every one of these words, drafts included; None where nothing is looked for."""
    wanted = words.casefold().split()
    if not wanted:
        return None
    texts = {entry.id: [entry.id, entry.title, entry.answer, *entry.wordings] for entry in served.values()}
    for entry_id, own in versions.items():
        last = own[-1].body
        parts = (last.get("title"), last.get("answer"), last.get("wordings"))
        texts.setdefault(entry_id, [entry_id]).extend(str(part) for part in parts if part)
    joined = {entry_id: "\n".join(held).casefold() for entry_id, held in texts.items()}
    return frozenset(entry_id for entry_id, text in joined.items() if all(word in text for word in wanted))


def _by_subject(lines: Iterable[EntryLine]) -> dict[str, list[EntryLine]]:
    groups: dict[str, list[EntryLine]] = {}
    for line in lines:
        groups.setdefault(line.subject, []).append(line)
    return groups


def _subject_chips(asked: EntriesAsked, lines: Iterable[EntryLine]) -> list[Chip]:
    subjects = dict.fromkeys(line.subject for line in lines if line.subject)
    return [
        Chip(subject or "全部主题", asked.address(subject=subject), asked.subject == subject)
        for subject in ("", *subjects)
    ]
