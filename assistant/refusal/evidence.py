"""What the refusal decision rests on, measured from a question and its ranked cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.conversation.askedkind import gives_kind
from assistant.protocols import SearchIndex
from assistant.question.answerkind import lacks_kind, uncounted
from assistant.question.understanding import Query
from assistant.refusal import decision as refusal
from assistant.retrieval.ranking import has_word, question_traits, references
from assistant.types import Card, ScoredPassage

FAR = 6.0  # more than this far ahead of the best gap (or behind it) changes nothing
# words that ask but do not say about what
GENERIC = frozenset(
    """wann hoch hohe lang lange viel viele vielen brauch braucht gibt geht lauft macht mach gilt genau maximal mindest heisst bedeutet stimmt
    bekommt bekomm krieg kriegt sagt steht find darf muss soll kann eigent uberhaupt wirklich trotzdem einfach gern richtig mein gemeint
    nicht mehr kein keine ab co sitzt sitz denn""".split()
)
ABBREVIATION = re.compile(r"\b(?:[A-ZÄÖÜ]{2,}|[A-Z][a-zäöü]?[A-Z]+[a-zA-Z]*|[A-Z][a-z]+[A-Z]+)\b")


def words_of_gaps(index: SearchIndex) -> Counter[str]:
    """In how many known gaps each token stands: what stands nowhere else is no word of the documents."""
    gaps = (p for p in index.passages if p.card_id and index.card(p.card_id).art == "luecke")
    return Counter(t for p in gaps for t in set(index.analyzer.tokens(p.indexed_text)))


def gather(
    index: SearchIndex, query: Query, cards: Sequence[ScoredPassage], position: int, this_year: int, gap_words: Mapping[str, int]
) -> refusal.Evidence:
    """What the refusal decision rests on: the best card that is no gap, and how it stands against the best gap."""
    answers = [s for s in cards if index.card(s.passage.card_id).art != "luecke"]
    if not answers:
        return refusal.Evidence()
    best = answers[0]
    gap = next((s.score for s in cards if counts_as_gap(index.card(s.passage.card_id), query)), best.score - FAR)
    card = index.card(best.passage.card_id)
    fixed = dict(query.corrected)
    found = index.analyzer.units(query.search)
    towns = set(index.analyzer.content(" ".join(query.kommunen)))  # that a card is about the place does not make it answer what is asked of it
    units = {fixed.get(stem, stem): parts for stem, parts in found if stem not in GENERIC and stem not in towns} or dict(found)
    weight = {t: index.idf(t) for t in units}
    total, highest = sum(weight.values()) or 1.0, index.idf("\0")
    have = set(index.analyzer.tokens(best.passage.indexed_text)) | set(index.analyzer.content(best.passage.indexed_text))
    lacking = [t for t, parts in units.items() if t not in have and not (parts and have.issuperset(parts))]
    often = index.frequencies
    foreign = {t for t in {*units, *(x for parts in units.values() for x in parts)} if 0 < often.get(t, 0) <= gap_words.get(t, 0)}
    strange = [t for t, parts in units.items() if t in foreign and foreign.issuperset(parts)]
    near = index.question_matches(query.search, card)
    place_names = references(query.text)
    shown = f"{card.locator} {best.passage.indexed_text}"
    return refusal.Evidence(
        covered=float(index.coverage(query.search)[0][position]),
        missing=len(lacking) / max(1, len(weight)),
        rarest=max((weight[t] for t in lacking), default=0.0) / highest,
        unknown=sum(weight[t] for t, parts in units.items() if not index.known(t) and not any(map(index.known, parts))) / total,
        strange=sum(weight[t] for t in strange) / total,
        asked=near[0][0] if near else 0.0,
        meaning=best.dense,
        ahead=max(-FAR, min(FAR, best.score - gap)),
        words=len(weight),
        reference_lack=bool(place_names) and not any(has_word(shown.lower(), r) for r in place_names),
        future=any(y > this_year and str(y) not in shown for y in query.years),
        place_lack=bool(query.kommunen) and not _of_place(index, card, query) and not any(k in best.passage.indexed_text for k in query.kommunen),
        defines=card.art == "begriff"
        and question_traits(query).definition
        and any(has_word(card.statement, w) for w in ABBREVIATION.findall(query.text)),
        kind_lack=_lacks_kind(index, query, card, best.passage.indexed_text),
        stale=_beyond(card, query, shown),
        elsewhere=card.art != "regel" and bool(query.kommunen) and not any(k in shown for k in query.kommunen),
        wording=refusal.asks_wording(query.text) and not refusal.RULE_TEXTS & {d.id for d in index.documents()},
        person=refusal.asks_person(query.text),
        foreign=refusal.is_foreign(query.text),
    )


def _of_place(index: SearchIndex, card: Card, query: Query) -> bool:
    """Whether a card is about a municipality, or tells a rule out of a paper about the one that is named."""
    if card.kommune:
        return True
    papers = {c.document_id for c in index.cards() if any(k in c.kommune for k in query.kommunen if c.kommune)}
    return card.document_id in papers and card.document_id != "kommunen-kim"


def _lacks_kind(index: SearchIndex, query: Query, card: Card, indexed: str) -> bool:
    """Whether a card holds no thing of the kind asked for. A follow-up's kind is judged apart: what it carries over was asked of something else."""
    if query.own:
        return not gives_kind(card, query.own, query.text, query.carried)
    return lacks_kind(query.text, [f"{card.statement} {card.details}"]) or uncounted(query, index.analyzer, indexed)


def counts_as_gap(card: Card, query: Query) -> bool:
    """Whether a card is a gap this question may fall into: one of another field only when nothing of KIM is named."""
    return card.art == "luecke" and (card.note_kind == "kim" or not query.topics)


def _beyond(card: Card, query: Query, shown: str) -> bool:
    """Whether a question names a year after the end of what a card covers, which the card does not speak of."""
    end = card.valid_until
    return end is not None and any(y > end.year and str(y) not in shown for y in query.years) and not any(y <= end.year for y in query.years)
