"""Write the terms out for other tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from birads._visible import cell
from birads.issue import MissingExtra
from birads.lexicon._lookup import terms
from birads.lexicon._term import Term
from birads.lexicon.edition import Edition

__all__ = ["EXPORTS", "export"]


def export(form: str, edition: Edition | str | None = None) -> str:
    """Return every term, or those of one edition, as ``json``, ``csv`` or ``toml``.

    Raises:
        LookupError: there is no such form.
        MissingExtra: TOML needs the extra ``cli``.

    """
    if form not in EXPORTS:
        raise LookupError(f"There is no form {form!r}.")
    return EXPORTS[form](terms(edition=edition))


def _json(found: Iterable[Term]) -> str:
    rows = {"terms": [term.to_dict() for term in found]}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def _toml(found: Iterable[Term]) -> str:
    try:
        import tomli_w
    except ImportError:
        raise MissingExtra("cli", "tomli-w") from None
    rows = [{key: value for key, value in term.to_dict().items() if value} for term in found]
    return tomli_w.dumps({"terms": rows})


def _csv(found: Iterable[Term]) -> str:
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for term in found:
        row = {key: cell(_cell(value)) for key, value in term.to_dict().items()}
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
    return out.getvalue()


def _cell(value: Any) -> str:
    """Return one cell: lists are joined by ";", tables inside them are compact JSON."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
    return str(value)


EXPORTS: dict[str, Callable[[Iterable[Term]], str]] = {"json": _json, "csv": _csv, "toml": _toml}
