"""Cut a text into sections, list items and sentences, and say under which heading each stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from birads.text._lists import goes_on
from birads.text._mentions import Mention
from birads.text._sentence import Sentence, State
from birads.text._tokens import Token
from birads.text._words import Words

__all__ = ["LONGEST", "Sentence", "sentences"]

LONGEST: Final = 250
"""The most tokens that are read as one sentence; what is longer is not read at all."""


_ENDS: Final = frozenset(".!?;")
_BULLETS: Final = frozenset("-*\u2022\u2013\u2014\u00b7\u25cf>")
_DASHES: Final = frozenset("-\u2013\u2014")
_SIDES: Final = ("left", "right", "both")
_PAST: Final = ("history", "comparison")
_LISTED: Final = 2  # a number and its point
_FAR: Final = 2  # line ends that make a blank line


class _Cutter:
    def __init__(
        self, found: Sequence[Token], spoken: Sequence[Mention], words: Words, text: str
    ) -> None:
        self.tokens = found
        self.at = {mention.first: mention for mention in spoken}
        self.words = words
        self.text = text
        self.state = State()
        self.out: list[Sentence] = []
        self.all_upper = text.upper() == text

    def run(self) -> list[Sentence]:
        place = 0
        while place < len(self.tokens):
            place = self._lead(place)
            if place >= len(self.tokens):
                break
            end = self._end(place)
            self._close(place, end)
            place = end
        return self.out

    def _lead(self, place: int) -> int:
        """Pass over blank lines, list marks and headings; return where the sentence begins."""
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.lines >= _FAR:
                self.state.item = 0
                self.state.far = self.state.far or self.state.side_used
            after = self._marker(place)
            after = after if after != place else self._heading(place)
            if after == place and token.kind == "mark" and token.text in ".,;:)":
                after = place + 1
            if after == place:
                return place
            place = after
        return place

    def _marker(self, place: int) -> int:
        """Return the place after a list mark such as "1." or a bullet at the start of a line."""
        token = self.tokens[place]
        starts = place == 0 or token.lines > 0 or self.tokens[place - 1].text in ",:;."
        if not starts or place + 1 >= len(self.tokens):
            return place
        after = self.tokens[place + 1]
        if token.kind == "number" and len(token.text) <= _LISTED and after.text in (".", ")"):
            beyond = self.tokens[place + 2] if place + 2 < len(self.tokens) else None
            if after.glued and beyond is not None and beyond.kind == "word" and beyond.lines == 0:
                return self._new_item(place + 2)
        if token.kind == "mark" and token.text in _BULLETS and (token.lines or place == 0):
            return self._new_item(place + 1)
        return place

    def _new_item(self, place: int) -> int:
        self.state.items += 1
        self.state.item = self.state.items
        return place

    def _heading(self, place: int) -> int:
        mention = self.at.get(place)
        if mention is None:
            return place
        section = mention.of("section")
        if section is not None:
            after = self._after_section(mention, section)
            if after is not None:
                self._enter(section)
                return after
        side = self._side_at(mention)
        return place if side is None else self._side_heading(mention, side)

    def _side_at(self, mention: Mention) -> Mention | None:
        """Return the side of "left breast" or "mama izquierda" that begins with a mention."""
        if mention.of("side") in _SIDES:
            return mention
        after = self.at.get(mention.last + 1) if mention.has("breast") else None
        return after if after is not None and after.of("side") in _SIDES else None

    def _after_section(self, mention: Mention, section: str) -> int | None:
        """Return the place after the colon of a section's heading, or ``None``."""
        place = mention.last + 1
        while (
            section in ("addendum", "comparison")
            and place < len(self.tokens)
            and self.tokens[place].kind in ("date", "number")
            and self.tokens[place].lines == 0
        ):
            place += 1
        if place >= len(self.tokens):
            return None
        token = self.tokens[place]
        if token.text == ":" and token.lines == 0:
            return place + 1
        alone = self.tokens[mention.first].lines > 0 or mention.first == 0
        if alone and token.text in _DASHES and not token.glued and section in _PAST:
            return place + 1
        return place if alone and token.lines > 0 else None

    def _enter(self, section: str) -> None:
        if self.state.section == "addendum" and section != "addendum":
            return
        self.state.section = section
        self.state.part += 1
        self.state.side, self.state.modality, self.state.item = None, None, 0
        self.state.far = False

    def _side_heading(self, mention: Mention, side: Mention) -> int:
        place = side.last + 1
        while (inner := self.at.get(place)) is not None and inner.has("breast"):
            place = inner.last + 1
        first = self.tokens[mention.first]
        line = first.lines > 0 or mention.first == 0
        token = self.tokens[place] if place < len(self.tokens) else None
        if token is not None and token.lines == 0:
            dash = token.text in _DASHES and not token.glued and line
            after = place + 1 if token.text == ":" or dash else None
        else:
            after = place if line and token is not None else None
        if after is None:
            return mention.first
        self.state.side, self.state.side_used = side, False
        self.state.far = after == place and self._trails(first)
        self.state.block += 1
        self.state.lead = True
        return after

    def _trails(self, heading: Token) -> bool:
        """Say whether a side on its own line may belong to the category of the line before it."""
        before = self.out[-1] if self.out else None
        if before is None or before.side is not None or heading.lines != 1:
            return False
        before.loose = any(m.has("category.named") for m in before.mentions) and not any(
            m.of("side") for m in before.mentions
        )
        return before.loose

    def _end(self, place: int) -> int:
        """Return the place after the last token of the sentence that begins at ``place``."""
        at = place
        while at < len(self.tokens):
            if at - place >= LONGEST or (at > place and self._breaks_before(at)):
                return at
            if self._stops(at) and not (
                self.tokens[at].text == ";" and goes_on(self.tokens, self.at, place, at)
            ):
                return at + 1
            at += 1
        return at

    def _breaks_before(self, at: int) -> bool:
        token, before = self.tokens[at], self.tokens[at - 1]
        mention = self.at.get(at)
        colon = (
            self.tokens[mention.last + 1].text
            if mention and mention.last + 1 < len(self.tokens)
            else ""
        )
        if mention is not None and mention.of("section") and colon == ":" and token.upper:
            return True
        if token.lines == 0:
            return False
        if token.lines >= _FAR or before.text in ".:;" or self._marker(at) != at:
            return True
        if mention is not None and self._is_line(mention):
            return True
        return token.upper and not self.all_upper

    def _is_line(self, mention: Mention) -> bool:
        """Say whether a line is a heading: a section or a side with a colon, or a side alone."""
        side = self._side_at(mention)
        if not (mention.of("section") or side is not None):
            return False
        place = (side or mention).last + 1
        while (inner := self.at.get(place)) is not None and inner.has("breast"):
            place = inner.last + 1
        if place < len(self.tokens) and self.tokens[place].text == ":":
            return True
        alone = place >= len(self.tokens) or self.tokens[place].lines > 0
        return alone and side is not None and self.tokens[mention.first].upper

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind != "mark" or token.text not in _ENDS:
            return False
        if token.text != ".":
            return True
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        before = self.tokens[at - 1] if at else None
        if after is None or before is None:
            return True
        if before.kind == "word" and before.text in self.words.short and token.glued:
            return False
        mention = self.at.get(at + 1)
        if before.kind == "number" and mention is not None and mention.has("edition"):
            return False
        if after.glued and after.kind == "word":
            return after.upper and before.kind != "mark" and len(before.text) > 1
        return not (after.glued and after.kind == "number")

    def _close(self, place: int, end: int) -> None:
        state = self.state
        sentence = Sentence(
            place,
            end,
            state.section,
            state.side,
            state.far,
            state.modality,
            state.item,
            state.part,
            state.block,
            state.lead,
        )
        at = place
        while at < end:
            mention = self.at.get(at)
            if mention is not None:
                sentence.mentions.append(mention)
            at = at + 1 if mention is None else mention.last + 1
        state.side_used, state.lead = True, False
        self._note_modality(sentence)
        self.out.append(sentence)

    def _note_modality(self, sentence: Sentence) -> None:
        """Let "Mammogram:" and a title of its own govern what follows."""
        if sentence.section == "addendum" or not sentence.mentions:
            return
        lead = next((m for m in sentence.mentions if m.of("modality")), None)
        if lead is None:
            return
        after = self.tokens[lead.last + 1].text if lead.last + 1 < len(self.tokens) else ""
        if after == ":" and all(
            m.of("purpose") or m.of("side") or m.has("breast") or m.has("in_title")
            for m in sentence.mentions
            if m.first < lead.first
        ):
            sentence.modality = self.state.modality = lead.of("modality")


def sentences(
    found: Sequence[Token], spoken: Sequence[Mention], words: Words, text: str
) -> list[Sentence]:
    """Return the sentences of a text in their order, each with the headings that hold for it."""
    return _Cutter(found, spoken, words, text).run()
