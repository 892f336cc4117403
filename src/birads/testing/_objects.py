"""Draw an object in one choice, and one more for each value that is not coded there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from birads.testing._coded import Coded, Place, either, place

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["Values", "is_empty", "mixed", "objects", "one_of", "several", "strategy_of"]

Values = SearchStrategy[Any] | Coded
Finish = Callable[[dict[str, Any]], dict[str, Any]]


def is_empty(values: Values) -> bool:
    """Say whether there is nothing to draw."""
    return values.size == 0 if isinstance(values, Coded) else values.is_empty


def strategy_of(values: Values) -> SearchStrategy[Any]:
    """Return a strategy of the values."""
    return values.strategy() if isinstance(values, Coded) else values


def one_of(choices: Sequence[Values]) -> Values:
    """Return a value of any of the ``choices``."""
    coded = [choice for choice in choices if isinstance(choice, Coded)]
    together = either(coded) if len(coded) == len(choices) else None
    return together or st.one_of([strategy_of(choice) for choice in choices])


class _Member(NamedTuple):
    """Hold a member, where its bytes are, and its values."""

    name: str
    place: Place
    values: Values


def objects(
    required: Mapping[str, Values], optional: Mapping[str, Values], finish: Finish
) -> SearchStrategy[dict[str, Any]]:
    """Return objects of all ``required`` members and some ``optional`` ones, finished."""
    members: list[_Member] = []
    always: list[tuple[str, SearchStrategy[Any]]] = []
    end = 0
    for name, values in (*required.items(), *optional.items()):
        if name in required and not isinstance(values, Coded):
            always.append((name, values))
            continue
        size = values.size if isinstance(values, Coded) else 1
        members.append(_Member(name, place(end, size, optional=name in optional), values))
        end = members[-1].place.stop
    return _object(st.binary(min_size=end, max_size=end), tuple(members), tuple(always), finish)


# Composite, because its representation in a failing test stays short.
@st.composite
def _object(
    draw: DrawFn,
    choice: SearchStrategy[bytes],
    members: tuple[_Member, ...],
    always: tuple[tuple[str, SearchStrategy[Any]], ...],
    finish: Finish,
) -> dict[str, Any]:
    chosen = draw(choice)
    drawn = {name: draw(strategy) for name, strategy in always}
    for name, where, values in members:
        if isinstance(values, Coded):
            number = where.read(chosen, values.size)
            if number is not None:
                drawn[name] = values.at(number)
        elif where.read(chosen, 1) is not None:
            drawn[name] = draw(values)
    return finish(drawn)


# Not ``lists``, which chooses after each item whether another follows.
@st.composite
def several(draw: DrawFn, items: SearchStrategy[Any], least: int, most: int) -> list[Any]:
    """Draw from ``least`` to ``most`` items."""
    drawn = [draw(items) for _ in range(draw(st.integers(least, most)))]
    # A word that stands twice says nothing more.
    words = all(isinstance(item, str) for item in drawn)
    return list(dict.fromkeys(drawn)) if words and least <= 1 else drawn


def mixed(kinds: Sequence[SearchStrategy[Any]], most: int) -> SearchStrategy[list[Any]]:
    """Return lists of up to ``most`` items, each of any of the ``kinds``; one choice says which."""
    return _mixed(st.binary(min_size=most + 1, max_size=most + 1), tuple(kinds))


@st.composite
def _mixed(
    draw: DrawFn, choice: SearchStrategy[bytes], kinds: tuple[SearchStrategy[Any], ...]
) -> list[Any]:
    length, *chosen = draw(choice)
    count = length * (len(chosen) + 1) // 256
    return [draw(kinds[number * len(kinds) // 256]) for number in chosen[:count]]
