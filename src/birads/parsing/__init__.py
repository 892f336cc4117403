"""Read bytes into a report, or say everything that is wrong with them at once."""

from birads.parsing._parse import DEFAULT_LIMITS, Limits, parse

__all__ = ["DEFAULT_LIMITS", "Limits", "parse"]
