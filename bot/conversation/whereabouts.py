"""Reading where: one place, one of several, or one that is not ours. Two places are asked about, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation.form.corrections import is_corrective
from bot.conversation.scene import Scene
from bot.conversation.understood import Outside, Read, Several, Understood
from intake.forms.form import Field
from intake.geography.place import Located, Place
from intents import reading as answers
from intents.reading import NotUnderstood

_HERE_TOO = re.compile(r"(?<!不在)(?<!不是)(?<!离开)重庆")
_ONLINE = re.compile(r"网上|线上|网络|互联网|淘宝|天猫|京东|拼多多|抖音|快手|直播间|网店|平台")


def read_place(scene: Scene, field: Field, text: str) -> Read:
    if chosen := _chosen(scene, text):
        return chosen
    located = _located(scene, text)
    if located.outcome == "one" and located.place is not None:
        return _one_place(scene, located, located.place, text)
    if located.outcome == "several":
        return _several(scene, located, text)
    if located.outcome == "outside" and located.outside and _HERE_TOO.search(text) and not _is_hinted(scene):
        return Several(text, (), "here_too")
    if located.outcome == "outside" and located.outside:
        return Outside(located.outside, {**(located.as_json() or {}), "text": text or located.outside}, text)
    if located.hint and not _is_hinted(scene):
        return _several(scene, located, text)
    if not field.core and text and not answers.is_skip(text):
        # Where only the wording is known it is kept as it is: the officer reads it.
        return Understood({"text": text[: field.limit], "district": None, "unit": None}, text)
    raise NotUnderstood("place.online" if _ONLINE.search(text) else "place.none")


def read_district(scene: Scene, field: Field, text: str) -> Read:
    """Read where a consultation belongs: the zone where a zone's bureau serves the place, else the district."""
    read = read_place(scene, field, text)
    if not isinstance(read, Understood) or not isinstance(read.value, Mapping):
        return read
    bureau = scene.book.bureaus.by_code(read.value["bureau"])
    name = bureau.name if bureau.level == "zone" else read.value["district"] or bureau.name
    return Understood(name, text, guessed=read.guessed)


def _one_place(scene: Scene, located: Located, place: Place, text: str) -> Read:
    if located.hint and not _is_hinted(scene):
        return Several(text, (place.as_json(),), located.hint, settled=True)
    # A correction (「不是永川，是荣昌」) is no address; any other wording may say more than the table knows.
    running = scene.state.running
    corrects = is_corrective(text) or (running is not None and running.pending.correcting)
    value = {**place.as_json(), "text": place.text if not text or corrects else text}
    return Understood(value, text, guessed=place.text if located.confirm else None)


def _is_hinted(scene: Scene) -> bool:
    running = scene.state.running
    return running is not None and running.pending.hinted == running.field


def _located(scene: Scene, text: str) -> Located:
    location = scene.message.location
    if location is not None and not text:
        return scene.book.gazetteer.locate_point(location, scene.today)
    return scene.book.gazetteer.locate(text, scene.today)


def _chosen(scene: Scene, text: str) -> Understood | None:
    """Take 「江津」 after 「白沙镇：江津还是南川」: the one candidate offered before that fits."""
    running = scene.state.running
    offered = running.pending.candidates if running else ()
    named = text.strip("的那个区县镇街道 ")
    fitting = [place for place in offered if named and named in place["text"]]
    return Understood(dict(fitting[0]), text) if len(fitting) == 1 else None


def _several(scene: Scene, located: Located, text: str) -> Several:
    location = scene.message.location
    return Several(
        text or (location.label if location else ""),
        tuple(place.as_json() for place in located.candidates),
        located.hint,
    )
