"""Lay out what the words were worth: calibration, shares by descriptor, two words together."""

from __future__ import annotations

from collections.abc import Iterator

from birads.audit._evidence import PLEOMORPHIC_NOTE, SELECTED, Row, Square, label, title
from birads.audit._parts import SHARE_HEAD, Section, Table, share_cells
from birads.audit._pictures import ForestRow, Picture, calibration, forest, heat_map
from birads.audit._result import Result
from birads.audit._words import CATEGORY, KIND

__all__ = ["evidence_sections"]

_MOST_FOREST = 46
_PICTURED = (
    "mg.calcifications.morphology",
    "mg.calcifications.distribution",
    "mg.mass.shape",
    "mg.mass.margin",
    "us.mass.shape",
    "us.mass.margin",
    "us.visibility",
    "cem.enhancement",
    "mri.enhancement",
)
_PUBLISHED = "diamond: a published value, selection differs"


def evidence_sections(result: Result) -> Iterator[Section]:
    """Yield the evidence of an audit, each part with its warning."""
    evidence = result.evidence
    tables = {axis: (name, rows) for axis, name, rows in evidence.tables()}
    if not tables:
        return
    warned = (SELECTED, PLEOMORPHIC_NOTE) if evidence.has_pleomorphic else (SELECTED,)
    calibrated = evidence.calibration()
    if calibrated:
        caption = "Categories against the likelihood that each states"
        rows = tuple(
            (one.category.value, one.stated, *share_cells(one.share), one.says)
            for one in calibrated
        )
        head = ("category", "stated", *SHARE_HEAD, "reading")
        drawn = calibration("calibration", f"{caption}. Lesions with a known outcome.", calibrated)
        text = ("A description of the archive; no verdict on a reader.",)
        yield Section(
            "Calibration of categories", text, (Table(caption, head, rows, (2,)),), (drawn,)
        )
    forest_rows = tuple(_forest_rows({axis: tables[axis] for axis in _PICTURED if axis in tables}))
    caption = "Malignant share by descriptor, with exact 95 % intervals"
    quoted = any(row.published for row in forest_rows)
    drawn = forest("descriptors", caption, forest_rows, _PUBLISHED if quoted else "")
    shown = tuple(_word_table(axis, *tables[axis]) for axis in tables if axis != CATEGORY)
    yield Section(
        "What the words were worth",
        (*warned, "A finding with several words of one axis stands under 'several words'."),
        shown,
        (drawn,) if forest_rows else (),
    )
    yield from _sources(evidence.published_sources())
    squares = [one for one in evidence.squares() if len(one.rows) > 1 and len(one.columns) > 1]
    if squares:
        maps = tuple(_map(one) for one in squares)
        yield Section("Two words together", warned, tuple(map(_square_table, squares)), maps)


def _sources(keys: tuple[str, ...]) -> Iterator[Section]:
    from birads.lexicon import source

    if keys:
        cited = (source(key) for key in keys)
        rows = tuple((one.key, one.citation, one.url or "") for one in cited)
        table = Table("Sources of published values", ("key", "publication", "address"), rows)
        text = ("Each study selected its lesions in its own way: no two shares compare directly.",)
        yield Section("Where the published values come from", text, (table,))


def _forest_rows(tables: dict[str, tuple[str, tuple[Row, ...]]]) -> Iterator[ForestRow]:
    left = _MOST_FOREST
    for name, rows in tables.values():
        known = [row for row in rows if row.share.n]
        if not known or len(known) + 1 > left:
            continue
        left -= len(known) + 1
        yield ForestRow(name)
        for row in known:
            values = tuple(one.percent for one in row.published if one.percent is not None)
            yield ForestRow(row.label, row.share, values)


def _word_table(axis: str, name: str, rows: tuple[Row, ...]) -> Table:
    quoted = axis != KIND and any(row.published for row in rows)
    head = ("word", *SHARE_HEAD, "by tissue", "outcome unknown")
    cells = [
        (
            row.label,
            *share_cells(row.share),
            f"{row.tissue:,}",
            f"{row.unknown:,}",
            *((_quotes(row),) if quoted else ()),
        )
        for row in rows
    ]
    return Table(name, (*head, "published") if quoted else head, tuple(cells), (1, 4, 5))


def _quotes(row: Row) -> str:
    from birads.lexicon import source

    out = []
    for one in row.published:
        value = f"{one.percent:g} %" if one.percent is not None else ""
        if one.malignant is not None and one.total is not None:
            value += f" ({one.malignant}/{one.total})"
        note = f", {one.note}" if one.note else ""
        out.append(f"{value.strip()} [{source(one.source).key}{note}]")
    return "; ".join(out)


def _map(square: Square) -> Picture:
    caption = f"{title(square.first)} by {title(square.second)}: malignant of known, percent"
    name = f"map-{square.first}-{square.second}".replace(".", "-").replace("_", "-")
    return heat_map(name, caption, square)


def _square_table(square: Square) -> Table:
    rows = tuple(
        (
            label(square.first, row),
            *(_square_cell(square, row, column) for column in square.columns),
        )
        for row in square.rows
    )
    head = ("", *(label(square.second, column) for column in square.columns))
    caption = f"{title(square.first)} by {title(square.second)}"
    return Table(caption, head, rows, tuple(range(1, len(head))))


def _square_cell(square: Square, row: str, column: str) -> str:
    one = square.cells.get((row, column))
    if one is None:
        return ""
    return f"{one.k}/{one.n}" + (f", {100 * one.value:.0f} %" if one.value is not None else "")
