"""A template uses what its page's value has, all of it, and nothing that is no value."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from bot.desk.accounts.account_page import AccountContext, GivenContext
from bot.desk.accounts.bureau_pages import StandInsContext, UnitsContext
from bot.desk.accounts.care_page import CareContext
from bot.desk.accounts.directory_pages import BureausContext, CalendarContext, StationsContext
from bot.desk.accounts.hooks_page import HookGivenContext, HooksContext
from bot.desk.accounts.list_page import AccountsContext, NewAccountContext
from bot.desk.accounts.own_page import OwnAccountContext, SecondStepContext
from bot.desk.accounts.switch_page import SwitchContext
from bot.desk.accounts.talks_page import TalkDesksContext
from bot.desk.accounts.tokens_page import TokensContext
from bot.desk.accounts.watch_pages import AccountJournalContext, SessionsContext
from bot.desk.audit.page import AuditContext, VerificationContext
from bot.desk.between.page import BetweenContext
from bot.desk.between.sheet_page import SheetContext
from bot.desk.bulletins.page import BulletinsContext
from bot.desk.bulletins.training_page import TrainingContext
from bot.desk.cases.bulk_page import BulkContext, BulkRefusedContext
from bot.desk.cases.case_context import CaseContext
from bot.desk.cases.case_page import PreviewContext
from bot.desk.cases.duplicates_page import AlikeContext
from bot.desk.cases.find_page import FoundContext, NotFoundContext
from bot.desk.cases.lists import CasesContext
from bot.desk.cases.side_by_side import SideBySideContext
from bot.desk.cases.workbench import WorkbenchContext
from bot.desk.clocks.page import ClocksContext
from bot.desk.contacts.page import ContactsContext
from bot.desk.curator.editing import EditContext
from bot.desk.curator.entry_page import EntryContext
from bot.desk.curator.from_consultation import FromConsultationContext
from bot.desk.curator.gaps_page import GapsContext
from bot.desk.curator.overview import EntriesContext
from bot.desk.curator.publishing import PublishContext
from bot.desk.curator.tables_page import TablesContext
from bot.desk.curator.trying import TryContext
from bot.desk.estimates.page import EstimateContext, ListContext
from bot.desk.exports.page import ExportAskContext, ExportContext, ExportsContext
from bot.desk.filing.entry_page import ChooseContext, EnteredContext, FilingContext
from bot.desk.guard import ProblemContext
from bot.desk.ledger.page import LedgerContext
from bot.desk.letters.letter_page import LetterContext
from bot.desk.letters.replies_page import RepliesContext
from bot.desk.overview.page import OverviewContext
from bot.desk.overview.plan_page import PlanFiguresContext
from bot.desk.pages import PageContext
from bot.desk.papers.made_page import MadePaperContext
from bot.desk.papers.numbers_page import NumbersContext
from bot.desk.papers.page import NewPaperContext, PapersContext
from bot.desk.papers.templates_page import PaperTemplatesContext
from bot.desk.parts.follow_page import FollowContext, MergeContext
from bot.desk.parts.group_page import GroupContext
from bot.desk.parts.split_page import PartsContext, SplitContext
from bot.desk.parts.wave_page import WaveContext
from bot.desk.people.page import PeopleContext
from bot.desk.pilots.district_page import DistrictContext
from bot.desk.pilots.list_page import PilotsContext
from bot.desk.pilots.units_page import PilotUnitsContext as RecognisedContext
from bot.desk.retention.page import RetentionContext
from bot.desk.rules.page import DraftContext, RuleContext, RulesContext
from bot.desk.secrecy.bulk_print import PrintsContext
from bot.desk.secrecy.circle_page import CircleContext
from bot.desk.secrecy.mark_page import MarkContext
from bot.desk.secrecy.mask_page import MaskContext
from bot.desk.secrecy.print_page import PrintContext
from bot.desk.sign_in_page import SignInContext
from bot.desk.talks.list_page import TalksContext
from bot.desk.talks.talk_page import LinesContext, TalkContext
from bot.desk.transfers.begin_page import NewTransferContext
from bot.desk.transfers.bodies_page import BodiesContext, BodyContext
from bot.desk.transfers.book import BookContext, MeetingContext
from bot.desk.transfers.inbound_page import InboundContext
from bot.desk.transfers.packages import PassphraseContext
from bot.desk.transfers.page import TransferContext
from bot.desk.transfers.replies import LinkContext, ReplyContext

TEMPLATES = Path(__file__).parents[3] / "bot" / "desk" / "templates"
CONTEXTS: tuple[type[PageContext], ...] = (
    SignInContext, ProblemContext, WorkbenchContext, CasesContext, NotFoundContext, FoundContext, CaseContext,
    EntriesContext, EntryContext, EditContext, PublishContext, GapsContext, TryContext, FromConsultationContext,
    LedgerContext, ClocksContext, ChooseContext, FilingContext, EnteredContext, TablesContext,
    AccountsContext, NewAccountContext, AccountContext, GivenContext, TokensContext, SessionsContext,
    HooksContext, HookGivenContext,
    AccountJournalContext, OwnAccountContext, SecondStepContext, CircleContext, CareContext, SwitchContext,
    NewTransferContext, TransferContext, BookContext, MeetingContext, BodiesContext, BodyContext,
    BetweenContext, UnitsContext, StandInsContext, BureausContext, StationsContext, CalendarContext,
    PeopleContext, RetentionContext, LetterContext, PreviewContext, RepliesContext, SheetContext, AlikeContext,
    SideBySideContext,
    EstimateContext, ListContext, SplitContext, PartsContext, FollowContext, MergeContext,
    GroupContext, WaveContext, MarkContext, MaskContext, PrintContext, RulesContext, DraftContext, RuleContext,
    PrintsContext, BulkContext, BulkRefusedContext, ExportAskContext, ExportContext, ExportsContext,
    OverviewContext, AuditContext, VerificationContext,
    InboundContext, PassphraseContext, LinkContext, ReplyContext,
    TalkDesksContext, TalksContext, TalkContext, LinesContext,
    PapersContext, NewPaperContext, MadePaperContext, PaperTemplatesContext,
    NumbersContext, ContactsContext, BulletinsContext, TrainingContext,
    PilotsContext, DistrictContext, RecognisedContext, PlanFiguresContext,
)  # fmt: skip
# What every page knows (pages.py), and every curators' page (curator/shop.py).
KNOWN = frozenset(
    {
        "visit",
        "officer",
        "csrf",
        "role",
        "own_bureau",
        "sees_cases",
        "sees_every_bureau",
        "sees_knowledge",
        "walk",
        "keys_address",
    }
    | {"sees_accounts", "accounts_style", "role_names", "bureau_names", "told_of"}
    | {"may_enter", "ways", "transfers_style", "sees_people", "sees_replies", "keeps_rules"}
    | {"sees_talks", "talks_style", "talks_script", "standing_now"}
    | {"papers_style", "figures_style", "sees_overview", "audits"}
    | {
        "when",
        "due",
        "today",
        "day_of",
        "clock_extensions",
        "full_day_of",
        "banner",
        "style_version",
        "kinds",
        "states",
        "state_tone",
        "here",
    }
    | {"bureau_name", "basis_in_full", "clock_names"}
    | {"knowledge_style", "standing", "stakes", "polarities", "version_states"}
)
SHARED = {"base.html", "parts.html", "case_parts.html", "knowledge/base.html", "knowledge/parts.html"} | {
    "family.html"
}
SHARED |= {
    "accounts/base.html",
    "accounts/parts.html",
    "secrecy/parts.html",
    "secrecy/paper.html",
    "transfers/parts.html",
}
SHARED |= {"rules/parts.html", "alike_link.html", "sheet_files.html"}
SHARED |= {"papers/parts.html", "audit/parts.html", "pilots/bits.html", "overview/parts.html"}


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_template_uses_every_field_of_its_value_and_nothing_else(context: type[PageContext]) -> None:
    written = (TEMPLATES / context.template).read_text("utf-8")
    # Only parsed, never rendered: nothing needs escaping.
    used = meta.find_undeclared_variables(Environment(autoescape=True).parse(written))
    own = set(re.findall(r"{% (?:set|import \S+ as|macro) (\w+)", written))

    named = {part.name for part in fields(context)}
    assert used - (KNOWN - named) - own == named


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_field_is_documented(context: type[PageContext]) -> None:
    words = set(re.findall(r"[a-z_]+", context.__doc__ or ""))

    assert {part.name for part in fields(context)} <= words


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_template_is_given_a_row_of_the_database_or_a_module(context: type[PageContext]) -> None:
    assert not [part for part in fields(context) if re.search(r"Row\b|Module|\bAny\b(?!\])", str(part.type))]


def test_every_template_has_its_value() -> None:
    templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}

    assert templates - SHARED == {context.template for context in CONTEXTS}
