"""Turn content items into pydicom data sets, and data sets into content items within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from birads.interop.dicom_sr._codes import table
from birads.interop.dicom_sr._item import OWN, Coded, ImageRef, Item, Measure, clean, coded, own

if TYPE_CHECKING:
    from pydicom import Dataset

__all__ = ["TooLarge", "items_of", "write_item"]

_LONGEST_CODE = 16
_LONGEST_MEANING = 64
_LONGEST_DECIMAL = 16
_EXACT = ".exact"
_TEXTS = {
    "TEXT": "TextValue",
    "DATE": "Date",
    "TIME": "Time",
    "DATETIME": "DateTime",
    "UIDREF": "UID",
    "PNAME": "PersonName",
}
_BI_VERSION = "4.0"  # of the scheme BI, as PS3.16 names it


class TooLarge(Exception):
    """A document has more items, or nests deeper, than is read."""


def write_item(item: Item) -> Dataset:
    """Return the data set of an item and of everything below it."""
    from pydicom import Dataset

    out = Dataset()
    fill(out, item)
    return out


def fill(out: Dataset, item: Item) -> None:
    """Write an item into a data set that may hold other attributes."""
    from pydicom import Dataset, Sequence

    out.ValueType = item.kind
    if item.concept.value:
        out.ConceptNameCodeSequence = Sequence([_code(item.concept)])
    if item.kind == "CONTAINER":
        out.ContinuityOfContent = "SEPARATE"
    elif item.kind == "CODE":
        out.ConceptCodeSequence = Sequence([_code(item.value)])
    elif item.kind == "NUM":
        out.MeasuredValueSequence = Sequence([_measure(item.value)])
    elif item.kind == "IMAGE":
        out.ReferencedSOPSequence = Sequence([_image(item.value)])
    else:
        setattr(out, _TEXTS[item.kind], item.value)
    if item.template:
        template = Dataset()
        template.MappingResource = "DCMR"
        template.TemplateIdentifier = item.template
        out.ContentTemplateSequence = Sequence([template])
    if item.children:
        out.ContentSequence = Sequence(list(_children(item)))


def _children(item: Item) -> Iterator[Dataset]:
    for child in item.children:
        written = write_item(child)
        written.RelationshipType = child.relation
        yield written
        if child.exact is not None:
            twin = Item("TEXT", own(child.member + _EXACT), _ascii(child.exact))
            written = write_item(twin)
            written.RelationshipType = child.relation
            yield written


def _ascii(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


def _code(code: Coded) -> Dataset:
    from pydicom import Dataset

    out = Dataset()
    if len(code.value) > _LONGEST_CODE:
        out.LongCodeValue = code.value
    else:
        out.CodeValue = code.value
    out.CodingSchemeDesignator = code.scheme
    if code.scheme == "BI":
        out.CodingSchemeVersion = _BI_VERSION
    out.CodeMeaning = clean(code.meaning or code.value)[:_LONGEST_MEANING].rstrip()
    return out


def _measure(measure: Measure) -> Dataset:
    from pydicom import Dataset, Sequence

    out = Dataset()
    text = str(measure.value)
    if len(text) > _LONGEST_DECIMAL:
        out.FloatingPointValue = float(measure.value)
        text = _short(float(measure.value))
    out.NumericValue = text
    out.MeasurementUnitsCodeSequence = Sequence([_code(measure.unit)])
    return out


def _short(value: float) -> str:
    """Return the most digits of a number that 16 characters hold."""
    for digits in range(_LONGEST_DECIMAL, 0, -1):
        text = f"{value:.{digits}g}"
        if len(text) <= _LONGEST_DECIMAL:
            return text
    return "0"  # pragma: no cover - one digit and an exponent always fit


def _image(image: ImageRef) -> Dataset:
    from pydicom import Dataset

    out = Dataset()
    out.ReferencedSOPClassUID = image.sop_class
    out.ReferencedSOPInstanceUID = image.sop_instance
    if image.frame is not None:
        out.ReferencedFrameNumber = image.frame
    return out


def items_of(data: Dataset, series: dict[str, str], *, most: int, levels: int) -> Item:
    """Return the tree of a data set; ``series`` says of which series each instance is.

    Raises:
        TooLarge: It has more than ``most`` items or nests deeper than ``levels``.
    """
    reader = _Reader(series, most, levels)
    return reader.item(data, "1", 1)


class _Reader:
    def __init__(self, series: dict[str, str], most: int, levels: int) -> None:
        self.series = series
        self.left = most
        self.most = most
        self.levels = levels

    def item(self, data: Dataset, path: str, level: int) -> Item:
        self.left -= 1
        if self.left < 0:
            raise TooLarge(f"The document has more than {self.most} items.")
        if level > self.levels:
            raise TooLarge(f"The document nests deeper than {self.levels} levels.")
        kind = str(_get(data, "ValueType") or "")
        item = Item(
            kind,
            _current(_only_code(data, "ConceptNameCodeSequence")) or Coded("", ""),
            self._value(data, kind),
            str(_get(data, "RelationshipType") or ""),
            path=path,
        )
        for number, child in enumerate(_items(data, "ContentSequence"), 1):
            self._add(item, self.item(child, f"{path}.{number}", level + 1))
        return item

    def _add(self, parent: Item, child: Item) -> None:
        """Add a child, or give its neighbour the exact text that it holds."""
        name = child.concept.value
        if not (child.concept.scheme == OWN and name.endswith(_EXACT) and parent.children):
            parent.children.append(child)
            return
        exact = _unescaped(child.value)
        near = parent.children[-1]
        if exact is None or not _fits(near, exact):
            parent.children.append(child)
        else:
            near.exact, near.member = exact, name.removesuffix(_EXACT)

    def _value(self, data: Dataset, kind: str) -> Any:
        if kind == "CODE":
            return _current(_only_code(data, "ConceptCodeSequence"))
        if kind == "NUM":
            return _number(_only(data, "MeasuredValueSequence"))
        if kind == "IMAGE":
            return self._image(_only(data, "ReferencedSOPSequence"))
        if kind not in _TEXTS:
            return None
        value = _get(data, _TEXTS[kind])
        # Bytes are no text: a wrong kind of value, in characters that nobody knows.
        return None if value is None or isinstance(value, bytes) else str(value)

    def _image(self, data: Dataset | None) -> ImageRef | None:
        if data is None:
            return None
        name = str(_get(data, "ReferencedSOPInstanceUID") or "")
        frame = _get(data, "ReferencedFrameNumber")
        if not name or not isinstance(frame, int | None):
            return None
        return ImageRef(
            str(_get(data, "ReferencedSOPClassUID") or ""),
            name,
            self.series.get(name),
            int(frame) if frame is not None else None,
        )


def _get(data: Dataset, name: str) -> Any:
    """Return the value of an attribute; ``None`` where it is missing or cannot be read."""
    try:
        return data.get(name)
    except RecursionError:
        raise TooLarge("The document nests too deeply.") from None
    except Exception:  # noqa: BLE001 - whatever a malformed element makes pydicom raise
        return None


def _items(data: Dataset, name: str) -> Sequence[Dataset]:
    """Return the items of a sequence; none where the attribute is of another kind."""
    from pydicom.sequence import Sequence as Held

    found = _get(data, name)
    return found if isinstance(found, Held) else ()


def _only(data: Dataset, name: str) -> Dataset | None:
    """Return the item of a sequence that may hold one; of several none is picked."""
    found = _items(data, name)
    return found[0] if len(found) == 1 else None


def _only_code(data: Dataset, name: str) -> Coded | None:
    """Return the code of a sequence that may hold one."""
    held = _only(data, name)
    if held is None:
        return None
    value = _get(held, "CodeValue") or _get(held, "LongCodeValue") or _get(held, "URNCodeValue")
    scheme = _get(held, "CodingSchemeDesignator")
    if not value:
        return None
    return Coded(str(scheme or ""), str(value), str(_get(held, "CodeMeaning") or ""))


def _current(code: Coded | None) -> Coded | None:
    """Return what DICOM calls a concept now; the scheme SRT was retired for SCT."""
    return _retired().get(code, code) if code is not None else None


_RETIRED: dict[Coded, Coded] = {}


def _retired() -> dict[Coded, Coded]:
    if not _RETIRED:
        _RETIRED.update((coded(old), coded(new)) for old, new in table()["retired"].items())
    return _RETIRED


def _number(data: Dataset | None) -> Measure | None:
    if data is None:
        return None
    exact, decimal = _get(data, "FloatingPointValue"), _get(data, "NumericValue")
    unit = _only_code(data, "MeasurementUnitsCodeSequence")
    try:
        value = float(exact) if exact is not None else float(str(decimal))
    except (TypeError, ValueError, OverflowError):
        return None
    return Measure(value, unit or Coded("", ""))


def _unescaped(text: Any) -> str | None:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None


def _fits(item: Item, exact: str) -> bool:
    """Say whether the exact text still belongs to what is shown, which may have been edited."""
    if item.kind == "CODE":
        return True  # the reader of the code compares
    return bool(item.value == clean(exact, name=item.kind == "PNAME"))
