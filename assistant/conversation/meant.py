"""Whether a card can still be what a follow-up is about, after it named another Baustein or another municipality.

A conversation prefers the places its questions were answered from. Where a follow-up exchanges the Baustein or the municipality, the old place is
just what is no longer asked for: "und bei Baustein 3?" looks for the same matter there.
"""

from __future__ import annotations

from assistant.protocols import SearchIndex
from assistant.question.understanding import Query
from assistant.registry import sources
from assistant.retrieval.ranking import at_place
from assistant.types import Card


def meant(card: Card, query: Query, named: frozenset[str], index: SearchIndex) -> bool:
    """Whether nothing rules a card out. `named`: the municipalities the follow-up's own words name; a card has to be about one of them."""
    parts = _bausteine(card, index)
    if query.topics and parts and not parts & set(query.topics):
        return False
    kommune = card.kommune or ("" if card.art == "regel" else _document_kommune(card))
    here, elsewhere, _ = at_place(kommune, query)
    return not elsewhere and (not named or here or any(k in f"{card.statement} {card.details}" for k in named))


def _bausteine(card: Card, index: SearchIndex) -> set[int]:
    """The Bausteine a card is about; a contradiction is about those of the cards it touches."""
    if card.baustein or card.art != "offen":
        return set(card.baustein)
    return {b for touched in card.related for b in index.card(touched).baustein}


def _document_kommune(card: Card) -> str:
    source = sources().get(card.document_id)
    return source.info.kommune if source is not None else ""
