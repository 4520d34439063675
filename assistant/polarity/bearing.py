"""Whether a ruling that fits a question may speak: nothing in the question may be left that could make it another claim.

A ruling names few words, and a question has more. What a Ja rests on has to explain every content word of the asking clause ("monatlich", "Vorsitz",
"veröffentlichen"), common speech apart. A card question with the contrary answer only counts if it shares a word with the question that
the ruling has not seen. The bounds are calibrated by `evals.polarity` (docs/messung.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.polarity.amounts import quantities
from assistant.polarity.frames import Asked, frame_word, negated, read
from assistant.polarity.neighbours import Neighbour, content_words, covered, spread
from assistant.polarity.rulings import Ruling, Told
from assistant.protocols import SearchIndex
from assistant.question.understanding import KREISE, Query
from assistant.question.vocabulary import vocabulary
from assistant.registry import sources
from assistant.types import Card, Polarity

BORNE, TOLD = 0.2, 0.85  # a Ja: lead from which like questions help to explain it, or share of the question's words in the card's text
ALIKE = 1.0  # closeness from which a card question with the same answer explains words as well
LIKE = (0.6, 0.6)  # shares of words from which a contrary question counts against a Ja in any case
LONGEST = 5  # a paper whose facts span fewer years is known by them
AGAINST = -0.2  # lead of contrary questions from which nothing is said

# words that questions about the programme use without changing what they claim
_COMMON = frozenset(
    """kim programm programms landesprogramm forderprogramm land landes nrw kommune kommunen stadt stadte kreis kreise kreisen stadten ort leute
    menschen person personen fall jahr sache ding dinge thema frage fragen haus hause kollege kollegin kollegen chef chefin team arbeit ende
    anfang grunde teil form bereich rahmen herr frau rolle bezug sinne hand seite geld mittel stelle stellen mal bitte gerade grad jetzt halt
    eben wohl klar sicher uberhaupt konkret generell bestimmt naturlich leider drin dabei rein raus hin her dran drauf bisschen sein geben
    gegeben nehmen genommen gehen mitmachen mitmacht gehort gehoren lauft laufen steht stehen gestanden benutzen benutzt nutzen nutzt verwenden
    verwendet einsetzen einsetzt eingesetzt setzen richtet richten liegt liegen bleibt bleiben haben hatten fragt findet finden gefunden denken
    meinen meint glauben wissen sehen gesehen sagt brauchen braucht wollen will mochte mochten lasst stellt setzt legen legt halten zahlen zahlt
    kummern kummert arbeiten arbeitet schaffen geschafft erfolgen erfolgt passiert passieren betrifft betreffen angehen klappt funktioniert
    gebraucht gelten dazugehoren dazugehort dranbleiben vorhaben angeht sieht aussehen teilnehmen nutzung kommunal kommunale kommunalen
    irgendwelche irgendwelchen irgendein irgendeine irgendeinen irgendwie irgendwas irgendwo paar einplanen eingeplant verplanen vorsehen
    laut enthalten enthalt beinhalten beinhaltet umfassen umfasst helfen hilft ankommen
    vorgesehen spielt spielen spielte spielten bringt bringen brachte nennt nennen nannte genannt reichte reichten galt galten gedacht jemand jemanden
    jemandem damals damalig damaligen kriegte kriegten bekam bekamen gab gaben ging gingen stand standen lag lagen fand kam kamen hatte erwahnt
    stadtisch furs hohe normal egal state programme program municipality city district people still use used get give""".split()
)

_SMALL_ENGLISH = frozenset(
    """the of to is are we our us does do did be been being with and by from that this there has a an or for on in at it its they their any my i you
    about as s also just really case part up out into own will would""".split()
)
_NOUN = re.compile(r"(?<=[\w,] )[A-ZÄÖÜ][\w-]+")

# a condition may be just what the answer hangs on; "auch wenn …" tells an excuse, which changes no rule
_CONDITION = re.compile(r"(?<!auch )(?<!selbst )(?<!auch dann, )(?<!even )\b(?:wenn|falls|sofern|solange|sobald|if|unless)\b", re.I)


def borne_out(
    query: Query, value: Polarity, fitting: Sequence[Ruling], card: Card, near: Sequence[Neighbour], index: SearchIndex, far: bool = False
) -> bool:
    """Whether the card's statement and the card questions bear out what the `fitting` rulings say."""
    terms = " ".join(a.replace("_", " ").replace("*", "") for r in fitting for group in (*r.terms, r.beside) for a in group)
    if query.carried and not _own_words_ruled(query, terms, index):
        return False
    if value == "nein" and any(r.amount is not None for r in fitting) and _named(query, card) - {r.amount for r in fitting}:
        return False
    told = f"{card.statement} {card.details} {terms} {setting(card)}" + (" Case Management Case Manager" if "Case Manag" in terms else "")
    seen = spread(told, index)
    against = (n.both for n in near if n.says != value and _counts_against(query.text, value, n, seen, spread(terms, index), index))
    lead = max((n.both for n in near if n.says == value), default=0.0) - max(against, default=0.0)
    if value == "nein" and not query.english and _told_beside(query, fitting, index) and sum(_strange(read(query.text).core, seen, index)) > 1:
        return False
    if lead < AGAINST or (value != "ja" and not far):
        return lead >= AGAINST
    asked = read(query.text)
    core = query.search if query.english else asked.core
    if any(r.amount is not None for r in fitting):
        core = re.sub(r"\b\d[\d.,]*", " ", core)  # the limit speaks to the figure
    if lead >= BORNE and not far:
        seen = seen.union(*(spread(n.question.text, index) for n in near if n.says == value and n.both >= ALIKE))
        strange = list(_strange(core, seen, index))
        if not _unheard(core, index) and sum(strange) <= 1 and not any(strange[-1:]) and not _strange_noun(core, seen, index):
            return True  # one word more, but no noun and not the last: a closing verb carries the claim ("… veröffentlicht werden?")
    if query.english and not far and _translated(query.text, seen, index):
        return not _conditional(asked, query)
    if (far or covered(core, told, index) < TOLD or _unheard(core, index)) and (query.english or any(_strange(core, seen, index))):
        return False
    return not (far or _conditional(asked, query)) or not any(_strange(asked.rest, seen, index))


