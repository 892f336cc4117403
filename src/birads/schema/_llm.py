"""Write the report schema for language models that fill a structure.

This profile is looser than the published schema and stands outside the law that schema and
``parse`` agree: bounds, patterns and conditions are left out because structured output commonly
refuses them. What a model writes goes through ``from_llm`` and then through ``parse``.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Literal

from birads.schema._llm_styles import NULLS, WORDS, Style
from birads.schema._registry import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["NotStated", "llm", "report_llm_schema", "style_of"]

NotStated = Literal["null", "word"]

TAGS = {"findings": "kind", "exams": "modality"}
_LEFT_OUT = frozenset({"extensions", "schema_version"})
# What no text tells, left out of a profile for a part: ids of systems and of images.
_OF_SYSTEMS = frozenset({"accession_number", "images", "study_instance_uid", "tracking_uid"})
_FAMILIES = {"mg": ("mammography", "cem"), "us": ("ultrasound",), "mri": ("mri",), "cem": ("cem",)}
_EVIDENCE = {
    "type": "array",
    "items": {"$ref": "#/$defs/Evidence"},
    "description": "Where the text says so; an empty list where it does not.",
}
_SPAN = {
    "type": "object",
    "properties": {
        "quote": {"type": "string", "description": "The words of the text, unchanged."},
    },
    "required": ["quote"],
    "additionalProperties": False,
    "description": "A place of the text that was read.",
}


def report_llm_schema(
    *,
    modalities: Iterable[str] | None = None,
    parts: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    not_stated: NotStated = "null",
) -> dict[str, Any]:
    """Return a fresh schema of a report for structured output.

    Every object is closed and every member required. Each finding starts with its ``kind`` and
    its ``evidence``, the quotes of the text that it was read from; each exam with its modality.

    Args:
        modalities: Keep the exams of these, and the findings that they can show.
        parts: Keep these members of the report, such as ``findings``, and the edition; ids of
            systems and images, which no text tells, are left out then.
        kinds: Keep these kinds of finding.
        not_stated: What is not stated is ``null``, or a word of its own: providers limit how
            many members may be one of two types. ``from_llm`` must be told the same.

    Raises:
        ValueError: There is no such modality, member or kind of finding.
    """
    if modalities is None and parts is None and kinds is None and not_stated == "null":
        return copy.deepcopy(build("report-llm"))
    strict = build("report")
    chosen = _Choice(strict, modalities, parts, kinds)
    return copy.deepcopy(_written(strict, chosen, style_of(not_stated)))


def style_of(not_stated: str) -> Style:
    """Return how a profile says that something is not stated.

    Raises:
        ValueError: It is neither "null" nor "word".
    """
    styles = {"null": NULLS, "word": WORDS}
    if not_stated not in styles:
        raise ValueError(f"not_stated is 'null' or 'word', not {not_stated!r}")
    return styles[not_stated]


def llm(strict: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema for structured output of the whole of the ``strict`` one."""
    return _written(strict, _Choice(strict, None, None, None), NULLS)


class _Choice:
    """What of a report a profile keeps."""

    def __init__(
        self,
        strict: Mapping[str, Any],
        modalities: Iterable[str] | None,
        parts: Iterable[str] | None,
        kinds: Iterable[str] | None,
    ) -> None:
        members = [name for name in strict["properties"] if name not in _LEFT_OUT]
        every = words_of(strict, "findings")
        exams = words_of(strict, "exams")
        self.left_out = _LEFT_OUT if parts is None else _LEFT_OUT | _OF_SYSTEMS
        named = members if parts is None else ["edition", *_known(parts, members, "member")]
        self.members = [name for name in members if name in named]
        self.exams = exams if modalities is None else _known(modalities, exams, "modality")
        self.kinds = every if kinds is None else _known(kinds, every, "kind")
        self.kinds = [kind for kind in self.kinds if _shown(kind, self.exams)]
        if not self.kinds:
            raise ValueError("no kind of finding is left")

    def words(self, section: str) -> list[str]:
        """Return the tags that are kept of the findings or the exams."""
        return self.kinds if section == "findings" else self.exams


