"""The codes of the forms: which forms there are, and what a field can be."""

from __future__ import annotations

from enum import StrEnum


class FormName(StrEnum):
    """The forms. A complaint, a tip and a consultation lead to a case of the same name.

    The self-assessments stand in no sheet: they are made of a standard, and lead to an estimate.
    """

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"
    SUPPLEMENT = "supplement"
    ASSESS_COMPANY = "assess_company"
    ASSESS_PARK = "assess_park"


# Those that stand in a sheet, one file each.
WRITTEN = (FormName.COMPLAINT, FormName.TIP, FormName.CONSULTATION, FormName.SUPPLEMENT)
# Those that report something to a bureau, for which their filer answers.
REPORTS = (FormName.COMPLAINT, FormName.TIP)
ESTIMATES = (FormName.ASSESS_COMPANY, FormName.ASSESS_PARK)


class FieldKind(StrEnum):
    """What an answer is, and so how it is read, said and shown."""

    CHOICE = "choice"
    CHOICES = "choices"
    DECLARATION = "declaration"
    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    CREDIT_CODE = "credit_code"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    POINTS = "points"
    PLACE = "place"
    DISTRICT = "district"
    TIMES = "times"


class Need(StrEnum):
    """How much a field is needed.

    CORE   without it nothing is filed
    LATER  asked, but it may be left out or added later
    SAID   never asked in the chat: taken over when the person says it by themselves
    """

    CORE = "core"
    LATER = "later"
    SAID = "said"


class ElementName(StrEnum):
    """What a filing speaks of, in the order of TSR 第18条; `intake/cases/elements.py` says where it does.

    FORMATION, SECRECY, VALUE, MEASURES  that it is a trade secret (第1款第1项)
    ACCESS, BROKEN, OBTAINED, USED       that it was infringed: any of them may be a clue (第1款第2项)
    LIKENESS                             that what is used is the same (第20条)
    """

    FORMATION = "formation"
    SECRECY = "secrecy"
    VALUE = "value"
    MEASURES = "measures"
    ACT = "act"
    ACCESS = "access"
    BROKEN = "broken"
    OBTAINED = "obtained"
    USED = "used"
    LIKENESS = "likeness"
    PARTY = "party"
    HARM = "harm"


class Sealed(StrEnum):
    """Where an answer is sealed: with what names the filer, or with the rest of the case."""

    CASE = "case"
    IDENTITY = "identity"


class SecretKind(StrEnum):
    """What kind of secret it is; what nobody knows is UNSURE (TSR 第5条)."""

    TECHNICAL = "technical"
    BUSINESS = "business"
    BOTH = "both"
    UNSURE = "unsure"


class ChannelStatus(StrEnum):
    """What the service is in law (the setting CHANNEL_STATUS).

    DEMO       a demonstration: nothing reaches anybody
    HELPER     it helps to prepare, and files nothing
    PUBLISHED  a channel that the bureau has made public
    """

    DEMO = "demo"
    HELPER = "helper"
    PUBLISHED = "published"
