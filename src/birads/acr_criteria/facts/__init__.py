"""Facts: what a table may ask of a report, each read by one function, with where it was read.

``birads.acr_criteria.table`` declares every fact with its closed list of answers; the modules here
read them. One registry serves the rows of a topic, its scope, the conditions of its ratings and
its notes.
"""

# Each module names its readers to the registry when it is imported.
from birads.acr_criteria.facts import (  # noqa: F401
    _calcifications,
    _cancer,
    _finding,
    _group,
    _history,
    _imaging,
    _patient,
    _prior,
    _request,
    _tissue,
)
from birads.acr_criteria.facts._registry import READERS, Reading, read, reading_of
from birads.acr_criteria.facts._values import (
    NOT_STATED,
    Facts,
    GroupCount,
    Laterality,
    Status,
    in_order,
)

__all__ = [
    "NOT_STATED",
    "READERS",
    "Facts",
    "GroupCount",
    "Laterality",
    "Reading",
    "Status",
    "in_order",
    "read",
    "reading_of",
]
