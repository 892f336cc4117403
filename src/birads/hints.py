"""Former name of ``birads.parsing.hints``, kept for one release."""

from birads.parsing.hints import *  # noqa: F403 - the same names, from their new place
