"""Former name of ``birads.parsing.normalising``, kept for one release."""

from birads.parsing.normalising import *  # noqa: F403 - the same names, from their new place
