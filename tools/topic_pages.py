"""Write a page for each current topic, as a radiologist would read it to sign it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from birads.acr_criteria import Topic
from birads.acr_criteria._explain import asked_words
from birads.acr_criteria._procedures import name_of
from birads.acr_criteria._space import choices, size
from birads.acr_criteria.current import current_topics, pack
from birads.acr_criteria.table._answer import Option

Table = Callable[[tuple[str, ...], list[tuple[str, ...]]], list[str]]
_HEAD = (
    "topic",
    "id",
    "revision",
    "year seen",
    "variants",
    "cells",
    "to re-read",
    "answers of facts",
    "combinations",
    "review",
)
_LETTERS = {
    "usually_appropriate": "A",
    "may_be_appropriate": "M",
    "may_be_appropriate_disagreement": "D",
    "usually_not_appropriate": "N",
}
_LEGEND = """\
**A** usually appropriate, **M** may be appropriate, **D** may be appropriate but the panel
disagreed, **N** usually not appropriate; the number is the rating, a detail of the category. A
blank cell is a procedure that the row does not rate. **!** marks a cell whose category rests on one
copy, **?** one on which two copies disagree: read both on the portal before signing. Nearly every
rating rests on one copy."""


def pages(generated: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page: the list of topics, then every topic."""
    topics = current_topics()
    yield "current/index.md", "\n".join([generated, *_index(topics, table)])
    for topic in topics.values():
        yield f"current/{topic.id}.md", "\n".join([generated, *_page(topic, table)])


def _index(topics: Mapping[str, Topic], table: Table) -> Iterator[str]:
    about = pack().file.pack
    yield "# Current topics"
    yield ""
    yield f'{about.notice} They are asked by `topics="current"`, as'
    yield "[Ask the current topics](../../how-to/current-topics.md) shows; without it only the"
    yield "[table of 2009](../criteria.md) answers."
    yield ""
    rows = [
        (
            f"[{topic.file.topic.title}]({topic.id}.md)",
            str(topic.file.topic.acr_topic_id),
            topic.revision,
            "yes" if topic.file.topic.revision_verified else "**no**",
            str(len(topic.variants)),
            str(sum(len(topic.options(number)) for number in topic.variants)),
            str(sum(_doubtful(option) for option in _cells(topic))),
            str(sum(len(choices([topic], fact)) for fact in topic.row_facts)),
            f"{size([topic]):,}",
            topic.review.value,
        )
        for topic in topics.values()
    ]
    yield from table(_HEAD, rows)
    yield "An answer is a word of a fact, a band of a number, or that it is not stated. Every"
    yield "combination of them has one answer, or the rows that it leaves open."
    yield ""
    for gone in pack().file.superseded:
        yield f"`{gone.by_name}`: {gone.text}"
        yield ""
    yield "## How topics are chosen"
    yield ""
    yield "Every topic that applies answers; what differs between two is said by both. A topic is"
    yield "asked of a subject where the first column is stated and the second not contradicted."
    yield ""
    yield from table(
        ("topic", "about", "stated", "not contradicted"),
        [
            (gate.topic.replace(".", " "), gate.subject, _when(gate.when), _when(gate.allows))
            for gate in pack().file.gate
        ],
    )
    yield "A report that shows no result is answered for the first step; these results make it the"
    yield "next one."
    yield ""
    yield from table(
        ("topic", "a result"),
        [
            (row.topic.replace(".", " "), "; ".join([*_plain(row.stated), _when(row.when)]))
            for row in pack().file.next
        ],
    )
    yield "## Questions beside those asked"
    yield ""
    yield from table(
        ("question", "after", "stated", "unless", "why"),
        [
            (
                row.purpose.replace("_", " "),
                ", ".join(_plain(row.after)) or "any",
                _when(row.when),
                _when(row.unless),
                row.why,
            )
            for row in pack().file.beside
        ],
    )


def _plain(words: tuple[str, ...]) -> list[str]:
    return [word.replace("_", " ") for word in words]


def _when(when: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{fact.replace('_', ' ')}: {' or '.join(_plain(tuple(asked_words(condition))))}"
        for fact, condition in when.items()
    )


def _cells(topic: Topic) -> list[Option]:
    return [option for number in topic.variants for option in topic.options(number)]


def _doubtful(option: Option) -> bool:
    return bool(option.conflict) or option.verified != "two"


def _page(topic: Topic, table: Table) -> Iterator[str]:
    head, review = topic.file.topic, topic.file.review
    signed = "; ".join(f"{r.name}, {r.date}: {r.scope}" for r in review.reviewers) or "nobody yet"
    yield f"# {head.title}, {head.revision}"
    yield ""
    yield pack().file.pack.notice
    yield ""
    facts = [
        ("topic", f"`{head.id}`, revision {head.revision}, ACR topic {head.acr_topic_id}"),
        ("printed", f"<{head.url}>"),
        ("year", f"{'seen' if head.revision_verified else '**not seen**'}: {head.revision_basis}"),
        ("listed", f"{head.status}, {head.listed_as_of}; table {head.completeness}"),
        ("review", f"**{topic.review.value}**, signed by {signed}"),
    ]
    yield from table(("", ""), facts)
    yield from _variants(topic, table)
    if topic.variants:
        yield from _ratings(topic, table)
    yield from _rest(topic, table)


def _variants(topic: Topic, table: Table) -> Iterator[str]:
    yield "## Variants"
    yield ""
    if not topic.variants:
        yield "The table was not found: no cell is filled, and every answer is `not_covered`."
        yield ""
        return
    rows = []
    for row in topic.file.variant:
        asked = [_when(row.when), *(f"or {_when(more)}" for more in row.any_of)]
        if row.overrides:
            asked.append(f"counts before {', '.join(row.overrides)}: {row.why}")
        rows.append((f"V{row.number}", row.title, "<br>".join(asked), row.note))
    yield from table(("variant", "who", "answers to", "note"), rows)


def _ratings(topic: Topic, table: Table) -> Iterator[str]:
    yield "## Ratings"
    yield ""
    yield _LEGEND
    yield ""
    rated = {number: {o.procedure: o for o in topic.options(number)} for number in topic.variants}
    rows = []
    for name in topic.file.procedures:
        cells = [_cell(rated[number].get(name)) for number in topic.variants]
        some = next(row[name] for row in rated.values() if name in row)
        level = f"{some.rrl or '-'} / {some.rrl_pediatric or '-'}"
        rows.append((name_of(name), *cells, level))
    yield from table(
        ("procedure", *(f"V{number}" for number in topic.variants), "radiation, adult / child"),
        rows,
    )


def _cell(option: Option | None) -> str:
    if option is None:
        return ""
    mark = "?" if option.conflict else "" if option.verified == "two" else "!"
    return f"{_LETTERS[option.category]} {option.rating or ''}{mark}".strip()


def _rest(topic: Topic, table: Table) -> Iterator[str]:
    yield "## Not covered"
    yield ""
    rows = [(_when(row.when), row.reason.replace("_", " "), row.source) for row in topic.file.scope]
    yield from table(("stated", "answer", "why"), rows)
    told = topic.notes.of_pattern
    notes = [note.text for row, note in zip(told.rows, told.notes, strict=True) if not row.variants]
    if notes:
        yield "## Notes for the reader"
        yield ""
        yield from (f"- {text}" for text in notes)
        yield ""
    yield "## Sources"
    yield ""
    yield from (f"- {one.id}: {one.what} ({one.citation})" for one in topic.file.source)
    yield ""
