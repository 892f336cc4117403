"""Write members in the keywords of structured output, in one of two styles.

In the first what is not stated is ``null``. In the second every member has one type: words have
``not_stated`` beside them, a number is a text of digits, yes and no are words; an empty text or
list says nothing, and ``none_of_these`` says looked for and absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["NONE", "NOT_GIVEN", "NOT_STATED", "NULLS", "WORDS", "Style"]

NOT_STATED: Final = "not_stated"
NOT_GIVEN: Final = "not_given"
"""The same for an axis that has ``not_stated`` as a word of its own."""
NONE: Final = "none_of_these"
_KEPT = ("type", "enum", "description")
_OR = "OrNotStated"
_ALSO = "OrNone"


class Style(Protocol):
    """How a profile writes a definition, and what definitions it needs besides."""

    def definition(
        self, part: Mapping[str, Any], left_out: Collection[str], axes: Collection[str]
    ) -> dict[str, Any]:
        """Return a definition of the strict schema; ``axes`` names those that are words."""
        ...

    def added(self, defs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the definitions that this style adds."""
        ...


def _with_words(part: Mapping[str, Any]) -> str:
    """Return the description of an axis and a line for each of its words."""
    lines = (f"- {word}: {says['description']}" for word, says in part["$defs"].items())
    return "\n".join((part.get("description", ""), *lines))


def _is_union(part: Mapping[str, Any]) -> bool:
    return "allOf" in part and all("$ref" in choice["then"] for choice in part["allOf"])


def _plain(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part without bounds, patterns and conditions."""
    out = {key: part[key] for key in _KEPT if key in part}
    if "const" in part:
        out |= {"type": "string", "enum": [part["const"]]}
    if "enum" in part and "$defs" in part:
        out["description"] = _with_words(part)
    return out


def _closed(members: dict[str, Any]) -> dict[str, Any]:
    return {"properties": members, "required": list(members), "additionalProperties": False}


class _Nulls:
    """What is not stated is ``null``."""

    def definition(
        self,
        part: Mapping[str, Any],
        left_out: Collection[str],
        axes: Collection[str],  # noqa: ARG002 - the protocol's
    ) -> dict[str, Any]:
        if "properties" not in part:
            return self._value(part)
        needed = part.get("required", ())
        return _plain(part) | _closed(
            {
                name: self._value(member)
                if name in needed or "const" in member
                else self._or_null(self._value(member))
                for name, member in part["properties"].items()
                if name not in left_out
            }
        )

    def added(self, defs: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - the protocol's
        return {}

    def _value(self, part: Mapping[str, Any]) -> dict[str, Any]:
        if "$ref" in part:
            return {key: part[key] for key in ("$ref", "description") if key in part}
        if _is_union(part):
            return {"anyOf": [dict(choice["then"]) for choice in part["allOf"]]}
        out = _plain(part)
        if "else" in part:
            return {"anyOf": [self._value(part["then"]), self._value(part["else"])], **out}
        if "items" in part:
            out["items"] = self._value(part["items"])
        return out

    def _or_null(self, part: dict[str, Any]) -> dict[str, Any]:
        if isinstance(part.get("type"), str):
            return {**part, "type": [part["type"], "null"]}
        described = {"description": part.pop("description")} if "description" in part else {}
        choices = part.get("anyOf", [part])
        return {"anyOf": [*choices, {"type": "null"}], **described}


class _Words:
    """Every member has one type, so that no limit on unions is met."""

    def definition(
        self, part: Mapping[str, Any], left_out: Collection[str], axes: Collection[str]
    ) -> dict[str, Any]:
        if "properties" not in part:
            return _plain(part)
        return _plain(part) | _closed(
            {
                name: self._member(member, axes, needed=name in part.get("required", ()))
                for name, member in part["properties"].items()
                if name not in left_out
            }
        )

    def added(self, defs: Mapping[str, Any]) -> dict[str, Any]:
        words = {name: part for name, part in defs.items() if "enum" in part}
        return {
            name + ending: {**part, "enum": [*part["enum"], word]}
            for name, part in words.items()
            for ending, word in ((_OR, _silent(part["enum"])), (_ALSO, NONE))
        } | {"YesOrNo" + _OR: {"type": "string", "enum": ["yes", "no", NOT_STATED]}}

    def _member(
        self, part: Mapping[str, Any], axes: Collection[str], *, needed: bool
    ) -> dict[str, Any]:
        described = {"description": part["description"]} if "description" in part else {}
        if "const" in part:
            return _plain(part)
        if "$ref" in part:
            optional = not needed and part["$ref"].rpartition("/")[2] in axes
            return described | {"$ref": part["$ref"] + (_OR if optional else "")}
        if "else" in part:
            lists = part["then"] if "items" in part["then"] else None
            if lists:
                return self._list(lists, axes, described)
            return _text(described, "A number or word")
        if part["type"] == "array":
            return self._list(part, axes, described)
        if part["type"] == "boolean":
            return described | {"$ref": "#/$defs/YesOrNo" + _OR}
        if part["type"] in ("number", "integer"):
            return _text(described, "A number in digits")
        return {"type": "string", **described}

    def _list(
        self, part: Mapping[str, Any], axes: Collection[str], described: dict[str, Any]
    ) -> dict[str, Any]:
        items = part["items"]
        # What an empty list says elsewhere, it does not say here.
        says = described.get("description", "").partition("; an empty list")[0].rstrip(".")
        empty = "An empty list says nothing."
        if _is_union(items):
            inner: dict[str, Any] = {"anyOf": [dict(choice["then"]) for choice in items["allOf"]]}
        elif "$ref" in items:
            words = items["$ref"].rpartition("/")[2] in axes
            inner = {"$ref": items["$ref"] + (_ALSO if words else "")}
            if words:
                empty = f"An empty list says nothing, {NONE} alone: looked for and absent."
        else:
            inner = {"type": items["type"]}
        return {"type": "array", "items": inner, "description": f"{says}. {empty}"}


def _silent(words: list[str]) -> str:
    """Return the word by which an axis says nothing, which is none of its own."""
    return NOT_GIVEN if NOT_STATED in words else NOT_STATED


def _text(described: dict[str, Any], what: str) -> dict[str, Any]:
    says = described.get("description", "")
    return {"type": "string", "description": f"{says} {what}; empty where it is not stated."}


NULLS: Final[Style] = _Nulls()
WORDS: Final[Style] = _Words()
