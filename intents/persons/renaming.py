"""A corrected name that is only a part of the whole: 「宏传机电」 for 重庆宏川机电有限公司. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from intents import expressions as re
from intents.persons.parties import is_an_organisation

_FEWEST_CHARACTERS = 2
_LONGEST_NAME = 60
# What a company is in law is never what was heard wrongly.
_LEGAL_FORM = re.compile(r"(?:股份|集团|有限|责任)*(?:公司|合伙企业)?(?:（[^）]*）)?$")


def renamed(whole: str, part: str) -> str:
    """Return the whole name with the piece that the corrected part is likest to put right.

    A name that is whole by itself, or like nothing in the old one, is the new name.
    """
    is_part = _FEWEST_CHARACTERS <= len(part) < len(whole) <= _LONGEST_NAME and not is_an_organisation(part)
    if not is_part or not is_an_organisation(whole):
        return part
    alike, _, start, end = max(_pieces(whole, part), default=(0.0, 0, 0, 0))
    # Of two signs one must be the same, of more of them more than half.
    enough = alike >= 1 if len(part) == _FEWEST_CHARACTERS else alike > len(part) / 2
    return whole[:start] + part + whole[end:] if enough else part


def _pieces(whole: str, part: str) -> Iterator[tuple[float, int, int, int]]:
    """Yield the pieces about as long as the part: in how many signs they are alike, and where they stand."""
    form = _LEGAL_FORM.search(whole)
    stem = whole[: form.start()] if form else whole
    compared = SequenceMatcher(autojunk=False)
    compared.set_seq2(part)
    for length in (len(part), len(part) - 1, len(part) + 1):
        for start in range(max(len(stem) - length + 1, 0)):
            piece = stem[start : start + length]
            if length == len(part):
                alike = float(sum(one == other for one, other in zip(piece, part, strict=True)))
            else:
                compared.set_seq1(piece)
                # A sign more or less is a difference too.
                alike = sum(block.size for block in compared.get_matching_blocks()) - 0.5
            yield alike, -abs(length - len(part)), start, start + length
