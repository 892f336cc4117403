"""Make cards of the checks of a report: a contradiction is a warning, never critical."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from birads.issue import Issue, Severity
from birads.service._cds._words import markdown, short

__all__ = ["check_cards"]

_MOST = 20


def check_cards(issues: Sequence[Issue], about: dict[str, str]) -> list[dict[str, Any]]:
    """Return a card for each issue in their order; beyond twenty the last says how many more."""
    cards = [{**_card(issue), "source": about} for issue in issues[:_MOST]]
    more = len(issues) - _MOST
    if more > 0:
        summary = f"{more} more issue{'s' if more > 1 else ''} in this report"
        cards.append({"summary": summary, "indicator": "info", "source": about})
    return cards


def _card(issue: Issue) -> dict[str, Any]:
    lines = [markdown(issue.message)]
    if issue.hint:
        lines.append(markdown(issue.hint))
    about = f"{issue.code}, {issue.pointer or '(document)'}"
    if issue.source:
        about += f", {issue.source}"
    lines.append(markdown(about))
    return {
        "summary": short(issue.message),
        "indicator": "warning" if issue.severity is Severity.ERROR else "info",
        "detail": "\n\n".join(lines),
        "extension": {"urn:birads:issue": issue.to_dict()},
    }
