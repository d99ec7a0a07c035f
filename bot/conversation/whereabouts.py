"""Reading where: one place, one of several, or one that is not ours. Several are asked about, never guessed.

Of an act three places may be told: where the secret was taken, where it is used, and a place of which no more is
said. One of them in Chongqing is enough; before anybody is turned away it is asked where the secret was taken.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.scene import Scene
from bot.conversation.state import Pending
from bot.conversation.two_places import told_apart, two_places
from intake.forms.acts import ACT_OPTIONS
from intake.forms.codes import FormName
from intake.forms.form import Field, value_of
from intake.forms.saying import place_in_words
from intake.forms.understood import OutsidePlace, Read, Several, Understood
from intake.geography.place import Elsewhere, KeptPlace, Located, Place
from intake.routing.bureaus import BureauLevel
from intents import expressions as re
from intents import reading as answers
from intents.reading import NotUnderstood
from intents.telling.advice import park_in
from intents.telling.corrective import is_corrective
from intents.telling.introducing import introduces_a_company
from intents.telling.own_site import with_own_site

_TAKEN, _USED = "taken_place", "use_place"
_DONE = {
    ACT_OPTIONS["obtain"]: _TAKEN,
    ACT_OPTIONS["disclose"]: _USED,
    ACT_OPTIONS["use"]: _USED,
}
# 「是被拿走的地方」 after 「那里是被拿走的地方，还是使用的地方」.
_TAKEN_THERE = re.compile(
    r"^(?:就|只|那里|那边|那儿|在|是|被)*(?:拿走|拷走|拷|偷|盗|窃|带走|获取|下载|导出)(?!.*(?:用|卖|生产|也|都))"
)
_USED_THERE = re.compile(
    r"^(?:就|只|那里|那边|那儿|现在|在|是|被)*(?:使用|用|生产|销售|卖|披露|泄露)(?!.*(?:拿走|拷|偷|盗|带走|也|都))"
)
_HERE_TOO = re.compile(r"(?<!不在)(?<!不是)(?<!离开)重庆")
_ONLINE = re.compile(r"网上|线上|网络|互联网|淘宝|天猫|京东|拼多多|抖音|快手|直播间|网店|平台|服务器|云盘|网盘")
# 「也在那边」 after 「秘密是在哪里被拿走的」.
_ALSO_THERE = re.compile(
    r"(?:也|都|同样|还)(?:是)?(?:在|发生在)?(?:那|当地|外地|外省|外面|本地)|同一个?|一样|一个地方|不(?:是)?在重庆|(?:都|全)在外|重庆没有"
)
_JOINS = re.compile("[，,。；;、和跟与及]|还有")
_AROUND_AN_ADDRESS = " ，,。.；;！!"
_LONGEST_ADDRESS = 80
_ALL_OF_THESE = re.compile(
    r"(?:几|两|三|四|多|各)(?:处|个|家|边|个地方)都|都(?:是|有|算|在用|用)|两(?:处|个|家|边)$"
)


def read_place(scene: Scene, field: Field, text: str) -> Read:
    """Read a place; that of an act may bring along where it was taken and where it is used."""
    if chosen := _chosen(scene, field, text):
        return chosen
    if waits := _waits(scene).candidates:
        text = told_apart(scene, waits, text)
    located = _located(scene, with_own_site(text) if _is_of_an_act(field) else text)
    may_be_two = _is_of_an_act(field) and not _is_hinted(scene) and _JOINS.search(text)
    if may_be_two and (both := two_places(scene, located, text)):
        return both
    if _is_of_an_act(field):
        return _place_of_the_act(scene, field, located, text)
    if located.outcome == "outside" and located.outside:
        return OutsidePlace(located.outside, _outside_value(located.outside, text), text)
    return _place(scene, field, located, text)


def read_district(scene: Scene, field: Field, text: str) -> Read:
    """Read where a consultation belongs: the zone where a zone's bureau serves the place, else the district."""
    read = read_place(scene, field, text)
    if not isinstance(read, Understood) or not isinstance(read.value, Mapping):
        return read
    bureau = scene.book.bureaus.by_code(read.value["bureau"])
    name = bureau.name if bureau.level is BureauLevel.ZONE else read.value["district"] or bureau.name
    return Understood(name, text, _said_beside(field, text, read.value), guessed=read.guessed)


def _said_beside(field: Field, text: str, place: Mapping[str, object]) -> dict[str, object]:
    """Return what the words for a district say of neighbouring fields: the park in it, and the whole address."""
    address, park = field.beside.get("address"), field.beside.get("park")
    said: dict[str, object] = {}
    if address and place["unit"]:
        said[address] = text.strip(_AROUND_AN_ADDRESS)[:_LONGEST_ADDRESS]
    if park and (named := park_in(text)):
        said[park] = named
    return said


