"""Put the findings of a text together: the same lesion named twice is one finding."""

from __future__ import annotations

from typing import Final

from birads.issue import Severity
from birads.text._about import Found, about
from birads.text._context import Context, View
from birads.text._draft import Part, Told
from birads.text._findings import found_in
from birads.text._scope import Is

__all__ = ["read_findings"]

MOST_FINDINGS: Final = 200
"""The most findings that are read of one text."""

_LATE: Final = frozenset({"impression", "recommendation", "pathology"})
_NO_FINDINGS: Final = frozenset({"history", "comparison"})
_FREE: Final = frozenset({"kind", "category"})
_WORDS: Final = frozenset({"morphology"})


def read_findings(context: Context) -> None:
    """Put the findings of a text into its draft, and link each sentence to those it names."""
    last: tuple[View, Found, Part] | None = None
    for view in context.body():
        if view.sentence.section in _NO_FINDINGS or (context.is_said and _is_tissue(view)):
            continue
        if len(context.draft.sections["findings"]) >= MOST_FINDINGS:
            _too_many(context, view)
            break
        many = _link(context, view)
        if len(many) == 1 and view.lesions:
            last = (view, many[0], view.lesions[0])
        elif many:
            last = None
        elif last is not None and _continues(view):
            _add(context, view, last[1], last[2])
        elif any(m.of("noun") for m in view.sentence.mentions):
            last = None
    _without_side(context)


def _is_tissue(view: View) -> bool:
    return view.sentence.section == "pathology"


def _link(context: Context, view: View) -> list[Found]:
    """Put the findings of a sentence into the draft; return them as they stand there."""
    many = list(found_in(context, view))
    for found in many:
        part = _join(context, view, found)
        view.nouns.append((found.noun, part))
        if part is not None and part not in view.lesions:
            view.lesions.append(part)
    return many


def _without_side(context: Context) -> None:
    """Say of which findings no side is stated."""
    for part in context.draft.sections["findings"]:
        if part.get("location.breast") is None:
            span = part.of("kind")[0]
            context.draft.tell(
                Told(
                    "side_not_stated",
                    Severity.WARNING,
                    f"No side is stated for {context.said(span)!r}.",
                    span,
                    part,
                )
            )


def _too_many(context: Context, view: View) -> None:
    span = context.span(view.sentence.first, view.sentence.end - 1)
    context.draft.tell(
        Told(
            "too_many_findings",
            Severity.ERROR,
            f"The text has more than {MOST_FINDINGS} findings: those from here on are not read.",
            span,
            crosses=True,
        )
    )
    for later in context.views[view.number :]:
        later.unread_noun = True


def _continues(view: View) -> bool:
    """Say whether a sentence goes on about the finding before it: "It measures 12 mm"."""
    first = next(iter(view.sentence.mentions), None)
    if first is None or first.first != view.sentence.first or not first.has("continues"):
        return False
    return not any(m.of("noun") for m in view.sentence.mentions)


def _add(context: Context, view: View, before: Found, part: Part) -> None:
    """Add to a finding what the next sentence says about it."""
    more = Found(
        before.kind, before.noun, Part(), view.sentence.first, view.sentence.end, definite=True
    )
    view.flags = list(view.flags)
    _about_without_noun(context, view, more)
    if _agree(part, more.part):
        _take(part, more.part)
        view.nouns.append((before.noun, part))


def _about_without_noun(context: Context, view: View, more: Found) -> None:
    heading, view.sentence.side = view.sentence.side, None
    shifted = Found(
        more.kind, view.sentence.mentions[0], more.part, more.start, more.end, definite=True
    )
    about(context, view, shifted)
    view.sentence.side = heading


def _join(context: Context, view: View, found: Found) -> Part | None:
    """Return the finding of the draft that this mention is about, a new one where there is none."""
    draft = context.draft.sections["findings"]
    if found.by_id:
        draft.append(found.part)
        return found.part
    alike = [part for part in draft if part.get("kind") == found.kind]
    late = view.sentence.section in _LATE
    plan = bool(view.flag(found.noun.first) & Is.PLAN)
    bare = _is_bare(found)
    if alike and (late or found.definite or plan or bare):
        agree = [part for part in alike if _agree(part, found.part)]
        same = [part for part in agree if _shares_side(part, found.part)]
        chosen = same if len(same) == 1 else agree
        if len(chosen) == 1:
            _take(chosen[0], found.part)
            return chosen[0]
        if chosen:
            return None  # it may be either: none is changed
        if late and _other_side(context, found, alike):
            return None
        if plan or found.definite:
            return None
    if plan or found.points_back:
        return None
    if found.several_sides:
        _two_sides(context, found)
    draft.append(found.part)
    return found.part


def _is_bare(found: Found) -> bool:
    said = {path[0] for path in found.part.values} - {"kind", "change", "location"}
    return not said and not any(
        found.part.get(f"location.{name}") for name in ("quadrant", "clock", "region")
    )


def _agree(stated: Part, other: Part) -> bool:
    """Say whether two descriptions can be of one lesion: no word of one is against the other."""
    for path, value in other.values.items():
        if path[0] in _FREE or str(path[0]).startswith("_"):
            continue
        if path[0] in _WORDS:
            words = stated.list_at("morphology")
            if words and value not in words:
                return False
        elif path in stated.values and stated.values[path] != value:
            return False
    return True


def _shares_side(stated: Part, other: Part) -> bool:
    return bool(stated.get("location.breast") == other.get("location.breast"))


def _take(stated: Part, other: Part) -> None:
    """Add what another mention says, with its places."""
    for path, value in other.values.items():
        if path[0] in _WORDS:
            for span in other.spans.get(path, []):
                stated.add("morphology", value, span)
        elif path in stated.values:
            stated.spans.setdefault(path, []).extend(other.spans.get(path, []))
        else:
            stated.values[path] = value
            if path in other.spans:
                stated.spans[path] = list(other.spans[path])


def _other_side(context: Context, found: Found, alike: list[Part]) -> bool:
    """Say whether the impression names the other side of a lesion that the findings describe."""
    side = found.part.get("location.breast")
    if side not in ("left", "right") or len(alike) != 1:
        return False
    stated = alike[0].get("location.breast")
    if stated in (None, side, "bilateral"):
        return False
    rest = Part({k: v for k, v in found.part.values.items() if k != ("location", "breast")})
    if not _agree(alike[0], rest):
        return False
    span = found.part.of("location.breast")[0]
    context.draft.tell(
        Told(
            "side_conflict",
            Severity.ERROR,
            f"One place says {stated} of this finding, {context.said(span)!r} says {side}: no side "
            "is taken.",
            span,
            alike[0],
            crosses=True,
        )
    )
    alike[0].drop("location.breast")
    alike[0].values[("_location_breast",)] = True
    return True


def _two_sides(context: Context, found: Found) -> None:
    span = context.of(found.noun)
    context.draft.tell(
        Told(
            "side_ambiguous",
            Severity.WARNING,
            f"Two sides stand beside {context.said(span)!r}: none is taken.",
            span,
        )
    )
