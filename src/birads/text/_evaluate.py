"""Judge drafts against gold drafts: precision and recall by member, and the dangerous faults apart.

A slot is one member of one object with one value. Objects of a section pair where they are of one
kind (finding), modality (exam), action (recommendation) or breast (assessment): those with most
equal slots first, ties in the order of the gold. Ids, links to ids, the edition, the narrative and
the version are no slots. It works on any two streams of drafts, whoever or whatever wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

__all__ = ["Count", "Evaluation", "Fault", "evaluate"]

_NO_SLOTS: Final = frozenset(
    {"id", "exam", "finding", "findings", "lesion", "edition", "schema_version", "narrative"}
)
_KEYS: Final = {
    "exams": "modality",
    "findings": "kind",
    "recommendations": "action",
    "assessments": "breast",
}
_SECTIONS: Final = (
    "patient", "exams", "findings", "assessments", "recommendations", "pathology", "addenda",
)  # fmt: skip
_SIDED: Final = frozenset({"findings", "assessments", "recommendations"})
_TISSUE: Final = "4"

Tree = Mapping[str, Any]


@attrs.define
class Count:
    """Count slots: ``right`` in both, ``missed`` in the gold only, ``wrong`` predicted only."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float | None:
        """Return the share of predicted slots that are right; ``None`` where there are none."""
        total = self.right + self.wrong
        return self.right / total if total else None

    @property
    def recall(self) -> float | None:
        """Return the share of gold slots that were found; ``None`` where there are none."""
        total = self.right + self.missed
        return self.right / total if total else None

    def to_dict(self) -> dict[str, Any]:
        """Return the counts and both shares."""
        return {
            "right": self.right,
            "missed": self.missed,
            "wrong": self.wrong,
            "precision": self.precision,
            "recall": self.recall,
        }


@attrs.frozen
class Fault:
    """Hold one fault that could hurt somebody.

    ``what`` is ``side``, ``category``, ``invented_category`` or ``invented_finding``; ``crosses``
    says that the line between categories 0-3 and 4-6 lies between gold and prediction.
    """

    id: str
    section: str
    what: str
    gold: str | None
    predicted: str | None
    crosses: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the members."""
        return attrs.asdict(self)


@attrs.define
class Evaluation:
    """Hold the counts of two streams of drafts that were compared."""

    texts: int = 0
    exact: int = 0
    not_predicted: list[str] = attrs.field(factory=list)
    not_in_gold: list[str] = attrs.field(factory=list)
    total: Count = attrs.field(factory=Count)
    members: dict[str, Count] = attrs.field(factory=dict)
    sections: dict[str, Count] = attrs.field(factory=dict)
    languages: dict[str, Count] = attrs.field(factory=dict)
    dangerous: list[Fault] = attrs.field(factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain values."""
        kinds = sorted({fault.what for fault in self.dangerous})
        return {
            "texts": self.texts,
            "exact": self.exact,
            "not_predicted": self.not_predicted,
            "not_in_gold": self.not_in_gold,
            "total": self.total.to_dict(),
            "members": {name: one.to_dict() for name, one in sorted(self.members.items())},
            "sections": {name: one.to_dict() for name, one in self.sections.items()},
            "languages": {name: one.to_dict() for name, one in sorted(self.languages.items())},
            "dangerous": {
                "total": len(self.dangerous),
                "crosses": sum(fault.crosses for fault in self.dangerous),
                **{kind: sum(f.what == kind for f in self.dangerous) for kind in kinds},
            },
            "faults": [fault.to_dict() for fault in self.dangerous],
        }


def evaluate(gold: Iterable[Tree], predicted: Iterable[Tree]) -> Evaluation:
    """Compare two streams of drafts, joined by their ``id``.

    An entry is a draft, or an object with ``draft`` beside its ``id`` and ``language``, as
    ``birads read-text --format json`` writes. Where no entry of either stream has an id, they are
    joined in their order.

    Raises:
        ValueError: An id stands twice, or only some entries have one.
    """
    wanted, found = _by_id(list(gold), "gold"), _by_id(list(predicted), "predicted")
    out = Evaluation()
    for name, entry in wanted.items():
        other = found.get(name)
        if other is None:
            out.not_predicted.append(name)
        _compare(out, name, entry, other or {})
    out.not_in_gold = [name for name in found if name not in wanted]
    return out


