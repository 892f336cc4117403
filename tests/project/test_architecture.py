"""The floors of the library: no circles, one line per part, and a page that is current."""

from __future__ import annotations

import pytest
import render
import render_architecture as architecture

NEEDS = architecture.needs()


def test_no_two_parts_need_each_other() -> None:
    floors = architecture.floors(NEEDS)
    assert floors.keys() == NEEDS.keys()
    assert all(floors[on] < floors[name] for name, parts in NEEDS.items() for on in parts)


def test_a_circle_is_told_with_its_parts() -> None:
    with pytest.raises(ValueError, match="each other: a, b"):
        architecture.floors({"a": frozenset("b"), "b": frozenset("a"), "c": frozenset()})


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_every_part_says_in_one_line_what_is_in_it(name: str) -> None:
    assert 20 < len(architecture.says(name)) < 160


def test_the_page_and_its_picture_are_current() -> None:
    assert architecture.PAGE.read_text("utf-8") == architecture.page()
    assert architecture.PICTURE.read_text("utf-8") == architecture.picture()


def test_one_command_renders_everything() -> None:
    assert {"architecture", "cli", "lexicon", "schemas"} <= render.renderers().keys()
    assert render.main(["--other"]) == render.main(["nothing"]) == 2
    assert render.main(["--check", "architecture"]) == 0
