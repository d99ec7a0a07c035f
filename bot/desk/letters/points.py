"""What was asked in the letters of a case and stands open still: hints for who writes and for who reads."""

from __future__ import annotations

from typing import Final

from bot.desk.cases.dossier import Dossier, DossierEntry
from intake.cases.codes import FILER
from intake.cases.letters import WRITTEN
from intake.cases.open_points import left_open, points_wanted, questions_asked
from intake.cases.owing import RESULT_TOLD

_WANTED: Final = "supplement_asked"
_LETTERS: Final = (WRITTEN, RESULT_TOLD, _WANTED)


def unanswered(dossier: Dossier, letter: str = "") -> tuple[str, ...]:
    """Return the filer's questions since the last letter to them that this one says nothing of."""
    last = _last_letter(dossier)
    words = [one.words for one in _words_of_filer(dossier, last.seq if last else -1)]
    if last is None and isinstance(question := dossier.fields.get("question"), str):
        words.insert(0, question)
    return left_open(tuple(point for text in words for point in questions_asked(text)), letter)


def not_supplied(dossier: Dossier) -> tuple[str, ...]:
    """Return what the last letter asked for and the filer's answer says nothing of; nothing before they answer."""
    last = _last_letter(dossier)
    if last is None or last.code != _WANTED:
        return ()
    said = _words_of_filer(dossier, last.seq)
    return left_open(points_wanted(last.words), "\n".join(one.words for one in said)) if said else ()


def _last_letter(dossier: Dossier) -> DossierEntry | None:
    letters = (one for one in reversed(dossier.happenings) if one.code in _LETTERS and not one.withdrawn)
    return next(letters, None)


def _words_of_filer(dossier: Dossier, since: int) -> list[DossierEntry]:
    return [one for one in dossier.happenings if one.seq > since and one.actor == FILER and one.words]
