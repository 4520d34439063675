"""Answers for programs and for people: nothing is lost, nothing is interpreted."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from api.render import answer_json, passage_json, show_answer, show_passages
from assistant.types import Answer, Citation, Note, Passage, ScoredPassage

QUOTE = "Die Übungspauschale beträgt 4.711 Euro."
CITATION = Citation(1, "probe", "Das Übungsblatt", "Übungsamt", "01.02.2026", "Nr. 3", 7, QUOTE, "original", "https://example.org/blatt", "geltend")
ANSWER = Answer(
    "Wie viel?",
    "answered",
    "Gezahlt werden 4.711 Euro. [1]",
    date(2026, 11, 20),
    citations=(CITATION,),
    notes=(Note("hinweis", "Das ist eine Übung.", (1,)),),
    timings_ms={"suche": 1.5, "lesen": 0.5},
)


def _shown(a: Answer, width: int = 100) -> str:
    out = io.StringIO()
    show_answer(Console(file=out, width=width, force_terminal=False), a)
    return out.getvalue()


def _flat(text: str) -> str:
    return " ".join(text.split())


# --- for programs ---


def test_the_json_holds_everything_and_dates_as_text() -> None:
    row = answer_json(ANSWER)
    assert json.loads(json.dumps(row)) == row
    assert row["as_of"] == "2026-11-20"
    assert row["citations"][0]["quote"] == QUOTE
    assert row["citations"][0]["page"] == 7
    assert row["notes"] == [{"kind": "hinweis", "text": "Das ist eine Übung.", "citations": [1]}]


def test_an_id_is_there_only_when_one_was_given() -> None:
    assert "id" not in answer_json(ANSWER)
    assert answer_json(replace(ANSWER, id="a1"))["id"] == "a1"
    assert answer_json(replace(ANSWER, id=""))["id"] == ""


def test_a_passage_as_json_has_the_keys_of_the_contract_and_rounded_scores() -> None:
    passage = Passage("p1", "probe", "Nr. 3", QUOTE, "original", start=5, end=44, page=7)
    row = passage_json(ScoredPassage(passage, 1.234567, 0.1, 2.0))
    assert {"document_id", "locator", "page", "text", "score"} <= set(row)
    assert (row["score"], row["page"], row["start"], row["end"]) == (1.2346, 7, 5, 44)


# --- for people ---


def test_an_answer_shows_text_source_page_stand_and_what_it_is_not() -> None:
    text = _flat(_shown(ANSWER))
    assert "Gezahlt werden 4.711 Euro. [1]" in text
    assert "[1] Nr. 3, S. 7 – Das Übungsblatt (Stand 01.02.2026, geltend)" in text
    assert f"„{QUOTE}“" in text
    assert "Rechtsstand 20.11.2026. Orientierung, keine Entscheidung einer Behörde." in text


@pytest.mark.parametrize(("validity", "word"), [("geltend", "geltend"), ("ueberholt", "überholt"), ("historisch", "historisch")])
def test_the_validity_is_told_in_german(validity: str, word: str) -> None:
    text = _shown(replace(ANSWER, citations=(replace(CITATION, validity=validity),)))  # type: ignore[arg-type]
    assert f"{word})" in _flat(text)


def test_a_card_is_not_shown_as_a_quotation_and_the_way_to_the_original_is_given() -> None:
    text = _flat(_shown(replace(ANSWER, citations=(replace(CITATION, quote_source="card", page=None),))))
    assert f"Wissenskarte: {QUOTE}" in text
    assert "„" not in text
    assert "Original: https://example.org/blatt" in text
    assert "S. 7" not in text


def test_an_unknown_stand_is_said_to_be_unknown() -> None:
    assert "Stand unbekannt" in _flat(_shown(replace(ANSWER, citations=(replace(CITATION, stand=""),))))


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (Note("frueher", "Früher: 4.000 Euro.", (1,)), "Früher: 4.000 Euro. [1]"),
        (Note("widerspruch", "Blatt eins sagt ja, Blatt zwei nein.", (1,)), "Widerspruch: Blatt eins sagt ja, Blatt zwei nein. [1]"),
        (Note("auslegung", "Das bleibt offen."), "Auslegung offen: Das bleibt offen."),
        (Note("hinweis", "Heute: 5.000 Euro."), "Hinweis: Heute: 5.000 Euro."),
    ],
)
def test_a_note_says_once_what_it_is_and_names_its_sources(note: Note, line: str) -> None:
    text = _flat(_shown(replace(ANSWER, notes=(note,))))
    assert line in text
    assert text.count("Früher:") <= 1


def test_a_refusal_has_no_list_of_sources_and_offers_what_there_is() -> None:
    text = _shown(Answer("Wie viel?", "not_covered", "Dazu steht nichts da.", date(2026, 11, 20), suggestions=("Wie viel gibt es je Übung?",)))
    assert "Quellen" not in text
    assert "· Wie viel gibt es je Übung?" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Koordinator*innen und Case Manager*innen arbeiten zusammen.",
        "Die Felder _von_ und _bis_ sind Pflicht.",
        "Der Ordner heißt kim_daten_2026 und __neu__.",
        "Die Stufe [A] und [rot]fett[/rot] bleiben stehen.",
        "Weniger als <zehn> Tage & mehr.",
        "# ist keine Überschrift.",
        "Der Befehl `kim` bleibt.",
        "~~Durchgestrichen~~ ist nichts.",
        "2. Platz für die Übung.",
        "- kein Punkt einer Liste.",
        r"Ein Pfad C:\neu\*.txt bleibt ein Pfad.",
    ],
)
def test_signs_in_an_answer_are_shown_as_they_stand(sentence: str) -> None:
    assert _flat(sentence) in _flat(_shown(replace(ANSWER, answer=f"{sentence} [1]")))


@pytest.mark.parametrize("place", ["title", "locator", "quote", "url"])
def test_signs_in_a_source_are_shown_as_they_stand(place: str) -> None:
    odd = "[bold]x[/bold] *y* [link=http://z]w[/link]"
    citation = replace(CITATION, quote_source="card", **{place: odd})  # type: ignore[arg-type]
    assert odd in _flat(_shown(replace(ANSWER, citations=(citation,)), width=200))


def test_signs_in_notes_and_suggestions_are_shown_as_they_stand() -> None:
    text = _flat(_shown(replace(ANSWER, notes=(Note("hinweis", "[red]x[/red] *y*"),), suggestions=("[i]z[/i]?",))))
    assert "[red]x[/red] *y*" in text
    assert "[i]z[/i]?" in text


def test_passages_are_numbered_with_place_page_and_origin() -> None:
    original = ScoredPassage(Passage("p1", "probe", "Nr. 3", QUOTE, "original", page=7), 2.0)
    card = ScoredPassage(Passage("p2", "probe", "Nr. 4", "Kurz [x].", "card", card_id="k"), 1.0)
    out = io.StringIO()
    show_passages(Console(file=out, width=100, force_terminal=False), [original, card])
    text = _flat(out.getvalue())
    assert "1. probe, Nr. 3, S. 7 (Original, 2.0)" in text
    assert "2. probe, Nr. 4 (Karte, 1.0) Kurz [x]." in text
