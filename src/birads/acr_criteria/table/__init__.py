"""Tables of criteria: rows over facts, compiled to a total function.

A topic is one TOML file. Its rows ask facts of a registry; ``load_table`` reads it, finds
everything that is wrong with it, and returns a ``Table`` that answers any facts::

    table = load_table(path)
    answer = table.answer({"age_years": 45, "presentation": ["palpable_mass"]})
"""

from birads.acr_criteria.table._answer import Answer, Missing, Option, Part, Status
from birads.acr_criteria.table._facts import Fact, Subject, facts
from birads.acr_criteria.table._load import load_table, read_table
from birads.acr_criteria.table._problems import BadTable, Problem
from birads.acr_criteria.table._table import Table

__all__ = [
    "Answer",
    "BadTable",
    "Fact",
    "Missing",
    "Option",
    "Part",
    "Problem",
    "Status",
    "Subject",
    "Table",
    "facts",
    "load_table",
    "read_table",
]
