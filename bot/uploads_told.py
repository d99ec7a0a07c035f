"""What came by an upload page is told in the conversation that its link came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.memory import Mail, Memory
from intake.ids import new_id
from intake.storage.changes import posting
from intake.storage.database import Database
from intake.storage.rows import PostedLetter
from intake.storage.steps import carried_out_in


class UploadsTold:
    """Leaves word for whoever closed an upload page: the web chat hears it at once, others next time."""

    def __init__(self, database: Database, memory: Memory, book: Callable[[], Handbook]) -> None:
        """Take the parts."""
        self._database = database
        self._memory = memory
        self._book = book

    async def told(self, person: str, count: int, *, to_case: bool, now: datetime) -> None:
        """Tell that so many files came; of which case stands nowhere beside a person."""
        said = Reply(
            self._book().say("files.came_to_case" if to_case else "files.came_to_draft", count=count), notice=True
        )
        sealed = self._memory.sealed_mail(Mail((said,)), person)
        async with self._database.writing() as session:
            await carried_out_in(session, posting((PostedLetter(new_id(now), person, None, sealed, now),)))
