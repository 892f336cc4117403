"""Pack the examples into the wheel; an editable installation reads them from the checkout."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExamplesHook(BuildHookInterface[Any]):
    """Add the examples where ``birads example`` looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say what is packed besides: nothing where the sources stay where they are."""
        if version != "editable":
            build_data["force_include"]["examples"] = "birads/examples"
