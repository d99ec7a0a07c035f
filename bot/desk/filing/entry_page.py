"""The pages on which a clerk enters a filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from aiohttp import web

from bot.conversation.handbook import Handbook
from bot.conversation.page.acts import PAGE_FORMS
from bot.desk.filing.entered_form import EnteredForm, entered_form
from bot.desk.guard import Guard, NotFound
from bot.desk.pages import PageContext, Pages, Visit
from bot.shown.fields import Occasion, ShownField
from bot.shown.parts import ShownPart, parts_of, shown_part
from bot.shown.posted import Posted, first
from intake.cases.case import Incomplete, NotAllowed
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES, draft_of
from intake.forms.form import Answer, Answers
from intake.officers import wall
from intake.officers.entering import LONGEST_AGO, EnteredBefore, EnteredCase, Entering

_NOT_YOURS: Final = "您的岗位不能录入举报和咨询，请交由承办人员录入。"
# Several parties stand in one letter; there is room for one more than were filled.
_MORE: Final = "more"
_ANONYMOUS: Final = "anonymous"
_WITH_A_NAME: Final = "实名的必填，匿名的不填。"
_WITH_A_NAME_OR_NOT: Final = "实名的可以填，匿名的不填。"


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """What the pages need of the rest of the service.

    handbook    what is known by heart now
    receipt_of  address of a case's receipt
    """

    handbook: Callable[[], Handbook]
    entering: Entering
    receipt_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ChooseContext(PageContext):
    """What can be entered.

    forms    name and label of each form
    refusal  why this officer may enter nothing; "" where they may
    """

    template: ClassVar[str] = "filing/choose.html"
    forms: Sequence[tuple[str, str]]
    refusal: str


@dataclass(frozen=True, slots=True)
class FilingContext(PageContext):
    """The page of one form.

    form         its name; title: what a case of it is called
    page         what makes it enter one case however often it is sent
    way, received_on  how and when it came, as entered
    earliest, latest  between which days it can have been received, YYYY-MM-DD
    parts        the form's fields, part by part
    faults       name of the input and sentence: what was entered beside the form
    field_faults the fields that were not taken
    missing      those that must be filled, or said to be left open
    refusal      why nothing was entered; "" for other reasons
    left         by label, what was entered where the form asks nothing under these answers
    switched     it was another form before its answers said so
    declares     the form asks for a declaration of truth; declared: it is ticked
    """

    template: ClassVar[str] = "filing/entry.html"
    form: str
    title: str
    page: str
    way: str
    received_on: str
    earliest: str
    latest: str
    parts: Sequence[ShownPart]
    faults: Mapping[str, str]
    field_faults: Sequence[ShownField]
    missing: Sequence[ShownField]
    refusal: str
    left: Mapping[str, str]
    switched: bool
    declares: bool
    declared: bool


@dataclass(frozen=True, slots=True)
class EnteredContext(PageContext):
    """What was entered, for the clerk and to be printed for the filer.

    before   it stands since the page was sent before: its code is not told again
    receipt  address of the receipt
    """

    template: ClassVar[str] = "filing/entered.html"
    entered: EnteredCase | None
    before: str
    receipt: str


class EntryPages:
    """The handlers of `/desk/filing…`."""

    def __init__(self, entry: DeskEntry, pages: Pages, guard: Guard) -> None:
        self._entry = entry
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/desk/filing", self._guard.page(self._choose)),
            web.get("/desk/filing/{form}", self._guard.page(self._show)),
            web.post("/desk/filing/{form}", self._guard.form(self._enter)),
        ]

    async def _choose(self, visit: Visit) -> web.StreamResponse:
        refusal = "" if wall.may_enter(visit.officer) else _NOT_YOURS
        forms = [(name.value, KIND_NAMES[name]) for name in PAGE_FORMS]
        return self._pages.page(ChooseContext(forms, refusal), visit, 403 if refusal else 200)

    async def _show(self, visit: Visit) -> web.StreamResponse:
        if not wall.may_enter(visit.officer):
            return await self._choose(visit)
        empty = entered_form(self._entry.handbook(), _form_of(visit), {}, visit.now)
        page = self._entry.entering.page(visit.now)
        return self._page(visit, empty, {"page": [page], "received_on": [day_in_shanghai(visit.now).isoformat()]})

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        if not wall.may_enter(visit.officer):
            return await self._choose(visit)
        posted = visit.posted
        filled = entered_form(self._entry.handbook(), _form_of(visit), posted, visit.now)
        if first(posted, "go") == _MORE or filled.told.switched or _stops(filled):
            return self._page(visit, filled, posted, 200 if first(posted, "go") == _MORE else 422)
        draft = draft_of(filled.form, filled.answers)
        way, received_on = first(posted, "way"), first(posted, "received_on")
        try:
            entered = await self._entry.entering.enter(
                visit.officer, draft, way, received_on, first(posted, "page"), visit.now
            )
        except Incomplete as fault:
            return self._page(visit, filled, posted, 422, faults={fault.field: str(fault)})
        except NotAllowed as refusal:
            return self._page(visit, filled, posted, 403, refusal=str(refusal))
        except EnteredBefore as before:
            return self._pages.page(EnteredContext(None, before.reference, ""), visit)
        # Shown at once, not after a redirect: the code is told this once.
        return self._pages.page(EnteredContext(entered, "", self._entry.receipt_of(entered.case_id)), visit)

    def _page(
        self,
        visit: Visit,
        filled: EnteredForm,
        posted: Posted,
        status: int = 200,
        *,
        faults: Mapping[str, str] | None = None,
        refusal: str = "",
    ) -> web.Response:
        told, today = filled.told, day_in_shanghai(visit.now)
        under = Occasion(
            self._entry.handbook().status, leaves_open=True, sent=filled.sent, faults=told.faults, notes=told.notes
        )
        more = first(posted, "go") == _MORE
        parts = [
            _marked(shown_part(filled.form, part, filled.answers, under, more=more), filled)
            for part in parts_of(filled.form, _with_a_name(filled))
        ]
        fields = [field for part in parts for field in part.fields]
        is_looked_at = status == 200
        context = FilingContext(
            form=filled.form.name,
            title=KIND_NAMES[filled.form.name],
            page=first(posted, "page"),
            way=first(posted, "way"),
            received_on=first(posted, "received_on"),
            earliest=(today - LONGEST_AGO).isoformat(),
            latest=today.isoformat(),
            parts=parts,
            faults=faults or {},
            field_faults=[field for field in fields if field.sentence],
            missing=[] if is_looked_at else [field for field in fields if field.name in filled.missing],
            refusal=refusal,
            left=told.left,
            switched=bool(told.switched),
            declares=filled.declaration is not None,
            declared=bool(first(posted, "declared")),
        )
        return self._pages.page(context, visit, status)


def _with_a_name(filled: EnteredForm) -> Answers:
    """Return the answers under which the page has room for name and telephone, whatever is chosen on it."""
    if not filled.form.knows(_ANONYMOUS):
        return filled.answers
    return {**filled.answers, _ANONYMOUS: Answer(False, "")}


def _marked(part: ShownPart, filled: EnteredForm) -> ShownPart:
    """Return a part in which fields that are asked only of whoever gives their name say so."""
    instances = tuple(
        replace(one, needed=_say_when(one.needed, filled), further=_say_when(one.further, filled))
        for one in part.instances
    )
    return replace(part, instances=instances)


def _say_when(fields: Sequence[ShownField], filled: EnteredForm) -> tuple[ShownField, ...]:
    return tuple(
        one
        if filled.form.field(one.name).when(filled.answers)
        else replace(one, core=False, ask=_WITH_A_NAME if one.core else _WITH_A_NAME_OR_NOT)
        for one in fields
    )


def _stops(filled: EnteredForm) -> bool:
    """Say whether anything of the form must be looked at before it is entered."""
    return bool(filled.told.faults or filled.told.left or filled.missing)


def _form_of(visit: Visit) -> str:
    form = visit.request.match_info["form"]
    if form not in set(PAGE_FORMS):
        raise NotFound
    return form