def _by_id(entries: Sequence[Tree], which: str) -> dict[str, Tree]:
    names = [entry.get("id") for entry in entries]
    if not any(name is not None for name in names):
        return {str(number): entry for number, entry in enumerate(entries, 1)}
    out: dict[str, Tree] = {}
    for name, entry in zip(names, entries, strict=True):
        if name is None or str(name) in out:
            said = "has no id" if name is None else f"has the id {str(name)!r} of another"
            raise ValueError(f"An entry of {which} {said}.")
        out[str(name)] = entry
    return out


def _draft(entry: Tree) -> Tree:
    draft = entry.get("draft", entry.get("expect", entry))
    return draft if isinstance(draft, Mapping) else {}


def _compare(out: Evaluation, name: str, entry: Tree, other: Tree) -> None:
    gold, predicted = _draft(entry), _draft(other)
    language = entry.get("language") or other.get("language") or gold.get("language") or "unknown"
    before = (out.total.missed, out.total.wrong)
    counts = out.languages.setdefault(str(language), Count())
    for section in _SECTIONS:
        for want, got in _pairs(section, _objects(gold, section), _objects(predicted, section)):
            _count(out, counts, section, set(_slots(want or {})), set(_slots(got or {})))
            out.dangerous += _faults(name, section, want, got)
    out.texts += 1
    out.exact += before == (out.total.missed, out.total.wrong)


def _objects(draft: Tree, section: str) -> list[Tree]:
    value = draft.get(section, [])
    value = [value] if isinstance(value, Mapping) else value
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _slots(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NO_SLOTS:
                yield from _slots(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _slots(inner, path)
        if not value:
            yield path, "(none)"
    else:
        yield path, f"{value:g}" if isinstance(value, float) else str(value)


def _pairs(
    section: str, wanted: list[Tree], found: list[Tree]
) -> Iterator[tuple[Tree | None, Tree | None]]:
    key = _KEYS.get(section)
    wants, gots = [set(_slots(one)) for one in wanted], [set(_slots(one)) for one in found]
    possible = [
        (-len(wants[w] & gots[g]), w, g)
        for w, want in enumerate(wanted)
        for g, got in enumerate(found)
        if key is None or want.get(key) == got.get(key)
    ]
    used_w: dict[int, int] = {}
    used_g: set[int] = set()
    for _, w, g in sorted(possible):
        if w not in used_w and g not in used_g:
            used_w[w] = g
            used_g.add(g)
    for w, want in enumerate(wanted):
        yield want, found[used_w[w]] if w in used_w else None
    for g, got in enumerate(found):
        if g not in used_g:
            yield None, got


def _count(
    out: Evaluation, language: Count, section: str, wanted: set[Any], found: set[Any]
) -> None:
    whole = out.sections.setdefault(section, Count())
    for slots, name in (
        (wanted & found, "right"),
        (wanted - found, "missed"),
        (found - wanted, "wrong"),
    ):
        for path, _ in slots:
            member = out.members.setdefault(f"{section}.{path}", Count())
            for count in (out.total, whole, language, member):
                setattr(count, name, getattr(count, name) + 1)


def _side(one: Tree) -> Any:
    location = one.get("location")
    inner = location.get("breast") if isinstance(location, Mapping) else None
    return one.get("breast", inner)


def _faults(name: str, section: str, want: Tree | None, got: Tree | None) -> Iterator[Fault]:
    if got is None or section not in _SIDED:
        return
    side, category = _side(got), got.get("category")
    if want is not None and side is not None and side != _side(want):
        yield Fault(name, section, "side", _text(_side(want)), str(side))
    stated = None if want is None else want.get("category")
    if category is not None and category != stated:
        what = "invented_category" if stated is None else "category"
        grave = (str(category) >= _TISSUE) != (str(stated or "0") >= _TISSUE)
        yield Fault(name, section, what, _text(stated), str(category), grave)
    if section == "findings" and want is None:
        yield Fault(name, section, "invented_finding", None, _text(got.get("kind")))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
