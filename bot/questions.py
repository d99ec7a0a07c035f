"""What is kept of a question: masked, sealed, without the person. Rows for the ledger to commit with the turn."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.conversation.learnt import QuestionAsked, Reacted
from intake.storage.rows import Insert
from intake.storage.sealing import Vault
from intents.persons.masking import masked
from knowledge.finding.reading import plain_reading

PURPOSE = "asked"
KEPT_CANDIDATES = 3


class Questions:
    """Makes the rows of questions and reactions."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def asked(self, asked: QuestionAsked, now: datetime) -> Insert:
        """Return the row of a question."""
        text = masked(asked.text)
        # Drawn, not made of the time: nothing ties the row to the turn it came with.
        asked_id = secrets.token_hex(16)
        values = {
            "id": asked_id,
            "text_key": self.text_key(text),
            "sealed": self._vault.seal(text.encode(), PURPOSE, asked_id),
            "best": [[entry, round(chance, 4)] for entry, chance in asked.best[:KEPT_CANDIDATES]],
            "decision": asked.decision,
            "entry": asked.entry,
            "hour": _hour(now),
            "settled": False,
        }
        return Insert("asked_question", values)

    def reacted(self, reacted: Reacted, asked_id: str, now: datetime) -> Insert:
        """Return the row of what the person made of the answer."""
        values = {"id": secrets.token_hex(16), "asked_id": asked_id, "kind": reacted.kind}
        return Insert("asked_reaction", {**values, "value": reacted.value, "hour": _hour(now)})

    def text_key(self, text: str) -> str:
        """Return the key that the same masked question always has."""
        return self._vault.keyed_id(PURPOSE, plain_reading(text))


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
