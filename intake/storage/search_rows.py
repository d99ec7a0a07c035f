"""What the one writer keeps so that a case is found by its words: keyed tokens, written with what they come from.

A token is the beginning of an HMAC under the service's key, in letters alone, so that either index takes it
for one word. Without that key nothing can be read out of it, nor a word be tried against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, cast

import orjson
from sqlalchemy import Table, and_, bindparam, func, select

from intake.cases.changes import Changes, JournalEntry
from intake.cases.terms import Term, strings_in, terms_of
from intake.storage.rows import Insert
from intake.storage.sealing import CaseKey, Vault
from intake.storage.searched import AddedWords, Searched
from intake.storage.steps import METADATA, Ask, Each, Values, Work, among
from intents.persons.covering import covered

SEARCH: Final = "case_search"
WHO: Final = "case_who"
_CHARACTERS: Final = 16
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
# Words that stand on no page but the one where they are entered.
_NOT_KEPT: Final = frozenset({"mark", "passages"})


def token_of(vault: Vault, table: str, term: Term) -> str:
    """Return the token of a term in a table; the same term has another in the other table."""
    return vault.keyed_id(table, term)[:_CHARACTERS].translate(_LETTERS)


def bureau_token(vault: Vault, bureau: str) -> str:
    """Return the token by which the cases of a bureau are told apart, in either table."""
    return token_of(vault, "bureau", bureau)


def search_rows(changes: Changes, key: CaseKey, vault: Vault) -> tuple[tuple[Insert, ...], Searched]:
    """Return by which rows a new case is found, and what an act changes about a standing one."""
    before, after = changes.before, changes.after
    bureau = bureau_token(vault, after.lead_bureau)
    if changes.filed is not None:
        spoken = [*strings_in(changes.filed.text), *_spoken(changes.entries)]
        return rows_of_case(vault, after.id, bureau, spoken, changes.filed.identity), Searched()
    moved = before is not None and before.lead_bureau != after.lead_bureau
    named = () if changes.identity is None else (changes.identity.fields, changes.identity.before)
    return (), Searched(
        added=tuple(AddedWords(after.id, text, key, vault) for text in _spoken(changes.entries)),
        led_by=((after.id, bureau),) if moved else (),
        named=((after.id, _tokens(vault, WHO, strings_in(named))),) if named else (),
    )


def rows_of_case(
    vault: Vault, case_id: str, bureau: str, spoken: Iterable[str], identity: object
) -> tuple[Insert, ...]:
    """Return the rows by which a whole case is found: what was said, and apart from it who filed it."""
    known = tuple(strings_in(identity))
    words = _tokens(vault, SEARCH, (covered(text, known, everybody=False) for text in spoken))
    who = _tokens(vault, WHO, known)
    rows = [Insert(SEARCH, {"case_id": case_id, "bureau": bureau, "words": words})]
    if who:
        rows.append(Insert(WHO, {"case_id": case_id, "bureau": bureau, "words": who}))
    return tuple(rows)


def noting_words(changed: Searched) -> Work[None]:
    """Write what changed about standing cases, inside the transaction of what caused it."""
    if changed.led_by:
        rows = [{"this_id": case_id, "new_bureau": bureau} for case_id, bureau in changed.led_by]
        for table in (_SEARCH, _WHO):
            yield Each(_LEADS[table.name], rows)
    if changed.named:
        yield Each(_NAMED, [{"this_id": case_id, "new_words": words} for case_id, words in changed.named])
    if changed.added:
        yield from _add(changed.added)


def _add(added: Sequence[AddedWords]) -> Work[None]:
    """Add words to what their cases are found by; what names the filer is covered first."""
    found = yield Ask(_IDENTITIES, {"ids": sorted({one.case_id for one in added})})
    identities = cast("Sequence[tuple[str, str, bytes, bytes]]", found)
    kept = {case_id: (home, wrapped, blob) for case_id, home, wrapped, blob in identities}
    rows: list[Values] = []
    for one in added:
        known: Iterable[str] = ()
        if one.case_id in kept:
            # Who filed a part stands with its filing alone.
            home, wrapped, blob = kept[one.case_id]
            key = one.key if home == one.case_id else one.vault.unwrap(wrapped, home)
            known = strings_in(orjson.loads(key.unseal(blob, "case_identity")))
        words = _tokens(one.vault, SEARCH, [covered(one.text, known, everybody=False)])
        rows.append({"this_id": one.case_id, "new_words": f" {words}"})
    yield Each(_ADDED, rows)


def spoken_in(notes: Iterable[tuple[str, str]]) -> list[str]:
    """Return the texts of notes, given with their purposes, that a case is found by."""
    return [text for purpose, text in notes if purpose not in _NOT_KEPT]


def _spoken(entries: Iterable[JournalEntry]) -> list[str]:
    words = [entry.words for entry in entries if entry.words is not None]
    numbers = [entry.number for entry in entries if entry.number]
    return [*spoken_in((one.purpose, one.text) for one in words), *numbers]


def _tokens(vault: Vault, table: str, texts: Iterable[str]) -> str:
    return " ".join(sorted(token_of(vault, table, term) for term in terms_of(texts)))


_SEARCH: Final[Table] = METADATA.tables[SEARCH]
_WHO: Final[Table] = METADATA.tables[WHO]
_IDENTITY: Final[Table] = METADATA.tables["case_identity"]
_CASE, _KEY, _PART = (METADATA.tables[name] for name in ("case_file", "case_key", "case_part"))
# What only follows another filing has a filer of its own.
_HOME: Final = func.coalesce(_PART.c.filing_id, _CASE.c.id)
_IDENTITIES: Final = (
    select(_CASE.c.id, _HOME, _KEY.c.wrapped, _IDENTITY.c.sealed)
    .select_from(
        _CASE.outerjoin(_PART, and_(_PART.c.part_id == _CASE.c.id, ~_PART.c.follows))
        .join(_KEY, _KEY.c.case_id == _HOME)
        .join(_IDENTITY, _IDENTITY.c.case_id == _HOME)
    )
    .where(among(_CASE.c.id, "ids"))
)
_LEADS: Final = {
    table.name: table.update()
    .where(table.c.case_id == bindparam("this_id"))
    .values(bureau=bindparam("new_bureau"))
    for table in (_SEARCH, _WHO)
}
_NAMED: Final = _WHO.update().where(_WHO.c.case_id == bindparam("this_id")).values(words=bindparam("new_words"))
_ADDED: Final = (
    _SEARCH.update()
    .where(_SEARCH.c.case_id == bindparam("this_id"))
    .values(words=_SEARCH.c.words + bindparam("new_words"))
)
