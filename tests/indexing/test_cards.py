from pathlib import Path

import pytest

from assistant.errors import WissenError
from assistant.registry import sources
from indexing.cards import load_cards, parse_cards

HEAD = "---\ndocument: faq-2026\nart: regel\nvalid_from: 2024-12-19\nvalid_until: 2028-12-31\n---\n\n"
YAML = "locator: Frage 1\ntopic: frist\n"
QUESTIONS = [
    "- Bis wann muss der Antrag weg?",
    "- Abgabe Antrag Termin",
    "- When is the deadline?",
    "- Haben wir noch Zeit?",
    "- Reicht der April? [nein] Der April ist zu spät.",
    "- Gibt es eine Frist? [ja]",
]


def _file(
    yaml: str = YAML,
    ident: str = "f01-frist",
    head: str = HEAD,
    statement: str = "Der Übungsantrag ist bis zum 3. März zu stellen.",
    details: str = "",
    questions: list[str] | None = None,
    extra: str = "",
) -> str:
    parts = [f"## {ident}\n```yaml\n{yaml}```\n### Aussage\n{statement}\n"]
    if details:
        parts.append(f"### Einzelheiten\n{details}\n")
    parts.append("### Fragen\n" + "\n".join(QUESTIONS if questions is None else questions) + "\n")
    return head + "".join(parts) + extra


def test_a_card_is_read_with_everything_it_says() -> None:
    yaml = YAML + 'baustein: [1, 2]\nmerkmal: antragsfrist\nanker: ["bis zum 3. März"]\nsicherheit: unsicher\nvalid_until: 2027-12-31\n'
    (card,) = parse_cards(_file(yaml, details="Maßgeblich ist\nder Eingang."), "probe.md")
    assert (card.id, card.document_id, card.locator, card.topic, card.art) == ("f01-frist", "faq-2026", "Frage 1", "frist", "regel")
    assert card.statement == "Der Übungsantrag ist bis zum 3. März zu stellen."
    assert card.details == "Maßgeblich ist der Eingang."
    assert (card.baustein, card.merkmal, card.anchors, card.uncertain) == ((1, 2), "antragsfrist", ("bis zum 3. März",), True)
    assert (str(card.valid_from), str(card.valid_until)) == ("2024-12-19", "2027-12-31")


def test_yes_and_no_belong_to_the_question() -> None:
    (card,) = parse_cards(_file(), "probe.md")
    assert [q.polarity for q in card.questions] == [None, None, None, None, "nein", "ja"]
    assert card.questions[4].reply == "Der April ist zu spät."
    assert card.questions[4].text == "Reicht der April?"


def test_it_depends_is_an_answer_too() -> None:
    (card,) = parse_cards(_file(questions=[*QUESTIONS, "- Geht es später? [kommt darauf an] Nur mit Zusage."]), "probe.md")
    assert card.questions[-1].polarity == "kommt darauf an"


