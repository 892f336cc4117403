"""Show an evaluation as lines and as a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib import resources

from birads._visible import visible
from birads.text._evaluate import Count, Evaluation

__all__ = ["as_page", "as_text"]

_MATCHING = (
    "Objects pair by kind, modality, action or breast, those with most equal members first. Ids "
    "and links do not count."
)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _row(name: str, count: Count) -> tuple[str, ...]:
    return (
        name,
        str(count.right),
        str(count.missed),
        str(count.wrong),
        _share(count.precision),
        _share(count.recall),
    )


_HEAD = ("", "right", "missed", "wrong", "precision", "recall")


def _tables(result: Evaluation) -> Iterable[tuple[str, Mapping[str, Count]]]:
    yield "All", {"all": result.total}
    yield "By section", result.sections
    yield "By language", dict(sorted(result.languages.items()))
    yield "By member", dict(sorted(result.members.items()))


def as_text(result: Evaluation) -> str:
    """Return the counts as lines, the dangerous faults first."""
    out = [f"{result.texts} texts, {result.exact} exact", _dangers(result)]
    for fault in result.dangerous:
        crosses = "  crosses 0-3 / 4-6" if fault.crosses else ""
        out.append(
            f"  {fault.id}  {fault.section}  {fault.what}: {fault.predicted}, gold {fault.gold}"
            f"{crosses}"
        )
    if result.not_predicted:
        out.append(f"not predicted: {', '.join(result.not_predicted)}")
    if result.not_in_gold:
        out.append(f"not in the gold, not counted: {', '.join(result.not_in_gold)}")
    for title, counts in _tables(result):
        rows = [_HEAD, *(_row(name, count) for name, count in counts.items())]
        widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
        out += ["", title]
        out += [
            "  "
            + "  ".join(
                cell.rjust(width) if n else cell.ljust(width)
                for n, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
    return "".join(f"{visible(line)}\n" for line in out)


def _dangers(result: Evaluation) -> str:
    crosses = sum(fault.crosses for fault in result.dangerous)
    return f"{len(result.dangerous)} dangerous faults, {crosses} of them cross 0-3 / 4-6"


def as_page(result: Evaluation) -> str:
    """Return a page of its own: no script, and nothing is loaded."""
    style = resources.files("birads.text").joinpath("data", "page.css").read_text("utf-8")
    faults = "".join(
        f"<tr><th scope='row'>{escape(f.id)}</th><td>{escape(f.section)}</td>"
        f"<td>{escape(f.what)}</td><td>{escape(str(f.predicted))}</td><td>{escape(str(f.gold))}"
        f"</td><td>{'yes' if f.crosses else 'no'}</td></tr>"
        for f in result.dangerous
    )
    listed = (
        "<table><thead><tr><th scope='col'>Text</th><th scope='col'>Section</th>"
        "<th scope='col'>Fault</th><th scope='col'>Predicted</th><th scope='col'>Gold</th>"
        f"<th scope='col'>Crosses 0-3 / 4-6</th></tr></thead><tbody>{faults}</tbody></table>"
        if faults
        else ""
    )
    tables = "".join(_table(title, counts) for title, counts in _tables(result))
    whole = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Evaluation of drafts</title>\n<style>\n{style}</style></head>\n<body>\n"
        f"<header><h1>Evaluation of drafts</h1></header>\n<main>\n<p>{result.texts} texts, "
        f"{result.exact} exact. {escape(_dangers(result))}.</p>\n<p>{escape(_MATCHING)}</p>\n"
        f"{listed}\n{tables}</main>\n</body></html>\n"
    )
    return visible(whole, keep="\t\n")


def _table(title: str, counts: Mapping[str, Count]) -> str:
    head = "".join(f"<th scope='col'>{cell or 'what'}</th>" for cell in _HEAD)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<th scope='row'>{escape(cell)}</th>" if n == 0 else f"<td>{escape(cell)}</td>"
            for n, cell in enumerate(_row(name, count))
        )
        + "</tr>"
        for name, count in counts.items()
    )
    return (
        f"<h2>{escape(title)}</h2>\n<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>\n"
    )
