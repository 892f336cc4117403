"""Turn what ``find`` knows into one sentence for a refused report."""

from __future__ import annotations

from birads.lexicon._axes import AXES
from birads.lexicon._find import find
from birads.lexicon._index import How
from birads.lexicon.edition import Edition

__all__ = ["suggest"]


def suggest(axis_id: str, word: str, edition: Edition | str | None = None) -> str | None:
    """Return a hint for a word that an axis does not have; ``None`` where there is none to give."""
    if axis_id not in AXES:
        return None
    found = find(word, axis_id, edition)
    axes = {match.term.axis for match in found.matches}
    words = [repr(m.term.word if len(axes) == 1 else m.term.id) for m in found.matches]
    if not words:
        issue = found.issues[0]
        return issue.hint if issue.code == "word_of_another_axis" else None
    if len(words) > 1:
        return f"Write {' or '.join(words)}: {word!r} could mean either."
    hint = f"Did you mean {words[0]}?"
    match = found.matches[0]
    if match.how is How.RETIRED:
        wider = next((i.message for i in found.issues if i.code == "wider_word"), None)
        return f"{hint} {wider or f'{word!r} is an older name of it.'}"
    if match.how is How.SYNONYM:
        return f"{hint} {word!r} is another name of it."
    return hint
