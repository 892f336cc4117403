"""Read the category that begins at a token: a digit, a roman numeral or a word, and its letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from birads.text._mentions import Mention
from birads.text._sentence import Sentence
from birads.text._tokens import Token

__all__ = ["Named", "Numbers"]

_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_DIGITS: Final = frozenset("0123456")
_LETTERS: Final = frozenset("abc")
_RANGE: Final = frozenset("-\u2013\u2014\u2212/\u2192")
_WORDS_THAT_ARE_PREPOSITIONS: Final = frozenset({"es", "pt", "fr"})


@attrs.frozen(slots=True)
class Named:
    """Hold one category as it is written.

    ``how`` is ``plain``, ``roman``, ``word`` or ``odd``; ``range`` and ``unknown`` name no
    category. ``sides`` are the breasts beside the number where a list of them is written.
    """

    first: int
    last: int
    category: str | None
    how: str
    side: Mention | None = None
    cue: int = 0


class Numbers:
    """Read numbers of categories in one sentence."""

    def __init__(self, sentence: Sentence, found: Sequence[Token], language: str) -> None:
        self.sentence = sentence
        self.tokens = found
        self.end = sentence.end
        self.language = language
        self.at = {m.first: m for m in sentence.mentions}
        self.out: list[Named] = []

    def value(self, at: int) -> Named | None:
        """Read the category that begins at a token, or ``None`` where none does."""
        one = self._single(at)
        if one is None or self._is_measure(one.last + 1):
            return None
        span = self._range(one)
        return one if span is None else span

    def _range(self, one: Named) -> Named | None:
        at = one.last + 1
        if at < self.end and self._is_bare(at):
            return Named(one.first, at, None, "range")
        if at + 1 >= self.end:
            return None
        token, mention = self.tokens[at], self.at.get(at)
        arrow = token.text in ("-", "=") and self.tokens[at + 1].text == ">"
        sign = token.kind == "mark" and (token.text in _RANGE or arrow)
        joined = mention is not None and mention.has("and") and not mention.has("with")
        if not sign and not joined and not (mention is not None and mention.has("range")):
            return None
        at = at + 1 + arrow if sign else (mention.last + 1 if mention else at + 1)
        if at >= self.end:
            return None
        other = self._single(at)
        letter = self.tokens[at].text
        if other is None and letter in {"a", "b", "c", "d"}:
            last = at
            if at + 1 < self.end and self.tokens[at + 1].kind == "word":
                return None
        elif (
            other is None
            or self._is_measure(other.last + 1)
            or other.category == one.category
            or (joined and not self._closes(other.last + 1))
        ):
            return None
        else:
            last = other.last
        return Named(one.first, last, None, "range")

    def _is_bare(self, at: int) -> bool:
        """Say whether one more number follows with nothing between: a list to choose from."""
        token = self.tokens[at]
        whole = token.kind == "number" and token.text in _DIGITS and token.lines == 0
        return whole and not token.glued and not self._is_measure(at + 1)

    def _closes(self, at: int) -> bool:
        """Say whether a second number ends there, with no side of its own beside it."""
        return at >= self.end or self.tokens[at].text in ".,;"

    def _single(self, at: int) -> Named | None:
        token = self.tokens[at]
        if token.kind == "number":
            return self._number(at, token)
        if token.kind != "word":
            return None
        mention = self.at.get(at)
        number = mention.of("number") if mention is not None else None
        if mention is not None and number is not None and number.isdigit():
            return self._lettered(at, mention.last, number, "word")
        roman, letter = token.text, ""
        if roman not in _ROMAN and roman[-1:] in _LETTERS and roman[:-1] == "iv":
            roman, letter = roman[:-1], roman[-1]
        if roman[:-1] in _ROMAN and roman[-1] in "abcd" and len(roman) > 2:  # noqa: PLR2004
            return Named(at, at, None, "unknown")
        if roman not in _ROMAN or (roman == "i" and not token.upper):
            return None
        if letter:
            return Named(at, at, _ROMAN[roman] + letter.upper(), "roman")
        return self._lettered(at, at, _ROMAN[roman], "roman")

    def _number(self, at: int, token: Token) -> Named | None:
        if not token.text.isdecimal():
            return Named(at, at, None, "unknown")
        if len(token.text) > 3:  # noqa: PLR2004 - a year
            return None
        number = str(int(token.text))
        if len(token.text) > 1 or int(number) > 6:  # noqa: PLR2004 - there is no seventh
            last = at
            return Named(at, last, None, "unknown")
        return self._lettered(at, at, number, "plain")

    def _lettered(self, first: int, last: int, number: str, how: str) -> Named | None:
        """Add the letter of 4A to 4C, which may stand apart, and refuse any other letter."""
        at = last + 1
        token = self.tokens[at] if at < self.end else None
        if token is None:
            return Named(first, last, number, how)
        if token.kind == "word" and token.glued and token.start == self.tokens[last].end:
            if len(token.text) > 1:
                return (
                    None
                    if how != "plain" or self.at.get(at) is None
                    else Named(first, last, number, how)
                )
            good = number == "4" and token.text in _LETTERS
            category = number + token.text.upper() if good else None
            return Named(first, at, category, how if good else "unknown")
        apart = self._apart(at)
        if apart is not None:
            letter_at, after = apart
            letter = self.tokens[letter_at].text
            if letter == "a" and self._is_small_word(letter_at, after):
                if self.language in _WORDS_THAT_ARE_PREPOSITIONS:
                    return Named(first, last, number, how)
                return Named(first, letter_at, None, "unknown")
            good = number == "4" and letter in _LETTERS
            odd = "odd" if how == "plain" else how
            return Named(
                first,
                after - 1,
                number + letter.upper() if good else None,
                odd if good else "unknown",
            )
        return Named(first, last, number, how)

    def _apart(self, at: int) -> tuple[int, int] | None:
        """Return where a letter stands that is written apart, and the place after it."""
        token = self.tokens[at]
        if token.kind == "word" and len(token.text) == 1 and token.text in "abcd":
            return (at, at + 1)
        if token.kind == "mark" and token.text in "-(.\u2013/" and at + 1 < self.end:
            after = self.tokens[at + 1]
            single = after.kind == "word" and len(after.text) == 1 and after.text in "abcd"
            if single and after.glued:
                closed = (
                    at + 3
                    if token.text == "(" and at + 2 < self.end and self.tokens[at + 2].text == ")"
                    else at + 2
                )
                return (at + 1, closed) if token.text != "/" else None
        return None

    def _is_small_word(self, at: int, after: int) -> bool:
        """Say whether "a" goes on into a word, as an article or a preposition does."""
        if after >= self.end or self.tokens[at - 1].kind == "mark":
            return False
        following = self.tokens[after]
        return following.kind == "word" and following.lines == 0

    def _is_measure(self, at: int) -> bool:
        """Say whether what follows makes the number a size, a time, an hour or an ordinal."""
        if at < self.end and self.tokens[at].text in "-\u2013" and self.tokens[at].glued:
            at += 1
        if at >= self.end:
            return False
        token, mention = self.tokens[at], self.at.get(at)
        after = self.at.get(at + 1)
        if token.text == "." and after is not None and after.has("edition"):
            return True
        if token.text in ("%", "\u00ba", "\u00aa", "\u00b0"):
            return True
        if mention is None:
            return False
        return bool(
            mention.of("unit")
            or mention.has("clock")
            or mention.has("times")
            or mention.has("gauge")
            or mention.has("edition")
        )
