"""birads."""
from birads.parse import parse
