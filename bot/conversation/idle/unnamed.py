"""A wish to stay unknown, said before any form is open: it opens the tip, or is kept for the form to come."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import stopping
from bot.conversation.form import opening
from bot.conversation.scene import Scene
from bot.conversation.turn import Turn
from intake.forms.form import Answer
from intents import expressions as re
from intents.telling.naming import gives_a_name
from intents.telling.secrecy import (
    only_wishes_no_name,
    owner_reports_unnamed,
    reports_unnamed,
    wants_to_tip_unnamed,
)
from intents.telling.story import story_of
from intents.telling.wish import topic_elsewhere

MAY_TIP_UNNAMED = re.compile("名")

_SAYS_WHO_OWNS = re.compile(
    "(?:我|本人|我们|公司)(?:公司)?(?:就|也)?是(?:这个|商业秘密的?)?(?P<role>权利人|被许可人)"
)
_OWNERS = {"权利人": "right_holder", "被许可人": "licensee"}


def tip_without_a_name(scene: Scene) -> Turn | None:
    """Open the tip for whoever reports without a name, whether or not they say at once what happened."""
    if scene.titled or scene.state.filed or stopping.speaks_of_state_secrets(scene.text):
        return None
    if owner_reports_unnamed(scene.text):
        said = _SAYS_WHO_OWNS.search(scene.text)
        owner = {"reporter_role": Answer(_OWNERS[said["role"]], said[0], True)} if said else {}
        return opening.open_about(scene, "tip", {"anonymous": Answer(True, "", True), **owner})
    is_wish = wants_to_tip_unnamed(scene.text) or _reports_an_act(scene)
    return opening.open_told(scene, "tip") if is_wish else None


def remembered(scene: Scene, said: Turn) -> Turn:
    """Return the turn with a wish kept that was only answered: the form to come holds it."""
    state = said.state
    if state.running is not None or scene.titled:
        return said
    if only_wishes_no_name(scene.text):
        return replace(said, state=replace(state, unnamed=True, asks_anew=False))
    is_taken_back = state.unnamed and gives_a_name(scene.text)
    return replace(said, state=replace(state, unnamed=False)) if is_taken_back else said


def _reports_an_act(scene: Scene) -> bool:
    """Say whether it tells of a secret that somebody took: what is none of ours goes where it belongs."""
    if not reports_unnamed(scene.text):
        return False
    told = story_of(scene.text)
    return told.tells_of_an_act and topic_elsewhere(told.written, told.hits) is None
