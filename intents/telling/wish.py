"""What somebody who tells something wants: to file, to give a tip, advice, an answer; or nothing of ours. Pure.

Not the word 举报 decides but what is told and who tells it: whose secret somebody took, copied, disclosed or used,
whether the teller wants to stay unknown, whether they only want to know. A message that tells nothing is left to
the recogniser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from intents import expressions as re
from intents.once import once
from intents.telling.announced import is_only_announced
from intents.telling.lexicon import ACTS, THINGS, Hit
from intents.telling.own_case import is_pressed_or_denied, wish_about_a_case
from intents.telling.purpose import OPENINGS, Opening
from intents.telling.secrecy import stays_unknown
from intents.telling.signals import says
from intents.telling.teller import Teller
from intents.telling.writing import Clause, Written

Want = Literal[
    "complaint", "tip", "consultation", "ask", "progress", "supplement", "withdraw", "elsewhere", "unclear"
]

# What is not ours, by the signal that shows it; the first one that fits says where to turn.
ELSEWHERE = (
    "consumer",
    "labour",
    "debts",
    "police",
    "neighbours",
    "public",
    "private",
    "marks",
    "monopoly",
    "registration",
)
# What the bureaus deal with as well, and not as secrets: 商业诋毁, 混淆行为, 商业贿赂 (AUCL25 第7、8、12条).
OTHER_COMPETITION = ("slander", "mimicry", "kickbacks")
# Somebody wants something done, and nothing they say has to do with secrets.
NOTHING_OF_OURS = "nothing_of_ours"

_QUESTION = re.compile(
    r"\?|吗|什么|怎么|咋|啥|多少|多久|几天|会不会|能不能|可不可以|可以不|是不是|要不要|有没有|需不需要|算不算|"
    r"收不收|够不够|管不管|违不违|犯不犯|算[^,。?!;]{1,8}不(?:算|[嘛哦啊]?$)|违法不|"
    r"哪[里个些一几]|归谁|行不行|合不合法|要钱不|是否|可否|能否|求解答|不晓得你们|还是第|到底叫|挂几年|"
    r"[^么要]不$|没得?$|么$|啵$"
)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
# 「只是想问一下，…算不算侵权」 wants an answer, whatever number stands behind it.
_ONLY_A_QUESTION = re.compile(r"[只就](?:是|不过)?想?先?问(?:一?下|哈|问)")
_SPEAKS_OF_ONESELF = re.compile(r"我(?!国|市|区|局)")
# An employer who withholds pay says that they would sue: nobody is accused yet.
_MAY_BE_SUED = re.compile(
    r"(?:要是|如果|敢|再|以后|去)[^。?!;]{0,16}(?:就|要|会)(?:去)?(?:告|起诉)我|(?:还|又|反而|倒)?(?:说|威胁|吓|放话)(?:是|说|我)?(?:要|会)(?:去)?(?:告|起诉)我"
)
# 「…就告我侵犯商业秘密」 tells of no secret.
_ALLEGED = re.compile(r"(?:告|起诉)我们?(?:侵犯|侵害|泄露|偷|违反|窃取)?(?:了|他们?|公司|单位|厂)?的?$")
_SHORTEST_STORY = 22
# How likely a filing must be by likeness alone: to ask about it, to open it, to open it where no word of the
# lexicon stands, to ask about it beside a question.
_POSSIBLE = 0.45
_LIKELY = 0.6
_LIKELY_WITHOUT_A_WORD_WE_KNOW = 0.85
_LIKELY_BESIDE_A_QUESTION = 0.75
_LONGEST_QUESTION = 48
# An act and what it was done to stand so close, in one sentence or across two.
_NEAR_CHARACTERS = 60
_ACROSS_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Wish:
    """What a message that tells something wants.

    want       unclear: something happened, but to whom and what for has to be asked
    unnamed    whether they want to stay unknown
    asks_too   whether a question stands beside it
    topic      for elsewhere: what it is about, one of ELSEWHERE or of_staff; else empty
    """

    want: Want
    unnamed: bool = False
    asks_too: bool = False
    topic: str = ""


def wish_of(
    written: Written, hits: Sequence[Hit], told_by: Callable[[], Teller], names_somebody: Callable[[], bool]
) -> Wish | None:
    """Return what the message wants, None when it tells nothing that decides it.

    told_by         says who tells it
    names_somebody  says whether a company or a person is named in it; both are asked only where that decides
    """
    if len(written.text) < _SHORTEST_STORY:
        return None
    return _Told(written, hits, told_by, names_somebody).wish


def topic_elsewhere(written: Written, hits: Sequence[Hit]) -> str | None:
    """Return what a message is about in which no secret is spoken of: a topic, else None."""
    if (unfair := _unfair_otherwise(written.text, hits)) is not None:
        return unfair
    if _is_owed_pay(written.text, hits):
        return "labour"
    touches_secrets = any(hit.kind in THINGS for hit in hits) or says("rivalry", written.text)
    if (
        (touches_secrets and not says("excuse", written.text))
        or says("accused", written.text)
        or says("not_elsewhere", written.text)
    ):
        return None
    return next((topic for topic in ELSEWHERE if says(topic, written.text)), None)


def _is_owed_pay(text: str, hits: Sequence[Hit]) -> bool:
    """Say whether somebody tells of pay that they are owed, be it beside a 竞业限制, and of no secret."""
    things = (hit for hit in hits if hit.kind in THINGS)
    tells_of_things = any(_ALLEGED.search(text, max(hit.start - 10, 0), hit.start) is None for hit in things)
    is_accused = says("accused", text) and _MAY_BE_SUED.search(text) is None
    return says("wages", text) and not tells_of_things and not is_accused


def _unfair_otherwise(text: str, hits: Sequence[Hit]) -> str | None:
    """Return in which other way somebody is unfair to the teller, where no secret is spoken of."""
    if says("holds_a_secret", text) or says("accused", text) or any(hit.kind == "technical" for hit in hits):
        return None
    topic = next((topic for topic in OTHER_COMPETITION if says(topic, text)), None)
    return None if topic == "mimicry" and says("left_us", text) else topic


def asks(clause: Clause) -> bool:
    """Say whether a clause asks something."""
    return clause.asks or _QUESTION.search(clause.text) is not None


@dataclass(frozen=True)
class _Told:
    """A message and what it says."""

    written: Written
    hits: Sequence[Hit]
    told_by: Callable[[], Teller]
    names_somebody: Callable[[], bool]

    @property
    def teller(self) -> Teller:
        """Who tells it."""
        return self.told_by()

    @property
    def wish(self) -> Wish | None:
        ruled = self._by_rule()
        if ruled is not None and ruled.want not in ("ask", "unclear"):
            return ruled
        return self._by_likeness() or ruled

    def _by_rule(self) -> Wish | None:
        if (want := self._about_own_case()) is not None:
            return Wish(want, asks_too=self._asks)
        topic = self._topic_elsewhere()
        # What somebody asks in general about another subject is a question like any other.
        if topic is not None and not (self._is_one_question and not _SPEAKS_OF_ONESELF.search(self.written.text)):
            # What is asked beside an unpaid compensation, or a slander, is where to turn with it.
            asks_where = says("unpaid", self.written.text) or topic in OTHER_COMPETITION
            return Wish("elsewhere", asks_too=self._asks and not asks_where, topic=topic)
        if self._is_one_question:
            return None
        if not self._tells:
            return self._without_a_story() or self._nothing_of_ours()
        return Wish(self._of_a_story(), self._unnamed, self._asks)

    def _by_likeness(self) -> Wish | None:
        """Return a filing that no rule sees, where the message is like others that were one."""
        text = self.written.text
        if self._is_one_question or says("accused", text) or says("only_asks", text):
            return None
        leaning = OPENINGS.leaning(text)
        if leaning.label not in (Opening.COMPLAINT, Opening.TIP):
            return None
        if self._asks:
            # Whoever asks beside it may only want to know: they are asked.
            is_likely = leaning.share >= _LIKELY_BESIDE_A_QUESTION and not says("imagined", text)
            return Wish("unclear", self._unnamed, asks_too=True) if is_likely and self.hits else None
        if leaning.share >= (_LIKELY if self.hits else _LIKELY_WITHOUT_A_WORD_WE_KNOW):
            return Wish("tip" if self._unnamed or leaning.label == Opening.TIP else "complaint", self._unnamed)
        return Wish("unclear", self._unnamed) if self.hits and leaning.share >= _POSSIBLE else None

    @property
    def _is_one_question(self) -> bool:
        """Say whether it is a question and no more; a teller takes more words, or leaves a number."""
        if len(self.written.text) > _LONGEST_QUESTION or not self._asks or self._unnamed:
            return False
        demands = self._demands and (self.names_somebody() or not asks(self.written.clauses[-1]))
        return not demands and not _PHONE.search(self.written.text)

    def _about_own_case(self) -> Want | None:
        text = self.written.text
        if not says("filed", text) or says("asks_the_rules", text):
            return None
        if says("withdraws", text):
            # What others press for, or what is denied, is told of the case.
            return "supplement" if is_pressed_or_denied(text) and wish_about_a_case(text) is None else "withdraw"
        if says("adds", text):
            return "supplement"
        return "progress" if says("how_far", text) else None

    def _topic_elsewhere(self) -> str | None:
        """Return what it is about when it is none of ours: no secret of anybody was taken, disclosed or used."""
        text = self.written.text
        if says("of_staff", text):
            return "of_staff"
        if says("unpaid", text) and self.teller is not Teller.OWNER and not self._demands:
            return "labour"
        if (unfair := _unfair_otherwise(text, self.hits)) is not None:
            return unfair
        if self.teller is not Teller.OWNER and _is_owed_pay(text, self.hits):
            return "labour"
        topic = next((signal for signal in ELSEWHERE if says(signal, text)), None)
        if (
            topic is None
            or says("accused", text)
            or self._unnamed
            or says("meeting", text)
            or says("not_elsewhere", text)
        ):
            return None
        if self.names_somebody() and (self._acts_on_things or self._tells_of_a_secret):
            return None
        taken = [hit for hit in self._acts_on_things if hit.kind in ("obtain", "disclose", "infringe")]
        # Whoever names who took it and leaves a number tells it at length, be the thing named elsewhere in it.
        leaves_a_number = _PHONE.search(text) is not None and self.names_somebody()
        taken = taken or [hit for hit in self.hits if hit.kind in ("obtain", "disclose") and leaves_a_number]
        names_a_thing = any(hit.kind in THINGS for hit in self.hits)
        is_told = taken and names_a_thing and not says("excuse", text) and self.teller is Teller.OWNER
        return None if is_told else topic

    @property
    def _tells_of_a_secret(self) -> bool:
        """Say whether an owner tells of a secret, and that something was done, be it sentences apart."""
        kinds = {hit.kind for hit in self.hits}
        is_told = bool(kinds & THINGS and kinds & ACTS) and self.teller is Teller.OWNER
        return is_told and says("of_a_secret", self.written.text)

    def _without_a_story(self) -> Wish | None:
        text = self.written.text
        # 「不是来举报，…给我讲一下，139…」: whoever leaves a telephone wants more than an answer here.
        wants_more = not says("only_asks", text) or _PHONE.search(text)
        asks_of_the_text = says("of_the_text", text) and not says("books", text)
        if says("meeting", text) and wants_more and not asks_of_the_text:
            return Wish("consultation", asks_too=self._asks)
        # Whoever leaves a telephone with a question wants to be called.
        if _PHONE.search(text) and says("advice", text):
            return Wish("consultation", asks_too=self._asks)
        return None

    def _nothing_of_ours(self) -> Wish | None:
        """Say that somebody wants something done that plainly has nothing to do with secrets."""
        text = self.written.text
        is_about_secrets = self.hits or says("rivalry", text) or says("only_asks", text)
        if is_about_secrets or self._asks or not self._demands:
            return None
        if is_only_announced(self.written):
            return Wish("tip" if self._unnamed else "complaint", self._unnamed)
        return Wish("elsewhere", topic=NOTHING_OF_OURS)

    def _of_a_story(self) -> Want:
        text = self.written.text
        if says("accused", text):
            return self._of_the_accused()
        if says("reports_elsewhere", text) and self._asks:
            return "ask"
        if says("only_asks", text) and not (self._unnamed and self.names_somebody()):
            return self._of_somebody_who_asks_first()
        if says("meeting", text) and not self._demands and not self._unnamed:
            return "consultation"
        if self._unnamed or self.teller in (Teller.INSIDER, Teller.OTHER):
            return "tip" if self.names_somebody() or self._demands or not self._asks else "ask"
        if self._asks and not self._demands and not _PHONE.search(text):
            return "ask" if says("begins_asking", text) or not self.names_somebody() else "complaint"
        if self.teller is Teller.OWNER or self._demands or self.names_somebody():
            return "complaint"
        return "unclear"

    def _of_the_accused(self) -> Want:
        """Return what somebody wants of whom it is said: advice where they want to be called."""
        wants_a_call = _PHONE.search(self.written.text) and says("advice", self.written.text)
        return "consultation" if says("meeting", self.written.text) or wants_a_call else "ask"

    def _of_somebody_who_asks_first(self) -> Want:
        """Return what somebody wants who only asks: who leaves a telephone beside it wants to be called."""
        if not _PHONE.search(self.written.text) or _ONLY_A_QUESTION.search(self.written.text):
            return "ask"
        demands = self._demands and not says("no_filing", self.written.text)
        if demands and self._acts_on_things and self.names_somebody():
            return "complaint"
        return "consultation" if says("advice", self.written.text) else "ask"

    @once
    def _asks(self) -> bool:
        return any(asks(clause) for clause in self.written.clauses)

    @once
    def _unnamed(self) -> bool:
        # 「公司名字先不写」 of an owner who leaves a telephone is no wish to stay unknown.
        text = self.written.text
        is_reached = self.teller is Teller.OWNER and _PHONE.search(text) is not None
        return stays_unknown(self.written) and (not is_reached or says("anonymous", text))

    @once
    def _demands(self) -> bool:
        """Say whether somebody shall do something about it; 「我能去举报吗」 only asks."""
        return any(
            says("demands", clause.text)
            for clause in self.written.clauses
            if not clause.asks and not _QUESTION.search(clause.text.removeprefix("请问"))
        )

    @once
    def _acts_on_things(self) -> tuple[Hit, ...]:
        """The acts that something of a secret was done by: with the thing close by."""
        things = [hit for hit in self.hits if hit.kind in THINGS]
        return tuple(
            act
            for act in self.hits
            if act.kind in ACTS
            and any(self._is_near(act, thing) for thing in things)
            and not self._is_imagined(act)
        )

    def _is_near(self, act: Hit, thing: Hit) -> bool:
        apart = abs(thing.start - act.start)
        if apart <= _ACROSS_CHARACTERS:
            return True
        sentences = self.written.clause_at(act.start).sentence, self.written.clause_at(thing.start).sentence
        return apart <= _NEAR_CHARACTERS and sentences[0] == sentences[1]

    @once
    def _tells(self) -> bool:
        """Say whether it tells that somebody did something to a secret."""
        text = self.written.text
        if self._acts_on_things or self._tells_of_a_secret or says("harmed_plainly", text):
            return True
        # Whoever names somebody and wants something done, or gives a tip, may tell it in words we do not know.
        if not self.names_somebody() or (says("meeting", text) and not self._demands):
            return False
        if self._unnamed or says("third_person", text) or says("insider", text):
            return True
        return bool(self.hits or says("rivalry", text)) and (self._demands or says("owner", text))

    def _is_imagined(self, act: Hit) -> bool:
        return says("imagined", self.written.clause_at(act.start).text)
