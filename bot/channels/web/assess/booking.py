"""From a self-assessment to a visit: a consultation is begun on its page, about what the estimate showed."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.channels.web.filing.visitor import STARTING
from bot.channels.web.filing.visitor import Visitors as Filers
from bot.conversation.channels import ChannelName
from bot.conversation.estimating.kept import VISIT_TOPIC
from bot.conversation.page.sent import PageAct, PageSent, SentField
from intake.filers.drafts import DraftCodes
from intake.forms.codes import FormName

# The part of the consultation that says what it is about.
_ABOUT: Final = "matter"


class Booking:
    """Begins consultations."""

    def __init__(self, filers: Filers, codes: DraftCodes) -> None:
        """Take the parts of the forms' pages."""
        self._filers = filers
        self._codes = codes

    async def begun(self, about: str, name: str, district: str) -> web.Response:
        """Begin a consultation about this, and send the browser there.

        name, district  of the unit, where its owner said them; "" where not
        """
        if self._filers.is_off:
            return self._filers.go(STARTING)
        code = await self._codes.issued(self._filers.now())
        visit = self._filers.visits.begun(self._codes.filer_of(code), ChannelName.FORM, code)
        form = FormName.CONSULTATION.value
        await self._filers.act(visit, PageSent(PageAct.BEGIN, form))
        said = {"company_name": name, "district": district, "question": about}
        fields = {field: SentField(words=words) for field, words in said.items() if words}
        fields["topics"] = SentField(chosen=(VISIT_TOPIC,))
        await self._filers.act(visit, PageSent(PageAct.SAVE, form, fields))
        # What it is about comes first, so that they see what is written there for them.
        return self._filers.go(f"{STARTING}/{form}/{_ABOUT}?new=1", visit)
