"""The current topics: a removable folder of tables, and the router that asks all that apply.

``topics="current"`` of ``birads.recommend`` loads them beside the table of 2009. They are drafts,
nobody has endorsed them, and each result says where the table is printed.
"""

from birads.acr_criteria.current._asking import FactQuestion, questions
from birads.acr_criteria.current._pack import Pack, current_topics, pack

__all__ = ["FactQuestion", "Pack", "current_topics", "pack", "questions"]