def _known(given: Iterable[str], known: list[str], noun: str) -> list[str]:
    asked = [given] if isinstance(given, str) else [str(word) for word in given]
    for word in asked:
        if word not in known:
            raise ValueError(f"there is no {noun} {word!r}: {', '.join(known)}")
    return [word for word in known if word in asked]


def _shown(kind: str, modalities: list[str]) -> bool:
    family = _FAMILIES.get(kind.partition(".")[0])
    return family is None or any(modality in modalities for modality in family)


def words_of(strict: Mapping[str, Any], section: str) -> list[str]:
    """Return the kinds of finding, or the modalities of exam, of a report."""
    tag = TAGS[section]
    return list(strict["properties"][section]["items"]["properties"][tag]["enum"])


def models_of(strict: Mapping[str, Any], section: str) -> dict[str, str]:
    """Return the name of the definition of each kind of finding, or modality of exam."""
    choices = strict["properties"][section]["items"]["allOf"]
    refs = (choice["then"]["$ref"].rpartition("/")[2] for choice in choices)
    return dict(zip(words_of(strict, section), refs, strict=True))


def _written(strict: Mapping[str, Any], chosen: _Choice, style: Style) -> dict[str, Any]:
    models = {
        section: {name: strict["$defs"][name] for name in models_of(strict, section).values()}
        for section in TAGS
    }
    tags = {name: TAGS[section] for section, named in models.items() for name in named}
    shared = {strict["properties"][s]["items"]["then"]["$ref"].rpartition("/")[2] for s in TAGS}
    axes = {name for name, part in strict["$defs"].items() if "enum" in part}
    given = {name: part for name, part in strict["$defs"].items() if name not in shared}
    if style is WORDS:  # there is no null for a member that is a model
        given |= {name: _may_be_empty(given[name]) for name in _members_of_models(given)}
    defs = {
        name: style.definition(_tag_first(part, tags.get(name)), chosen.left_out, axes)
        for name, part in given.items()
    }
    for name in models["findings"]:
        _add_evidence(defs[name])
    root = {**strict, "properties": {n: strict["properties"][n] for n in chosen.members}}
    body = style.definition(root, _LEFT_OUT, axes)
    for section in set(TAGS) & set(chosen.members):
        names = models_of(strict, section)
        refs = [{"$ref": f"#/$defs/{names[word]}"} for word in chosen.words(section)]
        body["properties"][section]["items"] = {"anyOf": refs} if len(refs) > 1 else refs[0]
    body.pop("title", None)
    whole = {
        "$schema": strict["$schema"],
        "$id": strict["$id"].replace(":report:", ":report-llm:"),
        "title": strict["title"] + ", for structured output",
        **body,
    }
    return {**whole, "$defs": _reached(whole, {**defs, **style.added(defs), "Evidence": _SPAN})}


def _members_of_models(defs: Mapping[str, Any]) -> set[str]:
    """Return the models that stand as one member of another, not in a list."""
    refs = {
        member["$ref"].rpartition("/")[2]
        for part in defs.values()
        for member in part.get("properties", {}).values()
        if "$ref" in member
    }
    return {name for name in refs if "properties" in defs[name]}


def _may_be_empty(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a model of which nothing has to be stated, so that it need not be stated at all."""
    return {key: value for key, value in part.items() if key != "required"}


def _tag_first(part: Mapping[str, Any], tag: str | None) -> Mapping[str, Any]:
    if tag is None:
        return part
    members = part["properties"]
    return {**part, "properties": {tag: members[tag], **members}}


def _add_evidence(finding: dict[str, Any]) -> None:
    """Put the evidence after the kind: a model writes members in this order."""
    members = finding["properties"]
    finding["properties"] = {"kind": members.pop("kind"), "evidence": _EVIDENCE, **members}
    finding["required"] = list(finding["properties"])


def _reached(whole: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the definitions that something refers to, in their order."""
    found: set[str] = set()
    waiting = list(_references(whole))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(defs[name])
    return {name: part for name, part in defs.items() if name in found}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _references(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)
