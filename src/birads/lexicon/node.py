"""Words of lymph nodes.

Each enumeration is one axis of the lexicon; the facts about its words are rows of ``data/``.
"""

from birads._base.word import Word

__all__ = [
    "Hilum",
    "NodePlace",
]


class NodePlace(Word):
    """Where a lymph node lies."""

    INTRAMAMMARY = "intramammary"
    AXILLARY = "axillary"
    INTERNAL_MAMMARY = "internal_mammary"
    SUPRACLAVICULAR = "supraclavicular"


class Hilum(Word):
    """What the fatty hilum of a node looks like."""

    PRESERVED = "preserved"
    DISPLACED = "displaced"
    ABSENT = "absent"
