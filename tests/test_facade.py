"""Hold the flat facade to what it promises: complete, sorted, cheap, and lazy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import birads
import birads.acr_criteria
from birads.issue import MissingExtra


def test_every_public_name_is_there_and_sorted() -> None:
    assert list(birads.__all__) == sorted(birads.__all__)
    for name in birads.__all__:
        assert getattr(birads, name) is not None
    assert set(birads.__all__) <= set(dir(birads))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'recomend'"):
        _ = birads.recomend


def test_the_verbs_are_functions_however_they_are_reached() -> None:
    """Importing a module never hides the function of the facade behind it."""
    code = (
        "import birads.cli._recommend, birads.acr_criteria._explain, birads;"
        "assert all(callable(getattr(birads, n)) for n in"
        " ('parse', 'check', 'recommend', 'explain', 'match', 'normalise'))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_core_imports_neither_optional_packages_nor_tables() -> None:
    code = (
        'import sys, birads; birads.recommend(birads.parse(b\'{"edition":"2013"}\'));'
        "heavy = {'click', 'rich', 'jsonschema', 'hypothesis', 'pytest', 'numpy', 'scipy',"
        " 'matplotlib', 'pyarrow'} & sys.modules.keys(); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_missing_extra_names_itself() -> None:
    error = MissingExtra("schema", "jsonschema")
    assert isinstance(error, ImportError)
    # What can be installed from a registry: this package itself may not be there.
    assert "pip install 'jsonschema>=" in str(error)
    assert "install 'birads" not in str(error)


def test_of_several_topics_the_first_that_fits_answers(examples: dict[str, bytes]) -> None:
    bundled = birads.acr_criteria.bundled()
    data = bundled.file.model_dump(exclude={"nearest", "no_match", "rule"})
    narrow = {**data, "variant": data["variant"][:1], "alerts": {}}
    narrow["topic"] = {**data["topic"], "revision": "narrow"}
    one = birads.acr_criteria.compile_topic(type(bundled.file).model_validate(narrow))
    recall = birads.parse(examples["screening-recall-grouped-amorphous"])
    figure = birads.parse(examples["zhao-2025-figure-1"])
    assert birads.recommend(recall, topics=[one, bundled]).topic.revision == "2009"
    assert birads.recommend(figure, topics=[one, bundled]).topic.revision == "narrow"
    assert birads.recommend(recall, topics=[one]).topic.revision == "narrow"