def _place_of_the_act(scene: Scene, field: Field, located: Located, text: str) -> Read:
    if located.outcome == "outside" and located.outside:
        return _outside(scene, located, located.outside, text)
    if located.outcome == "none" and (happened := _said_what_happened_there(scene, text)):
        return happened
    if located.outcome == "none" and (there := _said_to_be_there(scene, text)):
        return OutsidePlace(there, _outside_value(there, text), text)
    if located.doubt and not _is_hinted(scene) and _is_doubtful_here(scene, located):
        places = (located.place.as_json(),) if located.place else ()
        return Several(text, places, f"{located.doubt}_place", settled=True, beside=_beside(scene, located))
    if located.place and introduces_a_company(text) and not (_is_hinted(scene) or located.taken or located.used):
        # Where it sits is no place of an act: 「九龙坡区有家公司叫…，收买了…」.
        return Several(text, (located.place.as_json(),), "registered_place", settled=True)
    return _place(scene, field, located, text)


def _outside(scene: Scene, located: Located, outside: str, text: str) -> Read:
    """Ask where it was taken before anything outside is taken for the whole."""
    if located.is_all_outside or _waits(scene).taken_asked:
        return OutsidePlace(outside, _outside_value(outside, text), text)
    beside = _beside(scene, located)
    if beside:
        hint = "taken_where" if _USED in beside else "used_where"
    else:
        # What happened there was not said: what was done decides, or else the person.
        done = acts_done(scene)
        beside = {_TAKEN if done == {_TAKEN} else _USED: Elsewhere(outside).as_json()}
        hint = "used_where" if done == {_TAKEN} else "taken_where" if done == {_USED} else "what_there"
    hint = "here_too" if _HERE_TOO.search(text) else hint
    return Several(text, (), hint, beside=beside, outside=outside, asks_taken=True)


def acts_done(scene: Scene) -> frozenset[str]:
    """Return whether the acts that were told took a secret, used it, or both; empty where they leave it open."""
    running = scene.state.running
    told = value_of(running.answers, "act_kinds") if running is not None else None
    kinds = told if isinstance(told, list | tuple) else ()
    done = [_DONE.get(str(kind)) for kind in kinds]
    return frozenset(one for one in done if one) if all(done) else frozenset()


def _said_what_happened_there(scene: Scene, text: str) -> Several | None:
    """Take 「是被拿走的地方」 after it was asked what happened there; ask for the other place then."""
    waits = _waits(scene)
    outside = waits.beside.get(_USED) or waits.beside.get(_TAKEN)
    named = KeptPlace.of(outside)
    if not waits.taken_asked or named is None or named.outside is None:
        return None
    happened = _TAKEN if _TAKEN_THERE.search(text) else _USED if _USED_THERE.search(text) else None
    if happened is None:
        return None
    hint = "used_where" if happened == _TAKEN else "taken_where"
    return Several(text, (), hint, beside={happened: outside}, outside=named.outside, asks_taken=True)


def _said_to_be_there(scene: Scene, text: str) -> str | None:
    """Return the place outside that 「也在那边」 means, None where it was not asked about."""
    waits = _waits(scene)
    named = KeptPlace.of(waits.beside.get("use_place") or waits.beside.get("taken_place"))
    if not waits.taken_asked or named is None or not _ALSO_THERE.search(text):
        return None
    return named.outside


def _is_doubtful_here(scene: Scene, located: Located) -> bool:
    # In a tip 「我们公司」 may be the one reported; after the question it is where the secret was taken.
    running = scene.state.running
    return located.doubt != "own" or (running is not None and running.form == FormName.COMPLAINT)


def _place(scene: Scene, field: Field, located: Located, text: str) -> Read:
    if located.outcome == "one" and located.place is not None:
        return _one_place(scene, located, located.place, text)
    if located.outcome == "several":
        return _several(scene, field, located, text)
    if located.hint and not _is_hinted(scene):
        return _several(scene, field, located, text)
    if not field.core and text and not answers.is_skip(text):
        # Where only the wording is known it is kept as it is: the officer reads it.
        return Understood({"text": text[: field.limit], "district": None, "unit": None}, text)
    if _is_of_an_act(field) and _HERE_TOO.search(text):
        raise NotUnderstood("place.in_chongqing")
    raise NotUnderstood("place.online" if is_online(text) else "place.none")


def is_online(text: str) -> bool:
    """Say whether it is told to have happened on the net."""
    return _ONLINE.search(text) is not None


def _one_place(scene: Scene, located: Located, place: Place, text: str) -> Read:
    if located.hint and not _is_hinted(scene):
        beside = _beside(scene, located)
        return Several(text, (place.as_json(),), located.hint, settled=True, beside=beside)
    beside = _beside(scene, located)
    if _waits(scene).taken_asked:
        # The one of the two that was not told yet is what was asked for.
        asked = "use_place" if "taken_place" in beside else "taken_place"
        beside.setdefault(asked, place.as_json())
    apart = {"taken_place", "use_place"} <= beside.keys()
    # A correction (「不是永川，是荣昌」) is no address; any other wording may say more than the table knows.
    running = scene.state.running
    corrects = is_corrective(text) or (running is not None and running.pending.correcting)
    plain = not text or corrects or apart
    value = {**place.as_json(), "text": place.text if plain else text}
    guessed = place.text if located.confirm else None
    return Understood(value, text, beside=beside if apart else {}, guessed=guessed)


