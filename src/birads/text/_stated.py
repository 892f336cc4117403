"""Find the categories that a sentence states of this exam, and say why others are not read."""

from __future__ import annotations

from typing import Final

from birads.issue import Severity
from birads.text._categories import Named, named
from birads.text._context import Context, View
from birads.text._draft import Span, Told
from birads.text._mentions import Mention
from birads.text._scope import Is

__all__ = ["FIRST_OF_TISSUE", "named_in", "stated_in", "tell"]

FIRST_OF_TISSUE: Final = "4"
"""The first category that asks for tissue; as texts, the later ones are greater."""

_NEAR: Final = 3  # tokens between a category and the word that denies it, as in "is excluded"
_OF: Final = 2  # "for a BI-RADS 4A"
_CALM: Final = frozenset({"1", "2"})
_BENIGN: Final = frozenset({"1", "2", "3"})
_NOT_PLAIN: Final = Is.PAST | Is.COMPARED | Is.HEDGED


def named_in(context: Context, view: View) -> list[Named]:
    """Return the categories of a sentence, found once."""
    if view.named is None:
        view.named = named(view.sentence, context.tokens, context.words.language)
    return view.named


def stated_in(context: Context, view: View) -> list[tuple[Named, Span]]:
    """Return the categories that a sentence states of this exam, with the span of each."""
    out = []
    for one in named_in(context, view):
        cue = one.cue if one.how != "listed" else one.first
        span = context.span(min(cue, one.first), one.last)
        if _of_any(view, cue):
            _hedged(context, one, span)
        elif view.flag(one.first) & _NOT_PLAIN or view.flag(cue) & _NOT_PLAIN or _left(view, cue):
            _past(context, view, one, span)
        elif _denied(context, view, one):
            tell(
                context,
                "category_denied",
                Severity.WARNING,
                f"{context.said(span)!r} is denied: it is not read.",
                span,
                crosses=(one.category or "4") >= FIRST_OF_TISSUE,
            )
        elif one.category is None or (one.category == "4" and _divided(view, one)):
            _no_category(context, one, span)
        elif _contradicted(context, view, one):
            tell(
                context,
                "category_conflict",
                Severity.ERROR,
                f"The number and the words after {context.said(span)!r} disagree: no category is "
                "taken.",
                span,
                crosses=True,
            )
        else:
            out.append((one, span))
            if one.how == "roman":
                tell(
                    context,
                    "roman_numeral_read",
                    Severity.INFORMATION,
                    f"{context.said(span)!r} is read as category {one.category}.",
                    span,
                )
            elif one.how in ("odd", "word"):
                tell(
                    context,
                    "category_form_odd",
                    Severity.INFORMATION,
                    f"{context.said(span)!r} is read as category {one.category}.",
                    span,
                )
    return out


def _left(view: View, cue: int) -> bool:
    """Say whether "from" stands right before: the category that was, as in "from 3 to 4A"."""
    return any(m.has("away") and cue - m.last == 1 for m in view.sentence.mentions)


def _past(context: Context, view: View, one: Named, span: Span) -> None:
    past = view.flag(one.first) | view.flag(one.cue)
    if past & (Is.PAST | Is.COMPARED) or not past & Is.HEDGED:
        tell(
            context,
            "prior_category_ignored",
            Severity.INFORMATION,
            f"{context.said(span)!r} is told of the past or of another exam: it is not read.",
            span,
        )
    else:
        _hedged(context, one, span)


def _hedged(context: Context, one: Named, span: Span) -> None:
    tell(
        context,
        "hedged_not_read",
        Severity.WARNING,
        f"{context.said(span)!r} is only held possible: it is not read.",
        span,
        crosses=(one.category or "4") >= FIRST_OF_TISSUE,
    )


def _of_any(view: View, cue: int) -> bool:
    """Say whether a category is spoken of as such: "the risk of malignancy for BI-RADS 4A"."""
    return any(m.has("of_any") and 1 <= cue - m.last <= _OF for m in view.sentence.mentions)


def _denied(context: Context, view: View, one: Named) -> bool:
    """Say whether the category itself is denied: "not BI-RADS 4", "no sign of a BI-RADS 5".

    "No mass BI-RADS 1" states a 1; a denial before any other category leaves it unread.
    """
    after = (m for m in view.sentence.mentions if m.has("no.after") and m.first > one.last)
    if any(m.first - one.last <= _NEAR and not _parted(context, one, m) for m in after):
        return True
    before = [m for m in view.sentence.mentions if m.has("no") and m.last < one.cue]
    if not before or not view.flag(one.cue) & Is.DENIED:
        return False
    last = before[-1].last
    if one.cue - last <= 1:
        return True
    between = context.tokens[last + 1 : one.cue]
    return (one.category or "3") not in _CALM and all(t.kind != "mark" for t in between)


def _parted(context: Context, one: Named, denial: Mention) -> bool:
    """Say whether other words are denied: in "BI-RADS 5, malignancy excluded" the 5 is stated."""
    between = context.tokens[one.last + 1 : denial.first - 1]
    return any(token.kind == "mark" and token.text not in "()[]" for token in between)


def _no_category(context: Context, one: Named, span: Span) -> None:
    ranged = one.how == "range"
    tell(
        context,
        "category_range" if ranged else "category_unknown",
        Severity.WARNING,
        f"{context.said(span)!r} names {'more than one category' if ranged else 'no category'}: "
        "none is taken.",
        span,
        crosses=True,
    )


def _divided(view: View, one: Named) -> bool:
    """Say whether a subcategory is named apart: the number alone is then less than was said."""
    return any(m.has("subcategory") and m.first > one.last for m in view.sentence.mentions)


def _contradicted(context: Context, view: View, one: Named) -> bool:
    """Say whether the words right after a number are those of a category across the line."""
    at = one.last + 1
    while at < view.sentence.end and context.tokens[at].text in ":-\u2013,()=":
        at += 1
    word = next((m.of("statement") for m in view.sentence.mentions if m.first == at), None)
    if word is None or one.category is None or one.category == "0":
        return False
    mention = next(m for m in view.sentence.mentions if m.first == at)
    if not _ends(context, view, mention.last + 1):
        return False
    return (word in _BENIGN) != (one.category[0] in _BENIGN)


def _ends(context: Context, view: View, at: int) -> bool:
    return at >= view.sentence.end or context.tokens[at].kind == "mark"


def tell(
    context: Context,
    code: str,
    severity: Severity,
    message: str,
    span: Span,
    *,
    crosses: bool = False,
) -> None:
    context.draft.tell(Told(code, severity, message, span, crosses=crosses))
