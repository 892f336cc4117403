"""Map reports to ACR Appropriateness Criteria variants and to the recommended workup.

``match`` answers four facts, ``recommend`` a whole report, ``explain`` says why, and why not
another variant. The table is a file (``topics/``) that a radiologist can read and sign.
"""

from birads.acr_criteria._match import Match, match
from birads.acr_criteria._recommend import recommend, recommend_json
from birads.acr_criteria._topic import load_topic, read_topic
from birads.acr_criteria._workup import Workup
from birads.acr_criteria.compiled import Topic, bundled, compile_topic
from birads.acr_criteria.facts import Facts, GroupCount, Laterality, Status

__all__ = [
    "Facts",
    "GroupCount",
    "Laterality",
    "Match",
    "Status",
    "Topic",
    "Workup",
    "bundled",
    "compile_topic",
    "load_topic",
    "match",
    "read_topic",
    "recommend",
    "recommend_json",
]
