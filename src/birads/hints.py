"""Former name of ``birads.parsing._hints``, kept for one release."""

from birads.parsing._hints import *  # noqa: F403 - the same names, from their new place
