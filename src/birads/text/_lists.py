"""Know where a list of categories goes on after a semicolon: "BI-RADS: right 2; left 4A"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from birads.text._mentions import Mention
from birads.text._tokens import Token

__all__ = ["goes_on"]

_ITEM: Final = 9  # tokens of one more side and its number at most
_WORDS: Final = ("breast", "in_between", "and")


def goes_on(found: Sequence[Token], at: Mapping[int, Mention], place: int, end: int) -> bool:
    """Say whether what follows the semicolon at ``end`` is one more side and its number alone.

    ``place`` is where the sentence begins; it has to name the scale.
    """
    named = (at.get(n) for n in range(place, end))
    if not any(mention is not None and mention.has("category.named") for mention in named):
        return False
    side = number = False
    after = end + 1
    while after < min(end + _ITEM, len(found)):
        token, mention = found[after], at.get(after)
        if token.lines or token.text in (".", ";"):
            break
        if mention is not None and (mention.of("side") or any(map(mention.has, _WORDS))):
            side = side or mention.of("side") is not None
            after = mention.last + 1
            continue
        if token.kind == "word" and len(token.text) > 1:
            return False
        number = number or token.kind == "number"
        after += 1
    return side and number
