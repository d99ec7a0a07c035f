"""Contact data that have changed, and a figure that was never noted: put where they belong, whatever is asked."""

from __future__ import annotations

from bot.conversation.form.correcting import put_in
from bot.conversation.form.denied import pairs_in
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intents import expressions as re
from intents.cues import cue
from intents.telling.own_contact import new_contact_in

_LOSS = "loss_amount"
_CONTACT = ("phone", "contact_name")
# What only an amount of money is said in.
_SUM = r"[约大概差不多有]{0,4}[\d.,，一二两三四五六七八九十百千零几]{1,12}(?:多|来|几)?[万亿千]?多?(?:元|块钱?)?"
_MONEY = re.compile(_SUM)
# 「前头那个50万该是5万」.
_SHOULD_BE = re.compile(rf"(?P<said>{_SUM})(?:应该|该)(?:是|写)(?P<right>{_SUM})(?=[，,。！!嘛哈的]|$)")
_UNIT = re.compile(r"[万亿千元块]")
MAY_PUT_RIGHT = cue(
    r"(?:电话|手机|号|联系|打|找|换|改).{0,30}\d{5}|\d{7}.{0,12}(?:号|换|改|打)|不是.{1,20}是|是.{1,20}不是|该[是写]",
    signs="话机号系打找换改不该",
)


def put_right(scene: FormScene) -> Turn | None:
    """Put a new number or name of the filer, or the right amount, into its item, and ask the open one again."""
    return _contact(scene) or _amount(scene)


def _contact(scene: FormScene) -> Turn | None:
    if scene.field.name in _CONTACT or scene.state.unnamed:
        return None
    new = new_contact_in(scene.text)
    for name in _CONTACT if new and new.given and not new.is_open else ():
        field = scene.form.by_name.get(name)
        if new and field is not None and name in new.given and field.when(scene.running.answers):
            return put_in(scene, field, new.given[name])
    return None


def _amount(scene: FormScene) -> Turn | None:
    """Take 「不是260万，是206万」 where no item holds what was wrong: an amount is what was lost."""
    field = scene.form.by_name.get(_LOSS)
    if field is None or scene.field.kind is FieldKind.AMOUNT or not field.when(scene.running.answers):
        return None
    found = _SHOULD_BE.search(scene.text)
    pair = (found["said"], found["right"]) if found else next(pairs_in(scene.text), None)
    noted = scene.running.answers.get(_LOSS)
    if noted is not None and noted.value is not None and not (found and found["said"] in noted.typed):
        return None
    is_money = pair is not None and all(_MONEY.fullmatch(said) and _UNIT.search(said) for said in pair)
    return put_in(scene, field, pair[1]) if pair and is_money else None