def _translated(text: str, seen: frozenset[str], index: SearchIndex) -> bool:
    """Whether every content word of an English question has a German one that the ruling and its card, or common speech, explain."""
    words = [w for w in re.findall(r"[a-z]+", text.lower()) if w not in _SMALL_ENGLISH and not frame_word(w) and w not in _COMMON]
    german = [vocabulary().translate([w]) for w in words]
    return all(any(not any(_strange(g, seen, index)) for g in found) for found in german)


def _told_beside(query: Query, fitting: Sequence[Ruling], index: SearchIndex) -> bool:
    """Whether the rulings rest on what is told beside the question: then the clause that asks must not ask anything else."""
    core = Told.of(read(query.text).core, index.analyzer)
    return not any(all(map(core.holds, r.terms)) for r in fitting)


def _named(query: Query, card: Card) -> set[float]:
    """The figures asked about that the card itself names: "25 Anträge, davon 10 aus Städten" denies no 10."""
    return set(quantities(read(query.text).core)) & set(quantities(f"{card.statement} {card.details}"))


def light(word: str, index: SearchIndex) -> bool:
    """Whether a word is mere speech: one the search passes over, or one people use without changing what they claim."""
    return not index.analyzer.tokens(word) or any(w in _COMMON for w in index.analyzer.words(word))


def setting(card: Card) -> str:
    """What tells where and of when a card is: its document, its municipality, and the years of a report or paper. Naming them changes no claim."""
    source = sources().get(card.document_id)
    titles = f"{source.info.title} {source.info.publisher}" if source else ""
    place = f"{card.kommune} RBK Rhein Berg Rheinisch" if card.kommune in KREISE else card.kommune
    first, last = (d.year if d else 0 for d in (card.valid_from, card.valid_until))
    years = range(first, last + 1) if card.art in ("lokal", "bericht") and 0 < last - first < LONGEST else ()
    return " ".join([titles, place, *map(str, years)])


def _counts_against(text: str, value: Polarity, near: Neighbour, seen: frozenset[str], ruled: frozenset[str], index: SearchIndex) -> bool:
    """Whether a contrary card question tells against a ruling: a like one against a Ja, and one that knows a word the ruling does not. A question
    that lacks a word the ruling speaks to asks of something else ("die Diakonie" instead of "die Caritas")."""
    theirs = spread(near.question.text, index)
    if any(tokens & ruled and not tokens & theirs for tokens in content_words(text, index)) and _asks_other(near, text, index):
        return _knows_more(text, near, seen, index)
    return (value == "ja" and near.within(LIKE)) or _knows_more(text, near, seen, index)


def _asks_other(near: Neighbour, text: str, index: SearchIndex) -> bool:
    """Whether a card question has a content word of its own in place of one of the question's."""
    mine = spread(text, index)
    return any(not tokens & mine for tokens in content_words(near.question.text, index))


def explained(text: str, by: str, index: SearchIndex) -> bool:
    """Whether another text, or common speech, explains every content word of a text, and none of them is unheard of."""
    return not any(_strange(text, spread(by, index), index)) and not _unheard(text, index)


def _own_words_ruled(query: Query, terms: str, index: SearchIndex) -> bool:
    """Whether a ruling speaks to the very words a follow-up asks with: what it took over from earlier questions bears no Ja or Nein. A follow-up
    that asks with nothing but its frame ("Ist das Pflicht?") is about all that was taken over."""
    asked, ruled = read(query.text), spread(terms, index)
    if any(_strange(asked.core, ruled, index)) or _unheard(asked.core, index):
        return False
    light = {index.analyzer.stem(w) for w in _COMMON}
    own = any(not tokens & light for tokens in content_words(asked.core, index))
    return own or not any(_strange(asked.rest, ruled, index))


def _conditional(asked: Asked, query: Query) -> bool:
    """Whether the answer may hang on what stands around the asking clause: a condition, or a lack that was told."""
    return bool(_CONDITION.search(query.text)) or (asked.frame != "pflicht" and negated(asked.rest))


def _unheard(text: str, index: SearchIndex) -> bool:
    """Whether a text has a word no document has: it weighs nothing in a share of words, and may mean anything."""
    return any(not any(map(index.known, tokens)) for tokens in content_words(text, index))


def _knows_more(text: str, near: Neighbour, seen: frozenset[str], index: SearchIndex) -> bool:
    """Whether a card question shares a content word with the question that a ruling and its card have not."""
    theirs = spread(near.question.text, index)
    return any(tokens & theirs and not tokens & seen for tokens in content_words(text, index))


def _strange_noun(text: str, seen: frozenset[str], index: SearchIndex) -> bool:
    """Whether a noun within a text is explained by nothing: it may be what the question is about ("Catering")."""
    return any(any(_strange(noun, seen, index)) for noun in _NOUN.findall(text))


def _strange(text: str, seen: frozenset[str], index: SearchIndex) -> Iterable[bool]:
    """For every content word whether neither the ruling and its card nor common speech explain it."""
    light = {index.analyzer.stem(w) for w in _COMMON}
    for tokens in content_words(text, index):
        yield not tokens & seen and not tokens & light
