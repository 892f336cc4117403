"""Say what the readers of sides and categories take from a text, and what they leave alone."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest

from birads._category_words import read_categories
from birads._side_words import NamedSides, read_sides
from birads.lexicon.common import Side

PLAINLY_RIGHT = [
    "Grouped calcifications in the RIGHT breast at 10 o'clock.",
    "Rt breast mass",
    "R breast, 3:00",
    "Right-sided asymmetry.",
    "RCC view only",
    "right axillary node",
    "Core biopsy from the right breast: DCIS.",
    "No significant change of the right breast mass.",
    "New mass compared to prior, right breast.",
    "A mass on the right in the upper outer quadrant",
]
DOUBTFUL = [
    "Right breast cancer.",
    "Not seen on the right.",
    "Mass in right breast compared with left.",
    "The mass is in the right breast, not the left.",
]
LEFT_ALONE = [
    "Compared with the right breast this is denser.",
    "Larger than on the right.",
    "Different from the right.",
    "There is no mass, distortion or calcification in the right breast.",
    "Prior right mastectomy.",
    "s/p right lumpectomy 2015",
    "History of right breast cancer.",
    "Contralateral right breast normal",
    "Left and right.",
    "Both breasts.",
    "A clip was left in place.",
    "right shoulder pain",
    "mass to the right of the nipple",
    "biopsy right away",
    "RT after surgery",
    "Right chest port.",
    "",
]


@pytest.mark.parametrize("text", PLAINLY_RIGHT)
def test_only_the_right_breast_is_named(text: str) -> None:
    named = read_sides(text)
    assert named.against(Side.LEFT) is True
    assert named.against(Side.RIGHT) is False


@pytest.mark.parametrize("text", DOUBTFUL)
def test_whether_the_right_breast_is_meant_is_doubtful(text: str) -> None:
    assert read_sides(text).against(Side.LEFT) is None


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_nothing_is_said_against_the_left_breast(text: str) -> None:
    assert read_sides(text).against(Side.LEFT) is False


@pytest.mark.parametrize("text", [*PLAINLY_RIGHT, *DOUBTFUL, *LEFT_ALONE])
def test_the_readers_see_left_and_right_alike(text: str) -> None:
    words = {"left": "right", "right": "left", "rt": "lt", "r": "l", "rcc": "lcc"}
    turned = re.sub(
        r"\b(?:left|right|rt|r|rcc)\b",
        lambda word: words[word.group().casefold()],
        text,
        flags=re.IGNORECASE,
    )
    assert read_sides(turned).against(Side.RIGHT) is read_sides(text).against(Side.LEFT)


@pytest.mark.parametrize(
    ("code", "sides"),
    [
        ("77065-RT", {Side.RIGHT}),
        ("MAMMO DIAG UNI LT", {Side.LEFT}),
        ("US BREAST R LTD", {Side.RIGHT}),
        ("SCREENING MAMMOGRAM BILATERAL", set(Side)),
        ("77067", set()),
    ],
)
def test_the_sides_of_a_procedure(code: str, sides: set[Side]) -> None:
    assert read_sides(code, coded=True) == NamedSides(frozenset(sides))


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("After comparison the left breast is BI-RADS 4", ["4"]),
        ("BI-RADS\N{REGISTERED SIGN} Category: 4c (suspicious)", ["4C"]),
        ("category four", ["4"]),
        ("BI-RADS category IVB", ["4B"]),
        ("BIRADS-0", ["0"]),
        ("Upgraded to 4B.", ["4B"]),
        ("amended from 3 to 4A", ["4A"]),
        ("changed from BI-RADS 2 to BI-RADS 4A", ["4A"]),
        ("changed from category 2 to category 4", ["4"]),
        ("The category was changed to BI-RADS 5", ["5"]),
        ("was category 3, now category 4", ["4"]),
        ("Previously BI-RADS 2.", []),
        ("not BI-RADS 2", []),
        ("BI-RADS density category 3", []),
        ("BI-RADS category 3 density", []),
        ("BI-RADS 5th edition, BI-RADS 5 edition, BI-RADS 2013", []),
        ("The mass is 4 mm.", []),
        ("BI-RADS 4.5", []),
    ],
)
def test_the_categories_of_a_text(text: str, categories: list[str]) -> None:
    assert [named.category for named in read_categories(text)] == categories


def test_a_category_is_said_of_the_breast_that_its_sentence_names() -> None:
    named = read_categories("Left: BI-RADS 4. Right: BI-RADS 2. Overall BI-RADS 4; both BI-RADS 3.")
    assert [each.side for each in named] == [Side.LEFT, Side.RIGHT, None, None]


def _calls(text: str) -> int:
    count = 0

    def tell(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tell)
    try:
        read_sides(text)
        read_categories(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", ["right ", "no left ", "BI-RADS 4 ", "upgraded from ", "left compared with the "]
)
def test_reading_is_linear_in_the_length_of_the_text(piece: str) -> None:
    _calls(piece)
    assert _calls(piece * 2000) < 2.3 * _calls(piece * 1000)
