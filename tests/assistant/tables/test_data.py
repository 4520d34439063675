"""The tables of `corpus/tabellen` are checked on load; every rule has a broken fixture."""

from pathlib import Path

import pytest

from assistant.errors import WissenError
from assistant.knowledge import parse_yaml
from assistant.registry import sources
from assistant.tables.data import Table, load_tables, parse_table

GOOD = """
id: probe
document: faq-2026
locator: "Frage 1"
titel: Eine Probe
stand: 2026
zeile_ist: Ort
worte: [Probe]
spalten:
  - {id: stellen, name: Stellen, kurz: Stellen, einheit: Stellen, worte: [Stellen]}
  - {id: ort, name: Ort, kurz: Ort, worte: [wo]}
zeilen:
  - {id: a, name: A-Dorf, worte: [A-Dorf], werte: {stellen: 2, ort: Rathaus}, anker: "A-Dorf 2"}
  - {id: b, name: B-Dorf, worte: [B-Dorf], werte: {stellen: "k.A."}}
hinweise:
  - text: Nur eine Probe.
fehlend: ["k.A."]
"""


def _table(text: str = GOOD) -> Table:
    return parse_table(parse_yaml(text, "probe.yaml"), "probe.yaml")


def test_a_table_is_read_with_numbers_as_numbers_and_words_as_words() -> None:
    table = _table()
    assert (table.id, table.document_id, table.locator, table.stand) == ("probe", "faq-2026", "Frage 1", "2026")
    assert table.rows[0].values == {"stellen": 2.0, "ort": "Rathaus"}
    assert table.rows[1].values == {"stellen": "k.A."}
    assert table.missing == {"k.A."}
    assert table.column("ort").unit == ""
    assert table.remarks[0].text == "Nur eine Probe."


BROKEN = {
    "unbekannte Angabe ['zeile']": GOOD + "zeile: 1\n",
    "Spalte „ort“: unbekannte Angabe ['farbe']": GOOD.replace("kurz: Ort,", "kurz: Ort, farbe: rot,"),
    "Zeile „a“: unbekannte Angabe oder Spalte": GOOD.replace("werte: {stellen: 2, ort: Rathaus}", "werte: {stellen: 2, farbe: rot}"),
    "Zeile „b“: unbekannte Angabe oder Spalte": GOOD.replace('werte: {stellen: "k.A."}', 'werte: {stellen: "k.A."}, seite: 3'),
    "Zeile „b“: es fehlt werte": GOOD.replace(', werte: {stellen: "k.A."}', ""),
    "Spalte „ort“: es fehlt worte": GOOD.replace(", worte: [wo]", ""),
    "ein Hinweis hat text, anker und locator": GOOD.replace("- text: Nur", "- seite: 3\n    text: Nur"),
    "doppelte Zeile oder Spalte": GOOD.replace("id: b,", "id: a,"),
    "doppelte Zeile oder Spalte.": GOOD.replace("{id: ort, name", "{id: stellen, name")
    .replace("ort: Rathaus", "stellen: 1")
    .replace("stellen: 2, ", ""),
    "Spalte „stellen“: vorhanden und fehlt gehören zusammen": GOOD.replace("kurz: Stellen,", "kurz: Stellen, fehlt: keine Stelle,"),
    "gruppen nennt ['Stadt']": GOOD + "gruppen: {Stadt: [Stadt]}\n",
    "addierbar hat nur untereinander und nebeneinander": GOOD + "addierbar: [a, b]\n",
    "hat zeilen, spalten und freiwillig ergibt": GOOD + "addierbar: {untereinander: [{zeilen: alle}]}\n",
    "addierbar nennt ['c', 'farbe']": GOOD + "addierbar: {untereinander: [{zeilen: [a, c], spalten: [farbe]}]}\n",
    "„b“ ist die Summe und darf nicht selbst mitgezählt": GOOD + "addierbar: {untereinander: [{zeilen: alle, spalten: [stellen], ergibt: b}]}\n",
    "b, stellen: die Teile ergeben 2, die Tabelle nennt 3": GOOD.replace('{stellen: "k.A."}', "{stellen: 3}")
    + "addierbar: {untereinander: [{zeilen: [a], spalten: [stellen], ergibt: b}]}\n",
    "nennt mit teil und ganzes zwei Spalten": GOOD + "anteile: [{teil: stellen, ganzes: farbe}]\n",
    "Dokument „nirgends“ steht nicht in quellen.yaml": GOOD.replace("document: faq-2026", "document: nirgends"),
    "Doppelter Schlüssel „stand“": GOOD + "stand: 2025\n",
    "kein gültiges YAML": GOOD + "x: [\n",
}


