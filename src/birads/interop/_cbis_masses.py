"""Read the mass table of CBIS-DDSM.

Its shapes name masses, and also asymmetries, distortions and lymph nodes. Where they are joined,
or views differ, a mass outranks a distortion, a distortion an asymmetry, and an asymmetry a lymph
node; what the finding has no member for stays in its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from birads.interop._cbis import View, cbis_format, joined, repeated
from birads.interop._merge import renamed
from birads.lexicon._meanings import worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from birads.interop._words import Word
    from birads.interop.importing import Draft

__all__ = ["MASSES"]

_SHAPE = "mass shape"
_MARGINS = "mass margins"
_SHAPE_AXIS = "mg.mass.shape"
_TYPE_AXIS = "mg.asymmetry.type"
_DISTORTION = "mg.architectural_distortion"
_NODE = "mg.lymph_node"


@attrs.frozen
class _Axis:
    """Name the member of a finding, where its words stand, and which of them are suspicious."""

    member: str
    column: str
    name: str


_SHAPES = _Axis("shape", _SHAPE, _SHAPE_AXIS)
_MARGIN = _Axis("margin", _MARGINS, "mg.mass.margin")
_TYPES = _Axis("type", _SHAPE, _TYPE_AXIS)


def _describe(draft: Draft, pointer: str, views: Sequence[View]) -> dict[str, Any]:
    words = tuple(dict.fromkeys(word for view in views for word in view.words[_SHAPE]))
    kind = _kind(words)
    values: dict[str, Any] = {"kind": kind}
    if kind == "mg.mass":
        _keep(draft, pointer, _SHAPES, views, values)
        _keep(draft, pointer, _MARGIN, views, values)
    elif kind == "mg.asymmetry":
        _keep(draft, pointer, _TYPES, views, values)
    _beside(draft, pointer, kind, words, values)
    if kind != "mg.mass" or "shape" not in values:
        repeated(draft, f"{pointer}/kind", _SHAPE, views, kind)
    _text(draft, pointer, views, values)
    return values


def _kind(words: Iterable[Word]) -> str:
    axes = {word.axis for word in words}
    said = {word.word for word in words}
    if _SHAPE_AXIS in axes or not said:
        return "mg.mass"  # also where only the abnormality type says so
    if _DISTORTION in said:
        return _DISTORTION
    return "mg.asymmetry" if _TYPE_AXIS in axes else _NODE


def _keep(
    draft: Draft, pointer: str, axis: _Axis, views: Sequence[View], values: dict[str, Any]
) -> None:
    """Keep the most suspicious word of an axis."""
    said = [word for view in views for word in view.words[axis.column] if word.axis == axis.name]
    if not said:
        return
    kept = worst((word.word for word in said), axis.name)
    values[axis.member] = kept
    place = f"{pointer}/{axis.member}"
    renamed(draft, place, said)
    joined(draft, place, axis.column, views, kept, axis.name)
    repeated(draft, place, axis.column, views, kept)


def _beside(
    draft: Draft, pointer: str, kind: str, words: Iterable[Word], values: dict[str, Any]
) -> None:
    """Name what stands beside the finding as an associated feature, where there is a word."""
    own = {_SHAPE_AXIS} if kind == "mg.mass" else {_TYPE_AXIS} if kind == "mg.asymmetry" else set()
    others = [word for word in words if word.axis not in own and word.word != kind]
    named = [word for word in others if word.beside and kind != _NODE]
    if named:
        values["associated"] = sorted({word.beside for word in named})
        renamed(draft, f"{pointer}/associated", named)


def _text(draft: Draft, pointer: str, views: Sequence[View], values: dict[str, Any]) -> None:
    """Keep the source's words in the text where the finding does not hold all of them."""
    held = {values.get(member) for member in ("kind", "shape", "margin", "type")}
    held.update(values.get("associated", ()))
    words = [word for view in views for column in (_SHAPE, _MARGINS) for word in view.words[column]]
    lost = dict.fromkeys(w.source for w in words if w.word not in held and w.beside not in held)
    if lost:
        cells = {
            column: dict.fromkeys(view.said[column] for view in views if view.words[column])
            for column in (_SHAPE, _MARGINS)
        }
        values["text"] = "; ".join(
            f"{column}: {' / '.join(said)}" for column, said in cells.items() if said
        )
        draft.note(
            "word_kept_as_text",
            f"{pointer}/text",
            f"{values['kind']} does not hold {', '.join(lost)}; the text keeps it.",
        )


MASSES = cbis_format("cbis-ddsm-mass", "mass", (_SHAPE, _MARGINS), _describe)
