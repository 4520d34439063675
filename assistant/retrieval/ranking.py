"""How well each card answers a question: features, and one linear ranker over them.

`WEIGHTS` come from `python -m evals.fusion --train` (our own questions and held-out card questions, a listwise softmax), one then set by hand;
never from the development set or the fresh questions that only measure (docs/messung.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from assistant.protocols import SearchIndex
from assistant.question.answerkind import holds, kinds
from assistant.question.understanding import RBK_PLACES, Query
from assistant.stichtag.validity import in_force
from assistant.types import Card

FEATURES = (
    "dense",
    "lexical",
    "spelling",
    "asked_tokens",
    "asked_chars",
    "covers",
    "covers_body",
    "not_in_force",
    "other_place",
    "unnamed_place",
    "named_place",
    "report_now",
    "report_past",
    "rule_now",
    "report_named",
    "baustein_same",
    "baustein_other",
    "code_has",
    "code_lacks",
    "numbers",
    "money",
    "when",
    "definition",
    "term_unasked",
    "polarity",
    "uncertain",
    "side_source",
    "table",
    "gap",
    "open",
    "rule_own",
    "rule_modal",
    "report_own",
    "report_modal",
    "local_own",
    "local_modal",
    "amount_has",
    "amount_lacks",
    "kind_lacks",
)
# whoever asks for the own office, or what may and must be done, wants the rule and not what others did
_OWN = re.compile(r"\b(wir|uns|unser\w*|ich|mein\w*|mir|man|we|our|us|i|my)\b", re.I)
_MODAL = re.compile(
    r"\b(darf|dürfen|duerfen|muss|müssen|muessen|soll|sollen|kann|können|koennen|reicht|genügt|geht|braucht?|brauchen|kriegen|bekommen|"
    r"may|must|can|should|do we|have to)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(war|waren|wurde|wurden|hatte|hatten|gab|konnte|konnten|musste|mussten|sollte|sollten|wollte|wollten|ging|kam|kamen|damals|bisher|was|were|did|had)\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(bericht\w*|fogs|isr|wissenschaftlich\w*|begleitforsch\w*|auswertung\w*|antr[aä]ge\w*|konzepte\w*|untersuch\w*|analys\w*|befrag\w*|stichprobe|evaluation|"
    r"begleitung|forsch\w*|landtag\w*|ministerin|vorlage|25 kommunen|report)\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(wie ?viel|wieviel|wie hoch|höhe|betrag|summe|euro|€|geld|kost\w*|zahlt|bezahlt|zuschuss|zuschie\w*|pauschale|how much|amount)\b", re.I
)
# a figure in euro is asked for, not merely money spoken of
_AMOUNT = re.compile(
    r"\b(?:wie ?viel(?:e)? (?:geld|euro|förder\w*|zuschuss|mittel|kohle|knete|personal(?:geld|kosten)\w*|sachkosten\w*|pauschale)|wie hoch|"
    r"höchstbetr\w*|höchstsumme\w*|betr[aä]g\w*|summen?|obergrenze|welche[rnsm]? (?:betrag|summe|satz|höhe)|in welcher höhe|how much|amount|"
    r"what (?:sum|rate)|was (?:zahlt|schießt|gibt|springt|kriegen|bekommen|bekommt|kostet|legt))\b|"
    r"\bwie ?viel\b[^.?!]{0,60}\b(?:krieg\w*|bekomm\w*|zahlt?|gibts?|zuschie\w*|schießt|springt|drin|förder\w*|kost\w*|übernimmt|erstattet)\b",
    re.I,
)
_WHEN = re.compile(r"\b(wann|bis wann|ab wann|frist|deadline|stichtag|datum|wie lange|zeitraum|termin|when|until)\b", re.I)
_DEFINITION = re.compile(
    r"\b(heißt|heisst|bedeutet|bedeutung|abkürzung\w*|steht .* für|verbirgt|ausgeschrieben|langform|kürzel|definition|definiert|"
    r"was ist|was sind|was meint|"
    r"stand for|mean|abbreviation|begriff)\b",
    re.I,
)
HAS_MONEY = re.compile(r"\d[\d.]*(?:,\d+)?\s*(?:€|Euro|Mio)|\d+\s*(?:%|Prozent)")
HAS_WHEN = re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZJ][a-zä]+)|\b20\d\d\b|Ende Oktober|jährlich|kalenderjähr|Jahre|Monat")


@dataclass(frozen=True, slots=True)
class CardTraits:
    """What of a card does not depend on the question."""

    card: Card
    numbers: frozenset[str]
    has_money: bool
    has_when: bool
    has_polarity: bool
    side: bool
    text: str
    held: dict[str, bool] = field(default_factory=dict, compare=False)

    def holds(self, kind: str) -> bool:
        """Whether the card holds a thing of a kind a question can ask for; read once per kind, when first asked."""
        if kind not in self.held:
            self.held[kind] = holds(kind, self.text)
        return self.held[kind]


def traits(card: Card) -> CardTraits:
    """Traits of a card."""
    text = f"{card.statement} {card.details}"
    return CardTraits(
        card,
        figures(text),
        bool(HAS_MONEY.search(card.statement)),
        bool(HAS_WHEN.search(card.statement)),
        any(q.polarity for q in card.questions),
        card.document_id in ("land-kim", "kommunen-kim", "handlungskonzept-2021", "richtlinie-2024"),
        text,
    )


def figures(text: str) -> frozenset[str]:
    """Numbers of a text, thousands points removed; years and small ordinals of sources count as well."""
    return frozenset(re.sub(r"(?<=\d)\.(?=\d{3})", "", x).replace(",", ".") for x in re.findall(r"\d[\d.]*\d(?:,\d+)?|\d(?:,\d+)?", text))


@dataclass(frozen=True, slots=True)
class QuestionTraits:
    """What of a question does not depend on the card."""

    past: bool
    report: bool
    money: bool
    when: bool
    definition: bool
    numbers: frozenset[str]
    own: bool
    modal: bool
    amount: bool
    kinds: tuple[str, ...] = ()


def question_traits(query: Query) -> QuestionTraits:
    """Traits of a question."""
    text = query.text
    return QuestionTraits(
        bool(_PAST.search(text)) or bool(query.years and min(query.years) < 2024),
        bool(_REPORT.search(text)),
        bool(_MONEY.search(text)),
        bool(_WHEN.search(text)),
        bool(_DEFINITION.search(text)),
        figures(text) - {"1", "2", "3"},
        bool(_OWN.search(text)),
        bool(_MODAL.search(text)),
        bool(_AMOUNT.search(text)),
        () if query.own else tuple(kinds(text)),  # what a follow-up carries over was asked of something else
    )


def rule_features(t: CardTraits, query: Query, q: QuestionTraits, superseded: dict[str, str]) -> list[float]:
    """The features of FEATURES from "not_in_force" on, for one card."""
    card = t.card
    rule = card.art == "regel"
    old = rule and (not in_force(card, query.as_of) or (card.document_id in superseded and not query.dated))
    here, elsewhere, unnamed = at_place(card.kommune, query)
    report = card.art in ("bericht", "tabelle")
    same = bool(query.topics and card.baustein and set(query.topics) & set(card.baustein))
    other = bool(query.topics and card.baustein and not set(query.topics) & set(card.baustein))
    has_code = bool(query.codes) and any(has_word(t.text, c) for c in query.codes)
    return [
        float(old),
        float(elsewhere),
        float(unnamed),
        float(here),
        float(report and not q.past and not q.report),
        float(report and q.past),
        float(rule and not q.past and not q.report),
        float(report and q.report),
        float(same),
        float(other),
        float(has_code),
        float(bool(query.codes) and not has_code),
        len(q.numbers & t.numbers) / max(1, len(q.numbers)),
        float(q.money and t.has_money),
        float(q.when and t.has_when),
        float(q.definition and card.art == "begriff"),
        float(card.art == "begriff" and not q.definition),
        float(query.yes_no and t.has_polarity),
        float(card.uncertain),
        float(t.side),
        float(card.art == "tabelle"),
        float(card.art == "luecke"),
        float(card.art == "offen"),
        float(rule and q.own),
        float(rule and q.modal),
        float(report and q.own),
        float(report and q.modal),
        float(card.art == "lokal" and unnamed and q.own),
        float(card.art == "lokal" and unnamed and q.modal),
        float(q.amount and t.has_money),
        float(q.amount and not t.has_money),
        float(card.art != "luecke" and any(not t.holds(kind) for kind in q.kinds)),  # a gap holds nothing and is what then fits
    ]


def at_place(kommune: str, query: Query) -> tuple[bool, bool, bool]:
    """(the named municipality, another one than named, one although none is named)."""
    if not kommune:
        return False, False, False
    if not query.kommunen:
        return False, False, True
    named = set(query.kommunen)
    here = any(k in kommune or kommune in k for k in named) or (kommune == "Rheinisch-Bergischer Kreis" and bool(named & RBK_PLACES))
    return here, not here, False


def has_word(text: str, code: str) -> bool:
    """Whether an anonymised code stands in a text (S1 is not S10)."""
    return re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text) is not None


_REFERENCE = re.compile(
    r"(?:§|\bnr\.?|\bnummer|\bziffer|\bpunkt|\banlage|\bseite|\bpage|\btab\.?|\btabelle|\bartikel|\bart\.|\bsection|\bkapitel|\bfrage)\s*(\d+(?:\.\d+)*[a-z]?)",
    re.I,
)


def references(text: str) -> frozenset[str]:
    """Numbers a text refers to as places: § 20, Nr. 5.4.1, Anlage 2, Seite 14, Tab. 9, Frage 13."""
    return frozenset(x.lower() for x in _REFERENCE.findall(text))


WEIGHTS = (
    0.33,  # dense
    0.00,  # lexical
    0.05,  # spelling
    0.00,  # asked_tokens
    1.26,  # asked_chars
    3.68,  # covers
    1.78,  # covers_body
    -7.00,  # not_in_force
    -6.00,  # other_place
    -1.8,  # unnamed_place: the fit says -0.99; the rule for everyone comes before one town's paper
    1.22,  # named_place
    -1.5,  # report_now: the fit says -0.98; what is in force comes before what a report of 2021 found
    -0.36,  # report_past
    -0.17,  # rule_now
    0.40,  # report_named
    0.33,  # baustein_same
    -1.45,  # baustein_other
    0.00,  # code_has
    -8.00,  # code_lacks
    0.82,  # numbers
    0.00,  # money
    1.24,  # when
    1.37,  # definition
    -0.63,  # term_unasked
    0.67,  # polarity
    0.00,  # uncertain
    -0.97,  # side_source
    0.71,  # table
    0.52,  # gap
    -0.14,  # open
    0.67,  # rule_own
    0.39,  # rule_modal
    -0.32,  # report_own
    -0.95,  # report_modal
    -0.12,  # local_own
    -0.45,  # local_modal
    0.97,  # amount_has
    -0.28,  # amount_lacks
    -0.5,  # kind_lacks: set by hand, .5 to 2 give the same figures
)


def normalised(x: np.ndarray) -> np.ndarray:
    """z-scores; zeros where nothing differs."""
    spread = float(x.std())
    return np.asarray((x - x.mean()) / spread if spread > 1e-9 else np.zeros_like(x), dtype=np.float64)


class Ranker:
    """Scores all cards of an index for one question."""

    def __init__(self, index: SearchIndex, weights: tuple[float, ...] = WEIGHTS) -> None:
        self.index = index
        self.weights = np.array(weights, dtype=np.float64)
        self.positions = np.array([i for i, p in enumerate(index.passages) if p.card_id], dtype=np.int64)
        self._traits = [traits(index.card(index.passages[i].card_id)) for i in self.positions]

    def features(self, query: Query, dense: np.ndarray, lexical: np.ndarray, spelling: np.ndarray) -> np.ndarray:
        """Feature matrix (n_cards × len(FEATURES)) from the raw signals of all passages.

        They are normalised over the cards alone, so that indexing an original does not change which of its cards answers.
        """
        by_tokens, by_chars = self.index.asked(query.search)
        full, body = self.index.coverage(query.search)
        at = self.positions
        q = question_traits(query)
        rules = np.array([rule_features(t, query, q, self.index.superseded) for t in self._traits])
        signals = [normalised(x[at]) for x in (dense, lexical, spelling)]
        return np.column_stack([*signals, by_tokens[at], by_chars[at], full[at], body[at], rules])

    def scores(self, query: Query, dense: np.ndarray, lexical: np.ndarray, spelling: np.ndarray) -> np.ndarray:
        """Score per card, aligned with `positions`."""
        return np.asarray(self.features(query, dense, lexical, spelling) @ self.weights)
