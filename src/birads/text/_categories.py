"""Find the categories that a sentence names, and the breast that each is named of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from birads.text._mentions import Mention
from birads.text._numbers import Named, Numbers
from birads.text._sentence import Sentence
from birads.text._tokens import Token

__all__ = ["Named", "named"]

_LINKS: Final = 10
_BOXES: Final = ("\u2610", "\u25a1", "\u25a2", "\u25cb")
_YEAR: Final = 4  # digits
_JOINING: Final = ("and", "breast", "in_between")
_BETWEEN: Final = frozenset(
    ":=#()\u00ae\u2122-\u2013\u2014\u2212[]*|,.\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
)
_LISTED: Final = frozenset(",/:()-\u2013|&+;")
_BESIDE: Final = 3  # tokens between a side and the cue after it, as in "left breast: BI-RADS"


class _Reader(Numbers):
    def run(self) -> list[Named]:
        last = self.sentence.first - 1
        for mention in self.sentence.mentions:
            if mention.first <= last:
                continue
            if mention.has("category.named") or self._plain(mention):
                last = max(last, self._after_cue(mention))
        return self.out

    def _plain(self, mention: Mention) -> bool:
        """Say whether "category" stands alone: nothing says that it is another scale's."""
        if not mention.has("category.plain"):
            return False
        before = [m for m in self.sentence.mentions if m.last < mention.first]
        if any(m.has("other_rads") or m.has("other_scale") for m in before[-3:]):
            return False
        return not any(m.has("density") for m in before[-2:])

    def _after_cue(self, cue: Mention) -> int:
        """Read what stands after a cue; return the last token that was read."""
        at, side = cue.last + 1, None
        last_side = None
        for _ in range(_LINKS):
            if at >= self.end:
                return cue.last
            token, mention = self.tokens[at], self.at.get(at)
            if token.kind == "number" and len(token.text) == _YEAR and self.value(at) is None:
                at += 1  # the year of an edition: "BI-RADS (2013) 4A"
                continue
            if token.kind == "number" or (token.kind == "word" and (self.value(at) is not None)):
                break
            if mention is not None and mention.has("density"):
                return cue.last
            if mention is not None and self._side(mention) is not None:
                side, last_side = (mention if side is None else side), mention
                at = mention.last + 1
            elif mention is not None and (
                mention.has("link")
                or mention.has("breast")
                or mention.has("and")
                or mention.has("now")
                or mention.has("overall")
                or mention.of("section")
                or mention.has("category.named")
                or mention.has("category.plain")
            ):
                at = mention.last + 1
            elif token.kind == "mark" and token.text in _BETWEEN and token.lines <= 1:
                at += 1
            else:
                break
        if at >= self.end:
            return cue.last
        return self._values(cue, at, last_side)

    def _values(self, cue: Mention, at: int, side: Mention | None) -> int:
        value = self.value(at)
        if value is None:
            return self._no_value(cue, at)
        if self._is_open(at) or self._is_open(cue.first):
            value = attrs.evolve(value, category=None, how="unknown")
        sides_lead = side is not None
        if not cue.has("category.named") and not self._ends_there(value.last + 1):
            return value.last  # "category" alone: the number of something else
        self.out.append(attrs.evolve(value, side=side, cue=cue.first))
        last = value.last
        if value.category is None:
            return last
        leading = self._leading(cue)
        while True:
            more = self._listed(last + 1, lead=sides_lead, leading=leading)
            if more is None:
                return last
            if not sides_lead and self.out[-1].side is None:
                between = self._side_between(self.out[-1].last + 1, more.first)
                self.out[-1] = attrs.evolve(self.out[-1], side=between)
            self.out.append(attrs.evolve(more, cue=cue.first))
            last = more.last

    def _is_open(self, at: int) -> bool:
        """Say whether an empty box stands before a place: "[ ] BI-RADS 1" is not chosen."""
        before = "".join(token.text for token in self.tokens[max(0, at - 2) : at])
        return before in ("[]", "()") or before.endswith(_BOXES)

    def _no_value(self, cue: Mention, at: int) -> int:
        token = self.tokens[at]
        lone = token.kind == "word" and len(token.text) == 1 and token.text not in "abcdlr"
        if cue.has("category.named") and lone and at == cue.last + 1:
            self.out.append(Named(cue.first, at, None, "unknown", cue=cue.first))
            return at
        return cue.last

    def _side(self, mention: Mention) -> str | None:
        side = mention.of("side")
        return side.removesuffix("_mark") if side else None

    def _side_between(self, start: int, end: int) -> Mention | None:
        found = [m for m in self.sentence.mentions if start <= m.first < end and self._side(m)]
        return found[0] if len(found) == 1 else None

    def _leading(self, cue: Mention) -> str | None:
        """Return the side right before a cue: "left BI-RADS 4A, right 2" goes on so."""
        near = [
            m
            for m in self.sentence.mentions
            if self._side(m) and m.last < cue.first and cue.first - m.last <= _BESIDE
        ]
        return self._side(near[-1]) if near else None

    def _listed(self, at: int, *, lead: bool, leading: str | None = None) -> Named | None:
        """Read a further number of the list: one with a side of its own beside it."""
        side = None
        for _ in range(_LINKS):
            if at >= self.end:
                return None
            token, mention = self.tokens[at], self.at.get(at)
            value = self.value(at) if token.kind in ("number", "word") else None
            if value is not None and not (mention is not None and self._side(mention)):
                other = side is not None and leading not in (None, self._side(side))
                return self._with_side(value, side, lead=lead or other)
            if mention is not None and self._side(mention) is not None:
                if side is not None:
                    return None
                side = mention
                at = mention.last + 1
            elif mention is not None and any(mention.has(code) for code in _JOINING):
                at = mention.last + 1
            elif token.kind == "mark" and token.text in _LISTED:
                at += 1
            else:
                return None
        return None

    def _with_side(self, value: Named, side: Mention | None, *, lead: bool) -> Named | None:
        if not self._ends_there(value.last + 1):
            return None
        if lead:
            return attrs.evolve(value, side=side) if side is not None else None
        at = value.last + 1
        while at < self.end:
            after = self.at.get(at)
            if self.tokens[at].text in ("(", ")"):
                at += 1
            elif after is not None and (after.has("in_between") or after.has("breast")):
                at = after.last + 1
            else:
                break
        after = self.at.get(at)
        if after is not None and self._side(after) is not None:
            return attrs.evolve(value, side=after)
        return None

    def _ends_there(self, at: int) -> bool:
        if at >= self.end:
            return True
        token, mention = self.tokens[at], self.at.get(at)
        if token.kind == "mark":
            return token.text != "%"
        return mention is not None and (
            self._side(mention) is not None
            or mention.has("and")
            or mention.has("breast")
            or mention.has("in_between")
            or bool(mention.of("statement"))
        )


def named(sentence: Sentence, found: Sequence[Token], language: str) -> list[Named]:
    """Return the categories of a sentence in their order."""
    return _Reader(sentence, found, language).run()
