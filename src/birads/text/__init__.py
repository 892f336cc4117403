"""Read narratives into drafts of reports, compare text with structure, and judge such readings.

``read_text`` gives every value with the words that say it, and guesses nothing; ``evaluate``
compares any two streams of drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads._base.door import through

if TYPE_CHECKING:
    from birads.text._compare import check_narrative
    from birads.text._evaluate import Count, Evaluation, Fault, evaluate
    from birads.text._reading import MOST_BYTES, Reading, TextTooLong, read_text
    from birads.text._words import LANGUAGES, Words, load_words

__all__ = [
    "LANGUAGES",
    "MOST_BYTES",
    "Count",
    "Evaluation",
    "Fault",
    "Reading",
    "TextTooLong",
    "Words",
    "check_narrative",
    "evaluate",
    "load_words",
    "read_text",
]

_HOMES = {
    "Count": "_evaluate",
    "Evaluation": "_evaluate",
    "Fault": "_evaluate",
    "LANGUAGES": "_words",
    "MOST_BYTES": "_reading",
    "Reading": "_reading",
    "TextTooLong": "_reading",
    "Words": "_words",
    "check_narrative": "_compare",
    "evaluate": "_evaluate",
    "load_words": "_words",
    "read_text": "_reading",
}


def __getattr__(name: str) -> object:
    return through(globals(), _HOMES, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
