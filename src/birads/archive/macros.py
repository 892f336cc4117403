"""Give DuckDB the decision table of calcifications and the macros that write its keys.

``birads_decisions`` holds the rows of ``birads criteria decisions``, and those for a finding
whose morphology is not stated. The macros order words as the lexicon does, and stop at a word
that it does not have: a query never guesses.
"""

from __future__ import annotations

from typing import Any

import attrs

from birads.acr_criteria.compiled import Topic
from birads.acr_criteria.decisions import COLUMNS, decision, rows
from birads.acr_criteria.facts import Facts, GroupCount, Laterality
from birads.lexicon.mammography import CalcDistribution, CalcMorphology

__all__ = ["decisions", "macros"]


def macros() -> str:
    """Return the SQL of the macros: ``birads_morphology``, ``birads_groups`` and the others.

    ``birads_morphology`` takes a list of words, ``birads_distribution`` a word, ``birads_groups``
    a count or ``multiple`` as text, ``birads_laterality`` a side. NULL is a fact not stated.
    """
    every = ", ".join(f"'{word.value}'" for word in CalcMorphology)
    places = ", ".join(f"'{word.value}'" for word in CalcDistribution)
    return f"""
CREATE OR REPLACE MACRO birads_morphology(words) AS CASE
    WHEN words IS NULL THEN ''
    WHEN list_has_all([{every}], words)
        THEN array_to_string(list_filter([{every}], lambda w: list_contains(words, w)), '+')
    ELSE error('a word is not one of calcifications') END;
CREATE OR REPLACE MACRO birads_distribution(word) AS CASE
    WHEN coalesce(word, '') = '' THEN ''
    WHEN word IN ({places}) THEN word
    ELSE error('a word is not one of distributions') END;
CREATE OR REPLACE MACRO birads_groups(said) AS CASE
    WHEN coalesce(said, '') = '' THEN ''
    WHEN said IN ('single', 'multiple') THEN said
    WHEN TRY_CAST(said AS INTEGER) = 1 THEN 'single'
    WHEN TRY_CAST(said AS INTEGER) > 1 THEN 'multiple'
    ELSE error('groups is a count of 1 or more') END;
CREATE OR REPLACE MACRO birads_laterality(side) AS CASE
    WHEN coalesce(side, '') = '' THEN ''
    WHEN side IN ('left', 'right', 'unilateral') THEN 'unilateral'
    WHEN side = 'bilateral' THEN side
    ELSE error('a side is left, right or bilateral') END;
"""


def decisions(connection: Any, *, topic: Topic | None = None, max_morphologies: int = 2) -> int:
    """Make the macros and the table ``birads_decisions`` in a connection; return its rows."""
    connection.execute(macros())
    columns = ", ".join(f"{name} {_type(name)}" for name in COLUMNS)
    connection.execute(f"CREATE OR REPLACE TABLE birads_decisions ({columns})")
    without = (
        decision(Facts(frozenset(), distribution, groups, laterality), topic)
        for distribution in (*CalcDistribution, None)
        for groups in (*GroupCount, None)
        for laterality in (*Laterality, None)
    )
    listed = [attrs.astuple(row) for row in (*without, *rows(topic, max_morphologies))]
    places = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO birads_decisions VALUES ({places})", listed)  # noqa: S608
    return len(listed)


def _type(name: str) -> str:
    return "INTEGER" if name == "variant" else "VARCHAR"
