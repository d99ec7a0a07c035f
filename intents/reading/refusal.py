"""What a reader says when it cannot read: a key for the sentence, and the values it needs."""

from __future__ import annotations

from collections.abc import Mapping


class NotUnderstood(Exception):
    """The person is asked again, with the sentence of this key.

    Neither the key nor the values repeat what was typed, apart from numbers and dates the sentence is about.
    """

    def __init__(self, phrase_key: str, **values: str | int) -> None:
        """Take a key of `PHRASE_KEYS` and exactly the values that stand there."""
        super().__init__(phrase_key)
        self.phrase_key = phrase_key
        self.values = values


# Every key a reader may raise, with the placeholders of its sentence. The phrases are checked against it.
PHRASE_KEYS: Mapping[str, tuple[str, ...]] = {
    "phone.no_digits": (),
    "phone.wrong_length": ("digits",),
    "phone.landline_length": ("digits",),
    "phone.no_area_code": ("digits",),
    "phone.unknown_number": (),
    "phone.not_ones_own": (),
    "phone.say_whole": (),
    "mail.none": (),
    "credit_code.none": (),
    "credit_code.wrong_length": ("characters",),
    "credit_code.wrong_letter": ("letters",),
    "credit_code.wrong_check": (),
    "credit_code.old_number": (),
    "date.none": (),
    "date.lunar": (),
    "date.no_such_month": ("month",),
    "date.no_such_day": ("year", "month", "days"),
    "date.future": ("day", "today"),
    "date.too_long_ago": ("year",),
    "amount.none": (),
    "amount.too_vague": (),
    "amount.unit_missing": ("number",),
    "amount.which_total": (),
    "amount.spent": (),
    "amount.too_large": (),
    "points.none": ("most",),
    "points.whole": ("most",),
    "points.too_many": ("number", "most"),
    "yes_no.unclear": (),
    "choice.unclear": ("count",),
    "choice.only_one": (),
    "choice.no_such_number": ("number", "count"),
    "times.none": (),
    "times.which_day": (),
    "times.past": ("day",),
    "times.too_far": ("day",),
    "times.office_hours": (),
    "name.none": (),
    "name.too_long": ("characters", "limit"),
    "text.none": (),
    "text.too_long": ("characters", "limit"),
}
