"""Typed, validated, explained: structured breast-imaging reports.

``parse`` reads bytes into a :class:`Report` or says everything that is wrong with them;
``check`` asks whether the report makes sense; ``recommend`` maps it to the ACR Appropriateness
Criteria variant and the recommended workup; ``explain`` says why this one and not another.

Not a diagnosis and not a medical device. BI-RADS is a registered trademark of the American
College of Radiology, which does not endorse this software.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from birads._version import __version__

if TYPE_CHECKING:
    from birads import acr_criteria as acr_criteria
    from birads import archive as archive
    from birads import audit as audit
    from birads import checks as checks
    from birads import interop as interop
    from birads import lexicon
    from birads import pointer as pointer
    from birads import prose as prose
    from birads import report as report
    from birads import schema as schema
    from birads import service as service
    from birads import testing as testing
    from birads import text as text
    from birads.acr_criteria._explain import explain
    from birads.acr_criteria._explanation import Explanation
    from birads.acr_criteria._match import Match, match
    from birads.acr_criteria._recommend import recommend, recommend_json
    from birads.acr_criteria._workup import Workup
    from birads.acr_criteria.facts import Facts
    from birads.checks import check
    from birads.issue import (
        BiradsError,
        InvalidReport,
        InvalidTopic,
        Issue,
        MissingExtra,
        Severity,
        UnknownWord,
    )
    from birads.lexicon.common import Category
    from birads.lexicon.edition import Edition
    from birads.parsing._parse import Limits, parse
    from birads.parsing.normalising import normalise
    from birads.parsing.normalising import normalise as normalize
    from birads.prose._said import CannotSay, Said
    from birads.prose._say import say
    from birads.report.report import Report
    from birads.text._reading import Reading, read_text

__all__ = [
    "BiradsError",
    "CannotSay",
    "Category",
    "Edition",
    "Explanation",
    "Facts",
    "InvalidReport",
    "InvalidTopic",
    "Issue",
    "Limits",
    "Match",
    "MissingExtra",
    "Reading",
    "Report",
    "Said",
    "Severity",
    "UnknownWord",
    "Workup",
    "__version__",
    "check",
    "explain",
    "lexicon",
    "match",
    "normalise",
    "normalize",
    "parse",
    "read_text",
    "recommend",
    "recommend_json",
    "say",
]

# The parts whose names are public; what is not named in their ``__all__`` may change. They are
# not in ``__all__`` here, because some need packages that a star import must not ask for.
_PARTS = frozenset(
    {
        "acr_criteria",
        "archive",
        "audit",
        "checks",
        "interop",
        "lexicon",
        "pointer",
        "prose",
        "report",
        "schema",
        "service",
        "testing",
        "text",
    }
)
_OTHER_SPELLINGS = {"normalize": "normalise"}

# No module has the name of a function here: importing it would hide the function.
_HOMES = {
    "BiradsError": "birads.issue",
    "CannotSay": "birads.prose._said",
    "Category": "birads.lexicon.common",
    "Edition": "birads.lexicon.edition",
    "Explanation": "birads.acr_criteria._explanation",
    "Facts": "birads.acr_criteria.facts",
    "InvalidReport": "birads.issue",
    "InvalidTopic": "birads.issue",
    "Issue": "birads.issue",
    "Limits": "birads.parsing._parse",
    "Match": "birads.acr_criteria._match",
    "MissingExtra": "birads.issue",
    "Reading": "birads.text._reading",
    "Report": "birads.report.report",
    "Said": "birads.prose._said",
    "Severity": "birads.issue",
    "UnknownWord": "birads.issue",
    "Workup": "birads.acr_criteria._workup",
    "check": "birads.checks",
    "explain": "birads.acr_criteria._explain",
    "match": "birads.acr_criteria._match",
    "normalise": "birads.parsing.normalising",
    "parse": "birads.parsing._parse",
    "read_text": "birads.text._reading",
    "recommend": "birads.acr_criteria._recommend",
    "recommend_json": "birads.acr_criteria._recommend",
    "say": "birads.prose._say",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import birads`` stays cheap."""
    if name in _PARTS:
        return import_module(f"birads.{name}")
    if name in _OTHER_SPELLINGS:
        return __getattr__(_OTHER_SPELLINGS[name])
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'birads' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_PARTS})
