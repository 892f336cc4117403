"""Make cards of a workup: the alerts first, then one for each breast and pattern.

A card says what is recommended now. Where a fact is missing it names the fact and shows no
rating; after the workup it shows no rating of the first one; a low rating of a biopsy is never
shown, so that no card speaks against one that a radiologist stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from birads.acr_criteria._procedures import is_invasive, name_of
from birads.acr_criteria._workup import Basis, Note, PatternResult, Step, Workup
from birads.acr_criteria.compiled import bundled
from birads.cli._step_rows import Row, Setting, open_tissue, rows
from birads.cli._words import heading
from birads.service._cds._request import HookRequest
from birads.service._cds._suggestions import ordered, suggestions
from birads.service._cds._table import override_reasons
from birads.service._cds._words import markdown, short

__all__ = ["EXTENSION", "source", "workup_cards"]

EXTENSION = "urn:birads:workup"
_FIRST = "stated_category_below_pattern"
_LOW = 3
_SIDES = {
    "left": "Left breast",
    "right": "Right breast",
    "bilateral": "Both breasts",
    None: "Side not stated",
}
_Card = dict[str, Any]


def source(base: str | None) -> dict[str, str]:
    """Return who speaks: this library, with the table that it read."""
    topic = bundled()
    label = f"birads: {topic.file.topic.citation} ({topic.review.value})"
    out = {"label": label}
    if base is not None:
        out["url"] = f"{base}v1/criteria/{topic.id}"
    return out


def workup_cards(workup: Workup, request: HookRequest, base: str | None) -> list[_Card]:
    """Return the cards of a workup; ``base`` is the address of this service, where known."""
    about: _Card = {"source": source(base)}
    if base is not None:
        about["links"] = [{"label": "Explanation", "url": base, "type": "absolute"}]
    cards = [*_alerts(workup)]
    suspected = open_tissue(workup)
    orders = ordered(request.orders())
    for result in workup.patterns:
        card = _pattern(result, request, Setting.of(result, suspected), orders)
        if card is not None:
            cards.append(card)
    for breast, steps in _by_breast(workup.steps):
        card = _steps(breast, steps, request, Setting(suspected=suspected))
        if card is not None:
            cards.append(card)
    return [{**card, **about} for card in cards]


def _alerts(workup: Workup) -> Iterator[_Card]:
    """Yield a card for each alert, once; that of a category below its pattern comes first."""
    notes = [*workup.notes, *(note for one in workup.patterns for note in one.notes)]
    alerts = {(note.code, note.text): note for note in notes if note.level == "alert"}
    for note in sorted(alerts.values(), key=lambda note: note.code != _FIRST):
        yield {
            "summary": short(note.text),
            "indicator": "warning",
            "detail": f"{markdown(note.text)} ({markdown(note.source)})",
            "extension": {EXTENSION: note.to_dict()},
        }


def _pattern(
    result: PatternResult, request: HookRequest, setting: Setting, orders: Sequence[str]
) -> _Card | None:
    steps = [step for step in result.steps if step.recommended]
    if not steps and not result.missing:
        return None
    side = _SIDES[result.breast.value if result.breast else None]
    return {
        "summary": _summary(side, steps, result.missing),
        "indicator": "info",
        "detail": "\n".join(_detail(result, setting, orders)),
        **_offered(steps, request),
        "extension": {EXTENSION: result.to_dict()},
    }


def _steps(
    breast: str | None, steps: Sequence[Step], request: HookRequest, setting: Setting
) -> _Card | None:
    due = [step for step in steps if step.recommended]
    if not due:
        return None
    return {
        "summary": _summary(_SIDES[breast], due, ()),
        "indicator": "info",
        "detail": "\n".join(_table(rows(due, setting), rated=False)),
        **_offered(due, request),
        "extension": {EXTENSION: {"steps": [step.to_dict() for step in steps]}},
    }


def _offered(steps: Iterable[Step], request: HookRequest) -> _Card:
    offered = suggestions(steps, request.patient)
    out: _Card = {"overrideReasons": override_reasons()}
    if offered:
        out |= {"suggestions": offered, "selectionBehavior": "any"}
    return out


def _summary(side: str, steps: Sequence[Step], missing: Sequence[str]) -> str:
    table = [step for step in steps if step.basis in (Basis.ACR_RATING, Basis.SUMMARY_RULE)]
    stated = [step for step in steps if step not in table]
    parts = []
    if table:
        parts.append(f"recommended now: {_names(table)}")
    if stated:
        parts.append(f"as stated: {_names(stated)}")
    if missing:
        parts.append(f"not stated: {', '.join(missing)}")
    return short(f"{side}: {'; '.join(parts)}")


def _names(steps: Iterable[Step]) -> str:
    names = dict.fromkeys(name_of(step.procedure) for step in steps)
    return ", ".join(name[:1].lower() + name[1:] for name in names)


def _detail(result: PatternResult, setting: Setting, orders: Sequence[str]) -> Iterator[str]:
    rated = result.variant is not None and not result.missing and result.stage != "worked_up"
    yield markdown(heading(result)) + "."
    if result.missing:
        missing = markdown(", ".join(result.missing))
        yield f"\nNot stated, and it would decide: {missing}. Without it there is no rating."
    shown = [step for step in result.steps if _is_shown(step, rated=rated)]
    yield ""
    yield from _table(rows(shown, setting), rated=rated)
    yield from _of_orders(result, orders, rated=rated)
    yield from _notes(result.notes)


def _is_shown(step: Step, *, rated: bool) -> bool:
    if step.recommended:
        return True
    if step.basis is not Basis.ACR_RATING:
        return step.done_by is not None
    return rated and step.band is not None and not is_invasive(step.procedure)


def _table(found: Sequence[Row], *, rated: bool) -> Iterator[str]:
    yield "| Step | For |" + (" 1-9 |" if rated else "") + " Advice | Depends on |"
    yield "|---|---|" + ("---|" if rated else "") + "---|---|"
    for row in found:
        cells = [row.name, row.whom, *([row.rating] if rated else []), row.advice, row.depends]
        yield "| " + " | ".join(markdown(cell) for cell in cells) + " |"


def _of_orders(result: PatternResult, orders: Sequence[str], *, rated: bool) -> Iterator[str]:
    """Say of an order that the table rates low what the table recommends in its place."""
    if not rated:
        return
    due = [step for step in result.steps if step.recommended]
    for step in result.steps:
        low = step.rating is not None and step.rating <= _LOW and step.band is not None
        if low and due and step.procedure in orders and not is_invasive(step.procedure):
            name = markdown(name_of(step.procedure))
            yield f"\nOrdered: {name}. For this pattern the table recommends first: {_names(due)}."


def _notes(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        if note.level == "alert":
            yield f"\n**Alert:** {markdown(note.text)} ({markdown(note.source)})"


def _by_breast(steps: Sequence[Step]) -> Iterator[tuple[str | None, list[Step]]]:
    for breast in dict.fromkeys(step.breast for step in steps):
        found = [step for step in steps if step.breast == breast]
        yield (breast.value if breast is not None else None), found
