"""Know which part of a structure a text speaks of: its finding, and the categories of a breast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

__all__ = ["alike", "categories_of", "fits", "of_breast", "other_side", "side_of"]

_BREASTS: Final = ("left", "right")
_APART: Final = frozenset({"id", "kind", "exam", "category", "text", "lesion"})

Tree = Mapping[str, Any]


def side_of(finding: Tree) -> str | None:
    """Return the breast of a finding, where it is stated."""
    side = finding.get("location", {}).get("breast")
    return None if side is None else str(side)


def fits(one: str | None, other: str | None) -> bool:
    """Say whether two breasts can be one: a breast that is not stated may be any."""
    return one is None or other is None or one == other or "bilateral" in (one, other)


def alike(finding: Tree, tree: Tree) -> list[Tree]:
    """Return the findings of a structure that a finding of the text may be, the likest alone.

    They are of its kind and may be of its breast; of these, the ones that share most members.
    """
    same = [
        one
        for one in tree.get("findings", [])
        if one["kind"] == finding["kind"] and fits(side_of(one), side_of(finding))
    ]
    told = set(_leaves(finding))
    shared = [len(told & set(_leaves(one))) for one in same]
    return [one for one, count in zip(same, shared, strict=True) if count == max(shared)]


def other_side(finding: Tree, several: Sequence[Tree]) -> Tree | None:
    """Return the finding that a finding of the text is likest to, where it is of the other breast.

    A finding of both breasts fits each side: it is taken only where no other is liker.
    """
    if any(side_of(one) == side_of(finding) for one in several):
        return None
    told = set(_leaves(finding)) - {(".location.breast", str(side_of(finding)))}
    shared = [len(told & set(_leaves(one))) for one in several]
    best = [one for one, count in zip(several, shared, strict=True) if count == max(shared) > 0]
    return best[0] if len(best) == 1 and not fits(side_of(best[0]), side_of(finding)) else None


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _APART:
                yield from _leaves(inner, f"{path}.{name}")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _leaves(inner, path)
    else:
        yield path, str(value)


def categories_of(finding: Tree, tree: Tree) -> set[str]:
    """Return the categories that the structure states of a finding of the text.

    Where the structure gives none to the finding itself, those of its breast count.
    """
    own = [one.get("category") for one in alike(finding, tree)]
    if own and all(own):
        return {str(category) for category in own}
    return _stated(tree, side_of(finding) or "overall")


def of_breast(tree: Tree, breast: str) -> set[str]:
    """Return the categories that the structure states of a breast, else of what is in it."""
    found = {a["category"] for a in tree.get("assessments", []) if a["breast"] == breast}
    return found or _in_breast(tree, breast) or _stated(tree, breast)


def _in_breast(tree: Tree, breast: str) -> set[str]:
    findings = tree.get("findings", [])
    return {f["category"] for f in findings if "category" in f and side_of(f) == breast}


def _stated(tree: Tree, breast: str) -> set[str]:
    """Return the categories that the structure states of a breast, or of the whole exam."""
    scopes = {breast, "bilateral", "overall"} if breast in _BREASTS else {"left", "right", breast}
    scopes |= {"bilateral"} if breast == "overall" else set()
    found = {a["category"] for a in tree.get("assessments", []) if a["breast"] in scopes}
    for finding in tree.get("findings", []):
        side = finding.get("location", {}).get("breast")
        if "category" in finding and (side in scopes or side is None or breast == "overall"):
            found.add(finding["category"])
    return found
