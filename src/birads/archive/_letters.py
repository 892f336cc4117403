"""Write the letter of each item that is not closed: what the patient is told of what opened it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from birads.archive._item import ENDED, Item
from birads.archive._patients import Held
from birads.archive._versions import versions
from birads.issue import Issue, Severity
from birads.prose import CannotSay, Language, Letterhead, LetterTexts, Style, say

__all__ = ["ItemLetter", "Letters"]


@attrs.frozen
class ItemLetter:
    """The letter of one report that opened an item; without a text ``issues`` says why."""

    item: Item
    report: str
    text: str | None
    issues: tuple[Issue, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        item = self.item.to_dict()
        names = ("patient_key", "breast", "rule", "state", "due")
        return {
            **{name: item[name] for name in names},
            "report": self.report,
            "letter": self.text,
            "issues": [issue.to_dict() for issue in self.issues],
        }


@attrs.frozen
class Letters:
    """How letters are written: the language, and what a site adds to them."""

    language: Language = Language.EN
    letterhead: Letterhead | None = None
    texts: LetterTexts | None = None

    def of(self, items: Sequence[Item], reports: Sequence[Held]) -> Iterator[ItemLetter]:
        """Yield a letter for each item that waits and each report that opened it."""
        waiting = [item for item in items if item.state not in ENDED]
        standing = versions(reports).standing if waiting else ()
        for item in waiting:
            for name in dict.fromkeys(said.report for said in item.opened_by):
                yield self._letter(item, name, [one for one in standing if one.name == name])

    def _letter(self, item: Item, name: str, found: Sequence[Held]) -> ItemLetter:
        if len(found) != 1:
            return ItemLetter(item, name, None, (_UNSURE,))
        try:
            said = say(
                found[0].report,
                style=Style.LETTER,
                language=self.language,
                letterhead=self.letterhead,
                texts=self.texts,
            )
        except CannotSay as error:
            return ItemLetter(item, name, None, tuple(error.issues))
        return ItemLetter(item, name, said.text, tuple(said.issues))


_UNSURE = Issue(
    "letter_of_several_reports",
    Severity.WARNING,
    "",
    "Several reports have this id: nothing says which of them the letter is of.",
)
