"""Read what a text recommends, with the side and the interval that the same sentence names."""

from __future__ import annotations

from typing import Final

from birads.text._context import Context, View
from birads.text._draft import Span
from birads.text._mentions import Mention
from birads.text._scope import Is
from birads.text._sizes import months

__all__ = ["read_plans"]

_NOT: Final = Is.DENIED | Is.PAST | Is.HEDGED | Is.COMPARED
_YEAR: Final = 12
_TISSUE: Final = frozenset({"tissue_diagnosis", "core_biopsy", "vacuum_assisted_biopsy"})
_IMAGING: Final = frozenset(
    {"diagnostic_mammography", "targeted_ultrasound", "mri", "cem", "annual_mammography"}
)


def read_plans(context: Context) -> None:
    """Put the recommendations of a text into its draft."""
    for view in context.body():
        if view.sentence.section in ("history", "comparison", "exam", "technique", "pathology"):
            continue
        _plan(context, view)


def _plan(context: Context, view: View) -> None:
    mentions = [m for m in view.sentence.mentions if not view.flag(m.first) & _NOT]
    interval = months(context, view)
    if context.is_said:  # each step stands whole after its word
        if view.sentence.section == "recommendation":
            for mention in (m for m in mentions if m.of("action")):
                _add(context, view, mention.of("action") or "", mention, interval)
        return
    asked = view.sentence.section == "recommendation" or any(m.has("plan") for m in mentions)
    follow = next((m for m in mentions if m.has("follow_up")), None)
    routine = next((m for m in mentions if m.of("action") == "routine_screening"), None)
    priors = next((m for m in mentions if m.of("action") == "obtain_priors"), None)
    actions = [m for m in mentions if m.of("action") and (asked or m is priors)]
    actions = [m for m in actions if m.first >= view.title_end or asked]
    if routine is not None:
        _add(context, view, "routine_screening", routine, interval)
        actions = [m for m in actions if m.of("action") not in (*_IMAGING, "routine_screening")]
    elif follow is not None and interval is not None and interval[0] < _YEAR:
        _add(context, view, "short_interval_follow_up", follow, interval)
        actions = [m for m in actions if m.of("action") not in _IMAGING and m is not follow]
    elif follow is not None and not (asked and follow.of("action")):
        actions = [m for m in actions if m is not follow and m.of("action") not in _IMAGING]
    for mention in actions:
        _add(context, view, mention.of("action") or "", mention, None)


def _add(
    context: Context, view: View, action: str, mention: Mention, interval: tuple[int, Span] | None
) -> None:
    sides = view.side_words(view.sentence.first, view.sentence.end, Is.PLAN | Is.POSSIBLE)
    side = next(iter(sides)) if len(sides) == 1 else None
    parts = context.draft.sections["recommendations"]
    for part in parts:
        if part.get("action") == action and part.get("breast") == side:
            part.put("action", action, context.of(mention))
            return
    part = context.draft.new("recommendations")
    part.put("action", action, context.of(mention))
    if side is not None:
        found = view.sides(view.sentence.first, view.sentence.end, Is.PLAN | Is.POSSIBLE)
        part.put("breast", side, *(context.of(m) for m in found))
    if interval is not None:
        part.put("interval_months", interval[0], interval[1])
    guidance = [m for m in view.sentence.mentions if m.of("guidance")]
    if action in _TISSUE and len({m.of("guidance") for m in guidance}) == 1:
        part.put("guidance", guidance[0].of("guidance"), context.of(guidance[0]))
