"""Who of several reported parties is what: 「宏达是竞争对手，李明才是前员工」."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.conversation.form.question import go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from intake.forms.form import Answer, nth, parted
from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_PARTY, _RELATION = "reported_name", "reported_relation"
_CLAUSES = re.compile(r"[，,。；;！!\n]")
_IS = re.compile(r"(?:才|就|都|原来|以前|现在)*(?:是|属于|系|为)(?:我们|我|咱们?)?(?:公司|单位|厂|店)?的?|[:：]")
_DENIES = re.compile(r"不是|并非|不属于|不为")
# What somebody can be to the owner of a secret.
_IS_A_RELATION = re.compile(
    r"员工|职工|技术员|工程师|经理|主管|总监|同事|合伙人|股东|合作|供应商|客户|竞争|对手|同行|代工|外包|加工|代理|经销|东家|"
    r"新单位|新公司|老板|亲戚|家属|老公|老婆|徒弟|学徒|顾问|实习"
)
_BEFORE_A_PARTY = re.compile(r"^(?:关系|不对|错了|写反了|反了|那个|这个|其中|而|但是?|\s)+")
_FEWEST_OF_A_NAME = 2


def told_of_each(scene: FormScene) -> Turn | None:
    """Put in what each party that is named is to the filer; None where the words say that of none."""
    told = dict(_relations(scene.text, scene.running.answers)) if scene.form.knows(_RELATION) else {}
    if not told or looks_like_a_question(scene.text) or not _is_about_relations(scene, told):
        return None
    running, known = scene.running, scene.running.answers
    for name, relation in told.items():
        running = running.with_answer(name, Answer(relation, relation))
    notes = (corrected(scene, running, scene.form.field(name), is_new=name not in known) for name in told)
    return go_on(scene, running, *notes)


def _is_about_relations(scene: FormScene, told: Mapping[str, str]) -> bool:
    return scene.running.field == _RELATION or "关系" in scene.text or len(told) > 1


def _relations(text: str, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    parties = {
        parted(name)[1]: str(answer.value)
        for name, answer in answers.items()
        if parted(name)[0] == _PARTY and answer.value is not None
    }
    for clause in _CLAUSES.split(text):
        found = _IS.search(clause)
        if found is None or _DENIES.search(clause):
            continue
        party = _BEFORE_A_PARTY.sub("", clause[: found.start()]).strip()
        relation = clause[found.end() :].strip()
        if len(party) < _FEWEST_OF_A_NAME or not _IS_A_RELATION.search(relation):
            continue
        for number, name in parties.items():
            if party in name or name in party:
                yield nth(_RELATION, number), relation
                break
