"""Hold one sentence, and what holds where it begins: its section, its heading, its list item."""

from __future__ import annotations

import attrs

from birads.text._mentions import Mention

__all__ = ["Sentence", "State"]


@attrs.define(slots=True, eq=False)
class Sentence:
    """Hold the tokens from ``first`` to before ``end``, and where they stand.

    ``side`` is the mention of the heading that holds here; ``far`` says that a blank line stands
    between. ``modality`` is that of a heading such as "Mammogram:". ``item`` is the number of the
    list item, 0 outside of lists; ``part`` and ``block`` count the headings of sections and of
    sides; ``lead`` says that the heading of a side stands right before. ``loose`` says that a
    side stands on the line after, and may be meant of this sentence.
    """

    first: int
    end: int
    section: str = "body"
    side: Mention | None = None
    far: bool = False
    modality: str | None = None
    item: int = 0
    part: int = 0
    block: int = 0
    lead: bool = False
    loose: bool = False
    mentions: list[Mention] = attrs.field(factory=list)


@attrs.define
class State:
    """Hold what the headings and marks so far say of the sentence that begins next."""

    section: str = "body"
    side: Mention | None = None
    side_used: bool = False
    far: bool = False
    modality: str | None = None
    item: int = 0
    items: int = 0
    part: int = 0
    block: int = 0
    lead: bool = False
