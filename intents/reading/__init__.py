"""Reading what people type: phone, credit code, date, money, yes or no, choice, times, names.

Every reader returns a value in the shape of the contract or raises `NotUnderstood` with a key of `PHRASE_KEYS`.
"""

from __future__ import annotations

from intents.reading.amounts import amount_in_words, read_amount, read_money
from intents.reading.choices import (
    Choosable,
    denied_choices,
    is_chosen_plainly,
    longest_word_in,
    parts_of,
    read_choice,
    read_choices,
)
from intents.reading.contact import read_credit_code, read_phone
from intents.reading.dates import (
    SaidPeriod,
    has_no_end,
    is_a_span_of_days,
    is_counted_from_a_day,
    is_lunar,
    read_date,
    read_period,
)
from intents.reading.mails import read_mail
from intents.reading.money import Amount
from intents.reading.points import read_points
from intents.reading.refusal import PHRASE_KEYS, NotUnderstood
from intents.reading.times import read_times
from intents.reading.words import (
    fears_to_tell,
    is_more,
    is_no_address,
    is_nothing,
    is_skip,
    is_unknown,
    read_name,
    read_text,
    read_yes_no,
    wants_to_know,
)

__all__ = [
    "PHRASE_KEYS",
    "Amount",
    "Choosable",
    "NotUnderstood",
    "SaidPeriod",
    "amount_in_words",
    "denied_choices",
    "fears_to_tell",
    "has_no_end",
    "is_a_span_of_days",
    "is_chosen_plainly",
    "is_counted_from_a_day",
    "is_lunar",
    "is_more",
    "is_no_address",
    "is_nothing",
    "is_skip",
    "is_unknown",
    "longest_word_in",
    "parts_of",
    "read_amount",
    "read_choice",
    "read_choices",
    "read_credit_code",
    "read_date",
    "read_mail",
    "read_money",
    "read_name",
    "read_period",
    "read_phone",
    "read_points",
    "read_text",
    "read_times",
    "read_yes_no",
    "wants_to_know",
]
