"""The shape of every answer: its JSON, its marks and citations, its length, its first sentence."""

import json
import re
from typing import Any

import pytest

from api.render import answer_json
from assistant.answering import Assistant
from assistant.reading.reader import split_sentences
from tests.assistant.answering.parts import figures, numbers, plain
from tests.assistant.answering.questions import ANSWERED, BETWEEN, REFUSED, THEN

KEYS = ["question", "status", "answer", "as_of", "mode", "citations", "notes", "checks", "suggestions", "timings_ms"]
CITATION_KEYS = ["n", "document_id", "title", "publisher", "stand", "locator", "page", "quote", "quote_source", "url", "validity"]


@pytest.mark.parametrize("question", [ANSWERED[0], ANSWERED[12], REFUSED[0]])
def test_an_answer_as_json_has_exactly_the_keys_of_the_contract(ask: Any, question: str) -> None:
    row = json.loads(json.dumps(answer_json(ask(question)), ensure_ascii=False, allow_nan=False))
    assert list(row) == KEYS
    assert row["question"] == question
    assert row["as_of"] == "2026-11-20"
    assert row["status"] in {"answered", "not_covered", "needs_facts"}
    assert row["mode"] in {"extractive", "generated", "computed"}
    assert row["checks"] == []
    assert all(isinstance(x, str) for x in row["suggestions"])
    assert set(row["timings_ms"]) == {"suche", "lesen"}
    for c in row["citations"]:
        assert list(c) == CITATION_KEYS
        assert c["validity"] in {"geltend", "ueberholt", "historisch"}
        assert c["quote_source"] in {"original", "card"}
    for n in row["notes"]:
        assert list(n) == ["kind", "text", "citations"]
        assert n["kind"] in {"frueher", "widerspruch", "auslegung", "hinweis"}


def test_an_id_given_comes_back_first(helper: Assistant) -> None:
    assert answer_json(helper.ask("Wer ist antragsberechtigt?", ident="q-17"))["id"] == "q-17"


@pytest.mark.parametrize("question", ANSWERED)
def test_these_questions_are_answered(ask: Any, question: str) -> None:
    assert ask(question).status == "answered"


@pytest.mark.parametrize("question", [*ANSWERED, *REFUSED])
def test_every_mark_has_a_citation_and_every_citation_a_mark(ask: Any, question: str) -> None:
    for day in (None, THEN, BETWEEN):
        a = ask(question, day)
        marked = numbers(a.answer)
        noted = {n for note in a.notes for n in note.citations}
        assert [c.n for c in a.citations] == list(range(1, len(a.citations) + 1))
        assert marked | noted == {c.n for c in a.citations}


@pytest.mark.parametrize("question", ANSWERED)
def test_no_sentence_stands_without_a_source(ask: Any, question: str) -> None:
    a = ask(question)
    for part in re.split(r"(?<=\])\s+(?!\[)", a.answer):
        assert part.endswith("]"), part


@pytest.mark.parametrize("question", ANSWERED)
def test_citations_are_complete_and_short(ask: Any, question: str) -> None:
    a = ask(question)
    for c in a.citations:
        assert c.document_id and c.title and c.locator and c.quote
        assert len(c.quote.split()) <= 60
    assert sum(len(c.quote.split()) for c in a.citations) <= 230, "about 180 words, and a short proof for what comes after"


@pytest.mark.parametrize("question", ANSWERED)
def test_the_figures_of_the_direct_answer_stand_in_what_is_cited(ask: Any, question: str) -> None:
    a = ask(question)
    if a.mode == "computed":
        return  # a sum stands in no cell; its parts are checked below
    first = re.sub(r"Fragen? \d+(?: und \d+)?", "", a.answer.split("]")[0])
    cited = next(c for c in a.citations if c.n == min(numbers(a.answer)))
    assert figures(first.rpartition("[")[0]) <= figures(f"{cited.quote} {cited.locator} {cited.stand}") | figures(question)


@pytest.mark.parametrize("question", ANSWERED)
def test_an_answer_is_at_most_about_ninety_words(ask: Any, question: str) -> None:
    assert len(plain(ask(question)).split()) <= 95


def test_the_first_sentence_is_the_direct_answer(ask: Any) -> None:
    assert "57.000 Euro" in split_sentences(plain(ask(ANSWERED[0])))[0]
    assert plain(ask("Geht KIM auch ohne Lenkungsgruppe?")).startswith("Nein. ")
    assert plain(ask("Ist KIM eine Vollfinanzierung?")).startswith("Ja. ")


def test_a_question_for_a_fact_never_gets_ja_or_nein(ask: Any) -> None:
    for question in ANSWERED:
        if re.match(r"(Wie|Wer|Was|Bis)\b", question):
            assert not re.match(r"(Ja|Nein)\b", ask(question).answer), question


def test_an_english_question_gets_a_german_answer(ask: Any) -> None:
    a = ask("What qualification do case managers need?")
    assert a.status == "answered"
    assert re.search(r"\b(und|die|der)\b", a.answer)


def test_the_same_question_gets_the_same_answer_twice(helper: Assistant) -> None:
    a, b = (answer_json(helper.ask(ANSWERED[0])) for _ in range(2))
    assert {**a, "timings_ms": {}} == {**b, "timings_ms": {}}