def _beside(scene: Scene, located: Located) -> dict[str, object]:
    """Return what is known of where it was taken and used: from these words, else from those before."""
    beside = dict(_waits(scene).beside)
    for name, site in (("taken_place", located.taken), ("use_place", located.used)):
        if site is not None:
            beside[name] = site.as_json()
    return beside


def _waits(scene: Scene) -> Pending:
    """Return what the form waits for at its open field; nothing where no place was asked back about."""
    running = scene.state.running
    return running.pending if running is not None and _is_hinted(scene) else Pending()


def _is_hinted(scene: Scene) -> bool:
    running = scene.state.running
    return running is not None and running.pending.hinted == running.field


def _located(scene: Scene, text: str) -> Located:
    location = scene.message.location
    if location is not None and not text:
        return scene.book.gazetteer.locate_point(location, scene.today)
    return scene.book.gazetteer.locate(text, scene.today)


def _is_of_an_act(field: Field) -> bool:
    return field.name == "act_place"


def _chosen(scene: Scene, field: Field, text: str) -> Understood | None:
    """Take 「江津」 after 「白沙镇：江津还是南川」: the one candidate offered before that fits; or all of them."""
    waits = _waits(scene)
    named = text.strip("的那个区县镇街道 ")
    fitting = [place for place in waits.candidates if named and named in str(place["text"])]
    if len(fitting) > 1:
        # The button of one may stand at the beginning of another's: 「沙坪坝区大学城（高新区）」.
        fitting = [place for place in fitting if text.strip() == place["text"]] or fitting
    if len(fitting) == 1:
        return Understood(dict(fitting[0]), text, beside=_beside_chosen(waits, fitting[0]))
    if _is_of_an_act(field) and len(waits.candidates) > 1 and _ALL_OF_THESE.search(text):
        return Understood(_all_of(waits.candidates), text)
    return None


def _beside_chosen(waits: Pending, chosen: Mapping[str, object]) -> dict[str, object]:
    beside = dict(waits.beside)
    is_one_place = len(beside) == 1 and all(_is_in_step(site, chosen) for site in beside.values())
    if is_one_place and not waits.taken_asked:
        # It was asked what exactly the one place is: of the other nothing is said.
        return {}
    if beside:
        beside.setdefault("use_place" if "taken_place" in beside else "taken_place", dict(chosen))
    return beside if {"taken_place", "use_place"} <= beside.keys() else {}


def _is_in_step(site: object, chosen: Mapping[str, object]) -> bool:
    """Say whether a place that is noted is the one chosen, or what that lies in."""
    return isinstance(site, Mapping) and site.get("district") == chosen.get("district") is not None


def _all_of(places: tuple[Mapping[str, object], ...]) -> dict[str, object]:
    """Return several real places as one that is undecided among their bureaus."""
    text = "、".join(dict.fromkeys(str(place["text"]) for place in places))
    candidates = list(dict.fromkeys(place["bureau"] for place in places))
    districts = {place["district"] for place in places}
    if len(candidates) == len(districts) == 1:
        return {**places[0], "text": text, "unit": None}
    return {"text": text, "district": None, "unit": None, "candidates": candidates}


def together(noted: Mapping[str, object], more: Mapping[str, object]) -> Mapping[str, object]:
    """Return the place that is noted with one more beside it: undecided among the bureaus of both."""
    codes = KeptPlace.of(noted)
    text = f"{place_in_words(noted)}、{more['text']}"
    if codes is None or not codes.candidates:
        return {**_all_of((noted, more)), "text": text}
    candidates = list(dict.fromkeys((*codes.candidates, str(more["bureau"]))))
    return {"text": text, "district": None, "unit": None, "candidates": candidates}


def _several(scene: Scene, field: Field, located: Located, text: str) -> Several:
    location = scene.message.location
    said = text or (location.label if location else "")
    places = tuple(place.as_json() for place in located.candidates)
    if not _is_of_an_act(field):
        return Several(said, places, located.hint)
    outside = located.outside if located.apart or located.used else None
    beside = _beside(scene, located)
    if outside and "taken_place" not in beside:
        beside.setdefault("use_place", Elsewhere(outside).as_json())
    return Several(
        said,
        places,
        "here_or_outside" if outside else located.hint,
        settled=bool(outside),
        beside=beside,
        outside=outside,
        apart=located.apart,
        asks_taken=bool(outside),
    )


def _outside_value(outside: str, text: str) -> dict[str, object]:
    return {**Elsewhere(outside).as_json(), "text": text or outside}
