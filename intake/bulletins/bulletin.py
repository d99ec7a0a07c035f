"""A bulletin (通知): a notice or a training that a bureau makes known, and what of it may be said when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from intake.clocks.calendar import SHANGHAI


class BulletinKind(StrEnum):
    """What it is: a training has a place and hours, and may be signed up for."""

    NOTICE = "notice"
    TRAINING = "training"


class BulletinState(StrEnum):
    """How far it is. What is proposed waits for a second person; what was returned never went out."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Subject(StrEnum):
    """What it is about; people subscribe by these."""

    TRAINING = "training"
    POLICY = "policy"
    RECOGNITION = "recognition"
    WARNING = "warning"


KIND_NAMES: Final[Mapping[BulletinKind, str]] = {BulletinKind.NOTICE: "通知", BulletinKind.TRAINING: "培训"}
STATE_NAMES: Final[Mapping[BulletinState, str]] = {
    BulletinState.PROPOSED: "待另一人确认",
    BulletinState.RETURNED: "已退回",
    BulletinState.PUBLISHED: "已发布",
    BulletinState.WITHDRAWN: "已撤回",
}
SUBJECT_NAMES: Final[Mapping[Subject, str]] = {
    Subject.TRAINING: "培训宣传",
    Subject.POLICY: "政策法规",
    Subject.RECOGNITION: "示范创建",
    Subject.WARNING: "风险提示",
}


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One bulletin.

    bureau      code of the bureau that makes it known
    district    code of the bureau of the district that it is for; "" for the whole city
    from_on     of a notice the day from which it is told; of a training its first day
    until_on    its last day
    begins, ends  the hours of a training, Shanghai, "14:00"; "" of a notice
    capacity    how many places; None: nobody signs up here
    why         why it was returned or withdrawn
    changed_at  when it was published or withdrawn last
    """

    id: str
    bureau: str
    kind: BulletinKind
    state: BulletinState
    title: str
    text: str
    subject: Subject
    district: str
    from_on: date
    until_on: date
    link: str
    place: str
    begins: str
    ends: str
    capacity: int | None
    proposed_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    why: str

    @property
    def is_published(self) -> bool:
        """Whether it stands."""
        return self.state is BulletinState.PUBLISHED

    @property
    def changed_at(self) -> datetime:
        """When it was published or withdrawn last, UTC."""
        return self.withdrawn_at or self.published_at or self.proposed_at

    @property
    def begins_at(self) -> datetime:
        """When a training begins, Shanghai; of a notice the beginning of its first day."""
        return _at(self.from_on, self.begins)

    @property
    def ends_at(self) -> datetime:
        """When a training is over, Shanghai."""
        return _at(self.until_on, self.ends)

    @property
    def visible_at(self) -> datetime:
        """From when on everybody may read it."""
        published = self.published_at or self.proposed_at
        return published if self.kind is BulletinKind.TRAINING else max(published, _at(self.from_on, ""))

    def is_told(self, today: date) -> bool:
        """Say whether it is to be told on that day: a notice from its first day on, a training beforehand."""
        has_begun = self.kind is BulletinKind.TRAINING or self.from_on <= today
        return self.is_published and has_begun and today <= self.until_on

    def takes_sign_ups(self, now: datetime) -> bool:
        """Say whether people may sign up now: until it begins."""
        return self.is_published and self.capacity is not None and now < self.begins_at


@dataclass(frozen=True, slots=True)
class BulletinWish:
    """What somebody wants to hear of. Empty: all of it."""

    subjects: frozenset[Subject] = frozenset()
    districts: frozenset[str] = frozenset()

    def is_met_by(self, bulletin: Bulletin) -> bool:
        """Say whether they want to hear of it; what is for the whole city is for every district."""
        of_subject = not self.subjects or bulletin.subject in self.subjects
        return of_subject and (not self.districts or bulletin.district in {"", *self.districts})


def read_wish(subjects: Collection[str], districts: Collection[str]) -> BulletinWish:
    """Return a wish as it was kept; what there is no more of is left out."""
    known = frozenset(Subject(one) for one in subjects if one in set(Subject))
    return BulletinWish(known, frozenset(districts))


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour) if hour else time(), SHANGHAI)
