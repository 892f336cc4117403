"""Read a criteria topic: one TOML file that a radiologist can read and sign.

``birads.acr_criteria.table`` holds the format and what it means; ``birads.acr_criteria.compiled``
turns a topic into the function that ``match`` asks.
"""

from __future__ import annotations

from pathlib import Path

from birads.acr_criteria.table._file import (
    Alerts,
    Conditional,
    Gap,
    Reviewer,
    RuleText,
    SummaryRule,
    TopicFile,
    VariantRow,
)
from birads.acr_criteria.table._file import Level as RadiationLevel
from birads.acr_criteria.table._load import read_source, review_state
from birads.tables._toml import read_bytes

__all__ = [
    "Alerts",
    "Conditional",
    "Gap",
    "RadiationLevel",
    "Reviewer",
    "RuleText",
    "SummaryRule",
    "TopicFile",
    "VariantRow",
    "load_topic",
    "read_topic",
    "review_state",
]


def read_topic(data: bytes) -> TopicFile:
    """Return the topic that TOML bytes hold, in the spelling of today or of before.

    Raises:
        InvalidTopic: The bytes are not a topic; all problems are in ``issues``.
    """
    return read_source(data).file


def load_topic(path: Path) -> TopicFile:
    """Return the topic in a file.

    Raises:
        InvalidTopic: The file is not a topic.
        OSError: The file cannot be read.
    """
    return read_source(read_bytes(path), path.name).file
