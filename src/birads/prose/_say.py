"""Say a report in words: nothing added, nothing left out, every sentence with its pointers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from birads.issue import Issue, Severity
from birads.lexicon.edition import Edition
from birads.prose._letter import Letterhead, letter
from birads.prose._letter_texts import LetterTexts
from birads.prose._mqsa import mqsa
from birads.prose._phrase import Phrase
from birads.prose._said import CannotSay, Said, compose
from birads.prose._sections import IMPRESSION, REPORT, Writer
from birads.prose._teller import Teller
from birads.prose._vocabulary import Language, Style, vocabulary
from birads.report.report import Report

__all__ = ["say"]


def say(
    report: Report,
    *,
    style: Style | str = Style.REPORT,
    language: Language | str = Language.EN,
    letterhead: Letterhead | None = None,
    texts: LetterTexts | None = None,
) -> Said:
    """Return the report in words of one language.

    ``report`` says every member that is stated, ``impression`` the findings with a category and
    the breasts, ``mqsa`` the statements of the United States rule, ``letter`` what a patient is
    told: for that, ``letterhead`` has names and addresses and ``texts`` a site's own paragraphs.
    The same report gives the same text, whatever the machine.

    Raises:
        CannotSay: The language lacks a word that is needed (none is taken from another language),
            or there can be no letter, because no result is stated or the report is withdrawn.
        ValueError: There is no such style or language.
    """
    chosen, spoken = Style(style), Language(language)
    words = vocabulary(spoken, Edition(report.edition))
    teller = Teller(report.to_dict(), words)
    if chosen is Style.MQSA:
        return mqsa(teller, report)
    if chosen is Style.LETTER:
        return letter(teller, report, letterhead, texts)
    writers = REPORT if chosen is Style.REPORT else IMPRESSION
    parts = [*_written(teller, report, writers)]
    if teller.issues:
        raise CannotSay(teller.issues)
    banner = words.text("form", "draft") if spoken is not Language.EN and words.draft else None
    colon = words.text("form", "colon").rstrip()
    issues = _quoted(report, spoken)
    return compose(chosen, spoken, parts, colon=colon, banner=banner, issues=issues)


def _quoted(report: Report, spoken: Language) -> tuple[Issue, ...]:
    """Say that the texts of a report, which are quoted as they are, are in another language."""
    stated = report.language
    if stated is None or stated.casefold().partition("-")[0] == spoken.value:
        return ()
    message = f"The texts of the report are in {stated!r}; they are quoted as they are."
    return (Issue("texts_in_other_language", Severity.INFORMATION, "/language", message),)


def _written(
    teller: Teller, report: Report, writers: Mapping[str, Writer]
) -> Iterator[tuple[str, str, list[Phrase]]]:
    for key, write in writers.items():
        yield key, teller.words.text("section", key), list(write(teller, report))
