"""How many mails a sender, an address and everybody together may have sent from pages that anybody can open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.filers.shared_pace import SharedPace
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intents.reading.mails import without_tag

# One sender has ten mails sent at once, then one in six minutes; all together 200, then one in eighteen seconds.
SENDER_PACE: Final = (10, 360.0)
TOTAL_PACE: Final = (200, 18.0)
# One address gets three mails at once, then one in eight hours, whoever types it.
ADDRESS_PACE: Final = (3, 8 * 3600.0)


@dataclass(frozen=True, slots=True)
class TooMany:
    """Why no mail leaves now, in words that say when it will; and the seconds until then."""

    said: str
    wait_seconds: int


_OF_SENDER: Final = TooMany("您这边刚寄出的确认邮件比较多，没有寄出。填的内容还在，请 6 分钟以后再提交。", 360)
_IN_TOTAL: Final = TooMany("现在要寄的确认邮件太多，没有寄出。填的内容还在，请 1 分钟以后再提交。", 60)
_TO_ADDRESS: Final = TooMany(
    "刚给这个邮箱寄过几封邮件，请先看看收件箱和垃圾邮件。填的内容还在，请 8 小时以后再提交，或者不用邮箱。",
    8 * 3600,
)


class MailPace:
    """Keeps them, for all workers together."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._vault = vault
        self._of_senders = SharedPace(database, "bulletin-mail-source", *SENDER_PACE)
        self._of_all = SharedPace(database, "bulletin-mail-all", *TOTAL_PACE)
        self._of_addresses = SharedPace(database, "bulletin-mail", *ADDRESS_PACE)

    async def refusal(self, sender: str | None, address: str, now: datetime) -> TooMany | None:
        """Count a mail that is to be sent; where it may not be, say why.

        sender   whoever asks, by their network; None for this machine itself, which counts with all alone
        address  where it goes: with another tag behind a plus it is the same box
        """
        # What is refused for the sender takes nothing from the others, nor from the owner of the address.
        if sender is not None and not await self._of_senders.allows(self._keyed("source", sender), now):
            return _OF_SENDER
        if not await self._of_all.allows("", now):
            return _IN_TOTAL
        if not await self._of_addresses.allows(self._keyed("address", without_tag(address)), now):
            return _TO_ADDRESS
        return None

    def _keyed(self, what: str, text: str) -> str:
        return self._vault.keyed_id(f"bulletin-mail-{what}", text)
