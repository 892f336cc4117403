"""Speak the BI-RADS lexicon: every word an enumeration member, every fact about it a row.

The enumerations are modules of this package. What is named here is loaded on first use, and no
table is read before somebody asks a question, because every report imports this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from birads._base.door import through

if TYPE_CHECKING:
    from birads.lexicon._assessments import (
        AssessmentCategory,
        Likelihood,
        assessment,
        assessments,
    )
    from birads.lexicon._code import Code, Quality, System
    from birads.lexicon._counts import AxisCount, counts
    from birads.lexicon._export import export
    from birads.lexicon._find import Found, Match, find
    from birads.lexicon._index import How
    from birads.lexicon._languages import Language, Translation, language_review, translations
    from birads.lexicon._lookup import axes, axis, source, sources, term, terms
    from birads.lexicon._review import (
        REVIEWED_TABLES,
        Reviewer,
        ReviewState,
        ReviewStatus,
        review_status,
    )
    from birads.lexicon._statements import (
        AssessmentStatement,
        DensityStatement,
        LayStatement,
        Statements,
        density_statement,
        mqsa_statements,
        statements,
    )
    from birads.lexicon._suggest import suggest
    from birads.lexicon._term import (
        Axis,
        Confidence,
        Group,
        Ppv,
        RetiredName,
        Source,
        Successor,
        Term,
    )
    from birads.lexicon.edition import Edition
    from birads.tables._row import InvalidTable

__all__ = [
    "REVIEWED_TABLES",
    "AssessmentCategory",
    "AssessmentStatement",
    "Axis",
    "AxisCount",
    "Code",
    "Confidence",
    "DensityStatement",
    "Edition",
    "Found",
    "Group",
    "How",
    "InvalidTable",
    "Language",
    "LayStatement",
    "Likelihood",
    "Match",
    "Ppv",
    "Quality",
    "RetiredName",
    "ReviewState",
    "ReviewStatus",
    "Reviewer",
    "Source",
    "Statements",
    "Successor",
    "System",
    "Term",
    "Translation",
    "assessment",
    "assessments",
    "axes",
    "axis",
    "counts",
    "density_statement",
    "export",
    "find",
    "language_review",
    "mqsa_statements",
    "review_status",
    "source",
    "sources",
    "statements",
    "suggest",
    "term",
    "terms",
    "translations",
]

_HOME = {
    "_assessments": ("AssessmentCategory", "Likelihood", "assessment", "assessments"),
    "_code": ("Code", "Quality", "System"),
    "_counts": ("AxisCount", "counts"),
    "_export": ("export",),
    "_find": ("Found", "Match", "find"),
    "_index": ("How",),
    "_languages": ("Language", "Translation", "language_review", "translations"),
    "_lookup": ("axes", "axis", "source", "sources", "term", "terms"),
    "_review": (
        "REVIEWED_TABLES",
        "ReviewState",
        "ReviewStatus",
        "Reviewer",
        "review_status",
    ),
    "_row": ("InvalidTable",),
    "_statements": (
        "AssessmentStatement",
        "DensityStatement",
        "LayStatement",
        "Statements",
        "density_statement",
        "mqsa_statements",
        "statements",
    ),
    "_suggest": ("suggest",),
    "_term": ("Axis", "Confidence", "Group", "Ppv", "RetiredName", "Source", "Successor", "Term"),
    "edition": ("Edition",),
}
_MODULES = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    return through(globals(), _MODULES, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
