"""Know the sentences that ``birads.say`` writes, so that what is said is never read otherwise.

Such a sentence names its finding with an id in brackets: "mass on ultrasound (finding f1)". Its
other nouns are features or correlates, not further findings, and a finding that is named by its
id elsewhere says nothing about the breast of that sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import attrs

from birads.text._mentions import Mention
from birads.text._said_forms import Forms, Texts, forms_of
from birads.text._tokens import Token

__all__ = ["NAMED", "as_said", "is_said", "kind_named"]

NAMED: Final = "noun.named"
"""The code of a noun that names its kind of finding and the id of the finding."""

_KIND: Final = "kind:"
_OPEN: Final = frozenset("\u201c\u201e\u00ab")
_CLOSE: Final = {"\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb"}
_LEAD: Final = 120  # tokens in which the first section of a said report begins


def kind_named(noun: Mention) -> str:
    """Return the kind of finding that a noun names together with an id."""
    return next(code.removeprefix(_KIND) for code in noun.codes if code.startswith(_KIND))


def as_said(found: Sequence[Token], spoken: Sequence[Mention], language: str) -> list[Mention]:
    """Return the mentions with each finding that is named by its id as one of its own."""
    said = is_said(found, language)
    if not said and not any(token.text == "(" for token in found):
        return list(spoken)
    return _Reader(found, spoken, forms_of(language)).run(said=said)


def is_said(found: Sequence[Token], language: str) -> bool:
    """Say whether a text begins as a report in the words of ``birads.say`` does."""
    forms = forms_of(language)
    texts = tuple(token.text for token in found[:_LEAD])
    return all(
        any(texts[at : at + len(phrase)] == phrase for at in range(len(texts)))
        for phrase in (forms.record, forms.edition, forms.version)
    )


def _without(mention: Mention, *families: str) -> Mention:
    codes = tuple(code for code in mention.codes if not code.startswith(families))
    return attrs.evolve(mention, codes=codes)


@cache
def _by_first(phrases: frozenset[Texts]) -> dict[str, tuple[Texts, ...]]:
    """Return phrases by the text that each begins with."""
    return {
        first: tuple(one for one in phrases if one[:1] == (first,))
        for first in {one[0] for one in phrases if one}
    }


class _Reader:
    def __init__(self, found: Sequence[Token], spoken: Sequence[Mention], forms: Forms) -> None:
        self.tokens = found
        self.texts = [token.text for token in found]
        self.spoken = spoken
        self.forms = forms
        self.added: list[Mention] = []
        self.hidden: set[int] = set()
        self.names: set[Texts] = set()
        self.clauses: set[int] = set()

    def run(self, *, said: bool) -> list[Mention]:
        if said:
            self._quotes()
            self._guidance()
            for at in range(len(self.texts)):
                self._exam(at)
        for at, text in enumerate(self.texts):
            if text == "(":
                self._bracket(at)
        if self.names:
            for at in range(len(self.texts)):
                self._elsewhere(at)
        spoken = [self._in_line(m) for m in self.spoken] if said else list(self.spoken)
        spoken = [self._own(m) if m.first in self.clauses else m for m in spoken]
        kept = [m for m in spoken if self.hidden.isdisjoint(range(m.first, m.last + 1))]
        return sorted([*kept, *self.added], key=lambda m: m.first)

    def _exam(self, at: int) -> None:
        """Hide what a line says of its exam but its kind, its breast and its purpose."""
        self._hide(at, at + self._longest(self.forms.views, at))
        length = self._longest(self.forms.modalities, at)
        name = at + length + 1 + len(self.forms.exam)
        if not length or not self._stands((",", *self.forms.exam), at + length):
            return
        self._hide(name, self._after_name(name))
        if not self.tokens[at].lines:
            return
        places = set(self._line(at + length)) if at + length < len(self.tokens) else set()
        for mention in self.spoken:
            if mention.first in places and mention.of("modality"):
                self._hide(mention.first, mention.last + 1)

    def _in_line(self, mention: Mention) -> Mention:
        """Return a word inside of a line as no heading: such a report has each on its own line."""
        if mention.first == 0 or self.tokens[mention.first].lines:
            return mention
        dropped = ("section.",) if self._whole_action(mention) else ("section.", "action.")
        return _without(mention, *dropped)

    def _whole_action(self, mention: Mention) -> bool:
        """Say whether a step is all that is recommended: "lymph node biopsy" is no biopsy alone."""
        lead = self.forms.action
        line = mention.first
        while line > 0 and not self.tokens[line].lines:
            line -= 1
        if not any(self._stands(lead, at) for at in range(line, mention.first)):
            return True  # a step that was done
        after = self.texts[mention.last + 1] if mention.last + 1 < len(self.texts) else "."
        return self._stands(lead, mention.first - len(lead)) and after in ",.;("

    def _own(self, mention: Mention) -> Mention:
        """Return a word in the clause of a finding without what only a frame would make it.

        A word of a shape without the name of the shape may be that of a margin; a word of change
        inside of a longer phrase is not the change of the finding.
        """
        families = {code.rpartition(".")[0].rpartition(".")[2] for code in mention.codes}
        if "change" in families and not self._alone(mention):
            mention = _without(mention, "change.")
        before, after = self.forms.shape
        framed = (not before or self._stands(before, mention.first - len(before))) and (
            not after or self._stands(after, mention.last + 1)
        )
        if "shape" not in families or framed:
            return mention
        return attrs.evolve(mention, codes=tuple(c for c in mention.codes if ".shape." not in c))

    def _alone(self, mention: Mention) -> bool:
        after = self.texts[mention.last + 1] if mention.last + 1 < len(self.texts) else "."
        return self.texts[mention.first - 1] in ",:)" and after in ",.;"

    def _quotes(self) -> None:
        """Hide the texts that a report quotes: what they say is no statement of its structure."""
        at = 0
        while at < len(self.texts):
            if self.texts[at] in _OPEN:
                end = self._after_name(at)
                self._hide(at, end)
                at = end
            else:
                at += 1

    def _guidance(self) -> None:
        """Let what guides a procedure be its guidance only, and no exam that is asked for."""
        after = {
            at + len(self.forms.guidance)
            for at in range(len(self.texts))
            if self._stands(self.forms.guidance, at)
        }
        for mention in self.spoken:
            if mention.first in after:
                codes = tuple(code for code in mention.codes if code.startswith("guidance."))
                self._hide(mention.first, mention.last + 1)
                if codes:
                    self.added.append(Mention(mention.first, mention.last, codes))

    def _stands(self, phrase: Texts, at: int) -> bool:
        return bool(phrase) and tuple(self.texts[at : at + len(phrase)]) == phrase

    def _longest(self, phrases: frozenset[Texts], at: int) -> int:
        """Return the length of the longest phrase that stands at a token, 0 where none does."""
        begun = _by_first(phrases).get(self.texts[at], ()) if at < len(self.texts) else ()
        return max((len(one) for one in begun if self._stands(one, at)), default=0)

    def _bracket(self, at: int) -> None:
        exam = self._longest(self.forms.modalities, at + 1)
        if exam and self._stands((",", *self.forms.exam), at + 1 + exam):
            self.added.append(Mention(at, at, ("seen_on",)))
        if not self._stands(self.forms.finding, at + 1):
            return
        start = self._kind_before(at)
        if start is None:
            return
        kind = self.forms.kinds[tuple(self.texts[start:at])]
        self.added.append(Mention(start, at - 1, (NAMED, f"{_KIND}{kind}")))
        name = at + 1 + len(self.forms.finding)
        after = self._after_name(name)
        self.names.add(tuple(self.texts[name:after]))
        self._hide(start, self._closed(after) + 1)
        self._correlates(after)

    def _kind_before(self, at: int) -> int | None:
        starts = [
            at - len(phrase)
            for phrase in self.forms.kinds
            if len(phrase) <= at and self._stands(phrase, at - len(phrase))
        ]
        return min(starts, default=None)

    def _line(self, at: int) -> Iterator[int]:
        """Yield the places from a token to the end of its line."""
        for place in range(at, len(self.tokens)):
            if place > at and self.tokens[place].lines:
                return
            yield place

    def _after_name(self, at: int) -> int:
        """Return the place after a name: after its closing quote, or before the next mark."""
        opened = self.texts[at] if at < len(self.texts) and self.texts[at] in _OPEN else None
        end = at
        for place in self._line(at):
            text, end = self.texts[place], place + 1
            if opened is not None and place > at and text == _CLOSE[opened]:
                return end
            if opened is None and text in ",):;" and place > at:
                return place
        return end

    def _closed(self, at: int) -> int:
        return next((place for place in self._line(at) if self.texts[place] == ")"), at)

    def _correlates(self, at: int) -> None:
        """Hide what other exams show at the site: it stands before the category."""
        cues = {m.first for m in self.spoken if m.has("category.named")}
        hiding = False
        for place in self._line(at):
            self.clauses.add(place)
            hiding = hiding or bool(self._longest(self.forms.correlates, place))
            if self.texts[place] == ";" or place in cues:
                hiding = False
            if hiding:
                self._hide(place, place + 1)
            if self._longest(self.forms.counts, place):
                self._hide(place, self._comma(place))

    def _comma(self, at: int) -> int:
        """Return the place of the next comma of a line, or that after its last token."""
        last = at
        for last in self._line(at):
            if self.texts[last] in ",;":
                return last
        return last + 1

    def _elsewhere(self, at: int) -> None:
        """Hide a name that stands elsewhere, and the breast that is said with it."""
        name = at + len(self.forms.finding)
        if not self._stands(self.forms.finding, at):
            return
        length = self._longest(frozenset(self.names), name)
        if not length:
            return
        after = name + length
        if self._stands((",",), after):
            after += 1 + self._longest(self.forms.breasts, after + 1)
        self._hide(at, after)

    def _hide(self, start: int, end: int) -> None:
        self.hidden.update(range(start, end))
