"""Whether an account may be written to in WeChat by ourselves: kept with a turn, or erased with it.

Only of who has filed under their name, and nothing of whoever wants no name: see `intake.filers.reach`.
"""

from __future__ import annotations

from bot.conversation.messages import Inbound
from bot.conversation.state import Running, State
from bot.making import Making
from bot.memory import Recollection
from intake.filers.agreed import Agreed
from intake.filers.reach import Reach
from intake.forms.form import value_of
from intake.storage.rows import Rows, together

_NOTHING = Rows()


class Reaching:
    """Looks at every turn as it is about to be committed."""

    def __init__(self, reach: Reach, agreed: Agreed | None = None, *, keeps: bool) -> None:
        """Take where it is kept.

        agreed  to how many 订阅通知 accounts have agreed; without it none is sent
        keeps   whether anything is kept for letters: only where messages can be sent at all
        """
        self._reach = reach
        self._agreed = agreed
        self._keeps = keeps

    async def rows(self, message: Inbound, recalled: Recollection, making: Making) -> Rows:
        """Return the rows that this turn leaves."""
        if making.forget or (_may_know_account(message) and wants_no_name(recalled, making)):
            if _wanted_no_name(recalled) and not making.forget:
                # It was erased with the turn that led there, and nothing is kept while it is so.
                return _NOTHING
            return together((self._reach.forgotten(message.person), *self._agreed_forgotten(message)))
        if self._agreed is not None and message.event == "agreed":
            return await self._agreed.rows(message.person, message.openid, message.event_key)
        # Pressing a button of the menu lets us write for a minute, and only a message for two days.
        if not self._keeps or not message.openid or message.kind == "event":
            return _NOTHING
        if making.files_named or (_may_have_filed(recalled, making) and await self._has_named_case(message)):
            return self._reach.kept(message.person, message.openid, message.received_at)
        return _NOTHING

    def _agreed_forgotten(self, message: Inbound) -> tuple[Rows, ...]:
        return () if self._agreed is None else (self._agreed.forgotten(message.person),)

    async def _has_named_case(self, message: Inbound) -> bool:
        return await self._reach.has_named_case(message.person)


def wants_no_name(recalled: Recollection, making: Making) -> bool:
    """Say whether they have, or may be about to have, a case without a name."""
    return _wanted_no_name(recalled) or bool(making.own) or _is_unnamed(making.state)


def _wanted_no_name(recalled: Recollection) -> bool:
    return bool(recalled.own) or _is_unnamed(recalled.state)


def _may_know_account(message: Inbound) -> bool:
    # What is filled in on a page may belong to a conversation of any channel.
    return message.can.knows_account or message.page is not None


def _is_unnamed(state: State) -> bool:
    return state.unnamed or any(map(_is_anonymous, state.drafts))


def _is_anonymous(draft: Running) -> bool:
    return draft.pending.anonymous or value_of(draft.answers, "anonymous") is True


def _may_have_filed(recalled: Recollection, making: Making) -> bool:
    return bool(recalled.state.filed or recalled.mail or making.trace.case)
