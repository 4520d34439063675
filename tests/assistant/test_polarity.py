"""Ja and Nein come from a question asked the same way round, or not at all."""

from difflib import SequenceMatcher

import pytest

from assistant.answering import Assistant
from assistant.polarity import decide, modal, signature
from assistant.types import Card, CardQuestion, Polarity
from indexing.analyzer import GermanAnalyzer

QUESTIONS: list[tuple[str, Polarity | None]] = [
    ("Muss die Kommune für den Antrag ein Konzept vorlegen?", "ja"),
    ("Braucht der Kreis ein eigenes Konzept?", "ja"),
    ("Geht der Antrag auch ohne Konzept?", "nein"),
    ("Geht der Antrag im Sommer noch?", "kommt darauf an"),
    ("Was steht im Konzept?", None),
]
CARD = Card(
    "probe",
    "faq-2026",
    "Frage 1",
    "konzept",
    "regel",
    "Zum Antrag der Kommune gehört ein Konzept.",
    "",
    tuple(CardQuestion(text, polarity) for text, polarity in QUESTIONS),
)
ANALYZER = GermanAnalyzer()


def _decided(question: str, card: Card = CARD) -> Polarity | None:
    near = [(SequenceMatcher(None, question.lower(), q.text.lower()).ratio(), i) for i, q in enumerate(card.questions)]
    found = decide(question, card, sorted(near, reverse=True), ANALYZER)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("Muss die Kommune für den Antrag ein Konzept vorlegen?", "ja"),
        ("Müssen wir für den Antrag ein Konzept vorlegen?", "ja"),
        ("Muss eine Kommune ein Konzept für den Antrag vorlegen?", "ja"),
        ("Braucht die Kommune für den Antrag ein Konzept?", "ja"),
        ("Geht der Antrag auch ohne Konzept?", "nein"),
        ("Geht der Antrag im Sommer noch?", "kommt darauf an"),
    ],
)
def test_the_same_question_gets_the_answer_written_for_it(question: str, polarity: str) -> None:
    assert _decided(question) == polarity


SILENT = {
    "negated": "Muss die Kommune für den Antrag kein Konzept vorlegen?",
    "negated otherwise": "Muss die Kommune für den Antrag nicht erst ein Konzept vorlegen?",
    "negated twice": "Geht der Antrag nicht ohne Konzept?",
    "without": "Muss die Kommune ohne Konzept einen Antrag vorlegen?",
    "instead": "Muss die Kommune statt Antrag ein Konzept vorlegen?",
    "even so": "Muss die Kommune für den Antrag trotzdem ein Konzept vorlegen?",
    "only": "Muss die Kommune für den Antrag nur ein Konzept vorlegen?",
    "enough": "Reicht für den Antrag der Kommune ein Konzept?",
    "may instead of must": "Darf die Kommune für den Antrag ein Konzept vorlegen?",
    "should instead of must": "Soll die Kommune für den Antrag ein Konzept vorlegen?",
    "another number": "Muss die Kommune für den Antrag 2 Konzepte vorlegen?",
    "always": "Muss die Kommune für den Antrag immer ein Konzept vorlegen?",
    "all": "Müssen alle Kommunen für den Antrag ein Konzept vorlegen?",
    "something else": "Muss der Träger eine Fortbildung besuchen?",
}


@pytest.mark.parametrize("case", SILENT)
def test_a_question_asked_another_way_round_gets_neither_ja_nor_nein(case: str) -> None:
    assert _decided(SILENT[case]) is None


def test_a_subject_no_question_names_stays_open_between_contrary_answers() -> None:
    both = (CardQuestion("Darf die Koordination das Formular ausfüllen?", "ja"), CardQuestion("Darf die Assistenz das Formular ausfüllen?", "nein"))
    card = Card("probe", "d", "l", "konzept", "regel", "…", "", both)
    assert _decided("Darf die Verwaltung das Formular ausfüllen?", card) is None
    assert [_decided(q.text, card) for q in both] == ["ja", "nein"]


def test_a_card_without_yes_no_questions_decides_nothing() -> None:
    card = Card("probe", "d", "l", "konzept", "regel", "…", "", (CardQuestion("Was steht im Konzept?"),))
    assert _decided("Was steht im Konzept?", card) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ist das erlaubt?", "Ist das nicht erlaubt?"),
        ("Ist das möglich?", "Is that not possible?"),
        ("Geht es mit Antrag?", "Geht es ohne Antrag?"),
        ("Bekommen wir das Geld?", "Bekommen wir das Geld trotzdem?"),
        ("Genügt ein Gespräch?", "Ist ein Gespräch dabei?"),
    ],
)
def test_small_words_that_turn_a_question_round_make_it_another_question(a: str, b: str) -> None:
    assert signature(a) != signature(b)


def test_a_double_negation_is_none() -> None:
    assert signature("Ist es nicht so, dass nichts und niemand gefördert wird?") == signature("Ist es so, dass alles gefördert wird?")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Muss das sein?", "muss"),
        ("Ist das Pflicht?", "muss"),
        ("Is it mandatory?", "muss"),
        ("Dürfen wir das?", "darf"),
        ("Ist das zulässig?", "darf"),
        ("Sollen wir das?", "soll"),
        ("Ist das empfohlen?", "soll"),
        ("Ist das die Frist?", ""),
    ],
)
def test_must_may_and_should_are_kept_apart(question: str, kind: str) -> None:
    assert modal(question) == kind


# --- over all cards ---


def test_every_yes_no_question_of_the_cards_gets_its_own_answer(helper: Assistant) -> None:
    index = helper.index
    sample = [(c, q) for c in index.cards() for q in c.questions if q.polarity][::5]
    assert len(sample) > 500
    for card, q in sample:
        found = decide(q.text, card, index.question_matches(q.text, card), index.analyzer)
        assert found is not None and found[0] == q.polarity, q.text


@pytest.mark.parametrize("turned", ["Stimmt es nicht, dass {}", "Trotzdem: {}", "Auch ohne Antrag – {}"])
def test_no_card_question_keeps_its_answer_when_it_is_turned_round(helper: Assistant, turned: str) -> None:
    index = helper.index
    sample = [(c, q) for c in index.cards() for q in c.questions if q.polarity and not any(signature(q.text))][::25]
    assert len(sample) > 80
    for card, q in sample:
        asked = turned.format(q.text)
        found = decide(asked, card, index.question_matches(asked, card), index.analyzer)
        assert found is None or signature(found[1].text) == signature(asked), asked
