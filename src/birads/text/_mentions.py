"""Find the phrases of a language in a text: the longest at each place, none inside another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

from birads.lexicon._spelling import is_slip
from birads.text._tokens import Token
from birads.text._words import Node, Words, without_one

__all__ = ["Mention", "mentions"]

_LONGEST_PHRASE = 10
_JOINED = 4  # mentions that "left and in the right" spans at most
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
        return _families(self.codes).get(family)


@lru_cache(maxsize=5_000)
def _families(codes: tuple[str, ...]) -> dict[str, str]:
    """Return what follows each family in the codes of a phrase; the first of a family counts."""
    out: dict[str, str] = {}
    for code in codes:
        family, _, word = code.rpartition(".")
        out.setdefault(family, word)
    return out


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
    return _paired(out, found)


def _paired(spoken: list[Mention], found: Sequence[Token]) -> list[Mention]:
    """Make one mention of both breasts out of "left and right" and "right/left"."""
    out: list[Mention] = []
    for one in spoken:
        mention = _labelled(one, found)
        first = _opposite(out, mention, found)
        if first is None:
            out.append(mention)
            continue
        while out[-1] is not first:
            out.pop()
        out[-1] = Mention(first.first, mention.last, ("side.both",))
    return out


def _labelled(mention: Mention, found: Sequence[Token]) -> Mention:
    """Read a short name such as "US" as that of an exam where a colon follows, else as nothing."""
    label = mention.of("label")
    if label is None:
        return mention
    colon = mention.last + 1 < len(found) and found[mention.last + 1].text == ":"
    codes = (f"modality.{label}",) if colon else ("ignore",)
    return Mention(mention.first, mention.last, codes)


def _opposite(
    before: Sequence[Mention], mention: Mention, found: Sequence[Token]
) -> Mention | None:
    """Return the other side that is joined to a side with nothing but "and" or a slash."""
    side = mention.of("side")
    if side not in ("left", "right"):
        return None
    place = mention.first - 1
    for other in reversed(before[-_JOINED:]):
        if other.last != place and not (place - other.last == 1 and found[place].text in "/+&"):
            return None
        if other.of("side") in ("left", "right"):
            return (
                other
                if other.of("side") != side and place < mention.first - 1
                else (
                    other
                    if found[mention.first - 1].text in "/+&" and other.of("side") != side
                    else None
                )
            )
        if not (other.has("and") and not other.has("with")) and not other.has("in_between"):
            return None
        place = other.first - 1
    return None


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
        if word.replace("ph", "f") == meant.replace("ph", "f")
        or (meant in words.cautious and _one_apart(word, meant))
        or is_slip([word], [meant])
    }
    if len(candidates) == 1 or (candidates and candidates <= words.cautious):
        return min(candidates), True
    return word, False


def _one_apart(word: str, meant: str) -> bool:
    """Say whether two words differ by one letter, or by two neighbours that changed places."""
    if len(word) > len(meant):
        word, meant = meant, word
    if len(meant) - len(word) == 1:
        return any(word == meant[:at] + meant[at + 1 :] for at in range(len(meant)))
    if len(meant) != len(word):
        return False
    apart = [at for at, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    if len(apart) != 2:  # noqa: PLR2004 - two neighbours
        return len(apart) == 1
    first, then = apart
    return then - first == 1 and (word[first], word[then]) == (meant[then], meant[first])


def _all_codes(nodes: Sequence[Node]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for node in nodes for code in node.codes))


def _longest(
    found: Sequence[Token], read: Sequence[tuple[str, bool]], place: int, words: Words
) -> Mention | None:
    if found[place].kind == "mark":
        return None
    nodes: tuple[Node, ...] = (words.root,)
    best: Mention | None = None
    spelled = False
    for at in range(place, min(place + _LONGEST_PHRASE, len(found))):
        if found[at].kind not in ("word", "number") or (at > place and found[at].lines > 1):
            break
        nodes = words.step(nodes, read[at][0])
        if not nodes:
            break
        spelled = spelled or read[at][1]
        codes = nodes[0].codes if len(nodes) == 1 else _all_codes(nodes)
        if codes:
            best = Mention(place, at, codes, spelled)
    return best
