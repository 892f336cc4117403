"""Say what is wrong with one part of a report in the words that the whole report would get.

The part is put where it belongs in a report that holds nothing else, the report is judged, and
the pointers of what is wrong inside the part are cut down to it. This module is imported only
when a part is refused.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

import attrs
from pydantic import ValidationError

from birads.issue import Issue, Severity
from birads.parsing._document import DEFAULT_LIMITS, dump
from birads.parsing._model_at import TAGGED, tagged_models
from birads.parsing._refusal import issue_at, issues_of
from birads.report._part import Part
from birads.report.report import Report

__all__ = ["issues_of_part"]


class _Stop(NamedTuple):
    """Name a member, whether it is a list, and the model that it leads to."""

    member: str
    is_list: bool
    model: type[Part]


def issues_of_part(
    model: type[Part], tree: dict[str, Any], problems: tuple[Issue, ...] = ()
) -> tuple[Issue, ...]:
    """Return everything that is wrong with the members of a part; pointers start at the part."""
    if model is Report:
        return issues_of(tree, DEFAULT_LIMITS.max_issues, problems)
    mixed = _another_tag(model, tree)
    way = _ways().get(model)
    if way is None:
        return (*problems, *(mixed or _own_issues(model, tree)))
    prefix, report = _placed(way, {**tree, **_tag(model)})
    found = [
        attrs.evolve(issue, pointer=issue.pointer.removeprefix(prefix))
        for issue in issues_of(report, DEFAULT_LIMITS.max_issues)
        if f"{issue.pointer}/".startswith(f"{prefix}/")
    ]
    known = {issue.pointer for issue in problems}
    return (*problems, *mixed, *(issue for issue in found if issue.pointer not in known))


def _placed(way: tuple[_Stop, ...], tree: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the pointer of the part, and the report that leads to it."""
    prefix, node = "", tree
    for number, stop in reversed(list(enumerate(way))):
        holder = way[number - 1].model if number else None
        prefix = f"/{stop.member}{'/0' if stop.is_list else ''}{prefix}"
        node = {**_tag(holder), stop.member: [node] if stop.is_list else node}
    return prefix, node


def _tag(model: type[Part] | None) -> dict[str, str]:
    """Return the kind or the modality that a model speaks for; nothing for other models."""
    for tag in TAGGED.values():
        field = model.model_fields.get(tag) if model is not None else None
        if field is not None and isinstance(field.default, str):
            return {tag: str(field.default)}
    return {}


def _another_tag(model: type[Part], tree: dict[str, Any]) -> tuple[Issue, ...]:
    """Return the issue of a part that was given the kind or the modality of another."""
    for tag, own in _tag(model).items():
        if tree.get(tag, own) != own:
            says = f"The {tag} of {model.__name__} is {own!r}, not {str(tree[tag])[:80]!r}."
            return (Issue(f"unknown_{tag}", Severity.ERROR, f"/{tag}", says, "Leave it out."),)
    return ()


@cache
def _ways() -> dict[type[Part], tuple[_Stop, ...]]:
    """Return the shortest way from a report to each of its parts."""
    found: dict[type[Part], tuple[_Stop, ...]] = {}
    queue: list[tuple[type[Part], tuple[_Stop, ...]]] = [(Report, ())]
    for model, way in queue:
        for name, field in model.model_fields.items():
            tagged = model is Report and name in TAGGED
            inner = tagged_models(name) if tagged else _models_in(field.annotation)
            for each in inner:
                if issubclass(each, Part) and each not in found:
                    found[each] = (*way, _Stop(name, tagged or _is_list(field.annotation), each))
                    queue.append((each, found[each]))
    return found


def _models_in(annotation: object) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_list, get_args(annotation)))


def _own_issues(model: type[Part], tree: dict[str, Any]) -> tuple[Issue, ...]:
    """Return what the validator of a model of somebody else's says."""
    try:
        model.model_validate_json(dump(tree))
    except ValidationError as error:
        return tuple(
            issue_at(entry["type"], entry["loc"], entry["input"], entry.get("ctx", {}), tree)
            for entry in error.errors(include_url=False)
        )
    return ()
