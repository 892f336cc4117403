"""The words of the page: every language has every label, and the page uses no other."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

import pytest

from tests.service.service_client import service

LANGUAGES = ("en", "es", "pt", "de", "fr")
PAGE = resources.files("birads.service") / "page"
SCRIPTS = sorted(one.name for one in PAGE.iterdir() if one.name.endswith(".js"))
COUNTED = ("error", "warning", "information")


def labels(language: str) -> dict[str, str]:
    file: dict[str, Any] = json.loads((PAGE / f"labels.{language}.json").read_text("utf-8"))
    found: dict[str, str] = file["labels"]
    return found


def used() -> set[str]:
    """Return every label that a script or the page asks for by its name."""
    html = (PAGE / "index.html").read_text("utf-8")
    found = set(re.findall(r'data-(?:label|name)="(\w+)"', html))
    for name in SCRIPTS:
        text = (PAGE / name).read_text("utf-8")
        found |= set(re.findall(r'\bt\(\s*"(\w+)"', text))
        for one, other in re.findall(r'\bt\([^?()]+\?\s*"(\w+)"\s*:\s*"(\w+)"', text):
            found |= {one, other}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryLanguage:
    def test_it_has_every_label_with_the_same_places_for_values(self, language: str) -> None:
        english, other = labels("en"), labels(language)
        assert list(other) == list(english)
        for key, words in english.items():
            assert other[key].strip(), key
            assert set(re.findall(r"\{\w+\}", other[key])) == set(re.findall(r"\{\w+\}", words))

    def test_it_is_a_draft_until_somebody_signs(self, language: str) -> None:
        file = json.loads((PAGE / f"labels.{language}.json").read_text("utf-8"))
        assert file["language"] == language
        assert (file["review"]["status"] == "reviewed") == bool(file["review"]["reviewers"])

    def test_it_can_be_chosen(self, language: str) -> None:
        page = service().get(f"/?lang={language}")
        assert page.status_code == 200
        assert f'<option value="{language}" lang="{language}">' in page.text


def test_labels_differ_between_languages() -> None:
    english = labels("en")
    for language in LANGUAGES[1:]:
        same = [key for key, words in labels(language).items() if words == english[key]]
        assert len(same) < len(english) / 6, (language, same)


def test_every_label_that_is_asked_for_is_there() -> None:
    counted = {f"{one}_{form}" for one in COUNTED for form in ("one", "other")}
    assert used() - set(labels("en")) == set()
    assert counted <= set(labels("en"))


def test_no_label_is_left_over() -> None:
    made = {"lead_local", "loading"}  # asked for by the page without a service
    built = re.compile(r"(severity|col|style)_\w+|(error|warning|information)_(one|other)")
    left = set(labels("en")) - used() - made
    assert {one for one in left if not built.fullmatch(one)} == set()


def test_the_page_without_its_script_says_the_english_labels() -> None:
    html = (PAGE / "index.html").read_text("utf-8")
    english = labels("en")
    shown = re.findall(r'data-label="(\w+)"[^>]*>([^<]*)<', html)
    assert len(shown) > 30
    for key, words in shown:
        assert words == english[key], key
    for words, key in re.findall(r'aria-label="([^"]*)" data-name="(\w+)"', html):
        assert words == english[key], key
