"""Dated parameters: strict files, values by day, gaps that name both borders, sources that exist."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checks.openpoints import open_point
from assistant.checks.parameters import parse_parameters, rules
from assistant.errors import RegelLuecke, WissenError
from assistant.knowledge import parse_yaml
from tests.conftest import ROOT

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "parameter.yaml").read_text(encoding="utf-8"))
GOOD = """\
- id: probe-2024
  regel: probe
  name: Probe
  wert: 57000
  einheit: EUR/Jahr
  gilt_ab: 2024-12-19
  gilt_bis: 2028-12-31
  endet_durch: Ende der Förderperiode
  geprueft_am: 2026-11-20
  fundstellen:
    - {document: faq-2026, locator: "Frage 13", aussage: "Unser Satz.", anker: ["kurz"]}
"""


def _changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_the_sound_fixture_is_read() -> None:
    (p,) = parse_parameters(parse_yaml(GOOD, "probe.yaml"), "probe.yaml")
    assert (p.number, p.unit, p.valid_from, p.references[0].locator) == (Decimal(57000), "EUR/Jahr", date(2024, 12, 19), "Frage 13")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_changed("  wert: 57000\n", "  wert: 57000\n  wert: 58000\n"), "Doppelter Schlüssel „wert“"),
        (GOOD + GOOD, "doppelte id"),
        (GOOD + GOOD.replace("probe-2024", "probe-2025").replace("gilt_ab: 2024-12-19", "gilt_ab: 2028-12-31"), "zur selben Zeit"),
        (_changed("EUR/Jahr", "Taler"), "unbekannte Einheit „Taler“"),
        (_changed("einheit: EUR/Jahr", "einheit: Bedingung"), "kein Wert in der Einheit „Bedingung“"),
        (_changed("wert: 57000", "wert: viel"), "kein Wert in der Einheit „EUR/Jahr“"),
        (_changed("wert: 57000", "wert: true"), "kein Wert in der Einheit „EUR/Jahr“"),
        (_changed("wert: 57000\n  einheit: EUR/Jahr", "wert: 31.02.\n  einheit: Tag und Monat"), "kein Wert in der Einheit „Tag und Monat“"),
        (_changed("wert: 57000\n  einheit: EUR/Jahr", "wert: 1/0\n  einheit: Anteil"), "kein Wert in der Einheit „Anteil“"),
        (GOOD[: GOOD.index("  fundstellen")], "ohne Fundstelle gilt kein Wert"),
        (_changed('locator: "Frage 13", ', ""), "eine Fundstelle nennt document, locator und aussage"),
        (_changed("document: faq-2026", "document: faq-1999"), "steht nicht in quellen.yaml"),
        (_changed('"kurz"', '"eins zwei drei vier fünf sechs sieben acht neun"'), "höchstens 8 Wörter"),
        (_changed("  gilt_ab: 2024-12-19\n", ""), "„gilt_ab“ fehlt"),
        (_changed("  gilt_bis: 2028-12-31\n", ""), "„gilt_bis“ fehlt"),
        (_changed("  geprueft_am: 2026-11-20\n", ""), "„geprueft_am“ fehlt"),
        (_changed("gilt_ab: 2024-12-19", "gilt_ab: bald"), "kein Datum"),
        (_changed("gilt_ab: 2024-12-19", "gilt_ab: 2029-12-19"), "gilt_bis liegt vor gilt_ab"),
        (_changed("  name: Probe", "  nahme: Probe"), "unbekannte Angabe"),
        ("wert: 1", "eine Liste von Einträgen"),
    ],
)
def test_a_broken_file_fails_the_build(text: str, reason: str) -> None:
    with pytest.raises(WissenError, match=re.escape(reason)) as caught:
        parse_parameters(parse_yaml(text, "probe.yaml"), "probe.yaml")
    assert "probe.yaml" in str(caught.value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return f"{value[0]:02d}.{value[1]:02d}."
    return str(value) if isinstance(value, Fraction) else value


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['regel']}-{r['tag']}")
def test_every_parameter_on_the_day_before_and_the_day_of_each_change(row: dict[str, Any]) -> None:
    day = date.fromisoformat(row["tag"])
    if "wert" in row:
        assert _plain(rules().at(row["regel"], day).value) == row["wert"]
        return
    with pytest.raises(RegelLuecke) as gap:
        rules().at(row["regel"], day)
    borders = [d.isoformat() if d else None for d in (gap.value.ended, gap.value.begins)]
    assert borders == [row["endet"], row["beginnt"]]


def test_the_list_of_days_is_complete() -> None:
    listed = {(r["regel"], r["tag"]) for r in ROWS}
    one = timedelta(days=1)
    wanted = {(p.rule, d.isoformat()) for p in rules().all() for d in (p.valid_from - one, p.valid_from, p.valid_until, p.valid_until + one)}
    assert wanted <= listed


def test_a_gap_is_a_gap_and_names_both_borders() -> None:
    with pytest.raises(RegelLuecke) as gap:
        rules().at("koordination.personal", date(2023, 7, 1))
    assert (gap.value.ended, gap.value.begins) == (date(2022, 12, 31), date(2024, 12, 19))
    assert "31.12.2022" in str(gap.value) and "19.12.2024" in str(gap.value)


def test_every_locator_is_one_the_cards_of_the_document_use() -> None:
    known = {
        p.stem: {x.strip().strip('"') for x in re.findall(r"^locator: (.*)$", p.read_text(encoding="utf-8"), re.M)}
        for p in (ROOT / "corpus" / "wissen").glob("*.md")
    }
    assert [(p.id, r.locator) for p in rules().all() for r in p.references if r.locator not in known[r.document_id]] == []


def test_every_anchor_stands_in_the_original(shared: Path) -> None:
    texts = {
        p.stem: " ".join(re.sub(r"\*\*|<[^>]+>|\\", "", p.read_text(encoding="utf-8")).split()).lower() for p in (shared / "corpus").glob("*.txt")
    }
    anchors = [(p.id, a, r.document_id) for p in rules().all() for r in p.references for a in r.anchors]
    assert len(anchors) > 80
    assert [(i, a) for i, a, d in anchors if d in texts and a.lower() not in texts[d]] == []


def test_every_statement_about_an_amount_carries_the_amount() -> None:
    silent = []
    for p in rules().all():
        if p.unit in ("EUR/Jahr", "EUR je Stelle und Jahr", "EUR/Tag"):
            figure = f"{p.number:,.0f}".replace(",", ".")
            silent += [p.id for r in p.references if figure not in r.statement]
    assert silent == []


def test_open_points_named_by_the_checks_exist() -> None:
    named = {
        n
        for path in (ROOT / "assistant" / "checks").glob("*.py")
        for n in re.findall(r"case\.note\(\"([\w-]+)\"\)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 15
    for name in named:
        assert open_point(name).places
