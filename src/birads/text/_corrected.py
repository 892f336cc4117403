"""Find where a speaker takes back what was said: "no wait, right", "I mean the left breast"."""

from __future__ import annotations

from birads.issue import Severity
from birads.text._context import Context, View
from birads.text._draft import Told
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["unsay"]


def unsay(context: Context) -> None:
    """Let a sentence that corrects, and the one before it, state nothing; an issue says so.

    Which of the words are taken back is not known, so none of either sentence is read.
    """
    if context.is_said:
        return
    for number, view in enumerate(context.views):
        found = next((m for m in view.sentence.mentions if _corrects(context, view, m)), None)
        if found is None or view.sentence.section == "addendum":
            continue
        before = context.views[number - 1 : number] if number else []
        for one in (*before, view):
            one.flags = [flag | Is.HEDGED for flag in one.flags]
        span = context.of(found)
        context.draft.tell(
            Told(
                "correction_in_text",
                Severity.ERROR,
                f"{context.said(span)!r} takes back what was said: neither its sentence nor the "
                "one before it is read.",
                span,
                crosses=True,
                hint="A person has to say what holds now.",
            )
        )


def _corrects(context: Context, view: View, mention: Mention) -> bool:
    """Say whether a mention corrects; a lone "correction" does where a mark or a side follows."""
    if mention.has("corrects"):
        return True
    if not mention.has("corrects.alone"):
        return False
    first, after = mention.first, mention.last + 1
    begins = first == view.sentence.first or context.tokens[first - 1].kind == "mark"
    if not begins or after >= view.sentence.end:
        return False
    side = any(m.first == after and m.of("side") for m in view.sentence.mentions)
    return side or context.tokens[after].text in ":,-"
