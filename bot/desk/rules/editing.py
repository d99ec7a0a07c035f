"""What a form does to the rules of a draft. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import ValidationError

from intake.routing.bureaus import Bureaus
from intake.routing.rules import BLANKS, CONDITIONS, Lead, Rule, rules_from
from intents.signs import has_control_characters

LONGEST_NAME: Final = 30
LONGEST_REASON: Final = 300


class RuleUnfit(Exception):
    """A rule that cannot be taken. `field` names the box; the text is a sentence for whoever filled it in."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def rule_posted(posted: Mapping[str, Sequence[str]], old: str, rules: tuple[Rule, ...], bureaus: Bureaus) -> Rule:
    """Return the rule that a form describes. Raises RuleUnfit.

    old  name of the rule that is changed: it stays, since cases name it; "" for a new one
    """
    name, because = old or _first(posted, "name"), _first(posted, "because")
    if not name or len(name) > LONGEST_NAME or has_control_characters(name):
        raise RuleUnfit("name", f"请写规则的名称，{LONGEST_NAME} 字以内。")
    if not old and name in {rule.name for rule in rules}:
        raise RuleUnfit("name", f"已经有叫“{name}”的规则，请换一个名称。")
    if not because or len(because) > LONGEST_REASON or has_control_characters(because):
        raise RuleUnfit("because", f"请写理由，先写条文，{LONGEST_REASON} 字以内，不分段。")
    lead, bureau = _first(posted, "lead"), _first(posted, "bureau")
    if lead not in set(Lead):
        raise RuleUnfit("lead", "请选择由谁办理。")
    if lead == Lead.NAMED and bureau not in {one.code for one in bureaus.all}:
        raise RuleUnfit("bureau", "请选择指定的局。")
    when = {
        name: sorted(set(found)) for name in CONDITIONS if (found := [one for one in posted.get(name, ()) if one])
    }
    if set(when.get("place", ())) - {one.code for one in bureaus.all}:
        raise RuleUnfit("place", "地点里有不认识的局，请重新选择。")
    kept = {"name": name, "when": when, "lead": lead, "because": because}
    if lead == Lead.NAMED:
        kept["bureau"] = bureau
    return _read(kept)


def saved(rules: tuple[Rule, ...], old: str, rule: Rule) -> tuple[Rule, ...]:
    """Put a changed rule in its place, and a new one before the last, which fits always."""
    if old:
        return tuple(rule if one.name == old else one for one in rules)
    return (*rules[:-1], rule, *rules[-1:])


def moved(rules: tuple[Rule, ...], name: str, by: int) -> tuple[Rule, ...]:
    """Move a rule up (-1) or down (1); at an end, or unknown, nothing moves."""
    at = next((at for at, rule in enumerate(rules) if rule.name == name), None)
    if at is None or not 0 <= at + by < len(rules):
        return rules
    others = [rule for rule in rules if rule.name != name]
    return (*others[: at + by], rules[at], *others[at + by :])


def without(rules: tuple[Rule, ...], name: str) -> tuple[Rule, ...]:
    """Take a rule out."""
    return tuple(rule for rule in rules if rule.name != name)


def _read(kept: Mapping[str, object]) -> Rule:
    try:
        return rules_from([kept], "").rules[0]
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][2]) if len(error.errors()[0]["loc"]) > 2 else ""
        if field == "because":
            blanks = "、".join(f"{{{name}}}" for name in BLANKS)
            raise RuleUnfit("because", f"大括号里只能用 {blanks}。") from None
        raise RuleUnfit("", "条件里有不认识的选项，请在本页重新选择。") from None


def _first(posted: Mapping[str, Sequence[str]], name: str) -> str:
    return (posted.get(name) or [""])[-1].strip()
