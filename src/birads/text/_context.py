"""Hold a text while it is read: its tokens, its sentences and what each place is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from birads.text._categories import Named
from birads.text._draft import Draft, Part, Span
from birads.text._mentions import Mention
from birads.text._scope import Is
from birads.text._sentence import Sentence
from birads.text._tokens import Token
from birads.text._words import Words

__all__ = ["SIDES", "Context", "View"]

SIDES: Final = {"left": "left", "right": "right", "both": "bilateral"}
_TEXTS: Final = frozenset({"addendum", "aside"})


@attrs.define(eq=False)
class View:
    """Hold one sentence with the scope of its tokens; ``title_end`` ends an exam's title in it."""

    sentence: Sentence
    flags: list[Is]
    context: Context
    modality: str | None = None
    title_end: int = 0
    lesions: list[Part] = attrs.field(factory=list)
    nouns: list[tuple[Mention, Part | None]] = attrs.field(factory=list)
    unread_noun: bool = False
    number: int = 0
    named: list[Named] | None = None

    def flag(self, at: int) -> Is:
        """Return what a token is; the scope of its place."""
        return self.flags[at - self.sentence.first]

    def plain(self, mention: Mention, allowed: Is = Is.PLAIN) -> bool:
        """Say whether a mention is a plain statement, but for what is allowed."""
        return not self.flag(mention.first) & ~allowed

    def sides(self, start: int, end: int, allowed: Is) -> list[Mention]:
        """Return the mentions of a side between two tokens, outside of an exam's title."""
        return [
            m
            for m in self.sentence.mentions
            if max(start, self.title_end) <= m.first < end
            and m.of("side") in SIDES
            and self.plain(m, allowed)
        ]

    def side_words(self, start: int, end: int, allowed: Is) -> set[str]:
        """Return the breasts that are named between two tokens."""
        return {SIDES[m.of("side") or ""] for m in self.sides(start, end, allowed)}


@attrs.define(eq=False)
class Context:
    """Hold the text, what was found in it, and the draft that grows."""

    text: str
    tokens: Sequence[Token]
    words: Words
    views: list[View] = attrs.field(factory=list)
    draft: Draft = attrs.field(factory=Draft)
    used: list[Span] = attrs.field(factory=list)
    modality: str | None = None
    labelled: bool = False
    is_said: bool = False
    items: dict[int, list[View]] = attrs.field(factory=dict)
    blocks: dict[int, dict[int, bool]] = attrs.field(factory=dict)

    def add(self, view: View) -> None:
        """Add the next sentence, and note the list item and the heading that it stands under."""
        view.number = len(self.views)
        self.views.append(view)
        sentence = view.sentence
        self.items.setdefault(sentence.item, []).append(view)
        self.labelled = self.labelled or self._labels_side(sentence)
        if sentence.side is not None:
            told = any(m.has("category.named") for m in sentence.mentions)
            blocks = self.blocks.setdefault(sentence.part, {})
            blocks[sentence.block] = blocks.get(sentence.block, False) or told

    def _labels_side(self, sentence: Sentence) -> bool:
        """Say whether a form's field names a side, as in "Laterality: left"."""
        return any(
            label.has("side_label")
            and label.last + 1 < sentence.end
            and self.tokens[label.last + 1].text == ":"
            and side.of("side") in SIDES
            for label, side in pairwise(sentence.mentions)
        )

    def span(self, first: int, last: int) -> Span:
        """Return the place of the tokens from ``first`` to ``last``."""
        return (self.tokens[first].start, self.tokens[last].end)

    def of(self, mention: Mention) -> Span:
        """Return the place of a mention."""
        return self.span(mention.first, mention.last)

    def said(self, span: Span, most: int = 60) -> str:
        """Return the words at a place, on one line and not too long."""
        words = " ".join(self.text[span[0] : span[1]].split())
        return words if len(words) <= most else f"{words[: most - 3]}..."

    def body(self) -> Iterator[View]:
        """Yield the sentences that speak of this exam: no addendum, no legend."""
        for view in self.views:
            if view.sentence.section not in _TEXTS:
                yield view
