"""Figures asked backwards: what a number stands for that somebody has heard of.

「15天是指啥」, 「五百万是罚款还是赔偿」
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from intents import expressions as re
from intents.wording import normalised
from knowledge.content.instrument import Instrument, split_source
from knowledge.tables.table import Composed

MOST_TOLD = 5
_UNITS = "个?工作日|天|日|号|小时|分钟|分|家|个|%|万元?|元|次|年|倍|个?月"
_FIGURE = re.compile(rf"(?<![\d第.])(\d{{1,4}}月\d{{1,2}})(?:日|号)|(?<![\d第.月])(\d+(?:[ —-]\d+)?)({_UNITS})?")
_ASKS_BACK = re.compile(
    rf"\d(?:{_UNITS})?[^，。\d]{{0,3}}?(?:是?(?:是|指|说|管|对应|讲|代表)的?(?:是)?(?:什么|哪|指)|哪里来|哪来|怎么来|什么意思|出现在|写在哪|什么环节|哪个环节|"
    r"(?:几|哪几|哪些|两)件事|什么情况|哪种情况|干什么|[交报做]什么|做些什么|什么期限|哪一?件事|什么事)"
)
_EITHER_OR = re.compile(r"^\D{0,4}\d[^，。]{0,8}是[^，。]{1,8}还是[^，。]{1,8}$")
# Beside the figure hardly anything may be said: who tells more asks something else.
_MOST_BESIDE = 9
_NOTHING_BESIDE = 2
_BESIDE = re.compile(
    rf"\d|{_UNITS}|是|指|说|的|什么|哪里?|来|这|那|个|数|管|对应|几|两|件|事|在|里面?|意思|环节|期限|情况|还是|有|要|交|干|做|些|代表|分别|前|方案|规定|呢|吗"
)
_NOT_A_SIGN = re.compile(r"[\W_]+")
_DAYS = re.compile(r"^(?:天|日|号|个?工作日)$")
_GREAT = re.compile(r"^万元?$")


@dataclass(frozen=True, slots=True)
class _Figure:
    number: str
    unit: str

    def is_in(self, statement: str) -> bool:
        """Say whether a normalised statement has it, in a unit that people take for the same."""
        unit = self.unit
        if "月" in self.number:
            return self.number in statement
        if _DAYS.match(unit):
            unit = r"(?:天|日|个?工作日)"
        elif _GREAT.match(unit):
            unit = "万"
        return re.search(rf"(?<![\d第.月]){self.number}{unit}", statement) is not None


def figure_told(text: str, instruments: Mapping[str, Instrument], answer: str = "") -> Composed | None:
    """Return where the one figure of a normalised text stands and what for; None where more is asked.

    answer   what is surely found, if anything: it goes before, where it tells of that figure what is asked
    """
    if not (_ASKS_BACK.search(text) or _EITHER_OR.search(text)):
        return None
    figures = list(_figures_in(text))
    if len(figures) != 1 or len(_beside(text)) > _MOST_BESIDE:
        return None
    is_told = len(_beside(text)) > _NOTHING_BESIDE and not _EITHER_OR.search(text)
    if is_told and figures[0].is_in(normalised(answer)):
        return None
    return _told(figures[0], _beside(text), instruments)


def _told(figure: _Figure, beside: str, instruments: Mapping[str, Instrument]) -> Composed | None:
    found = [(statement, source) for statement, plain, source in _stated(instruments) if figure.is_in(plain)]
    if not found:
        return None
    # What is named beside the figure comes first; else the plan does, then the laws in the order of the files.
    found.sort(key=lambda one: -sum(sign in one[0] for sign in set(beside)))
    told = found[:MOST_TOLD]
    each = "；".join(f"{statement}（{_place_of(source, instruments)}）" for statement, source in told)
    said = f"{figure.number}{figure.unit}".replace(" ", "—")
    more = f"另外还有{len(found) - MOST_TOLD}处，请说明是哪一件事。" if len(found) > MOST_TOLD else ""
    many = "" if len(found) == 1 else "有几处写到：" if len(found) > MOST_TOLD else f"有{len(found)}处："
    asks = f"{beside}，{said}是指什么" if beside else f"{said}是指什么"
    return Composed.of(asks, f"“{said}”{many or '是指：'}{each}。{more}", [source for _, source in told])


def _figures_in(text: str) -> Iterator[_Figure]:
    for day, number, unit in _FIGURE.findall(text):
        if day:
            yield _Figure(day, "日")
        elif unit or " " in number or "—" in number:
            yield _Figure(number.replace("—", " ").replace("-", " "), unit)


def _beside(text: str) -> str:
    return _NOT_A_SIGN.sub("", _BESIDE.sub("", text))


def _place_of(source: str, instruments: Mapping[str, Instrument]) -> str:
    key, name = split_source(source)
    spoken = instruments[key].sections[name].spoken or name
    return spoken if key == "PLAN" else f"《{instruments[key].title.removeprefix('中华人民共和国')}》{spoken}"


def _stated(instruments: Mapping[str, Instrument]) -> tuple[tuple[str, str, str], ...]:
    return _stated_with_figures(
        tuple(
            (statement, f"{key} {name}")
            for key, instrument in instruments.items()
            for name, section in instrument.sections.items()
            for statement in section.statements
        )
    )


@lru_cache(maxsize=2)
def _stated_with_figures(stated: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """Return every statement that holds a figure, with its normalised text."""
    read = ((statement, normalised(statement), source) for statement, source in stated)
    return tuple(one for one in read if re.search(r"\d", one[1]))