BROKEN = {
    "der YAML-Kopf fehlt": _file(head=""),
    "YAML-Kopf ist keine Liste von Angaben": _file(head="---\nnur ein Satz\n---\n"),
    "Kopf: unbekannte Angabe ['stand']": _file(head=HEAD.replace("art:", "stand: heute\nart:")),
    "Dokument „unbekannt“ steht nicht in quellen.yaml": _file(head=HEAD.replace("faq-2026", "unbekannt")),
    "Kennung darf nur Kleinbuchstaben": _file(ident="F01 Frist"),
    "der YAML-Block fehlt": _file().replace("```yaml\n" + YAML + "```\n", ""),
    "YAML-Block ist keine Liste von Angaben": _file(yaml="- nur\n- Punkte\n"),
    "kein gültiges YAML": _file(yaml="locator: [Frage 1\n"),
    "Doppelter Schlüssel „topic“": _file(yaml=YAML + "topic: recht\n"),
    "f01-frist: unbekannte Angabe ['thema']": _file(yaml=YAML + "thema: frist\n"),
    "unbekannter Abschnitt": _file().replace("### Fragen", "### Bemerkung\nNichts.\n### Fragen"),
    "die Fundstelle (locator) fehlt": _file(yaml="topic: frist\n"),
    "unbekanntes Thema „wetter“": _file(yaml="locator: Frage 1\ntopic: wetter\n"),
    "unbekannte Art „meinung“": _file(yaml=YAML + "art: meinung\n"),
    "eine lokale Karte nennt ihre Kommune": _file(yaml=YAML + "art: lokal\n"),
    "die Aussage fehlt oder ist länger": _file(statement=""),
    "länger als 300 Zeichen": _file(statement="Sehr lang. " * 40),
    "beginnt nicht mit Ja oder Nein": _file(statement="Ja, bis zum 3. März."),
    "die Einzelheiten haben mehr als 70 Wörter": _file(details="Wort " * 71),
    "„anker“ ist keine Liste": _file(yaml=YAML + "anker: bis zum 3. März\n"),
    "ein Anker hat höchstens 8 Wörter": _file(yaml=YAML + "anker: [eins zwei drei vier fünf sechs sieben acht neun]\n"),
    "„baustein“ ist keine Liste": _file(yaml=YAML + "baustein: 1\n"),
    "nur die Bausteine 1, 2 und 3": _file(yaml=YAML + "baustein: [4]\n"),
    "„sicherheit“ kann nur „unsicher“ sein": _file(yaml=YAML + "sicherheit: sicher\n"),
    "„siehe“ ist keine Liste": _file(yaml=YAML + "siehe: f02\n"),
    "„siehe“ nennt unbekannte Karten ['f99-nichts']": _file(yaml=YAML + "siehe: [f99-nichts]\n"),
    "„bald“ ist kein Datum": _file(yaml=YAML + "valid_from: bald\n"),
    "die Gültigkeit endet vor ihrem Beginn": _file(yaml=YAML + "valid_until: 2020-01-01\n"),
    "5 Fragen, nötig sind 6 bis 14": _file(questions=QUESTIONS[:5]),
    "15 Fragen, nötig sind 6 bis 14": _file(questions=[f"- Frage Nummer {n}?" for n in range(15)]),
    "eine Fragezeile beginnt mit „- “": _file(questions=[*QUESTIONS, "Ohne Strich?"]),
    "unbekannte Marke „vielleicht“": _file(questions=[*QUESTIONS, "- Geht es später? [vielleicht]"]),
    "unbekannte Marke „ja“": _file(questions=[*QUESTIONS, "- Geht es später? [ja"]),
    "eine Frage ist leer": _file(questions=[*QUESTIONS, "-  [ja]"]),
    "eine Frage steht doppelt": _file(questions=[*QUESTIONS, QUESTIONS[0]]),
    "Karte „f01-frist“ gibt es schon in probe.md": _file(extra="\n" + _file().removeprefix(HEAD)),
}


@pytest.mark.parametrize("message", BROKEN)
def test_every_broken_rule_names_the_file_and_says_what_is_wrong(tmp_path: Path, message: str) -> None:
    (tmp_path / "probe.md").write_text(BROKEN[message], encoding="utf-8")
    with pytest.raises(WissenError) as failed:
        load_cards(tmp_path)
    assert message in str(failed.value)
    assert "probe.md" in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_card_of_the_same_name_in_another_file_names_both(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(_file(), encoding="utf-8")
    with pytest.raises(WissenError, match=r"b\.md: Karte „f01-frist“ gibt es schon in a\.md"):
        load_cards(tmp_path)


def test_the_readme_of_the_folder_is_no_card_file(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Wie Karten geschrieben werden.", encoding="utf-8")
    (tmp_path / "probe.md").write_text(_file(), encoding="utf-8")
    assert [c.id for c in load_cards(tmp_path)] == ["f01-frist"]


# --- the bundled cards ---


def test_all_bundled_cards_keep_the_rules_and_cover_the_five_documents() -> None:
    cards = load_cards()
    assert len(cards) > 800
    assert (
        {"faq-2026", "muenster-2021", "rbk-konzept-2021", "fogs-bericht-2021", "lt-vorlage-18-299"}
        <= {c.document_id for c in cards}
        <= set(sources())
    )


def test_each_of_the_fifty_questions_of_the_faq_has_a_card() -> None:
    locators = {c.locator for c in load_cards() if c.document_id == "faq-2026"}
    assert {f"Frage {n}" for n in range(1, 51)} <= locators


def test_every_card_has_a_question_as_users_ask_it_and_most_have_eight() -> None:
    cards = load_cards()
    assert all(len(c.questions) >= 6 for c in cards)
    assert sum(len(c.questions) >= 8 for c in cards) > 0.8 * len(cards)


def test_no_card_names_a_phone_number_or_a_mail_address() -> None:
    import re

    text = "\n".join(f"{c.statement} {c.details}" for c in load_cards())
    assert not re.findall(r"[\w.]+@[\w.]+\.\w+|\b0\d{2,4}[ /-]\d{4,}", text)
