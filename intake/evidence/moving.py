"""From one shelf to another: into the bucket, out of it, into a backup. Pieces stay as they are."""

from __future__ import annotations

from intake.evidence.file import EvidenceRefused, WhyRefused
from intake.evidence.shelf import Shelf


async def moved(source: Shelf, target: Shelf) -> int:
    """Copy every piece; return how many. Nothing is taken away: that is for whoever has seen that all is there.

    Done again it does no harm.
    """
    count = 0
    async for file_id, name in source.all():
        try:
            sealed = await source.get(file_id, name)
        except EvidenceRefused as refusal:
            if refusal.why is not WhyRefused.DAMAGED:
                raise
            continue  # taken away meanwhile: it was a draft's
        await target.put(file_id, name, sealed)
        count += 1
    return count
