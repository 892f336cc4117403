"""Find the phrases of a language in a text: the longest at each place, none inside another."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from birads.lexicon._spelling import is_slip
from birads.text._tokens import Token
from birads.text._words import Words, without_one

__all__ = ["Mention", "mentions"]

_LONGEST_PHRASE = 10
_SLIP = range(6, 31)


@attrs.frozen(slots=True, eq=False)
class Mention:
    """Hold one phrase: its tokens from ``first`` to ``last``, and what it says.

    ``spelled`` says that a slip of the pen was read.
    """

    first: int
    last: int
    codes: tuple[str, ...]
    spelled: bool = False

    def has(self, code: str) -> bool:
        """Say whether the phrase says this."""
        return code in self.codes

    def of(self, family: str) -> str | None:
        """Return what follows the name of a family, such as ``left`` of ``side.left``."""
        start = f"{family}."
        return next((code[len(start) :] for code in self.codes if code.startswith(start)), None)


def mentions(found: Sequence[Token], words: Words) -> list[Mention]:
    """Return the phrases of a text in their order."""
    read = [_as_read(token, words) for token in found]
    out = []
    place = 0
    while place < len(found):
        mention = _longest(found, read, place, words)
        if mention is None:
            place += 1
        else:
            out.append(mention)
            place = mention.last + 1
    return out


def _as_read(token: Token, words: Words) -> tuple[str, bool]:
    """Return the word to look up, and whether it was spelled otherwise."""
    if token.kind != "word":
        return token.text, False
    word = words.stem(token)
    if len(word) not in _SLIP or words.knows(word):
        return word, False
    candidates = {
        meant
        for form in without_one(word)
        for meant in words.spelled.get(form, ())
        if word.replace("ph", "f") == meant.replace("ph", "f") or is_slip([word], [meant])
    }
    return (candidates.pop(), True) if len(candidates) == 1 else (word, False)


def _longest(
    found: Sequence[Token], read: Sequence[tuple[str, bool]], place: int, words: Words
) -> Mention | None:
    if found[place].kind == "mark":
        return None
    node = words.root
    best: Mention | None = None
    spelled = False
    for at in range(place, min(place + _LONGEST_PHRASE, len(found))):
        if found[at].kind not in ("word", "number") or (at > place and found[at].lines > 1):
            break
        after = words.step(node, read[at][0])
        if after is None:
            break
        node = after
        spelled = spelled or read[at][1]
        if node.codes:
            best = Mention(place, at, node.codes, spelled)
    return best
