"""Say of every place of a sentence whether it is denied, doubted, of the past, or compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntFlag
from typing import Final

from birads.text._mentions import Mention
from birads.text._sentence import Sentence
from birads.text._tokens import Token

__all__ = ["PAST_SECTIONS", "Is", "scope", "segments"]

PAST_SECTIONS: Final = frozenset({"history", "comparison"})
"""The sections of which no category, finding or size is read."""

_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-9])\d")
_NEAR_VERB: Final = 9
_NEAR_NOUN: Final = 5


class Is(IntFlag):
    """What a place of a sentence is; nothing of it is a plain statement of this exam."""

    PLAIN = 0
    DENIED = 1
    PAST = 2
    HEDGED = 4
    POSSIBLE = 8
    COMPARED = 16
    PLAN = 32


def segments(sentence: Sentence, found: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the parts of a sentence between commas and brackets, in order."""
    out = []
    start = sentence.first
    for at in range(sentence.first, sentence.end):
        if found[at].kind == "mark" and found[at].text in ",()[]":
            out.append((start, at))
            start = at + 1
    out.append((start, sentence.end))
    return [part for part in out if part[0] < part[1]]


class _Marker:
    def __init__(self, sentence: Sentence, found: Sequence[Token]) -> None:
        self.sentence = sentence
        self.tokens = found
        self.first = sentence.first
        self.flags = [Is.PLAIN] * (sentence.end - sentence.first)
        self.segments = segments(sentence, found)
        self.spoken = sentence.mentions

    def mark(self, start: int, end: int, flag: Is) -> None:
        for at in range(max(start, self.first), min(end, self.sentence.end)):
            self.flags[at - self.first] |= flag

    def run(self) -> list[Is]:
        if self.sentence.section in PAST_SECTIONS:
            self.mark(self.first, self.sentence.end, Is.PAST)
        if self.sentence.section == "recommendation":
            self.mark(self.first, self.sentence.end, Is.PLAN)
        if self._all("family"):
            self.mark(self.first, self.sentence.end, Is.PAST)
        self._compared()
        self._past()
        self._denied()
        self._doubted()
        self._planned()
        return self.flags

    def _all(self, *codes: str) -> list[Mention]:
        return [m for m in self.spoken if any(m.has(code) for code in codes)]

    def _segment(self, at: int) -> tuple[int, int]:
        for part in self.segments:
            if part[0] <= at < part[1]:
                return part
        return (at, at + 1)

    def _stops(self) -> list[int]:
        """Return where a denial, a doubt or a memory ends: "but", "however", a colon's side."""
        return [m.first for m in self._all("but")]

    def _next(self, places: list[int], at: int) -> int:
        return next((place for place in places if place > at), self.sentence.end)

    def _before(self, places: list[int], at: int) -> int:
        return next((place for place in reversed(places) if place < at), self.first)

    def _turns(self) -> list[int]:
        """Return where a part begins that names the other side and a finding: a clause of its own.

        "No mass on the left, on the right grouped calcifications" denies the left one only.
        """
        out = []
        for start, end in self.segments[1:]:
            inside = [m for m in self.spoken if start <= m.first < end]
            lead = [m for m in inside if not (m.has("in_between") or m.has("breast"))][:1]
            side = lead[0].of("side") if lead else None
            before = {m.of("side") for m in self.spoken if m.first < start}
            other = {"left": "right", "right": "left"}.get(side or "")
            nouns = any(m.of("noun") for m in inside)
            if (
                other is not None
                and other in before
                and nouns
                and not any(m.has("range") for m in inside)
            ):
                out.append(start)
        return out

    def _denied(self) -> None:
        stops = sorted([*self._stops(), *self._turns()])
        for mention in self._all("no"):
            if self._is_last(mention) and mention.has("no.after"):
                self.mark(self._before(stops, mention.first), mention.first, Is.DENIED)
            else:
                self.mark(mention.first, self._next(stops, mention.first), Is.DENIED)
        for mention in self._all("no.after"):
            if not mention.has("no"):
                self.mark(self._before(stops, mention.first), mention.last + 1, Is.DENIED)

        for mention in self._all("no.plan"):
            self.mark(*self._segment(mention.first), Is.DENIED)

    def _is_last(self, mention: Mention) -> bool:
        rest = self.tokens[mention.last + 1 : self.sentence.end]
        return all(token.kind == "mark" for token in rest[:1])

    def _doubted(self) -> None:
        stops = self._stops()
        for mention in self._all("hedge"):
            start, end = self._before(stops, mention.first), self._next(stops, mention.first)
            self.mark(start, end, Is.HEDGED)
        for mention in self._all("if"):
            self.mark(mention.first, self.sentence.end, Is.HEDGED)
        if self.tokens[self.sentence.end - 1].text == "?":
            self.mark(self.first, self.sentence.end, Is.HEDGED)
        nouns = [m for m in self.spoken if m.of("noun")]
        for mention in self._all("possible"):
            noun = next((m for m in nouns if m.first > mention.last), None)
            if noun is not None and noun.first - mention.last <= _NEAR_NOUN:
                self.mark(mention.first, noun.last + 1, Is.POSSIBLE)

    def _compared(self) -> None:
        for mention in self._all("compare"):
            end = self._segment(mention.first)[1]
            if end < self.sentence.end and self.tokens[end].text in "([":
                end = self._segment(end + 1)[1]
            self.mark(mention.first, end, Is.COMPARED)

    def _past(self) -> None:
        stops = sorted(m.first for m in self._all("but", "now"))
        for mention in self._all("past"):
            if not self._flag(mention.first) & Is.COMPARED:
                self._remember(mention, stops)
        for mention in self._all("past.verb"):
            end = min(mention.last + _NEAR_VERB, self._segment(mention.first)[1])
            if any(m.of("category") and mention.last < m.first < end for m in self.spoken):
                self.mark(mention.first, end, Is.PAST)
        for start, end in self.segments:
            if self._has_year(start, end):
                self._of_year(start, end)

    def _remember(self, mention: Mention, stops: list[int]) -> None:
        start, end = self._segment(mention.first)
        start = max(start, self._before(stops, mention.first))
        told = [m for m in self.spoken if start <= m.first < end and (m.of("category"))]
        numbers = any(self.tokens[at].kind == "number" for at in range(start, end))
        if mention.first - start <= 2 and not told and not numbers:  # noqa: PLR2004 - "On the prior"
            end = self.sentence.end
        elif not any(
            m.of("category") or m.of("noun") or m.of("unit")
            for m in self.spoken
            if start <= m.first < mention.first
        ):
            start = mention.first  # a side before "previously" is of today as well
        self.mark(start, min(end, self._next(stops, mention.first)), Is.PAST)

    def _has_year(self, start: int, end: int) -> bool:
        return any(
            (token.kind == "date" or (token.kind == "number" and _YEAR.fullmatch(token.text)))
            and not self._flag(at) & Is.COMPARED
            for at, token in enumerate(self.tokens[start:end], start)
        )

    def _of_year(self, start: int, end: int) -> None:
        """Take a part with a year as told of the past: it is not known to be of this exam."""
        if any(m.has("edition") for m in self.spoken if start <= m.first < end):
            return
        if start == self.first and self._is_title(start, end):
            return
        told = any(m.of("category") for m in self.spoken if start <= m.first < end)
        lead = start == self.first and not told
        self.mark(start, self.sentence.end if lead else end, Is.PAST)

    def _is_title(self, start: int, end: int) -> bool:
        """Say whether a part names an exam and its day, in a sentence without a category."""
        if any(m.of("category") for m in self.spoken):
            return False
        dated = any(self.tokens[at].kind == "date" for at in range(start, end))
        return dated and any(m.of("modality") for m in self.spoken if m.first - start <= 3)  # noqa: PLR2004

    def _flag(self, at: int) -> Is:
        return self.flags[at - self.first]

    def _planned(self) -> None:
        for start, end in self.segments:
            inside = [m for m in self.spoken if start <= m.first < end]
            if any(m.has("plan") for m in inside):
                self.mark(start, end, Is.PLAN)


def scope(sentence: Sentence, found: Sequence[Token]) -> list[Is]:
    """Return what each token of a sentence is, in their order."""
    return _Marker(sentence, found).run()
