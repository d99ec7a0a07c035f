"""Several items put right in one message: 「电话改成138…，联系人改成卢静」. Each is put in; none is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.named_first import called_first
from bot.conversation.form.scene import FormScene, in_form
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.persons.parties import is_an_organisation
from intents.persons.people import is_a_name

_PIECES = re.compile(r"[，,。；;！!\s]+")
_MOST_PIECES = 6
_FEWEST = 2
_CHANGES = re.compile(r"改|换|错|不对|应该是|应为|有误")
# 「联系人也改成我同事卢静」
_ALSO = re.compile(r"^(?P<item>.{2,6}?)(?:也|同时|一起|都|要|帮我|给我|麻烦)+(?=改|换|写|是)")
_SOMEBODY_OF_OURS = re.compile(
    r"(?<=[成为是叫])(?:我们?(?:公司|单位|厂|店)?的?)(?:同事|爱人|老公|老婆|助理|会计|行政|经理|主任)?(?=[\u4e00-\u9fff]{2,4}$)"
)
# 「联系人和电话都错了，是卢静，138…」: which is which, their shape says.
_BOTH = re.compile(
    r"^[^，,。；;]{0,6}(?:联系人|姓名|名字)[^，,。；;]{0,4}[和跟与、][^，,。；;]{0,4}(?:电话|手机|号码)|"
    r"^[^，,。；;]{0,6}(?:电话|手机|号码)[^，,。；;]{0,4}[和跟与、][^，,。；;]{0,4}(?:联系人|姓名|名字)"
)
# 「公司名和电话都错了，公司是…，电话139…」
_HOUSE_AND_NUMBER = re.compile(
    r"^[^，,。；;]{0,6}(?:公司|单位|厂)名?(?:字|称)?[和跟与、][^，,。；;]{0,4}(?:电话|手机|号码)|"
    r"^[^，,。；;]{0,6}(?:电话|手机|号码)[和跟与、][^，,。；;]{0,4}(?:公司|单位|厂)名?"
)
# 「那个人叫唐国良」, 「我们公司是…」: whose name it is, without what an item is called.
_WHOSE_NAME = re.compile(
    r"^(?:还有|另外|再|然后|对了|应该)*(?:(?P<theirs>那个人|那家公司|那家|那个公司|对方公司|对方|他们公司|他们|他)|(?P<ours>我们公司|我公司|本公司|我们单位|我们厂|公司|单位))"
    r"(?:的)?(?:名字|全名|名称|全称)?(?:应该|其实|就|才)*(?:是|叫做?)(?P<name>[^\s]{2,40})$"
)
# 「对方公司名字写错了」: what 「对」 alone would hide.
_THEIRS = re.compile(r"^(?:还有|另外)?对方(?:的)?(?:公司|单位|厂|店)?(?:的)?(?:名字|名称|全称|名)")
_PARTY, _OURS = "reported_name", ("reporter_name", "company_name")
# 「良心的良」 tells how the name is written.
_HOW_WRITTEN = re.compile(
    r"^(?:是)?[\u4e00-\u9fff]{1,4}的(?:那个)?[\u4e00-\u9fff]字?$|^[\u4e00-\u9fff]字旁的?[\u4e00-\u9fff]$"
)
# 「公司名和电话都错了」: what is right follows, item by item.
_BOTH_WRONG = re.compile(
    r"^(?P<one>[^，,。；;和跟与]{2,8})[和跟与、](?P<other>[^，,。；;]{2,8}?)都?(?:[写填说搞弄记打报]?错了?|不对|有误|要改|改一?下)了?$"
)
_TO_WHAT = re.compile(r"(?:[改换][成为到]|是|叫|[:：]).{2}")
# 「电话也改一下13900001111」
_NO_VALUE_BUT_THE_NUMBER = re.compile(r"^(?:联系)?(?:电话|手机|号码|座机)[^\d]*[\d-]+$")
# A text may begin with anything else: 「他把我们公司名字写错了，…」.
_OPENS = re.compile(
    r"^(?:我们?的?|对方的?|被举报人?|那个)?(?:公司名?|单位名?|联系人|电话|手机|名字|姓名|时间|地点|损失|金额)"
)
_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
# 「第3项改成…，第5项改成…」
_NUMBERED = re.compile(r"^第\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[项条点](?=.{3})")
_BEFORE_A_NAME = re.compile(r"^(?:联系人|电话|手机|应该|改成|改为|换成|现在|分别|[是叫为:：])*+")


def several_changed(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn | None:
    """Put in every item that one message changes; None where it changes fewer than two.

    answer  takes one change as a message of its own
    """
    said = tuple(_of_both(scene)) or tuple(_by_items(scene))
    if len(said) < _FEWEST:
        return None
    there, last = scene, None
    told: list[Reply] = []
    unclear: list[str] = []
    for one in said:
        changed = answer(there.saying(one))
        if changed.state.running is None or changed.state.running.field != scene.running.field:
            # It has to be asked; what is clear goes in first.
            unclear.append(one)
            continue
        last = changed
        told.append(Reply(_first_line(changed)))
        there = in_form(scene.at(changed.state), changed.state.running)
    if unclear or last is None:
        last = answer(there.saying(unclear[0]))
        return replace(last, replies=(*told, *last.replies))
    return replace(last, replies=(*told[:-1], *last.replies))


def changed_at_field(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn | None:
    """Put in several items that one message changes while another is asked; an answer to that is left to it."""
    if scene.is_a_text and scene.field.kind is FieldKind.TEXT and not _OPENS.match(scene.text):
        return None
    return several_changed(scene, answer)


def _first_line(changed: Turn) -> str:
    """Return what is said to be changed: the items that stand below it are shown once."""
    return changed.replies[0].text.partition("\n")[0]


def _of_both(scene: FormScene) -> Iterator[str]:
    """Yield the new name and the new number of whoever is to be called."""
    number = _NUMBER.search(scene.text)
    if number is None or not _CHANGES.search(scene.text):
        return
    if _HOUSE_AND_NUMBER.search(scene.text) and (houses := organisations_in(scene.text)):
        yield f"权利人名称改成{houses[-1].name}"
        yield f"电话改成{number[0]}"
        return
    if not _BOTH.search(scene.text):
        return
    bare = (_BEFORE_A_NAME.sub("", piece) for piece in _PIECES.split(scene.text.replace(number[0], "，")))
    if name := next((piece for piece in bare if is_a_name(piece)), ""):
        yield f"联系人改成{name}"
        yield f"电话改成{number[0]}"


def _by_items(scene: FormScene) -> Iterator[str]:
    """Yield what is said of each item; a piece that names none belongs to the one before."""
    pieces = [piece for piece in _PIECES.split(scene.text) if piece and not _HOW_WRITTEN.match(piece)]
    if pieces and _BOTH_WRONG.match(pieces[0]):
        pieces = pieces[1:]
    if len(pieces) > _MOST_PIECES or not _CHANGES.search(scene.text):
        return
    said: dict[str, str] = {}
    name = ""
    for piece in pieces:
        item = _named_in(scene, piece)
        if item is not None and scene.where is Context.FIELD and item.name == scene.field.name:
            return
        if item is not None and item.name in said and item.name != name:
            return
        name = item.name if item else name
        if not name:
            return
        said[name] = f"{said[name]}，{piece}" if name in said else piece
    if len(said) >= _FEWEST and all(map(_has_a_value, said.values())):
        yield from (_plain(scene, name, one) for name, one in said.items())


def _named_in(scene: FormScene, piece: str) -> Field | None:
    if whose := _WHOSE_NAME.match(piece):
        names = (_PARTY,) if whose["theirs"] else _OURS
        is_name = is_an_organisation(whose["name"]) or (whose["theirs"] and is_a_name(whose["name"]))
        known = next((name for name in names if scene.form.knows(name)), None)
        if is_name and known is not None:
            return scene.form.field(known)
    if _THEIRS.match(piece) and scene.form.knows(_PARTY):
        return scene.form.field(_PARTY)
    if numbered := _NUMBERED.match(piece):
        return numbered_item(scene, scene.running, numbered[0])
    return next((field for field, behind in called_first(scene.saying(piece)) if behind), None)


def _has_a_value(said: str) -> bool:
    return _NUMBER.search(said) is not None or _TO_WHAT.search(said) is not None


def _plain(scene: FormScene, item: str, said: str) -> str:
    """Return one change as it is said alone."""
    if whose := _WHOSE_NAME.match(said):
        return f"{scene.form.field(item).label}改成{whose['name']}"
    plain = _SOMEBODY_OF_OURS.sub("", _ALSO.sub(r"\g<item>", said))
    number = _NUMBER.search(plain)
    if number and (not _CHANGES.search(plain) or _NO_VALUE_BUT_THE_NUMBER.match(plain)):
        return f"电话改成{number[0]}"
    return plain
