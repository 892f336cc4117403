"""Fill a form as a renderer would: by its items, with its own options."""

from __future__ import annotations

from typing import Any

__all__ = ["answers", "without_empty"]


def answers(form: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
    """Return the response that holds a finding."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": form["url"],
        "status": "completed",
        "item": _filled(form["item"], finding, ""),
    }


def _filled(items: list[dict[str, Any]], values: dict[str, Any], at: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for item in items:
        link = item["linkId"]
        value = values.get(link.removesuffix(":word").removeprefix(at))
        if value in (None, []) or (isinstance(value, str) and item["type"] == "integer"):
            continue
        several = value if isinstance(value, list) else [value]
        if item["type"] == "group":
            out += [
                {"linkId": link, "item": _filled(item["item"], one, f"{link}.")} for one in several
            ]
        elif link.endswith(":word") and not isinstance(value, str):
            continue
        else:
            out.append({"linkId": link, "answer": [_answer(item, one) for one in several]})
    return out


def _answer(item: dict[str, Any], value: Any) -> dict[str, Any]:
    if item["type"] == "choice":
        coding = next(
            one["valueCoding"]
            for one in item["answerOption"]
            if one["valueCoding"]["code"].endswith(f".{value}")
        )
        return {"valueCoding": coding}
    return {"valueString" if item["type"] == "text" else f"value{item['type'].title()}": value}


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a form cannot say: that a list or an object is stated, and empty."""
    out = {}
    for name, value in values.items():
        held: Any = without_empty(value) if isinstance(value, dict) else value
        if held in ({}, []) or name == "extensions":
            continue
        # A form has no difference between a lone word and a list of one.
        out[name] = held[0] if name == "margin" and len(held) == 1 else held
    return out
