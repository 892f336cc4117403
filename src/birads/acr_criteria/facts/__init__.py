"""Facts: what a table may ask of a report, each read by one function, with where it was read.

``birads.acr_criteria.table`` declares every fact with its closed list of answers; the modules here
read them. One registry serves the rows of a topic, its scope, the conditions of its ratings and
its notes.
"""

from birads.acr_criteria.facts import (
    calcifications,
    cancer,
    finding,
    group,
    history,
    imaging,
    patient,
    prior,
    request,
    tissue,
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
    "calcifications",
    "cancer",
    "finding",
    "group",
    "history",
    "imaging",
    "in_order",
    "patient",
    "prior",
    "read",
    "reading_of",
    "request",
    "tissue",
]