@pytest.mark.parametrize("message", BROKEN)
def test_every_broken_table_names_the_file_and_says_what_is_wrong(tmp_path: Path, message: str) -> None:
    (tmp_path / "probe.yaml").write_text(BROKEN[message], encoding="utf-8")
    with pytest.raises(WissenError) as failed:
        load_tables(tmp_path)
    assert message in str(failed.value)
    assert "probe.yaml" in str(failed.value)


MISSING = ["id", "titel", "zeile_ist", "worte", "spalten", "zeilen", "locator"]


@pytest.mark.parametrize("key", MISSING)
def test_a_table_without_a_necessary_part_is_an_error_and_no_crash(key: str) -> None:
    raw = parse_yaml(GOOD, "probe.yaml")
    del raw[key]
    with pytest.raises(WissenError, match=key):
        parse_table(raw, "probe.yaml")


@pytest.mark.parametrize("text", ["- 1\n", "nur ein Satz\n", ""])
def test_a_file_that_is_no_table_is_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(WissenError, match=r"probe\.yaml"):
        parse_table(parse_yaml(text, "probe.yaml"), "probe.yaml")


# --- the bundled tables ---


def test_the_bundled_tables_load_and_belong_to_known_documents() -> None:
    tables = load_tables()
    assert {"fogs-tab-2", "lt-besetzung", "muenster-finanzen", "rbk-cm-stellen"} <= {t.id for t in tables}
    assert len({t.id for t in tables}) == len(tables)
    assert {t.document_id for t in tables} <= set(sources())


def test_no_row_of_the_report_joins_a_name_with_an_anonymised_code() -> None:
    import re

    table = next(t for t in load_tables() if t.id == "fogs-tab-2")
    text = " ".join(f"{r.name} {' '.join(r.words)} {r.anchor}" for r in table.rows) + " ".join(m.text for m in table.remarks)
    assert re.findall(r"\b(?:S|LK)\d{1,2}\b", text) == []


def test_every_row_has_words_and_at_least_one_value() -> None:
    for table in load_tables():
        for row in table.rows:
            assert row.words and row.values, (table.id, row.id)
        for column in table.columns:
            assert any(column.id in r.values for r in table.rows), (table.id, column.id)


def test_no_two_rows_of_a_table_share_a_word() -> None:
    for table in load_tables():
        if table.id == "muenster-finanzen":
            continue  # its rows are kinds of income and cost; "Kosten" may well mean several
        words = [w for r in table.rows for w in {x.lower() for x in r.words}]
        assert sorted({w for w in words if words.count(w) > 1}) == [], table.id


def test_nothing_may_be_added_up_or_divided_that_the_data_does_not_list() -> None:
    rules = _table().rules
    assert not rules.adds_down(["a", "b"], "stellen")
    assert not rules.adds_across("a", ["stellen"])
    assert rules.shares == ()


def test_what_the_data_lists_may_be_added_up_and_no_more() -> None:
    rules = _table(GOOD + "addierbar: {untereinander: [{zeilen: alle, spalten: [stellen]}]}\n").rules
    assert rules.adds_down(["a", "b"], "stellen")
    assert not rules.adds_down(["a", "b"], "ort")
    assert not rules.adds_across("a", ["stellen", "ort"])
